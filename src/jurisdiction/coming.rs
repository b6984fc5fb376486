//! Days on which the law of a place is going to change, as something to get ready for.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    facts::{TOPICS, lines},
    model::Jurisdiction,
    words::Status,
};
use crate::{
    diag::list,
    due::{Dated, Task, When},
};

/// How many changes of one day are told one by one.
const TOLD: usize = 4;

/// What begins or ends on one day.
#[derive(Debug, Default)]
struct Change {
    /// Laws, and what else is told, each once and in the order of the topics.
    what: Vec<String>,
    unsure: bool,
}

/// The days from today on, on which facts of a place begin to hold, or no longer do. `used` says in which files the place is
/// in use; `holder` whose they are.
#[must_use]
pub fn coming(place: &Jurisdiction, used: &[String], holder: &str, today: Date) -> Vec<Dated> {
    let mut days: BTreeMap<Date, Change> = BTreeMap::new();
    let mut add = |day: Option<Date>, what: &str, unsure: bool| {
        let Some(day) = day.filter(|day| *day >= today) else { return };
        let change = days.entry(day).or_default();
        change.unsure |= unsure;
        if !change.what.iter().any(|other| other == what) {
            change.what.push(what.to_owned());
        }
    };
    for law in &place.laws {
        add(law.what.effective.filter(|_| applies(law.marks.status)), &law.what.title, law.marks.unsure());
    }
    for (line, _) in lines(place).iter().filter(|(line, _)| applies(line.marks.status)) {
        // Laws and what is expected go by their names; of duties the topic says more.
        let named = matches!(line.topic, "laws" | "next") && !line.name.is_empty();
        let what = if named { line.name } else { title(line.topic) };
        add(line.marks.applies_from, what, line.marks.unsure());
        // On the day after its last, something else holds, or nobody knows what.
        add(line.marks.until.and_then(|last| last.tomorrow().ok()), what, line.marks.unsure());
    }
    days.into_iter().map(|(day, change)| dated(place, day, &change, used, holder)).collect()
}

fn dated(place: &Jurisdiction, day: Date, change: &Change, used: &[String], holder: &str) -> Dated {
    let mut named: Vec<String> = change.what.iter().take(TOLD).cloned().collect();
    if change.what.len() > TOLD {
        named.push(format!("{} more", change.what.len() - TOLD));
    }
    let unsure = if change.unsure { "; some of it unsure, have it confirmed" } else { "" };
    Dated {
        of: "law".to_owned(),
        id: place.id.clone(),
        title: format!("Law of {}", place.name),
        owner: None,
        holder: holder.to_owned(),
        file: used.first().cloned().unwrap_or_default(),
        task: Task {
            kind: "law".to_owned(),
            key: format!("law.{day}"),
            when: When::On(day),
            what: format!("Be ready for a change of law: {}", named.join(", ")),
            why: format!(
                "the day from which it holds or no longer does, as its pack has it; the place is in use in {}{unsure}",
                list(used.iter().map(String::as_str))
            ),
        },
    }
}

/// Whether it holds on some day: not a draft, nor what there is none of.
const fn applies(status: Status) -> bool {
    matches!(status, Status::InForce | Status::Passed | Status::Phased)
}

fn title(topic: &str) -> &'static str {
    TOPICS.iter().find(|each| each.id == topic).map_or("", |each| each.title)
}
