//! The rows of the table.

use jiff::civil::Date;
use schemars::{Schema, schema_for};
use serde_json::Value;

use super::{Content, Contents, Entry, EntryKind, RecordKind, Reference, Target};
use crate::{
    agreement::RawDeal,
    assessment::RawAssessment,
    diag::{Code, Sink},
    incident::{self, RawIncidents},
    source::{SourceId, Sources},
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

/// Incidents, each of which may name the transfers that it touches.
pub const INCIDENTS: RecordKind = RecordKind {
    name: "incidents",
    listed: "incidents",
    file: "incidents.yaml",
    summary: "incidents: what happened, who was told, what was decided",
    places: Places {
        setting: "incidents",
        usual: &["incidents.yaml"],
        named: |settings| settings.incidents.as_deref(),
    },
    schema: || schema_for!(RawIncidents),
    content: Content::Alone(incidents),
    entry: Some(EntryKind { name: "incident", unknown: Code::UnknownId }),
};

/// The incidents of a file, and the transfers that they name.
fn incidents(source: SourceId, today: Date, sources: &Sources, sink: &mut Sink) -> Option<Contents> {
    let read = incident::read(source, today, sources, sink)?;
    let count = read.incidents.len();
    let mut contents =
        Contents { about: format!("{count} incident{}", if count == 1 { "" } else { "s" }), ..Contents::default() };
    for incident in &read.incidents {
        let place = sources.value(source, &incident.path().key("id"));
        contents.entries.push(Entry { id: incident.id.clone(), place });
        for (nth, id) in incident.transfers.iter().enumerate() {
            let place = sources.value(source, &incident.path().key("transfers").index(nth));
            contents.refers.push(Reference { target: Target::Entry { of: REGISTER, id: id.clone() }, place });
        }
    }
    Some(contents)
}

/// In a file of its own an assessment has to say which transfer it is about; in the register that can be seen.
fn impact() -> Schema {
    let mut schema = schema_for!(RawRecord);
    if let Some(Value::Array(required)) = schema.get_mut("required") {
        required.insert(0, Value::from("transfer"));
    }
    schema
}
