use super::*;
use crate::{
    assessment::{
        sample::{Sample, TODAY, framework, on, sample},
        view,
    },
    diag::Sink,
    framework::Framework,
    load::decode_saved,
    source::Sources,
};

fn baseline(sample: &Sample) -> Baseline {
    Baseline::of(
        &sample.framework,
        &sample.assessment,
        &sample.scorecard,
        &crate::assessment::Looks::default(),
        "then".to_owned(),
    )
}

fn against(before: &str, after: &str) -> (Framework, Comparison) {
    let (before, after) = (sample(before), sample(after));
    let method = Method::of(&after.framework, after.scorecard.profile);
    let comparison = compare(&after.framework, &baseline(&before), &method, &after.scorecard);
    (after.framework, comparison)
}

fn reasons(before: &str, after: &str) -> Vec<Reason> {
    let (_, comparison) = against(before, after);
    comparison.practices.iter().flat_map(|change| change.reasons.clone()).collect()
}

#[test]
fn each_way_of_becoming_worse_has_its_reason() {
    let proof = "GOV-01: { level: 3, evidence: [{ what: charter }] }";
    assert_eq!(reasons("GOV-01: 3", "GOV-01: 2"), [Reason::LowerLevel]);
    assert_eq!(reasons(proof, "GOV-01: 3"), [Reason::EvidenceLost]);
    let expired = "GOV-01: { level: 3, evidence: [{ what: charter, expires: 2026-10-31 }] }";
    assert_eq!(reasons(proof, expired), [Reason::EvidenceExpired]);
    let weaker = "GOV-01: { level: 3, evidence: [{ what: charter, shows: 1 }] }";
    assert_eq!(reasons(proof, weaker), [Reason::EvidenceWeaker]);
    assert_eq!(reasons("GOV-01: 3", "GOV-01: { not_applicable: We have none }"), [Reason::NotApplicable]);
    assert_eq!(reasons("GOV-01: 3\nGOV-02: 1", "GOV-02: 1"), [Reason::Vanished]);
    assert_eq!(reasons("GOV-01: { not_applicable: None }\nGOV-02: 1", "GOV-02: 1"), [Reason::Vanished]);
    // A lower level that is backed in full is said once.
    assert_eq!(reasons(proof, "GOV-01: { level: 2, evidence: [{ what: charter }] }"), [Reason::LowerLevel]);
    // A higher claim does not make up for lost evidence.
    assert_eq!(reasons(proof, "GOV-01: 4"), [Reason::EvidenceLost]);
}

#[test]
fn a_better_answer_is_no_regression() {
    for (before, after) in [
        ("GOV-01: 2", "GOV-01: 3"),
        ("GOV-02: 1", "GOV-01: 0\nGOV-02: 1"),
        ("GOV-01: 2", "GOV-01: { level: 2, evidence: [{ what: charter }] }"),
    ] {
        let (_, comparison) = against(before, after);
        assert!(!comparison.is_worse(), "{before} → {after}");
        assert_eq!(comparison.improvements(), 1, "{before} → {after}");
    }
}

#[test]
fn nothing_moved_is_nothing() {
    let (_, comparison) = against("GOV-01: 2", "GOV-01: 2");
    assert!(comparison.practices.is_empty() && comparison.method.is_empty());
    assert_eq!(comparison.overall.trend, Trend::Same);
    assert_eq!(comparison.overall.printed, None);
}

#[test]
fn a_change_of_weight_is_a_change_of_method_and_moves_no_figure() {
    let before = sample("GOV-01: 3\nPOL-01: 1");
    let mut heavier = framework();
    heavier.profiles.iter_mut().for_each(|profile| profile.weights[0] += 7);
    heavier.practices[0].weight += 2;
    heavier.reach_share = 9_000;
    let after = on(heavier, "GOV-01: 3\nPOL-01: 1");
    let method = Method::of(&after.framework, after.scorecard.profile);
    let comparison = compare(&after.framework, &baseline(&before), &method, &after.scorecard);
    let what: Vec<&str> = comparison.method.iter().map(|change| change.what.as_str()).collect();
    assert_eq!(what, ["share that reaches a level", "block `GOV`", "practice `GOV-01`"]);
    assert!(!comparison.is_worse());
    assert_eq!(comparison.overall.trend, Trend::Same);
    assert_ne!(comparison.overall.printed, Some(comparison.overall.before), "what was printed then is still shown");
}

#[test]
fn a_practice_that_was_not_asked_moves_no_figure() {
    let mut before = baseline(&sample("GOV-01: 3"));
    before.method.practices.remove(1);
    before.practices.remove(1);
    let after = sample("GOV-01: 3\nGOV-02: 1");
    let method = Method::of(&after.framework, after.scorecard.profile);
    let comparison = compare(&after.framework, &before, &method, &after.scorecard);
    assert_eq!(comparison.method.len(), 1);
    assert_eq!(comparison.overall.trend, Trend::Same);
    assert!(comparison.practices.is_empty());
}

/// A scorecard as JSON, read back; `snapshot` stands beside it where there is one.
fn read_back(sample: &Sample, snapshot: Option<&Snapshot>, edit: &dyn Fn(&str) -> String) -> Result<Baseline, String> {
    let view = view(&sample.framework, &sample.assessment, &sample.scorecard, None);
    let mut json = serde_json::to_value(view).expect("a view is JSON");
    if let Some(snapshot) = snapshot {
        json["snapshot"] = serde_json::to_value(snapshot).expect("so is a snapshot");
    }
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let source = sources.add("then", edit(&json.to_string()));
    assert!(is_scorecard(source, &sources));
    let raw = decode_saved::<SavedScorecard>(source, &sources, &mut sink);
    let read = raw.and_then(|raw| validate(&raw, source, &sources, &mut sink));
    let told = || sink.sorted().iter().map(|told| format!("{}: {}", told.code, told.message)).collect::<Vec<_>>();
    read.ok_or_else(|| told().join("\n"))
}

#[test]
fn a_scorecard_that_was_written_reads_back_as_the_same_baseline() {
    let sample = sample("GOV-01: { level: 3, evidence: [{ what: charter }] }\nGOV-02: { not_applicable: None }");
    let made = baseline(&sample);
    let snapshot = made.snapshot.clone().expect("it was just made").digested();
    let same = |text: &str| text.to_owned();
    let read = read_back(&sample, Some(&snapshot), &same).expect("ours");
    assert_eq!(read, Baseline { snapshot: Some(snapshot.clone()), ..made.clone() });
    assert_eq!(read.scorecard(&sample.framework), Some(sample.scorecard.clone()));
    // One without it says less, and is read.
    let read = read_back(&sample, None, &same).expect("ours");
    let method = Method { may_leave: None, ..made.method.clone() };
    assert_eq!(read, Baseline { snapshot: None, method, ..made });
    // What was changed by hand is refused.
    let record = |text: &str| text.replace("\"records\":[{\"what\":\"charter\"}]", "\"records\":[]");
    let refused = read_back(&sample, Some(&snapshot), &record).expect_err("a record is gone");
    assert!(refused.contains("bad-value") && refused.contains("not what was written"), "{refused}");
    let bare = Snapshot { digest: String::new(), ..snapshot };
    let mut other = bare.clone();
    other.practices[0].level = Some("advanced".to_owned());
    let refused = read_back(&sample, Some(&other), &same).expect_err("another level");
    assert!(refused.contains("`GOV-01` is answered otherwise"), "{refused}");
}

#[test]
fn a_scorecard_with_a_level_off_its_scale_or_of_no_version_is_refused() {
    let sample = sample("GOV-01: 3");
    let text = serde_json::to_string(&view(&sample.framework, &sample.assessment, &sample.scorecard, None))
        .expect("a view is JSON");
    for (from, to, code) in [
        ("\"claimed\":\"established\"", "\"claimed\":\"estabished\"", "unknown-level"),
        ("\"version\":1", "\"version\":0", "bad-value"),
        ("\"claimed\":", "\"claimed\":10001,\"claimd\":", "bad-number"),
        ("\"weight\":1,\"claimed\"", "\"heft\":1,\"claimed\"", "missing-key"),
        ("\"evidence\":\"missing\"", "\"evidence\":\"lost\"", "bad-value"),
    ] {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let source = sources.add("then", text.replacen(from, to, 1));
        if let Some(raw) = decode_saved::<SavedScorecard>(source, &sources, &mut sink) {
            validate(&raw, source, &sources, &mut sink);
        }
        let codes: Vec<&str> = sink.sorted().iter().map(|diagnostic| diagnostic.code.as_str()).collect();
        assert!(codes.contains(&code), "{from}: {codes:?}");
    }
}

#[test]
fn what_a_newer_version_wrote_beside_is_passed_over_with_a_warning_at_each_key() {
    let sample = sample("GOV-01: 3");
    let text = serde_json::to_string(&view(&sample.framework, &sample.assessment, &sample.scorecard, None))
        .expect("a view is JSON");
    let newer = text
        .replacen("\"version\":1", "\"version\":2", 1)
        .replacen("\"organisation\":{", "\"organisation\":{\"lei\":\"5493\",", 1)
        .replacen("\"counts\":{", "\"counts\":{\"audited\":0,", 1)
        .replacen("\"state\":", "\"audited\":\"none\",\"state\":", 1)
        .replacen("\"practices\":", "\"confidence\":{\"by\":[1]},\"practices\":", 1);
    let read = |text: String| {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let source = sources.add("then", text);
        let saved = decode_saved::<SavedScorecard>(source, &sources, &mut sink).expect("it has what is needed");
        let read = validate(&saved, source, &sources, &mut sink).expect("so it has");
        let told: Vec<(&str, String)> = sink
            .sorted()
            .iter()
            .map(|told| {
                let place = told.place.clone().expect("each has a place");
                (told.code.as_str(), sources.get(source).text[place.range()].to_owned())
            })
            .collect();
        (read, told)
    };
    let (then, none) = read(text);
    assert_eq!(none, []);
    let (now, told) = read(newer);
    assert_eq!(now, then, "what is known is read as ever");
    let key = |key: &str| ("key-not-read", format!("\"{key}\""));
    let version = ("newer-version", "2".to_owned());
    assert_eq!(told, [version, key("lei"), key("audited"), key("confidence"), key("audited")]);
}

#[test]
fn words_are_the_same_wherever_a_state_is_written() {
    fn check<T: serde::Serialize>(all: &[T], word: fn(&T) -> &'static str) {
        for each in all {
            assert_eq!(serde_json::to_value(each).expect("a word is JSON"), word(each));
        }
    }
    use crate::assessment::{EvidenceState as Evidence, State};
    check(&[State::Answered, State::NotAssessed, State::NotApplicable], |state| state.as_str());
    check(
        &[
            Evidence::NotNeeded,
            Evidence::Missing,
            Evidence::Expired,
            Evidence::NotYet,
            Evidence::Partial,
            Evidence::Current,
        ],
        |evidence| evidence.as_str(),
    );
    check(&[Trend::Worse, Trend::Same, Trend::Other, Trend::Better], |trend| trend.as_str());
    check(
        &[
            Reason::LowerLevel,
            Reason::EvidenceLost,
            Reason::EvidenceExpired,
            Reason::EvidenceWeaker,
            Reason::NotApplicable,
            Reason::Vanished,
        ],
        |reason| reason.as_str(),
    );
}

#[test]
fn the_ratchet_keeps_the_better_of_both() {
    let before = sample("GOV-01: { level: 3, evidence: [{ what: charter }] }\nGOV-02: 1\nGOV-03: 2");
    let after = sample("GOV-01: 4\nGOV-02: 3\nGOV-03: { not_applicable: None }");
    let method = Method::of(&after.framework, after.scorecard.profile);
    let comparison = compare(&after.framework, &baseline(&before), &method, &after.scorecard);
    let kept = keep_better(&after.framework, &comparison, &after.scorecard);
    let levels: Vec<(u8, u8)> = kept.practices.iter().take(3).map(|score| (score.claimed, score.evidenced)).collect();
    assert_eq!(levels, [(4, 3), (3, 0), (2, 0)]);
    assert_eq!(kept.today, TODAY);
    let again = compare(&after.framework, &baseline(&before), &method, &kept);
    assert!(!again.is_worse(), "what is kept is never worse than the baseline");
}
