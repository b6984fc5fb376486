//! The codes of this room: what can be wrong with the form of any file, and with the ids, numbers and texts in it.

code_rows! { ($) load_codes
    EmptyFile "empty-file" Error "the file holds nothing"
        "A file without content cannot be told from one that was lost, so it is never read as `nothing to report`. Write \
         the file, or start from an example."
    InvalidUtf8 "invalid-utf8" Error "the file is not UTF-8 text"
        "Files are read as UTF-8. Save the file as UTF-8 in your editor; a byte-order mark at the start is fine."
    OtherKind "other-kind" Error "the file is of another kind than is read here"
        "It was known by how it begins, or by the keys at its top: a workbook, a table, a document, a picture, or another kind of \
         our own. The message says what it is, and the help which command takes such a file."
    NotAFile "not-a-file" Error "what stands where a file is read is none"
        "A pipe or a device that a pattern or a reference leads to is not opened: whoever reads it may wait for ever. Put a \
         file there, or name another. A pipe that is named on the command line is read."
    UnreadableFile "unreadable-file" Error "a file is there and cannot be read"
        "Rights, the disk, a link that leads nowhere: the message has what the system says. The other files were judged; of \
         this one nobody knows what it says."
    LinkedFolder "linked-folder" Note "a link to a folder was not followed"
        "Links may lead in a circle, or out of what is to be read. Name the folder itself where its files are meant."
    YamlSyntax "yaml-syntax" Error "the file is not valid YAML"
        "The parser could not go on at the place shown. Often a colon or a quotation mark is missing a little earlier, \
         or the indentation does not line up. One file holds one document."
    TomlSyntax "toml-syntax" Error "the file is not valid TOML"
        "The parser could not go on at the place shown. Keys may not be repeated, and text needs quotation marks."
    OverLimit "over-limit" Error "the file asks for more than is read"
        "To stay fast and safe on files of unknown origin there are limits: 64 levels of nesting, 1,000 aliases, \
         1.5 million values, 64 MiB, of them 32 of text, and 2 MiB of TOML. A file that needs more is almost \
         always made by mistake or in bad faith."
    DuplicateKey "duplicate-key" Error "a key stands twice in one map"
        "Which of the two is meant cannot be known, and taking the last in silence would lose an answer. Delete one."
    WrongType "wrong-type" Error "a value is of another type than expected"
        "For example a list stands where a map is due. The message says what was expected."
    UnknownKey "unknown-key" Error "a key is not known here"
        "A misspelt key would otherwise be passed over in silence, and what it was meant to say would be lost."
    MissingKey "missing-key" Error "a required key is missing"
        "The value cannot be guessed. Add the key that the message names."
    BadValue "bad-value" Error "a value is not one of those allowed"
        "The message lists what is allowed at this place."
    BadDate "bad-date" Error "a date does not exist or is written in another way"
        "Dates are written year-month-day, such as `2026-10-31`, and must be days of the calendar."
    KeyNotRead "key-not-read" Warning "a key of a file that `dmf` wrote is not known"
        "The file was written by a newer version, or by another program. The key was passed over; nothing that is known here \
         rests on it."
    DuplicateId "duplicate-id" Error "an id stands twice"
        "Ids are how answers, transfers, baselines and reports find each other; two things of one id cannot be told apart."
    SimilarId "similar-id" Warning "an id looks like another one"
        "Capital and small letters, blanks and letters of another script make two ids that no reader tells apart. Who takes \
         one for the other answers for the wrong thing."
    BadNumber "bad-number" Error "a number is outside its range"
        "Weights run from 1 to 100, effort from 1 to 250 person-days, shares from 1 to 10000 basis points."
    EmptyText "empty-text" Error "a text that people need is empty"
        "Title, question, reason and level sentences are what an assessor works with; none may be empty."
}
