//! A worksheet in the words of the newest version of its framework.

use std::path::Path;

use super::{Session, Stop, score, written};
use crate::{
    assessment::{self, RawAssessment},
    diag::{Code, Diagnostic, list},
    framework,
    load::decode_often,
    source::{Place, SourceId},
    worksheet::{self, Refused, Row},
    world::MAX_BYTES,
};

/// What became of a worksheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// The text to write; nothing where it is written for the newest version already.
    pub text: Option<String>,
    /// The framework, and the version that is the newest.
    pub framework: String,
    pub version: String,
    /// What became of what it says, in the order of the file.
    pub rows: Vec<Row>,
}

/// Rewrites a worksheet for the newest version of its framework.
///
/// # Errors
/// When it cannot be read or is wrong, when no map leads from the version that it pins, when something in it cannot be changed
/// alone, or the new text could not be read again.
pub fn migrate(session: &mut Session, file: &Path) -> Result<Migration, Stop> {
    if file == Path::new("-") {
        return Err(Stop::usage("a worksheet is rewritten in its file, so it cannot be the standard input"));
    }
    session.open(file)?;
    let broken = || Stop::said(format!("`{}` is no text in UTF-8", file.display()));
    let before = String::from_utf8(session.world().read(file, MAX_BYTES)?).map_err(|_| broken())?;
    let source = session.notes.sources.add(file.display().to_string(), before.clone());
    let super::Session { notes, scope, .. } = &mut *session;
    let raw = decode_often::<RawAssessment>(source, &notes.sources, &mut notes.sink);
    let raw = notes.sink.given(raw)?;
    let (id, version) = framework::pin(&raw.framework);
    let names = scope.names([raw.framework.as_str()], notes)?;
    let folder = match names.folder(id) {
        Some(folder) => Some(folder),
        // An id that is not there is told at its place.
        None => assessment::framework_name(&raw, &names, source, &notes.sources, &mut notes.sink),
    };
    let folder = notes.sink.made(folder)?;
    let framework = match score::framework(folder, scope, notes)? {
        Ok(framework) => notes.sink.made(framework)?,
        Err(message) => return Err(Stop::said(message)),
    };
    // Without a version the answers may be to any that came before.
    let version = version.or_else(|| framework.older.first().map(|map| map.version.as_str()));
    let map = match version.filter(|version| *version != framework.pack.version) {
        Some(version) => {
            let from = || list(framework.older.iter().map(|map| map.version.as_str()));
            let map = framework.since(version).ok_or_else(|| {
                Stop::said(format!(
                    "no map leads from version `{version}` of `{id}` to the newest; maps lead from {}",
                    from()
                ))
            })?;
            Some(map)
        }
        None => None,
    };
    let made = worksheet::migrated(&before, &framework, map).map_err(|refused| told(refused, source, session))?;
    let text = Some(made.text).filter(|text| *text != before);
    if let Some(text) = &text {
        written::worksheet(file, text, None, session)?;
    }
    let (id, version) = (framework.pack.id.clone(), framework.pack.version.clone());
    Ok(Migration { text, framework: id, version, rows: made.rows })
}

/// Tells where, and why, the worksheet is left as it is.
fn told(refused: Refused, source: SourceId, session: &mut Session) -> Stop {
    let Refused { why, range, beside } = refused;
    let mut told = Diagnostic::new(Code::MigrateByHand, why.to_string()).at(Place::new(source, range)).help(why.help());
    if let Some(beside) = beside {
        told = told.related(Place::new(source, beside), "and here");
    }
    session.notes.sink.push(told);
    match session.notes.sink.checked() {
        Err(wrong) => wrong.into(),
        Ok(()) => Stop::said(why.to_string()),
    }
}
