//! CSV → raw register; every complaint at its row and column.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{
    cell::{split, unescape},
    columns::{COLUMNS, Column, HOLDER, Kind, Part, PartKind, holding, named},
    records::{Cell, Record, Records, Refused, Unclosed},
    schema::order,
};
use crate::{
    diag::{Code, Diagnostic, Sink},
    source::{Path, Place, SourceId, Sources, Step},
    text::escape::sheet_text,
    transfer::{
        raw::{RawHolder, RawRegister},
        validate::Find,
    },
};

/// Columns without which nothing is a transfer.
const REQUIRED: [&str; 5] = ["id", "title", "status", "exporter_name", "importer_name"];

/// A sheet that was read, and where in it everything stands.
#[derive(Debug)]
pub struct Sheet {
    source: SourceId,
    /// A row a transfer: cells by column, and the row's number as a spreadsheet counts it.
    rows: Vec<(usize, BTreeMap<&'static str, Cell>)>,
}

/// Reads a sheet. `None` when anything in it cannot be understood.
pub fn read(source: SourceId, sources: &Sources, sink: &mut Sink) -> Option<(RawRegister, Sheet)> {
    let before = sink.errors();
    let text = &sources.get(source).text;
    // Every row is held against every column.
    match Records::check(text, COLUMNS.len()) {
        Ok(()) => {}
        Err(Refused::Unclosed(Unclosed(at))) => {
            let diagnostic = Diagnostic::new(Code::CsvSyntax, "a quotation mark is not closed");
            sink.push(diagnostic.at(Place::new(source, at..at + 1)).help("write a mark inside a cell twice: `\"\"`"));
            return None;
        }
        Err(Refused::TooMuch(words, at)) => {
            let diagnostic = Diagnostic::new(Code::OverLimit, format!("the sheet asks for more than is read: {words}"));
            sink.push(diagnostic.at(Place::new(source, at..at)).help("hand it back in several files"));
            return None;
        }
    }
    let mut reader = Reader { source, sink };
    let mut records = Records::new(text);
    let head = records.next().or_else(|| {
        let diagnostic = Diagnostic::new(Code::EmptyFile, "the file is empty");
        reader.sink.push(diagnostic.at(Place::new(source, 0..0)).help("an empty file is never read as an answer"));
        None
    })?;
    let head = reader.head(&head);
    let has = |name: &str| head.iter().flatten().any(|column| column.name == name);
    let whole = REQUIRED.into_iter().all(has);
    let mut sheet = Sheet { source, rows: Vec::new() };
    let mut transfers = Vec::new();
    let mut holder: BTreeMap<&str, Cell> = BTreeMap::new();
    for Record { number, cells, .. } in records {
        let row = reader.row(&head, cells, number);
        for (key, cell) in HOLDER.iter().filter_map(|key| Some((key, row.get(key)?))) {
            match holder.get(key) {
                Some(first) if first.text != cell.text => {
                    let message = format!("`{key}` is not the same in every row");
                    let first = Place::new(source, first.range.clone());
                    let diagnostic = Diagnostic::new(Code::BadValue, message).related(first, "here it stands first");
                    reader.complain(diagnostic, cell, number, key);
                }
                Some(_) => {}
                None => drop(holder.insert(key, cell.clone())),
            }
        }
        let errors = reader.sink.errors();
        let transfer = reader.transfer(&row, number, has);
        if whole && reader.sink.errors() == errors {
            match serde_json::from_value(transfer) {
                Ok(transfer) => {
                    transfers.push(transfer);
                    sheet.rows.push((number, row));
                }
                // Every other cell was held against its column.
                Err(error) => {
                    let cell = row.get("impact").expect("only an assessment as JSON can have another shape");
                    let diagnostic = Diagnostic::new(Code::BadValue, format!("this is no assessment: {error}"));
                    reader.complain(diagnostic, cell, number, "impact");
                }
            }
        }
    }
    if transfers.is_empty() && reader.sink.errors() == before {
        let diagnostic = Diagnostic::new(Code::EmptyFile, "the sheet has a head and no transfer");
        reader.sink.push(diagnostic.at(Place::new(source, 0..0)));
    }
    let text = |key: &str| holder.get(key).map(|cell| sheet_text(&cell.text).into_owned());
    let organisation = text(HOLDER[0]).map(|name| RawHolder { name, country: text(HOLDER[1]) });
    // What could be made out is good for more complaints, which `validate` finds.
    Some((RawRegister { organisation, transfers }, sheet))
}

impl Find for Sheet {
    fn value(&self, path: &Path) -> Place {
        let cell = self.cell(path).map(|(_, cell)| cell.range.clone());
        Place::new(self.source, cell.unwrap_or(0..0))
    }

    fn key(&self, path: &Path) -> Place {
        self.value(path)
    }

    fn label(&self, path: &Path) -> Option<String> {
        let (label, _) = self.cell(path)?;
        Some(label)
    }
}

impl Sheet {
    /// The cell in which a value stands, and which it is in words.
    fn cell(&self, path: &Path) -> Option<(String, &Cell)> {
        let steps = path.steps();
        let keys: Vec<&str> =
            steps.iter().filter_map(|step| if let Step::Key(key) = step { Some(key.as_str()) } else { None }).collect();
        let (number, row, column) = if let [Step::Key(_), Step::Index(at), ..] = steps.as_slice() {
            let (number, row) = self.rows.get(*at)?;
            (*number, row, holding(&keys[1..])?.name)
        } else {
            let column = if keys.last() == Some(&"country") { HOLDER[1] } else { HOLDER[0] };
            let (number, row) = self.rows.iter().find(|(_, row)| row.contains_key(column))?;
            (*number, row, column)
        };
        let cell = row.get(column).or_else(|| row.values().next())?;
        Some((label(number, column), cell))
    }
}

struct Reader<'a> {
    source: SourceId,
    sink: &'a mut Sink,
}

impl Reader<'_> {
    /// The columns of the head; `None` for one that is not known.
    fn head(&mut self, row: &Record) -> Vec<Option<&'static Column>> {
        let mut head: Vec<Option<&'static Column>> = Vec::new();
        for (at, cell) in &row.cells {
            let name = sheet_text(&cell.text).trim().to_lowercase().replace([' ', '-'], "_");
            let found = named(&name);
            let place = Place::new(self.source, cell.range.clone());
            match found {
                Some(column) if head.iter().flatten().any(|other| other.name == column.name) => {
                    let message = format!("the column `{name}` stands twice");
                    self.sink.push(Diagnostic::new(Code::DuplicateKey, message).at(place).help("keep one of the two"));
                }
                None if !name.is_empty() => {
                    let known = || COLUMNS.iter().map(|column| column.name);
                    let diagnostic = Diagnostic::new(Code::UnknownKey, format!("there is no column `{name}`"))
                        .help("`dmf transfer export --schema` prints the columns")
                        .meant(&name, known());
                    self.sink.push(diagnostic.at(place));
                }
                _ => {}
            }
            head.resize(*at, None);
            head.push(found);
        }
        head.resize(row.width, None);
        for name in REQUIRED {
            if !head.iter().flatten().any(|column| column.name == name) {
                let diagnostic = Diagnostic::new(Code::MissingKey, format!("the sheet lacks the column `{name}`"));
                let about = named(name).map_or("", |column| column.about);
                self.sink.push(diagnostic.at(Place::new(self.source, 0..0)).help(format!("`{name}`: {about}")));
            }
        }
        head
    }

    /// The cells of a row that say something, by column.
    fn row(
        &mut self,
        head: &[Option<&'static Column>],
        cells: Vec<(usize, Cell)>,
        number: usize,
    ) -> BTreeMap<&'static str, Cell> {
        let mut row = BTreeMap::new();
        for (at, cell) in cells {
            match head.get(at) {
                Some(Some(column)) => drop(row.entry(column.name).or_insert(cell)),
                Some(None) => {}
                None => {
                    let message = format!("row {number} has more cells than the head has columns");
                    let help = "a cell with a separator, a line break or a mark in it stands between quotation marks";
                    let diagnostic = Diagnostic::new(Code::CsvSyntax, message).help(help);
                    self.sink.push(diagnostic.at(Place::new(self.source, cell.range)));
                    break;
                }
            }
        }
        row
    }

    fn transfer(&mut self, row: &BTreeMap<&'static str, Cell>, number: usize, has: impl Fn(&str) -> bool) -> Value {
        let mut transfer = Map::new();
        for name in REQUIRED.into_iter().filter(|name| has(name)) {
            if let (None, Some(first)) = (row.get(name), row.values().min_by_key(|cell| cell.range.start)) {
                let diagnostic = Diagnostic::new(Code::MissingKey, format!("row {number} says nothing under `{name}`"));
                let start = first.range.start;
                self.sink.push(diagnostic.at(Place::new(self.source, start..start)));
            }
        }
        if let (Some(deal), true) = (
            row.get("agreement_deal"),
            row.keys().any(|name| name.starts_with("agreement_") && *name != "agreement_deal"),
        ) {
            let message = "an agreement is either a deal or one that is kept elsewhere";
            let diagnostic = Diagnostic::new(Code::BadValue, message)
                .help("empty either `agreement_deal` or the other columns of the agreement");
            self.complain(diagnostic, deal, number, "agreement_deal");
            return Value::Null;
        }
        for column in COLUMNS.iter().filter(|column| !column.path.is_empty()) {
            if let Some(cell) = row.get(column.name)
                && let Some(value) = self.value(column, cell, number)
            {
                put(&mut transfer, column.path, value);
            }
        }
        if row.keys().any(|name| name.starts_with("agreement_"))
            && !row.contains_key("agreement_deal")
            && !row.contains_key("agreement_ref")
            && let Some((name, cell)) = row.iter().find(|(name, _)| name.starts_with("agreement_"))
        {
            let diagnostic = Diagnostic::new(Code::MissingKey, "the agreement is dated, but not named");
            self.complain(diagnostic.help("fill `agreement_ref`"), cell, number, name);
        }
        Value::Object(transfer)
    }

    /// What a cell says. `None` when it is wrong, which the sink then says.
    fn value(&mut self, column: &Column, cell: &Cell, number: usize) -> Option<Value> {
        let text = &*sheet_text(&cell.text);
        let result = match column.kind {
            Kind::TextOrJson if text.trim_start().starts_with('{') => json(text),
            Kind::Required | Kind::Text | Kind::TextOrJson => Ok(Value::from(text)),
            Kind::Date => date(text.trim()),
            Kind::Integer(least, most) => integer(text.trim(), least, most),
            Kind::Word(words) => word(text.trim(), &words()),
            Kind::List => pieces(text).map(|piece| Ok(Value::from(unescape(piece)))).collect(),
            Kind::KnownItems(_) | Kind::Words(_) if text.trim() == "none" => Ok(Value::Array(Vec::new())),
            Kind::Words(words) => pieces(text).map(|piece| word(&unescape(piece), &words())).collect(),
            Kind::Items(parts) | Kind::KnownItems(parts) => pieces(text).map(|piece| item(piece, parts)).collect(),
            Kind::Pairs => pairs(text),
        };
        match result {
            Ok(value) => Some(value),
            Err(diagnostic) => {
                self.complain(*diagnostic, cell, number, column.name);
                None
            }
        }
    }

    fn complain(&mut self, diagnostic: Diagnostic, cell: &Cell, number: usize, column: &str) {
        let place = Place::new(self.source, cell.range.clone());
        self.sink.push(diagnostic.at(place).label(label(number, column)));
    }
}

type Read = Result<Value, Box<Diagnostic>>;

fn label(number: usize, column: &str) -> String {
    format!("row {number}, column `{column}`")
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Items of a list; nothing between two separators is no item.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    split(text, ';').into_iter().filter(|piece| !blank(piece))
}

fn put(map: &mut Map<String, Value>, path: &[&str], value: Value) {
    match path {
        [key] => drop(map.insert((*key).to_owned(), value)),
        [key, rest @ ..] => {
            let inner = map.entry(*key).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
        [] => {}
    }
}

fn date(text: &str) -> Read {
    text.parse::<jiff::civil::Date>().map(|day| Value::from(day.to_string())).map_err(|_| {
        Box::new(
            Diagnostic::new(Code::BadDate, format!("`{text}` is not a date")).help("dates are written `2026-10-31`"),
        )
    })
}

fn json(text: &str) -> Read {
    serde_json::from_str(text)
        .map_err(|error| Box::new(Diagnostic::new(Code::BadValue, format!("this is not JSON: {error}"))))
}

fn integer(text: &str, least: u64, most: u64) -> Read {
    match text.parse::<u64>() {
        Ok(number) if (least..=most).contains(&number) => Ok(Value::from(number)),
        Ok(number) => {
            let message = format!("{number} is out of range; a number from {least} to {most} was expected");
            Err(Box::new(Diagnostic::new(Code::BadNumber, message)))
        }
        Err(_) => {
            let message = format!("`{text}` is not a whole number");
            Err(Box::new(Diagnostic::new(Code::WrongType, message).help("write digits only, such as `5200`")))
        }
    }
}

fn word(text: &str, words: &[&str]) -> Read {
    if words.contains(&text) {
        return Ok(Value::from(text));
    }
    let message = format!("`{text}` is not one of the values allowed here");
    let diagnostic = Diagnostic::new(Code::BadValue, message).choices("allowed:", text, words.iter().copied());
    Err(Box::new(diagnostic))
}

fn item(piece: &str, parts: &[Part]) -> Read {
    let texts: Vec<String> = split(piece, '|').into_iter().map(unescape).collect();
    if texts.len() > parts.len() {
        let message = format!("`{}` has {} parts, {} were expected at most", piece.trim(), texts.len(), parts.len());
        let diagnostic = Diagnostic::new(Code::CsvSyntax, message)
            .help(format!("write {}; a `|` or `;` inside a text stands behind a backslash", order(parts)));
        return Err(Box::new(diagnostic));
    }
    let mut map = Map::new();
    for (at, part) in parts.iter().enumerate() {
        let text = texts.get(at).map_or("", String::as_str);
        if text.is_empty() {
            if part.kind.required() {
                let message = format!("`{}` lacks its part `{}`", piece.trim(), part.name);
                let help = format!("write {}", order(parts));
                return Err(Box::new(Diagnostic::new(Code::MissingKey, message).help(help)));
            }
            continue;
        }
        let value = match part.kind {
            PartKind::Required | PartKind::Text => Value::from(text),
            PartKind::RequiredDate | PartKind::Date => date(text)?,
            PartKind::RequiredWord(words) | PartKind::Word(words) => word(text, &words())?,
        };
        map.insert(part.name.to_owned(), value);
    }
    Ok(Value::Object(map))
}

fn pairs(text: &str) -> Read {
    let mut map = Map::new();
    for piece in pieces(text) {
        let Some((key, value)) = piece.split_once(':') else {
            let message = format!("`{}` names no country", piece.trim());
            return Err(Box::new(Diagnostic::new(Code::CsvSyntax, message).help("write `SG: contract; VN: consent`")));
        };
        if map.insert(key.trim().to_owned(), Value::from(unescape(value))).is_some() {
            let message = format!("`{}` stands twice", key.trim());
            return Err(Box::new(Diagnostic::new(Code::DuplicateKey, message)));
        }
    }
    Ok(Value::Object(map))
}
