//! What the files of a clause set may say.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::framework::RawConfidence;

/// `modules.toml`: the role pairs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawModules {
    /// Hours that are kept between the importer\'s notice of a breach and the shortest national time.
    pub(super) breach_margin_hours: u32,
    /// The role pairs, in the order in which they are shown.
    pub(super) modules: Vec<RawModule>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawModule {
    /// The role pair, such as `c2p`.
    pub(super) id: String,
    /// What people call it.
    pub(super) title: String,
    /// What the model clauses call the role pair.
    pub(super) mcc_module: String,
    /// What the EU's standard clauses call it.
    pub(super) scc_module: String,
    /// What the exporter is: a controller or a processor.
    pub(super) exporter_role: String,
    /// What the importer is.
    pub(super) importer_role: String,
    /// When it is the right one, in a sentence.
    #[serde(default)]
    pub(super) summary: String,
}

/// `obligations.toml`: what the clauses promise.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawObligations {
    /// The obligations, in the order in which they are shown.
    pub(super) obligations: Vec<RawObligation>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawObligation {
    /// What it is referred to by, such as `M1-IMP-BREACH`.
    pub(super) id: String,
    /// The same obligation in any module, such as `IMP-BREACH`.
    pub(super) key: String,
    /// The role pair that it belongs to.
    pub(super) module: String,
    /// What people call it.
    pub(super) title: String,
    /// What is promised, in words of our own.
    pub(super) gist: String,
    /// How freely the parties may deal with it.
    pub(super) class: RawClass,
    /// The number in the official text, where it is known.
    #[serde(default)]
    pub(super) official_ref: String,
    /// How sure that number is.
    #[serde(default)]
    pub(super) official_ref_status: String,
    /// How sure the obligation itself is.
    pub(super) confidence: RawConfidence,
    /// The clauses of the EU's standard clauses for the same role pair.
    #[serde(default)]
    pub(super) scc: String,
    /// Where the model clauses ask for less than the EU's.
    #[serde(default)]
    pub(super) gap: String,
    /// What may not be weakened.
    #[serde(default)]
    pub(super) not_weaken: String,
}

/// How freely parties may deal with an obligation or a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawClass {
    Core,
    Select,
    Optional,
    Negotiable,
    Supplementary,
    Complete,
}

/// `clauses.toml`: the clauses in order, and what can be switched off.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClauses {
    /// The clauses, in the order of the agreement.
    pub(super) clauses: Vec<RawClause>,
    /// What a deal can switch on and off.
    #[serde(default)]
    pub(super) blocks: Vec<RawBlock>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClause {
    /// The name of its file in `templates/mcc/`, and of its clause in the document.
    pub(super) id: String,
    /// Its heading.
    pub(super) title: String,
    /// The role pairs that have it.
    pub(super) modules: Vec<String>,
    /// Before the clauses, among them, or behind them as a schedule.
    pub(super) place: RawPlace,
    /// How freely the parties may deal with it.
    pub(super) class: RawClass,
    /// The optional block that switches it on; empty for a clause that is always there.
    #[serde(default)]
    pub(super) block: String,
    /// The obligations that it carries.
    #[serde(default)]
    pub(super) carries: Vec<RawCarries>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawPlace {
    Front,
    Body,
    Schedule,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCarries {
    /// Key of the obligation, such as `IMP-BREACH`.
    pub(super) obligation: String,
    /// The clause or sub-clause that carries it.
    pub(super) at: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBlock {
    /// What a deal refers to it by.
    pub(super) id: String,
    /// What people call it.
    pub(super) title: String,
    /// Whether it is on unless a deal says otherwise.
    #[serde(default)]
    pub(super) default: bool,
    /// The role pairs that have it.
    pub(super) modules: Vec<String>,
    /// What it adds, in a sentence.
    #[serde(default)]
    pub(super) summary: String,
    /// When it is worth having.
    #[serde(default)]
    pub(super) why: String,
    /// A layer puts the agreement beside another instrument.
    #[serde(default)]
    pub(super) layer: bool,
}

/// `fields.toml`: what a deal may say.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFields {
    /// The fields, in the order in which they are asked.
    pub(super) fields: Vec<RawField>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawField {
    /// Where it stands in a deal, such as `transfer.subjects`.
    pub(super) path: String,
    /// What a gap says.
    pub(super) label: String,
    /// What can be said there.
    pub(super) kind: RawKind,
    /// The role pairs that use it.
    pub(super) modules: Vec<String>,
    /// Whether a final agreement needs it.
    #[serde(default)]
    pub(super) required: bool,
    /// The choice of another field on which it depends: only then is it used, and required.
    #[serde(default)]
    pub(super) when: Option<RawWhen>,
    /// Of a choice: what there is to choose from.
    #[serde(default)]
    pub(super) choices: Vec<RawChoice>,
    /// Columns of a table.
    #[serde(default)]
    pub(super) columns: Vec<RawColumn>,
    /// What to know before filling it in.
    #[serde(default)]
    pub(super) help: String,
    /// How it may look, as YAML.
    #[serde(default)]
    pub(super) example: String,
}

/// What another field must be.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWhen {
    /// Path of the other field.
    pub(super) field: String,
    /// Its choices that switch this field on.
    pub(super) is: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawKind {
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

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawChoice {
    /// What a deal writes.
    pub(super) id: String,
    /// What people call it.
    pub(super) title: String,
    /// What it comes to, in a sentence.
    #[serde(default)]
    pub(super) text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawColumn {
    /// The key in a row.
    pub(super) id: String,
    /// The heading of the column.
    pub(super) label: String,
    /// What can be said there; text unless something else is said.
    #[serde(default)]
    pub(super) kind: Option<RawKind>,
    /// Whether every row needs it.
    #[serde(default)]
    pub(super) required: bool,
}

/// `correspondence-*.toml`: topic by topic, which instrument covers what.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCorrespondence {
    /// The topics.
    pub(super) topics: Vec<RawTopic>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTopic {
    /// What it is about.
    pub(super) topic: String,
    /// Obligations of the pair controller to processor, by id.
    #[serde(default)]
    pub(super) c2p: Vec<String>,
    /// Obligations of the pair controller to controller, by id.
    #[serde(default)]
    pub(super) c2c: Vec<String>,
    /// Clauses of the EU's standard clauses for controller to processor.
    #[serde(default)]
    pub(super) scc_c2p: String,
    /// Clauses of the EU's standard clauses for controller to controller.
    #[serde(default)]
    pub(super) scc_c2c: String,
    /// Questions of the CBPR programme.
    #[serde(default)]
    pub(super) questions: Vec<String>,
    /// Where one of the two asks for more.
    #[serde(default)]
    pub(super) gap: String,
    /// Which of the two cover it.
    #[serde(default)]
    pub(super) covered_by: String,
}
