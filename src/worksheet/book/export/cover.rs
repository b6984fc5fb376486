//! The first sheet: what to do, where to go, what the levels mean.

use rust_xlsxwriter::{Formula, Url, Worksheet, XlsxError};

use super::{
    super::rows::{FIRST, rows},
    Export, answered,
    looks::{Looks, high, paper, protect, shade},
};

/// Widths of the columns.
const WIDTHS: [u16; 3] = [18, 58, 22];

pub(super) fn write(sheet: &mut Worksheet, of: Export<'_>, looks: &Looks) -> Result<(), XlsxError> {
    let framework = of.framework;
    sheet.set_name("Read me")?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, format!("Worksheet of {}", of.name), &looks.title)?;
    sheet.set_row_height_pixels(0, 30)?;
    let about = format!("{} {}, made on {}", framework.pack.title, framework.pack.version, of.today);
    sheet.write_string_with_format(1, 0, about, &looks.quiet)?;
    let mut row = 3;
    sheet.write_string_with_format(row, 0, "What to do", &looks.heading)?;
    row += 1;
    for line in [
        "1. Each building block has a sheet of its own. Answer the practices that you know; leave the others.",
        "2. Choose a level from the list in the yellow cell. What each level looks like pops up beside it, and stands to the \
         right of the answer. Each level includes those below it: choose the highest whose sentence is true.",
        "3. Say what shows it, where it is kept, and from when until when it counts. More records of a practice go on the \
         sheet `Evidence`.",
        "4. If a practice does not apply, leave the level empty and write why. It counts as unanswered until the answers are \
         imported.",
        "5. The sheet `Scores` follows as you type. Send the file back; whoever sent it puts all copies together with \
         `dmf worksheet import`, which says where they disagree.",
        "Yellow cells are yours. White ones are locked, so that nothing is changed by accident; there is no password.",
    ] {
        spread(sheet, row, line, looks)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, "Where to go", &looks.heading)?;
    row += 1;
    for (column, head) in (0..).zip(["Sheet", "What it asks", "Answered"]) {
        sheet.write_string_with_format(row, column, head, &looks.head)?;
    }
    row += 1;
    for (at, block) in framework.blocks.iter().enumerate() {
        let asked = rows(framework, of.profile, at, of.entries).len();
        if asked == 0 {
            continue;
        }
        let link = Url::new(format!("internal:'{}'!A1", block.id)).set_text(&block.id);
        sheet.write_url_with_format(row, 0, link, &looks.link)?;
        let about = format!("{}: {}", block.title, block.summary);
        sheet.write_string_with_format(row, 1, &about, &looks.locked)?;
        let last = FIRST + u32::try_from(asked).unwrap_or(0);
        let counted = format!("{}&\" of {asked}\"", answered(framework, &block.id, FIRST + 1, last));
        let now = of.figures.blocks.get(at).map_or(0, |block| block.answered);
        let formula = Formula::new(counted).set_result(format!("{now} of {asked}"));
        sheet.write_formula_with_format(row, 2, formula, &looks.centre)?;
        high(sheet, row, 1, [(about.as_str(), WIDTHS[1])])?;
        row += 1;
    }
    for (name, about) in [
        ("Evidence", "More records of what shows a level, one a line"),
        ("Scores", "What the answers come to, by answers and by evidence"),
    ] {
        let link = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        sheet.write_url_with_format(row, 0, link, &looks.link)?;
        sheet.write_string_with_format(row, 1, about, &looks.locked)?;
        sheet.write_blank(row, 2, &looks.locked)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, "The levels", &looks.heading)?;
    row += 1;
    for (number, level) in framework.levels.iter().enumerate() {
        let shaded = looks.key.clone().set_background_color(shade(number, framework.levels.len()));
        sheet.write_string_with_format(row, 0, format!("{number} {}", level.id), &shaded)?;
        sheet.merge_range(row, 1, row, 2, &level.meaning, &looks.locked)?;
        high(sheet, row, 1, [(level.meaning.as_str(), WIDTHS[1] + WIDTHS[2])])?;
        row += 1;
    }
    row += 1;
    spread(sheet, row, &framework.pack.statement, looks)?;
    paper(sheet, of.name, false);
    sheet.set_print_fit_to_pages(1, 0);
    protect(sheet);
    Ok(())
}

/// A paragraph over all columns.
fn spread(sheet: &mut Worksheet, row: u32, words: &str, looks: &Looks) -> Result<(), XlsxError> {
    sheet.merge_range(row, 0, row, 2, words, &looks.words)?;
    high(sheet, row, 1, [(words, WIDTHS.iter().sum())])
}
