//! The closed lists of words in which facts are told. A word is written in files as it is printed.

/// A value that is one of a few words.
pub trait Word: Copy + PartialEq + 'static {
    /// Each word with its value, in the order in which they are told.
    const WORDS: &'static [(&'static str, Self)];

    /// The word for it.
    fn as_str(self) -> &'static str {
        Self::WORDS.iter().find(|(_, value)| *value == self).map_or("", |(word, _)| word)
    }
}

macro_rules! words {
    ($($(#[$about:meta])* $name:ident { $($(#[$each:meta])* $variant:ident $word:literal,)+ })+) => { $(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$each])* $variant,)+ }

        impl Word for $name {
            const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$variant),)+];
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(Word::as_str(*self))
            }
        }
    )+ };
}

words! {
    /// Standing of what a fact tells.
    Status {
        InForce "in-force",
        /// Parts of it bind already.
        Phased "phased",
        Draft "draft",
        /// Looked for, and there is none.
        None "none",
        /// Not known, which is never the same as none.
        Unknown "unknown",
    }
    /// What kind of source a fact rests on.
    SourceKind {
        /// The text of the law or of its authority.
        Primary "primary",
        /// What others write about it.
        Secondary "secondary",
        GeneralKnowledge "general-knowledge",
        /// This toolkit's own reading.
        Design "design",
    }
    /// Which days count.
    Counted {
        Calendar "calendar",
        /// Monday to Friday; public holidays are not known here and count as working days, which errs to the early side.
        Working "working",
    }
    /// A duty without a number.
    Promptly {
        AtOnce "at-once",
        WithoutDelay "without-delay",
        Practicable "practicable",
    }
    /// The event from which a time runs.
    From {
        Occurrence "occurrence",
        Awareness "awareness",
        Discovery "discovery",
        Belief "belief",
        /// The end of the assessment whether a breach must be told.
        Assessment "assessment",
        /// The first notice to the authority.
        FirstNotice "first-notice",
        /// A request of an individual that has come in.
        Receipt "receipt",
        /// The first transfer.
        FirstTransfer "first-transfer",
        Start "start",
    }
    /// Who is told.
    To {
        Authority "authority",
        Individuals "individuals",
        Both "both",
    }
    /// Who needs a data protection officer.
    DpoRule {
        All "all",
        /// From a number of people or records on.
        Threshold "threshold",
        /// Depending on what is done.
        Conditional "conditional",
        None "none",
        Unknown "unknown",
    }
    /// What the law asks of an export.
    ExportRule {
        ComparableProtection "comparable-protection",
        Adequacy "adequacy",
        Consent "consent",
        /// A file with the authority.
        Dossier "dossier",
        Permission "permission",
        /// The exporter answers for what becomes of the data.
        Accountability "accountability",
        /// Free, but for places that the state names.
        OpenUnlessRestricted "open-unless-restricted",
        None "none",
        Unknown "unknown",
    }
    /// A way in which data may leave.
    Tool {
        AseanMcc "asean-mcc",
        Contract "contract",
        EuScc "eu-scc",
        /// A contract whose text the state sets.
        StandardContract "standard-contract",
        Bcr "bcr",
        Certification "certification",
        Adequacy "adequacy",
        PublicInstrument "public-instrument",
        Filing "filing",
        Permission "permission",
        Consent "consent",
        Derogation "derogation",
    }
    /// What the ASEAN model clauses are worth to an authority, the most first.
    Standing {
        Recognised "recognised",
        Accepted "accepted",
        Voluntary "voluntary",
        Usable "usable",
        NotEnoughAlone "not-enough-alone",
        None "none",
        Unknown "unknown",
    }
    /// Whom a duty to keep data at home binds.
    Binds {
        Public "public",
        Domestic "domestic",
        Foreign "foreign",
        Platforms "platforms",
        Sector "sector",
        All "all",
    }
    /// What sets off a duty.
    Trigger {
        Automatic "automatic",
        Order "order",
    }
    /// How much there is to worry about when data goes there.
    Concern {
        Low "low",
        Medium "medium",
        High "high",
    }
}
