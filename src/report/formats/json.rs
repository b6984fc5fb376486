//! JSON: answers as they are.

use serde::Serialize;
use serde_json::Value;

use crate::text::commands::broken;

const WHY: &str = "answers hold only text, numbers and lists";

/// One object, or a list, over several lines.
pub(super) fn render(value: &impl Serialize) -> String {
    safe(&serde_json::to_string_pretty(value).expect(WHY)) + "\n"
}

/// One line an object.
pub(super) fn lines(objects: &[Value]) -> String {
    objects.iter().map(|object| safe(&serde_json::to_string(object).expect(WHY)) + "\n").collect()
}

/// JSON that says the same, with nothing in it that a runner of jobs would obey.
pub(in crate::report) fn safe(json: &str) -> String {
    broken(json, ":", "\\u0023").into_owned()
}
