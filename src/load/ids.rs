//! Ids of one kind in the order in which they stand: bounded, and told apart by a reader as well as by a program.

use std::collections::HashMap;

use schemars::{Schema, SchemaGenerator, json_schema};

use crate::{
    diag::{Code, Diagnostic},
    source::Place,
    text::{composed, look, unseen},
};

/// Most letters of an id: enough for a name, and narrow enough for a column.
const LONGEST: usize = 128;

/// Schema of an id, for raw types.
pub(crate) fn id(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "maxLength": LONGEST })
}

/// What is wrong with an id alone.
#[must_use]
pub(crate) fn wrong(id: &str) -> Option<Diagnostic> {
    if id.chars().nth(LONGEST).is_some() {
        let message = format!("an id has at most {LONGEST} letters; this one has {}", id.chars().count());
        return Some(
            Diagnostic::new(Code::BadValue, message).help("an id is short, such as `TR-01`; words go into a title"),
        );
    }
    let found = unseen(id)?;
    let message = format!("there is a letter in the id that nobody sees (U+{:04X})", u32::from(found));
    Some(
        Diagnostic::new(Code::BadValue, message)
            .help("delete it; most likely it came along from where the id was copied"),
    )
}

/// Whether two ids are the same: an accent may be a letter of its own or a mark.
#[must_use]
pub(crate) fn same(one: &str, other: &str) -> bool {
    composed(one) == composed(other)
}

/// What is wrong with an id beside those that stand earlier in a short list.
#[must_use]
pub(crate) fn beside<'a>(id: &str, earlier: impl Iterator<Item = &'a str> + Clone) -> Option<Diagnostic> {
    if earlier.clone().any(|other| same(id, other)) {
        return Some(Diagnostic::new(Code::DuplicateId, format!("`{id}` stands here already")));
    }
    let look = look(id);
    earlier.into_iter().find(|other| self::look(other) == look).map(|other| similar(id, other))
}

fn similar(id: &str, other: &str) -> Diagnostic {
    Diagnostic::new(Code::SimilarId, format!("`{id}` looks like `{other}`, which is another id"))
        .help("if both mean the same, write it in one way; else give one of them another id")
}

/// Ids that were gone through, each with where it stands.
#[derive(Debug)]
pub(crate) struct Ids<P> {
    same: HashMap<String, P>,
    alike: HashMap<String, (String, P)>,
}

impl<P> Default for Ids<P> {
    fn default() -> Self {
        Self { same: HashMap::new(), alike: HashMap::new() }
    }
}

impl<P: Clone> Ids<P> {
    /// Takes the next one. In what is complained about stands the earlier one, if it is the same (`message` says so) or looks
    /// the same; `place` knows where that is.
    pub(crate) fn add(
        &mut self,
        id: &str,
        at: P,
        message: impl FnOnce() -> String,
        place: impl FnOnce(&P) -> Place,
    ) -> Option<Diagnostic> {
        let id = composed(id);
        if let Some(first) = self.same.get(&*id) {
            return Some(Diagnostic::new(Code::DuplicateId, message()).related(place(first), "here it stands first"));
        }
        self.same.insert((*id).to_owned(), at.clone());
        let look = look(&id);
        if let Some((other, first)) = self.alike.get(&look) {
            return Some(similar(&id, other).related(place(first), "here the other one stands"));
        }
        self.alike.insert(look, (id.into_owned(), at));
        None
    }
}
