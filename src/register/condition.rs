//! A condition on a record. A field that is not said makes it unknown, unless the rest decides alone: no beats unknown where all have to
//! hold, yes beats unknown where one does.

use std::collections::HashMap;

use jiff::{Span, civil::Date};

use super::{
    compute,
    kind::{Field, FieldType},
    record::{Cell, Record, Register, Value},
};

/// Whether a condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    Yes,
    No,
    /// A field that decides is not said.
    Unknown,
}

/// A condition on a record or a group, with fields by their positions.
#[derive(Debug, Clone)]
pub enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    /// The field is not said, or is said to be empty.
    Missing(usize),
    /// Some value of the field compares so.
    Some(usize, Comparison),
    /// Of the groups in a field, or of the records of another kind that it leads to.
    Walk {
        field: usize,
        /// All of them, not one of them.
        every: bool,
        /// The kind that links lead to; `None` for groups.
        to: Option<String>,
        condition: Box<Condition>,
    },
}

/// What a single value is compared with.
#[derive(Debug, Clone)]
pub enum Comparison {
    /// It is one of these.
    OneOf(Vec<Value>),
    /// A number or the position of a word: at least that.
    AtLeast(i64),
    /// A number or the position of a word: at most that.
    AtMost(i64),
    /// A day before that one; before today where none is named.
    Before(Option<Date>),
    /// A day after that one; after today where none is named.
    After(Option<Date>),
    /// A day before that of another field.
    BeforeField(usize),
    /// A day after that of another field.
    AfterField(usize),
    /// A day longer ago than that.
    OlderThan(Span),
    /// A day from today on, no further ahead than that.
    Within(Span),
}

/// A length of time.
#[derive(Debug, Clone)]
pub enum Interval {
    Same(Span),
    /// So many of these as a number field says.
    Number(usize, Span),
    /// One for each word of a field.
    Word(usize, Vec<Span>),
}

/// What conditions are held against beside the record itself.
#[derive(Debug, Clone)]
pub struct Scene<'a> {
    pub today: Date,
    /// Records that links lead to, by kind and id. A kind that is not here was not read, and nothing is known of its records.
    pub others: HashMap<&'a str, HashMap<&'a str, &'a Record>>,
}

impl Scene<'_> {
    /// A day, and no record beside the one that is looked at.
    #[must_use]
    pub fn on(today: Date) -> Self {
        Self { today, others: HashMap::new() }
    }
}

impl<'a> Scene<'a> {
    /// A day, and the registers that links may lead into.
    #[must_use]
    pub fn of(today: Date, registers: impl Iterator<Item = &'a Register>) -> Self {
        let ids = |register: &'a Register| register.records.iter().map(|record| (record.id.as_str(), record)).collect();
        Self { today, others: registers.map(|register| (register.kind.name.as_str(), ids(register))).collect() }
    }
}

impl Truth {
    /// `Yes` or `No`.
    #[must_use]
    pub const fn of(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// Whether a condition holds that may be left out: then it always does.
pub(super) fn holds(condition: Option<&Condition>, cells: &[Option<Cell>], scene: &Scene<'_>) -> Truth {
    condition.map_or(Truth::Yes, |condition| condition.holds(cells, scene))
}

impl Condition {
    /// Whether it holds of what stands in the fields of a record or a group.
    #[must_use]
    pub fn holds(&self, cells: &[Option<Cell>], scene: &Scene<'_>) -> Truth {
        match self {
            Self::All(all) => decided(all.iter().map(|each| each.holds(cells, scene)), Truth::No, Truth::Yes),
            Self::Any(any) => decided(any.iter().map(|each| each.holds(cells, scene)), Truth::Yes, Truth::No),
            Self::Not(it) => it.holds(cells, scene).not(),
            Self::Missing(field) => Truth::of(value(cells, *field).is_none_or(Value::is_empty)),
            Self::Some(field, comparison) => {
                let Some(value) = value(cells, *field) else { return Truth::Unknown };
                let holds = |item: &Value| comparison.holds(item, cells, scene.today);
                match value {
                    Value::List(_) | Value::Map(_) => {
                        decided(value.items().into_iter().map(holds), Truth::Yes, Truth::No)
                    }
                    one => holds(one),
                }
            }
            Self::Walk { field, every, to, condition } => {
                let Some(value) = value(cells, *field) else { return Truth::Unknown };
                let each = value.items().into_iter().map(|item| inside(item, to.as_deref(), condition, scene));
                if *every { decided(each, Truth::No, Truth::Yes) } else { decided(each, Truth::Yes, Truth::No) }
            }
        }
    }

    /// The same where of a field that is not said nobody knows whether it is missing: what it then cannot tell, only a field that is not
    /// said decides.
    pub(super) fn as_far_as_said(&self) -> Self {
        let each = |list: &[Self]| list.iter().map(Self::as_far_as_said).collect();
        match self {
            Self::All(all) => Self::All(each(all)),
            Self::Any(any) => Self::Any(each(any)),
            Self::Not(it) => Self::Not(Box::new(it.as_far_as_said())),
            // No value is one of none.
            Self::Missing(field) => Self::Some(*field, Comparison::OneOf(Vec::new())),
            Self::Walk { field, every, to, condition } => {
                let condition = Box::new(condition.as_far_as_said());
                Self::Walk { field: *field, every: *every, to: to.clone(), condition }
            }
            Self::Some(..) => self.clone(),
        }
    }

    /// The kinds of the linked records that it looks into.
    pub fn looks_into<'a>(&'a self, found: &mut Vec<&'a str>) {
        match self {
            Self::All(list) | Self::Any(list) => list.iter().for_each(|each| each.looks_into(found)),
            Self::Not(it) => it.looks_into(found),
            Self::Walk { to, condition, .. } => {
                found.extend(to.as_deref());
                condition.looks_into(found);
            }
            Self::Missing(_) | Self::Some(..) => {}
        }
    }

    /// The names of the fields that it goes by and that are not said, in order; `fields` are those of the record or group.
    pub fn lacking(&self, cells: &[Option<Cell>], fields: &[Field], found: &mut Vec<String>) {
        let mut add = |at: usize| {
            let field = &fields[at];
            if value(cells, at).is_some() {
                return;
            }
            // Of what is computed, that which it goes by.
            let names =
                if field.rules.is_empty() { vec![field.name.clone()] } else { compute::lacking(field, cells, fields) };
            found.extend(names.into_iter().filter(|name| !found.contains(name)).collect::<Vec<_>>());
        };
        match self {
            Self::All(list) | Self::Any(list) => list.iter().for_each(|each| each.lacking(cells, fields, found)),
            Self::Not(it) => it.lacking(cells, fields, found),
            Self::Missing(_) => {}
            Self::Some(field, comparison) => {
                add(*field);
                if let Comparison::BeforeField(other) | Comparison::AfterField(other) = comparison {
                    add(*other);
                }
            }
            Self::Walk { field, condition, .. } => {
                add(*field);
                let FieldType::Group(inner) = fields[*field].kind.item() else { return };
                for item in value(cells, *field).map(Value::items).unwrap_or_default() {
                    if let Value::Group(cells) = item {
                        condition.lacking(cells, inner, found);
                    }
                }
            }
        }
    }
}

/// Whether a condition holds of a group, or of the record that a link leads to.
fn inside(item: &Value, to: Option<&str>, condition: &Condition, scene: &Scene<'_>) -> Truth {
    match (item, to) {
        (Value::Group(cells), None) => condition.holds(cells, scene),
        (Value::Text(id), Some(kind)) => {
            let record = scene.others.get(kind).and_then(|records| records.get(id.as_str()));
            record.map_or(Truth::Unknown, |record| condition.holds(&record.cells, scene))
        }
        _ => Truth::Unknown,
    }
}

fn value(cells: &[Option<Cell>], field: usize) -> Option<&Value> {
    cells.get(field)?.as_ref().map(|cell| &cell.value)
}

/// What `decides` where one of them is that; unknown where one is; else the other.
fn decided(truths: impl Iterator<Item = Truth>, decides: Truth, otherwise: Truth) -> Truth {
    let mut answer = otherwise;
    for truth in truths {
        if truth == decides {
            return decides;
        }
        if truth == Truth::Unknown {
            answer = Truth::Unknown;
        }
    }
    answer
}

impl Comparison {
    fn holds(&self, item: &Value, cells: &[Option<Cell>], today: Date) -> Truth {
        let number = match item {
            Value::Number(number) => Some(*number),
            Value::Word(at) => i64::try_from(*at).ok(),
            _ => None,
        };
        let day = if let Value::Day(day) = item { Some(*day) } else { None };
        let other = |field: &usize| match value(cells, *field) {
            Some(Value::Day(day)) => Some(*day),
            _ => None,
        };
        let yes = match self {
            Self::OneOf(values) => Some(values.contains(item)),
            Self::AtLeast(least) => number.map(|number| number >= *least),
            Self::AtMost(most) => number.map(|number| number <= *most),
            Self::Before(limit) => day.map(|day| day < limit.unwrap_or(today)),
            Self::After(limit) => day.map(|day| day > limit.unwrap_or(today)),
            Self::BeforeField(field) => day.zip(other(field)).map(|(day, other)| day < other),
            Self::AfterField(field) => day.zip(other(field)).map(|(day, other)| day > other),
            Self::OlderThan(span) => day.map(|day| day < today.saturating_sub(*span)),
            Self::Within(span) => day.map(|day| day >= today && day <= today.saturating_add(*span)),
        };
        yes.map_or(Truth::Unknown, Truth::of)
    }
}

impl Interval {
    /// How long it is for a record. `None` where a field that says it is not said.
    #[must_use]
    pub fn span(&self, cells: &[Option<Cell>]) -> Option<Span> {
        match self {
            Self::Same(span) => Some(*span),
            Self::Number(field, one) => match value(cells, *field) {
                Some(Value::Number(number)) => one.checked_mul(*number).ok(),
                _ => None,
            },
            Self::Word(field, spans) => match value(cells, *field) {
                Some(Value::Word(at)) => spans.get(*at).copied(),
                _ => None,
            },
        }
    }

    /// The same in words, such as `36 months`; empty where it is nothing.
    #[must_use]
    pub fn words(&self, cells: &[Option<Cell>]) -> Option<String> {
        let span = self.span(cells)?;
        let parts = [
            (i64::from(span.get_years()), "year"),
            (i64::from(span.get_months()), "month"),
            (i64::from(span.get_days()), "day"),
        ];
        let said = parts.into_iter().filter(|(number, _)| *number != 0);
        let said = said.map(|(number, one)| format!("{number} {one}{}", if number == 1 { "" } else { "s" }));
        Some(said.collect::<Vec<_>>().join(" "))
    }

    /// The field that says it, where one does.
    #[must_use]
    pub const fn field(&self) -> Option<usize> {
        match self {
            Self::Same(_) => None,
            Self::Number(field, _) | Self::Word(field, _) => Some(*field),
        }
    }
}
