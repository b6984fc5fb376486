//! The map of flows as a picture: exporters at the left, importers in the middle, who stands behind them at the right.
//!
//! Whole pixels only. Risk is told by words, by the width of a line and by its colour, in this order of trust.

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::super::{
    drawing::{Sketch, cut},
    visible,
};
use crate::transfer::{FlowView, FlowsView, PlaceView, Risk, Status, Word as _};

/// Left edges of the columns, and how wide a box is.
const EXPORTER: usize = 24;
const IMPORTER: usize = 620;
const ONWARD: usize = 952;
const BOX: usize = 236;
/// Right edge of the picture.
const WIDTH: usize = ONWARD + BOX + 24;
/// Above the first row, with title and headings.
const TOP: usize = 104;
/// Height of a box and the least of a row.
const HEIGHT: usize = 52;
const GAP: usize = 16;
const ROW: usize = HEIGHT + 28;

/// What the template draws.
#[derive(Debug, Serialize)]
struct Picture {
    width: usize,
    height: usize,
    title: String,
    description: String,
    empty: bool,
    heads: Vec<Head>,
    boxes: Vec<Bx>,
    lines: Vec<Line>,
    legend: Vec<Legend>,
    legend_y: usize,
}

#[derive(Debug, Serialize)]
struct Head {
    x: usize,
    text: &'static str,
}

/// Somebody somewhere.
#[derive(Debug, Serialize)]
struct Bx {
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    name: String,
    country: String,
    /// Baselines of the two.
    name_y: usize,
    country_y: usize,
    text_x: usize,
    full: String,
    unknown: bool,
}

/// A flow: a curve with its arrow, and for the flow of a transfer itself the words along it.
#[derive(Debug, Serialize)]
struct Line {
    risk: &'static str,
    path: String,
    arrow: String,
    full: String,
    labelled: bool,
    x: usize,
    label: String,
    label_y: usize,
    pill: String,
    pill_y: usize,
    pill_width: usize,
    pill_text_x: usize,
    pill_text_y: usize,
}

#[derive(Debug, Serialize)]
struct Legend {
    risk: &'static str,
    x: usize,
    x2: usize,
    text_x: usize,
    text: &'static str,
}

/// The map, laid out.
pub(super) fn picture(view: &FlowsView) -> Sketch {
    let mut boxes = Vec::new();
    let mut lines = Vec::new();
    let mut y = TOP;
    let mut at = 0;
    while at < view.flows.len() {
        let exporter = &view.flows[at].exporter;
        let group: Vec<&FlowView> = view.flows[at..].iter().take_while(|flow| flow.exporter == *exporter).collect();
        at += group.len();
        let heights: Vec<usize> = group.iter().map(|flow| row_height(flow)).collect();
        let height: usize = heights.iter().sum::<usize>() - (ROW - HEIGHT);
        boxes.push(place(EXPORTER, y, height, exporter));
        for (flow, height) in group.into_iter().zip(heights) {
            row(flow, y, height, &mut boxes, &mut lines);
            y += height;
        }
        y += GAP;
    }
    let legend_y = y + 8;
    let mut legend = Vec::new();
    let mut x = EXPORTER;
    for &risk in Risk::ALL {
        let text = risk.title();
        legend.push(Legend { risk: risk.as_str(), x, x2: x + 44, text_x: x + 54, text });
        x += 54 + text.len() * 8 + 32;
    }
    let whose = if view.organisation.is_empty() { String::new() } else { format!(": {}", view.organisation) };
    let count = view.flows.len();
    let picture = Picture {
        width: WIDTH,
        height: legend_y + 40,
        title: visible(&format!("Transfers of personal data{whose}")),
        description: visible(&description(view)),
        empty: count == 0,
        heads: vec![
            Head { x: EXPORTER, text: "Exporter" },
            Head { x: IMPORTER, text: "Importer" },
            Head { x: ONWARD, text: "Onward" },
        ],
        boxes,
        lines,
        legend,
        legend_y,
    };
    let (words, size) = (format!("{}. {}", picture.title, picture.description), (picture.width, picture.height));
    Sketch::new("templates/report/flows.svg", &picture, words, size)
}

/// What somebody who cannot see the picture is told.
fn description(view: &FlowsView) -> String {
    let flows = view.flows.iter().map(sentence).collect::<Vec<_>>().join(" ");
    if flows.is_empty() { "No transfers.".to_owned() } else { flows }
}

fn sentence(flow: &FlowView) -> String {
    let onward: Vec<String> = flow.onward.iter().map(|place| format!("{} ({})", place.name, place.country)).collect();
    let onward = match (onward.is_empty(), flow.onward_known) {
        (false, _) => format!(", and on to {}", onward.join(", ")),
        (true, true) => String::new(),
        (true, false) => ", sub-processors not known".to_owned(),
    };
    let score = flow.score.map_or_else(String::new, |score| format!(" ({score} of 25)"));
    format!(
        "{} {}, {}: from {} ({}) to {} ({}){onward}; residual risk {}{score}.",
        flow.id,
        flow.title,
        flow.status.as_str(),
        flow.exporter.name,
        flow.exporter.country,
        flow.importer.name,
        flow.importer.country,
        flow.risk.title(),
    )
}

fn row_height(flow: &FlowView) -> usize {
    let behind = flow.onward.len() + usize::from(flow.onward.is_empty() && !flow.onward_known);
    ROW + behind.saturating_sub(1) * (HEIGHT + GAP)
}

/// One transfer: its importer, its line, and whoever stands behind.
fn row(flow: &FlowView, y: usize, height: usize, boxes: &mut Vec<Bx>, lines: &mut Vec<Line>) {
    let middle = y + (height - (ROW - HEIGHT)) / 2;
    boxes.push(place(IMPORTER, middle - HEIGHT / 2, HEIGHT, &flow.importer));
    lines.push(labelled(flow, middle));
    let full = sentence(flow);
    let unknown = PlaceView { name: "not known".to_owned(), code: None, country: "sub-processors not said" };
    let behind: Vec<&PlaceView> =
        if flow.onward.is_empty() && !flow.onward_known { vec![&unknown] } else { flow.onward.iter().collect() };
    for (at, onward) in behind.into_iter().enumerate() {
        let top = y + at * (HEIGHT + GAP);
        boxes.push(place(ONWARD, top, HEIGHT, onward));
        let risk = if flow.onward.is_empty() { Risk::NotAssessed } else { flow.risk };
        lines.push(Line {
            path: curve(IMPORTER + BOX, middle, ONWARD - 10, top + HEIGHT / 2),
            arrow: arrow(ONWARD, top + HEIGHT / 2),
            full: visible(&full),
            ..blank(risk)
        });
    }
}

/// The line from exporter to importer, with the words over it and the risk under it.
fn labelled(flow: &FlowView, y: usize) -> Line {
    let from = EXPORTER + BOX;
    let status = if flow.status == Status::Active { String::new() } else { format!(" · {}", flow.status.as_str()) };
    let score = flow.score.map_or_else(String::new, |score| format!("{score} · "));
    let pill = format!("{score}{}{status}", flow.risk.title());
    let pill_width = pill.width() * 7 + 20;
    let x = from + 18;
    Line {
        path: format!("M {from} {y} L {} {y}", IMPORTER - 10),
        arrow: arrow(IMPORTER, y),
        full: visible(&sentence(flow)),
        labelled: true,
        x,
        label: cut(&visible(&format!("{}  {}", flow.id, flow.title)), 44),
        label_y: y - 10,
        pill,
        pill_y: y + 8,
        pill_width,
        pill_text_x: x + pill_width / 2,
        pill_text_y: y + 22,
        ..blank(flow.risk)
    }
}

fn blank(risk: Risk) -> Line {
    Line {
        risk: risk.as_str(),
        path: String::new(),
        arrow: String::new(),
        full: String::new(),
        labelled: false,
        x: 0,
        label: String::new(),
        label_y: 0,
        pill: String::new(),
        pill_y: 0,
        pill_width: 0,
        pill_text_x: 0,
        pill_text_y: 0,
    }
}

fn curve(x1: usize, y1: usize, x2: usize, y2: usize) -> String {
    let bend = usize::midpoint(x1, x2);
    format!("M {x1} {y1} C {bend} {y1} {bend} {y2} {x2} {y2}")
}

/// The head of an arrow whose point is at `x`.
fn arrow(x: usize, y: usize) -> String {
    format!("{},{} {x},{y} {},{}", x - 12, y - 6, x - 12, y + 6)
}

fn place(x: usize, y: usize, height: usize, place: &PlaceView) -> Bx {
    let code = place.code.map_or_else(String::new, |code| format!("{code} · "));
    let middle = y + height / 2;
    Bx {
        x,
        y,
        width: BOX,
        height,
        name: cut(&visible(&place.name), 24),
        country: cut(&format!("{code}{}", place.country), 34),
        name_y: middle - 4,
        country_y: middle + 14,
        text_x: x + 14,
        full: visible(&format!("{}, {}", place.name, place.country)),
        unknown: place.code.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn flow(id: &str, exporter: &str, onward: usize) -> FlowView {
        let place = |name: &str| PlaceView { name: name.to_owned(), code: Some("SG"), country: "Singapore" };
        FlowView {
            id: id.to_owned(),
            title: "a title that is far too long for the room that there is between two boxes".to_owned(),
            status: Status::Active,
            exporter: place(exporter),
            importer: place("B"),
            onward: (0..onward).map(|at| place(&format!("C{at}"))).collect(),
            onward_known: true,
            risk: Risk::High,
            score: Some(12),
        }
    }

    #[test]
    fn boxes_of_a_column_do_not_touch_and_stay_in_the_picture() {
        let flows = vec![flow("1", "A", 0), flow("2", "A", 3), flow("3", "Z", 1), flow("4", "Y", 0)];
        let sketch = picture(&FlowsView { version: 1, organisation: String::new(), flows });
        let picture = sketch.values();
        let number = |value: &Value| value.as_u64().expect("a number");
        let mut boxes: Vec<(u64, u64, u64)> = picture["boxes"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| (number(&one["x"]), number(&one["y"]), number(&one["height"])))
            .collect();
        boxes.sort_unstable();
        assert_eq!(boxes.len(), 3 + 4 + 4);
        for pair in boxes.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            assert!(pair[0].1 + pair[0].2 < pair[1].1, "{pair:?}");
        }
        let bottom = boxes.iter().map(|one| one.1 + one.2).max().expect("there are boxes");
        assert!(bottom < number(&picture["legend_y"]) && number(&picture["legend_y"]) < number(&picture["height"]));
    }

    #[test]
    fn words_that_are_too_long_are_cut_and_told_in_whole_beside() {
        let sketch = picture(&FlowsView { version: 1, organisation: String::new(), flows: vec![flow("1", "A", 0)] });
        let picture = sketch.values();
        let line = &picture["lines"][0];
        assert!(line["label"].as_str().is_some_and(|label| label.ends_with('…') && label.width() <= 45));
        assert!(line["full"].as_str().is_some_and(|full| full.contains("between two boxes")));
        assert_eq!(line["pill"], "12 · high");
    }
}
