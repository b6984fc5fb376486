//! The sheet of further records: a row a record, whichever practice it belongs to.

use rust_xlsxwriter::{DataValidation, DataValidationRule, ExcelDateTime, Formula, Worksheet, XlsxError};

use super::{
    super::rows::{extra_rows, room},
    Export, backing, cell,
    looks::{Looks, high, paper, protect},
};

/// Headings with their widths.
const COLUMNS: [(&str, u16); 9] = [
    ("Practice", 11),
    ("What", 40),
    ("Where", 34),
    ("Valid from", 12),
    ("Valid until", 12),
    ("Collected", 12),
    ("Shows", 14),
    ("Owner", 20),
    ("SHA-256", 24),
];

/// The hidden column of what a record backs; its cells as they went out stand behind it.
const BACKS: u16 = 9;

/// Empty rows that are printed, to be filled in by hand.
const SPARE: u32 = 15;

pub(super) fn write(sheet: &mut Worksheet, of: Export<'_>, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("Evidence")?;
    for (column, (head, width)) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, head, &looks.head)?.set_column_width(column, width)?;
    }
    high(sheet, 0, 2, [])?;
    let extra = extra_rows(of.framework, of.profile, of.entries);
    let levels = of.framework.levels.len();
    let end = room(extra.len());
    for row in 1..=end {
        let cells = extra.get(row as usize - 1).map(|record| &record.cells);
        for column in 0..9_u16 {
            let words = cells.map_or("", |cells| cells[usize::from(column)].as_str());
            cell(sheet, row, column, words, (3..6).contains(&column), looks)?;
        }
        let shown = cells.into_iter().flatten().zip(COLUMNS).map(|(words, (_, width))| (words.as_str(), width));
        high(sheet, row, 1, shown)?;
        let backing = extra.get(row as usize - 1).and_then(|record| of.figures.record(record.practice, record.at));
        let place = backing::Cells { row, first: 0, count: 9, what: 1, from: 3, until: 4, shows: Some(6) };
        backing::write(sheet, place, BACKS, of, cells.map(|cells| &cells[..]), backing, looks)?;
    }
    let asked = of.framework.practices.len();
    let practices = DataValidation::new()
        .allow_list_formula(Formula::new(format!("=Lists!$B$1:$B${asked}")))
        .set_error_title("No such practice")?
        .set_error_message("Choose the practice that the record belongs to.")?;
    sheet.add_data_validation(1, 0, end, 0, &practices)?;
    let begin = ExcelDateTime::from_ymd(1990, 1, 1)?;
    let days = DataValidation::new()
        .allow_date(DataValidationRule::GreaterThan(begin))
        .set_error_title("No date")?
        .set_error_message("Write a date such as 2026-10-31.")?;
    sheet.add_data_validation(1, 3, end, 5, &days)?;
    let shown = DataValidation::new()
        .allow_list_formula(Formula::new(format!("=Lists!$A$1:$A${levels}")))
        .set_error_title("No such level")?
        .set_error_message("Choose the level that the record is enough for, or leave it empty.")?;
    sheet.add_data_validation(1, 6, end, 6, &shown)?;
    for column in BACKS..BACKS + 10 {
        sheet.set_column_hidden(column)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    paper(sheet, of.name, true);
    let printed = u32::try_from(extra.len()).unwrap_or(0) + SPARE;
    sheet.set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?.set_print_area(0, 0, printed.min(end), 8)?;
    protect(sheet);
    Ok(())
}
