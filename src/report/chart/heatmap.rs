//! The heat map: a field for each practice, its level in it, the darker the higher.

use serde::Serialize;

use super::{
    super::{
        drawing::{Sketch, cut},
        visible,
    },
    framed,
};
use crate::assessment::{PracticeView, ScorecardView, State};

const WIDTH: usize = 420;
const GAP: usize = 5;
/// Fields in a line, the fewest and the most.
const LINE: (usize, usize) = (9, 12);
const LABEL: usize = 20;

#[derive(Debug, Serialize)]
struct Heatmap {
    width: usize,
    height: usize,
    side: usize,
    title: String,
    description: String,
    rows: Vec<Row>,
    legend: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Row {
    id: String,
    title: String,
    label_y: usize,
    cells: Vec<Cell>,
}

#[derive(Debug, Serialize)]
struct Cell {
    full: String,
    class: String,
    on: String,
    x: usize,
    y: usize,
    number: String,
    mark: String,
    unbacked: bool,
    corner: String,
}

#[derive(Debug, Serialize)]
struct Entry {
    class: String,
    text: String,
    x: usize,
    y: usize,
    unbacked: bool,
    corner: String,
}

/// The heat map of a scorecard.
pub(super) fn heatmap(card: &ScorecardView) -> Sketch {
    let top = card.scale.len().saturating_sub(1).max(1);
    // The colours are five, however many levels there are.
    let step = |level: usize| level * 4 / top;
    let of = |id: &str| card.practices.iter().filter(|practice| practice.block == id).count();
    let line = card.blocks.iter().map(|block| of(&block.id)).max().unwrap_or(0).clamp(LINE.0, LINE.1);
    let side = (WIDTH - (line - 1) * GAP) / line;
    let mut y = 0;
    let mut rows = Vec::new();
    for block in &card.blocks {
        let practices: Vec<&PracticeView> =
            card.practices.iter().filter(|practice| practice.block == block.id).collect();
        let label_y = y + LABEL - 7;
        y += LABEL;
        let cells = practices
            .iter()
            .enumerate()
            .map(|(at, practice)| {
                let place = ((at % line) * (side + GAP), y + (at / line) * (side + GAP));
                cell(practice, step(practice.claimed.number.into()), place, side)
            })
            .collect();
        y += practices.len().div_ceil(line).max(1) * (side + GAP) + 8;
        rows.push(Row { id: visible(&block.id), title: cut(&visible(&block.title), 44), label_y, cells });
    }
    y += 14;
    let (legend, height) = legend(&card.scale, &step, y);
    let title = format!("Level of every practice: {}", card.organisation.name);
    let description = words(card);
    let picture = Heatmap {
        width: WIDTH,
        height,
        side,
        title: visible(&title),
        description: visible(&description),
        rows,
        legend,
    };
    Sketch::new("templates/report/heatmap.svg", &picture, format!("{title}. {description}"), framed(WIDTH, height))
}

fn cell(practice: &PracticeView, step: usize, (x, y): (usize, usize), side: usize) -> Cell {
    let number = practice.id.rsplit('-').next().unwrap_or(&practice.id);
    let open = practice.state != State::Answered;
    let mark = match practice.state {
        State::Answered => practice.claimed.number.to_string(),
        State::NotApplicable => "n/a".to_owned(),
        State::NotAssessed => "?".to_owned(),
    };
    let state = match practice.state {
        State::Answered if practice.claimed == practice.evidenced => practice.claimed.to_string(),
        State::Answered => format!("{} claimed, {} evidenced", practice.claimed, practice.evidenced),
        State::NotApplicable => "not applicable".to_owned(),
        State::NotAssessed => "not assessed".to_owned(),
    };
    Cell {
        full: visible(&format!("{} {}: {state}; target {}", practice.id, practice.title, practice.target)),
        class: if open { "open".to_owned() } else { format!("step-{step}") },
        on: if open { "faint".to_owned() } else { format!("on-{step}") },
        x,
        y,
        number: cut(&visible(number), 5),
        mark,
        unbacked: !open && practice.claimed != practice.evidenced,
        corner: corner(x + side, y),
    }
}

/// The mark of a claim beyond its evidence, in the upper right corner of a field.
fn corner(right: usize, y: usize) -> String {
    format!("{},{y} {right},{y} {right},{}", right.saturating_sub(11), y + 11)
}

/// The levels with their colours, and what the other signs mean; and where the picture ends.
fn legend(scale: &[String], step: &impl Fn(usize) -> usize, mut y: usize) -> (Vec<Entry>, usize) {
    let levels = scale
        .iter()
        .enumerate()
        .map(|(level, id)| (format!("step-{}", step(level)), format!("{level} {}", visible(id)), false));
    let signs = [
        ("open".to_owned(), "? not assessed, n/a not applicable".to_owned(), false),
        ("step-0".to_owned(), "claimed beyond its evidence".to_owned(), true),
    ];
    let mut x = 0;
    let mut legend = Vec::new();
    for (class, text, unbacked) in levels.chain(signs) {
        let wide = 34 + text.chars().count() * 6;
        if x > 0 && x + wide > WIDTH {
            x = 0;
            y += 20;
        }
        legend.push(Entry { class, text, x, y, unbacked, corner: corner(x + 14, y - 11) });
        x += wide;
    }
    (legend, y + 10)
}

fn words(card: &ScorecardView) -> String {
    let counts = card.scale.iter().enumerate().map(|(level, id)| {
        let at = |practice: &&PracticeView| practice.state == State::Answered && practice.claimed.id == *id;
        format!("{} at level {level} {id}", card.practices.iter().filter(at).count())
    });
    let counts: Vec<String> = counts.collect();
    let overall = &card.overall.counts;
    format!(
        "Practices: {}, {} not assessed, {} not applicable; {} are claimed beyond their evidence.",
        counts.join(", "),
        overall.not_assessed,
        overall.not_applicable,
        overall.unbacked
    )
}
