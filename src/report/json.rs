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

/// One line an object: a file that was scored, or the answer as it is.
pub(super) fn lines(answer: &Answer) -> String {
    let why = "views hold only strings, numbers and lists";
    match answer {
        Answer::Assess(list) => {
            list.iter().map(|assess| serde_json::to_string(assess).expect(why) + "\n").collect::<Vec<_>>().concat()
        }
        other => serde_json::to_string(other).expect(why) + "\n",
    }
}
