//! One complaint, and the place where complaints are gathered.

use super::code::{Code, Severity};
use crate::source::Place;

/// Most complaints that are kept; a file of another kind altogether would otherwise bring millions.
const MOST: usize = 1_000;

/// Most characters of a message; a word of the user's may be as long as the file.
const LONGEST: usize = 300;

/// One complaint about the user's data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    /// What was found, then what was expected; lower case, no full stop.
    pub message: String,
    /// `None` only for what has no place in any file, such as a flag.
    pub place: Option<Place>,
    /// A few words at the place itself.
    pub label: Option<String>,
    /// Other places that explain this one, each with a few words.
    pub related: Vec<(Place, String)>,
    /// How to mend it.
    pub help: Vec<String>,
    /// Text that would mend it if it stood at the place.
    pub suggestion: Option<String>,
}

impl Diagnostic {
    /// A complaint without a place yet.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        let mut message = message.into();
        if let Some((at, _)) = message.char_indices().nth(LONGEST) {
            message.replace_range(at.., "…");
        }
        Self { code, message, place: None, label: None, related: Vec::new(), help: Vec::new(), suggestion: None }
    }

    /// Where.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// A few words at the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Another place, with a few words.
    #[must_use]
    pub fn related(mut self, place: Place, words: impl Into<String>) -> Self {
        self.related.push((place, words.into()));
        self
    }

    /// A way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// `did you mean …?`, where there is somebody to mean.
    #[must_use]
    pub fn suggest(mut self, meant: Option<&str>) -> Self {
        if let Some(meant) = meant {
            self.help.push(format!("did you mean `{meant}`?"));
            self.suggestion = Some(meant.to_owned());
        }
        self
    }

    /// How bad it is: what its code says.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// What is shown to people at its place, whichever list its code is of: a complaint, or what a verdict found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub severity: Severity,
    /// The name of its code, kebab-case.
    pub code: &'static str,
    pub message: String,
    pub place: Option<Place>,
    /// A few words at the place itself.
    pub label: Option<String>,
    /// Other places that explain this one, each with a few words.
    pub related: Vec<(Place, String)>,
    /// How to mend it.
    pub help: Vec<String>,
}

impl From<&Diagnostic> for Message {
    fn from(diagnostic: &Diagnostic) -> Self {
        Self {
            severity: diagnostic.severity(),
            code: diagnostic.code.as_str(),
            message: diagnostic.message.clone(),
            place: diagnostic.place.clone(),
            label: diagnostic.label.clone(),
            related: diagnostic.related.clone(),
            help: diagnostic.help.clone(),
        }
    }
}

/// Gathers complaints, so that a file's are all told at once.
#[derive(Debug, Default)]
pub struct Sink {
    list: Vec<Diagnostic>,
    /// What a verdict found: shown with the complaints, and no reason not to answer.
    found: Vec<Message>,
    dropped: usize,
    errors: usize,
    repeated: usize,
}

impl Sink {
    /// Takes a complaint. One that is there already, because a file was read twice, is told once.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let error = diagnostic.severity() == Severity::Error;
        self.errors += usize::from(error);
        if self.is_full() {
            self.dropped += 1;
        } else if self.list.contains(&diagnostic) {
            self.repeated += usize::from(error);
        } else {
            self.list.push(diagnostic);
        }
    }

    /// Takes all that another one holds, and counts what it could not keep.
    pub fn absorb(&mut self, other: Self) {
        let kept = other.list.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error).count();
        self.errors += other.errors - kept;
        self.repeated += other.repeated;
        self.dropped += other.dropped;
        for diagnostic in other.list {
            self.push(diagnostic);
        }
        for found in other.found {
            self.show(found);
        }
    }

    /// Shows something that a verdict found with the complaints. It keeps nobody from an answer.
    pub fn show(&mut self, found: Message) {
        if !self.found.contains(&found) {
            self.found.push(found);
        }
    }

    /// Whether anything was found that makes an answer impossible.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// How many errors were taken, kept or not: it grows with each, so that a room can tell whether it found any.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many complaints of a severity are kept.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity() == severity).count()
    }

    /// How many different errors were found, kept or not.
    #[must_use]
    pub fn different_errors(&self) -> usize {
        self.errors - self.repeated
    }

    /// Whether no more complaints are kept. Whoever could find millions stops looking.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.list.len() >= MOST
    }

    /// How many complaints were found but not kept.
    #[must_use]
    pub fn dropped(&self) -> usize {
        self.dropped
    }

    /// The complaints, by file and then by place.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut list: Vec<&Diagnostic> = self.list.iter().collect();
        list.sort_by(|a, b| (&a.place, a.code.as_str()).cmp(&(&b.place, b.code.as_str())));
        list
    }

    /// The complaints and what verdicts found, by file and then by place.
    #[must_use]
    pub fn messages(&self) -> Vec<Message> {
        let mut list: Vec<Message> = self.list.iter().map(Message::from).chain(self.found.iter().cloned()).collect();
        list.sort_by(|a, b| (&a.place, a.code).cmp(&(&b.place, b.code)));
        list
    }

    /// Whether nothing was found at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && self.found.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn complaint(at: usize) -> Diagnostic {
        let source = Sources::default().add("a.yaml", "");
        Diagnostic::new(Code::UnknownKey, "wrong").at(Place::new(source, at..at))
    }

    #[test]
    fn what_is_said_twice_is_told_once_and_still_noticed_by_the_room_that_says_it() {
        let mut sink = Sink::default();
        sink.push(complaint(1));
        let before = sink.errors();
        sink.push(complaint(1));
        assert!(sink.errors() > before);
        assert_eq!((sink.sorted().len(), sink.different_errors()), (1, 1));
    }

    #[test]
    fn millions_are_counted_and_a_thousand_kept_in_order_of_place() {
        let mut sink = Sink::default();
        for at in (0..MOST + 5).rev() {
            sink.push(complaint(at));
        }
        assert!(sink.is_full());
        assert_eq!((sink.different_errors(), sink.dropped()), (MOST + 5, 5));
        assert!(sink.sorted().is_sorted_by_key(|diagnostic| diagnostic.place.as_ref()));
    }

    #[test]
    fn what_two_held_is_held_by_one() {
        let (mut one, mut other) = (Sink::default(), Sink::default());
        one.push(complaint(1));
        other.push(complaint(1));
        for at in 0..MOST + 5 {
            other.push(complaint(at));
        }
        one.absorb(other);
        assert!(one.has_errors() && one.is_full());
        assert_eq!(one.different_errors(), MOST + 5);
        assert_eq!(one.dropped(), 5);
    }

    #[test]
    fn a_message_is_cut_at_a_whole_character() {
        let message = Diagnostic::new(Code::UnknownKey, "é".repeat(1_000)).message;
        assert_eq!(message, "é".repeat(LONGEST) + "…");
    }
}
