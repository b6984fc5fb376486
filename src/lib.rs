//! `dmf` scores an organisation against the ASEAN Data Management Framework and says what to fix next.
//!
//! Everything is a pipeline of pure steps between two rails:
//!
//! ```text
//! load: text → raw + places ▶ a domain room: raw → model → evaluate → view ▶ report / document
//! ```
//!
//! Only `load` reads the disk; nothing here prints, exits or asks what day it is.

// The rooms that list codes come first, in text as it were: `diag` and `gate` put the lists together.
#[macro_use]
mod codes;
#[macro_use]
pub mod agreement;
#[macro_use]
pub mod assessment;
#[macro_use]
pub mod framework;
#[macro_use]
pub mod jurisdiction;
#[macro_use]
pub mod load;
#[macro_use]
pub mod review;
#[macro_use]
pub mod template;
#[macro_use]
pub mod transfer;
#[macro_use]
pub mod workspace;
#[macro_use]
pub mod gate;

pub mod diag;
pub mod document;
pub mod reading;
pub mod redline;
pub mod remediation;
pub mod report;
pub mod safeguard;
pub mod schema;
pub mod source;
mod text;
pub mod words;
pub mod worksheet;
