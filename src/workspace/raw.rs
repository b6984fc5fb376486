//! What `dmf.toml` may say.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::{assessment::gate::RawGate, gate::RawWaiver};

/// Settings that the files of a folder have in common.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawWorkspace {
    /// Folders of packs that replace or add to what the program carries, the last of which wins.
    #[serde(default)]
    pub data: Vec<String>,
    /// Folders elsewhere that references may lead into as well: what files name is read inside the git repository, or inside
    /// this folder where there is none.
    #[serde(default)]
    pub outside: Vec<String>,
    /// The worksheets of the workspace, as paths from here, `*` for any letters of a name, `?` for one, `{a,b}` for one of
    /// several, `**` for any folders; `org.yaml` and `assessments/*.yaml` if not said.
    #[serde(default)]
    pub assessments: Option<Vec<String>>,
    /// The deals; `deal.yaml` and `deals/*.yaml` if not said.
    #[serde(default)]
    pub deals: Option<Vec<String>>,
    /// The registers of transfers; `transfers.yaml` if not said.
    #[serde(default)]
    pub transfers: Option<Vec<String>>,
    /// The impact assessments that are files of their own; `impacts/*.yaml` if not said. Each belongs to a transfer that
    /// names it.
    #[serde(default)]
    pub impacts: Option<Vec<String>>,
    /// Where the records of registers lie, by the kind of record; `<kind>.yaml` for each kind that is not named here.
    #[serde(default)]
    pub registers: BTreeMap<String, Vec<String>>,
    /// The files of incidents; `incidents.yaml` if not said.
    #[serde(default)]
    pub incidents: Option<Vec<String>>,
    /// The profile of worksheets that name none.
    #[serde(default)]
    pub profile: Option<String>,
    /// What holds for all records of evidence.
    #[serde(default)]
    pub evidence: RawSealing,
    /// Person-days a month, by role.
    #[serde(default)]
    #[schemars(schema_with = "capacity")]
    pub capacity: BTreeMap<String, u32>,
    /// What makes an assessment fail.
    #[serde(default)]
    pub gate: RawGate,
    /// How transfers are weighed.
    #[serde(default)]
    pub transfer: RawTransferring,
    /// How organisations are put together.
    #[serde(default)]
    pub portfolio: RawPortfolio,
    /// Findings that are excused for a while.
    #[serde(default)]
    pub waivers: Vec<RawWaiver>,
}

/// What holds for all records of evidence.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawSealing {
    /// Whether a record counts for nothing at once when the hash of its file is another or is not given.
    #[serde(default)]
    pub sealed: bool,
}

/// How transfers are weighed.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawTransferring {
    /// Residual risk that needs no named acceptor, where the organisation bears less than the method.
    #[serde(default)]
    #[schemars(range(min = 1, max = 25))]
    pub appetite: Option<u8>,
}

/// How organisations are put together.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawPortfolio {
    /// What organisations count in means beside others, by name; 1 where nothing is said.
    #[serde(default)]
    #[schemars(schema_with = "weights")]
    pub weights: BTreeMap<String, u32>,
}

fn weights(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({
        "type": "object",
        "additionalProperties": { "type": "integer", "minimum": 1, "maximum": 1_000_000 }
    })
}

fn capacity(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({
        "type": "object",
        "additionalProperties": { "type": "integer", "minimum": 1, "maximum": 10_000 }
    })
}
