//! Complaining about one file, at places that are given by path.

use super::{
    code::Code,
    sink::{Diagnostic, Sink},
    suggest::{did_you_mean, list},
};
use crate::source::{Path, Place, SourceId, Sources};

/// The complaints about one file: knows where its paths lie, and whether anything was found wrong since it was made.
#[derive(Debug)]
pub struct Complaints<'a> {
    source: SourceId,
    sources: &'a Sources,
    sink: &'a mut Sink,
    before: usize,
}

impl<'a> Complaints<'a> {
    /// Nothing yet about `source`.
    #[must_use]
    pub fn new(source: SourceId, sources: &'a Sources, sink: &'a mut Sink) -> Self {
        let before = sink.errors();
        Self { source, sources, sink, before }
    }

    /// Complains at the value of `path`; at the nearest there is above it, where it is not in the file.
    pub fn at(&mut self, path: &Path, diagnostic: Diagnostic) {
        self.sink.push(diagnostic.at(self.sources.value(self.source, path)));
    }

    /// Complains at the key that `path` ends in.
    pub fn at_key(&mut self, path: &Path, diagnostic: Diagnostic) {
        self.sink.push(diagnostic.at(self.sources.key(self.source, path)));
    }

    /// Complains about a word at `path` that names no `kind`, with what there is and what may be meant.
    pub fn unknown<'k>(
        &mut self,
        path: &Path,
        code: Code,
        kind: &str,
        word: &str,
        known: impl IntoIterator<Item = &'k str> + Clone,
    ) {
        self.at(path, Diagnostic::unknown(code, kind, word, known));
    }

    /// The place of the value of `path`, to show beside another.
    #[must_use]
    pub fn place(&self, path: &Path) -> Place {
        self.sources.value(self.source, path)
    }

    /// The place of the key that `path` ends in, to show beside another.
    #[must_use]
    pub fn key_place(&self, path: &Path) -> Place {
        self.sources.key(self.source, path)
    }

    /// Whether no more complaints are kept. Whoever could find millions stops looking.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.sink.is_full()
    }

    /// Whether no error was found since this was made.
    #[must_use]
    pub fn none(&self) -> bool {
        self.sink.errors() == self.before
    }

    /// Counts an error that would not be kept: of a file of another kind altogether, without the cost of looking it up.
    pub fn count(&mut self, code: Code) {
        self.sink.push(Diagnostic::new(code, ""));
    }
}

impl Diagnostic {
    /// There is no `kind` of that name: with what there is and what may be meant.
    #[must_use]
    pub fn unknown<'k>(code: Code, kind: &str, word: &str, known: impl IntoIterator<Item = &'k str> + Clone) -> Self {
        Self::new(code, format!("there is no {kind} `{word}`")).known(word, known)
    }

    /// What there is to choose from, and what `word` may have been meant to be.
    #[must_use]
    pub fn known<'k>(self, word: &str, known: impl IntoIterator<Item = &'k str> + Clone) -> Self {
        self.choices("known:", word, known)
    }

    /// The same with words of its own before the list.
    #[must_use]
    pub fn choices<'k>(self, lead: &str, word: &str, choices: impl IntoIterator<Item = &'k str> + Clone) -> Self {
        self.help(format!("{lead} {}", list(choices.clone()))).meant(word, choices)
    }

    /// What `word` may have been meant to be, where the list of all is too long to read.
    #[must_use]
    pub fn meant<'k>(self, word: &str, known: impl IntoIterator<Item = &'k str>) -> Self {
        self.suggest(did_you_mean(word, known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_stand_at_the_value_or_at_the_key() {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let source = sources.add("a.yaml", "gate:\n  by: both\n");
        let path = Path::root().key("gate").key("by");
        let mut complaints = Complaints::new(source, &sources, &mut sink);
        complaints.at_key(&path, Diagnostic::new(Code::FutureDate, "a warning is no error"));
        assert!(complaints.none());
        complaints.unknown(&path, Code::BadValue, "figure", "both", ["claimed", "bath"]);
        assert!(!complaints.none());
        let found: Vec<(usize, &str)> = sink
            .sorted()
            .iter()
            .map(|told| (sources.position(told.place.as_ref().expect("it has one")).column, told.message.as_str()))
            .collect();
        assert_eq!(found, [(3, "a warning is no error"), (7, "there is no figure `both`")]);
        assert_eq!(sink.sorted()[1].help, ["known: `claimed` or `bath`", "did you mean `bath`?"]);
    }

    #[test]
    fn what_was_wrong_before_is_not_counted_again() {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let source = sources.add("a.yaml", "a: 1\n");
        sink.push(Diagnostic::new(Code::BadValue, "earlier"));
        assert!(Complaints::new(source, &sources, &mut sink).none());
    }
}
