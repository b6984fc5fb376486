//! Gates that cannot be wrong.

use crate::{
    assessment::Basis,
    gate::{Asked, Domain, FindingCode},
};

/// What makes an assessment fail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    pub under: Vec<Under>,
    /// The figures that further floors look at.
    pub by: By,
    /// Codes that fail; `below-level` always does, and what nobody can judge wherever a gate is set.
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
    pub by: By,
}

/// The least that is asked. Only floors of one kind can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Floor {
    Level(u8),
    Share(Basis),
}

crate::words::words! {
    /// Which figures a gate looks at.
    #[derive(Default)]
    pub enum By {
        #[default]
        Claimed = "claimed",
        Evidenced = "evidenced",
    }
}

/// What a baseline that does not record it hides.
const UNSEEN: [FindingCode; 8] = [
    FindingCode::MethodChanged,
    FindingCode::LevelTextChanged,
    FindingCode::EvidenceWeaker,
    FindingCode::SealRemoved,
    FindingCode::SealedReplaced,
    FindingCode::EvidenceReplaced,
    FindingCode::TargetLowered,
    FindingCode::NotApplicableAdded,
];

impl Policy {
    /// Whether any gate is set.
    #[must_use]
    pub fn is_set(&self) -> bool {
        !self.under.is_empty() || !self.fail_on.is_empty() || self.new_baseline
    }

    /// The codes that are asked for by name.
    #[must_use]
    pub fn asked(&self) -> Asked {
        Asked::of(Domain::Assessment, self.fail_on.iter().copied())
    }

    /// Whether a gate asks for findings of that code.
    #[must_use]
    pub fn asks(&self, code: FindingCode) -> bool {
        match code {
            FindingCode::EmptyInput | FindingCode::NotAWorksheet | FindingCode::DuplicateOrganisation => self.is_set(),
            FindingCode::BelowLevel => true,
            // A floor is about the whole, so most of it has to be in the figure.
            FindingCode::LeftOutTooMuch => !self.under.is_empty() || self.fail_on.contains(&code),
            FindingCode::Regression if self.new_baseline => true,
            // Nothing that could be compared is no proof that nothing is worse.
            FindingCode::WorksheetGone | FindingCode::NoBaseline => {
                self.fail_on.contains(&code) || self.fail_on.contains(&FindingCode::Regression)
            }
            // What cannot be seen is no proof that it is as it was.
            FindingCode::BaselineIncomplete => {
                self.fail_on.contains(&code) || UNSEEN.iter().any(|unseen| self.fail_on.contains(unseen))
            }
            // It counts as not assessed, so whoever asks for answers asks for it.
            FindingCode::StaysInSum => self.fail_on.contains(&code) || self.fail_on.contains(&FindingCode::NotAssessed),
            code => self.fail_on.contains(&code),
        }
    }

    /// Asks a block, or all, to be at a floor by those figures, beside what is asked already: of two floors of a kind the higher
    /// counts.
    pub fn require(&mut self, block: Option<usize>, floor: Floor, by: By) {
        self.ask(Under { block, floor, by });
    }

    /// Makes further floors look at these figures, and those that are there as well where that asks for more: what evidence
    /// backs is never more than what is claimed.
    pub fn look_at(&mut self, by: By) {
        self.by = by;
        if by == By::Evidenced {
            for under in std::mem::take(&mut self.under) {
                self.ask(Under { by, ..under });
            }
        }
    }

    /// Asks for all that `other` asks for as well: of two floors of a kind the higher counts.
    pub fn tighten(&mut self, other: &Self) {
        for under in &other.under {
            self.ask(*under);
        }
        for code in &other.fail_on {
            self.fail_on(*code);
        }
    }

    /// Whether it asks for at least as much as `floor` does.
    #[must_use]
    pub fn covers(&self, floor: &Under) -> bool {
        let enough = |mine: &&Under| {
            // What evidence backs is never more than what is claimed.
            let figures = mine.by == floor.by || mine.by == By::Evidenced;
            mine.block == floor.block && figures && mine.floor.same_kind(floor.floor) && mine.floor >= floor.floor
        };
        self.under.iter().any(|mine| enough(&mine))
    }

    fn ask(&mut self, under: Under) {
        match self.under.iter_mut().find(|mine| mine.alike(&under)) {
            Some(mine) => mine.floor = mine.floor.max(under.floor),
            None => self.under.push(under),
        }
        self.under.sort_by_key(|under| under.block.map_or(usize::MAX, |block| block));
    }

    /// Makes findings of that code fail; codes of other domains are left to them.
    pub fn fail_on(&mut self, code: FindingCode) {
        if Domain::Assessment.looks_for(code) && !self.fail_on.contains(&code) {
            self.fail_on.push(code);
        }
    }
}

impl Floor {
    fn same_kind(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

impl Under {
    /// Whether both ask of the same figures in the same unit, so that the higher one covers the other.
    fn alike(&self, other: &Self) -> bool {
        (self.block, self.by) == (other.block, other.by) && self.floor.same_kind(other.floor)
    }
}
