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
    ask,
    talk::Talk,
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

    /// What backs the level, and what is worth knowing about it.
    pub(super) fn follow_up(&mut self, practice: PracticeId, seen: &mut Entry) -> Result<(), Failure> {
        let noted = seen.note.is_some();
        if let Some(example) = self.sheet.lacks_evidence(practice, seen) {
            if let Some(example) = example.map(|what| format!("Would show it: {what}")) {
                self.show(&example, "  ")?;
            }
            if let Some(command) = ask::completed(Command::Evidence(None), &mut *self.asker)? {
                self.save(practice, seen, &command)?;
            }
        }
        if !noted && let Some(command) = ask::completed(Command::Note(None), &mut *self.asker)? {
            self.save(practice, seen, &command)?;
        }
        Ok(())
    }

    pub(super) fn show(&mut self, text: &str, hanging: &str) -> Result<(), Failure> {
        let width = self.asker.room().width;
        self.asker.show(&report::wrap(text, width, hanging), false)
    }
}
