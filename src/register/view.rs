//! What leaves the room: versioned, and changed only by adding.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::{
    find::{Found, Tally, shown, text, title},
    kind::{Field, FieldType, Kind, Kinds},
    record::{Cell, Record, Register, Value},
};
use crate::gate::{RecordCode, VerdictView};

/// The kinds of record that there are.
#[derive(Debug, Clone, Serialize)]
pub struct KindsView {
    pub version: u32,
    pub kinds: Vec<KindRow>,
}

/// One kind.
#[derive(Debug, Clone, Serialize)]
pub struct KindRow {
    pub kind: String,
    pub title: String,
    pub about: String,
    /// Where its records usually lie.
    pub file: String,
    pub fields: Vec<FieldRow>,
    /// Codes of what is found in its records.
    pub codes: Vec<&'static str>,
}

/// One field of a kind.
#[derive(Debug, Clone, Serialize)]
pub struct FieldRow {
    pub name: String,
    pub heading: String,
    /// In a user's words: what may stand there.
    pub expected: String,
    pub required: bool,
    pub help: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
}

/// The records of a register.
#[derive(Debug, Clone, Serialize)]
pub struct RegisterListView {
    pub version: u32,
    pub kind: String,
    pub title: String,
    pub files: Vec<String>,
    /// Headings of the columns that a list shows, the id first.
    pub columns: Vec<String>,
    /// Names of all fields of the kind, in order.
    #[serde(skip)]
    pub names: Vec<String>,
    pub records: Vec<RecordRow>,
}

/// One record.
#[derive(Debug, Clone, Serialize)]
pub struct RecordRow {
    pub id: String,
    /// What stands in the columns that a list shows, as people read it.
    #[serde(skip)]
    pub cells: Vec<String>,
    /// What stands in each field of the kind, in order.
    #[serde(skip)]
    pub all: Vec<String>,
    /// All that it says, by field.
    #[serde(flatten)]
    pub values: Map<String, Json>,
}

/// One record with all that may be said of it.
#[derive(Debug, Clone, Serialize)]
pub struct RecordView {
    pub version: u32,
    pub kind: String,
    pub one: String,
    pub id: String,
    pub title: String,
    pub fields: Vec<SaidRow>,
}

/// What a record says in a field.
#[derive(Debug, Clone, Serialize)]
pub struct SaidRow {
    pub name: String,
    pub heading: String,
    /// As people read it; `None` where it says nothing.
    pub said: Option<String>,
    pub computed: bool,
    /// Where the record says otherwise than its rules: why, and who says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
}

/// What is found in a register.
#[derive(Debug, Clone, Serialize)]
pub struct RegisterCheckView {
    pub version: u32,
    pub kind: String,
    pub title: String,
    pub today: String,
    pub files: Vec<String>,
    /// Records that were read.
    pub records: usize,
    pub checks: Vec<CheckRow>,
    /// Every record, for reports of tests.
    #[serde(skip)]
    pub cases: Vec<RecordCase>,
    pub verdict: VerdictView,
}

/// A record that was looked at.
#[derive(Debug, Clone)]
pub struct RecordCase {
    pub id: String,
    pub title: String,
    /// Whether anything was asked of it.
    pub asked: bool,
}

/// How many records a check was about, and what came of it.
#[derive(Debug, Clone, Serialize)]
pub struct CheckRow {
    pub code: &'static str,
    pub summary: &'static str,
    pub cases: usize,
    pub found: usize,
    /// Records in question of which it cannot be told.
    pub untold: usize,
    /// `no cases`, `found`, `cannot be told` or `none`.
    pub answer: &'static str,
}

/// The kinds that there are.
#[must_use]
pub fn kinds_view(kinds: &Kinds) -> KindsView {
    KindsView { version: 1, kinds: kinds.iter().map(|kind| kind_row(kind)).collect() }
}

fn kind_row(kind: &Kind) -> KindRow {
    let fields = kind.fields.iter().map(|field| FieldRow {
        name: field.name.clone(),
        heading: field.heading.clone(),
        expected: field.kind.expected(),
        required: field.required,
        help: field.help.clone(),
        example: field.example.clone(),
    });
    KindRow {
        kind: kind.name.clone(),
        title: kind.title.clone(),
        about: kind.about.clone(),
        file: kind.file(),
        fields: fields.collect(),
        codes: kind.codes().map(RecordCode::as_str).collect(),
    }
}

/// The records of a register as a list.
#[must_use]
pub fn list_view(register: &Register) -> RegisterListView {
    let kind = &register.kind;
    RegisterListView {
        version: 1,
        kind: kind.name.clone(),
        title: kind.title.clone(),
        files: files(register),
        columns: kind.columns.iter().map(|at| kind.fields[*at].heading.clone()).collect(),
        names: kind.fields.iter().map(|field| field.name.clone()).collect(),
        records: register.records.iter().map(|record| row(record, kind)).collect(),
    }
}

/// One record with all that may be said of it.
#[must_use]
pub fn record_view(record: &Record, kind: &Kind) -> RecordView {
    let fields = kind.fields.iter().zip(&record.cells).map(|(field, cell)| {
        let instead = cell.as_ref().and_then(|cell| cell.instead.as_ref());
        SaidRow {
            name: field.name.clone(),
            heading: field.heading.clone(),
            said: cell.as_ref().map(|cell| text(&cell.value, &field.kind)),
            computed: !field.rules.is_empty(),
            instead: instead.map(|instead| format!("by {}: {}", instead.by, instead.reason)),
        }
    });
    RecordView {
        version: 1,
        kind: kind.name.clone(),
        one: kind.one.clone(),
        id: record.id.clone(),
        title: title(record, kind),
        fields: fields.collect(),
    }
}

/// What was found in a register, with the verdict on it.
#[must_use]
pub fn check_view(register: &Register, found: &Found, verdict: VerdictView, today: Date) -> RegisterCheckView {
    let checks = found.tallies.iter().map(|tally| CheckRow {
        code: tally.code.as_str(),
        summary: tally.code.summary(),
        cases: tally.cases,
        found: tally.found,
        untold: tally.untold,
        answer: match tally {
            Tally { cases: 0, .. } => "no cases",
            Tally { found: 1.., .. } => "found",
            Tally { untold: 1.., .. } => "cannot be told",
            _ => "none",
        },
    });
    let cases = register.records.iter().zip(&found.asked).map(|(record, asked)| RecordCase {
        id: record.id.clone(),
        title: title(record, &register.kind),
        asked: *asked,
    });
    RegisterCheckView {
        version: 1,
        kind: register.kind.name.clone(),
        title: register.kind.title.clone(),
        today: today.to_string(),
        files: files(register),
        records: register.records.len(),
        checks: checks.collect(),
        cases: cases.collect(),
        verdict,
    }
}

fn files(register: &Register) -> Vec<String> {
    register.files.iter().map(|(path, _)| path.display().to_string()).collect()
}

fn row(record: &Record, kind: &Kind) -> RecordRow {
    let cells = kind.columns.iter().map(|at| shown(record, *at, kind)).collect();
    let all = (0..kind.fields.len()).map(|at| cell_text(record, at, kind)).collect();
    RecordRow { id: record.id.clone(), cells, all, values: said(&record.cells, &kind.fields) }
}

/// What a record says in a field, as it goes into a cell of a sheet: items are parted by `;`, keys of a map stand before `:`.
#[must_use]
pub fn cell_text(record: &Record, at: usize, kind: &Kind) -> String {
    let item = kind.fields[at].kind.item();
    let joined = |parts: Vec<String>| parts.join("; ");
    match record.cells[at].as_ref().map(|cell| &cell.value) {
        None => String::new(),
        Some(Value::List(cells)) => joined(cells.iter().map(|cell| text(&cell.value, item)).collect()),
        Some(Value::Map(entries)) => {
            joined(entries.iter().map(|(key, cell)| format!("{key}: {}", text(&cell.value, item))).collect())
        }
        Some(value) => text(value, item),
    }
}

/// A value as JSON has it.
fn json(value: &Value, kind: &FieldType) -> Json {
    match (value, kind.item()) {
        (Value::Number(number), _) => Json::from(*number),
        (Value::YesNo(yes), _) => Json::from(*yes),
        (Value::List(cells), item) => cells.iter().map(|cell| json(&cell.value, item)).collect(),
        (Value::Map(entries), item) => {
            Json::Object(entries.iter().map(|(key, cell)| (key.clone(), json(&cell.value, item))).collect())
        }
        (Value::Group(cells), FieldType::Group(fields)) => Json::Object(said(cells, fields)),
        (one, item) => Json::from(text(one, item)),
    }
}

/// What stands in fields, by their names.
fn said(cells: &[Option<Cell>], fields: &[Field]) -> Map<String, Json> {
    let pairs = fields.iter().zip(cells);
    pairs.filter_map(|(field, cell)| Some((field.name.clone(), json(&cell.as_ref()?.value, &field.kind)))).collect()
}
