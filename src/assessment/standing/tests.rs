//! Laws of evidence, whatever records say and whatever was seen.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::{
    assessment::{
        hash::Sha256,
        model::{Answer, Seen},
        sample::{TODAY, framework, sample},
        score::score_seen,
    },
    framework::EvidenceRules,
};

fn rules() -> EvidenceRules {
    let (placeholders, titles) = (BTreeSet::from(["none".to_owned()]), BTreeSet::from(["Dr".to_owned()]));
    let mut rules = EvidenceRules::default().with_words(placeholders, titles);
    (rules.looked_at, rules.attested, rules.cited, rules.unsaid) = (4, 4, 2, 3);
    (rules.days, rules.grace, rules.shared, rules.years) = (365, 90, 6, 5);
    rules
}

fn day() -> impl Strategy<Value = Option<Date>> {
    proptest::option::of(proptest::sample::select(vec![
        date(2020, 1, 1),
        date(2026, 3, 1),
        date(2026, 10, 20),
        TODAY,
        date(2027, 6, 1),
    ]))
}

fn seen() -> impl Strategy<Value = Option<Seen>> {
    (day(), proptest::sample::select(vec!["Ana", "Ben", "x"]))
        .prop_map(|(on, by)| on.map(|on| Seen { by: by.to_owned(), on }))
}

fn proof() -> impl Strategy<Value = Proof> {
    let reference = proptest::sample::select(vec![
        None,
        Some(Reference::Path("a.pdf".to_owned())),
        Some(Reference::Cite("DMS-1".to_owned())),
    ]);
    let days = (day(), day(), day());
    let hash = proptest::option::of(proptest::sample::select(vec![Sha256([1; 32]), Sha256([2; 32])]));
    let about = (proptest::sample::select(vec!["none", "Charter"]), reference, proptest::option::of(0_u8..5));
    (about, days, hash, seen(), seen(), any::<[bool; 2]>()).prop_map(
        |((what, reference, shows), (effective, expires, collected), sha256, confirmed, seen, [owned, sealed])| Proof {
            what: what.to_owned(),
            reference,
            effective,
            expires,
            shows,
            collected,
            owner: owned.then(|| "Ana".to_owned()),
            sha256,
            confirmed,
            seen,
            sealed,
            most: None,
        },
    )
}

fn look() -> impl Strategy<Value = Option<Look>> {
    proptest::sample::select(vec![
        None,
        Some(Look::Found { sha256: Sha256([1; 32]), like: Sha256([1; 32]), away: false, had: None }),
        Some(Look::Away),
        Some(Look::Absent { near: None }),
        Some(Look::Empty),
    ])
}

/// What the first practice comes to with records, each with what was seen of it.
fn scored(level: u8, records: &[(Proof, Option<Look>)]) -> (u8, Vec<Weighed>) {
    let mut framework = framework();
    framework.evidence = Some(rules());
    let mut assessment = sample("").assessment;
    let evidence = records.iter().map(|(proof, _)| proof.clone()).collect();
    assessment.answers[0] = Answer::Level { level, evidence, note: None, verified: None };
    let mut looks = Looks::by(true);
    for (at, (_, look)) in records.iter().enumerate() {
        if let Some(look) = look {
            looks.put(PracticeId(0), at, look.clone());
        }
    }
    let card = score_seen(&framework, &assessment, &looks, TODAY);
    (card.practices[0].evidenced, card.practices[0].records.clone())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn adding_evidence_never_lowers_and_removing_never_raises(
        level in 1_u8..5,
        records in proptest::collection::vec((proof(), look()), 0..4),
        more in (proof(), look()),
    ) {
        let (before, _) = scored(level, &records);
        let with: Vec<_> = records.into_iter().chain([more]).collect();
        let (after, _) = scored(level, &with);
        prop_assert!(after >= before, "{before} → {after}");
        prop_assert!(after <= level);
    }

    #[test]
    fn what_stands_for_nothing_backs_nothing_and_what_is_cited_little(
        level in 1_u8..5,
        record in (proof(), look()),
    ) {
        let (backed, records) = scored(level, &[record]);
        prop_assert_eq!(backed, records[0].backs);
        match records[0].standing {
            Standing::Nothing => prop_assert_eq!((backed, records[0].why.is_some()), (0, true)),
            Standing::Cited => prop_assert!(backed <= rules().cited),
            Standing::Attested | Standing::LookedAt => {}
        }
    }

    /// That its file was found as recorded lowers no record that nobody looked for.
    #[test]
    fn a_better_standing_never_lowers(level in 1_u8..5, mut proof in proof()) {
        proof.reference = Some(Reference::Path("a.pdf".to_owned()));
        proof.sha256 = Some(Sha256([1; 32]));
        let found = Look::Found { sha256: Sha256([1; 32]), like: Sha256([1; 32]), away: false, had: None };
        let (unlooked, was) = scored(level, &[(proof.clone(), None)]);
        let (looked, is) = scored(level, &[(proof, Some(found))]);
        prop_assert!(is[0].standing >= was[0].standing);
        prop_assert!(looked >= unlooked);
    }

    /// Whether a file is there or not, not looking is worth no more than the same words as those of something elsewhere that
    /// nobody has attested, and no more than the file found.
    #[test]
    fn not_looking_is_never_better_than_looking(
        level in 1_u8..5,
        mut records in proptest::collection::vec(proof(), 1..4),
    ) {
        let found = Look::Found { sha256: Sha256([1; 32]), like: Sha256([1; 32]), away: false, had: None };
        for proof in &mut records {
            proof.reference = Some(Reference::Path("a.pdf".to_owned()));
            proof.sha256 = proof.sha256.map(|_| Sha256([1; 32]));
        }
        let with = |look: Option<&Look>| records.iter().map(|proof| (proof.clone(), look.cloned())).collect::<Vec<_>>();
        let (unlooked, each) = scored(level, &with(None));
        let (looked, _) = scored(level, &with(Some(&found)));
        prop_assert!(unlooked <= looked, "{unlooked} without looking, {looked} with");
        prop_assert!(unlooked <= rules().cited);
        for (proof, weighed) in records.iter().zip(&each) {
            prop_assert!(weighed.standing <= Standing::Cited);
            let owned = proof.owner.is_some();
            prop_assert!(owned || weighed.standing == Standing::Nothing, "nobody keeps it");
            let elsewhere = Proof { reference: Some(Reference::Cite("DMS-1".to_owned())), seen: None, ..proof.clone() };
            let (cited, _) = scored(level, &[(elsewhere, None)]);
            prop_assert!(weighed.backs <= cited || proof.seen.is_some(), "more than its words: {cited}");
        }
    }
}
