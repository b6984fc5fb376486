//! What was read for a fact: the document, the place in it and its operative words; or where it was looked for in vain.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::validate::Check;
use crate::{
    diag::{Code, Diagnostic},
    framework::date,
    source::Path,
};

/// Operative words that may be quoted, at most.
pub const MOST_WORDS: usize = 12;
/// Letters of them, at most, in scripts that put no blank between words.
pub const MOST_LETTERS: usize = 80;
/// Letters of them, at most, where blanks part them.
const MOST_SPACED_LETTERS: usize = 160;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRead {
    /// Id of the source that was opened.
    pub source: String,
    /// The day on which it was read.
    #[schemars(schema_with = "date")]
    pub on: Date,
    /// The place in it: section, article, paragraph.
    pub pinpoint: String,
    /// Its operative words alone, at most twelve, in the language of the text: number, unit, event, verb.
    pub words: String,
    /// SHA-256 of the passage with its white space folded, in small hexadecimal digits: a second reader can tell whether he
    /// reads the same.
    #[schemars(regex(pattern = r"^[0-9a-f]{64}$"))]
    pub sha256: String,
}

/// What was read for a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Id of the source that was opened.
    pub source: String,
    pub on: Date,
    pub pinpoint: String,
    /// At most [`MOST_WORDS`], in the language of the text.
    pub words: String,
    /// Of the passage with its white space folded, 64 hexadecimal digits.
    pub sha256: String,
}

impl Check<'_> {
    /// A source that is known, a place, and few words.
    pub(super) fn read(&mut self, raw: RawRead, path: &Path) -> Read {
        self.named(&path.key("source"), std::slice::from_ref(&raw.source));
        self.text(&path.key("pinpoint"), &raw.pinpoint);
        self.text(&path.key("words"), &raw.words);
        let (words, letters) = (raw.words.split_whitespace().count(), raw.words.chars().count());
        let most = if words == 1 { MOST_LETTERS } else { MOST_SPACED_LETTERS };
        if words > MOST_WORDS || letters > most {
            let message = format!("{words} words are quoted; at most {MOST_WORDS} were expected");
            let diagnostic = Diagnostic::new(Code::TooManyWords, message)
                .help("keep number, unit, event and verb; tell the rest in your own words, in `text`");
            self.complain(&path.key("words"), diagnostic);
        }
        if raw.sha256.len() != 64 || !raw.sha256.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
            let diagnostic =
                Diagnostic::new(Code::BadValue, "this is no SHA-256; 64 small hexadecimal digits were expected")
                    .help("tr -s '[:space:]' ' ' <passage.txt | sed 's/^ //; s/ $//' | tr -d '\\n' | sha256sum");
            self.complain(&path.key("sha256"), diagnostic);
        }
        Read {
            source: raw.source,
            on: raw.on,
            pinpoint: raw.pinpoint.trim().to_owned(),
            words: raw.words.trim().to_owned(),
            sha256: raw.sha256,
        }
    }
}
