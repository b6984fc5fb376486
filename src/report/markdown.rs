//! Markdown, by templates that a user may replace.

use serde_json::{Value, json};

use super::{Answer, visible};
use crate::{diag::Sink, load::Library, source::Sources, template::Filler, text::escape};

/// One document an answer.
pub(super) fn render(answer: &Answer, library: &Library, sources: &mut Sources, sink: &mut Sink) -> Option<String> {
    let (name, value) = match answer {
        Answer::Assess(list) => ("assess", json!({ "scorecards": list })),
        Answer::Comparison(comparison) => ("diff", json!({ "comparison": comparison })),
        Answer::Plan(plan) => ("plan", json!(plan)),
        Answer::Portfolio(portfolio) => ("portfolio", json!({ "portfolio": portfolio })),
        Answer::Explanation(explanation) => ("explanation", json!(explanation)),
        Answer::Packs(packs) => ("packs", json!({ "packs": packs })),
        Answer::Framework(framework) => ("framework", json!(framework)),
        Answer::Practice(practice) => ("practice", json!(practice)),
        Answer::Trace(trace) => ("obligations", json!(trace)),
        Answer::Law(law) => ("law", json!(law)),
        Answer::LawList(list) => ("law-list", json!(list)),
        Answer::LawComparison(comparison) => ("law-compare", json!(comparison)),
        Answer::Obligation(obligation) => ("obligation", json!(obligation)),
        Answer::Due(due) => ("due", json!(due)),
        Answer::Register(register) => ("register", json!(register)),
        Answer::Review(review) => ("review", json!(review)),
        Answer::Workspace(workspace) => ("check", json!({ "workspace": workspace })),
        Answer::Check(check) => ("transfer-check", json!({ "check": check })),
    };
    let file = format!("templates/report/{name}.md");
    let source = library.file(&file, sources, sink).ok()?.expect("the binary carries a template for each answer");
    let mut filler = Filler::new(&escaped(value)).expect("every answer is a map");
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
