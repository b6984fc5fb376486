//! Puts together what several people changed in copies of one worksheet, and says where they disagree.

use std::fmt;

use super::entry::{Entry, Record};

/// What somebody made of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Who says so, such as `it.xlsx, GOV!D5`.
    pub from: String,
    /// The answer that it began with.
    pub before: Entry,
    pub after: Entry,
}

/// Two who say different things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What they differ in.
    pub part: &'static str,
    pub first: (String, String),
    pub second: (String, String),
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { part, first, second } = self;
        write!(f, "{part}: {} says {}, but {} says {}", first.0, first.1, second.0, second.1)
    }
}

/// The answer that comes of `current`, as `owner` has it now, and of all versions.
///
/// # Errors
/// Where two of them changed the same part of it to different things.
pub fn merge(owner: &str, current: &Entry, versions: &[Version]) -> Result<Entry, Vec<Conflict>> {
    let mut conflicts = Vec::new();
    // The answer itself is one thing: a level, or why none applies.
    let answer = part("answer", owner, current, versions, &mut conflicts, |entry| {
        (entry.level.clone(), entry.not_applicable.clone())
    });
    let note = part("note", owner, current, versions, &mut conflicts, |entry| entry.note.clone());
    let evidence = evidence(owner, current, versions, &mut conflicts);
    if conflicts.is_empty() {
        // Whoever fills in a copy verifies nothing; and where nothing applies, nothing was.
        let verified = current.verified.clone().filter(|_| answer.0.is_some());
        Ok(Entry { level: answer.0, not_applicable: answer.1, evidence, note, verified })
    } else {
        Err(conflicts)
    }
}

fn part<T>(
    name: &'static str,
    owner: &str,
    current: &Entry,
    versions: &[Version],
    conflicts: &mut Vec<Conflict>,
    of: impl Fn(&Entry) -> T,
) -> T
where
    T: PartialEq + Clone + fmt::Debug + Said,
{
    let mut value = of(current);
    let mut from: Option<&str> = None;
    for version in versions {
        let (before, after) = (of(&version.before), of(&version.after));
        if before == after || value == after {
            continue;
        }
        // Nobody else has touched it since.
        if from.is_none() && value == before {
            value = after;
            from = Some(&version.from);
            continue;
        }
        let first = (from.unwrap_or(owner).to_owned(), value.said());
        conflicts.push(Conflict { part: name, first, second: (version.from.clone(), after.said()) });
    }
    value
}

/// Records that several people add are all kept.
fn evidence(owner: &str, current: &Entry, versions: &[Version], conflicts: &mut Vec<Conflict>) -> Vec<Record> {
    let mut additions = Vec::new();
    let mut changes = Vec::new();
    for version in versions {
        match version.after.evidence.strip_prefix(version.before.evidence.as_slice()) {
            Some(added) => additions.extend_from_slice(added),
            None => changes.push(version.clone()),
        }
    }
    let mut records = part("evidence", owner, current, &changes, conflicts, |entry| entry.evidence.clone());
    for record in additions {
        if !records.contains(&record) {
            records.push(record);
        }
    }
    records
}

/// How a part is told.
trait Said {
    fn said(&self) -> String;
}

impl Said for Option<String> {
    fn said(&self) -> String {
        self.as_ref().map_or("nothing".to_owned(), |words| format!("`{words}`"))
    }
}

impl Said for (Option<String>, Option<String>) {
    fn said(&self) -> String {
        match self {
            (Some(level), _) => format!("`{level}`"),
            (None, Some(reason)) => format!("not applicable (`{reason}`)"),
            (None, None) => "nothing".to_owned(),
        }
    }
}

impl Said for Vec<Record> {
    fn said(&self) -> String {
        let names: Vec<String> = self.iter().map(|record| format!("`{}`", record.what)).collect();
        if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
    }
}
