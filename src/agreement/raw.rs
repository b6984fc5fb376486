//! What the files of a clause set, and a deal, may say.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::framework::{RawConfidence, date};

/// `modules.toml`: the role pairs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawModules {
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

/// `breach-clocks.toml`: the shortest national times to tell an authority.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClocks {
    /// Hours that are kept between the importer's notice and the national time.
    #[serde(default)]
    pub(super) margin_hours: u32,
    pub(super) clocks: Vec<RawClock>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClock {
    pub(super) country: String,
    pub(super) hours: u32,
    #[serde(default)]
    pub(super) individuals_hours: Option<u32>,
    #[serde(default)]
    pub(super) from: String,
    #[serde(default)]
    pub(super) note: String,
    #[schemars(schema_with = "date")]
    pub(super) as_of: Date,
    pub(super) status: String,
    pub(super) confidence: RawConfidence,
    pub(super) source: String,
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

/// A deal: the facts that fill an agreement.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawDeal {
    /// The role pair: `c2p` controller to processor, `c2c` controller to controller.
    pub module: String,
    /// Title of the agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The parties' own reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Day of the agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub date: Option<Date>,
    /// Title and date of the commercial agreement that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub main_agreement: Option<String>,
    /// Who sends the data.
    #[serde(default)]
    pub exporter: RawParty,
    /// Who receives it.
    #[serde(default)]
    pub importer: RawParty,
    /// The data-protection law that binds each party.
    #[serde(default)]
    pub law: RawLaw,
    /// What is transferred: becomes schedule A.
    #[serde(default)]
    pub transfer: RawTransfer,
    /// The choices that the clauses leave to the parties.
    #[serde(default)]
    pub options: RawOptions,
    /// Security measures: become schedule B.
    #[serde(default)]
    pub security: RawSecurity,
    /// Sub-processors, or onward recipients: become schedule C.
    #[serde(default)]
    pub sub_processors: Vec<RawRecipient>,
    /// Supplementary measures: become schedule D.
    #[serde(default)]
    pub supplementary_measures: Vec<RawMeasure>,
    /// Optional blocks, on or off.
    #[serde(default)]
    pub blocks: BTreeMap<String, bool>,
    /// Layers: other instruments that the agreement stands beside.
    #[serde(default)]
    pub with: Vec<String>,
    /// Clauses of the parties' own.
    #[serde(default)]
    pub supplementary_clauses: Vec<RawOwnClause>,
}

/// A party to the agreement.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawParty {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Company registration number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Code of two capital letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    pub contact: RawPerson,
    /// Data protection officer or representative.
    pub dpo: RawPerson,
    pub signatory: RawSignatory,
}

/// A person to write to.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawPerson {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// Who signs.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawSignatory {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Office held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// The data-protection law that binds each party; `none` where there is no general one.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawLaw {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exporter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub importer: Option<String>,
}

/// What is transferred.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawTransfer {
    /// Id in the transfer register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Categories of data subjects.
    pub subjects: Vec<String>,
    /// Categories of personal data.
    pub data: Vec<String>,
    /// Sensitive data among them.
    pub sensitive: Vec<String>,
    /// Extra safeguards for sensitive data.
    pub sensitive_safeguards: Vec<String>,
    pub purposes: Vec<String>,
    /// Nature of the processing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nature: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    pub source_systems: Vec<String>,
    /// Countries to which the data goes, by code.
    pub destinations: Vec<String>,
    /// Places in them.
    pub sites: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retention: Option<String>,
    /// Legal basis by country.
    pub legal_basis: Vec<RawBasis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub start: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub end: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub review: Option<Date>,
    /// Id of the transfer impact assessment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tia: Option<String>,
    /// Who receives the data from the importer.
    pub onward: Vec<RawRecipient>,
}

/// A legal basis in one country.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawBasis {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// A sub-processor or another recipient.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawRecipient {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safeguards: Option<String>,
}

/// A measure that an impact assessment asks for.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawMeasure {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// `technical`, `contractual` or `organisational`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// The choices that the clauses leave to the parties.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawOptions {
    /// Controller to processor: `prior-consent`, `notice` or `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub_processing: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objection_days: Option<u32>,
    /// Controller to controller: `prior-consent`, `notice` or `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub onward_transfer: Option<String>,
    /// Hours in which the importer tells the exporter of a breach.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breach_hours: Option<u32>,
    /// Who answers requests of individuals: `exporter` or `importer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requests_answered_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_days: Option<u32>,
    /// What happens to the data at the end: `return`, `delete` or `exporter-chooses`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_action: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_days: Option<u32>,
    /// Whether the importer certifies deletion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub governing_law: Option<String>,
    /// `courts` or `arbitration`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forum: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forum_place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arbitration_rules: Option<String>,
    /// Days to make good a breach before the agreement can be ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cure_days: Option<u32>,
    /// `each-party`, `cap` or `uncapped`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub liability: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub liability_cap: Option<String>,
    /// Whether data of people in the European Union is transferred as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_in_scope_eu: Option<bool>,
}

/// Security measures.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawSecurity {
    pub organisational: Vec<String>,
    pub technical: Vec<String>,
    pub physical: Vec<String>,
}

/// A clause of the parties' own.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawOwnClause {
    /// Id by which it can be referred to; kebab-case.
    pub id: String,
    pub title: String,
    pub text: String,
    /// The clause after which it stands.
    pub after: String,
    /// Why the parties add it.
    pub reason: String,
}
