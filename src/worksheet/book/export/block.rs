//! The sheet of a building block: a row a practice.

use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationRule, ExcelDateTime, Format, Formula, Note,
    Worksheet, XlsxError,
};

use super::{
    super::rows::{COLUMNS, FIRST, Row, extra_rows, room},
    Export, backing, cell, letters,
    looks::{Looks, high, paper, protect, shade},
    reasons,
};
use crate::framework::Framework;

/// Width of a column with what a level looks like.
const SENTENCE: u16 = 33;
/// Hidden columns of each row: five that the scores are counted from, what the record beside the answer backs, its four cells as they
/// went out, what was verified, the reason as it went out, and whether the practice left the sum with its block.
const HIDDEN: u16 = 13;
/// That of whether the practice is in the sum, among them.
pub(super) const APPLIES: u16 = 1;
/// That of what was verified, among them.
pub(super) const VERIFIED: u16 = 10;
/// That of the reason as it went out, among them.
const REASON: u16 = 11;
/// The column of a reason.
const WHY: u16 = 8;

pub(super) fn write(
    sheet: &mut Worksheet,
    of: Export<'_>,
    block: usize,
    rows: &[Row],
    looks: &Looks,
) -> Result<(), XlsxError> {
    let framework = of.framework;
    let block = &framework.blocks[block];
    sheet.write_string_with_format(0, 0, format!("{} {}", block.id, block.title), &looks.title)?;
    sheet.set_row_height_pixels(0, 30)?;
    sheet.write_string_with_format(1, 0, &block.summary, &looks.quiet)?;
    for (column, (title, width)) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(FIRST - 1, column, title, &looks.head)?.set_column_width(column, width)?;
    }
    let texts = u16::try_from(COLUMNS.len()).unwrap_or(0);
    let levels = u16::try_from(framework.levels.len()).unwrap_or(0);
    for (column, (number, level)) in (texts..).zip(framework.levels.iter().enumerate()) {
        let title = format!("{number} {}", level.id);
        sheet.write_string_with_format(FIRST - 1, column, title, &looks.head)?.set_column_width(column, SENTENCE)?;
    }
    high(sheet, FIRST - 1, 2, [])?;
    let last_record = room(extra_rows(framework, of.profile, of.entries).len());
    let last = FIRST + u32::try_from(rows.len()).unwrap_or(0) - 1;
    for (row, answer) in (FIRST..).zip(rows) {
        let practice = &framework[answer.practice];
        let name = if practice.key { format!("{} (key)", practice.title) } else { practice.title.clone() };
        sheet.write_string_with_format(row, 0, &practice.id, &looks.key)?;
        sheet.write_string_with_format(row, 1, &name, if practice.key { &looks.key } else { &looks.locked })?;
        sheet.write_string_with_format(row, 2, &practice.question, &looks.locked)?;
        level(sheet, row, &answer.cells[0], looks)?;
        for (column, text) in (4..).zip(&answer.cells[1..]) {
            cell(sheet, row, column, text, (6..8).contains(&column), looks)?;
        }
        for (column, sentence) in (texts..).zip(&practice.levels) {
            sheet.write_string_with_format(row, column, sentence, &looks.locked)?;
        }
        sheet.insert_note(row, 3, &note(framework, answer))?;
        more(sheet, row, of, answer, last_record, looks)?;
        let own = answer.cells.iter().zip(&COLUMNS[3..]).map(|(words, (_, width))| (words.as_str(), *width));
        let asked = [(name.as_str(), COLUMNS[1].1), (practice.question.as_str(), COLUMNS[2].1)];
        let sentences = practice.levels.iter().map(|sentence| (sentence.as_str(), SENTENCE));
        high(sheet, row, 3, own.chain(asked).chain(sentences))?;
        let cells = reasons::Cells { row, last, level: 3, reason: WHY, copy: texts + levels + REASON };
        let applies = reasons::applies(sheet, cells, of, answer, looks)?;
        helpers(sheet, row, texts + levels, of, answer, &applies, last_record)?;
        beside(sheet, row, texts + levels + 5, of, answer, looks)?;
        let found = of.figures.practices.get(answer.practice.0).and_then(|now| now.as_ref()?.verified);
        let now = found.map_or(0, |(found, _)| found.min(of.figures.level(answer.practice)));
        let formula = backing::verified(&format!("{}{}", letters(texts + levels), row + 1), of, found);
        sheet.write_formula(row, texts + levels + VERIFIED, Formula::new(formula).set_result(now.to_string()))?;
    }
    validate(sheet, framework, last)?;
    colour(sheet, framework, texts, last)?;
    for column in texts + levels..texts + levels + HIDDEN {
        sheet.set_column_hidden(column)?;
    }
    sheet.set_freeze_panes(FIRST, 2)?.set_selection(FIRST, 3, FIRST, 3)?;
    paper(sheet, of.name, true);
    sheet.set_margins(0.4, 0.4, 0.8, 0.6, 0.4, 0.3);
    // Two sheets of paper across: the answers fill the first, and what the levels look like the second. Its columns, with the
    // two that are repeated, are a little narrower together, so that the break falls between them whatever the font is.
    sheet.set_print_fit_to_pages(2, 0).set_page_order(false);
    sheet.set_repeat_rows(FIRST - 1, FIRST - 1)?.set_repeat_columns(0, 1)?;
    // On paper the title stands at the top of every page.
    sheet.set_print_area(FIRST - 1, 0, last, texts + levels - 1)?;
    sheet.set_header(format!("&L&\"Arial,Bold\"&14{} {}", block.id, block.title.replace('&', "&&")));
    protect(sheet);
    Ok(())
}

fn level(sheet: &mut Worksheet, row: u32, word: &str, looks: &Looks) -> Result<(), XlsxError> {
    if word.is_empty() {
        sheet.write_blank(row, 3, &looks.choice)?;
    } else {
        sheet.write_string_with_format(row, 3, word, &looks.choice)?;
    }
    Ok(())
}

/// How many further records there are: a row without one is not a row without evidence.
fn more(
    sheet: &mut Worksheet,
    row: u32,
    of: Export<'_>,
    answer: &Row,
    last_record: u32,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let now = extra_rows(of.framework, of.profile, of.entries)
        .iter()
        .filter(|record| record.practice == answer.practice)
        .count();
    let formula = Formula::new(format!("=COUNTIF(Evidence!$A$2:$A${},A{})", last_record + 1, row + 1));
    sheet.write_formula_with_format(row, 10, formula.set_result(now.to_string()), &looks.count)?;
    Ok(())
}

/// What each level looks like, beside the cell that asks for it.
fn note(framework: &Framework, answer: &Row) -> Note {
    let practice = &framework[answer.practice];
    let mut lines: Vec<String> = framework
        .levels
        .iter()
        .zip(&practice.levels)
        .enumerate()
        .map(|(number, (level, sentence))| format!("{number} {}: {sentence}", level.id))
        .collect();
    lines.extend(practice.not_applicable.iter().map(|when| format!("not applicable: {when}")));
    let text = lines.join("\n");
    let rows = u32::try_from(text.chars().count() / 60).unwrap_or(0) + 6;
    Note::new(text).add_author_prefix(false).set_width(420).set_height(rows * 15)
}

/// What can be chosen and typed.
fn validate(sheet: &mut Worksheet, framework: &Framework, last: u32) -> Result<(), XlsxError> {
    let choices = DataValidation::new()
        .allow_list_formula(Formula::new(format!("=Lists!$A$1:$A${}", framework.levels.len())))
        .set_error_title("No such level")?
        .set_error_message("Choose a level from the list.")?;
    sheet.add_data_validation(FIRST, 3, last, 3, &choices)?;
    let begin = ExcelDateTime::from_ymd(1990, 1, 1)?;
    let days = DataValidation::new()
        .allow_date(DataValidationRule::GreaterThan(begin))
        .set_error_title("No date")?
        .set_error_message("Write a date such as 2026-10-31.")?;
    sheet.add_data_validation(FIRST, 6, last, 7, &days)?;
    let reason = DataValidation::new().allow_any_value().set_input_title("Does not apply because")?.set_input_message(
        "Leave the level empty and write why. A reason that is new or changed counts as unanswered, level 0, until the workbook is \
         imported.",
    )?;
    sheet.add_data_validation(FIRST, WHY, last, WHY, &reason)?;
    Ok(())
}

/// The chosen level in its colour, and the sentence that goes with it; grey where a practice is out of the sum.
fn colour(sheet: &mut Worksheet, framework: &Framework, texts: u16, last: u32) -> Result<(), XlsxError> {
    let first = FIRST + 1;
    for (column, (number, level)) in (texts..).zip(framework.levels.iter().enumerate()) {
        let shaded = Format::new().set_background_color(shade(number, framework.levels.len()));
        let rule = format!("=$D{first}=\"{}\"", level.id);
        let rule = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(shaded);
        sheet.add_conditional_format(FIRST, 3, last, 3, &rule)?;
        sheet.add_conditional_format(FIRST, column, last, column, &rule)?;
    }
    let levels = u16::try_from(framework.levels.len()).unwrap_or(0);
    let rule = format!("=${}{first}=0", letters(texts + levels + APPLIES));
    let grey = Format::new().set_background_color(Color::RGB(0x00D9_D9D9));
    let rule = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(grey);
    sheet.add_conditional_format(FIRST, 3, last, 8, &rule)?;
    Ok(())
}

/// Hidden columns that the scores are counted from: level, applies, by evidence, weight, key.
fn helpers(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    of: Export<'_>,
    answer: &Row,
    applies: &str,
    last_record: u32,
) -> Result<(), XlsxError> {
    let line = row + 1;
    let practice = &of.framework[answer.practice];
    let (levels, level, beside) = (of.framework.levels.len(), letters(column), letters(column + 5));
    let more = last_record + 1;
    let now = of.figures.practices.get(answer.practice.0).and_then(Option::as_ref);
    let formulas = [
        (format!("=IF(D{line}=\"\",0,MATCH(D{line},Lists!$A$1:$A${levels},0)-1)"), now.map(|now| u32::from(now.level))),
        (applies.to_owned(), now.map(|now| u32::from(now.applies))),
        (
            format!(
                "=MIN({level}{line},MAX({beside}{line},SUMPRODUCT(MAX((Evidence!$A$2:$A${more}=A{line})*Evidence!$J$2:$J${more}))))"
            ),
            now.map(|now| u32::from(now.evidenced)),
        ),
    ];
    for (column, (formula, now)) in (column..).zip(formulas) {
        let formula = Formula::new(formula).set_result(now.unwrap_or(0).to_string());
        sheet.write_formula(row, column, formula)?;
    }
    sheet.write_number(row, column + 3, practice.weight)?;
    sheet.write_number(row, column + 4, u32::from(practice.key))?;
    Ok(())
}

/// What the record beside the answer backs.
fn beside(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    of: Export<'_>,
    answer: &Row,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let there = !answer.cells[1].is_empty();
    let backing = of.figures.record(answer.practice, 0).filter(|_| there);
    let cells = backing::Cells { row, first: 4, count: 4, what: 4, from: 6, until: 7, shows: None };
    backing::write(sheet, cells, column, of, there.then_some(&answer.cells[1..5]), backing, looks)
}
