//! A transfer → what the agreement that covers it takes over.

use super::{
    model::{Party, Recipient, Transfer},
    validate::Find,
    words::{Frequency, Word},
};
use crate::{
    safeguard::{Column, Field, FieldValue, Measure, Row, Term, Terms},
    source::Path,
};

/// The terms of a transfer. `find` tells where its register says them; `measures` are those that its assessment asks for.
#[must_use]
pub fn terms(transfer: &Transfer, measures: Option<Vec<Measure>>, find: &dyn Find) -> Terms {
    let at = transfer.path();
    let mut facts = Facts { find, list: Vec::new() };
    facts.party(&transfer.exporter, &EXPORTER, &at.key("exporter"));
    facts.party(&transfer.importer, &IMPORTER, &at.key("importer"));
    let data = at.key("data");
    let special = transfer.special.iter().flatten().map(|special| special.meaning().to_owned());
    let purposes = transfer.purposes.iter();
    let purposes = purposes.map(|purpose| purpose.text.clone().unwrap_or_else(|| purpose.kind.as_str().to_owned()));
    let destinations = transfer.destinations().iter().map(|country| country.code().to_owned()).collect();
    facts.list(Field::TransferSubjects, transfer.subjects.clone(), false, &at.key("subjects"));
    facts.list(Field::TransferData, transfer.categories.clone(), false, &data.key("categories"));
    facts.list(Field::TransferSensitive, special.collect(), false, &data.key("special"));
    facts.list(Field::TransferPurposes, purposes.collect(), false, &at.key("purposes"));
    facts.list(Field::TransferDestinations, destinations, true, &at.key("importer").key("country"));
    facts.list(Field::TransferSourceSystems, transfer.systems.clone(), false, &at.key("systems"));
    let frequency = transfer.frequency.map(|frequency| match frequency {
        Frequency::OneOff => "one-off",
        Frequency::Yearly | Frequency::Monthly => "periodic",
        Frequency::Continuous => "continuous",
    });
    facts.text(Field::TransferFrequency, frequency.map(str::to_owned), true, &at.key("frequency"));
    let people = transfer.people.map(|people| format!("about {people} people"));
    facts.text(Field::TransferVolume, people, false, &at.key("volume"));
    let months = transfer.retention.months.map(|months| format!("{months} months"));
    facts.text(Field::TransferRetention, transfer.retention.text.clone().or(months), false, &at.key("retention"));
    let bases = transfer.legal_bases.iter();
    let bases = bases
        .map(|(country, basis)| vec![(Column::Country, country.code().to_owned()), (Column::Basis, basis.clone())]);
    facts.rows(Field::TransferLegalBasis, bases.collect(), false, &at.key("legal_bases"));
    for (field, key, day) in [
        (Field::TransferStart, "start", transfer.start),
        (Field::TransferEnd, "end", transfer.end),
        (Field::TransferReview, "review", transfer.review),
    ] {
        facts.add(field, day.map(FieldValue::Day), true, &at.key(key));
    }
    // An assessment is known by the transfer that it is about, in a file of its own or inside the register.
    let assessment = measures.is_some().then(|| transfer.id.clone());
    facts.text(Field::TransferTia, assessment, false, &at.key("impact"));
    let sub_processors = transfer.sub_processors.iter().flatten().map(row).collect();
    facts.rows(Field::SubProcessors, sub_processors, true, &at.key("sub_processors"));
    facts.rows(Field::TransferOnward, transfer.onward().map(row).collect(), true, &at.key("recipients"));
    Terms {
        transfer: transfer.id.clone(),
        module: transfer.module(),
        terms: facts.list,
        measures: measures.unwrap_or_default(),
    }
}

fn row(recipient: &Recipient) -> Row {
    let country = recipient.country.map(|country| (Column::Country, country.code().to_owned()));
    let service = recipient.service.clone().map(|service| (Column::Service, service));
    std::iter::once((Column::Name, recipient.name.clone())).chain(country).chain(service).collect()
}

/// Where a deal says what a register says of a party.
struct PartyFields {
    name: Field,
    country: Field,
    contact: PersonFields,
    dpo: PersonFields,
}

/// A register names a person or an address to write to; a deal has a field for each.
struct PersonFields {
    name: Field,
    email: Field,
}

const EXPORTER: PartyFields = PartyFields {
    name: Field::ExporterName,
    country: Field::ExporterCountry,
    contact: PersonFields { name: Field::ExporterContactName, email: Field::ExporterContactEmail },
    dpo: PersonFields { name: Field::ExporterDpoName, email: Field::ExporterDpoEmail },
};

const IMPORTER: PartyFields = PartyFields {
    name: Field::ImporterName,
    country: Field::ImporterCountry,
    contact: PersonFields { name: Field::ImporterContactName, email: Field::ImporterContactEmail },
    dpo: PersonFields { name: Field::ImporterDpoName, email: Field::ImporterDpoEmail },
};

struct Facts<'a> {
    find: &'a dyn Find,
    list: Vec<Term>,
}

impl Facts<'_> {
    fn party(&mut self, party: &Party, fields: &PartyFields, at: &Path) {
        self.text(fields.name, Some(party.name.clone()), true, &at.key("name"));
        self.text(fields.country, party.country.map(|country| country.code().to_owned()), true, &at.key("country"));
        for (field, key, words) in [(&fields.contact, "contact", &party.contact), (&fields.dpo, "dpo", &party.dpo)] {
            let Some(words) = words else { continue };
            let field = if words.contains('@') { field.email } else { field.name };
            self.text(field, Some(words.clone()), false, &at.key(key));
        }
    }

    fn text(&mut self, field: Field, text: Option<String>, firm: bool, at: &Path) {
        self.add(field, text.map(FieldValue::Text), firm, at);
    }

    fn list(&mut self, field: Field, list: Vec<String>, firm: bool, at: &Path) {
        self.add(field, (!list.is_empty()).then_some(FieldValue::List(list)), firm, at);
    }

    fn rows(&mut self, field: Field, rows: Vec<Row>, firm: bool, at: &Path) {
        self.add(field, (!rows.is_empty()).then_some(FieldValue::Rows(rows)), firm, at);
    }

    fn add(&mut self, field: Field, value: Option<FieldValue>, firm: bool, at: &Path) {
        if let Some(value) = value {
            self.list.push(Term { field, value, firm, place: self.find.value(at) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Place, Sources};

    /// Everything stands at the same place.
    struct Nowhere(Place);

    impl Find for Nowhere {
        fn value(&self, _: &Path) -> Place {
            self.0.clone()
        }

        fn key(&self, _: &Path) -> Place {
            self.0.clone()
        }
    }

    #[test]
    fn a_person_or_an_address_goes_to_the_field_that_is_named_so() {
        let mut sources = Sources::default();
        let find = Nowhere(Place::new(sources.add("transfers.yaml", String::new()), 0..0));
        for (side, fields) in [("exporter", &EXPORTER), ("importer", &IMPORTER)] {
            for (words, key) in [("Tan Mei", "name"), ("mei@kite.example", "email")] {
                let party = Party {
                    name: "Kite".to_owned(),
                    country: None,
                    role: None,
                    contact: Some(words.to_owned()),
                    dpo: Some(words.to_owned()),
                    sector: None,
                    certifications: Vec::new(),
                };
                let mut facts = Facts { find: &find, list: Vec::new() };
                facts.party(&party, fields, &Path::root());
                let found: Vec<&str> = facts.list.iter().map(|term| term.field.path()).collect();
                let expected = ["name".to_owned(), format!("contact.{key}"), format!("dpo.{key}")];
                assert_eq!(found, expected.map(|path| format!("{side}.{path}")));
            }
        }
    }
}
