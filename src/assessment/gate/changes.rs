//! A worksheet and what it was → what is said otherwise, beside levels: what it is measured by, and what backs it.

use jiff::civil::Date;

use super::judge::practice_subject;
use crate::{
    assessment::{
        baseline::MethodChange,
        model::{Answer, Assessment, Proof},
        score::{PracticeScore, Scorecard},
        standing::Standing,
    },
    framework::{Framework, PracticeId},
    gate::{At, Finding, FindingCode, Subject},
    source::Path,
};

/// A worksheet with the framework that it answers.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    pub framework: &'a Framework,
    pub assessment: &'a Assessment,
    pub scorecard: &'a Scorecard,
}

/// What the worksheet `now` says otherwise than `before` did. `method` is what the method does otherwise; what had ended by
/// `today` need not be kept.
#[must_use]
pub fn changes(before: Side<'_>, now: Side<'_>, method: &[MethodChange], today: Date) -> Vec<Finding> {
    let mut findings: Vec<Finding> = profile(before, now).into_iter().collect();
    findings.extend(organisation(before.assessment, now.assessment));
    findings.extend(method.iter().filter(|change| change.weighs).map(weighing));
    for (at, practice) in now.framework.practices.iter().enumerate() {
        let Some(then) = before.framework.practice(&practice.id) else { continue };
        let before_id = then;
        let subject = practice_subject(now.framework, PracticeId(at));
        let answer = Path::root().key("answers").key(&practice.id);
        if before.framework[then].levels != practice.levels {
            let message = format!("{}: a level asks for something else than it did", subject.name);
            let at = At::Key(Path::root().key("framework"));
            findings.push(Finding::new(FindingCode::LevelTextChanged, subject.clone(), "", message, at));
        }
        if practice.profiles[now.assessment.profile.0] {
            findings.extend(target(before, now, then, PracticeId(at), &subject));
        }
        match (&before.assessment.answers[then.0], &now.assessment.answers[at]) {
            (Answer::Missing, Answer::NotApplicable { .. }) => {
                let message = format!("{}: was not answered and is now said not to apply", subject.name);
                let at = At::Key(answer.key("not_applicable"));
                findings.push(Finding::new(FindingCode::NotApplicableAdded, subject, "", message, at));
            }
            (Answer::Level { evidence: then, level: was, .. }, Answer::Level { evidence, level, .. })
                if level >= was =>
            {
                let mut lost = lost(then, evidence, today);
                lost.extend(stands_less(before, now, before_id, PracticeId(at)));
                if !lost.is_empty() {
                    let message = format!("{}: its evidence says less than it did: {}", subject.name, lost.join(", "));
                    let at = if evidence.is_empty() { At::Key(answer) } else { At::Key(answer.key("evidence")) };
                    findings.push(Finding::new(FindingCode::EvidenceWeaker, subject, "", message, at));
                }
            }
            _ => {}
        }
    }
    findings
}

/// Another profile: one that asks for less of what was asked is told apart from one that asks for more.
fn profile(before: Side<'_>, now: Side<'_>) -> Option<Finding> {
    let name = |side: Side<'_>| side.framework.profiles[side.assessment.profile.0].id.clone();
    let (then, is) = (name(before), name(now));
    if then == is {
        return None;
    }
    let still_asked = |id: &str| now.framework.asked(now.assessment.profile).any(|(_, practice)| practice.id == id);
    let asked = before.framework.asked(before.assessment.profile);
    let dropped = asked.filter(|(_, practice)| !still_asked(&practice.id)).count();
    let at = At::Value(Path::root().key("organisation").key("profile"));
    let (code, message) = if dropped > 0 {
        let message = format!("the profile is {is} and was {then}: {dropped} practices are not asked any more");
        (FindingCode::ProfileNarrowed, message)
    } else {
        (FindingCode::ProfileWidened, format!("the profile is {is} and was {then}: it asks for no less"))
    };
    let help = format!("answers are held against what they were by the profile {then}, and against gates by both");
    Some(Finding::new(code, Subject::file(), "", message, at).help(help))
}

fn organisation(before: &Assessment, now: &Assessment) -> Option<Finding> {
    let (then, is) = (&before.organisation, &now.organisation);
    let says = |name: &str, country: &str| format!("{name} ({country})");
    let (then, is) = (says(&then.name, &then.country), says(&is.name, &is.country));
    (then != is).then(|| {
        let at = At::Value(Path::root().key("organisation").key("name"));
        let message = format!("the answers are those of {is}, and were those of {then}");
        Finding::new(FindingCode::OrganisationRenamed, Subject::file(), "", message, at)
    })
}

/// A pack that weighs otherwise.
fn weighing(change: &MethodChange) -> Finding {
    let message = format!("the method changed: {}: {} → {}", change.what, change.before, change.after);
    let at = At::Key(Path::root().key("framework"));
    Finding::new(FindingCode::MethodChanged, Subject::overall(), &change.what, message, at)
}

fn target(
    before: Side<'_>,
    now: Side<'_>,
    then: PracticeId,
    practice: PracticeId,
    subject: &Subject,
) -> Option<Finding> {
    let was = before.assessment.target(before.framework, then);
    let is = now.assessment.target(now.framework, practice);
    // What the profile aims at is told with the profile.
    if is >= was || before.assessment.targets == now.assessment.targets {
        return None;
    }
    let level = |level: u8| &now.framework.levels[usize::from(level)].id;
    let was = before.framework.levels.get(usize::from(was)).map_or("", |level| level.id.as_str());
    let message = format!("{}: {} is aimed at, it was {was}", subject.name, level(is));
    let at = At::Key(Path::root().key("targets"));
    Some(Finding::new(FindingCode::TargetLowered, subject.clone(), "", message, at))
}

/// What evidence stands for less by the files that are here than by those that the revision `name` has of the same records.
#[must_use]
pub fn uncommitted(framework: &Framework, committed: &Scorecard, now: &Scorecard, name: &str) -> Vec<Finding> {
    let best = |score: &PracticeScore| score.records.iter().map(|record| record.standing).max();
    let pairs = now.practices.iter().filter_map(|now| Some((committed.practice(now.practice)?, now)));
    let weaker =
        pairs.filter_map(|(then, now)| {
            let words = if now.evidenced < then.evidenced {
                let level = |level: u8| &framework.levels[usize::from(level)].id;
                format!("its evidence backs {}, and {} as it is in {name}", level(now.evidenced), level(then.evidenced))
            } else if best(now) < best(then) {
                format!("its best record is {}, and {} as it is in {name}", best(now)?, best(then)?)
            } else {
                return None;
            };
            let subject = practice_subject(framework, now.practice);
            let at = At::Key(Path::root().key("answers").key(&framework[now.practice].id).key("evidence"));
            let message = format!("{}: {words}", subject.name);
            let finding = Finding::new(FindingCode::EvidenceWeaker, subject, "uncommitted", message, at);
            Some(finding.help(
                "a file that a record names is gone or another one here: bring it back, or commit what became of it",
            ))
        });
    weaker.collect()
}

/// That the best of the records stands for less than the best did, in words; nothing where either method does not weigh them.
fn stands_less(before: Side<'_>, now: Side<'_>, then: PracticeId, practice: PracticeId) -> Option<String> {
    let best = |side: Side<'_>, practice: PracticeId| {
        let score = side.scorecard.practices.iter().find(|score| score.practice == practice)?;
        score.records.iter().map(|record| record.standing).max()
    };
    let (was, is) = (best(before, then)?, best(now, practice).unwrap_or(Standing::Nothing));
    (now.framework.evidence.is_some() && is < was).then(|| format!("its best record is {is}, it was {was}"))
}

/// What the records of an answer said and do not say any more, in words: a thing that none of them names, or that more of
/// them leave out. Records that say all may be put together, and those that have ended may go.
fn lost(before: &[Proof], now: &[Proof], today: Date) -> Vec<String> {
    type Says = (&'static str, fn(&Proof) -> bool);
    const SAYS: [Says; 5] = [
        ("a reference", |proof| proof.reference.is_some()),
        ("a first day", |proof| proof.effective.is_some()),
        ("a last day", |proof| proof.expires.is_some()),
        ("an owner", |proof| proof.owner.is_some()),
        ("a hash", |proof| proof.sha256.is_some()),
    ];
    let mut lost: Vec<String> = SAYS
        .iter()
        .filter_map(|(what, says)| {
            let holds = |proof: &&Proof| proof.expires.is_none_or(|last| last >= today);
            let then = before.iter().filter(holds);
            let (with, without): (Vec<&Proof>, Vec<&Proof>) = then.partition(|proof| says(proof));
            let (still, lacking): (Vec<&Proof>, Vec<&Proof>) = now.iter().partition(|proof| says(proof));
            let fewer = still.len() < with.len();
            let weaker = fewer && (still.is_empty() || lacking.len() > without.len());
            weaker.then(|| format!("{what} in {} of its records, it was {}", still.len(), with.len()))
        })
        .collect();
    let forever = |proofs: &[Proof]| proofs.iter().any(|proof| proof.expires.is_none());
    if lost.is_empty() && !before.is_empty() && forever(now) && !forever(before) {
        lost.push("a record that never ends was added".to_owned());
    }
    lost
}
