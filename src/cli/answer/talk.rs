//! A conversation about a worksheet: one practice after the other.

use std::path::Path;

use dmf::{
    framework::PracticeId,
    ops::{Answering, Typed},
    report,
    worksheet::{
        Entry,
        dialogue::{self, Command},
    },
};

use super::{
    super::{
        Failure,
        context::Context,
        write::{Claim, Output, Until},
    },
    ask::{self, Ask},
};

/// A conversation about a worksheet.
pub(super) struct Talk<'a> {
    pub(super) file: &'a Path,
    pub(super) sheet: &'a Answering,
    pub(super) asker: Box<dyn Ask>,
    pub(super) context: &'a mut Context,
}

/// What is told above a question on a terminal.
const KEYS: &str = "0-4 · Enter skips · x n/a · e evidence · n note · b back · j ID · ? · q stop";

impl Talk<'_> {
    /// Asks one practice after the other, until there is none left or nobody answers.
    pub(super) fn converse(&mut self, queue: &[PracticeId]) -> Result<(), Failure> {
        let mut at = self.sheet.first(&self.context.session, queue)?;
        'practices: while let Some(practice) = queue.get(at).copied() {
            let (page, mut seen) = self.sheet.page(&self.context.session, queue, at, self.asker.room())?;
            self.asker.show(&page, true)?;
            loop {
                let id = self.sheet.framework()[practice].id.clone();
                let Some(typed) = self.asker.ask(&format!("{id}:"), KEYS)? else { break 'practices };
                let command = match dialogue::command(&typed, self.sheet.framework()) {
                    Ok(command) => command,
                    Err(message) => {
                        self.show(&report::visible(&message), "")?;
                        continue;
                    }
                };
                match command {
                    Command::Stop => break 'practices,
                    Command::Next => at += 1,
                    Command::Back => at = at.saturating_sub(1),
                    Command::Jump(to) => {
                        if let Some(place) = queue.iter().position(|one| *one == to) {
                            at = place;
                        } else {
                            let id = &self.sheet.framework()[to].id;
                            self.asker.show(&format!("{id} is not asked here"), false)?;
                            continue;
                        }
                    }
                    Command::Explain => {
                        let more = self.sheet.more(practice, self.asker.room().width);
                        self.asker.show(&more, false)?;
                        continue;
                    }
                    command => {
                        let level = matches!(command, Command::Level(_) | Command::NotApplicable(_));
                        let follows_up = matches!(command, Command::Level(_));
                        let Some(command) = ask::completed(command, &mut *self.asker)? else { continue };
                        match self.save(practice, &mut seen, &command)? {
                            // The page is shown as it is now.
                            Saved::Meanwhile => continue 'practices,
                            Saved::Yes if level && self.asker.follows_up() => {}
                            _ => continue,
                        }
                        if follows_up {
                            self.follow_up(practice, &mut seen)?;
                        }
                        at += 1;
                    }
                }
                continue 'practices;
            }
        }
        Ok(())
    }

    /// Puts an answer into the file, whole or not at all; `seen` is the one that was shown, and becomes the new one.
    fn save(&mut self, practice: PracticeId, seen: &mut Entry, command: &Command) -> Result<Saved, Failure> {
        let claim = Claim::to_change(self.file)?;
        match self.sheet.typed(&mut self.context.session, practice, seen, command)? {
            Typed::Write(answered, entry) => {
                claim.put(answered.text.as_bytes(), Output::Replace, Until::OnDisk)?;
                *seen = entry;
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
    fn follow_up(&mut self, practice: PracticeId, seen: &mut Entry) -> Result<(), Failure> {
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

    fn show(&mut self, text: &str, hanging: &str) -> Result<(), Failure> {
        let width = self.asker.room().width;
        self.asker.show(&report::wrap(text, width, hanging), false)
    }
}

/// Whether an answer is in the file.
enum Saved {
    Yes,
    No,
    /// Somebody else answered first.
    Meanwhile,
}
