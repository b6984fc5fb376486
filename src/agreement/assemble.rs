//! Clauses and a deal → a document.

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::{
    deal::Deal,
    markup::{self, Parsed},
    model::{DealField, FieldKind, OwnClause, Position, SetClause, Topic},
    set::ClauseSet,
    values::Values,
};
use crate::{
    diag::{Code, Diagnostic, Sink},
    document::{
        captions::{Caption, CaptionPart},
        number::{Dangling, number},
        numbered::Numbered,
        tree::{Block, Clause, Document, Inline, Look, Meta, Signatory},
    },
    jurisdiction::country,
    safeguard::{Field, FieldValue, Row, cell},
    source::{Place, Sources},
    template::Filler,
};

/// What an agreement is put together from.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The role pair, one of the set's.
    pub module: &'a str,
    /// Marked on every page, such as `Draft`.
    pub mark: Option<&'a str>,
    /// The day for the document's properties.
    pub date: Option<Date>,
}

/// Puts the agreement together. `None`, with the reasons in the sink, when a clause does not render.
pub fn assemble(
    set: &ClauseSet,
    deal: &Deal,
    request: Request<'_>,
    sources: &Sources,
    sink: &mut Sink,
) -> Option<Numbered> {
    let before = sink.errors();
    let mut maker = Maker { set, deal, request, values: Values::default(), sources, sink };
    let mut document = maker.document()?;
    if !deal.open.is_empty() {
        document.body.push(open_points(set, deal));
    }
    // What is signed carries the words of the parties alone.
    if request.mark.is_some() {
        document.body.push(colophon(set, request.module));
    }
    match number(&document) {
        Ok(numbered) => (sink.errors() == before).then_some(numbered),
        Err(dangling) => {
            for each in dangling {
                let diagnostic = Diagnostic::new(Code::DanglingReference, each.to_string());
                sink.push(match place(&each, set, sources) {
                    Some(place) => diagnostic.at(place),
                    None => diagnostic,
                });
            }
            None
        }
    }
}

/// The place in a template where a reference to nothing stands.
fn place(dangling: &Dangling, set: &ClauseSet, sources: &Sources) -> Option<Place> {
    let (Dangling::Unknown { id, .. } | Dangling::Repeated { id } | Dangling::TooDeep { id, .. }) = dangling;
    let needle = format!("@{id}");
    set.clauses.iter().find_map(|clause| {
        let at = sources.get(clause.template).text.find(&needle)?;
        Some(Place::new(clause.template, at..at + needle.len()))
    })
}

struct Maker<'a> {
    set: &'a ClauseSet,
    deal: &'a Deal,
    request: Request<'a>,
    values: Values,
    sources: &'a Sources,
    sink: &'a mut Sink,
}

impl Maker<'_> {
    fn document(&mut self) -> Option<Document> {
        let context = self.context();
        let mut filler = Filler::new(&context).expect("the context is a map");
        let mut body = vec![Block::Contents, Block::PageBreak];
        let mut signed = false;
        let set = self.set;
        for clause in &set.clauses {
            if !self.stands(clause) {
                continue;
            }
            let text = filler.fill(clause.template, self.sources, self.sink)?;
            let parsed = self.parse(clause, &text)?;
            match clause.position {
                Position::Front => body.extend(parsed.body),
                Position::Body => {
                    body.push(Block::Clause(Clause {
                        id: clause.id.clone(),
                        title: parsed.title,
                        text: Vec::new(),
                        body: parsed.body,
                    }));
                    self.own_after(&clause.id, &mut body);
                }
                Position::Schedule => {
                    if !signed {
                        body.push(self.signatures());
                        signed = true;
                    }
                    body.push(Block::Schedule { id: clause.id.clone(), title: parsed.title, body: parsed.body });
                }
            }
        }
        if !signed {
            body.push(self.signatures());
        }
        Some(Document { meta: self.meta(), captions: self.set.captions.clone(), body })
    }

    /// Whether a clause stands in this agreement.
    fn stands(&self, clause: &SetClause) -> bool {
        clause.is_used_by(self.request.module)
            && clause.block.as_ref().is_none_or(|block| self.deal.blocks.contains(block))
    }

    fn parse(&mut self, clause: &SetClause, text: &str) -> Option<Parsed> {
        match markup::parse(text, &self.values) {
            Ok(mut parsed) => {
                if parsed.title.is_empty() {
                    parsed.title = vec![Inline::Text(clause.title.clone())];
                }
                Some(parsed)
            }
            Err((line, message)) => {
                let shown = text.lines().nth(line - 1).unwrap_or_default().trim();
                let diagnostic =
                    Diagnostic::new(Code::BadTemplate, format!("line {line} of the filled text: {message}"))
                        .help(format!("the line is `{}`", self.values.plain(shown)));
                self.sink.push(diagnostic.at(Place::new(clause.template, 0..0)));
                None
            }
        }
    }

    /// The parties' own clauses that stand after `id`, and those that stand after them.
    fn own_after(&self, id: &str, body: &mut Vec<Block>) {
        for own in self.deal.own.iter().filter(|own| own.after == id) {
            body.push(Block::Clause(own_clause(own)));
            self.own_after(&own.id, body);
        }
    }

    fn signatures(&self) -> Block {
        let captions = &self.set.captions.signing;
        let party = |role: &str, name: Field, signatory: Field, title: Field| {
            let line = |field: Field| match self.deal.text(field) {
                Some(text) => vec![Inline::Text(text.to_owned())],
                None => Vec::new(),
            };
            let name = match self.deal.text(name) {
                Some(name) => Inline::Strong(vec![Inline::Text(name.to_owned())]),
                None => Inline::Placeholder(captions.unnamed.fill(&[("role", role)])),
            };
            Signatory {
                caption: caption(&captions.caption, name, role),
                lines: vec![
                    (captions.signature.clone(), Vec::new()),
                    (captions.name.clone(), line(signatory)),
                    (captions.title.clone(), line(title)),
                    (captions.date.clone(), Vec::new()),
                ],
            }
        };
        Block::Signatures(vec![
            party(&captions.exporter, Field::ExporterName, Field::ExporterSignatoryName, Field::ExporterSignatoryTitle),
            party(&captions.importer, Field::ImporterName, Field::ImporterSignatoryName, Field::ImporterSignatoryTitle),
        ])
    }

    fn meta(&self) -> Meta {
        let module = self.set.module(self.request.module);
        let captions = &self.set.captions.agreement;
        let title = self.deal.text(Field::Title).unwrap_or(&captions.title);
        let names = (self.deal.text(Field::ExporterName), self.deal.text(Field::ImporterName));
        let subtitle = match (names, module) {
            ((Some(exporter), Some(importer)), _) => {
                Some(captions.parties.fill(&[("exporter", exporter), ("importer", importer)]))
            }
            (_, Some(module)) => Some(module.title.clone()),
            _ => None,
        };
        Meta {
            title: title.to_owned(),
            subtitle,
            mark: self.request.mark.map(str::to_owned),
            subject: module.map(|module| captions.subject.fill(&[("module", &module.title)])),
            language: String::new(),
            date: self.request.date.map(|day| day.to_string()),
            look: Look::Agreement,
        }
    }

    /// What templates are filled with: tokens for text, plain words for choices.
    fn context(&mut self) -> Value {
        let mut context = Map::new();
        let mut given = Map::new();
        let set = self.set;
        for field in &set.fields {
            let (path, value) = (field.field.path(), self.deal.values.get(&field.field));
            given.insert(path.replace('.', "_"), value.is_some().into());
            let value = self.value(field, value);
            put(&mut context, path, value);
        }
        let blocks: Map<String, Value> = set
            .blocks
            .iter()
            .map(|block| (block.id.replace('-', "_"), self.deal.blocks.contains(&block.id).into()))
            .collect();
        context.insert("module".to_owned(), self.request.module.into());
        context.insert("set".to_owned(), given.into());
        context.insert("blocks".to_owned(), blocks.into());
        let (scc, cbpr) = (self.topics(&set.scc), self.topics(&set.cbpr));
        context.insert("topics_eu_scc".to_owned(), scc);
        context.insert("topics_cbpr".to_owned(), cbpr);
        Value::Object(context)
    }

    fn value(&mut self, field: &DealField, value: Option<&FieldValue>) -> Value {
        let Some(value) = value else {
            return match field.kind {
                FieldKind::Choice | FieldKind::Bool => "open".into(),
                FieldKind::List | FieldKind::Countries => json!([self.values.gap(&field.label)]),
                FieldKind::Table => json!([self.row(field, &Row::new())]),
                FieldKind::Text
                | FieldKind::Paragraph
                | FieldKind::Country
                | FieldKind::Date
                | FieldKind::Days
                | FieldKind::Hours
                | FieldKind::Email => self.values.gap(&field.label).into(),
            };
        };
        match value {
            FieldValue::Text(choice) if field.kind == FieldKind::Choice => choice.as_str().into(),
            FieldValue::Text(text) => self.words(field.kind, text).into(),
            FieldValue::Day(day) => self.values.text(&self.set.captions.day.write(*day)).into(),
            FieldValue::Number(number) => self.values.text(&number.to_string()).into(),
            FieldValue::YesNo(yes) => (*yes).into(),
            FieldValue::List(items) => items.iter().map(|item| Value::from(self.words(field.kind, item))).collect(),
            FieldValue::Rows(rows) => rows.iter().map(|row| self.row(field, row)).collect(),
        }
    }

    fn row(&mut self, field: &DealField, row: &Row) -> Value {
        let cells: Map<String, Value> = field
            .columns
            .iter()
            .map(|column| {
                let token = match cell(row, column.column).filter(|text| !text.trim().is_empty()) {
                    Some(text) => self.words(column.kind, text),
                    None if column.required || row.is_empty() => self.values.gap(&column.label),
                    None => self.values.text("–"),
                };
                (column.column.id().to_owned(), token.into())
            })
            .collect();
        Value::Object(cells)
    }

    /// A token for text; countries by their names.
    fn words(&mut self, kind: FieldKind, text: &str) -> String {
        match kind {
            FieldKind::Country | FieldKind::Countries => {
                let name = country::name(text).unwrap_or(text);
                self.values.text(name)
            }
            _ => self.values.text(text),
        }
    }

    /// References to where the obligations stand in this agreement, each once.
    fn clauses(&self, obligations: &[String]) -> String {
        let mut found: Vec<String> = Vec::new();
        for clause in self.set.clauses.iter().filter(|clause| self.stands(clause)) {
            for carries in &clause.carries {
                let at = &carries.at;
                let words =
                    if clause.position == Position::Schedule { format!("Schedule @{at}") } else { format!("@{at}") };
                // What is said to carry and does not stand is told where the set is checked.
                let text = &self.sources.get(clause.template).text;
                let stands = text.contains(&format!("{{#{at}}}"));
                if stands && obligations.contains(&self.set[carries.obligation].id) && !found.contains(&words) {
                    found.push(words);
                }
            }
        }
        found.join(", ")
    }

    fn topics(&mut self, topics: &[Topic]) -> Value {
        topics
            .iter()
            .map(|topic| {
                let covered = topic.between(self.request.module);
                let clauses = self.clauses(&covered.obligations);
                let none = |text: String| if text.trim().is_empty() { "–".to_owned() } else { text };
                let mut word = |text: String| self.values.text(&none(text));
                json!({
                    "topic": word(topic.title.clone()),
                    "mcc": if clauses.is_empty() { word(clauses) } else { clauses },
                    "scc": word(covered.scc.clone()),
                    "questions": word(topic.questions.join(", ")),
                    "gap": word(topic.gap.clone()),
                    "covered_by": word(topic.covered_by.clone()),
                })
            })
            .collect()
    }
}

/// Who signs for whom, with the name as it stands out.
fn caption(pattern: &Caption, name: Inline, role: &str) -> Vec<Inline> {
    let (mut caption, mut name) = (Vec::new(), Some(name));
    for part in pattern.parts() {
        let text = match part {
            CaptionPart::Text(text) => text.as_str(),
            CaptionPart::Gap(gap) if gap == "name" => {
                caption.extend(name.take());
                continue;
            }
            CaptionPart::Gap(_) => role,
        };
        match caption.last_mut() {
            Some(Inline::Text(before)) => before.push_str(text),
            _ => caption.push(Inline::Text(text.to_owned())),
        }
    }
    caption
}

/// `transfer.subjects` into a map of maps.
fn put(context: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => drop(context.insert(path.to_owned(), value)),
        Some((key, rest)) => {
            let inner = context.entry(key.to_owned()).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

/// As typed: paragraphs become sub-clauses, lines stay lines.
fn own_clause(own: &OwnClause) -> Clause {
    let lines = |text: &str| {
        let mut runs = Vec::new();
        for (at, line) in text.trim().lines().enumerate() {
            if at > 0 {
                runs.push(Inline::Break);
            }
            runs.push(Inline::Text(line.to_owned()));
        }
        runs
    };
    let normal = own.text.replace("\r\n", "\n");
    let paragraphs: Vec<&str> = normal.split("\n\n").filter(|text| !text.trim().is_empty()).collect();
    let body = paragraphs.iter().map(|text| Block::Clause(Clause { text: lines(text), ..Clause::default() })).collect();
    Clause { id: own.id.clone(), title: vec![Inline::Text(own.title.clone())], text: Vec::new(), body }
}

/// What is still to be filled in, at the end of a draft.
fn open_points(set: &ClauseSet, deal: &Deal) -> Block {
    let items = deal
        .open
        .iter()
        .map(|field| {
            let label = set.field(*field).map_or("", |field| field.label.as_str());
            vec![Inline::Text(format!("{field}: {label}"))]
        })
        .collect();
    Block::Note {
        title: Some(set.captions.agreement.open_points.clone()),
        body: vec![Block::List { style: crate::document::tree::ListStyle::Decimal, items }],
    }
}

/// What the document is, and what it is not.
fn colophon(set: &ClauseSet, module: &str) -> Block {
    let text = vec![Inline::Text(statement(set, module))];
    Block::Note { title: Some(set.captions.agreement.drafting_note.clone()), body: vec![Block::Paragraph(text)] }
}

/// The statement of the clause set, with its version and what others call the role pair.
pub(super) fn statement(set: &ClauseSet, module: &str) -> String {
    let captions = &set.captions.agreement;
    let mut text = set.pack.statement.replace('\n', " ");
    let mut add = |sentence: &str| {
        text.push(' ');
        text.push_str(sentence);
    };
    add(&captions.clause_set.fill(&[("id", &set.pack.id), ("version", &set.pack.version)]));
    if let Some(module) = set.module(module) {
        let title = module.title.to_lowercase();
        add(&captions.role_pair.fill(&[("module", &title), ("mcc", &module.mcc_number), ("scc", &module.scc_number)]));
    }
    text
}
