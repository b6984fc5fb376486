//! By whose method a worksheet is judged: by its own and by that of the base, and the worse of both counts. The version, packs
//! and profile that make a figure are not the judged one's to choose.

use std::sync::Arc;

use super::{
    Notes, Scope, Stop,
    by_version::ByVersion,
    look::Looking,
    rules::{Before, merge},
    score::Scored,
    verdicts::Case,
};
use crate::{
    assessment::{
        Answer, Assessment, Looks, RawAssessment,
        baseline::{Baseline, Comparison, Method, MethodChange, compare, method_changes},
        gate::{Policy, Side, changes, judge, weighing},
        score_seen, validate,
    },
    framework::{Framework, is_newer},
    gate::{Finding, FindingCode, Verdict, Waiver, Weight},
    load::decode_often,
};

/// What a worksheet was, or what another state of the files holds of it.
#[derive(Debug)]
pub(super) struct Then {
    pub(super) baseline: Baseline,
    /// The framework that it was read by; `None` where that is not to be had.
    pub(super) framework: Option<Arc<Framework>>,
    /// Whether it stands in a file that is no worksheet: the program that wrote it may have been an older one.
    pub(super) in_file: bool,
}

/// How the answers are judged by whichever method.
pub(super) struct Judging<'a> {
    /// What is asked, in terms of a framework.
    pub(super) policy: &'a AskPolicy<'a>,
    pub(super) waivers: &'a [(usize, &'a Waiver)],
    /// The framework that a state of the files holds by that name.
    pub(super) framework: &'a AskFramework<'a>,
}

type AskPolicy<'a> = dyn Fn(&Arc<Framework>, &mut Notes) -> Result<Policy, Stop> + 'a;

type AskFramework<'a> = dyn Fn(&Before, &str, &mut Notes) -> Result<Option<Arc<Framework>>, Stop> + 'a;

impl Then {
    /// What a state of the files says of a worksheet that it does not have: the method, and no answer.
    fn blank(framework: &Arc<Framework>, scored: &Scored, origin: &str) -> Option<Self> {
        let Scored { framework: own, assessment, scorecard, .. } = scored;
        let profile = framework.profile(&own.profiles[assessment.profile.0].id)?;
        let mut targets = assessment.targets.clone();
        targets.blocks.resize(framework.blocks.len(), None);
        targets.practices.resize(framework.practices.len(), None);
        let answers = vec![Answer::Missing; framework.practices.len()];
        let blank = Assessment { profile, targets, answers, ..assessment.clone() };
        let scorecard = score_seen(framework, &blank, &Looks::default(), scorecard.today);
        let baseline = Baseline::of(framework, &blank, &scorecard, &Looks::default(), origin.to_owned());
        Some(Self { baseline, framework: Some(Arc::clone(framework)), in_file: false })
    }

    /// Whether a framework, for the profile of then, makes figures as the method of then did.
    fn is_by(&self, framework: &Framework) -> bool {
        let method = &self.baseline.method;
        let profile = framework.profile(&method.profile);
        profile.is_some_and(|profile| method_changes(method, &Method::of(framework, profile)).is_empty())
    }

    /// A worksheet by the method of then, where that is another one than its own and is to be had.
    pub(super) fn by_method(&self, scored: &Scored, looking: Looking<'_>, notes: &mut Notes) -> Option<Scored> {
        let own = Method::of(&scored.framework, scored.scorecard.profile);
        if method_changes(&self.baseline.method, &own).is_empty() {
            return None;
        }
        let framework = self.framework.as_ref().filter(|framework| self.is_by(framework))?;
        let (again, _) =
            notes.apart(|notes| scored_by(framework, &self.baseline.method.profile, scored, looking, notes));
        again
    }
}

/// The same worksheet by another framework of its version. Answers that only its own knows cannot be scored: `None`.
fn scored_by(
    framework: &Arc<Framework>,
    profile: &str,
    scored: &Scored,
    looking: Looking<'_>,
    notes: &mut Notes,
) -> Option<Scored> {
    let Scored { source, looks: own, scorecard, .. } = scored;
    let raw = decode_often::<RawAssessment>(*source, &notes.sources, &mut notes.sink)?;
    let (profile, today) = (framework.profile(profile), scorecard.today);
    let assessment = validate(raw, framework, profile, *source, &notes.sources, today, &mut notes.sink)?;
    if notes.sink.has_errors() {
        return None;
    }
    // The answers are those of now, and so is what lies beside them.
    let mut looks = if own.looked { looking.look(framework, &assessment) } else { Looks::default() };
    looks.sealed |= own.sealed;
    let scorecard = score_seen(framework, &assessment, &looks, today);
    Some(Scored { framework: Arc::clone(framework), assessment, scorecard, looks, source: *source })
}

/// What a worksheet says otherwise than it did, and what it comes to by the method of before, where that is another one:
/// regressions are those by that method, and everything else has to pass by both.
pub(super) fn by_before(
    verdict: &mut Verdict,
    case: &Case<'_>,
    judging: &Judging<'_>,
    notes: &mut Notes,
) -> Result<Vec<Finding>, Stop> {
    let Scored { framework, assessment, scorecard, .. } = case.scored;
    if assessment.is_closed(scorecard.today) {
        // The change that closes it says more.
        if case.findings.iter().any(|finding| finding.code == FindingCode::WorksheetClosed) {
            verdict.findings.retain(|finding| finding.code != FindingCode::WorksheetClosed);
        }
        return Ok(Vec::new());
    }
    let mut findings = Vec::new();
    for (at, then) in case.thens.iter().enumerate() {
        // The first is what answers are held against.
        let comparison = case.comparison.filter(|_| at == 0);
        let more = by_then(verdict, case, (then, comparison), judging, notes)?;
        findings.extend(more.into_iter().filter(|one| !known(&findings, one)).collect::<Vec<_>>());
    }
    let is_known = !case.thens.is_empty();
    match case.before {
        Some(before) if !is_known || before.revision.is_none() => {
            let more = by_rules(verdict, case, (before, is_known), judging, notes)?;
            findings.extend(more.into_iter().filter(|one| !known(&findings, one)).collect::<Vec<_>>());
        }
        None if !is_known && verdict.gated && framework.name != framework.pack.id => {
            let weight = Weight::Note;
            findings.push(Finding { weight, ..older(framework, "nothing is named that it could be held against") });
        }
        _ => {}
    }
    Ok(findings)
}

/// Whether the same was found already.
fn known(findings: &[Finding], one: &Finding) -> bool {
    let what = |finding: &Finding| (finding.code, finding.subject.id.clone(), finding.detail.clone());
    findings.iter().any(|finding| what(finding) == what(one))
}

/// The worksheet beside what it was, or what another state of the files has of it.
fn by_then(
    verdict: &mut Verdict,
    case: &Case<'_>,
    (then, comparison): (&Then, Option<&Comparison>),
    judging: &Judging<'_>,
    notes: &mut Notes,
) -> Result<Vec<Finding>, Stop> {
    let Scored { framework, assessment, scorecard, .. } = case.scored;
    let method = &then.baseline.method;
    if method.framework != framework.pack.id {
        return Ok(Vec::new());
    }
    if method.version != framework.pack.version {
        return by_other_version(verdict, case, (then, comparison), judging, notes);
    }
    // The profile is the worksheet's; what a pack does otherwise is told of the profile that was.
    let packs = framework.profile(&method.profile).map(|profile| Method::of(framework, profile));
    let packs = packs.map_or_else(Vec::new, |now| method_changes(method, &now));
    let findings = changes(&then.baseline, Side { framework, assessment, scorecard }, &packs, scorecard.today);
    let looking = Looking { file: case.file, scope: case.scope };
    let Some(by) = then.by_method(case.scored, looking, notes) else { return Ok(findings) };
    let own = Method::of(&by.framework, by.scorecard.profile);
    let comparison = comparison.map(|_| compare(&by.framework, &then.baseline, &own, &by.scorecard));
    let policy = (judging.policy)(&by.framework, notes)?;
    let judged = judge(&by.framework, &by.assessment, &by.scorecard, comparison.as_ref(), &policy, judging.waivers);
    if comparison.is_some() {
        verdict.findings.retain(|finding| finding.code != FindingCode::Regression);
    }
    merge(verdict, judged, |finding| finding);
    Ok(findings)
}

/// The same where both are of different versions.
fn by_other_version(
    verdict: &mut Verdict,
    case: &Case<'_>,
    (then, comparison): (&Then, Option<&Comparison>),
    judging: &Judging<'_>,
    notes: &mut Notes,
) -> Result<Vec<Finding>, Stop> {
    let Scored { framework, assessment, scorecard, .. } = case.scored;
    // That it is another version says all that it weighs and asks otherwise.
    let version = MethodChange {
        what: "version of the framework".to_owned(),
        before: then.baseline.method.version.clone(),
        after: framework.pack.version.clone(),
        weighs: true,
    };
    // Of a worksheet that names no version the newest is read, and it is the program that moved on.
    let moved_on =
        then.in_file && assessment.pinned.is_none() && is_newer(&framework.pack.version, &then.baseline.method.version);
    let looking = Looking { file: case.file, scope: case.scope };
    let given = case.by.filter(|_| comparison.is_some());
    let made = match (given, &then.framework) {
        (None, Some(other)) => ByVersion::of(other, Some(&then.baseline), case.scored, looking),
        _ => None,
    };
    let by = given.or(made.as_ref());
    let mut findings = match by {
        Some(by) => {
            let Scored { framework, assessment, scorecard, .. } = by.scored();
            let policy = (judging.policy)(framework, notes)?;
            let judged = judge(framework, assessment, scorecard, comparison, &policy, judging.waivers);
            // What an older program asked is no gate; that nothing is worse by it is.
            let judged = if moved_on { regressions(judged) } else { judged };
            merge(verdict, judged, |finding| by.placed(finding));
            let side = Side { framework, assessment, scorecard };
            let found = changes(&then.baseline, side, &[version], scorecard.today);
            let asked = found.into_iter().filter(|finding| !by.is_unasked(finding));
            let mut found: Vec<Finding> = asked.map(|finding| by.placed(finding)).collect();
            let parts = then.baseline.snapshot.iter().flat_map(|snapshot| by.left_parts(snapshot, case.scored));
            found.extend(parts);
            found
        }
        None => changes(&then.baseline, Side { framework, assessment, scorecard }, &[version], scorecard.today),
    };
    if moved_on {
        for finding in findings.iter_mut().filter(|finding| finding.code == FindingCode::MethodChanged) {
            finding.weight = Weight::Warning;
            finding.help.push("the baseline is of an older version: write it again with `--write-baseline`".to_owned());
        }
    } else if by.is_some() && is_published(then, case, judging, notes)? {
        // Nothing of what was answered is worse by the version of then, and gates have to pass by both.
        for finding in findings.iter_mut().filter(|finding| finding.code == FindingCode::MethodChanged) {
            finding.weight = Weight::Warning;
            finding.help.push(
                "answers are held against what they were by the older version, and gates have to pass by both; look again at \
                 what `dmf framework migrate FILE --check` names"
                    .to_owned(),
            );
        }
    }
    Ok(findings)
}

/// Whether a worksheet moves to a newer version than it had, which is not the change's own: the state that it is held against
/// has the very same, or, where nobody knows that state, the program carries it.
fn is_published(then: &Then, case: &Case<'_>, judging: &Judging<'_>, notes: &mut Notes) -> Result<bool, Stop> {
    let Scored { framework, scorecard, .. } = case.scored;
    if !is_newer(&framework.pack.version, &then.baseline.method.version) {
        return Ok(false);
    }
    let there = if let Some(before) = case.before {
        (judging.framework)(before, &framework.name, notes)?
    } else {
        let bare = Scope::bare(Arc::clone(&case.scope.world));
        let (found, _) = notes.apart(|notes| bare.named(&framework.name, notes));
        found?
    };
    let own = Method::of(framework, scorecard.profile);
    let same = |there: &Framework| {
        let profile = there.profile(&framework.profiles[scorecard.profile.0].id);
        let alike = |profile| method_changes(&Method::of(there, profile), &own).is_empty();
        there.pack.version == framework.pack.version && profile.is_some_and(alike)
    };
    Ok(there.is_some_and(|there| same(&there)))
}

fn regressions(mut verdict: Verdict) -> Verdict {
    verdict.findings.retain(|finding| finding.code == FindingCode::Regression);
    verdict
}

/// The worksheet by the packs of the state whose rules count, which has no such worksheet, or `is_known` by another one.
fn by_rules(
    verdict: &mut Verdict,
    case: &Case<'_>,
    (before, is_known): (&Before, bool),
    judging: &Judging<'_>,
    notes: &mut Notes,
) -> Result<Vec<Finding>, Stop> {
    let own = &case.scored.framework;
    let (id, name) = (&own.pack.id, &before.name);
    let there = (judging.framework)(before, &own.name, notes)?;
    let mut findings = Vec::new();
    // What was never answered cannot have been left out since.
    let method =
        |finding: &Finding| [FindingCode::MethodChanged, FindingCode::LevelTextChanged].contains(&finding.code);
    if let Some(then) = there.as_ref().and_then(|there| Then::blank(there, case.scored, name)) {
        let found = by_then(verdict, case, (&then, None), judging, notes)?;
        findings.extend(found.into_iter().filter(method));
    } else {
        let change = MethodChange {
            what: format!("framework `{}`", own.name),
            before: format!("not in {name}"),
            after: own.pack.version.clone(),
            weighs: true,
        };
        findings.push(weighing(&change));
    }
    let newest = if is_known || own.name == *id { None } else { (judging.framework)(before, id, notes)? };
    if let Some(newest) = newest.filter(|newest| is_newer(&newest.pack.version, &own.pack.version)) {
        findings.push(older(own, &format!("{name} has no such worksheet, and its newest is {}", newest.pack.version)));
        // A file of rules knows no worksheet, so this one may have kept to its version for long.
        let then = before.revision.as_ref().and_then(|_| Then::blank(&newest, case.scored, name));
        if let Some(then) = then {
            by_other_version(verdict, case, (&then, None), judging, notes)?;
        }
    }
    Ok(findings)
}

/// That a worksheet keeps to an older version, with what makes that worth a word.
fn older(framework: &Framework, why: &str) -> Finding {
    let message = format!("the worksheet keeps to version {} of the framework; {why}", framework.pack.version);
    let at = crate::gate::At::Value(crate::source::Path::root().key("framework"));
    Finding::new(FindingCode::OlderVersion, crate::gate::Subject::overall(), "", message, at)
        .help("`dmf framework migrate FILE` moves it to the newest")
}
