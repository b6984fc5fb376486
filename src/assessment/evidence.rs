//! Which evidence has run out, and which soon will.

use jiff::civil::Date;
use serde::Serialize;

use super::model::{Answer, Assessment};
use crate::framework::Framework;

/// Evidence with an end that is past or near.
#[derive(Debug, Clone, Serialize)]
pub struct ProofView {
    pub practice: String,
    pub title: String,
    pub what: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The last day on which it counts.
    pub expires: String,
    /// Days until then; negative when it is past.
    pub days: i32,
}

/// Evidence whose last day is before `today`, or at most `within` days after it; what ends first stands first.
#[must_use]
pub fn running_out(framework: &Framework, assessment: &Assessment, today: Date, within: i32) -> Vec<ProofView> {
    let mut found = Vec::new();
    for (practice, answer) in framework.practices.iter().zip(&assessment.answers) {
        let Answer::Level { evidence, .. } = answer else { continue };
        for proof in evidence {
            let Some(expires) = proof.expires else { continue };
            let days = today.until(expires).map_or(i32::MAX, |span| span.get_days());
            if days <= within {
                found.push((
                    expires,
                    ProofView {
                        practice: practice.id.clone(),
                        title: practice.title.clone(),
                        what: proof.what.clone(),
                        reference: proof.reference.as_ref().map(|reference| reference.as_str().to_owned()),
                        expires: expires.to_string(),
                        days,
                    },
                ));
            }
        }
    }
    found.sort_by_key(|(expires, _)| *expires);
    found.into_iter().map(|(_, view)| view).collect()
}
