//! The rules by which all worksheets of a portfolio are judged, and what is found of the rules themselves.

use std::sync::Arc;

use super::{
    super::{
        Scope, Session, Stop,
        rules::{Before, Waivers, add, rule_changes},
    },
    Portfolio, USUAL,
    worker::{Known, Worker},
};
use crate::{
    framework::Framework,
    gate::{At, Finding, Verdict, VerdictView},
    source::Place,
    workspace::{self, Workspace},
};

impl Worker<'_> {
    /// Reads the rules that count: those of the base where there is one, beside those of now.
    pub(super) fn judge_by(&mut self, session: &mut Session) -> Result<(), Stop> {
        let Session { notes, scope, data } = &mut *session;
        if let Some(revision) = self.base.revisions().first() {
            let then = Before::at(Arc::clone(revision), &self.home.join("-"), (scope, data), notes)?;
            self.then = Some(Arc::clone(&then.scope));
            self.rules.get_or_insert(then);
        }
        if let Some(itself) = self.base.first_itself() {
            let name = itself.describe();
            let (then, _) = notes.apart(|notes| Scope::at(itself, &scope.world, &self.home.join("-"), data, notes));
            self.itself = Some((then?, name));
        }
        self.waivers = waivers(self.request, self.rules.as_ref(), session)?;
        self.used = vec![false; self.waivers.granted.len()];
        self.looked_for = self.used.clone();
        Ok(())
    }

    /// What is wrong with waivers over all worksheets, and what the change does to the rules that it is judged by.
    pub(super) fn rule_findings(&self, session: &mut Session) -> Result<Vec<Finding>, Stop> {
        let Some(Known { policy, .. }) = self.frameworks.first() else { return Ok(Vec::new()) };
        let (used, looked_for) = (self.used.clone(), self.looked_for.clone());
        let all = Verdict { gated: policy.is_set(), findings: Vec::new(), used, looked_for };
        let findings = self.waivers.findings(&[&all], &policy.asked(), self.today);
        let mut verdict = Verdict { findings, ..all };
        add(&mut verdict, self.changes(session)?, policy, &[], self.today);
        Ok(verdict.findings)
    }

    /// What the change does to the rules that it is judged by.
    fn changes(&self, session: &mut Session) -> Result<Vec<Finding>, Stop> {
        let Session { notes, scope, .. } = session;
        let rules = self.rules.as_ref().filter(|_| !self.request.gates.fail_on.no_gate);
        let (Some(rules), Some(usual)) = (rules, scope.framework(USUAL, notes)?) else { return Ok(Vec::new()) };
        let mut changes = rule_changes((scope, rules), &usual, &self.waivers, &self.excused, notes);
        // No worksheet in hand holds a gate that is gone: it is missed where the settings would stand.
        if changes.iter().any(|finding| !matches!(finding.at, At::Place(_))) {
            let settings = self.home.join(workspace::FILE).to_string_lossy().into_owned();
            let place = Place::new(notes.sources.add(settings, ""), 0..0);
            for finding in changes.iter_mut().filter(|finding| !matches!(finding.at, At::Place(_))) {
                finding.at = At::Place(place.clone());
            }
        }
        Ok(changes)
    }

    /// What is wrong with waivers, as it is shown.
    pub(super) fn waiver_view(&self, findings: &[Finding], session: &Session) -> Option<VerdictView> {
        let At::Place(place) = &findings.first()?.at else { return None };
        let verdict = Verdict { gated: false, findings: findings.to_vec(), used: Vec::new(), looked_for: Vec::new() };
        let Known { standard, policy, .. } = &self.frameworks[0];
        let view = self.view(&standard.framework, policy, &verdict, place.source, &session.notes);
        Some(VerdictView { gates: Vec::new(), ..view })
    }
}

/// Waivers name practices of any framework that is loaded.
fn waivers(request: &Portfolio, rules: Option<&Before>, session: &mut Session) -> Result<Waivers, Stop> {
    let Session { notes, scope, .. } = session;
    let grants = |scope: &Scope| scope.workspace.as_ref().is_some_and(Workspace::has_waivers);
    let mut frameworks = Vec::new();
    if !request.gates.fail_on.no_gate && (grants(scope) || rules.is_some_and(|rules| grants(&rules.scope))) {
        for (folder, _) in scope.packs(notes)?.iter().filter(|(_, pack)| pack.kind == "framework") {
            frameworks.extend(scope.framework(folder, notes)?);
        }
    }
    let frameworks: Vec<&Framework> = frameworks.iter().map(|framework| &**framework).collect();
    let waivers = Waivers::of(&request.gates.fail_on, &frameworks, scope, rules, notes);
    notes.sink.checked()?;
    Ok(waivers)
}
