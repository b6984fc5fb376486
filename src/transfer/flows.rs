//! Who sends to whom, and who stands behind: the register as a map.

use serde::Serialize;

use super::{
    model::{Country, Recipient, Register, Transfer},
    words::{Status, Word},
};

/// Version of the shape below.
const VERSION: u32 = 1;

crate::words::words! {
    /// How much risk is left in a transfer after safeguards.
    pub enum Risk {
        Low = "low",
        Moderate = "moderate",
        High = "high",
        Critical = "critical",
        /// Nobody has assessed it, or it cannot be assessed; never shown as low.
        NotAssessed = "not-assessed",
    }
}
crate::words::serialize_words!(Risk);

impl Risk {
    /// The band of that name; one that the method calls otherwise is not known here, and never shown as low.
    #[must_use]
    pub fn of(band: &str) -> Self {
        <Self as Word>::of(band).unwrap_or(Self::NotAssessed)
    }

    /// In words.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::NotAssessed => "not assessed",
            other => other.as_str(),
        }
    }
}

/// A map of flows.
#[derive(Debug, Clone, Serialize)]
pub struct FlowsView {
    pub version: u32,
    pub organisation: String,
    /// By exporter in the order of the register, so that what comes from one place stands together.
    pub flows: Vec<FlowView>,
}

/// One transfer on the map.
#[derive(Debug, Clone, Serialize)]
pub struct FlowView {
    pub id: String,
    pub title: String,
    pub status: Status,
    pub exporter: PlaceView,
    pub importer: PlaceView,
    pub onward: Vec<PlaceView>,
    /// Whether the register says who the sub-processors are.
    pub onward_known: bool,
    pub risk: Risk,
    /// Residual risk, 1 to 25, where it was assessed.
    pub score: Option<u8>,
}

/// Somebody somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct PlaceView {
    pub name: String,
    /// Code of two capital letters; nothing where it is not said.
    pub code: Option<&'static str>,
    pub country: &'static str,
}

/// The transfers for which `shown` holds, except those that are over. `risk` gives what is left of each one's risk.
#[must_use]
pub fn flows(
    register: &Register,
    shown: impl Fn(&Transfer) -> bool,
    risk: impl Fn(&Transfer) -> (Risk, Option<u8>),
) -> FlowsView {
    let transfers = register.transfers.iter().filter(|transfer| transfer.status != Status::Ended && shown(transfer));
    let mut flows: Vec<FlowView> = transfers
        .map(|transfer| {
            let (level, score) = risk(transfer);
            FlowView {
                id: transfer.id.clone(),
                title: transfer.title.clone(),
                status: transfer.status,
                exporter: place(&transfer.exporter.name, transfer.exporter.country),
                importer: place(&transfer.importer.name, transfer.importer.country),
                onward: transfer.onward().map(|onward: &Recipient| place(&onward.name, onward.country)).collect(),
                onward_known: transfer.sub_processors.is_some(),
                risk: level,
                score,
            }
        })
        .collect();
    let order: Vec<PlaceView> = flows.iter().map(|flow| flow.exporter.clone()).collect();
    // Stable: in the order of the register within one exporter.
    flows.sort_by_key(|flow| order.iter().position(|exporter| *exporter == flow.exporter));
    FlowsView {
        version: VERSION,
        organisation: register.organisation.as_ref().map_or_else(String::new, |holder| holder.name.clone()),
        flows,
    }
}

fn place(name: &str, country: Option<Country>) -> PlaceView {
    PlaceView {
        name: name.to_owned(),
        code: country.map(Country::code),
        country: country.map_or("country not said", Country::name),
    }
}
