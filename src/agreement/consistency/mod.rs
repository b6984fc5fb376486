//! In: a deal, the words and numbers that tell sense from nonsense in one, and the laws of its countries.
//! Out: findings: what contradicts itself, what says nothing, and what a law asks that the deal does not do.
//! Never: a change of the deal, a law that is in no pack, a fact that is not known taken for one that asks nothing.

mod dates;
mod duties;
mod laws;
mod parties;
mod personal_data;
mod raw;
mod terms;
mod wording;
mod words;

pub(super) use raw::RawConsistency;
pub(super) use words::{Words, words};

use super::{
    deal::{Deal, steps},
    findings::subject,
    set::ClauseSet,
};
use crate::{
    gate::{At, Finding, FindingCode},
    jurisdiction::{Jurisdiction, LawsOn, country},
    safeguard::Field,
};

/// Everything that is found in a deal, in the order of the files of this room.
pub(super) fn find(set: &ClauseSet, deal: &Deal, laws: LawsOn<'_>) -> Vec<Finding> {
    let mut look = Look { words: &set.consistency, deal, laws, found: Vec::new() };
    parties::look(&mut look);
    laws::look(&mut look);
    dates::look(&mut look);
    terms::look(&mut look);
    personal_data::look(&mut look);
    wording::look(&mut look);
    duties::look(&mut look);
    look.found
}

/// A deal that is looked through.
struct Look<'a> {
    words: &'a Words,
    deal: &'a Deal,
    laws: LawsOn<'a>,
    found: Vec<Finding>,
}

/// A side of an agreement, by its fields.
struct Party {
    /// `exporter` or `importer`.
    role: &'static str,
    name: Field,
    registration: Field,
    email: Field,
    country: Field,
    officer: Field,
    officer_email: Field,
    law: Field,
}

const EXPORTER: Party = Party {
    role: "exporter",
    name: Field::ExporterName,
    registration: Field::ExporterRegistration,
    email: Field::ExporterContactEmail,
    country: Field::ExporterCountry,
    officer: Field::ExporterDpoName,
    officer_email: Field::ExporterDpoEmail,
    law: Field::LawExporter,
};

const IMPORTER: Party = Party {
    role: "importer",
    name: Field::ImporterName,
    registration: Field::ImporterRegistration,
    email: Field::ImporterContactEmail,
    country: Field::ImporterCountry,
    officer: Field::ImporterDpoName,
    officer_email: Field::ImporterDpoEmail,
    law: Field::LawImporter,
};

impl<'a> Look<'a> {
    /// A finding at the value of a field, or at what it would stand in.
    fn add(&mut self, code: FindingCode, field: Field, message: String, help: &str) {
        self.add_at(code, field.path(), At::Value(steps(field.path())), message, help);
    }

    /// A finding at an entry of a field that is a list or a table.
    fn add_entry(&mut self, code: FindingCode, field: Field, entry: usize, message: String, help: &str) {
        self.add_at(code, field.path(), At::Value(steps(field.path()).index(entry)), message, help);
    }

    fn add_at(&mut self, code: FindingCode, detail: &str, at: At, message: String, help: &str) {
        let found = Finding::new(code, subject(self.deal), detail, message, at);
        self.found.push(if help.is_empty() { found } else { found.help(help) });
    }

    fn text(&self, field: Field) -> Option<&'a str> {
        self.deal.text(field)
    }

    fn list(&self, field: Field) -> &'a [String] {
        self.deal.list(field)
    }

    /// The law of the country of a party; `None` where there is no file on it, or no country.
    fn law(&self, party: &Party) -> Option<&'a Jurisdiction> {
        self.laws.get(self.text(party.country)?)
    }

    fn on(&self, block: &str) -> bool {
        self.deal.blocks.contains(block)
    }
}

/// A country as it stands in a sentence.
fn named(code: &str) -> String {
    if code == "EU" {
        return "the European Union".to_owned();
    }
    country::within_sentence(code).unwrap_or_else(|| format!("`{code}`"))
}
