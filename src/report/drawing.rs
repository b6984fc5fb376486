//! Pictures by templates that a user may replace: places and texts are worked out here, the template draws.

use serde::Serialize;
use serde_json::Value;

use crate::{diag::Sink, document::tree::Picture, load::Library, source::Sources, template::Filler, text::escape};

pub(super) use crate::text::cut;

/// A picture before it is drawn.
#[derive(Debug)]
pub(super) struct Sketch {
    /// The template, such as `templates/report/radar.svg`.
    pub(super) template: &'static str,
    /// What the template draws; texts are free of control characters and not escaped yet.
    values: Value,
    words: String,
    width: usize,
    height: usize,
}

impl Sketch {
    /// `values` must be a map; `words` tell what is seen.
    pub(super) fn new(
        template: &'static str,
        values: &impl Serialize,
        words: String,
        (width, height): (usize, usize),
    ) -> Self {
        let values = serde_json::to_value(values).expect("a picture is text and numbers");
        Self { template, values, words, width, height }
    }

    #[cfg(test)]
    pub(super) fn values(&self) -> &Value {
        &self.values
    }
}

/// Draws. `None`, with the reason in the sink, when a template of the user's is wrong.
pub(super) fn draw(sketch: Sketch, library: &Library, sources: &mut Sources, sink: &mut Sink) -> Option<Picture> {
    let source = library.carried(sketch.template, sources, sink)?;
    let style = library.carried("templates/report/chart.css", sources, sink)?;
    let style = sources.get(style).text.clone();
    let mut values = escaped(sketch.values);
    values["style"] = style.into();
    let mut filler = Filler::new(&values).expect("a picture is a map");
    let svg = filler.fill(source, sources, sink)?.trim_end().to_owned() + "\n";
    let side = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
    Some(Picture { svg, words: sketch.words, width: side(sketch.width), height: side(sketch.height) })
}

/// Every text escaped for XML: the template adds markup, a value never does.
fn escaped(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(escape::xml(&text).into_owned()),
        Value::Array(items) => Value::Array(items.into_iter().map(escaped).collect()),
        Value::Object(map) => Value::Object(map.into_iter().map(|(key, value)| (key, escaped(value))).collect()),
        other => other,
    }
}
