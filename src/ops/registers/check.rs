//! A register, judged.

use std::path::PathBuf;

use super::{
    super::{FailOn, Session, Stop, gates::granted, session::repository_path},
    open::opened,
};
use crate::{
    diag::Code,
    gate::{Domain, FindingCode, Kind, Known, VerdictView, judge, judge_waivers, verdict_view},
    register::{self, Register, RegisterCheckView},
};

/// Asks for a verdict on the records of a kind.
#[derive(Debug, Clone, Default)]
pub struct RegisterCheck {
    /// Name of the kind.
    pub kind: String,
    /// Looked at instead of the files of the workspace; `-` is the standard input.
    pub file: Option<PathBuf>,
    /// Codes that fail beside those of `[gate]`, of this kind or of rooms.
    pub fail_on: Vec<String>,
    /// Leave out the gates and waivers of `dmf.toml`.
    pub no_gate: bool,
}

/// Finds what the kind says is to be found, and judges it by the gates and waivers of the workspace.
///
/// # Errors
/// When there is no such kind or no file of it, or one is wrong or cannot be read, or the settings are wrong.
pub fn register_check(session: &mut Session, request: &RegisterCheck) -> Result<RegisterCheckView, Stop> {
    let register = opened(session, &request.kind, request.file.as_deref())?;
    let Session { notes, scope, .. } = session;
    let today = scope.world.today();
    let found = register::find(&register, today);
    let fail_on = FailOn { codes: codes(&request.fail_on, &register)?, no_gate: request.no_gate };
    let asked = fail_on.asked(Domain::Register, scope, notes);
    let ids = register.records.iter().map(|record| record.id.as_str()).collect();
    let known = Known { kind: Kind::Record, ids, complaint: Code::UnknownRecord };
    let waivers = fail_on.waivers(&[known], scope, notes);
    notes.sink.checked()?;
    let (main, source) = register.files.first().ok_or_else(|| Stop::said("no file was read"))?;
    let granted = granted(&waivers, main, &*scope.world);
    let mut verdict = judge(found.findings.clone(), &asked, &granted, today);
    let wrong = judge_waivers(&waivers, &[&verdict], &asked, today);
    verdict.findings.extend(wrong);
    let gates = vec![format!("no error is found in {}", register.kind.title.to_lowercase())]
        .into_iter()
        .chain(asked.fail_on.iter().map(|code| format!("no {code}")));
    let path = |name: &str| repository_path(&*scope.world, name);
    let view: VerdictView =
        verdict_view(&verdict, gates.collect(), &waivers, *source, &notes.sources, &path, &|_| Vec::new());
    Ok(register::check_view(&register, &found, view, today))
}

/// The codes by these names, of the kind or of a room.
fn codes(words: &[String], register: &Register) -> Result<Vec<FindingCode>, Stop> {
    let own: Vec<_> = register.kind.codes().collect();
    let code = |word: &String| {
        let found = own.iter().copied().find(|code| code.as_str() == word).map(FindingCode::Record);
        found.or_else(|| FindingCode::of(word)).ok_or_else(|| {
            let rooms = Domain::Register.codes().map(FindingCode::as_str);
            let known: Vec<&str> = own.iter().map(|code| code.as_str()).chain(rooms).collect();
            Stop::unknown("finding", word, &known)
        })
    };
    words.iter().map(code).collect()
}
