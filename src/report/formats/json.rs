//! JSON: answers as they are.

use serde_json::Value;

const WHY: &str = "answers hold only text, numbers and lists";

/// One object, or a list, over several lines.
pub(super) fn render(value: &Value) -> String {
    serde_json::to_string_pretty(value).expect(WHY) + "\n"
}

/// One line an object.
pub(super) fn lines(objects: &[Value]) -> String {
    objects.iter().map(|object| serde_json::to_string(object).expect(WHY) + "\n").collect()
}
