//! What somebody else than the answerer found.

use super::{Answering, Session, Stop, written};
use crate::{
    ops::score::level,
    worksheet::{Entry, Verified},
};

impl Answering {
    /// The answer with what `by` found today: `LEVEL`, or `LEVEL|NOTE`. What would count for nothing is refused.
    pub(super) fn verified(
        &self,
        entry: Entry,
        id: &str,
        words: &str,
        by: Option<&str>,
        session: &Session,
    ) -> Result<Entry, Stop> {
        let by = by.map(str::trim).filter(|by| !by.is_empty());
        let by = by.ok_or_else(|| Stop::usage("`--verify` needs `--by NAME`: who verified it"))?;
        let (word, note) = words.split_once('|').map_or((words, None), |(word, note)| (word, Some(note.trim())));
        let note = note.filter(|note| !note.is_empty());
        for words in [by].into_iter().chain(note) {
            written::words(words).map_err(|message| Stop::usage(format!("`--verify {id}`: {message}")))?;
        }
        let level = level(word.trim(), &self.framework)?;
        if entry.level.is_none() {
            return Err(Stop::said(format!("{id} is not answered with a level, so there is nothing to verify")));
        }
        self.independent(by)?;
        let verified = Verified {
            level: self.framework.levels[usize::from(level)].id.clone(),
            by: by.to_owned(),
            on: session.today().to_string(),
            note: note.map(str::to_owned),
        };
        Ok(Entry { verified: Some(verified), ..entry })
    }

    /// Whether somebody else than the answerer verifies.
    fn independent(&self, by: &str) -> Result<(), Stop> {
        let (id, version) = (&self.framework.pack.id, &self.framework.pack.version);
        let Some(rules) = self.framework.evidence.as_ref().filter(|rules| rules.verified.is_some()) else {
            return Err(Stop::said(format!("`{id}` {version} does not count what was verified")));
        };
        let answerer = self.scored.assessment.answered_by.as_deref();
        match answerer.filter(|name| !rules.is_placeholder(name)) {
            _ if rules.is_placeholder(by) => Err(Stop::usage(format!("`--by {by}` names nobody"))),
            None => Err(Stop::said(
                "the worksheet does not say who answered it, so nobody knows that it was somebody else: add `answered_by`",
            )),
            Some(answerer) if rules.same_person(answerer, by) => {
                Err(Stop::said(format!("`{answerer}` answered the worksheet; somebody else has to verify it")))
            }
            Some(_) => Ok(()),
        }
    }
}
