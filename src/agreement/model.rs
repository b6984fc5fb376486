//! A clause set that cannot be wrong: built only by validation.

use crate::{
    framework::Confidence,
    safeguard::{Column, Field, RolePair},
    source::SourceId,
    words::{Word, words},
};

/// A role pair.
#[derive(Debug)]
pub(super) struct Module {
    /// Such as `c2p`.
    pub(super) id: String,
    pub(super) title: String,
    /// What the model clauses call it.
    pub(super) mcc_number: String,
    /// What the EU's standard clauses call it.
    pub(super) scc_number: String,
    pub(super) exporter_role: String,
    pub(super) importer_role: String,
    /// When it is the right one.
    pub(super) summary: String,
}

/// What the clauses of a role pair promise.
#[derive(Debug)]
pub(super) struct Obligation {
    /// Such as `M1-IMP-BREACH`; no other has it.
    pub(super) id: String,
    /// The same in any module, such as `IMP-BREACH`.
    pub(super) key: String,
    /// Id of a role pair of the set.
    pub(super) module: String,
    pub(super) title: String,
    pub(super) gist: String,
    pub(super) class: Class,
    pub(super) official: Official,
    pub(super) confidence: Confidence,
    /// The clauses of the EU's standard clauses for the same role pair.
    pub(super) scc: String,
    /// Where the model clauses ask for less than the EU's.
    pub(super) gap: String,
    pub(super) not_weaken: String,
}

words! {
    /// How freely parties may deal with an obligation or a clause.
    pub(super) enum Class {
        Core = "core": "its obligations may be made stricter, never weaker",
        Select = "select": "its obligations stay, and the parties choose between forms of them",
        Optional = "optional": "the parties may leave it out",
        Negotiable = "negotiable": "the parties may settle it otherwise",
        Supplementary = "supplementary": "it goes beyond what the model clauses are known to ask",
        Complete = "complete": "the parties fill it in",
    }
}

impl Class {
    /// Whether an agreement must carry it.
    pub(super) const fn is_core(self) -> bool {
        matches!(self, Self::Core | Self::Select | Self::Complete)
    }
}

/// The number of an obligation in the official text.
#[derive(Debug)]
pub(super) enum Official {
    Unknown,
    /// Nobody has held it against the text.
    Unverified(String),
    Verified(String),
}

/// A clause of the set, with its text.
#[derive(Debug)]
pub(super) struct SetClause {
    /// Also of its clause in the document; no other has it.
    pub(super) id: String,
    pub(super) title: String,
    /// Ids of the role pairs that have it.
    pub(super) modules: Vec<String>,
    pub(super) position: Position,
    pub(super) class: Class,
    /// The block that switches it on; `None` for a clause that always stands.
    pub(super) block: Option<String>,
    pub(super) carries: Vec<Carries>,
    /// What it says.
    pub(super) template: SourceId,
}

/// Where a clause stands in an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// Before the clauses.
    Front,
    Body,
    Schedule,
}

/// An obligation that a clause carries.
#[derive(Debug)]
pub(super) struct Carries {
    pub(super) obligation: ObligationIndex,
    /// The clause or sub-clause that carries it.
    pub(super) at: String,
}

/// An obligation of the set that made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ObligationIndex(pub(super) usize);

/// What a deal can switch on and off.
#[derive(Debug)]
pub(super) struct OptionalBlock {
    pub(super) id: String,
    pub(super) title: String,
    /// Whether it is on unless a deal says otherwise.
    pub(super) default: bool,
    /// Ids of the role pairs that have it.
    pub(super) modules: Vec<String>,
    pub(super) summary: String,
    /// When it is worth having.
    pub(super) why: String,
    /// Whether it puts the agreement beside another instrument.
    pub(super) layer: bool,
}

/// A topic of two instruments, and what covers it.
#[derive(Debug)]
pub(super) struct Topic {
    pub(super) title: String,
    /// Of the pair controller to processor.
    pub(super) c2p: Covered,
    /// Of the pair controller to controller.
    pub(super) c2c: Covered,
    /// Questions of the CBPR programme.
    pub(super) questions: Vec<String>,
    /// Where one of the two asks for more.
    pub(super) gap: String,
    /// Which of the two cover it.
    pub(super) covered_by: String,
}

impl Topic {
    /// What covers it between the roles of a pair.
    pub(super) fn between(&self, module: &str) -> &Covered {
        match RolePair::of(module) {
            Some(RolePair::ControllerToProcessor) => &self.c2p,
            Some(RolePair::ControllerToController) | None => &self.c2c,
        }
    }
}

/// What covers a topic between two roles.
#[derive(Debug)]
pub(super) struct Covered {
    /// Obligations of the set, as they are listed.
    pub(super) obligations: Vec<String>,
    /// Clauses of the EU's standard clauses.
    pub(super) scc: String,
}

/// A field of a deal, as the clauses of a set use it.
#[derive(Debug)]
pub(super) struct DealField {
    pub(super) field: Field,
    /// What a gap says.
    pub(super) label: String,
    pub(super) kind: FieldKind,
    /// The role pairs that use it.
    pub(super) modules: Vec<String>,
    /// Whether a final agreement needs it.
    pub(super) required: bool,
    /// The choice of another field on which it depends.
    pub(super) when: Option<When>,
    /// Of a choice: at least two.
    pub(super) choices: Vec<Choice>,
    /// Of a table.
    pub(super) columns: Vec<TableColumn>,
    pub(super) help: String,
    /// How it may look, as YAML.
    pub(super) example: String,
}

/// A clause of the parties' own, after one that stands in the agreement.
#[derive(Debug)]
pub(super) struct OwnClause {
    /// No other clause has it.
    pub(super) id: String,
    pub(super) title: String,
    /// Paragraphs with an empty line between them.
    pub(super) text: String,
    /// The clause after which it stands.
    pub(super) after: String,
}

/// What can be said in a field; always one that fits the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldKind {
    Text,
    Paragraph,
    List,
    Country,
    Countries,
    Date,
    Days,
    Hours,
    Choice,
    Bool,
    Email,
    Table,
}

/// What another field must be.
#[derive(Debug)]
pub(super) struct When {
    pub(super) field: Field,
    pub(super) is: Vec<String>,
}

/// One of the choices of a field.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) text: String,
}

/// A column of a field that is a table.
#[derive(Debug)]
pub(super) struct TableColumn {
    pub(super) column: Column,
    pub(super) label: String,
    pub(super) kind: FieldKind,
    /// Whether every row needs it.
    pub(super) required: bool,
}

impl DealField {
    /// Whether a role pair uses it.
    pub(super) fn is_used_by(&self, module: &str) -> bool {
        self.modules.iter().any(|other| other == module)
    }
}

impl SetClause {
    /// Whether a role pair has it.
    pub(super) fn is_used_by(&self, module: &str) -> bool {
        self.modules.iter().any(|other| other == module)
    }
}

impl OptionalBlock {
    /// Whether a role pair has it.
    pub(super) fn is_used_by(&self, module: &str) -> bool {
        self.modules.iter().any(|other| other == module)
    }
}
