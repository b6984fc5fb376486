//! Records as workbooks to hand round, and what comes back: only what changed.

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
    sync::Arc,
};

use super::{
    super::{Session, Stop, workbook, written},
    kinds::kinds,
    open::{named, opened},
};
use crate::{
    register::{self, FieldType, Kind, Record, Register},
    worksheet::{
        book::ImportError,
        records::{self, Change, Column, Columns, Copy, Row, Sheet, change, scalar},
    },
    world::MAX_BYTES,
};

/// Records that one workbook holds: of more, rows would be left out on the way back.
const MOST: usize = 19_000;

/// The records of a kind as a workbook.
///
/// # Errors
/// When there is no such kind, or not one file of it, or it is wrong or cannot be read, or holds more than a workbook can.
pub fn register_workbook(session: &mut Session, kind: &str, file: Option<&Path>) -> Result<Vec<u8>, Stop> {
    let (register, _) = opened(session, kind, file)?;
    let [(_, source)] = register.files.as_slice() else {
        return Err(Stop::usage("there are several files of this kind, and a workbook holds one; name it"));
    };
    if register.records.len() > MOST {
        return Err(Stop::said(format!("a workbook holds {MOST} records, and there are {}", register.records.len())));
    }
    let text = session.notes.sources.get(*source).text.to_string();
    let sheet = sheet(&register);
    records::export(&sheet, &text, session.today()).map_err(|error| Stop::because("no workbook could be made", error))
}

/// What came of a workbook.
#[derive(Debug)]
pub enum ReturnedRecords {
    /// What is wrong with cells, a line each. Nothing was made of the workbook.
    Wrong(Vec<String>),
    /// Cells that somebody else changed meanwhile in the file, a line each.
    Conflicts(Vec<String>),
    /// The text of the register with what changed, `None` where nothing did; what changed, a line a record; and what else is to be
    /// said.
    Merged { text: Option<String>, changed: Vec<String>, told: Vec<String> },
}

/// Takes into `target` what was changed in a workbook of its records.
///
/// # Errors
/// When the workbook is none of ours, or of another kind, or the file is wrong or cannot be read.
pub fn register_import(session: &mut Session, kind: &str, file: &Path, target: &Path) -> Result<ReturnedRecords, Stop> {
    let bytes = workbook::bytes(file, session)?;
    let copy = records::import(&bytes)
        .map_err(|error: ImportError| Stop::because(format!("cannot read `{}`", file.display()), error))?;
    session.open(target)?;
    let kinds = kinds(&session.scope.clone(), &mut session.notes)?;
    let kind = Arc::clone(named(kind, &kinds)?);
    if copy.key != kind.name {
        return Err(Stop::usage(format!("the workbook holds records of `{}`, not of `{}`", copy.key, kind.name)));
    }
    let names: Vec<&str> = kind.fields.iter().map(|field| field.name.as_str()).collect();
    if copy.names != names {
        let words = "the kind has other fields than when the workbook was made; export it anew";
        return Err(Stop::said(words));
    }
    let base = read(&kind, Path::new("the workbook"), &copy.text, session);
    let now = if session.world().has_file(target) { text(target, session)? } else { copy.text.clone() };
    let there = read(&kind, target, &now, session);
    session.notes.sink.checked()?;
    let merge = Merge { kind: &kind, base: by_id(&base), there: by_id(&there), workbook: file, target };
    let Taken { changes, lines: changed, told } = match merge.changes(&copy) {
        Ok(taken) => taken,
        Err(stopped) => return Ok(stopped),
    };
    if changes.is_empty() {
        return Ok(ReturnedRecords::Merged { text: None, changed, told });
    }
    let refused = || Stop::said(format!("`{}` is written in a way that cannot be changed so", target.display()));
    let text = change(&now, &kind.name, &changes).ok_or_else(refused)?;
    written::records(target, &text, &kind, session)?;
    let after = read(&kind, target, &text, session);
    if !merge.as_meant(&after, &changes) {
        return Err(refused());
    }
    Ok(ReturnedRecords::Merged { text: Some(text), changed, told })
}

fn text(file: &Path, session: &Session) -> Result<String, Stop> {
    let bytes = session.world().read(file, MAX_BYTES)?;
    String::from_utf8(bytes).map_err(|_| Stop::said(format!("`{}` is not UTF-8 text", file.display())))
}

fn read(kind: &Arc<Kind>, file: &Path, text: &str, session: &mut Session) -> Register {
    let today = session.today();
    let notes = &mut session.notes;
    let source = notes.sources.add(file.display().to_string(), text.to_owned());
    register::read(kind, vec![(file.to_owned(), source)], today, &notes.sources, &mut notes.sink)
}

fn by_id(register: &Register) -> HashMap<&str, &Record> {
    register.records.iter().map(|record| (record.id.as_str(), record)).collect()
}

/// A register as the sheet that goes out.
fn sheet(register: &Register) -> Sheet {
    let kind = &register.kind;
    let columns = kind.fields.iter().map(|field| Column {
        name: field.name.clone(),
        heading: field.heading.clone(),
        help: format!("{}: {}", field.kind.expected(), field.help),
        holds: match (&field.kind, field.rules.is_empty()) {
            (_, false) => Columns::Locked,
            (FieldType::Day { .. }, _) => Columns::Day,
            (FieldType::Word { words, .. }, _) => Columns::Choice(words.clone()),
            (FieldType::YesNo, _) => Columns::Choice(vec!["yes".to_owned(), "no".to_owned()]),
            (kind, _) if matches!(kind.item(), FieldType::Group(_)) => Columns::Locked,
            _ => Columns::Words,
        },
    });
    let rows = register.records.iter().map(|record| Row {
        id: record.id.clone(),
        cells: (0..kind.fields.len()).map(|at| register::cell_text(record, at, kind)).collect(),
        number: 0,
    });
    Sheet {
        key: kind.name.clone(),
        title: kind.title.clone(),
        about: kind.about.clone(),
        columns: columns.collect(),
        rows: rows.collect(),
    }
}

/// What a workbook changes.
#[derive(Debug, Default)]
struct Taken {
    changes: Vec<Change>,
    /// How each of them is told.
    lines: Vec<String>,
    /// What else is to be said.
    told: Vec<String>,
}

struct Merge<'a> {
    kind: &'a Kind,
    /// Records as they went out.
    base: HashMap<&'a str, &'a Record>,
    /// Records as they are now.
    there: HashMap<&'a str, &'a Record>,
    workbook: &'a Path,
    target: &'a Path,
}

impl Merge<'_> {
    /// What is to be changed, and how that is told; else what is wrong, or changed by somebody else.
    fn changes(&self, copy: &Copy) -> Result<Taken, ReturnedRecords> {
        let (mut wrong, mut conflicts) = (Vec::new(), Vec::new());
        let mut taken = Taken::default();
        let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
        for row in &copy.rows {
            let cell = |at: &str| format!("{}, Records!{at}{}", self.workbook.display(), row.number);
            if row.id.is_empty() {
                wrong.push(format!("error: {}: the id is missing", cell("A")));
                continue;
            }
            if let Some(first) = seen.insert(&row.id, row.number) {
                wrong.push(format!("error: {}: `{}` stands in row {first} already", cell("A"), row.id));
                continue;
            }
            let (base, there) = (self.base.get(row.id.as_str()), self.there.get(row.id.as_str()));
            if base.is_some() && there.is_none() {
                conflicts.push(format!(
                    "conflict: {}: `{}` is not in {} any more",
                    cell("A"),
                    row.id,
                    self.target.display()
                ));
                continue;
            }
            let mut fields = Vec::new();
            for (at, said) in row.cells.iter().enumerate() {
                let field = &self.kind.fields[at];
                let text = |record: Option<&&Record>| {
                    record.map_or_else(String::new, |record| register::cell_text(record, at, self.kind))
                };
                let (was, is) = (text(base), text(there));
                if !field.rules.is_empty() || same(said, &was) || same(said, &is) {
                    continue;
                }
                let place = cell(&records::column(at));
                if !same(&was, &is) {
                    let why = format!("it went out as `{was}` and is `{is}` in {} now", self.target.display());
                    conflicts.push(format!("conflict: {place}: {why}"));
                    continue;
                }
                match value(said, &field.kind) {
                    Ok(value) => fields.push((field.name.clone(), value)),
                    Err(why) => wrong.push(format!("error: {place}: {why}")),
                }
            }
            // A new record that says nothing, or what was told as wrong, is none.
            if !fields.is_empty() || there.is_none() {
                let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
                let new = if there.is_none() { "new: " } else { "" };
                taken.lines.push(format!("{}  {new}{}", row.id, names.join(", ")));
                taken.changes.push(Change { id: row.id.clone(), fields });
            }
        }
        let left_out = self.base.keys().filter(|id| !seen.contains_key(**id)).count();
        if left_out > 0 {
            taken.told.push(format!("{left_out} records of the file are not in the workbook any more, and stay"));
        }
        match (wrong.is_empty(), conflicts.is_empty()) {
            (false, _) => Err(ReturnedRecords::Wrong(wrong)),
            (true, false) => Err(ReturnedRecords::Conflicts(conflicts)),
            (true, true) => Ok(taken),
        }
    }

    /// Whether every record says what it said before, but for what was changed.
    fn as_meant(&self, after: &Register, changes: &[Change]) -> bool {
        let by: HashMap<&str, &Change> = changes.iter().map(|change| (change.id.as_str(), change)).collect();
        let texts = |record: &Record, but: Option<&&Change>| -> Vec<String> {
            let fields = self.kind.fields.iter().enumerate().filter(|(_, field)| {
                let named = but.is_some_and(|change| change.fields.iter().any(|(name, _)| *name == field.name));
                !named && field.rules.is_empty()
            });
            fields.map(|(at, _)| register::cell_text(record, at, self.kind)).collect()
        };
        let added = changes.iter().filter(|change| !self.there.contains_key(change.id.as_str())).count();
        after.records.len() == self.there.len() + added
            && after.records.iter().all(|record| {
                let but = by.get(record.id.as_str());
                let was = self.there.get(record.id.as_str());
                was.map_or(but.is_some(), |was| texts(was, but) == texts(record, but))
            })
    }
}

/// Whether two cells say the same.
fn same(one: &str, other: &str) -> bool {
    one.trim() == other.trim()
}

/// A cell as YAML on one line; `None` where it is empty.
fn value(said: &str, kind: &FieldType) -> Result<Option<String>, String> {
    let said = said.trim();
    if said.is_empty() {
        return Ok(None);
    }
    written::words(said)?;
    let items = || said.split(';').map(str::trim).filter(|item| !item.is_empty());
    Ok(Some(match kind {
        FieldType::List(item) if !matches!(**item, FieldType::Group(_)) => {
            let items = items().map(|said| single(said, item)).collect::<Result<Vec<_>, _>>()?;
            format!("[{}]", items.join(", "))
        }
        FieldType::Map(_, item) if !matches!(**item, FieldType::Group(_)) => {
            let pairs = items().map(|pair| {
                let (key, said) = pair.split_once(':').ok_or_else(|| format!("`{pair}` has no `:`"))?;
                Ok(format!("{}: {}", scalar(key.trim()), single(said.trim(), item)?))
            });
            format!("{{ {} }}", pairs.collect::<Result<Vec<String>, String>>()?.join(", "))
        }
        FieldType::List(_) | FieldType::Map(..) | FieldType::Group(_) => {
            return Err("this is changed in the file, not in a workbook".to_owned());
        }
        one => single(said, one)?,
    }))
}

/// One value as YAML, held against what the field may hold.
fn single(said: &str, kind: &FieldType) -> Result<String, String> {
    let expected = || format!("`{said}` is not {}", kind.expected());
    Ok(match kind {
        FieldType::Number { .. } => said.parse::<i64>().map_err(|_| expected())?.to_string(),
        FieldType::Day { .. } => said.parse::<jiff::civil::Date>().map_err(|_| expected())?.to_string(),
        FieldType::YesNo => match said.to_lowercase().as_str() {
            "yes" | "true" => "true".to_owned(),
            "no" | "false" => "false".to_owned(),
            _ => return Err(expected()),
        },
        FieldType::Word { words, .. } if !words.iter().any(|word| word == said) => return Err(expected()),
        _ => scalar(said),
    })
}
