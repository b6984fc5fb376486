//! Bars: one for each building block, and one for all of them.

use serde::Serialize;

use super::{
    super::{drawing::Sketch, drawing::cut, visible},
    framed, part, percent, sentence,
};
use crate::assessment::{BlockView, ScorecardView};

const WIDTH: usize = 420;
const ROW: usize = 58;
const TOP: usize = 18;

#[derive(Debug, Serialize)]
struct Bars {
    width: usize,
    height: usize,
    right: usize,
    title: String,
    description: String,
    ticks: Vec<usize>,
    rows: Vec<Row>,
    legend_y: usize,
}

#[derive(Debug, Serialize)]
struct Row {
    id: String,
    title: String,
    full: String,
    figures: String,
    reached: String,
    label_y: usize,
    bar_y: usize,
    claimed: usize,
    evidenced: usize,
    has_target: bool,
    target: usize,
}

/// The bars of a scorecard.
pub(super) fn bars(card: &ScorecardView) -> Sketch {
    let overall =
        BlockView { id: "All".to_owned(), title: "of them".to_owned(), weight: None, figures: card.overall.clone() };
    let blocks: Vec<&BlockView> = card.blocks.iter().chain([&overall]).collect();
    let rows: Vec<Row> = blocks.iter().enumerate().map(|(at, block)| row(at, block)).collect();
    let height = TOP + ROW * rows.len() + 28;
    let top = card.scale.len().saturating_sub(1).max(1);
    let title = format!("Claimed, evidenced and target by building block: {}", card.organisation.name);
    let description = blocks.iter().map(|block| sentence(block)).collect::<Vec<_>>().join(". ") + ".";
    let bars = Bars {
        width: WIDTH,
        height,
        right: WIDTH,
        title: visible(&title),
        description: visible(&description),
        ticks: (1..top).map(|level| WIDTH * level / top).collect(),
        rows,
        legend_y: height - 10,
    };
    Sketch::new("templates/report/bars.svg", &bars, format!("{title}. {description}"), framed(WIDTH, height))
}

fn row(at: usize, block: &BlockView) -> Row {
    let figures = &block.figures;
    let top = TOP + ROW * at;
    let reached = |level: &Option<String>| level.clone().unwrap_or_else(|| "not applicable".to_owned());
    Row {
        id: visible(&block.id),
        title: cut(&visible(&block.title), 40),
        full: visible(&sentence(block)),
        figures: match (figures.claimed, figures.evidenced) {
            (Some(claimed), Some(evidenced)) => format!("{} · {}", percent(evidenced), percent(claimed)),
            _ => "not applicable".to_owned(),
        },
        reached: visible(&format!(
            "reaches {} by evidence, {} as claimed",
            reached(&figures.reached_evidenced),
            reached(&figures.reached)
        )),
        label_y: top,
        bar_y: top + 6,
        claimed: part(figures.claimed, WIDTH),
        evidenced: part(figures.evidenced, WIDTH),
        has_target: figures.target.is_some(),
        target: part(figures.target, WIDTH).min(WIDTH - 2),
    }
}
