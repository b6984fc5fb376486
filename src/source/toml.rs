//! TOML text → tree.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::tree::{Entry, Key, Kind, Node, Scalar, TreeError};

/// Most MiB that are read. The parser keeps some two hundred bytes for a value, and a value may be of two bytes.
const MOST: usize = 2;

/// Reads one document.
pub(super) fn tree(text: &str) -> Result<Node, TreeError> {
    if text.len() > MOST << 20 {
        return Err(TreeError { message: format!("more than {MOST} MiB of TOML"), range: 0..0, over_limit: true });
    }
    match DeTable::parse(text) {
        Ok(table) => Ok(Node { range: table.span(), kind: Kind::Map(entries(table.get_ref()).into()) }),
        Err(error) => {
            let over_limit = error.message().contains("max recursion depth");
            let message = if over_limit { "nested deeper than 80 levels" } else { error.message() };
            Err(TreeError { message: message.to_owned(), range: error.span().unwrap_or(0..0), over_limit })
        }
    }
}

/// In file order, whatever order the parser keeps.
fn entries(table: &DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: Key { text: key.get_ref().to_string(), range: key.span() },
            value: node(value, key.span()),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key.range.start);
    entries
}

fn node(value: &Spanned<DeValue<'_>>, key: Range<usize>) -> Node {
    let kind = match value.get_ref() {
        DeValue::String(text) => Kind::Scalar(Scalar::Text(text.to_string())),
        DeValue::Integer(number) => {
            let text = number.to_string();
            let digits = text.replace('_', "");
            match i64::from_str_radix(&digits, number.radix()) {
                Ok(number) => Kind::Scalar(Scalar::Integer(number, text)),
                Err(_) => Kind::Scalar(Scalar::Text(text)),
            }
        }
        DeValue::Float(number) => {
            let text = number.to_string();
            Kind::Scalar(Scalar::Float(text.replace('_', "").parse().unwrap_or(f64::NAN), text))
        }
        DeValue::Boolean(yes) => Kind::Scalar(Scalar::Bool(*yes)),
        DeValue::Datetime(when) => Kind::Scalar(Scalar::Text(when.to_string())),
        DeValue::Array(items) => Kind::List(items.iter().map(|item| node(item, item.span())).collect()),
        DeValue::Table(table) => Kind::Map(entries(table).into()),
    };
    // A table made by headers alone has no text of its own: show its key.
    let range = if value.span().is_empty() { key } else { value.span() };
    Node { range, kind }
}
