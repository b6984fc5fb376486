use jiff::ToSpan;

use super::*;
use crate::{
    assessment::{
        Basis,
        baseline::{Baseline, Comparison, Method, compare},
        sample::{Sample, TODAY, sample},
    },
    diag::{Code, Sink},
    gate::{Finding, FindingCode, Kind, Known, RawWaiver, Verdict, Waiver, judge_waivers, waivers},
    load::decode,
    source::{SourceId, Sources},
};

const PROOF: &str = "GOV-01: { level: 3, evidence: [{ what: charter, expires: 2027-01-01 }] }";

fn against(before: &Sample, after: &Sample) -> Comparison {
    let baseline = Baseline::of(
        &before.framework,
        &before.assessment,
        &before.scorecard,
        &crate::assessment::Looks::default(),
        "then".to_owned(),
    );
    compare(&after.framework, &baseline, &Method::of(&after.framework, after.scorecard.profile), &after.scorecard)
}

fn fail_on(codes: &[FindingCode]) -> Policy {
    Policy { fail_on: codes.to_vec(), ..Policy::default() }
}

/// The verdict on `after`, held against `before`, with the waivers of a `dmf.toml`.
fn verdict(before: &str, after: &str, policy: &Policy, toml: &str) -> (Verdict, Vec<Finding>) {
    let (before, after) = (sample(before), sample(after));
    let comparison = against(&before, &after);
    let (waivers, sink) = granted(toml, &after);
    assert!(sink.is_empty(), "{:?}", sink.sorted());
    let list: Vec<(usize, &Waiver)> = waivers.iter().enumerate().collect();
    let verdict = judge(&after.framework, &after.assessment, &after.scorecard, Some(&comparison), policy, &list);
    let findings = judge_waivers(&waivers, &[&verdict], &policy.asked(), TODAY);
    (verdict, findings)
}

fn granted(toml: &str, sample: &Sample) -> (Vec<Waiver>, Sink) {
    let (raw, source, sources, mut sink) = workspace(toml);
    let days = raw.gate.waiver_days;
    let waivers = waivers(&raw.waivers, days, (&[practices(sample)], &[]), source, &sources, TODAY, &mut sink);
    (waivers, sink)
}

fn practices(sample: &Sample) -> Known<'_> {
    let ids = sample.framework.practices.iter().map(|practice| practice.id.as_str());
    Known { kind: Kind::Practice, ids: ids.collect(), complaint: Code::UnknownPractice }
}

/// As much of a `dmf.toml` as this room knows.
#[derive(Debug, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawWorkspace {
    #[serde(default)]
    gate: RawGate,
    #[serde(default)]
    waivers: Vec<RawWaiver>,
}

fn workspace(toml: &str) -> (RawWorkspace, SourceId, Sources, Sink) {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let source = sources.add("dmf.toml", format!("# of a test\n{toml}"));
    let raw = decode(source, &sources, &mut sink).expect("the test writes it well");
    (raw, source, sources, sink)
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code.as_str()).collect()
}

/// Code and subject of what fails.
fn failing(verdict: &Verdict) -> Vec<(&str, &str)> {
    verdict
        .findings
        .iter()
        .filter(|finding| finding.fails)
        .map(|finding| (finding.code.as_str(), finding.subject.id.as_str()))
        .collect()
}

#[test]
fn a_regression_fails_only_where_a_gate_asks_for_it() {
    let (open, _) = verdict("GOV-01: 3", "GOV-01: 2", &Policy::default(), "");
    assert!(open.passes() && !open.gated);
    assert!(codes(&open.findings).contains(&"regression"));
    let (gated, _) = verdict("GOV-01: 3", "GOV-01: 2", &fail_on(&[FindingCode::Regression]), "");
    let subjects: Vec<&str> = failing(&gated).into_iter().map(|(_, subject)| subject).collect();
    assert_eq!(subjects, ["GOV-01", "GOV", "overall"], "the practice first, then what it drags down");
    let (better, _) = verdict("GOV-01: 2", "GOV-01: 3", &fail_on(&[FindingCode::Regression]), "");
    assert!(better.passes());
}

#[test]
fn nothing_answered_passes_no_gate_and_every_gate_alone_fails_it() {
    let empty = sample("");
    let gates = [
        fail_on(&[FindingCode::Regression]),
        fail_on(&[FindingCode::StaleEvidence]),
        Policy { under: vec![Under { block: None, floor: Floor::Level(0), by: By::Claimed }], ..Policy::default() },
        Policy { new_baseline: true, ..Policy::default() },
    ];
    for policy in gates {
        let verdict = judge(&empty.framework, &empty.assessment, &empty.scorecard, None, &policy, &[]);
        assert_eq!(failing(&verdict), [("empty-input", "")], "{policy:?}");
    }
    let verdict = judge(&empty.framework, &empty.assessment, &empty.scorecard, None, &Policy::default(), &[]);
    assert!(verdict.passes(), "without a gate there is nothing to fail");
}

#[test]
fn floors_are_held_against_levels_and_scores_claimed_and_evidenced() {
    let lines: Vec<String> = (1..=11).map(|at| format!("GOV-{at:02}: 3")).collect();
    let sample = sample(&lines.join("\n"));
    let pass =
        |policy: &Policy| judge(&sample.framework, &sample.assessment, &sample.scorecard, None, policy, &[]).passes();
    let asks = |floors: &[(Option<usize>, Floor, By)]| {
        let mut policy = Policy::default();
        for (block, floor, by) in floors {
            policy.require(*block, *floor, *by);
        }
        policy
    };
    let level = |level: u8, by: By| (Some(0), Floor::Level(level), by);
    let share = |share: u32| (Some(0), Floor::Share(Basis(share)), By::Claimed);
    let mut policy = asks(&[level(3, By::Claimed)]);
    assert!(pass(&policy));
    policy.look_at(By::Evidenced);
    assert!(!pass(&policy), "no evidence backs it");
    policy.look_at(By::Claimed);
    assert!(!pass(&policy), "a floor by evidence stays one");
    for order in [[level(4, By::Claimed), level(3, By::Claimed)], [level(3, By::Claimed), level(4, By::Claimed)]] {
        assert!(!pass(&asks(&order)), "the higher of two counts, whichever comes last");
    }
    assert!(pass(&asks(&[level(3, By::Claimed), share(7_500)])));
    assert!(!pass(&asks(&[level(3, By::Claimed), share(7_501)])));
    assert!(!pass(&asks(&[level(4, By::Claimed), share(7_500)])), "a level and a score both have to hold");
    let policy = asks(&[(None, Floor::Level(1), By::Claimed)]);
    assert!(!pass(&policy), "one block does not make the whole");
}

#[test]
fn a_block_of_which_nothing_applies_does_not_pass_its_gate() {
    let lines: Vec<String> = (1..=9).map(|at| format!("INN-{at:02}: {{ not_applicable: None }}")).collect();
    let sample = sample(&format!("GOV-01: 4\n{}", lines.join("\n")));
    let mut policy = Policy::default();
    policy.require(Some(4), Floor::Level(0), By::Claimed);
    let verdict = judge(&sample.framework, &sample.assessment, &sample.scorecard, None, &policy, &[]);
    assert_eq!(failing(&verdict), [("below-level", "INN")]);
}

#[test]
fn evidence_that_ended_is_stale_and_evidence_that_was_never_there_is_not() {
    let ended = "GOV-01: { level: 3, evidence: [{ what: a }, { what: b, expires: 2026-01-01 }] }";
    for (answers, expected) in [
        ("GOV-01: { level: 3, evidence: [{ what: a, expires: 2026-10-31 }] }", vec!["stale-evidence"]),
        ("GOV-01: { level: 3, evidence: [{ what: a, expires: 2026-11-01 }] }", vec![]),
        ("GOV-01: { level: 3, evidence: [{ what: a, shows: 1 }] }", vec!["unbacked-level"]),
        (
            "GOV-01: { level: 3, evidence: [{ what: a, shows: 1 }, { what: b, expires: 2026-01-01 }] }",
            vec!["stale-evidence"],
        ),
        ("GOV-01: 3", vec!["unbacked-level"]),
        (ended, vec![]),
    ] {
        let sample = sample(answers);
        let verdict = judge(&sample.framework, &sample.assessment, &sample.scorecard, None, &Policy::default(), &[]);
        let found: Vec<&str> = codes(&verdict.findings)
            .into_iter()
            .filter(|code| !["not-assessed", "below-target"].contains(code))
            .collect();
        assert_eq!(found, expected, "{answers}");
    }
}

#[test]
fn a_waiver_excuses_a_practice_and_what_it_drags_down_and_stays_visible() {
    let toml = "[[waivers]]\npractice = \"GOV-01\"\nreason = \"reorganisation\"\nowner = \"DPO\"\nuntil = 2026-12-31\n";
    let policy = fail_on(&[FindingCode::Regression]);
    let (verdict, findings) = verdict(PROOF, "GOV-01: 2", &policy, toml);
    assert!(verdict.passes());
    let waived = verdict.findings.iter().filter(|finding| finding.waived.is_some());
    assert!(waived.clone().count() >= 3, "practice, block and overall");
    assert!(waived.clone().all(|finding| !finding.fails));
    assert!(findings.is_empty(), "it was used");
}

#[test]
fn a_waiver_of_one_practice_does_not_hide_another() {
    let toml = "[[waivers]]\npractice = \"GOV-01\"\nreason = \"r\"\nowner = \"o\"\nuntil = 2026-12-31\n";
    let policy = fail_on(&[FindingCode::Regression]);
    let (verdict, _) = verdict("GOV-01: 3\nGOV-02: 3", "GOV-01: 2\nGOV-02: 2", &policy, toml);
    let subjects: Vec<&str> = failing(&verdict).into_iter().map(|(_, subject)| subject).collect();
    assert_eq!(subjects, ["GOV-02", "GOV", "overall"], "the block fell for the other one as well");
}

#[test]
fn an_expired_an_overlong_and_an_unused_waiver_are_findings_and_excuse_nothing() {
    let until = |days: i64| TODAY.saturating_add(days.days());
    let policy = fail_on(&[FindingCode::Regression]);
    for (practice, day, expected, passes) in [
        ("GOV-01", until(0), vec![], true),
        ("GOV-01", until(-1), vec!["waiver-expired"], false),
        ("GOV-01", until(180), vec![], true),
        ("GOV-01", until(181), vec!["waiver-too-long"], false),
        ("GOV-02", until(10), vec!["waiver-unused"], false),
    ] {
        let toml = format!("[[waivers]]\npractice = \"{practice}\"\nreason = \"r\"\nowner = \"o\"\nuntil = {day}\n");
        let (verdict, findings) = verdict("GOV-01: 3", "GOV-01: 2", &policy, &toml);
        assert_eq!(codes(&findings), expected, "{toml}");
        assert_eq!(verdict.passes(), passes, "{toml}");
        assert!(findings.iter().all(|finding| !finding.fails), "a gate has to ask for it");
    }
    let strict = fail_on(&[FindingCode::WaiverUnused]);
    let toml = "[[waivers]]\npractice = \"GOV-02\"\nreason = \"r\"\nowner = \"o\"\nuntil = 2026-12-31\n";
    let (_, findings) = verdict("GOV-01: 3", "GOV-01: 3", &strict, toml);
    assert!(findings[0].fails);
}

#[test]
fn a_shorter_term_can_be_set() {
    let sample = sample("GOV-01: 3");
    let toml = "[gate]\nwaiver_days = 30\n[[waivers]]\npractice = \"GOV-01\"\nreason = \"r\"\nowner = \"o\"\nuntil = 2026-12-31\n";
    assert!(!granted(toml, &sample).0[0].holds(TODAY));
}

#[test]
fn a_waiver_that_was_not_looked_for_is_not_called_unused() {
    let sample = sample("GOV-01: 3");
    let toml = "[[waivers]]\npractice = \"GOV-01\"\ncode = \"regression\"\nreason = \"r\"\nowner = \"o\"\nuntil = 2026-12-31\n";
    let (waivers, _) = granted(toml, &sample);
    let list: Vec<(usize, &Waiver)> = waivers.iter().enumerate().collect();
    let policy = Policy::default();
    let verdict = judge(&sample.framework, &sample.assessment, &sample.scorecard, None, &policy, &list);
    assert!(judge_waivers(&waivers, &[&verdict], &policy.asked(), TODAY).is_empty());
}

#[test]
fn a_misspelt_waiver_is_an_error_at_its_place() {
    let sample = sample("GOV-01: 3");
    let rest = "reason = \"r\"\nowner = \"o\"\nuntil = 2026-12-31\n";
    for (toml, code, line) in [
        (format!("[[waivers]]\npractice = \"GOV-1\"\n{rest}"), "unknown-practice", 3),
        (format!("[[waivers]]\ncode = \"regresion\"\n{rest}"), "unknown-finding", 3),
        (format!("[[waivers]]\ncode = \"empty-input\"\n{rest}"), "not-waivable", 3),
        (format!("[[waivers]]\n{rest}"), "waiver-without-subject", 2),
        (format!("[[waivers]]\npractice = \"GOV-01\"\n{rest}expires = 2027-01-01\n"), "unknown-key", 7),
        ("[[waivers]]\npractice = \"GOV-01\"\nreason = \"r\"\nuntil = 2026-12-31\n".to_owned(), "missing-key", 2),
        (
            "[[waivers]]\npractice = \"GOV-01\"\nreason = \" \"\nowner = \"o\"\nuntil = 2026-12-31\n".to_owned(),
            "empty-text",
            4,
        ),
    ] {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let source = sources.add("dmf.toml", format!("# of a test\n{toml}"));
        if let Some(raw) = decode::<RawWorkspace>(source, &sources, &mut sink) {
            waivers(&raw.waivers, None, (&[practices(&sample)], &[]), source, &sources, TODAY, &mut sink);
        }
        let found: Vec<(&str, usize)> = sink
            .sorted()
            .iter()
            .map(|found| (found.code.as_str(), sources.position(found.place.as_ref().expect("it has one")).line))
            .collect();
        assert_eq!(found, [(code, line)], "{toml}");
    }
}

#[test]
fn gates_are_read_and_misspelt_ones_are_errors() {
    let sample = sample("GOV-01: 3");
    let toml = "[gate]\nfail_under = 2\nby = \"evidenced\"\nblocks = { GOV = \"62.5%\" }\nfail_on = [\"regression\"]\n";
    let (raw, source, sources, mut sink) = workspace(toml);
    let read = policy(&raw.gate, &sample.framework, &[], source, &sources, &mut sink);
    assert!(sink.is_empty());
    assert_eq!(
        read,
        Policy {
            under: vec![
                Under { block: Some(0), floor: Floor::Share(Basis(6_250)), by: By::Evidenced },
                Under { block: None, floor: Floor::Level(2), by: By::Evidenced },
            ],
            by: By::Evidenced,
            fail_on: vec![FindingCode::Regression],
            new_baseline: false,
        }
    );
    for (line, code) in [
        ("fail_under = \"high\"", "unknown-level"),
        ("fail_under = \"101%\"", "unknown-level"),
        ("blocks = { GOVX = 1 }", "unknown-block"),
        ("fail_on = [\"regress\"]", "unknown-finding"),
    ] {
        let (raw, source, sources, mut sink) = workspace(&format!("[gate]\n{line}\n"));
        policy(&raw.gate, &sample.framework, &[], source, &sources, &mut sink);
        let found: Vec<&str> = sink.sorted().iter().map(|found| found.code.as_str()).collect();
        assert_eq!(found, [code], "{line}");
    }
}

#[test]
fn a_new_baseline_holds_no_regression_not_even_a_waived_one() {
    let toml = "[[waivers]]\npractice = \"GOV-01\"\nreason = \"r\"\nowner = \"o\"\nuntil = 2026-12-31\n";
    let policy = Policy { new_baseline: true, ..Policy::default() };
    let (verdict, _) = verdict("GOV-01: 3", "GOV-01: 2", &policy, toml);
    assert!(!verdict.passes());
}

#[test]
fn a_fingerprint_survives_moved_lines_and_tells_findings_apart() {
    let prints = |answers: &str| {
        let sample = sample(answers);
        let policy = Policy::default();
        let verdict = judge(&sample.framework, &sample.assessment, &sample.scorecard, None, &policy, &[]);
        let view =
            verdict_view(&sample.framework, &policy, &[], &verdict, sample.source, &sample.sources, &str::to_owned);
        let mut lines: Vec<(String, usize)> =
            view.findings.iter().map(|finding| (finding.fingerprint.clone(), finding.place.line)).collect();
        lines.sort();
        lines
    };
    let (before, after) = (prints("GOV-01: 2\nGOV-02: 1"), prints("# moved\n# down\nGOV-02: 1\nGOV-01: 2"));
    let only = |list: &[(String, usize)]| list.iter().map(|(print, _)| print.clone()).collect::<Vec<_>>();
    assert_eq!(only(&before), only(&after));
    assert_ne!(before, after, "the lines did move");
    let mut unique = only(&before);
    unique.dedup();
    assert_eq!(unique.len(), before.len());
}

#[test]
fn of_two_policies_the_stricter_of_each_gate_counts() {
    let floor = |floor, by| Policy { under: vec![Under { block: None, floor, by }], ..Policy::default() };
    let claimed = |level| floor(Floor::Level(level), By::Claimed);
    let evidenced = |level| floor(Floor::Level(level), By::Evidenced);
    // (now, before, what counts)
    for (now, before, under) in [
        (claimed(1), claimed(3), claimed(3).under),
        (claimed(3), claimed(1), claimed(3).under),
        (Policy::default(), claimed(2), claimed(2).under),
        // Neither says more than the other: both are asked.
        (claimed(3), evidenced(2), [claimed(3).under, evidenced(2).under].concat()),
        (
            floor(Floor::Share(Basis(5_000)), By::Claimed),
            claimed(2),
            [floor(Floor::Share(Basis(5_000)), By::Claimed).under, claimed(2).under].concat(),
        ),
    ] {
        let mut policy = now;
        policy.tighten(&before);
        assert_eq!(policy.under, under);
    }
    assert!(evidenced(2).covers(&claimed(2).under[0]), "what evidence backs is claimed");
    assert!(!claimed(2).covers(&evidenced(2).under[0]));
    assert!(!claimed(1).covers(&claimed(2).under[0]));
    assert!(!Policy::default().covers(&claimed(0).under[0]), "a gate that is gone asks for nothing");
    let mut policy = Policy { fail_on: vec![FindingCode::StaleEvidence], ..Policy::default() };
    policy.tighten(&Policy { fail_on: vec![FindingCode::Regression, FindingCode::StaleEvidence], ..Policy::default() });
    assert_eq!(policy.fail_on, [FindingCode::StaleEvidence, FindingCode::Regression]);
}
