//! Records → what is found in them, and of how many.

use super::{
    compute,
    condition::{Condition, Scene, Truth, holds},
    due,
    kind::{Check, FieldType, Kind, Part},
    record::{Cell, Record, Register, Value},
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
pub fn find(register: &Register, scene: &Scene<'_>) -> Found {
    let (mut findings, mut asked) = (Vec::new(), vec![false; register.records.len()]);
    let tallies = register.kind.checks.iter().map(|check| {
        let mut tally = Tally { code: check.code, cases: 0, found: 0, untold: 0 };
        for (record, asked) in register.records.iter().zip(&mut asked) {
            *asked |= look(check, record, &register.kind, scene, &mut tally, &mut findings);
        }
        tally
    });
    let mut tallies: Vec<Tally> = tallies.collect();
    for late in &register.kind.dues {
        tallies.push(due::late(late, register, scene, &mut asked, &mut findings));
    }
    findings.extend(register.records.iter().flat_map(|record| otherwise(record, &register.kind)));
    findings.extend(nothing(register, &asked));
    Found { findings, tallies, asked }
}

/// That nothing was judged: there is no record, or none of which anything is asked.
fn nothing(register: &Register, asked: &[bool]) -> Option<Finding> {
    let (kind, (_, source)) = (&register.kind, register.files.first()?);
    let title = kind.title.to_lowercase();
    let message = match asked {
        [] => format!("the register of {title} has no record"),
        _ if kind.codes().next().is_none() || asked.contains(&true) => return None,
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
    scene: &Scene<'_>,
    tally: &mut Tally,
    findings: &mut Vec<Finding>,
) -> bool {
    let among = holds(check.among.as_ref(), &record.cells, scene);
    if among == Truth::No {
        return false;
    }
    tally.cases += 1;
    match (among, check.when.holds(&record.cells, scene)) {
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
    let conditions = check.among.iter().chain([&check.when]);
    cannot_tell(check.code, conditions, &[], record, kind)
}

/// That a code cannot be told of a record: what the conditions go by is not said, nor are `fields`.
pub(super) fn cannot_tell<'a>(
    code: RecordCode,
    conditions: impl Iterator<Item = &'a Condition>,
    fields: &[usize],
    record: &Record,
    kind: &Kind,
) -> Finding {
    let why = why_not(conditions, fields, record, kind);
    let message = format!("`{}` cannot be told of `{}`: {why}", code.as_str(), record.id);
    let place = At::Place(record.place());
    let finding = Finding::new(FindingCode::RecordNotTold, subject(record, kind), code.as_str(), message, place);
    finding.help(code.summary().to_owned())
}

/// What a record does not say, so that something cannot be told of it.
pub(super) fn why_not<'a>(
    conditions: impl Iterator<Item = &'a Condition>,
    fields: &[usize],
    record: &Record,
    kind: &Kind,
) -> String {
    let mut lacking = Vec::new();
    conditions.for_each(|condition| condition.lacking(&record.cells, &kind.fields, &mut lacking));
    for field in fields.iter().map(|at| &kind.fields[*at]) {
        // Of what is computed, that which it goes by.
        if field.rules.is_empty() {
            lacking.push(field.name.clone());
        } else {
            lacking.extend(compute::lacking(field, &record.cells, &kind.fields));
        }
    }
    if lacking.is_empty() {
        "what it leads to is not known".to_owned()
    } else {
        format!("it does not say {}", list(lacking.iter().map(String::as_str)))
    }
}

/// Where a record says otherwise than the rules of a field: less than they come to is warned of.
fn otherwise(record: &Record, kind: &Kind) -> Vec<Finding> {
    let fields = kind.fields.iter().zip(&record.cells).enumerate();
    let said =
        fields.filter_map(|(at, (field, cell))| Some((at, field, cell.as_ref()?, cell.as_ref()?.instead.as_ref()?)));
    let told = said.map(|(at, field, cell, instead)| {
        let is = text(&cell.value, &field.kind);
        let (rules, less) = match &instead.computed {
            Some(computed) => (text(computed, &field.kind), lower(&cell.value, computed)),
            None => ("not known".to_owned(), true),
        };
        let (name, by, reason) = (&field.name, &instead.by, &instead.reason);
        let message = format!("{}: `{name}` is {is} by {by} ({reason}); by the rules it is {rules}", record.id);
        let at = At::Place(record.place_of(Some(at)));
        let finding = Finding::new(FindingCode::RecordOverridden, subject(record, kind), name, message, at);
        Finding { weight: if less { finding.weight } else { Weight::Note }, ..finding }
    });
    told.collect()
}

/// Whether a value is less than another, as far as they have an order.
fn lower(value: &Value, other: &Value) -> bool {
    match (value, other) {
        (Value::Word(one), Value::Word(other)) => one < other,
        (Value::Number(one), Value::Number(other)) => one < other,
        (one, other) => one != other,
    }
}

/// A record as gates know it.
pub(super) fn subject(record: &Record, kind: &Kind) -> Subject {
    Subject::of(SubjectKind::Record, &record.id, &title(record, kind))
}

/// What a record is called: what stands in the first column of a list.
pub(super) fn title(record: &Record, kind: &Kind) -> String {
    kind.columns.first().map_or_else(String::new, |at| shown(record, *at, kind))
}

/// A message with the values of a record in it.
pub(super) fn words(message: &[Part], record: &Record, kind: &Kind) -> String {
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
pub(super) fn text(value: &Value, kind: &FieldType) -> String {
    match (value, kind.item()) {
        (Value::Text(text), _) => text.clone(),
        (Value::Day(day), _) => day.to_string(),
        (Value::Number(number), _) => number.to_string(),
        (Value::YesNo(yes), _) => if *yes { "yes" } else { "no" }.to_owned(),
        (Value::Word(at), FieldType::Word { words, .. }) => words[*at].clone(),
        (Value::Word(at), _) => at.to_string(),
        (Value::Group(cells), FieldType::Group(fields)) => {
            let said = fields.iter().zip(cells);
            let said = said.filter_map(|(field, cell)| Some(text(&cell.as_ref()?.value, &field.kind)));
            said.collect::<Vec<_>>().join(" ")
        }
        (Value::Group(_), _) => String::new(),
        (Value::List(cells), item) => {
            let join = if matches!(item, FieldType::Group(_)) { "; " } else { ", " };
            cells.iter().map(|cell| text(&cell.value, item)).collect::<Vec<_>>().join(join)
        }
        (Value::Map(entries), item) => {
            let entry = |(key, cell): &(String, Cell)| format!("{key}: {}", text(&cell.value, item));
            entries.iter().map(entry).collect::<Vec<_>>().join(", ")
        }
    }
}
