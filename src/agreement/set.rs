//! A clause set that cannot be wrong: its clauses, what they carry, and what a deal may say.

use std::collections::{BTreeMap, HashSet};

use super::{
    fields::{columns, shape},
    model::{Choice, DealField, FieldKind, TableColumn, When},
    raw::{
        RawBlock, RawClass, RawClause, RawClauses, RawColumn, RawCorrespondence, RawField, RawFields, RawKind,
        RawModule, RawModules, RawObligation, RawObligations,
    },
};
use crate::{
    diag::{Code, Diagnostic, Sink, list},
    document::{captions::Captions, numbered::Numbered},
    framework::{PackInfo, file, pack_info},
    load::PackFile,
    safeguard::{Column, Field, Shape},
    source::{Path, SourceId, Sources},
};

/// The clauses of an agreement as data, for every role pair.
#[derive(Debug)]
pub struct ClauseSet {
    /// What the set is and what it is not.
    pub pack: PackInfo,
    pub(super) modules: Vec<RawModule>,
    pub(super) obligations: Vec<RawObligation>,
    pub(super) clauses: Vec<RawClause>,
    pub(super) blocks: Vec<RawBlock>,
    pub(super) fields: Vec<DealField>,
    pub(super) scc: RawCorrespondence,
    pub(super) cbpr: RawCorrespondence,
    /// Hours that are kept between the importer's notice of a breach and the shortest national time.
    pub(super) breach_margin_hours: u32,
    /// What its documents write of themselves.
    pub(super) captions: Captions,
    /// Where the clauses are listed.
    pub(super) clauses_source: SourceId,
    /// The template of each clause, by clause id.
    pub(super) templates: BTreeMap<String, SourceId>,
}

impl ClauseSet {
    /// The same set, whose documents speak of themselves in these words.
    #[must_use]
    pub fn with_captions(self, captions: Captions) -> Self {
        Self { captions, ..self }
    }

    /// The role pairs that there are clauses for.
    pub fn modules(&self) -> impl Iterator<Item = &str> {
        self.modules.iter().map(|module| module.id.as_str())
    }

    pub(super) fn module(&self, id: &str) -> Option<&RawModule> {
        self.modules.iter().find(|module| module.id == id)
    }

    pub(super) fn block(&self, id: &str) -> Option<&RawBlock> {
        self.blocks.iter().find(|block| block.id == id)
    }

    /// Fields that a role pair uses.
    pub(super) fn fields_of(&self, module: &str) -> impl Iterator<Item = &DealField> {
        self.fields.iter().filter(move |field| field.is_used_by(module))
    }

    pub(super) fn field(&self, field: Field) -> Option<&DealField> {
        self.fields.iter().find(|other| other.field == field)
    }

    /// Layers, such as `eu-scc`, by id.
    pub fn layers(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter(|block| block.layer).map(|block| block.id.as_str())
    }

    /// Optional blocks of a role pair that are not layers, by id.
    pub fn optional(&self, module: &str) -> impl Iterator<Item = &str> {
        self.blocks
            .iter()
            .filter(move |block| !block.layer && block.modules.iter().any(|other| other == module))
            .map(|block| block.id.as_str())
    }
}

/// Reads the files of a clause set and the templates of its clauses. `None` when anything in them is wrong.
pub fn clause_set(files: &[PackFile], templates: &[PackFile], sources: &Sources, sink: &mut Sink) -> Option<ClauseSet> {
    let before = sink.errors();
    let pack = pack_info(files, sources, sink);
    let modules = file::<RawModules>(files, "modules.toml", sources, sink);
    let obligations = file::<RawObligations>(files, "obligations.toml", sources, sink);
    let clauses = file::<RawClauses>(files, "clauses.toml", sources, sink);
    let fields = file::<RawFields>(files, "fields.toml", sources, sink);
    let scc = file::<RawCorrespondence>(files, "correspondence-eu-scc.toml", sources, sink);
    let cbpr = file::<RawCorrespondence>(files, "correspondence-cbpr.toml", sources, sink);
    let (_, modules) = modules?;
    let (obligations_source, obligations) = obligations?;
    let (clauses_source, clauses) = clauses?;
    let (fields_source, fields) = fields?;
    let mut by_id = BTreeMap::new();
    for clause in &clauses.clauses {
        let name = format!("{}.md", clause.id);
        if let Some(file) = templates.iter().find(|file| file.name == name) {
            by_id.insert(clause.id.clone(), file.source);
        }
    }
    let mut set = ClauseSet {
        pack: pack?,
        breach_margin_hours: modules.breach_margin_hours,
        modules: modules.modules,
        obligations: obligations.obligations,
        clauses: clauses.clauses,
        blocks: clauses.blocks,
        fields: Vec::new(),
        scc: scc?.1,
        cbpr: cbpr?.1,
        captions: Captions::default(),
        clauses_source,
        templates: by_id,
    };
    let mut check = Check { set: &set, sources, sink };
    check.clauses(clauses_source);
    check.obligations(obligations_source, clauses_source);
    let fields = check.fields(fields.fields, fields_source);
    set.fields = fields;
    (sink.errors() == before).then_some(set)
}

/// Complains about every clause that is said to carry an obligation in a place which `whole`, a document with every block
/// switched on, does not have.
pub fn check_carriers(set: &ClauseSet, module: &str, whole: &Numbered, sources: &Sources, sink: &mut Sink) {
    for (at, clause) in set.clauses.iter().enumerate() {
        for (nth, carries) in clause.carries.iter().enumerate() {
            let other = set.obligations.iter().any(|each| each.id == carries.obligation && each.module != module);
            if !other && whole.reference(&carries.at).is_none() {
                let path = Path::root().key("clauses").index(at).key("carries").index(nth).key("at");
                let message = format!("`{}` has no clause `{}` to carry {}", clause.id, carries.at, carries.obligation);
                let diagnostic = Diagnostic::new(Code::ObligationNotCarried, message);
                sink.push(diagnostic.at(sources.value(set.clauses_source, &path)));
            }
        }
    }
}

struct Check<'a> {
    set: &'a ClauseSet,
    sources: &'a Sources,
    sink: &'a mut Sink,
}

impl Check<'_> {
    fn clauses(&mut self, source: SourceId) {
        let mut seen = HashSet::new();
        for (at, clause) in self.set.clauses.iter().enumerate() {
            let path = Path::root().key("clauses").index(at);
            if !seen.insert(&clause.id) {
                self.complain(
                    source,
                    &path.key("id"),
                    Code::DuplicateId,
                    format!("`{}` stands here already", clause.id),
                );
            }
            if !self.set.templates.contains_key(&clause.id) {
                let message = format!("there is no text for `{0}`: `templates/mcc/{0}.md` is missing", clause.id);
                self.complain(source, &path.key("id"), Code::UnknownId, message);
            }
            if !clause.block.is_empty() && self.set.block(&clause.block).is_none() {
                let known: Vec<&str> = self.set.blocks.iter().map(|block| block.id.as_str()).collect();
                self.unknown(source, &path.key("block"), "block", &clause.block, &known);
            }
            for (nth, carries) in clause.carries.iter().enumerate() {
                if !self.set.obligations.iter().any(|obligation| obligation.id == carries.obligation) {
                    let known: Vec<&str> = self.set.obligations.iter().map(|each| each.id.as_str()).collect();
                    let path = path.key("carries").index(nth).key("obligation");
                    self.unknown(source, &path, "obligation", &carries.obligation, &known);
                }
            }
            self.modules(source, &path, &clause.modules);
        }
    }

    /// Each core obligation is carried by a clause that cannot be switched off.
    fn obligations(&mut self, source: SourceId, clauses: SourceId) {
        let mut seen = HashSet::new();
        for (at, obligation) in self.set.obligations.iter().enumerate() {
            let path = Path::root().key("obligations").index(at);
            if !seen.insert(&obligation.id) {
                self.complain(
                    source,
                    &path.key("id"),
                    Code::DuplicateId,
                    format!("`{}` stands here already", obligation.id),
                );
            }
            self.modules(source, &path.key("module"), std::slice::from_ref(&obligation.module));
            let carried = self.set.clauses.iter().any(|clause| {
                clause.block.is_empty()
                    && clause.modules.contains(&obligation.module)
                    && clause.carries.iter().any(|carries| carries.obligation == obligation.id)
            });
            if !carried && matches!(obligation.class, RawClass::Core | RawClass::Select | RawClass::Complete) {
                let message = format!("no clause that always stands carries the core obligation `{}`", obligation.id);
                let diagnostic = Diagnostic::new(Code::ObligationNotCarried, message).related(
                    self.sources.key(clauses, &Path::root().key("clauses")),
                    "add it to `carries` of a clause here",
                );
                self.sink.push(diagnostic.at(self.sources.value(source, &path.key("id"))));
            }
        }
    }

    fn fields(&mut self, raw: Vec<RawField>, source: SourceId) -> Vec<DealField> {
        let paths: Vec<String> = raw.iter().map(|field| field.path.clone()).collect();
        let mut fields: Vec<DealField> = Vec::new();
        for (at, raw) in raw.into_iter().enumerate() {
            let path = Path::root().key("fields").index(at);
            if paths[..at].contains(&raw.path) {
                let message = format!("`{}` stands here already", raw.path);
                self.complain(source, &path.key("path"), Code::DuplicateId, message);
            }
            if raw.label.trim().is_empty() {
                self.complain(source, &path.key("label"), Code::EmptyText, format!("`{}` has no label", raw.path));
            }
            if raw.kind == RawKind::Choice && raw.choices.len() < 2 {
                let message = format!("`{}` is a choice, but has fewer than two choices", raw.path);
                self.complain(source, &path, Code::BadNumber, message);
            }
            if let Some(when) = raw.when.as_ref().filter(|when| !paths.contains(&when.field)) {
                let known: Vec<&str> = paths.iter().map(String::as_str).collect();
                self.unknown(source, &path.key("when").key("field"), "field", &when.field, &known);
            }
            self.modules(source, &path.key("modules"), &raw.modules);
            fields.extend(self.field(raw, source, &path));
        }
        fields
    }

    /// A field that every deal has, of a kind that fits what it holds there.
    fn field(&mut self, raw: RawField, source: SourceId, path: &Path) -> Option<DealField> {
        let Some(field) = Field::of(&raw.path) else {
            let known: Vec<&str> = Field::ALL.iter().map(|field| field.path()).collect();
            self.unknown(source, &path.key("path"), "field of a deal", &raw.path, &known);
            return None;
        };
        let kind = kind(raw.kind);
        if kind.shape() != shape(field) {
            let message = format!("`{field}` holds {}, which is another kind", shape(field));
            self.complain(source, &path.key("kind"), Code::BadValue, message);
        }
        let mut table = Vec::new();
        for (nth, column) in raw.columns.into_iter().enumerate() {
            table.extend(self.column(column, field, source, &path.key("columns").index(nth)));
        }
        let when = raw.when.and_then(|when| Some(When { field: Field::of(&when.field)?, is: when.is }));
        let choices = raw.choices.into_iter();
        Some(DealField {
            field,
            label: raw.label,
            kind,
            modules: raw.modules,
            required: raw.required,
            when,
            choices: choices.map(|raw| Choice { id: raw.id, title: raw.title, text: raw.text }).collect(),
            columns: table,
            help: raw.help,
            example: raw.example,
        })
    }

    fn column(&mut self, raw: RawColumn, field: Field, source: SourceId, path: &Path) -> Option<TableColumn> {
        let Some(column) = Column::of(&raw.id).filter(|column| columns(field).contains(column)) else {
            let known: Vec<&str> = columns(field).iter().map(|column| column.id()).collect();
            self.unknown(source, &path.key("id"), "column", &raw.id, &known);
            return None;
        };
        let kind = raw.kind.map_or(FieldKind::Text, kind);
        Some(TableColumn { column, label: raw.label, kind, required: raw.required })
    }

    fn modules(&mut self, source: SourceId, path: &Path, modules: &[String]) {
        for module in modules {
            if self.set.module(module).is_none() {
                let known: Vec<&str> = self.set.modules().collect();
                self.unknown(source, path, "module", module, &known);
            }
        }
    }

    fn unknown(&mut self, source: SourceId, path: &Path, kind: &str, id: &str, known: &[&str]) {
        let mut diagnostic =
            Diagnostic::new(Code::UnknownId, format!("there is no {kind} `{id}`")).meant(id, known.iter().copied());
        if known.len() < 12 {
            diagnostic = diagnostic.help(format!("known: {}", list(known.iter().copied())));
        }
        self.sink.push(diagnostic.at(self.sources.value(source, path)));
    }

    fn complain(&mut self, source: SourceId, path: &Path, code: Code, message: String) {
        self.sink.push(Diagnostic::new(code, message).at(self.sources.value(source, path)));
    }
}

const fn kind(raw: RawKind) -> FieldKind {
    match raw {
        RawKind::Text => FieldKind::Text,
        RawKind::Paragraph => FieldKind::Paragraph,
        RawKind::List => FieldKind::List,
        RawKind::Country => FieldKind::Country,
        RawKind::Countries => FieldKind::Countries,
        RawKind::Date => FieldKind::Date,
        RawKind::Days => FieldKind::Days,
        RawKind::Hours => FieldKind::Hours,
        RawKind::Choice => FieldKind::Choice,
        RawKind::Bool => FieldKind::Bool,
        RawKind::Email => FieldKind::Email,
        RawKind::Table => FieldKind::Table,
    }
}

impl FieldKind {
    /// What a field of that kind holds.
    const fn shape(self) -> Shape {
        match self {
            Self::Text | Self::Paragraph | Self::Country | Self::Choice | Self::Email => Shape::Text,
            Self::Date => Shape::Day,
            Self::Days | Self::Hours => Shape::Number,
            Self::Bool => Shape::YesNo,
            Self::List | Self::Countries => Shape::List,
            Self::Table => Shape::Rows,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Library;

    const FIELDS: &str = r#"
[[fields]]
path = "exporter.dpo.mail"
label = "e-mail"
kind = "email"
modules = ["c2p"]

[[fields]]
path = "transfer.start"
label = "start date"
kind = "text"
modules = ["c2p"]

[[fields]]
path = "sub_processors"
label = "sub-processors"
kind = "table"
modules = ["c2p"]
columns = [{ id = "basis", label = "legal basis" }]
"#;

    #[test]
    fn a_field_that_no_deal_has_is_said_at_its_place() {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let library = Library::default();
        let mut files = library.files("frameworks/asean-mcc", &mut sources, &mut sink).expect("it is embedded");
        let templates = library.files("templates/mcc", &mut sources, &mut sink).expect("they are embedded");
        let source = sources.add("fields.toml", FIELDS);
        files.iter_mut().filter(|file| file.name == "fields.toml").for_each(|file| file.source = source);
        assert!(clause_set(&files, &templates, &sources, &mut sink).is_none());
        let said: Vec<(Code, &str, usize)> = sink
            .sorted()
            .into_iter()
            .filter_map(|said| {
                let place = said.place.as_ref().filter(|place| place.source == source)?;
                Some((said.code, said.message.as_str(), sources.get(source).position(place.start).line))
            })
            .collect();
        assert_eq!(
            said,
            [
                (Code::UnknownId, "there is no field of a deal `exporter.dpo.mail`", 3),
                (Code::BadValue, "`transfer.start` holds a day, which is another kind", 11),
                (Code::UnknownId, "there is no column `basis`", 19),
            ]
        );
        assert_eq!(sink.sorted()[0].suggestion.as_deref(), Some("exporter.dpo.email"));
    }
}
