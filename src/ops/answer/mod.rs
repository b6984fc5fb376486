//! In: a worksheet, and answers, one at a time or many at once.
//! Out: the text of the worksheet with them, read again, and what to tell.
//! Never: a file that is written: the shell does it.

mod page;
mod verify;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Reading, Scored, Session, Stop, former, look::look_at, written};
use crate::{
    assessment::{EvidenceState, Look, Reference, State},
    framework::{Framework, PracticeId},
    worksheet::{
        self, Entry, Seen,
        dialogue::{self, Command},
    },
    world::MAX_BYTES,
};

pub use page::Room;

/// A worksheet that is being answered. Its file is read anew each time: somebody may have it open in an editor.
#[derive(Debug)]
pub struct Answering {
    file: PathBuf,
    framework: Arc<Framework>,
    scored: Scored,
}

/// Answers that are given at once, each with the practice that it is about.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// Levels by name or number.
    pub set: Vec<(String, String)>,
    /// Reasons why a practice does not apply.
    pub not_applicable: Vec<(String, String)>,
    /// Records, as `what | where | from | until`.
    pub evidence: Vec<(String, String)>,
    pub note: Vec<(String, String)>,
    /// Practices whose records were looked at again: their files are what they should be.
    pub confirm: Vec<String>,
    /// Levels that somebody else than the answerer found, each perhaps with what to say of it behind a `|`.
    pub verify: Vec<(String, String)>,
    /// Who looked, or verified.
    pub by: Option<String>,
}

impl Answers {
    /// Whether nothing is answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.confirm.is_empty()
            && self.verify.is_empty()
            && [&self.set, &self.not_applicable, &self.evidence, &self.note].iter().all(|list| list.is_empty())
    }
}

/// Which practices are asked; all of them where nothing is said.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// Building blocks and practices, by id.
    pub only: Vec<String>,
    /// What is not answered.
    pub unanswered: bool,
    /// What has evidence that ran out.
    pub stale: bool,
}

/// What is to be written into the worksheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The whole new text.
    pub text: String,
    /// What is answered now, in words.
    pub told: String,
}

/// What became of an answer that was typed.
#[derive(Debug)]
pub enum Typed {
    /// It is to be written, and then stands so.
    Write(Answered, Box<Entry>),
    /// There is nothing to write.
    Nothing,
    /// It cannot be so, and why.
    Refused(String),
    /// Somebody else answered since the question was shown.
    Meanwhile(String),
}

/// Opens a worksheet to be answered.
///
/// # Errors
/// When it cannot be read or is wrong.
pub fn answering(session: &mut Session, file: &Path) -> Result<Answering, Stop> {
    if file == Path::new("-") {
        return Err(Stop::usage("answers are written into the file, so it cannot be the standard input"));
    }
    session.open(file)?;
    let scored = session.score(file, &Reading::default())?;
    Ok(Answering { file: file.to_owned(), framework: Arc::clone(&scored.framework), scored })
}

impl Answering {
    /// The framework that is answered.
    #[must_use]
    pub fn framework(&self) -> &Framework {
        &self.framework
    }

    /// The worksheet with all the answers, or with none of them.
    ///
    /// # Errors
    /// When one of them cannot be, or the file could not be read again with them.
    pub fn at_once(&self, session: &mut Session, answers: &Answers) -> Result<Answered, Stop> {
        let before = self.text(session)?;
        let (mut text, mut told) = (before.clone(), String::new());
        for (practice, command) in self.commands(answers)? {
            let id = &self.framework[practice].id;
            let new = dialogue::changed(&self.entry_in(&text, practice)?, &command, &self.framework);
            let new = new.map_err(|message| Stop::usage(format!("{id}: {message}")))?.unwrap_or_default();
            let new = self.sealed(new, &command, session);
            text = self.with(&text, practice, &new)?;
            told.push_str(&format!("{id}  {}\n", self.state(&new)));
        }
        for id in &answers.confirm {
            let practice = former::written(id, &self.framework)?;
            let id = &self.framework[practice].id;
            let (new, count) = self.confirmed(self.entry_in(&text, practice)?, id, answers.by.as_deref(), session)?;
            text = self.with(&text, practice, &new)?;
            let files = if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
            told.push_str(&format!("{id}  {files} of evidence confirmed\n"));
        }
        for (id, words) in &answers.verify {
            let practice = former::written(id, &self.framework)?;
            let id = &self.framework[practice].id;
            let new = self.verified(self.entry_in(&text, practice)?, id, words, answers.by.as_deref(), session)?;
            text = self.with(&text, practice, &new)?;
            told.push_str(&format!("{id}  {}\n", self.state(&new)));
        }
        written::worksheet(&self.file, &text, Some(&before), session)?;
        Ok(Answered { text, told })
    }

    /// The worksheet after a command that was typed below a question; `seen` is the answer that was shown with it.
    ///
    /// # Errors
    /// When the file cannot be read any more, or could not be read again with the answer.
    pub fn typed(
        &self,
        session: &mut Session,
        practice: PracticeId,
        seen: &Entry,
        command: &Command,
    ) -> Result<Typed, Stop> {
        if let Err(message) = words_of(command) {
            return Ok(Typed::Refused(message));
        }
        let before = self.text(session)?;
        let now = self.entry_in(&before, practice)?;
        if now != *seen {
            let id = &self.framework[practice].id;
            let state = self.state(&now);
            return Ok(Typed::Meanwhile(format!(
                "{id} was changed meanwhile: {state}; nothing was written, answer again"
            )));
        }
        match dialogue::changed(&now, command, &self.framework) {
            Ok(Some(new)) => {
                let new = self.sealed(new, command, session);
                let text = self.with(&before, practice, &new)?;
                written::worksheet(&self.file, &text, Some(&before), session)?;
                Ok(Typed::Write(Answered { text, told: self.state(&new) }, Box::new(new)))
            }
            Ok(None) => Ok(Typed::Nothing),
            Err(message) => Ok(Typed::Refused(message)),
        }
    }

    /// The answer to a practice as it is now; empty where there is none.
    ///
    /// # Errors
    /// When the file cannot be read any more.
    pub fn entry(&self, session: &Session, practice: PracticeId) -> Result<Entry, Stop> {
        self.entry_in(&self.text(session)?, practice)
    }

    /// The practices to ask, in order.
    ///
    /// # Errors
    /// When something is named that is not there.
    pub fn queue(&self, session: &mut Session, ask: &Ask) -> Result<Vec<PracticeId>, Stop> {
        let framework = &self.framework;
        let mut wanted = vec![ask.only.is_empty(); framework.practices.len()];
        for word in &ask.only {
            if let Some(practices) = former::practices(word, framework, &mut session.notes)? {
                for practice in practices {
                    wanted[practice.0] = true;
                }
            } else if let Some(block) = framework.blocks.iter().find(|block| block.id.eq_ignore_ascii_case(word)) {
                wanted[block.practices.clone()].fill(true);
            } else {
                let blocks = framework.blocks.iter().map(|block| block.id.as_str());
                let known: Vec<&str> = blocks.chain(framework.practices.iter().map(|one| one.id.as_str())).collect();
                return Err(Stop::unknown("building block or practice", word, &known));
            }
        }
        let asked = self.scored.scorecard.practices.iter().filter(|one| wanted[one.practice.0]);
        let asked = asked.filter(|one| match (ask.unanswered, ask.stale) {
            (false, false) => true,
            (unanswered, stale) => {
                unanswered && one.state == State::NotAssessed || stale && one.evidence == EvidenceState::Expired
            }
        });
        Ok(asked.map(|one| one.practice).collect())
    }

    /// What was said, in an order in which it can be done.
    fn commands(&self, answers: &Answers) -> Result<Vec<(PracticeId, Command)>, Stop> {
        let framework = &self.framework;
        let mut commands = Vec::new();
        for (id, word) in &answers.set {
            let levels: Vec<&str> = framework.levels.iter().map(|level| level.id.as_str()).collect();
            let level = framework.level(word).ok_or_else(|| Stop::unknown("level", word, &levels))?;
            commands.push(("--set", id, Command::Level(level)));
        }
        for (id, reason) in &answers.not_applicable {
            if reason.is_empty() {
                return Err(Stop::usage(format!("`--not-applicable {id}=` lacks the reason")));
            }
            commands.push(("--not-applicable", id, Command::NotApplicable(Some(reason.clone()))));
        }
        for (id, words) in &answers.evidence {
            let command = dialogue::evidence(words);
            let command = command.map_err(|message| Stop::usage(format!("`--evidence {id}`: {message}")))?;
            commands.push(("--evidence", id, command));
        }
        for (id, words) in &answers.note {
            commands.push(("--note", id, Command::Note(Some(words.clone()))));
        }
        let checked = commands.into_iter().map(|(flag, id, command)| {
            words_of(&command).map_err(|message| Stop::usage(format!("`{flag} {id}`: {message}")))?;
            Ok((former::written(id, framework)?, command))
        });
        checked.collect()
    }

    /// The text as it is now.
    fn text(&self, session: &Session) -> Result<String, Stop> {
        String::from_utf8(session.world().read(&self.file, MAX_BYTES)?).map_err(|_| self.broken())
    }

    fn broken(&self) -> Stop {
        let file = self.file.display();
        Stop::said(format!("`{file}` was changed meanwhile and cannot be read any more; `dmf assess {file}` says why"))
    }

    fn entries(&self, text: &str) -> Result<Vec<(String, Entry)>, Stop> {
        worksheet::entries(text).ok_or_else(|| self.broken())
    }

    fn entry_in(&self, text: &str, practice: PracticeId) -> Result<Entry, Stop> {
        let id = &self.framework[practice].id;
        Ok(self.entries(text)?.into_iter().find(|(known, _)| known == id).map(|(_, entry)| entry).unwrap_or_default())
    }

    /// The text with another answer.
    fn with(&self, text: &str, practice: PracticeId, entry: &Entry) -> Result<String, Stop> {
        let order: Vec<&str> = self.framework.practices.iter().map(|practice| practice.id.as_str()).collect();
        Ok(worksheet::set(text, &order, &self.framework[practice].id, entry)?)
    }
}

impl Answering {
    /// The answer with the hash of a record that was just added, where its file is there.
    fn sealed(&self, mut new: Entry, command: &Command, session: &Session) -> Entry {
        if let (Command::Evidence(Some(_)), Some(record)) = (command, new.evidence.last_mut())
            && let Some(Reference::Path(named)) = record.reference.as_deref().map(Reference::of)
            && let Look::Found { sha256, away: false, .. } =
                look_at(&named, &self.file, &session.scope, self.framework())
        {
            record.sha256 = Some(sha256.to_string());
        }
        new
    }

    /// The answer with the hashes that its files have now, each with who took it today; how many.
    fn confirmed(
        &self,
        mut entry: Entry,
        id: &str,
        by: Option<&str>,
        session: &Session,
    ) -> Result<(Entry, usize), Stop> {
        let by = by.map(str::trim).filter(|by| !by.is_empty());
        let by = by.ok_or_else(|| Stop::usage("`--confirm` needs `--by NAME`: who has looked at the files"))?;
        written::words(by).map_err(|message| Stop::usage(format!("`--by`: {message}")))?;
        if self.framework().evidence.as_ref().is_some_and(|rules| rules.is_placeholder(by)) {
            return Err(Stop::usage(format!("`--by {by}` names nobody; `--by NAME` says who has looked at the files")));
        }
        let on = session.today().to_string();
        let mut count = 0;
        for record in entry.evidence.iter_mut().filter(|record| !record.cited) {
            let Some(Reference::Path(named)) = record.reference.as_deref().map(Reference::of) else { continue };
            let Look::Found { sha256, away: false, .. } = look_at(&named, &self.file, &session.scope, self.framework())
            else {
                return Err(Stop::said(format!(
                    "{id}: `{named}` is not here to be looked at, so nothing was confirmed; `dmf assess` says what is wrong \
                     with it"
                )));
            };
            record.sha256 = Some(sha256.to_string());
            record.confirmed = Some(Seen { by: by.to_owned(), on: on.clone() });
            count += 1;
        }
        if count == 0 {
            return Err(Stop::said(format!("{id}: none of its records names a file, so there is nothing to confirm")));
        }
        Ok((entry, count))
    }
}

/// Whether the words of a command belong into a file.
fn words_of(command: &Command) -> Result<(), String> {
    match command {
        Command::NotApplicable(Some(words)) | Command::Note(Some(words)) => written::words(words),
        Command::Evidence(Some(record)) => {
            record.fields().into_iter().filter_map(|(_, words)| words).try_for_each(written::words)
        }
        _ => Ok(()),
    }
}
