//! A practice: what is asked, what each level looks like, how to get there.

use comfy_table::Cell;
use serde_json::{Value, json};

use super::{Answer, Page};
use crate::{
    framework::{ActionView, CHOOSING, PracticeView, RecordsAsked},
    report::{
        Style,
        figures::days,
        formats::{
            Rows, Sheet,
            table::{Paint, finish, level, right, statement},
        },
        wrap,
    },
};

impl Answer for PracticeView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(self.levels.iter().map(|level| (&self.id, level))).columns(&[
            ("practice", |(id, _)| (*id).clone()),
            ("level", |(_, level)| level.id.clone()),
            ("sentence", |(_, level)| level.sentence.clone()),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("practice", json!(self))
    }
}

fn text(view: &PracticeView, style: Style) -> String {
    let paint = Paint::new(style);
    let wrapped = |line: &str, indent: &str| wrap(line, style.width, indent) + "\n";
    let key = if view.key { ", key" } else { "" };
    let mut text = format!(
        "{}\n{}  {}\n{}\n",
        paint.title(&format!("{}  {}", view.id, view.title)),
        view.block,
        view.block_title,
        wrapped(
            &format!("weight {}{key} · step {} · profiles {}", view.weight, view.step, view.profiles.join(", ")),
            ""
        ),
    );
    text.push_str(&paint.strong("Ask"));
    text.push_str(&format!("\n{}\n", wrapped(&view.question, "")));
    text.push_str(&paint.strong("Why it matters"));
    text.push_str(&format!("\n{}\n", wrapped(&view.why, "")));
    let scale: Vec<String> = view.levels.iter().map(|level| level.id.clone()).collect();
    let mut levels = paint.table(&["", "Level", "It is at this level when"]);
    for each in &view.levels {
        levels.add_row(vec![right(each.number), level(&each.id, each.number, scale.len()), Cell::new(&each.sentence)]);
    }
    text.push_str(&finish(&levels));
    text.push_str(&paint.dim(&wrap(CHOOSING, style.width, "")));
    if let Some(when) = &view.not_applicable {
        text.push_str(&format!("\n{}", wrap(&format!("It may be left out: {when}"), style.width, "")));
    }
    for changed in &view.changed {
        let words = format!("An answer to version {} is to be looked at again: {}", changed.since, changed.look_again);
        text.push_str(&format!("\n{}", wrap(&words, style.width, "")));
    }
    text.push_str("\n\n");
    let number = |id: &str| scale.iter().position(|level| level == id).unwrap_or(0);
    let mut evidence = paint.table(&["Evidence", "Enough for"]);
    for each in &view.evidence {
        evidence.add_row(vec![Cell::new(&each.what), level(&each.shows, number(&each.shows), scale.len())]);
    }
    text.push_str(&format!("{}\n", finish(&evidence)));
    if !view.records.is_empty() {
        text.push_str(&paint.strong("Held against registers that are kept (by rules of this toolkit)"));
        text.push('\n');
        for RecordsAsked { from, asks, what, register } in &view.records {
            text.push_str(&wrapped(&format!("  {from}: {what}, {asks} ({register})"), "    "));
        }
        text.push('\n');
    }
    text.push_str(&paint.strong("How to get there"));
    text.push('\n');
    for action in &view.actions {
        text.push_str(&wrapped(&action_line(action), "    "));
    }
    text.push('\n');
    text.push_str(&paint.strong("Elsewhere (a mapping supports, it never certifies)"));
    text.push('\n');
    let components: Vec<String> =
        view.components.iter().map(|component| format!("{} ({})", component.id, component.service)).collect();
    text.push_str(&wrapped(&format!("  Official components: {}", components.join(", ")), "    "));
    for map in &view.maps {
        let references: Vec<String> = map
            .references
            .iter()
            .map(|reference| {
                if reference.title.is_empty() {
                    reference.id.clone()
                } else {
                    format!("{} {}", reference.id, reference.title)
                }
            })
            .collect();
        text.push_str(&wrapped(&format!("  {}: {}", map.title, references.join("; ")), "    "));
    }
    format!("{text}\n{}", statement(&view.statement, style, paint))
}

fn action_line(action: &ActionView) -> String {
    let effort: Vec<String> =
        action.effort.iter().map(|(profile, effort)| format!("{profile} {}", days(*effort))).collect();
    let needs = if action.needs.is_empty() { String::new() } else { format!(", after {}", action.needs.join(" and ")) };
    format!("  → {}: {} ({}; {}{needs})", action.reaches, action.text, action.role_title, effort.join(", "))
}
