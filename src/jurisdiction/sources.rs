//! Which documents to read again, what depends on most first.

use jiff::civil::Date;
use serde::Serialize;

use super::{
    facts::{Line, lines},
    model::{Jurisdiction, Source},
    words::SourceKind,
};

/// Topics by which the program decides, so that a wrong fact gives a wrong answer.
const DECIDING: [&str; 4] = ["breach", "requests", "dpo", "transfer"];

/// The documents on which facts rest, what depends on most first.
#[derive(Debug, Clone, Serialize)]
pub struct LawSourcesView {
    pub version: u32,
    pub today: String,
    pub sources: Vec<SourceRow>,
    /// Facts for which no text was opened.
    pub unread: Vec<UnreadRow>,
    pub statement: String,
}

/// A document, and what rests on it.
#[derive(Debug, Clone, Serialize)]
pub struct SourceRow {
    pub place: String,
    pub id: String,
    pub title: String,
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its own day; without one, nobody can tell how old it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Days since then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
    /// Facts that rest on it.
    pub facts: usize,
    /// Those of them by which the program decides.
    pub deciding: usize,
    /// Those of them for which its words are quoted.
    pub quoted: usize,
}

/// Facts of one place for which no text was opened.
#[derive(Debug, Clone, Serialize)]
pub struct UnreadRow {
    pub place: String,
    pub facts: usize,
    /// All facts of the place but its grades as a recipient, which are readings.
    pub of: usize,
    /// Those for which a text of the law or of its authority was opened.
    pub primary: usize,
}

/// The documents of some places. What is only known in general is no document, and is left out.
#[must_use]
pub fn sources_view<'a>(
    places: impl IntoIterator<Item = &'a Jurisdiction>,
    statement: &str,
    today: Date,
) -> LawSourcesView {
    let mut rows: Vec<SourceRow> = Vec::new();
    let mut unread: Vec<UnreadRow> = Vec::new();
    for place in places {
        let lines = lines(place);
        let document = |source: &&Source| matches!(source.kind, SourceKind::Primary | SourceKind::Secondary);
        rows.extend(place.sources.iter().filter(document).map(|source| row(place, source, &lines, today)));
        unread.push(read(place, &lines));
    }
    // The oldest first of those on which as much depends; a document without a day is the oldest of all.
    rows.sort_by_key(|row| {
        let depends = (std::cmp::Reverse(row.deciding), std::cmp::Reverse(row.facts));
        (depends, row.date.clone(), row.place.clone(), row.id.clone())
    });
    unread.sort_by_key(|row| (std::cmp::Reverse(row.facts), row.place.clone()));
    LawSourcesView { version: 1, today: today.to_string(), sources: rows, unread, statement: statement.to_owned() }
}

fn row(place: &Jurisdiction, source: &Source, lines: &[(Line<'_>, String)], today: Date) -> SourceRow {
    let quotes = |line: &Line<'_>| line.marks.read.as_ref().is_some_and(|read| read.source == source.id);
    let rests = |line: &&Line<'_>| line.marks.rests_on(&source.id);
    let resting: Vec<&Line<'_>> = lines.iter().map(|(line, _)| line).filter(rests).collect();
    let decides = |line: &&&Line<'_>| DECIDING.contains(&line.topic.split('.').next().unwrap_or_default());
    SourceRow {
        place: place.id.clone(),
        id: source.id.clone(),
        title: source.title.clone(),
        kind: source.kind.as_str(),
        url: source.url.clone(),
        date: source.date.map(|day| day.to_string()),
        days: source.date.map(|day| day.until(today).map_or(0, |span| span.get_days())),
        seen: source.seen.map(|day| day.to_string()),
        facts: resting.len(),
        deciding: resting.iter().filter(decides).count(),
        quoted: resting.iter().filter(|line| quotes(line)).count(),
    }
}

/// How many facts of a place rest on a text that was opened, by what kind of text it is.
fn read(place: &Jurisdiction, lines: &[(Line<'_>, String)]) -> UnreadRow {
    let facts: Vec<&Line<'_>> = lines.iter().map(|(line, _)| line).filter(|line| !line.is_reading()).collect();
    UnreadRow {
        place: place.id.clone(),
        facts: facts.iter().filter(|line| line.marks.read.is_none()).count(),
        of: facts.len(),
        primary: facts.iter().filter(|line| place.is_primary(line.marks)).count(),
    }
}
