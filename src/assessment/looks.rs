//! What was seen of the files that records name. Who looks is for others.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::hash::Sha256;
use crate::framework::PracticeId;

/// What was seen of the files that the records of a worksheet name; where nothing is said of a record, nobody looked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looks {
    /// By practice and number of the record.
    seen: BTreeMap<(PracticeId, usize), Look>,
    /// Records whose file this state of the files does not keep, so that it was looked at as it is now.
    unkept: BTreeSet<(PracticeId, usize)>,
    /// Whether anybody was to look.
    pub looked: bool,
    /// Whether all records are sealed.
    pub sealed: bool,
}

/// What was seen of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    Found {
        sha256: Sha256,
        /// The hash of what it says: copies that differ by ends of lines, blanks, signs or capital letters have the same.
        like: Sha256,
        /// Whether it is not in this checkout, and was known by what git holds of it.
        away: bool,
        /// Where its hash is not the recorded one: the day of the newest commit, of those that were asked, that gave it that.
        had: Option<Date>,
    },
    /// It belongs to the checkout, and neither it nor what git holds of it is here.
    Away,
    /// There is nothing of that name; perhaps one that differs in capital letters.
    Absent {
        near: Option<String>,
    },
    Empty,
    /// Nothing stands in it, or no more than a word.
    Blank,
    /// It says that its bytes are kept elsewhere, and git does not.
    Pointer,
    /// It is a worksheet or the settings of this program, in whichever folder.
    Worksheet,
    /// This program wrote it.
    Output,
    /// It has more bytes than are looked at.
    TooLarge {
        most: u64,
    },
    Folder,
    /// The worksheet itself, or what belongs to git.
    Own,
    /// It leads out of the repository or workspace.
    Outside,
    Link,
    /// A pipe or a device.
    NoFile,
    /// It is there, and this kept it from being read.
    Unreadable(String),
}

impl Looks {
    /// Nothing seen yet; `looked` says whether anybody is to look.
    #[must_use]
    pub fn by(looked: bool) -> Self {
        Self { looked, ..Self::default() }
    }

    /// Keeps what was seen of a record of a practice.
    pub fn put(&mut self, practice: PracticeId, record: usize, look: Look) {
        self.seen.insert((practice, record), look);
    }

    /// Says that what was seen of a record is no more than what is there now.
    pub fn put_unkept(&mut self, practice: PracticeId, record: usize) {
        self.unkept.insert((practice, record));
    }

    /// Whether what was seen of a record is no more than what is there now.
    #[must_use]
    pub fn is_unkept(&self, practice: PracticeId, record: usize) -> bool {
        self.unkept.contains(&(practice, record))
    }

    /// What was seen of a record; `None` where nobody looked.
    #[must_use]
    pub fn of(&self, practice: PracticeId, record: usize) -> Option<&Look> {
        self.seen.get(&(practice, record))
    }
}
