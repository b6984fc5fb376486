//! In: a register of transfers, and what belongs to it: assessments, agreements, laws.
//! Out: the transfers as they are shown, weighed, held against their agreements, and as a sheet.
//! Never: a fact that nobody gave: what is not known stays so.

mod agreements;
mod check;
mod export;
mod list;
mod records;
mod register;
mod terms;

pub use check::{TransferCheck, explain_transfer, transfer_check};
pub use export::{TransferExport, transfer_export, transfer_import, transfer_record, transfer_sheet};
pub use list::{Filter, TransferDue, TransferList, transfer_due, transfer_flows, transfer_list};
pub use records::transfer_method;
pub use register::starter_register;

pub(super) use agreements::{late, raw_deal};
pub(super) use check::read_and_check;
pub(super) use list::due;
pub(super) use records::{appetite, method, records};
use records::{atlas, record};
pub(super) use register::{ReadRegister, register};
pub(super) use terms::with_transfer;
