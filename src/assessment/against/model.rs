//! Rules that cannot be wrong: built only by `validate`.

use std::collections::BTreeSet;

use crate::{
    framework::PracticeId,
    register::{Bound, Figure},
};

/// The rules of a framework, in order.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    pub(super) rules: Vec<Rule>,
}

/// From a level of a practice on, a figure has to come to so much.
#[derive(Debug, Clone)]
pub struct Rule {
    pub id: String,
    pub practice: PracticeId,
    /// The lowest level that asks for it.
    pub from: u8,
    pub bound: Bound,
    /// What is counted or measured.
    pub message: String,
    pub figure: Figure,
}

impl Rule {
    /// The bound as people read it, such as `at least 80%`.
    #[must_use]
    pub fn asks(&self) -> String {
        let unit = if self.figure.is_share() { "%" } else { "" };
        match self.bound {
            Bound::AtLeast(bound) => format!("at least {bound}{unit}"),
            Bound::MoreThan(bound) => format!("more than {bound}{unit}"),
            Bound::AtMost(bound) => format!("at most {bound}{unit}"),
        }
    }
}

impl Rules {
    /// The kinds of record that they go by, in order of their names.
    #[must_use]
    pub fn kinds(&self) -> BTreeSet<&str> {
        self.rules.iter().flat_map(|rule| rule.figure.kinds()).collect()
    }

    /// Each rule, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter()
    }
}
