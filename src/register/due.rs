//! What is to be done until when, record by record.

use jiff::{Span, civil::Date};

use super::{
    condition::{Scene, Truth, holds},
    find::{Tally, cannot_tell, subject, title, words},
    kind::{Due, Kind},
    record::{Record, Register, Value},
};
use crate::gate::{At, Finding, FindingCode};

/// Something to be done about a record.
#[derive(Debug, Clone)]
pub struct DueItem<'a> {
    pub record: &'a Record,
    /// What a list calls the record.
    pub title: String,
    pub what: String,
    pub owner: Option<String>,
    pub when: When,
}

/// Until when something is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Until that day, which is in time.
    On(Date),
    /// Now: nobody has done it yet, or nobody says when.
    Now,
    /// Nobody can say: a field that decides is not said.
    Unset,
}

impl When {
    /// Whether its day has passed.
    #[must_use]
    pub fn is_late(self, today: Date) -> bool {
        match self {
            Self::On(day) => day < today,
            Self::Now => true,
            Self::Unset => false,
        }
    }
}

/// Everything that is to be done, for the records in question, in the order of the file.
#[must_use]
pub fn due<'a>(register: &'a Register, scene: &Scene<'_>) -> Vec<DueItem<'a>> {
    let kind = &register.kind;
    let each = register.records.iter().flat_map(|record| kind.dues.iter().map(move |due| (record, due)));
    let items = each.filter_map(|(record, due)| {
        let owner = due.owner.and_then(|at| record.cells[at].as_ref().map(|_| super::find::shown(record, at, kind)));
        let (title, what) = (title(record, kind), words(&due.what, record, kind));
        Some(DueItem { record, title, what, owner, when: when(due, record, scene)? })
    });
    items.collect()
}

/// Until when; `None` where the record is not in question.
fn when(due: &Due, record: &Record, scene: &Scene<'_>) -> Option<When> {
    match holds(due.among.as_ref(), &record.cells, scene) {
        Truth::No => return None,
        Truth::Unknown => return Some(When::Unset),
        Truth::Yes => {}
    }
    let day = match record.cells[due.day].as_ref().map(|cell| &cell.value) {
        Some(Value::Day(day)) => *day,
        // Of what was never done the time has run out; of what has a day of its own, nobody says which.
        _ => return Some(if due.after.is_some() { When::Now } else { When::Unset }),
    };
    let span = |interval: &Option<super::condition::Interval>| match interval {
        Some(interval) => interval.span(&record.cells),
        None => Some(Span::new()),
    };
    let (Some(after), Some(ahead)) = (span(&due.after), span(&due.ahead)) else { return Some(When::Unset) };
    Some(When::On(day.saturating_add(after).saturating_sub(ahead)))
}

/// What is overdue, as findings, and of how many.
pub(super) fn late(
    due: &Due,
    register: &Register,
    scene: &Scene<'_>,
    asked: &mut [bool],
    findings: &mut Vec<Finding>,
) -> Tally {
    let mut tally = Tally { code: due.code, cases: 0, found: 0, untold: 0 };
    let kind = &register.kind;
    for (record, asked) in register.records.iter().zip(asked) {
        let Some(when) = when(due, record, scene) else { continue };
        *asked = true;
        tally.cases += 1;
        if when == When::Unset {
            tally.untold += 1;
            findings.push(unset(due, record, kind));
        } else if when.is_late(scene.today) {
            tally.found += 1;
            let what = words(&due.what, record, kind);
            let message = match when {
                When::On(day) => format!("{}: {what} was due on {day}", record.id),
                _ => format!("{}: {what} is due, and `{}` is not said", record.id, kind.fields[due.day].name),
            };
            let at = At::Place(record.place_of(Some(due.day)));
            let code = FindingCode::Record(due.code);
            findings.push(Finding::new(code, subject(record, kind), "", message, at).help(due.help.clone()));
        }
    }
    tally
}

/// That nobody can say until when.
fn unset(due: &Due, record: &Record, kind: &Kind) -> Finding {
    let intervals = [&due.after, &due.ahead].into_iter().flatten().filter_map(super::condition::Interval::field);
    let fields = std::iter::once(due.day).chain(intervals).filter(|at| record.cells[*at].is_none());
    cannot_tell(due.code, due.among.iter(), &fields.collect::<Vec<_>>(), record, kind)
}
