//! What is to be done until when, record by record.

use jiff::Span;

use super::{
    condition::{Interval, Scene, Truth, holds},
    find::{Tally, cannot_tell, shown, subject, title, words},
    kind::{Due, Kind},
    record::{Record, Register, Value},
};
use crate::{
    due::{Dated, Task, When},
    gate::{At, Finding, FindingCode},
};

/// Everything that is to be done, for the records in question, in the order of the file. `holder` says whose the register is.
#[must_use]
pub fn due(register: &Register, scene: &Scene<'_>, holder: &str) -> Vec<Dated> {
    let kind = &register.kind;
    let file = |record: &Record| {
        let path = register.files.iter().find(|(_, source)| *source == record.source).map(|(path, _)| path);
        path.map_or_else(String::new, |path| path.display().to_string())
    };
    let each = register.records.iter().flat_map(|record| kind.dues.iter().map(move |due| (record, due)));
    let dated = each.filter_map(|(record, due)| {
        let when = when(due, record, scene)?;
        let owner = due.owner.and_then(|at| record.cells[at].as_ref().map(|_| shown(record, at, kind)));
        let what = words(&due.what, record, kind);
        Some(Dated {
            of: kind.name.clone(),
            id: record.id.clone(),
            title: title(record, kind),
            owner,
            holder: holder.to_owned(),
            file: file(record),
            task: Task {
                kind: due.code.as_str().to_owned(),
                key: due.code.as_str().to_owned(),
                when,
                what,
                why: why(due, record, kind, when),
            },
        })
    });
    dated.collect()
}

/// Where its day comes from; of what has none, why not.
fn why(due: &Due, record: &Record, kind: &Kind, when: When) -> String {
    let field = &kind.fields[due.day].name;
    let from = shown(record, due.day, kind);
    let said = |interval: &Option<Interval>| {
        let words = interval.as_ref().and_then(|interval| interval.words(&record.cells));
        words.filter(|words| !words.is_empty())
    };
    match (when, said(&due.after), said(&due.ahead)) {
        (When::Now, ..) => format!("`{field}` is not said, so it was never done"),
        (When::Unset, ..) => super::find::why_not(due.among.iter(), &unsaid(due, record), record, kind),
        (_, Some(after), None) => format!("{after} after `{field}`, {from}"),
        (_, None, Some(ahead)) => format!("{ahead} before `{field}`, {from}"),
        (_, Some(after), Some(ahead)) => format!("{after} after `{field}`, {from}, less {ahead}"),
        (_, None, None) => format!("the day under `{field}`"),
    }
}

/// Until when; `None` where the record is not in question.
fn when(due: &Due, record: &Record, scene: &Scene<'_>) -> Option<When> {
    match among(due, record, scene) {
        Truth::No => return None,
        Truth::Unknown => return Some(When::Unset),
        Truth::Yes => {}
    }
    let day = match record.cells[due.day].as_ref().map(|cell| &cell.value) {
        Some(Value::Day(day)) => *day,
        // Of what was never done the time has run out; of what has a day of its own, nobody says which.
        _ => return Some(if due.after.is_some() { When::Now } else { When::Unset }),
    };
    let span = |interval: &Option<Interval>| match interval {
        Some(interval) => interval.span(&record.cells),
        None => Some(Span::new()),
    };
    let (Some(after), Some(ahead)) = (span(&due.after), span(&due.ahead)) else { return Some(When::Unset) };
    Some(When::On(day.saturating_add(after).saturating_sub(ahead)))
}

/// Whether a record is in question.
fn among(due: &Due, record: &Record, scene: &Scene<'_>) -> Truth {
    holds(due.among.as_ref(), &record.cells, scene)
}

/// That it is overdue.
fn finding(due: &Due, record: &Record, kind: &Kind, message: String) -> Finding {
    let at = At::Place(record.place_of(Some(due.day)));
    let code = FindingCode::Record(due.code);
    Finding::new(code, subject(record, kind), "", message, at).help(due.help.clone())
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
        let field = &kind.fields[due.day].name;
        let bare = due.asked && record.cells[due.day].is_none() && among(due, record, scene) == Truth::Yes;
        if bare {
            tally.found += 1;
            let message =
                format!("{}: {} is due, and `{field}` is not said", record.id, words(&due.what, record, kind));
            findings.push(finding(due, record, kind, message));
        } else if when == When::Unset {
            tally.untold += 1;
            findings.push(unset(due, record, kind));
        } else if when.is_late(scene.today) {
            tally.found += 1;
            let what = words(&due.what, record, kind);
            let message = match when {
                When::On(day) => format!("{}: {what} was due on {day}", record.id),
                _ => format!("{}: {what} is due, and `{field}` is not said", record.id),
            };
            findings.push(finding(due, record, kind, message));
        }
    }
    tally
}

/// That nobody can say until when.
fn unset(due: &Due, record: &Record, kind: &Kind) -> Finding {
    cannot_tell(due.code, due.among.iter(), &unsaid(due, record), record, kind)
}

/// The fields that its day goes by and that are not said.
fn unsaid(due: &Due, record: &Record) -> Vec<usize> {
    let intervals = [&due.after, &due.ahead].into_iter().flatten().filter_map(Interval::field);
    std::iter::once(due.day).chain(intervals).filter(|at| record.cells[*at].is_none()).collect()
}
