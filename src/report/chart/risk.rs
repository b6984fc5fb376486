//! Transfers by the risk that is left: impact upward, likelihood to the right, the transfers in their fields.

use serde::Serialize;

use super::{
    super::{
        drawing::{Sketch, cut},
        visible,
    },
    framed,
};
use crate::transfer::impact::CheckView;

const WIDTH: usize = 420;
const LEFT: usize = 30;
const SIDE: usize = 74;
const TALL: usize = 56;
const GAP: usize = 4;
/// Grades of impact and of likelihood.
const GRADES: usize = 5;
/// Ids that a field has room for.
const LINES: usize = 3;

#[derive(Debug, Serialize)]
struct Matrix {
    width: usize,
    height: usize,
    title: String,
    description: String,
    cells: Vec<Cell>,
    labels: Vec<Label>,
}

#[derive(Debug, Serialize)]
struct Cell {
    class: String,
    on: &'static str,
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    x: usize,
    y: usize,
    text: String,
}

#[derive(Debug, Serialize)]
struct Label {
    x: usize,
    y: usize,
    anchor: &'static str,
    text: String,
}

/// The matrix of a register's transfers.
pub(crate) fn risk(view: &CheckView) -> Sketch {
    let mut cells = Vec::new();
    let mut labels = Vec::new();
    for impact in (1..=GRADES).rev() {
        let y = (GRADES - impact) * (TALL + GAP);
        labels.push(Label { x: LEFT - 10, y: y + TALL / 2 + 4, anchor: "end", text: impact.to_string() });
        for likelihood in 1..=GRADES {
            cells.push(cell(view, impact, likelihood, LEFT + (likelihood - 1) * (SIDE + GAP), y));
        }
    }
    let under = GRADES * (TALL + GAP) + 12;
    for likelihood in 1..=GRADES {
        let x = LEFT + (likelihood - 1) * (SIDE + GAP) + SIDE / 2;
        labels.push(Label { x, y: under, anchor: "middle", text: likelihood.to_string() });
    }
    labels.push(Label {
        x: LEFT,
        y: under + 20,
        anchor: "start",
        text: "↑ impact · likelihood →  after the measures that count".to_owned(),
    });
    let open: Vec<&str> =
        view.transfers.iter().filter(|transfer| transfer.residual.is_none()).map(|transfer| &*transfer.id).collect();
    if !open.is_empty() {
        let text = cut(&visible(&format!("not assessable: {}", open.join(", "))), 64);
        labels.push(Label { x: LEFT, y: under + 38, anchor: "start", text });
    }
    let height = under + if open.is_empty() { 28 } else { 46 };
    let title = format!("Transfers by residual risk: {}", view.organisation);
    let description = words(view);
    let picture =
        Matrix { width: WIDTH, height, title: visible(&title), description: visible(&description), cells, labels };
    Sketch::new("templates/report/risk.svg", &picture, format!("{title}. {description}"), framed(WIDTH, height))
}

fn cell(view: &CheckView, impact: usize, likelihood: usize, x: usize, y: usize) -> Cell {
    let here: Vec<_> = view
        .transfers
        .iter()
        .filter_map(|transfer| transfer.residual.as_ref().map(|risk| (transfer, risk)))
        .filter(|(_, risk)| (usize::from(risk.impact), usize::from(risk.likelihood)) == (impact, likelihood))
        .collect();
    let mut texts: Vec<String> = here.iter().map(|(transfer, _)| cut(&visible(&transfer.id), 10)).collect();
    if texts.len() > LINES {
        let more = texts.len() - (LINES - 1);
        texts.truncate(LINES - 1);
        texts.push(format!("+{more}"));
    }
    let first = y + TALL / 2 + 4 - texts.len().saturating_sub(1) * 8;
    let lines = texts.into_iter().enumerate();
    Cell {
        class: here.first().map_or_else(|| "track".to_owned(), |(_, risk)| format!("risk-{}", slug(&risk.band))),
        on: if here.is_empty() { "faint" } else { "on-risk" },
        x,
        y,
        width: SIDE,
        height: TALL,
        lines: lines.map(|(at, text)| Line { x: x + SIDE / 2, y: first + at * 16, text }).collect(),
    }
}

/// The name of a band as that of a class.
fn slug(band: &str) -> String {
    band.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

fn words(view: &CheckView) -> String {
    let each = view.transfers.iter().map(|transfer| match &transfer.residual {
        Some(risk) => format!("{} {} ({} of 25)", transfer.id, risk.band, risk.risk),
        None => format!("{} not assessable", transfer.id),
    });
    let each: Vec<String> = each.collect();
    if each.is_empty() { "No transfers.".to_owned() } else { format!("{}.", each.join("; ")) }
}
