//! The files of a clause set → a set that cannot be wrong; every complaint at its place.

use super::{
    consistency::{self, RawConsistency},
    fields::{columns, shape},
    model::{
        Carries, Choice, Class, Covered, DealField, FieldKind, Module, Obligation, ObligationIndex, Official,
        OptionalBlock, Position, SetClause, TableColumn, Topic, When,
    },
    raw::{
        RawBlock, RawClass, RawClause, RawClauses, RawColumn, RawCorrespondence, RawField, RawFields, RawKind,
        RawModule, RawModules, RawObligation, RawObligations, RawPlace, RawTopic,
    },
    set::ClauseSet,
};
use crate::{
    diag::{Code, Diagnostic, Sink, list},
    document::captions::Captions,
    framework::{confidence, file, pack_info},
    load::{self, PackFile, wrong_id},
    safeguard::{Column, Field, Shape},
    source::{Path, SourceId, Sources},
};

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
    let held = file::<RawConsistency>(files, "consistency.toml", sources, sink);
    let (_, modules) = modules?;
    let (obligations_source, obligations) = obligations?;
    let (clauses_source, clauses) = clauses?;
    let (fields_source, fields) = fields?;
    let (held_source, held) = held?;
    let held = consistency::words(held, held_source, sources, sink);
    let ids = Ids {
        modules: modules.modules.iter().map(|module| module.id.clone()).collect(),
        blocks: clauses.blocks.iter().map(|block| block.id.clone()).collect(),
        obligations: obligations.obligations.iter().map(|obligation| obligation.id.clone()).collect(),
    };
    let mut check = Check { ids: &ids, templates, sources, sink };
    check.carried(&obligations.obligations, obligations_source, &clauses.clauses, clauses_source);
    let clauses_of_set = check.clauses(clauses.clauses, clauses_source);
    let obligations = check.obligations(obligations.obligations, obligations_source);
    let fields = check.fields(fields.fields, fields_source);
    let set = ClauseSet {
        pack: pack?,
        breach_margin_hours: modules.breach_margin_hours,
        modules: modules.modules.into_iter().map(module).collect(),
        obligations,
        clauses: clauses_of_set,
        blocks: clauses.blocks.into_iter().map(block).collect(),
        fields,
        scc: scc?.1.topics.into_iter().map(topic).collect(),
        cbpr: cbpr?.1.topics.into_iter().map(topic).collect(),
        consistency: held,
        captions: Captions::default(),
        clauses_source,
    };
    (sink.errors() == before).then_some(set)
}

/// What the files of a set may refer to.
struct Ids {
    modules: Vec<String>,
    blocks: Vec<String>,
    obligations: Vec<String>,
}

struct Check<'a> {
    ids: &'a Ids,
    templates: &'a [PackFile],
    sources: &'a Sources,
    sink: &'a mut Sink,
}

impl Check<'_> {
    fn clauses(&mut self, raw: Vec<RawClause>, source: SourceId) -> Vec<SetClause> {
        let mut ids = load::Ids::default();
        let mut clauses = Vec::new();
        for (at, raw) in raw.into_iter().enumerate() {
            let path = Path::root().key("clauses").index(at);
            self.unique(source, &path.key("id"), &raw.id, &mut ids);
            clauses.extend(self.clause(raw, source, &path));
        }
        clauses
    }

    /// A clause with its text.
    fn clause(&mut self, raw: RawClause, source: SourceId, path: &Path) -> Option<SetClause> {
        let ids = self.ids;
        let name = format!("{}.md", raw.id);
        let template = self.templates.iter().find(|file| file.name == name).map(|file| file.source);
        if template.is_none() {
            let message = format!("there is no text for `{0}`: `templates/mcc/{0}.md` is missing", raw.id);
            self.complain(source, &path.key("id"), Code::UnknownId, message);
        }
        if !raw.block.is_empty() && !ids.blocks.contains(&raw.block) {
            self.unknown(source, &path.key("block"), "block", &raw.block, &ids.blocks);
        }
        let mut carries = Vec::new();
        for (nth, carried) in raw.carries.into_iter().enumerate() {
            if let Some(at) = ids.obligations.iter().position(|id| *id == carried.obligation) {
                carries.push(Carries { obligation: ObligationIndex(at), at: carried.at });
            } else {
                let path = path.key("carries").index(nth).key("obligation");
                self.unknown(source, &path, "obligation", &carried.obligation, &ids.obligations);
            }
        }
        self.modules(source, path, &raw.modules);
        Some(SetClause {
            template: template?,
            id: raw.id,
            title: raw.title,
            modules: raw.modules,
            position: position(raw.place),
            class: class(raw.class),
            block: Some(raw.block).filter(|block| !block.is_empty()),
            carries,
        })
    }

    fn obligations(&mut self, raw: Vec<RawObligation>, source: SourceId) -> Vec<Obligation> {
        let mut ids = load::Ids::default();
        let mut obligations = Vec::new();
        for (at, raw) in raw.into_iter().enumerate() {
            let path = Path::root().key("obligations").index(at);
            self.unique(source, &path.key("id"), &raw.id, &mut ids);
            self.modules(source, &path.key("module"), std::slice::from_ref(&raw.module));
            obligations.push(obligation(raw));
        }
        obligations
    }

    /// Each core obligation is carried by a clause that cannot be switched off.
    fn carried(&mut self, raw: &[RawObligation], source: SourceId, clauses: &[RawClause], there: SourceId) {
        for (at, obligation) in raw.iter().enumerate() {
            let carried = clauses.iter().any(|clause| {
                clause.block.is_empty()
                    && clause.modules.contains(&obligation.module)
                    && clause.carries.iter().any(|carries| carries.obligation == obligation.id)
            });
            if !carried && class(obligation.class).is_core() {
                let message = format!("no clause that always stands carries the core obligation `{}`", obligation.id);
                let diagnostic = Diagnostic::new(Code::ObligationNotCarried, message).related(
                    self.sources.key(there, &Path::root().key("clauses")),
                    "add it to `carries` of a clause here",
                );
                let path = Path::root().key("obligations").index(at).key("id");
                self.sink.push(diagnostic.at(self.sources.value(source, &path)));
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
            if !self.ids.modules.contains(module) {
                self.unknown(source, path, "module", module, &self.ids.modules);
            }
        }
    }

    fn unknown(&mut self, source: SourceId, path: &Path, kind: &str, id: &str, known: &[impl AsRef<str>]) {
        let known: Vec<&str> = known.iter().map(AsRef::as_ref).collect();
        let mut diagnostic =
            Diagnostic::new(Code::UnknownId, format!("there is no {kind} `{id}`")).meant(id, known.iter().copied());
        if known.len() < 12 {
            diagnostic = diagnostic.help(format!("known: {}", list(known.iter().copied())));
        }
        self.sink.push(diagnostic.at(self.sources.value(source, path)));
    }

    fn unique(&mut self, source: SourceId, path: &Path, id: &str, ids: &mut load::Ids<Path>) {
        let message = || format!("`{id}` stands here already");
        let told = ids.add(id, path.clone(), message, |first| self.sources.value(source, first));
        for told in wrong_id(id).into_iter().chain(told) {
            self.sink.push(told.at(self.sources.value(source, path)));
        }
    }

    fn complain(&mut self, source: SourceId, path: &Path, code: Code, message: String) {
        self.sink.push(Diagnostic::new(code, message).at(self.sources.value(source, path)));
    }
}

fn module(raw: RawModule) -> Module {
    Module {
        id: raw.id,
        title: raw.title,
        mcc_number: raw.mcc_module,
        scc_number: raw.scc_module,
        exporter_role: raw.exporter_role,
        importer_role: raw.importer_role,
        summary: raw.summary,
    }
}

fn obligation(raw: RawObligation) -> Obligation {
    Obligation {
        official: match (raw.official_ref, raw.official_ref_status.as_str()) {
            (number, _) if number.is_empty() => Official::Unknown,
            (number, "verified") => Official::Verified(number),
            (number, _) => Official::Unverified(number),
        },
        class: class(raw.class),
        confidence: confidence(raw.confidence),
        id: raw.id,
        key: raw.key,
        module: raw.module,
        title: raw.title,
        gist: raw.gist,
        scc: raw.scc,
        gap: raw.gap,
        not_weaken: raw.not_weaken,
    }
}

fn block(raw: RawBlock) -> OptionalBlock {
    OptionalBlock {
        id: raw.id,
        title: raw.title,
        default: raw.default,
        modules: raw.modules,
        summary: raw.summary,
        why: raw.why,
        layer: raw.layer,
    }
}

fn topic(raw: RawTopic) -> Topic {
    Topic {
        title: raw.topic,
        c2p: Covered { obligations: raw.c2p, scc: raw.scc_c2p },
        c2c: Covered { obligations: raw.c2c, scc: raw.scc_c2c },
        questions: raw.questions,
        gap: raw.gap,
        covered_by: raw.covered_by,
    }
}

const fn class(raw: RawClass) -> Class {
    match raw {
        RawClass::Core => Class::Core,
        RawClass::Select => Class::Select,
        RawClass::Optional => Class::Optional,
        RawClass::Negotiable => Class::Negotiable,
        RawClass::Supplementary => Class::Supplementary,
        RawClass::Complete => Class::Complete,
    }
}

const fn position(raw: RawPlace) -> Position {
    match raw {
        RawPlace::Front => Position::Front,
        RawPlace::Body => Position::Body,
        RawPlace::Schedule => Position::Schedule,
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
