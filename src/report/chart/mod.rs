//! In: views of scorecards, plans and transfers.
//! Out: pictures: radar, bars, heat map, the plan on a line of time, effort against score, transfers by risk.
//! Never: a meaning that colour alone carries, a figure that is not in the view.

#![expect(clippy::float_arithmetic, reason = "the geometry of a picture, rounded to tenths of a pixel")]

mod bars;
mod curve;
mod gantt;
mod heatmap;
mod radar;
mod risk;

pub(super) use gantt::{Detail, gantt};
pub(super) use risk::risk;

use super::{
    drawing::{Sketch, draw},
    figures::percent,
};
use crate::{
    assessment::{FiguresView, ScorecardView},
    diag::Sink,
    load::Library,
    remediation::{CurveView, PlanView},
    source::Sources,
};

/// A picture of a scorecard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chart {
    /// Building blocks around a centre: claimed, evidenced, target.
    Radar,
    /// The same as bars.
    Bars,
    /// A field for each practice.
    Heatmap,
}

/// A picture of a scorecard as SVG. `None`, with the reason in the sink, when a template of the user's is wrong.
pub fn chart(
    chart: Chart,
    card: &ScorecardView,
    library: &Library,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Option<String> {
    draw(sketch(chart, card), library, sources, sink).map(|picture| picture.svg)
}

/// A plan on a line of time as SVG. `None`, with the reason in the sink, when a template of the user's is wrong.
pub fn plan_chart(plan: &PlanView, library: &Library, sources: &mut Sources, sink: &mut Sink) -> Option<String> {
    draw(gantt(plan, Detail::Actions), library, sources, sink).map(|picture| picture.svg)
}

/// A curve of effort against score as SVG. `None`, with the reason in the sink, when a template of the user's is wrong.
pub fn curve_chart(curve: &CurveView, library: &Library, sources: &mut Sources, sink: &mut Sink) -> Option<String> {
    draw(curve::curve(curve), library, sources, sink).map(|picture| picture.svg)
}

/// A picture of a scorecard before it is drawn.
pub(super) fn sketch(chart: Chart, card: &ScorecardView) -> Sketch {
    match chart {
        Chart::Radar => radar::radar(card),
        Chart::Bars => bars::bars(card),
        Chart::Heatmap => heatmap::heatmap(card),
    }
}

/// The size of a picture with the edge of ten pixels that templates leave around it.
fn framed(width: usize, height: usize) -> (usize, usize) {
    (width + 20, height + 20)
}

/// What a block scores, in words.
fn sentence(id: &str, title: &str, figures: &FiguresView) -> String {
    let share = |share: Option<u32>| share.map_or_else(|| "not applicable".to_owned(), percent);
    let target = figures.target.map_or_else(String::new, |target| format!(", target {}", percent(target)));
    let verified = figures.verified.map_or_else(String::new, |verified| format!(", verified {}", percent(verified)));
    let (claimed, evidenced) = (share(figures.claimed), share(figures.evidenced));
    format!("{id} {title}: claimed {claimed}, evidenced {evidenced}{verified}{target}")
}

/// Basis points as a part of `whole` pixels, rounded down.
fn part(share: Option<u32>, whole: usize) -> usize {
    usize::try_from(share.unwrap_or(0)).unwrap_or(0).min(10_000) * whole / 10_000
}
