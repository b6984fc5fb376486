//! A workbook that comes back: what it says now, what it said when it went out, and what is wrong with it, by cell.

use std::{
    collections::{BTreeMap, HashMap},
    io::{Cursor, Read as _},
};

use calamine::{DataRef, Reader, Xlsx, open_workbook_from_rs};
use jiff::civil::Date;

use super::{
    export::letters,
    rows::{FIRST, cells, extra, of},
};
use crate::{
    budget::Budget,
    framework::Framework,
    worksheet::{Entry, Record, entries},
};

/// A workbook that was read.
#[derive(Debug)]
pub struct Copy {
    /// The text of the worksheet that it was made from.
    pub text: String,
    /// Answers that differ from those, each with the cell of its level.
    pub changes: Vec<Change>,
    /// What is wrong: sheet and cell, and why.
    pub wrong: Vec<(String, String)>,
}

/// An answer that somebody changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub practice: String,
    /// Sheet and cell, such as `GOV!D5`.
    pub cell: String,
    pub before: Entry,
    pub after: Entry,
}

/// Why a workbook could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("it is not a workbook: {0}")]
    NotAWorkbook(String),
    #[error(
        "it was not made by an `export` of this kind: the hidden sheet `dmf` is missing or was changed; \
         `dmf worksheet export` makes one of a worksheet, `dmf register KIND export` one of records"
    )]
    NotOurs,
    #[error("it answers the framework `{0}`, which is not the one of the worksheet")]
    OtherFramework(String),
    #[error("it asks for more than is read: {0}")]
    TooMuch(String),
}

/// Rows and columns that are looked at.
const MAX_ROWS: u32 = 20_000;
const MAX_COLUMNS: u32 = 60;

/// The cells of a sheet as words, by row and column from 0.
pub(in crate::worksheet) type Cells = HashMap<(u32, u32), String>;

/// The id of the framework that a workbook answers.
///
/// # Errors
/// When it is no workbook of ours.
pub fn framework_of(bytes: &[u8]) -> Result<String, ImportError> {
    let mut book = open(bytes)?;
    let own = sheet(&mut book, "dmf")?.ok_or(ImportError::NotOurs)?;
    own.get(&(1, 0)).cloned().ok_or(ImportError::NotOurs)
}

/// The practices of the framework that a workbook was made of, in whichever version of it.
///
/// # Errors
/// When it is no workbook of ours.
pub fn practices_of(bytes: &[u8]) -> Result<Vec<String>, ImportError> {
    let lists = sheet(&mut open(bytes)?, "Lists")?.ok_or(ImportError::NotOurs)?;
    Ok((0..MAX_ROWS).map_while(|row| lists.get(&(row, 1)).cloned()).collect())
}

/// Reads a workbook.
///
/// # Errors
/// When it is no workbook of ours, or of another framework.
pub fn import(bytes: &[u8], framework: &Framework) -> Result<Copy, ImportError> {
    let mut book = open(bytes)?;
    let (_, text) = shown(&mut book, "dmf worksheet 1")?;
    let base = entries(&text).ok_or(ImportError::NotOurs)?;
    let mut reading = Reading { framework, wrong: Vec::new(), changes: Vec::new(), rows: BTreeMap::new() };
    let mut more = reading.more(&sheet(&mut book, "Evidence")?.unwrap_or_default());
    for block in &framework.blocks {
        if let Some(cells) = sheet(&mut book, &block.id)? {
            reading.block(&block.id, &cells, &base, &mut more);
        }
    }
    for (practice, rows) in more {
        let message = format!("`{practice}` is not a practice that this workbook asks");
        reading.wrong.extend(rows.into_iter().map(|(row, _)| (format!("Evidence!A{}", row + 1), message.clone())));
    }
    Ok(Copy { text, changes: reading.changes, wrong: reading.wrong })
}

/// What a workbook goes by, and the text of the file that it was made from; `mark` says what kind of workbook it has to be.
pub(in crate::worksheet) fn shown(book: &mut Book<'_>, mark: &str) -> Result<(String, String), ImportError> {
    let own = sheet(book, "dmf")?.ok_or(ImportError::NotOurs)?;
    if own.get(&(0, 0)).map(String::as_str) != Some(mark) {
        return Err(ImportError::NotOurs);
    }
    let by = own.get(&(1, 0)).cloned().ok_or(ImportError::NotOurs)?;
    let mut text = String::new();
    for row in 2..MAX_ROWS {
        let Some(part) = own.get(&(row, 0)) else { break };
        text.push_str(&serde_json::from_str::<String>(part).map_err(|_| ImportError::NotOurs)?);
    }
    Ok((by, text))
}

/// A workbook that is read out of memory.
pub(in crate::worksheet) type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

pub(in crate::worksheet) fn open(bytes: &[u8]) -> Result<Book<'_>, ImportError> {
    let wrong = |error: &dyn std::fmt::Display| ImportError::NotAWorkbook(error.to_string());
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| wrong(&error))?;
    let mut budget = Budget::sheet();
    let mut buffer = vec![0; 1 << 16];
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).map_err(|error| wrong(&error))?;
        loop {
            let read = part.read(&mut buffer).map_err(|error| wrong(&error))?;
            if read == 0 {
                break;
            }
            // What a part says of its size is not what it unpacks to, and each mark becomes something in memory.
            let marks = buffer[..read].split(|byte| *byte == b'<').count() - 1;
            if !(budget.bytes(read) && budget.steps(marks)) {
                break;
            }
        }
        fits(&budget)?;
    }
    open_workbook_from_rs(Cursor::new(bytes)).map_err(|error: calamine::XlsxError| wrong(&error))
}

fn fits(budget: &Budget) -> Result<(), ImportError> {
    budget.refusal().map_or(Ok(()), |words| Err(ImportError::TooMuch(words)))
}

/// The cells of a sheet as words; dates as they are written in worksheets.
pub(in crate::worksheet) fn sheet(book: &mut Book<'_>, name: &str) -> Result<Option<Cells>, ImportError> {
    if !book.sheet_names().iter().any(|known| known == name) {
        return Ok(None);
    }
    let wrong = |error: calamine::XlsxError| ImportError::NotAWorkbook(error.to_string());
    let mut reader = book.worksheet_cells_reader(name).map_err(wrong)?;
    let mut cells = Cells::new();
    let mut budget = Budget::sheet();
    while let Some(cell) = reader.next_cell().map_err(wrong)? {
        let (row, column) = cell.get_position();
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            continue;
        }
        let words = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::String(text) => text.clone(),
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::Int(number) => number.to_string(),
            DataRef::Float(number) => number.to_string(),
            DataRef::Bool(yes) => yes.to_string(),
            DataRef::DateTime(when) => {
                let (year, month, day, ..) = when.to_ymd_hms_milli();
                format!("{year:04}-{month:02}-{day:02}")
            }
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.chars().take(10).collect(),
            DataRef::Error(error) => error.to_string(),
        };
        // A text that is kept once may stand in every cell.
        if !budget.piece(words.len()) {
            break;
        }
        cells.insert((row, column), words);
    }
    fits(&budget)?;
    Ok(Some(cells))
}

/// Records of the sheet `Evidence` by practice, with their rows.
type More = BTreeMap<String, Vec<(u32, [String; 9])>>;

struct Reading<'a> {
    framework: &'a Framework,
    wrong: Vec<(String, String)>,
    changes: Vec<Change>,
    /// The cell of each practice that was met.
    rows: BTreeMap<String, String>,
}

impl Reading<'_> {
    fn more(&mut self, cells: &Cells) -> More {
        let mut more = More::new();
        let mut rows: Vec<u32> = cells
            .iter()
            .filter(|((row, column), words)| *row > 0 && *column < 9 && !words.is_empty())
            .map(|((row, _), _)| *row)
            .collect();
        rows.sort_unstable();
        rows.dedup();
        for row in rows {
            let words: [String; 9] = std::array::from_fn(|column| {
                cells.get(&(row, u32::try_from(column).unwrap_or(0))).cloned().unwrap_or_default()
            });
            if words[0].trim().is_empty() {
                self.wrong.push((format!("Evidence!A{}", row + 1), "the practice is missing".to_owned()));
                continue;
            }
            more.entry(words[0].trim().to_uppercase()).or_default().push((row, words));
        }
        more
    }

    fn block(&mut self, name: &str, found: &Cells, base: &[(String, Entry)], more: &mut More) {
        let last = found.keys().map(|(row, _)| *row).max().unwrap_or(0);
        for row in FIRST..=last {
            let word = |column: u32| found.get(&(row, column)).cloned().unwrap_or_default();
            let id = word(0);
            let Some(practice) = self.framework.practice(&id) else {
                if !id.is_empty() {
                    self.wrong.push((format!("{name}!A{}", row + 1), format!("there is no practice `{id}`")));
                }
                continue;
            };
            let id = self.framework[practice].id.clone();
            let cell = format!("{name}!A{}", row + 1);
            // Of two rows neither is the answer.
            if let Some(other) = self.rows.get(&id) {
                self.wrong.push((cell, format!("`{id}` stands here and at {other}; keep one of the two rows")));
                continue;
            }
            self.rows.insert(id.clone(), cell);
            let before = of(base, &id);
            let now: [String; 7] = std::array::from_fn(|at| word(3 + u32::try_from(at).unwrap_or(0)));
            let records = more.remove(&id).unwrap_or_default();
            let was = cells(self.framework, &before);
            let same_records = records.iter().map(|(_, words)| words).eq(&extra(self.framework, &id, &before));
            if now.iter().zip(&was).all(|(now, was)| same(now, was)) && same_records {
                continue;
            }
            let place = |column: u16| format!("{name}!{}{}", letters(column), row + 1);
            if let Some(after) = self.entry(&before, &now, &was, &records, same_records, &place) {
                self.changes.push(Change { practice: id, cell: place(3), before, after });
            }
        }
    }

    /// The answer that the cells give; what was not touched stays as it was written.
    fn entry(
        &mut self,
        before: &Entry,
        now: &[String; 7],
        was: &[String; 7],
        records: &[(u32, [String; 9])],
        same_records: bool,
        place: &impl Fn(u16) -> String,
    ) -> Option<Entry> {
        let wrong = self.wrong.len();
        let words = |at: usize| Some(now[at].trim_end().replace("\r\n", "\n")).filter(|words| !words.is_empty());
        let kept = |at: usize, old: &Option<String>| if same(&now[at], &was[at]) { old.clone() } else { words(at) };
        let mut entry = Entry {
            level: before.level.clone(),
            not_applicable: kept(5, &before.not_applicable),
            note: kept(6, &before.note),
            evidence: before.evidence.clone(),
            verified: before.verified.clone(),
        };
        if !same(&now[0], &was[0]) {
            entry.level = words(0).and_then(|word| self.level(&word, place(3)));
        }
        if entry.level.is_none() {
            entry.verified = None;
        }
        if entry.level.is_some() && entry.not_applicable.is_some() {
            let message = "there is a level and a reason why none applies; keep one of the two";
            self.wrong.push((place(8), message.to_owned()));
        }
        if !same_records || now[1..5].iter().zip(&was[1..5]).any(|(now, was)| !same(now, was)) {
            entry.evidence.clear();
            if now[1..5].iter().any(|words| !words.trim().is_empty()) {
                let fields = [(2, "ref"), (3, "effective"), (4, "expires")];
                let fields = fields.map(|(at, key)| (key, now[at].as_str(), place(u16::try_from(at).unwrap_or(0) + 3)));
                entry.evidence.push(self.record(&now[1], place(4), &fields));
            }
            for (row, words) in records {
                let at = |column: u16| format!("Evidence!{}{}", letters(column), row + 1);
                let keys = ["ref", "effective", "expires", "collected", "shows", "owner", "sha256"];
                let fields: Vec<(&str, &str, String)> = (2..)
                    .zip(keys)
                    .map(|(column, key)| (key, words[usize::from(column)].as_str(), at(column)))
                    .collect();
                let record = self.record(&words[1], at(1), &fields);
                // A workbook has no room for all that a record says; what it has none for stays.
                let like = |was: &&Record| was.what == record.what && was.reference == record.reference;
                let was = before.evidence.iter().filter(like);
                let was = was.clone().find(|was| was.fields() == record.fields()).or_else(|| was.clone().next());
                entry.evidence.push(was.map_or(record.clone(), |was| record.with_more_of(was)));
            }
        }
        let said = entry.note.is_some() || !entry.evidence.is_empty();
        if entry.level.is_none() && entry.not_applicable.is_none() && said && self.wrong.len() == wrong {
            self.wrong.push((place(3), "there is a note or evidence, but no level".to_owned()));
        }
        (self.wrong.len() == wrong).then_some(entry)
    }

    fn level(&mut self, word: &str, cell: String) -> Option<String> {
        let found = self.framework.level(word.trim()).map(|level| self.framework.levels[usize::from(level)].id.clone());
        if found.is_none() {
            let names: Vec<&str> = self.framework.levels.iter().map(|level| level.id.as_str()).collect();
            self.wrong.push((cell, format!("level `{word}` is not on the scale ({})", names.join(", "))));
        }
        found
    }

    fn record(&mut self, what: &str, cell: String, fields: &[(&str, &str, String)]) -> Record {
        if what.trim().is_empty() {
            self.wrong.push((cell, "the evidence does not say what it is".to_owned()));
        }
        let mut record = Record { what: what.trim_end().to_owned(), ..Record::default() };
        for (key, words, cell) in fields {
            let words = words.trim();
            let day = matches!(*key, "effective" | "expires" | "collected");
            if words.is_empty() {
                continue;
            }
            let mut words = words.to_owned();
            if day && words.parse::<Date>().is_err() {
                self.wrong.push((cell.clone(), format!("`{words}` is not a date such as 2026-10-31")));
            } else if *key == "shows" {
                words = self.level(&words, cell.clone()).unwrap_or(words);
            }
            if let Some(slot) = record.field(key) {
                *slot = Some(words);
            }
        }
        if let (Some(from), Some(until)) = (&record.effective, &record.expires)
            && until < from
            && let Some((.., cell)) = fields.iter().find(|(key, ..)| *key == "expires")
        {
            self.wrong.push((cell.clone(), format!("it ends on {until}, before it begins on {from}")));
        }
        record
    }
}

/// Whether a cell still says what was written into it. Workbooks keep line ends and spaces at the end in ways of their own.
fn same(now: &str, was: &str) -> bool {
    let plain = |words: &str| words.replace("\r\n", "\n").replace('\r', "\n").trim_end().to_owned();
    now == was || plain(now) == plain(was)
}
