//! A deal and the transfer that it covers → the deal with what the transfer says; what the two say differently is told
//! with both places.

use super::{deal::steps, raw_deal::RawDeal, set::ClauseSet};
use crate::{
    diag::{Code, Diagnostic, Sink},
    jurisdiction::LawsOn,
    safeguard::{Agreed, BreachTerm, Column, Field, FieldValue, Measure, RolePair, Row, Term, Terms, cell},
    source::{Path, Place, SourceId, Sources},
    text::compare::same,
    words::Word,
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
        sources.value(source, &steps(Field::SupplementaryMeasures.path()))
    };
    Agreed { measures: (!takes || !raw.supplementary_measures.is_empty()).then_some(named), place }
}

/// What a deal says itself of the time to report a breach, with the margin that the clauses keep for the exporter; `None`
/// where it leaves the time to the laws.
#[must_use]
pub fn breach_term(raw: &RawDeal, set: &ClauseSet, source: SourceId, sources: &Sources) -> Option<BreachTerm> {
    let hours = raw.options.breach_hours?;
    let place = sources.value(source, &steps(Field::OptionsBreachHours.path()));
    Some(BreachTerm { hours, margin: set.breach_margin_hours, place })
}

/// Takes over what the deal does not say itself, and complains of what it contradicts or drops, and of what it cannot hold.
#[must_use]
pub fn take(
    mut raw: RawDeal,
    terms: &Terms,
    set: &ClauseSet,
    laws: LawsOn<'_>,
    source: SourceId,
    sources: &Sources,
    sink: &mut Sink,
) -> RawDeal {
    let module = raw.module.clone();
    let mut merge = Merge { terms, source, sources, sink };
    if let Some(pair) = terms.module.filter(|pair| RolePair::of(&module) != Some(*pair)) {
        let there = terms.terms.first().map(|term| (term.place.clone(), "its parties stand here"));
        let message = format!("the deal is for `{module}`, transfer `{}` is {pair}", terms.transfer);
        merge.push(Code::DealContradicts, &steps("module"), message, there);
    }
    for term in &terms.terms {
        if !set.field(term.field).is_some_and(|field| field.is_used_by(&module)) {
            continue;
        }
        match raw.get(term.field).filter(|said| !said.is_empty()) {
            None => merge.take_over(&mut raw, term.field, term.value.clone(), &term.place),
            Some(said) if term.firm => merge.compare(term, &said),
            Some(_) => {}
        }
    }
    if let Some(first) = terms.measures.first() {
        let field = Field::SupplementaryMeasures;
        match raw.get(field).filter(|said| !said.is_empty()) {
            None => {
                let rows = terms.measures.iter().map(measure).collect();
                merge.take_over(&mut raw, field, FieldValue::Rows(rows), &first.place);
            }
            Some(said) => merge.measures(&said),
        }
    }
    if raw.options.breach_hours.is_none() {
        let parties = [&raw.exporter.country, &raw.importer.country];
        let countries = parties.into_iter().flatten().chain(&raw.transfer.destinations).map(String::as_str);
        if let Some(shortest) = laws.breach(countries).shortest {
            raw.options.breach_hours = Some(shortest.leaves(set.breach_margin_hours).max(1));
        }
    }
    raw
}

struct Merge<'a> {
    terms: &'a Terms,
    source: SourceId,
    sources: &'a Sources,
    sink: &'a mut Sink,
}

impl Merge<'_> {
    /// Puts a value into the deal that the transfer says at `place`; says there why no deal can hold it.
    fn take_over(&mut self, raw: &mut RawDeal, field: Field, value: FieldValue, place: &Place) {
        if let Err(misfit) = raw.set(field, value) {
            let transfer = &self.terms.transfer;
            let message = format!("`{field}` cannot be taken over from transfer `{transfer}`: {misfit}");
            self.sink.push(Diagnostic::new(Code::WrongType, message).at(place.clone()));
        }
    }

    fn compare(&mut self, term: &Term, said: &FieldValue) {
        let (field, transfer) = (term.field, &self.terms.transfer);
        let there = || Some((term.place.clone(), "the transfer says it here"));
        let differ =
            |said: &str, asked: &str| format!("`{field}` is `{said}`, but transfer `{transfer}` says `{asked}`");
        let message = match (&term.value, said) {
            (FieldValue::Text(asked), FieldValue::Text(said)) => (!same(said, asked)).then(|| differ(said, asked)),
            (FieldValue::Day(asked), FieldValue::Day(said)) => {
                (said != asked).then(|| differ(&said.to_string(), &asked.to_string()))
            }
            (FieldValue::Number(asked), FieldValue::Number(said)) => {
                (said != asked).then(|| differ(&said.to_string(), &asked.to_string()))
            }
            (FieldValue::YesNo(asked), FieldValue::YesNo(said)) => {
                (said != asked).then(|| differ(&said.to_string(), &asked.to_string()))
            }
            (FieldValue::List(asked), said) => {
                let named: Vec<&str> = said.list().iter().map(String::as_str).collect();
                self.missing(field, asked.iter().map(String::as_str), &named, there().as_ref());
                None
            }
            (FieldValue::Rows(rows), said) => {
                let key = rows.first().and_then(|row| row.first()).map_or(Column::Name, |(key, _)| *key);
                let named = column(said, key);
                let asked = rows.iter().filter_map(|row| row.first()).map(|(_, text)| text.as_str());
                self.missing(field, asked, &named, there().as_ref());
                None
            }
            (asked, said) => {
                let transfer = &self.terms.transfer;
                Some(format!("`{field}` is {}, but transfer `{transfer}` gives {}", said.shape(), asked.shape()))
            }
        };
        if let Some(message) = message {
            self.push(Code::DealContradicts, &steps(field.path()), message, there());
        }
    }

    fn measures(&mut self, said: &FieldValue) {
        let named = column(said, Column::Measure).into_iter().map(str::to_owned).collect();
        let path = steps(Field::SupplementaryMeasures.path());
        let place = self.sources.value(self.source, &path);
        for measure in (Agreed { measures: Some(named), place }).lacks(&self.terms.measures) {
            let message = format!(
                "the agreement lacks the measure `{}`, which the assessment of `{}` asks for",
                measure.title, self.terms.transfer
            );
            let there = Some((measure.place.clone(), "it is asked for here"));
            self.push(Code::DealDrops, &path, message, there);
        }
    }

    fn missing<'t>(
        &mut self,
        field: Field,
        asked: impl Iterator<Item = &'t str>,
        named: &[&str],
        there: Option<&(Place, &str)>,
    ) {
        for asked in asked.filter(|asked| !named.iter().any(|named| same(named, asked))) {
            let message = format!("`{field}` leaves out `{asked}`, which transfer `{}` names", self.terms.transfer);
            self.push(Code::DealDrops, &steps(field.path()), message, there.cloned());
        }
    }

    fn push(&mut self, code: Code, path: &Path, message: String, there: Option<(Place, &str)>) {
        let mut diagnostic = Diagnostic::new(code, message).at(self.sources.value(self.source, path));
        if let Some((place, words)) = there {
            diagnostic = diagnostic.related(place, words);
        }
        self.sink.push(diagnostic);
    }
}

/// A measure as a row of a deal.
fn measure(measure: &Measure) -> Row {
    vec![
        (Column::Measure, measure.title.clone()),
        (Column::Kind, measure.kind.to_owned()),
        (Column::Description, measure.description.clone()),
    ]
}

/// One column of a table.
fn column(rows: &FieldValue, column: Column) -> Vec<&str> {
    rows.rows().iter().filter_map(|row| cell(row, column)).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        agreement::clause_set,
        jurisdiction::Atlas,
        load::{Library, decode},
    };

    #[test]
    fn what_cannot_be_taken_over_is_said_where_the_transfer_says_it_and_the_rest_is_taken() {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let library = Library::default();
        let files = library.files("frameworks/asean-mcc", &mut sources, &mut sink).expect("it is embedded");
        let templates = library.files("templates/mcc", &mut sources, &mut sink).expect("they are embedded");
        let set = clause_set(&files, &templates, &sources, &mut sink).expect("the set of the tool is right");
        let laws = Atlas::default();

        let register = sources.add("transfers.yaml", "start: soon\nname: Kite Pte. Ltd.\n");
        let term = |field, given: &str, key: &str| Term {
            field,
            value: FieldValue::Text(given.to_owned()),
            firm: true,
            place: sources.value(register, &Path::root().key(key)),
        };
        let all =
            vec![term(Field::TransferStart, "soon", "start"), term(Field::ImporterName, "Kite Pte. Ltd.", "name")];
        let module = Some(RolePair::ControllerToController);
        let terms = Terms { transfer: "TR-1".to_owned(), module, terms: all, measures: Vec::new() };

        let deal = sources.add("deal.yaml", "module: c2p\n");
        let raw: RawDeal = decode(deal, &sources, &mut sink).expect("it is a deal");
        let raw = take(raw, &terms, &set, laws.on(date(2026, 11, 24)), deal, &sources, &mut sink);

        assert_eq!(raw.importer.name.as_deref(), Some("Kite Pte. Ltd."), "one mistake does not drop the rest");
        assert_eq!(raw.transfer.start, None);
        let said = sink.sorted();
        assert_eq!(said.len(), 2);
        assert_eq!(said[1].code, Code::DealContradicts);
        assert_eq!(said[1].message, "the deal is for `c2p`, transfer `TR-1` is c2c");
        assert_eq!(said[1].place, Some(sources.value(deal, &Path::root().key("module"))));
        assert_eq!(said[0].code, Code::WrongType);
        assert!(said[0].message.starts_with("`transfer.start` cannot be taken over from transfer `TR-1`"));
        assert_eq!(said[0].place, Some(sources.value(register, &Path::root().key("start"))));
    }
}
