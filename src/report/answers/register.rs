//! The transfers of a register.

use comfy_table::{Cell, Color};
use serde_json::{Value, json};

use super::{Answer, Page};
use crate::{
    report::{
        Style,
        formats::{
            Rows, Sheet,
            table::{Paint, finish},
        },
        visible,
    },
    transfer::{self, CountryView, PartyView, RegisterView, TransferView, WeighedView, impact::Decision},
};

impl Answer for RegisterView {
    fn json(&self) -> Value {
        json!(self)
    }

    fn sheet(&self) -> Sheet {
        Rows::of(&self.transfers).columns(&[
            ("id", |transfer| transfer.id.clone()),
            ("title", |transfer| transfer.title.clone()),
            ("status", |transfer| transfer.status.as_str().to_owned()),
            ("exporter", |transfer| transfer.exporter.name.clone()),
            ("from", |transfer| {
                transfer.exporter.country.as_ref().map_or_else(String::new, |country| country.code.to_owned())
            }),
            ("importer", |transfer| transfer.importer.name.clone()),
            ("to", |transfer| transfer.destinations.iter().map(|country| country.code).collect::<Vec<_>>().join(" ")),
            ("tier", |transfer| transfer.tier.unwrap_or_default().to_owned()),
            ("mechanism", |transfer| transfer.mechanism.unwrap_or_default().to_owned()),
            ("review", |transfer| transfer.review.clone().unwrap_or_default()),
            ("owner", |transfer| transfer.owner.clone().unwrap_or_default()),
            ("assessment", |transfer| weighed(transfer, |weighed| Some(weighed.state.to_owned()))),
            ("residual", |transfer| weighed(transfer, |weighed| weighed.residual.map(|risk| risk.to_string()))),
            ("band", |transfer| weighed(transfer, |weighed| weighed.band.clone())),
            ("decision", |transfer| {
                weighed(transfer, |weighed| weighed.decision.map(|decision| decision.as_str().to_owned()))
            }),
            ("may_proceed", |transfer| weighed(transfer, |weighed| Some(weighed.may_proceed.to_string()))),
        ])
    }

    fn text(&self, style: Style) -> String {
        text(self, style)
    }

    fn page(&self) -> Page {
        Page::new("register", json!(self))
    }
}

/// What came of its impact assessment; nothing where there is none.
fn weighed(transfer: &TransferView, say: fn(&WeighedView) -> Option<String>) -> String {
    transfer.weighed.as_ref().and_then(say).unwrap_or_default()
}

/// What a list can tell of a transfer; where there is little room, two things stand in one column.
#[derive(Debug, Clone, Copy)]
enum Column {
    Id,
    Title,
    TitleAndRoute,
    Status,
    From,
    To,
    Onward,
    Route,
    Tier,
    Mechanism,
    Risk,
    Review,
    Owner,
}

use Column::{From, Id, Mechanism, Onward, Owner, Review, Risk, Route, Status, Tier, Title, TitleAndRoute, To};

impl Column {
    fn head(self) -> &'static str {
        match self {
            Id => "Id",
            Title | TitleAndRoute => "Title",
            Status => "Status",
            From => "From",
            To => "To",
            Onward => "Onward",
            Route => "Route",
            Tier => "Tier",
            Mechanism => "Mechanism",
            Risk => "Risk and decision",
            Review => "Review",
            Owner => "Owner",
        }
    }

    fn cell(self, transfer: &TransferView) -> Cell {
        match self {
            Id => Cell::new(&transfer.id),
            Title => Cell::new(visible(&transfer.title)),
            TitleAndRoute => Cell::new(format!("{}\n{}", visible(&transfer.title), route(transfer))),
            Status => Cell::new(transfer.status.as_str()).fg(shade(transfer.status)),
            From => Cell::new(side(&transfer.exporter)),
            To => Cell::new(side(&transfer.importer)),
            Onward => Cell::new(onward(transfer).join(" ")),
            Route => Cell::new(route(transfer)),
            Tier => Cell::new(transfer.tier.unwrap_or("?")),
            Mechanism => Cell::new(transfer.mechanism.unwrap_or("?")),
            Risk => {
                let decision = decision(transfer).map_or_else(String::new, |decision| format!("\n{decision}"));
                Cell::new(format!("{}{decision}", risk(transfer))).fg(hue(transfer))
            }
            Review => Cell::new(transfer.review.as_deref().unwrap_or("–")),
            Owner => Cell::new(visible(transfer.owner.as_deref().unwrap_or("–"))),
        }
    }
}

fn text(view: &RegisterView, style: Style) -> String {
    let paint = Paint::new(style);
    let mut text = String::new();
    if !view.organisation.is_empty() {
        let country = view.country.as_ref().map_or("", |country| country.code);
        let about = if country.is_empty() { "transfer register" } else { country };
        text.push_str(&paint.named(&visible(&view.organisation), about));
        text.push('\n');
    }
    let count = match (view.transfers.len(), view.total) {
        (shown, total) if shown == total => format!("{total} {}", plural(total)),
        (shown, total) => format!("{shown} of {total} {}", plural(total)),
    };
    text.push_str(&format!("{count}\n"));
    if view.transfers.is_empty() {
        return text;
    }
    let columns: &[Column] = match style.width {
        150.. => &[Id, Title, Status, From, To, Onward, Tier, Mechanism, Risk, Review, Owner],
        110.. => &[Id, Title, Status, Route, Tier, Mechanism, Risk, Review],
        72.. => &[Id, TitleAndRoute, Status, Risk, Review],
        _ => &[Id, TitleAndRoute, Risk],
    };
    let head: Vec<&str> = columns.iter().map(|column| column.head()).collect();
    let mut table = paint.table(&head);
    for transfer in &view.transfers {
        table.add_row(columns.iter().map(|column| column.cell(transfer)).collect::<Vec<_>>());
    }
    for (column, laid) in columns.iter().zip(table.column_iter_mut()) {
        if matches!(column, Id | Status | Route | Tier | Mechanism | Review) {
            laid.set_constraint(comfy_table::ColumnConstraint::ContentWidth);
        }
    }
    text + "\n" + &finish(&table)
}

/// The risk that is left by its impact assessment.
fn risk(transfer: &TransferView) -> String {
    let weighed = transfer.weighed.as_ref();
    match weighed.map(|weighed| (weighed.residual, weighed.state)) {
        Some((Some(residual), _)) => {
            let band = weighed.and_then(|weighed| weighed.band.as_deref()).unwrap_or_default();
            format!("{residual} {band}")
        }
        Some((None, "not-assessable")) => "not assessable".to_owned(),
        _ => "not assessed".to_owned(),
    }
}

/// What its impact assessment decides, with a mark where the transfer may not go ahead as it is.
fn decision(transfer: &TransferView) -> Option<String> {
    let weighed = transfer.weighed.as_ref().filter(|weighed| weighed.residual.is_some())?;
    let mark = if weighed.may_proceed { "" } else { "✗ " };
    weighed.decision_title.as_ref().map(|title| format!("{mark}{title}"))
}

fn hue(transfer: &TransferView) -> Color {
    match transfer.weighed.as_ref().map(|weighed| (weighed.may_proceed, weighed.decision)) {
        Some((false, Some(Decision::DoNotTransfer))) => Color::Red,
        Some((true, Some(Decision::Suffices))) => Color::Green,
        Some((true, _)) => Color::Yellow,
        Some((false, _)) | None => Color::DarkYellow,
    }
}

fn plural(number: usize) -> &'static str {
    if number == 1 { "transfer" } else { "transfers" }
}

fn side(party: &PartyView) -> String {
    format!("{} {}", code(party.country.as_ref()), visible(&party.name))
}

/// `SG → VN → US`: from, to, and the countries behind.
fn route(transfer: &TransferView) -> String {
    let mut route =
        format!("{} → {}", code(transfer.exporter.country.as_ref()), code(transfer.importer.country.as_ref()));
    let onward = onward(transfer);
    if !onward.is_empty() {
        route.push_str(&format!(" → {}", onward.join(" ")));
    }
    route
}

/// Countries behind the importer's, `?` where one is not said.
fn onward(transfer: &TransferView) -> Vec<&'static str> {
    let importer = code(transfer.importer.country.as_ref());
    let mut found: Vec<&str> = Vec::new();
    for onward in transfer.sub_processors.iter().flatten().chain(&transfer.recipients) {
        let code = code(onward.country.as_ref());
        if code != importer && !found.contains(&code) {
            found.push(code);
        }
    }
    found
}

fn code(country: Option<&CountryView>) -> &'static str {
    country.map_or("?", |country| country.code)
}

fn shade(status: transfer::Status) -> Color {
    match status {
        transfer::Status::Active => Color::Green,
        transfer::Status::Suspended => Color::Yellow,
        _ => Color::Reset,
    }
}
