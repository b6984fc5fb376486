//! The records of a worksheet → what is wrong with them, each at its place.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::judge::practice_subject;
use crate::{
    assessment::{
        hash::Sha256,
        model::{Answer, Assessment, Proof, Seen},
        reference::Reference,
        score::{PracticeScore, Scorecard},
        standing::{Holds, Seal, Standing, Weighed, Why},
    },
    framework::Framework,
    gate::{At, Finding, FindingCode, Subject},
    source::Path,
    text,
    words::Word,
};

/// What is wrong with the records of a worksheet. Nothing where the method does not weigh them.
#[must_use]
pub fn evidence_findings(framework: &Framework, assessment: &Assessment, scorecard: &Scorecard) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut documents: BTreeMap<Document, Named> = BTreeMap::new();
    for score in &scorecard.practices {
        for (at, proof, weighed) in records(assessment, score) {
            let path = Path::root().key("answers").key(&framework[score.practice].id).key("evidence").index(at);
            if weighed.standing > Standing::Nothing
                && let Some(reference) = &proof.reference
            {
                let named = documents.entry(document(reference, weighed)).or_default();
                named.names.insert(name(reference));
                named.places.push((score.practice.0, path.key("ref")));
            }
            let subject = practice_subject(framework, score.practice);
            findings.extend(record(&subject, proof, weighed, &path));
            findings.extend(days(&subject, proof, weighed, &path, scorecard.today));
        }
    }
    let least = framework.evidence.as_ref().map_or(usize::MAX, |rules| rules.shared);
    findings.extend(documents.into_values().filter_map(|named| shared(&named, least)));
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
        .help("look at it again, then `dmf answer FILE --confirm ID --by NAME`; another day beside the old hash renews nothing"),
        Why::Unsealed => make(FindingCode::WeakEvidence, reference(), format!("`{named}`: {nothing}"))
            .help("`dmf answer FILE --confirm ID --by NAME` takes the hash"),
        Why::NoReference => make(FindingCode::WeakEvidence, At::Value(path.clone()), format!("`{what}`: {nothing}"))
            .help("add `ref`: a file beside the worksheet, or `{ cite: … }` for what lies elsewhere"),
        Why::NoOwner => make(FindingCode::WeakEvidence, reference(), format!("`{what}`: {nothing}"))
            .help("add `owner`, who keeps it; or keep a copy beside the worksheet"),
        Why::Empty
        | Why::Blank
        | Why::Pointer
        | Why::Worksheet
        | Why::Output
        | Why::TooLarge
        | Why::Folder
        | Why::Own
        | Why::Outside
        | Why::Link
        | Why::NoFile
        | Why::Unreadable => {
            let told = weighed.told.as_ref().map_or_else(String::new, |told| format!(": {told}"));
            make(FindingCode::WeakEvidence, reference(), format!("`{named}`: {nothing}{told}")).help(match why {
                Why::Blank => "name the document that says what was done, when and by whom",
                Why::Worksheet | Why::Output => "name the document that people work by; what is made of answers backs none",
                Why::Pointer => {
                    "`git lfs track` its path and commit `.gitattributes`, or put the document itself in its place"
                }
                Why::TooLarge => "keep a smaller copy, or cite it: `ref: { cite: … }`, with `owner` and a day",
                _ => {
                    "name a file inside the repository or workspace, or cite it: `ref: { cite: … }`, with `owner` and a day"
                }
            })
        }
    })
}

/// Days that are not believed.
fn days(subject: &Subject, proof: &Proof, weighed: &Weighed, path: &Path, today: Date) -> Vec<Finding> {
    let make = |key: &str, at: Path, words: String| {
        let message = format!("{}: `{}`: {words}", subject.name, proof.what);
        Finding::new(
            FindingCode::EvidenceMisdated,
            subject.clone(),
            &format!("{} {key}", proof.what),
            message,
            At::Value(at),
        )
    };
    let seen = |seen: &Option<Seen>| seen.as_ref().map(|seen| seen.on);
    let looks = [
        ("collected", proof.collected, path.key("collected")),
        ("confirmed", seen(&proof.confirmed), path.key("confirmed").key("on")),
        ("seen", seen(&proof.seen), path.key("seen").key("on")),
    ];
    let future = looks.into_iter().filter_map(|(key, day, at)| {
        let day = day.filter(|day| *day > today)?;
        let found = make(key, at, format!("`{key}` on {day} is still to come, so it counts for nothing"));
        Some(found.help("name the day on which somebody looked; what only begins to hold later has `effective`"))
    });
    let cut = proof.expires.filter(|_| weighed.cut).zip(weighed.last).map(|(said, last)| {
        let words = format!("`expires` on {said} is later than any record lasts; it counts until {last} at the most");
        make("expires", path.key("expires"), words)
            .help("look at it again by then: `dmf answer FILE --confirm ID --by NAME` says who did, and when")
    });
    future.chain(cut).collect()
}

/// What two references have in common that name one document: the bytes of the file that was looked at, or else the name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Document {
    File(Sha256),
    Name(String),
}

/// Where a document is named.
#[derive(Default)]
struct Named {
    names: BTreeSet<String>,
    /// With the practice.
    places: Vec<(usize, Path)>,
}

fn document(reference: &Reference, weighed: &Weighed) -> Document {
    match weighed.like {
        Some(sha256) => Document::File(sha256),
        None => Document::Name(text::look(&name(reference))),
    }
}

/// A reference without the ways round of its path, or the blanks and capital letters of its words.
fn name(reference: &Reference) -> String {
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

/// Names of one document that a finding lists.
const LISTED: usize = 3;

/// That one document stands behind many practices.
fn shared(named: &Named, least: usize) -> Option<Finding> {
    let practices: BTreeSet<usize> = named.places.iter().map(|(practice, _)| *practice).collect();
    if practices.len() < least {
        return None;
    }
    let (_, first) = named.places.first()?;
    let mut quoted = named.names.iter().map(|name| format!("`{name}`"));
    let document = quoted.next()?;
    let others: Vec<String> = quoted.collect();
    let also = match others.len().checked_sub(LISTED) {
        _ if others.is_empty() => String::new(),
        None | Some(0) => format!(", also named {},", others.join(", ")),
        Some(more) => format!(", also named {} and {more} more,", others[..LISTED].join(", ")),
    };
    let message = format!("{document}{also} stands behind {} practices", practices.len());
    let found = Finding::new(
        FindingCode::EvidenceShared,
        Subject::overall(),
        document.trim_matches('`'),
        message,
        At::Value(first.clone()),
    );
    Some(found.help(
        "one document seldom shows that many things: name the part of it that shows each, or records of their own",
    ))
}
