//! Clauses and a deal → a document.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    deal::Deal,
    markup::{self, Parsed},
    raw::{RawClause, RawField, RawKind, RawPlace, RawTopic},
    raw_deal::RawOwnClause,
    set::ClauseSet,
    values::Values,
};
use crate::{
    diag::{Code, Diagnostic, Sink},
    document::{
        number::{Dangling, number},
        numbered::Numbered,
        tree::{Block, Clause, Document, Inline, Look, Meta, Signatory},
    },
    jurisdiction::country,
    source::{Place, SourceId, Sources},
    template::Filler,
};

/// What an agreement is put together from.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The role pair, one of the set's.
    pub module: &'a str,
    /// Marked on every page, such as `Draft`.
    pub mark: Option<&'a str>,
    /// The day for the document's properties, `YYYY-MM-DD`.
    pub date: Option<&'a str>,
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
    document.body.push(colophon(set, request.module));
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
    set.templates.values().find_map(|template| {
        let at = sources.get(*template).text.find(&needle)?;
        Some(Place::new(*template, at..at + needle.len()))
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
            let source = set.templates[&clause.id];
            let text = filler.fill(source, self.sources, self.sink)?;
            let parsed = self.parse(clause, source, &text)?;
            match clause.place {
                RawPlace::Front => body.extend(parsed.body),
                RawPlace::Body => {
                    body.push(Block::Clause(Clause {
                        id: clause.id.clone(),
                        title: parsed.title,
                        text: Vec::new(),
                        body: parsed.body,
                    }));
                    self.own_after(&clause.id, &mut body);
                }
                RawPlace::Schedule => {
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
        Some(Document { meta: self.meta(), body })
    }

    /// Whether a clause stands in this agreement.
    fn stands(&self, clause: &RawClause) -> bool {
        clause.modules.iter().any(|module| module == self.request.module)
            && (clause.block.is_empty() || self.deal.blocks.contains(&clause.block))
    }

    fn parse(&mut self, clause: &RawClause, source: SourceId, text: &str) -> Option<Parsed> {
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
                self.sink.push(diagnostic.at(Place::new(source, 0..0)));
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
        let party = |side: &str, role: &str| {
            let line = |path: &str| match self.deal.text(path) {
                Some(text) => vec![Inline::Text(text.to_owned())],
                None => Vec::new(),
            };
            let mut caption = vec![Inline::Text("Signed for and on behalf of ".to_owned())];
            caption.push(match self.deal.text(&format!("{side}.name")) {
                Some(name) => Inline::Strong(vec![Inline::Text(name.to_owned())]),
                None => Inline::Placeholder(format!("name of the {role}")),
            });
            caption.push(Inline::Text(format!(" as {role}")));
            Signatory {
                caption,
                lines: vec![
                    ("Signature".to_owned(), Vec::new()),
                    ("Name".to_owned(), line(&format!("{side}.signatory.name"))),
                    ("Title".to_owned(), line(&format!("{side}.signatory.title"))),
                    ("Date".to_owned(), Vec::new()),
                ],
            }
        };
        Block::Signatures(vec![party("exporter", "Exporter"), party("importer", "Importer")])
    }

    fn meta(&self) -> Meta {
        let module = self.set.module(self.request.module);
        let title = self.deal.text("title").unwrap_or("Agreement on the Cross-Border Transfer of Personal Data");
        let names = (self.deal.text("exporter.name"), self.deal.text("importer.name"));
        let subtitle = match (names, module) {
            ((Some(exporter), Some(importer)), _) => Some(format!("{exporter} and {importer}")),
            (_, Some(module)) => Some(module.title.clone()),
            _ => None,
        };
        Meta {
            title: title.to_owned(),
            subtitle,
            mark: self.request.mark.map(str::to_owned),
            subject: module
                .map(|module| format!("{}, on the obligations of the ASEAN Model Contractual Clauses", module.title)),
            language: String::new(),
            date: self.request.date.map(str::to_owned),
            look: Look::Agreement,
        }
    }

    /// What templates are filled with: tokens for text, plain words for choices.
    fn context(&mut self) -> Value {
        let mut context = Map::new();
        let mut given = Map::new();
        let set = self.set;
        for field in &set.fields {
            let value = self.deal.values.get(&field.path);
            given.insert(field.path.replace('.', "_"), value.is_some().into());
            let value = self.value(field, value);
            put(&mut context, &field.path, value);
        }
        let blocks: Map<String, Value> = set
            .blocks
            .iter()
            .map(|block| (block.id.replace('-', "_"), self.deal.blocks.contains(&block.id).into()))
            .collect();
        context.insert("module".to_owned(), self.request.module.into());
        context.insert("set".to_owned(), given.into());
        context.insert("blocks".to_owned(), blocks.into());
        let (scc, cbpr) = (self.topics(&set.scc.topics), self.topics(&set.cbpr.topics));
        context.insert("topics_eu_scc".to_owned(), scc);
        context.insert("topics_cbpr".to_owned(), cbpr);
        Value::Object(context)
    }

    fn value(&mut self, field: &RawField, value: Option<&Value>) -> Value {
        let label = field.label.as_str();
        match (field.kind, value) {
            (RawKind::Choice | RawKind::Bool, Some(value)) => value.clone(),
            (RawKind::Choice | RawKind::Bool, None) => "open".into(),
            (RawKind::List | RawKind::Countries, value) => {
                let items: Vec<&str> =
                    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
                if items.is_empty() {
                    return json!([self.values.gap(label)]);
                }
                items.into_iter().map(|item| Value::from(self.words(field.kind, item))).collect()
            }
            (RawKind::Table, value) => {
                let rows = value.and_then(Value::as_array).cloned().unwrap_or_default();
                let rows = if rows.is_empty() { vec![json!({})] } else { rows };
                rows.iter().map(|row| self.row(field, row)).collect()
            }
            (kind, Some(Value::String(text))) => self.words(kind, text).into(),
            (_, Some(Value::Number(number))) => self.values.text(&number.to_string()).into(),
            _ => self.values.gap(label).into(),
        }
    }

    fn row(&mut self, field: &RawField, row: &Value) -> Value {
        let cells: Map<String, Value> = field
            .columns
            .iter()
            .map(|column| {
                let token = match row.get(&column.id).and_then(Value::as_str).filter(|text| !text.trim().is_empty()) {
                    Some(text) => self.words(column.kind.unwrap_or(RawKind::Text), text),
                    None if column.required || row.as_object().is_none_or(Map::is_empty) => {
                        self.values.gap(&column.label)
                    }
                    None => self.values.text("–"),
                };
                (column.id.clone(), token.into())
            })
            .collect();
        Value::Object(cells)
    }

    /// A token for text; countries by their names, days in words.
    fn words(&mut self, kind: RawKind, text: &str) -> String {
        match kind {
            RawKind::Country | RawKind::Countries => {
                let name = country::name(text).unwrap_or(text);
                self.values.text(name)
            }
            RawKind::Date => {
                let day = text.parse::<jiff::civil::Date>().map(|day| day.strftime("%-d %B %Y").to_string());
                self.values.text(&day.unwrap_or_else(|_| text.to_owned()))
            }
            _ => self.values.text(text),
        }
    }

    fn topics(&mut self, topics: &[RawTopic]) -> Value {
        let c2p = self.request.module == "c2p";
        topics
            .iter()
            .map(|topic| {
                let (mcc, scc) = if c2p { (&topic.c2p, &topic.scc_c2p) } else { (&topic.c2c, &topic.scc_c2c) };
                let none = |text: String| if text.trim().is_empty() { "–".to_owned() } else { text };
                let mut word = |text: String| self.values.text(&none(text));
                json!({
                    "topic": word(topic.topic.clone()),
                    "mcc": word(mcc.join(", ")),
                    "scc": word(scc.clone()),
                    "questions": word(topic.questions.join(", ")),
                    "gap": word(topic.gap.clone()),
                    "covered_by": word(topic.covered_by.clone()),
                })
            })
            .collect()
    }
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
fn own_clause(own: &RawOwnClause) -> Clause {
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
    let labels: BTreeMap<&str, &str> =
        set.fields.iter().map(|field| (field.path.as_str(), field.label.as_str())).collect();
    let items = deal
        .open
        .iter()
        .map(|path| {
            let label = labels.get(path.as_str()).copied().unwrap_or_default();
            vec![Inline::Text(format!("{path}: {label}"))]
        })
        .collect();
    Block::Note {
        title: Some("Open points of this draft".to_owned()),
        body: vec![Block::List { style: crate::document::tree::ListStyle::Decimal, items }],
    }
}

/// What the document is, and what it is not.
fn colophon(set: &ClauseSet, module: &str) -> Block {
    let module = set.module(module).map_or_else(String::new, |module| {
        format!(
            " Role pair: {}; the ASEAN Model Contractual Clauses call it {}, the EU standard contractual clauses {}.",
            module.title.to_lowercase(),
            module.mcc_module,
            module.scc_module
        )
    });
    let text =
        format!("{} Clause set {} {}.{module}", set.pack.statement.replace('\n', " "), set.pack.id, set.pack.version);
    Block::Note {
        title: Some("Drafting note, not part of the agreement".to_owned()),
        body: vec![Block::Paragraph(vec![Inline::Text(text)])],
    }
}
