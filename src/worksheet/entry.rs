//! Answers as they are written: words, not yet judged.

use crate::source::{Entry as Pair, Kind, Node, Scalar, Sources};

/// An answer as written; empty where nothing is answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The level by name or number.
    pub level: Option<String>,
    /// Why the practice does not apply.
    pub not_applicable: Option<String>,
    pub evidence: Vec<Record>,
    pub note: Option<String>,
    /// What somebody else than the answerer found.
    pub verified: Option<Verified>,
}

/// What somebody found, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// The level by name or number.
    pub level: String,
    pub by: String,
    pub on: String,
    pub note: Option<String>,
}

/// A record that backs an answer, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    pub what: String,
    pub reference: Option<String>,
    pub effective: Option<String>,
    pub expires: Option<String>,
    pub collected: Option<String>,
    pub shows: Option<String>,
    pub owner: Option<String>,
    pub sha256: Option<String>,
    /// Whether the reference is written as `{ cite: … }`.
    pub cited: bool,
    pub confirmed: Option<Seen>,
    pub seen: Option<Seen>,
    pub sealed: bool,
}

/// Who has seen something and on which day, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    pub by: String,
    pub on: String,
}

impl Entry {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Record {
    /// Its keys with words behind them, in the order in which they are written.
    #[must_use]
    pub fn fields(&self) -> [(&'static str, Option<&str>); 8] {
        [
            ("what", Some(&self.what)),
            ("ref", self.reference.as_deref()),
            ("effective", self.effective.as_deref()),
            ("expires", self.expires.as_deref()),
            ("collected", self.collected.as_deref()),
            ("shows", self.shows.as_deref()),
            ("owner", self.owner.as_deref()),
            ("sha256", self.sha256.as_deref()),
        ]
    }

    /// Whether it says more than its keys with words.
    #[must_use]
    pub fn says_more(&self) -> bool {
        self.cited || self.confirmed.is_some() || self.seen.is_some() || self.sealed
    }

    /// Takes over what another says beside its keys with words.
    #[must_use]
    pub fn with_more_of(self, other: &Self) -> Self {
        let cited = other.cited && self.reference == other.reference;
        Self { cited, confirmed: other.confirmed.clone(), seen: other.seen.clone(), sealed: other.sealed, ..self }
    }

    /// The place of a key's words; `what` has one of its own.
    pub fn field(&mut self, key: &str) -> Option<&mut Option<String>> {
        Some(match key {
            "ref" => &mut self.reference,
            "effective" => &mut self.effective,
            "expires" => &mut self.expires,
            "collected" => &mut self.collected,
            "shows" => &mut self.shows,
            "owner" => &mut self.owner,
            "sha256" => &mut self.sha256,
            _ => return None,
        })
    }
}

/// The answers of a worksheet by practice id, in file order. `None` when the text cannot be parsed or has no such form.
#[must_use]
pub fn entries(text: &str) -> Option<Vec<(String, Entry)>> {
    let mut sources = Sources::default();
    let source = sources.add("worksheet.yaml", text.to_owned());
    let tree = sources.get(source).tree().ok()?;
    match answers(tree) {
        None | Some(Node { kind: Kind::Scalar(Scalar::Null), .. }) => Some(Vec::new()),
        Some(Node { kind: Kind::Map(pairs), .. }) => {
            pairs.iter().map(|pair| Some((pair.key.text.clone(), entry(&pair.value)?))).collect()
        }
        Some(_) => None,
    }
}

/// What stands behind `answers`.
pub(super) fn answers(tree: &Node) -> Option<&Node> {
    pair(tree, "answers").map(|pair| &pair.value)
}

/// The pair of a key in a map.
pub(super) fn pair<'a>(node: &'a Node, key: &str) -> Option<&'a Pair> {
    let Kind::Map(pairs) = &node.kind else { return None };
    pairs.iter().find(|pair| pair.key.text == key)
}

/// One answer.
pub(super) fn entry(node: &Node) -> Option<Entry> {
    let Kind::Map(pairs) = &node.kind else {
        return Some(Entry { level: Some(words(node)?), ..Entry::default() });
    };
    let mut entry = Entry::default();
    for pair in pairs {
        match pair.key.text.as_str() {
            "level" => entry.level = optional(&pair.value)?,
            "not_applicable" => entry.not_applicable = Some(optional(&pair.value)?.unwrap_or_default()),
            "note" => entry.note = optional(&pair.value)?,
            "verified" => entry.verified = Some(verified(&pair.value)?),
            "evidence" => {
                let Kind::List(items) = &pair.value.kind else { return None };
                entry.evidence = items.iter().map(record).collect::<Option<_>>()?;
            }
            _ => return None,
        }
    }
    Some(entry)
}

fn record(node: &Node) -> Option<Record> {
    let Kind::Map(pairs) = &node.kind else { return None };
    let mut record = Record::default();
    for found in pairs {
        match (found.key.text.as_str(), &found.value.kind) {
            ("what", _) => record.what = words(&found.value)?,
            ("ref", Kind::Map(inside)) => {
                let [cite] = &inside[..] else { return None };
                record.reference = Some(words(&pair(&found.value, "cite").filter(|_| cite.key.text == "cite")?.value)?);
                record.cited = true;
            }
            ("confirmed", _) => record.confirmed = Some(seen(&found.value)?),
            ("seen", _) => record.seen = Some(seen(&found.value)?),
            ("sealed", _) => record.sealed = words(&found.value)? == "true",
            (key, _) => *record.field(key)? = optional(&found.value)?,
        }
    }
    Some(record)
}

fn verified(node: &Node) -> Option<Verified> {
    let Kind::Map(pairs) = &node.kind else { return None };
    let mut verified = Verified::default();
    for found in pairs {
        match found.key.text.as_str() {
            "level" => verified.level = words(&found.value)?,
            "by" => verified.by = words(&found.value)?,
            "on" => verified.on = words(&found.value)?,
            "note" => verified.note = optional(&found.value)?,
            _ => return None,
        }
    }
    Some(verified)
}

fn seen(node: &Node) -> Option<Seen> {
    let Kind::Map(pairs) = &node.kind else { return None };
    let said = |key: &str| words(&pair(node, key)?.value);
    (pairs.len() == 2).then_some(Seen { by: said("by")?, on: said("on")? })
}

/// Words, or nothing.
#[allow(clippy::option_option, reason = "nothing written is told apart from what has another form")]
fn optional(node: &Node) -> Option<Option<String>> {
    match &node.kind {
        Kind::Scalar(scalar) => Some(scalar.text()),
        _ => None,
    }
}

fn words(node: &Node) -> Option<String> {
    optional(node)?
}
