//! A framework: its levels, blocks, practices, profiles, roles and sources.

use comfy_table::Cell;
use serde_json::{Value, json};

use super::{Answer, Page};
use crate::{
    framework::FrameworkView,
    report::{
        Style,
        figures::percent,
        formats::{
            Rows, Sheet,
            table::{Paint, finish, level, right, statement},
        },
        wrap,
    },
};

impl Answer for FrameworkView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        let practices =
            self.blocks.iter().flat_map(|block| block.practices.iter().map(move |practice| (block, practice)));
        Rows::of(practices).columns(&[
            ("block", |(block, _)| block.id.clone()),
            ("practice", |(_, practice)| practice.id.clone()),
            ("title", |(_, practice)| practice.title.clone()),
            ("key", |(_, practice)| practice.key.to_string()),
            ("weight", |(_, practice)| practice.weight.to_string()),
            ("step", |(_, practice)| practice.step.to_owned()),
            ("profiles", |(_, practice)| practice.profiles.join(" ")),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("framework", json!(self))
    }
}

fn text(view: &FrameworkView, style: Style) -> String {
    let paint = Paint::new(style);
    let mut text = format!(
        "{}\n{} {}, as of {}\n\n",
        paint.title(&view.pack.title),
        view.pack.id,
        view.pack.version,
        view.pack.as_of
    );
    let scale: Vec<String> = view.levels.iter().map(|level| level.id.clone()).collect();
    let mut levels = paint.table(&["", "Level", "Meaning"]);
    for each in &view.levels {
        levels.add_row(vec![right(each.number), level(&each.id, each.number, scale.len()), Cell::new(&each.meaning)]);
    }
    text.push_str(&finish(&levels));
    let reach = percent(view.reach_share);
    let rule = format!(
        "A block reaches a level when every key practice is at it, and practices with {reach} of the weight are."
    );
    text.push_str(&wrap(&rule, style.width, ""));
    text.push('\n');
    for block in &view.blocks {
        text.push_str(&format!("\n{}\n", paint.strong(&format!("{}  {}", block.id, block.title))));
        text.push_str(&format!("{}\n", wrap(&block.summary, style.width, "")));
        let mut table = paint.table(&["Id", "Practice", "Weight", "Step", "Profiles"]);
        for practice in &block.practices {
            let key = if practice.key { " (key)" } else { "" };
            table.add_row(vec![
                Cell::new(&practice.id),
                Cell::new(format!("{}{key}", practice.title)),
                right(practice.weight),
                Cell::new(practice.step),
                Cell::new(practice.profiles.join(", ")),
            ]);
        }
        text.push_str(&finish(&table));
    }
    text.push_str("\nProfiles\n");
    for profile in &view.profiles {
        let weights: Vec<String> = profile.weights.iter().map(|(block, weight)| format!("{block} {weight}")).collect();
        let line = format!(
            "  {}  {} practices, target {}, blocks weigh {}: {}",
            profile.id,
            profile.practices,
            profile.target,
            weights.join(", "),
            profile.summary
        );
        text.push_str(&format!("{}\n", wrap(&line, style.width, "    ")));
    }
    let mut roles = paint.table(&["Role", "", "Person-days a month"]);
    for role in &view.roles {
        let capacity: Vec<String> = role.capacity.iter().map(|(profile, days)| format!("{profile} {days}")).collect();
        roles.add_row(vec![role.id.clone(), role.title.clone(), capacity.join(", ")]);
    }
    text.push_str(&format!("\n{}\nSources\n", finish(&roles)));
    for source in &view.sources {
        let line = format!(
            "  · {}, {}, {} ({}, confidence {}). {}",
            source.title, source.publisher, source.date, source.status, source.confidence, source.note
        );
        text.push_str(&format!("{}\n", wrap(&line, style.width, "    ")));
    }
    format!("{text}\n{}", statement(&view.statement, style, paint))
}
