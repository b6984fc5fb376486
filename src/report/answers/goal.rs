//! The level that a plan is to reach, or the days that it may take: what was found and shown, and what stays open.

use comfy_table::Cell;

use crate::{
    assessment::Basis,
    remediation::{BudgetView, GoalView, HindranceView},
    report::{
        Style,
        formats::table::{Paint, finish, right},
        visible, wrap,
    },
};

/// What the plan is for, in a sentence or two.
pub(super) fn aim(goal: &GoalView, actions: usize, style: Style) -> String {
    let (level, place) = (&goal.level, place(goal));
    let by = goal.by;
    let sentence = match &goal.never {
        Some(hindrance) => format!("No plan reaches `{level}` {place}: {}.", why(hindrance)),
        None if goal.already => {
            format!("`{level}` is reached {place} already, by {by} levels: there is nothing to do for it.")
        }
        None if goal.least => format!(
            "To reach `{level}` {place}, by {by} levels: {actions} actions, {} person-days. No plan that reaches it takes less.",
            goal.effort
        ),
        None => format!(
            "To reach `{level}` {place}, by {by} levels: {actions} actions, {} person-days. No plan takes less than {}; whether \
             one takes less than this was not shown.",
            goal.effort, goal.at_least
        ),
    };
    let rests = if goal.not_assessed > 0 {
        format!(" {} of them are for practices that are not assessed, and may be further than that.", goal.not_assessed)
    } else {
        String::new()
    };
    let left: Vec<String> = goal
        .left_out
        .iter()
        .map(|left| match &left.reason {
            Some(reason) => format!("{} ({})", left.step, visible(reason)),
            None => left.step.clone(),
        })
        .collect();
    let left = if left.is_empty() { String::new() } else { format!(" Left out: {}.", left.join(", ")) };
    wrap(&(sentence + &rests + &left), style.width, "") + "\n"
}

fn place(goal: &GoalView) -> String {
    if goal.all {
        return "in all building blocks".to_owned();
    }
    format!("in {}", crate::diag::list(goal.blocks.iter().map(String::as_str)))
}

fn why(hindrance: &HindranceView) -> String {
    let chains: Vec<String> = hindrance.chains.iter().map(|chain| waits(chain)).collect();
    match (&hindrance.block, chains.is_empty()) {
        (Some(block), true) => format!("nothing applies in {block}, which has no level"),
        (None, true) => "nothing applies".to_owned(),
        (None, false) => chains.join("; "),
        (Some(block), false) => format!("too little of {block} is left: {}", chains.join("; ")),
    }
}

/// `a` waits for `b`, which waits for `c`, which is left out.
fn waits(chain: &[String]) -> String {
    let links: Vec<String> = chain.iter().map(|step| format!("`{step}`")).collect();
    match links.as_slice() {
        [] => String::new(),
        [step] => format!("{step} is left out"),
        [first, rest @ ..] => format!("{first} waits for {}, which is left out", rest.join(", which waits for ")),
    }
}

/// What a budget buys, in a sentence or two.
pub(super) fn bought(budget: &BudgetView, actions: usize, style: Style) -> String {
    let (days, before, claimed) = (budget.days, Basis(budget.before), Basis(budget.claimed));
    let found = format!(
        "Within {days} person-days: {actions} actions, {} person-days, from {before} to {claimed} overall, by claimed levels.",
        budget.effort
    );
    let bound = if budget.most {
        format!("No plan within {days} person-days scores more.")
    } else {
        format!(
            "No plan within them scores more than {}; whether one scores more than this was not shown.",
            Basis(budget.at_most)
        )
    };
    wrap(&format!("{found} {bound}"), style.width, "") + "\n"
}

/// Which actions another plan does without, and what that takes.
pub(super) fn swaps(goal: &GoalView, actions: usize, style: Style, paint: Paint) -> String {
    let Some(needed) = goal.needed.filter(|_| actions > 0) else { return String::new() };
    let mut text = format!("In every plan that reaches it: {needed} of the {actions} actions.");
    if goal.swaps.is_empty() {
        return wrap(&text, style.width, "") + "\n\n";
    }
    text = wrap(&(text + " What it takes without one of the others:"), style.width, "") + "\n";
    let mut table = paint.table(&["Practice", "To", "Days more", "Instead"]);
    for swap in &goal.swaps {
        table.add_row(vec![
            Cell::new(&swap.practice),
            Cell::new(&swap.to),
            right(swap.more),
            Cell::new(swap.instead.join(", ")),
        ]);
    }
    text + &finish(&table) + "\n"
}

/// What a level does not do.
pub(super) fn open(goal: &GoalView, style: Style, paint: Paint) -> String {
    let mut text = String::new();
    if !goal.open_keys.is_empty() {
        let head = if goal.never.is_some() || goal.already {
            "Key practices below their targets:"
        } else {
            "Key practices that stay below their targets:"
        };
        text.push_str(&wrap(head, style.width, ""));
        text.push('\n');
        let mut table = paint.table(&["Practice", "", "At", "Target"]);
        for open in &goal.open_keys {
            table.add_row(vec![
                Cell::new(&open.practice),
                Cell::new(&open.title),
                Cell::new(&open.level),
                Cell::new(&open.target),
            ]);
        }
        text.push_str(&finish(&table));
        text.push('\n');
    }
    let duties = goal.open_duties.as_deref();
    if let Some(duties) = duties.filter(|duties| !duties.is_empty()) {
        let head = "What the law asks that these practices serve, which are below their targets:";
        text.push_str(&wrap(head, style.width, ""));
        text.push('\n');
        let mut table = paint.table(&["Practice", "At", "Target", "The law asks"]);
        for duty in duties {
            let unsure = if duty.unsure { " (unsure)" } else { "" };
            table.add_row(vec![
                Cell::new(&duty.open.practice),
                Cell::new(&duty.open.level),
                Cell::new(&duty.open.target),
                Cell::new(duty.asks.join("; ") + unsure),
            ]);
        }
        text.push_str(&finish(&table));
        text.push('\n');
    }
    if duties.is_none() {
        text.push_str(&wrap(NO_LAW, style.width, ""));
        text.push('\n');
    }
    text.push_str(&wrap(LAW, style.width, ""));
    text + "\n\n"
}

/// Said where the law of the country is not known.
const NO_LAW: &str =
    "The law of the organisation's country is not known to this program: which duties stay open is not said.";

/// Said beside every level that is planned for.
pub(super) const LAW: &str = "A level is a measure of this toolkit's. Reaching it makes nobody lawful: what a law asks is due whatever the level.";
