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
    field("Carried by", &carriers(&view.carried_by).replace('\n', "; "));
    for option in &view.options {
        let choices: Vec<String> = option.choices.iter().map(|(id, title)| format!("`{id}` {title}")).collect();
        let choices = if choices.is_empty() { String::new() } else { format!(": {}", choices.join("; ")) };
        field("Option", &format!("{}, {}{choices}", option.path, option.label));
    }
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

/// `7 Data Breaches: 7.1, 7.2`, clause by clause.
fn carriers(list: &[CarrierView]) -> String {
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
