//! A worksheet as a workbook to hand round: a sheet a building block, drop-downs, a live score sheet.
//!
//! The text of the worksheet travels along on a hidden sheet, so that what comes back can be told from what went out.

use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::rows::{COLUMNS, FIRST, Row, extra_rows, room, rows};
use crate::{
    framework::{Framework, ProfileId},
    worksheet::Entry,
};

/// What a workbook is made from.
#[derive(Debug, Clone, Copy)]
pub struct Export<'a> {
    /// The text of the worksheet.
    pub text: &'a str,
    /// Its answers.
    pub entries: &'a [(String, Entry)],
    pub framework: &'a Framework,
    pub profile: ProfileId,
    /// Whose worksheet it is.
    pub name: &'a str,
    /// The day on which evidence is weighed, until somebody changes it on the score sheet.
    pub today: Date,
}

/// Letters of a text that go into one cell at most.
const CHUNK: usize = 8_000;

struct Looks {
    title: Format,
    words: Format,
    head: Format,
    locked: Format,
    key: Format,
    open: Format,
    day: Format,
    percent: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
        let cell = cell.set_border_color(Color::RGB(0x00BF_BFBF));
        let open = cell.clone().set_unlocked().set_background_color(Color::RGB(0x00FF_FDF2));
        Self {
            title: Format::new().set_bold().set_font_size(16),
            words: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            head: cell.clone().set_bold().set_background_color(Color::RGB(0x001F_3A5F)).set_font_color(Color::White),
            key: cell.clone().set_bold(),
            day: open.clone().set_num_format("yyyy-mm-dd"),
            percent: cell.clone().set_num_format("0.0%"),
            locked: cell,
            open,
        }
    }
}

/// The bytes of the workbook. The same worksheet on the same day makes the same bytes.
///
/// # Errors
/// When it holds more than a workbook can.
pub fn export(of: Export<'_>) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mut book = Workbook::new();
    let made = ExcelDateTime::parse_from_str(&format!("{}T00:00:00", of.today))?;
    book.set_properties(&DocProperties::new().set_title("Worksheet").set_creation_datetime(&made));
    instructions(book.add_worksheet(), of, &looks)?;
    for (at, block) in of.framework.blocks.iter().enumerate() {
        let rows = rows(of.framework, of.profile, at, of.entries);
        if !rows.is_empty() {
            let sheet = book.add_worksheet();
            sheet.set_name(&block.id)?;
            block_sheet(sheet, of, at, &rows, &looks)?;
        }
    }
    evidence(book.add_worksheet(), of, &looks)?;
    scores(book.add_worksheet(), of, &looks)?;
    lists(book.add_worksheet(), of.framework)?;
    original(book.add_worksheet(), of)?;
    book.save_to_buffer()
}

fn protect(sheet: &mut Worksheet) {
    // Nobody is kept out: there is no password. Column and row sizes are everybody's own.
    let options = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::default() };
    sheet.protect_with_options(&options);
}

fn instructions(sheet: &mut Worksheet, of: Export<'_>, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("Read me")?.set_column_width(0, 100)?;
    sheet.write_string_with_format(0, 0, format!("Worksheet of {}", of.name), &looks.title)?;
    let lines = [
        "1. Each building block has a sheet of its own. Answer the practices that you know; leave the others.",
        "2. Choose a level from the list. What each level looks like stands to the right of the answer.",
        "3. Say what shows it, where it is kept, and from when until when it counts. More records of a practice go on the \
         sheet `Evidence`.",
        "4. If a practice does not apply, leave the level empty and write why.",
        "5. The sheet `Scores` follows as you type. Send the file back; `dmf worksheet import` puts the copies of several \
         departments together and says where they disagree.",
        "White cells are locked, so that nothing is changed by accident; there is no password.",
    ];
    for (row, line) in (2..).zip(lines) {
        sheet.write_string_with_format(row, 0, line, &looks.words)?;
    }
    sheet.write_string_with_format(9, 0, &of.framework.pack.statement, &looks.words)?;
    protect(sheet);
    Ok(())
}

fn block_sheet(
    sheet: &mut Worksheet,
    of: Export<'_>,
    block: usize,
    rows: &[Row],
    looks: &Looks,
) -> Result<(), XlsxError> {
    let framework = of.framework;
    let block = &framework.blocks[block];
    sheet.write_string_with_format(0, 0, format!("{} {}", block.id, block.title), &looks.title)?;
    sheet.write_string(1, 0, &block.summary)?;
    for (column, (title, width)) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(FIRST - 1, column, title, &looks.head)?.set_column_width(column, width)?;
    }
    let texts = u16::try_from(COLUMNS.len()).unwrap_or(0);
    let levels = u16::try_from(framework.levels.len()).unwrap_or(0);
    for (column, (number, level)) in (texts..).zip(framework.levels.iter().enumerate()) {
        let title = format!("{number} {}", level.id);
        sheet.write_string_with_format(FIRST - 1, column, title, &looks.head)?.set_column_width(column, 36)?;
    }
    let last_record = room(extra_rows(framework, of.profile, of.entries).len());
    let last = FIRST + u32::try_from(rows.len()).unwrap_or(0) - 1;
    for (row, answer) in (FIRST..).zip(rows) {
        let practice = &framework[answer.practice];
        let name = if practice.key { &looks.key } else { &looks.locked };
        sheet.write_string_with_format(row, 0, &practice.id, &looks.locked)?;
        sheet.write_string_with_format(row, 1, &practice.title, name)?;
        sheet.write_string_with_format(row, 2, &practice.question, &looks.locked)?;
        for (column, text) in (3..).zip(&answer.cells) {
            cell(sheet, row, column, text, (6..8).contains(&column), looks)?;
        }
        for (column, sentence) in (texts..).zip(&practice.levels) {
            sheet.write_string_with_format(row, column, sentence, &looks.locked)?;
        }
        helpers(sheet, row, texts + levels, framework, answer, last_record)?;
    }
    let choices = DataValidation::new()
        .allow_list_formula(Formula::new(format!("=Lists!$A$1:$A${}", framework.levels.len())))
        .set_error_message("Choose a level from the list.")?;
    sheet.add_data_validation(FIRST, 3, last, 3, &choices)?;
    for (number, level) in framework.levels.iter().enumerate() {
        let rule = format!("=$D{}=\"{}\"", FIRST + 1, level.id);
        let format = Format::new().set_background_color(shade(number, framework.levels.len()));
        sheet.add_conditional_format(
            FIRST,
            3,
            last,
            3,
            &ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(format),
        )?;
    }
    let rule = format!("=AND($D{0}=\"\",$I{0}<>\"\")", FIRST + 1);
    let grey = Format::new().set_background_color(Color::RGB(0x00D9_D9D9));
    sheet.add_conditional_format(
        FIRST,
        3,
        last,
        8,
        &ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(grey),
    )?;
    for column in texts + levels..texts + levels + 5 {
        sheet.set_column_hidden(column)?;
    }
    sheet.set_freeze_panes(FIRST, 2)?.set_landscape().set_print_fit_to_pages(1, 0);
    protect(sheet);
    Ok(())
}

/// From red to green, with the words beside it for those who cannot tell them apart.
fn shade(level: usize, levels: usize) -> Color {
    let shades = [0x00F8_D7DA, 0x00FD_E5CC, 0x00FF_F6CC, 0x00E3_F1D4, 0x00C6_E5C3];
    Color::RGB(shades[level * (shades.len() - 1) / levels.saturating_sub(1).max(1)])
}

fn cell(sheet: &mut Worksheet, row: u32, column: u16, words: &str, day: bool, looks: &Looks) -> Result<(), XlsxError> {
    let format = if day { &looks.day } else { &looks.open };
    match ExcelDateTime::parse_from_str(words) {
        Ok(date) if day => sheet.write_datetime_with_format(row, column, &date, format)?,
        _ if words.is_empty() => sheet.write_blank(row, column, format)?,
        _ => sheet.write_string_with_format(row, column, words, format)?,
    };
    Ok(())
}

/// Hidden columns that the scores are counted from: level, applies, by evidence, weight, key.
fn helpers(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    framework: &Framework,
    answer: &Row,
    last_record: u32,
) -> Result<(), XlsxError> {
    let line = row + 1;
    let practice = &framework[answer.practice];
    let (levels, level) = (framework.levels.len(), letters(column));
    let more = last_record + 1;
    let formulas = [
        format!("=IF(D{line}=\"\",0,MATCH(D{line},Lists!$A$1:$A${levels},0)-1)"),
        format!("=IF(AND(D{line}=\"\",TRIM(I{line})<>\"\"),0,1)"),
        format!(
            "=MIN({level}{line},MAX(IF(AND(E{line}<>\"\",OR(G{line}=\"\",G{line}<=Scores!$B$2),OR(H{line}=\"\",H{line}>=Scores!$B$2)),\
             {level}{line},0),SUMPRODUCT(MAX((Evidence!$A$2:$A${more}=A{line})*(Evidence!$B$2:$B${more}<>\"\")\
             *(((Evidence!$D$2:$D${more}=\"\")+(Evidence!$D$2:$D${more}<=Scores!$B$2))>0)\
             *(((Evidence!$E$2:$E${more}=\"\")+(Evidence!$E$2:$E${more}>=Scores!$B$2))>0)*Evidence!$J$2:$J${more}))))"
        ),
    ];
    for (column, formula) in (column..).zip(formulas) {
        sheet.write_formula(row, column, Formula::new(formula))?;
    }
    sheet.write_number(row, column + 3, practice.weight)?;
    sheet.write_number(row, column + 4, u32::from(practice.key))?;
    Ok(())
}

/// The letters of a column.
pub(super) fn letters(column: u16) -> String {
    let letter = |at: u16| char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    if column < 26 { letter(column).to_string() } else { format!("{}{}", letters(column / 26 - 1), letter(column)) }
}

fn evidence(sheet: &mut Worksheet, of: Export<'_>, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("Evidence")?;
    let heads =
        ["Practice", "What", "Where", "Valid from", "Valid until", "Collected", "Shows", "Owner", "SHA-256", "Level"];
    for (column, head) in (0..).zip(heads) {
        sheet.write_string_with_format(0, column, head, &looks.head)?;
        sheet.set_column_width(column, if column == 1 || column == 2 { 40 } else { 14 })?;
    }
    let extra = extra_rows(of.framework, of.profile, of.entries);
    let levels = of.framework.levels.len();
    let end = room(extra.len());
    for row in 1..=end {
        let cells = extra.get(row as usize - 1);
        for column in 0..9_u16 {
            let words = cells.map_or("", |cells| cells[usize::from(column)].as_str());
            cell(sheet, row, column, words, (3..6).contains(&column), looks)?;
        }
        let line = row + 1;
        let level = format!("=IF(B{line}=\"\",0,IF(G{line}=\"\",{levels},MATCH(G{line},Lists!$A$1:$A${levels},0)-1))");
        sheet.write_formula(row, 9, Formula::new(level))?;
    }
    let asked = of.framework.asked(of.profile).count();
    let practices = DataValidation::new().allow_list_formula(Formula::new(format!("=Lists!$B$1:$B${asked}")));
    sheet.add_data_validation(1, 0, end, 0, &practices)?;
    let shown = DataValidation::new().allow_list_formula(Formula::new(format!("=Lists!$A$1:$A${levels}")));
    sheet.add_data_validation(1, 6, end, 6, &shown)?;
    sheet.set_column_hidden(9)?.set_freeze_panes(1, 1)?;
    protect(sheet);
    Ok(())
}

/// Figures by formulas: the same method and the same rounding as the program's.
fn scores(sheet: &mut Worksheet, of: Export<'_>, looks: &Looks) -> Result<(), XlsxError> {
    let framework = of.framework;
    sheet.set_name("Scores")?.set_column_width(0, 44)?;
    sheet.write_string_with_format(0, 0, "Scores", &looks.title)?;
    sheet.write_string(1, 0, "Evidence is weighed on")?;
    cell(sheet, 1, 1, &of.today.to_string(), true, looks)?;
    for (column, head) in (0..).zip(["Building block", "Claimed", "Evidenced", "Reached", "By evidence"]) {
        sheet.write_string_with_format(3, column, head, &looks.head)?;
        sheet.set_column_width(column, if column == 0 { 44 } else { 16 })?;
    }
    let begin = u16::try_from(COLUMNS.len() + framework.levels.len()).unwrap_or(0);
    let name =
        |number: &str| format!("=IF({number}=99,\"n/a\",INDEX(Lists!$A$1:$A${},1+{number}))", framework.levels.len());
    let mut row = 4;
    for (at, block) in framework.blocks.iter().enumerate() {
        let count = rows(framework, of.profile, at, of.entries).len();
        if count == 0 {
            continue;
        }
        let last = FIRST as usize + count;
        let column = |offset: u16| {
            let letter = letters(begin + offset);
            format!("'{}'!${letter}${}:${letter}${last}", block.id, FIRST + 1)
        };
        let (level, applies, evidenced, weight, key) = (column(0), column(1), column(2), column(3), column(4));
        let whole = format!("SUMPRODUCT({weight},{applies})");
        let share = |of: &str| {
            let top = framework.top();
            format!("=IF({whole}=0,0,ROUND(SUMPRODUCT({weight},{applies},{of})*10000/({whole}*{top}),0))")
        };
        let reached = |of: &str| {
            let holds: Vec<String> = (1..=framework.top())
                .map(|at| {
                    format!(
                        "IF(AND(SUMPRODUCT({key}*{applies}*({of}<{at}))=0,SUMPRODUCT({weight}*{applies}*({of}>={at}))*10000>={}*{whole}),1,0)",
                        framework.reach_share
                    )
                })
                .collect();
            format!("=IF({whole}=0,99,{})", holds.join("+"))
        };
        let line = row + 1;
        sheet.write_string_with_format(row, 0, format!("{} {}", block.id, block.title), &looks.locked)?;
        let shown = [
            (1, format!("=IF(L{line}=0,\"n/a\",H{line}/10000)"), &looks.percent),
            (2, format!("=IF(L{line}=0,\"n/a\",I{line}/10000)"), &looks.percent),
            (3, name(&format!("J{line}")), &looks.locked),
            (4, name(&format!("K{line}")), &looks.locked),
        ];
        for (column, formula, format) in shown {
            sheet.write_formula_with_format(row, column, Formula::new(formula), format)?;
        }
        let hidden = [
            share(&level),
            share(&evidenced),
            reached(&level),
            reached(&evidenced),
            format!("=IF({whole}=0,0,{})", block.weight),
        ];
        for (column, formula) in (7..).zip(hidden) {
            sheet.write_formula(row, column, Formula::new(formula))?;
        }
        row += 1;
    }
    let range = |letter: &str| format!("{letter}5:{letter}{row}");
    let weight = range("L");
    let mean = |letter: &str| {
        format!("=IF(SUM({weight})=0,\"n/a\",ROUND(SUMPRODUCT({},{weight})/SUM({weight}),0)/10000)", range(letter))
    };
    sheet.write_string_with_format(row, 0, "Overall", &looks.key)?;
    let least = |letter: &str| name(&format!("MIN({})", range(letter)));
    let overall = [
        (mean("H"), &looks.percent),
        (mean("I"), &looks.percent),
        (least("J"), &looks.locked),
        (least("K"), &looks.locked),
    ];
    for (column, (formula, format)) in (1..).zip(overall) {
        sheet.write_formula_with_format(row, column, Formula::new(formula), format)?;
    }
    for column in 7..12 {
        sheet.set_column_hidden(column)?;
    }
    protect(sheet);
    Ok(())
}

fn lists(sheet: &mut Worksheet, framework: &Framework) -> Result<(), XlsxError> {
    sheet.set_name("Lists")?.set_hidden(true);
    for (row, level) in (0..).zip(&framework.levels) {
        sheet.write_string(row, 0, &level.id)?;
    }
    for (row, practice) in (0..).zip(&framework.practices) {
        sheet.write_string(row, 1, &practice.id)?;
    }
    Ok(())
}

/// The worksheet itself, as it went out.
fn original(sheet: &mut Worksheet, of: Export<'_>) -> Result<(), XlsxError> {
    sheet.set_name("dmf")?.set_very_hidden(true);
    sheet.write_string(0, 0, "dmf worksheet 1")?;
    sheet.write_string(1, 0, &of.framework.pack.id)?;
    let letters: Vec<char> = of.text.chars().collect();
    for (row, part) in (2..).zip(letters.chunks(CHUNK)) {
        let part: String = part.iter().collect();
        // Letters that workbooks write in a way of their own are kept from them.
        let json = serde_json::Value::String(part).to_string().replace("_x", "\\u005fx").replace('\u{7f}', "\\u007f");
        sheet.write_string(row, 0, json)?;
    }
    Ok(())
}
