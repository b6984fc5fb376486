//! The draft of a notice: a document, in whatever format documents are written.

use crate::{
    document::{
        number::number,
        numbered::Numbered,
        tree::{Block, Document, Inline, ListStyle, Meta, Table},
    },
    incident::{NoticeDraft, Part},
};

/// What stands over every draft.
const DRAFT: &str = "A draft, made from what the record of the incident and the law packs say. It is not legal advice and no \
                     notice yet: fill the gaps, check the form and the way that the law asks for, and let somebody who answers \
                     for it read it.";

/// A draft as a document, gaps in sight.
#[must_use]
pub fn notice(draft: &NoticeDraft) -> Numbered {
    let part = |part: &Part| match part {
        Part::Known(words) => Inline::Text(words.clone()),
        Part::Gap(words) => Inline::Placeholder(words.clone()),
    };
    let rows = draft.items.iter().map(|item| {
        let mut cell = Vec::new();
        for each in &item.parts {
            if !cell.is_empty() {
                cell.push(Inline::Break);
            }
            cell.push(part(each));
        }
        vec![vec![Inline::Strong(text(&item.title))], cell]
    });
    let to = if draft.addressee.is_empty() { &draft.to } else { &draft.addressee };
    let gap = |label: &str, words: &str| {
        Block::Paragraph(vec![
            Inline::Strong(text(label)),
            Inline::Text(" ".to_owned()),
            Inline::Placeholder(words.to_owned()),
        ])
    };
    let mut body = vec![
        Block::Note { title: Some("Draft".to_owned()), body: vec![Block::Paragraph(text(DRAFT))] },
        Block::Paragraph(vec![Inline::Strong(text("To:")), Inline::Text(format!(" {to}"))]),
        gap("From:", "name and address of the organisation"),
        Block::Paragraph(vec![
            Inline::Strong(text("Reference:")),
            Inline::Text(format!(" {} {}", draft.incident, draft.title)),
        ]),
        Block::Heading { level: 2, text: text("What is told") },
        Block::Table(Table { widths: vec![3_000, 7_000], head: Vec::new(), rows: rows.collect() }),
        gap("Date and signature:", "who signs, and when"),
        Block::Heading { level: 2, text: text("What the law asks (not part of the notice)") },
    ];
    let lines = |lines: &[String]| lines.iter().map(|line| text(line)).collect();
    body.push(Block::List { style: ListStyle::Bullet, items: lines(&draft.time) });
    body.push(Block::List { style: ListStyle::Bullet, items: lines(&draft.rules) });
    let meta = Meta {
        title: "Notice of a personal data breach".to_owned(),
        subtitle: Some(draft.to.clone()),
        mark: Some("Draft".to_owned()),
        date: Some(draft.day.to_string()),
        ..Meta::default()
    };
    number(&Document { meta, body, ..Document::default() }).expect("a notice has no references that could lead nowhere")
}

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_owned())]
}
