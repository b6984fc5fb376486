//! JSON: the views as they are.

use super::Answer;

/// One object; a list where several files were scored in one call.
pub(super) fn render(answer: &Answer) -> String {
    let text = match answer {
        Answer::Assess(list) if list.len() == 1 => serde_json::to_string_pretty(&list[0]),
        other => serde_json::to_string_pretty(other),
    };
    text.expect("views hold only strings, numbers and lists") + "\n"
}
