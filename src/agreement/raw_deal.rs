//! What a deal may say.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::framework::date;

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
    /// Full legal name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Company registration number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration: Option<String>,
    /// Registered address.
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
    /// Name of the person or the office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Address for notices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone number, with the code of the country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// Who signs.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawSignatory {
    /// Name of who signs.
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
    /// The law that binds the exporter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exporter: Option<String>,
    /// The law that binds the importer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub importer: Option<String>,
}

/// What is transferred.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawTransfer {
    /// The transfer register from which everything is taken that the deal does not say itself, as a path from the deal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
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
    /// What the data is transferred for.
    pub purposes: Vec<String>,
    /// Nature of the processing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nature: Option<String>,
    /// How often it is transferred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency: Option<String>,
    /// About how much of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    /// Systems that the data comes from.
    pub source_systems: Vec<String>,
    /// Countries to which the data goes, by code.
    pub destinations: Vec<String>,
    /// Places in them.
    pub sites: Vec<String>,
    /// How long the importer keeps it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retention: Option<String>,
    /// Legal basis by country.
    pub legal_basis: Vec<RawBasis>,
    /// First day of the transfer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub start: Option<Date>,
    /// Last day of the transfer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date")]
    pub end: Option<Date>,
    /// Day of the next review.
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
    /// Code of two capital letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// What the law of that country allows it on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// A sub-processor or another recipient.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawRecipient {
    /// Full legal name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Code of two capital letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// What it does with the data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// How the data is protected there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safeguards: Option<String>,
}

/// A measure that an impact assessment asks for.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawMeasure {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// `technical`, `contractual` or `organisational`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// What is done.
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
    /// Days in which the exporter can object to a new sub-processor or recipient.
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
    /// Days in which a request of an individual is passed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_days: Option<u32>,
    /// What happens to the data at the end: `return`, `delete` or `exporter-chooses`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_action: Option<String>,
    /// Days after the end within which that is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_days: Option<u32>,
    /// Whether the importer certifies deletion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<bool>,
    /// The law of the agreement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub governing_law: Option<String>,
    /// `courts` or `arbitration`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forum: Option<String>,
    /// Place of the courts, or seat of the arbitration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forum_place: Option<String>,
    /// Rules of the arbitration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arbitration_rules: Option<String>,
    /// Days to make good a breach before the agreement can be ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cure_days: Option<u32>,
    /// `each-party`, `cap` or `uncapped`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub liability: Option<String>,
    /// The amount that liability ends at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub liability_cap: Option<String>,
    /// Whether data of people in the European Union is transferred as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_in_scope_eu: Option<bool>,
    /// Languages in which the agreement is signed; English alone where none is named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// The one of them that prevails; English where none is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prevailing_language: Option<String>,
}

/// Security measures.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawSecurity {
    /// Rules, roles and training.
    pub organisational: Vec<String>,
    /// What systems do.
    pub technical: Vec<String>,
    /// What protects places and devices.
    pub physical: Vec<String>,
}

/// A clause of the parties' own.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawOwnClause {
    /// Id by which it can be referred to; kebab-case.
    pub id: String,
    /// Heading of the clause.
    pub title: String,
    /// The clause itself.
    pub text: String,
    /// The clause after which it stands.
    pub after: String,
    /// Why the parties add it.
    pub reason: String,
}
