//! Text → raw value. Whatever is wrong with the form of a text is said at once, and what is left is decoded all the same, so
//! that later complaints are heard as well. Kinds of files that come in thousands have a straight way of one pass beside it;
//! a parser for every kind would make the program a third larger.

use std::ops::Range;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_yaml::budget::BudgetBreach;

use super::{
    foreign, mistakes,
    shape::{self, Keys},
};
use crate::{
    diag::{Code, Diagnostic, Sink},
    source::{Kind, Node, Place, Scalar, SourceId, Sources, Syntax, TreeError},
};

/// Decodes a source. With errors in the sink the value, if there is one, is what could be made out: good for finding
/// more to complain about, and for nothing else.
pub fn decode<T: DeserializeOwned + JsonSchema>(source: SourceId, sources: &Sources, sink: &mut Sink) -> Option<T> {
    if let Some(value) = sources.get(source).json.and_then(|json| serde_json::from_str(json).ok()) {
        return Some(value);
    }
    if empty(source, sources, sink) { None } else { examine(source, sources, sink, None, Keys::Typed) }
}

/// The same for a file that the program wrote itself. What a newer version wrote beside what is known here is passed over
/// with a warning for each key: nobody mistyped it.
pub fn decode_saved<T: DeserializeOwned + JsonSchema>(
    source: SourceId,
    sources: &Sources,
    sink: &mut Sink,
) -> Option<T> {
    if empty(source, sources, sink) { None } else { examine(source, sources, sink, None, Keys::Saved) }
}

/// The same in one pass over the text where nothing is wrong with it: for kinds of files of which there are many, or which
/// are long.
pub fn decode_often<T: DeserializeOwned + JsonSchema>(
    source: SourceId,
    sources: &Sources,
    sink: &mut Sink,
) -> Option<T> {
    if let Some(value) = sources.get(source).json.and_then(|json| serde_json::from_str(json).ok()) {
        return Some(value);
    }
    if empty(source, sources, sink) {
        return None;
    }
    let mut failure = None;
    if sources.get(source).syntax == Syntax::Yaml {
        match serde_yaml::from_str_with_options::<T>(&sources.get(source).text, options()) {
            Ok(value) => return Some(value),
            Err(error) => failure = Some(error),
        }
    }
    let before = sink.errors();
    let value = examine(source, sources, sink, failure.as_ref(), Keys::Typed);
    match (value, failure) {
        (value, Some(error)) if sink.errors() == before => {
            // The parser knows better than the schema: say it in its words.
            let at = error.location().map_or(0..0, |location| {
                let at = sources.get(source).offset(
                    usize::try_from(location.line()).unwrap_or(1),
                    usize::try_from(location.column()).unwrap_or(1),
                );
                at..at
            });
            sink.push(Diagnostic::new(Code::BadValue, first_line(&error)).at(Place::new(source, at)));
            value
        }
        (value, _) => value,
    }
}

fn examine<T: DeserializeOwned + JsonSchema>(
    source: SourceId,
    sources: &Sources,
    sink: &mut Sink,
    failure: Option<&serde_yaml::Error>,
    keys: Keys,
) -> Option<T> {
    if let Some(error) = failure
        && let Some(message) = breach(error)
    {
        let offset = error.location().map_or(0, |location| {
            sources
                .get(source)
                .offset(usize::try_from(location.line()).unwrap_or(1), usize::try_from(location.column()).unwrap_or(1))
        });
        sink.push(over_limit(source, offset..offset, &message));
        return None;
    }
    let tree = sound(source, sources, sink)?;
    let value = shape::check::<T>(tree, (source, sources.get(source)), keys, sink)?;
    serde_json::from_value(value)
        .inspect_err(|error| {
            if !sink.has_errors() {
                sink.push(Diagnostic::new(Code::BadValue, error.to_string()).at(whole(source, tree)));
            }
        })
        .ok()
}

/// The values of a source with their places, for whoever reads them without a type. `None` where there are none, which the sink
/// says; a repeated key is complained about, and is there twice.
pub(crate) fn tree<'s>(source: SourceId, sources: &'s Sources, sink: &mut Sink) -> Option<&'s Node> {
    if empty(source, sources, sink) { None } else { sound(source, sources, sink) }
}

fn sound<'s>(source: SourceId, sources: &'s Sources, sink: &mut Sink) -> Option<&'s Node> {
    let tree = match sources.get(source).tree() {
        Ok(tree) => tree,
        Err(error) => {
            sink.push(unparsable(source, sources, error));
            return None;
        }
    };
    for (key, first) in tree.repeated_keys() {
        sink.push(
            Diagnostic::new(Code::DuplicateKey, format!("`{}` stands twice", key.text))
                .at(Place::new(source, key.range.clone()))
                .related(Place::new(source, first.range.clone()), "here it stands first")
                .help("keep one of the two"),
        );
    }
    if matches!(tree.kind, Kind::Scalar(Scalar::Null)) {
        let told = Diagnostic::new(Code::EmptyFile, "the file holds nothing but comments").at(Place::new(source, 0..0));
        sink.push(told.help("an empty file is never read as an answer; `dmf init` writes the files to begin with"));
        return None;
    }
    Some(tree)
}

fn whole(source: SourceId, tree: &Node) -> Place {
    Place::new(source, tree.range.start..tree.range.start)
}

fn unparsable(source: SourceId, sources: &Sources, error: &TreeError) -> Diagnostic {
    if error.over_limit {
        return over_limit(source, error.range.clone(), &error.message);
    }
    let read = sources.get(source);
    if let Some(foreign) = foreign::of_text(&read.name, &read.text, read.syntax, None) {
        return foreign.told(&read.name).at(Place::new(source, 0..0));
    }
    let code = match read.syntax {
        Syntax::Yaml => Code::YamlSyntax,
        Syntax::Toml => Code::TomlSyntax,
    };
    let mistake = mistakes::found(&read.text, read.syntax, error);
    let told = Diagnostic::new(code, mistake.message).at(Place::new(source, mistake.range));
    mistake.help.into_iter().fold(told, Diagnostic::help)
}

fn over_limit(source: SourceId, range: Range<usize>, message: &str) -> Diagnostic {
    Diagnostic::new(Code::OverLimit, message.to_owned()).at(Place::new(source, range))
}

/// What there is too much of. A second document is no matter of limits: the tree says that it may not be there.
fn breach(error: &serde_yaml::Error) -> Option<String> {
    let serde_yaml::Error::Budget { breach, .. } = error.without_snippet() else { return None };
    let what = match breach {
        BudgetBreach::Documents { .. } => return None,
        BudgetBreach::Depth { .. } => "nested deeper than 64 levels",
        BudgetBreach::Aliases { .. } => "more than 1,000 aliases",
        BudgetBreach::Anchors { .. } => "more than 1,000 anchors",
        BudgetBreach::AliasAnchorRatio { .. } => "far more aliases than anchors",
        BudgetBreach::Events { .. } | BudgetBreach::Nodes { .. } => "holds more than 1.5 million values",
        BudgetBreach::ScalarBytes { .. } => "more than 32 MiB of text",
        BudgetBreach::RecordedAnchorEvents { .. } | BudgetBreach::RecordedAnchorBytes { .. } => {
            "more behind aliases than is read"
        }
        _ => return Some(first_line(error)),
    };
    Some(what.to_owned())
}

fn first_line(error: &serde_yaml::Error) -> String {
    let text = error.without_snippet().to_string();
    let line = text.lines().next().unwrap_or_default();
    line.split(" at line ").next().unwrap_or(line).trim_end_matches('.').to_owned()
}

/// Whether there is nothing in the text at all, which is complained about.
fn empty(source: SourceId, sources: &Sources, sink: &mut Sink) -> bool {
    let empty = sources.get(source).text.trim().is_empty();
    if empty {
        sink.push(
            Diagnostic::new(Code::EmptyFile, "the file is empty")
                .at(Place::new(source, 0..0))
                .help("an empty file is never read as an answer"),
        );
    }
    empty
}

/// The one place where the reading of YAML is set.
fn options() -> serde_yaml::Options {
    serde_yaml::options! {
        strict_booleans: true,
        with_snippet: false,
        budget: serde_yaml::budget! {
            max_events: 4_000_000,
            max_nodes: 1_500_000,
            max_depth: 64,
            max_aliases: 1_000,
            max_anchors: 1_000,
            max_recorded_anchor_events: 10_000,
            max_documents: 1,
            max_total_scalar_bytes: 32 * 1024 * 1024,
        },
    }
}
