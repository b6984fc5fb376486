//! In: what a transfer says and what its assessment of impact asks for.
//! Out: terms that an agreement takes over, each with its field of a deal and the place at which it is said.
//! Never: a clause, a judgement, or a word on whether the agreement keeps them.

mod field;
mod role_pair;
mod value;

pub(crate) use field::deal_fields;
pub use field::{Column, Field};
pub use role_pair::RolePair;
pub use value::{FieldValue, Row, Shape, cell};

use crate::{source::Place, text::compare::same};

/// What a transfer asks of the agreement that covers it.
#[derive(Debug, Clone)]
pub struct Terms {
    /// Id of the transfer.
    pub transfer: String,
    /// The role pair, where both roles are said.
    pub module: Option<RolePair>,
    pub terms: Vec<Term>,
    /// Supplementary measures that its assessment of impact asks for.
    pub measures: Vec<Measure>,
}

/// One thing that the transfer says.
#[derive(Debug, Clone)]
pub struct Term {
    /// The field of a deal that takes it.
    pub field: Field,
    pub value: FieldValue,
    /// Whether an agreement that says otherwise contradicts it; words that two people put differently do not.
    pub firm: bool,
    /// Where the transfer says it.
    pub place: Place,
}

/// A measure that an agreement has to name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Its id in the method of impact assessments.
    pub id: String,
    pub title: String,
    /// `technical`, `contractual` or `organisational`.
    pub kind: &'static str,
    /// What is done.
    pub description: String,
    /// Where it is asked for.
    pub place: Place,
}

/// What an agreement says of measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// The measures that it names; `None` where it takes over all that the assessment asks for.
    pub measures: Option<Vec<String>>,
    /// Where it names them, or would.
    pub place: Place,
}

/// How long an agreement gives the importer to report a breach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreachTerm {
    /// Hours of the importer.
    pub hours: u32,
    /// Hours that the clauses keep for the exporter, out of the time that the law leaves.
    pub margin: u32,
    /// Where the agreement says it.
    pub place: Place,
}

impl Agreed {
    /// Those of the measures asked for that it does not name, by title or by id.
    pub fn lacks<'m>(&self, asked: &'m [Measure]) -> impl Iterator<Item = &'m Measure> {
        let named = self.measures.as_deref();
        asked.iter().filter(move |measure| {
            named
                .is_some_and(|named| !named.iter().any(|named| same(named, &measure.title) || same(named, &measure.id)))
        })
    }
}
