//! What national law asks.

use std::path::Path;

use jiff::civil::DateTime;

use super::{Notes, Scope, Session, Stop};
use crate::{
    diag::list,
    jurisdiction::{
        self, Atlas, Jurisdiction, LawComparisonView, LawListView, LawSourcesView, LawView, NoLaw, REGIONS, Region,
        TOPICS,
    },
};

/// The places whose law is known, with how much of it.
///
/// # Errors
/// When a file of law is wrong or cannot be read.
pub fn laws(session: &mut Session) -> Result<LawListView, Stop> {
    session.open(Path::new("."))?;
    let Session { notes, scope, .. } = session;
    let atlas = Atlas::all(&scope.library, &mut notes.sources, &mut notes.sink)?;
    let statement = statement(scope, notes)?;
    Ok(jurisdiction::list_view(atlas.iter(), &statement, scope.world.today()))
}

/// What the law of a place asks, or what it asks on some topics.
///
/// # Errors
/// When there is no such place or topic, or a file of law is wrong.
pub fn law(session: &mut Session, place: &str, topics: &[String]) -> Result<LawView, Stop> {
    session.open(Path::new("."))?;
    let topics = topics.iter().map(|topic| known_topic(topic)).collect::<Result<Vec<_>, _>>()?;
    let Session { notes, scope, .. } = session;
    if let Some(region) = region(place, scope, notes)? {
        let statement = statement(scope, notes)?;
        return Ok(jurisdiction::region_view(&region, &statement, scope.world.today()));
    }
    let code = place_code(place, &places(scope, notes)?)?;
    let atlas = atlas(std::slice::from_ref(&code), scope, notes)?;
    let statement = statement(scope, notes)?;
    let place = notes.sink.made(atlas.get(&code))?;
    Ok(jurisdiction::view(place, &topics, &statement, scope.world.today()))
}

/// The documents on which the law of these places rests, or that of all: what depends on most first.
///
/// # Errors
/// When there is no such place, or a file of law is wrong.
pub fn law_sources(session: &mut Session, places: &[String]) -> Result<LawSourcesView, Stop> {
    session.open(Path::new("."))?;
    let Session { notes, scope, .. } = session;
    let known = self::places(scope, notes)?;
    let codes: Vec<String> = places.iter().map(|word| place_code(word, &known)).collect::<Result<_, _>>()?;
    let atlas = atlas(if codes.is_empty() { &known } else { &codes }, scope, notes)?;
    let statement = statement(scope, notes)?;
    Ok(jurisdiction::sources_view(atlas.iter(), &statement, scope.world.today()))
}

/// Asks what the laws of several places ask, side by side.
#[derive(Debug, Clone)]
pub struct CompareLaws {
    /// Codes or names.
    pub places: Vec<String>,
    /// From when the deadlines run, instead of the beginning of today.
    pub from: Option<DateTime>,
}

/// Puts the laws of several places side by side, each of them once.
///
/// # Errors
/// When there is no such place, or a file of law is wrong.
pub fn compare_laws(session: &mut Session, request: &CompareLaws) -> Result<LawComparisonView, Stop> {
    session.open(Path::new("."))?;
    let Session { notes, scope, .. } = session;
    let known = places(scope, notes)?;
    let codes: Vec<String> = request.places.iter().map(|word| place_code(word, &known)).collect::<Result<_, _>>()?;
    let atlas = atlas(&codes, scope, notes)?;
    let statement = statement(scope, notes)?;
    let mut places: Vec<&Jurisdiction> = Vec::new();
    for code in &codes {
        let place = notes.sink.made(atlas.get(code))?;
        if places.iter().all(|other| other.id != place.id) {
            places.push(place);
        }
    }
    let start = request.from.unwrap_or_else(|| scope.world.today().at(0, 0, 0, 0));
    Ok(jurisdiction::compare_view(&places, &statement, start))
}

/// The codes of the places whose law there is a file for.
pub(super) fn places(scope: &Scope, notes: &mut Notes) -> Result<Vec<String>, Stop> {
    Ok(Atlas::codes(&scope.library, &mut notes.sources, &mut notes.sink)?)
}

/// The code that a word means, of a place whose law there is a file for.
pub(super) fn place_code(word: &str, known: &[String]) -> Result<String, Stop> {
    Atlas::resolve(word, known).map_err(|why| {
        Stop::Usage(match why {
            NoLaw::NoFile(name) => format!(
                "there is no file for {name}; `dmf law list` shows the places that are known, and `--data DIR` adds one"
            ),
            NoLaw::NoPlace { meant: Some(meant) } => format!("there is no place `{word}`; did you mean `{meant}`?"),
            NoLaw::NoPlace { meant: None } => {
                format!("there is no place `{word}`; known: {}", list(known.iter().map(String::as_str)))
            }
        })
    })
}

/// The region of that name, where there is a file for it.
fn region(word: &str, scope: &Scope, notes: &mut Notes) -> Result<Option<Region>, Stop> {
    let name = format!("{}.yaml", word.trim().to_lowercase());
    // A word stands for one of the files that are there: nothing else comes of what is typed.
    if !scope.library.list(REGIONS, &mut notes.sink)?.contains(&name) {
        return Ok(None);
    }
    let file = scope.library.file(&format!("{REGIONS}/{name}"), &mut notes.sources, &mut notes.sink)?;
    let region = file.and_then(|file| jurisdiction::region(file, &notes.sources, &mut notes.sink));
    Ok(Some(notes.sink.made(region)?))
}

pub(super) fn atlas(codes: &[String], scope: &Scope, notes: &mut Notes) -> Result<Atlas, Stop> {
    let atlas = scope.laws(codes.iter().map(String::as_str), notes)?;
    notes.sink.checked()?;
    Ok(atlas)
}

/// What the pack says it is, and is not.
pub(super) fn statement(scope: &Scope, notes: &mut Notes) -> Result<String, Stop> {
    notes.sink.checked()?;
    let pack = scope.pack_info("jurisdictions", notes)?;
    Ok(notes.sink.made(pack)?.statement)
}

fn known_topic(word: &str) -> Result<String, Stop> {
    let word = word.to_lowercase();
    if TOPICS.iter().any(|topic| jurisdiction::belongs(topic.id, &word)) {
        return Ok(word);
    }
    let mut known: Vec<&str> = TOPICS.iter().map(|topic| topic.id.split('.').next().unwrap_or(topic.id)).collect();
    known.dedup();
    Err(Stop::unknown("topic", &word, &known))
}
