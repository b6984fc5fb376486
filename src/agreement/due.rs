//! The days of an agreement, as something to do.

use jiff::civil::Date;

use super::raw_deal::RawDeal;
use crate::due::{Dated, Task, When};

/// When an agreement is reviewed and when what it is for ends, as far as its deal says another day than the transfer that it
/// names: `of_transfer` has the days of that. `id` names the deal in its workspace, `file` is
/// where it stands.
#[must_use]
pub fn due(raw: &RawDeal, of_transfer: (Option<Date>, Option<Date>), holder: &str, id: &str, file: &str) -> Vec<Dated> {
    let days = [
        (
            "review",
            raw.transfer.review.filter(|day| of_transfer.0 != Some(*day)),
            "Review the agreement",
            "the day set for the next review",
        ),
        (
            "end",
            raw.transfer.end.filter(|day| of_transfer.1 != Some(*day)),
            "End the transfer under the agreement, or set another end",
            "the last day of the transfer",
        ),
    ];
    let title = raw.title.clone().or_else(|| raw.reference.clone()).unwrap_or_default();
    let dated = days.into_iter().filter_map(|(key, day, what, why)| {
        Some(Dated {
            of: "deals".to_owned(),
            id: id.to_owned(),
            title: title.clone(),
            owner: None,
            holder: holder.to_owned(),
            file: file.to_owned(),
            task: Task {
                kind: "agreement".to_owned(),
                key: format!("agreement.{key}"),
                when: When::On(day?),
                what: what.to_owned(),
                why: why.to_owned(),
            },
        })
    });
    dated.collect()
}
