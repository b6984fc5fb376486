//! A register that cannot be wrong: built only by `validate`.

use jiff::civil::Date;

use super::words::{Access, Frequency, Mechanism, PurposeKind, Role, Special, Status, Tier};
use crate::{jurisdiction::country, safeguard::RolePair, source::Path};

/// A register of transfers.
#[derive(Debug, Clone)]
pub struct Register {
    pub organisation: Option<Holder>,
    /// In the order of the file; ids are unique.
    pub transfers: Vec<Transfer>,
}

/// Whose register it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub name: String,
    pub country: Option<Country>,
}

/// A country of ISO 3166-1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country(&'static str);

impl Country {
    /// The country of that code, two capital letters.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        country::codes().find(|known| *known == code).map(Self)
    }

    /// The country that a person means by a code or a name, as [`country::resolve`] knows them.
    #[must_use]
    pub fn meant(text: &str) -> Option<Self> {
        country::resolve(text).map(Self)
    }

    /// Two capital letters.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0
    }

    /// Its name as it stands in a sentence: `the Philippines`, `Vietnam`.
    #[must_use]
    pub fn within_sentence(self) -> String {
        country::within_sentence(self.0).unwrap_or_else(|| self.0.to_owned())
    }

    /// Its common English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        country::name(self.0).unwrap_or(self.0)
    }
}

/// One transfer. What is `None` was not said, and is never taken for the best case.
#[derive(Debug, Clone)]
pub struct Transfer {
    /// Where it stands in the list, from 0.
    pub at: usize,
    pub id: String,
    pub title: String,
    pub status: Status,
    pub exporter: Party,
    pub importer: Party,
    pub purposes: Vec<Purpose>,
    /// By country, in the order of codes.
    pub legal_bases: Vec<(Country, String)>,
    pub subjects: Vec<String>,
    pub categories: Vec<String>,
    /// An empty list where none is among it; `None` where that is not said.
    pub special: Option<Vec<Special>>,
    pub tier: Option<Tier>,
    /// How many people's data.
    pub people: Option<u64>,
    pub frequency: Option<Frequency>,
    pub format: Option<String>,
    pub route: Option<String>,
    pub storage: Option<String>,
    /// `None` where it is not known whether there are any.
    pub sub_processors: Option<Vec<Recipient>>,
    pub recipients: Vec<Recipient>,
    pub mechanism: Option<Mechanism>,
    pub agreement: Option<Agreement>,
    pub systems: Vec<String>,
    pub security: Option<String>,
    pub retention: Retention,
    pub owner: Option<String>,
    pub start: Option<Date>,
    pub end: Option<Date>,
    /// The last review.
    pub reviewed: Option<Date>,
    /// The next review.
    pub review: Option<Date>,
    pub incidents: Vec<Incident>,
    pub filings: Vec<Filing>,
    /// What need not be filed, and why.
    pub exempt: Vec<Exempt>,
    pub impact: Option<Assessed>,
}

/// A party to a transfer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    pub name: String,
    pub country: Option<Country>,
    pub role: Option<Role>,
    pub contact: Option<String>,
    pub dpo: Option<String>,
    pub sector: Option<String>,
    pub certifications: Vec<Certification>,
}

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certification {
    pub id: String,
    /// The last day on which it holds.
    pub until: Option<Date>,
    pub scope: Option<String>,
}

/// What a transfer is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purpose {
    pub kind: PurposeKind,
    pub text: Option<String>,
}

/// Somebody who receives the data from the importer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    pub name: String,
    pub country: Option<Country>,
    pub service: Option<String>,
    pub access: Option<Access>,
    pub since: Option<Date>,
}

/// What the parties signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Agreement {
    /// Path of a deal, as written.
    Deal(String),
    Other {
        reference: String,
        date: Option<Date>,
        version: Option<String>,
        /// The last day on which it binds.
        until: Option<Date>,
    },
}

/// Where the impact assessment of a transfer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assessed {
    /// In a file of its own: its path, as written.
    File(String),
    /// In the register, below the transfer.
    Here,
}

/// How long the data is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Retention {
    pub text: Option<String>,
    pub months: Option<u16>,
}

/// Something that went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    pub date: Date,
    pub what: String,
    pub reference: Option<String>,
}

/// Something that was filed with an authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    pub country: Country,
    pub what: String,
    pub date: Date,
    pub reference: Option<String>,
}

/// Why something need not be filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exempt {
    /// What need not be filed.
    pub what: String,
    /// Id of a ground that the exporter's law knows.
    pub ground: String,
    pub reason: String,
    /// Who judged it.
    pub by: String,
    pub on: Date,
}

impl Transfer {
    /// Where it stands in its file.
    #[must_use]
    pub fn path(&self) -> Path {
        Path::root().key("transfers").index(self.at)
    }

    /// The role pair that the ASEAN clauses have a module for; `None` where a role is not said, or the
    /// exporter is a processor.
    #[must_use]
    pub fn module(&self) -> Option<RolePair> {
        match (self.exporter.role?, self.importer.role?) {
            (Role::Controller, Role::Processor) => Some(RolePair::ControllerToProcessor),
            (Role::Controller, Role::Controller) => Some(RolePair::ControllerToController),
            (Role::Processor, _) => None,
        }
    }

    /// Sub-processors, then other recipients.
    pub fn onward(&self) -> impl Iterator<Item = &Recipient> {
        self.sub_processors.iter().flatten().chain(&self.recipients)
    }

    /// Where the data goes or is seen from: the importer's country, then those behind it, each once.
    #[must_use]
    pub fn destinations(&self) -> Vec<Country> {
        let mut found: Vec<Country> = Vec::new();
        for country in self.importer.country.into_iter().chain(self.onward().filter_map(|onward| onward.country)) {
            if !found.contains(&country) {
                found.push(country);
            }
        }
        found
    }

    /// Every country that the transfer touches: the exporter's first, then the destinations, each once.
    #[must_use]
    pub fn countries(&self) -> Vec<Country> {
        let mut found: Vec<Country> = self.exporter.country.into_iter().collect();
        for country in self.destinations() {
            if !found.contains(&country) {
                found.push(country);
            }
        }
        found
    }

    /// The path of its impact assessment, where that is a file of its own.
    #[must_use]
    pub fn impact_file(&self) -> Option<&str> {
        match &self.impact {
            Some(Assessed::File(path)) => Some(path),
            Some(Assessed::Here) | None => None,
        }
    }

    /// Whether it is no thing of the past: planned, active or suspended.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.status != Status::Ended
    }
}
