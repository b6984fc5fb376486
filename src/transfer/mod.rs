//! In: a register of transfers, as YAML or as a spreadsheet's CSV.
//! Out: the transfers, checked.
//! Never: a value that the register does not say.

#[macro_use]
mod codes;
mod breach;
mod due;
mod filings;
mod flows;
pub mod impact;
mod keeper;
mod model;
mod raw;
pub mod sheet;
mod starter;
mod terms;
mod validate;
mod view;
mod words;

pub use breach::breach_notice;
pub use due::{DueItem, DueView, due, due_view};
pub use filings::{Asked, Stands, filings};
pub use flows::{FlowView, FlowsView, PlaceView, Risk, flows};
pub use keeper::Keeper;
pub use model::{
    Agreement, Assessed, Certification, Country, Exempt, Filing, Holder, Incident, Party, Purpose, Recipient, Register,
    Retention, Transfer,
};
pub use raw::{RawRegister, TextOr};
pub use starter::resting;
pub use terms::terms;
pub use validate::{Find, InFile, validate};
pub use view::{CountryView, PartyView, RecipientView, RegisterView, TransferView, WeighedView, view, weighed_view};
pub use words::{Access, Frequency, Mechanism, PurposeKind, Role, Special, Status, Tier, Word};

pub use crate::safeguard::RolePair;
