//! In: the text of a template and a serialisable value.
//! Out: the text with the value filled in. The only owner of the template engine.
//! Never: a user's value read as template text, nor a missing value passed over in silence.

use serde::Serialize;

use crate::{
    diag::{Code, Diagnostic, Sink},
    source::{Place, SourceId, Sources},
};

/// Fills a template. The ending of its name decides whether values are escaped for HTML. `None`, with the reason in
/// the sink, when the template is wrong.
pub fn render(template: SourceId, value: &impl Serialize, sources: &Sources, sink: &mut Sink) -> Option<String> {
    let source = sources.get(template);
    let result = tera::Context::from_serialize(value).and_then(|context| {
        let mut engine = tera::Tera::new();
        engine.register_filter("percent", |share: u64, _: tera::Kwargs, _: &tera::State| percent(share));
        engine.add_raw_template(&source.name, &source.text)?;
        engine.render(&source.name, &context)
    });
    match result {
        Ok(text) => Some(text),
        Err(error) => {
            let (message, range) = match error.kind() {
                tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
                    (report.message().to_owned(), report.span().range.clone())
                }
                _ => (error.to_string(), 0..0),
            };
            let diagnostic = Diagnostic::new(Code::BadTemplate, message.trim_end_matches('.').to_lowercase());
            sink.push(diagnostic.at(Place::new(template, range)));
            None
        }
    }
}

/// Basis points as percent with one decimal, rounded half up.
fn percent(share: u64) -> String {
    let tenths = (share + 5) / 10;
    format!("{}.{}%", tenths / 10, tenths % 10)
}
