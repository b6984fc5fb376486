//! What leaves the room: serialisable, versioned.

use jiff::civil::{Date, DateTime};
use serde::Serialize;

use super::{
    combine::{Combined, Duty, breadth, combine, highest, shortfall, strictness},
    facts::{Line, TOPICS, lines},
    model::{Age, Deadline, Jurisdiction, Marks, Time},
    words::{Counted, Word},
};

/// The law of one place.
#[derive(Debug, Clone, Serialize)]
pub struct LawView {
    /// Changes only when a field changes its meaning or goes.
    pub version: u32,
    pub id: String,
    pub name: String,
    /// Whether it is a member of ASEAN.
    pub asean: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asean_since: Option<String>,
    pub summary: String,
    /// The day on which the age of the facts was looked at.
    pub today: String,
    pub facts: Vec<FactView>,
    pub sources: Vec<LawSourceView>,
    #[serde(flatten)]
    pub counts: CountsView,
    pub statement: String,
}

/// How many facts must be read with care.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct CountsView {
    /// Of little confidence, or not known.
    pub unsure: usize,
    /// Older than 180 days.
    pub ageing: usize,
    /// Older than a year, or past the last day on which they hold.
    pub stale: usize,
    /// On which sources disagree.
    pub disputed: usize,
}

/// One fact.
#[derive(Debug, Clone, Serialize)]
pub struct FactView {
    /// Such as `breach.authority`.
    pub topic: &'static str,
    pub section: &'static str,
    pub title: &'static str,
    /// Which of several; empty where there is one.
    pub name: String,
    /// What it says in a few words; may be empty.
    pub value: String,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<DeadlineView>,
    #[serde(flatten)]
    pub marks: MarksView,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<ConflictView>,
}

/// How far a fact can be trusted.
#[derive(Debug, Clone, Serialize)]
pub struct MarksView {
    pub status: &'static str,
    pub as_of: String,
    pub confidence: &'static str,
    pub sources: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// `fresh`, `ageing` (over 180 days) or `stale` (over a year, or past its last day).
    pub age: &'static str,
    pub unsure: bool,
}

/// By when.
#[derive(Debug, Clone, Serialize)]
pub struct DeadlineView {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<u32>,
    /// `hours`, `calendar-days`, `working-days` or `months`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promptly: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<&'static str>,
}

/// What other sources say.
#[derive(Debug, Clone, Serialize)]
pub struct ConflictView {
    pub says: String,
    pub sources: Vec<String>,
}

/// A source of facts.
#[derive(Debug, Clone, Serialize)]
pub struct LawSourceView {
    pub id: String,
    pub title: String,
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// All places, one row each.
#[derive(Debug, Clone, Serialize)]
pub struct LawListView {
    pub version: u32,
    pub today: String,
    pub places: Vec<LawRowView>,
    pub statement: String,
}

/// One place in the list.
#[derive(Debug, Clone, Serialize)]
pub struct LawRowView {
    pub id: String,
    pub name: String,
    pub asean: bool,
    pub law: String,
    pub status: &'static str,
    /// What the ASEAN model clauses are worth there.
    pub clauses: &'static str,
    pub facts: usize,
    #[serde(flatten)]
    pub counts: CountsView,
    /// The oldest date of its facts.
    pub oldest: String,
}

/// Several places side by side.
#[derive(Debug, Clone, Serialize)]
pub struct LawComparisonView {
    pub version: u32,
    /// The moment from which every time is counted.
    pub start: String,
    pub places: Vec<PlaceView>,
    pub topics: Vec<ComparedView>,
    pub statement: String,
}

/// A place that is compared.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceView {
    pub id: String,
    pub name: String,
    pub summary: String,
}

/// One topic of a comparison.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedView {
    pub topic: &'static str,
    pub title: String,
    pub values: Vec<ValueView>,
    /// What holds for whoever is bound by all; `None` where values cannot be ranked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strictest: Option<StrictestView>,
}

/// What one place says on a topic.
#[derive(Debug, Clone, Serialize)]
pub struct ValueView {
    pub place: String,
    pub value: String,
    pub text: String,
    #[serde(flatten)]
    pub marks: MarksView,
}

/// The strictest of several, whose it is, and why.
#[derive(Debug, Clone, Serialize)]
pub struct StrictestView {
    pub value: String,
    /// Codes of the places.
    pub whose: Vec<String>,
    pub why: String,
    /// The last moment that keeps every fixed time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Places of which it is not known; what holds there may be stricter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
}

/// The facts of one place; only those whose topic begins with one of `topics`, where there are any.
#[must_use]
pub fn view(place: &Jurisdiction, topics: &[String], statement: &str, today: Date) -> LawView {
    let facts: Vec<FactView> = lines(place)
        .into_iter()
        .filter(|(line, _)| topics.is_empty() || topics.iter().any(|topic| belongs(line.topic, topic)))
        .map(|(line, value)| fact(&line, value, today))
        .collect();
    let used = |id: &str| {
        let conflict =
            |fact: &FactView| fact.conflicts.iter().any(|conflict| conflict.sources.iter().any(|source| source == id));
        facts.iter().any(|fact| fact.marks.sources.iter().any(|source| source == id) || conflict(fact))
    };
    let sources = place
        .sources
        .iter()
        .filter(|source| used(&source.id))
        .map(|source| LawSourceView {
            id: source.id.clone(),
            title: source.title.clone(),
            kind: source.kind.as_str(),
            seen: source.seen.map(|day| day.to_string()),
            note: source.note.clone(),
        })
        .collect();
    LawView {
        version: 1,
        id: place.id.clone(),
        name: place.name.clone(),
        asean: place.asean.is_some(),
        asean_since: place.asean.flatten().map(|day| day.to_string()),
        summary: place.summary.clone(),
        today: today.to_string(),
        counts: counts(lines(place).iter().map(|(line, _)| line.marks), today),
        facts,
        sources,
        statement: statement.to_owned(),
    }
}

/// `breach` has `breach.authority` in it, and `breach.authority` itself.
#[must_use]
pub fn belongs(topic: &str, within: &str) -> bool {
    topic.strip_prefix(within).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// All places, one row each, members of ASEAN first.
#[must_use]
pub fn list_view<'a>(places: impl IntoIterator<Item = &'a Jurisdiction>, statement: &str, today: Date) -> LawListView {
    let mut rows: Vec<LawRowView> = places
        .into_iter()
        .map(|place| {
            let lines = lines(place);
            let law = &place.laws[0];
            LawRowView {
                id: place.id.clone(),
                name: place.name.clone(),
                asean: place.asean.is_some(),
                law: law.what.title.clone(),
                status: law.marks.status.as_str(),
                clauses: place.transfer.clauses.what.as_str(),
                facts: lines.len(),
                counts: counts(lines.iter().map(|(line, _)| line.marks), today),
                oldest: lines.iter().map(|(line, _)| line.marks.as_of).min().unwrap_or(today).to_string(),
            }
        })
        .collect();
    rows.sort_by_key(|row| (!row.asean, row.id.clone()));
    LawListView { version: 1, today: today.to_string(), places: rows, statement: statement.to_owned() }
}

/// Topics that are compared, in order.
const COMPARED: [&str; 13] = [
    "breach.authority",
    "breach.individuals",
    "breach.sectors",
    "requests.answer",
    "dpo",
    "transfer.rule",
    "transfer.clauses",
    "transfer.name_countries",
    "transfer.filing",
    "transfer.assessment",
    "localisation",
    "penalties",
    "recipient.concern",
];

/// Places side by side, topic by topic; every time is counted from `start`.
#[must_use]
pub fn compare_view(places: &[&Jurisdiction], statement: &str, start: DateTime) -> LawComparisonView {
    let all: Vec<(&str, Vec<(Line, String)>)> = places.iter().map(|place| (place.id.as_str(), lines(place))).collect();
    let topics = COMPARED
        .into_iter()
        .filter_map(|topic| {
            let values: Vec<ValueView> = all
                .iter()
                .flat_map(|(place, lines)| {
                    lines.iter().filter(|(line, _)| line.topic == topic).map(|(line, value)| ValueView {
                        place: (*place).to_owned(),
                        value: short(line, value),
                        text: line.text.to_owned(),
                        marks: marks(line.marks, start.date()),
                    })
                })
                .collect();
            let about = TOPICS.iter().find(|other| other.id == topic).expect("what is compared is a topic");
            let title = if about.section == about.title {
                about.title.to_owned()
            } else {
                format!("{}: {}", about.section, about.title)
            };
            (!values.is_empty()).then(|| ComparedView {
                topic,
                title,
                values,
                strictest: strictest(topic, places, start),
            })
        })
        .collect();
    let view = |place: &&Jurisdiction| PlaceView {
        id: place.id.clone(),
        name: place.name.clone(),
        summary: place.summary.clone(),
    };
    LawComparisonView {
        version: 1,
        start: start.strftime("%Y-%m-%dT%H:%M").to_string(),
        places: places.iter().map(view).collect(),
        topics,
        statement: statement.to_owned(),
    }
}

/// The value with its name; the sentence where there is no value.
fn short(line: &Line, value: &str) -> String {
    match (line.name, value) {
        ("", "") => line.text.to_owned(),
        ("", value) => value.to_owned(),
        (name, "") => name.to_owned(),
        (name, value) => format!("{name}: {value}"),
    }
}

fn strictest(topic: &str, places: &[&Jurisdiction], start: DateTime) -> Option<StrictestView> {
    let clocks = |duty: Duty| Some(shortest(&combine(places.iter().map(|place| duty.of(place)), start)));
    match topic {
        "breach.authority" => clocks(Duty::TellAuthority),
        "breach.individuals" => clocks(Duty::TellIndividuals),
        "requests.answer" => clocks(Duty::AnswerRequest),
        "dpo" => ranked(
            places.iter().map(|place| (place.id.as_str(), breadth(place.dpo.what.rule), &place.dpo.marks)),
            places,
            |place| place.dpo.what.rule.sentence(),
            "binds the most companies",
        ),
        "transfer.rule" => ranked(
            places
                .iter()
                .map(|place| (place.id.as_str(), strictness(place.transfer.rule.what), &place.transfer.rule.marks)),
            places,
            |place| place.transfer.rule.what.sentence(),
            "asks for the most before data may go (this toolkit's own order)",
        ),
        "transfer.clauses" => ranked(
            places.iter().filter(|place| strictness(place.transfer.rule.what) != Some(0)).map(|place| {
                // That clauses have no standing is said with the status `none`; the rule that they do not meet binds.
                let clauses = &place.transfer.clauses;
                let rank = if clauses.marks.status == super::Status::Unknown { None } else { shortfall(clauses.what) };
                (place.id.as_str(), rank, &place.transfer.rule.marks)
            }),
            places,
            |place| place.transfer.clauses.what.sentence(),
            "the clauses do least there; what is missing has to be added",
        ),
        "transfer.assessment" => assessed(places),
        "recipient.concern" => ranked(
            places.iter().map(|place| {
                let concern = &place.recipient.concern;
                (place.id.as_str(), Some(concern.what.level as u8 + 1), &concern.marks)
            }),
            places,
            |place| place.recipient.concern.what.level.as_str(),
            "the toolkit's own reading of a place that receives data",
        ),
        _ => None,
    }
}

/// The shortest time, and what stands beside it.
fn shortest(combined: &Combined) -> StrictestView {
    let mut why = Vec::new();
    if combined.first.is_some() {
        why.push("ends first when all run from the same moment".to_owned());
    }
    for (whose, promptly) in combined.promptly.iter().filter(|_| combined.first.is_some()) {
        why.push(format!("{whose} also asks for it {}", promptly.sentence()));
    }
    for (whose, time) in &combined.drafts {
        why.push(match time {
            Some(time) => format!("a draft in {whose} has {}", time.words()),
            None => format!("only a draft in {whose}"),
        });
    }
    if !combined.none.is_empty() {
        why.push(format!("no such duty in {}", combined.none.join(", ")));
    }
    let value = match (&combined.first, combined.promptly.first()) {
        (Some(first), _) => first.time.words(),
        (None, Some((_, promptly))) => promptly.sentence().to_owned(),
        (None, None) => "no time given".to_owned(),
    };
    let whose: Vec<String> = match &combined.first {
        Some(first) => first.whose.iter().map(|code| (*code).to_owned()).collect(),
        None => combined.promptly.iter().map(|(code, _)| (*code).to_owned()).collect(),
    };
    StrictestView {
        value,
        whose,
        why: why.join("; "),
        due: combined.first.as_ref().map(|first| first.due.strftime("%Y-%m-%dT%H:%M").to_string()),
        unknown: combined.unknown.iter().map(|code| (*code).to_owned()).collect(),
    }
}

fn ranked<'a>(
    ranks: impl Iterator<Item = (&'a str, Option<u8>, &'a Marks)>,
    places: &[&Jurisdiction],
    words: impl Fn(&Jurisdiction) -> &'static str,
    why: &str,
) -> Option<StrictestView> {
    let (best, unknown) = highest(ranks);
    let value = best.first().and_then(|code| places.iter().find(|place| place.id == *code)).map(|place| words(place));
    if value.is_none() && unknown.is_empty() {
        return None;
    }
    Some(StrictestView {
        value: value.unwrap_or("not known").to_owned(),
        whose: best.iter().map(|code| (*code).to_owned()).collect(),
        why: if value.is_some() { why.to_owned() } else { String::new() },
        due: None,
        unknown: unknown.iter().map(|code| (*code).to_owned()).collect(),
    })
}

/// Whoever must assess for one law must do so; the shortest validity counts.
fn assessed(places: &[&Jurisdiction]) -> Option<StrictestView> {
    let required: Vec<(&str, Option<u32>)> = places
        .iter()
        .filter_map(|place| {
            let fact = place.transfer.assessment.as_ref()?;
            (fact.what.required && fact.marks.binds()).then_some((place.id.as_str(), fact.what.valid_months))
        })
        .collect();
    let shortest = required.iter().filter_map(|(_, months)| *months).min();
    let value = match shortest {
        Some(months) => format!("required, valid {}", Time::Months(months).words()),
        None => "required".to_owned(),
    };
    (!required.is_empty()).then(|| StrictestView {
        value,
        whose: required
            .iter()
            .filter(|(_, months)| shortest.is_none() || *months == shortest)
            .map(|(code, _)| (*code).to_owned())
            .collect(),
        why: "lapses first".to_owned(),
        due: None,
        unknown: Vec::new(),
    })
}

fn fact(line: &Line, value: String, today: Date) -> FactView {
    let about = line.about();
    FactView {
        topic: line.topic,
        section: about.section,
        title: about.title,
        name: line.name.to_owned(),
        value,
        text: line.text.to_owned(),
        deadline: line.deadline.filter(|deadline| *deadline != Deadline::default()).map(deadline_view),
        marks: marks(line.marks, today),
        note: line.marks.note.clone(),
        conflicts: line
            .marks
            .conflicts
            .iter()
            .map(|conflict| ConflictView { says: conflict.says.clone(), sources: conflict.sources.clone() })
            .collect(),
    }
}

/// The marks of a fact as they are on a day.
#[must_use]
pub fn marks(marks: &Marks, today: Date) -> MarksView {
    MarksView {
        status: marks.status.as_str(),
        as_of: marks.as_of.to_string(),
        confidence: marks.confidence.as_str(),
        sources: marks.sources.clone(),
        until: marks.until.map(|day| day.to_string()),
        age: match marks.age(today) {
            Age::Fresh => "fresh",
            Age::Ageing => "ageing",
            Age::Stale => "stale",
        },
        unsure: marks.unsure(),
    }
}

fn counts<'a>(all: impl Iterator<Item = &'a Marks>, today: Date) -> CountsView {
    all.fold(CountsView::default(), |mut counts, marks| {
        counts.unsure += usize::from(marks.unsure());
        counts.ageing += usize::from(marks.age(today) == Age::Ageing);
        counts.stale += usize::from(marks.age(today) == Age::Stale);
        counts.disputed += usize::from(!marks.conflicts.is_empty());
        counts
    })
}

fn deadline_view(deadline: Deadline) -> DeadlineView {
    let parts = deadline.within.map(|time| match time {
        Time::Hours(hours) => (hours, "hours"),
        Time::Days(days, Counted::Calendar) => (days, "calendar-days"),
        Time::Days(days, Counted::Working) => (days, "working-days"),
        Time::Months(months) => (months, "months"),
    });
    DeadlineView {
        amount: parts.map(|(amount, _)| amount),
        unit: parts.map(|(_, unit)| unit),
        promptly: deadline.promptly.map(Word::as_str),
        from: deadline.from.map(Word::as_str),
    }
}
