//! What is asked of assessments by flags and `dmf.toml`, and whether it holds.

use std::{path::Path, sync::Arc};

use super::{
    FailOn, Notes, Origin, Scope, Stop,
    by_version::ByVersion,
    gates::granted,
    method::{Judging, Then, by_before},
    rules::{Before, Waivers, add, rule_changes},
    score::Scored,
    stop::unknown,
};
use crate::{
    assessment::{
        baseline::Comparison,
        gate::{By, Policy, all_closed, floor, judge, verdict_view},
    },
    diag::Sink,
    framework::Framework,
    gate::{Finding, FindingCode, Verdict, VerdictView},
};

/// What makes an assessment fail, beside what `[gate]` of `dmf.toml` says.
#[derive(Debug, Clone, Default)]
pub struct Gates {
    /// Lowest levels or scores, such as `established`, `60%` or `GOV=developing`.
    pub fail_under: Vec<String>,
    /// The figures that they look at.
    pub by: Option<By>,
    pub fail_on: FailOn,
    /// Whose rules count beside those of now: a `dmf.toml` by whatever name, or a revision.
    pub policy: Option<Origin>,
}

/// A worksheet with what it is judged by.
pub(super) struct Case<'a> {
    pub(super) file: &'a Path,
    /// The state of the files that it lies in.
    pub(super) scope: &'a Arc<Scope>,
    pub(super) scored: &'a Scored,
    pub(super) comparison: Option<&'a Comparison>,
    /// The worksheet in terms of the comparison, where that is by another version of the framework.
    pub(super) by: Option<&'a ByVersion>,
    /// What it was: first what answers are held against, then what the state has of it whose rules count.
    pub(super) thens: &'a [Then],
    /// The state whose rules count beside those of now.
    pub(super) before: Option<&'a Before>,
    /// That its organisation is judged twice in this run.
    pub(super) twice: Option<Finding>,
    /// Whether it was to be held against something.
    pub(super) has_baseline: bool,
    /// What is found of it as a whole.
    pub(super) findings: &'a [Finding],
}

impl Gates {
    /// What answers are held against: the flag's, else `dmf.toml`'s.
    pub(super) fn baseline(
        &self,
        flag: Option<&Origin>,
        scope: &Scope,
        notes: &mut Notes,
    ) -> Result<Option<Origin>, Stop> {
        if flag.is_some() {
            return Ok(flag.cloned());
        }
        let settings = scope.workspace.as_ref().filter(|_| !self.fail_on.no_gate);
        let Some((word, home)) = settings.and_then(|workspace| workspace.baseline()) else { return Ok(None) };
        let named =
            settings.and_then(|workspace| workspace.chain().find_map(|each| each.baseline_file(&notes.sources)));
        if let Some((named, place)) = named.filter(|_| !word.starts_with("git:"))
            && let Some(barred) = scope.barred(&home.join(crate::workspace::FILE), &home.join(named), named)
        {
            notes.sink.push(barred.at(place));
            notes.sink.checked()?;
        }
        Ok(Some(match word.parse::<Origin>().map_err(Stop::Usage)? {
            Origin::File(path) => Origin::File(home.join(path)),
            Origin::Git(revision, path) => Origin::Git(revision, path.map(|path| home.join(path))),
        }))
    }

    /// The gates of flags and `dmf.toml`. The notes say what is wrong with those of `dmf.toml`.
    pub(super) fn policy(
        &self,
        framework: &Framework,
        has_baseline: bool,
        (scope, before): (&Scope, Option<&Before>),
        notes: &mut Notes,
    ) -> Result<Policy, Stop> {
        let settings = scope.workspace.as_ref();
        let mut policy = match settings.filter(|_| !self.fail_on.no_gate) {
            Some(workspace) => workspace.policy(framework, &notes.sources, &mut notes.sink),
            None => Policy::default(),
        };
        if let Some(before) = before
            && let Some(workspace) = before.scope.workspace.as_ref().filter(|_| !self.fail_on.no_gate)
        {
            // What is wrong with files of before cannot be mended any more.
            policy.tighten(&workspace.policy(framework, &notes.sources, &mut Sink::default()));
        }
        if policy.asks(FindingCode::Regression)
            && !has_baseline
            && let Some(workspace) = settings
        {
            workspace.gate_without_baseline(&notes.sources, &mut notes.sink);
        }
        if let Some(by) = self.by {
            policy.look_at(by);
        }
        for word in &self.fail_under {
            let (block, word) = match word.split_once('=') {
                Some((id, word)) => (Some(block(id, framework)?), word),
                None => (None, word.as_str()),
            };
            let Some(floor) = floor(word.trim(), framework) else {
                let levels: Vec<&str> = framework.levels.iter().map(|level| level.id.as_str()).collect();
                let message = unknown("level or score", word, &levels);
                return Err(Stop::Usage(format!("{message}; a score is written `60%`")));
            };
            policy.require(block, floor, policy.by);
        }
        for code in &self.fail_on.codes {
            if *code == FindingCode::Regression && !has_baseline {
                let way = "add `--baseline FILE` or `--baseline git:REVISION`";
                return Err(Stop::Usage(format!("there is nothing to hold answers against; {way}")));
            }
            policy.fail_on(*code);
        }
        Ok(policy)
    }
}

fn block(id: &str, framework: &Framework) -> Result<usize, Stop> {
    let known: Vec<&str> = framework.blocks.iter().map(|block| block.id.as_str()).collect();
    let found = known.iter().position(|block| block.eq_ignore_ascii_case(id.trim()));
    found.ok_or_else(|| Stop::unknown("building block", id, &known))
}

/// Judges all worksheets of a run, one verdict each, by the gates and waivers of the workspace that each lies in; what is
/// wrong with waivers themselves stands with the first of their workspace. `new_baseline`: what is found becomes the mark,
/// so nothing is held against an older one.
pub(super) fn verdicts(
    cases: &[Case<'_>],
    gates: &Gates,
    new_baseline: bool,
    notes: &mut Notes,
) -> Result<Vec<(Verdict, VerdictView)>, Stop> {
    let mut groups: Vec<&Case<'_>> = Vec::new();
    for case in cases {
        if !groups.iter().any(|known| known.is_judged_with(case)) {
            groups.push(case);
        }
    }
    // Nothing to judge is not a pass.
    let is_closed = |case: &Case<'_>| case.scored.assessment.is_closed(case.scored.scorecard.today);
    let closed = cases.iter().all(is_closed);
    let mut all: Vec<Option<(Verdict, VerdictView)>> = cases.iter().map(|_| None).collect();
    for first in groups {
        let here = |(_, case): &(usize, &Case<'_>)| first.is_judged_with(case);
        let (places, cases): (Vec<usize>, Vec<&Case<'_>>) = cases.iter().enumerate().filter(here).unzip();
        for (place, judged) in places.into_iter().zip(verdicts_of(&cases, first, gates, (new_baseline, closed), notes)?)
        {
            all[place] = Some(judged);
        }
    }
    Ok(all.into_iter().flatten().collect())
}

impl Case<'_> {
    /// Whether both are judged by the same rules.
    fn is_judged_with(&self, other: &Self) -> bool {
        let settings = |case: &Self| {
            let before = case.before?;
            Some((before.name.clone(), before.scope.workspace.as_ref().map(|workspace| workspace.file.clone())))
        };
        Arc::ptr_eq(self.scope, other.scope) && settings(self) == settings(other)
    }
}

/// The same for worksheets that are judged by the same rules as `first`.
fn verdicts_of(
    cases: &[&Case<'_>],
    first: &Case<'_>,
    gates: &Gates,
    (new_baseline, closed): (bool, bool),
    notes: &mut Notes,
) -> Result<Vec<(Verdict, VerdictView)>, Stop> {
    let (scope, before) = (first.scope, first.before);
    let mut policies: Vec<(Arc<Framework>, Policy)> = Vec::new();
    for case in cases {
        let framework = &case.scored.framework;
        if !policies.iter().any(|(known, _)| Arc::ptr_eq(known, framework)) {
            let mut policy = gates.policy(framework, case.has_baseline || new_baseline, (scope, before), notes)?;
            policy.new_baseline = new_baseline;
            policies.push((Arc::clone(framework), policy));
        }
    }
    let frameworks: Vec<&Framework> = policies.iter().map(|(framework, _)| &**framework).collect();
    let waivers = Waivers::of(&gates.fail_on, &frameworks, scope, before, notes);
    notes.sink.checked()?;
    let policy = |framework: &Arc<Framework>| {
        &policies.iter().find(|(known, _)| Arc::ptr_eq(known, framework)).expect("made just now").1
    };
    let today = scope.world.today();
    let mut verdicts: Vec<Verdict> = Vec::new();
    for case in cases {
        let Scored { framework, assessment, scorecard, .. } = case.scored;
        let granted = granted(&waivers.granted, case.file, &*scope.world);
        let comparison = case.comparison.filter(|_| case.by.is_none());
        let mut verdict = judge(framework, assessment, scorecard, comparison, policy(framework), &granted);
        let judging = Judging {
            policy: &|framework, notes| {
                gates.policy(framework, case.has_baseline || new_baseline, (scope, before), notes)
            },
            waivers: &granted,
            framework: &|before, name, notes| {
                // What is wrong with packs of before cannot be mended any more.
                let (found, _) = notes.apart(|notes| before.scope.named(name, notes));
                Ok(found?)
            },
        };
        let changed = by_before(&mut verdict, case, &judging, notes)?;
        add(&mut verdict, changed, policy(framework), &granted, today);
        if closed {
            add(&mut verdict, vec![all_closed()], policy(framework), &granted, today);
        }
        add(
            &mut verdict,
            case.twice.iter().chain(case.findings).cloned().collect(),
            policy(framework),
            &granted,
            today,
        );
        verdicts.push(verdict);
    }
    if let Some(case) = cases.first() {
        let all: Vec<&Verdict> = verdicts.iter().collect();
        let asked = policy(&case.scored.framework).asked();
        let findings = waivers.findings(&all, &asked, today);
        if let Some(before) = before.filter(|_| !gates.fail_on.no_gate) {
            let files = cases.iter().map(|case| case.file).zip(&verdicts);
            let failing =
                files.flat_map(|(file, verdict)| waivers.would_excuse(file, verdict, &*scope.world)).collect();
            let changes = rule_changes((scope, before), &case.scored.framework, &waivers, &failing, notes);
            let granted = granted(&waivers.granted, case.file, &*scope.world);
            add(&mut verdicts[0], changes, policy(&case.scored.framework), &granted, today);
        }
        verdicts[0].findings.extend(findings);
    }
    let path = |name: &str| super::session::repository_path(&*scope.world, name);
    let left_out = gates.fail_on.left_out(scope);
    let view = |verdict: &Verdict, case: &Case<'_>| {
        let Scored { framework, source, .. } = case.scored;
        let mut view =
            verdict_view(framework, policy(framework), &waivers.granted, verdict, *source, &notes.sources, &path);
        if view.gated {
            view.gates.extend(left_out.clone());
        }
        view
    };
    Ok(verdicts
        .into_iter()
        .zip(cases)
        .map(|(verdict, case)| {
            let view = view(&verdict, case);
            (verdict, view)
        })
        .collect())
}
