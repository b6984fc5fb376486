//! What a verdict can say, in whichever domain. Each room lists its own in its `codes.rs`, beside its checks.

use super::record_code::RecordCode;
use Domain::{Agreement, Any, Assessment, Deal, Incident, Register, Transfer};
use Excuse::{Unwaivable, Waivable};
use Weight::{Error, Note, Warning};

crate::words::words! {
    /// How much a finding weighs where no gate asks for it.
    pub enum Weight {
        /// Shown where all is shown.
        Note = "note",
        /// Shown, and the verdict passes.
        Warning = "warning",
        /// A gate asks for it.
        Error = "error",
    }
}
crate::words::serialize_words!(Weight);

/// Where findings of a code are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Domain {
    /// In worksheets and in what became of them.
    Assessment,
    /// In registers of transfers and in their assessments of impact.
    Transfer,
    /// In files of incidents.
    Incident,
    /// In agreements that come back from the other side.
    Agreement,
    /// In deals, before the agreement that they fill goes out.
    Deal,
    /// In registers that are described by data.
    Register,
    /// Wherever waivers are granted.
    Any,
}

/// Whether somebody may excuse a finding for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Excuse {
    Waivable,
    Unwaivable,
}

macro_rules! findings {
    ($($rows:tt)*) => {
        codes! {
            /// What a verdict can say. Names are stable and never used again for something else.
            enum FindingCode as (Domain, Weight, Excuse), or Record of RecordCode;
            $($rows)*
        }
    };
}

assemble! { findings [
    assessment_findings
    gate_findings
    workspace_findings
    transfer_findings
    incident_findings
    agreement_findings
    review_findings
    register_findings
] }

impl FindingCode {
    /// Where it is looked for.
    #[must_use]
    pub const fn domain(self) -> Domain {
        self.class().0
    }

    /// How much it weighs where no gate asks for it.
    #[must_use]
    pub const fn weight(self) -> Weight {
        self.class().1
    }

    /// Whether somebody may excuse it for a while.
    #[must_use]
    pub const fn waivable(self) -> bool {
        matches!(self.class().2, Excuse::Waivable)
    }
}

impl Domain {
    /// Whether findings of that code are looked for here.
    #[must_use]
    pub fn looks_for(self, code: FindingCode) -> bool {
        code.domain() == self || code.domain() == Self::Any
    }

    /// The codes that are looked for here.
    pub fn codes(self) -> impl Iterator<Item = FindingCode> {
        FindingCode::ALL.iter().copied().filter(move |code| self.looks_for(*code))
    }
}
