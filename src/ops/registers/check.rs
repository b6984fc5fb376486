//! A register, judged.

use std::{collections::BTreeMap, path::PathBuf};

use super::{
    super::{FailOn, Scope, Session, Stop, gates::granted, session::repository_path},
    open::{beside, opened},
};
use crate::{
    diag::Code,
    gate::{
        Asked, At, Domain, Finding, FindingCode, Kind, Known, Verdict, VerdictView, Waiver, judge, judge_waivers,
        verdict_view,
    },
    register::{self, Register, RegisterCheckView, Scene},
    source::SourceId,
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
    let (register, kinds) = opened(session, &request.kind, request.file.as_deref())?;
    let Session { notes, scope, .. } = session;
    let today = scope.world.today();
    let others = beside(&register, &kinds, scope, notes)?;
    notes.sink.checked()?;
    let scene = Scene::of(today, others.iter().chain([&register]));
    let mut found = register::find(&register, &scene);
    let fail_on = FailOn { codes: codes(&request.fail_on, &register)?, no_gate: request.no_gate };
    let asked = fail_on.asked(Domain::Register, scope, notes);
    let ids = register.records.iter().map(|record| record.id.as_str()).collect();
    let known = Known { kind: Kind::Record, ids, complaint: Code::UnknownRecord };
    let waivers = fail_on.waivers(&[known], scope, notes);
    notes.sink.checked()?;
    let (_, source) = register.files.first().ok_or_else(|| Stop::said("no file was read"))?;
    let verdicts = judged(&register, std::mem::take(&mut found.findings), &asked, &waivers, scope);
    let each: Vec<&Verdict> = verdicts.iter().map(|(_, verdict)| verdict).collect();
    let wrong = judge_waivers(&waivers, &each, &asked, today);
    let findings = verdicts.into_iter().flat_map(|(_, verdict)| verdict.findings).chain(wrong);
    let verdict = Verdict { gated: true, findings: findings.collect(), used: Vec::new(), looked_for: Vec::new() };
    let gates = vec![format!("no error is found in {}", register.kind.title.to_lowercase())]
        .into_iter()
        .chain(asked.fail_on.iter().map(|code| format!("no {code}")));
    let path = |name: &str| repository_path(&*scope.world, name);
    let view: VerdictView =
        verdict_view(&verdict, gates.collect(), &waivers, *source, &notes.sources, &path, &|_| Vec::new());
    Ok(register::check_view(&register, &found, view, today))
}

/// What was found in a register, judged file by file: a waiver may be granted for one of them.
pub(in crate::ops) fn judged(
    register: &Register,
    findings: Vec<Finding>,
    asked: &Asked,
    waivers: &[Waiver],
    scope: &Scope,
) -> Vec<(SourceId, Verdict)> {
    let mut by_file: BTreeMap<SourceId, Vec<Finding>> = BTreeMap::new();
    for finding in findings {
        if let At::Place(place) = &finding.at {
            by_file.entry(place.source).or_default().push(finding);
        }
    }
    let files = register.files.iter().map(|(path, source)| {
        let granted = granted(waivers, path, &*scope.world);
        let found = by_file.remove(source).unwrap_or_default();
        (*source, judge(found, asked, &granted, scope.world.today()))
    });
    files.collect()
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
