//! Data that weighs more: named as such, and protected.

use super::{EXPORTER, Look, words::SpecialWords};
use crate::{gate::FindingCode, jurisdiction::Jurisdiction, safeguard::Field, text::compare::spaced_words};

pub(super) fn look(look: &mut Look<'_>) {
    ordinary(look);
    protected(look);
}

/// Data of a kind that weighs more among the ordinary.
fn ordinary(look: &mut Look<'_>) {
    let law = look.law(&EXPORTER);
    let sensitive: Vec<String> = look.list(Field::TransferSensitive).iter().map(|item| spaced_words(item)).collect();
    for special in &look.words.special {
        let listed = law.is_some_and(|law| lists(law, &special.kind));
        if !special.always && !listed || sensitive.iter().any(|item| super::words::any(&special.words, item)) {
            continue;
        }
        for field in [Field::TransferData, Field::TransferSubjects] {
            // Of people only children are of a kind; patients and members are told by the data on them.
            if field == Field::TransferSubjects && special.kind != "children" {
                continue;
            }
            if let Some((at, item)) = first(look, field, special) {
                let message =
                    format!("`{item}` is {} data, and stands among ordinary data", special.kind.replace('-', " "));
                let help = match law.filter(|_| listed) {
                    Some(law) => {
                        format!("{} counts it among sensitive data; name it in `transfer.sensitive`", law.name)
                    }
                    None => "name it in `transfer.sensitive`, with its safeguards".to_owned(),
                };
                look.add_entry(FindingCode::SpecialDataOrdinary, field, at, message, &help);
                break;
            }
        }
    }
}

/// Whether a law counts data of that kind among sensitive data. A law that nobody is sure of does so as well.
fn lists(law: &Jurisdiction, kind: &str) -> bool {
    law.sensitive.what.categories.iter().any(|category| category == kind)
}

/// The first entry of a list that is of a kind.
fn first<'a>(look: &Look<'a>, field: Field, special: &SpecialWords) -> Option<(usize, &'a str)> {
    let items = look.list(field).iter().enumerate();
    items.map(|(at, item)| (at, item.as_str())).find(|(_, item)| super::words::any(&special.words, &spaced_words(item)))
}

/// Sensitive data has its clause, and something is done for it.
fn protected(look: &mut Look<'_>) {
    let sensitive = look.list(Field::TransferSensitive);
    let Some(first) = sensitive.iter().find(|item| !look.words.says_nothing(item)) else { return };
    let code = FindingCode::SensitiveUnprotected;
    if !look.on("sensitive-data") {
        let message = format!("`{first}` is transferred as sensitive data, and the clause on sensitive data is off");
        look.add(code, Field::TransferSensitive, message, "leave `blocks.sensitive-data` out, or set it to `true`");
    }
    let safeguards = look.list(Field::TransferSensitiveSafeguards);
    if !safeguards.is_empty() && safeguards.iter().all(|item| look.words.says_nothing(item)) {
        let message = "nothing is done for the sensitive data".to_owned();
        let help = "such as `encrypted field by field, with keys held by the Exporter`";
        look.add(code, Field::TransferSensitiveSafeguards, message, help);
    }
}
