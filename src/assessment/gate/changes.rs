//! A worksheet and what it was → what is said otherwise, beside levels: what it is measured by, and what backs it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{judge::practice_subject, redated::redated, verified::verified_changes};
use crate::{
    assessment::{
        baseline::{Baseline, MethodChange, Rested, Snapshot, Stated, asks, scale, sentences},
        left_out::said_at,
        looks::Looks,
        model::{Answer, Assessment, Proof},
        score::{PracticeScore, Scorecard, State},
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

/// What the worksheet `now` says otherwise than the one of `before` did. `method` is what the method does otherwise; what had
/// ended by `today` need not be kept.
#[must_use]
pub fn changes(before: &Baseline, now: Side<'_>, method: &[MethodChange], today: Date) -> Vec<Finding> {
    let mut findings: Vec<Finding> = profile(before, now).into_iter().collect();
    findings.extend(organisation(before, now.assessment));
    findings.extend(method.iter().filter(|change| change.weighs).map(weighing));
    let Some(then) = &before.snapshot else {
        findings.push(incomplete(&before.origin));
        return findings;
    };
    findings.extend(pack(before, then, now));
    let answered_by = then.answered_by.as_deref();
    let aims = Snapshot::of(now.framework, now.assessment, now.scorecard, &Looks::default()).targets;
    let same_version = before.method.version == now.framework.pack.version;
    for (at, practice) in now.framework.practices.iter().enumerate() {
        let stated = then.stated(&practice.id).map(|stated| (stated, &then.targets, then.sealed, same_version));
        let Some(then) = stated else { continue };
        findings.extend(verified_changes((then.0, answered_by), now, PracticeId(at)));
        findings.extend(of_practice(then, now, &aims, PracticeId(at), today));
    }
    findings
}

/// What a pack of the same version says otherwise, beside what it weighs: what the levels mean, and what the profile aims at.
fn pack(before: &Baseline, then: &Snapshot, now: Side<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if before.method.version != now.framework.pack.version {
        return findings;
    }
    if !then.scale.is_empty() && then.scale != scale(now.framework) {
        let message = "a level of the scale is called otherwise, or means something else than it did".to_owned();
        let at = At::Key(Path::root().key("framework"));
        findings.push(Finding::new(FindingCode::LevelTextChanged, Subject::overall(), "scale", message, at));
    }
    let profile = &now.framework.profiles[now.assessment.profile.0];
    let was = then.aims_at.as_deref().and_then(|word| now.framework.level(word));
    if let Some(was) = was.filter(|was| before.method.profile == profile.id && profile.target < *was) {
        let name = |level: u8| &now.framework.levels[usize::from(level)].id;
        let message = format!("the profile {} aims at {}, it was {}", profile.id, name(profile.target), name(was));
        let at = At::Key(Path::root().key("framework"));
        findings.push(Finding::new(FindingCode::TargetLowered, Subject::overall(), "profile", message, at));
    }
    findings
}

/// What is said otherwise of one practice. What is aimed at is told where the worksheet itself aims elsewhere.
fn of_practice(
    (then, aimed, sealed, same_version): (&Stated, &BTreeMap<String, String>, bool, bool),
    now: Side<'_>,
    aims: &BTreeMap<String, String>,
    id: PracticeId,
    today: Date,
) -> Vec<Finding> {
    let practice = &now.framework[id];
    let subject = practice_subject(now.framework, id);
    let answer = Path::root().key("answers").key(&practice.id);
    let mut findings = Vec::new();
    if then.sentences != sentences(practice) {
        let message = format!("{}: a level asks for something else than it did", subject.name);
        let at = At::Key(Path::root().key("framework"));
        findings.push(Finding::new(FindingCode::LevelTextChanged, subject.clone(), "", message, at));
    }
    if then.sentences == sentences(practice) && !then.asks.is_empty() && then.asks != asks(practice) && same_version {
        let message = format!("{}: it has another title or question than it had", subject.name);
        let at = At::Key(Path::root().key("framework"));
        findings.push(Finding::new(FindingCode::LevelTextChanged, subject.clone(), "question", message, at));
    }
    if practice.profiles[now.assessment.profile.0] && aimed != aims {
        findings.extend(target(then, now, id, &subject));
    }
    match &now.assessment.answers[id.0] {
        Answer::NotApplicable { .. } if then.state == State::NotAssessed => {
            let message = format!("{}: was not answered and is now said not to apply", subject.name);
            findings.push(added(subject.clone(), message, (now.framework, now.assessment, id)));
        }
        Answer::Level { evidence, level, .. } if then.state == State::Answered => {
            let was = then.level.as_ref().and_then(|word| now.framework.level(word)).unwrap_or(0);
            let at = || At::Key(if evidence.is_empty() { answer.clone() } else { answer.key("evidence") });
            let mut lost = if *level >= was { lost(&then.records, evidence, today) } else { Vec::new() };
            if *level >= was {
                lost.extend(stands_less(then, now, id));
            }
            if !lost.is_empty() {
                let message = format!("{}: its evidence says less than it did: {}", subject.name, lost.join(", "));
                findings.push(Finding::new(FindingCode::EvidenceWeaker, subject.clone(), "", message, at()));
            }
            findings.extend(seals((&then.records, sealed), evidence, today, &subject, &answer));
            let weighed = now.scorecard.practice(id).map_or(&[][..], |score| &score.records);
            findings.extend(redated(&then.records, (evidence, weighed), &subject, &answer));
        }
        _ => {}
    }
    findings
}

/// That a practice is said not to apply which counted before.
fn added(subject: Subject, message: String, of: (&Framework, &Assessment, PracticeId)) -> Finding {
    let (framework, assessment, practice) = of;
    let at = At::Key(said_at(framework, assessment, practice));
    Finding::new(FindingCode::NotApplicableAdded, subject, "", message, at)
}

/// Practices of `own` that are said not to apply while another one answers for what both ask, where what was asked before, by
/// `then`, counted: `parts` are those that ask together what a practice of then asked.
#[must_use]
pub fn left_parts(then: &Stated, own: (&Framework, &Assessment), parts: &[PracticeId]) -> Vec<Finding> {
    let (framework, assessment) = own;
    let leaves = |part: &&PracticeId| matches!(assessment.answers[part.0], Answer::NotApplicable { .. });
    if then.state == State::NotApplicable || parts.len() < 2 || parts.iter().all(|part| leaves(&part)) {
        return Vec::new();
    }
    let leaving = parts.iter().filter(leaves).map(|part| {
        let subject = practice_subject(framework, *part);
        let message = format!("{}: is said not to apply, and was a part of {}, which counted", subject.name, then.id);
        added(subject, message, (framework, assessment, *part))
    });
    leaving.collect()
}

/// That a baseline says too little to tell all that changed.
fn incomplete(origin: &str) -> Finding {
    let message = format!(
        "`{origin}` does not record what its answers said, rested on and were read by: evidence that says less, a seal that is gone, \
         sentences of levels and reasons to leave a practice out cannot be told from what they were"
    );
    let at = At::Key(Path::root().key("framework"));
    Finding::new(FindingCode::BaselineIncomplete, Subject::file(), "", message, at)
        .help("write it again with `--write-baseline`, or compare with a revision, `git:REVISION`")
}

/// Another profile: one that asks for less of what was asked is told apart from one that asks for more.
fn profile(before: &Baseline, now: Side<'_>) -> Option<Finding> {
    let then = &before.method.profile;
    let is = &now.framework.profiles[now.assessment.profile.0].id;
    if then == is {
        return None;
    }
    let still_asked = |id: &str| now.framework.asked(now.assessment.profile).any(|(_, practice)| practice.id == id);
    let dropped = before.method.practices.iter().filter(|practice| !still_asked(&practice.id)).count();
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

fn organisation(before: &Baseline, now: &Assessment) -> Option<Finding> {
    let is = &now.organisation;
    // A file of an older program may not tell the country.
    let country = if before.country.is_empty() { &is.country } else { &before.country };
    let says = |name: &str, country: &str| format!("{name} ({country})");
    let (then, is) = (says(&before.organisation, country), says(&is.name, &is.country));
    (then != is).then(|| {
        let at = At::Value(Path::root().key("organisation").key("name"));
        let message = format!("the answers are those of {is}, and were those of {then}");
        Finding::new(FindingCode::OrganisationRenamed, Subject::file(), "", message, at)
    })
}

/// A pack that weighs otherwise.
#[must_use]
pub fn weighing(change: &MethodChange) -> Finding {
    let message = format!("the method changed: {}: {} → {}", change.what, change.before, change.after);
    let at = At::Key(Path::root().key("framework"));
    Finding::new(FindingCode::MethodChanged, Subject::overall(), &change.what, message, at)
}

fn target(then: &Stated, now: Side<'_>, practice: PracticeId, subject: &Subject) -> Option<Finding> {
    let was = now.framework.level(&then.target)?;
    let is = now.assessment.target(now.framework, practice);
    if is >= was {
        return None;
    }
    let is = &now.framework.levels[usize::from(is)].id;
    let message = format!("{}: {is} is aimed at, it was {}", subject.name, then.target);
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
fn stands_less(then: &Stated, now: Side<'_>, practice: PracticeId) -> Option<String> {
    let was = then.records.iter().filter_map(|record| record.standing).max()?;
    let records = now.scorecard.practice(practice).map_or(&[][..], |score| &score.records);
    let is = records.iter().map(|record| record.standing).max().unwrap_or(Standing::Nothing);
    (now.framework.evidence.is_some() && is < was).then(|| format!("its best record is {is}, it was {was}"))
}

/// What the records of an answer said and do not say any more, in words: a thing that none of them names, or that more of
/// them leave out. Records that say all may be put together, and those that have ended may go.
fn lost(before: &[Rested], now: &[Proof], today: Date) -> Vec<String> {
    type Says = (&'static str, fn(&Rested) -> bool, fn(&Proof) -> bool);
    const SAYS: [Says; 5] = [
        ("a reference", |record| record.reference.is_some(), |proof| proof.reference.is_some()),
        ("a first day", |record| record.effective.is_some(), |proof| proof.effective.is_some()),
        ("a last day", |record| record.expires.is_some(), |proof| proof.expires.is_some()),
        ("an owner", |record| record.owner.is_some(), |proof| proof.owner.is_some()),
        ("a hash", |record| record.sha256.is_some(), |proof| proof.sha256.is_some()),
    ];
    let mut lost: Vec<String> = SAYS
        .iter()
        .filter_map(|(what, said, says)| {
            let (with, without): (Vec<&Rested>, Vec<&Rested>) =
                before.iter().filter(|record| holds(record, today)).partition(|record| said(record));
            let (still, lacking): (Vec<&Proof>, Vec<&Proof>) = now.iter().partition(|proof| says(proof));
            let fewer = still.len() < with.len();
            let weaker = fewer && (still.is_empty() || lacking.len() > without.len());
            weaker.then(|| format!("{what} in {} of its records, it was {}", still.len(), with.len()))
        })
        .collect();
    let forever = now.iter().any(|proof| proof.expires.is_none());
    if lost.is_empty() && !before.is_empty() && forever && before.iter().all(|record| record.expires.is_some()) {
        lost.push("a record that never ends was added".to_owned());
    }
    lost
}

/// Whether a record of before had not ended.
fn holds(record: &Rested, today: Date) -> bool {
    record.expires.is_none_or(|last| last >= today)
}

/// That nobody knows what a file was that a record still names: it is taken for what it is now, so that it neither raises nor
/// lowers anything.
fn unkept(record: &Rested, now: &[Proof], subject: &Subject, evidence: &Path) -> Option<Finding> {
    let named = record.file().filter(|_| record.unkept)?;
    let is = |proof: &Proof| proof.reference.as_ref().is_some_and(|reference| reference.as_str() == named);
    let at = At::Value(evidence.index(now.iter().position(is)?).key("ref"));
    let message = format!(
        "{}: `{named}` is kept by no commit of this repository, so what it was in the base is not known",
        subject.name
    );
    let finding = Finding::new(FindingCode::EvidenceUnkept, subject.clone(), named, message, at);
    Some(finding.help("commit the file beside the worksheet, or cite it: `ref: { cite: … }`"))
}

/// What became of sealed records, and of hashes: a seal is there so that nobody takes it, or what it holds, away unseen.
/// Where all records were `sealed`, that they are not any more is told of the settings.
fn seals(
    (before, sealed): (&[Rested], bool),
    now: &[Proof],
    today: Date,
    subject: &Subject,
    answer: &Path,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let evidence = answer.key("evidence");
    for record in before.iter().filter(|record| holds(record, today)) {
        findings.extend(unkept(record, now, subject, &evidence));
        let Some(named) = record.file() else { continue };
        let hash = |proof: &Proof| proof.sha256.map(|hash| hash.to_string());
        let still = now
            .iter()
            .enumerate()
            .filter(|(_, proof)| proof.reference.as_ref().is_some_and(|reference| reference.as_str() == named));
        let found = still.max_by_key(|(_, proof)| (hash(proof) == record.sha256, proof.sealed));
        let (code, at, words) = match found {
            None if record.sealed => {
                let at = At::Key(if now.is_empty() { answer.clone() } else { evidence.clone() });
                (FindingCode::SealRemoved, at, format!("`{named}` was sealed and is named by no record any more"))
            }
            None => continue,
            Some((at, proof)) if record.sealed && !proof.sealed => {
                let words = format!("`{named}` was sealed and is not any more");
                (FindingCode::SealRemoved, At::Value(evidence.index(at)), words)
            }
            Some((at, proof)) => {
                let (Some(was), Some(is)) = (&record.sha256, hash(proof)) else { continue };
                if *was == is {
                    continue;
                }
                let words = format!("the hash of `{named}` is another one: {was:.10}… → {is:.10}…");
                let sealed = record.sealed || sealed;
                let code = if sealed { FindingCode::SealedReplaced } else { FindingCode::EvidenceReplaced };
                (code, At::Value(evidence.index(at).key("sha256")), words)
            }
        };
        let message = format!("{}: {words}", subject.name);
        findings.push(Finding::new(code, subject.clone(), named, message, at));
    }
    findings
}
