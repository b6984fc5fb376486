//! Which worksheets of a run are of one organisation.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use crate::{
    gate::{At, Finding, FindingCode, Subject},
    source::Path,
};

/// Files whose names are kept, so that a hundred thousand need little room.
const NAMED: usize = 10_000;

/// The organisations that came so far. Of each only a number is held.
#[derive(Debug, Default)]
pub struct Organisations {
    ids: HashMap<u64, u32>,
    /// With whether the worksheet has an id.
    names: HashMap<u64, (u32, bool)>,
    files: Vec<Box<str>>,
    count: u32,
}

impl Organisations {
    /// Takes the organisation of a worksheet that answers `framework`. The finding stands at what two have in common, where
    /// one of that organisation came before.
    pub fn met(
        &mut self,
        (own_id, name, country): (Option<&str>, &str, &str),
        framework: &str,
        file: &str,
    ) -> Option<Finding> {
        let at = self.count;
        self.count += 1;
        if self.files.len() < NAMED {
            self.files.push(file.into());
        }
        let plain = |word: &str| word.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let id = own_id.map(plain);
        let named = number(&(plain(name), country, framework));
        let same_id = id.as_ref().and_then(|id| self.ids.get(&number(id)).copied());
        let same_name = self.names.get(&named).filter(|(_, has_id)| !(*has_id && id.is_some())).map(|(at, _)| *at);
        if let Some(id) = &id {
            self.ids.entry(number(id)).or_insert(at);
        }
        self.names.entry(named).or_insert((at, id.is_some()));
        let (key, first) = same_id.map(|at| ("id", at)).or(same_name.map(|at| ("name", at)))?;
        let first = usize::try_from(first).ok().and_then(|at| self.files.get(at));
        let first = first.map_or_else(|| "another file".to_owned(), |file| format!("`{file}`"));
        let whose = match (own_id, key) {
            (Some(id), "id") => format!("{name}, `{id}`"),
            _ => format!("{name}, {country}"),
        };
        let message = if first == format!("`{file}`") {
            format!("the worksheet of {whose} is judged twice in this run")
        } else {
            format!("{first} is judged in the same run and is of the same organisation: {whose}")
        };
        let at = At::Value(Path::root().key("organisation").key(key));
        let help = "take one of the two out; if they are two organisations, give each an `id` under `organisation`";
        Some(Finding::new(FindingCode::DuplicateOrganisation, Subject::file(), key, message, at).help(help))
    }
}

fn number(words: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(list: &[(Option<&str>, &str, &str)]) -> Vec<bool> {
        let mut known = Organisations::default();
        let one = |(at, (id, name, framework)): (usize, &(Option<&str>, &str, &str))| {
            known.met((*id, name, "SG"), framework, &format!("{at}.yaml")).is_some()
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
    }
}
