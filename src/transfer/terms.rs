//! A transfer → what the agreement that covers it takes over.

use super::{
    model::{Party, Recipient, Transfer},
    validate::Find,
    words::{Frequency, Word},
};
use crate::{
    safeguard::{Fact, Given, Measure, Terms},
    source::Path,
};

/// The terms of a transfer. `find` tells where its register says them; `measures` are those that its assessment asks for.
#[must_use]
pub fn terms(transfer: &Transfer, measures: Vec<Measure>, find: &dyn Find) -> Terms {
    let at = transfer.path();
    let mut facts = Facts { find, list: Vec::new() };
    let names = [
        ("exporter", &transfer.exporter, ["exporter.name", "exporter.country", "exporter.contact", "exporter.dpo"]),
        ("importer", &transfer.importer, ["importer.name", "importer.country", "importer.contact", "importer.dpo"]),
    ];
    for (key, party, fields) in names {
        facts.party(party, fields, &at.key(key));
    }
    let data = at.key("data");
    let special = transfer.special.iter().map(|special| special.meaning().to_owned());
    let purposes = transfer.purposes.iter();
    let purposes = purposes.map(|purpose| purpose.text.clone().unwrap_or_else(|| purpose.kind.as_str().to_owned()));
    let destinations = transfer.destinations().iter().map(|country| country.code().to_owned()).collect();
    facts.list("transfer.subjects", transfer.subjects.clone(), false, &at.key("subjects"));
    facts.list("transfer.data", transfer.categories.clone(), false, &data.key("categories"));
    facts.list("transfer.sensitive", special.collect(), false, &data.key("special"));
    facts.list("transfer.purposes", purposes.collect(), false, &at.key("purposes"));
    facts.list("transfer.destinations", destinations, true, &at.key("importer").key("country"));
    facts.list("transfer.source_systems", transfer.systems.clone(), false, &at.key("systems"));
    let frequency = transfer.frequency.map(|frequency| match frequency {
        Frequency::OneOff => "one-off",
        Frequency::Yearly | Frequency::Monthly => "periodic",
        Frequency::Continuous => "continuous",
    });
    facts.text("transfer.frequency", frequency.map(str::to_owned), true, &at.key("frequency"));
    let people = transfer.people.map(|people| format!("about {people} people"));
    facts.text("transfer.volume", people, false, &at.key("volume"));
    let months = transfer.retention.months.map(|months| format!("{months} months"));
    facts.text("transfer.retention", transfer.retention.text.clone().or(months), false, &at.key("retention"));
    let bases = transfer.legal_bases.iter();
    let bases = bases.map(|(country, basis)| vec![("country", country.code().to_owned()), ("basis", basis.clone())]);
    facts.rows("transfer.legal_basis", bases.collect(), false, &at.key("legal_bases"));
    for (field, key, day) in [
        ("transfer.start", "start", transfer.start),
        ("transfer.end", "end", transfer.end),
        ("transfer.review", "review", transfer.review),
    ] {
        facts.text(field, day.map(|day| day.to_string()), true, &at.key(key));
    }
    let sub_processors = transfer.sub_processors.iter().flatten().map(row).collect();
    facts.rows("sub_processors", sub_processors, true, &at.key("sub_processors"));
    facts.rows("transfer.onward", transfer.onward().map(row).collect(), true, &at.key("recipients"));
    Terms { transfer: transfer.id.clone(), module: transfer.module(), facts: facts.list, measures }
}

fn row(recipient: &Recipient) -> Vec<(&'static str, String)> {
    let country = recipient.country.map(|country| ("country", country.code().to_owned()));
    let service = recipient.service.clone().map(|service| ("service", service));
    std::iter::once(("name", recipient.name.clone())).chain(country).chain(service).collect()
}

struct Facts<'a> {
    find: &'a dyn Find,
    list: Vec<Fact>,
}

impl Facts<'_> {
    fn party(&mut self, party: &Party, fields: [&'static str; 4], at: &Path) {
        let [name, country, contact, dpo] = fields;
        self.text(name, Some(party.name.clone()), true, &at.key("name"));
        self.text(country, party.country.map(|country| country.code().to_owned()), true, &at.key("country"));
        for (field, key, words) in [(contact, "contact", &party.contact), (dpo, "dpo", &party.dpo)] {
            let Some(words) = words else { continue };
            let field = match (field, words.contains('@')) {
                ("exporter.contact", true) => "exporter.contact.email",
                ("exporter.contact", false) => "exporter.contact.name",
                ("exporter.dpo", true) => "exporter.dpo.email",
                ("exporter.dpo", false) => "exporter.dpo.name",
                ("importer.contact", true) => "importer.contact.email",
                ("importer.contact", false) => "importer.contact.name",
                (_, true) => "importer.dpo.email",
                (_, false) => "importer.dpo.name",
            };
            self.text(field, Some(words.clone()), false, &at.key(key));
        }
    }

    fn text(&mut self, field: &'static str, text: Option<String>, firm: bool, at: &Path) {
        if let Some(text) = text {
            self.push(field, Given::Text(text), firm, at);
        }
    }

    fn list(&mut self, field: &'static str, list: Vec<String>, firm: bool, at: &Path) {
        if !list.is_empty() {
            self.push(field, Given::List(list), firm, at);
        }
    }

    fn rows(&mut self, field: &'static str, rows: Vec<Vec<(&'static str, String)>>, firm: bool, at: &Path) {
        if !rows.is_empty() {
            self.push(field, Given::Rows(rows), firm, at);
        }
    }

    fn push(&mut self, field: &'static str, given: Given, firm: bool, at: &Path) {
        self.list.push(Fact { field, given, firm, place: self.find.value(at) });
    }
}
