//! How a figure came about.

use serde_json::{Value, json};

use super::{Answer, Page};
use crate::{
    assessment::Explanation,
    report::{
        Style,
        formats::{Rows, Sheet, table::Paint},
        visible, wrap,
    },
};

impl Answer for Explanation {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(self.steps.iter().map(|step| (&self.id, step)))
            .columns(&[("id", |(id, _)| (*id).clone()), ("step", |(_, step)| (*step).clone())])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("explanation", json!(self))
    }
}

fn text(view: &Explanation, style: Style) -> String {
    let paint = Paint::new(style);
    let mut text = paint.title(&format!("{}  {}", view.id, view.title)) + "\n";
    for step in &view.steps {
        text.push_str(&wrap(&format!("  · {}", visible(step)), style.width, "    "));
        text.push('\n');
    }
    text + &paint.strong(&wrap(&format!("  = {}", view.result), style.width, "    ")) + "\n"
}
