//! The texts of one run, and how a path or an offset in one of them becomes a place.

use std::{borrow::Cow, cell::OnceCell, ops::Range};

use super::{
    place::{Path, Place, Position, Step},
    toml,
    tree::{Entry, Kind, Node, TreeError},
    yaml,
};

/// The number of a source in its [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(usize);

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    Yaml,
    Toml,
}

impl Syntax {
    /// By the ending of a file name: TOML for `.toml`, else YAML, which holds JSON as well.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        if ending.eq_ignore_ascii_case("toml") { Self::Toml } else { Self::Yaml }
    }

    /// The values of a text that is written so.
    ///
    /// # Errors
    /// When the text cannot be parsed; the error carries the place.
    pub fn tree(self, text: &str) -> Result<Node, TreeError> {
        match self {
            Self::Yaml => yaml::tree(text),
            Self::Toml => toml::tree(text),
        }
    }
}

/// One text with its name.
#[derive(Debug)]
pub struct Source {
    /// The name as a user would type it.
    pub name: String,
    pub text: Cow<'static, str>,
    pub syntax: Syntax,
    /// The same value as JSON, where somebody decoded it before.
    pub json: Option<&'static str>,
    /// Built when somebody first asks for a place.
    tree: OnceCell<Result<Node, TreeError>>,
    /// Where every [`STRIDE`]th line begins: a table of all lines could be larger than the text.
    lines: OnceCell<Vec<usize>>,
}

const STRIDE: usize = 16;

impl Source {
    /// The tree of values with their places.
    ///
    /// # Errors
    /// When the text cannot be parsed; the error carries the place.
    pub fn tree(&self) -> Result<&Node, &TreeError> {
        self.tree.get_or_init(|| self.syntax.tree(&self.text)).as_ref()
    }

    /// Line and column of a byte offset; past the end counts as the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let starts = self.lines.get_or_init(|| {
            std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).step_by(STRIDE).collect()
        });
        let before = starts.partition_point(|start| *start <= offset) - 1;
        let near = &self.text[starts[before]..offset];
        let line = before * STRIDE + near.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = near.rsplit('\n').next().unwrap_or(near).chars().count() + 1;
        Position { line, column }
    }

    /// The byte offset of a line and column, both from 1; past the end counts as the end.
    #[must_use]
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let start = match line {
            0 | 1 => 0,
            _ => self.text.match_indices('\n').nth(line - 2).map_or(self.text.len(), |(at, _)| at + 1),
        };
        let rest = &self.text[start..];
        let line = rest.split('\n').next().unwrap_or("");
        start + line.char_indices().nth(column.saturating_sub(1)).map_or(line.len(), |(at, _)| at)
    }
}

/// All texts of one run.
#[derive(Debug, Default)]
pub struct Sources {
    list: Vec<Source>,
}

impl Sources {
    /// Adds a text; its syntax follows from its name. A byte-order mark is left out.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Cow<'static, str>>) -> SourceId {
        let name = name.into();
        let text = match text.into() {
            Cow::Borrowed(text) => Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text)),
            Cow::Owned(text) => match text.strip_prefix('\u{feff}') {
                Some(rest) => Cow::Owned(rest.to_owned()),
                None => Cow::Owned(text),
            },
        };
        let syntax = Syntax::of(&name);
        self.list.push(Source { name, text, syntax, json: None, tree: OnceCell::new(), lines: OnceCell::new() });
        SourceId(self.list.len() - 1)
    }

    /// Adds a text whose value is at hand as JSON.
    pub fn add_decoded(&mut self, name: impl Into<String>, text: &'static str, json: Option<&'static str>) -> SourceId {
        let id = self.add(name, text);
        self.list[id.0].json = json;
        id
    }

    /// The source of that number.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.list[id.0]
    }

    /// Whether a value stands at exactly `path`.
    #[must_use]
    pub fn has(&self, source: SourceId, path: &Path) -> bool {
        self.find(source, path).is_some_and(|found| found.exact)
    }

    /// The place of the value at `path`; of the nearest value above it where there is none, of the whole text where
    /// the text has no tree.
    #[must_use]
    pub fn value(&self, source: SourceId, path: &Path) -> Place {
        Place::new(source, self.find(source, path).map_or(0..0, |found| found.value))
    }

    /// The place of the key that leads to `path`; of the value where it has no key.
    #[must_use]
    pub fn key(&self, source: SourceId, path: &Path) -> Place {
        Place::new(source, self.find(source, path).map_or(0..0, |found| found.key.unwrap_or(found.value)))
    }

    /// Line and column of the start of a place.
    #[must_use]
    pub fn position(&self, place: &Place) -> Position {
        self.get(place.source).position(place.start)
    }

    fn find(&self, source: SourceId, path: &Path) -> Option<Found> {
        let mut node = self.get(source).tree().ok()?;
        let mut steps = 0;
        let mut found = Found { key: None, value: node.range.clone(), exact: false };
        for step in path.steps() {
            let (key, value) = match (step, &node.kind) {
                (Step::Key(key), Kind::Map(entries)) => match entries.entry(key) {
                    Some(Entry { key, value }) => (Some(key.range.clone()), value),
                    None => break,
                },
                (Step::Index(index), Kind::List(items)) => match items.get(*index) {
                    Some(item) => (None, item),
                    None => break,
                },
                _ => break,
            };
            found = Found { key, value: value.range.clone(), exact: false };
            node = value;
            steps += 1;
        }
        found.exact = steps == path.steps().len();
        Some(found)
    }
}

struct Found {
    /// Whether the whole path led somewhere.
    exact: bool,
    key: Option<Range<usize>>,
    value: Range<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(place: &Place, sources: &Sources) -> String {
        sources.get(place.source).text[place.range()].to_owned()
    }

    #[test]
    fn a_path_finds_its_value_and_its_key_in_yaml_and_in_toml() {
        let mut sources = Sources::default();
        let yaml = sources.add("org.yaml", "answers:\r\n  GOV-01: { level: deep, list: [a, b] }\r\n");
        let toml = sources.add("org.toml", "[answers.GOV-01]\nlevel = \"deep\"\nlist = [\"a\", \"b\"]\n");
        let path = Path::root().key("answers").key("GOV-01");
        assert_eq!(text(&sources.value(yaml, &path.key("level")), &sources), "deep");
        assert_eq!(text(&sources.key(yaml, &path.key("level")), &sources), "level");
        assert_eq!(text(&sources.value(toml, &path.key("level")), &sources), "\"deep\"");
        assert_eq!(text(&sources.value(yaml, &path.key("list").index(1)), &sources), "b");
        assert_eq!(text(&sources.value(toml, &path.key("list").index(1)), &sources), "\"b\"");
    }

    #[test]
    fn a_missing_path_falls_back_to_the_nearest_value_above() {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", "a:\n  b: [1]\n");
        let place = sources.value(id, &Path::root().key("a").key("b").index(7));
        assert_eq!(text(&place, &sources), "[1]");
    }

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", "\u{feff}á: 1\r\nb: ü x\n");
        let source = sources.get(id);
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        let x = source.text.find('x').expect("the text has one");
        assert_eq!(source.position(x), Position { line: 2, column: 6 });
        assert_eq!(source.offset(2, 6), x);
        assert_eq!(source.position(usize::MAX).line, 3);
    }

    #[test]
    fn positions_are_right_on_every_line_of_a_long_text() {
        let text = (0..3 * STRIDE).map(|at| format!("é{at}\n")).collect::<Vec<_>>().concat();
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", text);
        let source = sources.get(id);
        let mut offset = 0;
        for (line, words) in (1..).zip(source.text.lines()) {
            assert_eq!(source.position(offset), Position { line, column: 1 });
            assert_eq!(source.position(offset + 2), Position { line, column: 2 });
            assert_eq!(source.position(offset + words.len()).line, line);
            assert_eq!(source.offset(line, 2), offset + 2);
            offset += words.len() + 1;
        }
    }
}
