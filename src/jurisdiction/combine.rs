//! Several laws at once: the strictest on a topic, whose it is and why.

use jiff::civil::{Date, DateTime};

use super::{
    holidays::WorkingDays,
    model::{Deadline, Jurisdiction, Marks, Time},
    words::{DpoRule, ExportRule, Promptly, Standing, Status},
};

/// One law's deadline, for combining.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock<'a> {
    /// The code of the place.
    pub whose: &'a str,
    pub deadline: Deadline,
    /// Its standing on the day from which the time runs.
    pub status: Status,
    /// The first day on which it applies, where it does not yet.
    pub applies_from: Option<Date>,
    /// The working days of the place.
    pub working: &'a WorkingDays,
}

/// What several deadlines ask together. Whoever keeps `first` keeps each fixed time, and each of the other lists still has to
/// be looked at: nothing that has no number is dropped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Combined<'a> {
    /// The last moment that keeps every fixed time, the time it comes from and whose it is.
    pub first: Option<First<'a>>,
    /// Duties without a number, which bind beside it.
    pub promptly: Vec<(&'a str, Promptly)>,
    /// Duties that only a draft knows, with its time where it gives one: advice, not law.
    pub drafts: Vec<(&'a str, Option<Time>)>,
    /// Duties that are made and do not apply yet, with the time and the day where they are given: law, and not today's.
    pub later: Vec<(&'a str, Option<Time>, Option<Date>)>,
    /// Places whose law has no such duty.
    pub none: Vec<&'a str>,
    /// Places of which it is not known: never read as none.
    pub unknown: Vec<&'a str>,
}

/// The earliest of several fixed times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct First<'a> {
    pub due: DateTime,
    pub time: Time,
    /// All places whose time ends at that moment.
    pub whose: Vec<&'a str>,
}

/// Combines deadlines of which all run from `start`. Where a law counts from a later event, such as the end of an assessment,
/// the earlier start errs to the early side. The order of `clocks` makes no difference.
#[must_use]
pub fn combine<'a>(clocks: impl IntoIterator<Item = Clock<'a>>, start: DateTime) -> Combined<'a> {
    let mut clocks: Vec<Clock<'a>> = clocks.into_iter().collect();
    clocks.sort_unstable();
    clocks.dedup();
    let mut combined = Combined::default();
    for clock in clocks {
        let Clock { whose, deadline, status, applies_from, working } = clock;
        match status {
            Status::None => combined.none.push(whose),
            Status::Unknown => combined.unknown.push(whose),
            Status::Draft => combined.drafts.push((whose, deadline.within)),
            Status::Passed | Status::Phased => combined.later.push((whose, deadline.within, applies_from)),
            Status::InForce => {
                combined.promptly.extend(deadline.promptly.map(|promptly| (whose, promptly)));
                match deadline.within.zip(deadline.due(start, working)) {
                    Some((time, due)) => combined.take(due, time, whose),
                    // A duty whose time nobody gives is not one without a time.
                    None if deadline.promptly.is_none() => combined.unknown.push(whose),
                    None => {}
                }
            }
        }
    }
    combined
}

impl<'a> Combined<'a> {
    fn take(&mut self, due: DateTime, time: Time, whose: &'a str) {
        match &mut self.first {
            Some(first) if first.due < due => {}
            Some(first) if first.due == due => first.whose.push(whose),
            _ => self.first = Some(First { due, time, whose: vec![whose] }),
        }
    }
}

/// A topic on which deadlines are combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    TellAuthority,
    TellIndividuals,
    AnswerRequest,
}

impl Duty {
    /// What a place's law says of it, as it stands on a day.
    #[must_use]
    pub fn of(self, place: &Jurisdiction, day: Date) -> Clock<'_> {
        let clock = |fact: &Marks, deadline| Clock {
            whose: &place.id,
            deadline,
            // That there is no such duty lets people off, so somebody has to be sure of it.
            status: if fact.status == Status::None { fact.relief_on(day) } else { fact.status_on(day) },
            applies_from: fact.applies_from.filter(|from| *from > day),
            working: &place.working,
        };
        match self {
            Self::TellAuthority => clock(&place.breach.authority.marks, place.breach.authority.what.deadline),
            Self::TellIndividuals => clock(&place.breach.individuals.marks, place.breach.individuals.what.deadline),
            Self::AnswerRequest => clock(&place.requests.answer.marks, place.requests.answer.what),
        }
    }
}

/// How strict a rule is, 0 for none; `None` where it is not known. An order of this toolkit's own, by how much has to be done
/// before data may go.
#[must_use]
pub const fn strictness(rule: ExportRule) -> Option<u8> {
    Some(match rule {
        ExportRule::Permission => 7,
        ExportRule::Dossier => 6,
        ExportRule::Consent => 5,
        ExportRule::Adequacy => 4,
        ExportRule::ComparableProtection => 3,
        ExportRule::Accountability => 2,
        ExportRule::OpenUnlessRestricted => 1,
        ExportRule::None => 0,
        ExportRule::Unknown => return None,
    })
}

/// How little the ASEAN model clauses do under a law that has an export rule, 0 for recognised; `None` where not known.
#[must_use]
pub const fn shortfall(standing: Standing) -> Option<u8> {
    Some(match standing {
        Standing::Recognised => 0,
        Standing::Accepted => 1,
        Standing::Voluntary => 2,
        Standing::Usable => 3,
        Standing::NotEnoughAlone => 4,
        Standing::None => 5,
        Standing::Unknown => return None,
    })
}

/// How widely an officer is needed, 0 for not at all; `None` where not known.
#[must_use]
pub const fn breadth(rule: DpoRule) -> Option<u8> {
    Some(match rule {
        DpoRule::All => 2,
        DpoRule::Threshold | DpoRule::Conditional => 1,
        DpoRule::None => 0,
        DpoRule::Unknown => return None,
    })
}

/// The places whose value ranks highest among those that bind on a day, and those of which it is not known.
#[must_use]
pub fn highest<'a>(
    ranks: impl IntoIterator<Item = (&'a str, Option<u8>, &'a Marks)>,
    day: Date,
) -> (Vec<&'a str>, Vec<&'a str>) {
    let (mut best, mut unknown, mut top) = (Vec::new(), Vec::new(), 0);
    for (whose, rank, marks) in ranks {
        match rank {
            _ if marks.status_on(day) == Status::Unknown => unknown.push(whose),
            // What asks for nothing lets people off, so somebody has to be sure of it.
            Some(0) if marks.unsure() => unknown.push(whose),
            None => unknown.push(whose),
            Some(rank) if !marks.binds(day) || rank == 0 || rank < top => {}
            Some(rank) => {
                if rank > top {
                    best.clear();
                    top = rank;
                }
                best.push(whose);
            }
        }
    }
    best.sort_unstable();
    unknown.sort_unstable();
    (best, unknown)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use jiff::{ToSpan, civil::date};
    use proptest::prelude::*;

    use super::*;
    use crate::{framework::Confidence, jurisdiction::Counted};

    static USUAL: LazyLock<WorkingDays> = LazyLock::new(WorkingDays::default);
    const CODES: [&str; 4] = ["AA", "BB", "CC", "DD"];

    fn times() -> impl Strategy<Value = Option<Time>> {
        prop_oneof![
            Just(None),
            (1_u32..400).prop_map(|hours| Some(Time::Hours(hours))),
            (1_u32..70, any::<bool>()).prop_map(|(days, working)| {
                Some(Time::Days(days, if working { Counted::Working } else { Counted::Calendar }))
            }),
            (1_u32..14).prop_map(|months| Some(Time::Months(months))),
        ]
    }

    fn clocks() -> impl Strategy<Value = Vec<Clock<'static>>> {
        let status = prop_oneof![
            4 => Just(Status::InForce),
            1 => Just(Status::Passed),
            1 => Just(Status::Phased),
            1 => Just(Status::Draft),
            1 => Just(Status::None),
            1 => Just(Status::Unknown)
        ];
        let promptly = prop_oneof![2 => Just(None), 1 => Just(Some(Promptly::WithoutDelay))];
        let clock =
            (0_usize..CODES.len(), times(), promptly, status).prop_map(|(at, within, promptly, status)| Clock {
                whose: CODES[at],
                deadline: Deadline { within, promptly, ..Deadline::default() },
                status,
                applies_from: None,
                working: &USUAL,
            });
        prop::collection::vec(clock, 0..6)
    }

    proptest! {
        #[test]
        fn together_is_never_later_than_any_one(clocks in clocks(), day in 0_i64..4000, minute in 0_i64..1440) {
            let start = date(2024, 1, 1).saturating_add(day.days()).at(0, 0, 0, 0).saturating_add(minute.minutes());
            let together = combine(clocks.clone(), start);
            for clock in &clocks {
                let alone = combine([*clock], start);
                if let Some(alone) = &alone.first {
                    let first = together.first.as_ref().expect("a fixed time is not lost");
                    prop_assert!(first.due <= alone.due);
                    prop_assert!(first.due >= start);
                }
                for promptly in &alone.promptly {
                    prop_assert!(together.promptly.contains(promptly));
                }
                for unknown in &alone.unknown {
                    prop_assert!(together.unknown.contains(unknown), "what is not known stays in sight");
                }
                prop_assert!(alone.drafts.iter().all(|draft| together.drafts.contains(draft)));
            }
            if let Some(first) = &together.first {
                let whose = |clock: &&Clock| first.whose.contains(&clock.whose);
                let from_one = clocks.iter().filter(whose).any(|clock| clock.deadline.within == Some(first.time));
                prop_assert!(from_one, "a time that no law gives");
            }
        }

        #[test]
        fn the_order_of_laws_makes_no_difference(clocks in clocks(), turn in 0_usize..6) {
            let start = date(2026, 11, 24).at(9, 30, 0, 0);
            let mut turned = clocks.clone();
            turned.rotate_left(turn % clocks.len().max(1));
            turned.reverse();
            prop_assert_eq!(combine(clocks, start), combine(turned, start));
        }
    }

    #[test]
    fn what_is_not_known_stays_beside_what_ranks_highest() {
        let day = date(2026, 11, 24);
        let marks = |status| Marks {
            status,
            as_of: day,
            confidence: Confidence::High,
            sources: Vec::new(),
            note: None,
            applies_from: None,
            until: None,
            reading: true,
            read: None,
            searched: Vec::new(),
            conflicts: Vec::new(),
            oldest: None,
        };
        let (holds, draft, unknown) = (marks(Status::InForce), marks(Status::Draft), marks(Status::Unknown));
        let ranks = [
            ("SG", Some(2), &holds),
            ("MY", Some(3), &draft),
            ("TH", Some(3), &unknown),
            ("VN", None, &holds),
            ("PH", Some(2), &holds),
            ("ID", Some(1), &holds),
            ("LA", Some(0), &holds),
        ];
        assert_eq!(highest(ranks, day), (vec!["PH", "SG"], vec!["TH", "VN"]));
    }

    #[test]
    fn hours_and_days_meet_on_the_calendar() {
        let clock = |whose, time| Clock {
            whose,
            deadline: Deadline { within: Some(time), ..Deadline::default() },
            status: Status::InForce,
            applies_from: None,
            working: &USUAL,
        };
        let start = date(2026, 11, 24).at(9, 30, 0, 0);
        let clocks =
            [clock("SG", Time::Days(3, Counted::Calendar)), clock("MY", Time::Hours(72)), clock("VN", Time::Hours(72))];
        let combined = combine(clocks, start);
        let first = combined.first.expect("all three give a time");
        assert_eq!((first.due, first.whose), (date(2026, 11, 27).at(9, 30, 0, 0), vec!["MY", "VN"]));
        // A month is shorter than thirty days in February, and longer in March.
        let both = [clock("AA", Time::Months(1)), clock("BB", Time::Days(30, Counted::Calendar))];
        let whose = |start| combine(both, start).first.map(|first| first.whose);
        assert_eq!(whose(date(2026, 2, 1).at(0, 0, 0, 0)), Some(vec!["AA"]));
        assert_eq!(whose(date(2026, 3, 1).at(0, 0, 0, 0)), Some(vec!["BB"]));
    }
}
