//! CSV, RFC 4180 with a heading row; cells that a spreadsheet would take for a formula are defused.

use crate::text::{escape, neutral};

/// A heading, and what stands beneath it in the row of a record.
pub type Column<R> = (&'static str, fn(&R) -> String);

/// Records on their way into a sheet.
#[derive(Debug)]
pub struct Rows<R>(Vec<R>);

impl<R> Rows<R> {
    #[must_use]
    pub fn of(records: impl IntoIterator<Item = R>) -> Self {
        Self(records.into_iter().collect())
    }

    /// One row a record, one cell a column.
    #[must_use]
    pub fn columns(&self, columns: &[Column<R>]) -> Sheet {
        let row = |record| columns.iter().map(|(_, cell)| cell(record)).collect();
        Sheet {
            head: columns.iter().map(|(name, _)| (*name).to_owned()).collect(),
            rows: self.0.iter().map(row).collect(),
        }
    }
}

/// Rows under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    /// Rows whose headings are known only when they are made.
    #[must_use]
    pub fn new(head: Vec<String>, rows: Vec<Vec<String>>) -> Self {
        Self { head, rows }
    }

    pub(super) fn csv(&self) -> String {
        let mut text = record(&self.head);
        for row in &self.rows {
            text.push_str(&record(row));
        }
        text
    }
}

/// One line.
pub(in crate::report) fn record(cells: &[impl AsRef<str>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let why = "writing to memory does not fail";
    writer.write_record(cells.iter().map(|cell| escape::csv_cell(cell.as_ref()).into_owned())).expect(why);
    let line = String::from_utf8(writer.into_inner().expect(why)).expect("cells are text");
    neutral(&line, false).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_has_its_cell() {
        let sheet =
            Rows::of([1, 2]).columns(&[("number", |n| n.to_string()), ("twice, said", |n| (n * 2).to_string())]);
        assert_eq!(sheet.csv(), "number,\"twice, said\"\n1,2\n2,4\n");
    }

    #[test]
    fn a_record_begins_with_no_command() {
        assert_eq!(record(&["::error::x", "##[group]"]), ":∶error::x,#♯[group]\n");
    }
}
