//! The obligations of a role pair, and the clauses that carry them.

use comfy_table::Cell;
use serde_json::{Value, json};

use super::{Answer, Page};
use crate::{
    agreement::{CarrierView, ModuleView, TraceView},
    report::{
        Style,
        formats::{
            Rows, Sheet,
            table::{Paint, finish, statement},
        },
    },
};

impl Answer for TraceView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        let carriers = self
            .obligations
            .iter()
            .flat_map(|obligation| obligation.carried_by.iter().map(move |carrier| (obligation, carrier)));
        Rows::of(carriers).columns(&[
            ("obligation", |(obligation, _)| obligation.id.clone()),
            ("title", |(obligation, _)| obligation.title.clone()),
            ("class", |(obligation, _)| obligation.class.to_owned()),
            ("clause", |(_, carrier)| carrier.clause.clone()),
            ("at", |(_, carrier)| carrier.at.clone()),
            ("number", |(_, carrier)| carrier.number.clone()),
            ("block", |(_, carrier)| carrier.block.clone()),
            ("eu_scc", |(obligation, _)| obligation.scc.clone()),
            ("official_ref", |(obligation, _)| obligation.official_ref.clone()),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("obligations", json!(self))
    }
}

fn text(view: &TraceView, style: Style) -> String {
    let paint = Paint::new(style);
    let mut text = heading(&format!("{} {}", view.set, view.set_version), &view.module, paint);
    let mut table = paint.table(&["Obligation", "Title", "Class", "Carried by", "EU SCC"]);
    for obligation in &view.obligations {
        table.add_row(vec![
            Cell::new(&obligation.id),
            Cell::new(&obligation.title),
            Cell::new(obligation.class),
            Cell::new(carriers(&obligation.carried_by)),
            Cell::new(&obligation.scc),
        ]);
    }
    text.push_str(&finish(&table));
    text.push_str(
        &paint
            .dim("numbers are those of a blank; a name in brackets is the optional block that switches the clause on"),
    );
    text.push_str("\n\n");
    let mut blocks = paint.table(&["Block", "", "When to use it"]);
    for block in &view.blocks {
        let state = match (block.layer, block.default) {
            (true, _) => "layer",
            (false, true) => "on",
            (false, false) => "off",
        };
        blocks.add_row(vec![block.id.as_str(), state, block.why.as_str()]);
    }
    text.push_str(&finish(&blocks));
    format!("{text}\n{}", statement(&view.statement, style, paint))
}

pub(super) fn heading(title: &str, module: &ModuleView, paint: Paint) -> String {
    format!(
        "{}\n{} (ASEAN MCC {}, EU SCC {})\n\n",
        paint.title(title),
        module.title,
        module.mcc_module,
        module.scc_module
    )
}

/// `7 Data Breaches: 7.1, 7.2`, clause by clause.
pub(super) fn carriers(list: &[CarrierView]) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut before = None;
    for carrier in list {
        let number = if carrier.number.is_empty() { "switched off in a blank" } else { &carrier.number };
        if before == Some(&carrier.clause) {
            let line = lines.last_mut().expect("a clause came before");
            line.push_str(", ");
            line.push_str(number);
        } else {
            let block = if carrier.block.is_empty() { String::new() } else { format!(" [{}]", carrier.block) };
            lines.push(format!("{}{block}: {number}", carrier.title));
            before = Some(&carrier.clause);
        }
    }
    if lines.is_empty() { "–".to_owned() } else { lines.join("\n") }
}
