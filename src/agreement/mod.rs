//! In: a clause set with its templates, and a deal.
//! Out: the agreement as a document; findings on what a lawyer should look at; the table of obligations.
//! Never: a value of the user's read as template or markup, a number typed by hand, an official text.

#[macro_use]
mod codes;
mod assemble;
mod captions;
mod companion;
mod consistency;
mod deal;
mod due;
mod fields;
mod findings;
mod markup;
mod model;
mod own;
mod raw;
mod raw_deal;
pub mod schemas;
mod set;
mod starter;
mod terms;
mod told;
mod validate;
mod values;
mod view;
mod words;

pub use assemble::{Request, assemble};
pub use captions::captions;
pub use companion::companion;
pub use deal::{Deal, Wanted, blank, deal};
pub use due::due;
pub use findings::{countries, find, subject};
pub use own::{OwnText, own_texts};
pub use raw_deal::RawDeal;
pub use set::{ClauseSet, check_carriers};
pub use starter::starter;
pub use terms::{Link, agreed, breach_term, take};
pub use told::{Told, told};
pub use validate::clause_set;
pub use view::{
    CarrierView, Duty, ModuleView, ObligationLine, ObligationView, OptionView, TraceView, clause_text, duties,
    eu_module, obligation_ids, obligation_module, obligation_view, trace_view,
};
pub use words::{WordView, clause_module, word, words};

pub use crate::safeguard::{Column, Field, FieldValue, Row, cell};
