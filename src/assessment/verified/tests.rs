use jiff::civil::date;
use proptest::prelude::*;

use super::Verification;
use crate::assessment::{
    Looks, Scorecard,
    model::{Answer, Verified},
    sample::{framework, sample},
    score::score_seen,
};

/// A verification of the first practice, and who answered.
fn drawn() -> impl Strategy<Value = (Option<Verified>, Option<String>)> {
    let name = || proptest::sample::select(vec!["Mia", "mia", "Internal audit", "none"]);
    let verified = (0_u8..5, name(), -500_i64..60).prop_map(|(level, by, days)| Verified {
        level,
        by: by.to_owned(),
        on: date(2026, 11, 24).saturating_add(jiff::ToSpan::days(days)),
        note: None,
    });
    (proptest::option::of(verified), proptest::option::of(name().prop_map(str::to_owned)))
}

fn scored(level: u8, verified: Option<Verified>, answered_by: Option<String>) -> Scorecard {
    let mut framework = framework();
    let mut rules =
        crate::framework::EvidenceRules::default().with_words(["none".to_owned()].into(), ["Dr".to_owned()].into());
    (rules.looked_at, rules.attested, rules.cited, rules.unsaid, rules.days) = (4, 4, 2, 3, 365);
    rules.verified = Some(395);
    framework.evidence = Some(rules);
    let mut assessment = sample("").assessment;
    assessment.answered_by = answered_by;
    assessment.answers[0] = Answer::Level { level, evidence: Vec::new(), note: None, verified };
    score_seen(&framework, &assessment, &Looks::by(true), date(2026, 11, 24))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_verified_changes_neither_what_is_claimed_nor_what_is_evidenced(
        level in 0_u8..5,
        (verified, answered_by) in drawn(),
    ) {
        let bare = scored(level, None, answered_by.clone());
        let card = scored(level, verified.clone(), answered_by.clone());
        let others = |card: &Scorecard| {
            let figures = &card.overall;
            (figures.claimed, figures.evidenced, figures.reached, figures.reached_evidenced, figures.counts.answered)
        };
        prop_assert_eq!(others(&bare), others(&card));
        prop_assert_eq!(bare.overall.verified, Some(crate::assessment::Basis(0)));
        let practice = &card.practices[0];
        prop_assert!(practice.verified <= practice.claimed);
        prop_assert!(card.overall.verified <= card.overall.claimed);
        let counts = practice.verification == Some(Verification::Counts);
        prop_assert!(counts || practice.verified == 0);
        // Who answers verifies nothing, nor does a name that is none, whatever the day.
        if let (Some(verified), Some(answerer)) = (verified, answered_by) {
            let own = verified.by.eq_ignore_ascii_case(&answerer) || verified.by == "none" || answerer == "none";
            prop_assert!(!(own && counts));
            prop_assert_eq!(counts, !own && (-395..=0).contains(&days(verified.on)));
        }
    }
}

fn days(on: jiff::civil::Date) -> i32 {
    date(2026, 11, 24).until(on).map_or(i32::MAX, |span| span.get_days())
}
