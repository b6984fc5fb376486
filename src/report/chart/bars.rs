//! Bars: one for each building block, and one for all of them.

use serde::Serialize;

use super::{
    super::{drawing::Sketch, drawing::cut, visible},
    framed, part, percent, sentence,
};
use crate::assessment::{FiguresView, LevelRef, ScorecardView};

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

/// What a row is drawn from: a block, or all of them.
struct Bar<'a> {
    id: &'a str,
    title: &'a str,
    figures: &'a FiguresView,
}

impl Bar<'_> {
    fn sentence(&self) -> String {
        sentence(self.id, self.title, self.figures)
    }
}

/// The bars of a scorecard.
pub(super) fn bars(card: &ScorecardView) -> Sketch {
    let blocks: Vec<Bar<'_>> = card
        .blocks
        .iter()
        .map(|block| Bar { id: &block.id, title: &block.title, figures: &block.figures })
        .chain([Bar { id: "All", title: "of them", figures: &card.overall }])
        .collect();
    let rows: Vec<Row> = blocks.iter().enumerate().map(|(at, bar)| row(at, bar)).collect();
    let height = TOP + ROW * rows.len() + 28;
    let top = card.scale.len().saturating_sub(1).max(1);
    let title = format!("Claimed, evidenced and target by building block: {}", card.organisation.name);
    let description = blocks.iter().map(Bar::sentence).collect::<Vec<_>>().join(". ") + ".";
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

fn row(at: usize, bar: &Bar<'_>) -> Row {
    let figures = bar.figures;
    let top = TOP + ROW * at;
    let reached =
        |level: &Option<LevelRef>| level.as_ref().map_or_else(|| "not applicable".to_owned(), LevelRef::to_string);
    Row {
        id: visible(bar.id),
        title: cut(&visible(bar.title), 40),
        full: visible(&bar.sentence()),
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
