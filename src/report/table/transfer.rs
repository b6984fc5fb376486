//! The register of transfers.

use comfy_table::{Cell, Color};

use super::{assess::finish, paint::Paint};
use crate::{
    report::{Style, visible, wrap},
    transfer::{CountryView, DueItem, DueView, PartyView, RegisterView, State, TransferView},
};

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
            Status => Cell::new(transfer.status).fg(shade(transfer.status)),
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

pub(super) fn register(view: &RegisterView, style: Style, paint: Paint) -> String {
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
        Some((false, Some("do-not-transfer"))) => Color::Red,
        Some((true, Some("mcc-suffices"))) => Color::Green,
        Some((true, _)) => Color::Yellow,
        Some((false, _)) | None => Color::DarkYellow,
    }
}

/// What is due, most pressing first.
pub(super) fn due(view: &DueView, style: Style, paint: Paint) -> String {
    let mut text = String::new();
    if !view.organisation.is_empty() {
        text.push_str(&paint.title(&visible(&view.organisation)));
        text.push('\n');
    }
    let counts = [
        (view.overdue, "overdue".to_owned()),
        (view.unset, "without a day".to_owned()),
        (view.soon, format!("within {} days", view.within)),
    ];
    let counts: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}")).collect();
    let counts = if counts.is_empty() { format!("nothing within {} days", view.within) } else { counts.join(" · ") };
    text.push_str(&wrap(&format!("due on {}: {counts}", view.today), style.width, "  "));
    text.push('\n');
    if view.items.is_empty() {
        return text;
    }
    let (middle, wide) = (style.width >= 72, style.width >= 110);
    let head: &[&str] = match (middle, wide) {
        (_, true) => &["Due", "In", "Transfer", "What", "Why", "Owner"],
        (true, _) => &["Due", "In", "Transfer", "What", "Why"],
        _ => &["Due", "Transfer", "What"],
    };
    let mut table = paint.table(head);
    for item in &view.items {
        let day = Cell::new(item.due.as_deref().unwrap_or("no day")).fg(pressing(item.state));
        let what = Cell::new(visible(&item.what));
        let transfer = Cell::new(&item.transfer);
        let mut cells = vec![day];
        if middle {
            cells.push(Cell::new(ahead(item)).fg(pressing(item.state)));
        }
        cells.extend([transfer, what]);
        if middle {
            cells.push(Cell::new(visible(&item.why)));
        }
        if wide {
            cells.push(Cell::new(visible(item.owner.as_deref().unwrap_or("–"))));
        }
        table.add_row(cells);
    }
    for (at, column) in table.column_iter_mut().enumerate() {
        if at < if middle { 3 } else { 2 } {
            column.set_constraint(comfy_table::ColumnConstraint::ContentWidth);
        }
    }
    text + "\n"
        + &finish(&table)
        + &paint.dim("not legal advice; the day on which a law wants a filing is that of its pack")
        + "\n"
}

/// `12 days`, or how late it is.
fn ahead(item: &DueItem) -> String {
    let days = |days: i64| format!("{days} {}", if days == 1 { "day" } else { "days" });
    match item.days {
        None => String::new(),
        Some(0) => "today".to_owned(),
        Some(ahead) if ahead < 0 => format!("{} late", days(-ahead)),
        Some(ahead) => days(ahead),
    }
}

fn pressing(state: State) -> Color {
    match state {
        State::Overdue => Color::Red,
        State::Unset | State::Soon => Color::Yellow,
        State::Later => Color::Reset,
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

fn shade(status: &str) -> Color {
    match status {
        "active" => Color::Green,
        "suspended" => Color::Yellow,
        _ => Color::Reset,
    }
}
