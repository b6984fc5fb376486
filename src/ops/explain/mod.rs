//! In: a word.
//! Out: what it means here: a code, a figure, an id, a place, a unit, a reference.
//! Never: a meaning of its own: each is read from the data that uses the word.

mod catalogue;
mod clauses;
mod framework;
mod places;
mod records;

use std::path::Path;

use super::{Notes, Scope, Session, Stop, clauses::obligation_of, transfers::method};
use crate::{
    agreement::ObligationView,
    diag::{Code, did_you_mean},
    framework::PracticeView,
    gate::FindingCode,
    records::{RECORDS, RecordKind},
    report::{Meaning, method_word, method_words},
    transfer::impact::Method,
    vocabulary::{self, Vocabulary},
};

/// What there is to say of a word.
#[derive(Debug)]
pub enum Explained {
    /// It is a practice, which has a page of its own.
    Practice(Box<PracticeView>),
    /// It is an obligation, which has a page of its own.
    Obligation(Box<ObligationView>),
    /// It means something here, or more than one thing.
    Meanings(Meanings),
}

/// What a word means, one after the other.
#[derive(Debug, Default)]
pub struct Meanings {
    found: Vec<Meaning>,
    /// The method of impact assessments, where the word is one of its own.
    method: Option<(Box<Method>, String)>,
}

impl Meanings {
    /// In lines of `width` columns.
    #[must_use]
    pub fn text(&self, width: usize) -> String {
        let mut text: Vec<String> = self.found.iter().map(|meaning| meaning.told(width)).collect();
        text.extend(self.method.as_ref().and_then(|(method, word)| method_word(method, word, width)));
        text.join("\n")
    }
}

/// Every code, with what it is about: of complaints, of findings, of what kinds of record find.
///
/// # Errors
/// When a kind of record is wrong or cannot be read.
pub fn codes(session: &mut Session) -> Result<Vec<(&'static str, &'static str)>, Stop> {
    session.open(Path::new("."))?;
    let Session { notes, scope, .. } = session;
    let findings = FindingCode::ALL.iter().map(|code| (code.as_str(), code.summary()));
    let codes = Code::ALL.iter().map(|code| (code.as_str(), code.summary()));
    Ok(codes.chain(findings).chain(records::codes(scope, notes)?).collect())
}

/// Explains a word.
///
/// # Errors
/// When nothing here is called so, or the data that would tell is wrong.
pub fn explain(session: &mut Session, word: &str) -> Result<Explained, Stop> {
    if let Some(meaning) = code(word) {
        return Ok(Explained::Meanings(Meanings { found: vec![meaning], method: None }));
    }
    session.open(Path::new("."))?;
    let Session { notes, scope, .. } = session;
    // What has a page of its own.
    if let Some(view) = framework::practice(word, scope, notes)? {
        return Ok(Explained::Practice(Box::new(view)));
    }
    let set = super::clauses::clause_set(scope, notes)?;
    if let Some(view) = obligation_of(&set, word, notes)? {
        return Ok(Explained::Obligation(Box::new(view)));
    }
    // Some words mean more than one thing.
    let mut found: Vec<Meaning> = words(scope, notes)?.word(word).map(of_word).into_iter().collect();
    found.extend(units(scope, notes)?.word(word).map(of_word));
    found.extend(framework::meanings(word, scope, notes)?);
    found.extend(clauses::meanings(word, &set, notes)?);
    // A code of three letters is looked for only where nothing else is called so.
    if found.is_empty() || word.len() != 3 {
        found.extend(places::meaning(word, scope, notes)?);
    }
    found.extend(catalogue::meanings(word, scope, notes)?);
    found.extend(RecordKind::of(word).map(|kind| of_kind(&kind)));
    found.extend(records::meanings(word, found.is_empty(), scope, notes)?);
    let method = method(scope, notes)?;
    let method = method_word(&method, word, usize::MAX).is_some().then(|| (Box::new(method), word.to_owned()));
    notes.sink.checked()?;
    if found.is_empty() && method.is_none() {
        return Err(nobody_knows(word, scope, notes)?);
    }
    Ok(Explained::Meanings(Meanings { found, method }))
}

/// What a code means. `None` where it is none.
fn code(word: &str) -> Option<Meaning> {
    if let Some(code) = FindingCode::of(word) {
        let head = format!("finding: {code}: {}", code.summary());
        return Some(Meaning::new(head, vec![code.explanation().to_owned()]));
    }
    let code = Code::of(word)?;
    let head = format!("{}: {code}: {}", code.severity(), code.summary());
    Some(Meaning::new(head, vec![code.explanation().to_owned()]))
}

/// The words that stand around figures and in files, which a folder of the user's may replace.
fn words(scope: &Scope, notes: &mut Notes) -> Result<Vocabulary, Stop> {
    let source = scope.library.file(vocabulary::FILE, &mut notes.sources, &mut notes.sink)?;
    let words = source.and_then(|source| vocabulary::vocabulary(source, &notes.sources, &mut notes.sink));
    Ok(notes.sink.made(words)?)
}

/// The units of the framework whose words are explained.
fn units(scope: &Scope, notes: &mut Notes) -> Result<Vocabulary, Stop> {
    let name = format!("frameworks/{}/{}", framework::FRAMEWORK, vocabulary::UNITS);
    let Some(source) = scope.library.file(&name, &mut notes.sources, &mut notes.sink)? else {
        return Ok(Vocabulary::default());
    };
    let units = vocabulary::vocabulary(source, &notes.sources, &mut notes.sink);
    Ok(notes.sink.made(units)?)
}

fn of_word(word: &vocabulary::Word) -> Meaning {
    let head = format!("{}: {}", word.kind.as_str(), word.names.join(", "));
    let meaning = Meaning::new(head, word.means.clone());
    match &word.see {
        Some(see) => meaning.see(see.as_str()),
        None => meaning,
    }
}

/// A kind of file that users keep: where such files lie, and what tells what may stand in them.
fn of_kind(kind: &RecordKind) -> Meaning {
    let head = format!("kind of file: {}: {}", kind.listed, kind.summary);
    let usual: Vec<String> = kind.places.usual.iter().map(|path| format!("`{path}`")).collect();
    let lies =
        format!("Such files lie at {}, or where `{}` in dmf.toml says.", usual.join(" and "), kind.places.setting);
    Meaning::new(head, vec![lies]).see(format!("dmf schema {}", kind.name)).see("dmf check")
}

/// A word that means nothing here, and the one that was meant.
fn nobody_knows(word: &str, scope: &Scope, notes: &mut Notes) -> Result<Stop, Stop> {
    let mut known: Vec<String> = Code::ALL.iter().map(|code| code.as_str().to_owned()).collect();
    known.extend(FindingCode::ALL.iter().map(|code| code.as_str().to_owned()));
    known.extend(words(scope, notes)?.names().map(str::to_owned));
    known.extend(units(scope, notes)?.names().map(str::to_owned));
    known.extend(framework::words(scope, notes)?);
    known.extend(clauses::words(scope, notes)?);
    known.extend(places::words(scope, notes)?);
    known.extend(method_words(&method(scope, notes)?));
    known.extend(catalogue::words(scope, notes)?);
    known.extend(RECORDS.iter().flat_map(RecordKind::words).map(str::to_owned));
    known.extend(records::words(scope, notes)?);
    let hint = did_you_mean(word, known.iter().map(String::as_str)).map_or_else(
        || {
            "`dmf explain` lists the codes, `dmf framework show` the practices, `dmf mcc list --module c2p` clauses and \
             obligations, `dmf law list` the places"
                .to_owned()
        },
        |meant| format!("did you mean `{meant}`?"),
    );
    Ok(Stop::Usage(format!("nothing here is called `{word}`; {hint}")))
}
