//! What a file is that is none of ours: told by how it begins, before anything is made of it, with the command that takes such a file.
//! Nothing of what it holds is repeated.

use crate::{
    diag::{Code, Diagnostic},
    source::{Kind, Node, Syntax},
};

/// Bytes at the beginning by which a file is known.
const HEAD: usize = 1024;

/// Largest text, in bytes, that somebody typed: what is larger is not read once more to find out what was meant.
pub(super) const TYPED: usize = 256 * 1024;

/// What a file is, and what can be done with one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Foreign {
    /// In a few words, to follow "this is".
    pub(crate) what: &'static str,
    /// The way out; `FILE` stands for the name.
    pub(crate) way: &'static str,
}

pub(super) const WORKBOOK: Foreign = Foreign {
    what: "a workbook (.xlsx)",
    way: "`dmf worksheet import FILE -o org.yaml` takes back one that `dmf worksheet export` made, `dmf register KIND import` one of \
          records; a table of transfers is saved as CSV for `dmf transfer import`",
};
const SHEET: Foreign = Foreign {
    what: "a spreadsheet of another kind than .xlsx",
    way: "save it as an Excel workbook (.xlsx) where `dmf worksheet export` made it, as CSV (UTF-8) where it is a table of transfers \
          for `dmf transfer import`",
};
const WORD: Foreign = Foreign {
    what: "a text document (.docx, .odt)",
    way: "`dmf mcc check FILE` reads an agreement; what shows that an answer is true is named in the worksheet, under `evidence`",
};
const PDF: Foreign = Foreign {
    what: "a PDF",
    way: "of an agreement, `pdftotext -layout FILE agreement.txt` makes a text for `dmf mcc check`; what shows that an answer is true \
          is named in the worksheet, under `evidence`",
};
const SLIDES: Foreign = Foreign { what: "a presentation", way: EVIDENCE };
const PICTURE: Foreign = Foreign { what: "a picture", way: EVIDENCE };
const EVIDENCE: &str = "what shows that an answer is true is named in the worksheet, under `evidence`";
const OFFICE: Foreign = Foreign {
    what: "an Office file of the old kind (.xls, .doc), or one with a password",
    way: "save it without a password as .xlsx or .docx: `dmf worksheet import` takes the first, `dmf mcc check` the second",
};
const RICH: Foreign =
    Foreign { what: "a rich text file (.rtf)", way: "save it as .docx; `dmf mcc check` reads an agreement" };
const ARCHIVE: Foreign = Foreign { what: "an archive", way: "unpack it, and name the file that is meant" };
const BINARY: Foreign =
    Foreign { what: "no text", way: "worksheets, deals, registers and settings are text files, in YAML or TOML" };
const WIDE: Foreign = Foreign {
    what: "text in UTF-16",
    way: "save it as UTF-8 (in Notepad: Save as, Encoding), or `iconv -f UTF-16 -t UTF-8 FILE > NEW`",
};
const TABLE: Foreign = Foreign {
    what: "a table in CSV",
    way: "`dmf transfer import FILE` makes a register of a table of transfers; answers are given in `dmf answer org.yaml`, or in the \
          workbook that `dmf worksheet export` makes",
};
const MARKUP: Foreign = Foreign {
    what: "a page (.html) or XML",
    way: "`dmf mcc check FILE` reads an agreement that is a page; worksheets, deals and registers are YAML",
};
const JSON: Foreign = Foreign {
    what: "JSON of another program",
    way: "no key at its top is known here; `dmf init` writes the files to begin with, `dmf schema` lists the kinds there are",
};
const PROSE: Foreign = Foreign {
    what: "running text, not keys with values",
    way: "`dmf mcc check FILE` reads an agreement; `dmf init` writes the files to begin with",
};
const TOML: Foreign = Foreign {
    what: "TOML in a file that is read as YAML",
    way: "settings stand in `dmf.toml`; elsewhere write `key: value`, or give the file the ending `.toml`",
};
const YAML: Foreign = Foreign {
    what: "YAML in a file that is read as TOML",
    way: "give the file the ending `.yaml`; in TOML it is `key = \"value\"`",
};

impl Foreign {
    /// The complaint, for the file of a name.
    pub(crate) fn told(&self, name: &str) -> Diagnostic {
        let code = if *self == WIDE { Code::InvalidUtf8 } else { Code::OtherKind };
        Diagnostic::new(code, format!("this is {}", self.what)).help(self.way_for(name))
    }

    /// The way out with the name of the file in it, where it needs no quotation marks in a shell.
    pub(crate) fn way_for(&self, name: &str) -> String {
        named(self.way, name)
    }
}

/// Words in which `FILE` stands for a name, with the name where it can be typed as it is.
pub(super) fn named(words: &str, name: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "._-/".contains(letter);
    let typed = !name.is_empty() && name.len() <= 60 && !name.starts_with('-') && name.chars().all(plain);
    if typed { words.replace("FILE", name) } else { words.to_owned() }
}

/// What the bytes are, where they are nothing that could be text of ours.
pub(crate) fn of_bytes(bytes: &[u8]) -> Option<Foreign> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let begins = |marks: &[&[u8]]| marks.iter().any(|mark| head.starts_with(mark));
    let bare = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if begins(&[b"PK\x03\x04", b"PK\x05\x06"]) {
        return Some(packed(bytes));
    }
    if bare.starts_with(b"%PDF-") {
        return Some(PDF);
    }
    if bare.starts_with(b"{\\rtf") {
        return Some(RICH);
    }
    if begins(&[b"\xd0\xcf\x11\xe0"]) {
        return Some(OFFICE);
    }
    let pictures: [&[u8]; 6] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"\0\0\0\x18ftyphei"];
    if begins(&pictures) {
        return Some(PICTURE);
    }
    if begins(&[b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a", b"\xfd7zXZ", b"BZh9", b"\x28\xb5\x2f\xfd"]) {
        return Some(ARCHIVE);
    }
    if begins(&[b"\xff\xfe\0\0", b"\0\0\xfe\xff"]) {
        return Some(BINARY);
    }
    if begins(&[b"\xff\xfe", b"\xfe\xff"]) || wide(head) {
        return Some(WIDE);
    }
    let controls = head.iter().filter(|byte| **byte < b' ' && !b"\t\n\r\x0c\x1b".contains(byte)).count();
    // One in a text may be a slip, which is told at its place.
    let broken = || std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some());
    (controls * 20 > head.len() || head.contains(&0) && broken()).then_some(BINARY)
}

/// What a zip archive is, by the names in it: those stand uncompressed.
fn packed(bytes: &[u8]) -> Foreign {
    let has = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    let office: [(&[u8], Foreign); 6] = [
        (b"xl/workbook.xml", WORKBOOK),
        (b"xl/workbook.bin", SHEET),
        (b"opendocument.spreadsheet", SHEET),
        (b"word/document.xml", WORD),
        (b"opendocument.text", WORD),
        (b"ppt/presentation.xml", SLIDES),
    ];
    office.iter().find(|(name, _)| has(name)).map_or(ARCHIVE, |(_, foreign)| *foreign)
}

/// Whether every other byte is none: letters of the West in two bytes each, without a mark before them.
fn wide(head: &[u8]) -> bool {
    let pairs = || head.chunks_exact(2).take(64);
    let half = |at: usize| pairs().filter(|pair| pair[at] == 0 && pair[1 - at] != 0).count();
    let most = pairs().count() * 3 / 4;
    most >= 3 && (half(0) > most || half(1) > most)
}

/// What a text is that says nothing that could be read as keys with values: `tree` is what came of it, if anything did.
pub(super) fn of_text(name: &str, text: &str, syntax: Syntax, tree: Option<&Kind>) -> Option<Foreign> {
    let start = text.trim_start();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let prose = matches!(ending.as_deref(), Some("md" | "markdown" | "txt"));
    if start.starts_with("<!") || start.starts_with("<?") || start.starts_with("<html") {
        return Some(MARKUP);
    }
    match (syntax, tree) {
        (_, Some(Kind::Map(_))) => start.starts_with('{').then_some(JSON),
        // Settings have one name, and so one syntax.
        (Syntax::Toml, _) => (!is_settings(name) && is_map(text, Syntax::Yaml)).then_some(YAML),
        (Syntax::Yaml, Some(Kind::List(_))) => start.starts_with('[').then_some(JSON),
        (Syntax::Yaml, found) => {
            if is_map(text, Syntax::Toml) {
                return Some(TOML);
            }
            if table(text) {
                return Some(TABLE);
            }
            // Words with a colon among them may have been meant as keys.
            let words = text.len() <= TYPED && start.starts_with(char::is_alphanumeric) && text.contains(' ');
            let said = matches!(found, Some(Kind::Scalar(_))) && words && !text.contains([':', '=']);
            (prose || said).then_some(PROSE)
        }
    }
}

/// Whether a file goes by the name of settings.
pub(super) fn is_settings(name: &str) -> bool {
    name.rsplit(['/', '\\']).next() == Some("dmf.toml")
}

/// Whether a text has keys with values in a syntax. What is too large to have been typed is not read once more.
fn is_map(text: &str, syntax: Syntax) -> bool {
    let map = |tree: &Node| matches!(&tree.kind, Kind::Map(entries) if !entries.is_empty());
    text.len() <= TYPED && syntax.tree(text).is_ok_and(|tree| map(&tree))
}

/// Whether the first two lines have the same signs between columns, and do not look like keys.
fn table(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let (Some(first), second) = (lines.next(), lines.next()) else { return false };
    let columns = |line: &str, sign: char| line.matches(sign).count();
    let outside = !first.starts_with([' ', '\t', '#', '-', '{', '[']) && !first.contains(": ") && !first.ends_with(':');
    let alike = |sign: char| {
        let found = columns(first, sign);
        match second {
            None => found >= 2,
            // Text in quotation marks may have more of them.
            Some(second) => found >= 1 && columns(second, sign) >= found,
        }
    };
    outside && [',', ';', '\t'].into_iter().any(alike)
}
