//! The code of this room: an agreement that cannot be read at all. What asks for too much is `over-limit`, what is empty
//! `empty-file`, as in every file.

code_rows! { ($) reading_codes
    UnreadableAgreement "unreadable-agreement" Error "an agreement cannot be read"
        "It is of a kind that is not read, is protected or broken, holds no text, or could be read in two ways. The message \
         says which, and what to do: mostly to save it again as a Word file (.docx), Markdown, HTML or plain text."
    LanguageNotRead "language-not-read" Error "an agreement is written in a language that is not read"
        "Nothing can be said to be absent from a text that was not understood. Review a translation, or the version in \
         English of a paper in two languages; where at least three tenths of it are English, that part is reviewed."
}
