//! Holds a tree of values against the JSON Schema of the type it is meant for.
//!
//! Only what `schemars` writes for our types is understood, which is a small part of JSON Schema. What fits comes out as
//! JSON; what does not is complained about and left out, so that the rest can be looked at as well.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use super::{
    hints::{self, Due},
    kinds,
};
use crate::{
    diag::{Code, Diagnostic, Sink, list},
    source::{Entry, Kind, Node, Place, Scalar, Source, SourceId},
};

/// Schema of a calendar day, for raw types.
pub(crate) fn date(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": "date" })
}

/// Who wrote the keys of a file, and so what is said of one that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    /// Somebody: it is misspelt, and an error.
    Typed,
    /// The program: a newer version of it, and a warning.
    Saved,
}

/// The value as far as it fits `T`; `None` when so much is wrong that nothing is left.
pub(super) fn check<T: JsonSchema>(
    tree: &Node,
    (source, file): (SourceId, &Source),
    keys: Keys,
    sink: &mut Sink,
) -> Option<Value> {
    let schema = schema::<T>();
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        let required: Vec<&str> = required(&schema).collect();
        if let Some(other) = kinds::instead(tree, file, &|key| properties.contains_key(key), &required) {
            sink.push(other.at(Place::new(source, tree.range.start..tree.range.start)));
            return None;
        }
    }
    Checker { root: &schema, source, text: &file.text, keys, sink }.value(tree, &schema, None)
}

/// The keys that a map has to have.
fn required(schema: &Value) -> impl Iterator<Item = &str> {
    schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// The schema of a kind of file: made once, for there may be thousands of the kind.
fn schema<T: JsonSchema>() -> Arc<Value> {
    static MADE: Mutex<BTreeMap<Cow<'static, str>, Arc<Value>>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let schema = made.entry(T::schema_id()).or_insert_with(|| Arc::new(schemars::schema_for!(T).to_value()));
    Arc::clone(schema)
}

struct Checker<'s, 'k> {
    root: &'s Value,
    source: SourceId,
    text: &'s str,
    keys: Keys,
    sink: &'k mut Sink,
}

impl<'s> Checker<'s, '_> {
    /// `key` is the key under which the value stands, for the message.
    fn value(&mut self, node: &Node, schema: &'s Value, key: Option<&str>) -> Option<Value> {
        let schema = self.resolve(schema);
        if let Some(options) = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Value::as_array) {
            return self.one_of(node, options, key);
        }
        if let Some(constant) = schema.get("const") {
            return self.word(node, &[constant], key);
        }
        if let Some(words) = schema.get("enum").and_then(Value::as_array) {
            return self.word(node, &words.iter().collect::<Vec<_>>(), key);
        }
        let types = types(schema);
        if !types.is_empty() && !types.iter().any(|kind| fits(node, kind)) {
            self.wrong_type(node, &expected(schema), Some(schema), key);
            return None;
        }
        match &node.kind {
            Kind::Map(entries) => self.map(node, entries, schema, key),
            Kind::List(items) => Some(self.list(items, schema)),
            Kind::Scalar(scalar) => self.scalar(node, scalar, schema, &types),
        }
    }

    fn map(&mut self, node: &Node, entries: &[Entry], schema: &'s Value, key: Option<&str>) -> Option<Value> {
        let known = schema.get("properties").and_then(Value::as_object);
        let others = schema.get("additionalProperties");
        let mut map = Map::new();
        let mut seen: HashSet<&str> = HashSet::with_capacity(entries.len());
        for (nth, Entry { key: entry, value }) in entries.iter().enumerate() {
            let name = entry.text.as_str();
            // The first of two counts; that there are two is said elsewhere.
            if !seen.insert(name) {
                continue;
            }
            let schema = match (known.and_then(|known| known.get(name)), others) {
                (Some(schema), _) | (None, Some(schema @ Value::Object(_))) => schema,
                (None, Some(Value::Bool(false))) => {
                    let before = nth.checked_sub(1).and_then(|before| entries.get(before));
                    self.unknown_key(entry.range.clone(), name, known, before);
                    continue;
                }
                (None, None) if self.keys == Keys::Saved && known.is_some() => {
                    self.key_not_read(entry.range.clone(), name);
                    continue;
                }
                (None, _) => &Value::Bool(true),
            };
            if let Some(value) = self.value(value, schema, Some(name)) {
                map.insert(name.to_owned(), value);
            }
        }
        let mut whole = true;
        for name in required(schema) {
            if !seen.contains(name) {
                self.missing_key(node, name, key, known);
            }
            whole &= map.contains_key(name);
        }
        whole.then_some(Value::Object(map))
    }

    /// Up to the first item that does not fit, so that those before it keep their places.
    fn list(&mut self, items: &[Node], schema: &'s Value) -> Value {
        let item = schema.get("items").unwrap_or(&Value::Bool(true));
        let values: Vec<Option<Value>> = items.iter().map(|node| self.value(node, item, None)).collect();
        Value::Array(values.into_iter().map_while(|value| value).collect())
    }

    fn scalar(&mut self, node: &Node, scalar: &Scalar, schema: &Value, types: &[&str]) -> Option<Value> {
        if let (Some(text), true) = (scalar.text(), types.contains(&"string")) {
            if schema.get("format").and_then(Value::as_str) == Some("date")
                && text.parse::<jiff::civil::Date>().is_err()
            {
                let message = format!("`{text}` is not a date");
                self.push(Diagnostic::new(Code::BadDate, message).help("dates are written `2026-10-31`"), node);
                return None;
            }
            if !matches!(scalar, Scalar::Integer(..)) || !types.contains(&"integer") {
                return Some(Value::String(text));
            }
        }
        let value = plain(node);
        let bound = |name| schema.get(name).and_then(Value::as_i64);
        if let (Some(number), low, high) = (value.as_i64(), bound("minimum"), bound("maximum"))
            && (low.is_some_and(|low| number < low) || high.is_some_and(|high| number > high))
        {
            let range = match (low, high) {
                (Some(low), Some(high)) => format!("a number from {low} to {high} was expected"),
                (Some(low), None) => format!("a number of at least {low} was expected"),
                _ => "a smaller number was expected".to_owned(),
            };
            self.push(Diagnostic::new(Code::BadNumber, format!("{number} is out of range; {range}")), node);
            return None;
        }
        Some(value)
    }

    /// The first option of the node's own type decides what is said about it.
    fn one_of(&mut self, node: &Node, options: &'s [Value], key: Option<&str>) -> Option<Value> {
        let mut options = self.flat(options);
        // That nothing may stand there as well says nothing about what does.
        if !fits(node, "null") {
            options.retain(|option| option.get("type").and_then(Value::as_str) != Some("null"));
        }
        // Words that are explained stand alone, the others of the list together.
        let words = options.iter().map(|option| match option.get("enum").and_then(Value::as_array) {
            Some(words) => Some(words.iter().collect::<Vec<_>>()),
            None => option.get("const").map(|word| vec![word]),
        });
        if let Some(words) = words.collect::<Option<Vec<_>>>() {
            return self.word(node, &words.concat(), key);
        }
        let fitting = options.iter().find(|option| {
            types(option).iter().any(|kind| fits(node, kind))
                || option.get("enum").is_some() && matches!(node.kind, Kind::Scalar(Scalar::Text(_)))
        });
        if let Some(option) = fitting {
            self.value(node, option, key)
        } else {
            let mut words: Vec<String> = options.iter().map(|option| expected(option)).collect();
            words.retain(|word| word != "nothing");
            words.dedup();
            let meant = options.iter().find(|option| option.get("type").is_some_and(|kind| kind != "null"));
            self.wrong_type(node, &words.join(" or "), meant.copied(), key);
            None
        }
    }

    /// The options themselves, where some of them are lists of options.
    fn flat(&self, options: &'s [Value]) -> Vec<&'s Value> {
        let options = options.iter().map(|option| self.resolve(option));
        let list = |option: &'s Value| option.get("anyOf").or_else(|| option.get("oneOf")).and_then(Value::as_array);
        let inner = options.map(|option| match list(option) {
            Some(options) => self.flat(options),
            None => vec![option],
        });
        inner.flatten().collect()
    }

    fn word(&mut self, node: &Node, words: &[&Value], key: Option<&str>) -> Option<Value> {
        let allowed: Vec<&str> = words.iter().filter_map(|word| word.as_str()).collect();
        let found = match &node.kind {
            Kind::Scalar(scalar) => scalar.text(),
            _ => None,
        };
        match found {
            None => {
                self.wrong_type(node, &list(allowed.iter().copied()), None, key);
                None
            }
            Some(text) if allowed.contains(&text.as_str()) => Some(Value::String(text)),
            Some(text) => {
                let message = format!("`{text}` is not one of the values allowed here");
                let diagnostic =
                    Diagnostic::new(Code::BadValue, message).choices("allowed:", &text, allowed.iter().copied());
                self.push(diagnostic, node);
                None
            }
        }
    }

    fn wrong_type(&mut self, node: &Node, expected: &str, schema: Option<&'s Value>, key: Option<&str>) {
        let of = key.map_or(String::new(), |key| format!(" for `{key}`"));
        let message = format!("found {} where {expected} was expected{of}", node.describe());
        let items = schema.and_then(|schema| schema.get("items")).map(|items| self.resolve(items));
        let instead = schema.and_then(|schema| hints::instead(node, &Due { schema, items, key }, self.text));
        self.push(instead.into_iter().fold(Diagnostic::new(Code::WrongType, message), Diagnostic::help), node);
    }

    fn unknown_key(
        &mut self,
        range: std::ops::Range<usize>,
        name: &str,
        known: Option<&Map<String, Value>>,
        before: Option<&Entry>,
    ) {
        if self.sink.is_full() {
            return;
        }
        let names: Vec<&str> = known.into_iter().flat_map(|known| known.keys().map(String::as_str)).collect();
        let diagnostic = Diagnostic::new(Code::UnknownKey, format!("`{name}` is not a key that is known here"))
            .at(Place::new(self.source, range))
            .known(name, names);
        let below = hints::below(before, name);
        self.sink.push(below.into_iter().fold(diagnostic, Diagnostic::help));
    }

    fn key_not_read(&mut self, range: std::ops::Range<usize>, name: &str) {
        let diagnostic = Diagnostic::new(Code::KeyNotRead, format!("`{name}` is not known here and was not read"))
            .at(Place::new(self.source, range));
        self.sink.push(diagnostic);
    }

    fn missing_key(&mut self, node: &Node, name: &str, key: Option<&str>, known: Option<&Map<String, Value>>) {
        let of = key.map_or("the file".to_owned(), |key| format!("`{key}`"));
        let mut diagnostic = Diagnostic::new(Code::MissingKey, format!("{of} lacks the key `{name}`"));
        let about = known.and_then(|known| known.get(name)).and_then(|schema| schema.get("description"));
        if let Some(about) = about.and_then(Value::as_str) {
            let line = about.lines().next().unwrap_or(about);
            // A full stop inside a word, such as that of a version, ends no sentence.
            let first = line.split(". ").next().unwrap_or(line).trim().trim_end_matches('.');
            diagnostic = diagnostic.help(format!("`{name}`: {}", lower_first(first)));
        }
        let start = node.range.start;
        self.sink.push(diagnostic.at(Place::new(self.source, start..start)));
    }

    fn push(&mut self, diagnostic: Diagnostic, node: &Node) {
        self.sink.push(diagnostic.at(Place::new(self.source, node.range.clone())));
    }

    /// References in our own schemas point into `$defs` of the same one.
    fn resolve(&self, mut schema: &'s Value) -> &'s Value {
        while let Some(found) =
            schema.get("$ref").and_then(Value::as_str).and_then(|name| self.root.pointer(name.trim_start_matches('#')))
        {
            schema = found;
        }
        schema
    }
}

/// The node as JSON, by its own type.
fn plain(node: &Node) -> Value {
    match &node.kind {
        Kind::Scalar(Scalar::Null) => Value::Null,
        Kind::Scalar(Scalar::Bool(yes)) => Value::Bool(*yes),
        Kind::Scalar(Scalar::Integer(number, _)) => Value::from(*number),
        Kind::Scalar(Scalar::Float(number, text)) => {
            serde_json::Number::from_f64(*number).map_or_else(|| Value::String(text.clone()), Value::Number)
        }
        Kind::Scalar(Scalar::Text(text)) => Value::String(text.clone()),
        Kind::List(items) => Value::Array(items.iter().map(plain).collect()),
        Kind::Map(entries) => {
            Value::Object(entries.iter().map(|entry| (entry.key.text.clone(), plain(&entry.value))).collect())
        }
    }
}

/// The types that a schema allows; none means any.
fn types(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(kind)) => vec![kind.as_str()],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Whether a node can be read as that type. Text takes numbers as they are written, as the decoder does.
fn fits(node: &Node, kind: &str) -> bool {
    match (&node.kind, kind) {
        (Kind::Scalar(Scalar::Null), kind) => kind == "null",
        (Kind::Scalar(Scalar::Bool(_)), "boolean")
        | (Kind::Scalar(Scalar::Integer(..)), "integer" | "number")
        | (Kind::Scalar(Scalar::Float(..)), "number")
        | (Kind::Scalar(_), "string")
        | (Kind::List(_), "array")
        | (Kind::Map(_), "object") => true,
        _ => false,
    }
}

fn expected(schema: &Value) -> String {
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return list(words.iter().filter_map(Value::as_str));
    }
    let date = schema.get("format").and_then(Value::as_str) == Some("date");
    let words: Vec<&str> = types(schema)
        .into_iter()
        .filter(|kind| *kind != "null")
        .map(|kind| match kind {
            "string" if date => "a date",
            "string" => "text",
            "integer" => "a whole number",
            "number" => "a number",
            "boolean" => "`true` or `false`",
            "array" => "a list",
            "object" => "a map",
            other => other,
        })
        .collect();
    if words.is_empty() { "nothing".to_owned() } else { words.join(" or ") }
}

pub(super) fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
