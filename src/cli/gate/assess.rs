//! What was asked of an assessment by flags and `dmf.toml`, and whether it holds.

use std::{path::Path, sync::Arc};

use dmf::{
    assessment::{
        baseline::Comparison,
        gate::{self, Policy, judge, verdict_view},
    },
    framework::Framework,
    gate::{FindingCode, Verdict, VerdictView, judge_waivers},
};

use super::{
    super::{
        Failure,
        args::{self, Gates},
        assess::Scored,
        baseline::Origin,
        context::{Context, unknown},
    },
    granted, practices, repository_path, waivers,
};

/// A worksheet with what it is judged by.
pub(crate) struct Case<'a> {
    pub(crate) file: &'a Path,
    pub(crate) scored: &'a Scored,
    pub(crate) comparison: Option<&'a Comparison>,
}

/// What answers are held against: the flag's, else `dmf.toml`'s.
pub(crate) fn baseline(flag: Option<&Origin>, gates: &Gates, context: &Context) -> Result<Option<Origin>, Failure> {
    if flag.is_some() {
        return Ok(flag.cloned());
    }
    let Some(workspace) = context.workspace.as_ref().filter(|_| !gates.codes.no_gate) else { return Ok(None) };
    let Some(word) = workspace.baseline() else { return Ok(None) };
    Ok(Some(match word.parse::<Origin>().map_err(Failure::Usage)? {
        Origin::File(path) => Origin::File(workspace.folder().join(path)),
        Origin::Git(revision, path) => Origin::Git(revision, path.map(|path| workspace.folder().join(path))),
    }))
}

/// The gates of flags and `dmf.toml`.
pub(crate) fn policy(
    gates: &Gates,
    new_baseline: bool,
    framework: &Framework,
    has_baseline: bool,
    context: &mut Context,
) -> Result<Policy, Failure> {
    let mut policy = match context.workspace.as_ref().filter(|_| !gates.codes.no_gate) {
        Some(workspace) => workspace.policy(framework, &context.sources, &mut context.sink),
        None => Policy::default(),
    };
    if policy.asks(FindingCode::Regression)
        && !has_baseline
        && let Some(workspace) = &context.workspace
    {
        workspace.gate_without_baseline(&context.sources, &mut context.sink);
    }
    policy.new_baseline = new_baseline;
    if let Some(by) = gates.by {
        policy.by = by.into();
    }
    for word in &gates.fail_under {
        let (block, word) = match word.split_once('=') {
            Some((id, word)) => {
                let known: Vec<&str> = framework.blocks.iter().map(|block| block.id.as_str()).collect();
                let block = known.iter().position(|block| block.eq_ignore_ascii_case(id.trim()));
                (Some(block.ok_or_else(|| unknown("building block", id, &known))?), word)
            }
            None => (None, word.as_str()),
        };
        let Some(floor) = gate::floor(word.trim(), framework) else {
            let levels: Vec<&str> = framework.levels.iter().map(|level| level.id.as_str()).collect();
            return Err(match unknown("level or score", word, &levels) {
                Failure::Usage(message) => Failure::Usage(format!("{message}; a score is written `60%`")),
                other => other,
            });
        };
        policy.require(block, floor);
    }
    let flags = [
        (gates.fail_on_regression, FindingCode::Regression),
        (gates.fail_on_stale_evidence, FindingCode::StaleEvidence),
        (gates.fail_on_unanswered, FindingCode::NotAssessed),
    ];
    let codes =
        flags.iter().filter(|(flag, _)| *flag).map(|(_, code)| *code).chain(gates.codes.fail_on.iter().copied());
    for code in codes {
        if code == FindingCode::Regression && !has_baseline {
            return Err(Failure::Usage(
                "there is nothing to hold answers against; add `--baseline FILE` or `--baseline git:REVISION`"
                    .to_owned(),
            ));
        }
        policy.fail_on(code);
    }
    Ok(policy)
}

/// Judges all worksheets of a run, one verdict each; what is wrong with waivers themselves stands with the first.
pub(crate) fn verdicts(
    cases: &[Case<'_>],
    gates: &Gates,
    new_baseline: bool,
    context: &mut Context,
) -> Result<Vec<(Verdict, VerdictView)>, Failure> {
    let mut policies: Vec<(Arc<Framework>, Policy)> = Vec::new();
    for case in cases {
        let framework = &case.scored.framework;
        if !policies.iter().any(|(known, _)| Arc::ptr_eq(known, framework)) {
            let policy = policy(gates, new_baseline, framework, case.comparison.is_some(), context)?;
            policies.push((Arc::clone(framework), policy));
        }
    }
    let frameworks: Vec<&Framework> = policies.iter().map(|(framework, _)| &**framework).collect();
    let waivers = waivers(&[practices(&frameworks)], gates.codes.no_gate, context);
    if context.sink.has_errors() {
        return Err(Failure::Data);
    }
    let policy = |framework: &Arc<Framework>| {
        &policies.iter().find(|(known, _)| Arc::ptr_eq(known, framework)).expect("made just now").1
    };
    let mut verdicts: Vec<Verdict> = cases
        .iter()
        .map(|case| {
            let Scored { framework, assessment, scorecard, .. } = case.scored;
            let granted = granted(&waivers, case.file, context);
            judge(framework, assessment, scorecard, case.comparison, policy(framework), &granted)
        })
        .collect();
    if let (Some(case), false) = (cases.first(), verdicts.is_empty()) {
        let all: Vec<&Verdict> = verdicts.iter().collect();
        let findings = judge_waivers(&waivers, &all, &policy(&case.scored.framework).asked(), context.today);
        verdicts[0].findings.extend(findings);
    }
    Ok(verdicts
        .into_iter()
        .zip(cases)
        .map(|(verdict, case)| {
            let Scored { framework, source, .. } = case.scored;
            let view = verdict_view(
                framework,
                policy(framework),
                &waivers,
                &verdict,
                *source,
                &context.sources,
                &repository_path,
            );
            (verdict, view)
        })
        .collect())
}

impl From<args::By> for gate::By {
    fn from(by: args::By) -> Self {
        match by {
            args::By::Claimed => Self::Claimed,
            args::By::Evidenced => Self::Evidenced,
        }
    }
}
