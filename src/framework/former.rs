//! An id of an older version: what it is called now.

use super::model::{Fate, Framework, PracticeId};

/// What became of a practice of an older version that this one has none of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former<'a> {
    pub fate: &'a Fate,
    /// The practices that ask now what it asked; none where it was dropped.
    pub now: Vec<PracticeId>,
    /// In a sentence: `` `A-02` is `A-12` since version 2.0.0 ``.
    pub said: String,
}

impl Framework {
    /// What became of the practice of that id. `None` where this version has one, or no version had.
    #[must_use]
    pub fn former(&self, id: &str) -> Option<Former<'_>> {
        let fate = self.fate(id).filter(|_| self.practice(id).is_none())?;
        let version = &self.pack.version;
        let now = match fate {
            Fate::Renamed(now) => vec![*now],
            Fate::Split { parts, .. } => parts.clone(),
            Fate::Same | Fate::Dropped(_) => Vec::new(),
        };
        let said = match fate {
            Fate::Dropped(because) => format!("`{id}` is not asked since version {version}: {because}"),
            _ => format!("`{id}` is {} since version {version}", self.listed(&now)),
        };
        Some(Former { fate, now, said })
    }

    /// `` `A` and `B` ``.
    #[must_use]
    pub fn listed(&self, practices: &[PracticeId]) -> String {
        let words: Vec<String> = practices.iter().map(|practice| format!("`{}`", self[*practice].id)).collect();
        words.join(" and ")
    }
}
