//! The rules of a workspace and what they were → what is asked otherwise. What was asked before still counts for the change
//! that takes it away.

use super::Workspace;
use crate::{
    assessment::gate::{Policy, floor_words},
    diag::Sink,
    framework::Framework,
    gate::{At, Finding, FindingCode, Kind, Subject, WAIVER_DAYS, Waiver},
    source::{Path, Sources},
};

/// What the gates of `now` ask otherwise than those of `before` did; `None` where there is no `dmf.toml`.
#[must_use]
pub fn gate_changes(
    before: Option<&Workspace>,
    now: Option<&Workspace>,
    framework: &Framework,
    sources: &Sources,
) -> Vec<Finding> {
    // What is wrong with either is said where it is read to be used.
    let policy = |workspace: Option<&Workspace>| match workspace {
        Some(workspace) => workspace.policy(framework, sources, &mut Sink::default()),
        None => Policy::default(),
    };
    let (then, is) = (policy(before), policy(now));
    let mut findings = Vec::new();
    let mut add = |code: FindingCode, detail: &str, message: String| {
        let at = now.map_or(At::Key(Path::root()), |workspace| {
            At::Place(sources.key(workspace.source, &Path::root().key("gate")))
        });
        findings.push(Finding::new(code, Subject::file(), detail, message, at));
    };
    for under in then.under.iter().filter(|under| !is.covers(under)) {
        let words = floor_words(framework, under);
        add(FindingCode::GateLoosened, &words, format!("the base asks that {words}; `[gate]` does not any more"));
    }
    for under in is.under.iter().filter(|under| !then.covers(under)) {
        let words = floor_words(framework, under);
        add(FindingCode::GateTightened, &words, format!("`[gate]` now asks that {words}"));
    }
    for code in then.fail_on.iter().filter(|code| !is.fail_on.contains(code)) {
        let message = format!("the base fails on `{code}`; `[gate]` does not any more");
        add(FindingCode::GateLoosened, code.as_str(), message);
    }
    for code in is.fail_on.iter().filter(|code| !then.fail_on.contains(code)) {
        add(FindingCode::GateTightened, code.as_str(), format!("`[gate]` now fails on `{code}`"));
    }
    let sealed = |workspace: Option<&Workspace>| workspace.is_some_and(Workspace::is_sealed);
    match (sealed(before), sealed(now)) {
        (true, false) => {
            let message = "the base seals all records of evidence; `[evidence]` does not any more".to_owned();
            add(FindingCode::GateLoosened, "sealed", message);
        }
        (false, true) => add(FindingCode::GateTightened, "sealed", "`[evidence]` now seals all records".to_owned()),
        _ => {}
    }
    let baseline = |workspace: Option<&Workspace>| {
        workspace.and_then(|workspace| workspace.baseline()).map(|(named, _)| named.to_owned())
    };
    match (baseline(before), baseline(now)) {
        (Some(then), is) if is.as_ref() != Some(&then) => {
            let is = is.map_or_else(|| "none any more".to_owned(), |is| format!("`{is}`"));
            let message = format!("the base holds answers against `{then}`; `[gate]` names {is}");
            add(FindingCode::GateLoosened, "baseline", message);
        }
        (None, Some(is)) => {
            let message = format!("`[gate]` now holds answers against `{is}`");
            add(FindingCode::GateTightened, "baseline", message);
        }
        _ => {}
    }
    let days = |workspace: Option<&Workspace>| workspace.and_then(Workspace::waiver_days).unwrap_or(WAIVER_DAYS);
    let (then, is) = (days(before), days(now));
    if is > then {
        let message = format!("waivers may run for {is} days, it was {then}");
        add(FindingCode::GateLoosened, "waiver-days", message);
    }
    findings
}

/// Which waivers of `now` the base does not have; `excuses` tells what one of them would excuse that fails.
#[must_use]
pub fn waiver_changes(
    before: &[Waiver],
    now: &[Waiver],
    excuses: &dyn Fn(&Waiver) -> Option<FindingCode>,
    base: &str,
) -> Vec<Finding> {
    let new = now.iter().filter(|waiver| !before.iter().any(|then| then.grants_as(waiver)));
    new.map(|waiver| {
        let covers = waiver.covers();
        let (code, message) = if let Some(code) = excuses(waiver) {
            let message =
                format!("the waiver of {covers} would excuse `{code}` of this change; {base} does not have it");
            (FindingCode::WaiverNotInBase, message)
        } else {
            let message = format!("the waiver of {covers} is new; it counts as soon as it stands in {base}");
            (FindingCode::WaiverAdded, message)
        };
        let subject = Subject { kind: Kind::Waiver, ..Subject::file() };
        Finding::new(code, subject, &covers, message, At::Place(waiver.place.clone()))
    })
    .collect()
}
