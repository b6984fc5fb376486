//! The shapes of files.

use std::path::Path;

use serde_json::Value;

use super::{Session, Stop, registers::record_schema};
use crate::{
    diag::list,
    framework::Framework,
    report::formats::json,
    schema::{Kind, kinds, worksheet},
};

/// What is a folder of several kinds of files.
const FOLDERS: [(&str, &[&str]); 3] = [
    ("framework", &["pack", "method", "blocks", "practice", "version-map"]),
    ("clause-set", &["pack", "modules", "obligations", "clauses", "fields", "correspondence", "signs", "review-rules"]),
    ("impact-method", &["pack", "method-impact", "method-likelihood", "method-measures", "method-decision"]),
];

/// The JSON Schema of a kind of file, as text; of worksheets that answer `framework` where one is named.
///
/// # Errors
/// When there is no such kind or framework, or data cannot be read.
pub fn schema(session: &mut Session, kind: &str, framework: Option<&str>) -> Result<String, Stop> {
    if let Some((folder, kinds)) = FOLDERS.iter().find(|(folder, _)| *folder == kind) {
        let kinds = list(kinds.iter().copied());
        return Err(Stop::usage(format!("a {folder} is several kinds of files; ask for {kinds}")));
    }
    match (kind, framework) {
        ("assessment", Some(id)) => {
            session.open(Path::new("."))?;
            let names = session.scope.names([id], &mut session.notes)?;
            let known = || names.folders().collect::<Vec<_>>();
            let folder = names.folder(id).ok_or_else(|| Stop::unknown("framework", id, &known()))?;
            let framework = session.scope.framework(folder, &mut session.notes)?;
            Ok(worksheet_text(&*session.notes.sink.made(framework)?))
        }
        (_, Some(_)) => Err(Stop::usage("`--framework` goes with `assessment`")),
        (word, None) => {
            if let Some(kind) = Kind::of(word) {
                return Ok(text(&kind.schema()));
            }
            let (schema, records) = record_schema(word, session)?;
            let known: Vec<&str> = kinds().map(|kind| kind.name).chain(records.iter().map(String::as_str)).collect();
            schema.ok_or_else(|| Stop::unknown("kind of file", word, &known))
        }
    }
}

/// The schema of worksheets that answer a framework.
pub(super) fn worksheet_text(framework: &Framework) -> String {
    text(&worksheet(framework))
}

/// The schema of a kind that the program knows.
pub(super) fn kind_text(name: &str) -> String {
    text(&Kind::of(name).expect("it stands in the table").schema())
}

fn text(schema: &Value) -> String {
    json(schema)
}
