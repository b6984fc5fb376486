//! References of other catalogues, such as `ISO 27001 5.12`, and the practices that stand behind them.

use super::{
    super::{Notes, Scope, Stop},
    framework::open,
};
use crate::{
    framework::{Crosswalk, Framework, Practice, Reference},
    report::Meaning,
};

pub(super) fn meanings(word: &str, scope: &Scope, notes: &mut Notes) -> Result<Vec<Meaning>, Stop> {
    let framework = open(scope, notes)?;
    let crosswalks = scope.crosswalks(notes)?;
    let whole = crosswalks.iter().filter(|crosswalk| names(crosswalk, word));
    let mut found: Vec<Meaning> = whole.map(|crosswalk| of_catalogue(crosswalk, &framework)).collect();
    let (catalogue, id) = word.rsplit_once(char::is_whitespace).unwrap_or(("", word));
    for crosswalk in crosswalks.iter().filter(|crosswalk| catalogue.is_empty() || names(crosswalk, catalogue)) {
        let reference = crosswalk.references.iter().find(|reference| same(&reference.id, id));
        found.extend(reference.map(|reference| of_reference(crosswalk, reference, &framework)));
    }
    Ok(found)
}

/// Whether words such as `ISO 27001` or `cbpr` mean the catalogue: each is part of its id, title or publisher.
fn names(crosswalk: &Crosswalk, words: &str) -> bool {
    let parts = |text: &str| {
        text.to_lowercase()
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let known = parts(&format!("{} {} {}", crosswalk.id, crosswalk.title, crosswalk.publisher));
    let asked = parts(words);
    // The publisher alone names none of its catalogues.
    let own = parts(&crosswalk.id);
    asked.iter().all(|part| known.contains(part)) && asked.iter().any(|part| own.contains(part) && part.len() > 3)
}

/// Annexes are often written before the number: `A.5.12`.
fn same(id: &str, word: &str) -> bool {
    let plain = |text: &str| text.trim_start_matches("A.").trim_start_matches("a.").to_lowercase();
    plain(id) == plain(word)
}

fn practices(crosswalk: &Crosswalk, id: &str, framework: &Framework) -> Vec<String> {
    let maps = |practice: &&Practice| {
        practice
            .maps
            .iter()
            .any(|map| map.crosswalk == crosswalk.id && map.references.iter().any(|reference| reference == id))
    };
    framework.practices.iter().filter(maps).map(|practice| format!("· {}  {}", practice.id, practice.title)).collect()
}

fn of_reference(crosswalk: &Crosswalk, reference: &Reference, framework: &Framework) -> Meaning {
    let mut lines = vec![format!(
        "A reference of {} ({}); the title is in words of our own, confidence {}.",
        crosswalk.title,
        crosswalk.id,
        crosswalk.confidence.as_str()
    )];
    let practices = practices(crosswalk, &reference.id, framework);
    if practices.is_empty() {
        lines.push("No practice of this framework supports it.".to_owned());
    } else {
        lines.push("Practices that support it; none of them certifies it:".to_owned());
        lines.extend(practices);
    }
    Meaning::new(format!("reference: {} {}: {}", crosswalk.title, reference.id, reference.title), lines)
}

fn of_catalogue(crosswalk: &Crosswalk, framework: &Framework) -> Meaning {
    let mut lines = vec![
        format!(
            "Published by {}; edition: {}; checked up to {}.",
            crosswalk.publisher, crosswalk.edition, crosswalk.as_of
        ),
        format!("Identifiers from: {}. Confidence {}.", crosswalk.source, crosswalk.confidence.as_str()),
        crosswalk.note.clone(),
    ];
    lines.retain(|line| !line.is_empty());
    lines.extend(crosswalk.references.iter().map(|reference| {
        let count = practices(crosswalk, &reference.id, framework).len();
        let practices = if count == 1 { "1 practice".to_owned() } else { format!("{count} practices") };
        format!("· {}  {} ({practices})", reference.id, reference.title)
    }));
    let meaning = Meaning::new(format!("catalogue: {}: {}", crosswalk.id, crosswalk.title), lines);
    match crosswalk.references.first() {
        Some(first) => meaning.see(format!("dmf explain {} {}", crosswalk.id, first.id)),
        None => meaning,
    }
}

pub(super) fn words(scope: &Scope, notes: &mut Notes) -> Result<Vec<String>, Stop> {
    let crosswalks = scope.crosswalks(notes)?;
    let references = crosswalks
        .iter()
        .flat_map(|crosswalk| crosswalk.references.iter().map(move |reference| (&crosswalk.id, &reference.id)));
    let mut words: Vec<String> = references.map(|(crosswalk, id)| format!("{crosswalk} {id}")).collect();
    words.extend(crosswalks.iter().map(|crosswalk| crosswalk.id.clone()));
    Ok(words)
}
