//! How the workbook looks, on a screen and on paper.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, ProtectionOptions, Worksheet, XlsxError};

/// A font that every office has, or has a twin of with the same widths.
const FONT: &str = "Arial";
/// The colour of headings.
const INK: Color = Color::RGB(0x001F_3A5F);
/// Pixels of a line of text, and above and below it.
const LINE: u32 = 17;
const AIR: u32 = 6;
/// The highest row that a workbook can have.
const HIGHEST: u32 = 545;
/// A4, by the number that workbooks have for it.
const A4: u8 = 9;

/// The formats of all cells.
pub(in crate::worksheet) struct Looks {
    pub(in crate::worksheet) title: Format,
    pub(in crate::worksheet) heading: Format,
    pub(in crate::worksheet) words: Format,
    pub(in crate::worksheet) quiet: Format,
    /// As quiet, over several lines.
    pub(in crate::worksheet) remark: Format,
    pub(in crate::worksheet) link: Format,
    pub(in crate::worksheet) head: Format,
    pub(in crate::worksheet) locked: Format,
    pub(in crate::worksheet) key: Format,
    pub(in crate::worksheet) open: Format,
    pub(in crate::worksheet) choice: Format,
    pub(in crate::worksheet) day: Format,
    pub(in crate::worksheet) locked_day: Format,
    pub(in crate::worksheet) percent: Format,
    pub(in crate::worksheet) centre: Format,
    pub(in crate::worksheet) count: Format,
    pub(in crate::worksheet) total: Format,
    pub(in crate::worksheet) total_percent: Format,
    pub(in crate::worksheet) total_centre: Format,
}

impl Looks {
    pub(in crate::worksheet) fn new() -> Self {
        let font = Format::new().set_font_name(FONT).set_font_size(10);
        let words = font.clone().set_text_wrap().set_align(FormatAlign::Top);
        let cell = words
            .clone()
            .set_align(FormatAlign::Left)
            .set_indent(1)
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x00C4_CAD2));
        // What is typed stays as it is typed: no number, no date, no formula is made of it.
        let open = cell.clone().set_unlocked().set_background_color(Color::RGB(0x00FF_FBE6)).set_num_format("@");
        let centre = cell.clone().set_indent(0).set_align(FormatAlign::Center);
        let top = |format: &Format| format.clone().set_bold().set_border_top(FormatBorder::Medium);
        let quiet = |format: &Format| format.clone().set_font_color(Color::RGB(0x0059_6673)).set_italic();
        let percent = centre.clone().set_num_format("0.0%");
        Self {
            title: font.clone().set_bold().set_font_size(16).set_font_color(INK),
            heading: font.clone().set_bold().set_font_size(12).set_font_color(INK),
            quiet: quiet(&font),
            remark: quiet(&words),
            link: cell
                .clone()
                .set_font_color(Color::RGB(0x0005_63C1))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            head: cell
                .clone()
                .set_bold()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(INK)
                .set_font_color(Color::White),
            key: cell.clone().set_bold(),
            choice: open.clone().set_bold().set_indent(0).set_align(FormatAlign::Center).set_num_format("General"),
            day: open.clone().set_indent(0).set_align(FormatAlign::Center).set_num_format("yyyy-mm-dd"),
            total: top(&cell),
            total_percent: top(&percent),
            total_centre: top(&centre),
            percent,
            // Nothing is shown of none.
            count: centre.clone().set_num_format("0\" more\";;"),
            centre,
            words,
            locked_day: cell.clone().set_num_format("yyyy-mm-dd"),
            locked: cell,
            open,
        }
    }
}

/// Nobody is kept out: there is no password. Column and row sizes are everybody's own.
pub(in crate::worksheet) fn protect(sheet: &mut Worksheet) {
    let options = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::default() };
    sheet.protect_with_options(&options);
}

/// A4 with a footer that says which sheet it is and whose.
pub(in crate::worksheet) fn paper(sheet: &mut Worksheet, name: &str, landscape: bool) {
    if landscape {
        sheet.set_landscape();
    }
    // In a footer, `&` begins a command.
    let name = name.replace('&', "&&").chars().filter(|letter| !letter.is_control()).take(100).collect::<String>();
    sheet.set_paper_size(A4).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_screen_gridlines(false);
    sheet.set_footer(format!("&L&8{name}&C&8&A&R&8Page &P of &N"));
}

/// Makes a row as high as its cells need: each with the width of its column.
pub(super) fn high<'a>(
    sheet: &mut Worksheet,
    row: u32,
    least: u32,
    cells: impl IntoIterator<Item = (&'a str, u16)>,
) -> Result<(), XlsxError> {
    let lines = cells.into_iter().map(|(words, width)| lines(words, width)).max().unwrap_or(1).max(least);
    sheet.set_row_height_pixels(row, (lines * LINE + AIR).min(HIGHEST))?;
    Ok(())
}

/// Lines that words take in a column of so many digits.
fn lines(words: &str, width: u16) -> u32 {
    // Letters of a text are narrower than digits.
    let room = usize::from(width) * 6 / 5;
    let mut count = 0;
    for paragraph in words.lines() {
        let mut filled = 0;
        count += 1;
        for word in paragraph.split_whitespace() {
            let length = word.chars().count();
            if filled > 0 && filled + 1 + length > room {
                count += 1;
                filled = 0;
            }
            filled += length + usize::from(filled > 0);
            // A word that is longer than a line is broken.
            count += u32::try_from(filled.saturating_sub(1) / room.max(1)).unwrap_or(0);
            filled = if filled > room { filled % room.max(1) } else { filled };
        }
    }
    count
}

/// From red to green, with the words beside it for those who cannot tell them apart.
pub(super) fn shade(level: usize, levels: usize) -> Color {
    let shades = [0x00F8_D7DA, 0x00FD_E5CC, 0x00FF_F6CC, 0x00E3_F1D4, 0x00C6_E5C3];
    Color::RGB(shades[level * (shades.len() - 1) / levels.saturating_sub(1).max(1)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_as_high_as_their_words() {
        assert_eq!(lines("", 10), 0);
        assert_eq!(lines("one two", 10), 1);
        assert_eq!(lines("one two three", 10), 2);
        assert_eq!(lines("one\ntwo", 10), 2);
        assert_eq!(lines(&"x".repeat(30), 10), 3);
    }
}
