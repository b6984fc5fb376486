//! JSON: the numbered tree itself, versioned.

use super::numbered::Numbered;
use serde::Serialize;

/// The version of the format; fields are only ever added to it.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct View<'a> {
    document: u8,
    #[serde(flatten)]
    tree: &'a Numbered,
}

/// The document as indented JSON, labels included.
#[must_use]
pub fn json(document: &Numbered) -> String {
    let view = View { document: VERSION, tree: document };
    serde_json::to_string_pretty(&view).expect("a tree of strings, numbers and lists is always JSON") + "\n"
}

#[cfg(test)]
mod tests {
    use super::json;
    use crate::document::number::number;
    use crate::document::sample::{agreement, any_text, cases, everywhere, numbered, rich};
    use crate::document::tree::{Block, Inline};
    use crate::text::visible_lines;
    use proptest::prelude::*;
    use serde_json::{Value, json as value};

    fn read(text: &str) -> Value {
        serde_json::from_str(text).expect("valid JSON")
    }

    #[test]
    fn it_is_versioned_and_carries_labels() {
        let shown = read(&json(&number(&agreement()).expect("sound")));
        assert_eq!(shown["document"], 1);
        assert_eq!(shown["meta"]["title"], "Data Transfer Agreement");
        let labels: Vec<_> =
            shown["contents"].as_array().expect("a list").iter().map(|entry| entry["label"].clone()).collect();
        assert_eq!(labels, ["1", "2", "3", "4", "5", "Schedule A", "Schedule B"]);
    }

    proptest! {
        #![proptest_config(cases())]

        #[test]
        fn any_text_is_there_as_typed(content in any_text()) {
            let shown = read(&json(&everywhere(&content)));
            let runs = shown["body"][0]["text"].as_array().expect("a list");
            let text: String = runs.iter().map(|run| run["text"].as_str().expect("text")).collect();
            prop_assert_eq!(text, visible_lines(&content));
        }
    }

    #[test]
    fn a_run_says_what_it_is() {
        let mut runs = rich("a [gap]");
        runs.push(Inline::Break);
        runs.push(Inline::Strong(vec![Inline::Text("b".to_owned())]));
        let shown = read(&json(&numbered(vec![Block::Paragraph(runs)])));
        let expected = value!([
            { "text": "a ", "run": "text" },
            { "text": "[●  gap]", "run": "placeholder" },
            { "text": "\n", "run": "break" },
            { "text": "b", "strong": true, "run": "text" },
        ]);
        assert_eq!(shown["body"][0], value!({ "kind": "paragraph", "text": expected }));
    }
}
