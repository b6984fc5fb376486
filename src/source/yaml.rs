//! YAML text → tree, from the events of the parser that also decodes it.

use std::{collections::HashMap, ops::Range};

use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, Span};

use super::{
    plainly,
    tree::{Entry, Key, Kind, Node, Scalar, TreeError},
};

/// Deepest nesting that is read.
const MAX_DEPTH: usize = 64;
/// Most values that a text may hold.
const MAX_NODES: usize = 1_500_000;
/// Most aliases, and most values that all of them together may stand for.
const MAX_ALIASES: usize = 1_000;
const MAX_ALIASED: usize = 100_000;

/// Reads one document.
pub(super) fn tree(text: &str) -> Result<Node, TreeError> {
    plainly::tree(text).map_or_else(|| parsed(text), Ok)
}

/// Reads it by the parser, which knows all of YAML.
pub(super) fn parsed(text: &str) -> Result<Node, TreeError> {
    let mut builder =
        Builder { text, parser: Parser::new_from_str(text), anchors: HashMap::new(), nodes: 0, aliases: 0, aliased: 0 };
    builder.document()
}

struct Builder<'a> {
    text: &'a str,
    parser: Parser<'a, serde_yaml::granit_parser::StrInput<'a>>,
    anchors: HashMap<usize, Anchored>,
    nodes: usize,
    aliases: usize,
    aliased: usize,
}

/// A value that has a name, and of how many values it is made.
struct Anchored {
    node: Node,
    size: usize,
}

impl<'a> Builder<'a> {
    fn document(&mut self) -> Result<Node, TreeError> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(..) if root.is_some() => {
                    return Err(wrong("a second document begins here; one file holds one document", range(&span)));
                }
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => root = Some(self.node(event, &span, 0)?),
            }
        }
        Ok(root.unwrap_or(Node { range: 0..0, kind: Kind::Scalar(Scalar::Null) }))
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), TreeError> {
        match self.parser.next_event() {
            Some(Ok(found)) => Ok(found),
            Some(Err(error)) => {
                let start = error.marker().byte_offset().unwrap_or(self.text.len());
                let message = error.info();
                if message.contains("recursion limit") {
                    return Err(over(&format!("nested deeper than {MAX_DEPTH} levels"), start..start));
                }
                Err(wrong(&message, start..start))
            }
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn node(&mut self, event: Event<'a>, span: &Span, depth: usize) -> Result<Node, TreeError> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(over("holds more than 1.5 million values", range(span)));
        }
        if depth > MAX_DEPTH {
            return Err(over(&format!("nested deeper than {MAX_DEPTH} levels"), range(span)));
        }
        let start = range(span).start;
        let (anchor, node) = match event {
            Event::Scalar(text, style, anchor, _) => {
                let scalar = if style == ScalarStyle::Plain { plain(&text) } else { Scalar::Text(text.into_owned()) };
                (anchor, Node { range: range(span), kind: Kind::Scalar(scalar) })
            }
            Event::SequenceStart(_, anchor, _) => (anchor, self.list(start, depth)?),
            Event::MappingStart(_, anchor, _) => (anchor, self.map(start, depth)?),
            Event::Alias(id) => {
                let named = self.anchors.get(&id);
                let named = named.ok_or_else(|| wrong("an alias stands inside its own anchor", range(span)))?;
                self.aliases += 1;
                self.aliased += named.size;
                // Said before anything is copied: that is what a bomb waits for.
                if self.aliases > MAX_ALIASES || self.aliased > MAX_ALIASED {
                    return Err(over("aliases stand for more values than are read", range(span)));
                }
                (0, Node { range: range(span), kind: named.node.kind.clone() })
            }
            _ => return Err(wrong("a value was expected", range(span))),
        };
        if anchor != 0 {
            self.anchors.insert(anchor, Anchored { size: size(&node), node: node.clone() });
        }
        Ok(node)
    }

    fn list(&mut self, start: usize, depth: usize) -> Result<Node, TreeError> {
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                let end = range(&span).end.max(items.last().map_or(start, |item: &Node| item.range.end));
                return Ok(Node { range: start..self.trim(start, end), kind: Kind::List(items) });
            }
            items.push(self.node(event, &span, depth + 1)?);
        }
    }

    fn map(&mut self, start: usize, depth: usize) -> Result<Node, TreeError> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                let end = range(&span).end.max(entries.last().map_or(start, |entry| entry.value.range.end));
                return Ok(Node { range: start..self.trim(start, end), kind: Kind::Map(entries.into()) });
            }
            let key = self.node(event, &span, depth + 1)?;
            let text = match key.kind {
                Kind::Scalar(scalar) => scalar.into_text().unwrap_or_default(),
                _ => return Err(wrong("a key must be text, not a list or a map", key.range)),
            };
            let (event, span) = self.next()?;
            let value = self.node(event, &span, depth + 1)?;
            entries.push(Entry { key: Key { text, range: key.range }, value });
        }
    }

    /// The end of a collection without the white space before the next token.
    fn trim(&self, start: usize, end: usize) -> usize {
        let end = end.min(self.text.len());
        self.text.get(start..end).map_or(end, |text| start + text.trim_end().len())
    }
}

/// The type of an unquoted scalar by the core schema of YAML 1.2.
pub(super) fn plain(text: &str) -> Scalar {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Scalar::Null,
        "true" | "True" | "TRUE" => return Scalar::Bool(true),
        "false" | "False" | "FALSE" => return Scalar::Bool(false),
        _ => {}
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let radix = |prefix, radix| text.strip_prefix(prefix).and_then(|rest| i64::from_str_radix(rest, radix).ok());
    let integer = if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        radix("0x", 16).or_else(|| radix("0o", 8))
    };
    if let Some(integer) = integer {
        return Scalar::Integer(integer, text.to_owned());
    }
    let numeric = digits.starts_with(|first: char| first.is_ascii_digit() || first == '.');
    match numeric.then(|| text.parse::<f64>().ok()).flatten() {
        Some(float) => Scalar::Float(float, text.to_owned()),
        None => Scalar::Text(text.to_owned()),
    }
}

fn size(node: &Node) -> usize {
    1 + match &node.kind {
        Kind::Scalar(_) => 0,
        Kind::List(items) => items.iter().map(size).sum(),
        Kind::Map(entries) => entries.iter().map(|entry| 1 + size(&entry.value)).sum(),
    }
}

fn range(span: &Span) -> Range<usize> {
    span.byte_range().unwrap_or(0..0)
}

fn wrong(message: &str, range: Range<usize>) -> TreeError {
    TreeError { message: message.to_owned(), range, over_limit: false }
}

fn over(message: &str, range: Range<usize>) -> TreeError {
    TreeError { message: message.to_owned(), range, over_limit: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Kind {
        tree(text).expect("the text is YAML").kind
    }

    #[test]
    fn plain_words_have_the_types_of_the_core_schema() {
        for (text, expected) in [
            ("~", Scalar::Null),
            ("True", Scalar::Bool(true)),
            ("yes", Scalar::Text("yes".to_owned())),
            ("-12", Scalar::Integer(-12, "-12".to_owned())),
            ("0x1F", Scalar::Integer(31, "0x1F".to_owned())),
            ("2.5", Scalar::Float(2.5, "2.5".to_owned())),
            ("1e3", Scalar::Float(1000.0, "1e3".to_owned())),
            ("nan", Scalar::Text("nan".to_owned())),
            ("2026-10-31", Scalar::Text("2026-10-31".to_owned())),
            ("'1'", Scalar::Text("1".to_owned())),
            ("99999999999999999999", Scalar::Float(1e20, "99999999999999999999".to_owned())),
        ] {
            assert_eq!(kind(text), Kind::Scalar(expected), "{text}");
        }
    }

    #[test]
    fn an_alias_is_its_value_at_its_own_place() {
        let text = "a: &x [1, 2]\nb: *x\n";
        let Kind::Map(entries) = kind(text) else { panic!("a map") };
        assert_eq!(entries[0].value.kind, entries[1].value.kind);
        assert_eq!(&text[entries[1].value.range.clone()], "*x");
    }

    #[test]
    fn aliases_are_counted_before_they_are_followed() {
        let many = format!("a: &x 1\nb: [{}]\n", vec!["*x"; MAX_ALIASES + 1].join(", "));
        assert!(tree(&many).is_err_and(|error| error.over_limit));
        let few = format!("a: &x 1\nb: [{}]\n", vec!["*x"; MAX_ALIASES].join(", "));
        assert!(tree(&few).is_ok());
        let own = tree("a: &x [*x]\n").expect_err("an alias inside its own anchor");
        assert!(!own.over_limit, "{own:?}");
    }

    #[test]
    fn nesting_is_read_as_deep_as_is_said() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(tree(&nested(MAX_DEPTH)).is_ok());
        assert!(tree(&nested(MAX_DEPTH + 2)).is_err_and(|error| error.over_limit));
    }
}
