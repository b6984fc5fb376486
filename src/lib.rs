//! `dmf` scores an organisation against the ASEAN Data Management Framework and says what to fix next.
//!
//! A use case takes a session, which reads from a world, and a request of plain values:
//!
//! ```
//! use dmf::{
//!     ops::{self, Assess, Plan, Session},
//!     world::Memory,
//! };
//!
//! let sheet = "framework: asean-dmf
//! organisation: { name: Kedai Runcit, country: MY, profile: sme }
//! answers: { GOV-01: developing, POL-01: established }
//! ";
//! let mut session = Session::new(Memory::on("2026-11-30".parse()?).file("org.yaml", sheet));
//!
//! let answer = ops::assess(&mut session, &Assess::of(vec!["org.yaml".into()]))?;
//! assert_eq!(answer.cards.views[0].scorecard.organisation.name, "Kedai Runcit");
//!
//! let plan = ops::plan(&mut session, &Plan { worksheet: "org.yaml".into(), ..Plan::default() })?;
//! assert!(!plan.items.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Below it everything is a pipeline of pure steps between two rails:
//!
//! ```text
//! world + load: text → raw + places ▶ a domain room: raw → model → evaluate → view ▶ ops ▶ report / document
//! ```
//!
//! Only `world` reads the disk; nothing here writes, prints, exits or asks what day it is.

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
pub mod incident;
#[macro_use]
pub mod jurisdiction;
#[macro_use]
pub mod load;
#[macro_use]
pub mod reading;
#[macro_use]
pub mod register;
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

mod budget;
pub mod diag;
pub mod document;
pub mod due;
pub mod ops;
pub mod records;
pub mod redline;
pub mod remediation;
pub mod report;
pub mod safeguard;
pub mod schema;
pub mod source;
mod text;
pub mod vocabulary;
pub mod words;
pub mod worksheet;
pub mod world;
