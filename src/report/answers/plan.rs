//! The plan: what, by whom, until when.

use comfy_table::Cell;
use serde_json::{Value, json};

use super::{Answer, Page, goal};
use crate::{
    framework::Step,
    remediation::{ItemView, PlanView},
    report::{
        Style,
        figures::days,
        formats::{
            Rows, Sheet,
            table::{Paint, finish, right, statement},
        },
        visible, wrap,
    },
    words::Word as _,
};

impl Answer for PlanView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(&self.items).columns(&[
            ("number", |item| item.number.to_string()),
            ("phase", |item| item.phase.as_str().to_owned()),
            ("practice", |item| item.practice.clone()),
            ("title", |item| item.title.clone()),
            ("block", |item| item.block.clone()),
            ("from", |item| item.from.clone()),
            ("to", |item| item.to.clone()),
            ("action", |item| item.action.clone()),
            ("role", |item| item.role.clone()),
            ("effort_days", |item| item.effort.to_string()),
            ("start", |item| item.start.clone()),
            ("due", |item| item.due.clone()),
            ("after", |item| item.after.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")),
            ("critical", |item| item.critical.to_string()),
            ("wanted", |item| item.wanted.to_string()),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("plan", json!(self))
    }
}

fn text(view: &PlanView, style: Style) -> String {
    let paint = Paint::new(style);
    let mut text = format!(
        "{}\n{} {}\n",
        paint.named(&visible(&view.organisation), &format!("{}, profile {}", view.country, view.profile)),
        view.framework_title,
        view.framework_version,
    );
    if let Some(goal) = &view.goal {
        text.push('\n');
        text.push_str(&goal::aim(goal, view.items.len(), style));
    }
    if let Some(budget) = &view.budget {
        text.push('\n');
        text.push_str(&goal::bought(budget, view.items.len(), style));
    }
    if view.items.is_empty() && (view.goal.is_some() || view.budget.is_some()) {
        text.push('\n');
        return text + &closing(view, style, paint);
    }
    if view.items.is_empty() {
        return text + "\nEvery practice is at its target: there is nothing to plan.\n";
    }
    text.push_str(&format!(
        "{} actions, {} person-days, from {} to {}\n",
        view.items.len(),
        view.effort,
        view.start,
        view.finish
    ));
    for &phase in Step::ALL {
        let items: Vec<&ItemView> = view.items.iter().filter(|item| item.phase == phase).collect();
        if !items.is_empty() {
            let word = phase.as_str();
            text.push_str(&format!("\n{}\n", paint.strong(&format!("{}{}", word[..1].to_uppercase(), &word[1..]))));
            text.push_str(&actions(&items, style, paint));
        }
    }
    text.push_str(
        &paint
            .dim("* on the critical path: if it takes longer, the plan ends later   ◦ only because others wait for it"),
    );
    text.push_str("\n\n");
    if let Some(goal) = &view.goal {
        text.push_str(&goal::swaps(goal, view.items.len(), style, paint));
    }
    text.push_str(&milestones(view, paint));
    text.push_str(&totals(view, paint));
    text.push_str("Assumed:\n");
    for assumption in &view.assumptions {
        text.push_str(&wrap(&format!("  · {assumption}"), style.width, "    "));
        text.push('\n');
    }
    text.push('\n');
    text + &closing(view, style, paint)
}

/// What stays open where a level is to be reached, and what the plan is not.
fn closing(view: &PlanView, style: Style, paint: Paint) -> String {
    let open = view.goal.as_ref().map(|goal| goal::open(goal, style, paint)).unwrap_or_default();
    open + &statement(&format!("{} This plan is not legal advice.", view.statement), style, paint)
}

fn actions(items: &[&ItemView], style: Style, paint: Paint) -> String {
    let wide = style.width >= 100;
    let head: &[&str] = if wide {
        &["#", "Practice", "To", "Action", "Role", "Days", "Start", "Due", "After"]
    } else {
        &["#", "Practice", "Action", "Role", "Days", "Due"]
    };
    let mut table = paint.table(head);
    for item in items {
        let mark = match (item.critical, item.wanted) {
            (true, _) => "*",
            (false, false) => "◦",
            (false, true) => "",
        };
        let number = right(format!("{}{mark}", item.number));
        let cells = if wide {
            let after: Vec<String> = item.after.iter().map(usize::to_string).collect();
            vec![
                number,
                Cell::new(&item.practice),
                Cell::new(&item.to),
                Cell::new(&item.action),
                Cell::new(&item.role),
                right(item.effort),
                Cell::new(&item.start),
                Cell::new(&item.due),
                Cell::new(after.join(" ")),
            ]
        } else {
            vec![
                number,
                Cell::new(&item.practice),
                Cell::new(format!("{}: {}", item.to, item.action)),
                Cell::new(&item.role),
                right(item.effort),
                Cell::new(&item.due),
            ]
        };
        table.add_row(cells);
    }
    // Identifiers and dates stay whole; only the action wraps.
    let action = if wide { 3 } else { 2 };
    for (at, column) in table.column_iter_mut().enumerate() {
        if at != action {
            column.set_constraint(comfy_table::ColumnConstraint::ContentWidth);
        }
    }
    finish(&table)
}

fn milestones(view: &PlanView, paint: Paint) -> String {
    if view.milestones.is_empty() {
        return String::new();
    }
    let mut table = paint.table(&["Day", "Reaches", "Building block"]);
    for milestone in &view.milestones {
        table.add_row(vec![milestone.day.clone(), milestone.level.clone(), milestone.title.clone()]);
    }
    finish(&table) + "\n"
}

fn totals(view: &PlanView, paint: Paint) -> String {
    let mut roles = paint.table(&["Role", "Effort", "A month"]);
    for total in &view.by_role {
        let effort = days(u32::try_from(total.effort).unwrap_or(u32::MAX));
        roles.add_row(vec![Cell::new(&total.title), right(effort), right(total.capacity.unwrap_or(0))]);
    }
    let mut blocks = paint.table(&["Building block", "Effort"]);
    for total in &view.by_block {
        let effort = days(u32::try_from(total.effort).unwrap_or(u32::MAX));
        blocks.add_row(vec![Cell::new(format!("{} {}", total.id, total.title)), right(effort)]);
    }
    format!("{}\n{}\n", finish(&roles), finish(&blocks))
}
