//! A conversation about a worksheet: one practice after the other.

use std::path::Path;

use dmf::{
    framework::PracticeId,
    ops::Answering,
    report,
    worksheet::dialogue::{self, Command},
};

use super::{
    super::{Failure, context::Context},
    ask::Ask,
    save::Saved,
    words::Asked,
};

/// A conversation about a worksheet.
pub(super) struct Talk<'a> {
    pub(super) file: &'a Path,
    pub(super) sheet: &'a Answering,
    pub(super) asker: Box<dyn Ask>,
    pub(super) context: &'a mut Context,
}

/// What is told above a question on a terminal.
const KEYS: &str = "0-4 · Enter skips · x n/a · e evidence · n note · - clear · b back · j ID · ? · q stop";

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
                        self.explain(practice)?;
                        continue;
                    }
                    command => {
                        let level = matches!(command, Command::Level(_) | Command::NotApplicable(_));
                        let follows_up = matches!(command, Command::Level(_));
                        let command = match self.words(practice, &command)? {
                            Asked::Command(command) => command,
                            Asked::Go(Command::Stop) => break 'practices,
                            // Back is the question of the practice, which is asked again.
                            Asked::Nothing | Asked::Go(_) => continue,
                        };
                        match self.save(practice, &mut seen, &command)? {
                            // The page is shown as it is now.
                            Saved::Meanwhile => continue 'practices,
                            Saved::Yes if level && self.asker.follows_up() => {}
                            _ => continue,
                        }
                        match if follows_up { self.follow_up(practice, &mut seen)? } else { None } {
                            Some(Command::Stop) => break 'practices,
                            Some(_) => continue 'practices,
                            None => {}
                        }
                        at += 1;
                    }
                }
                continue 'practices;
            }
        }
        Ok(())
    }
}
