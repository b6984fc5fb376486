//! The radar: a direction for each building block, the middle of it nothing, its end the top of the scale.
//!
//! It is readable in black and white: what is evidenced is a filled line with dots, what is claimed a dashed line with
//! rings, the target a dotted line with squares, and every figure stands beside its direction.

use serde::Serialize;

use super::{
    super::{drawing::Sketch, visible},
    framed, part, percent, sentence,
};
use crate::assessment::ScorecardView;

const WIDTH: usize = 480;
const HEIGHT: usize = 404;
/// The centre, and how far it is to the top of the scale.
const CENTRE: (i32, i32) = (240, 186);
const RADIUS: usize = 128;

#[derive(Debug, Serialize)]
struct Radar {
    width: usize,
    height: usize,
    title: String,
    description: String,
    centre_x: i32,
    centre_y: i32,
    rings: Vec<Ring>,
    axes: Vec<Axis>,
    evidenced: String,
    claimed: String,
    target: String,
    legend_y: usize,
}

#[derive(Debug, Serialize)]
struct Ring {
    points: String,
    label: String,
    label_y: i32,
}

#[derive(Debug, Serialize)]
struct Axis {
    id: String,
    full: String,
    figures: String,
    anchor: &'static str,
    x: f64,
    y: f64,
    claimed_x: f64,
    claimed_y: f64,
    evidenced_x: f64,
    evidenced_y: f64,
    target_x: f64,
    target_y: f64,
    label_x: f64,
    label_y: f64,
}

/// The radar of a scorecard.
pub(super) fn radar(card: &ScorecardView) -> Sketch {
    let count = card.blocks.len();
    let spread = |length: Vec<usize>| -> Vec<(f64, f64)> {
        length.iter().enumerate().map(|(at, length)| point(at, count, *length)).collect()
    };
    let lengths = |of: fn(&crate::assessment::FiguresView) -> Option<u32>| {
        card.blocks.iter().map(|block| part(of(&block.figures), RADIUS)).collect::<Vec<_>>()
    };
    let evidenced = spread(lengths(|figures| figures.evidenced));
    let claimed = spread(lengths(|figures| figures.claimed));
    let target = spread(lengths(|figures| figures.target));
    let top = card.scale.len().saturating_sub(1).max(1);
    let rings = (1..=top).map(|level| {
        let radius = RADIUS * level / top;
        Ring {
            points: points(&spread(vec![radius; count])),
            label: level.to_string(),
            label_y: CENTRE.1 - i32::try_from(radius).unwrap_or(0) + 12,
        }
    });
    let axes = card.blocks.iter().enumerate().map(|(at, block)| {
        let (end, label) = (point(at, count, RADIUS), point(at, count, RADIUS + 18));
        let beside = label.0 - f64::from(CENTRE.0);
        Axis {
            id: visible(&block.id),
            full: visible(&sentence(&block.id, &block.title, &block.figures)),
            figures: match (block.figures.claimed, block.figures.evidenced) {
                (Some(claimed), Some(evidenced)) => format!("{} · {}", percent(evidenced), percent(claimed)),
                _ => "not applicable".to_owned(),
            },
            anchor: if beside.abs() < 12.0 {
                "middle"
            } else if beside > 0.0 {
                "start"
            } else {
                "end"
            },
            x: end.0,
            y: end.1,
            claimed_x: claimed[at].0,
            claimed_y: claimed[at].1,
            evidenced_x: evidenced[at].0,
            evidenced_y: evidenced[at].1,
            target_x: target[at].0,
            target_y: target[at].1,
            label_x: label.0,
            label_y: if label.1 < f64::from(CENTRE.1) - 100.0 { label.1 - 16.0 } else { label.1 },
        }
    });
    let words: Vec<String> =
        card.blocks.iter().map(|block| sentence(&block.id, &block.title, &block.figures)).collect();
    let title = format!("Maturity by building block: {}", card.organisation.name);
    let description = words.join(". ") + ".";
    let radar = Radar {
        width: WIDTH,
        height: HEIGHT,
        title: visible(&title),
        description: visible(&description),
        centre_x: CENTRE.0,
        centre_y: CENTRE.1,
        rings: rings.collect(),
        axes: axes.collect(),
        evidenced: points(&evidenced),
        claimed: points(&claimed),
        target: points(&target),
        legend_y: HEIGHT - 16,
    };
    Sketch::new("templates/report/radar.svg", &radar, format!("{title}. {description}"), framed(WIDTH, HEIGHT))
}

/// A point in the direction of a block, the first of which is up and the others follow the clock; in tenths of a pixel.
fn point(at: usize, count: usize, length: usize) -> (f64, f64) {
    let number = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    let angle = std::f64::consts::TAU * number(at) / number(count.max(1));
    let tenths = |value: f64| (value * 10.0).round() / 10.0;
    let (x, y) = (f64::from(CENTRE.0), f64::from(CENTRE.1));
    (tenths(x + angle.sin() * number(length)), tenths(y - angle.cos() * number(length)))
}

fn points(points: &[(f64, f64)]) -> String {
    points.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_direction_is_up_and_the_rest_follow_the_clock() {
        assert_eq!(point(0, 4, 100), (240.0, 86.0));
        assert_eq!(point(1, 4, 100), (340.0, 186.0));
        assert_eq!(point(2, 4, 100), (240.0, 286.0));
        assert_eq!(point(3, 4, 100), (140.0, 186.0));
        assert_eq!(points(&[point(0, 5, 0), point(1, 5, 50)]), "240,186 287.6,170.5");
    }
}
