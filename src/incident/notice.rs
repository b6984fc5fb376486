//! An incident and the law of a place → the draft of a notice: each item that the law asks for, filled where it is known, a gap
//! where it is not.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{
    clocks::{Clock, Place},
    raw::Answer,
    recipient::{self, Unmatched},
    record::Incident,
    view::who,
    words::local,
};
use crate::{
    jurisdiction::{self, About, Atlas, BreachDuty, BreachStep, Fact, NoticeItem, Point, Status, To},
    words::Word,
};

/// A notice before anybody has read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeDraft {
    pub incident: String,
    pub title: String,
    /// Who is told, such as `PDPC (SG)`.
    pub to: String,
    /// The name of the authority in full; empty where people are told.
    pub addressee: String,
    /// What the law says of the time, and when it ends.
    pub time: Vec<String>,
    pub items: Vec<Item>,
    /// What the law says of contents, form and way, each with the day of the fact.
    pub rules: Vec<String>,
    pub day: Date,
}

/// One item that the law asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub title: String,
    pub parts: Vec<Part>,
}

/// A part of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Known(String),
    /// What somebody has to fill in.
    Gap(String),
}

/// Drafts the notice of an incident to whoever `to` names.
///
/// # Errors
/// When the name means no duty of the places of the incident, or more than one.
pub fn draft(
    incident: &Incident,
    atlas: &Atlas,
    clocks: &[Clock<'_>],
    to: &str,
    now: Timestamp,
) -> Result<NoticeDraft, Unmatched> {
    let (code, duty) = recipient::addressee(incident, atlas, to)?;
    let zone = duty.place.zone.as_deref().and_then(jurisdiction::zone).unwrap_or(TimeZone::UTC);
    let day = now.to_zoned_datetime(zone.clone()).date();
    let people = matches!(duty.to, Some(To::Individuals)) || duty.step == BreachStep::Individuals;
    let fill = Fill { incident, code: &code, zone };
    let contents: Vec<&Fact<Point>> = contents(&duty, people).collect();
    let mut items: Vec<Item> = Vec::new();
    for item in contents.iter().filter(|fact| fact.marks.binds(day)).flat_map(|fact| &fact.what.items) {
        let title = item.meaning().to_owned();
        if items.iter().all(|other| other.title != title) {
            items.push(Item { title, parts: fill.parts(*item) });
        }
    }
    if items.is_empty() {
        let gap = "what the law asks for; no source that was read lists it".to_owned();
        items.push(Item { title: "contents".to_owned(), parts: vec![Part::Gap(gap)] });
    }
    let own = clocks.iter().find(|clock| {
        clock.place == code && matches!(&clock.law, Place::Duty(of) if of.step == duty.step && of.name == duty.name)
    });
    if own.is_some_and(|clock| clock.has_run_out(now)) {
        let gap = "why it is told only now".to_owned();
        items.push(Item { title: "reasons for the delay".to_owned(), parts: vec![Part::Gap(gap)] });
    }
    let authority = &duty.place.authority.what;
    Ok(NoticeDraft {
        incident: incident.id.clone(),
        title: incident.title.clone(),
        to: format!("{} ({code})", who(&duty, &code)),
        addressee: if people { String::new() } else { authority.name.clone() },
        time: time(&duty, own, &fill.zone),
        items,
        rules: rules(&duty, &contents, day),
        day,
    })
}

/// What the law says of the contents of a notice to these, the facts that are of neither among them.
fn contents<'l>(duty: &BreachDuty<'l>, people: bool) -> impl Iterator<Item = &'l Fact<Point>> {
    duty.place.points.iter().filter(move |fact| {
        let asked = match fact.what.to {
            None | Some(To::Both) => true,
            Some(To::Authority) => !people,
            Some(To::Individuals) => people,
        };
        fact.what.about == About::BreachContents && asked
    })
}

fn time(duty: &BreachDuty<'_>, clock: Option<&Clock<'_>>, zone: &TimeZone) -> Vec<String> {
    let mut lines = vec![format!("Time: {}", duty.deadline.words())];
    if let Some(super::Standing::Runs { due, .. }) = clock.map(|clock| clock.standing) {
        lines.push(format!("Latest moment: {}", local(due, zone)));
    }
    lines
}

fn rules(duty: &BreachDuty<'_>, contents: &[&Fact<Point>], day: Date) -> Vec<String> {
    let of = |text: &str, marks: &jurisdiction::Marks| {
        let standing = match marks.status_on(day) {
            Status::InForce => String::new(),
            Status::Passed => marks.applies_from.map_or_else(
                || " Made, and not in force yet.".to_owned(),
                |from| format!(" Not in force before {from}."),
            ),
            other => format!(" Standing: {}.", other.as_str()),
        };
        let unsure = if marks.unsure() { " Unsure: no text was opened for it, or little confidence." } else { "" };
        let note = marks.note.as_ref().map_or_else(String::new, |note| format!(" {note}"));
        format!("{text}{note}{standing}{unsure} (as of {}, {})", marks.as_of, marks.sources.join(", "))
    };
    let mut rules = vec![of(duty.text, duty.marks)];
    rules.extend(contents.iter().map(|fact| of(&fact.text, &fact.marks)));
    rules
}

/// What fills the items.
struct Fill<'i> {
    incident: &'i Incident,
    code: &'i str,
    zone: TimeZone,
}

impl Fill<'_> {
    fn parts(&self, item: NoticeItem) -> Vec<Part> {
        let Incident { title, events, .. } = self.incident;
        let gap = |words: &str| vec![Part::Gap(words.to_owned())];
        let known = |words: String, more: &str| vec![Part::Known(words), Part::Gap(more.to_owned())];
        let at = |moment: super::Moment| local(moment.at, &self.zone);
        match item {
            NoticeItem::Event => known(title.clone(), "what happened, and how"),
            NoticeItem::When => match events.occurred {
                Some(moment) => vec![Part::Known(at(moment))],
                None => gap("when it happened"),
            },
            NoticeItem::Learnt => match events.discovered.or(events.aware) {
                Some(moment) => known(at(moment), "how it was learnt of"),
                None => gap("when and how it was learnt of"),
            },
            NoticeItem::Course if self.incident.log.is_empty() => gap("what was done since, with moments"),
            NoticeItem::Course => self.log(),
            NoticeItem::People => match self.people() {
                Some(number) => vec![Part::Known(number.to_string())],
                None => gap("how many people are concerned here"),
            },
            NoticeItem::Data => self.data(),
            NoticeItem::Harm => match (self.incident.harm, &self.incident.why) {
                (Answer::Unknown, None) => gap("what may come of it for people"),
                (harm, why) => {
                    let why = why.as_ref().map_or_else(String::new, |why| format!(": {why}"));
                    known(format!("significant harm likely: {}{why}", harm.as_str()), "what may come of it for people")
                }
            },
            NoticeItem::Measures => {
                let mut parts: Vec<Part> = self.log();
                parts.extend(self.incident.contained.map(|moment| Part::Known(format!("contained {}", at(moment)))));
                parts.push(Part::Gap("what is planned against its effects".to_owned()));
                parts
            }
            NoticeItem::Telling => self.telling(),
            NoticeItem::Where => gap("where, and by whom"),
            NoticeItem::Cause => gap("the cause, as far as it is known"),
            NoticeItem::Records => gap("how many records"),
            NoticeItem::Systems => gap("the systems that were hit"),
            NoticeItem::Gravity => gap("how grave it is"),
            NoticeItem::SelfHelp => gap("what people can do themselves"),
            NoticeItem::Assistance => gap("what help people are given, and where"),
            NoticeItem::Contact => gap("name, telephone and address of the officer or another contact"),
        }
    }

    fn people(&self) -> Option<u64> {
        self.incident.people.iter().find(|(code, _)| code == self.code).and_then(|(_, number)| *number)
    }

    fn log(&self) -> Vec<Part> {
        let line =
            |logged: &super::Logged| Part::Known(format!("{}  {}", local(logged.at.at, &self.zone), logged.text));
        self.incident.log.iter().map(line).collect()
    }

    fn data(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        let Incident { datasets, special, encrypted, .. } = self.incident;
        if !datasets.is_empty() {
            parts.push(Part::Known(format!("datasets {}", datasets.join(", "))));
        }
        match special.as_deref() {
            None => parts.push(Part::Gap("whether data that weighs more is among it".to_owned())),
            Some([]) => parts.push(Part::Known("no data that weighs more".to_owned())),
            Some(kinds) => {
                let words: Vec<&str> = kinds.iter().map(|kind| kind.meaning()).collect();
                parts.push(Part::Known(words.join("; ")));
            }
        }
        if *encrypted != Answer::Unknown {
            parts.push(Part::Known(format!("encrypted: {}", encrypted.as_str())));
        }
        parts.push(Part::Gap("which data, in words that the reader knows".to_owned()));
        parts
    }

    /// Whether people here are told, and why not.
    fn telling(&self) -> Vec<Part> {
        let ends = |who: &str| {
            let who = who.to_lowercase();
            who.contains("people") && who.split_whitespace().any(|word| word == self.code.to_lowercase())
        };
        let told = self.incident.told.iter().find(|told| ends(&told.who));
        let spared = self.incident.not_told.iter().find(|spared| ends(&spared.who));
        match (told, spared) {
            (Some(told), _) => vec![Part::Known(format!("told {}", local(told.at.at, &self.zone)))],
            (None, Some(spared)) => vec![Part::Known(format!("not told: {}", spared.why))],
            (None, None) => vec![Part::Gap("how and when people are told, or why not".to_owned())],
        }
    }
}
