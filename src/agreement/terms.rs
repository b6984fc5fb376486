//! A deal and the transfer that it covers → the deal with what the transfer says; what the two say differently is told
//! with both places.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    deal::{empty, steps},
    findings::shortest_notice,
    raw_deal::RawDeal,
    set::ClauseSet,
};
use crate::{
    diag::{Code, Diagnostic, Sink},
    jurisdiction::Atlas,
    safeguard::{Agreed, Fact, Given, Terms, same},
    source::{Place, SourceId, Sources},
};

/// The transfer that a deal takes its facts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Path of the register, as written; seen from the deal.
    pub register: String,
    pub transfer: Option<String>,
}

impl RawDeal {
    /// The transfer that it takes its facts from; `None` where it names no register.
    #[must_use]
    pub fn link(&self) -> Option<Link> {
        let register = self.transfer.from.clone()?;
        Some(Link { register, transfer: self.transfer.id.clone() })
    }
}

/// What a deal says of measures, or `takes` over from the assessment of the transfer that it names.
#[must_use]
pub fn agreed(raw: &RawDeal, takes: bool, source: SourceId, sources: &Sources) -> Agreed {
    let named: Vec<String> = raw.supplementary_measures.iter().filter_map(|row| row.measure.clone()).collect();
    let place = if raw.supplementary_measures.is_empty() {
        sources.key(source, &steps("module"))
    } else {
        sources.value(source, &steps("supplementary_measures"))
    };
    Agreed { measures: (!takes || !raw.supplementary_measures.is_empty()).then_some(named), place }
}

/// Takes over what the deal does not say itself, and complains of what it contradicts or drops.
#[must_use]
pub fn take(
    raw: RawDeal,
    terms: &Terms,
    set: &ClauseSet,
    laws: &Atlas,
    source: SourceId,
    sources: &Sources,
    sink: &mut Sink,
) -> RawDeal {
    let module = raw.module.clone();
    let mut all = serde_json::to_value(&raw).expect("a deal holds only text, numbers and lists");
    let mut clerk = Clerk { terms, source, sources, sink };
    if let Some(pair) = terms.module.filter(|pair| *pair != module) {
        let fact = terms.facts.first().map(|fact| (fact.place.clone(), "its parties stand here"));
        clerk.contradicts(
            "module",
            format!("the deal is for `{module}`, transfer `{}` is {pair}", terms.transfer),
            fact,
        );
    }
    for fact in &terms.facts {
        let used = |field: &str| set.fields.iter().any(|known| known.path == field && known.modules.contains(&module));
        if !used(fact.field) {
            continue;
        }
        match get(&all, fact.field).filter(|value| !empty(value)) {
            None => clerk.take_over(&mut all, fact.field, value(&fact.given), &fact.place),
            Some(said) if fact.firm => clerk.compare(fact, said),
            Some(_) => {}
        }
    }
    if !terms.measures.is_empty() {
        match get(&all, "supplementary_measures").filter(|value| !empty(value)) {
            None => {
                let rows = terms.measures.iter().map(|measure| {
                    row(&[("measure", &measure.title), ("kind", measure.kind), ("description", &measure.description)])
                });
                let rows = Value::Array(rows.collect());
                clerk.take_over(&mut all, "supplementary_measures", rows, &terms.measures[0].place);
            }
            Some(said) => clerk.measures(said),
        }
    }
    if get(&all, "options.breach_hours").is_none_or(empty) {
        let text = |path: &str| get(&all, path).and_then(Value::as_str);
        let destinations = get(&all, "transfer.destinations").and_then(Value::as_array);
        let countries: Vec<&str> = [text("exporter.country"), text("importer.country")]
            .into_iter()
            .flatten()
            .chain(destinations.into_iter().flatten().filter_map(Value::as_str))
            .collect();
        if let Some((hours, ..)) = shortest_notice(&countries, laws) {
            let hours = hours.saturating_sub(set.breach_margin_hours).max(1);
            put(&mut all, "options.breach_hours", Value::from(hours));
        }
    }
    serde_json::from_value(all).expect("it was a deal, and is one after each value that it took over")
}

struct Clerk<'a> {
    terms: &'a Terms,
    source: SourceId,
    sources: &'a Sources,
    sink: &'a mut Sink,
}

impl Clerk<'_> {
    /// Puts a value into the deal that the transfer says at `place`; says there why it cannot stand in a deal.
    fn take_over(&mut self, all: &mut Value, field: &str, value: Value, place: &Place) {
        let mut with = all.clone();
        put(&mut with, field, value);
        match RawDeal::deserialize(&with) {
            Ok(_) => *all = with,
            Err(error) => {
                let message =
                    format!("`{field}` cannot be taken over from transfer `{}`: {error}", self.terms.transfer);
                self.sink.push(Diagnostic::new(Code::WrongType, message).at(place.clone()));
            }
        }
    }

    fn compare(&mut self, fact: &Fact, said: &Value) {
        let (field, transfer) = (fact.field, &self.terms.transfer);
        let there = || Some((fact.place.clone(), "the transfer says it here"));
        match &fact.given {
            Given::Text(asked) => {
                if said.as_str().is_some_and(|said| !same(said, asked)) {
                    let said = said.as_str().unwrap_or_default();
                    let message = format!("`{field}` is `{said}`, but transfer `{transfer}` says `{asked}`");
                    self.contradicts(field, message, there());
                }
            }
            Given::List(asked) => {
                let named: Vec<&str> = said.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
                self.missing(field, asked.iter().map(String::as_str), &named, there().as_ref());
            }
            Given::Rows(rows) => {
                let key = rows.first().and_then(|row| row.first()).map_or("name", |(key, _)| *key);
                let named = column(said, key);
                let asked = rows.iter().filter_map(|row| row.first()).map(|(_, text)| text.as_str());
                self.missing(field, asked, &named, there().as_ref());
            }
        }
    }

    fn measures(&mut self, said: &Value) {
        let named = column(said, "measure").into_iter().map(str::to_owned).collect();
        let place = self.sources.value(self.source, &steps("supplementary_measures"));
        for measure in (Agreed { measures: Some(named), place }).lacks(&self.terms.measures) {
            let message = format!(
                "the agreement lacks the measure `{}`, which the assessment of `{}` asks for",
                measure.title, self.terms.transfer
            );
            let there = Some((measure.place.clone(), "it is asked for here"));
            self.push(Code::DealDrops, "supplementary_measures", message, there);
        }
    }

    fn missing<'t>(
        &mut self,
        field: &str,
        asked: impl Iterator<Item = &'t str>,
        named: &[&str],
        there: Option<&(Place, &str)>,
    ) {
        for asked in asked.filter(|asked| !named.iter().any(|named| same(named, asked))) {
            let message = format!("`{field}` leaves out `{asked}`, which transfer `{}` names", self.terms.transfer);
            self.push(Code::DealDrops, field, message, there.cloned());
        }
    }

    fn contradicts(&mut self, field: &str, message: String, there: Option<(Place, &str)>) {
        self.push(Code::DealContradicts, field, message, there);
    }

    fn push(&mut self, code: Code, field: &str, message: String, there: Option<(Place, &str)>) {
        let mut diagnostic = Diagnostic::new(code, message).at(self.sources.value(self.source, &steps(field)));
        if let Some((place, words)) = there {
            diagnostic = diagnostic.related(place, words);
        }
        self.sink.push(diagnostic);
    }
}

fn value(given: &Given) -> Value {
    match given {
        Given::Text(text) => Value::from(text.clone()),
        Given::List(list) => Value::from(list.clone()),
        Given::Rows(rows) => rows
            .iter()
            .map(|columns| row(&columns.iter().map(|(key, text)| (*key, text.as_str())).collect::<Vec<_>>()))
            .collect(),
    }
}

fn row(columns: &[(&str, &str)]) -> Value {
    let columns = columns.iter().map(|(key, text)| ((*key).to_owned(), Value::from(*text)));
    Value::Object(columns.collect::<Map<String, Value>>())
}

/// One column of a table.
fn column<'v>(rows: &'v Value, key: &str) -> Vec<&'v str> {
    rows.as_array().into_iter().flatten().filter_map(|row| row.get(key)?.as_str()).collect()
}

fn get<'v>(all: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(all, |value, key| value.get(key))
}

fn put(all: &mut Value, path: &str, value: Value) {
    let mut at = all;
    for key in path.split('.') {
        if !at.is_object() {
            *at = Value::Object(Map::new());
        }
        at = at.as_object_mut().expect("made one just now").entry(key).or_insert(Value::Null);
    }
    *at = value;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        agreement::clause_set,
        load::{Library, decode},
        source::Path,
    };

    #[test]
    fn what_cannot_be_taken_over_is_said_where_the_transfer_says_it_and_the_rest_is_taken() {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let library = Library::default();
        let files = library.files("frameworks/asean-mcc", &mut sources, &mut sink).expect("it is embedded");
        let templates = library.files("templates/mcc", &mut sources, &mut sink).expect("they are embedded");
        let set = clause_set(&files, &templates, &sources, &mut sink).expect("the set of the tool is right");
        let laws = Atlas::of(&[], &sources, &mut sink);

        let register = sources.add("transfers.yaml", "start: soon\nname: Kite Pte. Ltd.\n");
        let fact = |field, given: &str, key: &str| Fact {
            field,
            given: Given::Text(given.to_owned()),
            firm: true,
            place: sources.value(register, &Path::root().key(key)),
        };
        let facts = vec![fact("transfer.start", "soon", "start"), fact("importer.name", "Kite Pte. Ltd.", "name")];
        let terms = Terms { transfer: "TR-1".to_owned(), module: None, facts, measures: Vec::new() };

        let deal = sources.add("deal.yaml", "module: c2p\n");
        let raw: RawDeal = decode(deal, &sources, &mut sink).expect("it is a deal");
        let raw = take(raw, &terms, &set, &laws, deal, &sources, &mut sink);

        assert_eq!(raw.importer.name.as_deref(), Some("Kite Pte. Ltd."), "one mistake does not drop the rest");
        assert_eq!(raw.transfer.start, None);
        let said = sink.sorted();
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].code, Code::WrongType);
        assert!(said[0].message.starts_with("`transfer.start` cannot be taken over from transfer `TR-1`"));
        assert_eq!(said[0].place, Some(sources.value(register, &Path::root().key("start"))));
    }
}
