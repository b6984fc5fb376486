//! A case and the laws → a clock for each duty, each from its own event.

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

use super::{
    condition::{Met, met},
    contract::{self, Contract},
    event::{Counted, Start, start},
    model::{Case, Touched},
    moment::Moment,
    standing::{Remark, Standing},
};
use crate::jurisdiction::{
    self, Age, Atlas, BreachDuty, BreachStep, Counted as Days, Deadline, Jurisdiction, Status, Time,
};

/// The clock of one duty.
#[derive(Debug, Clone)]
pub struct Clock<'l> {
    /// The code of the place as it was asked for.
    pub place: String,
    pub law: Place<'l>,
    pub met: Met,
    pub standing: Standing,
    /// When it was told.
    pub told: Option<Moment>,
    /// Which entry of the record says so.
    pub told_nth: Option<usize>,
    /// Whether somebody decided that nobody is told.
    pub spared: bool,
    pub remarks: Vec<Remark>,
}

/// What a clock rests on.
#[derive(Debug, Clone)]
pub enum Place<'l> {
    /// A duty of the law of the place.
    Duty(Box<BreachDuty<'l>>),
    /// What the agreement of a transfer asks.
    Contract(Contract),
    /// There is no file of law for the place.
    NoLaw,
}

/// A clock for each duty of each place, in the order of the places and of their duties. Every place has at least one: where
/// no law is known, one that says so.
#[must_use]
pub fn clocks<'l>(case: &Case, atlas: &'l Atlas, now: Timestamp) -> Vec<Clock<'l>> {
    let mut all = Vec::new();
    for touched in &case.places {
        match atlas.get(&touched.code) {
            Some(law) => all.extend(of_place(case, touched, law, now)),
            None => all.push(Clock {
                place: touched.code.clone(),
                law: Place::NoLaw,
                met: Met::Unknown,
                standing: Standing::NoFact,
                told: None,
                told_nth: None,
                spared: false,
                remarks: Vec::new(),
            }),
        }
    }
    all.extend(contract::clocks(case));
    all
}

impl Clock<'_> {
    /// Whether its time has run out and nobody was told in time or late; a duty whose test is surely not met has no time.
    #[must_use]
    pub fn has_run_out(&self, now: Timestamp) -> bool {
        let ended = self.standing.ends().is_some_and(|end| end < now);
        ended && self.told.is_none() && !self.spared && self.met != Met::No
    }
}

fn of_place<'l>(case: &Case, touched: &Touched, law: &'l Jurisdiction, now: Timestamp) -> Vec<Clock<'l>> {
    let zone = law.zone.as_deref().and_then(jurisdiction::zone);
    let steps = law.breach_steps();
    let notice = |step, name: &str| case.told(&touched.code, step, name);
    let mut counting = Counting { case, zone, now, told: None, told_latest: None, assessed_latest: None };
    counting.told = notice(BreachStep::Authority, "").map(|notice| notice.at.at);
    // What limits the events of others comes first: the assessment, then the notice to the authority.
    let due = |step, counting: &Counting<'_>| {
        let duty = steps.iter().find(|duty| duty.step == step)?;
        counting.standing(duty).0.ends()
    };
    counting.assessed_latest = due(BreachStep::Assessment, &counting);
    counting.told_latest = due(BreachStep::Authority, &counting);
    let clock = |duty: BreachDuty<'l>| {
        let (standing, mut remarks) = counting.standing(&duty);
        // The latest day is one of the same notice.
        let step = if duty.step == BreachStep::OuterLimit { BreachStep::Authority } else { duty.step };
        let notice = notice(step, duty.name);
        let told = if step == BreachStep::Assessment { case.events.assessed } else { notice.map(|notice| notice.at) };
        let (told_nth, spared) = (notice.map(|notice| notice.nth), case.spares(&touched.code, step, duty.name));
        if let (Some(told), Standing::Runs { start: Start::Begun { at, .. }, due }) = (told, standing) {
            let early = told.at < at && duty.step != BreachStep::Assessment;
            remarks.extend(early.then_some(Remark::ToldBefore));
            remarks.extend((told.at > due).then_some(Remark::ToldLate));
        }
        let met = if standing == Standing::NoFact { Met::Unknown } else { met(&duty, case, touched.people) };
        Clock {
            place: touched.code.clone(),
            law: Place::Duty(Box::new(duty)),
            met,
            standing,
            told,
            told_nth,
            spared,
            remarks,
        }
    };
    steps.iter().map(|duty| clock(*duty)).collect()
}

/// What the times of one place are counted with.
struct Counting<'c> {
    case: &'c Case,
    /// The zone in which its days run.
    zone: Option<TimeZone>,
    now: Timestamp,
    told: Option<Timestamp>,
    told_latest: Option<Timestamp>,
    assessed_latest: Option<Timestamp>,
}

impl Counting<'_> {
    fn standing(&self, duty: &BreachDuty<'_>) -> (Standing, Vec<Remark>) {
        let Deadline { within, promptly, from, .. } = duty.deadline;
        // The notice that others follow is the one to the authority of the general law.
        let general = !duty.step.is_for_some();
        let (told, told_latest) = if general { (self.told, self.told_latest) } else { (None, None) };
        let begins = start(from, &self.case.events, told, told_latest, self.assessed_latest);
        let day = self.day(match begins {
            Start::Begun { at, .. } => at,
            _ => self.now,
        });
        let mut remarks = doubts(duty, self.day(self.now));
        let counts = match duty.status_on(day) {
            Status::None => return (Standing::NoDuty, remarks),
            Status::Draft => return (Standing::Draft, remarks),
            Status::Passed | Status::Phased => {
                return (Standing::Later { from: duty.marks.applies_from.filter(|from| *from > day) }, remarks);
            }
            Status::InForce => true,
            // A number of which nobody is sure is better than none.
            Status::Unknown => duty.marks.status != Status::None && within.is_some(),
        };
        if !counts {
            return (Standing::NoFact, remarks);
        }
        let standing = match (begins, within, promptly) {
            (Start::Nothing { event }, ..) => Standing::NoMoment { event },
            (Start::Waits { event, latest }, Some(_), _) => {
                let latest = latest.and_then(|latest| self.due(duty, latest, &mut Vec::new()));
                Standing::Waits { event, latest }
            }
            (Start::Waits { event, .. }, ..) => Standing::Waits { event, latest: None },
            (start @ Start::Begun { at, event, how }, Some(_), _) => {
                match how {
                    Counted::InsteadOf(asked) => remarks.push(Remark::EventNotGiven { asked, counted: event }),
                    Counted::Unnamed => remarks.push(Remark::NoEventNamed { counted: event }),
                    Counted::AssessmentOver => remarks.push(Remark::AssessmentOver),
                    Counted::Named => {}
                }
                match self.due(duty, at, &mut remarks) {
                    Some(due) => Standing::Runs { start, due },
                    None => Standing::NoTime { start },
                }
            }
            (start, None, Some(how)) => Standing::Promptly { start, how },
            (start, None, None) => Standing::NoTime { start },
        };
        (standing, remarks)
    }

    /// The day on which a moment lies in the place; in UTC where its zone is not known.
    fn day(&self, at: Timestamp) -> Date {
        at.to_zoned_datetime(self.zone.clone().unwrap_or(TimeZone::UTC)).date()
    }

    /// The last moment that keeps a time, read as strictly as its sources allow. Hours are hours by any clock; days end at
    /// midnight in the place.
    fn due(&self, duty: &BreachDuty<'_>, start: Timestamp, remarks: &mut Vec<Remark>) -> Option<Timestamp> {
        let (deadline, working) = (duty.deadline, &duty.place.working);
        let within = deadline.within?;
        if let Time::Hours(hours) = within {
            return Some(later(start, hours));
        }
        if matches!(within, Time::Days(_, Days::Working)) && working.until().is_none() {
            remarks.push(Remark::WorkingDays);
        }
        let Some(zone) = &self.zone else {
            remarks.push(Remark::ZoneUnknown);
            return Some(later(start, deadline.at_least_hours()?));
        };
        let there = start.to_zoned_datetime(zone.clone()).datetime();
        let moment = |time: DateTime| zone.to_timestamp(time).ok();
        let strict = deadline.strictest_due(there, working).and_then(moment)?;
        let usual = deadline.due(there, working).and_then(moment)?;
        if usual != strict {
            remarks.push(Remark::FirstDayUnsaid { otherwise: usual });
        }
        Some(strict)
    }
}

pub(super) fn later(start: Timestamp, hours: u32) -> Timestamp {
    start.checked_add(SignedDuration::from_hours(i64::from(hours))).unwrap_or(Timestamp::MAX)
}

/// What makes a fact doubtful.
fn doubts(duty: &BreachDuty<'_>, day: Date) -> Vec<Remark> {
    let marks = duty.marks;
    let remark = |holds: bool, remark| holds.then_some(remark);
    [
        remark(!marks.conflicts.is_empty(), Remark::Disputed),
        remark(marks.unsure(), Remark::Unsure),
        remark(marks.age(day) == Age::Stale, Remark::Stale),
    ]
    .into_iter()
    .flatten()
    .collect()
}
