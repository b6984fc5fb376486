//! In: the texts of templates and a serialisable value.
//! Out: the texts with the value filled in. The only owner of the template engine.
//! Never: a user's value read as template text, nor a missing value passed over in silence.

#[macro_use]
mod codes;
mod meter;

use std::ops::Range;

use serde::Serialize;

use self::meter::{Drawn, Meter, Metered};
use crate::{
    diag::{Code, Diagnostic, Sink},
    source::{Place, SourceId, Sources},
};

/// Fills templates with one value.
#[derive(Debug)]
pub struct Filler {
    engine: tera::Tera,
    values: tera::Context,
    meter: Meter,
}

impl Filler {
    /// Fills with `value`, which must be a map.
    ///
    /// # Errors
    /// When the value cannot be written as a map of values.
    pub fn new(value: &impl Serialize) -> Result<Self, String> {
        let mut engine = tera::Tera::new();
        // `{#id}` is a mark of the clauses; what is left out of a text stands in `<# … #>`.
        let delimiters =
            tera::Delimiters { comment_start: "<#".into(), comment_end: "#>".into(), ..tera::Delimiters::default() };
        engine.set_delimiters(delimiters).map_err(|error| error.to_string())?;
        engine.register_filter("percent", |share: u64, _: tera::Kwargs, _: &tera::State| percent(share));
        engine.register_filter("points", |by: i64, _: tera::Kwargs, _: &tera::State| points(by));
        let values = tera::Context::from_serialize(value).map_err(|error| error.to_string())?;
        let meter = Meter::new();
        meter.register(&mut engine);
        Ok(Self { engine, values, meter })
    }

    /// Fills one template. The ending of its name decides whether values are escaped for HTML. `None`, with the reason
    /// in the sink, when the template is wrong, or asks for more turns or letters than any page needs.
    pub fn fill(&mut self, template: SourceId, sources: &Sources, sink: &mut Sink) -> Option<String> {
        let source = sources.get(template);
        let metered = Metered::of(&source.text);
        if let Some(at) = metered.too_wide {
            sink.push(too_much("more texts put together at once than any page needs").at(Place::new(template, at..at)));
            return None;
        }
        self.meter.refill();
        let mut drawn = Drawn { meter: &self.meter, bytes: Vec::new() };
        let added = self.engine.add_raw_template(&source.name, &metered.text);
        let result = added.and_then(|()| self.engine.render_to(&source.name, &self.values, &mut drawn));
        let bytes = drawn.bytes;
        result
            .inspect_err(|error| {
                let (message, range) = match error.kind() {
                    tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
                        (report.message().to_owned(), report.span().range.clone())
                    }
                    _ => reported(&error.to_string(), &source.name, &metered.text),
                };
                let range = metered.original(range.start)..metered.original(range.end);
                let diagnostic = match self.meter.refusal() {
                    Some(words) => too_much(&words),
                    None => Diagnostic::new(Code::BadTemplate, message.trim_end_matches('.').to_lowercase()),
                };
                sink.push(diagnostic.at(Place::new(template, range)));
            })
            .ok()?;
        Some(String::from_utf8(bytes).expect("the engine draws text"))
    }
}

fn too_much(words: &str) -> Diagnostic {
    Diagnostic::new(Code::OverLimit, format!("the template asks for more than is filled: {words}"))
}

/// What the engine says of a filter, a test or a function that it does not know: not a place, but a text with a
/// heading `error: …` and under it `--> name:line:column`.
fn reported(text: &str, name: &str, template: &str) -> (String, Range<usize>) {
    let mut sources = Sources::default();
    let id = sources.add(name, template.to_owned());
    let source = sources.get(id);
    let mut lines = text.lines().map(str::trim);
    let first = lines.next().unwrap_or_default();
    let message = first.strip_prefix("error: ").unwrap_or(first).to_owned();
    let place = lines.find_map(|line| {
        let mut parts = line.strip_prefix("--> ")?.rsplitn(3, ':');
        let column: usize = parts.next()?.parse().ok()?;
        Some(source.offset(parts.next()?.parse().ok()?, column))
    });
    let start = place.unwrap_or(0);
    (message, start..start)
}

/// Basis points as percent with one decimal, rounded half up.
fn percent(share: u64) -> String {
    let tenths = (share + 5) / 10;
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// Basis points gained or lost as points with one decimal and a sign, rounded half up by size.
fn points(by: i64) -> String {
    let sign = if by < 0 { '-' } else { '+' };
    if by == 0 { String::new() } else { format!("{sign}{}", percent(by.unsigned_abs()).trim_end_matches('%')) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(template: &str) -> (Option<String>, Sink, Sources) {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let id = sources.add("page.md", template.to_owned());
        let value = serde_json::json!({ "name": "{{ 7 * 7 }} <b>", "share": 6_255 });
        let text = Filler::new(&value).expect("the value is a map").fill(id, &sources, &mut sink);
        (text, sink, sources)
    }

    #[test]
    fn a_value_is_never_read_as_a_template() {
        let (text, sink, _) = filled("{{ name }} {{ share | percent }}");
        assert_eq!(text.as_deref(), Some("{{ 7 * 7 }} <b> 62.6%"));
        assert!(sink.is_empty());
    }

    #[test]
    fn a_template_of_endless_turns_or_letters_ends_in_a_complaint_at_its_place() {
        let thrice = "{% for a in range(end=1000) %}".repeat(3) + &"{% endfor %}".repeat(3);
        let doubled = "{% set a = \"xxxxxxxx\" %}".to_owned() + &"{% set a = a ~ a %}".repeat(40);
        let block = "{% set a %}xxxxxxxx{% endset %}".to_owned() + &"{% set a %}{{ a }}{{ a }}{% endset %}".repeat(40);
        let lists = "{%- for a in range(end=2000) -%}{% for b in range(end=2000) %}{{ name }}{% endfor %}{% endfor %}";
        let wide = format!("{{{{ name{} }}}}", " ~ name".repeat(200));
        for template in [&thrice, &doubled, &block, lists, &wide, "\n{% for a in range(end=90000000000) %}{% endfor %}"]
        {
            let (text, sink, sources) = filled(template);
            assert_eq!(text, None, "{template}");
            let found = sink.sorted();
            assert_eq!((found.len(), found[0].code), (1, Code::OverLimit), "{}", found[0].message);
            assert!(sources.position(found[0].place.as_ref().expect("it has a place")).column <= template.len() + 1);
        }
    }

    #[test]
    fn counting_changes_nothing_that_is_drawn() {
        for (template, drawn) in [
            ("a {% for n in range(end=3) -%} \n {{ n }} {%- endfor %}", "a 012"),
            ("{% for n in range(start=4, end=0, step_by=-2) %} {{ n }}{% endfor %}", " 4 2"),
            ("{% set a = \"%}\" %}{{ a }}<# {% for #>{% raw %}{% for x %}{{ y }}{% endraw %}", "%}{% for x %}{{ y }}"),
            ("{% set a %} b {% endset %}[{{ a }}]", "[ b ]"),
        ] {
            let (text, sink, _) = filled(template);
            assert!(sink.is_empty(), "{:?}", sink.sorted()[0].message);
            assert_eq!(text.as_deref(), Some(drawn), "{template}");
        }
    }

    #[test]
    fn every_kind_of_mistake_has_its_place() {
        for (template, line, column) in [
            ("one\n{{ name }", 2, 9),
            ("one\n{{ nobody }}", 2, 4),
            ("one\n  {{ name | shout }}", 2, 13),
            ("{% if name is odder %}{% endif %}", 1, 15),
            ("{% for n in range(end=2) %}{{ nobody }}{% endfor %}", 1, 31),
            ("{% for n in range(end=2) %}{{ n | shout }}{% endfor %}", 1, 35),
        ] {
            let (text, sink, sources) = filled(template);
            assert_eq!(text, None);
            let found = sink.sorted();
            let position = sources.position(found[0].place.as_ref().expect("it has a place"));
            assert_eq!((position.line, position.column), (line, column), "{template}: {}", found[0].message);
            assert!(!found[0].message.contains("-->"), "{}", found[0].message);
        }
    }
}
