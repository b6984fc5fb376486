//! YAML that is written plainly → tree: maps and lists by indentation, or in brackets on one line; plain and quoted words on one line.
//! Most long files are no more than that, and the parser takes several times as long. Whatever else stands in a text is left to the
//! parser, and so is all that may be wrong: there is one opinion of what YAML means, and this one gives the same tree or none.

use std::ops::Range;

use super::{
    tree::{Entry, Key, Kind, Node, Scalar},
    yaml::plain,
};

/// Deepest nesting, and most values, that are read here.
const MAX_DEPTH: usize = 32;
const MAX_NODES: usize = 1_000_000;

/// The tree of a text that is written plainly; `None` for all others.
pub(super) fn tree(text: &str) -> Option<Node> {
    let printable = |letter: char| match letter {
        '\n' | ' '..='~' => true,
        letter => {
            letter > '\u{a0}' && !matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
        }
    };
    if !text.chars().all(printable) {
        return None;
    }
    let mut reader = Reader { text, at: 0, column: 0, nodes: 0 };
    reader.next_line()?;
    let node = reader.block(0)?;
    (reader.column == 0 && reader.at == text.len()).then_some(node)
}

struct Reader<'a> {
    text: &'a str,
    /// Where the next value or key begins; the end of the text behind the last.
    at: usize,
    /// How far it is indented.
    column: usize,
    nodes: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Goes on to the first sign of the next line that says something; to the end behind the last one.
    fn next_line(&mut self) -> Option<()> {
        loop {
            let line = self.rest();
            let indent = line.bytes().take_while(|byte| *byte == b' ').count();
            match line.as_bytes().get(indent) {
                None => {
                    (self.at, self.column) = (self.text.len(), 0);
                    return Some(());
                }
                Some(b'\n') => self.at += indent + 1,
                Some(b'#') => self.at += line.find('\n').map_or(line.len(), |end| end + 1),
                Some(_) => {
                    (self.at, self.column) = (self.at + indent, indent);
                    return Some(());
                }
            }
        }
    }

    /// Behind a value nothing else stands on its line.
    fn end_line(&mut self) -> Option<()> {
        let blanks = self.rest().bytes().take_while(|byte| *byte == b' ').count();
        self.at += blanks;
        match self.rest().as_bytes().first() {
            None => {}
            Some(b'\n') => self.at += 1,
            Some(_) => return None,
        }
        self.next_line()
    }

    fn count(&mut self) -> Option<()> {
        self.nodes += 1;
        (self.nodes < MAX_NODES).then_some(())
    }

    /// A map or a list by indentation, from here on.
    fn block(&mut self, depth: usize) -> Option<Node> {
        self.count()?;
        let (start, column) = (self.at, self.column);
        let is_list = self.rest().starts_with("- ");
        let (mut items, mut entries) = (Vec::new(), Vec::new());
        if depth > MAX_DEPTH || start == self.text.len() {
            return None;
        }
        while self.at < self.text.len() && self.column == column {
            if is_list {
                items.push(self.item(depth)?);
            } else {
                entries.push(self.entry(depth)?);
            }
        }
        // What is indented further goes on with the last value, as only the parser knows.
        if self.at < self.text.len() && self.column > column {
            return None;
        }
        let end = start + self.text[start..self.at].trim_end().len();
        let kind = if is_list { Kind::List(items) } else { Kind::Map(entries.into()) };
        Some(Node { range: start..end, kind })
    }

    fn item(&mut self, depth: usize) -> Option<Node> {
        let behind = self.rest().strip_prefix("- ")?;
        let blanks = behind.bytes().take_while(|byte| *byte == b' ').count();
        self.at += 2 + blanks;
        self.column += 2 + blanks;
        if self.key().is_some() { self.block(depth + 1) } else { self.value(depth) }
    }

    fn entry(&mut self, depth: usize) -> Option<Entry> {
        let range = self.key()?;
        self.count()?;
        let text = plain(&self.text[range.clone()]).into_text().unwrap_or_default();
        let (column, key) = (self.column, Key { text, range });
        self.at = key.range.end + 1;
        if self.rest().starts_with('\n') {
            self.at += 1;
            self.next_line()?;
            let value = (self.column > column).then(|| self.block(depth + 1))??;
            return Some(Entry { key, value });
        }
        self.at += self.rest().bytes().take_while(|byte| *byte == b' ').count();
        Some(Entry { key, value: self.value(depth)? })
    }

    /// The key that stands here, without its colon. `None` where there is none.
    fn key(&self) -> Option<Range<usize>> {
        let rest = self.rest();
        let inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '/');
        let end = rest.find(|letter| !inside(letter)).filter(|end| *end > 0 && *end < 200)?;
        let is_key = rest.starts_with(char::is_alphanumeric)
            && (rest[end..].starts_with(": ") || rest[end..].starts_with(":\n"));
        is_key.then(|| self.at..self.at + end)
    }

    /// A value that ends on its line.
    fn value(&mut self, depth: usize) -> Option<Node> {
        let node = match self.rest().as_bytes().first()? {
            b'[' | b'{' => self.bracket(depth + 1)?,
            b'"' | b'\'' => self.quoted()?,
            _ => {
                let line = self.rest().split('\n').next()?;
                self.word(line, |word| word.contains(": ") || word.contains(" #") || word.ends_with(':'))?
            }
        };
        self.end_line()?;
        Some(node)
    }

    /// A word without quotes: all of `text`, unless the parser has to tell what it means.
    fn word(&mut self, text: &str, unsure: impl Fn(&str) -> bool) -> Option<Node> {
        self.count()?;
        let word = text.trim_end_matches(' ');
        if !word.starts_with(char::is_alphanumeric) || unsure(word) {
            return None;
        }
        let range = self.at..self.at + word.len();
        self.at = range.end;
        Some(Node { range, kind: Kind::Scalar(plain(word)) })
    }

    fn quoted(&mut self) -> Option<Node> {
        self.count()?;
        let quote = self.rest().chars().next()?;
        let inside = self.rest()[1..].split(['\n', quote]).next()?;
        let behind = &self.rest()[1 + inside.len()..];
        // Two quotes stand for one, and a backslash for what follows.
        if !behind.starts_with(quote) || behind[1..].starts_with(quote) || inside.contains('\\') {
            return None;
        }
        let range = self.at..self.at + inside.len() + 2;
        self.at = range.end;
        Some(Node { range, kind: Kind::Scalar(Scalar::Text(inside.to_owned())) })
    }

    /// A list or a map in brackets.
    fn bracket(&mut self, depth: usize) -> Option<Node> {
        self.count()?;
        let start = self.at;
        let is_list = self.rest().starts_with('[');
        let close = if is_list { ']' } else { '}' };
        let (mut items, mut entries) = (Vec::new(), Vec::new());
        if depth > MAX_DEPTH {
            return None;
        }
        self.at += 1;
        self.blanks();
        while !self.rest().starts_with(close) {
            if is_list {
                items.push(self.part(depth)?);
            } else {
                let range = self.key()?;
                self.count()?;
                let text = plain(&self.text[range.clone()]).into_text().unwrap_or_default();
                self.at = range.end + 1;
                self.blanks();
                entries.push(Entry { key: Key { text, range }, value: self.part(depth)? });
            }
            self.blanks();
            if self.rest().starts_with(',') {
                self.at += 1;
                self.blanks();
            } else if !self.rest().starts_with(close) {
                return None;
            }
        }
        self.at += 1;
        let kind = if is_list { Kind::List(items) } else { Kind::Map(entries.into()) };
        Some(Node { range: start..self.at, kind })
    }

    /// A value in brackets.
    fn part(&mut self, depth: usize) -> Option<Node> {
        match self.rest().as_bytes().first()? {
            b'[' | b'{' => self.bracket(depth + 1),
            b'"' | b'\'' => self.quoted(),
            _ => {
                let part = self.rest().split([',', ']', '}', '\n']).next()?;
                self.word(part, |word| word.contains(['[', '{', ':', '#', '?']))
            }
        }
    }

    fn blanks(&mut self) {
        self.at += self.rest().bytes().take_while(|byte| *byte == b' ').count();
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{super::yaml::parsed, tree};

    /// Whether it is read here; the parser has to say the same.
    fn is_read(text: &str) -> bool {
        let Some(found) = tree(text) else { return false };
        assert_eq!(parsed(text).ok(), Some(found), "{text}");
        true
    }

    #[test]
    fn what_is_written_plainly_is_read_as_the_parser_reads_it() {
        for text in [
            "a: 1\n",
            "# head\n\na: b c\n\n# between\nb: 2026-10-31\n# end",
            "a:\n  - id: X-1\n    on: true\n\n  # note\n  - id: X-2\n    of: { k: v, list: [1, b c, 'd: e'] }\nb: []\n",
            "a: \"b: c # d\"\nb: 'x'   \nc: { }\nd: [a, ]\nhttp: https://example.org/a?b=c\n",
            "- 1\n-   a: b\n    c: d\n- [x]\n",
            "null: 1\nTrue: 0x1F\n1.5: é\n",
        ] {
            assert!(is_read(text), "{text}");
        }
        assert!(is_read(include_str!("../../examples/regional-group/datasets.yaml")));
        assert!(is_read(include_str!("../../examples/regional-group/systems.yaml")));
    }

    #[test]
    fn what_may_mean_something_else_is_left_to_the_parser() {
        for text in [
            "",
            "# nothing\n",
            "a",
            "a:\n",
            "a: \n",
            "a:\nb: 1\n",
            "a: b\n  c\n",
            "a: 'b\n  c'\n",
            "a: |\n  b\n",
            "a: >\n  b\n",
            "a: &x b\n",
            "a: *x\n",
            "a: !t b\n",
            "? a\n: b\n",
            "---\na: b\n",
            "a: b\n---\nc: d\n",
            "a: b\n...\n",
            "%YAML 1.2\n",
            "a:\tb\n",
            "\ta: b\n",
            "a: b\r\n",
            "a: b: c\n",
            "a: [b\n",
            "a: [b\n  , c]\n",
            "a: [b]]\n",
            "a: {b}\n",
            "a: {b: c d: e}\n",
            "a: [b: c]\n",
            "a: [,]\n",
            "a: [-]\n",
            "a: -1\n",
            "a: b # c\n",
            "a: 'it''s'\n",
            "a: \"\\n\"\n",
            "a: @b\n",
            "a: `b`\n",
            "a: b\n c: d\n",
            "  a: b\nc: d\n",
            "a:\n- b\n",
            "- - a\n",
            "- a\nb: c\n",
            "a: \u{7}\n",
            "a: b\u{2028}c\n",
            "a: [b] c\n",
            "a: \"b\" c\n",
            "a:b\n",
            "<<: { a: b }\n",
        ] {
            assert!(!is_read(text), "{text:?}");
        }
    }

    #[test]
    fn texts_with_slips_are_read_as_the_parser_reads_them_or_not_at_all() {
        const SLIPS: [&str; 24] = [
            "\n", "  ", " ", "- ", ": ", ":", "#", " #", "[", "]", "{", "}", ",", "\"", "'", "null", "é", "|", "&x ",
            "---\n", "? ", "\t", "  k: v\n", "~",
        ];
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/regional-group");
        let mut random = 88_172_645_463_325_252_u64;
        let mut next = |most: usize| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            usize::try_from(random % u64::try_from(most).expect("a length")).expect("less than a length")
        };
        let mut read = 0;
        for name in ["datasets.yaml", "systems.yaml", "transfers.yaml"] {
            let whole = std::fs::read_to_string(folder.join(name)).expect("the example is there");
            let lines: Vec<&str> = whole.split_inclusive('\n').take(40).collect();
            for round in 0..400 {
                let mut text = lines[..5 + round % 35].concat();
                for _ in 0..=next(2) {
                    let at = text.floor_char_boundary(next(text.len() + 1));
                    if next(3) == 0 && at < text.len() {
                        text.remove(at);
                    } else {
                        text.insert_str(at, SLIPS[next(SLIPS.len())]);
                    }
                }
                read += usize::from(is_read(&text));
            }
        }
        assert!(read > 100, "only {read} were read here");
    }
}
