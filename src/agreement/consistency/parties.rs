//! Who deals with whom, and where the data goes.

use super::{EXPORTER, IMPORTER, Look, named};
use crate::{
    gate::FindingCode,
    safeguard::{Column, Field, FieldValue, cell},
    text::compare::same,
};

pub(super) fn look(look: &mut Look<'_>) {
    alike(look);
    recipients(look);
    countries(look);
}

/// What two companies cannot share.
fn alike(look: &mut Look<'_>) {
    for (one, other, what) in [
        (EXPORTER.name, IMPORTER.name, "name"),
        (EXPORTER.registration, IMPORTER.registration, "registration number"),
        (EXPORTER.email, IMPORTER.email, "contact"),
    ] {
        let shared = look.text(one).zip(look.text(other)).filter(|(one, other)| same(one, other));
        if let Some((text, _)) = shared.filter(|(text, _)| !look.words.says_nothing(text)) {
            let message = format!("both parties have the {what} `{text}`");
            look.add(FindingCode::PartiesAlike, other, message, "an agreement needs two parties, each with its own");
        }
    }
}

/// A party that is named as one whom the importer passes the data to.
fn recipients(look: &mut Look<'_>) {
    for field in [Field::SubProcessors, Field::TransferOnward] {
        let rows = look.deal.values.get(&field).map_or(&[][..], FieldValue::rows);
        for (at, row) in rows.iter().enumerate() {
            let Some(name) = cell(row, Column::Name) else { continue };
            for party in [&EXPORTER, &IMPORTER] {
                if look.text(party.name).is_some_and(|other| same(name, other)) {
                    let message = format!("`{name}` is the {} itself", party.role);
                    look.add_entry(FindingCode::PartiesAlike, field, at, message, "name the company that is engaged");
                }
            }
        }
    }
}

/// Where the parties are against where the data goes.
fn countries(look: &mut Look<'_>) {
    let (Some(from), Some(to)) = (look.text(EXPORTER.country), look.text(IMPORTER.country)) else { return };
    if from == to {
        let message = format!("both parties are in {}: no border lies between them", named(from));
        let help = "an importer in the same country needs an agreement of another kind, or is not the one who receives the data";
        look.add(FindingCode::SameCountry, IMPORTER.country, message, help);
        return;
    }
    let destinations = look.list(Field::TransferDestinations);
    if !destinations.is_empty() && !destinations.iter().any(|code| code == to) {
        let message = format!("the importer is in {}, where the data is not said to go", named(to));
        let help = "name the importer's country among the destinations; access from there is a transfer as well";
        look.add(FindingCode::DestinationUnlikely, Field::TransferDestinations, message, help);
    }
}
