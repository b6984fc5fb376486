//! What a workbook that asks one version of a framework says to a worksheet that answers another.

use crate::framework::{self, Change, Fate, Framework, PracticeId};

/// The version that a workbook asks, and the one that the worksheet answers: one framework.
#[derive(Clone, Copy)]
pub(super) struct Versions<'a> {
    pub(super) asked: &'a Framework,
    pub(super) now: &'a Framework,
}

impl Versions<'_> {
    /// Whether an answer to the one may be none to the other.
    pub(super) fn differ(self) -> bool {
        self.asked.pack.version != self.now.pack.version
    }

    /// What a practice of the workbook is called in the worksheet's version.
    ///
    /// # Errors
    /// Why nothing is: it was dropped, is asked only since, or is a part of what the worksheet asks as one.
    pub(super) fn ids(self, id: &str) -> Result<Vec<String>, String> {
        let (asked, now) = (self.asked, self.now);
        let name = |practice: &PracticeId| now[*practice].id.clone();
        if now.since(&asked.pack.version).is_none()
            && let Some(before) = framework::sources(asked, now)
            && let Some(practice) = asked.practice(id)
        {
            let version = &now.pack.version;
            let [old] = before[practice.0][..] else { return Err(format!("version {version} does not ask `{id}`")) };
            let parts = before.iter().filter(|sources| sources.contains(&old)).count();
            return match parts {
                1 => Ok(vec![name(&old)]),
                _ => Err(format!("`{id}` is a part of `{}`, which version {version} asks as one", now[old].id)),
            };
        }
        match self.change(id).map(|change| &change.fate).filter(|_| now.practice(id).is_none()) {
            Some(Fate::Renamed(new)) => Ok(vec![name(new)]),
            Some(Fate::Split { parts, .. }) => Ok(parts.iter().map(name).collect()),
            Some(Fate::Dropped(because)) => {
                Err(format!("`{id}` is not asked since version {}: {because}", now.pack.version))
            }
            Some(Fate::Same) | None => Ok(vec![id.to_owned()]),
        }
    }

    /// What to look at again before an answer of the workbook is one of the worksheet. `level`: what it says.
    pub(super) fn told(self, id: &str, level: Option<&str>) -> Option<String> {
        if !self.differ() {
            return None;
        }
        let (asked, now) = (self.asked, self.now);
        let (then, version) = (&asked.pack.version, &now.pack.version);
        let ids = self.ids(id).ok()?;
        let named = ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" and ");
        if let Some(Fate::Split { confirm, .. }) = self.change(id).map(|change| &change.fate) {
            return Some(format!("`{id}` of version {then} is {named} in {version}; confirm each: {confirm}"));
        }
        let old = &asked[asked.practice(id)?];
        let new = &now[now.practice(&ids[0])?];
        let renamed = old.id != new.id;
        if old.levels == new.levels {
            return renamed.then(|| format!("`{id}` of version {then} is {named} in {version}"));
        }
        let mut words = format!("`{id}` is answered by the sentences of version {then}");
        if renamed {
            words += &format!(" and is {named} in {version}");
        }
        words += "; look at it again";
        if let Some(Change { look_again: Some(again), .. }) = self.change(id) {
            words += &format!(": {again}");
        }
        // The level that was chosen, as it was asked and as it is.
        let level = level.and_then(|word| asked.level(word)).map(usize::from);
        if let Some((level, (was, is))) =
            level.and_then(|level| Some((level, (old.levels.get(level)?, new.levels.get(level)?))))
            && was != is
        {
            let level = &asked.levels[level].id;
            words += &format!(" (`{level}` was \"{was}\" and is \"{is}\")");
        }
        Some(words)
    }

    /// What became of a practice of the workbook in the worksheet's version.
    fn change(&self, id: &str) -> Option<&Change> {
        match self.now.since(&self.asked.pack.version) {
            Some(map) => map.practices.get(id),
            None => self.now.change(id),
        }
    }
}
