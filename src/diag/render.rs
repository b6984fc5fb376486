//! Diagnostics as text with snippets.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet, renderer::DecorStyle};

use super::{
    code::Severity,
    sink::{Message, Sink},
};
use crate::{
    source::{Place, Source, Sources},
    text::visible,
};

/// Most bytes of a line that are shown around a place.
const WINDOW: usize = 160;

/// How to render.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// All complaints in order of place, and a last line that counts them.
#[must_use]
pub fn render(sink: &Sink, sources: &Sources, style: Style) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(style.width);
    let mut text = String::new();
    let messages = sink.messages();
    for message in &messages {
        text.push_str(&one(&renderer, message, sources));
        text.push_str("\n\n");
    }
    text.push_str(&summary(sink, &messages));
    text
}

fn one(renderer: &Renderer, message: &Message, sources: &Sources) -> String {
    let level = match message.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = level.primary_title(&message.message).id(message.code).elements([] as [Element<'_>; 0]);
    if let Some(place) = &message.place {
        group = snippet(group, place, AnnotationKind::Primary, message.label.as_deref(), sources);
    }
    for (place, words) in &message.related {
        group = snippet(group, place, AnnotationKind::Context, Some(words), sources);
    }
    for help in &message.help {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group])
}

fn snippet<'a>(
    group: Group<'a>,
    place: &Place,
    kind: AnnotationKind,
    label: Option<&'a str>,
    sources: &'a Sources,
) -> Group<'a> {
    let source = sources.get(place.source);
    let window = Window::around(source, place);
    let mut annotation = kind.span(window.span);
    if let Some(label) = label {
        annotation = annotation.label(label);
    }
    group.element(
        Snippet::source(window.text)
            .path(visible(&source.name))
            .line_start(window.line)
            .fold(true)
            .annotation(annotation),
    )
}

/// The part of a text that is shown: the line on which a place begins, cut where it is very long.
struct Window {
    text: String,
    line: usize,
    span: std::ops::Range<usize>,
}

impl Window {
    fn around(source: &Source, place: &Place) -> Self {
        let text = &source.text;
        let start = text.floor_char_boundary(place.start.min(text.len()));
        let mut line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let mut line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        // The place keeps its true column as long as the line's beginning is shown.
        if start - line_start > WINDOW {
            line_start = text.ceil_char_boundary(start - WINDOW / 2);
        }
        line_end = text.floor_char_boundary(line_end.min(start + WINDOW));
        let shown = text[line_start..line_end].trim_end_matches('\r');
        // A place may begin in the line's end, after the last letter that is shown.
        let start = start.min(line_start + shown.len());
        let end = text.ceil_char_boundary(place.end.clamp(start, line_start + shown.len()));
        Self { text: shown.to_owned(), line: source.position(start).line, span: start - line_start..end - line_start }
    }
}

fn summary(sink: &Sink, messages: &[Message]) -> String {
    // Complaints that were dropped are counted; what verdicts found is all shown.
    let found = messages.len() - sink.sorted().len();
    let fails =
        messages.iter().filter(|message| message.severity == Severity::Error).count() - sink.count(Severity::Error);
    let errors = sink.different_errors() + fails;
    let notes = messages.iter().filter(|message| message.severity == Severity::Note).count();
    let warnings = sink.sorted().len() + sink.dropped() + found - errors - notes;
    let count = |number: usize, word: &str| match number {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{number} {word}s")),
    };
    let counts = [count(errors, "error"), count(warnings, "warning"), count(notes, "note")];
    let parts: Vec<String> = counts.into_iter().flatten().collect();
    let at_least = if sink.is_full() { "at least " } else { "" };
    let mut line = format!("{at_least}{} found", parts.join(" and "));
    if sink.dropped() > 0 {
        line.push_str(", the first 1000 shown");
    }
    if let Some(first) = messages.first() {
        line.push_str(&format!("; `dmf explain {}` tells more", first.code));
    }
    line.push('\n');
    line
}
