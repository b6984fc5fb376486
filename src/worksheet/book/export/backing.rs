//! What a record backs on the day of the score sheet, as a formula. No formula opens a file: where the method weighs records, one
//! counts for what was found when the workbook was made, and for nothing once a cell of it is another.

use jiff::civil::Date;
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use super::{Export, cell, letters, looks::Looks};

/// What a record was found to be enough for, and in which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backing {
    /// The level that it is enough for.
    pub level: u8,
    /// The first and the last day on which it counts; a day that is not known bounds nothing.
    pub first: Option<Date>,
    pub last: Option<Date>,
}

/// Where the cells of a record stand, from 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells {
    pub(super) row: u32,
    /// Its first cell, and how many there are.
    pub(super) first: u16,
    pub(super) count: u16,
    /// Those that say what it is, from when and until when it counts; and what it shows, where there is room for that.
    pub(super) what: u16,
    pub(super) from: u16,
    pub(super) until: u16,
    pub(super) shows: Option<u16>,
}

/// The day on which evidence is weighed.
const DAY: &str = "Scores!$B$2";

/// Writes what a record backs into `column`, and behind it, where that is needed, its cells as they went out. All of it is
/// hidden and locked.
pub(super) fn write(
    sheet: &mut Worksheet,
    cells: Cells,
    column: u16,
    of: Export<'_>,
    words: Option<&[String]>,
    backing: Option<Backing>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let Cells { row, .. } = cells;
    if of.framework.evidence.is_none() {
        let (formula, now) = believed(cells, of, words);
        sheet.write_formula(row, column, Formula::new(formula).set_result(now.to_string()))?;
        return Ok(());
    }
    let Some((words, backing)) = words.zip(backing) else {
        sheet.write_number(row, column, 0)?;
        return Ok(());
    };
    for (at, words) in (0..).zip(words) {
        let day = [cells.from, cells.until].contains(&(cells.first + at));
        cell(sheet, row, column + 1 + at, words, day, looks)?;
        // The copy is not to be typed into.
        let format = if day { &looks.locked_day } else { &looks.locked };
        sheet.set_cell_format(row, column + 1 + at, format)?;
    }
    let now = backing.first.is_none_or(|first| first <= of.today) && backing.last.is_none_or(|last| of.today <= last);
    let now = if now { backing.level } else { 0 };
    sheet.write_formula(row, column, Formula::new(found(cells, column, of, backing)).set_result(now.to_string()))?;
    Ok(())
}

/// What counts as verified on the day of the score sheet, of the level in the cell `level`: what was found when the workbook was
/// made, for nobody verifies anything in it.
pub(super) fn verified(level: &str, of: Export<'_>, found: Option<(u8, Date)>) -> String {
    found.map_or_else(
        || "=0".to_owned(),
        |(found, last)| {
            let (made, last) = (date(of.today), date(last));
            format!("=IF(AND({DAY}>={made},{DAY}<={last}),MIN({level},{found}),0)")
        },
    )
}

/// The level of a record that is as it went out, in the days in which it counts. Before the day on which its file was looked
/// at nothing is known of it.
fn found(cells: Cells, column: u16, of: Export<'_>, backing: Backing) -> String {
    let line = cells.row + 1;
    let same = (0..cells.count)
        .map(|at| format!("EXACT({}{line},{}{line})", letters(cells.first + at), letters(column + 1 + at)));
    let first = backing.first.map_or(of.today, |first| first.max(of.today));
    let mut holds: Vec<String> = same.collect();
    holds.push(format!("{DAY}>={}", date(first)));
    holds.extend(backing.last.map(|last| format!("{DAY}<={}", date(last))));
    format!("=IF(AND({}),{},0)", holds.join(","), backing.level)
}

/// The level that a record says to be enough for: of a method that does not weigh records.
fn believed(cells: Cells, of: Export<'_>, words: Option<&[String]>) -> (String, usize) {
    let (line, levels) = (cells.row + 1, of.framework.levels.len());
    let name = |column: u16| format!("{}{line}", letters(column));
    let (what, from, until) = (name(cells.what), name(cells.from), name(cells.until));
    let level = cells.shows.map_or(levels.to_string(), |shows| {
        let shows = name(shows);
        format!("IF({shows}=\"\",{levels},MATCH({shows},Lists!$A$1:$A${levels},0)-1)")
    });
    let holds = format!("{what}<>\"\",OR({from}=\"\",{from}<={DAY}),OR({until}=\"\",{until}>={DAY})");
    let word = |column: u16| words.map_or("", |words| words[usize::from(column - cells.first)].as_str());
    let day = |column: u16| word(column).parse::<Date>().ok();
    let counts = !word(cells.what).is_empty()
        && day(cells.from).is_none_or(|from| from <= of.today)
        && day(cells.until).is_none_or(|until| of.today <= until);
    let shown = cells.shows.and_then(|shows| of.framework.level(word(shows))).map_or(levels, usize::from);
    (format!("=IF(AND({holds}),{level},0)"), if counts { shown } else { 0 })
}

/// A day within a formula.
fn date(day: Date) -> String {
    format!("DATE({},{},{})", day.year(), day.month(), day.day())
}
