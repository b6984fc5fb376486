//! The figures that are seen first.

use super::{super::figures::percent, ReportView, pen::count};
use crate::{
    assessment::{EvidenceState, LevelRef, PracticeView, RecordRow, Standing},
    document::tree::{Block, Figure, Tone},
};

/// The figures, those that ask for attention with a tone.
pub(super) fn figures(view: &ReportView) -> Block {
    let mut figures = vec![maturity(view), reached(view), gaps(view)];
    figures.extend(trend(view));
    figures.push(evidence(view));
    figures.push(plan(view));
    figures.extend(transfers(view));
    Block::Figures(figures)
}

fn figure(label: &str, value: String, note: String, tone: Tone) -> Figure {
    Figure { label: label.to_owned(), value, note, tone }
}

fn maturity(view: &ReportView) -> Figure {
    let overall = &view.assessment.scorecard.overall;
    let share = |share: Option<u32>| share.map_or_else(|| "n/a".to_owned(), percent);
    let tone = match (overall.evidenced, overall.target) {
        (Some(evidenced), Some(target)) if evidenced >= target => Tone::Good,
        (Some(_), Some(_)) => Tone::Caution,
        _ => Tone::Plain,
    };
    let verified = overall.verified.map_or_else(String::new, |verified| format!("verified {}, ", percent(verified)));
    let mut note = format!("{verified}claimed {}, target {}", share(overall.claimed), share(overall.target));
    // A figure of citations alone is no figure of what there is.
    let number = overall.counts.records.as_ref().map_or(0, |records| records.of_each.not_looked);
    if number > 0 {
        note.push_str(&format!("; {} not looked for", count(number, "file of evidence", "files of evidence")));
    }
    figure("Maturity, as evidenced", share(overall.evidenced), note, tone)
}

fn reached(view: &ReportView) -> Figure {
    let overall = &view.assessment.scorecard.overall;
    let level = |level: &Option<LevelRef>| level.as_ref().map_or_else(|| "n/a".to_owned(), LevelRef::to_string);
    let claimed = level(&overall.reached);
    figure(
        "Level reached, by evidence",
        level(&overall.reached_evidenced),
        format!("as claimed: {claimed}"),
        Tone::Plain,
    )
}

/// Below target as claimed, and by evidence beside it; good only where nothing is below by either.
fn gaps(view: &ReportView) -> Figure {
    let counts = &view.assessment.scorecard.overall.counts;
    let by_evidence = below_by_evidence(view);
    let tone = if counts.below_target == 0 && by_evidence == 0 { Tone::Good } else { Tone::Caution };
    let note = format!(
        "by evidence {by_evidence}; of {}, {} not assessed, {} not applicable",
        count(counts.asked, "practice", "practices"),
        counts.not_assessed,
        counts.not_applicable
    );
    figure("Practices below target, as claimed", counts.below_target.to_string(), note, tone)
}

/// Practices that apply and whose evidence backs less than their target.
fn below_by_evidence(view: &ReportView) -> usize {
    view.assessment.scorecard.practices.iter().filter(|practice| practice.is_below_by_evidence()).count()
}

fn trend(view: &ReportView) -> Option<Figure> {
    let comparison = view.assessment.comparison.as_ref()?;
    let tenths = (comparison.overall.evidenced_by.abs() + 5) / 10;
    let sign = match comparison.overall.evidenced_by {
        by if by < 0 => "−",
        0 => "±",
        _ => "+",
    };
    let tone = if comparison.regressions > 0 { Tone::Bad } else { Tone::Good };
    let note = format!(
        "{}, {} since {}",
        count(comparison.improvements, "practice better", "practices better"),
        count(comparison.regressions, "worse", "worse"),
        comparison.before_day
    );
    Some(figure("Points since the baseline", format!("{sign}{}.{}", tenths / 10, tenths % 10), note, tone))
}

/// Evidence that has run out. Where there is none, nothing can run out, and that is not good.
fn evidence(view: &ReportView) -> Figure {
    let standing = |record: &&RecordRow| record.standing != Some(Standing::Nothing);
    let records = view.records.iter().filter_map(|row| row.record.as_ref()).filter(standing).count();
    let bare = |practice: &&PracticeView| matches!(practice.evidence, EvidenceState::Missing | EvidenceState::Weak);
    let bare = view.assessment.scorecard.practices.iter().filter(bare).count();
    let without = format!("{} without any", count(bare, "answer is", "answers are"));
    if records == 0 {
        let (note, tone) = match bare {
            0 => ("nothing is claimed that needs it".to_owned(), Tone::Plain),
            _ => (without, Tone::Bad),
        };
        return figure("Evidence", "none".to_owned(), note, tone);
    }
    let past = view.evidence.iter().filter(|proof| proof.days < 0).count();
    let soon = view.evidence.len() - past;
    let tone = match (past, soon, bare) {
        (0, 0, 0) => Tone::Good,
        (0, _, _) => Tone::Caution,
        _ => Tone::Bad,
    };
    let of = count(records, "record", "records");
    let mut note = format!("of {of}, and {soon} more within {} days", view.within);
    if bare > 0 {
        note.push_str(&format!("; {without}"));
    }
    figure("Evidence out of date", past.to_string(), note, tone)
}

/// When the plan ends. It plans from what is claimed, as if evidence were there.
fn plan(view: &ReportView) -> Figure {
    let plan = &view.plan;
    if plan.items.is_empty() {
        let (note, tone) = match below_by_evidence(view) {
            0 => ("nothing is left to do".to_owned(), Tone::Good),
            below => (format!("by evidence {} below", count(below, "practice is", "practices are")), Tone::Caution),
        };
        return figure("Targets met, as claimed", "now".to_owned(), note, tone);
    }
    let days = usize::try_from(plan.effort).unwrap_or(usize::MAX);
    let note = format!(
        "{}, {}; as if evidence were there",
        count(plan.items.len(), "action", "actions"),
        count(days, "person-day", "person-days")
    );
    figure("Targets met by the plan, as claimed", plan.finish.clone(), note, Tone::Plain)
}

fn transfers(view: &ReportView) -> Option<Figure> {
    let all = || view.transfers.iter().flat_map(|register| &register.transfers);
    all().next()?;
    let held = all().filter(|transfer| !transfer.decision.may_proceed).count();
    let tone = if held == 0 { Tone::Good } else { Tone::Bad };
    let note = format!("of {}", count(all().count(), "transfer", "transfers"));
    Some(figure("Transfers that may not go ahead", held.to_string(), note, tone))
}
