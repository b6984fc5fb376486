//! Effort against score: the curve, and what each level takes.

use comfy_table::Cell;
use serde_json::{Value, json};

use super::{Answer, Page, goal::LAW};
use crate::{
    assessment::Basis,
    remediation::{CurveView, PriceView},
    report::{
        Style,
        formats::{
            Rows, Sheet,
            table::{Paint, finish, right, statement},
        },
        visible, wrap,
    },
};

impl Answer for CurveView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(&self.points).columns(&[
            ("number", |point| point.number.to_string()),
            ("more_days", |point| point.more.to_string()),
            ("effort_days", |point| point.effort.to_string()),
            ("claimed", |point| Basis(point.claimed).to_string()),
            ("adds", |point| point.adds.join(" ")),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("curve", json!(self))
    }
}

/// What a point of the curve is.
const CURVE: &str = "Each row holds the actions of all rows above it, and no choice of as few days claims more. Days are the \
                     framework's estimates for the profile.";

/// What the levels are.
const PRICES: &str = "Person-days that bring a building block to a level at the least, each on its own: shared work counts \
                      in each of them, so that all together take no more than their sum.";

fn text(view: &CurveView, style: Style) -> String {
    let paint = Paint::new(style);
    let mut text = format!(
        "{}\n{} {}\nPerson-days against the overall score, by {} levels\n\n",
        paint.named(&visible(&view.organisation), &format!("{}, profile {}", view.country, view.profile)),
        view.framework_title,
        view.framework_version,
        view.by,
    );
    let mut table = paint.table(&["#", "Days more", "Days", "Claimed", "What is done"]);
    for point in &view.points {
        table.add_row(vec![
            right(point.number),
            right(point.more),
            right(point.effort),
            right(Basis(point.claimed)),
            Cell::new(point.adds.join(", ")),
        ]);
    }
    text.push_str(&finish(&table));
    text.push_str(&wrap(CURVE, style.width, ""));
    text.push_str("\n\n");
    let mut head = vec!["Building block"];
    head.extend(view.levels.iter().map(String::as_str));
    let mut prices = paint.table(&head);
    for row in &view.prices {
        let name = if row.block == "overall" { row.title.clone() } else { format!("{} {}", row.block, row.title) };
        let cells = row.prices.iter().map(|price| right(words(price)));
        prices.add_row(std::iter::once(Cell::new(name)).chain(cells).collect::<Vec<Cell>>());
    }
    text.push_str(&finish(&prices));
    text.push_str(&wrap(PRICES, style.width, ""));
    if view.prices.iter().flat_map(|row| &row.prices).any(|price| !price.least) {
        text.push_str("\n≤ found; whether a plan takes less was not shown");
    }
    text.push_str("\n\n");
    text.push_str(&wrap(LAW, style.width, ""));
    text.push_str("\n\n");
    text + &statement(&format!("{} This plan is not legal advice.", view.statement), style, paint)
}

fn words(price: &PriceView) -> String {
    match price.effort {
        None => "?".to_owned(),
        Some(effort) if price.least => effort.to_string(),
        Some(effort) => format!("≤ {effort}"),
    }
}
