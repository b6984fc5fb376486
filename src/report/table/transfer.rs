//! The register of transfers.

use comfy_table::{Cell, Color};

use super::{assess::finish, paint::Paint};
use crate::{
    report::{Style, visible},
    transfer::{CountryView, PartyView, RegisterView, TransferView},
};

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
    let wide = style.width >= 110;
    let head: &[&str] = if wide {
        &["Id", "Title", "Status", "From", "To", "Onward", "Tier", "Mechanism", "Review", "Owner"]
    } else if style.width >= 72 {
        &["Id", "Title", "Status", "Route", "Tier", "Mechanism", "Review"]
    } else {
        &["Id", "Title", "Route", "Review"]
    };
    let mut table = paint.table(head);
    for transfer in &view.transfers {
        let title = Cell::new(visible(&transfer.title));
        let id = Cell::new(&transfer.id);
        let status = Cell::new(transfer.status).fg(shade(transfer.status));
        let tier = Cell::new(transfer.tier.unwrap_or("?"));
        let mechanism = Cell::new(transfer.mechanism.unwrap_or("?"));
        let review = Cell::new(transfer.review.as_deref().unwrap_or("–"));
        let cells = if wide {
            vec![
                id,
                title,
                status,
                Cell::new(side(&transfer.exporter)),
                Cell::new(side(&transfer.importer)),
                Cell::new(onward(transfer).join(" ")),
                tier,
                mechanism,
                review,
                Cell::new(visible(transfer.owner.as_deref().unwrap_or("–"))),
            ]
        } else if style.width >= 72 {
            vec![id, title, status, Cell::new(route(transfer)), tier, mechanism, review]
        } else {
            vec![id, title, Cell::new(route(transfer)), review]
        };
        table.add_row(cells);
    }
    text + "\n" + &finish(&table)
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
