//! In: who sends to whom, with the risk that is left.
//! Out: the map as SVG or Mermaid.
//! Never: a meaning that colour alone carries.

mod mermaid;
mod svg;

pub use mermaid::mermaid;
use serde_json::Value;

use crate::{diag::Sink, load::Library, source::Sources, template::Filler, transfer::FlowsView};

/// As an SVG picture by a template that a user may replace. `None`, with the reason in the sink, when the user's is wrong.
pub fn svg(view: &FlowsView, library: &Library, sources: &mut Sources, sink: &mut Sink) -> Option<String> {
    let source = library.file("templates/report/flows.svg", sources, sink).ok()?;
    let source = source.expect("the binary carries a template for the map");
    let mut filler = Filler::new(&escaped(svg::picture(view))).expect("a picture is a map");
    filler.fill(source, sources, sink).map(|text| text.trim_end().to_owned() + "\n")
}

/// Every text escaped for XML: the template adds markup, a value never does.
fn escaped(value: Value) -> Value {
    match value {
        Value::String(text) => {
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
            // What XML 1.0 cannot hold; control characters have been made visible before.
            Value::String(text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}"))
        }
        Value::Array(items) => Value::Array(items.into_iter().map(escaped).collect()),
        Value::Object(map) => Value::Object(map.into_iter().map(|(key, value)| (key, escaped(value))).collect()),
        other => other,
    }
}
