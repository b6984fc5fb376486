//! What a record stands for: whether somebody can open it, until when it counts, and which level it backs. Cannot fail.

use jiff::{ToSpan, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    hash::Sha256,
    looks::{Look, Looks},
    model::{Assessment, Proof},
    reference::Reference,
};
use crate::framework::{EvidenceRules, PracticeId};

crate::words::words! {
    /// What a record is as evidence, the weakest first.
    #[derive(Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum Standing {
        /// Nobody could open it.
        Nothing = "nothing",
        /// It is named, with its owner and a day.
        Cited = "cited",
        /// Somebody else than the answerer has opened it.
        Attested = "attested",
        /// Its file was found here, as it is recorded.
        LookedAt = "looked-at",
    }
}

crate::words::words! {
    /// Why a record stands for nothing.
    #[derive(Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum Why {
        Placeholder = "placeholder": "it stands where nothing is meant",
        NoReference = "no-reference": "it does not say where it can be opened",
        Undated = "undated": "it has no day",
        NoOwner = "no-owner": "it lies elsewhere, and nobody is named who keeps it",
        Absent = "absent": "there is no such file",
        Empty = "empty": "its file is empty",
        Blank = "blank": "its file holds no more than a word",
        Pointer = "pointer": "its file only says that its bytes are kept elsewhere, and git does not keep them",
        Worksheet = "worksheet": "it is a worksheet or the settings of this program, which show nothing",
        Output = "output": "this program wrote it, out of answers that evidence is to back",
        TooLarge = "too-large": "its file is larger than what is looked at",
        Folder = "folder": "it is a folder, and no file in it is named",
        Own = "own": "it is the worksheet itself, or belongs to git",
        Outside = "outside": "its path leads out of the repository or workspace",
        Link = "link": "it is a link, or a link leads to it",
        NoFile = "no-file": "it is a pipe or a device",
        Unreadable = "unreadable": "its file cannot be read",
        Changed = "changed": "its file is another than the one that is recorded",
        Unsealed = "unsealed": "it is sealed, and no hash is recorded",
    }
}

crate::words::words! {
    /// Whether a record counts on the day.
    #[derive(Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum Holds {
        Today = "today",
        /// Its last day is past.
        Ended = "ended",
        /// Its first day is still to come.
        Later = "later",
    }
}

impl Holds {
    /// Of a record that counts from `first` to `last`, both included; a day that is not known bounds nothing.
    pub(super) fn on(day: Date, first: Option<Date>, last: Option<Date>) -> Self {
        match (first, last) {
            (Some(first), _) if day < first => Self::Later,
            (_, Some(last)) if last < day => Self::Ended,
            _ => Self::Today,
        }
    }
}

/// What one record of an answer comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    pub standing: Standing,
    /// Why it stands for nothing; `None` where it stands for something.
    pub why: Option<Why>,
    pub holds: Holds,
    /// The level that it is enough for on a day on which it counts, whatever is answered.
    pub enough: u8,
    /// The level that it backs today: 0 where it does not count, and never above the answer.
    pub backs: u8,
    /// The first day on which it counts, where that is known.
    pub first: Option<Date>,
    /// The last day on which it counts.
    pub last: Option<Date>,
    /// The latest day on which somebody with a name looked at it, to confirm or to attest it.
    pub looked: Option<Date>,
    /// What its hash says of the file that was looked at.
    pub seal: Seal,
    /// Whether it names a file that nobody looked for.
    pub unlooked: bool,
    /// Whether its file is not in this checkout.
    pub away: bool,
    /// What else is known of its file: a name that differs in capital letters, or what kept it from being read.
    pub told: Option<String>,
    /// Whether it says to last longer than any record does, so that its last day is an earlier one.
    pub cut: bool,
    /// The hash of its file, where that was looked at.
    pub document: Option<Sha256>,
    /// The hash of what its file says: what two records name is one document where it is the same.
    pub like: Option<Sha256>,
}

/// What the hash of a record says of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// It is the very file; also where no file was looked at.
    Intact,
    /// No hash is recorded.
    Unsealed,
    /// Another file, within the days of grace.
    Changed,
}

/// All that records of one worksheet are weighed by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale<'a> {
    pub(super) rules: &'a EvidenceRules,
    pub(super) assessment: &'a Assessment,
    pub(super) looks: &'a Looks,
    pub(super) today: Date,
}

/// A standing with what is known of the file.
struct Stands {
    standing: Standing,
    why: Option<Why>,
    seal: Seal,
}

impl Stands {
    const fn as_(standing: Standing, seal: Seal) -> Self {
        Self { standing, why: None, seal }
    }

    const fn nothing(why: Why) -> Self {
        Self { standing: Standing::Nothing, why: Some(why), seal: Seal::Intact }
    }
}

impl Scale<'_> {
    /// Weighs a record of a practice that is answered with `level`; `at` is its number.
    pub(super) fn weigh(&self, practice: PracticeId, at: usize, proof: &Proof, level: u8) -> Weighed {
        let look = self.looks.of(practice, at);
        let stands = self.stands(proof, look);
        let had = match look {
            Some(Look::Found { had, .. }) => *had,
            _ => None,
        };
        let (first, last) = self.term(proof, stands.seal, had);
        let cut = self.ends(proof).is_some_and(|(_, cut)| cut);
        let holds = Holds::on(self.today, first, last);
        let most = match stands.standing {
            Standing::Nothing => 0,
            Standing::Cited => self.rules.cited,
            Standing::Attested => self.rules.attested,
            Standing::LookedAt => self.rules.looked_at,
        };
        let shows = proof.shows.unwrap_or(self.rules.unsaid);
        let enough = most.min(proof.most.map_or(shows, |most| shows.min(most)));
        let backs = if holds == Holds::Today { enough.min(level) } else { 0 };
        let away = matches!(look, Some(Look::Away | Look::Found { away: true, .. }));
        let unlooked = look.is_none() && matches!(proof.reference, Some(Reference::Path(_)));
        let told = match look {
            Some(Look::Absent { near }) => near.clone(),
            Some(Look::Unreadable(said)) => Some(said.clone()),
            Some(Look::TooLarge { most }) => Some(format!("{} MiB at the most", most >> 20)),
            _ => None,
        };
        let (document, like) = match look {
            Some(Look::Found { sha256, like, .. }) => (Some(*sha256), Some(*like)),
            _ => (None, None),
        };
        let looked = self.past(self.confirmed(proof)).max(self.seen(proof));
        let Stands { standing, why, seal } = stands;
        Weighed {
            standing,
            why,
            holds,
            enough,
            backs,
            first,
            last,
            looked,
            seal,
            unlooked,
            away,
            told,
            cut,
            document,
            like,
        }
    }

    fn stands(&self, proof: &Proof, look: Option<&Look>) -> Stands {
        let Some(reference) = &proof.reference else {
            let placeholder = self.rules.is_placeholder(&proof.what);
            return Stands::nothing(if placeholder { Why::Placeholder } else { Why::NoReference });
        };
        if self.rules.is_placeholder(&proof.what) || self.rules.is_placeholder(reference.as_str()) {
            return Stands::nothing(Why::Placeholder);
        }
        match (reference, look) {
            (Reference::Path(_), Some(Look::Found { sha256, had, .. })) => self.found(proof, *sha256, *had),
            (Reference::Cite(_), _) | (Reference::Path(_), Some(Look::Away)) => self.elsewhere(proof),
            (Reference::Path(named), None) => self.unlooked(proof, named),
            (Reference::Path(_), Some(look)) => Stands::nothing(match look {
                Look::Empty => Why::Empty,
                Look::Blank => Why::Blank,
                Look::Pointer => Why::Pointer,
                Look::Worksheet => Why::Worksheet,
                Look::Output => Why::Output,
                Look::TooLarge { .. } => Why::TooLarge,
                Look::Folder => Why::Folder,
                Look::Own => Why::Own,
                Look::Outside => Why::Outside,
                Look::Link => Why::Link,
                Look::NoFile => Why::NoFile,
                Look::Unreadable(_) => Why::Unreadable,
                Look::Absent { .. } | Look::Found { .. } | Look::Away => Why::Absent,
            }),
        }
    }

    /// A file that was found. `had` is the day since when git knows that it once was as recorded.
    fn found(&self, proof: &Proof, now: Sha256, had: Option<Date>) -> Stands {
        let sealed = self.sealed(proof);
        let dated =
            [proof.effective, self.past(proof.collected), self.past(self.confirmed(proof)), self.last_alone(proof)];
        if dated.iter().all(Option::is_none) {
            return Stands::nothing(Why::Undated);
        }
        match proof.sha256 {
            Some(then) if then == now => Stands::as_(Standing::LookedAt, Seal::Intact),
            Some(_) if !sealed && self.grace(proof, had).is_some_and(|last| self.today <= last) => {
                Stands::as_(Standing::LookedAt, Seal::Changed)
            }
            Some(_) => Stands::nothing(Why::Changed),
            None if sealed => Stands::nothing(Why::Unsealed),
            None => Stands::as_(Standing::LookedAt, Seal::Unsealed),
        }
    }

    /// A file that nobody looked for. It may not be there: so it is worth no more than its words would be as those of something
    /// that lies elsewhere, and nobody can have attested it.
    fn unlooked(&self, proof: &Proof, named: &str) -> Stands {
        if named.starts_with('/') {
            return Stands::nothing(Why::Outside);
        }
        if self.sealed(proof) && proof.sha256.is_none() {
            return Stands::nothing(Why::Unsealed);
        }
        self.cited(proof)
    }

    /// What lies elsewhere.
    fn elsewhere(&self, proof: &Proof) -> Stands {
        if self.attested(proof) { Stands::as_(Standing::Attested, Seal::Intact) } else { self.cited(proof) }
    }

    fn cited(&self, proof: &Proof) -> Stands {
        if proof.effective.or(self.past(proof.collected)).is_none() {
            return Stands::nothing(Why::Undated);
        }
        if self.owner(proof).is_none() {
            return Stands::nothing(Why::NoOwner);
        }
        Stands::as_(Standing::Cited, Seal::Intact)
    }

    /// Whether somebody else than the answerer has opened it. Where nobody knows who answered, nobody knows that it was
    /// somebody else.
    fn attested(&self, proof: &Proof) -> bool {
        let Some(seen) = proof.seen.as_ref().filter(|seen| seen.on <= self.today) else { return false };
        // What did not apply yet could not be seen to apply.
        let in_time = proof.effective.is_none_or(|from| from <= seen.on);
        let answerer = self.named(self.assessment.answered_by.as_ref());
        in_time
            && self.named(Some(&seen.by)).is_some()
            && answerer.is_some_and(|answerer| !self.rules.same_person(answerer, &seen.by))
    }

    /// The day on which somebody else than the answerer opened it.
    fn seen(&self, proof: &Proof) -> Option<Date> {
        proof.seen.as_ref().filter(|_| self.attested(proof)).map(|seen| seen.on)
    }

    /// The day on which somebody with a name looked at it again.
    fn confirmed(&self, proof: &Proof) -> Option<Date> {
        proof.confirmed.as_ref().filter(|seen| self.named(Some(&seen.by)).is_some()).map(|seen| seen.on)
    }

    /// Who keeps a record, where the words name anybody.
    fn owner<'b>(&self, proof: &'b Proof) -> Option<&'b str> {
        self.named(proof.owner.as_ref())
    }

    fn named<'b>(&self, name: Option<&'b String>) -> Option<&'b str> {
        name.map(String::as_str).filter(|name| !self.rules.is_placeholder(name))
    }

    fn sealed(&self, proof: &Proof) -> bool {
        proof.sealed || self.looks.sealed
    }

    /// A day on which somebody says to have looked. One that is still to come is none.
    fn past(&self, day: Option<Date>) -> Option<Date> {
        day.filter(|day| *day <= self.today)
    }

    /// The last day on which the file may be another than the hash says: counted from the day on which that was taken, and from
    /// no later one than that of the commit which gave the file that hash. A hash that no commit knows may never have been the
    /// file's.
    fn grace(&self, proof: &Proof, had: Option<Date>) -> Option<Date> {
        let (had, said) = (had?, self.past(self.confirmed(proof)).or(self.past(proof.collected)));
        let taken = said.map_or(had, |said| said.min(had));
        Some(taken.saturating_add(i64::from(self.rules.grace).days()))
    }

    /// The latest day on which it took effect, was gathered or was looked at.
    fn renewed(&self, proof: &Proof) -> Option<Date> {
        let looked_at = [proof.collected, self.confirmed(proof), self.seen(proof)]
            .into_iter()
            .filter_map(|day| self.past(day))
            .max();
        proof.effective.max(looked_at)
    }

    /// The day after which no record counts that began on `first`.
    fn most(&self, first: Date) -> Option<Date> {
        (self.rules.years > 0).then(|| first.saturating_add(i64::from(self.rules.years).years()))
    }

    /// The last day that it names, or the one that the method allows, and whether that is the earlier one.
    fn ends(&self, proof: &Proof) -> Option<(Date, bool)> {
        let said = proof.expires?;
        let most = self.renewed(proof).and_then(|first| self.most(first)).filter(|most| *most < said);
        Some((most.unwrap_or(said), most.is_some()))
    }

    /// The last day of a record that names no other; one further off than any record lasts says nothing.
    fn last_alone(&self, proof: &Proof) -> Option<Date> {
        let most = self.most(self.today);
        proof.expires.filter(|last| most.is_none_or(|most| *last <= most))
    }

    /// The first and the last day on which it counts.
    fn term(&self, proof: &Proof, seal: Seal, had: Option<Date>) -> (Option<Date>, Option<Date>) {
        let first = proof.effective.or(self.past(proof.collected)).or(self.seen(proof));
        let days = i64::from(self.rules.days).days();
        let last = self.ends(proof).map(|(last, _)| last).or_else(|| Some(self.renewed(proof)?.saturating_add(days)));
        let last = match (seal, self.grace(proof, had)) {
            (Seal::Changed, Some(grace)) => Some(last.map_or(grace, |last| last.min(grace))),
            _ => last,
        };
        (first, last)
    }
}

#[cfg(test)]
mod tests;
