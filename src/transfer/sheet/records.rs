//! RFC 4180 with the place of every cell, which a complaint needs.

use std::ops::Range;

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

/// The rows of a text; empty lines are rows of one empty cell.
///
/// # Errors
/// When a quotation mark is not closed.
pub(super) fn records(text: &str) -> Result<Vec<Vec<Cell>>, Unclosed> {
    let separator = separator(text);
    let bytes = text.as_bytes();
    let (mut rows, mut row, mut at) = (Vec::new(), Vec::new(), 0);
    while at < bytes.len() || !row.is_empty() {
        let (cell, next) = cell(text, at, separator)?;
        row.push(cell);
        match bytes.get(next) {
            Some(sign) if *sign == separator => {
                at = next + 1;
                continue;
            }
            Some(b'\r') if bytes.get(next + 1) == Some(&b'\n') => at = next + 2,
            Some(_) => at = next + 1,
            None => at = next,
        }
        rows.push(std::mem::take(&mut row));
    }
    Ok(rows)
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

    fn texts(text: &str) -> Vec<Vec<String>> {
        let rows = records(text).expect("marks are closed");
        rows.into_iter().map(|row| row.into_iter().map(|cell| cell.text).collect()).collect()
    }

    #[test]
    fn cells_are_parted_as_spreadsheets_write_them() {
        assert_eq!(texts("a,b\r\n\"x, \"\"y\"\"\nz\",\r\n"), [["a", "b"], ["x, \"y\"\nz", ""]]);
        assert_eq!(texts("a;b;c,d\n1;2,0;3"), [["a", "b", "c,d"], ["1", "2,0", "3"]]);
        assert_eq!(texts("a\tb\n1\t"), [["a", "b"], ["1", ""]]);
        assert_eq!(records("a,b\n\"x"), Err(Unclosed(4)));
        assert_eq!(texts(""), Vec::<Vec<String>>::new());
    }

    #[test]
    fn a_cell_knows_its_place() {
        let rows = records("a,b\n\"x\"\"\",yé\n").expect("marks are closed");
        assert_eq!((rows[1][0].range.clone(), rows[1][1].range.clone()), (4..9, 10..13));
    }
}
