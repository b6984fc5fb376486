//! A figure out of a register: how many records, which share of them, or how large a number of theirs is. A typed word for whatever rests
//! on records, such as metrics and answers that are held against them.

use std::collections::BTreeMap;

use super::{
    condition::{Condition, Scene, Truth, holds},
    conditions::Conditions,
    kind::{FieldType, Kinds},
    raw::{RawFigure, RawTake},
    record::{Record, Register, Value},
};
use crate::{
    diag::{Code, Complaints, Diagnostic},
    source::Path,
};

/// A figure that can be taken of a register.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The kind of record.
    pub kind: String,
    /// Records in question; all where nothing is said.
    among: Option<Condition>,
    /// Records that count; all that are in question where nothing is said.
    pub(super) counted: Option<Condition>,
    pub(super) take: Take,
}

/// What is taken of the records that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Take {
    Count,
    /// Of those in question, in basis points.
    Share,
    /// Of a number field, the least that so many per cent of the records do not exceed.
    Percentile(usize, u8),
    Maximum(usize),
}

/// What a record in question adds to a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// It counts, with the number that is looked at; 1 where records are only counted.
    Counts(i64),
    Not,
    /// It cannot be told whether it counts, or its number is not said.
    Untold,
}

/// A figure that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// A number, or a share in basis points; `None` where there is no case: no record in question, or none with the number.
    pub value: Option<i64>,
    /// Records in question.
    pub cases: usize,
    /// Records that count.
    pub counted: usize,
    /// Records of which it cannot be told whether they are in question or count, or whose number is not said.
    pub untold: usize,
}

impl Figure {
    /// Builds a figure on one of the kinds; complains of what does not fit at `path`.
    pub fn of(raw: &RawFigure, kinds: &Kinds, path: &Path, complaints: &mut Complaints<'_>) -> Option<Self> {
        let Some(kind) = kinds.get(&raw.of) else {
            let told = Diagnostic::unknown(Code::UnknownId, "kind of record", &raw.of, kinds.names().iter().copied());
            complaints.at(&path.key("of"), told);
            return None;
        };
        let shapes = kinds.iter().map(|kind| (kind.name.clone(), kind.fields.clone())).collect::<BTreeMap<_, _>>();
        let mut conditions =
            Conditions { complaints, shapes: &shapes, fields: &kind.fields, walking: false, links: true };
        let mut condition = |raw: &Option<_>, key: &str| match raw {
            Some(raw) => conditions.condition(raw, &path.key(key)).map(Some),
            None => Some(None),
        };
        let (among, counted) = (condition(&raw.among, "among"), condition(&raw.counted, "where"));
        let mut number = || {
            let name = raw.field.as_deref().unwrap_or_default();
            let field = conditions.field(name, &path.key("field"))?;
            let fits = matches!(kind.fields[field].kind, FieldType::Number { .. });
            if !fits {
                conditions.incomplete(&path.key("field"), format!("`{name}` is not a number"));
            }
            fits.then_some(field)
        };
        let take = match (raw.take, raw.percent) {
            (RawTake::Count, None) => Some(Take::Count),
            (RawTake::Share, None) => Some(Take::Share),
            (RawTake::Median, None) => number().map(|field| Take::Percentile(field, 50)),
            (RawTake::Maximum, None) => number().map(Take::Maximum),
            (RawTake::Percentile, Some(percent @ 1..=100)) => number().map(|field| Take::Percentile(field, percent)),
            (RawTake::Percentile, _) => {
                conditions.incomplete(path, "a percentile has `percent`, from 1 to 100".to_owned());
                None
            }
            (_, Some(_)) => {
                conditions.incomplete(&path.key("percent"), "`percent` goes with a percentile".to_owned());
                None
            }
        };
        Some(Self { kind: raw.of.clone(), among: among?, counted: counted?, take: take? })
    }

    /// The kinds of record that it goes by: its own, and those of the linked records that its conditions look into.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        let mut found = vec![self.kind.as_str()];
        for condition in self.among.iter().chain(&self.counted) {
            condition.looks_into(&mut found);
        }
        found.into_iter()
    }

    /// Whether it is a share of the records in question.
    #[must_use]
    pub fn is_share(&self) -> bool {
        self.take == Take::Share
    }

    /// Takes it of a register of its kind.
    #[must_use]
    pub fn take(&self, register: &Register, scene: &Scene<'_>) -> Taken {
        let (mut taken, mut numbers) = (Taken { value: None, cases: 0, counted: 0, untold: 0 }, Vec::new());
        for (_, row) in self.rows(register, scene) {
            taken.cases += 1;
            match row {
                Row::Counts(number) => {
                    taken.counted += 1;
                    numbers.push(number);
                }
                Row::Not => {}
                Row::Untold => taken.untold += 1,
            }
        }
        numbers.sort_unstable();
        taken.value = match self.take {
            Take::Count => i64::try_from(taken.counted).ok().filter(|_| taken.cases > 0),
            Take::Share => share(taken.counted, taken.cases),
            Take::Percentile(_, percent) => rank(numbers.len(), percent).and_then(|at| numbers.get(at).copied()),
            Take::Maximum(_) => numbers.last().copied(),
        };
        taken
    }

    /// The records in question, each with what it adds.
    pub(super) fn rows<'a>(
        &'a self,
        register: &'a Register,
        scene: &'a Scene<'_>,
    ) -> impl Iterator<Item = (&'a Record, Row)> {
        register.records.iter().filter_map(|record| {
            let among = holds(self.among.as_ref(), &record.cells, scene);
            let row = match (among, holds(self.counted.as_ref(), &record.cells, scene)) {
                (Truth::No, _) => return None,
                (Truth::Yes, Truth::Yes) => self.number(record).map_or(Row::Untold, Row::Counts),
                (_, Truth::No) => Row::Not,
                _ => Row::Untold,
            };
            Some((record, row))
        })
    }

    /// The number that is looked at; any where records are only counted.
    fn number(&self, record: &Record) -> Option<i64> {
        match self.take {
            Take::Count | Take::Share => Some(1),
            Take::Percentile(field, _) | Take::Maximum(field) => match &record.cells[field].as_ref()?.value {
                Value::Number(number) => Some(*number),
                _ => None,
            },
        }
    }
}

/// A share in basis points, halves up; `None` of nothing.
fn share(counted: usize, cases: usize) -> Option<i64> {
    let (counted, cases) = (i64::try_from(counted).ok()?, i64::try_from(cases).ok()?);
    (cases > 0).then(|| (2 * counted * 10_000 + cases) / (2 * cases))
}

/// The position of the value that `percent` of so many, in order, do not exceed: the nearest rank.
pub(super) fn rank(many: usize, percent: u8) -> Option<usize> {
    (many * usize::from(percent)).div_ceil(100).checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_half_up_and_there_is_none_of_nothing() {
        let shares = [(0, 3, 0), (1, 3, 3333), (2, 3, 6667), (1, 8, 1250), (1, 20_000, 1), (3, 3, 10_000)];
        for (counted, cases, expected) in shares {
            assert_eq!(share(counted, cases), Some(expected), "{counted} of {cases}");
        }
        assert_eq!(share(0, 0), None);
    }

    #[test]
    fn a_percentile_is_the_value_at_the_nearest_rank() {
        let ranks = [(5, 30, 1), (5, 40, 1), (5, 50, 2), (5, 100, 4), (1, 1, 0), (10, 90, 8)];
        for (many, percent, at) in ranks {
            assert_eq!(rank(many, percent), Some(at), "{percent} % of {many}");
        }
        assert_eq!(rank(0, 50), None);
    }
}
