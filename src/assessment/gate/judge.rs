//! Scorecard, comparison, gates and waivers → verdict. Cannot fail, and knows nothing of formats.

use jiff::civil::Date;

use super::{
    evidence::evidence_findings,
    model::{By, Floor, Policy},
    verified::verified_findings,
};
use crate::{
    assessment::{
        Basis,
        baseline::{Comparison, FiguresChange, Reason, Recorded, Trend, figures_trend, words},
        left_out::{is_out, said_at, same_reasons},
        model::{Answer, Assessment},
        score::{EvidenceState, Figures, PracticeScore, Scorecard, State, sum_up},
        standing::{Holds, Standing, Weighed},
        stays,
    },
    framework::{Framework, PracticeId},
    gate::{At, Domain, Finding, FindingCode, Kind, Subject, Verdict, Waiver, Weight, conclude, waive},
    source::Path,
};

/// Judges a worksheet. `waivers` are those that are granted for it, each with its index among all.
#[must_use]
pub fn judge(
    framework: &Framework,
    assessment: &Assessment,
    scorecard: &Scorecard,
    comparison: Option<&Comparison>,
    policy: &Policy,
    waivers: &[(usize, &Waiver)],
) -> Verdict {
    let mut court = Court { framework, assessment, scorecard, policy, findings: Vec::new() };
    if assessment.is_closed(scorecard.today) {
        let day = assessment.closed.map_or_else(String::new, |day| format!(" since {day}"));
        let message = format!("{} is no longer assessed{day}; no gate judges it", assessment.organisation.name);
        court.find(FindingCode::WorksheetClosed, Subject::file(), "", message, At::Key(Path::root().key("closed")));
        if let Some((closed, answered)) = assessment.closed.zip(assessment.as_of).filter(|(closed, day)| closed < day) {
            court.add(closed_before(closed, answered, "its answers are of"));
        }
        return conclude(court.findings, policy.is_set(), &[], |_| false, |finding| finding.weight == Weight::Error);
    }
    if let Some(day) = assessment.closed.filter(|day| *day > scorecard.today) {
        let message = format!("it is to be closed on {day}, which is still to come; until then it is judged");
        let at = At::Value(Path::root().key("closed"));
        let finding = Finding::new(FindingCode::ClosedDay, Subject::file(), "", message, at);
        court.add(Finding { weight: Weight::Warning, ..finding });
    }
    court.emptiness();
    if let Some(comparison) = comparison {
        court.regressions(comparison);
    }
    court.left_out();
    court.floors();
    for score in &scorecard.practices {
        court.practice(score);
    }
    for finding in evidence_findings(framework, assessment, scorecard) {
        court.add(finding);
    }
    for finding in verified_findings(framework, assessment, scorecard) {
        court.add(finding);
    }
    let mut findings = court.findings;
    waive(&mut findings, waivers, scorecard.today);
    if let Some(comparison) = comparison {
        waive_groups(framework, scorecard, comparison, &mut findings);
    }
    let looked_for = |waiver: &Waiver| {
        waiver.concerns(Domain::Assessment)
            && match waiver.code {
                Some(FindingCode::Regression) => comparison.is_some(),
                Some(FindingCode::BelowLevel) => !policy.under.is_empty(),
                Some(code) => policy.asks(code) || code.weight() > Weight::Note,
                None => comparison.is_some() || policy.is_set() && !policy.asks(FindingCode::Regression),
            }
    };
    let fails = |finding: &Finding| {
        let excused = finding.waived.is_some() && !(policy.new_baseline && finding.code == FindingCode::Regression);
        finding.weight == Weight::Error && !excused
    };
    conclude(findings, policy.is_set(), waivers, looked_for, fails)
}

/// That each worksheet of a run is closed: nothing to judge is not a pass.
#[must_use]
pub fn all_closed() -> Finding {
    let message = "each worksheet is closed, so there is nothing to hold against a gate".to_owned();
    let at = At::Key(Path::root().key("closed"));
    Finding::new(FindingCode::EmptyInput, Subject::file(), "", message, at)
}

/// That a worksheet was closed before the day `answered`, of which `what` says what it is.
#[must_use]
pub fn closed_before(closed: Date, answered: Date, what: &str) -> Finding {
    let message = format!("it was closed on {closed}, and {what} {answered}");
    let at = At::Value(Path::root().key("closed"));
    Finding::new(FindingCode::ClosedDay, Subject::file(), "", message, at)
}

struct Court<'a> {
    framework: &'a Framework,
    assessment: &'a Assessment,
    scorecard: &'a Scorecard,
    policy: &'a Policy,
    findings: Vec<Finding>,
}

impl Court<'_> {
    fn find(&mut self, code: FindingCode, subject: Subject, detail: &str, message: String, at: At) {
        self.add(Finding::new(code, subject, detail, message, at));
    }

    fn add(&mut self, mut finding: Finding) {
        if self.policy.asks(finding.code) {
            finding.weight = Weight::Error;
        }
        self.findings.push(finding);
    }

    fn emptiness(&mut self) {
        let counts = self.scorecard.overall.counts;
        if counts.answered > 0 || !self.policy.is_set() {
            return;
        }
        let message = if counts.not_applicable == counts.asked {
            "no practice applies, so there is nothing to hold against a gate".to_owned()
        } else {
            format!("none of {} practices is answered with a level", counts.asked)
        };
        self.find(FindingCode::EmptyInput, Subject::file(), "", message, answers());
    }

    fn regressions(&mut self, comparison: &Comparison) {
        for change in comparison.practices.iter().filter(|change| change.trend == Trend::Worse) {
            let practice = &self.framework[change.after.practice];
            let message = format!(
                "{} {}: {}",
                practice.id,
                practice.title,
                words(self.framework, &change.before, &change.after, &change.reasons)
            );
            let detail: Vec<&str> = change.reasons.iter().map(|reason| reason.as_str()).collect();
            let answer = answer(&practice.id);
            let at = match change.reasons.first() {
                Some(Reason::Vanished) => answers(),
                Some(Reason::NotApplicable) => At::Key(said_at(self.framework, self.assessment, change.after.practice)),
                Some(Reason::EvidenceExpired) => self.expired(&change.after).unwrap_or(At::Value(answer.key("level"))),
                _ => At::Value(answer.key("level")),
            };
            let subject = practice_subject(self.framework, change.after.practice);
            self.find(FindingCode::Regression, subject, &detail.join(" "), message, at);
        }
        for change in comparison.blocks.iter().chain([&comparison.overall]) {
            if change.trend == Trend::Worse {
                let subject = self.group(change.block);
                let message = self.fallen(change);
                self.find(FindingCode::Regression, subject, "figures", message, answers());
            }
        }
    }

    fn fallen(&self, change: &FiguresChange) -> String {
        let level = |level: u8| self.framework.levels[usize::from(level)].id.clone();
        let mut parts = Vec::new();
        let mut part = |words: &str, before: Option<String>, after: Option<String>, lower: bool| {
            if let (Some(before), Some(after), true) = (before, after, lower) {
                parts.push(format!("{words} {before} → {after}"));
            }
        };
        let (before, after) = (&change.before, &change.after);
        let share = |share: Option<Basis>| share.map(|share| share.to_string());
        part("claimed", share(before.claimed), share(after.claimed), after.claimed < before.claimed);
        part("evidenced", share(before.evidenced), share(after.evidenced), after.evidenced < before.evidenced);
        let reached = |reached: Option<u8>| reached.map(level);
        part("reached", reached(before.reached), reached(after.reached), after.reached < before.reached);
        part(
            "reached by evidence",
            reached(before.reached_evidenced),
            reached(after.reached_evidenced),
            after.reached_evidenced < before.reached_evidenced,
        );
        format!("{}: {}", self.group(change.block).name, parts.join(", "))
    }

    fn left_out(&mut self) {
        let Some(leaving) = self.framework.leaving else { return };
        let most = Basis(leaving.share);
        let left_out = self.scorecard.overall.left_out;
        if left_out.0 > leaving.share {
            let message = format!("{left_out} of the weight is said not to apply; a figure may leave out {most}");
            self.find(FindingCode::LeftOutTooMuch, Subject::overall(), "", message, answers());
        }
        for block in &self.scorecard.blocks {
            let figures = &block.figures;
            // One practice of a small block may be more than the share.
            let few = figures.counts.not_applicable < 2 || figures.left_out.0 <= leaving.share;
            if few || is_out(self.framework, self.assessment, block.group) {
                continue;
            }
            let subject = self.group(Some(block.group));
            let message = format!(
                "{}: {} of the weight is said not to apply; a building block may leave out {most}",
                subject.name, figures.left_out
            );
            let help = format!(
                "one that does not apply at all is left out for one reason: `not_applicable: {{ {}: … }}`",
                subject.id
            );
            self.add(Finding::new(FindingCode::LeftOutTooMuch, subject, "", message, answers()).help(help));
        }
        for practices in same_reasons(self.framework, self.assessment) {
            let Some(first) = practices.first() else { continue };
            let subject = practice_subject(self.framework, *first);
            let message = format!(
                "{}: the same reason is given for {} practices that do not apply",
                subject.name,
                practices.len()
            );
            let at = At::Value(said_at(self.framework, self.assessment, *first));
            let found = Finding::new(FindingCode::ReasonShared, subject, "", message, at);
            self.add(found.help(
                "say of each why it does not apply; a building block that does not apply at all is left out for one reason: \
                 `not_applicable: { BLOCK: … }`",
            ));
        }
    }

    fn floors(&mut self) {
        for under in self.policy.under.clone() {
            let figures = under.block.map_or(&self.scorecard.overall, |block| &self.scorecard.blocks[block].figures);
            let by = under.by;
            let Some(message) = self.too_low(figures, under.floor, by) else { continue };
            let subject = self.group(under.block);
            let message = format!("{}: {message}", subject.name);
            self.find(FindingCode::BelowLevel, subject, by.as_str(), message, answers());
        }
    }

    /// What is wrong with figures; `None` when they are as asked.
    fn too_low(&self, figures: &Figures, floor: Floor, by: By) -> Option<String> {
        let (share, reached) = match by {
            By::Claimed => (figures.claimed, figures.reached),
            By::Evidenced => (figures.evidenced, figures.reached_evidenced),
        };
        let level = |level: u8| &self.framework.levels[usize::from(level)].id;
        let by = by.as_str();
        match (floor, share.zip(reached)) {
            (_, None) => Some("nothing in it applies, so it has no figure to hold against the gate".to_owned()),
            (Floor::Level(least), Some((_, reached))) => (reached < least)
                .then(|| format!("{} is reached, {by}; the gate asks for {}", level(reached), level(least))),
            (Floor::Share(least), Some((share, _))) => {
                (share < least).then(|| format!("{share} {by}; the gate asks for {least}"))
            }
        }
    }

    fn practice(&mut self, score: &PracticeScore) {
        let practice = &self.framework[score.practice];
        let subject = practice_subject(self.framework, score.practice);
        let level = |level: u8| self.framework.levels[usize::from(level)].id.clone();
        let name = subject.name.clone();
        let value = At::Value(answer(&practice.id).key("level"));
        let answer_given = &self.assessment.answers[score.practice.0];
        if let Some(why) = stays(self.framework, practice, answer_given) {
            let message = format!("{name}: said not to apply, and counts as not assessed: {}", why.words());
            let at = At::Value(said_at(self.framework, self.assessment, score.practice));
            self.find(FindingCode::StaysInSum, subject.clone(), why.as_str(), message, at);
        } else if score.state == State::NotAssessed {
            self.find(FindingCode::NotAssessed, subject.clone(), "", format!("{name}: not assessed"), answers());
        }
        match score.evidence {
            EvidenceState::Missing => {
                let message = format!("{name}: {} is claimed without evidence", level(score.claimed));
                self.find(FindingCode::UnbackedLevel, subject.clone(), "", message, value.clone());
            }
            EvidenceState::Weak => {
                let message =
                    format!("{name}: {} is claimed, and no evidence stands for anything", level(score.claimed));
                self.find(FindingCode::UnbackedLevel, subject.clone(), "", message, value.clone());
            }
            EvidenceState::Expired | EvidenceState::NotYet | EvidenceState::Partial => {
                let (claimed, shown) = (level(score.claimed), level(score.evidenced));
                let stale = self.expired(score);
                let (code, why) = match stale {
                    Some(_) => (FindingCode::StaleEvidence, "evidence is out of date"),
                    None if score.evidence == EvidenceState::NotYet => {
                        (FindingCode::UnbackedLevel, "evidence does not count yet")
                    }
                    None => (FindingCode::UnbackedLevel, "evidence shows less"),
                };
                let message = format!("{name}: {why}: {claimed} is claimed, {shown} is shown");
                self.find(code, subject.clone(), "", message, stale.unwrap_or(value.clone()));
            }
            EvidenceState::NotNeeded | EvidenceState::Current => {}
        }
        if score.gap() > 0 && score.state == State::Answered {
            let message = format!("{name}: {} is answered, {} is aimed at", level(score.claimed), level(score.target));
            self.find(FindingCode::BelowTarget, subject, "", message, value);
        }
    }

    /// The end date of the first evidence that has expired.
    fn expired(&self, score: &PracticeScore) -> Option<At> {
        let Answer::Level { evidence, .. } = &self.assessment.answers[score.practice.0] else { return None };
        let today = self.scorecard.today;
        let ended = |record: &Weighed| record.standing > Standing::Nothing && record.holds == Holds::Ended;
        let at = if score.records.is_empty() {
            evidence.iter().position(|proof| proof.expires.is_some_and(|to| to < today))?
        } else {
            score.records.iter().position(ended)?
        };
        let record = answer(&self.framework[score.practice].id).key("evidence").index(at);
        let said = evidence.get(at).is_some_and(|proof| proof.expires.is_some());
        Some(At::Value(if said { record.key("expires") } else { record }))
    }

    fn group(&self, block: Option<usize>) -> Subject {
        block.map_or_else(Subject::overall, |block| {
            let block = &self.framework.blocks[block];
            Subject::of(Kind::Block, &block.id, &block.title)
        })
    }
}

/// A practice as a finding names it.
pub(in crate::assessment) fn practice_subject(framework: &Framework, practice: PracticeId) -> Subject {
    let practice = &framework[practice];
    let block = &framework.blocks[practice.block];
    Subject::of(Kind::Practice, &practice.id, &practice.title).within(Kind::Block, &block.id)
}

/// A block, or all, that is worse only for practices whose regressions are waived is waived with them.
fn waive_groups(framework: &Framework, scorecard: &Scorecard, comparison: &Comparison, findings: &mut [Finding]) {
    let waived: Vec<(PracticeId, usize)> = findings
        .iter()
        .filter(|finding| finding.code == FindingCode::Regression && finding.subject.kind == Kind::Practice)
        .filter_map(|finding| Some((framework.practice(&finding.subject.id)?, finding.waived?)))
        .collect();
    if waived.is_empty() {
        return;
    }
    let practices = scorecard
        .practices
        .iter()
        .zip(&comparison.before.practices)
        .map(|(now, then)| {
            let restored = waived.iter().any(|(practice, _)| *practice == now.practice);
            if restored { then.clone() } else { now.clone() }
        })
        .collect();
    let without = sum_up(framework, scorecard.profile, practices, scorecard.today);
    for finding in findings.iter_mut().filter(|finding| finding.code == FindingCode::Regression) {
        let block = framework.blocks.iter().position(|block| block.id == finding.subject.id);
        let (change, figures, by) = match (finding.subject.kind, block) {
            (Kind::Block, Some(block)) => {
                let by = waived.iter().find(|(practice, _)| framework[*practice].block == block);
                (&comparison.blocks[block], &without.blocks[block].figures, by)
            }
            (Kind::Overall, _) => (&comparison.overall, &without.overall, waived.first()),
            _ => continue,
        };
        if finding.waived.is_none() && figures_trend(&change.before, &Recorded::of(figures)) != Trend::Worse {
            finding.waived = by.map(|(_, waiver)| *waiver);
        }
    }
}

fn answer(id: &str) -> Path {
    Path::root().key("answers").key(id)
}

fn answers() -> At {
    At::Key(Path::root().key("answers"))
}
