//! Words that say nothing, words that hold for everything, and clauses where a name was expected.

use super::{
    Look,
    words::{any, is_one_of},
};
use crate::{
    gate::{At, FindingCode},
    safeguard::{Column, Field, FieldValue},
    text::compare::spaced_words,
};

/// Fields in which `none` is an answer, or that are looked at by themselves.
const MAY_SAY_NONE: [Field; 6] = [
    Field::LawExporter,
    Field::LawImporter,
    Field::TransferSensitive,
    Field::TransferSensitiveSafeguards,
    Field::OptionsSubProcessing,
    Field::OptionsOnwardTransfer,
];

/// Fields that hold a name, a title, a place or a law, and no sentence.
const NAMES: [Field; 14] = [
    Field::Title,
    Field::Reference,
    Field::MainAgreement,
    Field::ExporterName,
    Field::ExporterRegistration,
    Field::ExporterAddress,
    Field::ImporterName,
    Field::ImporterRegistration,
    Field::ImporterAddress,
    Field::LawExporter,
    Field::LawImporter,
    Field::OptionsGoverningLaw,
    Field::OptionsForumPlace,
    Field::OptionsArbitrationRules,
];

pub(super) fn look(look: &mut Look<'_>) {
    nothing(look);
    wide(look);
    promises(look);
    commands(look);
}

/// What is still to come, where a final agreement has to say it.
fn nothing(look: &mut Look<'_>) {
    let mut told = Vec::new();
    for (field, value) in &look.deal.values {
        if MAY_SAY_NONE.contains(field) {
            continue;
        }
        let path = super::steps(field.path());
        let mut hold = |text: &str, at: crate::source::Path| {
            if look.words.says_nothing(text) {
                told.push((*field, text.to_owned(), at));
            }
        };
        match value {
            FieldValue::Text(text) => hold(text, path),
            FieldValue::List(items) => {
                items.iter().enumerate().for_each(|(at, item)| hold(item, path.index(at)));
            }
            FieldValue::Rows(rows) => {
                for (at, row) in rows.iter().enumerate() {
                    for (column, text) in row.iter().filter(|(column, _)| *column != Column::Country) {
                        hold(text, path.index(at).key(column.id()));
                    }
                }
            }
            FieldValue::Day(_) | FieldValue::Number(_) | FieldValue::YesNo(_) => {}
        }
    }
    for (field, text, at) in told {
        let message = format!("`{text}` says nothing of `{field}`, and would stand in the agreement");
        let help = "say it, or leave the field out and render with `--draft`, which shows the gap";
        look.add_at(FindingCode::PlaceholderValue, field.path(), At::Value(at), message, help);
    }
}

/// Purposes, ways to process, data and people that limit nothing.
fn wide(look: &mut Look<'_>) {
    let code = FindingCode::ScopeTooWide;
    // In a longer sentence the same words may be limited by the others.
    let wide = |look: &Look<'_>, text: &str| {
        let words = spaced_words(text);
        any(&look.words.any_purpose, &words) && words.split_whitespace().count() <= 7
    };
    for (at, item) in look.list(Field::TransferPurposes).iter().enumerate() {
        if wide(look, item) {
            let message = format!("`{item}` limits nothing: everything that a company does has such a purpose");
            let help = "say what is done with the data, such as `hosting and backup of the customer database`";
            look.add_entry(code, Field::TransferPurposes, at, message, help);
        }
    }
    if let Some(text) = look.text(Field::TransferNature).filter(|text| wide(look, text)) {
        let message = format!("`{text}` does not say what is done with the data");
        look.add(code, Field::TransferNature, message, "such as `storage on servers of the Importer, and backups`");
    }
    for field in [Field::TransferData, Field::TransferSubjects] {
        for (at, item) in look.list(field).iter().enumerate() {
            if is_one_of(&look.words.anything, item) {
                let message = format!("`{item}` describes nothing");
                look.add_entry(
                    code,
                    field,
                    at,
                    message,
                    "name categories, such as `orders of the web shop` or `customers`",
                );
            }
        }
    }
}

/// Measures that are named, and name none.
fn promises(look: &mut Look<'_>) {
    let lists = [
        Field::SecurityOrganisational,
        Field::SecurityTechnical,
        Field::SecurityPhysical,
        Field::TransferSensitiveSafeguards,
    ];
    for field in lists {
        for (at, item) in look.list(field).iter().enumerate() {
            if is_one_of(&look.words.promises, item) {
                let message = format!("`{item}` names no measure that anybody could look for");
                let help = "say what is done, such as `encryption at rest with keys of the Exporter`";
                look.add_entry(FindingCode::PlaceholderValue, field, at, message, help);
            }
        }
    }
}

/// A clause that hides in a name: it would stand in the agreement where nobody looks for it.
fn commands(look: &mut Look<'_>) {
    for field in NAMES {
        let Some(text) = look.text(field) else { continue };
        if any(&look.words.commands, &spaced_words(text)) {
            let message = format!("`{text}` is more than a name: it commands");
            let help = "a clause of your own belongs in `supplementary_clauses`, where it is seen and reviewed";
            look.add(FindingCode::ClauseInName, field, message, help);
        }
    }
}
