//! What the parties write into an agreement in words of their own.

use super::{
    deal::{Deal, steps},
    set::ClauseSet,
};
use crate::{
    safeguard::{Column, Field, FieldValue},
    source::Path,
};

/// A text of the parties' own, wherever in the deal it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnText {
    /// What it is, such as ``the own clause `insurance` ``.
    pub name: String,
    /// What it stands under in the agreement.
    pub heading: String,
    pub text: String,
    /// Where the deal says it.
    pub at: Path,
}

/// Fields that say in sentences what is done, and how.
const SENTENCES: [Field; 13] = [
    Field::TransferSensitiveSafeguards,
    Field::TransferPurposes,
    Field::TransferNature,
    Field::TransferSites,
    Field::TransferRetention,
    Field::TransferLegalBasis,
    Field::TransferOnward,
    Field::OptionsLiabilityCap,
    Field::SecurityOrganisational,
    Field::SecurityTechnical,
    Field::SecurityPhysical,
    Field::SubProcessors,
    Field::SupplementaryMeasures,
];

/// Columns of tables that do so.
const COLUMNS: [Column; 4] = [Column::Service, Column::Safeguards, Column::Basis, Column::Description];

/// Clauses of the parties' own, and what fields of the deal say in sentences.
#[must_use]
pub fn own_texts(set: &ClauseSet, deal: &Deal) -> Vec<OwnText> {
    let mut texts: Vec<OwnText> = Vec::new();
    for (at, own) in deal.own.iter().enumerate() {
        texts.push(OwnText {
            name: format!("the own clause `{}`", own.id),
            heading: own.title.clone(),
            text: own.text.clone(),
            at: Path::root().key("supplementary_clauses").index(at).key("text"),
        });
    }
    for field in SENTENCES {
        let heading = set.field(field).map_or_else(String::new, |field| field.label.clone());
        let name = format!("`{field}`");
        let mut add = |text: &str, at: Path| {
            texts.push(OwnText { name: name.clone(), heading: heading.clone(), text: text.to_owned(), at });
        };
        let at = steps(field.path());
        match deal.values.get(&field) {
            Some(FieldValue::Text(text)) => add(text, at),
            Some(FieldValue::List(items)) => {
                items.iter().enumerate().for_each(|(nth, item)| add(item, at.index(nth)));
            }
            Some(FieldValue::Rows(rows)) => {
                for (nth, row) in rows.iter().enumerate() {
                    for (column, text) in row.iter().filter(|(column, _)| COLUMNS.contains(column)) {
                        add(text, at.index(nth).key(column.id()));
                    }
                }
            }
            Some(FieldValue::Day(_) | FieldValue::Number(_) | FieldValue::YesNo(_)) | None => {}
        }
    }
    texts
}
