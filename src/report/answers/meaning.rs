//! What a word means, for people.

use crate::text::wrap;

/// What a word means: what it is, what there is to say of it, what to type next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// What kind of thing it is, and its name.
    pub head: String,
    /// A paragraph each; a line that begins with `· ` is an item of a list.
    pub lines: Vec<String>,
    /// Text that is laid out already.
    pub text: Option<String>,
    /// Commands that tell more.
    pub more: Vec<String>,
}

impl Meaning {
    /// Of a thing, in paragraphs.
    #[must_use]
    pub fn new(head: impl Into<String>, lines: Vec<String>) -> Self {
        Self { head: head.into(), lines, text: None, more: Vec::new() }
    }

    /// With a command that tells more.
    #[must_use]
    pub fn see(mut self, command: impl Into<String>) -> Self {
        self.more.push(command.into());
        self
    }

    /// In lines of `width` columns.
    #[must_use]
    pub fn told(&self, width: usize) -> String {
        let mut text = wrap(&self.head, width, "") + "\n";
        let mut in_list = false;
        for line in &self.lines {
            let item = line.starts_with("· ");
            // Items of a list stand together, paragraphs apart.
            let gap = if item && in_list { "" } else { "\n" };
            text.push_str(&format!("{gap}{}\n", wrap(line, width, if item { "  " } else { "" })));
            in_list = item;
        }
        if let Some(more) = &self.text {
            text.push_str(&format!("\n{more}\n"));
        }
        if !self.more.is_empty() {
            text.push_str(&format!("\nMore: {}\n", self.more.join("\n      ")));
        }
        text
    }
}
