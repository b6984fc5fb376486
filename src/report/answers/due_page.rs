//! Everything that has a day as a document: an owner after the other, each with what is theirs.

use crate::{
    document::{
        number::number,
        numbered::Numbered,
        tree::{Block, Document, Inline, Meta, Table},
    },
    due::{DueItemView, DueListView},
    report::visible,
};

/// The list, by owner; last what nobody owns, and what it was taken from.
pub(super) fn document(view: &DueListView) -> Numbered {
    let title = match view.organisation.as_str() {
        "" => "What is due".to_owned(),
        organisation => format!("What is due: {}", visible(organisation)),
    };
    let counts = match &view.nothing {
        Some(nothing) => format!("As of {}: {nothing}.", view.today),
        None => format!(
            "As of {}: {} overdue, {} without a day, {} within {} days, {} later.",
            view.today, view.overdue, view.unset, view.soon, view.within, view.later
        ),
    };
    let mut body = vec![Block::Paragraph(text(&counts))];
    for owner in &view.owners {
        let items: Vec<&DueItemView> = view.items.iter().filter(|item| item.owner == owner.owner).collect();
        if !items.is_empty() {
            body.push(heading(owner.owner.as_deref().unwrap_or("Nobody is named")));
            body.push(Block::Table(table(&items)));
        }
    }
    body.push(heading("What was looked at"));
    let rows = view.kept.iter().map(|kept| {
        let there = if kept.files.is_empty() { "not kept here".to_owned() } else { kept.entries.to_string() };
        vec![text(&kept.of), text(&there), text(&kept.files.join(", "))]
    });
    let head = ["Of", "Entries", "Files"].map(text).to_vec();
    body.push(Block::Table(Table { widths: Vec::new(), head, rows: rows.collect() }));
    body.push(Block::Paragraph(text("Not legal advice. The days that a law sets are those of its pack.")));
    let meta = Meta { title, date: Some(view.today.clone()), ..Meta::default() };
    number(&Document { meta, body, ..Document::default() }).expect("a list has no references that could lead nowhere")
}

fn table(items: &[&DueItemView]) -> Table {
    let rows = items.iter().map(|item| {
        let due = item.due.as_deref().unwrap_or("no day");
        let of = format!("{} {}", item.id, item.title);
        [item.state.as_str(), due, of.trim(), &item.what, &item.why].map(text).to_vec()
    });
    let head = ["State", "Due", "Of", "What", "Why"].map(text).to_vec();
    Table { widths: vec![900, 1_200, 2_400, 2_800, 2_700], head, rows: rows.collect() }
}

fn heading(words: &str) -> Block {
    Block::Heading { level: 2, text: text(words) }
}

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(visible(words))]
}
