//! Raw kinds → [`Kinds`]; every complaint at its place, so that nothing in a kind is found out only when a record comes. First the
//! fields of all kinds, then what goes by them: links lead from one kind to another.

use std::collections::BTreeMap;

use super::{
    condition::Condition,
    conditions::{Conditions, Shapes},
    fields::fields,
    kind::{Check, Due, Field, FieldType, Kind, Kinds, Part, Rule},
    pattern::IdPattern,
    raw::{RawCondition, RawDue, RawField, RawFind, RawKind},
};
use crate::{
    diag::{Code, Complaints, Diagnostic, Sink},
    gate::{FindingCode, RecordCode, Weight},
    source::{Path, SourceId, Sources},
    text::is_blank,
    words::Word,
};

/// Names that would be taken for a command or for another file of the workspace.
const TAKEN: [&str; 12] =
    ["list", "show", "check", "new", "export", "import", "due", "help", "org", "deal", "transfers", "dmf"];

/// The file of a kind as it was read.
#[derive(Debug, Clone)]
pub struct KindFile {
    /// Its name without the ending.
    pub name: String,
    pub source: SourceId,
    pub raw: RawKind,
}

/// Builds all kinds and holds them against each other. One that is wrong is left out, and the sink says why.
#[must_use]
pub fn validate(files: Vec<KindFile>, sources: &Sources, sink: &mut Sink) -> Kinds {
    let mut shapes = Shapes::new();
    for file in &files {
        let mut complaints = Complaints::new(file.source, sources, sink);
        head(file, &mut complaints);
        if let Some(fields) = fields(&file.raw.fields, &Path::root().key("fields"), &mut complaints) {
            shapes.insert(file.raw.kind.clone(), fields);
        }
    }
    let mut codes = BTreeMap::new();
    let mut kinds = Vec::new();
    for file in files {
        let Some(fields) = shapes.get(&file.raw.kind).cloned() else { continue };
        let mut complaints = Complaints::new(file.source, sources, sink);
        links(&fields, &Path::root().key("fields"), &shapes, &mut complaints);
        kinds.extend(kind(file, fields, &shapes, &mut codes, &mut complaints));
    }
    Kinds::of(kinds)
}

/// What stands at the top of the file.
fn head(KindFile { name: file, raw, .. }: &KindFile, complaints: &mut Complaints<'_>) {
    let root = Path::root();
    let name = &raw.kind;
    if !is_name(name, '-') || TAKEN.contains(&name.as_str()) {
        let told = Diagnostic::new(Code::BadValue, format!("`{name}` cannot be the name of a kind"));
        complaints.at(&root.key("kind"), told.help("small letters, digits and `-`, and no word that is a command"));
    } else if name != file {
        let told = Diagnostic::new(Code::FileName, format!("the kind `{name}` stands in a file of another name"));
        complaints.at(&root.key("kind"), told.help(format!("call the file `{name}.toml`")));
    }
    for (key, text) in [("title", &raw.title), ("one", &raw.one), ("about", &raw.about)] {
        filled(text, &root.key(key), complaints);
    }
    if IdPattern::of(&raw.id).is_none() {
        let told = Diagnostic::new(Code::BadValue, format!("`{}` is no pattern of ids", raw.id));
        complaints.at(&root.key("id"), told.help("letters, `-`, `_`, `.`, and a `#` for each digit: `DS-##`"));
    }
}

/// Links lead to kinds that are there.
fn links(fields: &[Field], path: &Path, shapes: &Shapes, complaints: &mut Complaints<'_>) {
    for (at, field) in fields.iter().enumerate() {
        let path = path.index(at);
        match field.kind.item() {
            FieldType::Link(to) if !shapes.contains_key(to) => {
                let known = shapes.keys().map(String::as_str);
                complaints.at(&path.key("to"), Diagnostic::unknown(Code::UnknownId, "kind of record", to, known));
            }
            FieldType::Group(inner) => links(inner, &path.key("fields"), shapes, complaints),
            _ => {}
        }
    }
}

fn kind(
    file: KindFile,
    mut fields: Vec<Field>,
    shapes: &Shapes,
    codes: &mut BTreeMap<String, String>,
    complaints: &mut Complaints<'_>,
) -> Option<Kind> {
    let KindFile { source, raw, .. } = file;
    let root = Path::root();
    let all = fields.clone();
    let mut build = Build {
        conditions: Conditions { complaints, shapes, fields: &all, walking: false, links: true },
        kind: &raw.kind,
        codes,
    };
    for (at, field) in fields.iter_mut().enumerate() {
        field.rules = build.rules(&raw.fields[at], at, &root.key("fields").index(at));
    }
    let columns = build.named(&raw.columns, &root.key("columns"));
    let sme = build.named(&raw.sme, &root.key("sme"));
    let checks = raw.find.iter().enumerate().map(|(at, find)| build.check(find, &root.key("find").index(at)));
    let checks = checks.collect::<Vec<_>>();
    let dues = raw.due.iter().enumerate().map(|(at, due)| build.due(due, &root.key("due").index(at)));
    let dues = dues.collect::<Vec<_>>();
    build.starter(&raw);
    if !complaints.none() {
        return None;
    }
    let id = IdPattern::of(&raw.id)?;
    let (checks, dues) = (checks.into_iter().collect::<Option<_>>()?, dues.into_iter().collect::<Option<_>>()?);
    let sme = if sme.is_empty() { (0..fields.len()).collect() } else { sme };
    let RawKind { kind: name, title, one, about, practices, may_be_empty, starter, .. } = raw;
    Some(Kind {
        name,
        title,
        one,
        about,
        practices,
        id,
        may_be_empty,
        fields,
        columns,
        sme,
        checks,
        dues,
        starter,
        source,
    })
}

struct Build<'a, 's> {
    conditions: Conditions<'a, 's>,
    kind: &'a str,
    /// Codes of all kinds so far, each with the kind that it is of.
    codes: &'a mut BTreeMap<String, String>,
}

impl Build<'_, '_> {
    /// The fields of a list of names.
    fn named(&mut self, names: &[String], at: &Path) -> Vec<usize> {
        let found = names.iter().enumerate().map(|(nth, name)| self.conditions.field(name, &at.index(nth)));
        found.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    #[allow(clippy::option_option, reason = "none where nothing is said; within, `None` where something is wrong")]
    fn condition(&mut self, raw: Option<&RawCondition>, at: &Path) -> Option<Option<Condition>> {
        raw.map_or(Some(None), |raw| self.conditions.condition(raw, at).map(Some))
    }

    /// What a field is computed by. Rules go by fields that stand before it, so that none rests on itself.
    fn rules(&mut self, raw: &RawField, field: usize, path: &Path) -> Vec<Rule> {
        let path = path.key("rules");
        let before = &self.conditions.fields[..field];
        let kind = self.conditions.fields[field].kind.clone();
        if !raw.rules.is_empty()
            && !matches!(kind, FieldType::Word { .. } | FieldType::Number { .. } | FieldType::YesNo)
        {
            let message = format!("`{}` is computed, and neither a word, a number nor yes or no", raw.name);
            self.conditions.incomplete(&path, message);
            return Vec::new();
        }
        if !raw.rules.is_empty() && raw.required {
            self.conditions.incomplete(&path, format!("`{}` is computed, so no record has to say it", raw.name));
        }
        let last = raw.rules.len().saturating_sub(1);
        let mut rules = Vec::new();
        for (at, rule) in raw.rules.iter().enumerate() {
            let path = path.index(at);
            if rule.when.is_none() && at != last {
                self.conditions
                    .incomplete(&path, "this rule holds always, so those below are never reached".to_owned());
            }
            if rule.when.is_some() && at == last {
                let message = "the last rule has a condition, so some records would have no value".to_owned();
                self.conditions.incomplete(&path, message);
            }
            let is = self.conditions.literal(&rule.is, &kind, &path.key("is"));
            let Conditions { complaints, shapes, .. } = &mut self.conditions;
            let mut above = Conditions { complaints, shapes, fields: before, walking: false, links: false };
            let when = rule.when.as_ref().map(|when| above.condition(when, &path.key("when")));
            rules.extend(is.map(|is| Rule { is, when: when.flatten() }));
        }
        rules
    }

    fn check(&mut self, raw: &RawFind, path: &Path) -> Option<Check> {
        let code = self.code((&raw.code, &raw.severity, &raw.summary, &raw.help), path);
        filled(&raw.message, &path.key("message"), self.conditions.complaints);
        let among = self.condition(raw.among.as_ref(), &path.key("where"));
        let when = self.conditions.condition(&raw.when, &path.key("when"));
        let at = match raw.at.as_deref() {
            None | Some("id") => None,
            Some(name) => self.conditions.field(name, &path.key("at")),
        };
        let message = self.message(&raw.message, &path.key("message"));
        Some(Check { code: code?, among: among?, when: when?, at, message, help: raw.help.clone() })
    }

    fn due(&mut self, raw: &RawDue, path: &Path) -> Option<Due> {
        let code = self.code((&raw.code, &raw.severity, &raw.summary, &raw.help), path);
        let what = self.message(&raw.what, &path.key("what"));
        let among = self.condition(raw.among.as_ref(), &path.key("where"));
        let (day, after) = match (&raw.on, &raw.from, &raw.after) {
            (Some(on), None, None) => (self.conditions.day_field(on, &path.key("on")), Some(None)),
            (None, Some(from), Some(after)) => (
                self.conditions.day_field(from, &path.key("from")),
                self.conditions.interval(after, &path.key("after")).map(Some),
            ),
            _ => {
                let words = "what is due has the day itself under `on`, or runs `from` a day and `after` a time";
                self.conditions.incomplete(path, words.to_owned());
                return None;
            }
        };
        let ahead = match &raw.ahead {
            Some(ahead) => self.conditions.interval(ahead, &path.key("ahead")).map(Some),
            None => Some(None),
        };
        if raw.asked && raw.on.is_none() {
            let words =
                "`asked` is of a day under `on`: of what runs from a day that is not said, the time has run out anyway";
            self.conditions.incomplete(&path.key("asked"), words.to_owned());
        }
        let owner = raw.owner.as_ref().and_then(|name| self.conditions.field(name, &path.key("owner")));
        let help = raw.help.clone();
        Some(Due {
            what,
            day: day?,
            after: after?,
            ahead: ahead?,
            asked: raw.asked,
            owner,
            among: among?,
            code: code?,
            help,
        })
    }

    /// A code that nothing else has.
    fn code(&mut self, (name, severity, summary, help): (&str, &str, &str, &str), path: &Path) -> Option<RecordCode> {
        let complaints = &mut *self.conditions.complaints;
        for (key, text) in [("summary", summary), ("help", help)] {
            filled(text, &path.key(key), complaints);
        }
        let at = path.key("code");
        if !is_name(name, '-') {
            let told = Diagnostic::new(Code::BadValue, format!("`{name}` cannot be a code"));
            complaints.at(&at, told.help("small letters, digits and `-`"));
        }
        let other = self.codes.get(name).map(|kind| format!("one of `{kind}`"));
        let room = FindingCode::of(name).map(|_| "another finding".to_owned());
        let complaint = Code::of(name).map(|_| "a complaint".to_owned());
        if let Some(other) = room.or(complaint).or(other) {
            let told = Diagnostic::new(Code::CodeTaken, format!("`{name}` is the code of {other} already"));
            complaints.at(&at, told.help(format!("put the kind before it: `{}-{name}`", self.kind)));
        }
        self.codes.insert(name.to_owned(), self.kind.to_owned());
        let weight = Weight::of(severity);
        if weight.is_none() {
            let known = Weight::WORDS.iter().copied();
            complaints.at(&path.key("severity"), Diagnostic::unknown(Code::BadValue, "severity", severity, known));
        }
        Some(RecordCode::new(name, self.kind, weight?, summary, help))
    }

    /// A message with fields in braces.
    fn message(&mut self, text: &str, at: &Path) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            parts.push(Part::Text(before.to_owned()));
            let Some((name, behind)) = after.split_once('}') else {
                self.conditions.incomplete(at, "a brace is opened and not closed".to_owned());
                return parts;
            };
            match name {
                "id" => parts.push(Part::Id),
                name => parts.extend(self.conditions.field(name, at).map(Part::Field)),
            }
            rest = behind;
        }
        parts.push(Part::Text(rest.to_owned()));
        parts
    }

    /// Records to begin with say what is required, and nothing that is not there.
    fn starter(&mut self, raw: &RawKind) {
        for (nth, row) in raw.starter.iter().enumerate() {
            let path = Path::root().key("starter").index(nth);
            for key in row.keys().filter(|key| *key != "id") {
                self.conditions.field(key, &path.key(key));
            }
            let required = self.conditions.fields.iter().filter(|field| field.required);
            let lacking: Vec<&str> =
                required.map(|field| field.name.as_str()).filter(|name| !row.contains_key(*name)).collect();
            for name in lacking {
                let message = format!("a record of the starter lacks `{name}`, which is required");
                self.conditions.incomplete(&path, message);
            }
        }
    }
}

pub(super) fn filled(text: &str, at: &Path, complaints: &mut Complaints<'_>) {
    if is_blank(text) {
        complaints.at(at, Diagnostic::new(Code::EmptyText, "the text is empty"));
    }
}

/// Small letters, digits and one sign between them.
pub(super) fn is_name(text: &str, sign: char) -> bool {
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == sign;
    text.starts_with(|letter: char| letter.is_ascii_lowercase()) && text.chars().all(fits) && text.len() <= 60
}
