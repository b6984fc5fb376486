//! What is asked of an agreement, and whether it holds.

use super::{
    super::{Notes, Scope, Stop, gates::granted, session::repository_path},
    Review,
};
use crate::{
    agreement::{self, ClauseSet},
    diag::Code,
    gate::{Domain, Finding, Kind, Known, Subject, VerdictView, judge, judge_waivers, verdict_view},
    review::{Required, Status},
    source::SourceId,
    words::Word as _,
};

/// The obligations that the gate asks for, each with the least that does.
pub(super) fn required(asked: &[String], module: &str, set: &ClauseSet) -> Result<Required, Stop> {
    let duties: Vec<_> = agreement::duties(set, module).collect();
    let mut required = Required::new();
    for word in asked {
        let (what, least) = match word.split_once('=') {
            Some((what, word)) => {
                let known: Vec<&str> = Status::ALL.iter().skip(1).map(|status| status.as_str()).collect();
                let least = Status::ALL.iter().copied().skip(1).find(|status| status.as_str() == word.trim());
                (what.trim(), least.ok_or_else(|| Stop::unknown("status to require", word.trim(), &known))?)
            }
            None => (word.trim(), Status::Present),
        };
        let found: Vec<&str> = duties
            .iter()
            .filter(|duty| what == "all" || (what == "core" && duty.core) || what == duty.id || what == duty.key)
            .map(|duty| duty.id)
            .collect();
        if found.is_empty() {
            let known: Vec<&str> = ["core", "all"].into_iter().chain(duties.iter().map(|duty| duty.id)).collect();
            return Err(Stop::unknown("obligation", what, &known));
        }
        for id in found {
            // An id says more exactly what is meant than a group, and the last word counts.
            required.insert(id.to_owned(), least);
        }
    }
    Ok(required)
}

/// What fails, what is excused, and whether it passes.
pub(super) fn verdict(
    findings: Vec<Finding>,
    request: &Review,
    required: &Required,
    set: &ClauseSet,
    source: SourceId,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<(VerdictView, bool), Stop> {
    let today = scope.world.today();
    let gate = request.gates.asked(Domain::Agreement, scope, notes);
    let ids = agreement::obligation_ids(set).collect();
    let known = Known { kind: Kind::Obligation, ids, complaint: Code::UnknownId };
    let waivers = request.gates.waivers(&[known], scope, notes);
    notes.sink.checked()?;
    let granted = granted(&waivers, &request.agreement, &*scope.world);
    let mut verdict = judge(findings, &gate, &granted, today);
    verdict.gated = !required.is_empty() || !gate.fail_on.is_empty();
    let wrong = judge_waivers(&waivers, &[&verdict], &gate, today);
    verdict.findings.extend(wrong);
    let mut gates: Vec<String> = request.require.iter().map(|word| format!("required: {word}")).collect();
    gates.extend(gate.fail_on.iter().map(|code| format!("no {code}")));
    let help = |subject: &Subject| {
        let duties = set.modules().flat_map(|module| agreement::duties(set, module));
        let duty = duties.filter(|duty| subject.is(Kind::Obligation, duty.id)).map(|duty| duty.gist.to_owned());
        duty.take(1).collect()
    };
    let path = |name: &str| repository_path(&*scope.world, name);
    let view = verdict_view(&verdict, gates, &waivers, source, &notes.sources, &path, &help);
    Ok((view, verdict.passes()))
}
