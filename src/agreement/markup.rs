//! The small markup in which clauses are written → pieces of a document.
//!
//! ```text
//! # Title of the clause {#breach}
//! 1. Numbered text with a **strong** word, a reference @security and a gap [[what goes here]]. {#breach-notice}
//!    1. one level deeper, by three spaces
//!    closing words of the item above
//! Text without a number.
//! - an item of a plain list
//! | a table | with a head |
//! |---|---|
//! | cell | cell |
//! ```
//!
//! What a user wrote never passes through here: it is a [`Values`] token until the structure is known.

use super::values::{Part, Values};
use crate::document::tree::{Block, Clause, Inline, ListStyle, Table};

/// A clause file in pieces.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    /// Given by `{#id}` behind the title.
    pub(super) id: String,
    pub(super) title: Vec<Inline>,
    pub(super) body: Vec<Block>,
}

/// Spaces that go one level deeper.
const STEP: usize = 3;
/// Numbered levels below the clause itself: `1.1`, `(a)`, `(i)`.
const DEEPEST: usize = 3;

/// Reads a filled clause. The error is a line, from 1, and what is wrong with it.
pub(super) fn parse(text: &str, values: &Values) -> Result<Parsed, (usize, String)> {
    let mut parser = Parser { values, parsed: Parsed::default(), open: Vec::new(), last: Last::Nothing };
    for (at, line) in text.lines().enumerate() {
        parser.line(line.trim_end()).map_err(|message| (at + 1, message))?;
    }
    while !parser.open.is_empty() {
        parser.close();
    }
    for block in &mut parser.parsed.body {
        if let Block::Table(table) = block {
            fit(table);
        }
    }
    Ok(parser.parsed)
}

/// Shares of the width for the columns of a wide table, by the longest text that stands in each.
fn fit(table: &mut Table) {
    let columns = table.rows.first().map_or(0, Vec::len);
    if !table.widths.is_empty() || columns == 0 {
        return;
    }
    let longest = |column: usize| {
        let cells = table.rows.iter().chain([&table.head]).filter_map(|row| row.get(column));
        cells.map(|cell| length(cell)).max().unwrap_or(0).clamp(20, 60)
    };
    let lengths: Vec<usize> = (0..columns).map(longest).collect();
    let all: usize = lengths.iter().sum();
    let mut widths: Vec<u16> =
        lengths.iter().map(|length| u16::try_from(length * 10_000 / all).unwrap_or(10_000)).collect();
    widths[0] += 10_000 - widths.iter().sum::<u16>();
    table.widths = widths;
}

/// Characters of some runs.
fn length(runs: &[Inline]) -> usize {
    runs.iter()
        .map(|run| match run {
            Inline::Text(text) | Inline::Term(text) | Inline::Placeholder(text) | Inline::Badge(_, text) => {
                text.chars().count()
            }
            Inline::Strong(runs) | Inline::Emphasis(runs) => length(runs),
            Inline::Reference(_) => 4,
            Inline::Break => 0,
        })
        .sum()
}

/// What the line before was, to know what a line without a mark goes on with.
#[derive(PartialEq)]
enum Last {
    Nothing,
    Paragraph(usize),
    Item(usize),
    Row,
    Bullet,
}

struct Parser<'a> {
    values: &'a Values,
    parsed: Parsed,
    /// Numbered items that are still open, outermost first.
    open: Vec<Clause>,
    last: Last,
}

impl Parser<'_> {
    fn line(&mut self, line: &str) -> Result<(), String> {
        let text = line.trim_start();
        if split_id(text).0.contains("{#") {
            return Err("an id stands at the end of what it names".to_owned());
        }
        let indent = line.len() - text.len();
        if text.is_empty() {
            self.last = Last::Nothing;
            return Ok(());
        }
        if let Some(title) = text.strip_prefix("# ").filter(|_| indent == 0) {
            let (title, id) = split_id(title);
            self.parsed.title = self.inline(title);
            self.parsed.id = id;
            self.last = Last::Nothing;
        } else if let Some(title) = text.strip_prefix("## ").filter(|_| indent == 0) {
            self.unwind(0);
            let text = self.inline(title);
            self.parsed.body.push(Block::Heading { level: 2, text });
            self.last = Last::Nothing;
        } else if let Some(rest) = number(text) {
            self.item(rest, indent)?;
        } else if let Some(rest) = text.strip_prefix("- ") {
            self.bullet(rest, indent);
        } else if text.starts_with('|') {
            self.row(text, indent);
        } else {
            self.words(text, indent);
        }
        Ok(())
    }

    fn item(&mut self, text: &str, indent: usize) -> Result<(), String> {
        let depth = indent / STEP;
        if depth >= DEEPEST {
            return Err("numbered deeper than four levels".to_owned());
        }
        if depth > self.open.len() {
            return Err("indented deeper than the item above it".to_owned());
        }
        self.unwind(depth);
        let (text, id) = split_id(text);
        self.open.push(Clause { id, title: Vec::new(), text: self.inline(text), body: Vec::new() });
        self.last = Last::Item(indent);
        Ok(())
    }

    fn bullet(&mut self, text: &str, indent: usize) {
        let item = self.inline(text);
        if self.last == Last::Bullet
            && let Some(Block::List { items, .. }) = self.body().last_mut()
        {
            items.push(item);
            return;
        }
        self.unwind(indent / STEP);
        self.body().push(Block::List { style: ListStyle::Bullet, items: vec![item] });
        self.last = Last::Bullet;
    }

    fn row(&mut self, text: &str, indent: usize) {
        let cells: Vec<&str> = text.trim_matches('|').split('|').map(str::trim).collect();
        let rule = cells.iter().all(|cell| !cell.is_empty() && cell.bytes().all(|byte| byte == b'-' || byte == b':'));
        let cells: Vec<Vec<Inline>> = cells.iter().map(|cell| self.inline(cell)).collect();
        if self.last == Last::Row
            && let Some(Block::Table(table)) = self.body().last_mut()
        {
            if rule {
                table.head = table.rows.pop().unwrap_or_default();
            } else {
                table.rows.push(cells);
            }
            return;
        }
        self.unwind(indent / STEP);
        // The first column names what the others say.
        let widths = match cells.len() {
            2 => vec![3_400, 6_600],
            3 => vec![2_600, 3_700, 3_700],
            _ => Vec::new(),
        };
        self.body().push(Block::Table(Table { widths, head: Vec::new(), rows: vec![cells] }));
        self.last = Last::Row;
    }

    /// Words without a mark: they go on with the line above if they stand under its text, else they are a paragraph.
    fn words(&mut self, text: &str, indent: usize) {
        match self.last {
            Last::Item(at) if indent > at => {
                let more = self.inline(text);
                let item = self.open.last_mut().expect("an item was opened on the line before");
                append(&mut item.text, more);
            }
            Last::Paragraph(at) if indent == at => {
                let more = self.inline(text);
                if let Some(Block::Paragraph(words)) = self.body().last_mut() {
                    append(words, more);
                }
            }
            _ => {
                self.unwind(indent / STEP);
                let words = self.inline(text);
                self.body().push(Block::Paragraph(words));
                self.last = Last::Paragraph(indent);
            }
        }
    }

    /// Closes items until `depth` are open.
    fn unwind(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.close();
        }
    }

    fn close(&mut self) {
        if let Some(item) = self.open.pop() {
            self.body().push(Block::Clause(item));
        }
    }

    /// Where the next piece goes.
    fn body(&mut self) -> &mut Vec<Block> {
        match self.open.last_mut() {
            Some(item) => &mut item.body,
            None => &mut self.parsed.body,
        }
    }

    fn inline(&self, text: &str) -> Vec<Inline> {
        inline(text, self.values)
    }
}

/// Words with their marks → runs of text.
pub(super) fn inline(text: &str, values: &Values) -> Vec<Inline> {
    let mut runs = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let boundary = plain.chars().last().is_none_or(|last| !last.is_alphanumeric());
        let found = match letter {
            '*' if rest.starts_with("**") => delimited(rest, "**", "**").map(|(inner, after)| {
                let run =
                    if plain.ends_with('“') { term(inner, values) } else { Inline::Strong(inline(inner, values)) };
                (vec![run], after)
            }),
            '*' => {
                delimited(rest, "*", "*").map(|(inner, after)| (vec![Inline::Emphasis(inline(inner, values))], after))
            }
            '[' => delimited(rest, "[[", "]]")
                .map(|(inner, after)| (vec![Inline::Placeholder(values.plain(inner.trim()))], after)),
            '@' if boundary => reference(rest).map(|(id, after)| (vec![Inline::Reference(id.to_owned())], after)),
            super::values::OPEN => {
                values.take(rest).map(|(parts, after)| (parts.iter().map(run).collect::<Vec<_>>(), after))
            }
            _ => None,
        };
        if let Some((found, after)) = found {
            if !plain.is_empty() {
                runs.push(Inline::Text(std::mem::take(&mut plain)));
            }
            runs.extend(found);
            rest = after;
        } else {
            plain.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    if !plain.is_empty() {
        runs.push(Inline::Text(plain));
    }
    runs
}

fn run(part: &Part) -> Inline {
    match part {
        Part::Text(text) => Inline::Text(text.clone()),
        Part::Break => Inline::Break,
        Part::Gap(label) => Inline::Placeholder(label.clone()),
    }
}

fn term(inner: &str, values: &Values) -> Inline {
    Inline::Term(values.plain(inner))
}

fn append(words: &mut Vec<Inline>, more: Vec<Inline>) {
    words.push(Inline::Text(" ".to_owned()));
    words.extend(more);
}

/// What stands between two marks, and what follows.
fn delimited<'a>(text: &'a str, open: &str, close: &str) -> Option<(&'a str, &'a str)> {
    let inner = text.strip_prefix(open)?;
    let end = inner.find(close).filter(|end| *end > 0)?;
    Some((&inner[..end], &inner[end + close.len()..]))
}

/// `@clause-id`.
fn reference(text: &str) -> Option<(&str, &str)> {
    let id = text.strip_prefix('@')?;
    let end = id.find(|letter: char| !(letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'));
    let id = id[..end.unwrap_or(id.len())].trim_end_matches('-');
    (!id.is_empty()).then(|| (id, &text[1 + id.len()..]))
}

/// The text behind `12. `.
fn number(text: &str) -> Option<&str> {
    let digits = text.find(|letter: char| !letter.is_ascii_digit()).filter(|digits| *digits > 0)?;
    text[digits..].strip_prefix(". ")
}

/// Words and the `{#id}` behind them.
fn split_id(text: &str) -> (&str, String) {
    match text.trim_end().strip_suffix('}').and_then(|text| text.rsplit_once("{#")) {
        Some((words, id)) => (words.trim_end(), id.to_owned()),
        None => (text, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(inlines: &[Inline]) -> String {
        inlines
            .iter()
            .map(|run| match run {
                Inline::Text(text) | Inline::Term(text) | Inline::Badge(_, text) => text.clone(),
                Inline::Strong(inner) | Inline::Emphasis(inner) => text(inner),
                Inline::Reference(id) => format!("<{id}>"),
                Inline::Placeholder(label) => format!("[{label}]"),
                Inline::Break => "/".to_owned(),
            })
            .collect()
    }

    #[test]
    fn items_nest_and_closing_words_belong_to_the_item_above_the_list() {
        let parsed = parse(
            "# Title {#top}\n1. First: {#one}\n   1. a;\n      longer a;\n   2. b;\n   and so on.\n2. Second.\n\nLoose words\nand more.\n",
            &Values::default(),
        )
        .expect("sound");
        assert_eq!((parsed.id.as_str(), text(&parsed.title).as_str()), ("top", "Title"));
        let [Block::Clause(first), Block::Clause(second), Block::Paragraph(loose)] = parsed.body.as_slice() else {
            panic!("{:?}", parsed.body)
        };
        assert_eq!((first.id.as_str(), text(&first.text).as_str()), ("one", "First:"));
        let [Block::Clause(a), Block::Clause(_), Block::Paragraph(closing)] = first.body.as_slice() else {
            panic!("{:?}", first.body)
        };
        assert_eq!(text(&a.text), "a; longer a;");
        assert_eq!(text(closing), "and so on.");
        assert_eq!(text(&second.text), "Second.");
        assert_eq!(text(loose), "Loose words and more.");
    }

    #[test]
    fn marks_become_runs_and_what_only_looks_like_one_stays() {
        let runs = inline("“**Term**” see @breach-notice, [[a gap]]; 2 * 3, a@b.example [x]", &Values::default());
        assert_eq!(text(&runs), "“Term” see <breach-notice>, [a gap]; 2 * 3, a@b.example [x]");
        assert!(matches!(runs[1], Inline::Term(_)));
    }

    #[test]
    fn a_value_is_never_read_as_markup() {
        let mut values = Values::default();
        let token = values.text("**not bold** @id [[no]]\n# second line");
        let runs = inline(&format!("name: {token}."), &values);
        assert_eq!(text(&runs), "name: **not bold** @id [[no]]/# second line.");
    }

    #[test]
    fn tables_have_a_head_where_a_rule_follows() {
        let parsed = parse("| A | B |\n|---|---|\n| 1 | 2 |\n", &Values::default()).expect("sound");
        let [Block::Table(table)] = parsed.body.as_slice() else { panic!("{:?}", parsed.body) };
        assert_eq!((table.head.len(), table.rows.len()), (2, 1));
    }

    #[test]
    fn an_id_in_the_middle_is_refused() {
        assert_eq!(parse("1. a {#id} b\n", &Values::default()).expect_err("misplaced").0, 1);
    }

    #[test]
    fn an_item_too_deep_is_refused_with_its_line() {
        assert_eq!(parse("1. a\n      1. b\n", &Values::default()).expect_err("too deep").0, 2);
    }
}
