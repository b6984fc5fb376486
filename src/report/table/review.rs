//! An agreement, obligation by obligation.

use comfy_table::{Cell, Color};

use super::{assess::finish, paint::Paint, statement};
use crate::{
    report::{Style, visible, wrap},
    review::{ObligationReview, PlaceView, ReviewView},
};

/// Longest quotation, in letters; the rest is in the file.
const QUOTE: usize = 280;

pub(super) fn review(view: &ReviewView, style: Style, paint: Paint) -> String {
    let mut text = paint.title(&visible(&view.file)) + "\n";
    let parties = |names: &[String]| if names.is_empty() { "not made out".to_owned() } else { names.join(", ") };
    let head = format!(
        "{}, read as {}; exporter: {}; importer: {}",
        view.format,
        view.module,
        visible(&parties(&view.exporter)),
        visible(&parties(&view.importer))
    );
    text.push_str(&(wrap(&head, style.width, "") + "\n"));
    if !view.not_an_agreement.is_empty() {
        let warning = format!("Nothing is assured: {}.", view.not_an_agreement);
        text.push_str(&(paint.warn(&wrap(&warning, style.width, "")) + "\n"));
    }
    text.push('\n');
    let mut table = paint.table(&["Obligation", "Title", "Verdict", "Confidence", "Where"]);
    for (obligation, (title, class)) in view.obligations.iter().zip(&view.titles) {
        table.add_row(vec![
            Cell::new(&obligation.id),
            Cell::new(if matches!(*class, "core" | "select" | "complete") {
                title.clone()
            } else {
                format!("{title} ({class})")
            }),
            Cell::new(obligation.status).fg(colour(obligation.status)),
            Cell::new(obligation.confidence),
            Cell::new(place(obligation)),
        ]);
    }
    text.push_str(&finish(&table));
    let all = view.summary;
    text.push_str(&format!(
        "{} present · {} weak · {} absent · {} contradicted\n",
        all.present, all.weak, all.absent, all.contradicted
    ));
    for (obligation, (title, _)) in view.obligations.iter().zip(&view.titles) {
        text.push_str(&format!("\n{}", passages(obligation, title, style, paint)));
    }
    for loss in &view.losses {
        text.push_str(&(paint.warn(&wrap(&format!("not read: {}", visible(loss)), style.width, "  ")) + "\n"));
    }
    format!("{text}\n{}", statement(view.statement, style, paint))
}

/// Where the verdict is seen; `–` where nothing shows it.
fn place(obligation: &ObligationReview) -> String {
    match obligation.places.first() {
        Some(place) if place.shows != "nearest" => visible(&at(place)),
        _ => "–".to_owned(),
    }
}

fn at(place: &PlaceView) -> String {
    match (place.clause.as_str(), place.line) {
        ("", Some(line)) => format!("line {line}"),
        ("", None) => format!("paragraph {}", place.paragraph),
        (clause, _) => clause.to_owned(),
    }
}

fn passages(obligation: &ObligationReview, title: &str, style: Style, paint: Paint) -> String {
    let mut text = paint.strong(&format!("{}  {title}: {}", obligation.id, obligation.status)) + "\n";
    for why in &obligation.why {
        text.push_str(&(wrap(&format!("  · {}", visible(why)), style.width, "    ") + "\n"));
    }
    for place in &obligation.places {
        let mut quote: String = visible(&place.quote).chars().take(QUOTE).collect();
        if quote.len() < visible(&place.quote).len() {
            quote.push('…');
        }
        let nearest = if place.shows == "nearest" { "nearest: " } else { "" };
        let line = format!("  {nearest}{}: “{quote}”", visible(&at(place)));
        text.push_str(&(paint.dim(&wrap(&line, style.width, "    ")) + "\n"));
    }
    text
}

fn colour(status: &str) -> Color {
    match status {
        "present" => Color::Green,
        "weak" => Color::Yellow,
        "absent" => Color::DarkYellow,
        _ => Color::Red,
    }
}
