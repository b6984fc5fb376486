//! How the figures are made, and where facts come from.

use super::{
    super::figures::percent,
    ReportView,
    pen::{bullets, paragraph, part, table, text},
};
use crate::document::tree::{Block, Part};

/// The method in plain words, what it is not, and the packs with their dates.
pub(super) fn method(view: &ReportView) -> Part {
    let card = &view.assessment.scorecard;
    let scale: Vec<String> = card.scale.iter().enumerate().map(|(level, id)| format!("{level} {id}")).collect();
    let left_out = format!(
        "Not answered counts as 0 and is listed. Not applicable needs a reason and leaves the sum: {} of the weight does.",
        percent(card.overall.left_out)
    );
    let verified = card.overall.verified.map(|_| {
        "Verified counts a level only as far as somebody else than who answered found it, and at most what is claimed. A practice \
         that nobody verified counts as 0."
    });
    let mut body = vec![
        paragraph(&card.statement),
        bullets([
            text(format!("Levels: {}.", scale.join(", "))),
            text(
                "A practice scores its level, a building block the weighted mean of its practices, all of it the weighted mean of blocks.",
            ),
            text(
                "Claimed counts what is answered; evidenced counts a level only as far as evidence backs it on the day that is named.",
            ),
            text(left_out),
        ]
        .into_iter()
        .chain(verified.map(text))
        .collect()),
    ];
    let limits: Vec<_> = view
        .transfers
        .first()
        .map_or_else(Vec::new, |register| register.limits.iter().map(|limit| text(limit.clone())).collect());
    if !limits.is_empty() {
        body.push(paragraph("Transfers:"));
        body.push(bullets(limits));
    }
    let rows = view
        .packs
        .iter()
        .map(|pack| vec![text(pack.title.clone()), text(pack.version.clone()), text(pack.as_of.clone())])
        .collect();
    body.push(table(&[("What figures and facts come from", 60), ("Version", 18), ("As of", 22)], rows));
    body.push(Block::Note {
        title: None,
        body: vec![paragraph("Voluntary guidance made workable; not law, and not legal advice.")],
    });
    part("method", "Method and sources", body)
}
