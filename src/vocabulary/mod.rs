//! In: a file of the words that stand around figures and in files.
//! Out: what a word means, and the command that shows it.
//! Never: an id of a framework, a clause set or a law: those are explained from their own data. The units of a framework stand
//! in a file of the same form, in its pack.

use schemars::{JsonSchema, Schema, schema_for};
use serde::Deserialize;

use crate::{
    diag::{Code, Complaints, Diagnostic, Sink},
    load::decode,
    source::{Path, SourceId, Sources},
};

/// Where the words lie, in English.
pub const FILE: &str = "templates/vocabulary/en.toml";

/// The name of the file of a framework's units, in its pack. A pack may have none.
pub const UNITS: &str = "glossary.toml";

/// What a file of words may say.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawVocabulary {
    /// The words, in any order.
    words: Vec<RawWord>,
}

/// A word with other spellings of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawWord {
    /// How it is written, in small letters with single spaces; the usual spelling stands first.
    names: Vec<String>,
    kind: Kind,
    /// What it means, a paragraph each.
    means: Vec<String>,
    /// The command that shows it.
    #[serde(default)]
    see: Option<String>,
}

/// What is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A number that an answer shows.
    Figure,
    Word,
    /// What is counted or meant in the questions and levels of a framework.
    Unit,
}

/// Words, each spelling of which stands for one.
#[derive(Debug, Default)]
pub struct Vocabulary(Vec<Word>);

/// A word with other spellings of it.
#[derive(Debug)]
pub struct Word {
    /// The usual spelling first.
    pub names: Vec<String>,
    pub kind: Kind,
    /// A paragraph each.
    pub means: Vec<String>,
    /// The command that shows it, where there is one.
    pub see: Option<String>,
}

impl Kind {
    /// As it is shown.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Word => "word",
            Self::Unit => "unit",
        }
    }
}

/// The shape of a file of words, as a JSON Schema of the type that reads it.
#[must_use]
pub fn schema() -> Schema {
    schema_for!(RawVocabulary)
}

/// The words of a file. `None`, with every reason in the sink, when it is wrong.
pub fn vocabulary(source: SourceId, sources: &Sources, sink: &mut Sink) -> Option<Vocabulary> {
    let raw: RawVocabulary = decode(source, sources, sink)?;
    let mut complaints = Complaints::new(source, sources, sink);
    let mut seen: Vec<&str> = Vec::new();
    for (at, word) in raw.words.iter().enumerate() {
        for (nth, name) in word.names.iter().enumerate() {
            let path = Path::root().key("words").index(at).key("names").index(nth);
            let spelt = plain(name);
            if spelt != *name {
                let message = format!("`{name}` is looked for as `{spelt}`");
                let help = "write it in small letters, with single spaces and no hyphen";
                complaints.at(&path, Diagnostic::new(Code::BadValue, message).help(help));
            }
            if seen.contains(&name.as_str()) {
                complaints.at(&path, Diagnostic::new(Code::DuplicateId, format!("the word `{name}` stands twice")));
            }
            seen.push(name);
        }
    }
    let right = complaints.none();
    let words = raw.words.into_iter().map(|RawWord { names, kind, means, see }| Word { names, kind, means, see });
    right.then(|| Vocabulary(words.collect()))
}

impl Vocabulary {
    /// The word of that spelling, in whichever letters, spaces and hyphens.
    #[must_use]
    pub fn word(&self, word: &str) -> Option<&Word> {
        let asked = plain(word);
        self.0.iter().find(|known| known.names.contains(&asked))
    }

    /// Every spelling of every word.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|word| word.names.iter().map(String::as_str))
    }
}

/// Small letters and single spaces; a hyphen is one.
fn plain(word: &str) -> String {
    word.to_lowercase().replace(['-', '_'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<Vocabulary>, Vec<&'static str>) {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let source = sources.add("en.toml", text.to_owned());
        let words = vocabulary(source, &sources, &mut sink);
        (words, sink.sorted().iter().map(|told| told.code.as_str()).collect())
    }

    #[test]
    fn the_words_that_the_program_carries_are_right_and_found_in_every_spelling() {
        let (words, wrong) = read(include_str!("../../templates/vocabulary/en.toml"));
        assert_eq!(wrong, Vec::<&str>::new());
        let words = words.expect("nothing is wrong");
        assert_eq!(words.word("Not-Assessed").map(|word| word.kind), Some(Kind::Figure));
        assert!(words.word("nonesuch").is_none());
        assert!(words.names().all(|name| words.word(name).is_some_and(|word| !word.means.is_empty())));
    }

    #[test]
    fn a_word_that_stands_twice_or_could_never_be_found_is_told() {
        let word =
            |name: &str| format!("[[words]]\nnames = [{name:?}]\nkind = \"word\"\nmeans = [\"x\"]\nsee = \"dmf\"\n");
        assert_eq!(read(&(word("gap") + &word("gap"))).1, ["duplicate-id"]);
        assert_eq!(read(&word("Big-Gap")).1, ["bad-value"]);
    }
}
