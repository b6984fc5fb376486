//! A figure held against a bound: which records keep it from being reached.

use std::cmp::Reverse;

use super::{
    condition::{Condition, Scene, Truth, holds},
    figure::{Figure, Row, Take, rank},
    kind::{FieldType, Kind},
    raw::RawBound,
    record::{Record, Register},
};

/// What a figure has to come to; of a share, in per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    AtLeast(i64),
    MoreThan(i64),
    AtMost(i64),
}

/// A bound that is missed. What is not said counts as not keeping it.
#[derive(Debug, Clone)]
pub struct Missed<'a> {
    /// What the figure comes to, as people read it: `12 of 30 (40%)`, `1 of 4`, `45`.
    pub comes_to: String,
    /// Records to look at: of a share those that are not shown, of a number of records those that are, else those out of bounds.
    pub records: Vec<&'a Record>,
    /// Whether those are the only ones that count, and not those that fail to.
    pub only: bool,
    /// Records of which it is not said.
    pub untold: Vec<&'a Record>,
}

/// A bound that no register can decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Idle {
    /// Whatever is recorded, it is kept.
    AlwaysKept,
    /// Whatever is recorded, it is missed.
    AlwaysMissed,
}

impl Bound {
    /// The one bound that is named; `None` where there is none, or more than one.
    #[must_use]
    pub fn of(raw: &RawBound) -> Option<Self> {
        match (raw.at_least, raw.more_than, raw.at_most) {
            (Some(bound), None, None) => Some(Self::AtLeast(bound)),
            (None, Some(bound), None) => Some(Self::MoreThan(bound)),
            (None, None, Some(bound)) => Some(Self::AtMost(bound)),
            _ => None,
        }
    }

    /// Whether a figure keeps it; both by the same measure.
    const fn keeps(self, value: i64, bound: i64) -> bool {
        match self {
            Self::AtLeast(_) => value >= bound,
            Self::MoreThan(_) => value > bound,
            Self::AtMost(_) => value <= bound,
        }
    }

    const fn number(self) -> i64 {
        match self {
            Self::AtLeast(bound) | Self::MoreThan(bound) | Self::AtMost(bound) => bound,
        }
    }
}

impl Figure {
    /// Why it misses a bound; `None` where it keeps it, or where there is no case.
    #[must_use]
    pub fn missed<'a>(&'a self, bound: Bound, register: &'a Register, scene: &'a Scene<'_>) -> Option<Missed<'a>> {
        let mut rows: Vec<(&Record, Row)> = self.rows(register, scene).collect();
        let upper = matches!(bound, Bound::AtMost(_));
        match self.take {
            _ if rows.is_empty() => None,
            Take::Count | Take::Share => {
                // What only a field that is not said keeps from counting is told as such.
                let said = self.counted.as_ref().filter(|_| !upper).map(Condition::as_far_as_said);
                for (record, row) in rows.iter_mut().filter(|(_, row)| *row == Row::Not) {
                    if holds(said.as_ref(), &record.cells, scene) == Truth::Unknown {
                        *row = Row::Untold;
                    }
                }
                self.missed_by_records(bound, upper, &rows)
            }
            Take::Percentile(_, percent) => missed_by_number(bound, upper, percent, &rows),
            Take::Maximum(_) => missed_by_number(bound, upper, 100, &rows),
        }
    }

    fn missed_by_records<'a>(&self, bound: Bound, upper: bool, rows: &[(&'a Record, Row)]) -> Option<Missed<'a>> {
        let of = |which: &dyn Fn(Row) -> bool| -> Vec<&'a Record> {
            rows.iter().filter(|(_, row)| which(*row)).map(|(record, _)| *record).collect()
        };
        let (counted, not) = (of(&|row| matches!(row, Row::Counts(_))), of(&|row| row == Row::Not));
        let untold = of(&|row| row == Row::Untold);
        let many = |list: &[&Record]| i64::try_from(list.len()).unwrap_or(i64::MAX);
        let cases = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let counts = many(&counted) + if upper { many(&untold) } else { 0 };
        // A share by its fraction, so that nothing is rounded into a bound.
        let share = self.take == Take::Share;
        let (value, asked) = if share { (counts * 100, bound.number() * cases) } else { (counts, bound.number()) };
        if bound.keeps(value, asked) {
            return None;
        }
        let per_cent = if share { format!(" ({})", per_cent(counts, cases, upper)) } else { String::new() };
        let only = !share && !upper;
        let records = if upper || only { counted } else { not };
        Some(Missed { comes_to: format!("{counts} of {cases}{per_cent}"), records, only, untold })
    }

    /// Why no register can decide a bound on it.
    #[must_use]
    pub fn idle(&self, bound: Bound, kind: &Kind) -> Option<Idle> {
        let all = self.counted.is_none();
        // What it comes to at the least and at the most, where there is a case.
        let (least, most) = match self.take {
            Take::Share => (if all { 100 } else { 0 }, 100),
            Take::Count => (i64::from(all), i64::MAX),
            Take::Percentile(field, _) | Take::Maximum(field) => match &kind.fields[field].kind {
                FieldType::Number { least, most, .. } => (*least, *most),
                _ => (i64::MIN, i64::MAX),
            },
        };
        let number = bound.number();
        match (bound.keeps(least, number), bound.keeps(most, number)) {
            (true, true) => Some(Idle::AlwaysKept),
            (false, false) => Some(Idle::AlwaysMissed),
            _ => None,
        }
    }
}

/// Why the number that `percent` of the records do not exceed misses a bound; one that is not said is taken for the worst.
fn missed_by_number<'a>(bound: Bound, upper: bool, percent: u8, rows: &[(&'a Record, Row)]) -> Option<Missed<'a>> {
    let mut numbers: Vec<(&Record, Option<i64>)> = Vec::new();
    for (record, row) in rows {
        match row {
            Row::Counts(number) => numbers.push((record, Some(*number))),
            Row::Untold => numbers.push((record, None)),
            Row::Not => {}
        }
    }
    if upper {
        numbers.sort_by_key(|(_, number)| (number.is_none(), *number));
    } else {
        numbers.sort_by_key(|(_, number)| *number);
    }
    let (_, value) = numbers.get(rank(numbers.len(), percent)?)?;
    if value.is_some_and(|value| bound.keeps(value, bound.number())) {
        return None;
    }
    let out = |number: i64| !bound.keeps(number, bound.number());
    let mut records: Vec<(&Record, i64)> = numbers
        .iter()
        .filter_map(|(record, number)| Some((*record, (*number).filter(|number| out(*number))?)))
        .collect();
    if upper {
        records.sort_by_key(|(_, number)| Reverse(*number));
    }
    Some(Missed {
        comes_to: value.map_or_else(|| "not said".to_owned(), |value| value.to_string()),
        records: records.into_iter().map(|(record, _)| record).collect(),
        only: false,
        untold: numbers.iter().filter(|(_, number)| number.is_none()).map(|(record, _)| *record).collect(),
    })
}

/// A share with a tenth, which never reads as if it kept the bound that it misses.
fn per_cent(counted: i64, cases: i64, upper: bool) -> String {
    let whole = counted * 1000;
    let tenths = if upper { (whole + cases - 1) / cases } else { whole / cases };
    match tenths % 10 {
        0 => format!("{}%", tenths / 10),
        tenth => format!("{}.{tenth}%", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of a register without fields; only what each adds to a figure is looked at.
    fn records(rows: &[Row]) -> Vec<(Record, Row)> {
        let mut sources = crate::source::Sources::default();
        let source = sources.add("records.yaml", "");
        let record = |at: usize| Record { id: format!("R-{at}"), source, range: 0..0, cells: Vec::new() };
        rows.iter().enumerate().map(|(at, row)| (record(at + 1), *row)).collect()
    }

    #[test]
    fn a_number_that_is_not_said_is_taken_for_the_worst() {
        let number = Row::Counts;
        // The rows, the bound, the percentage, and what it comes to where the bound is missed.
        let cases: [(&[Row], Bound, u8, Option<&str>); 9] = [
            (&[number(5), number(40)], Bound::AtMost(40), 100, None),
            (&[number(5), number(41)], Bound::AtMost(40), 100, Some("41")),
            (&[number(5), Row::Untold], Bound::AtMost(40), 100, Some("not said")),
            (&[number(5), Row::Untold], Bound::AtMost(40), 50, None),
            (&[number(5), Row::Not], Bound::AtMost(4), 100, Some("5")),
            (&[number(5), number(6), Row::Untold], Bound::AtLeast(5), 50, None),
            (&[number(5), Row::Untold], Bound::AtLeast(1), 50, Some("not said")),
            (&[number(5)], Bound::MoreThan(5), 100, Some("5")),
            (&[Row::Not], Bound::AtLeast(5), 100, None),
        ];
        for (rows, bound, percent, expected) in cases {
            let rows = records(rows);
            let rows: Vec<(&Record, Row)> = rows.iter().map(|(record, row)| (record, *row)).collect();
            let missed = missed_by_number(bound, matches!(bound, Bound::AtMost(_)), percent, &rows);
            assert_eq!(missed.map(|missed| missed.comes_to).as_deref(), expected, "{rows:?} {bound:?} {percent}");
        }
    }

    #[test]
    fn a_share_that_misses_its_bound_never_reads_as_if_it_kept_it() {
        let shares = [(12, 30, false, "40%"), (19_999, 40_000, false, "49.9%"), (2, 3, false, "66.6%")];
        let upper = [(1, 3, true, "33.4%"), (20_001, 40_000, true, "50.1%"), (0, 3, true, "0%")];
        for (counted, cases, above, expected) in shares.into_iter().chain(upper) {
            assert_eq!(per_cent(counted, cases, above), expected, "{counted} of {cases}");
        }
    }
}
