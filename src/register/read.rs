//! A file of records → records; every complaint at its place. One walk over the values of the file, however many records it has.

use std::{collections::HashMap, ops::Range, path::PathBuf, sync::Arc};

use jiff::civil::Date;

use super::{
    kind::{Field, FieldType, Keys, Kind},
    record::{Cell, Record, Register, Value},
};
use crate::{
    diag::{Code, Diagnostic, Sink},
    jurisdiction::country,
    load::{Ids, tree, wrong_id},
    source::{Entry, Kind as NodeKind, Node, Place, Scalar, SourceId, Sources},
    text::{composed, is_blank},
};

/// Reads the records of a kind out of its files. With errors in the sink the register holds what could be made out: good for finding
/// more to complain about, and for nothing else. What is said to have happened after `today` is surprising, not wrong.
pub fn read(
    kind: &Arc<Kind>,
    files: Vec<(PathBuf, SourceId)>,
    today: Date,
    sources: &Sources,
    sink: &mut Sink,
) -> Register {
    let mut records = Vec::new();
    let mut ids = Ids::default();
    let positions = kind.fields.iter().enumerate().map(|(at, field)| (field.name.as_str(), at)).collect();
    for (_, source) in &files {
        let Some(tree) = tree(*source, sources, sink) else { continue };
        let mut reader = Reader { kind, positions: &positions, source: *source, today, ids: &mut ids, sink };
        records.extend(reader.file(tree));
    }
    Register { kind: Arc::clone(kind), files, records }
}

struct Reader<'a> {
    kind: &'a Kind,
    positions: &'a HashMap<&'a str, usize>,
    source: SourceId,
    today: Date,
    ids: &'a mut Ids<Place>,
    sink: &'a mut Sink,
}

impl Reader<'_> {
    fn file(&mut self, tree: &Node) -> Vec<Record> {
        let name = &self.kind.name;
        let NodeKind::Map(entries) = &tree.kind else {
            self.wrong_type(tree, "a map", None);
            return Vec::new();
        };
        let mut records = Vec::new();
        for Entry { key, value } in entries {
            if key.text != *name {
                let message = format!("`{}` is not a key that is known here", key.text);
                self.at(&key.range, Diagnostic::new(Code::UnknownKey, message).known(&key.text, [name.as_str()]));
                continue;
            }
            match &value.kind {
                NodeKind::List(items) => records.extend(items.iter().filter_map(|item| self.record(item))),
                NodeKind::Scalar(Scalar::Null) => {}
                _ => self.wrong_type(value, "a list of records", Some(name)),
            }
        }
        if entries.entry(name).is_none() {
            let start = tree.range.start;
            let help = format!("records stand in a list under `{name}`; `dmf register {name} new` begins one");
            let lacks = Diagnostic::new(Code::MissingKey, format!("the file lacks the key `{name}`")).help(help);
            self.at(&(start..start), lacks);
        }
        records
    }

    fn record(&mut self, node: &Node) -> Option<Record> {
        let NodeKind::Map(entries) = &node.kind else {
            self.wrong_type(node, &format!("a {} as a map", self.kind.one), None);
            return None;
        };
        let mut cells: Vec<Option<Cell>> = vec![None; self.kind.fields.len()];
        let mut seen = vec![false; self.kind.fields.len()];
        let mut id = None;
        for Entry { key, value } in entries {
            if key.text == "id" {
                id = id.or_else(|| self.id(value));
                continue;
            }
            let Some(at) = self.positions.get(key.text.as_str()).copied() else {
                self.unknown_key(&key.text, &key.range);
                continue;
            };
            // The first of two counts; that there are two is said elsewhere.
            if !std::mem::replace(&mut seen[at], true) {
                let field = &self.kind.fields[at];
                cells[at] = self.cell(value, &field.kind, &field.name);
            }
        }
        for (field, seen) in self.kind.fields.iter().zip(&seen).filter(|(field, seen)| field.required && !**seen) {
            let _ = seen;
            self.missing(&field.name, &field.help, node, id.as_ref().map(|(id, _): &(String, _)| id.as_str()));
        }
        if id.is_none() && entries.entry("id").is_none() {
            let help = format!("ids of {} look like `{}`", self.kind.name, self.kind.id.id(1));
            self.missing("id", &help, node, None);
        }
        let (id, range) = id?;
        Some(Record { id, source: self.source, range, cells })
    }

    fn id(&mut self, node: &Node) -> Option<(String, Range<usize>)> {
        let Some(text) = scalar(node) else {
            self.wrong_type(node, "an id", Some("id"));
            return None;
        };
        let place = self.place(&node.range);
        if let Some(wrong) = wrong_id(&text) {
            self.at(&node.range, wrong);
        } else if !self.kind.id.fits(&composed(&text)) {
            let message = format!("`{text}` is not an id of {}", self.kind.name);
            let help = format!("ids look like `{}`, as the kind says: `{}`", self.kind.id.id(1), self.kind.id.as_str());
            self.at(&node.range, Diagnostic::new(Code::BadValue, message).help(help));
        } else {
            let message = || format!("two {} have the id `{text}`", self.kind.name);
            if let Some(told) = self.ids.add(&text, place, message, Clone::clone) {
                self.at(&node.range, told);
            }
        }
        Some((composed(&text).into_owned(), node.range.clone()))
    }

    /// What stands in a field. `None` where it says nothing, or does not fit, which is told.
    fn cell(&mut self, node: &Node, kind: &FieldType, key: &str) -> Option<Cell> {
        let value = match (kind, &node.kind) {
            (_, NodeKind::Scalar(Scalar::Null)) => {
                let message = format!("`{key}` says nothing");
                let help = "leave the key out where nothing is known";
                self.at(&node.range, Diagnostic::new(Code::EmptyText, message).help(help));
                None
            }
            (FieldType::List(of), NodeKind::List(items)) => {
                let items = items.iter().map(|item| self.cell(item, of, key)).collect::<Vec<_>>();
                items.into_iter().collect::<Option<Vec<Cell>>>().map(Value::List)
            }
            (FieldType::Map(keys, of), NodeKind::Map(entries)) => self.map(*keys, of, entries),
            (FieldType::List(_) | FieldType::Map(..), _) => {
                self.wrong_type(node, &kind.expected(), Some(key));
                None
            }
            (_, NodeKind::Scalar(one)) => self.single(node, one, kind, key),
            _ => {
                self.wrong_type(node, &kind.expected(), Some(key));
                None
            }
        };
        value.map(|value| Cell { value, range: node.range.clone() })
    }

    fn map(&mut self, keys: Keys, of: &FieldType, entries: &[Entry]) -> Option<Value> {
        let mut found = Vec::with_capacity(entries.len());
        for Entry { key, value } in entries {
            let name = match keys {
                Keys::Text => Some(key.text.clone()),
                Keys::Place => country::resolve_place(&key.text).map(str::to_owned),
            };
            let Some(name) = name else {
                self.no_place(&key.text, &key.range);
                continue;
            };
            let cell = self.cell(value, of, &key.text);
            found.extend(cell.map(|cell| (name, cell)));
        }
        (found.len() == entries.len()).then_some(Value::Map(found))
    }

    fn single(&mut self, node: &Node, one: &Scalar, kind: &FieldType, key: &str) -> Option<Value> {
        let text = one.text().unwrap_or_default();
        let range = &node.range;
        match (kind, one) {
            (FieldType::YesNo, Scalar::Bool(yes)) => return Some(Value::YesNo(*yes)),
            (FieldType::Number { least, most, .. }, Scalar::Integer(number, _)) => {
                if number < least || number > most {
                    let most = if *most == i64::MAX { "on".to_owned() } else { format!("to {most}") };
                    let message = format!("{number} is out of range; a number from {least} {most} was expected");
                    self.at(range, Diagnostic::new(Code::BadNumber, message));
                    return None;
                }
                return Some(Value::Number(*number));
            }
            (FieldType::YesNo | FieldType::Number { .. }, _) => {
                self.wrong_type(node, &kind.expected(), Some(key));
                return None;
            }
            _ => {}
        }
        if is_blank(&text) {
            self.at(range, Diagnostic::new(Code::EmptyText, format!("`{key}` is empty")));
            return None;
        }
        match kind {
            FieldType::Day { past } => self.day(&text, *past, range),
            FieldType::Word { words, .. } => {
                let at = words.iter().position(|word| *word == text);
                if at.is_none() {
                    let message = format!("`{text}` is not one of the values allowed here");
                    let known = words.iter().map(String::as_str);
                    self.at(range, Diagnostic::new(Code::BadValue, message).choices("allowed:", &text, known));
                }
                at.map(Value::Word)
            }
            FieldType::Place => {
                let found = country::resolve_place(&text);
                if found.is_none() {
                    self.no_place(&text, range);
                }
                found.map(|code| Value::Text(code.to_owned()))
            }
            _ => Some(Value::Text(text)),
        }
    }

    fn day(&mut self, text: &str, past: bool, range: &Range<usize>) -> Option<Value> {
        let Ok(day) = text.parse::<Date>() else {
            let told = Diagnostic::new(Code::BadDate, format!("`{text}` is not a date"));
            self.at(range, told.help("dates are written `2026-10-31`"));
            return None;
        };
        if past && day > self.today {
            self.at(range, Diagnostic::new(Code::FutureDate, format!("{day} is after today, {}", self.today)));
        }
        Some(Value::Day(day))
    }

    fn no_place(&mut self, text: &str, range: &Range<usize>) {
        let told = Diagnostic::new(Code::UnknownCountry, format!("`{text}` is not a country"));
        self.at(range, told.help("write a code such as `SG`, or a name").suggest(country::suggest(text)));
    }

    fn unknown_key(&mut self, name: &str, range: &Range<usize>) {
        if self.sink.is_full() {
            return;
        }
        let known = || std::iter::once("id").chain(self.kind.fields.iter().map(|field: &Field| field.name.as_str()));
        let known: Vec<&str> = known().collect();
        let told = Diagnostic::new(Code::UnknownKey, format!("`{name}` is not a key that is known here"));
        self.at(range, told.known(name, known.iter().copied()));
    }

    fn missing(&mut self, name: &str, help: &str, node: &Node, id: Option<&str>) {
        let of = id.map_or_else(|| format!("the {}", self.kind.one), |id| format!("`{id}`"));
        let told = Diagnostic::new(Code::MissingKey, format!("{of} lacks the key `{name}`"));
        let start = node.range.start;
        self.at(&(start..start), told.help(format!("`{name}`: {help}")));
    }

    fn wrong_type(&mut self, node: &Node, expected: &str, key: Option<&str>) {
        let of = key.map_or(String::new(), |key| format!(" for `{key}`"));
        let message = format!("found {} where {expected} was expected{of}", node.describe());
        self.at(&node.range, Diagnostic::new(Code::WrongType, message));
    }

    fn at(&mut self, range: &Range<usize>, told: Diagnostic) {
        let place = self.place(range);
        self.sink.push(told.at(place));
    }

    fn place(&self, range: &Range<usize>) -> Place {
        Place::new(self.source, range.clone())
    }
}

/// The text of a value without parts.
fn scalar(node: &Node) -> Option<String> {
    match &node.kind {
        NodeKind::Scalar(scalar) => scalar.text().filter(|text| !is_blank(text)),
        _ => None,
    }
}
