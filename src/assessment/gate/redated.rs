//! Records of then and of now → those that last longer although nobody made, or looked at, anything.

use crate::{
    assessment::{baseline::Rested, model::Proof, standing::Weighed},
    gate::{At, Finding, FindingCode, Subject, Weight},
    source::Path,
};

/// The records of an answer whose file is one that a record had before, and which end later than that did, while nobody with a
/// name looked at them since.
pub(super) fn redated(
    before: &[Rested],
    (now, weighed): (&[Proof], &[Weighed]),
    subject: &Subject,
    answer: &Path,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, (proof, weighed)) in now.iter().zip(weighed).enumerate() {
        let is = proof.sha256.or(weighed.document).map(|hash| hash.to_string());
        let Some(is) = is else { continue };
        let same = || before.iter().filter(|record| record.file_hash() == Some(is.as_str()));
        let looked = same().map(|record| record.looked).max().flatten();
        let Some(was) = same().max_by_key(|record| record.last) else { continue };
        if weighed.looked > looked || !same().all(|record| is_later(record, proof, weighed)) {
            continue;
        }
        let until = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| format!(" until {day}"));
        let message = format!(
            "{}: `{}` counts{}, it counted{}; its file is the same, and nobody with a name looked at it since",
            subject.name,
            proof.what,
            until(weighed.last),
            until(was.last.or(was.expires))
        );
        let at = At::Value(answer.key("evidence").index(at));
        let found = Finding::new(FindingCode::EvidenceRedated, subject.clone(), &proof.what, message, at);
        let found =
            found.help("look at it again, then `dmf answer FILE --confirm ID --by NAME`; or name what was made since");
        // Without a hash nobody said which file it was.
        let recorded = proof.sha256.is_some() || same().any(|record| record.sha256.is_some());
        findings.push(if recorded { found } else { Finding { weight: Weight::Warning, ..found } });
    }
    findings
}

/// Whether a record ends later than one of then did. A file that an older program wrote does not say when that was.
fn is_later(was: &Rested, proof: &Proof, weighed: &Weighed) -> bool {
    match (was.last, weighed.last) {
        (Some(was), Some(is)) => is > was,
        (None, _) if was.effective.is_none() && was.expires.is_none() => false,
        _ => proof.effective > was.effective || proof.expires > was.expires,
    }
}
