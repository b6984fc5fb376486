//! The line as it should be where a value is of another type than is due: made of what the user wrote.

use serde_json::Value;

use super::mistakes::{enclosed, unspaced};
use crate::source::{Entry, Kind, Node, Scalar};

/// Most letters of the user's that are shown again.
const SHOWN: usize = 80;

/// What is due at a place.
pub(super) struct Due<'s> {
    pub(super) schema: &'s Value,
    /// What the items of a list look like, where one is due.
    pub(super) items: Option<&'s Value>,
    /// The key under which it stands.
    pub(super) key: Option<&'s str>,
}

/// How to write what stands there; `None` where it cannot be told.
pub(super) fn instead(node: &Node, due: &Due<'_>, text: &str) -> Option<String> {
    let takes = |kind: &str| takes(due.schema, kind);
    match &node.kind {
        // As it is written: words on several lines are one text, of which the first line is meant.
        Kind::Scalar(Scalar::Text(_)) if takes("object") => as_map(text.get(node.range.clone())?, due),
        Kind::Scalar(scalar) if takes("array") => as_list(scalar.as_str()?, due),
        Kind::Scalar(Scalar::Text(word)) if takes("boolean") => as_bool(word, due),
        Kind::Scalar(Scalar::Text(word)) if takes("integer") || takes("number") => as_number(word, due),
        Kind::Map(entries) if takes("array") => dashed(entries, node, text),
        Kind::List(items) if takes("object") => undashed(items, text),
        Kind::List(items) if takes("string") => match items.as_slice() {
            [Node { kind: Kind::Scalar(scalar), .. }] => Some(format!("write `{}`", line(due, scalar.as_str()?)?)),
            _ => None,
        },
        _ => None,
    }
}

/// A key that stands at the left where its neighbour above has nothing: it may have been meant to belong to that.
pub(super) fn below(before: Option<&Entry>, key: &str) -> Option<String> {
    let bare = key.trim_start();
    if bare.len() < key.len() && bare.len() <= SHOWN {
        return Some(format!("a blank that is no plain one indents this line: write `  {bare}: …`"));
    }
    let before = before.filter(|entry| matches!(entry.value.kind, Kind::Scalar(Scalar::Null)))?;
    (key.len() <= SHOWN && before.key.text.len() <= SHOWN)
        .then(|| format!("what belongs to `{}` stands below it, indented by two blanks: `  {key}: …`", before.key.text))
}

fn takes(schema: &Value, kind: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(one)) => one == kind,
        Some(Value::Array(kinds)) => kinds.iter().any(|one| one == kind),
        _ => false,
    }
}

/// The first line of a text, where it is short enough to be shown again.
fn first(text: &str) -> Option<&str> {
    let line = text.lines().next()?.trim_end();
    (!line.is_empty() && line.chars().count() <= SHOWN).then_some(line)
}

fn line(due: &Due<'_>, value: &str) -> Option<String> {
    (value.chars().count() <= SHOWN).then(|| due.key.map_or_else(|| value.to_owned(), |key| format!("{key}: {value}")))
}

/// Words in place of a map: a key without a right colon, or the value that the map should name.
fn as_map(word: &str, due: &Due<'_>) -> Option<String> {
    if let Some((message, _, words)) = unspaced(first(word)?) {
        return Some(format!("{message}: write `{words}`"));
    }
    let name = only_text(due.schema)?;
    let more = if required(due.schema).count() > 1 { ", …" } else { "" };
    Some(format!("write `{}`", line(due, &format!("{{ {name}: {}{more} }}", plain(first(word)?)))?))
}

fn as_list(word: &str, due: &Due<'_>) -> Option<String> {
    let word = plain(first(word)?);
    let items = due.items?;
    let item = if takes(items, "string") { word } else { format!("{{ {}: {word} }}", only_text(items)?) };
    Some(format!("write `{}`", line(due, &format!("[{item}]"))?))
}

fn as_bool(word: &str, due: &Due<'_>) -> Option<String> {
    let meant = match word.to_lowercase().as_str() {
        "yes" | "y" | "on" | "ja" | "ya" | "true" => "true",
        "no" | "n" | "off" | "nein" | "tidak" | "false" => "false",
        _ => return None,
    };
    Some(format!("write `{}`", line(due, meant)?))
}

/// A number with a sign or a unit behind it. Which unit is meant is what the key says, and no guess.
fn as_number(word: &str, due: &Due<'_>) -> Option<String> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let about = due.schema.get("description").and_then(Value::as_str).and_then(|about| about.lines().next());
    let unit = about.map_or_else(String::new, |about| {
        format!("; it is {}", super::shape::lower_first(about.trim_end_matches('.')))
    });
    (digits > 0).then(|| format!("a number stands alone, without a sign or a unit{unit}"))
}

/// A map where a list is due: its first line with a dash before it.
fn dashed(entries: &[Entry], node: &Node, text: &str) -> Option<String> {
    let key = &entries.first()?.key.text;
    let shown = first(text.get(node.range.clone())?)?;
    match key.strip_prefix('-') {
        Some(bare) => Some(format!(
            "a blank is missing behind the dash: write `- {}`",
            shown.get(1..).unwrap_or(bare).trim_start()
        )),
        None => Some(format!("each entry of a list begins with a dash: write `- {shown}`")),
    }
}

/// A list where a map is due: its first line without the dash.
fn undashed(items: &[Node], text: &str) -> Option<String> {
    let item = items.first()?;
    let Kind::Map(_) = &item.kind else { return None };
    let shown = first(text.get(item.range.clone())?)?;
    Some(format!("these are keys, and no list: write `{shown}`, without a dash before it"))
}

fn required(schema: &Value) -> impl Iterator<Item = &str> {
    schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// The first key that a map needs, where it takes text.
fn only_text(schema: &Value) -> Option<&str> {
    let name = required(schema).next()?;
    let property = schema.get("properties")?.get(name)?;
    takes(property, "string").then_some(name)
}

/// Words as a value between brackets.
fn plain(word: &str) -> String {
    let safe = |letter: char| letter.is_alphanumeric() || " ._-/".contains(letter);
    let bare = word.chars().all(safe) && word.starts_with(char::is_alphanumeric) && word.ends_with(|c: char| c != ' ');
    if bare { word.to_owned() } else { enclosed(word) }
}
