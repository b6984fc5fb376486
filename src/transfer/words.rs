//! The closed lists of words that a register is written in: one table a list, from which schema, decoder, starter and
//! spreadsheet take their words.

pub use crate::jurisdiction::Special;
pub use crate::words::Word;
use crate::words::{read_words, serialize_words, words};

words! {
    /// How far a transfer is.
    pub enum Status {
        Planned = "planned": "not begun",
        Active = "active": "data goes there",
        Suspended = "suspended": "stopped for now",
        Ended = "ended": "over; kept for the record",
    }
}

words! {
    /// What a party is to the data.
    pub enum Role {
        Controller = "controller": "decides why and how the data is processed",
        Processor = "processor": "processes it for a controller",
    }
}

words! {
    /// What the data is transferred for, by how far it reaches into the lives of people.
    pub enum PurposeKind {
        Support = "support": "support and maintenance",
        Operations = "operations": "running a service or a business",
        Analytics = "analytics": "statistics and analysis",
        Profiling = "profiling": "profiling, scoring, enrichment for marketing",
        AutomatedDecisions = "automated-decisions": "surveillance, or automated decisions with legal effect",
    }
}

words! {
    /// The tier that the framework's classification gives a dataset: the higher, the more harm a loss does.
    pub enum Tier {
        T1 = "T1": "public, or without harm if lost",
        T2 = "T2": "internal",
        T3 = "T3": "confidential",
        T4 = "T4": "the most sensitive",
    }
}

words! {
    /// How often data goes.
    pub enum Frequency {
        OneOff = "one-off": "once",
        Yearly = "yearly": "about once a year",
        Monthly = "monthly": "about once a month",
        Continuous = "continuous": "every day, or at any time",
    }
}

words! {
    /// What a recipient behind the importer can do with the data.
    pub enum Access {
        Storage = "storage": "holds it",
        Remote = "remote": "sees it from elsewhere",
        None = "none": "cannot read it",
    }
}

words! {
    /// The tool of the exporter's law that the transfer relies on.
    pub enum Mechanism {
        Mcc = "mcc": "an agreement on the ASEAN model clauses",
        EuScc = "eu-scc": "the standard contractual clauses of the European Union",
        StandardContract = "standard-contract": "a contract whose text the exporter's state sets",
        Bcr = "bcr": "binding corporate rules",
        Certification = "certification": "a certification, such as CBPR",
        Adequacy = "adequacy": "the destination is recognised as protecting enough",
        Consent = "consent": "consent of the individuals",
        Derogation = "derogation": "an exception of the law",
        Other = "other": "something else; say what in `agreement`",
        None = "none": "nothing",
        Unknown = "unknown": "not known; never counts as a pass",
    }
}

serialize_words!(Status, Role, PurposeKind, Special, Tier, Frequency, Access, Mechanism);
read_words!(Status, Role, PurposeKind, Special, Tier, Frequency, Access, Mechanism);
