//! The method of impact assessments: its worked cases, and what holds whatever the facts are.

use std::sync::OnceLock;

use dmf::{
    diag::Sink,
    load::Library,
    source::Sources,
    transfer::impact::{
        Acceptance, Change, Decision, Evaluation, Facts, Keys, Lever, Method, Missing, Offered, Place, Rule, State,
        Tool, ToolName, Verdict, changes, evaluate, method,
    },
};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use proptest::{prelude::*, sample::subsequence};

/// What makes a measure not count.
type Spoil<'a> = &'a dyn Fn(&mut Facts, &mut Offered);

const TODAY: Date = date(2026, 11, 24);

fn shipped() -> &'static Method {
    static METHOD: OnceLock<Method> = OnceLock::new();
    METHOD.get_or_init(|| {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let files =
            Library::default().files("frameworks/transfer-impact", &mut sources, &mut sink).expect("it is embedded");
        method(&files, &sources, &mut sink).expect("what is shipped is right")
    })
}

fn run(facts: &Facts) -> Evaluation {
    evaluate(shipped(), facts, TODAY)
}

/// Six grades of a country, then three of an importer, in the order of the method.
fn grades(of: [u8; 9]) -> (Vec<Option<u8>>, Vec<Option<u8>>) {
    let country = of.iter().enumerate().map(|(at, grade)| (at < 6).then_some(*grade)).collect();
    let importer = of.iter().enumerate().map(|(at, grade)| (at >= 6).then_some(*grade)).collect();
    (country, importer)
}

/// A transfer whose tool is in order, with everything known.
fn facts(tier: &str, people: u64, purpose: &str, frequency: &str, of: [u8; 9]) -> Facts {
    let (country, importer) = grades(of);
    Facts {
        assessed: true,
        roles: true,
        tier: Some(tier.to_owned()),
        people: Some(people),
        purposes: vec![purpose.to_owned()],
        frequency: Some(frequency.to_owned()),
        places: vec![place("SG", country)],
        places_known: true,
        sub_processors_known: true,
        clear_text: Some(false),
        answers: importer,
        tool: Tool { name: Some(ToolName::MODEL_CLAUSES), ..Tool::default() },
        ..Facts::default()
    }
}

fn place(code: &str, grades: Vec<Option<u8>>) -> Place {
    Place { code: code.to_owned(), name: code.to_owned(), grades, general_law: Some(true), ..Place::default() }
}

/// A measure as it has to be to count.
fn measure(id: &str) -> Offered {
    let at = shipped().measure(id).expect("a measure of the method");
    Offered {
        measure: at,
        state: State::InPlace,
        evidence: true,
        verified: Some(date(2026, 6, 1)),
        until: shipped().measures[at].certificate.then_some(TODAY),
        keys: Some(Keys::Exporter),
        confirmed: shipped().measures[at].conditions.clone(),
    }
}

fn figures(evaluation: &Evaluation) -> (u8, u8) {
    let impact = evaluation.impact.as_ref().expect("all inputs are known").grade;
    (impact, evaluation.likelihoods[evaluation.decides.expect("there is a place")].grade)
}

#[test]
fn impact_is_the_rounded_mean_and_sensitivity_is_never_averaged_away() {
    for (tier, people, purpose, frequency, special, expected) in [
        // 40·1 + 20·1 + 25·1 + 15·1 = 100
        ("T1", 99, "support", "one-off", "", 1),
        // 40·1 + 20·2 + 25·2 + 15·1 = 145, and one more step is 150, which is rounded up.
        ("T1", 100, "operations", "one-off", "", 1),
        ("T1", 1_000, "support", "yearly", "", 2),
        ("T2", 9_999, "operations", "monthly", "", 2),
        // 40·2 + 20·4 + 25·2 + 15·3 = 255
        ("T2", 10_000, "operations", "monthly", "", 3),
        // 40·4 + 20·1 + 25·1 + 15·1 = 220, but not under 4 - 1.
        ("T3", 1, "support", "one-off", "", 3),
        // 40·5 + 20·1 + 25·1 + 15·1 = 260, but not under 5 - 1.
        ("T4", 1, "support", "one-off", "", 4),
        ("T1", 1, "support", "one-off", "health", 3),
        ("T4", 1, "support", "one-off", "health", 4),
        ("T1", 1, "support", "one-off", "shoe-size", 1),
        ("T4", 100_000, "automated-decisions", "continuous", "", 5),
        ("T3", 99_999, "profiling", "continuous", "", 4),
    ] {
        let mut facts = facts(tier, people, purpose, frequency, [1; 9]);
        facts.special.extend((!special.is_empty()).then(|| special.to_owned()));
        assert_eq!(figures(&run(&facts)).0, expected, "{tier} {people} {purpose} {frequency} {special}");
    }
}

#[test]
fn the_purpose_that_reaches_furthest_counts_and_an_unknown_frequency_is_taken_for_the_worst() {
    let mut facts = facts("T1", 1, "support", "one-off", [1; 9]);
    facts.purposes.push("automated-decisions".to_owned());
    // 40 + 20 + 125 + 15 = 200
    assert_eq!(figures(&run(&facts)).0, 2);
    facts.frequency = None;
    // 40 + 20 + 125 + 75 = 260
    let evaluation = run(&facts);
    assert_eq!(figures(&evaluation).0, 3);
    assert!(!evaluation.sure);
}

#[test]
fn likelihood_is_the_rounded_mean_of_nine_factors_with_its_floors() {
    for (grades, expected) in [
        ([1; 9], 1),
        ([5; 9], 5),
        // Access alone at 5: 100 + 4·18 = 172.
        ([1, 1, 5, 1, 1, 1, 1, 1, 1], 2),
        // 15·2 + 12·1 + 18·1 + 12·1 + 13·2 + 8·2 + 8·1 + 7·2 + 7·2 = 150: half goes up.
        ([2, 1, 1, 1, 2, 2, 1, 2, 2], 2),
        // One less: 149 cannot be had by weights of 7 and 8; 142 goes down.
        ([2, 1, 1, 1, 2, 1, 1, 2, 2], 1),
    ] {
        assert_eq!(figures(&run(&facts("T2", 1, "support", "yearly", grades))).1, expected, "{grades:?}");
    }
    let good = facts("T2", 1, "support", "yearly", [1; 9]);
    let with = |change: &dyn Fn(&mut Facts)| {
        let mut facts = good.clone();
        change(&mut facts);
        figures(&run(&facts)).1
    };
    assert_eq!(with(&|facts| facts.places[0].gag = true), 4);
    assert_eq!(with(&|facts| facts.gag = true), 4);
    assert_eq!(with(&|facts| facts.places[0].general_law = Some(false)), 3);
    assert_eq!(with(&|facts| facts.places[0].general_law = None), 3);
    assert_eq!(with(&|facts| facts.places[0].grades[4] = None), 3);
    assert_eq!(with(&|facts| facts.answers[7] = None), 3);
}

#[test]
fn the_importers_own_record_stands_in_for_the_countrys() {
    let transparency = shipped().factor("transparency").expect("a factor of the method");
    let mut facts = facts("T2", 1, "support", "yearly", [1, 1, 1, 1, 1, 5, 1, 1, 1]);
    assert!(run(&facts).drivers().iter().any(|driver| driver.grade == 5));
    facts.answers[transparency] = Some(1);
    assert!(run(&facts).drivers().iter().all(|driver| driver.grade < 5));
}

#[test]
fn the_place_with_the_highest_likelihood_decides() {
    let mut facts = facts("T2", 1, "support", "yearly", [1; 9]);
    facts.places.push(place("CN", grades([4; 9]).0));
    facts.places.push(place("MM", grades([4; 9]).0));
    let evaluation = run(&facts);
    assert_eq!(evaluation.decides, Some(1));
    assert_eq!(figures(&evaluation).1, 3);
}

/// Impact 3, likelihood as the grades say.
fn middling(of: [u8; 9]) -> Facts {
    facts("T2", 10_000, "operations", "monthly", of)
}

#[test]
fn each_decision_and_the_rule_that_made_it() {
    let easy = middling([2; 9]);
    let high = facts("T4", 100_000, "profiling", "continuous", [3; 9]);
    let decided = |facts: &Facts| {
        let evaluation = run(facts);
        (evaluation.residual.map(|(_, _, risk)| risk), evaluation.decision, evaluation.rule)
    };
    assert_eq!(decided(&easy), (Some(6), Decision::Suffices, Rule::AllConditions));

    let mut open = easy.clone();
    open.tool.open.push("name the countries".to_owned());
    assert_eq!(decided(&open), (Some(6), Decision::WithMeasures, Rule::ConditionFails));
    let mut unknown = middling([1; 9]);
    unknown.places[0].general_law = None;
    unknown.measures.push(measure("end-to-end-encryption"));
    assert_eq!(decided(&unknown), (Some(3), Decision::WithMeasures, Rule::ConditionFails));

    assert_eq!(decided(&middling([3; 9])), (Some(9), Decision::WithMeasures, Rule::RiskModerate));
    let mut measured = middling([3; 9]);
    measured.measures.push(measure("audit-right"));
    // The clauses do not suffice alone where the risk is only low because of a measure.
    assert_eq!(decided(&measured), (Some(6), Decision::WithMeasures, Rule::ConditionFails));

    let mut worst = easy.clone();
    worst.places[0].grades[3] = Some(5);
    assert_eq!(decided(&worst), (Some(6), Decision::WithAcceptance, Rule::WorstGradeOpen));
    worst.measures.push(measure("end-to-end-encryption"));
    assert_eq!(decided(&worst), (Some(3), Decision::WithMeasures, Rule::WorstGradeHidden));

    assert_eq!(decided(&high), (Some(15), Decision::WithAcceptance, Rule::RiskHigh));
    let mut both = high.clone();
    both.answers[8] = Some(5);
    assert_eq!(decided(&both), (Some(15), Decision::DoNotTransfer, Rule::WorstGradeOnHigh));
    assert_eq!(
        decided(&facts("T4", 100_000, "profiling", "continuous", [4; 9])),
        (Some(20), Decision::DoNotTransfer, Rule::RiskTooHigh)
    );

    let mut picky = middling([3; 9]);
    picky.appetite = Some(8);
    assert_eq!(decided(&picky), (Some(9), Decision::WithAcceptance, Rule::AboveAppetite));
    picky.appetite = Some(25);
    assert_eq!(decided(&picky).1, Decision::WithMeasures, "an appetite is never larger than the method's");

    let mut lacking = easy.clone();
    lacking.tool.lacking.push("no dossier".to_owned());
    assert_eq!(decided(&lacking), (Some(6), Decision::AnotherMechanism, Rule::ToolLacking));
    lacking.tool.forbidden = Some("the authority said no".to_owned());
    assert_eq!(decided(&lacking), (Some(6), Decision::DoNotTransfer, Rule::Forbidden));
}

#[test]
fn the_clauses_alone_take_law_regulator_and_tier_too() {
    let decision = |change: &dyn Fn(&mut Facts)| {
        let mut facts = facts("T2", 10, "support", "yearly", [2; 9]);
        change(&mut facts);
        run(&facts).decision
    };
    assert_eq!(decision(&|_| ()), Decision::Suffices);
    assert_eq!(decision(&|facts| facts.places[0].grades[0] = Some(3)), Decision::Suffices);
    assert_eq!(decision(&|facts| facts.places[0].grades[0] = Some(4)), Decision::WithMeasures);
    assert_eq!(decision(&|facts| facts.places[0].grades[1] = Some(4)), Decision::WithMeasures);
    let certified = |facts: &mut Facts| {
        facts.places[0].grades[0] = Some(4);
        facts.certified = true;
    };
    assert_eq!(decision(&certified), Decision::Suffices);
    assert_eq!(decision(&|facts| facts.places[0].grades[2] = None), Decision::WithMeasures);
    let sensitive = facts("T4", 10, "support", "yearly", [1; 9]);
    assert_eq!((run(&sensitive).inherent, run(&sensitive).decision), (Some(4), Decision::WithMeasures));
}

#[test]
fn without_a_mandatory_fact_nothing_is_decided() {
    let whole = middling([1; 9]);
    let missing = |change: &dyn Fn(&mut Facts)| {
        let mut facts = whole.clone();
        change(&mut facts);
        let evaluation = run(&facts);
        assert_eq!(evaluation.decision, Decision::NotAssessable);
        assert_eq!(evaluation.reasons.len(), evaluation.missing.len());
        assert!(evaluation.may_proceed(&facts).is_err());
        evaluation.missing
    };
    assert_eq!(missing(&|facts| facts.assessed = false), [Missing::Assessment]);
    assert_eq!(missing(&|facts| facts.roles = false), [Missing::Roles]);
    assert_eq!(missing(&|facts| facts.places_known = false), [Missing::Destinations]);
    assert_eq!(missing(&|facts| facts.places.clear()), [Missing::Destinations]);
    assert_eq!(missing(&|facts| facts.tier = None), [Missing::Tier]);
    assert_eq!(missing(&|facts| facts.people = None), [Missing::Volume]);
    assert_eq!(missing(&|facts| facts.purposes.clear()), [Missing::Purpose]);
    assert_eq!(missing(&|facts| facts.sub_processors_known = false), [Missing::SubProcessors]);
    assert_eq!(missing(&|facts| facts.tool.name = None), [Missing::Mechanism]);
    assert_eq!(missing(&|facts| *facts = Facts::default()).len(), 8);
}

#[test]
fn a_measure_counts_only_as_it_should_be() {
    let state = |id: &str, change: Spoil<'_>| {
        let mut facts = middling([4; 9]);
        facts.onward = true;
        let mut offered = measure(id);
        change(&mut facts, &mut offered);
        facts.measures.push(offered);
        match &run(&facts).credits[0].verdict {
            Verdict::Counts { likelihood, impact, .. } => format!("L-{likelihood} I-{impact}"),
            Verdict::AddsNothing { .. } => "nothing".to_owned(),
            Verdict::Refused(refusal) => refusal.words(),
        }
    };
    assert_eq!(state("end-to-end-encryption", &|_, _| ()), "L-2 I-0");
    assert_eq!(state("pseudonymisation", &|_, _| ()), "L-0 I-1");
    assert_eq!(state("split-processing", &|_, _| ()), "L-1 I-0");
    assert_eq!(state("encryption-at-rest-and-in-transit", &|_, _| ()), "nothing");
    for id in ["field-minimisation", "masking", "regional-hosting"] {
        assert_eq!(state(id, &|_, _| ()), "L-0 I-1", "{id}");
    }
    for id in [
        "challenge-requests",
        "notice-of-requests",
        "no-back-door",
        "kill-switch",
        "audit-right",
        "transparency-report",
        "warrant-canary",
        "onward-list",
        "sub-processor-veto",
        "staff-training",
        "access-policy",
        "certificate",
    ] {
        assert_eq!(state(id, &|_, _| ()), "L-1 I-0", "{id}");
    }
    let refusals: [(&str, Spoil<'_>); 11] = [
        ("only planned", &|_, offered| offered.state = State::Planned),
        ("no evidence", &|_, offered| offered.evidence = false),
        ("nobody looked", &|_, offered| offered.verified = None),
        ("still to come", &|_, offered| offered.verified = TODAY.tomorrow().ok()),
        ("too long ago", &|_, offered| offered.verified = Some(date(2024, 11, 24))),
        ("it ended on 2026-11-23", &|_, offered| offered.until = TODAY.yesterday().ok()),
        ("not confirmed: the importer never needs", &|_, offered| offered.confirmed.clear()),
        ("keys that the exporter alone holds", &|_, offered| offered.keys = None),
        ("keys that the exporter alone holds", &|_, offered| offered.keys = Some(Keys::Importer)),
        ("clear text", &|facts, _| facts.clear_text = Some(true)),
        ("clear text", &|facts, _| facts.clear_text = None),
    ];
    for (words, change) in refusals {
        let found = state("end-to-end-encryption", change);
        assert!(found.contains(words), "{found} has no `{words}`");
    }
    assert!(state("certificate", &|_, offered| offered.until = None).contains("until when"));
    assert_eq!(state("audit-right", &|_, offered| offered.verified = Some(date(2024, 11, 25))), "L-1 I-0");
    assert_eq!(state("audit-right", &|_, offered| offered.until = Some(TODAY)), "L-1 I-0");
    assert_eq!(state("audit-right", &|facts, _| facts.clear_text = Some(true)), "L-1 I-0");
    assert!(state("onward-list", &|facts, _| facts.onward = false).contains("no chain"));
}

#[test]
fn encryption_with_other_keys_is_refused_only_where_access_has_no_bounds() {
    let refused = |access: Option<u8>| {
        let mut facts = middling([2; 9]);
        facts.places[0].grades[2] = access;
        facts.measures.push(Offered { keys: Some(Keys::Importer), ..measure("encryption-at-rest-and-in-transit") });
        !run(&facts).credits[0].stands()
    };
    assert_eq!([Some(3), Some(4), Some(5), None].map(refused), [false, true, true, true]);
}

#[test]
fn measures_of_a_group_count_once_and_all_together_no_more_than_the_caps() {
    let residual = |ids: &[&str]| {
        let mut facts = facts("T4", 100_000, "profiling", "continuous", [5; 9]);
        facts.onward = true;
        facts.measures.extend(ids.iter().map(|id| measure(id)));
        run(&facts).residual.map(|(impact, likelihood, _)| (impact, likelihood)).expect("all is known")
    };
    assert_eq!(residual(&[]), (5, 5));
    assert_eq!(residual(&["audit-right", "transparency-report", "warrant-canary"]), (5, 4));
    assert_eq!(residual(&["audit-right", "certificate"]), (5, 3));
    assert_eq!(residual(&["audit-right", "certificate", "kill-switch", "end-to-end-encryption"]), (5, 3));
    assert_eq!(residual(&["masking", "pseudonymisation"]), (4, 5));
    assert_eq!(residual(&["masking", "field-minimisation"]), (4, 5));
}

#[test]
fn a_key_that_never_leaves_counts_double_and_lifts_the_cap() {
    let mut facts = facts("T4", 100_000, "profiling", "continuous", [1; 9]);
    let mut pseudonyms = measure("pseudonymisation");
    pseudonyms.confirmed.extend(shipped().condition("key-never-leaves"));
    facts.measures.push(pseudonyms);
    assert_eq!(run(&facts).residual, Some((3, 1, 3)));
    facts.measures.insert(0, measure("masking"));
    assert_eq!(run(&facts).residual, Some((3, 1, 3)), "the cap of two holds for all of them together");
    facts.measures[1].evidence = false;
    assert_eq!(run(&facts).residual, Some((4, 1, 4)), "and only while the measure stands");
}

#[test]
fn nothing_falls_below_one() {
    let mut facts = facts("T1", 1, "support", "one-off", [1; 9]);
    facts.measures = vec![measure("end-to-end-encryption"), measure("masking")];
    assert_eq!(run(&facts).residual, Some((1, 1, 1)));
}

#[test]
fn insufficient_measures_and_a_missing_acceptance_stand_in_the_way() {
    let mut moderate = middling([3; 9]);
    assert!(run(&moderate).may_proceed(&moderate).expect_err("no measure").contains("no supplementary measure counts"));
    moderate.measures.push(measure("certificate"));
    assert_eq!(run(&moderate).may_proceed(&moderate), Ok(()));

    let mut high = facts("T4", 100_000, "profiling", "continuous", [4; 9]);
    high.measures.push(measure("certificate"));
    let said = |acceptance: Acceptance| {
        let facts = Facts { acceptance, ..high.clone() };
        run(&facts).may_proceed(&facts)
    };
    assert_eq!(run(&high).decision, Decision::WithAcceptance);
    assert_eq!(said(Acceptance::Holds(TODAY)), Ok(()));
    for (acceptance, words) in [
        (Acceptance::None, "nobody accepts"),
        (Acceptance::Ended(TODAY), "ended on 2026-11-24"),
        (Acceptance::TooLong, "longer than it may"),
    ] {
        assert!(said(acceptance).expect_err("not accepted").contains(words));
    }
}

#[test]
fn the_smallest_sets_that_change_the_decision_are_told() {
    let mut facts = facts("T4", 100_000, "profiling", "continuous", [4; 9]);
    facts.measures.push(Offered { state: State::Planned, ..measure("kill-switch") });
    let now = run(&facts);
    assert_eq!(now.decision, Decision::DoNotTransfer);
    let found = changes(shipped(), &facts, &now, TODAY);
    assert!(!found.is_empty());
    for change in &found {
        assert!(change.decision < now.decision);
    }
    let planned = shipped().measure("kill-switch").map(|at| Lever::Measure(at, true));
    assert!(found.iter().any(|change| change.levers.iter().map(Some).collect::<Vec<_>>() == [planned.as_ref()]));
    // Keys of the exporter's take off as much as two other measures.
    let smallest = |found: &[Change], decision| {
        found.iter().filter(|change| change.decision == decision).map(|change| change.levers.len()).min()
    };
    assert_eq!(smallest(&found, Decision::WithAcceptance), Some(1));
    assert_eq!(smallest(&found, Decision::WithMeasures), Some(1));
    // More than a few ways to one decision nobody reads.
    let most = [Decision::WithAcceptance, Decision::WithMeasures]
        .map(|decision| found.iter().filter(|change| change.decision == decision && change.levers.len() == 1).count());
    assert_eq!(most.iter().max(), Some(&4), "{most:?}");

    // Clear text cannot be hidden.
    facts.clear_text = Some(true);
    let hidden = |change: &Change| {
        change.levers.iter().any(|lever| matches!(lever, Lever::Measure(at, _) if shipped().measures[*at].hidden))
    };
    assert!(found.iter().any(hidden));
    let found = changes(shipped(), &facts, &run(&facts), TODAY);
    assert!(!found.iter().any(hidden));
    assert_eq!(smallest(&found, Decision::WithAcceptance), Some(1));
    assert_eq!(smallest(&found, Decision::WithMeasures), Some(2));
    facts.tier = None;
    assert!(changes(shipped(), &facts, &run(&facts), TODAY).is_empty());
}

fn offered() -> impl Strategy<Value = Offered> {
    let day = (-1000_i32..100).prop_map(|days| TODAY.saturating_add(days.days()));
    (
        0..shipped().measures.len(),
        prop::bool::weighted(0.8),
        prop::bool::weighted(0.9),
        prop::option::weighted(0.9, day.clone()),
        prop::option::weighted(0.2, day),
        prop::option::weighted(0.8, prop::sample::select(vec![Keys::Exporter, Keys::Importer, Keys::ThirdParty])),
        subsequence((0..shipped().conditions.len()).collect::<Vec<_>>(), 0..=shipped().conditions.len()),
        any::<bool>(),
    )
        .prop_map(|(measure, in_place, evidence, verified, until, keys, some, all)| Offered {
            measure,
            state: if in_place { State::InPlace } else { State::Planned },
            evidence,
            verified,
            until,
            keys,
            confirmed: if all { (0..shipped().conditions.len()).collect() } else { some },
        })
}

prop_compose! {
    fn a_place()(
        grades in prop::collection::vec(prop::option::weighted(0.9, 1_u8..=5), 9),
        general_law in prop::option::weighted(0.9, any::<bool>()),
        gag in prop::bool::weighted(0.2),
    ) -> Place {
        Place { code: "SG".to_owned(), name: "Singapore".to_owned(), grades, general_law, gag, ..Place::default() }
    }
}

prop_compose! {
    fn any_facts()(
        tier in prop::option::weighted(0.95, prop::sample::select(vec!["T1", "T2", "T3", "T4"])),
        special in any::<bool>(),
        people in prop::option::weighted(0.95, 0_u64..1_000_000),
        purposes in subsequence(vec!["support", "operations", "analytics", "profiling", "automated-decisions"], 0..=5),
        frequency in prop::option::of(prop::sample::select(vec!["one-off", "yearly", "monthly", "continuous"])),
        places in prop::collection::vec(a_place(), 1..4),
        (onward, certified, gag) in any::<(bool, bool, bool)>(),
        clear_text in prop::option::of(any::<bool>()),
        answers in prop::collection::vec(prop::option::weighted(0.9, 1_u8..=5), 9),
        measures in prop::collection::vec(offered(), 0..6),
        (open, lacking) in any::<(bool, bool)>(),
        appetite in prop::option::of(1_u8..25),
    ) -> Facts {
        Facts {
            assessed: true,
            roles: true,
            tier: tier.map(str::to_owned),
            special: special.then(|| "health".to_owned()).into_iter().collect(),
            people,
            purposes: purposes.into_iter().map(str::to_owned).collect(),
            frequency: frequency.map(str::to_owned),
            places,
            places_known: true,
            sub_processors_known: true,
            onward,
            clear_text,
            certified,
            answers,
            gag,
            measures,
            tool: Tool {
                name: Some(ToolName::MODEL_CLAUSES),
                lacking: lacking.then(|| "a dossier".to_owned()).into_iter().collect(),
                open: open.then(|| "countries".to_owned()).into_iter().collect(),
                forbidden: None,
            },
            appetite,
            acceptance: Acceptance::None,
        }
    }
}

fn risk(evaluation: &Evaluation) -> Option<u8> {
    evaluation.residual.map(|(_, _, risk)| risk)
}

proptest! {
    #[test]
    fn risks_stay_on_their_scale_and_measures_never_add_to_them(facts in any_facts()) {
        let found = run(&facts);
        if let (Some(inherent), Some(risk)) = (found.inherent, risk(&found)) {
            prop_assert!((1..=25).contains(&inherent) && (1..=inherent).contains(&risk));
            prop_assert!(!shipped().band(risk).is_empty());
        }
        prop_assert_eq!(found.missing.is_empty(), found.decision != Decision::NotAssessable);
    }

    #[test]
    fn another_measure_never_raises_the_risk_nor_makes_the_decision_harder(
        facts in any_facts(), more in offered(), at in any::<prop::sample::Index>(),
    ) {
        let before = run(&facts);
        let mut after = facts.clone();
        after.measures.insert(at.index(facts.measures.len() + 1), more);
        let after = run(&after);
        prop_assert!(risk(&after) <= risk(&before));
        prop_assert!(after.decision <= before.decision);
    }

    #[test]
    fn a_planned_measure_changes_nothing(facts in any_facts(), more in offered()) {
        let before = run(&facts);
        let mut after = facts.clone();
        after.measures.push(Offered { state: State::Planned, ..more });
        let after_run = run(&after);
        prop_assert_eq!(risk(&after_run), risk(&before));
        prop_assert_eq!((after_run.decision, after_run.rule), (before.decision, before.rule));
        prop_assert_eq!(&after_run.credits[..facts.measures.len()], &before.credits[..]);
        prop_assert_eq!(after_run.may_proceed(&after), before.may_proceed(&facts));
    }

    #[test]
    fn a_stricter_grade_never_lowers_the_risk_nor_makes_the_decision_easier(
        facts in any_facts(), place in any::<prop::sample::Index>(), factor in 0_usize..9, by in 1_u8..5,
    ) {
        let before = run(&facts);
        let mut stricter = facts.clone();
        let at = place.index(facts.places.len());
        if let Some(grade) = &mut stricter.places[at].grades[factor] {
            *grade = (*grade + by).min(5);
        }
        if let Some(grade) = &mut stricter.answers[factor] {
            *grade = (*grade + by).min(5);
        }
        let after = run(&stricter);
        prop_assert!(after.inherent >= before.inherent);
        prop_assert!(risk(&after) >= risk(&before));
        prop_assert!(after.decision >= before.decision);
    }

    #[test]
    fn what_is_not_known_is_never_a_pass(facts in any_facts(), factor in 0_usize..9, place in any::<prop::sample::Index>()) {
        let mut unknown = facts.clone();
        let at = place.index(facts.places.len());
        unknown.places[at].grades[factor] = None;
        unknown.answers[factor] = None;
        let found = run(&unknown);
        prop_assert!(found.likelihoods[at].grade >= 3);
        prop_assert!(!found.sure);
        prop_assert_ne!(found.decision, Decision::Suffices);
    }

    #[test]
    fn another_place_never_lowers_the_risk(facts in any_facts(), more in a_place()) {
        let before = run(&facts);
        let mut after = facts.clone();
        after.places.push(more);
        prop_assert!(run(&after).inherent >= before.inherent);
        prop_assert!(risk(&run(&after)) >= risk(&before));
    }

    #[test]
    fn the_order_of_measures_changes_no_figure(facts in any_facts()) {
        let before = run(&facts);
        let mut turned = facts.clone();
        turned.measures.reverse();
        let after = run(&turned);
        prop_assert_eq!((risk(&after), after.decision, after.rule), (risk(&before), before.decision, before.rule));
    }

    #[test]
    fn what_is_told_to_change_the_decision_makes_it_easier(facts in any_facts()) {
        let now = run(&facts);
        for change in changes(shipped(), &facts, &now, TODAY) {
            prop_assert!(change.decision < now.decision);
            prop_assert!((1..=3).contains(&change.levers.len()));
        }
    }
}
