//! Which of the worksheets that are gone a new one was before.

use std::{collections::HashMap, path::PathBuf};

use jiff::civil::Date;

use crate::{
    assessment::{RawAssessment, organisation_key},
    diag::Sink,
    framework, load,
    source::Sources,
};

/// Least part that two texts have in common, in percent, where one is the other at another place: as git has it.
const ALIKE: usize = 50;

/// A worksheet that is not where it was.
pub(super) struct Missing {
    /// Where it was.
    pub(super) path: PathBuf,
    pub(super) bytes: Vec<u8>,
    whose: Option<Whose>,
    /// The day from which on it may be gone.
    pub(super) closed: Option<Date>,
    /// Where it is now.
    pub(super) moved_to: Option<PathBuf>,
}

/// What tells organisations apart.
#[derive(Debug)]
struct Whose {
    id: Option<String>,
    framework: String,
    name: String,
    country: String,
}

impl Missing {
    /// `None` where the file is no worksheet.
    pub(super) fn of(path: PathBuf, bytes: Vec<u8>) -> Option<Self> {
        is_worksheet(&bytes).then(|| {
            let raw = whole(&bytes);
            let closed = raw.as_ref().and_then(|raw| raw.closed);
            Self { path, whose: raw.map(Whose::of), bytes, closed, moved_to: None }
        })
    }
}

impl Whose {
    fn of(raw: RawAssessment) -> Self {
        let framework = framework::pin(&raw.framework).0.to_owned();
        let id = raw.organisation.id.as_deref().map(organisation_key);
        Self { id, framework, name: organisation_key(&raw.organisation.name), country: raw.organisation.country }
    }

    /// Whether both are the same organisation: by their ids where both have one.
    fn is(&self, other: &Self) -> bool {
        match (&self.id, &other.id) {
            (Some(one), Some(other)) => one == other,
            _ => (&self.framework, &self.name, &self.country) == (&other.framework, &other.name, &other.country),
        }
    }
}

/// The one that a new worksheet was before: the same bytes, else the same organisation, else the text that has most in
/// common. One that was closed, or found already, is none.
pub(super) fn nearest(now: &[u8], missing: &[Missing], today: Date) -> Option<usize> {
    let open = |missing: &Missing| missing.moved_to.is_none() && missing.closed.is_none_or(|day| day > today);
    let left = || missing.iter().enumerate().filter(|(_, missing)| open(missing));
    if let Some((at, _)) = left().find(|(_, missing)| missing.bytes == now) {
        return Some(at);
    }
    if let Some(whose) = whole(now).map(Whose::of)
        && let Some((at, _)) = left().find(|(_, missing)| missing.whose.as_ref().is_some_and(|was| was.is(&whose)))
    {
        return Some(at);
    }
    let alike = left().map(|(at, missing)| (alike(&missing.bytes, now), std::cmp::Reverse(at)));
    alike.max().filter(|(percent, _)| *percent >= ALIKE).map(|(_, at)| at.0)
}

/// The one of those that are closed whose organisation a new worksheet goes on with.
pub(super) fn goes_on<'a>(now: &[u8], closed: &'a [Missing]) -> Option<&'a Missing> {
    let whose = Whose::of(whole(now)?);
    closed.iter().find(|closed| closed.whose.as_ref().is_some_and(|was| was.is(&whose)))
}

/// Bytes in lines that both texts have, in percent of the longer one.
fn alike(one: &[u8], other: &[u8]) -> usize {
    let mut lines: HashMap<&[u8], usize> = HashMap::new();
    for line in one.split_inclusive(|byte| *byte == b'\n') {
        *lines.entry(line).or_default() += 1;
    }
    let mut common = 0;
    for line in other.split_inclusive(|byte| *byte == b'\n') {
        if let Some(left) = lines.get_mut(line).filter(|left| **left > 0) {
            *left -= 1;
            common += line.len();
        }
    }
    common * 100 / one.len().max(other.len()).max(1)
}

/// A worksheet as it is written; `None` where it cannot be read.
pub(super) fn whole(bytes: &[u8]) -> Option<RawAssessment> {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let source = load::text(String::new(), bytes.to_vec(), &mut sources, &mut sink)?;
    load::decode_often(source, &sources, &mut sink)
}

/// Whether a worksheet says that its organisation is no longer assessed by that day.
pub(super) fn closed(bytes: &[u8], today: Date) -> bool {
    whole(bytes).and_then(|raw| raw.closed).is_some_and(|day| day <= today)
}

/// Whether a file that was found in a folder claims to be a worksheet: deals, registers and the like lie there as well.
pub(super) fn is_worksheet(bytes: &[u8]) -> bool {
    bytes.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"answers:") || line.starts_with(b"framework:"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 30);

    fn sheet(name: &str, answers: &str) -> Vec<u8> {
        format!(
            "framework: asean-dmf\norganisation: {{ name: {name}, country: SG }}\nanswers:\n{answers}  GOV-01: developing\n"
        )
        .into_bytes()
    }

    #[test]
    fn the_same_bytes_come_before_the_same_organisation_and_that_before_what_is_alike() {
        let missing = |list: &[&[u8]]| -> Vec<Missing> {
            list.iter().filter_map(|bytes| Missing::of(PathBuf::from("x.yaml"), bytes.to_vec())).collect()
        };
        let (acme, other) = (sheet("Acme", ""), sheet("Other", ""));
        let changed = sheet("Acme", "  GOV-02: developing\n  GOV-03: established\n  GOV-04: established\n");
        assert_eq!(nearest(&acme, &missing(&[&changed, &other, &acme]), TODAY), Some(2));
        assert_eq!(nearest(&acme, &missing(&[&other, &changed]), TODAY), Some(1));
        assert_eq!(nearest(&acme, &missing(&[&other]), TODAY), Some(0), "renamed and moved");
        let far = b"framework: asean-dmf\nanswers: {}\n".to_vec();
        assert_eq!(nearest(&acme, &missing(&[&far]), TODAY), None);
        let closed = [b"closed: 2026-11-30\n".to_vec(), acme.clone()].concat();
        assert_eq!(nearest(&acme, &missing(&[&closed]), TODAY), None);
        assert_eq!(nearest(&acme, &missing(&[&closed]), date(2026, 11, 29)), Some(0));
        assert!(missing(&[b"transfers: []\n"]).is_empty());
    }

    #[test]
    fn what_is_alike_is_counted_in_bytes_of_lines_whatever_their_order() {
        assert_eq!(alike(b"a\nb\n", b"b\na\n"), 100);
        assert_eq!(alike(b"a\na\n", b"a\nb\n"), 50);
        assert_eq!(alike(b"", b""), 0);
    }
}
