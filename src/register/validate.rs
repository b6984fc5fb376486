//! Raw kind → [`Kind`]; every complaint at its place, so that nothing in a kind is found out only when a record comes.

use jiff::{Span, ToSpan, civil::Date};

use super::{
    condition::{Comparison, Condition},
    kind::{Check, Field, FieldType, Keys, Kind, Part},
    pattern::IdPattern,
    raw::{RawCondition, RawField, RawFind, RawKind, RawLiteral, RawSpan},
    record::Value,
};
use crate::{
    diag::{Code, Complaints, Diagnostic, Sink},
    gate::{RecordCode, Weight},
    jurisdiction::country,
    source::{Path, SourceId, Sources},
    text::is_blank,
    words::Word,
};

/// Names that would be taken for a command.
const COMMANDS: [&str; 8] = ["list", "show", "check", "new", "export", "import", "due", "help"];

/// Builds a kind. `None` where anything is wrong with it. `file` is the name of its file without the ending.
pub fn validate(raw: RawKind, file: &str, source: SourceId, sources: &Sources, sink: &mut Sink) -> Option<Kind> {
    let root = Path::root();
    let mut build =
        Build { complaints: Complaints::new(source, sources, sink), fields: Vec::new(), kind: raw.kind.clone() };
    build.name(&raw, file);
    for (key, text) in [("title", &raw.title), ("one", &raw.one), ("about", &raw.about)] {
        build.text(text, &root.key(key));
    }
    let id = IdPattern::of(&raw.id);
    if id.is_none() {
        let told = Diagnostic::new(Code::BadValue, format!("`{}` is no pattern of ids", raw.id));
        build.complaints.at(&root.key("id"), told.help("letters, `-`, `_`, `.`, and a `#` for each digit: `DS-##`"));
    }
    build.fields(&raw.fields);
    let columns = build.named(&raw.columns, &root.key("columns"));
    let sme = build.named(&raw.sme, &root.key("sme"));
    let checks = raw.find.iter().enumerate().map(|(at, find)| build.check(find, &root.key("find").index(at)));
    let checks: Vec<Option<Check>> = checks.collect();
    build.starter(&raw);
    let Build { complaints, fields, .. } = build;
    let fields: Option<Vec<Field>> = fields.into_iter().collect();
    let (fields, checks) = (fields?, checks.into_iter().collect::<Option<Vec<Check>>>()?);
    complaints.none().then_some(())?;
    let sme = if sme.is_empty() { (0..fields.len()).collect() } else { sme };
    let RawKind { kind: name, title, one, about, practices, may_be_empty, starter, .. } = raw;
    let id = id?;
    Some(Kind { name, title, one, about, practices, id, may_be_empty, fields, columns, sme, checks, starter, source })
}

struct Build<'a> {
    complaints: Complaints<'a>,
    /// `None` for one that is wrong, so that positions stay.
    fields: Vec<Option<Field>>,
    kind: String,
}

impl Build<'_> {
    fn name(&mut self, raw: &RawKind, file: &str) {
        let at = Path::root().key("kind");
        let name = &raw.kind;
        if !is_name(name, '-') || COMMANDS.contains(&name.as_str()) {
            let told = Diagnostic::new(Code::BadValue, format!("`{name}` cannot be the name of a kind"));
            self.complaints.at(&at, told.help("small letters, digits and `-`, and no word that is a command"));
        } else if name != file {
            let told = Diagnostic::new(Code::FileName, format!("the kind `{name}` stands in a file of another name"));
            self.complaints.at(&at, told.help(format!("call the file `{name}.toml`")));
        }
    }

    fn text(&mut self, text: &str, at: &Path) {
        if is_blank(text) {
            self.complaints.at(at, Diagnostic::new(Code::EmptyText, "the text is empty"));
        }
    }

    fn fields(&mut self, raw: &[RawField]) {
        for (at, field) in raw.iter().enumerate() {
            let path = Path::root().key("fields").index(at);
            let name = &field.name;
            if !is_name(name, '_') || name == "id" {
                let told = Diagnostic::new(Code::BadValue, format!("`{name}` cannot be the name of a field"));
                let help = "small letters, digits and `_`; `id` is always there";
                self.complaints.at(&path.key("name"), told.help(help));
            }
            if raw[..at].iter().any(|other| other.name == *name) {
                let told = Diagnostic::new(Code::DuplicateId, format!("two fields are called `{name}`"));
                self.complaints.at(&path.key("name"), told);
            }
            self.text(&field.help, &path.key("help"));
            let kind = self.field_type(field, &path);
            let built = kind.map(|kind| Field {
                name: name.clone(),
                heading: field.heading.clone().unwrap_or_else(|| heading(name)),
                kind,
                required: field.required,
                help: field.help.clone(),
                example: field.example.clone(),
            });
            self.fields.push(built);
        }
        if raw.is_empty() {
            self.incomplete(&Path::root().key("fields"), "a kind without a field holds nothing".to_owned());
        }
    }

    fn field_type(&mut self, raw: &RawField, path: &Path) -> Option<FieldType> {
        match raw.kind.as_str() {
            "list" => Some(FieldType::List(Box::new(self.inner(raw, path)?))),
            "map" => {
                let keys = match raw.keys.as_deref() {
                    Some("place") => Keys::Place,
                    Some("text") => Keys::Text,
                    _ => {
                        self.incomplete(
                            &path.key("keys"),
                            "a map says what its keys are, `place` or `text`".to_owned(),
                        );
                        return None;
                    }
                };
                Some(FieldType::Map(keys, Box::new(self.inner(raw, path)?)))
            }
            word => {
                if raw.of.is_some() {
                    self.incomplete(&path.key("of"), format!("`of` goes with a list or a map, not with `{word}`"));
                }
                self.single(word, raw, &path.key("type"), path)
            }
        }
    }

    /// What a list or a map holds.
    fn inner(&mut self, raw: &RawField, path: &Path) -> Option<FieldType> {
        match raw.of.as_deref() {
            None => {
                self.incomplete(path, format!("`{}` says with `of` what it holds", raw.name));
                None
            }
            Some(word) => self.single(word, raw, &path.key("of"), path),
        }
    }

    fn single(&mut self, word: &str, raw: &RawField, at: &Path, path: &Path) -> Option<FieldType> {
        Some(match word {
            "text" => FieldType::Text,
            "day" => FieldType::Day { past: raw.past },
            "number" => FieldType::Number {
                least: raw.least.unwrap_or(0),
                most: raw.most.unwrap_or(i64::MAX),
                unit: raw.unit.clone(),
            },
            "yes-no" => FieldType::YesNo,
            "word" => {
                if raw.words.len() < 2 {
                    self.incomplete(path, format!("`{}` is a word, and names fewer than two", raw.name));
                }
                FieldType::Word { words: raw.words.clone(), ordered: raw.ordered }
            }
            "place" => FieldType::Place,
            "practice" => FieldType::Practice,
            "transfer" => FieldType::Transfer,
            "deal" => FieldType::Deal,
            "evidence" => FieldType::Evidence,
            "link" => {
                let Some(to) = &raw.to else {
                    self.incomplete(path, format!("`{}` is a link, and `to` does not say to which kind", raw.name));
                    return None;
                };
                FieldType::Link(to.clone())
            }
            other => {
                let told = Diagnostic::unknown(Code::UnknownFieldType, "type of a field", other, FieldType::WORDS);
                self.complaints.at(at, told);
                return None;
            }
        })
    }

    /// The fields of a list of names.
    fn named(&mut self, names: &[String], at: &Path) -> Vec<usize> {
        let found = names.iter().enumerate().map(|(nth, name)| self.field(name, &at.index(nth)));
        found.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    /// The position of a field; complains where there is none of that name.
    fn field(&mut self, name: &str, at: &Path) -> Option<usize> {
        let found = self.fields.iter().position(|field| field.as_ref().is_some_and(|field| field.name == name));
        if found.is_none() && self.fields.iter().all(Option::is_some) {
            let known: Vec<&str> = self.fields.iter().flatten().map(|field| field.name.as_str()).collect();
            let told = Diagnostic::unknown(Code::UnknownField, "field", name, known.iter().copied());
            self.complaints.at(at, told);
        }
        found
    }

    fn check(&mut self, raw: &RawFind, path: &Path) -> Option<Check> {
        for (key, text) in [("summary", &raw.summary), ("message", &raw.message), ("help", &raw.help)] {
            self.text(text, &path.key(key));
        }
        if !is_name(&raw.code, '-') {
            let told = Diagnostic::new(Code::BadValue, format!("`{}` cannot be a code", raw.code));
            self.complaints.at(&path.key("code"), told.help("small letters, digits and `-`"));
        }
        let weight = Weight::of(&raw.severity);
        if weight.is_none() {
            let known = Weight::WORDS.iter().copied();
            let told = Diagnostic::unknown(Code::BadValue, "severity", &raw.severity, known);
            self.complaints.at(&path.key("severity"), told);
        }
        let among = raw.among.as_ref().map(|among| self.condition(among, &path.key("where")));
        let when = self.condition(&raw.when, &path.key("when"));
        let at = match raw.at.as_deref() {
            None | Some("id") => None,
            Some(name) => self.field(name, &path.key("at")),
        };
        let message = self.message(&raw.message, &path.key("message"));
        let code = RecordCode::new(&raw.code, &self.kind, weight?, &raw.summary, &raw.help);
        let among = match among {
            Some(among) => Some(among?),
            None => None,
        };
        Some(Check { code, among, when: when?, at, message, help: raw.help.clone() })
    }

    /// A message with fields in braces.
    fn message(&mut self, text: &str, at: &Path) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            parts.push(Part::Text(before.to_owned()));
            let Some((name, behind)) = after.split_once('}') else {
                self.incomplete(at, "a brace is opened and not closed".to_owned());
                return parts;
            };
            match name {
                "id" => parts.push(Part::Id),
                name => parts.extend(self.field(name, at).map(Part::Field)),
            }
            rest = behind;
        }
        parts.push(Part::Text(rest.to_owned()));
        parts
    }

    fn condition(&mut self, raw: &RawCondition, path: &Path) -> Option<Condition> {
        let list = |key: &str, list: &[RawCondition], build: &mut Self| {
            let path = path.key(key);
            if list.is_empty() {
                build.incomplete(&path, format!("`{key}` lists no condition"));
            }
            let built = list.iter().enumerate().map(|(at, each)| build.condition(each, &path.index(at)));
            built.collect::<Vec<_>>().into_iter().collect::<Option<Vec<_>>>()
        };
        let mut found = Vec::new();
        if let Some(all) = &raw.all {
            found.push(list("all", all, self).map(Condition::All));
        }
        if let Some(any) = &raw.any {
            found.push(list("any", any, self).map(Condition::Any));
        }
        if let Some(not) = &raw.not {
            found.push(self.condition(not, &path.key("not")).map(|it| Condition::Not(Box::new(it))));
        }
        let compared = self.comparisons(raw, path);
        match (found.len(), compared) {
            (1, None) => found.pop().flatten(),
            (0, Some(compared)) => compared,
            _ => {
                let words = "a condition is a `field` with one comparison, or one of `all`, `any` and `not`";
                self.incomplete(path, words.to_owned());
                None
            }
        }
    }

    /// A field with its comparison. `None` where neither stands there; within, `None` where something is wrong.
    #[allow(clippy::option_option, reason = "not there, there and wrong, and there are three things")]
    fn comparisons(&mut self, raw: &RawCondition, path: &Path) -> Option<Option<Condition>> {
        let RawCondition { is, is_not, one_of, none_of, missing, at_least, at_most, .. } = raw;
        let RawCondition { before, after, before_field, after_field, older_than, within, .. } = raw;
        let given = [
            ("is", is.is_some()),
            ("is_not", is_not.is_some()),
            ("one_of", one_of.is_some()),
            ("none_of", none_of.is_some()),
            ("missing", missing.is_some()),
            ("at_least", at_least.is_some()),
            ("at_most", at_most.is_some()),
            ("before", before.is_some()),
            ("after", after.is_some()),
            ("before_field", before_field.is_some()),
            ("after_field", after_field.is_some()),
            ("older_than", older_than.is_some()),
            ("within", within.is_some()),
        ];
        let given: Vec<&str> = given.into_iter().filter(|(_, is)| *is).map(|(word, _)| word).collect();
        let (Some(name), [word]) = (&raw.field, given.as_slice()) else {
            if raw.field.is_some() || !given.is_empty() {
                self.incomplete(path, "a `field` goes with exactly one comparison".to_owned());
                return Some(None);
            }
            return None;
        };
        let at = path.key(word);
        Some(self.field(name, &path.key("field")).and_then(|field| self.comparison(raw, field, word, &at)))
    }

    fn comparison(&mut self, raw: &RawCondition, field: usize, word: &str, at: &Path) -> Option<Condition> {
        let known = self.fields[field].clone()?;
        let kind = known.kind.item().clone();
        let fits = match word {
            "missing" => true,
            "is" | "is_not" | "one_of" | "none_of" => !matches!(kind, FieldType::Day { .. }),
            "at_least" | "at_most" => {
                matches!(kind, FieldType::Number { .. } | FieldType::Word { ordered: true, .. })
            }
            _ => matches!(kind, FieldType::Day { .. }),
        };
        if !fits {
            let of = if let FieldType::Word { ordered: false, .. } = kind { " without an order" } else { "" };
            self.incomplete(at, format!("`{word}` does not fit `{}`, which is {}{of}", known.name, kind.expected()));
            return None;
        }
        let some = |comparison| Condition::Some(field, comparison);
        let not = |condition| Condition::Not(Box::new(condition));
        match word {
            "missing" => {
                if known.required {
                    self.incomplete(at, format!("`{}` is required, so it is never missing", known.name));
                }
                let missing = Condition::Missing(field);
                Some(if raw.missing == Some(false) { not(missing) } else { missing })
            }
            "is" | "is_not" => {
                let literal = raw.is.as_ref().or(raw.is_not.as_ref())?;
                let is = some(Comparison::OneOf(vec![self.literal(literal, &kind, at)?]));
                Some(if word == "is" { is } else { not(is) })
            }
            "one_of" | "none_of" => {
                let literals = raw.one_of.as_ref().or(raw.none_of.as_ref())?;
                let values = literals.iter().enumerate().map(|(nth, it)| self.literal(it, &kind, &at.index(nth)));
                let values = values.collect::<Vec<_>>().into_iter().collect::<Option<Vec<_>>>()?;
                let one = some(Comparison::OneOf(values));
                Some(if word == "one_of" { one } else { not(one) })
            }
            "at_least" | "at_most" => {
                let literal = raw.at_least.as_ref().or(raw.at_most.as_ref())?;
                let limit = match self.literal(literal, &kind, at)? {
                    Value::Number(number) => number,
                    Value::Word(at) => i64::try_from(at).ok()?,
                    _ => return None,
                };
                Some(some(if word == "at_least" { Comparison::AtLeast(limit) } else { Comparison::AtMost(limit) }))
            }
            "before" => Some(some(Comparison::Before(self.day(raw.before.as_deref()?, at)?))),
            "after" => Some(some(Comparison::After(self.day(raw.after.as_deref()?, at)?))),
            "before_field" => Some(some(Comparison::BeforeField(self.other_day(raw.before_field.as_deref()?, at)?))),
            "after_field" => Some(some(Comparison::AfterField(self.other_day(raw.after_field.as_deref()?, at)?))),
            "older_than" => Some(some(Comparison::OlderThan(self.span(raw.older_than?, at)?))),
            _ => Some(some(Comparison::Within(self.span(raw.within?, at)?))),
        }
    }

    /// A value to compare with, as the field holds it.
    fn literal(&mut self, raw: &RawLiteral, kind: &FieldType, at: &Path) -> Option<Value> {
        match (kind, raw) {
            (FieldType::YesNo, RawLiteral::YesNo(yes)) => Some(Value::YesNo(*yes)),
            (FieldType::Number { .. }, RawLiteral::Number(number)) => Some(Value::Number(*number)),
            (FieldType::Word { words, .. }, RawLiteral::Text(text)) => {
                let found = words.iter().position(|word| word == text);
                if found.is_none() {
                    let known = words.iter().map(String::as_str);
                    self.complaints.at(at, Diagnostic::unknown(Code::BadValue, "word", text, known));
                }
                found.map(Value::Word)
            }
            (FieldType::Place, RawLiteral::Text(text)) => {
                let found = country::resolve_place(text);
                if found.is_none() {
                    let told = Diagnostic::new(Code::UnknownCountry, format!("`{text}` is not a country"));
                    self.complaints.at(at, told.suggest(country::suggest(text)));
                }
                found.map(|code| Value::Text(code.to_owned()))
            }
            (FieldType::YesNo | FieldType::Number { .. }, _) | (_, RawLiteral::YesNo(_) | RawLiteral::Number(_)) => {
                self.incomplete(at, format!("the field is compared with something that is not {}", kind.expected()));
                None
            }
            (_, RawLiteral::Text(text)) => Some(Value::Text(text.clone())),
        }
    }

    #[allow(clippy::option_option, reason = "no day is today; `None` is a day that is wrong")]
    fn day(&mut self, text: &str, at: &Path) -> Option<Option<Date>> {
        if text == "today" {
            return Some(None);
        }
        let day = text.parse::<Date>().ok();
        if day.is_none() {
            let told = Diagnostic::new(Code::BadDate, format!("`{text}` is not a date"));
            self.complaints.at(at, told.help("write `today`, or a date such as `2026-10-31`"));
        }
        day.map(Some)
    }

    fn other_day(&mut self, name: &str, at: &Path) -> Option<usize> {
        let field = self.field(name, at)?;
        let is_day = self.fields[field].as_ref().is_some_and(|field| matches!(field.kind, FieldType::Day { .. }));
        if !is_day {
            self.incomplete(at, format!("`{name}` is not a day"));
        }
        is_day.then_some(field)
    }

    fn span(&mut self, raw: RawSpan, at: &Path) -> Option<Span> {
        let RawSpan { days, months, years } = raw;
        let most = 36_500;
        let [days, months, years] = [days, months, years].map(|number| number.unwrap_or(0).min(most));
        if days + months + years == 0 {
            self.incomplete(at, "a length of time has `days`, `months` or `years`".to_owned());
            return None;
        }
        // Years as months: a year has twelve, and a span of ten thousand years is none.
        let months = (i64::from(months) + 12 * i64::from(years)).min(i64::from(most));
        Some(i64::from(days).days().months(months))
    }

    /// Records to begin with say what is required, and nothing that is not there.
    fn starter(&mut self, raw: &RawKind) {
        for (nth, row) in raw.starter.iter().enumerate() {
            let path = Path::root().key("starter").index(nth);
            for key in row.keys().filter(|key| *key != "id") {
                self.field(key, &path.key(key));
            }
            let required = self.fields.iter().flatten().filter(|field| field.required).map(|field| field.name.clone());
            for name in required.collect::<Vec<_>>().into_iter().filter(|name| !row.contains_key(name)) {
                self.incomplete(&path, format!("a record of the starter lacks `{name}`, which is required"));
            }
        }
    }

    fn incomplete(&mut self, at: &Path, message: String) {
        self.complaints.at(at, Diagnostic::new(Code::KindIncomplete, message));
    }
}

/// Small letters, digits and one sign between them.
fn is_name(text: &str, sign: char) -> bool {
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == sign;
    text.starts_with(|letter: char| letter.is_ascii_lowercase()) && text.chars().all(fits) && text.len() <= 60
}

/// `last_review` as `Last review`.
fn heading(name: &str) -> String {
    let mut letters = name.chars().map(|letter| if letter == '_' { ' ' } else { letter });
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
