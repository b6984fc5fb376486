//! A condition on a record. A field that is not said makes it unknown, unless the rest decides alone: no beats unknown where all have to
//! hold, yes beats unknown where one does.

use jiff::{Span, civil::Date};

use super::record::{Record, Value};

/// Whether a condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    Yes,
    No,
    /// A field that decides is not said.
    Unknown,
}

/// A condition on a record, with fields by their positions.
#[derive(Debug, Clone)]
pub enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    /// The field is not said, or is said to be empty.
    Missing(usize),
    /// Some value of the field compares so.
    Some(usize, Comparison),
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

impl Condition {
    /// Whether it holds of a record on a day.
    #[must_use]
    pub fn holds(&self, record: &Record, today: Date) -> Truth {
        match self {
            Self::All(all) => first(all, record, today, Truth::No, Truth::Yes),
            Self::Any(any) => first(any, record, today, Truth::Yes, Truth::No),
            Self::Not(it) => it.holds(record, today).not(),
            Self::Missing(field) => Truth::of(value(record, *field).is_none_or(|value| value.items().is_empty())),
            Self::Some(field, comparison) => {
                let Some(value) = value(record, *field) else { return Truth::Unknown };
                let items = value.items().into_iter().map(|item| comparison.holds(item, record, today));
                decided(items, Truth::Yes, Truth::No)
            }
        }
    }

    /// The fields that it goes by and that a record does not say, in order.
    pub fn lacking(&self, record: &Record, found: &mut Vec<usize>) {
        match self {
            Self::All(list) | Self::Any(list) => list.iter().for_each(|each| each.lacking(record, found)),
            Self::Not(it) => it.lacking(record, found),
            Self::Missing(_) => {}
            Self::Some(field, comparison) => {
                let other = match comparison {
                    Comparison::BeforeField(other) | Comparison::AfterField(other) => Some(*other),
                    _ => None,
                };
                for field in std::iter::once(*field).chain(other) {
                    if value(record, field).is_none() && !found.contains(&field) {
                        found.push(field);
                    }
                }
            }
        }
    }
}

fn value(record: &Record, field: usize) -> Option<&Value> {
    record.cells.get(field)?.as_ref().map(|cell| &cell.value)
}

fn first(list: &[Condition], record: &Record, today: Date, decides: Truth, else_: Truth) -> Truth {
    decided(list.iter().map(|each| each.holds(record, today)), decides, else_)
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
    fn holds(&self, value: &Value, record: &Record, today: Date) -> Truth {
        let number = match value {
            Value::Number(number) => Some(*number),
            Value::Word(at) => i64::try_from(*at).ok(),
            _ => None,
        };
        let day = if let Value::Day(day) = value { Some(*day) } else { None };
        let other = |field: &usize| match self::value(record, *field) {
            Some(Value::Day(day)) => Some(*day),
            _ => None,
        };
        let yes = match self {
            Self::OneOf(values) => Some(values.contains(value)),
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
