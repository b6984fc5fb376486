//! Another way to group the practices of a framework: the six components of ASEAN's publication.

use std::collections::HashSet;

use super::{
    model::{Confidence, Framework, PackInfo, PracticeId, Service},
    raw::RawComponents,
    validate::{confidence, file, pack_info},
};
use crate::{
    diag::{Code, Diagnostic, Sink, did_you_mean},
    load::PackFile,
    source::{Path, Sources},
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

/// Reads the files of a view on `framework`. `None` when anything in them is wrong.
pub fn view(files: &[PackFile], framework: &Framework, sources: &Sources, sink: &mut Sink) -> Option<View> {
    let before = sink.errors();
    let pack = pack_info(files, sources, sink)?;
    let (source, raw) = file::<RawComponents>(files, "components.toml", sources, sink)?;
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
                Some((PracticeId(at), weight * practice.weight))
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
    unknown_components(framework, &components, sink);
    (sink.errors() == before).then_some(View { pack, components })
}

/// Practices that say they serve a component which the view does not have.
fn unknown_components(framework: &Framework, components: &[Component], sink: &mut Sink) {
    for practice in &framework.practices {
        for (id, _) in &practice.components {
            if !components.iter().any(|component| component.id == *id) {
                let known = components.iter().map(|component| component.id.as_str());
                let message = format!("`{}` serves the component `{id}`, which the view does not have", practice.id);
                sink.push(Diagnostic::new(Code::UnknownId, message).suggest(did_you_mean(id, known)));
            }
        }
    }
}
