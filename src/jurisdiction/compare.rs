//! Several places → side by side, topic by topic, with the strictest, whose it is, and why.

use jiff::civil::{Date, DateTime};

use super::{
    breach::breach_duties,
    combine::{Combined, Duty, breadth, combine, highest, shortfall, strictness},
    facts::{Line, TOPICS, lines},
    model::{Jurisdiction, Marks, Time},
    show::marks,
    view::{ComparedView, LawComparisonView, PlaceView, StrictestView, ValueView},
    words::{Need, Promptly, Status},
};

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
    let day = start.date();
    match topic {
        "breach.authority" => {
            let duties = breach_duties(places, start);
            let mut view = shortest(&duties.authority);
            for (whose, case) in &duties.cases {
                let told = format!("{whose} has a time of its own for {case}");
                view.why = if view.why.is_empty() { told } else { format!("{}; {told}", view.why) };
            }
            Some(view)
        }
        "breach.individuals" => Some(shortest(&breach_duties(places, start).individuals)),
        "requests.answer" => {
            Some(shortest(&combine(places.iter().map(|place| Duty::AnswerRequest.of(place, day)), start)))
        }
        "dpo" => ranked(
            places.iter().map(|place| (place.id.as_str(), breadth(place.dpo.what.rule), &place.dpo.marks)),
            places,
            day,
            |place| place.dpo.what.rule.sentence(),
            "binds the most companies",
        ),
        "transfer.rule" => ranked(
            places
                .iter()
                .map(|place| (place.id.as_str(), strictness(place.transfer.rule.what), &place.transfer.rule.marks)),
            places,
            day,
            |place| place.transfer.rule.what.sentence(),
            "asks for the most before data may go (this toolkit's own order)",
        ),
        "transfer.clauses" => ranked(
            places.iter().filter(|place| strictness(place.transfer.rule.what) != Some(0)).map(|place| {
                // That clauses have no standing is said with the status `none`; the rule that they do not meet binds.
                let clauses = &place.transfer.clauses;
                let known = clauses.marks.status_on(day) != Status::Unknown;
                let rank = if known { shortfall(clauses.what) } else { None };
                (place.id.as_str(), rank, &place.transfer.rule.marks)
            }),
            places,
            day,
            |place| place.transfer.clauses.what.sentence(),
            "the clauses do least there; what is missing has to be added",
        ),
        "transfer.assessment" => assessed(places, day),
        "recipient.concern" => ranked(
            places.iter().map(|place| {
                let concern = &place.recipient.concern;
                (place.id.as_str(), Some(concern.what.level as u8 + 1), &concern.marks)
            }),
            places,
            day,
            |place| place.recipient.concern.what.level.as_str(),
            "the toolkit's own reading of a place that receives data",
        ),
        _ => None,
    }
}

/// The shortest time, and what stands beside it.
fn shortest(combined: &Combined) -> StrictestView {
    let mut why = Vec::new();
    // No number of hours is as short as at once.
    let at_once: Vec<String> = combined
        .promptly
        .iter()
        .filter(|(_, promptly)| *promptly == Promptly::AtOnce)
        .map(|(code, _)| (*code).to_owned())
        .collect();
    if combined.first.is_some() && at_once.is_empty() {
        why.push("ends first when all run from the same moment".to_owned());
    }
    for (whose, promptly) in combined.promptly.iter().filter(|_| combined.first.is_some() && at_once.is_empty()) {
        why.push(format!("{whose} also asks for it {}", promptly.sentence()));
    }
    for (whose, time) in &combined.drafts {
        why.push(match time {
            Some(time) => format!("a draft in {whose} has {}", time.words()),
            None => format!("only a draft in {whose}"),
        });
    }
    for (whose, time, from) in &combined.later {
        let what = time.map_or_else(|| "a duty".to_owned(), Time::words);
        why.push(match from {
            Some(from) => format!("from {from} {whose} has {what}"),
            None => format!("{whose} has made {what}, which does not apply yet"),
        });
    }
    if !combined.none.is_empty() {
        why.push(format!("no such duty in {}", combined.none.join(", ")));
    }
    if let Some(first) = combined.first.as_ref().filter(|_| !at_once.is_empty()) {
        why.insert(0, format!("the first fixed time is {} in {}", first.time.words(), first.whose.join(", ")));
    }
    let value = match (&combined.first, combined.promptly.first()) {
        _ if !at_once.is_empty() => Promptly::AtOnce.sentence().to_owned(),
        (Some(first), _) => first.time.words(),
        (None, Some((_, promptly))) => promptly.sentence().to_owned(),
        (None, None) => "no time given".to_owned(),
    };
    let whose: Vec<String> = match &combined.first {
        _ if !at_once.is_empty() => at_once,
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
    day: Date,
    words: impl Fn(&Jurisdiction) -> &'static str,
    why: &str,
) -> Option<StrictestView> {
    let (best, unknown) = highest(ranks, day);
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
fn assessed(places: &[&Jurisdiction], day: Date) -> Option<StrictestView> {
    let required: Vec<(&str, Option<u32>)> = places
        .iter()
        .filter_map(|place| {
            let fact = place.transfer.assessment.as_ref()?;
            let must = fact.what.need == Need::Must && fact.marks.binds(day);
            must.then_some((place.id.as_str(), fact.what.valid_months))
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
        why: if shortest.is_some() { "lapses first".to_owned() } else { String::new() },
        due: None,
        unknown: Vec::new(),
    })
}
