//! The measures that an assessment rests on, and the agreement → what the agreement lacks.

use crate::{
    gate::{At, Finding, FindingCode, Kind, Subject},
    safeguard::{Agreed, Measure},
    transfer::model::{Agreement, Transfer},
};

/// What the agreement of a transfer lacks of the measures asked for; `None` where the agreement is not there.
#[must_use]
pub fn not_agreed(transfer: &Transfer, asked: &[Measure], agreed: Option<&Agreed>) -> Vec<Finding> {
    let subject = || Subject::of(Kind::Transfer, &transfer.id, &transfer.title);
    let Some(agreed) = agreed else {
        let Some(Agreement::Deal(named)) = &transfer.agreement else { return Vec::new() };
        let message =
            format!("{}: there is no file `{named}`; whether it has the measures asked for is not known", transfer.id);
        let at = At::Value(transfer.path().key("agreement"));
        return vec![Finding::new(FindingCode::AgreementNotFound, subject(), "", message, at)];
    };
    let missing = agreed.lacks(asked).map(|measure| {
        let message = format!(
            "{}: the agreement lacks the measure `{}`, which the assessment asks for",
            transfer.id, measure.title
        );
        let at = At::Place(agreed.place.clone());
        Finding::new(FindingCode::MeasureNotAgreed, subject(), &measure.id, message, at)
            .related(measure.place.clone(), "it is asked for")
    });
    missing.collect()
}
