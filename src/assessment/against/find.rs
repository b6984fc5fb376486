//! Rules, answers and registers → answers that the records contradict.

use std::borrow::Borrow;

use super::model::{Rule, Rules};
use crate::{
    assessment::{
        gate::practice_subject,
        model::{Answer, Assessment},
    },
    framework::Framework,
    gate::{At, Finding, FindingCode},
    register::{Bound, Missed, Record, Register, Scene},
    source::Path,
};

/// Most ids that a message names of one list, and most places of records that a finding has.
const NAMED: usize = 3;

/// The answers that the records contradict. A register that is not among `registers` says nothing; nor does one without a record in
/// question.
#[must_use]
pub fn contradicted(
    rules: &Rules,
    (framework, assessment): (&Framework, &Assessment),
    registers: &[impl Borrow<Register>],
    scene: &Scene<'_>,
) -> Vec<Finding> {
    let found = rules.iter().filter_map(|rule| {
        let asked = framework[rule.practice].profiles.get(assessment.profile.0) == Some(&true);
        let Answer::Level { level, .. } = &assessment.answers[rule.practice.0] else { return None };
        if !asked || *level < rule.from {
            return None;
        }
        let mut registers = registers.iter().map(Borrow::borrow);
        let register = registers.find(|register: &&Register| register.kind.name == rule.figure.kind)?;
        let missed = rule.figure.missed(rule.bound, register, scene)?;
        Some(finding(rule, framework, *level, &missed, register))
    });
    found.collect()
}

fn finding(rule: &Rule, framework: &Framework, level: u8, missed: &Missed<'_>, register: &Register) -> Finding {
    let subject = practice_subject(framework, rule.practice);
    let name = |level: u8| &framework.levels[usize::from(level)].id;
    let asks = rule.asks();
    let mut message = format!(
        "{}: {} is answered, and {asks} is asked from {} on: {}, {}",
        subject.name,
        name(level),
        name(rule.from),
        rule.message,
        missed.comes_to,
    );
    let word = match (missed.only, rule.bound) {
        (true, _) => "only",
        (false, Bound::AtMost(_)) => "namely",
        (false, _) => "not",
    };
    for (word, records) in [(word, &missed.records), ("not said", &missed.untold)] {
        if !records.is_empty() {
            message.push_str(&format!("; {word}: {}", ids(records)));
        }
    }
    let path = Path::root().key("answers").key(&framework[rule.practice].id).key("level");
    let title = &register.kind.name;
    let finding = Finding::new(FindingCode::AnswerContradicted, subject, &rule.id, message, At::Value(path))
        .help(format!("mend the answer, or the records where they are wrong: `dmf register {title} list` shows them"));
    let shown = if missed.only { &missed.untold } else { &missed.records };
    let rows = shown.iter().chain(if missed.only { &[][..] } else { &missed.untold }).take(NAMED);
    rows.fold(finding, |finding, record| finding.related(record.place(), &format!("`{}`", record.id)))
}

/// A few ids, and how many more there are.
fn ids(records: &[&Record]) -> String {
    let named = records.iter().take(NAMED).map(|record| record.id.as_str()).collect::<Vec<_>>().join(", ");
    match records.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}
