//! Packs, a framework, a practice.

use comfy_table::Cell;

use super::{
    assess::{days, finish},
    paint::{Paint, level, right},
    statement,
};
use crate::{
    framework::{ActionView, FrameworkView, PackView, PracticeView},
    report::{Style, wrap},
};

pub(super) fn packs(list: &[PackView], paint: Paint) -> String {
    let mut table = paint.table(&["Id", "Kind", "Title", "Version", "As of"]);
    for pack in list {
        table.add_row(vec![&pack.id, &pack.kind, &pack.title, &pack.version, &pack.as_of]);
    }
    finish(&table)
}

pub(super) fn framework(view: &FrameworkView, style: Style, paint: Paint) -> String {
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
        levels.add_row(vec![right(each.number), level(&each.id, &scale), Cell::new(&each.meaning)]);
    }
    text.push_str(&finish(&levels));
    let reach = crate::assessment::Basis(view.reach_share);
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
        let line = format!(
            "  {}  {} practices, target {}: {}",
            profile.id, profile.practices, profile.target, profile.summary
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

pub(super) fn practice(view: &PracticeView, style: Style, paint: Paint) -> String {
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
        levels.add_row(vec![right(each.number), level(&each.id, &scale), Cell::new(&each.sentence)]);
    }
    text.push_str(&finish(&levels));
    text.push_str(&paint.dim(&wrap(
        "Each level includes those below it. Choose the highest whose sentence is true.",
        style.width,
        "",
    )));
    text.push_str("\n\n");
    let mut evidence = paint.table(&["Evidence", "Enough for"]);
    for each in &view.evidence {
        evidence.add_row(vec![Cell::new(&each.what), level(&each.shows, &scale)]);
    }
    text.push_str(&format!("{}\n", finish(&evidence)));
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
