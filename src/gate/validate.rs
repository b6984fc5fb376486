//! Raw waivers → model; every complaint at its place.

use std::path::PathBuf;

use jiff::{ToSpan, civil::Date};

use super::{
    code::FindingCode,
    model::{Kind, Waiver},
    raw::RawWaiver,
    record_code::RecordCode,
};
use crate::{
    diag::{Code, Complaints, Diagnostic, Sink},
    source::{Path, SourceId, Sources},
    text::is_blank,
};

/// Days within which a waiver has to end, where nobody says.
pub const WAIVER_DAYS: u32 = 180;

/// All things of a kind that a run knows, so that a waiver of another one is a slip. What a run does not know of, it
/// does not judge, and says nothing on.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    pub kind: Kind,
    pub ids: Vec<&'a str>,
    /// What is said of an id that is not among them.
    pub complaint: Code,
}

/// The code of that name at `path`, of a room or of `records`; complains where there is none.
pub fn code(word: &str, records: &[RecordCode], path: &Path, complaints: &mut Complaints<'_>) -> Option<FindingCode> {
    let of_records = || records.iter().copied().find(|code| code.as_str() == word).map(FindingCode::Record);
    let found = FindingCode::of(word).or_else(of_records);
    if found.is_none() {
        let diagnostic = Diagnostic::new(Code::UnknownFinding, format!("no finding has the code `{word}`"));
        let known = FindingCode::ALL.iter().map(|code| code.as_str()).chain(records.iter().map(|code| code.as_str()));
        complaints.at(path, diagnostic.known(word, known));
    }
    found
}

/// The waivers of `[[waivers]]`, which end within `days` of `today`. `records` are the codes that kinds of record bring along.
pub fn waivers(
    raw: &[RawWaiver],
    days: Option<u32>,
    (known, records): (&[Known<'_>], &[RecordCode]),
    source: SourceId,
    sources: &Sources,
    today: Date,
    sink: &mut Sink,
) -> Vec<Waiver> {
    let latest = today.saturating_add(i64::from(days.unwrap_or(WAIVER_DAYS)).days());
    let complaints = &mut Complaints::new(source, sources, sink);
    raw.iter()
        .enumerate()
        .map(|(at, raw)| waiver(raw, &waiver_path(at), latest, (known, records), complaints))
        .collect()
}

fn waiver_path(at: usize) -> Path {
    Path::root().key("waivers").index(at)
}

fn waiver(
    raw: &RawWaiver,
    path: &Path,
    latest: Date,
    (known, records): (&[Known<'_>], &[RecordCode]),
    complaints: &mut Complaints<'_>,
) -> Waiver {
    for (key, text) in [("reason", &raw.reason), ("owner", &raw.owner)] {
        if is_blank(text) {
            complaints.at(&path.key(key), Diagnostic::new(Code::EmptyText, format!("the waiver has no {key}")));
        }
    }
    let named = [
        (Kind::Practice, "practice", &raw.practice),
        (Kind::Obligation, "obligation", &raw.obligation),
        (Kind::Transfer, "transfer", &raw.transfer),
        (Kind::Incident, "incident", &raw.incident),
        (Kind::Record, "record", &raw.record),
    ];
    let named: Vec<(Kind, &str, &String)> =
        named.into_iter().filter_map(|(kind, key, id)| Some((kind, key, id.as_ref()?))).collect();
    for (kind, key, id) in &named {
        if let Some(known) = known.iter().find(|known| known.kind == *kind && !known.ids.contains(&id.as_str())) {
            let message = format!("there is no {key} `{id}` to waive");
            let diagnostic = Diagnostic::new(known.complaint, message).meant(id, known.ids.iter().copied());
            complaints.at(&path.key(key), diagnostic);
        }
    }
    let at = path.key("code");
    let code = raw.code.as_ref().and_then(|word| code(word, records, &at, complaints));
    if let Some(code) = code.filter(|code| !code.waivable()) {
        complaints.at(&at, Diagnostic::new(Code::NotWaivable, format!("`{code}` cannot be waived")));
    }
    if named.is_empty() && raw.code.is_none() {
        let message = "the waiver names neither practice, transfer, obligation, incident, record nor code";
        let diagnostic = Diagnostic::new(Code::WaiverWithoutSubject, message);
        complaints.at(path, diagnostic.help("add what is excused, the code of the findings, or both"));
    }
    let key = named.first().map_or("code", |(_, key, _)| *key);
    Waiver {
        subjects: named.iter().map(|(kind, _, id)| (*kind, (*id).clone())).collect(),
        also: Vec::new(),
        code,
        file: raw.file.clone(),
        home: PathBuf::new(),
        inherited: false,
        file_place: raw.file.is_some().then(|| complaints.place(&path.key("file"))),
        reason: raw.reason.trim().to_owned(),
        owner: raw.owner.trim().to_owned(),
        empty: None,
        ticket: raw.ticket.clone(),
        until: raw.until,
        latest,
        place: complaints.place(&path.key(key)),
    }
}
