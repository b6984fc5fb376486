//! The rows of the table.

use schemars::{Schema, schema_for};
use serde_json::Value;

use super::{Content, EntryKind, RecordKind};
use crate::{
    agreement::RawDeal,
    assessment::RawAssessment,
    diag::Code,
    transfer::{RawRegister, impact::RawRecord},
    workspace::Places,
};

/// Answers to the practices of a framework.
pub const ASSESSMENT: RecordKind = RecordKind {
    name: "assessment",
    listed: "assessment",
    file: "org.yaml",
    summary: "a worksheet: answers to the practices of a framework",
    places: Places {
        setting: "assessments",
        usual: &["org.yaml", "assessments/*.yaml"],
        named: |settings| settings.assessments.as_deref(),
    },
    schema: || schema_for!(RawAssessment),
    content: Content::Answers,
    entry: None,
};

/// The facts of an agreement; it may name the register and the transfer that it is for.
pub const DEAL: RecordKind = RecordKind {
    name: "deal",
    listed: "deal",
    file: "deal.yaml",
    summary: "the facts that fill an agreement",
    places: Places {
        setting: "deals",
        usual: &["deal.yaml", "deals/*.yaml"],
        named: |settings| settings.deals.as_deref(),
    },
    schema: || schema_for!(RawDeal),
    content: Content::Deal,
    entry: None,
};

/// A register of transfers, each of which may name its deal and its impact assessment.
pub const REGISTER: RecordKind = RecordKind {
    name: "transfers",
    listed: "register",
    file: "transfers.yaml",
    summary: "the register of transfers",
    places: Places {
        setting: "transfers",
        usual: &["transfers.yaml"],
        named: |settings| settings.transfers.as_deref(),
    },
    schema: || schema_for!(RawRegister),
    content: Content::Transfers,
    entry: Some(EntryKind { name: "transfer", unknown: Code::UnknownTransfer }),
};

/// An impact assessment in a file of its own; it names its transfer, and its transfer names it.
pub const IMPACT: RecordKind = RecordKind {
    name: "impact",
    listed: "impact",
    file: "impacts/ID.yaml",
    summary: "the impact assessment of one transfer",
    places: Places { setting: "impacts", usual: &["impacts/*.yaml"], named: |settings| settings.impacts.as_deref() },
    schema: impact,
    content: Content::Impact,
    entry: None,
};

/// In a file of its own an assessment has to say which transfer it is about; in the register that can be seen.
fn impact() -> Schema {
    let mut schema = schema_for!(RawRecord);
    if let Some(Value::Array(required)) = schema.get_mut("required") {
        required.insert(0, Value::from("transfer"));
    }
    schema
}
