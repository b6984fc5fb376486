//! The opening of the board's page: a sentence, what is to be decided, and what happens otherwise. For people who know none of
//! the program's words: no id, file or flag stands here.

use super::{
    ReportView,
    pen::{bullets, count, paragraph, part, strong, text},
};
use crate::{
    document::tree::{Block, Inline, ListStyle, Part},
    remediation::{AskedView, DecisionView},
    text::listed,
    transfer::Status,
};

pub(super) fn asked(view: &ReportView) -> Option<Part> {
    let asked = view.asked.as_ref()?;
    let mut body = vec![Block::Paragraph(verdict(asked))];
    if !asked.decisions.is_empty() {
        body.push(paragraph("The board is asked to have these done first, and to give those named the time for it:"));
        let items = asked.decisions.iter().map(|decision| item(decision, asked)).collect();
        body.push(Block::List { style: ListStyle::Bullet, items });
    }
    let rest = asked.below.saturating_sub(asked.decisions.len());
    let mut notes = Vec::new();
    if rest > 0 {
        notes.push(text(format!("{} below their targets beside these.", count(rest, "practice is", "practices are"))));
    }
    if asked.below > 0 {
        notes.push(text(cost(view, asked)));
        notes.push(text(limit(asked)));
    }
    notes.extend(held(view));
    if !notes.is_empty() {
        body.push(bullets(notes));
    }
    Some(part("asked", "Where we stand, and what is asked", body))
}

/// Reached or not, and why.
fn verdict(asked: &AskedView) -> Vec<Inline> {
    if asked.apply == 0 {
        return vec![strong("Nothing can be said: "), Inline::Text("no practice applies.".to_owned())];
    }
    let level = match (&asked.level, asked.held_by.as_slice()) {
        (Some(level), [_, ..]) => {
            let all = asked.held_by.len() == asked.blocks;
            let by = if all { "every building block".to_owned() } else { listed(&asked.held_by) };
            format!(" By evidence the organisation as a whole stands at level {level}, held there by {by}.")
        }
        _ => String::new(),
    };
    if asked.below == 0 {
        let words =
            format!(" Evidence shows each of {} at its target.{level}", count(asked.apply, "practice", "practices"));
        return vec![strong("The targets are reached."), Inline::Text(words)];
    }
    let keys = match asked.below_keys {
        0 => String::new(),
        1 => ", 1 of them a key practice, without which no level is reached".to_owned(),
        keys => format!(", {keys} of them key practices, without which no level is reached"),
    };
    let words = format!(
        " Evidence shows less than the target for {} of {}{keys}.{level}",
        asked.below,
        count(asked.apply, "practice", "practices")
    );
    vec![strong("The targets are not reached."), Inline::Text(words)]
}

fn item(decision: &DecisionView, asked: &AskedView) -> Vec<Inline> {
    let stands = match &decision.evidenced {
        None => format!(": not assessed; to be {}.", decision.target),
        Some(evidenced) if *evidenced == decision.claimed => format!(": {evidenced} today, to be {}.", decision.target),
        Some(evidenced) => {
            format!(": claimed {}, evidence shows {evidenced}, to be {}.", decision.claimed, decision.target)
        }
    };
    let days = usize::try_from(decision.effort).unwrap_or(usize::MAX);
    let work = match (&decision.due, &decision.first) {
        (Some(due), Some(first)) => {
            let a_month = decision.a_month.filter(|_| decision.roles.len() == 1);
            let pace = a_month.map_or_else(String::new, |days| format!(", at {days} a month"));
            let work = count(days, "person-day", "person-days");
            format!(" {work} by {}{pace}, until {due}. First: {first}", listed(&decision.roles))
        }
        _ => " What is claimed has to be shown; the plan has no action for it.".to_owned(),
    };
    vec![
        strong(decision.title.clone()),
        Inline::Text(stands + &work),
        Inline::Break,
        Inline::Text(otherwise(decision, asked)),
    ]
}

/// What happens where it is not done.
fn otherwise(decision: &DecisionView, asked: &AskedView) -> String {
    let Some(country) = &asked.law_of else {
        return "Otherwise it stays below its target; what the law asks of it is not known here.".to_owned();
    };
    if decision.asks.is_empty() {
        let stays =
            if decision.key { "its building block reaches no higher level" } else { "it stays below its target" };
        return format!("Otherwise {stays}; no duty of law is known that it serves.");
    }
    let unsure = if decision.unsure { " (not all of it is sure)" } else { "" };
    format!(
        "Otherwise it stays below its target where it serves what the law of {} asks{unsure}: {}.",
        country,
        decision.asks.join(", ")
    )
}

/// What the whole plan takes, and what it does not count.
fn cost(view: &ReportView, asked: &AskedView) -> String {
    let plan = &view.plan;
    let shown = match asked.to_show {
        0 => String::new(),
        many => format!(
            " Evidence of what is claimed for {} has to be collected beside it, and is not counted.",
            count(many, "practice", "practices")
        ),
    };
    if plan.items.is_empty() {
        return format!("No work is planned.{shown}");
    }
    let days = usize::try_from(plan.effort).unwrap_or(usize::MAX);
    let mut roles: Vec<_> = plan.by_role.iter().collect();
    roles.sort_by_key(|role| std::cmp::Reverse(role.effort));
    let most: Vec<String> = roles.iter().take(2).map(|role| format!("{} {}", role.title, role.effort)).collect();
    format!(
        "The plan takes {} until {}, by the framework’s estimates: most of them {}. What that is in money is not known.{shown}",
        count(days, "person-day", "person-days"),
        plan.finish,
        listed(&most)
    )
}

/// Transfers that may not go ahead; those under way are a matter for today.
fn held(view: &ReportView) -> Option<Vec<Inline>> {
    let all = || view.transfers.iter().flat_map(|register| &register.transfers);
    let held: Vec<_> = all().filter(|transfer| !transfer.decision.may_proceed).collect();
    let named = |under_way: bool| -> Vec<String> {
        let under = held.iter().filter(|transfer| (transfer.status == Status::Active) == under_way);
        under.map(|transfer| format!("{} ({})", transfer.title, transfer.decision.title)).collect()
    };
    let (now, other) = (named(true), named(false));
    let mut words = match now.as_slice() {
        [] => String::new(),
        now => format!("Data goes abroad today though no decision allows it as things are: {}.", listed(now)),
    };
    if !other.is_empty() {
        words.push_str(&format!(" Not to begin or go on as things are: {}.", listed(&other)));
    }
    (!held.is_empty()).then(|| vec![strong("Transfers: "), Inline::Text(words.trim_start().to_owned())])
}

/// The highest amount that the law names.
fn limit(asked: &AskedView) -> String {
    let Some(country) = &asked.law_of else {
        return "What fines the law names is not known here for the country of the organisation.".to_owned();
    };
    match &asked.limit {
        None => format!("No fine is known here that the law of {country} names today."),
        Some(limit) => {
            let unsure = if limit.unsure { "; this is not sure" } else { "" };
            format!(
                "The highest fine that the law of {} names: {}, as of {}{unsure}. It is a limit, and no forecast; whether the law is kept today is not judged here.",
                country, limit.words, limit.as_of
            )
        }
    }
}
