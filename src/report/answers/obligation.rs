//! An obligation: its gist, the text that carries it, what corresponds to it.

use serde_json::{Value, json};

use super::{
    Answer, Page,
    trace::{carriers, heading},
};
use crate::{
    agreement::ObligationView,
    report::{
        Style,
        formats::{
            Rows, Sheet,
            table::{Paint, statement},
        },
        wrap,
    },
};

impl Answer for ObligationView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(self.carried_by.iter().map(|carrier| (&self.id, carrier))).columns(&[
            ("obligation", |(id, _)| (*id).clone()),
            ("clause", |(_, carrier)| carrier.clause.clone()),
            ("at", |(_, carrier)| carrier.at.clone()),
            ("number", |(_, carrier)| carrier.number.clone()),
            ("block", |(_, carrier)| carrier.block.clone()),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("obligation", json!(self))
    }
}

fn text(view: &ObligationView, style: Style) -> String {
    let paint = Paint::new(style);
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
