//! What became of a baseline: figures first, then the answers that moved, then what the method does otherwise.

use comfy_table::Cell;

use super::{
    assess::{finish, percent},
    paint::{Paint, right, trend},
};
use crate::{
    assessment::baseline::{ComparisonView, FiguresChangeView},
    report::{Style, visible, wrap},
};

pub(super) fn render(view: &ComparisonView, style: Style, paint: Paint) -> String {
    let mut text = format!("{}\n", paint.title(&visible(&view.organisation)));
    text.push_str(&section(view, style, paint));
    text
}

/// The comparison as a part of another answer.
pub(super) fn section(view: &ComparisonView, style: Style, paint: Paint) -> String {
    let words = format!(
        "Against {}, evidence weighed on {} then and on {} now",
        visible(&view.baseline),
        view.before_day,
        view.after_day
    );
    let mut text = format!("{}\n", wrap(&words, style.width, "  "));
    let mut table = paint.table(&["Building block", "Claimed", "", "Evidenced", "", "Reached"]);
    for change in view.blocks.iter().chain([&view.overall]) {
        table.add_row(row(change));
    }
    text.push_str(&finish(&table));
    text.push_str(&practices(view, paint));
    text.push_str(&method(view, style, paint));
    text
}

fn row(change: &FiguresChangeView) -> Vec<Cell> {
    let title = if change.id == "overall" { change.title.clone() } else { format!("{} {}", change.id, change.title) };
    let share = |share: Option<u32>| share.map_or_else(|| "-".to_owned(), percent);
    let pair = |before: Option<u32>, after: Option<u32>| {
        if before == after { share(after) } else { format!("{} → {}", share(before), share(after)) }
    };
    let level = |level: &Option<String>| level.clone().unwrap_or_else(|| "-".to_owned());
    let (before, after) = (level(&change.before.reached), level(&change.after.reached));
    let reached = if before == after { after } else { format!("{before} → {after}") };
    vec![
        Cell::new(title),
        right(pair(change.before.claimed, change.after.claimed)),
        trend(change.claimed_by, signed(change.claimed_by)),
        right(pair(change.before.evidenced, change.after.evidenced)),
        trend(change.evidenced_by, signed(change.evidenced_by)),
        Cell::new(reached),
    ]
}

fn practices(view: &ComparisonView, paint: Paint) -> String {
    if view.practices.is_empty() {
        return "No answer moved.\n".to_owned();
    }
    let mut table = paint.table(&["", "Practice", "", ""]);
    for change in &view.practices {
        let by = match change.trend {
            "worse" => -1,
            "better" => 1,
            _ => 0,
        };
        table.add_row(vec![
            trend(by, change.trend.to_owned()),
            Cell::new(&change.id),
            Cell::new(&change.title),
            Cell::new(&change.words),
        ]);
    }
    format!("\n{}", finish(&table))
}

fn method(view: &ComparisonView, style: Style, paint: Paint) -> String {
    if view.method.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n", paint.strong("The method changed"));
    for change in &view.method {
        let line = format!("  · {}: {} → {}", change.what, visible(&change.before), visible(&change.after));
        text.push_str(&wrap(&line, style.width, "    "));
        text.push('\n');
    }
    let share = |share: Option<u32>| share.map_or_else(|| "nothing".to_owned(), percent);
    let printed = view.overall.printed.as_ref().map_or_else(String::new, |printed| {
        format!(
            "the old method printed {} claimed and {} evidenced; ",
            share(printed.claimed),
            share(printed.evidenced)
        )
    });
    let words = format!("  Both sides are scored by the new method; {printed}a change of method is no regression");
    text.push_str(&paint.dim(&wrap(&words, style.width, "  ")));
    text.push('\n');
    text
}

/// Basis points as points with one decimal and a sign; nothing where nothing moved.
pub(in crate::report) fn signed(by: i64) -> String {
    if by == 0 {
        return String::new();
    }
    let share = u32::try_from(by.unsigned_abs()).unwrap_or(u32::MAX);
    let sign = if by < 0 { '-' } else { '+' };
    format!("{sign}{}", percent(share).trim_end_matches('%'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_have_a_sign_and_one_decimal() {
        assert_eq!(signed(-125), "-1.3");
        assert_eq!(signed(1_000), "+10.0");
        assert_eq!(signed(0), "");
    }
}
