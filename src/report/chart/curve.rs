//! Effort against score, as a line with a point for each corner.

use serde::Serialize;

use super::{
    super::{drawing::Sketch, visible},
    framed,
};
use crate::{assessment::Basis, remediation::CurveView};

const WIDTH: usize = 720;
const HEIGHT: usize = 380;
const LEFT: usize = 56;
const RIGHT: usize = 700;
const TOP: usize = 20;
const BOTTOM: usize = 330;

#[derive(Debug, Serialize)]
struct Picture {
    width: usize,
    height: usize,
    left: usize,
    right: usize,
    top: usize,
    bottom: usize,
    title: String,
    description: String,
    line: String,
    points: Vec<Dot>,
    across: Vec<Mark>,
    up: Vec<Mark>,
}

#[derive(Debug, Serialize)]
struct Dot {
    x: usize,
    y: usize,
    full: String,
}

#[derive(Debug, Serialize)]
struct Mark {
    at: usize,
    text: String,
}

/// The curve, laid out.
pub(super) fn curve(view: &CurveView) -> Sketch {
    let most = view.points.last().map_or(1, |point| usize::try_from(point.effort).unwrap_or(usize::MAX)).max(1);
    let across = |effort: usize| LEFT + (RIGHT - LEFT) * effort.min(most) / most;
    let up = |score: usize| BOTTOM - (BOTTOM - TOP) * score.min(10_000) / 10_000;
    let points: Vec<Dot> = view
        .points
        .iter()
        .map(|point| Dot {
            x: across(usize::try_from(point.effort).unwrap_or(usize::MAX)),
            y: up(point.claimed as usize),
            full: visible(&format!(
                "{}: {} person-days, {}{}{}",
                point.number,
                point.effort,
                Basis(point.claimed),
                if point.adds.is_empty() { "" } else { ", with " },
                point.adds.join(", ")
            )),
        })
        .collect();
    let line: Vec<String> = points.iter().map(|dot| format!("{},{}", dot.x, dot.y)).collect();
    let step = step(most);
    let title = format!("Person-days against score, by {} levels: {}", view.by, view.organisation);
    let description = words(view);
    let picture = Picture {
        width: WIDTH,
        height: HEIGHT,
        left: LEFT,
        right: RIGHT,
        top: TOP,
        bottom: BOTTOM,
        title: visible(&title),
        description: visible(&description),
        line: line.join(" "),
        points,
        across: (0..=most / step).map(|at| Mark { at: across(at * step), text: (at * step).to_string() }).collect(),
        up: (0..=4).map(|at| Mark { at: up(at * 2_500), text: format!("{}%", at * 25) }).collect(),
    };
    Sketch::new("templates/report/curve.svg", &picture, format!("{title}. {description}"), framed(WIDTH, HEIGHT))
}

/// A round number of which there are no more than eight.
fn step(most: usize) -> usize {
    let mut step = 1;
    for factor in [2, 5, 2].iter().cycle() {
        if most / step <= 8 {
            break;
        }
        step = if *factor == 5 { step / 2 * 5 } else { step * 2 };
    }
    step
}

fn words(view: &CurveView) -> String {
    let (Some(first), Some(last)) = (view.points.first(), view.points.last()) else { return String::new() };
    format!(
        "From {} with nothing done to {} with all {} person-days, in {} steps, those that add most for their days first.",
        Basis(first.claimed),
        Basis(last.claimed),
        last.effort,
        view.points.len() - 1
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_at_round_numbers_and_are_few() {
        assert_eq!([1, 8, 9, 40, 41, 80, 81, 1_426].map(step), [1, 1, 2, 5, 5, 10, 10, 200]);
    }
}
