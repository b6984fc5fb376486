//! RFC 4180 with the place of every cell, which a complaint needs.

use std::ops::Range;

use crate::budget::Budget;

/// A cell: what it says, and where it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

/// A quotation mark that nobody closes, by where it stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unclosed(pub(super) usize);

/// The sign between cells: of comma, semicolon and tab the one that the first line has most of. Spreadsheets write the
/// semicolon where the comma is a decimal point.
pub(super) fn separator(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |sign: char| head.matches(sign).count();
    let most = [',', ';', '\t'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(',');
    u8::try_from(most).unwrap_or(b',')
}

/// A row in which something stands.
#[derive(Debug)]
pub(super) struct Record {
    /// As a spreadsheet counts it, from 1; empty rows count.
    pub(super) number: usize,
    /// How many cells it has, with empty ones.
    pub(super) width: usize,
    /// The cells in which something stands, with their columns from 0.
    pub(super) cells: Vec<(usize, Cell)>,
}

/// Why a text cannot be taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    Unclosed(Unclosed),
    /// It asks for more than is read, in words, up to this place.
    TooMuch(String, usize),
}

/// The rows of a text in which something stands, one after another, so that no more of them is held than is wanted.
#[derive(Debug)]
pub(super) struct Records<'a> {
    text: &'a str,
    separator: u8,
    at: usize,
    number: usize,
}

impl<'a> Records<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, separator: separator(text), at: 0, number: 0 }
    }

    /// Holds that the whole text can be taken apart, at a cost of so many steps for each row.
    pub(super) fn check(text: &str, row: usize) -> Result<(), Refused> {
        let mut budget = Budget::sheet();
        let mut records = Records::new(text);
        while let Some(record) = records.read(&mut budget).map_err(Refused::Unclosed)? {
            budget.steps(row);
            drop(record);
            if budget.out().is_some() {
                break;
            }
        }
        budget.refusal().map_or(Ok(()), |words| Err(Refused::TooMuch(words, records.at)))
    }

    /// The next row; as much of it as there is room for.
    fn read(&mut self, budget: &mut Budget) -> Result<Option<Record>, Unclosed> {
        let bytes = self.text.as_bytes();
        let mut cells = Vec::new();
        let mut column = 0;
        let mut open = false;
        while self.at < bytes.len() || open {
            let (cell, next) = cell(self.text, self.at, self.separator)?;
            if !cell.text.trim().is_empty() {
                if !budget.piece(cell.text.len()) {
                    return Ok(None);
                }
                cells.push((column, cell));
            }
            column += 1;
            open = bytes.get(next) == Some(&self.separator);
            self.at = match bytes.get(next) {
                Some(b'\r') if !open && bytes.get(next + 1) == Some(&b'\n') => next + 2,
                Some(_) => next + 1,
                None => next,
            };
            if open {
                continue;
            }
            self.number += 1;
            if !cells.is_empty() {
                return Ok(Some(Record { number: self.number, width: column, cells }));
            }
            column = 0;
        }
        Ok(None)
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    /// The next row of a text that was checked.
    fn next(&mut self) -> Option<Record> {
        self.read(&mut Budget::sheet()).ok().flatten()
    }
}

/// The cell that begins at `start`, and where it ends.
fn cell(text: &str, start: usize, separator: u8) -> Result<(Cell, usize), Unclosed> {
    let bytes = text.as_bytes();
    let mut value = String::new();
    let mut at = start;
    if bytes.get(at) == Some(&b'"') {
        at += 1;
        loop {
            let end = text[at..].find('"').map(|found| at + found).ok_or(Unclosed(start))?;
            value.push_str(&text[at..end]);
            at = end + 1;
            if bytes.get(at) != Some(&b'"') {
                break;
            }
            value.push('"');
            at += 1;
        }
    }
    // Whatever stands behind a closing mark belongs to the cell as well.
    let ends = |at: usize| {
        bytes[at] == separator || bytes[at] == b'\n' || bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n')
    };
    let end = (at..bytes.len()).find(|at| ends(*at)).unwrap_or(bytes.len());
    value.push_str(&text[at..end]);
    Ok((Cell { text: value, range: start..end }, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(usize, Vec<(usize, String)>)> {
        Records::check(text, 1).expect("marks are closed, and there is room");
        Records::new(text)
            .map(|row| (row.number, row.cells.into_iter().map(|(column, cell)| (column, cell.text)).collect()))
            .collect()
    }

    fn row(number: usize, cells: &[(usize, &str)]) -> (usize, Vec<(usize, String)>) {
        (number, cells.iter().map(|(column, text)| (*column, (*text).to_owned())).collect())
    }

    #[test]
    fn cells_are_parted_as_spreadsheets_write_them() {
        let two = [row(1, &[(0, "a"), (1, "b")]), row(2, &[(0, "x, \"y\"\nz")])];
        assert_eq!(texts("a,b\r\n\"x, \"\"y\"\"\nz\",\r\n"), two);
        let numbers = [row(1, &[(0, "a"), (1, "b"), (2, "c,d")]), row(2, &[(0, "1"), (1, "2,0"), (2, "3")])];
        assert_eq!(texts("a;b;c,d\n1;2,0;3"), numbers);
        assert_eq!(texts("a\tb\n1\t"), [row(1, &[(0, "a"), (1, "b")]), row(2, &[(0, "1")])]);
        assert_eq!(texts("\n,\n , x,\n\n"), [row(3, &[(1, " x")])]);
        assert_eq!(Records::check("a,b\n\"x", 1), Err(Refused::Unclosed(Unclosed(4))));
        assert_eq!(texts(""), []);
    }

    #[test]
    fn a_cell_knows_its_place() {
        let row = Records::new("a,b\n\"x\"\"\",yé\n").nth(1).expect("there is a second row");
        assert_eq!((row.cells[0].1.range.clone(), row.cells[1].1.range.clone()), (4..9, 10..13));
    }

    #[test]
    fn what_a_sheet_asks_for_is_bounded_and_empty_rows_cost_nothing() {
        assert!(matches!(Records::check(&"a,".repeat(1_000_001), 0), Err(Refused::TooMuch(..))));
        assert!(matches!(Records::check(&"a\n".repeat(101), 50_000), Err(Refused::TooMuch(..))));
        assert_eq!(Records::check(&"\n".repeat(1_000_001), 50_000), Ok(()));
    }
}
