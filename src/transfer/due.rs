//! What is to be done for which transfer until when: reviews, ends of agreements, certificates, filings.

use jiff::civil::Date;
use serde::Serialize;

use super::{
    filings::{Asked, Stands, filings as asked, law_day},
    impact::{self, Method, Record, dues},
    model::{Agreement, Country, Register, Transfer},
    words::{Status, Word},
};
use crate::{
    due::{Dated, Pressing, State, Task, When, count, distinct, pressing},
    jurisdiction::{Atlas, Counted, From, Jurisdiction, Time, last_valid_day},
    text::slug,
};

/// Version of the shape below.
const VERSION: u32 = 1;

/// What is due.
#[derive(Debug, Clone, Serialize)]
pub struct DueView {
    pub version: u32,
    pub organisation: String,
    /// The day from which everything is counted.
    pub today: String,
    /// Days ahead that count as soon.
    pub within: u32,
    pub overdue: usize,
    pub soon: usize,
    /// Without a day: nobody can say when it is due.
    pub unset: usize,
    /// Overdue first, then those without a day, then by day.
    pub items: Vec<DueItem>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueItem {
    /// With the transfer it stays the same for as long as the thing to do does, whatever its day.
    pub key: String,
    pub transfer: String,
    pub title: String,
    /// `review`, `agreement`, `certificate`, `filing`, `end` or `assessment`.
    pub kind: String,
    /// The last day on which it is not late; nothing where no day can be told.
    pub due: Option<String>,
    /// Days from today: below nothing when it is late.
    pub days: Option<i64>,
    pub state: State,
    pub what: String,
    /// Where the day comes from.
    pub why: String,
    pub owner: Option<String>,
}

/// What is to be done for the transfers for which `shown` holds. The method says after how many months a transfer is looked at
/// again; `record` gives the assessment of a transfer, which is a look at it and has ends of its own.
#[must_use]
pub fn due<'r>(
    register: &Register,
    file: &str,
    method: &Method,
    atlas: &Atlas,
    shown: impl Fn(&Transfer) -> bool,
    record: impl Fn(&Transfer) -> Option<&'r Record>,
    today: Date,
) -> Vec<Dated> {
    let mut all = Vec::new();
    for transfer in register.transfers.iter().filter(|transfer| transfer.is_live() && shown(transfer)) {
        let record = record(transfer);
        let ends = record.map_or_else(Vec::new, |record| dues(method, transfer, record, atlas, today));
        let ends = ends.into_iter().filter_map(impact::Due::task);
        let tasks =
            review(transfer, record, method).into_iter().chain(tasks(transfer)).chain(filings(transfer, atlas, today));
        all.extend(tasks.chain(ends).map(|task| Dated {
            of: "transfers".to_owned(),
            id: transfer.id.clone(),
            title: transfer.title.clone(),
            owner: transfer.owner.clone(),
            holder: holder(register),
            file: file.to_owned(),
            task,
        }));
    }
    distinct(&mut all);
    all
}

/// The organisation of a register; empty where it names none.
fn holder(register: &Register) -> String {
    register.organisation.as_ref().map_or_else(String::new, |holder| holder.name.clone())
}

/// What is due for the transfers of a register. With `all`, later things as well.
#[must_use]
pub fn due_view(register: &Register, tasks: Vec<Dated>, today: Date, within: u32, all: bool) -> DueView {
    let pressing = pressing(tasks, today, within);
    DueView {
        version: VERSION,
        organisation: holder(register),
        today: today.to_string(),
        within,
        overdue: count(&pressing, State::Overdue),
        soon: count(&pressing, State::Soon),
        unset: count(&pressing, State::Unset),
        items: pressing.into_iter().filter(|each| all || each.state != State::Later).map(item).collect(),
    }
}

fn item(each: Pressing) -> DueItem {
    let Pressing { of: Dated { id, title, owner, task, .. }, state, days } = each;
    DueItem {
        key: task.key,
        transfer: id,
        title,
        kind: task.kind,
        due: task.when.day().map(|day| day.to_string()),
        days,
        state,
        what: task.what,
        why: task.why,
        owner,
    }
}

/// The day set for the next review or the one on which the last grows too old, whichever comes first. A transfer that has
/// not begun grows no older.
fn review(transfer: &Transfer, record: Option<&Record>, method: &Method) -> Option<Task> {
    let months = method.months(transfer.tier.map(Word::as_str));
    let looks = [
        transfer.reviewed.map(|day| (day, "the last review")),
        record.map(|record| (record.date, "the assessment, without a review since")),
    ];
    let looked = looks.into_iter().flatten().max_by_key(|(day, _)| *day);
    let base = looked.or(transfer.start.map(|day| (day, "the start, without a review since")));
    let tier = transfer.tier.map_or("tier not said", Word::as_str);
    let aged =
        base.map(|(day, what)| (last_valid_day(day, months), format!("{months} months after {what}, {day} ({tier})")));
    let set = transfer.review.map(|day| (day, "the day set for the next review".to_owned()));
    let (due, why) = match (set, aged) {
        (Some(set), Some(aged)) => {
            if set.0 <= aged.0 {
                Some(set)
            } else {
                Some(aged)
            }
        }
        (set, aged) => set.or(aged),
    }
    .map_or_else(|| (None, "neither a review nor a start is dated".to_owned()), |(due, why)| (Some(due), why));
    (due.is_some() || transfer.status != Status::Planned).then(|| Task {
        kind: "review".to_owned(),
        key: "review".to_owned(),
        when: due.into(),
        what: "Review the transfer".to_owned(),
        why,
    })
}

/// What runs out: the transfer, its agreement, certificates.
fn tasks(transfer: &Transfer) -> Vec<Task> {
    let mut tasks = Vec::new();
    if let Some(end) = transfer.end {
        tasks.push(Task {
            kind: "end".to_owned(),
            key: "end".to_owned(),
            when: When::On(end),
            what: "End the transfer, or set another end".to_owned(),
            why: "its last day".to_owned(),
        });
    }
    if let Some(Agreement::Other { reference, until: Some(until), .. }) = &transfer.agreement {
        tasks.push(Task {
            kind: "agreement".to_owned(),
            key: "agreement".to_owned(),
            when: When::On(*until),
            what: format!("Renew the agreement {reference}"),
            why: "the last day on which it binds".to_owned(),
        });
    }
    for (side, party) in [("exporter", &transfer.exporter), ("importer", &transfer.importer)] {
        for certification in &party.certifications {
            if let Some(until) = certification.until {
                tasks.push(Task {
                    kind: "certificate".to_owned(),
                    key: format!("certificate.{side}.{}", certification.id),
                    when: When::On(until),
                    what: format!("Ask {} for the next certificate {}", party.name, certification.id),
                    why: "the last day on which it holds".to_owned(),
                });
            }
        }
    }
    tasks
}

/// What the exporter's law wants filed and the register does not record.
fn filings(transfer: &Transfer, atlas: &Atlas, today: Date) -> Vec<Task> {
    // Nothing has to be filed for what was stopped before it began.
    let Some(country) =
        transfer.exporter.country.filter(|_| transfer.status != Status::Suspended || transfer.start.is_some())
    else {
        return Vec::new();
    };
    let Some(place) = atlas.get(country.code()) else { return Vec::new() };
    asked(transfer, place, today)
        .iter()
        .filter(|asked| matches!(asked.stands, Stands::Open | Stands::Unknown(_) | Stands::NoGround(_)))
        // What is not known to be asked, and has no day, is a question of the check and no date of a calendar.
        .filter(|asked| asked.by.is_some() || !matches!(asked.stands, Stands::Unknown(_)))
        .filter(|asked| asked.fact.marks.binds(law_day(transfer, today)))
        .map(|asked| filing(country, place, asked))
        .collect()
}

fn filing(country: Country, law: &Jurisdiction, asked: &Asked<'_>) -> Task {
    let Asked { fact, stands, by, since } = asked;
    let filing = &fact.what;
    let unsure = if fact.marks.unsure() { "; unsure, have it confirmed" } else { "" };
    let dated = format!("law of {} as of {}{unsure}", country.within_sentence(), fact.marks.as_of);
    let event = match filing.deadline.from {
        Some(From::Start) => "the start of the processing, taken for that of the transfer",
        Some(From::ContractEffect) => "the effect of the contract",
        _ => "the first transfer",
    };
    let mut why = match (filing.deadline.within, since) {
        (Some(time), Some(day)) => format!("{} from {event}, {day} ({dated})", time.words()),
        (Some(time), None) => format!("{} from {event}, which is not dated ({dated})", time.words()),
        (None, _) => format!("no time is given ({dated})"),
    };
    if matches!(filing.deadline.within, Some(Time::Days(_, Counted::Working))) {
        why.push_str(&format!("; {}", law.working.caution(*by)));
    }
    match stands {
        Stands::Unknown(what) => why.push_str(&format!("; not known: {}", what.join(", "))),
        Stands::NoGround(what) => why.push_str(&format!("; {what}")),
        _ => {}
    }
    let form = filing.form.as_ref().map_or_else(String::new, |form| format!(" ({form})"));
    Task {
        kind: "filing".to_owned(),
        key: format!("filing.{}.{}", country.code(), slug(&filing.what)),
        when: (*by).into(),
        what: format!("File in {}: {}{form}", country.within_sentence(), filing.what),
        why,
    }
}
