//! Whether a practice is in the sum, as a formula. No formula weighs a reason: one counts for what was found when the workbook was
//! made, and lets nothing out once it is another.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{
    super::rows::{FIRST, Row},
    Export, letters,
    looks::Looks,
};

/// How a practice that is said not to apply left the sum when the workbook was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    /// By a reason of its own.
    Alone,
    /// With its building block, which has one reason for all.
    WithBlock,
}

/// Where the cells of an answer stand, from 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells {
    pub(super) row: u32,
    /// The last row of the building block.
    pub(super) last: u32,
    pub(super) level: u16,
    pub(super) reason: u16,
    /// Hidden: the reason as it went out, and behind it whether the practice left with its block.
    pub(super) copy: u16,
}

/// Writes what the formula looks at, hidden and locked, and gives it: 1 where a practice is in the sum, else 0.
pub(super) fn applies(
    sheet: &mut Worksheet,
    cells: Cells,
    of: Export<'_>,
    answer: &Row,
    looks: &Looks,
) -> Result<String, XlsxError> {
    let Cells { row, last, level, reason, copy } = cells;
    let left = left(of, answer);
    let with_block = copy + 1;
    sheet.write_number(row, with_block, u8::from(left == Some(Left::WithBlock)))?;
    let cell = |column: u16| format!("{}{}", letters(column), row + 1);
    let all = |column: u16| format!("{0}${1}:{0}${2}", letters(column), FIRST + 1, last + 1);
    Ok(match left {
        None => "=1".to_owned(),
        Some(Left::Alone) => {
            sheet.write_string_with_format(row, copy, &answer.cells[5], &looks.locked)?;
            format!("=IF(AND({}=\"\",EXACT({},{})),0,1)", cell(level), cell(reason), cell(copy))
        }
        // A level beside it says that the block applies after all, which nobody has settled yet.
        Some(Left::WithBlock) => format!(
            "=IF(AND({}=\"\",{}=\"\",SUMPRODUCT({}*({}<>\"\"))=0),0,1)",
            cell(level),
            cell(reason),
            all(with_block),
            all(level)
        ),
    })
}

/// What was found of an answer; nothing where it is in the sum.
fn left(of: Export<'_>, answer: &Row) -> Option<Left> {
    let found = of.figures.practices.get(answer.practice.0)?.as_ref()?;
    let kind = if answer.cells[5].is_empty() { Left::WithBlock } else { Left::Alone };
    (!found.applies).then_some(kind)
}
