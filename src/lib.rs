//! `dmf` scores an organisation against the ASEAN Data Management Framework and says what to fix next.
//!
//! Everything is a pipeline of pure steps between two rails:
//!
//! ```text
//! load: text → raw + places ▶ a domain room: raw → model → evaluate → view ▶ report / document
//! ```
//!
//! Only `load` reads the disk; nothing here prints, exits or asks what day it is.

pub mod agreement;
pub mod assessment;
pub mod diag;
pub mod document;
pub mod framework;
pub mod gate;
pub mod jurisdiction;
pub mod load;
pub mod ops;
pub mod reading;
pub mod redline;
pub mod remediation;
pub mod report;
pub mod review;
pub mod safeguard;
pub mod schema;
pub mod source;
pub mod template;
mod text;
pub mod transfer;
pub mod worksheet;
pub mod workspace;
pub mod world;
