//! Packs.

use serde_json::{Value, json};

use super::{Answer, Page};
use crate::{
    framework::PackView,
    report::{
        Style,
        formats::{
            Rows, Sheet,
            table::{Paint, finish},
        },
    },
};

impl Answer for Vec<PackView> {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(self).columns(&[
            ("id", |pack| pack.id.clone()),
            ("kind", |pack| pack.kind.clone()),
            ("title", |pack| pack.title.clone()),
            ("version", |pack| pack.version.clone()),
            ("as_of", |pack| pack.as_of.clone()),
        ])
    }

    fn text(&self, style: Style) -> String {
        let mut table = Paint::new(style).table(&["Id", "Kind", "Title", "Version", "As of"]);
        for pack in self {
            table.add_row(vec![&pack.id, &pack.kind, &pack.title, &pack.version, &pack.as_of]);
        }
        finish(&table)
    }

    fn page(&self) -> Page {
        Page::new("packs", json!({ "packs": self }))
    }
}
