//! What a user wrote, kept out of the way of templates and markup.
//!
//! A template is given a token for each value; once the structure of the text is known, tokens become the text that they
//! stand for. So no value can be taken for a command, a mark or a reference, whatever it holds.

/// Begins a token: a private character that no template has.
pub(super) const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// A piece of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    /// A new line in the user's text.
    Break,
    /// Nothing was given; what should stand here.
    Gap(String),
}

/// Values by token.
#[derive(Debug, Default)]
pub(super) struct Values(Vec<Vec<Part>>);

impl Values {
    /// A token for text, as typed.
    pub(super) fn text(&mut self, text: &str) -> String {
        let mut parts = Vec::new();
        for (at, line) in text.trim_end_matches(['\n', '\r']).split('\n').enumerate() {
            if at > 0 {
                parts.push(Part::Break);
            }
            parts.push(Part::Text(line.trim_end_matches('\r').to_owned()));
        }
        self.token(parts)
    }

    /// A token for something that is not known yet.
    pub(super) fn gap(&mut self, label: &str) -> String {
        self.token(vec![Part::Gap(label.to_owned())])
    }

    /// The value of the token that `text` begins with, and what follows.
    pub(super) fn take<'a>(&self, text: &'a str) -> Option<(&[Part], &'a str)> {
        let (number, rest) = text.strip_prefix(OPEN)?.split_once(CLOSE)?;
        Some((self.0.get(number.parse::<usize>().ok()?)?, rest))
    }

    /// Text with tokens as plain text.
    pub(super) fn plain(&self, text: &str) -> String {
        let mut plain = String::new();
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            if let Some((parts, after)) = self.take(rest) {
                for part in parts {
                    match part {
                        Part::Text(text) | Part::Gap(text) => plain.push_str(text),
                        Part::Break => plain.push(' '),
                    }
                }
                rest = after;
            } else {
                plain.push(letter);
                rest = &rest[letter.len_utf8()..];
            }
        }
        plain
    }

    fn token(&mut self, parts: Vec<Part>) -> String {
        self.0.push(parts);
        format!("{OPEN}{}{CLOSE}", self.0.len() - 1)
    }
}
