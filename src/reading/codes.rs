//! The code of this room: an agreement that cannot be read at all. What asks for too much is `over-limit`, what is empty
//! `empty-file`, as in every file.

code_rows! { ($) reading_codes
    UnreadableAgreement "unreadable-agreement" Error "an agreement cannot be read"
        "It is of a kind that is not read, is protected or broken, holds no text, or could be read in two ways. The message \
         says which, and what to do: mostly to save it again as a Word file (.docx), Markdown, HTML or plain text."
}
