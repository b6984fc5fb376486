//! The records of a worksheet → what is wrong with them, each at its place.

use std::collections::{BTreeMap, BTreeSet};

use super::judge::practice_subject;
use crate::{
    assessment::{
        model::{Answer, Assessment, Proof},
        reference::Reference,
        score::{PracticeScore, Scorecard},
        standing::{Holds, Seal, Standing, Weighed, Why},
    },
    framework::Framework,
    gate::{At, Finding, FindingCode, Subject},
    source::Path,
    words::Word,
};

/// What is wrong with the records of a worksheet. Nothing where the method does not weigh them.
#[must_use]
pub fn evidence_findings(framework: &Framework, assessment: &Assessment, scorecard: &Scorecard) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut documents: BTreeMap<String, Vec<(usize, Path)>> = BTreeMap::new();
    for score in &scorecard.practices {
        for (at, proof, weighed) in records(assessment, score) {
            let path = Path::root().key("answers").key(&framework[score.practice].id).key("evidence").index(at);
            if weighed.standing > Standing::Nothing
                && let Some(reference) = &proof.reference
            {
                documents.entry(document(reference)).or_default().push((score.practice.0, path.key("ref")));
            }
            findings.extend(record(&practice_subject(framework, score.practice), proof, weighed, &path));
        }
    }
    let least = framework.evidence.as_ref().map_or(usize::MAX, |rules| rules.shared);
    findings.extend(documents.into_iter().filter_map(|(document, named)| shared(&document, &named, least)));
    findings
}

fn records<'a>(
    assessment: &'a Assessment,
    score: &'a PracticeScore,
) -> impl Iterator<Item = (usize, &'a Proof, &'a Weighed)> {
    let proofs = match &assessment.answers[score.practice.0] {
        Answer::Level { evidence, .. } => evidence.as_slice(),
        Answer::Missing | Answer::NotApplicable { .. } => &[],
    };
    proofs.iter().zip(&score.records).enumerate().map(|(at, (proof, weighed))| (at, proof, weighed))
}

/// What is wrong with one record. One that is out of date is told with its practice.
fn record(subject: &Subject, proof: &Proof, weighed: &Weighed, path: &Path) -> Option<Finding> {
    let what = &proof.what;
    let named = proof.reference.as_ref().map_or("", Reference::as_str);
    let make = |code: FindingCode, at: At, words: String| {
        let message = format!("{}: {words}", subject.name);
        Finding::new(code, subject.clone(), &format!("{what} {named}"), message, at)
    };
    let reference = || At::Value(path.key("ref"));
    let Some(why) = weighed.why else {
        let until = || weighed.last.map_or_else(String::new, |last| format!(" until {last}"));
        return match weighed.seal {
            _ if weighed.holds != Holds::Today => None,
            Seal::Intact => None,
            Seal::Unsealed => Some(
                make(FindingCode::EvidenceUnsealed, reference(), format!("no hash is recorded of `{named}`"))
                    .help("`dmf answer FILE --confirm ID --by NAME` takes the hash, so that a later change is seen"),
            ),
            Seal::Changed => Some(
                make(
                    FindingCode::EvidenceChanged,
                    At::Value(path.key("sha256")),
                    format!("`{named}` is not what it was when its hash was taken; it counts{}", until()),
                )
                .help("look at it again, then `dmf answer FILE --confirm ID --by NAME`"),
            ),
        };
    };
    let nothing = format!("{}, so it stands for nothing", why.meaning());
    Some(match why {
        Why::Placeholder => {
            make(FindingCode::EvidencePlaceholder, At::Value(path.key("what")), format!("`{what}`: {nothing}"))
                .help("say what the record is and where it can be opened, or take it away")
        }
        Why::Undated => make(FindingCode::EvidenceUndated, At::Value(path.clone()), format!("`{what}`: {nothing}"))
            .help("add `effective`, the day from which on it holds, or `collected`, the day on which it was gathered"),
        Why::Absent => {
            let found = make(FindingCode::EvidenceNotFound, reference(), format!("there is no file `{named}`"));
            match &weighed.told {
                Some(near) => found.help(format!("names match letter by letter, and there is `{near}`")),
                None => {
                    found.help("cite it with `cite:` if it lies elsewhere: `ref: { cite: … }`, with `owner` and a day")
                }
            }
        }
        Why::Changed => make(
            FindingCode::EvidenceChanged,
            At::Value(path.key("sha256")),
            format!("`{named}` is not what it was when its hash was taken; it counts for nothing"),
        )
        .help("look at it again, then `dmf answer FILE --confirm ID --by NAME`"),
        Why::Unsealed => make(FindingCode::WeakEvidence, reference(), format!("`{named}`: {nothing}"))
            .help("`dmf answer FILE --confirm ID --by NAME` takes the hash"),
        Why::NoReference => make(FindingCode::WeakEvidence, At::Value(path.clone()), format!("`{what}`: {nothing}"))
            .help("add `ref`: a file beside the worksheet, or `{ cite: … }` for what lies elsewhere"),
        Why::NoOwner => make(FindingCode::WeakEvidence, reference(), format!("`{what}`: {nothing}"))
            .help("add `owner`, who keeps it; or keep a copy beside the worksheet"),
        Why::Empty | Why::Folder | Why::Own | Why::Outside | Why::Link | Why::NoFile | Why::Unreadable => {
            let told = weighed.told.as_ref().map_or_else(String::new, |told| format!(": {told}"));
            make(FindingCode::WeakEvidence, reference(), format!("`{named}`: {nothing}{told}"))
                .help("name a file inside the repository or workspace, or cite it: `ref: { cite: … }`, with `owner` and a day")
        }
    })
}

/// What two references have in common that name one document.
fn document(reference: &Reference) -> String {
    match reference {
        Reference::Path(named) => named.split('/').fold(Vec::new(), plainly).join("/"),
        Reference::Cite(words) => words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase(),
    }
}

fn plainly<'a>(mut parts: Vec<&'a str>, part: &'a str) -> Vec<&'a str> {
    match part {
        "" | "." => {}
        ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
        part => parts.push(part),
    }
    parts
}

/// That one document stands behind many practices.
fn shared(document: &str, named: &[(usize, Path)], least: usize) -> Option<Finding> {
    let practices: BTreeSet<usize> = named.iter().map(|(practice, _)| *practice).collect();
    if practices.len() < least {
        return None;
    }
    let (_, first) = named.first()?;
    let message = format!("`{document}` stands behind {} practices", practices.len());
    let found =
        Finding::new(FindingCode::EvidenceShared, Subject::overall(), document, message, At::Value(first.clone()));
    Some(found.help(
        "one document seldom shows that many things: name the part of it that shows each, or records of their own",
    ))
}
