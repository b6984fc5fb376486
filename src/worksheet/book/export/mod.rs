//! In: a worksheet, the framework that it answers, and what it comes to today.
//! Out: a workbook to hand round: a sheet a building block, drop-downs, a live score sheet; and, hidden, the worksheet's text.
//! Never: a figure of its own, nor one above that of the program: formulas follow the method of the framework, begin with the
//! figures that they are given, weigh no reason and open no file.

mod backing;
mod block;
mod cover;
mod evidence;
mod looks;
mod reasons;
mod scores;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

pub use self::backing::Backing;
pub(in crate::worksheet) use self::looks::{Looks, paper, protect};
use super::rows::{COLUMNS, rows};
use crate::{
    framework::{Framework, PracticeId, ProfileId},
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
    /// What the answers come to on that day. Formulas show it until somebody types; without it they show nothing until then.
    pub figures: &'a Figures,
}

/// What answers come to.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// Of the practices that are asked, by their place in the framework.
    pub practices: Vec<Option<Practice>>,
    /// In the framework's order.
    pub blocks: Vec<Group>,
    pub overall: Group,
}

impl Export<'_> {
    /// Whether the method counts what was verified.
    fn counts_verified(&self) -> bool {
        self.framework.evidence.as_ref().is_some_and(|rules| rules.verified.is_some())
    }
}

impl Figures {
    /// The level that was answered when the workbook was made.
    fn level(&self, practice: PracticeId) -> u8 {
        self.practices.get(practice.0).and_then(|now| Some(now.as_ref()?.level)).unwrap_or(0)
    }

    /// What the record of that number was found to be enough for.
    fn record(&self, practice: PracticeId, at: usize) -> Option<Backing> {
        self.practices.get(practice.0)?.as_ref()?.records.get(at).copied()
    }
}

/// What one practice comes to.
#[derive(Debug, Clone)]
pub struct Practice {
    pub level: u8,
    pub applies: bool,
    /// As much of the level as evidence backs.
    pub evidenced: u8,
    /// What its records were found to be enough for, in the order of the worksheet; empty where nobody weighed them.
    pub records: Vec<Backing>,
    /// The level that somebody else than the answerer found, and the last day on which that counts; nothing where it does not.
    pub verified: Option<(u8, Date)>,
}

/// What a building block comes to, or the whole; nothing where nothing applies.
#[derive(Debug, Clone, Copy, Default)]
pub struct Group {
    /// Basis points.
    pub claimed: Option<u32>,
    pub evidenced: Option<u32>,
    /// Nothing as well where the method does not count it.
    pub verified: Option<u32>,
    pub reached: Option<u8>,
    pub reached_evidenced: Option<u8>,
    /// Practices with an answer.
    pub answered: usize,
}

/// Letters of a text that go into one cell at most.
const CHUNK: usize = 8_000;

/// The bytes of the workbook. The same worksheet on the same day makes the same bytes.
///
/// # Errors
/// When it holds more than a workbook can.
pub fn export(of: Export<'_>) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mut book = Workbook::new();
    let made = ExcelDateTime::parse_from_str(&format!("{}T00:00:00", of.today))?;
    book.set_properties(
        &DocProperties::new().set_title(format!("Worksheet of {}", of.name)).set_creation_datetime(&made),
    );
    cover::write(book.add_worksheet(), of, &looks)?;
    for (at, block) in of.framework.blocks.iter().enumerate() {
        let rows = rows(of.framework, of.profile, at, of.entries);
        if !rows.is_empty() {
            let sheet = book.add_worksheet();
            sheet.set_name(&block.id)?;
            block::write(sheet, of, at, &rows, &looks)?;
        }
    }
    evidence::write(book.add_worksheet(), of, &looks)?;
    scores::write(book.add_worksheet(), of, &looks)?;
    lists(book.add_worksheet(), of.framework)?;
    hide(book.add_worksheet(), ("dmf worksheet 1", &of.framework.name), of.text)?;
    book.save_to_buffer()
}

/// The letters of a column.
pub(in crate::worksheet) fn letters(column: u16) -> String {
    let letter = |at: u16| char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    if column < 26 { letter(column).to_string() } else { format!("{}{}", letters(column / 26 - 1), letter(column)) }
}

/// The formula that counts the answers of a block's sheet: levels, and practices that are out of the sum.
fn answered(framework: &Framework, block: &str, from: u32, to: u32) -> String {
    let applies = letters(u16::try_from(COLUMNS.len() + framework.levels.len()).unwrap_or(0) + block::APPLIES);
    format!("=SUMPRODUCT(--(('{block}'!$D${from}:$D${to}<>\"\")+('{block}'!${applies}${from}:${applies}${to}=0)>0))")
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

/// The file itself, as it went out: what kind of workbook it is, what it goes by, and the text.
pub(in crate::worksheet) fn hide(sheet: &mut Worksheet, (mark, by): (&str, &str), text: &str) -> Result<(), XlsxError> {
    sheet.set_name("dmf")?.set_very_hidden(true);
    sheet.write_string(0, 0, mark)?;
    sheet.write_string(1, 0, by)?;
    let letters: Vec<char> = text.chars().collect();
    for (row, part) in (2..).zip(letters.chunks(CHUNK)) {
        let part: String = part.iter().collect();
        // Letters that workbooks write in a way of their own are kept from them.
        let json = serde_json::Value::String(part).to_string().replace("_x", "\\u005fx").replace('\u{7f}', "\\u007f");
        sheet.write_string(row, 0, json)?;
    }
    Ok(())
}
