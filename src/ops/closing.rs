//! What is found of a worksheet that says that it is closed, beside what it was.

use std::path::Path;

use super::{base::Text, moved::whole};
use crate::{
    assessment::{Assessment, RawAssessment, gate::closed_before},
    gate::{At, Finding, FindingCode, Subject},
    source::Path as Key,
};

/// What a change does that closes the worksheet `now`, which was `then`: nothing where it was closed by that day before.
pub(super) fn closing(now: &Assessment, then: &Text, file: &Path) -> Vec<Finding> {
    let (Some(day), Some(RawAssessment { closed, as_of, answers, .. })) = (now.closed, whole(&then.bytes)) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    if closed != Some(day) || !answers.is_empty() {
        let answers = answers.len();
        let message =
            format!("`{}` is closed by this change; in `{}` it has {answers} answers", file.display(), then.name);
        let at = At::Value(Key::root().key("closed"));
        findings.push(Finding::new(FindingCode::WorksheetClosed, Subject::file(), "closing", message, at));
    }
    if let Some(answered) = as_of.filter(|answered| day < *answered) {
        findings.push(closed_before(day, answered, &format!("in `{}` its answers are of", then.name)));
    }
    findings
}
