//! Findings, codes that fail and waivers → verdict. Cannot fail, and knows nothing of formats.

use jiff::civil::Date;

use super::{
    code::{FindingCode, Weight},
    model::{Asked, At, Finding, Kind, Subject, Verdict, Waiver},
};

/// Judges what a domain found: an error fails, and so does a code that is asked for, unless it is waived.
///
/// `waivers` are those that are granted for the file, each with its index among all.
#[must_use]
pub fn judge(mut findings: Vec<Finding>, asked: &Asked, waivers: &[(usize, &Waiver)], today: Date) -> Verdict {
    for finding in &mut findings {
        if asked.asks(finding.code) {
            finding.weight = Weight::Error;
        }
    }
    waive(&mut findings, waivers, today);
    let looked_for = |waiver: &Waiver| {
        waiver.concerns(asked.domain) && waiver.code.is_none_or(|code| asked.asks(code) || code.weight() > Weight::Note)
    };
    let fails = |finding: &Finding| finding.weight == Weight::Error && finding.waived.is_none();
    conclude(findings, true, waivers, looked_for, fails)
}

/// The first waiver that covers a finding and holds today excuses it; a note needs no excuse.
pub fn waive(findings: &mut [Finding], waivers: &[(usize, &Waiver)], today: Date) {
    for finding in findings.iter_mut().filter(|finding| finding.code.waivable() && finding.weight > Weight::Note) {
        let granted = waivers.iter().find(|(_, waiver)| waiver.is_for(finding) && waiver.excuses(today));
        finding.waived = granted.map(|(at, _)| *at);
    }
}

/// The verdict on findings that are waived already, for a domain that has more to say on which of them fail.
#[must_use]
pub fn conclude(
    mut findings: Vec<Finding>,
    gated: bool,
    waivers: &[(usize, &Waiver)],
    looked_for: impl Fn(&Waiver) -> bool,
    fails: impl Fn(&Finding) -> bool,
) -> Verdict {
    let all = waivers.iter().map(|(at, _)| at + 1).max().unwrap_or(0);
    let mut verdict = Verdict { gated, findings: Vec::new(), used: vec![false; all], looked_for: vec![false; all] };
    for (at, waiver) in waivers {
        verdict.looked_for[*at] = looked_for(waiver);
    }
    for finding in &mut findings {
        if let Some(at) = finding.waived {
            verdict.used[at] = true;
        }
        finding.fails = gated && fails(finding);
    }
    Verdict { findings, ..verdict }
}

/// What is wrong with waivers themselves: ended, too long, or excusing nothing in any of the verdicts. Waivers that
/// concern other domains are left to them.
#[must_use]
pub fn judge_waivers(waivers: &[Waiver], verdicts: &[&Verdict], asked: &Asked, today: Date) -> Vec<Finding> {
    let any = |lists: &dyn Fn(&Verdict) -> &Vec<bool>, at: usize| {
        verdicts.iter().any(|verdict| lists(verdict).get(at).copied().unwrap_or(false))
    };
    let mut findings = Vec::new();
    for (at, waiver) in waivers.iter().enumerate().filter(|(_, waiver)| waiver.concerns(asked.domain)) {
        let covers = waiver.covers();
        let (code, message) = if waiver.until < today {
            (FindingCode::WaiverExpired, format!("the waiver of {covers} ended on {}", waiver.until))
        } else if waiver.until > waiver.latest {
            let message = format!(
                "the waiver of {covers} runs until {}; it may run until {} and excuses nothing before it is shortened",
                waiver.until, waiver.latest
            );
            (FindingCode::WaiverTooLong, message)
        } else if waiver.is_blanket() {
            let message = format!("the waiver of {covers} names no practice, so it excuses nothing");
            (FindingCode::WaiverWithoutPractice, message)
        } else if let Some(what) = waiver.empty {
            let message = format!("the {what} of the waiver of {covers} says nothing, so it excuses nothing");
            (FindingCode::WaiverSaysNothing, message)
        } else if !waiver.inherited && any(&|verdict| &verdict.looked_for, at) && !any(&|verdict| &verdict.used, at) {
            (FindingCode::WaiverUnused, format!("the waiver of {covers} excuses nothing"))
        } else {
            continue;
        };
        let subject = Subject { kind: Kind::Waiver, ..Subject::file() };
        let mut finding = Finding::new(code, subject, &covers, message, At::Place(waiver.place.clone()));
        if asked.asks(code) {
            finding.weight = Weight::Error;
            finding.fails = true;
        }
        findings.push(finding);
    }
    findings
}
