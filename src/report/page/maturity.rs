//! How mature it is, by building block and by practice.

use super::{
    super::{
        answers::coverage,
        chart::{Chart, sketch},
        figures::percent,
    },
    Audience, ReportView,
    pen::{Pen, badge, count, half, paragraph, part, table, text},
};
use crate::{
    assessment::{BlockView, ComponentView, GapView, LevelRef, State},
    document::tree::{Inline, Part, Tone},
};

/// Gaps that a board sees.
const WIDEST: usize = 8;

pub(super) fn radar(view: &ReportView, pen: &mut Pen<'_>) -> Part {
    let mut body = pen.picture(sketch(Chart::Radar, &view.assessment.scorecard));
    body.push(paragraph(
        "The middle is nothing, the rim the top of the scale. Beside each building block: evidenced · claimed.",
    ));
    half("maturity", "Maturity by building block", body)
}

pub(super) fn bars(view: &ReportView, pen: &mut Pen<'_>) -> Part {
    let card = &view.assessment.scorecard;
    let mut body = pen.picture(sketch(Chart::Bars, card));
    if view.audience != Audience::Board {
        let rows = card.blocks.iter().map(block).collect();
        body.push(if card.overall.verified.is_none() {
            table(&[("Building block", 44), ("Evidenced", 18), ("Claimed", 18), ("Target", 20)], rows)
        } else {
            let columns =
                [("Building block", 32), ("Verified", 17), ("Evidenced", 18), ("Claimed", 16), ("Target", 17)];
            table(&columns, rows)
        });
    }
    body.extend(coverage(&card.overall.counts).map(|words| {
        paragraph(format!(
            "By somebody else than who answered: {words}, {} in all.",
            percent(card.overall.verified.unwrap_or(0))
        ))
    }));
    body.push(paragraph(format!(
        "A block reaches a level when every key practice is at it, and practices with {} of the weight are: a mean can \
         hide a hole, a reached level cannot.",
        percent(card.reach_share)
    )));
    half("blocks", "Claimed, evidenced, aimed at", body)
}

pub(super) fn heatmap(view: &ReportView, pen: &mut Pen<'_>) -> Part {
    half("practices", "Every practice at a glance", pen.picture(sketch(Chart::Heatmap, &view.assessment.scorecard)))
}

/// The widest gaps; all of them where more than a glance is wanted.
pub(super) fn gaps(view: &ReportView) -> Option<Part> {
    let card = &view.assessment.scorecard;
    let shown = if view.audience == Audience::Team { 14 } else { WIDEST };
    let rows: Vec<_> = card.gaps.iter().take(shown).map(gap).collect();
    if rows.is_empty() {
        return None;
    }
    let mut body = vec![table(&[("Practice", 52), ("Claimed", 24), ("Target", 24)], rows)];
    if let Some(more @ 1..) = card.gaps.len().checked_sub(shown) {
        let where_all = if view.audience == Audience::Board { "" } else { "; the list of all practices holds them" };
        body.push(paragraph(format!("And {}{where_all}.", count(more, "more gap", "more gaps"))));
    }
    Some(half("gaps", "Widest gaps", body))
}

fn gap(gap: &GapView) -> Vec<Vec<Inline>> {
    let key = if gap.key { " (key)" } else { "" };
    let now = match gap.state {
        State::NotAssessed => badge(Tone::Bad, "not assessed"),
        _ if gap.gap > 1 => badge(Tone::Bad, gap.claimed.to_string()),
        _ => badge(Tone::Caution, gap.claimed.to_string()),
    };
    vec![text(format!("{} {}{key}", gap.id, gap.title)), now, text(gap.target.to_string())]
}

fn block(block: &BlockView) -> Vec<Vec<Inline>> {
    let share = |share: Option<u32>| text(share.map_or_else(|| "n/a".to_owned(), percent));
    let BlockView { id, title, figures, .. } = block;
    let mut cells = vec![text(format!("{id} {title}"))];
    cells.extend(figures.verified.map(|verified| share(Some(verified))));
    cells.extend([share(figures.evidenced), share(figures.claimed), share(figures.target)]);
    cells
}

/// The same answers by ASEAN's components.
pub(super) fn components(view: &ReportView) -> Option<Part> {
    let components = view.assessment.scorecard.components.as_ref()?;
    let rows = components.components.iter().map(component).collect();
    let body = vec![
        paragraph(&components.statement),
        match view.assessment.scorecard.overall.verified {
            None => table(&[("Component", 44), ("Evidenced", 14), ("Claimed", 14), ("Reached by evidence", 28)], rows),
            Some(_) => table(
                &[("Component", 34), ("Verified", 13), ("Evidenced", 13), ("Claimed", 13), ("Reached by evidence", 27)],
                rows,
            ),
        },
    ];
    Some(part("components", &components.title, body))
}

fn component(block: &ComponentView) -> Vec<Vec<Inline>> {
    let share = |share: Option<u32>| text(share.map_or_else(|| "n/a".to_owned(), percent));
    let reached = block.figures.reached_evidenced.as_ref().map_or_else(|| "n/a".to_owned(), LevelRef::to_string);
    let mut cells = vec![text(block.title.clone())];
    cells.extend(block.figures.verified.map(|verified| share(Some(verified))));
    cells.extend([share(block.figures.evidenced), share(block.figures.claimed), text(reached)]);
    cells
}
