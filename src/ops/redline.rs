//! Two agreements, word by word.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Render, Rendered, Session, Stop,
    clauses::rules,
    render,
    review::{agreement_bytes, refused, shown},
};
use crate::{
    document::docx::docx,
    reading::{Changes, Reading, Words, read},
    redline::{self, Author, ClauseChange, Look, align},
};

/// Asks what became of an agreement.
#[derive(Debug, Clone)]
pub struct Redline {
    old: Old,
    new: PathBuf,
}

/// The old agreement.
#[derive(Debug, Clone)]
enum Old {
    File(PathBuf),
    Ours(Render),
}

/// Two agreements with what became of each clause of the old one.
#[derive(Debug)]
pub struct Redlined {
    before: Reading,
    after: Reading,
    names: (String, String),
    changes: Vec<ClauseChange>,
}

/// A Word file with tracked changes.
#[derive(Debug)]
pub struct Tracked {
    pub bytes: Vec<u8>,
    /// Name of the new agreement.
    pub name: String,
    /// What could not be carried over from it.
    pub losses: Vec<String>,
}

/// An agreement as bytes, with its name.
struct Given {
    name: String,
    bytes: Vec<u8>,
}

impl Redline {
    /// Of two agreements, the old one first; or of one, with what ours is: the agreement of a deal, or a blank.
    ///
    /// # Errors
    /// When there are more or fewer than two.
    pub fn new(agreements: &[PathBuf], ours: Option<Render>) -> Result<Self, Stop> {
        match (agreements, ours) {
            ([old, new], None) => Ok(Self { old: Old::File(old.clone()), new: new.clone() }),
            ([new], Some(ours)) => Ok(Self { old: Old::Ours(ours), new: new.clone() }),
            (_, None) => Err(Stop::usage("two agreements are needed, or one and `--deal` or `--module` for ours")),
            (_, Some(_)) => {
                Err(Stop::usage("with `--deal` or `--module` ours is the old agreement; name only the new one"))
            }
        }
    }

    fn both(&self, session: &mut Session) -> Result<(Given, Given), Stop> {
        let old = match &self.old {
            Old::File(file) => {
                session.open(file)?;
                given(file, session)?
            }
            Old::Ours(ours) => {
                let Rendered { document, .. } = render(session, ours)?;
                let name = ours.deal.as_ref().map_or_else(|| "our blank".to_owned(), |deal| deal.display().to_string());
                Given { name, bytes: docx(&document) }
            }
        };
        Ok((old, given(&self.new, session)?))
    }
}

/// Compares two agreements.
///
/// # Errors
/// When one of them cannot be read, or the deal of ours is wrong.
pub fn redline(session: &mut Session, request: &Redline) -> Result<Redlined, Stop> {
    let (old, new) = request.both(session)?;
    let words = words(session)?;
    let mut reading = |given: &Given| {
        read(&given.name, &given.bytes, Changes::Accepted, &words)
            .map_err(|error| refused(&error, &given.name, &mut session.notes))
    };
    let (before, after) = (reading(&old)?, reading(&new)?);
    let changes = align(&before, &after);
    Ok(Redlined { before, after, names: (old.name, new.name), changes })
}

/// Compares two agreements in a Word file: accepting every change gives the new one, rejecting every change the old one.
///
/// # Errors
/// As [`redline()`], or when the old one has tracked changes of its own.
pub fn track_changes(session: &mut Session, request: &Redline, author: &str) -> Result<Tracked, Stop> {
    let (old, new) = request.both(session)?;
    let words = words(session)?;
    let date = session.today().to_string();
    let author = Author { name: author, date: &date };
    let (bytes, losses) = redline::tracked((&old.name, &old.bytes), (&new.name, &new.bytes), author, &words)
        .map_err(|error| refused(&error, unreadable(&old, &new, &words), &mut session.notes))?;
    Ok(Tracked { bytes, name: new.name, losses })
}

impl Redlined {
    /// What became of the clauses.
    #[must_use]
    pub fn changes(&self) -> &[ClauseChange] {
        &self.changes
    }

    /// What could not be read of the new agreement or is not seen in it, and its name.
    #[must_use]
    pub fn losses(&self) -> (Vec<String>, &str) {
        (self.after.left_out(), &self.names.1)
    }

    /// A page of two columns.
    #[must_use]
    pub fn page(&self) -> String {
        redline::page(&self.changes, &self.before, &self.after, (&self.names.0, &self.names.1))
    }

    /// Text for a terminal.
    #[must_use]
    pub fn text(&self, look: Look) -> String {
        redline::terminal(&self.changes, &self.before, &self.after, look)
    }
}

/// The words by which agreements show how they are built.
fn words(session: &mut Session) -> Result<Arc<Words>, Stop> {
    let rules = rules(&session.scope, &mut session.notes)?;
    Ok(Arc::clone(rules.words()))
}

/// The name of whichever of two cannot be compared.
fn unreadable<'a>(old: &'a Given, new: &'a Given, words: &Arc<Words>) -> &'a str {
    let reads = |given: &Given| read(&given.name, &given.bytes, Changes::Accepted, words).is_ok();
    if reads(old) && !reads(new) { &new.name } else { &old.name }
}

fn given(file: &Path, session: &mut Session) -> Result<Given, Stop> {
    let world = Arc::clone(&session.scope.world);
    Ok(Given { name: shown(file), bytes: agreement_bytes(file, &*world, &mut session.notes)? })
}
