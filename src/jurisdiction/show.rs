//! The law of one place, and the list of all places → how they are shown.

use jiff::civil::Date;

use super::{
    facts::{Line, lines},
    model::{Age, Deadline, Jurisdiction, Marks, Source, Time},
    region::Region,
    view::{
        ConflictView, CountsView, DeadlineView, FactView, LawListView, LawRowView, LawSourceView, LawView, MarksView,
        ReadView,
    },
    words::{Counted, Standing, Status, Word},
};

/// The facts of one place; only those whose topic begins with one of `topics`, where there are any.
#[must_use]
pub fn view(place: &Jurisdiction, topics: &[String], statement: &str, today: Date) -> LawView {
    let shown: Vec<_> = lines(place)
        .into_iter()
        .filter(|(line, _)| topics.is_empty() || topics.iter().any(|topic| belongs(line.topic, topic)))
        .collect();
    LawView {
        id: place.id.clone(),
        name: place.name.clone(),
        asean: place.asean.is_some(),
        asean_since: place.asean.flatten().map(|day| day.to_string()),
        zone: place.zone.clone(),
        summary: place.summary.clone(),
        ..page(shown, &place.sources, statement, today)
    }
}

/// What a region has agreed.
#[must_use]
pub fn region_view(region: &Region, statement: &str, today: Date) -> LawView {
    LawView {
        id: region.id.clone(),
        name: region.name.clone(),
        summary: region.summary.clone(),
        ..page(region.lines(), &region.sources, statement, today)
    }
}

/// A page of facts with the sources that they name, and without a head.
fn page(shown: Vec<(Line<'_>, String)>, sources: &[Source], statement: &str, today: Date) -> LawView {
    let counts = counts(shown.iter().map(|(line, _)| line.marks), today);
    let disputes = |marks: &Marks, id: &String| marks.conflicts.iter().any(|conflict| conflict.sources.contains(id));
    let used = |id: &String| shown.iter().any(|(line, _)| line.marks.rests_on(id) || disputes(line.marks, id));
    let sources = sources
        .iter()
        .filter(|source| used(&source.id))
        .map(|source| LawSourceView {
            id: source.id.clone(),
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            url: source.url.clone(),
            date: source.date.map(|day| day.to_string()),
            copy: source.copy.clone(),
            kind: source.kind.as_str(),
            seen: source.seen.map(|day| day.to_string()),
            note: source.note.clone(),
        })
        .collect();
    let facts: Vec<FactView> = shown.into_iter().map(|(line, value)| fact(&line, value, today)).collect();
    LawView {
        version: 1,
        id: String::new(),
        name: String::new(),
        asean: false,
        asean_since: None,
        zone: None,
        summary: String::new(),
        today: today.to_string(),
        counts,
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
                status: law.marks.status_on(today).as_str(),
                clauses: clauses_on(place, today).as_str(),
                facts: lines.len(),
                counts: counts(lines.iter().map(|(line, _)| line.marks), today),
                oldest: lines.iter().map(|(line, _)| line.marks.as_of).min().unwrap_or(today).to_string(),
            }
        })
        .collect();
    rows.sort_by_key(|row| (!row.asean, row.id.clone()));
    LawListView { version: 1, today: today.to_string(), places: rows, statement: statement.to_owned() }
}

/// What the ASEAN model clauses are worth on a day; not known where that is over, to come, or only drafted.
#[must_use]
pub fn clauses_on(place: &Jurisdiction, today: Date) -> Standing {
    let clauses = &place.transfer.clauses;
    match clauses.marks.status_on(today) {
        // That they have no standing is said with the status `none`.
        Status::InForce => clauses.what,
        Status::None => Standing::None,
        Status::Passed | Status::Phased | Status::Draft | Status::Unknown => Standing::Unknown,
    }
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
        read: line.marks.read.as_ref().map(ReadView::from),
        searched: line.marks.searched.clone(),
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
        status: marks.status_on(today).as_str(),
        as_of: marks.as_of.to_string(),
        confidence: marks.confidence.as_str(),
        sources: marks.sources.clone(),
        applies_from: marks.applies_from.map(|day| day.to_string()),
        until: marks.until.map(|day| day.to_string()),
        binds: marks.binds(today),
        age: marks.age(today),
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
