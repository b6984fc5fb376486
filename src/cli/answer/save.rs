//! What was typed goes into the file at once, and what the answer lacks is asked for.

use dmf::{
    framework::PracticeId,
    ops::Typed,
    report,
    worksheet::{Entry, dialogue::Command},
};

use super::{
    super::{
        Failure,
        write::{Claim, Output, Until},
    },
    talk::Talk,
    words::{self, Asked},
};

/// Whether an answer is in the file.
pub(super) enum Saved {
    Yes,
    No,
    /// Somebody else answered first.
    Meanwhile,
}

impl Talk<'_> {
    /// Puts an answer into the file, whole or not at all; `seen` is the one that was shown, and becomes the new one.
    pub(super) fn save(&mut self, practice: PracticeId, seen: &mut Entry, command: &Command) -> Result<Saved, Failure> {
        let claim = Claim::to_change(self.file)?;
        match self.sheet.typed(&mut self.context.session, practice, seen, command)? {
            Typed::Write(answered, entry) => {
                claim.put(answered.text.as_bytes(), Output::Replace, Until::OnDisk)?;
                *seen = *entry;
                self.show(&format!("saved: {}", answered.told), "  ")?;
                return Ok(Saved::Yes);
            }
            Typed::Nothing => {}
            Typed::Refused(message) => self.asker.show(&message, false)?,
            Typed::Meanwhile(message) => {
                self.show(&message, "  ")?;
                return Ok(Saved::Meanwhile);
            }
        }
        Ok(Saved::No)
    }

    /// What backs the level, and what is worth knowing about it. Where something else is wanted meanwhile, that is told.
    pub(super) fn follow_up(&mut self, practice: PracticeId, seen: &mut Entry) -> Result<Option<Command>, Failure> {
        let noted = seen.note.is_some();
        if let Some(example) = self.sheet.lacks_evidence(practice, seen) {
            if let Some(example) = example.map(|what| format!("Would show it: {what}")) {
                self.show(&example, "  ")?;
            }
            match self.words(practice, &Command::Evidence(None))? {
                Asked::Command(command) => {
                    self.save(practice, seen, &command)?;
                }
                Asked::Nothing => {}
                Asked::Go(command) => return Ok(Some(command)),
            }
        }
        if !noted {
            match self.words(practice, &Command::Note(None))? {
                Asked::Command(command) => {
                    self.save(practice, seen, &command)?;
                }
                Asked::Nothing => {}
                Asked::Go(command) => return Ok(Some(command)),
            }
        }
        Ok(None)
    }

    /// A command with the words that it lacked; more about the practice is told in between.
    pub(super) fn words(&mut self, practice: PracticeId, command: &Command) -> Result<Asked, Failure> {
        loop {
            match words::completed(command.clone(), self.sheet.framework(), &mut *self.asker)? {
                Asked::Go(Command::Explain) => self.explain(practice)?,
                asked => return Ok(asked),
            }
        }
    }

    /// Why the practice matters, what shows it, what can be typed.
    pub(super) fn explain(&mut self, practice: PracticeId) -> Result<(), Failure> {
        let more = self.sheet.more(practice, self.asker.room().width);
        self.asker.show(&more, false)
    }

    pub(super) fn show(&mut self, text: &str, hanging: &str) -> Result<(), Failure> {
        let width = self.asker.room().width;
        self.asker.show(&report::wrap(text, width, hanging), false)
    }
}
