//! A register of records as a document, in whatever format documents are written.

use jiff::civil::Date;

use crate::{
    document::{
        number::number,
        numbered::Numbered,
        tree::{Block, Document, Inline, Meta, Table},
    },
    register::{Register, RegisterListView, list_view, record_view},
};

/// The records of a register, first together, then one by one with all that they say. `today` is the day on which it was made.
#[must_use]
pub fn records(register: &Register, today: Date) -> Numbered {
    let view = list_view(register);
    let count = match view.records.len() {
        1 => "1 record".to_owned(),
        many => format!("{many} records"),
    };
    let about = format!("{} {count} of the register, as it stood on {today}.", register.kind.about);
    let mut body = vec![Block::Paragraph(text(&about))];
    if !view.records.is_empty() {
        body.push(Block::Table(overview(&view)));
    }
    for record in &register.records {
        let shown = record_view(record, &register.kind);
        let heading = format!("{}  {}", shown.id, shown.title);
        body.push(Block::Heading { level: 2, text: text(&heading) });
        let rows = shown.fields.iter().map(|row| {
            let said = row.said.clone().unwrap_or_else(|| "not said".to_owned());
            let instead = row.instead.as_ref().map_or_else(String::new, |instead| format!(" ({instead})"));
            vec![vec![Inline::Strong(text(&row.heading))], text(&format!("{said}{instead}"))]
        });
        body.push(Block::Table(Table { widths: vec![3_000, 7_000], head: Vec::new(), rows: rows.collect() }));
    }
    let meta = Meta { title: view.title, date: Some(today.to_string()), ..Meta::default() };
    number(&Document { meta, body, ..Document::default() }).expect("records have no references that could lead nowhere")
}

/// The columns that a list shows.
pub(super) fn overview(view: &RegisterListView) -> Table {
    let head: Vec<&str> = std::iter::once("Id").chain(view.columns.iter().map(String::as_str)).collect();
    let rows = view.records.iter().map(|record| {
        let cells = std::iter::once(&record.id).chain(&record.cells);
        cells.map(|cell| text(cell)).collect()
    });
    Table { widths: Vec::new(), head: head.into_iter().map(text).collect(), rows: rows.collect() }
}

fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}
