//! What was verified → what is wrong with it, and what a change does to it that the answerer may not do.

use super::{changes::Side, judge::practice_subject};
use crate::{
    assessment::{
        baseline::{Found, Stated},
        model::{Answer, Assessment, Verified},
        score::{PracticeScore, Scorecard},
        verified::Verification,
    },
    framework::{Framework, PracticeId},
    gate::{At, Finding, FindingCode},
    source::Path,
    words::Word,
};

/// What is wrong with what was verified. Nothing where the method does not count it.
#[must_use]
pub(super) fn verified_findings(framework: &Framework, assessment: &Assessment, scorecard: &Scorecard) -> Vec<Finding> {
    let findings = scorecard.practices.iter().filter_map(|score| {
        let verified = verified(assessment, score.practice)?;
        finding(framework, score, verified, score.verification?)
    });
    findings.collect()
}

fn finding(
    framework: &Framework,
    score: &PracticeScore,
    verified: &Verified,
    verification: Verification,
) -> Option<Finding> {
    let Verified { level, by, on, .. } = verified;
    let subject = practice_subject(framework, score.practice);
    let path = Path::root().key("answers").key(&framework[score.practice].id).key("verified");
    let make = |code: FindingCode, key: &str, words: String| {
        let message = format!("{}: {words}", subject.name);
        Finding::new(code, subject.clone(), &format!("{by} {on}"), message, At::Value(path.key(key)))
    };
    let name = |level: u8| &framework.levels[usize::from(level)].id;
    let nothing =
        || format!("`{by}` verified {}, and {}, so it counts for nothing", name(*level), verification.meaning());
    Some(match verification {
        Verification::Counts if *level < score.claimed => {
            let (claimed, found) = (name(score.claimed), name(*level));
            make(
                FindingCode::VerifiedBelowClaimed,
                "level",
                format!("{claimed} is claimed, and `{by}` found {found} on {on}"),
            )
            .help("mend the answer, or have it verified again")
        }
        Verification::Counts => return None,
        Verification::Answerer | Verification::Nobody | Verification::NobodyAnswered => {
            make(FindingCode::VerifiedNotIndependent, "by", nothing())
                .help("`answered_by` names who answered, and `verified` somebody else")
        }
        Verification::Later => make(FindingCode::VerifiedInFuture, "on", format!("{} (on {on})", nothing())),
        Verification::OutOfDate => make(FindingCode::VerifiedOutOfDate, "on", format!("{} (on {on})", nothing()))
            .help("have it verified again: `dmf answer FILE --verify ID=LEVEL --by NAME`"),
    })
}

/// What the worksheet `now` does to what was verified that whoever answers may not do, for a practice that was and is asked;
/// `answerer` is who answered then.
pub(super) fn verified_changes(
    (then, answerer): (&Stated, Option<&str>),
    now: Side<'_>,
    practice: PracticeId,
) -> Vec<Finding> {
    let Some(rules) = now.framework.evidence.as_ref().filter(|rules| rules.verified.is_some()) else {
        return Vec::new();
    };
    let subject = practice_subject(now.framework, practice);
    let answer = Path::root().key("answers").key(&now.framework[practice].id);
    let make = |code: FindingCode, at: At, words: String| {
        Finding::new(code, subject.clone(), "", format!("{}: {words}", subject.name), at)
    };
    let path = answer.key("verified");
    let number = |word: &str| now.framework.level(word);
    let name = |level: u8| &now.framework.levels[usize::from(level)].id;
    let (was, is) = (then.verified.as_ref(), verified(now.assessment, practice));
    let (level_was, level_is) = (then.level.as_deref().and_then(number), level(now.assessment, practice));
    let (state_was, score) = (was.and_then(|was| was.state), now.scorecard.practice(practice));
    let state_is = score.and_then(|score| score.verification);
    let Some(is) = is else {
        let dropped = was.filter(|_| state_was != Some(Verification::OutOfDate) && level_is.is_some());
        let words = |was: &Found| format!("what `{}` verified on {} is gone", was.by, was.on);
        let found = dropped.map(|was| make(FindingCode::VerifiedDropped, At::Key(answer), words(was)));
        return found.into_iter().collect();
    };
    let mut findings = Vec::new();
    let counts = state_is == Some(Verification::Counts);
    let own = matches!(state_is, Some(Verification::Answerer | Verification::Nobody | Verification::NobodyAnswered));
    if let Some(was) = was.filter(|_| own && state_was == Some(Verification::Counts)) {
        let why = state_is.map_or("", |state| state.meaning());
        let words = format!("what `{}` verified on {} does not count any more: {why}", was.by, was.on);
        findings.push(make(FindingCode::VerifiedDropped, At::Value(path.key("by")), words));
    }
    let other = |was: &&Found| number(&was.level) < Some(is.level) || !rules.same_person(&was.by, &is.by);
    if let Some(was) = was.filter(|was| was.on == is.on).filter(other) {
        let words =
            format!("on {} `{}` found {}, and now `{}` found {}", is.on, was.by, was.level, is.by, name(is.level));
        findings.push(
            make(FindingCode::VerifiedRewritten, At::Value(path.key("level")), words)
                .help("verify again, with the day of that"),
        );
    }
    let same = was.is_some_and(|was| (number(&was.level), &was.by, was.on) == (Some(is.level), &is.by, is.on));
    let counted_was = was.and_then(|was| number(&was.counted)).unwrap_or(0);
    let lifted = !same && score.map_or(0, |score| score.verified) > counted_was;
    if level_is > level_was && lifted && counts {
        let words =
            format!("one change raises it to {} and says that `{}` verified it", name(level_is.unwrap_or(0)), is.by);
        findings.push(
            make(FindingCode::VerifiedWithAnswer, At::Key(path.clone()), words)
                .help("raise the level in one change, and let whoever verified it add that in another"),
        );
    }
    let answerer = answerer.filter(|name| !rules.is_placeholder(name));
    if let Some(answerer) = answerer.filter(|answerer| counts && rules.same_person(answerer, &is.by)) {
        let words = format!("`{}` verified it, and answered before, as `{answerer}`", is.by);
        findings.push(make(FindingCode::VerifiedByFormerAnswerer, At::Value(path.key("by")), words));
    }
    findings
}

fn verified(assessment: &Assessment, practice: PracticeId) -> Option<&Verified> {
    match &assessment.answers[practice.0] {
        Answer::Level { verified, .. } => verified.as_ref(),
        Answer::Missing | Answer::NotApplicable { .. } => None,
    }
}

fn level(assessment: &Assessment, practice: PracticeId) -> Option<u8> {
    match &assessment.answers[practice.0] {
        Answer::Level { level, .. } => Some(*level),
        Answer::Missing | Answer::NotApplicable { .. } => None,
    }
}
