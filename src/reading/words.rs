//! The words by which a text shows how it is built: data by language, handed over by whoever reads.

/// What stands before a number, what makes a few words a sentence, what announces a list of contents: in small letters all.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Before the number of what follows the signatures: `Schedule B`.
    pub annexes: Vec<String>,
    /// Before the number of what holds clauses: `Part II`.
    pub parts: Vec<String>,
    /// Before the number of a clause: `Article 5`.
    pub articles: Vec<String>,
    /// Verbs that make a few words a sentence that may bind.
    pub sentence_verbs: Vec<String>,
    /// With which a remark to whoever drafts begins: `[Drafting note`.
    pub remarks: Vec<String>,
    /// The heading of a table of contents.
    pub contents: Vec<String>,
    /// After which an item of a list has ended: `; and`.
    pub list_ends: Vec<String>,
    /// One, two and so on: a format counts paragraphs in words, with a capital.
    pub counted: Vec<String>,
}

impl Words {
    /// Whether it is the heading of a table of contents.
    pub(super) fn is_contents(&self, text: &str) -> bool {
        let text = text.trim().trim_matches(['*', ':', '#', ' ']).to_lowercase();
        self.contents.contains(&text)
    }

    /// Whether one of the words makes them a sentence.
    pub(super) fn has_verb(&self, text: &str) -> bool {
        text.split(|c: char| !c.is_alphanumeric()).any(|word| self.sentence_verbs.contains(&word.to_lowercase()))
    }

    /// `[Drafting note: …]` and the like.
    pub(super) fn is_remark(&self, text: &str) -> bool {
        let start: String = text.chars().take(20).flat_map(char::to_lowercase).collect();
        self.remarks.iter().any(|sign| start.starts_with(sign.as_str()))
    }

    /// Whether a line ends as an item of a list does before the last.
    pub(super) fn ends_item(&self, line: &str) -> bool {
        let last = line.trim_end().rsplit(' ').next().unwrap_or_default();
        self.list_ends.iter().any(|word| word == last)
    }

    /// A count in words, from one on; in digits where there is no word.
    pub(super) fn count(&self, count: u32) -> String {
        let at = count.checked_sub(1).and_then(|at| usize::try_from(at).ok());
        at.and_then(|at| self.counted.get(at)).map_or_else(|| count.to_string(), |word| capital(word))
    }
}

/// With a capital.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Some words of English, and of languages that count otherwise.
#[cfg(test)]
pub(super) fn english() -> Words {
    let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Words {
        annexes: list(&["schedule", "annex", "phụ lục"]),
        parts: list(&["part", "title"]),
        articles: list(&["article", "clause", "section", "§", "pasal", "điều"]),
        ..Words::default()
    }
}
