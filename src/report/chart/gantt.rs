//! A plan on a line of time.

use jiff::civil::Date;
use serde::Serialize;

use super::{
    super::{
        drawing::{Sketch, cut},
        visible,
    },
    framed,
};
use crate::{
    framework::Step,
    remediation::{ItemView, PlanView},
    words::Word as _,
};

const WIDTH: usize = 760;
/// Where time begins, and where the notes at the right do.
const LEFT: usize = 250;
const RIGHT: usize = 690;
const TOP: usize = 34;
const ROW: usize = 22;
const BAND: usize = 24;

/// How much of a plan is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// A line for each building block.
    Blocks,
    /// A line for each action.
    Actions,
}

#[derive(Debug, Serialize)]
struct Gantt {
    width: usize,
    height: usize,
    top: usize,
    bottom: usize,
    title: String,
    description: String,
    empty: bool,
    bands: Vec<Band>,
    ticks: Vec<Tick>,
    rows: Vec<Row>,
    milestones: Vec<Stone>,
}

#[derive(Debug, Serialize)]
struct Band {
    y: usize,
    height: usize,
    text_y: usize,
    text: String,
}

#[derive(Debug, Serialize)]
struct Tick {
    x: usize,
    text: String,
}

#[derive(Debug, Serialize)]
struct Row {
    label: String,
    full: String,
    text_y: usize,
    bar_y: usize,
    bars: Vec<Bar>,
    note: String,
    note_x: usize,
}

#[derive(Debug, Serialize)]
struct Bar {
    class: String,
    x: usize,
    width: usize,
}

#[derive(Debug, Serialize)]
struct Stone {
    full: String,
    text: String,
    points: String,
    anchor: &'static str,
    text_x: usize,
    text_y: usize,
}

/// The days of a plan on the pixels between [`LEFT`] and [`RIGHT`].
struct Axis {
    start: Date,
    days: usize,
}

impl Axis {
    fn of(plan: &PlanView) -> Self {
        let (start, end) = (day(&plan.start), day(&plan.finish));
        Self { start, days: days(start, end).max(30) }
    }

    fn x(&self, on: Date) -> usize {
        LEFT + (RIGHT - LEFT) * days(self.start, on).min(self.days) / self.days
    }

    /// The first days of months, not more of them than there is room for.
    fn ticks(&self) -> Vec<Tick> {
        let months = self.days / 30 + 1;
        let every = [1_i16, 2, 3, 6, 12, 24, 60, 120]
            .into_iter()
            .find(|every| months / usize::from(every.unsigned_abs()) <= 7)
            .unwrap_or(240);
        let first = |at: i16| {
            let months = self.start.year() * 12 + i16::from(self.start.month()) - 1 + at;
            let month = i8::try_from(months.rem_euclid(12) + 1).unwrap_or(1);
            Date::new(months.div_euclid(12), month, 1).ok()
        };
        let all = (1..).map_while(|at| first(at).filter(|on| days(self.start, *on) <= self.days));
        all.take(4_000)
            .filter(|on| (i16::from(on.month()) - 1 + on.year() * 12) % every == 0)
            .map(|on| Tick {
                x: self.x(on),
                text: format!("{} {}", MONTHS[usize::from(on.month().unsigned_abs() - 1)], on.year()),
            })
            .collect()
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The plan, laid out.
pub(crate) fn gantt(plan: &PlanView, detail: Detail) -> Sketch {
    let axis = Axis::of(plan);
    let mut y = TOP;
    let (mut bands, mut rows) = (Vec::new(), Vec::new());
    match detail {
        Detail::Actions => {
            for phase in phases(plan) {
                let items: Vec<&ItemView> = plan.items.iter().filter(|item| item.phase == phase).collect();
                let word = phase.as_str();
                let head = format!("{}{}", word[..1].to_uppercase(), &word[1..]);
                bands.push(Band { y, height: BAND, text_y: y + 16, text: head });
                y += BAND + 2;
                for item in items {
                    rows.push(action(item, &axis, y));
                    y += ROW;
                }
                y += 4;
            }
        }
        Detail::Blocks => {
            for total in &plan.by_block {
                let items: Vec<&ItemView> = plan.items.iter().filter(|item| item.block == total.id).collect();
                rows.push(block(&total.id, &total.title, total.effort, &items, &axis, y));
                y += ROW + 6;
            }
        }
    }
    let empty = rows.is_empty();
    let bottom = if empty { y + 40 } else { y + 2 };
    let (milestones, end) = stones(plan, &axis, bottom + 18);
    let height = end + 6;
    let title = format!("Plan from {} to {}: {}", plan.start, plan.finish, plan.organisation);
    let description = words(plan);
    let picture = Gantt {
        width: WIDTH,
        height,
        top: TOP,
        bottom,
        title: visible(&title),
        description: visible(&description),
        empty,
        bands,
        ticks: axis.ticks(),
        rows,
        milestones,
    };
    Sketch::new("templates/report/gantt.svg", &picture, format!("{title}. {description}"), framed(WIDTH, height))
}

fn phases(plan: &PlanView) -> Vec<Step> {
    let mut found: Vec<Step> = Vec::new();
    for item in &plan.items {
        if !found.contains(&item.phase) {
            found.push(item.phase);
        }
    }
    found
}

fn action(item: &ItemView, axis: &Axis, y: usize) -> Row {
    Row {
        label: cut(&visible(&format!("{} {} {}", item.number, item.practice, item.title)), 38),
        full: visible(&format!(
            "{}. {} {}: {} → {}, {}, {} days, {} to {}",
            item.number, item.practice, item.title, item.from, item.to, item.role, item.effort, item.start, item.due
        )),
        text_y: y + 14,
        bar_y: y + 4,
        bars: vec![bar(item, axis)],
        note: visible(&item.role),
        note_x: RIGHT + 8,
    }
}

fn block(id: &str, title: &str, effort: u64, items: &[&ItemView], axis: &Axis, y: usize) -> Row {
    Row {
        label: cut(&visible(&format!("{id} {title}")), 38),
        full: visible(&format!("{id} {title}: {} actions, {effort} person-days", items.len())),
        text_y: y + 14,
        bar_y: y + 4,
        bars: items.iter().map(|item| bar(item, axis)).collect(),
        note: format!("{effort} days"),
        note_x: RIGHT + 8,
    }
}

fn bar(item: &ItemView, axis: &Axis) -> Bar {
    let (from, to) = (axis.x(day(&item.start)), axis.x(day(&item.due)));
    let phase = Step::ALL.iter().take_while(|phase| **phase != item.phase).count();
    Bar { class: format!("phase-{phase}"), x: from, width: (to - from.min(to)).max(3) }
}

/// Levels that are reached, as diamonds under the line of time; those that would touch stand lower.
fn stones(plan: &PlanView, axis: &Axis, top: usize) -> (Vec<Stone>, usize) {
    const LANES: usize = 12;
    let mut ends = [0_usize; LANES];
    let mut last = if plan.milestones.is_empty() { top - 18 } else { top };
    let stones = plan.milestones.iter().map(|milestone| {
        let x = axis.x(day(&milestone.day));
        let text = visible(&format!("{} {}", milestone.block, milestone.level));
        let room = text.chars().count() * 7 + 22;
        let leftwards = x + room > WIDTH;
        let (from, to) = if leftwards { (x.saturating_sub(room), x + 8) } else { (x.saturating_sub(8), x + room) };
        let lane = ends.iter().position(|end| *end <= from).unwrap_or(LANES - 1);
        ends[lane] = to;
        let y = top + lane * 19;
        last = last.max(y + 8);
        Stone {
            full: visible(&format!("{}: {} reaches {}", milestone.day, milestone.title, milestone.level)),
            text,
            points: format!("{x},{} {},{y} {x},{} {},{y}", y - 7, x + 7, y + 7, x.saturating_sub(7)),
            anchor: if leftwards { "end" } else { "start" },
            text_x: if leftwards { x.saturating_sub(12) } else { x + 12 },
            text_y: y + 4,
        }
    });
    (stones.collect(), last)
}

fn words(plan: &PlanView) -> String {
    let blocks: Vec<String> = plan.by_block.iter().map(|total| format!("{} {} days", total.id, total.effort)).collect();
    let stones: Vec<String> = plan
        .milestones
        .iter()
        .map(|milestone| format!("{} reaches {} on {}", milestone.block, milestone.level, milestone.day))
        .collect();
    let stones = if stones.is_empty() { String::new() } else { format!(" {}.", stones.join("; ")) };
    match plan.items.len() {
        0 => "Nothing to do.".to_owned(),
        1 => format!("One action, {} person-days: {}.{stones}", plan.effort, blocks.join(", ")),
        count => format!("{count} actions, {} person-days: {}.{stones}", plan.effort, blocks.join(", ")),
    }
}

/// A day of the view, which writes days as `YYYY-MM-DD`.
fn day(text: &str) -> Date {
    text.parse().expect("a view holds days")
}

/// Days from one day to another, 0 where it is earlier.
fn days(from: Date, to: Date) -> usize {
    usize::try_from(from.until(to).map_or(0, |span| span.get_days())).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(start: &str, end: &str) -> Axis {
        let (start, end) = (day(start), day(end));
        Axis { start, days: days(start, end).max(30) }
    }

    #[test]
    fn a_line_of_time_has_few_ticks_in_order_and_inside() {
        for end in ["2026-12-20", "2027-06-01", "2028-02-29", "2031-01-01", "2090-01-01"] {
            let axis = axis("2026-11-24", end);
            let ticks = axis.ticks();
            assert!((1..=9).contains(&ticks.len()), "{end}: {}", ticks.len());
            assert!(ticks.windows(2).all(|pair| pair[0].x < pair[1].x), "{end}");
            assert!(ticks.iter().all(|tick| (LEFT..=RIGHT).contains(&tick.x)), "{end}");
        }
        let first = &axis("2026-11-24", "2027-03-01").ticks()[0];
        assert_eq!((first.x, first.text.as_str()), (LEFT + (RIGHT - LEFT) * 7 / 97, "Dec 2026"));
    }
}
