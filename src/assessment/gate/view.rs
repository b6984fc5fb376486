//! What leaves the room: the verdict on an assessment, in words.

use super::model::{Floor, Policy, Under};
use crate::{
    framework::Framework,
    gate::{self, FindingCode, Kind, Subject, Verdict, VerdictView, Waiver},
    source::{SourceId, Sources},
};

/// A verdict as it is shown and exported. `path` tells where a file lies in its repository.
#[must_use]
pub fn verdict_view(
    framework: &Framework,
    policy: &Policy,
    waivers: &[Waiver],
    verdict: &Verdict,
    worksheet: SourceId,
    sources: &Sources,
    path: &dyn Fn(&str) -> String,
) -> VerdictView {
    let help = |subject: &Subject| help(framework, subject);
    let view = gate::verdict_view(verdict, gates(framework, policy), waivers, worksheet, sources, path, &help);
    // What is closed passes no gate: none judges it.
    let closed = verdict.findings.iter().any(|finding| finding.code == FindingCode::WorksheetClosed);
    if closed && view.passes { VerdictView { gated: false, gates: Vec::new(), ..view } } else { view }
}

/// What a practice asks for, level by level, or what a building block is.
fn help(framework: &Framework, subject: &Subject) -> Vec<String> {
    match subject.kind {
        Kind::Practice => framework.practice(&subject.id).map_or_else(Vec::new, |id| {
            let practice = &framework[id];
            let levels = framework.levels.iter().zip(&practice.levels);
            let levels = levels.map(|(level, text)| format!("{}: {text}", level.title));
            [practice.question.clone(), practice.why.clone()].into_iter().chain(levels).collect()
        }),
        Kind::Block => {
            framework.blocks.iter().filter(|block| block.id == subject.id).map(|block| block.summary.clone()).collect()
        }
        _ => Vec::new(),
    }
}

/// What a floor asks for, such as `GOV reaches developing, claimed`.
#[must_use]
pub fn floor_words(framework: &Framework, under: &Under) -> String {
    let by = under.by.as_str();
    let what = under.block.map_or("overall", |block| framework.blocks[block].id.as_str());
    match under.floor {
        Floor::Level(level) => format!("{what} reaches {}, {by}", framework.levels[usize::from(level)].id),
        Floor::Share(share) => format!("{what} at {share} or more, {by}"),
    }
}

fn gates(framework: &Framework, policy: &Policy) -> Vec<String> {
    let mut gates: Vec<String> = policy.under.iter().map(|under| floor_words(framework, under)).collect();
    if policy.new_baseline {
        gates.push("fit for a baseline: something is answered, and nothing is worse".to_owned());
    }
    gates.extend(policy.fail_on.iter().map(|code| format!("no {code}")));
    gates
}
