//! What the agreements of a workspace promise against the law, and what a lawyer should look at.

use std::collections::BTreeSet;

use super::{
    super::{FailOn, Stop, gates::granted, transfers::late},
    round::Round,
};
use crate::{
    gate::{Domain, FindingCode, Verdict, Waiver, judge, judge_waivers},
    source::SourceId,
    transfer::Agreement,
    workspace::not_begun,
    world::beside,
};

impl Round<'_> {
    /// What the agreements of transfers promise against the law, one verdict a register; what a lawyer should look at in
    /// deals, one verdict a deal; and what is wrong with waivers of that; and what
    /// is wrong with the evidence of worksheets, one verdict each. Each with the file that its paths lead through.
    pub(super) fn judged(&mut self, waivers: &[Waiver]) -> Result<Vec<(Option<SourceId>, Verdict)>, Stop> {
        let (scope, gates) = (self.scope, FailOn::default());
        let (world, today) = (&*scope.world, scope.world.today());
        let asked = gates.asked(Domain::Transfer, scope, self.notes);
        let asked_of_deals = gates.asked(Domain::Deal, scope, self.notes);
        let (mut verdicts, mut named) = (Vec::new(), BTreeSet::new());
        for register in &self.registers {
            let mut findings = Vec::new();
            for transfer in &register.register.transfers {
                let Some(Agreement::Deal(file)) = &transfer.agreement else { continue };
                let path = beside(&register.file, file);
                let deal = self.deals.iter().position(|deal| deal.file == path);
                let term = deal.and_then(|at| self.breach_terms[at].as_ref());
                findings.extend(late(transfer, register.source, term, scope, self.notes)?);
                named.insert(path);
            }
            let granted = granted(waivers, &register.file, world);
            verdicts.push((None, judge(findings, &asked, &granted, today)));
        }
        let mut deals = Vec::new();
        for (path, source, mut found) in std::mem::take(&mut self.found) {
            // The breach clock of an agreement that a transfer names is judged with the transfer.
            found.retain(|finding| finding.code != FindingCode::BreachNoticeTooLong || !named.contains(&path));
            // What nobody has begun to fill in is not held against what it should say.
            let deal = self.deals.iter().find(|deal| deal.source == source);
            if deal.is_some_and(|deal| not_begun(&self.registers, deal, &self.notes.sources)) {
                found.clear();
            }
            let granted = granted(waivers, &path, world);
            deals.push((Some(source), judge(found, &asked_of_deals, &granted, today)));
        }
        let asked_of_sheets = gates.asked(Domain::Assessment, scope, self.notes);
        for (path, source, found) in std::mem::take(&mut self.evidence) {
            let granted = granted(waivers, &path, world);
            verdicts.push((Some(source), judge(found, &asked_of_sheets, &granted, today)));
        }
        let records = self.judged_records(waivers);
        let of = |list: &'_ [(Option<SourceId>, Verdict)]| {
            list.iter().map(|(_, verdict)| verdict.clone()).collect::<Vec<_>>()
        };
        let (of_deals, of_records) = (of(&deals), of(&records));
        let mut wrong = judge_waivers(waivers, &of_deals.iter().collect::<Vec<_>>(), &asked_of_deals, today);
        let asked_of_records = gates.asked(Domain::Register, scope, self.notes);
        wrong.extend(judge_waivers(waivers, &of_records.iter().collect::<Vec<_>>(), &asked_of_records, today));
        let wrong = Verdict { gated: true, findings: wrong, used: Vec::new(), looked_for: Vec::new() };
        verdicts.extend(deals);
        verdicts.extend(records);
        verdicts.push((None, wrong));
        Ok(verdicts)
    }
}
