//! A clause set that cannot be wrong: its clauses, what they carry, and what a deal may say.

use std::ops::Index;

use super::consistency::Words;
use super::model::{DealField, Module, Obligation, ObligationIndex, OptionalBlock, SetClause, Topic};
use crate::{
    diag::{Code, Diagnostic, Sink},
    document::{captions::Captions, numbered::Numbered},
    framework::PackInfo,
    safeguard::Field,
    source::{Path, SourceId, Sources},
};

/// The clauses of an agreement as data, for every role pair.
#[derive(Debug)]
pub struct ClauseSet {
    /// What the set is and what it is not.
    pub pack: PackInfo,
    pub(super) modules: Vec<Module>,
    pub(super) obligations: Vec<Obligation>,
    pub(super) clauses: Vec<SetClause>,
    pub(super) blocks: Vec<OptionalBlock>,
    pub(super) fields: Vec<DealField>,
    /// The EU's standard clauses beside the set, topic by topic.
    pub(super) scc: Vec<Topic>,
    /// The Cross-Border Privacy Rules beside the set, topic by topic.
    pub(super) cbpr: Vec<Topic>,
    /// Hours that are kept between the importer's notice of a breach and the shortest national time.
    pub(super) breach_margin_hours: u32,
    /// What a deal is held against.
    pub(super) consistency: Words,
    /// What its documents write of themselves.
    pub(super) captions: Captions,
    /// Where the clauses are listed.
    pub(super) clauses_source: SourceId,
}

impl Index<ObligationIndex> for ClauseSet {
    type Output = Obligation;

    fn index(&self, ObligationIndex(at): ObligationIndex) -> &Obligation {
        &self.obligations[at]
    }
}

impl ClauseSet {
    /// The same set, whose documents speak of themselves in these words.
    #[must_use]
    pub fn with_captions(self, captions: Captions) -> Self {
        Self { captions, ..self }
    }

    /// The role pairs that there are clauses for.
    pub fn modules(&self) -> impl Iterator<Item = &str> {
        self.modules.iter().map(|module| module.id.as_str())
    }

    pub(super) fn module(&self, id: &str) -> Option<&Module> {
        self.modules.iter().find(|module| module.id == id)
    }

    pub(super) fn block(&self, id: &str) -> Option<&OptionalBlock> {
        self.blocks.iter().find(|block| block.id == id)
    }

    /// Fields that a role pair uses.
    pub(super) fn fields_of(&self, module: &str) -> impl Iterator<Item = &DealField> {
        self.fields.iter().filter(move |field| field.is_used_by(module))
    }

    pub(super) fn field(&self, field: Field) -> Option<&DealField> {
        self.fields.iter().find(|other| other.field == field)
    }

    /// Layers, such as `eu-scc`, by id.
    pub fn layers(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter(|block| block.layer).map(|block| block.id.as_str())
    }

    /// Optional blocks of a role pair that are not layers, by id.
    pub fn optional(&self, module: &str) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter(move |block| !block.layer && block.is_used_by(module)).map(|block| block.id.as_str())
    }
}

/// Complains about every clause that is said to carry an obligation in a place which `whole`, a document with every block
/// switched on, does not have.
pub fn check_carriers(set: &ClauseSet, module: &str, whole: &Numbered, sources: &Sources, sink: &mut Sink) {
    for (at, clause) in set.clauses.iter().enumerate() {
        for (nth, carries) in clause.carries.iter().enumerate() {
            let obligation = &set[carries.obligation];
            if obligation.module == module && whole.reference(&carries.at).is_none() {
                let path = Path::root().key("clauses").index(at).key("carries").index(nth).key("at");
                let message = format!("`{}` has no clause `{}` to carry {}", clause.id, carries.at, obligation.id);
                let diagnostic = Diagnostic::new(Code::ObligationNotCarried, message);
                sink.push(diagnostic.at(sources.value(set.clauses_source, &path)));
            }
        }
    }
}
