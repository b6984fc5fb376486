//! Changes fields of records in the text of a register and leaves every other byte as it was: comments, order, quotes, spaces.

use std::{collections::BTreeMap, ops::Range};

use crate::source::{Entries, Entry, Kind, Node, Scalar, Sources};

/// What becomes of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub id: String,
    /// Fields in order, each with its value as YAML on one line; `None` takes the field away.
    pub fields: Vec<(String, Option<String>)>,
}

/// The text with the changes; records that are new stand at the end. `key` is that of the list of records. `None` where the text
/// cannot be changed so: whoever asked reads it again in any case.
#[must_use]
pub fn change(text: &str, key: &str, changes: &[Change]) -> Option<String> {
    let mut sources = Sources::default();
    let source = sources.add("records.yaml", text.to_owned());
    let source = sources.get(source);
    // A mark at the beginning was left out there.
    let (mark, text) = (&text[..text.len() - source.text.len()], &*source.text);
    let Kind::Map(top) = &source.tree().ok()?.kind else { return None };
    let list = &top.entry(key)?.value;
    let items: &[Node] = match &list.kind {
        Kind::List(items) => items,
        Kind::Scalar(Scalar::Null) => &[],
        _ => return None,
    };
    let known: BTreeMap<String, &Node> = items.iter().filter_map(|item| Some((id(item)?, item))).collect();
    let edit = Edit { text };
    let mut splices = Vec::new();
    let mut new = String::new();
    for one in changes {
        match known.get(&one.id) {
            Some(item) => edit.record(item, one, &mut splices)?,
            None => new.push_str(&edit.appended(items, one)?),
        }
    }
    if !new.is_empty() {
        splices.push(edit.place_of_new(list, items, &top.entry(key)?.key.range, new)?);
    }
    splices.sort_by_key(|(range, _)| (range.start, range.end));
    let (mut out, mut at) = (mark.to_owned(), 0);
    for (range, with) in splices {
        out.push_str(text.get(at..range.start)?);
        out.push_str(&with);
        at = range.end;
    }
    Some(out + text.get(at..)?)
}

type Splice = (Range<usize>, String);

fn id(item: &Node) -> Option<String> {
    let Kind::Map(entries) = &item.kind else { return None };
    match &entries.entry("id")?.value.kind {
        Kind::Scalar(scalar) => scalar.text(),
        _ => None,
    }
}

struct Edit<'a> {
    text: &'a str,
}

impl Edit<'_> {
    fn record(&self, item: &Node, change: &Change, splices: &mut Vec<Splice>) -> Option<()> {
        let Kind::Map(entries) = &item.kind else { return None };
        let flow = self.text[item.range.clone()].starts_with('{');
        let mut added = String::new();
        for (name, value) in &change.fields {
            match (entries.entry(name), value) {
                (Some(entry), Some(value)) => splices.push(self.replaced(entry, value)),
                (Some(entry), None) => splices.push(self.removed(entry, entries, flow)?),
                (None, None) => {}
                (None, Some(value)) if flow => added.push_str(&format!(", {name}: {value}")),
                (None, Some(value)) => {
                    added.push_str(&format!("{}{}{name}: {value}", self.newline(), self.indent(entries)?));
                }
            }
        }
        if !added.is_empty() {
            let end = entries.iter().map(|entry| entry.value.range.end.max(entry.key.range.end)).max()?;
            let at = if flow { end } else { self.line_end(end) };
            splices.push((at..at, added));
        }
        Some(())
    }

    fn replaced(&self, Entry { key, value }: &Entry, with: &str) -> Splice {
        // `field:` without a value has its place right behind the colon, or nowhere.
        if matches!(value.kind, Kind::Scalar(Scalar::Null)) && value.range.is_empty() {
            let at = self.text[key.range.end..].find(':').map_or(key.range.end, |colon| key.range.end + colon + 1);
            return (at..at, format!(" {with}"));
        }
        (value.range.clone(), with.to_owned())
    }

    fn removed(&self, entry: &Entry, entries: &Entries, flow: bool) -> Option<Splice> {
        let at = entries.iter().position(|other| other.key.range == entry.key.range)?;
        if at == 0 {
            return None;
        }
        let end = entry.value.range.end.max(entry.key.range.end);
        if flow {
            let before = &entries[at - 1];
            return Some((before.value.range.end.max(before.key.range.end)..end, String::new()));
        }
        let begin = self.text[..entry.key.range.start].rfind('\n')?;
        // On a line of its own, with nothing of another field on it.
        let alone = self.text[begin..entry.key.range.start].trim().is_empty();
        alone.then(|| (begin..self.line_end(end), String::new()))
    }

    /// A record that is new, in lines.
    fn appended(&self, items: &[Node], change: &Change) -> Option<String> {
        let dash = items.first().map_or_else(|| Some("  ".to_owned()), |item| self.dash(item))?;
        let newline = self.newline();
        let said = change.fields.iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
        let fields = said.map(|(name, value)| format!("{newline}{dash}  {name}: {value}"));
        Some(format!("{newline}{dash}- id: {}{}", super::scalar(&change.id), fields.collect::<String>()))
    }

    /// Where new records go: behind the last one, or in place of an empty list.
    fn place_of_new(&self, list: &Node, items: &[Node], key: &Range<usize>, new: String) -> Option<Splice> {
        if let Some(last) = items.last() {
            if self.text[list.range.clone()].starts_with('[') {
                return None;
            }
            let at = self.line_end(last.range.end);
            return Some((at..at, new));
        }
        if list.range.is_empty() {
            let at = key.end + self.text[key.end..].find(':')? + 1;
            return Some((at..at, new));
        }
        Some((list.range.clone(), new))
    }

    /// What stands before the dash of a record.
    fn dash(&self, item: &Node) -> Option<String> {
        let begin = self.text[..item.range.start].rfind('\n').map_or(0, |at| at + 1);
        let before = &self.text[begin..item.range.start];
        let dash = before.find('-')?;
        before[..dash].trim().is_empty().then(|| before[..dash].to_owned())
    }

    /// What stands before the fields of a record that is written in lines.
    fn indent(&self, entries: &Entries) -> Option<String> {
        let first = entries.first()?.key.range.start;
        let begin = self.text[..first].rfind('\n').map_or(0, |at| at + 1);
        Some(" ".repeat(self.text[begin..first].chars().count()))
    }

    /// The end of the line in which something ends.
    fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |end| at + end);
        if self.text[at..end].ends_with('\r') { end - 1 } else { end }
    }

    fn newline(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(id: &str, fields: &[(&str, Option<&str>)]) -> Change {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), value.map(str::to_owned)));
        Change { id: id.to_owned(), fields: fields.collect() }
    }

    const TEXT: &str = "# a register\nsets:\n  - id: S-1 # the first\n    name: A   # its name\n    places:\n      - SG\n      - VN\n\n  - { id: S-2, name: B, owner: X }\n";

    #[test]
    fn only_what_changed_is_another() {
        let changes = [
            one("S-1", &[("name", Some("C")), ("places", Some("[SG]")), ("owner", Some("DPO"))]),
            one("S-2", &[("owner", None), ("places", Some("[MY]"))]),
            one("S-3", &[("name", Some("D"))]),
        ];
        let expected = "# a register\nsets:\n  - id: S-1 # the first\n    name: C   # its name\n    places:\n      [SG]\n    owner: DPO\n\n  - { id: S-2, name: B, places: [MY] }\n  - id: S-3\n    name: D\n";
        assert_eq!(change(TEXT, "sets", &changes).as_deref(), Some(expected));
        assert_eq!(change(TEXT, "sets", &[]).as_deref(), Some(TEXT));
    }

    #[test]
    fn the_first_record_of_an_empty_list_stands_in_its_place() {
        for text in ["sets: []\n", "sets:\n", "\u{feff}sets: []\r\n"] {
            let changed = change(text, "sets", &[one("S-1", &[("name", Some("A"))])]).expect("it can be");
            let plain = changed.replace(['\r', '\u{feff}'], "");
            assert_eq!(
                plain,
                "sets:\n  - id: S-1\n    name: A\n"
                    .replace(":\n  -", if text.contains('[') { ": \n  -" } else { ":\n  -" })
            );
        }
    }
}
