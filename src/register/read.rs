//! A file of records → records; every complaint at its place. One walk over the values of the file, however many records it has.

use std::{collections::HashMap, ops::Range, path::PathBuf, sync::Arc};

use jiff::civil::Date;

use super::{
    compute::compute,
    kind::{Field, FieldType, Keys, Kind},
    record::{Cell, Instead, Record, Register, Value},
};
use crate::{
    diag::{Code, Diagnostic, Sink},
    jurisdiction::country,
    load::{Ids, other_kind, tree, wrong_id},
    source::{Entries, Entry, Kind as NodeKind, Node, Place, Scalar, SourceId, Sources},
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
        let name = kind.name.as_str();
        if let Some(other) = other_kind(tree, sources.get(*source), &|key| key == name, &[name]) {
            sink.push(other.at(Place::new(*source, tree.range.start..tree.range.start)));
            continue;
        }
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
        let id = entries.entry("id").map(|entry| self.id(&entry.value));
        if id.is_none() {
            let help = format!("ids of {} look like `{}`", self.kind.name, self.kind.id.id(1));
            let one = format!("the {}", self.kind.one);
            self.missing("id", &help, node, &one);
        }
        let (kind, positions) = (self.kind, self.positions);
        let of = match &id {
            Some(Some((id, _))) => format!("`{id}`"),
            _ => format!("the {}", kind.one),
        };
        let mut cells = self.cells(node, entries, (&kind.fields, &["id"]), &|name| positions.get(name).copied(), &of);
        compute(&mut cells, &kind.fields, self.today);
        let (id, range) = id??;
        Some(Record { id, source: self.source, range, cells })
    }

    /// What stands in the fields of a record or a group. `position` finds a field by its name; keys that are read `apart` are passed
    /// over; `of` is what lacks a field.
    fn cells(
        &mut self,
        node: &Node,
        entries: &Entries,
        (fields, apart): (&[Field], &[&str]),
        position: &dyn Fn(&str) -> Option<usize>,
        of: &str,
    ) -> Vec<Option<Cell>> {
        let mut cells: Vec<Option<Cell>> = vec![None; fields.len()];
        let mut seen = vec![false; fields.len()];
        for Entry { key, value } in entries {
            if apart.contains(&key.text.as_str()) {
                continue;
            }
            let Some(at) = position(&key.text) else {
                self.unknown_key(&key.text, &key.range, apart, fields);
                continue;
            };
            // The first of two counts; that there are two is said elsewhere.
            if !std::mem::replace(&mut seen[at], true) {
                let field = &fields[at];
                cells[at] = if field.rules.is_empty() {
                    self.cell(value, &field.kind, &field.name)
                } else {
                    self.instead(value, field)
                };
            }
        }
        for (field, _) in fields.iter().zip(&seen).filter(|(field, seen)| field.required && !**seen) {
            self.missing(&field.name, &field.help, node, of);
        }
        cells
    }

    /// What a record says instead of what is computed: with why, and who says so.
    fn instead(&mut self, node: &Node, field: &Field) -> Option<Cell> {
        let help = format!("`{}` is computed; say otherwise with `{{ is: …, reason: …, by: … }}`", field.name);
        let NodeKind::Map(entries) = &node.kind else {
            let told = format!("found {} where a map was expected for `{}`", node.describe(), field.name);
            self.at(&node.range, Diagnostic::new(Code::WrongType, told).help(help));
            return None;
        };
        let known = ["is", "reason", "by"];
        for Entry { key, .. } in entries.iter().filter(|entry| !known.contains(&entry.key.text.as_str())) {
            let told = Diagnostic::new(Code::UnknownKey, format!("`{}` is not a key that is known here", key.text));
            self.at(&key.range, told.known(&key.text, known));
        }
        let [is, reason, by] = known.map(|name| entries.entry(name).map(|entry| &entry.value));
        let (Some(is), Some(reason), Some(by)) = (is, reason, by) else {
            for name in known.into_iter().filter(|name| entries.entry(name).is_none()) {
                self.missing(name, &help, node, &format!("`{}`", field.name));
            }
            return None;
        };
        let cell = self.cell(is, &field.kind, &field.name);
        let mut words = |node: &Node, key: &str| match self.cell(node, &FieldType::Text, key)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        };
        let (reason, by) = (words(reason, "reason"), words(by, "by"));
        let instead = Instead { computed: None, reason: reason?, by: by? };
        Some(Cell { instead: Some(instead), ..cell? })
    }

    fn id(&mut self, node: &Node) -> Option<(String, Range<usize>)> {
        let Some(text) = scalar(node) else {
            self.wrong_type(node, "an id", Some("id"));
            return None;
        };
        let place = self.place(&node.range);
        if let Some(wrong) = wrong_id(text) {
            self.at(&node.range, wrong);
        } else if !self.kind.id.fits(&composed(text)) {
            let message = format!("`{text}` is not an id of {}", self.kind.name);
            let help = format!("ids look like `{}`, as the kind says: `{}`", self.kind.id.id(1), self.kind.id.as_str());
            self.at(&node.range, Diagnostic::new(Code::BadValue, message).help(help));
        } else {
            let message = || format!("two {} have the id `{text}`", self.kind.name);
            if let Some(told) = self.ids.add(text, place, message, Clone::clone) {
                self.at(&node.range, told);
            }
        }
        Some((composed(text).into_owned(), node.range.clone()))
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
            (FieldType::Group(fields), NodeKind::Map(entries)) => {
                let position = |name: &str| fields.iter().position(|field| field.name == name);
                Some(Value::Group(self.cells(node, entries, (fields, &[]), &position, &format!("`{key}`"))))
            }
            (FieldType::List(of), NodeKind::List(items)) => {
                let items = items.iter().map(|item| self.cell(item, of, key)).collect::<Vec<_>>();
                items.into_iter().collect::<Option<Vec<Cell>>>().map(Value::List)
            }
            (FieldType::Map(keys, of), NodeKind::Map(entries)) => self.map(*keys, of, entries),
            (FieldType::List(_) | FieldType::Map(..) | FieldType::Group(_), _) => {
                self.wrong_type(node, &kind.expected(), Some(key));
                None
            }
            (_, NodeKind::Scalar(one)) => self.single(node, one, kind, key),
            _ => {
                self.wrong_type(node, &kind.expected(), Some(key));
                None
            }
        };
        value.map(|value| Cell { value, range: node.range.clone(), instead: None })
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
        let text = one.as_str().unwrap_or_default();
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
        if is_blank(text) {
            self.at(range, Diagnostic::new(Code::EmptyText, format!("`{key}` is empty")));
            return None;
        }
        match kind {
            FieldType::Day { past } => self.day(text, *past, range),
            FieldType::Word { words, .. } => {
                let at = words.iter().position(|word| word == text);
                if at.is_none() {
                    let message = format!("`{text}` is not one of the values allowed here");
                    let known = words.iter().map(String::as_str);
                    self.at(range, Diagnostic::new(Code::BadValue, message).choices("allowed:", text, known));
                }
                at.map(Value::Word)
            }
            FieldType::Place => {
                let found = country::resolve_place(text);
                if found.is_none() {
                    self.no_place(text, range);
                }
                found.map(|code| Value::Text(code.to_owned()))
            }
            FieldType::Link(_) | FieldType::Transfer | FieldType::Practice => {
                Some(Value::Text(composed(text).into_owned()))
            }
            _ => Some(Value::Text(text.to_owned())),
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

    fn unknown_key(&mut self, name: &str, range: &Range<usize>, apart: &[&str], fields: &[Field]) {
        if self.sink.is_full() {
            return;
        }
        let known: Vec<&str> = apart.iter().copied().chain(fields.iter().map(|field| field.name.as_str())).collect();
        let told = Diagnostic::new(Code::UnknownKey, format!("`{name}` is not a key that is known here"));
        self.at(range, told.known(name, known.iter().copied()));
    }

    fn missing(&mut self, name: &str, help: &str, node: &Node, of: &str) {
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
fn scalar(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Scalar(scalar) => scalar.as_str().filter(|text| !is_blank(text)),
        _ => None,
    }
}
