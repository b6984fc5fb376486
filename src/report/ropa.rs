//! The register as a record of processing: a document, in whatever format documents are written.

use jiff::civil::Date;

use crate::{
    document::{
        number::number,
        numbered::Numbered,
        tree::{Block, Document, Inline, Meta, Table},
    },
    transfer::{CountryView, Keeper, PartyView, RecipientView, RegisterView, RolePair, TransferView, Word},
};

/// What a record says beneath its title.
const STATEMENT: &str = "A record of what the register says, in the manner of Article 30 of the GDPR and of the records that \
                         national laws ask for. It is not legal advice, and proves nothing that the register does not say.";

/// The transfers of `view` as the record that `keeper` keeps. `today` is the day on which it was made.
#[must_use]
pub fn ropa(view: &RegisterView, keeper: Keeper, today: Date) -> Numbered {
    let whose = if view.organisation.is_empty() { None } else { Some(view.organisation.clone()) };
    let title = match keeper {
        Keeper::All => "Record of transfers",
        Keeper::Controller => "Record of transfers: controllers",
        Keeper::Processor => "Record of transfers: processors",
    };
    let mut body = vec![
        Block::Note { title: None, body: vec![Block::Paragraph(text(STATEMENT))] },
        Block::Paragraph(text(&format!(
            "{} of {} transfers of the register, as it stood on {today}.",
            view.transfers.len(),
            view.total
        ))),
    ];
    if !view.transfers.is_empty() {
        body.push(overview(view));
    }
    for transfer in &view.transfers {
        body.push(Block::Heading { level: 2, text: text(&format!("{}  {}", transfer.id, transfer.title)) });
        let rows = if keeper == Keeper::Processor { processor(transfer) } else { controller(transfer) };
        body.push(Block::Table(Table {
            widths: vec![3_000, 7_000],
            head: Vec::new(),
            rows: rows.into_iter().map(|(label, value)| vec![vec![Inline::Strong(text(label))], value]).collect(),
        }));
    }
    let meta = Meta { title: title.to_owned(), subtitle: whose, date: Some(today.to_string()), ..Meta::default() };
    number(&Document { meta, body, ..Document::default() }).expect("a record has no references that could lead nowhere")
}

type Row = (&'static str, Vec<Inline>);

fn overview(view: &RegisterView) -> Block {
    let rows = view.transfers.iter().map(|transfer| {
        let to: Vec<&str> = transfer.destinations.iter().map(|country| country.code).collect();
        let from = transfer.exporter.country.as_ref().map_or("?", |country| country.code);
        let to = if to.is_empty() { "?".to_owned() } else { to.join(", ") };
        vec![
            text(&transfer.id),
            text(&transfer.title),
            text(transfer.status.as_str()),
            text(&format!("{from} → {to}")),
            text(transfer.mechanism.unwrap_or("not said")),
            text(transfer.review.as_deref().unwrap_or("not set")),
        ]
    });
    Block::Table(Table {
        widths: vec![1_100, 3_000, 1_200, 1_900, 1_400, 1_400],
        head: ["Id", "Title", "Status", "Route", "Mechanism", "Next review"].map(text).to_vec(),
        rows: rows.collect(),
    })
}

/// What a controller records.
fn controller(transfer: &TransferView) -> Vec<Row> {
    let mut rows = vec![
        ("Exporter", party(&transfer.exporter)),
        ("Importer", party(&transfer.importer)),
        ("Model clauses", text(module(transfer.module))),
        ("Purposes", purposes(transfer)),
        ("Legal bases", bases(transfer)),
        ("People", people(transfer)),
        ("Data", data(transfer)),
    ];
    rows.extend(recipients(transfer));
    rows.extend(route(transfer));
    rows.extend(safeguards(transfer));
    rows.push(("Retention", retention(transfer)));
    rows.extend(life(transfer));
    rows
}

/// What a processor records: for whom, which processing, where to, how secured.
fn processor(transfer: &TransferView) -> Vec<Row> {
    let processor = |party: &PartyView| party.role == Some("processor");
    let mut rows: Vec<Row> = Vec::new();
    for (party_view, other) in [(&transfer.exporter, &transfer.importer), (&transfer.importer, &transfer.exporter)] {
        if processor(party_view) {
            rows.push(("Processor", party(party_view)));
            if !processor(other) {
                rows.push(("On behalf of", party(other)));
            }
        }
    }
    rows.push(("Processing", purposes(transfer)));
    rows.extend(recipients(transfer));
    rows.extend(safeguards(transfer));
    rows.extend(life(transfer));
    rows
}

fn recipients(transfer: &TransferView) -> Vec<Row> {
    let list = |list: &[RecipientView]| lines(list.iter().map(recipient).collect());
    let sub = match &transfer.sub_processors {
        None => text("not known"),
        Some(subs) if subs.is_empty() => text("none"),
        Some(subs) => list(subs),
    };
    let mut rows = vec![("Sub-processors", sub)];
    if !transfer.recipients.is_empty() {
        rows.push(("Other recipients", list(&transfer.recipients)));
    }
    let destinations: Vec<String> = transfer.destinations.iter().map(country).collect();
    rows.push(("Destinations", said(&destinations.join(", "))));
    rows
}

fn route(transfer: &TransferView) -> Vec<Row> {
    let some = [
        ("Frequency", transfer.frequency.map(str::to_owned)),
        ("Format", transfer.format.clone()),
        ("Route", transfer.route.clone()),
        ("Storage", transfer.storage.clone()),
        ("Systems", Some(transfer.systems.join(", ")).filter(|systems| !systems.is_empty())),
    ];
    some.into_iter().filter_map(|(label, value)| Some((label, text(&value?)))).collect()
}

fn safeguards(transfer: &TransferView) -> Vec<Row> {
    let agreement = transfer.agreement.as_ref().map_or_else(String::new, |agreement| {
        let parts = [
            agreement.deal.clone(),
            agreement.reference.clone(),
            agreement.version.as_ref().map(|version| format!("version {version}")),
            agreement.date.as_ref().map(|date| format!("of {date}")),
            agreement.until.as_ref().map(|until| format!("until {until}")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    let mut rows = vec![
        ("Mechanism", said(transfer.mechanism.unwrap_or_default())),
        ("Agreement", said(&agreement)),
        ("Security", said(transfer.security.as_deref().unwrap_or_default())),
    ];
    let filings = transfer.filings.iter().map(|filing| {
        let reference = filing.reference.as_ref().map_or_else(String::new, |reference| format!(" ({reference})"));
        format!("{}: {}, {}{reference}", filing.country.code, filing.what, filing.date)
    });
    let filings: Vec<String> = filings.collect();
    if !filings.is_empty() {
        rows.push(("Filings", lines(filings)));
    }
    if let Some(impact) = &transfer.impact {
        rows.push(("Impact assessment", text(impact)));
    }
    if transfer.impact_here {
        rows.push(("Impact assessment", text("in the register itself")));
    }
    rows
}

fn life(transfer: &TransferView) -> Vec<Row> {
    let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "not said".to_owned());
    let mut rows = vec![
        ("Owner", said(transfer.owner.as_deref().unwrap_or_default())),
        ("Status", text(transfer.status.as_str())),
        ("Start and end", text(&format!("{} to {}", day(&transfer.start), day(&transfer.end)))),
        ("Last and next review", text(&format!("{} and {}", day(&transfer.reviewed), day(&transfer.review)))),
    ];
    let incidents = transfer.incidents.iter().map(|incident| {
        let reference = incident.reference.as_ref().map_or_else(String::new, |reference| format!(" ({reference})"));
        format!("{}: {}{reference}", incident.date, incident.what)
    });
    let incidents: Vec<String> = incidents.collect();
    if !incidents.is_empty() {
        rows.push(("Incidents", lines(incidents)));
    }
    rows
}

fn purposes(transfer: &TransferView) -> Vec<Inline> {
    let purposes = transfer.purposes.iter().map(|purpose| match &purpose.text {
        Some(text) => format!("{text} ({})", purpose.kind),
        None => purpose.kind.to_owned(),
    });
    lines(purposes.collect())
}

fn bases(transfer: &TransferView) -> Vec<Inline> {
    lines(transfer.legal_bases.iter().map(|basis| format!("{}: {}", country(&basis.country), basis.basis)).collect())
}

fn people(transfer: &TransferView) -> Vec<Inline> {
    let number =
        transfer.people.map_or_else(|| "number not said".to_owned(), |people| format!("about {people} people"));
    let subjects = transfer.subjects.join(", ");
    text(&if subjects.is_empty() { number } else { format!("{subjects}; {number}") })
}

fn data(transfer: &TransferView) -> Vec<Inline> {
    let tier = transfer.tier.map_or_else(|| "tier not said".to_owned(), |tier| format!("tier {tier}"));
    let mut found = vec![transfer.categories.join(", "), tier];
    if !transfer.special.is_empty() {
        found.push(format!("special: {}", transfer.special.join(", ")));
    }
    found.retain(|text| !text.is_empty());
    lines(found)
}

fn retention(transfer: &TransferView) -> Vec<Inline> {
    let months = transfer.retention_months.map(|months| format!("{months} months"));
    said(&transfer.retention.clone().into_iter().chain(months).collect::<Vec<_>>().join("; "))
}

fn party(party: &PartyView) -> Vec<Inline> {
    let place = party.country.as_ref().map_or_else(|| "country not said".to_owned(), country);
    let mut found = vec![format!("{} ({place})", party.name)];
    let mut field = |label: &str, text: Option<&str>| found.extend(text.map(|text| format!("{label}: {text}")));
    field("Role", party.role);
    field("Contact", party.contact.as_deref());
    field("Data protection officer", party.dpo.as_deref());
    field("Sector", party.sector.as_deref());
    for certification in &party.certifications {
        let until = certification.until.as_ref().map_or_else(String::new, |until| format!(" until {until}"));
        let scope = certification.scope.as_ref().map_or_else(String::new, |scope| format!(" ({scope})"));
        field("Certificate", Some(&format!("{}{until}{scope}", certification.id)));
    }
    lines(found)
}

fn recipient(recipient: &RecipientView) -> String {
    let mut found = vec![recipient.country.as_ref().map_or_else(|| "country not said".to_owned(), country)];
    found.extend(recipient.service.clone());
    found.extend(recipient.access.map(|access| format!("access: {access}")));
    found.extend(recipient.since.as_ref().map(|since| format!("since {since}")));
    format!("{} ({})", recipient.name, found.join(", "))
}

fn country(country: &CountryView) -> String {
    format!("{} {}", country.code, country.name)
}

fn module(module: Option<RolePair>) -> &'static str {
    module.map_or("none for these roles", RolePair::meaning)
}

/// What is not said is seen.
fn said(words: &str) -> Vec<Inline> {
    text(if words.is_empty() { "not said" } else { words })
}

fn lines(list: Vec<String>) -> Vec<Inline> {
    if list.is_empty() {
        return said("");
    }
    let mut inlines = Vec::new();
    for (at, line) in list.into_iter().enumerate() {
        if at > 0 {
            inlines.push(Inline::Break);
        }
        inlines.push(Inline::Text(line));
    }
    inlines
}

fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}
