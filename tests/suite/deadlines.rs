//! Every deadline of every place in one table: number, unit, event, first day, condition, zone and source.

use std::fs;

use dmf::{
    diag::Sink,
    jurisdiction::{Atlas, Jurisdiction, Line, Status, Time, Word, lines},
    load::Library,
    source::Sources,
};

use crate::harness::{files, root};

const HEAD: &str =
    "place,topic,name,promptly,number,unit,event,first day,condition,zone,status,applies from,until,source";

fn atlas() -> Atlas {
    let codes: Vec<String> = files("frameworks/jurisdictions")
        .iter()
        .filter_map(|path| path.to_str()?.strip_suffix(".yaml").map(str::to_uppercase))
        .collect();
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let codes = codes.iter().map(String::as_str);
    Atlas::read(&Library::default(), codes, &mut sources, &mut sink).expect("all are embedded")
}

/// The condition under which a deadline holds, where it stands in a key of its own.
fn condition(place: &Jurisdiction, line: &Line<'_>) -> String {
    match line.topic {
        "breach.authority" => people(place.breach.authority.what.people, place.breach.authority.what.when.as_deref()),
        "breach.individuals" => {
            people(place.breach.individuals.what.people, place.breach.individuals.what.when.as_deref())
        }
        "breach.sectors" => {
            let of = |fact: &&dmf::jurisdiction::Fact<dmf::jurisdiction::SectorNotice>| fact.text == line.text;
            place.breach.sectors.iter().find(of).and_then(|fact| fact.what.when.clone()).unwrap_or_default()
        }
        "transfer.filing" => {
            let of = |fact: &&dmf::jurisdiction::Fact<dmf::jurisdiction::Filing>| fact.what.what == line.name;
            place.transfer.filing.iter().find(of).map(|fact| fact.what.applies_when.words()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

fn people(least: Option<u64>, when: Option<&str>) -> String {
    let least = least.map(|least| format!("{least} people"));
    when.map(str::to_owned).into_iter().chain(least).collect::<Vec<_>>().join("; ")
}

fn row(place: &Jurisdiction, line: &Line<'_>) -> Option<String> {
    let deadline = line.deadline.filter(|deadline| deadline.within.is_some() || deadline.promptly.is_some())?;
    let (number, unit) = match deadline.within {
        Some(Time::Hours(hours)) => (hours.to_string(), "hours"),
        Some(Time::Days(days, counted)) => (days.to_string(), counted.as_str()),
        Some(Time::Months(months)) => (months.to_string(), "months"),
        None => (String::new(), ""),
    };
    let source = line
        .marks
        .read
        .as_ref()
        .map_or_else(|| line.marks.sources.join(" "), |read| format!("{} {}", read.source, read.pinpoint));
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let cells = [
        place.id.clone(),
        line.topic.to_owned(),
        line.name.to_owned(),
        deadline.promptly.map_or("", Word::as_str).to_owned(),
        number,
        unit.to_owned(),
        deadline.from.map_or("", Word::as_str).to_owned(),
        deadline.first_day.map_or("", Word::as_str).to_owned(),
        condition(place, line),
        place.zone.clone().unwrap_or_default(),
        line.marks.status.as_str().to_owned(),
        day(line.marks.applies_from),
        day(line.marks.until),
        source,
    ];
    Some(cells.map(|cell| cell.replace([',', '\n'], ";")).join(","))
}

#[test]
fn the_table_of_deadlines_is_as_it_was_read() {
    let mut table = vec![HEAD.to_owned()];
    for place in atlas().iter() {
        table.extend(lines(place).iter().filter_map(|(line, _)| row(place, line)));
    }
    assert!(table.len() > 150, "{} deadlines", table.len());
    let kept = root().join("tests/fixtures/deadlines.csv");
    let text = fs::read_to_string(&kept).unwrap_or_default();
    let was: Vec<&str> = text.lines().collect();
    let gone = was.iter().filter(|row| !table.iter().any(|now| now == *row)).map(|row| format!("- {row}"));
    let new = table.iter().filter(|row| !was.contains(&row.as_str())).map(|row| format!("+ {row}"));
    let moved: Vec<String> = gone.chain(new).collect();
    if !moved.is_empty() || was.len() != table.len() {
        let now = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("deadlines.csv");
        fs::write(&now, table.join("\n") + "\n").expect("the folder of the build can be written");
        panic!("deadlines moved; look each up, then keep {}:\n{}", now.display(), moved.join("\n"));
    }
}

/// What a person needs to count: from which event, in which zone, and a document that somebody can open.
#[test]
fn a_deadline_can_be_counted_and_looked_up() {
    let mut wrong = String::new();
    for place in atlas().iter() {
        for (line, _) in lines(place) {
            let Some(deadline) = line.deadline.filter(|deadline| deadline.within.is_some()) else { continue };
            let mut lacks =
                |what: &str| wrong.push_str(&format!("{} {} {}: {what}\n", place.id, line.topic, line.name));
            if place.zone.is_none() {
                lacks("no zone");
            }
            // A time whose event nobody read is not called sure.
            let unread = EVENT_NOT_READ.contains(&(place.id.as_str(), line.topic, line.name));
            let told = deadline.from.is_some() || unread || EVENT_IS_THE_TOPIC.contains(&line.topic);
            if !told && !line.marks.unsure() {
                lacks("no event");
            }
            let document = |id: &String| {
                place.sources.iter().any(|source| source.id == *id && (source.url.is_some() || source.copy.is_some()))
            };
            let named = line.marks.sources.iter().chain(line.marks.read.iter().map(|read| &read.source));
            if !line.marks.unsure() && !named.into_iter().any(document) {
                lacks("no document");
            }
            if matches!(line.marks.status, Status::None | Status::Unknown) {
                lacks("a number of what is not there");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Times of which the words that were read name no event.
const EVENT_NOT_READ: [(&str, &str, &str); 3] = [
    ("CN", "registration", "officer"),
    ("PH", "registration", "changes"),
    ("TW", "breach.sectors", "firms under the Financial Supervisory Commission"),
];

/// Times that run from what their topic names, such as a request that has come in.
const EVENT_IS_THE_TOPIC: [&str; 4] =
    ["requests.acknowledge", "requests.answer", "requests.by_right", "breach.full_report"];
