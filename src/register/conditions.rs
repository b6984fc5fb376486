//! Raw conditions → [`Condition`]s that fit their fields; every complaint at its place.

use std::collections::BTreeMap;

use jiff::{Span, ToSpan, civil::Date};

use super::{
    condition::{Comparison, Condition, Interval},
    kind::{Field, FieldType},
    raw::{RawCondition, RawInterval, RawLiteral, RawSpan, RawWalk},
    record::Value,
};
use crate::{
    diag::{Code, Complaints, Diagnostic},
    jurisdiction::country,
    source::Path,
};

/// The fields of all kinds, by their names: those that links lead to.
pub(super) type Shapes = BTreeMap<String, Vec<Field>>;

/// Longest time that a kind may name, in days, months or years.
const LONGEST: u32 = 36_500;

/// Builds conditions on the fields of a kind or a group.
pub(super) struct Conditions<'a, 's> {
    pub(super) complaints: &'a mut Complaints<'s>,
    pub(super) shapes: &'a Shapes,
    pub(super) fields: &'a [Field],
    /// Whether it is inside a walk already: one is as deep as a condition goes.
    pub(super) walking: bool,
    /// Whether it may look into the records that links lead to.
    pub(super) links: bool,
}

impl Conditions<'_, '_> {
    /// The position of a field; complains where there is none of that name.
    pub(super) fn field(&mut self, name: &str, at: &Path) -> Option<usize> {
        let found = self.fields.iter().position(|field| field.name == name);
        if found.is_none() {
            let known = self.fields.iter().map(|field| field.name.as_str());
            self.complaints.at(at, Diagnostic::unknown(Code::UnknownField, "field", name, known));
        }
        found
    }

    /// The position of a field that holds days.
    pub(super) fn day_field(&mut self, name: &str, at: &Path) -> Option<usize> {
        let field = self.field(name, at)?;
        let is_day = matches!(self.fields[field].kind, FieldType::Day { .. });
        if !is_day {
            self.incomplete(at, format!("`{name}` is not a day"));
        }
        is_day.then_some(field)
    }

    pub(super) fn condition(&mut self, raw: &RawCondition, path: &Path) -> Option<Condition> {
        let mut found = Vec::new();
        if let Some(all) = &raw.all {
            found.push(self.list(all, &path.key("all")).map(Condition::All));
        }
        if let Some(any) = &raw.any {
            found.push(self.list(any, &path.key("any")).map(Condition::Any));
        }
        if let Some(not) = &raw.not {
            found.push(self.condition(not, &path.key("not")).map(|it| Condition::Not(Box::new(it))));
        }
        for (word, walk) in [("some", &raw.some), ("every", &raw.every)] {
            if let Some(walk) = walk {
                found.push(self.walk(walk, word == "every", &path.key(word)));
            }
        }
        let compared = self.comparisons(raw, path);
        match (found.len(), compared) {
            (1, None) => found.pop().flatten(),
            (0, Some(compared)) => compared,
            _ => {
                let words =
                    "a condition is a `field` with one comparison, or one of `all`, `any`, `not`, `some` and `every`";
                self.incomplete(path, words.to_owned());
                None
            }
        }
    }

    fn list(&mut self, list: &[RawCondition], path: &Path) -> Option<Vec<Condition>> {
        if list.is_empty() {
            self.incomplete(path, "there is no condition in the list".to_owned());
            return None;
        }
        let built = list.iter().enumerate().map(|(at, each)| self.condition(each, &path.index(at)));
        built.collect::<Vec<_>>().into_iter().collect()
    }

    fn walk(&mut self, raw: &RawWalk, every: bool, path: &Path) -> Option<Condition> {
        if self.walking {
            self.incomplete(path, "a walk stands inside another; a condition goes one step".to_owned());
            return None;
        }
        let field = self.field(&raw.of, &path.key("of"))?;
        let kind = self.fields[field].kind.item();
        if !self.links && matches!(kind, FieldType::Link(_)) {
            let words = "what is computed goes by the record alone, not by others".to_owned();
            self.incomplete(&path.key("of"), words);
            return None;
        }
        let (fields, to) = match kind {
            FieldType::Group(fields) => (fields.as_slice(), None),
            // A kind that is not there is told where the field names it.
            FieldType::Link(to) => (self.shapes.get(to)?.as_slice(), Some(to.clone())),
            _ => {
                let message = format!("`{}` is neither a group nor a link, so there is nothing to look into", raw.of);
                self.incomplete(&path.key("of"), message);
                return None;
            }
        };
        let mut inner =
            Conditions { complaints: &mut *self.complaints, shapes: self.shapes, fields, walking: true, links: false };
        let condition = inner.condition(&raw.condition, &path.key("where"))?;
        Some(Condition::Walk { field, every, to, condition: Box::new(condition) })
    }

    /// A field with its comparison. `None` where neither stands there; within, `None` where something is wrong.
    #[allow(clippy::option_option, reason = "not there, there and wrong, and there are three things")]
    fn comparisons(&mut self, raw: &RawCondition, path: &Path) -> Option<Option<Condition>> {
        let given: Vec<&str> = words(raw).into_iter().filter(|(_, is)| *is).map(|(word, _)| word).collect();
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
        let known = self.fields[field].clone();
        let kind = known.kind.item().clone();
        if !fits(word, &kind) {
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
            "before_field" => Some(some(Comparison::BeforeField(self.day_field(raw.before_field.as_deref()?, at)?))),
            "after_field" => Some(some(Comparison::AfterField(self.day_field(raw.after_field.as_deref()?, at)?))),
            "older_than" => Some(some(Comparison::OlderThan(self.span(raw.older_than?, at)?))),
            _ => Some(some(Comparison::Within(self.span(raw.within?, at)?))),
        }
    }

    /// A value to compare with, as the field holds it.
    pub(super) fn literal(&mut self, raw: &RawLiteral, kind: &FieldType, at: &Path) -> Option<Value> {
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

    fn span(&mut self, raw: RawSpan, at: &Path) -> Option<Span> {
        let found = span(raw);
        if found.is_none() {
            self.incomplete(at, format!("a length of time has `days`, `months` or `years`, at most {LONGEST}"));
        }
        found
    }

    /// A length of time: the same for all, by a number field, or by the words of a field.
    pub(super) fn interval(&mut self, raw: &RawInterval, at: &Path) -> Option<Interval> {
        let RawInterval { days, months, years, field, by, of } = raw;
        let plain = RawSpan { days: *days, months: *months, years: *years };
        match (field, by) {
            (None, None) if of.is_empty() => self.span(plain, at).map(Interval::Same),
            (Some(name), None) if plain == RawSpan::default() && of.is_empty() => {
                let field = self.field(name, &at.key("field"))?;
                let unit = match &self.fields[field].kind {
                    FieldType::Number { unit: Some(unit), .. } => Some(unit.as_str()),
                    _ => None,
                };
                let one = match unit {
                    Some("days") => Some(1.days()),
                    Some("months") => Some(1.months()),
                    Some("years") => Some(12.months()),
                    _ => None,
                };
                if one.is_none() {
                    self.incomplete(&at.key("field"), format!("`{name}` is no number of days, months or years"));
                }
                one.map(|one| Interval::Number(field, one))
            }
            (None, Some(name)) if plain == RawSpan::default() => self.by_word(name, of, at),
            _ => {
                let words = "a length of time is the same for all, or by a number `field`, or `by` a word with `of`";
                self.incomplete(at, words.to_owned());
                None
            }
        }
    }

    /// A length for every word of a field.
    fn by_word(&mut self, name: &str, of: &BTreeMap<String, RawSpan>, at: &Path) -> Option<Interval> {
        let field = self.field(name, &at.key("by"))?;
        let FieldType::Word { words, .. } = &self.fields[field].kind else {
            self.incomplete(&at.key("by"), format!("`{name}` has no words to go by"));
            return None;
        };
        for word in of.keys().filter(|word| !words.contains(word)) {
            let known = words.iter().map(String::as_str);
            let told = Diagnostic::unknown(Code::BadValue, "word", word, known);
            self.complaints.at_key(&at.key("of").key(word), told);
        }
        let spans = words.iter().map(|word| {
            if let Some(raw) = of.get(word) {
                return self.span(*raw, &at.key("of").key(word));
            }
            self.incomplete(&at.key("of"), format!("there is no length of time for `{word}`"));
            None
        });
        let spans = spans.collect::<Vec<_>>().into_iter().collect::<Option<Vec<Span>>>()?;
        Some(Interval::Word(field, spans))
    }

    pub(super) fn incomplete(&mut self, at: &Path, message: String) {
        self.complaints.at(at, Diagnostic::new(Code::KindIncomplete, message));
    }
}

/// The comparisons, each with whether it is given.
fn words(raw: &RawCondition) -> [(&'static str, bool); 13] {
    let RawCondition { is, is_not, one_of, none_of, missing, at_least, at_most, .. } = raw;
    let RawCondition { before, after, before_field, after_field, older_than, within, .. } = raw;
    [
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
    ]
}

/// Whether a comparison fits a type.
fn fits(word: &str, kind: &FieldType) -> bool {
    match word {
        "missing" => true,
        "is" | "is_not" | "one_of" | "none_of" => !matches!(kind, FieldType::Day { .. } | FieldType::Group(_)),
        "at_least" | "at_most" => matches!(kind, FieldType::Number { .. } | FieldType::Word { ordered: true, .. }),
        _ => matches!(kind, FieldType::Day { .. }),
    }
}

/// Years count as twelve months. `None` where nothing is said, or too much.
fn span(raw: RawSpan) -> Option<Span> {
    let RawSpan { days, months, years } = raw;
    let [days, months, years] = [days, months, years].map(|number| number.unwrap_or(0));
    let fits = [days, months, years].iter().all(|number| *number <= LONGEST) && days + months + years > 0;
    let months = i64::from(months) + 12 * i64::from(years);
    (fits && months <= i64::from(LONGEST)).then(|| i64::from(days).days().months(months))
}
