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
    pub(super) modules: Vec<RawModule>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawModule {
    pub(super) id: String,
    pub(super) title: String,
    /// What the model clauses call the role pair.
    pub(super) mcc_module: String,
    /// What the EU's standard clauses call it.
    pub(super) scc_module: String,
    pub(super) exporter_role: String,
    pub(super) importer_role: String,
    #[serde(default)]
    pub(super) summary: String,
}

/// `obligations.toml`: what the clauses promise.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawObligations {
    pub(super) obligations: Vec<RawObligation>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawObligation {
    pub(super) id: String,
    /// The same obligation in any module, such as `IMP-BREACH`.
    pub(super) key: String,
    pub(super) module: String,
    pub(super) title: String,
    pub(super) gist: String,
    pub(super) class: RawClass,
    /// The number in the official text, where it is known.
    #[serde(default)]
    pub(super) official_ref: String,
    #[serde(default)]
    pub(super) official_ref_status: String,
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
    pub(super) clauses: Vec<RawClause>,
    #[serde(default)]
    pub(super) blocks: Vec<RawBlock>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClause {
    /// The name of its file in `templates/mcc/`, and of its clause in the document.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) modules: Vec<String>,
    pub(super) place: RawPlace,
    pub(super) class: RawClass,
    /// The optional block that switches it on; empty for a clause that is always there.
    #[serde(default)]
    pub(super) block: String,
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
    pub(super) obligation: String,
    /// The clause or sub-clause that carries it.
    pub(super) at: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBlock {
    pub(super) id: String,
    pub(super) title: String,
    #[serde(default)]
    pub(super) default: bool,
    pub(super) modules: Vec<String>,
    #[serde(default)]
    pub(super) summary: String,
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
    pub(super) fields: Vec<RawField>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawField {
    /// Where it stands in a deal, such as `transfer.subjects`.
    pub(super) path: String,
    /// What a gap says.
    pub(super) label: String,
    pub(super) kind: RawKind,
    pub(super) modules: Vec<String>,
    #[serde(default)]
    pub(super) required: bool,
    /// The choice of another field on which it depends: only then is it used, and required.
    #[serde(default)]
    pub(super) when: Option<RawWhen>,
    #[serde(default)]
    pub(super) choices: Vec<RawChoice>,
    /// Columns of a table.
    #[serde(default)]
    pub(super) columns: Vec<RawColumn>,
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
    pub(super) field: String,
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
    pub(super) id: String,
    pub(super) title: String,
    /// What it comes to, in a sentence.
    #[serde(default)]
    pub(super) text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawColumn {
    pub(super) id: String,
    pub(super) label: String,
    #[serde(default)]
    pub(super) kind: Option<RawKind>,
    #[serde(default)]
    pub(super) required: bool,
}

/// `correspondence-*.toml`: topic by topic, which instrument covers what.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCorrespondence {
    pub(super) topics: Vec<RawTopic>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTopic {
    pub(super) topic: String,
    #[serde(default)]
    pub(super) c2p: Vec<String>,
    #[serde(default)]
    pub(super) c2c: Vec<String>,
    #[serde(default)]
    pub(super) scc_c2p: String,
    #[serde(default)]
    pub(super) scc_c2c: String,
    /// Questions of the CBPR programme.
    #[serde(default)]
    pub(super) questions: Vec<String>,
    #[serde(default)]
    pub(super) gap: String,
    #[serde(default)]
    pub(super) covered_by: String,
}

/// `signs.toml`: words by which a clause of the parties' own may weaken or contradict an obligation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSigns {
    pub(super) signs: Vec<RawSign>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSign {
    pub(super) id: String,
    /// Keys of the obligations that it touches.
    pub(super) obligations: Vec<String>,
    pub(super) kind: RawSignKind,
    /// Any of these words, in lower case, whole words.
    pub(super) any: Vec<String>,
    /// Unless one of these stands near.
    #[serde(default)]
    pub(super) unless: Vec<String>,
    pub(super) why: String,
    #[serde(default)]
    pub(super) suggestion: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawSignKind {
    Contradicts,
    Weakens,
}
