//! Whose record it is: the law asks controllers and processors for different ones.

use super::{model::Transfer, words::Role};

/// Whose record is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeper {
    /// Everything in the register.
    All,
    /// Transfers that a controller makes or receives.
    Controller,
    /// Transfers in which a party processes for another.
    Processor,
}

impl Keeper {
    /// Whether a transfer belongs into the record. One whose roles are not said belongs to a controller until they are.
    #[must_use]
    pub fn keeps(self, transfer: &Transfer) -> bool {
        let roles = [transfer.exporter.role, transfer.importer.role];
        match self {
            Self::All => true,
            Self::Controller => roles.contains(&Some(Role::Controller)) || roles.contains(&None),
            Self::Processor => roles.contains(&Some(Role::Processor)),
        }
    }
}
