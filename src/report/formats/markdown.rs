//! Markdown, by templates that a user may replace.

use serde_json::Value;

use crate::{
    diag::Sink,
    load::Library,
    report::answers::Page,
    source::Sources,
    template::Filler,
    text::{escape, visible},
};

/// One page. `None`, with the reason in the sink, when a template of the user's is wrong.
pub(super) fn render(page: Page, library: &Library, sources: &mut Sources, sink: &mut Sink) -> Option<String> {
    let file = format!("templates/report/{}.md", page.template);
    let source = library.carried(&file, sources, sink)?;
    let mut filler = Filler::new(&escaped(page.values)).expect("what fills a page is a map");
    filler.fill(source, sources, sink).map(|text| text.trim_end().to_owned() + "\n")
}

/// Every text escaped, so that it shows as typed: the template adds markup, a value never does.
fn escaped(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(escape::markdown_value(&visible(&text))),
        Value::Array(items) => Value::Array(items.into_iter().map(escaped).collect()),
        Value::Object(map) => Value::Object(map.into_iter().map(|(key, value)| (key, escaped(value))).collect()),
        other => other,
    }
}
