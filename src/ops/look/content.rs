//! What the bytes of a file say of it: whether they say anything, and whether this program wrote them.

use std::borrow::Cow;

use super::hollow::{readable, repeats, shows_nothing};
use crate::{
    assessment::{Hasher, Sha256},
    framework::Framework,
    gate::FindingCode,
    text::is_unseen,
    worksheet,
};

/// Bytes at the beginning of a file that are kept, to know by them what it is.
const KEPT: usize = 1024 * 1024;

/// Bytes of a pointer, at the most.
const POINTER: usize = 1024;

/// Bytes of a text that may be no more than placeholders.
const WORDS: usize = 64 * 1024;

/// Letters beyond which no method asks for more.
const ENOUGH: usize = 1_000;

/// A file that is being read.
#[derive(Default)]
pub(super) struct Content {
    hasher: Hasher,
    head: Vec<u8>,
    size: u64,
    /// Bytes past the beginning that may belong to letters and digits.
    more: usize,
}

/// What a file is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// It has no byte.
    Empty,
    /// It has hardly a letter, or only words that stand where nothing is meant.
    Blank,
    /// It stands in the place of a file of that hash and size.
    Pointer { sha256: Sha256, size: u64, bytes: Vec<u8> },
    /// A worksheet, whosever it is.
    Worksheet,
    /// Something else that this program wrote.
    Output,
    /// Anything else, with the hash of its letters where it is text.
    Document { sha256: Sha256, like: Sha256 },
}

impl Content {
    /// Takes the next piece.
    pub(super) fn take(&mut self, bytes: &[u8]) {
        self.hasher.take(bytes);
        self.size += bytes.len() as u64;
        let (kept, past) = bytes.split_at(bytes.len().min(KEPT - self.head.len()));
        self.head.extend_from_slice(kept);
        // What has enough of them is not counted on, however much of it there is.
        if self.more < ENOUGH {
            self.more += past.iter().filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii()).count();
        }
    }

    /// What all of it is, where answers are given to `framework`.
    pub(super) fn end(self, framework: &Framework) -> Says {
        let Self { hasher, head, size, more } = self;
        if size == 0 {
            return Says::Empty;
        }
        if let Some((sha256, size)) = pointer(&head).filter(|_| size <= POINTER as u64) {
            return Says::Pointer { sha256, size, bytes: head };
        }
        let bytes = text(&head);
        let whole = size <= KEPT as u64;
        let read = if whole { readable(&head, &bytes) } else { None };
        let text = read.as_deref().map_or(Cow::Borrowed(&*bytes), Cow::Borrowed);
        let (least, placeholder) = framework.evidence.as_ref().map_or((0, false), |rules| {
            (
                rules.letters,
                more == 0
                    && text.len() <= WORDS
                    && !text.contains(char::REPLACEMENT_CHARACTER)
                    && rules.is_placeholder(&text),
            )
        });
        let hollow = || repeats(&head, &text, least) || shows_nothing(&head, &bytes, whole);
        if placeholder || more + letters(&text) < least || least > 0 && hollow() {
            return Says::Blank;
        }
        if is_worksheet(&text) {
            return Says::Worksheet;
        }
        if is_output(&head, &text, framework) {
            return Says::Output;
        }
        let sha256 = hasher.end();
        // Whatever is no text is compared byte by byte.
        let plain = whole && (read.is_some() || !bytes.contains(['\0', char::REPLACEMENT_CHARACTER]));
        let like = if plain { Sha256::of(said(&text).as_bytes()) } else { sha256 };
        Says::Document { sha256, like }
    }
}

/// The letters and digits of a text in small letters.
fn said(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric() && !is_unseen(*letter)).flat_map(char::to_lowercase).collect()
}

/// The hash and the size of a large file that git keeps elsewhere, as what stands in its place says them.
fn pointer(head: &[u8]) -> Option<(Sha256, u64)> {
    let text = std::str::from_utf8(head.get(..POINTER).unwrap_or(head)).ok()?;
    let mut lines = text.strip_prefix("version https://git-lfs.github.com/spec/v1\n")?.lines();
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key));
    lines.next()?;
    Some((value("oid sha256:")?.parse().ok()?, value("size ")?.parse().ok()?))
}

/// Bytes as text, by the mark at their beginning; what is none stays as signs that count as letters do.
fn text(bytes: &[u8]) -> String {
    let wide = |of: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|two| of([two[0], two[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Bytes of letters and digits; what is no text counts as well.
pub(super) fn letters(text: &str) -> usize {
    let says =
        |letter: &char| letter.is_alphanumeric() && !is_unseen(*letter) || *letter == char::REPLACEMENT_CHARACTER;
    text.chars().filter(says).map(char::len_utf8).sum()
}

/// Whether a text answers the practices of a framework: as YAML, or as JSON. What only shows one between other words is none.
fn is_worksheet(text: &str) -> bool {
    let key = |line: &str, key: &str| {
        let rest = line.trim_start_matches(['{', ',', ' ', '"', '\'']).strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':'))
    };
    let has = |word: &str| text.lines().any(|line| key(line, word)) || text.contains(&format!("\"{word}\":"));
    !text.contains("```") && has("framework") && has("answers")
}

/// What stands in text that this program writes and in no other, without blanks.
const MARKS: [&str; 10] = [
    "\"driver\":{\"name\":\"dmf\"",
    "<testsuitesname=\"dmf\"",
    "class=\"dmf-chart\"",
    "Arecordofwhattheregistersays,inthemannerofArticle30",
    "Usage:dmf",
    "_dmf(){",
    "#compdefdmf",
    "complete-cdmf",
    "-Command'dmf'",
    "PRODID:-//dmf//dmf",
];

/// The line that stands on agreements without a deal.
const BLANK: &str = "Blank form";

/// How what it writes for people and runners begins, without blanks.
const BEGINNINGS: [&str; 5] = ["::errorfile=", "::warningfile=", "::noticefile=", "dmfassess:", "dmfportfolio:"];

/// The kinds of answers that it writes as JSON.
const KINDS: [&str; 6] = ["scorecard", "comparison", "plan", "portfolio", "organisation", "report"];

/// How its tables begin.
const HEADS: [&str; 4] = [
    "file,organisation,country,practice,title,block,state,",
    "number,phase,practice,title,block,from,to,",
    "file,organisation,country,sector,tags,framework,",
    "id,title,status,exporter_name,exporter_country,",
];

/// Letters of the first sentence of a framework's statement, at the least, by which a page is known that prints it.
const STATEMENT: usize = 60;

/// Whether this program wrote it: a scorecard, a plan, a report, a workbook or a register, in any of its formats.
fn is_output(bytes: &[u8], text: &str, framework: &Framework) -> bool {
    if bytes.starts_with(b"PK") {
        if worksheet::book::framework_of(bytes).is_ok() {
            return true;
        }
        // What is no Word file has no words here.
        if text.starts_with("PK") {
            return false;
        }
    }
    let dense = |text: &str| -> String { text.chars().filter(|letter| !letter.is_whitespace()).collect() };
    let (title, statement) = (dense(&framework.pack.title), dense(&framework.pack.statement));
    let statement = statement.split('.').next().filter(|first| first.len() >= STATEMENT);
    let dense = dense(text);
    let json = dense.starts_with(['{', '[']);
    // The title of the framework with its version stands on each page, as words or in cells of a table.
    let versioned = || {
        let behind = dense.match_indices(&title).map(|(at, _)| &dense[at + title.len()..]);
        let mut behind = behind.map(|rest| rest.trim_start_matches("</td><td>").trim_start_matches('|'));
        behind.any(is_version)
    };
    HEADS.iter().chain(&BEGINNINGS).any(|head| dense.starts_with(head))
        || dense.contains(".THdmf")
        || json && is_quality(&dense)
        || text.lines().any(|line| line.trim().trim_matches('*') == BLANK)
        || MARKS.iter().any(|mark| dense.contains(mark))
        || json && KINDS.iter().any(|kind| dense.contains(&format!("\"version\":1,\"kind\":\"{kind}\"")))
        || json && dense.contains("\"total\":") && dense.contains(",\"transfers\":[")
        || !title.is_empty() && versioned()
        || statement.is_some_and(|first| dense.contains(first))
}

/// Whether a list of code quality has findings of this program.
fn is_quality(dense: &str) -> bool {
    let mut names = dense.split("\"check_name\":\"").skip(1);
    let code = |rest: &str| rest.split(['"', '/']).next().and_then(FindingCode::of).is_some();
    dense.contains("\"fingerprint\":") && names.any(code)
}

/// Whether a text begins with three numbers and dots between them.
fn is_version(text: &str) -> bool {
    let mut numbers = text.splitn(3, '.');
    let whole = |number: Option<&str>| number.is_some_and(|text| text.parse::<u32>().is_ok());
    whole(numbers.next())
        && whole(numbers.next())
        && numbers.next().is_some_and(|last| last.starts_with(char::is_numeric))
}
