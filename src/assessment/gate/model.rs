//! Gates, waivers and findings that cannot be wrong.

use jiff::civil::Date;

use super::code::{FindingCode, Weight};
use crate::{
    assessment::Basis,
    framework::PracticeId,
    source::{Path, Place},
};

/// What makes an assessment fail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    pub under: Vec<Under>,
    pub by: By,
    /// Codes that fail; `below-level` and `empty-input` always do.
    pub fail_on: Vec<FindingCode>,
    /// Whether a new baseline is about to be written: it may hold no regression, waived or not.
    pub new_baseline: bool,
}

/// The least that is asked of a building block, or of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Under {
    /// Index of the block; `None` for overall.
    pub block: Option<usize>,
    pub floor: Floor,
}

/// The least that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Floor {
    Level(u8),
    Share(Basis),
}

/// Which figures a gate looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    #[default]
    Claimed,
    Evidenced,
}

/// A finding that is excused for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// Id of the practice; of any if not said.
    pub practice: Option<String>,
    pub code: Option<FindingCode>,
    /// The worksheet for which it is granted, as a path from `dmf.toml`.
    pub file: Option<String>,
    pub reason: String,
    pub owner: String,
    pub ticket: Option<String>,
    /// The last day on which it holds.
    pub until: Date,
    /// The last day on which any waiver may end.
    pub latest: Date,
    /// Where it stands.
    pub place: Place,
}

/// Whether the assessment passes, and all that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Whether any gate is set: without one nothing fails.
    pub gated: bool,
    pub findings: Vec<Finding>,
    /// By waiver: whether it excused something here.
    pub used: Vec<bool>,
    /// By waiver: whether what it covers was looked for here.
    pub looked_for: Vec<bool>,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub code: FindingCode,
    /// `Error` where a gate asks for it, waived or not.
    pub weight: Weight,
    pub subject: Subject,
    /// Tells findings of one code and subject apart; never a line or a level.
    pub detail: String,
    pub message: String,
    pub at: At,
    /// Index of the waiver that excuses it.
    pub waived: Option<usize>,
    /// Whether the verdict fails for it.
    pub fails: bool,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Practice(PracticeId),
    /// Index of the block.
    Block(usize),
    Overall,
    /// Index of the waiver.
    Waiver(usize),
}

/// Where a finding stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// At the key of the worksheet that leads there.
    Key(Path),
    /// At the value.
    Value(Path),
    /// In another file.
    Place(Place),
}

impl Policy {
    /// Whether any gate is set.
    #[must_use]
    pub fn is_set(&self) -> bool {
        !self.under.is_empty() || !self.fail_on.is_empty() || self.new_baseline
    }

    /// Whether a gate asks for findings of that code.
    #[must_use]
    pub fn asks(&self, code: FindingCode) -> bool {
        match code {
            FindingCode::EmptyInput => self.is_set(),
            FindingCode::BelowLevel => true,
            FindingCode::Regression if self.new_baseline => true,
            code => self.fail_on.contains(&code),
        }
    }

    /// Sets the least that is asked of a block or of all, in place of what was asked before.
    pub fn require(&mut self, block: Option<usize>, floor: Floor) {
        self.under.retain(|under| under.block != block);
        self.under.push(Under { block, floor });
        self.under.sort_by_key(|under| under.block.map_or(usize::MAX, |block| block));
    }

    /// Makes findings of that code fail.
    pub fn fail_on(&mut self, code: FindingCode) {
        if !self.fail_on.contains(&code) {
            self.fail_on.push(code);
        }
    }
}

impl Waiver {
    /// Whether it holds on that day.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        day <= self.until && self.until <= self.latest
    }

    /// What it covers, in words.
    #[must_use]
    pub fn covers(&self) -> String {
        let file = self.file.as_ref().map_or_else(String::new, |file| format!(" in `{file}`"));
        match (&self.practice, self.code) {
            (Some(practice), Some(code)) => format!("`{code}` of `{practice}`{file}"),
            (Some(practice), None) => format!("`{practice}`{file}"),
            (None, Some(code)) => format!("`{code}`{file}"),
            (None, None) => "nothing".to_owned(),
        }
    }
}

impl Verdict {
    /// Whether nothing fails.
    #[must_use]
    pub fn passes(&self) -> bool {
        !self.findings.iter().any(|finding| finding.fails)
    }
}
