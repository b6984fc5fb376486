//! Obligations and the clauses that carry them.

use comfy_table::Cell;

use super::{assess::finish, paint::Paint, statement};
use crate::{
    agreement::{CarrierView, ModuleView, ObligationView, TraceView},
    report::{Style, wrap},
};

pub(super) fn trace(view: &TraceView, style: Style, paint: Paint) -> String {
    let mut text = heading(&format!("{} {}", view.set, view.set_version), &view.module, paint);
    let mut table = paint.table(&["Obligation", "Title", "Class", "Carried by", "EU SCC"]);
    for obligation in &view.obligations {
        let carriers: Vec<String> = obligation.carried_by.iter().map(carrier).collect();
        table.add_row(vec![
            Cell::new(&obligation.id),
            Cell::new(&obligation.title),
            Cell::new(obligation.class),
            Cell::new(if carriers.is_empty() { "–".to_owned() } else { carriers.join("\n") }),
            Cell::new(&obligation.scc),
        ]);
    }
    text.push_str(&finish(&table));
    text.push_str(&paint.dim("a name in brackets is the optional block that switches the clause on"));
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

pub(super) fn obligation(view: &ObligationView, style: Style, paint: Paint) -> String {
    let mut text = heading(&format!("{}  {}", view.id, view.title), &view.module, paint);
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            text.push_str(&wrap(&format!("{name}: {value}"), style.width, "  "));
            text.push('\n');
        }
    };
    field("Class", view.class);
    field("Gist", &view.gist);
    field("Not to be weakened", &view.not_weaken);
    field("Confidence", view.confidence);
    field("Official number", &view.official_ref);
    field("EU standard contractual clauses", &view.scc);
    field("Short of the EU's", &view.gap);
    let carriers: Vec<String> = view.carried_by.iter().map(carrier).collect();
    field("Carried by", &carriers.join(", "));
    for clause in &view.text {
        text.push_str(&format!("\n{}\n", clause.trim()));
    }
    format!("{text}\n{}", statement(&view.statement, style, paint))
}

fn heading(title: &str, module: &ModuleView, paint: Paint) -> String {
    format!(
        "{}\n{} (ASEAN MCC {}, EU SCC {})\n\n",
        paint.title(title),
        module.title,
        module.mcc_module,
        module.scc_module
    )
}

fn carrier(carrier: &CarrierView) -> String {
    if carrier.block.is_empty() { carrier.at.clone() } else { format!("{} [{}]", carrier.at, carrier.block) }
}
