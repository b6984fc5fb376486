//! Records → what is found in them, and of how many.

use jiff::civil::Date;

use super::{
    condition::Truth,
    kind::{Check, Kind, Part},
    record::{Record, Register, Value},
};
use crate::{
    diag::list,
    gate::{At, Finding, FindingCode, Kind as SubjectKind, RecordCode, Subject, Weight},
    source::Place,
};

/// How many records a check was about, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    pub code: RecordCode,
    /// Records in question, also those of which it cannot be told.
    pub cases: usize,
    pub found: usize,
    /// Records of which it cannot be told.
    pub untold: usize,
}

/// What came of looking at a register.
#[derive(Debug, Clone)]
pub struct Found {
    pub findings: Vec<Finding>,
    /// One a check of the kind, in its order.
    pub tallies: Vec<Tally>,
    /// By record: whether any check was about it.
    pub asked: Vec<bool>,
}

/// All that is found in a register, check after check. A register without records is a finding; a record that lacks what decides is
/// one as well.
#[must_use]
pub fn find(register: &Register, today: Date) -> Found {
    let (mut findings, mut asked) = (Vec::new(), vec![false; register.records.len()]);
    let tallies = register.kind.checks.iter().map(|check| {
        let mut tally = Tally { code: check.code, cases: 0, found: 0, untold: 0 };
        for (record, asked) in register.records.iter().zip(&mut asked) {
            *asked |= look(check, record, &register.kind, today, &mut tally, &mut findings);
        }
        tally
    });
    let tallies = tallies.collect();
    findings.extend(nothing(register, &asked));
    Found { findings, tallies, asked }
}

/// That nothing was judged: there is no record, or none of which anything is asked.
fn nothing(register: &Register, asked: &[bool]) -> Option<Finding> {
    let (kind, (_, source)) = (&register.kind, register.files.first()?);
    let title = kind.title.to_lowercase();
    let message = match asked {
        [] => format!("the register of {title} has no record"),
        _ if kind.checks.is_empty() || asked.contains(&true) => return None,
        _ => format!("no record of the register of {title} is in question"),
    };
    let at = At::Place(Place::new(*source, 0..0));
    let finding = Finding::new(FindingCode::NoRecords, Subject::overall(), "", message, at);
    let weight = if kind.may_be_empty { Weight::Note } else { finding.weight };
    Some(Finding { weight, ..finding })
}

/// Whether the record is in question.
fn look(
    check: &Check,
    record: &Record,
    kind: &Kind,
    today: Date,
    tally: &mut Tally,
    findings: &mut Vec<Finding>,
) -> bool {
    let among = check.among.as_ref().map_or(Truth::Yes, |among| among.holds(record, today));
    if among == Truth::No {
        return false;
    }
    tally.cases += 1;
    match (among, check.when.holds(record, today)) {
        (_, Truth::No) => {}
        (Truth::Yes, Truth::Yes) => {
            tally.found += 1;
            let message = words(&check.message, record, kind);
            let place = At::Place(record.place_of(check.at));
            let code = FindingCode::Record(check.code);
            findings.push(Finding::new(code, subject(record, kind), "", message, place).help(check.help.clone()));
        }
        _ => {
            tally.untold += 1;
            findings.push(untold(check, record, kind));
        }
    }
    true
}

/// That it cannot be told whether something is wrong with a record.
fn untold(check: &Check, record: &Record, kind: &Kind) -> Finding {
    let mut lacking = Vec::new();
    check.among.iter().chain([&check.when]).for_each(|condition| condition.lacking(record, &mut lacking));
    let fields = list(lacking.iter().map(|at| kind.fields[*at].name.as_str()));
    let message = format!("`{}` cannot be told of `{}`: it does not say {fields}", check.code.as_str(), record.id);
    let place = At::Place(record.place());
    let finding = Finding::new(FindingCode::RecordNotTold, subject(record, kind), check.code.as_str(), message, place);
    finding.help(check.code.summary().to_owned())
}

/// A record as gates know it.
fn subject(record: &Record, kind: &Kind) -> Subject {
    Subject::of(SubjectKind::Record, &record.id, &title(record, kind))
}

/// What a record is called: what stands in the first column of a list.
pub(super) fn title(record: &Record, kind: &Kind) -> String {
    kind.columns.first().map_or_else(String::new, |at| shown(record, *at, kind))
}

/// A message with the values of a record in it.
fn words(message: &[Part], record: &Record, kind: &Kind) -> String {
    let part = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Id => record.id.clone(),
        Part::Field(at) if record.cells[*at].is_none() => "not said".to_owned(),
        Part::Field(at) => shown(record, *at, kind),
    };
    message.iter().map(part).collect()
}

/// What a record says in a field, as people read it; empty where it says nothing.
pub(super) fn shown(record: &Record, at: usize, kind: &Kind) -> String {
    record.cells[at].as_ref().map_or_else(String::new, |cell| text(&cell.value, &kind.fields[at].kind))
}

/// A value as people read it.
pub(super) fn text(value: &Value, kind: &super::FieldType) -> String {
    match (value, kind) {
        (Value::Text(text), _) => text.clone(),
        (Value::Day(day), _) => day.to_string(),
        (Value::Number(number), _) => number.to_string(),
        (Value::YesNo(yes), _) => if *yes { "yes" } else { "no" }.to_owned(),
        (Value::Word(at), kind) => match kind.item() {
            super::FieldType::Word { words, .. } => words[*at].clone(),
            _ => at.to_string(),
        },
        (Value::List(cells), _) => {
            cells.iter().map(|cell| text(&cell.value, kind.item())).collect::<Vec<_>>().join(", ")
        }
        (Value::Map(entries), _) => {
            let entry = |(key, cell): &(String, super::Cell)| format!("{key}: {}", text(&cell.value, kind.item()));
            entries.iter().map(entry).collect::<Vec<_>>().join(", ")
        }
    }
}
