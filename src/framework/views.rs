//! Another way to group the practices of a framework: the six components of ASEAN's publication.

use std::collections::{BTreeMap, HashSet};

use super::{
    model::{Confidence, Framework, PackInfo, PracticeId, Service},
    pack::{confidence, file, pack_info},
    raw::RawComponents,
};
use crate::{
    diag::{Code, Diagnostic, Sink},
    load::PackFile,
    source::{Path, Place, Sources},
};

/// A grouping of a framework's practices that reads the same answers another way.
#[derive(Debug, Clone)]
pub struct View {
    pub pack: PackInfo,
    /// In the order of the publication; none is empty.
    pub components: Vec<Component>,
}

/// One group of a view.
#[derive(Debug, Clone)]
pub struct Component {
    pub id: String,
    pub number: u32,
    pub title: String,
    pub summary: String,
    pub confidence: Confidence,
    pub source: String,
    /// Practices that serve it, each with its weight here.
    pub practices: Vec<(PracticeId, u32)>,
}

/// The framework that a view reads; `None`, with the reason in the sink, when none of that id is known.
pub fn view_of<'a>(
    pack: &'a PackInfo,
    known: &[String],
    files: &[PackFile],
    sources: &Sources,
    sink: &mut Sink,
) -> Option<&'a str> {
    let of = pack.of.as_deref()?;
    if known.iter().any(|id| id == of) {
        return Some(of);
    }
    let mut diagnostic = Diagnostic::new(Code::UnknownFramework, format!("no framework `{of}` is loaded"))
        .meant(of, known.iter().map(String::as_str));
    if let Some(file) = files.iter().find(|file| file.name == "pack.toml") {
        diagnostic = diagnostic.at(sources.value(file.source, &Path::root().key("of")));
    }
    sink.push(diagnostic);
    None
}

/// Reads the files of a view on `framework`. `None` when anything in them is wrong.
pub fn view(files: &[PackFile], framework: &Framework, sources: &Sources, sink: &mut Sink) -> Option<View> {
    let before = sink.errors();
    let pack = pack_info(files, sources, sink)?;
    let (source, raw) = file::<RawComponents>(files, "components.toml", sources, sink)?;
    for (key, weight) in [("primary", raw.weights.primary), ("secondary", raw.weights.secondary)] {
        if !(1..=100).contains(&weight) {
            let message = format!("{weight} is out of range; weights from 1 to 100 were expected");
            let place = sources.value(source, &Path::root().key("weights").key(key));
            sink.push(Diagnostic::new(Code::BadNumber, message).at(place));
        }
    }
    let mut seen = HashSet::new();
    let mut components = Vec::new();
    for (at, component) in raw.components.iter().enumerate() {
        let place = sources.value(source, &Path::root().key("components").index(at).key("id"));
        if !seen.insert(&component.id) {
            sink.push(
                Diagnostic::new(Code::DuplicateId, format!("`{}` stands here already", component.id)).at(place.clone()),
            );
        }
        let practices: Vec<(PracticeId, u32)> = framework
            .practices
            .iter()
            .enumerate()
            .filter_map(|(at, practice)| {
                let (_, service) = practice.components.iter().find(|(id, _)| *id == component.id)?;
                let weight = match service {
                    Service::Primary => raw.weights.primary,
                    Service::Secondary => raw.weights.secondary,
                };
                Some((PracticeId(at), weight.saturating_mul(practice.weight)))
            })
            .collect();
        if practices.is_empty() {
            sink.push(
                Diagnostic::new(Code::NoPractices, format!("no practice serves the component `{}`", component.id))
                    .at(place),
            );
        }
        components.push(Component {
            id: component.id.clone(),
            number: component.number,
            title: component.title.clone(),
            summary: component.summary.clone(),
            confidence: confidence(component.confidence),
            source: component.source.clone(),
            practices,
        });
    }
    let place = sources.key(source, &Path::root().key("components"));
    unknown_components(framework, &components, &place, sink);
    (sink.errors() == before).then_some(View { pack, components })
}

/// Components which practices say they serve, but which the view does not have: one complaint for each.
fn unknown_components(framework: &Framework, components: &[Component], place: &Place, sink: &mut Sink) {
    let mut missing: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for practice in &framework.practices {
        for (id, _) in &practice.components {
            if !components.iter().any(|component| component.id == *id) {
                missing.entry(id).or_default().push(&practice.id);
            }
        }
    }
    for (id, practices) in missing {
        let known = components.iter().map(|component| component.id.as_str());
        let others = match practices.len() {
            1 => String::new(),
            2 => " and 1 other".to_owned(),
            number => format!(" and {} others", number - 1),
        };
        let serves = if practices.len() == 1 { "serves" } else { "serve" };
        let message = format!("`{}`{others} {serves} the component `{id}`, which the view does not have", practices[0]);
        sink.push(Diagnostic::new(Code::UnknownId, message).at(place.clone()).meant(id, known));
    }
}
