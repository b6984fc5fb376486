//! The register of transfers.

use comfy_table::{Cell, Color};

use super::{assess::finish, paint::Paint};
use crate::{
    report::{Style, visible, wrap},
    transfer::{CountryView, DueItem, DueView, PartyView, RegisterView, State, TransferView},
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
