//! Which letters count in a reason why a practice does not apply, and the formula that counts them: those that a worksheet is
//! scored by, but for the few that a workbook counts twice.

use rust_xlsxwriter::{Worksheet, XlsxError};

/// Columns of the hidden lists: the first and the last letter of each row.
const COLUMNS: [u16; 2] = [2, 3];

/// Letters and digits that stand in a row in the code, the first and the last of each.
fn ranges() -> Vec<(u32, u32)> {
    let counts = |code: u32| char::from_u32(code).is_some_and(char::is_alphanumeric);
    let (mut ranges, mut first) = (Vec::new(), None);
    // Beyond that a workbook counts a letter twice; here it counts for none, and a practice stays in the sum.
    for code in 0..=0x1_0000 {
        match first {
            None if code < 0x1_0000 && counts(code) => first = Some(code),
            Some(from) if code == 0x1_0000 || !counts(code) => {
                ranges.push((from, code - 1));
                first = None;
            }
            _ => {}
        }
    }
    ranges
}

/// Writes the letters into the sheet of lists.
pub(super) fn write(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    for (row, (first, last)) in (0..).zip(ranges()) {
        sheet.write_number(row, COLUMNS[0], first)?.write_number(row, COLUMNS[1], last)?;
    }
    Ok(())
}

/// Whether the cell has at least so many letters and digits, as a condition within a formula. Looks at no more than its
/// beginning.
pub(super) fn has(cell: &str, letters: u32) -> String {
    let (count, looked_at) = (ranges().len(), (letters * 5).clamp(60, 200));
    let end = super::letters(u16::try_from(looked_at - 1).unwrap_or(u16::MAX));
    let code = format!("_xlfn.UNICODE(MID({cell}&REPT(\" \",{looked_at}),COLUMN($A$1:${end}$1),1))");
    format!("SUMPRODUCT(({code}>=Lists!$C$1:$C${count})*({code}<=Lists!$D$1:$D${count}))>={letters}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_the_scripts_of_the_region_count_and_signs_do_not() {
        let counts = |letter: char| ranges().iter().any(|(first, last)| (*first..=*last).contains(&u32::from(letter)));
        for letter in "aZ7éắกກကក中あ".chars() {
            assert!(counts(letter), "{letter}");
        }
        for letter in " .-_!—…“”、。\u{a0}\u{301}✓".chars() {
            assert!(!counts(letter), "{letter}");
        }
    }
}
