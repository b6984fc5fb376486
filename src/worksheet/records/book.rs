//! Records as a workbook: out to the departments, and back. A row a record, a column a field; rows below are for new ones.

use jiff::civil::Date;
use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use crate::worksheet::book::{ImportError, Looks, hide, open, paper, protect, sheet, shown};

/// A register as a sheet.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The key of the list of records, which names the kind.
    pub key: String,
    pub title: String,
    /// What it is for, in a sentence or two.
    pub about: String,
    /// One a field, in order; the id stands before them.
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

/// A field of the records.
#[derive(Debug, Clone)]
pub struct Column {
    pub name: String,
    pub heading: String,
    /// What belongs there.
    pub help: String,
    pub holds: Columns,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Columns {
    Words,
    Day,
    /// One of these.
    Choice(Vec<String>),
    /// What is computed, or has no room in a cell: shown, and not taken back.
    Locked,
}

/// A record: what stands in its cells, in the order of the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub id: String,
    pub cells: Vec<String>,
    /// The row of the workbook, from 1; 0 before there is one.
    pub number: u32,
}

/// A workbook that came back.
#[derive(Debug)]
pub struct Copy {
    /// The key of the list of records.
    pub key: String,
    /// The text of the register that it was made from.
    pub text: String,
    /// Names of its columns, in order.
    pub names: Vec<String>,
    pub rows: Vec<Row>,
}

/// Name of the sheet of records.
const RECORDS: &str = "Records";
/// What the hidden sheet begins with.
const MARK: &str = "dmf records 1";
/// The row of headings, and the first row of records, from 0.
const HEAD: u32 = 3;
const FIRST: u32 = 4;
/// Rows for new records.
const ROOM: u32 = 100;
/// Most letters of a list to choose from that a workbook takes.
const LONGEST_LIST: usize = 250;

/// The bytes of the workbook. The same register on the same day makes the same bytes.
///
/// # Errors
/// When it holds more than a workbook can.
pub fn export(of: &Sheet, text: &str, today: Date) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mut book = Workbook::new();
    let made = ExcelDateTime::parse_from_str(&format!("{today}T00:00:00"))?;
    book.set_properties(&DocProperties::new().set_title(of.title.as_str()).set_creation_datetime(&made));
    let page = book.add_worksheet();
    page.set_name(RECORDS)?;
    heads(page, of, &looks)?;
    for (row, record) in (FIRST..).zip(&of.rows) {
        page.write_string_with_format(row, 0, &record.id, &looks.key)?;
        for ((at, column), words) in (1..).zip(&of.columns).zip(&record.cells) {
            cell(page, row, at, &column.holds, words, &looks)?;
        }
    }
    let last = FIRST + u32::try_from(of.rows.len()).unwrap_or(u32::MAX - 2 * ROOM);
    for row in last..last + ROOM {
        page.write_blank(row, 0, &looks.open)?;
        for (at, column) in (1..).zip(&of.columns) {
            cell(page, row, at, &column.holds, "", &looks)?;
        }
    }
    for (at, column) in (1..).zip(&of.columns) {
        if let Columns::Choice(words) = &column.holds
            && words.iter().map(|word| word.len() + 1).sum::<usize>() < LONGEST_LIST
        {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let choices = DataValidation::new().allow_list_strings(&words)?;
            page.add_data_validation(FIRST, at, last + ROOM - 1, at, &choices)?;
        }
    }
    page.set_freeze_panes(FIRST, 1)?;
    protect(page);
    paper(page, &of.title, true);
    hide(book.add_worksheet(), (MARK, &of.key), text)?;
    book.save_to_buffer()
}

/// The title, what the register is for, and a heading with its explanation for each column. The names of fields stand in a hidden row.
fn heads(page: &mut Worksheet, of: &Sheet, looks: &Looks) -> Result<(), XlsxError> {
    page.write_string_with_format(0, 0, &of.title, &looks.title)?;
    page.write_string_with_format(1, 0, &of.about, &looks.quiet)?;
    page.write_string(2, 0, "id")?;
    page.write_string_with_format(HEAD, 0, "Id", &looks.head)?;
    page.set_column_width(0, 12)?;
    for (at, column) in (1..).zip(&of.columns) {
        page.write_string(2, at, &column.name)?;
        page.write_string_with_format(HEAD, at, &column.heading, &looks.head)?;
        page.set_column_width(at, if column.holds == Columns::Day { 14 } else { 24 })?;
        let note = rust_xlsxwriter::Note::new(column.help.as_str()).set_author("dmf").add_author_prefix(false);
        page.insert_note(HEAD, at, &note)?;
    }
    page.set_row_hidden(2)?;
    Ok(())
}

fn cell(page: &mut Worksheet, row: u32, at: u16, holds: &Columns, words: &str, looks: &Looks) -> Result<(), XlsxError> {
    let format = match holds {
        Columns::Words => &looks.open,
        Columns::Day => &looks.day,
        Columns::Choice(_) => &looks.choice,
        Columns::Locked => &looks.locked,
    };
    match ExcelDateTime::parse_from_str(words) {
        Ok(date) if *holds == Columns::Day => page.write_datetime_with_format(row, at, &date, format)?,
        _ if words.is_empty() => page.write_blank(row, at, format)?,
        _ => page.write_string_with_format(row, at, words, format)?,
    };
    Ok(())
}

/// Reads a workbook.
///
/// # Errors
/// When it is no workbook of records.
pub fn import(bytes: &[u8]) -> Result<Copy, ImportError> {
    let mut book = open(bytes)?;
    let (key, text) = shown(&mut book, MARK)?;
    let cells = sheet(&mut book, RECORDS)?.ok_or(ImportError::NotOurs)?;
    let word = |row: u32, column: u32| cells.get(&(row, column)).cloned().unwrap_or_default();
    let end = cells.keys().map(|(_, column)| column + 1).max().unwrap_or(1);
    let names: Vec<String> = (1..end).map(|column| word(2, column)).take_while(|name| !name.is_empty()).collect();
    let last = cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
    let width = u32::try_from(names.len()).unwrap_or(0);
    let rows = (FIRST..=last).map(|row| Row {
        id: word(row, 0).trim().to_owned(),
        cells: (1..=width).map(|column| word(row, column).trim().replace("\r\n", "\n")).collect(),
        number: row + 1,
    });
    let said = rows.filter(|row| !row.id.is_empty() || row.cells.iter().any(|cell| !cell.is_empty()));
    Ok(Copy { key, text, names, rows: said.collect() })
}

/// The letters of the column of a field, by its position among the fields.
#[must_use]
pub fn column(at: usize) -> String {
    crate::worksheet::book::letters(u16::try_from(at + 1).unwrap_or(u16::MAX))
}
