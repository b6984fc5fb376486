//! Which worksheets of a run are of one organisation.

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use crate::{
    gate::{At, Finding, FindingCode, Subject},
    source::Path,
    text::letters,
};

/// Files whose names are kept, so that a hundred thousand need little room.
const NAMED: usize = 10_000;

/// The organisations that came so far. Of each only a number is held.
#[derive(Debug, Default)]
pub struct Organisations {
    /// The numbers of worksheets that say that they are closed.
    closed: HashSet<u32>,
    ids: HashMap<u64, u32>,
    /// With whether the worksheet has an id.
    names: HashMap<u64, (u32, bool)>,
    files: Vec<Box<str>>,
    count: u32,
}

impl Organisations {
    /// Takes the organisation of a worksheet that answers `framework`. The finding stands at what two have in common, where
    /// one of that organisation came before; two that are both closed judge nobody twice.
    pub fn met(&mut self, whose: Whose<'_>, framework: &str, file: &str) -> Option<Finding> {
        let Whose { id: own_id, name, country, closed } = whose;
        let at = self.count;
        self.count += 1;
        if self.files.len() < NAMED {
            self.files.push(file.into());
        }
        if closed {
            self.closed.insert(at);
        }
        let id = own_id.map(organisation_key);
        let named = number(&(organisation_key(name), country, framework));
        let same_id = id.as_ref().and_then(|id| self.ids.get(&number(id)).copied());
        let same_name = self.names.get(&named).filter(|(_, has_id)| !(*has_id && id.is_some())).map(|(at, _)| *at);
        if let Some(id) = &id {
            self.ids.entry(number(id)).or_insert(at);
        }
        self.names.entry(named).or_insert((at, id.is_some()));
        let (key, first) = same_id.map(|at| ("id", at)).or(same_name.map(|at| ("name", at)))?;
        let first_closed = self.closed.contains(&first);
        if closed && first_closed {
            return None;
        }
        let first = usize::try_from(first).ok().and_then(|at| self.files.get(at));
        let first = first.map_or_else(|| "another file".to_owned(), |file| format!("`{file}`"));
        let whose = match (own_id, key) {
            (Some(id), "id") => format!("{name}, `{id}`"),
            _ => format!("{name}, {country}"),
        };
        let message = if first_closed {
            format!("{first} says that {whose} is closed, and this worksheet goes on with it")
        } else if closed {
            format!("the worksheet says that {whose} is closed, and {first} goes on with it")
        } else if first == format!("`{file}`") {
            format!("the worksheet of {whose} is judged twice in this run")
        } else {
            format!("{first} is judged in the same run and is of the same organisation: {whose}")
        };
        let at = At::Value(Path::root().key("organisation").key(key));
        let help = "take one of the two out; if they are two organisations, give each an `id` under `organisation`";
        Some(Finding::new(FindingCode::DuplicateOrganisation, Subject::file(), key, message, at).help(help))
    }
}

/// Of whom a worksheet is, as it says.
#[derive(Debug, Clone, Copy)]
pub struct Whose<'a> {
    /// The id of the organisation, where it has one.
    pub id: Option<&'a str>,
    pub name: &'a str,
    pub country: &'a str,
    /// Whether it says that the organisation is no longer assessed.
    pub closed: bool,
}

/// A name or an id by which organisations are told apart: its letters and digits, whatever stands between them, their accents and
/// what nobody sees. One without any is taken as it is written.
#[must_use]
pub fn organisation_key(name: &str) -> String {
    let key = letters(name);
    if key.is_empty() { name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase() } else { key }
}

fn number(words: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An open worksheet.
    fn own<'a>(id: Option<&'a str>, name: &'a str) -> Whose<'a> {
        Whose { id, name, country: "SG", closed: false }
    }

    fn met(list: &[(Option<&str>, &str, &str)]) -> Vec<bool> {
        let mut known = Organisations::default();
        let one = |(at, (id, name, framework)): (usize, &(Option<&str>, &str, &str))| {
            known.met(own(*id, name), framework, &format!("{at}.yaml")).is_some()
        };
        list.iter().enumerate().map(one).collect()
    }

    #[test]
    fn an_id_decides_where_both_have_one_and_else_the_name() {
        assert_eq!(
            met(&[(None, "A", "x"), (None, " a ", "x"), (None, "A", "y"), (None, "B", "x")]),
            [false, true, false, false]
        );
        assert_eq!(met(&[(Some("1"), "A", "x"), (Some("2"), "A", "x"), (Some("1"), "C", "y")]), [false, false, true]);
        // Whoever adds an id to a copy has not made another organisation of it.
        assert_eq!(met(&[(None, "A", "x"), (Some("2"), "A", "x")]), [false, true]);
        assert_eq!(met(&[(Some("2"), "A", "x"), (None, "A", "x")]), [false, true]);
        // Nor with a sign that says nothing, or that nobody sees.
        assert_eq!(met(&[(None, "Rig Pte. Ltd.", "x"), (None, "Rig Pte Ltd", "x")]), [false, true]);
        assert_eq!(
            met(&[(None, "Rig", "x"), (None, "R\u{200b}ig", "x"), (None, "R\u{456}g\u{3164}", "x")]),
            [false, true, true]
        );
        assert_eq!(met(&[(None, "***", "x"), (None, "###", "x")]), [false, false]);
    }

    #[test]
    fn who_is_closed_does_not_go_on_under_another_file() {
        let mut known = Organisations::default();
        let closed = Whose { closed: true, ..own(None, "A") };
        assert!(known.met(closed, "x", "old.yaml").is_none());
        assert!(known.met(closed, "x", "older.yaml").is_none(), "nobody is judged twice");
        let found = known.met(own(None, "A"), "x", "new.yaml").map(|finding| finding.message);
        assert_eq!(found.as_deref(), Some("`old.yaml` says that A, SG is closed, and this worksheet goes on with it"));
        let mut known = Organisations::default();
        assert!(known.met(own(None, "A"), "x", "new.yaml").is_none());
        let found = known.met(closed, "x", "old.yaml").map(|finding| finding.message);
        assert_eq!(found.as_deref(), Some("the worksheet says that A, SG is closed, and `new.yaml` goes on with it"));
    }
}
