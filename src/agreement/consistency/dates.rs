//! Days in their order.

use jiff::civil::Date;

use super::Look;
use crate::{
    gate::FindingCode,
    jurisdiction::lapses_on,
    safeguard::{Field, FieldValue},
};

pub(super) fn look(look: &mut Look<'_>) {
    let day = |field: Field| match look.deal.values.get(&field) {
        Some(FieldValue::Day(day)) => Some(*day),
        _ => None,
    };
    let [date, start, end, review] =
        [Field::Date, Field::TransferStart, Field::TransferEnd, Field::TransferReview].map(day);
    let months = look.words.review_months;
    // What runs already is looked at next, not first.
    let begins = date.max(start);
    let counted = begins.max(Some(look.laws.day()));
    let mut wrong = |field: Field, message: String, help: &str| {
        look.add(FindingCode::DatesOutOfOrder, field, message, help);
    };
    if let Some((date, start)) = after(date, start) {
        let message = format!("the transfer starts on {start}, before the agreement of {date}");
        wrong(Field::TransferStart, message, "what went before the agreement rests on nothing of it");
    }
    if let Some((date, end)) = after(date, end) {
        wrong(Field::TransferEnd, format!("the transfer ends on {end}, before the agreement of {date}"), "");
    }
    let Some(review) = review else { return };
    if let Some((review, end)) = after(Some(review), end) {
        let message = format!("the review on {review} comes after the end on {end}");
        wrong(Field::TransferReview, message, "name a day before the end");
    } else if let Some((begins, review)) = after(begins, Some(review)) {
        let message = format!("the review on {review} comes before there is anything to review, on {begins}");
        wrong(Field::TransferReview, message, "");
    } else if let Some(from) = begins.and(counted).filter(|from| review > lapses_on(*from, months)) {
        let message = format!("the review on {review} comes more than {months} months after {from}");
        wrong(Field::TransferReview, message, "the clause on variation asks for one at least every twelve months");
    }
}

/// The two days, where the first comes after the second.
fn after(first: Option<Date>, second: Option<Date>) -> Option<(Date, Date)> {
    first.zip(second).filter(|(first, second)| first > second)
}
