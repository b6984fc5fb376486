//! A deal → values by field; every complaint at its place.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    fields::shape,
    model::{DealField, FieldKind, OwnClause, Position},
    raw_deal::{RawDeal, RawOwnClause},
    set::ClauseSet,
};
use crate::{
    diag::{Code, Diagnostic, Sink, list},
    jurisdiction::country,
    load::wrong_id,
    safeguard::{Field, FieldValue, Row, cell},
    source::{Path, Place, SourceId, Sources},
    text::compare::same,
};

/// What is known of an agreement. Empty for a blank.
#[derive(Debug, Default)]
pub struct Deal {
    /// The role pair.
    pub(super) module: String,
    /// Only what was given.
    pub(super) values: BTreeMap<Field, FieldValue>,
    /// Blocks and layers that are on.
    pub(super) blocks: BTreeSet<String>,
    pub(super) own: Vec<OwnClause>,
    /// Fields that a final agreement needs and that were not given.
    pub(super) open: Vec<Field>,
    /// Where it was read from.
    pub(super) source: Option<SourceId>,
}

/// How much a deal must say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Everything that is required.
    Final,
    /// Whatever is known; the rest is listed.
    Draft,
}

/// What a blank agreement knows: which blocks stand in it.
#[must_use]
pub fn blank(set: &ClauseSet, module: &str, with: &[String]) -> Deal {
    let blocks = blocks(set, module, &BTreeMap::new(), with);
    Deal { module: module.to_owned(), blocks, ..Deal::default() }
}

/// Reads a deal. `None` when anything in it is wrong, or missing where a final agreement is wanted.
pub fn deal(
    raw: RawDeal,
    set: &ClauseSet,
    with: &[String],
    wanted: Wanted,
    source: SourceId,
    sources: &Sources,
    sink: &mut Sink,
) -> Option<Deal> {
    let before = sink.errors();
    let module = raw.module.clone();
    let layers: Vec<String> = raw.with.iter().chain(with).cloned().collect();
    let mut check = Check { set, module: &module, raw: &raw, source, sources, sink };
    check.module();
    let mut values = BTreeMap::new();
    let mut open = Vec::new();
    for field in &set.fields {
        match check.field(field, wanted) {
            Found::Value(value) => drop(values.insert(field.field, value)),
            Found::Open => open.push(field.field),
            Found::Nothing => {}
        }
    }
    check.fields_of_no_clause();
    check.blocks();
    check.own(&raw.supplementary_clauses);
    check.recipients();
    let blocks = blocks(set, &module, &raw.blocks, &layers);
    let own = raw.supplementary_clauses.into_iter().map(own_clause).collect();
    (sink.errors() == before).then_some(Deal { module, values, blocks, own, open, source: Some(source) })
}

impl Deal {
    /// The text of a field; `None` where it is not given, or is no text.
    #[must_use]
    pub fn text(&self, field: Field) -> Option<&str> {
        self.values.get(&field)?.text()
    }

    pub(super) fn list(&self, field: Field) -> &[String] {
        self.values.get(&field).map_or(&[], FieldValue::list)
    }

    /// The number of a field; `None` where it is not given, or is no number.
    #[must_use]
    pub fn number(&self, field: Field) -> Option<u32> {
        self.values.get(&field)?.number()
    }

    /// The role pair that it is for.
    #[must_use]
    pub fn module(&self) -> &str {
        &self.module
    }

    /// The day of the agreement.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        if let Some(FieldValue::Day(day)) = self.values.get(&Field::Date) { Some(*day) } else { None }
    }

    /// Where it was read from; `None` for a blank.
    #[must_use]
    pub fn source(&self) -> Option<SourceId> {
        self.source
    }

    /// Switches optional blocks on.
    pub fn switch_on<'a>(&mut self, blocks: impl Iterator<Item = &'a str>) {
        self.blocks.extend(blocks.map(str::to_owned));
    }

    /// Switches every optional block and layer off.
    pub fn switch_off_all(&mut self) {
        self.blocks.clear();
    }
}

fn own_clause(raw: RawOwnClause) -> OwnClause {
    OwnClause { id: raw.id, title: raw.title, text: raw.text, after: raw.after }
}

/// `transfer.subjects` as steps.
pub(super) fn steps(path: &str) -> Path {
    path.split('.').fold(Path::root(), |path, key| path.key(key))
}

fn blocks(set: &ClauseSet, module: &str, chosen: &BTreeMap<String, bool>, with: &[String]) -> BTreeSet<String> {
    set.blocks
        .iter()
        .filter(|block| block.is_used_by(module))
        .filter(|block| match chosen.get(&block.id) {
            Some(on) => *on,
            None => {
                if block.layer {
                    with.contains(&block.id)
                } else {
                    block.default
                }
            }
        })
        .map(|block| block.id.clone())
        .collect()
}

enum Found {
    Value(FieldValue),
    /// Required, not given, and only a draft is wanted.
    Open,
    Nothing,
}

struct Check<'a> {
    set: &'a ClauseSet,
    module: &'a str,
    raw: &'a RawDeal,
    source: SourceId,
    sources: &'a Sources,
    sink: &'a mut Sink,
}

impl Check<'_> {
    fn module(&mut self) {
        if self.set.module(self.module).is_none() {
            let known: Vec<&str> = self.set.modules().collect();
            let diagnostic = Diagnostic::unknown(Code::BadValue, "module", self.module, known);
            self.complain(&steps("module"), diagnostic);
        }
    }

    fn field(&mut self, field: &DealField, wanted: Wanted) -> Found {
        let name = field.field;
        let given = self.raw.get(name).filter(|value| !value.is_empty());
        let used = field.is_used_by(self.module);
        let applies = self.applies(field);
        let Some(value) = given else {
            if !used || !applies || !field.required && field.when.is_none() {
                return Found::Nothing;
            }
            if wanted == Wanted::Final {
                self.unset(field);
            }
            return Found::Open;
        };
        if !used {
            let diagnostic = Diagnostic::new(Code::UnusedValue, format!("`{name}` is not used between these roles"))
                .help(format!("delete it, or choose another module than `{}`", self.module));
            self.at_key(name, diagnostic);
            return Found::Nothing;
        }
        if let Some(when) = field.when.as_ref().filter(|_| !applies) {
            let words = list(when.is.iter().map(String::as_str));
            let message = format!("`{name}` is only used when `{}` is {words}", when.field);
            self.at_key(name, Diagnostic::new(Code::UnusedValue, message).help("delete it, or change the choice"));
            return Found::Nothing;
        }
        self.kind(field, &value);
        Found::Value(value)
    }

    /// Fields that a clause set of somebody else's has no use for.
    fn fields_of_no_clause(&mut self) {
        for field in Field::ALL.iter().filter(|field| self.set.field(**field).is_none()) {
            if self.raw.get(*field).is_some_and(|value| !value.is_empty()) {
                let message = format!("no clause of the set uses `{field}`");
                self.at_key(*field, Diagnostic::new(Code::UnusedValue, message).help("delete it"));
            }
        }
    }

    /// Whether the choice on which a field depends is made.
    fn applies(&self, field: &DealField) -> bool {
        field.when.as_ref().is_none_or(|when| {
            let chosen = match self.raw.get(when.field) {
                Some(FieldValue::Text(text)) => Some(text),
                Some(FieldValue::YesNo(yes)) => Some(yes.to_string()),
                Some(FieldValue::List(items)) => Some(some_or_none(items.is_empty())),
                Some(FieldValue::Rows(rows)) => Some(some_or_none(rows.is_empty())),
                Some(FieldValue::Day(_) | FieldValue::Number(_)) | None => None,
            };
            chosen.is_some_and(|chosen| when.is.contains(&chosen))
        })
    }

    fn unset(&mut self, field: &DealField) {
        let path = field.field.path();
        // What is there but could not be read has been complained about already.
        if self.sink.has_errors() && self.sources.has(self.source, &steps(path)) {
            return;
        }
        let mut diagnostic = Diagnostic::new(Code::UnsetValue, format!("`{path}` is not set: {}", field.label));
        if !field.example.is_empty() {
            let key = path.rsplit('.').next().unwrap_or(path);
            diagnostic = diagnostic.help(format!("such as `{key}: {}`", field.example.trim().replace('\n', " ")));
        }
        let place = self.sources.key(self.source, &steps(path));
        // Where nothing of it stands, its nearest ancestor is shown, and only the beginning of that.
        let start = place.start;
        self.sink.push(diagnostic.help("or render with `--draft`").at(Place::new(self.source, start..start)));
    }

    fn kind(&mut self, field: &DealField, value: &FieldValue) {
        let name = field.field;
        match (field.kind, value) {
            (FieldKind::Choice, FieldValue::Text(chosen)) => {
                let known = || field.choices.iter().map(|choice| choice.id.as_str());
                if !known().any(|choice| choice == chosen) {
                    let message = format!("`{chosen}` is not one of the choices of `{name}`");
                    let diagnostic = Diagnostic::new(Code::BadValue, message).choices("allowed:", chosen, known());
                    self.at_value(name, diagnostic);
                }
            }
            (FieldKind::Country, FieldValue::Text(code)) => self.country(code, &steps(name.path())),
            (FieldKind::Countries, FieldValue::List(items)) => {
                for (at, code) in items.iter().enumerate() {
                    self.country(code, &steps(name.path()).index(at));
                }
            }
            (FieldKind::Email, FieldValue::Text(address))
                if !address.contains('@') || address.contains(char::is_whitespace) =>
            {
                self.at_value(name, Diagnostic::new(Code::BadValue, format!("`{address}` is not an e-mail address")));
            }
            (FieldKind::Days, FieldValue::Number(number)) => self.range(name, *number, 3_650),
            (FieldKind::Hours, FieldValue::Number(number)) => self.range(name, *number, 8_760),
            (FieldKind::Table, FieldValue::Rows(rows)) => self.table(field, rows),
            // The kind fits what the field holds: nothing else can be wrong with it.
            _ => debug_assert_eq!(value.shape(), shape(name)),
        }
    }

    fn range(&mut self, field: Field, number: u32, most: u32) {
        if !(1..=most).contains(&number) {
            let message = format!("{number} is out of range; a number from 1 to {most} was expected");
            self.at_value(field, Diagnostic::new(Code::BadNumber, message));
        }
    }

    fn table(&mut self, field: &DealField, rows: &[Row]) {
        for (at, row) in rows.iter().enumerate() {
            let path = steps(field.field.path()).index(at);
            for column in &field.columns {
                let id = column.column.id();
                match cell(row, column.column) {
                    Some(code) if column.kind == FieldKind::Country => self.country(code, &path.key(id)),
                    Some(text) if !text.trim().is_empty() => {}
                    _ if column.required => {
                        let message = format!("`{id}` of this entry is not set: {}", column.label);
                        self.sink.push(
                            Diagnostic::new(Code::UnsetValue, message).at(self.sources.value(self.source, &path)),
                        );
                    }
                    _ => {}
                }
            }
        }
    }

    fn country(&mut self, code: &str, path: &Path) {
        if country::name(code).is_none() {
            let diagnostic = Diagnostic::new(Code::UnknownCountry, format!("`{code}` is not a country code"))
                .help("write the code of two capital letters, such as `SG`")
                .suggest(country::suggest(code));
            self.sink.push(diagnostic.at(self.sources.value(self.source, path)));
        }
    }

    fn blocks(&mut self) {
        let raw = self.raw;
        for id in raw.blocks.keys() {
            self.known_block(id, &Path::root().key("blocks").key(id), false);
        }
        for (at, id) in raw.with.iter().enumerate() {
            self.known_block(id, &Path::root().key("with").index(at), true);
        }
    }

    fn known_block(&mut self, id: &str, path: &Path, layer: bool) {
        let known: Vec<&str> =
            if layer { self.set.layers().collect() } else { self.set.optional(self.module).collect() };
        if known.contains(&id) {
            return;
        }
        let kind = if layer { "layer" } else { "optional block" };
        let diagnostic = if self.set.block(id).is_some_and(|block| !block.layer && !layer) {
            Diagnostic::new(Code::ImpossibleChoice, format!("the block `{id}` is not for the module `{}`", self.module))
        } else {
            Diagnostic::unknown(Code::BadValue, kind, id, known.iter().copied())
        };
        self.sink.push(diagnostic.at(self.sources.key(self.source, path)));
    }

    /// Clauses of the parties' own: told apart, and standing after one that is there.
    fn own(&mut self, own: &[RawOwnClause]) {
        let clauses: Vec<&str> = self.set.clauses.iter().map(|clause| clause.id.as_str()).collect();
        for (at, clause) in own.iter().enumerate() {
            let path = Path::root().key("supplementary_clauses").index(at);
            let kebab = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            if clause.id.is_empty() || !clause.id.bytes().all(kebab) {
                let message = format!("`{}` is not an id: small letters, digits and hyphens were expected", clause.id);
                self.complain(&path.key("id"), Diagnostic::new(Code::BadValue, message));
            }
            if let Some(told) = wrong_id(&clause.id) {
                self.complain(&path.key("id"), told);
            }
            if clauses.contains(&clause.id.as_str()) || own[..at].iter().any(|other| other.id == clause.id) {
                self.complain(
                    &path.key("id"),
                    Diagnostic::new(Code::DuplicateId, format!("`{}` is the id of another clause", clause.id)),
                );
            }
            for (key, text) in [("title", &clause.title), ("text", &clause.text), ("reason", &clause.reason)] {
                if text.trim().is_empty() {
                    self.complain(&path.key(key), Diagnostic::new(Code::EmptyText, format!("`{key}` is empty")));
                }
            }
            let earlier = own[..at].iter().any(|other| other.id == clause.after);
            let there = self.set.clauses.iter().any(|other| {
                other.id == clause.after && other.position == Position::Body && other.is_used_by(self.module)
            });
            if !earlier && !there {
                let diagnostic =
                    Diagnostic::new(Code::UnknownId, format!("there is no clause `{}` to stand after", clause.after))
                        .meant(&clause.after, clauses.iter().copied())
                        .help(format!("`dmf mcc list --module {}` lists the clauses", self.module));
                self.complain(&path.key("after"), diagnostic);
            }
        }
    }

    /// Recipients cannot be named where none are allowed.
    fn recipients(&mut self) {
        let pairs = [
            (Field::OptionsSubProcessing, Field::SubProcessors, "sub-processors are"),
            (Field::OptionsOnwardTransfer, Field::TransferOnward, "onward recipients are"),
        ];
        for (choice, list, words) in pairs {
            let none = self.raw.get(choice).is_some_and(|chosen| chosen.text() == Some("none"));
            if none && self.raw.get(list).is_some_and(|value| !value.is_empty()) {
                let message = format!("{words} named, but `{choice}` allows none");
                let chosen = self.sources.value(self.source, &steps(choice.path()));
                self.at_key(list, Diagnostic::new(Code::ImpossibleChoice, message).related(chosen, "chosen here"));
            }
        }
        let options = &self.raw.options;
        if let Some(prevails) = &options.prevailing_language
            && !options.languages.iter().any(|language| same(language, prevails))
        {
            let message = format!("`{prevails}` prevails, but is none of the languages of the agreement");
            self.at_value(Field::OptionsPrevailingLanguage, Diagnostic::new(Code::ImpossibleChoice, message));
        }
        if let (Some(start), Some(end)) = (self.raw.transfer.start, self.raw.transfer.end)
            && end < start
        {
            let message = format!("the transfer ends on {end}, before it starts on {start}");
            self.at_value(Field::TransferEnd, Diagnostic::new(Code::ImpossibleChoice, message));
        }
    }

    fn complain(&mut self, path: &Path, diagnostic: Diagnostic) {
        self.sink.push(diagnostic.at(self.sources.value(self.source, path)));
    }

    fn at_value(&mut self, field: Field, diagnostic: Diagnostic) {
        self.complain(&steps(field.path()), diagnostic);
    }

    fn at_key(&mut self, field: Field, diagnostic: Diagnostic) {
        self.sink.push(diagnostic.at(self.sources.key(self.source, &steps(field.path()))));
    }
}

/// How a choice that depends on a list says whether it has entries.
fn some_or_none(empty: bool) -> String {
    if empty { "none" } else { "some" }.to_owned()
}
