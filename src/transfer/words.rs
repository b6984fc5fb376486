//! The closed lists of words that a register is written in: one table a list, from which schema, decoder, starter and
//! spreadsheet take their words.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A word of a closed list.
pub trait Word: Copy + 'static {
    /// All of the list, in its order.
    const ALL: &'static [Self];
    /// As it is written in a file.
    fn as_str(self) -> &'static str;
    /// What it means, in a few words.
    fn meaning(self) -> &'static str;

    /// The word that is written so.
    #[must_use]
    fn of(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.as_str() == text)
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal $meaning:literal)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $(#[doc = $meaning] $variant,)*
        }

        impl Word for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)*];

            fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<str>::deserialize(deserializer)?;
                Self::of(&text).ok_or_else(|| de::Error::unknown_variant(&text, &[$($word,)*]))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "enum": [$($word,)*] })
            }
        }
    };
}

words! {
    /// How far a transfer is.
    Status {
        Planned "planned" "not begun"
        Active "active" "data goes there"
        Suspended "suspended" "stopped for now"
        Ended "ended" "over; kept for the record"
    }
}

words! {
    /// What a party is to the data.
    Role {
        Controller "controller" "decides why and how the data is processed"
        Processor "processor" "processes it for a controller"
    }
}

words! {
    /// What the data is transferred for, by how far it reaches into the lives of people.
    PurposeKind {
        Support "support" "support and maintenance"
        Operations "operations" "running a service or a business"
        Analytics "analytics" "statistics and analysis"
        Profiling "profiling" "profiling, scoring, enrichment for marketing"
        AutomatedDecisions "automated-decisions" "surveillance, or automated decisions with legal effect"
    }
}

words! {
    /// Data that weighs more than other data.
    Special {
        Health "health" "health and medical data"
        Biometric "biometric" "fingerprints, faces, voices that identify"
        Genetic "genetic" "genetic data"
        Children "children" "data of children"
        NationalId "national-id" "numbers and papers of national identity"
        Credentials "credentials" "passwords, keys, tokens"
        FinancialAccount "financial-account" "accounts, cards, balances, payments"
        Ethnicity "ethnicity" "race or ethnic origin"
        Religion "religion" "religion or belief"
        Politics "politics" "political opinion"
        TradeUnion "trade-union" "membership of a trade union"
        SexualLife "sexual-life" "sexual life or orientation"
        CriminalRecord "criminal-record" "offences and convictions"
        Location "location" "where people are and have been"
    }
}

words! {
    /// The tier that the framework's classification gives a dataset: the higher, the more harm a loss does.
    Tier {
        T1 "T1" "public, or without harm if lost"
        T2 "T2" "internal"
        T3 "T3" "confidential"
        T4 "T4" "the most sensitive"
    }
}

words! {
    /// How often data goes.
    Frequency {
        OneOff "one-off" "once"
        Yearly "yearly" "about once a year"
        Monthly "monthly" "about once a month"
        Continuous "continuous" "every day, or at any time"
    }
}

words! {
    /// What a recipient behind the importer can do with the data.
    Access {
        Storage "storage" "holds it"
        Remote "remote" "sees it from elsewhere"
        None "none" "cannot read it"
    }
}

words! {
    /// The tool of the exporter's law that the transfer relies on.
    Mechanism {
        Mcc "mcc" "an agreement on the ASEAN model clauses"
        EuScc "eu-scc" "the standard contractual clauses of the European Union"
        Bcr "bcr" "binding corporate rules"
        Certification "certification" "a certification, such as CBPR"
        Adequacy "adequacy" "the destination is recognised as protecting enough"
        Consent "consent" "consent of the individuals"
        Derogation "derogation" "an exception of the law"
        Other "other" "something else; say what in `agreement`"
        None "none" "nothing"
        Unknown "unknown" "not known; never counts as a pass"
    }
}
