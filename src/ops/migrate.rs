//! A worksheet in the words of the newest version of its framework.

use std::path::Path;

use super::{Session, Stop, score, written};
use crate::{
    assessment::{self, RawAssessment},
    diag::list,
    framework,
    load::decode_often,
    worksheet::{self, Became, Row},
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
    let made = worksheet::migrated(&before, &framework, map)?;
    let text = Some(made.text).filter(|text| *text != before);
    if let Some(text) = &text {
        kept(&before, text, &made.rows).map_err(|id| {
            Stop::said(format!("nothing was written: what `{}` says of `{id}` would be lost", file.display()))
        })?;
        written::worksheet(file, text, None, session)?;
    }
    let (id, version) = (framework.pack.id.clone(), framework.pack.version.clone());
    Ok(Migration { text, framework: id, version, rows: made.rows })
}

/// Whether the new text says all that the old one said of every practice. The id of one of which it does not.
fn kept(before: &str, after: &str, rows: &[Row]) -> Result<(), String> {
    let read = |text: &str| worksheet::entries(text).ok_or_else(|| "answers".to_owned());
    let (old, new) = (read(before)?, read(after)?);
    let find = |id: &str| new.iter().find(|(known, _)| known == id).map(|(_, entry)| entry);
    for (id, entry) in &old {
        let fate = |row: &&Row| row.of == "answers" && row.id == *id && !matches!(row.became, Became::LookAgain(_));
        let same = match rows.iter().find(fate).map(|row| &row.became) {
            None | Some(Became::LookAgain(_)) => find(id) == Some(entry),
            Some(Became::Renamed(now)) => find(now) == Some(entry),
            Some(Became::Split(parts, _)) => parts.iter().all(|part| {
                let level = |entry: &worksheet::Entry| {
                    (entry.level.clone(), entry.not_applicable.clone(), entry.evidence.clone())
                };
                find(part).map(level) == Some(level(entry))
            }),
            Some(Became::Comment(_)) => {
                find(id).is_none() && after.lines().any(|line| line.contains('#') && line.contains(id.as_str()))
            }
        };
        if !same {
            return Err(id.clone());
        }
    }
    Ok(())
}
