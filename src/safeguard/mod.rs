//! In: what a transfer says and what its assessment of impact asks for.
//! Out: terms that an agreement takes over, each with the place at which it is said.
//! Never: a clause, a judgement, or a word on whether the agreement keeps them.

use crate::source::Place;

/// What a transfer asks of the agreement that covers it.
#[derive(Debug, Clone)]
pub struct Terms {
    /// Id of the transfer.
    pub transfer: String,
    /// The role pair, `c2p` or `c2c`, where both roles are said.
    pub module: Option<&'static str>,
    pub facts: Vec<Fact>,
    /// Supplementary measures that its assessment of impact asks for.
    pub measures: Vec<Measure>,
}

/// One thing that the transfer says.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The field of a deal that takes it, such as `transfer.destinations`.
    pub field: &'static str,
    pub given: Given,
    /// Whether an agreement that says otherwise contradicts it; words that two people put differently do not.
    pub firm: bool,
    /// Where the transfer says it.
    pub place: Place,
}

/// What is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    Text(String),
    List(Vec<String>),
    /// Rows of a table, each of them column and text; the first column is what a row is known by.
    Rows(Vec<Vec<(&'static str, String)>>),
}

/// A measure that an agreement has to name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    pub title: String,
    /// `technical`, `contractual` or `organisational`.
    pub kind: &'static str,
    /// What is done.
    pub description: String,
    /// Where it is asked for.
    pub place: Place,
}
