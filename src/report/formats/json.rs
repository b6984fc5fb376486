//! JSON: answers as they are.

use serde::Serialize;
use serde_json::Value;

use crate::text::neutral_json;

const WHY: &str = "answers hold only text, numbers and lists";

/// One object, or a list, over several lines.
///
/// # Panics
///
/// When a map has keys that are no text, which no view has.
#[must_use]
pub fn json(value: &impl Serialize) -> String {
    neutral_json(&serde_json::to_string_pretty(value).expect(WHY)).into_owned() + "\n"
}

/// The same on one line, without its end.
pub(in crate::report) fn line(value: &impl Serialize) -> String {
    neutral_json(&serde_json::to_string(value).expect(WHY)).into_owned()
}

/// One line an object.
pub(super) fn lines(objects: &[Value]) -> String {
    objects.iter().map(|object| line(object) + "\n").collect()
}
