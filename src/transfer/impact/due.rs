//! Until when an assessment holds, and what calls for a new one before.

use jiff::civil::Date;

use super::{method::Method, prepare::places, record::Record};
use crate::{
    due::{Task, When},
    jurisdiction::{Atlas, Law, last_valid_day},
    transfer::{
        model::{Agreement, Country, Transfer},
        words::{Access, Word},
    },
};

/// A last day, and what ends then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The last day on which it holds; the day after, it is overdue.
    pub on: Date,
    pub kind: DueKind,
    pub what: String,
}

impl Due {
    /// As something to do. A transfer that grows too old is reviewed, which stands among what is due for it already.
    #[must_use]
    pub fn task(self) -> Option<Task> {
        let (key, what) = match self.kind {
            DueKind::Law => ("assessment.law", "Assess the transfer anew"),
            DueKind::Acceptance => ("assessment.acceptance", "Have the residual risk accepted anew, or lower it"),
            DueKind::Age => return None,
        };
        Some(Task {
            kind: "assessment".to_owned(),
            key: key.to_owned(),
            when: When::On(self.on),
            what: what.to_owned(),
            why: self.what,
        })
    }
}

/// What ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueKind {
    /// The law of the exporter takes no older finding; a review does not change that.
    Law,
    /// The method asks for another look; a review of the transfer counts as one.
    Age,
    /// The acceptance of the residual risk.
    Acceptance,
}

/// Something that happened since the assessment, and calls for a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// Stable name.
    pub id: &'static str,
    pub what: String,
    /// Where in the register it stands, below the transfer.
    pub key: &'static str,
}

/// The laws on either side that touch transfers, each with its country and the day from which it applies.
fn laws<'a>(transfer: &Transfer, atlas: &'a Atlas) -> impl Iterator<Item = (Country, &'a Law, Date)> {
    let countries = transfer.exporter.country.into_iter().chain(places(transfer));
    countries.flat_map(|country| {
        let laws = atlas.get(country.code()).into_iter().flat_map(|place| &place.laws);
        laws.map(|law| &law.what)
            .filter(|law| law.touches_transfers())
            .filter_map(move |law| Some((country, law, law.effective?)))
    })
}

/// The last days of an assessment, the earliest first, under the laws that bind today.
#[must_use]
pub fn dues(method: &Method, transfer: &Transfer, record: &Record, atlas: &Atlas, today: Date) -> Vec<Due> {
    let mut dues = Vec::new();
    let law = transfer.exporter.country.and_then(|country| atlas.get(country.code()));
    if let Some(law) = law
        && let Some(fact) = law.transfer.assessment.as_ref().filter(|fact| fact.marks.binds(today))
        && let Some(months) = fact.what.valid_months
    {
        let what = format!("the law of {} takes a finding for {months} months", law.name);
        dues.push(Due { on: last_valid_day(record.date, months), kind: DueKind::Law, what });
    }
    for (country, law, day) in laws(transfer, atlas).filter(|(.., day)| *day > today) {
        let what = format!("{}: {} applies from {day}", country.name(), law.title);
        dues.extend(day.yesterday().ok().map(|last| Due { on: last, kind: DueKind::Law, what }));
    }
    let tier = transfer.tier.map(Word::as_str);
    let months = method.months(tier);
    let looked = transfer.reviewed.map_or(record.date, |reviewed| reviewed.max(record.date));
    let what = format!("{} data is looked at again after {months} months", tier.unwrap_or("such"));
    dues.push(Due { on: last_valid_day(looked, months), kind: DueKind::Age, what });
    if let Some(accepted) = &record.acceptance {
        let what = format!("{} accepts the residual risk until then", accepted.by);
        dues.push(Due { on: accepted.until, kind: DueKind::Acceptance, what });
    }
    dues.sort_by_key(|due| (due.on, due.kind));
    dues
}

/// What happened since the assessment.
#[must_use]
pub fn triggers(method: &Method, transfer: &Transfer, record: &Record, atlas: &Atlas, today: Date) -> Vec<Trigger> {
    let mut found = Vec::new();
    let mut add = |id, key, what| found.push(Trigger { id, what, key });
    let since = |day: Option<Date>| day.filter(|day| *day > record.date && *day <= today);
    for (country, law, day) in laws(transfer, atlas).filter(|(.., day)| since(Some(*day)).is_some()) {
        add("law-changed", "impact", format!("{}: {} took effect on {day}", country.name(), law.title));
    }
    for each in transfer.sub_processors.iter().flatten() {
        if let Some(day) = since(each.since) {
            add("new-sub-processor", "sub_processors", format!("{} is a sub-processor since {day}", each.name));
        }
    }
    if let (Some(then), Some(now)) = (record.then.people, transfer.people)
        && u128::from(now) * 100 > u128::from(then) * u128::from(100 + method.growth)
    {
        let what = format!("data of {now} people, {then} when it was assessed: more than {} % more", method.growth);
        add("more-volume", "volume", what);
    }
    for incident in &transfer.incidents {
        if since(Some(incident.date)).is_some() {
            add("incident", "incidents", format!("an incident on {}: {}", incident.date, incident.what));
        }
    }
    if let (Some(then), Some(Agreement::Other { version: Some(now), .. })) =
        (&record.then.agreement, &transfer.agreement)
        && then != now
    {
        add("agreement-changed", "agreement", format!("the agreement has version {now}, {then} when it was assessed"));
    }
    for certificate in &transfer.importer.certifications {
        if let Some(until) = certificate.until.filter(|until| *until < today && *until >= record.date) {
            add("certificate-lapsed", "importer", format!("the certificate {} ended on {until}", certificate.id));
        }
    }
    found
}

/// Countries in which somebody reaches the data and which the assessment did not look at; with the name of who.
#[must_use]
pub fn not_looked_at(transfer: &Transfer, record: &Record, atlas: &Atlas) -> Vec<(String, String)> {
    let covered = |code: &str| {
        let union = atlas.get(code).map_or(code, |place| place.id.as_str());
        record.countries.iter().any(|known| known == code || known == union)
    };
    let mut found: Vec<(String, String)> = Vec::new();
    let importer = transfer.importer.country.map(|country| (country, transfer.importer.name.as_str()));
    let onward = transfer
        .onward()
        .filter(|each| each.access != Some(Access::None))
        .filter_map(|each| each.country.map(|country| (country, each.name.as_str())));
    for (country, name) in importer.into_iter().chain(onward) {
        let home = transfer.exporter.country == Some(country);
        if !home && !covered(country.code()) && !found.iter().any(|(known, _)| known == country.name()) {
            found.push((country.name().to_owned(), name.to_owned()));
        }
    }
    found
}
