//! Where each finding stands: line, column and the words there.

use super::{Floor, Policy, judge, verdict_view};
use crate::{
    assessment::{
        baseline::{Baseline, Method, compare},
        sample::{Sample, TODAY, sample},
    },
    gate::{FindingCode, PlaceView, VerdictView},
};

/// A finding where it stands: code, subject, line and column, and the text of the place.
type Found = (&'static str, String, (usize, usize), String);

/// What is found on `after`, held against `before` where there is one.
fn found(before: Option<&str>, after: &str, policy: &Policy) -> Vec<Found> {
    let sample = sample(after);
    let comparison = before.map(|before| {
        let then = self::sample(before);
        let baseline = Baseline::of(
            &then.framework,
            &then.assessment,
            &then.scorecard,
            &crate::assessment::Looks::default(),
            "then".to_owned(),
        );
        let method = Method::of(&sample.framework, sample.scorecard.profile);
        compare(&sample.framework, &baseline, &method, &sample.scorecard)
    });
    let verdict = judge(&sample.framework, &sample.assessment, &sample.scorecard, comparison.as_ref(), policy, &[]);
    let Sample { framework, sources, source, .. } = &sample;
    let view = verdict_view(framework, policy, &[], &verdict, *source, sources, &str::to_owned);
    placed(&view, &sources.get(*source).text)
}

fn placed(view: &VerdictView, text: &str) -> Vec<Found> {
    let words = |place: &PlaceView| {
        assert_eq!(place.line, place.end_line, "places of findings lie in one line");
        let line = text.lines().nth(place.line - 1).unwrap_or_default();
        line.chars().skip(place.column - 1).take(place.end_column - place.column).collect()
    };
    view.findings
        .iter()
        .map(|finding| {
            let place = &finding.place;
            (finding.code, finding.subject.id.clone(), (place.line, place.column), words(place))
        })
        .collect()
}

/// The place of the one finding of that code and subject. The first answer stands in line 4 and begins in column 3.
fn place(
    before: Option<&str>,
    after: &str,
    policy: &Policy,
    code: FindingCode,
    subject: &str,
) -> ((usize, usize), String) {
    let all = found(before, after, policy);
    let mut these = all.iter().filter(|(found, id, ..)| *found == code.as_str() && id == subject);
    let (_, _, at, words) = these.next().unwrap_or_else(|| panic!("{code} on `{subject}` in {all:?}"));
    assert!(these.next().is_none(), "{code} on `{subject}` is found once");
    (*at, words.clone())
}

/// The head of all answers, for what has no line of its own.
fn head() -> ((usize, usize), String) {
    ((3, 1), "answers".to_owned())
}

fn at(line: usize, column: usize, words: &str) -> ((usize, usize), String) {
    ((line, column), words.to_owned())
}

#[test]
fn findings_on_one_answer_stand_at_the_word_that_makes_them() {
    let none = Policy::default();
    let on = |answers: &str, code, subject: &str| place(None, answers, &none, code, subject);
    let short = "GOV-01: 3\nGOV-02: 1";
    assert_eq!(on(short, FindingCode::UnbackedLevel, "GOV-01"), at(4, 11, "3"));
    assert_eq!(on(short, FindingCode::BelowTarget, "GOV-02"), at(5, 11, "1"));
    assert_eq!(on(short, FindingCode::NotAssessed, "GOV-03"), head());
    let long = "GOV-01: { evidence: [{ what: charter, shows: 1 }], level: developing }";
    assert_eq!(on(long, FindingCode::UnbackedLevel, "GOV-01"), at(4, 61, "developing"));
    assert_eq!(on(long, FindingCode::BelowTarget, "GOV-01"), at(4, 61, "developing"));
    let not_yet = "GOV-01: { level: 3, evidence: [{ what: charter, effective: 2026-11-02 }] }";
    assert_eq!(on(not_yet, FindingCode::UnbackedLevel, "GOV-01"), at(4, 20, "3"));
}

#[test]
fn stale_evidence_stands_at_the_end_date_of_the_first_that_is_over() {
    let on = |answers: &str| place(None, answers, &Policy::default(), FindingCode::StaleEvidence, "GOV-01");
    let one = "GOV-01: { level: 3, evidence: [{ what: a, expires: 2026-10-31 }] }";
    assert_eq!(on(one), at(4, 54, "2026-10-31"));
    let second = "GOV-01: { level: 3, evidence: [{ what: a, shows: 1 }, { what: b, expires: 2026-10-31 }] }";
    assert_eq!(on(second), at(4, 77, "2026-10-31"));
    let two = "GOV-01: { level: 3, evidence: [{ what: a, expires: 2026-10-30 }, { what: b, expires: 2026-10-31 }] }";
    assert_eq!(on(two), at(4, 54, "2026-10-30"), "the first in the file, not the last to end");
}

#[test]
fn evidence_that_ends_today_still_counts_and_no_finding_stands_at_it() {
    let none = Policy::default();
    let today = format!("GOV-01: {{ level: 3, evidence: [{{ what: a, shows: 1, expires: {TODAY} }}");
    let alone = place(None, &format!("{today}] }}"), &none, FindingCode::UnbackedLevel, "GOV-01");
    assert_eq!(alone, at(4, 20, "3"), "it shows less, and is not out of date");
    let beside = format!("{today}, {{ what: b, expires: 2026-10-31 }}] }}");
    let stale = place(None, &beside, &none, FindingCode::StaleEvidence, "GOV-01");
    assert_eq!(stale.1, "2026-10-31", "the one that ended, not the one that ends");
}

#[test]
fn a_regression_stands_at_what_made_it_worse() {
    let none = Policy::default();
    let on =
        |before: &str, after: &str, subject: &str| place(Some(before), after, &none, FindingCode::Regression, subject);
    let proof = "GOV-01: { level: 3, evidence: [{ what: a }] }";
    assert_eq!(on(proof, "GOV-01: 2", "GOV-01"), at(4, 11, "2"), "a lower level");
    assert_eq!(on(proof, "GOV-01: { level: 3 }", "GOV-01"), at(4, 20, "3"), "evidence lost");
    let ended = "GOV-01: { level: 3, evidence: [{ what: a, expires: 2026-10-31 }] }";
    assert_eq!(on(proof, ended, "GOV-01"), at(4, 54, "2026-10-31"), "evidence out of date");
    let weaker = "GOV-01: { level: 3, evidence: [{ what: a, shows: 1, expires: 2026-11-01 }] }";
    assert_eq!(on(proof, weaker, "GOV-01"), at(4, 20, "3"), "evidence that shows less");
    let not_yet = "GOV-01: { level: 3, evidence: [{ what: a, effective: 2026-11-02, expires: 2027-01-01 }] }";
    assert_eq!(on(proof, not_yet, "GOV-01"), at(4, 20, "3"), "evidence that begins later ended at no day");
    let reason = "GOV-01: { not_applicable: We have none }";
    assert_eq!(on(proof, reason, "GOV-01"), at(4, 13, "not_applicable"));
    assert_eq!(on("GOV-01: 3\nGOV-02: 1", "GOV-02: 1", "GOV-01"), head(), "an answer that is gone");
    assert_eq!(on(proof, "GOV-01: 2", "GOV"), head(), "what it drags down");
    assert_eq!(on(proof, "GOV-01: 2", "overall"), head());
}

#[test]
fn what_concerns_a_block_or_all_stands_at_the_answers() {
    let mut policy = Policy::default();
    policy.require(Some(0), Floor::Level(4), super::By::Claimed);
    policy.require(None, Floor::Level(4), super::By::Claimed);
    assert_eq!(place(None, "GOV-01: 3", &policy, FindingCode::BelowLevel, "GOV"), head());
    assert_eq!(place(None, "GOV-01: 3", &policy, FindingCode::BelowLevel, "overall"), head());
    assert_eq!(place(None, "", &policy, FindingCode::EmptyInput, ""), head());
}
