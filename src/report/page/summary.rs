//! The figures that are seen first.

use super::{super::figures::percent, ReportView, pen::count};
use crate::{
    assessment::LevelRef,
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
    let note = format!("claimed {}, target {}", share(overall.claimed), share(overall.target));
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

fn gaps(view: &ReportView) -> Figure {
    let counts = &view.assessment.scorecard.overall.counts;
    let tone = if counts.below_target == 0 { Tone::Good } else { Tone::Caution };
    let note = format!(
        "of {}; {} not assessed, {} not applicable",
        count(counts.asked, "practice", "practices"),
        counts.not_assessed,
        counts.not_applicable
    );
    figure("Practices below target", counts.below_target.to_string(), note, tone)
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

fn evidence(view: &ReportView) -> Figure {
    let past = view.evidence.iter().filter(|proof| proof.days < 0).count();
    let soon = view.evidence.len() - past;
    let tone = match (past, soon) {
        (0, 0) => Tone::Good,
        (0, _) => Tone::Caution,
        _ => Tone::Bad,
    };
    let note = format!("and {soon} more within {} days", view.within);
    figure("Evidence out of date", past.to_string(), note, tone)
}

fn plan(view: &ReportView) -> Figure {
    let plan = &view.plan;
    if plan.items.is_empty() {
        return figure("Targets met", "now".to_owned(), "nothing is left to do".to_owned(), Tone::Good);
    }
    let days = usize::try_from(plan.effort).unwrap_or(usize::MAX);
    let note =
        format!("{}, {}", count(plan.items.len(), "action", "actions"), count(days, "person-day", "person-days"));
    figure("Targets met by the plan", plan.finish.clone(), note, Tone::Plain)
}

fn transfers(view: &ReportView) -> Option<Figure> {
    let all = || view.transfers.iter().flat_map(|register| &register.transfers);
    all().next()?;
    let held = all().filter(|transfer| !transfer.decision.may_proceed).count();
    let tone = if held == 0 { Tone::Good } else { Tone::Bad };
    let note = format!("of {}", count(all().count(), "transfer", "transfers"));
    Some(figure("Transfers that may not go ahead", held.to_string(), note, tone))
}
