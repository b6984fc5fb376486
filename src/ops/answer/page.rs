//! What is shown to who answers.

use super::{Answering, Session, Stop};
use crate::{
    framework::{CHOOSING, PracticeId},
    report,
    worksheet::{Entry, dialogue::HELP},
};

/// The room that there is to show something in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Letters in a line.
    pub width: usize,
    /// Whether there is room for empty lines.
    pub roomy: bool,
}

impl Answering {
    /// Where to begin: at the first practice of a queue that is not answered.
    ///
    /// # Errors
    /// When the file cannot be read any more.
    pub fn first(&self, session: &Session, queue: &[PracticeId]) -> Result<usize, Stop> {
        let entries = self.entries(&self.text(session)?)?;
        let open = |practice: &PracticeId| {
            let id = &self.framework[*practice].id;
            !entries.iter().any(|(known, entry)| known == id && !entry.is_empty())
        };
        Ok(queue.iter().position(open).unwrap_or(0))
    }

    /// The page of a practice of a queue, and the answer that it shows.
    ///
    /// # Errors
    /// When the file cannot be read any more.
    pub fn page(
        &self,
        session: &Session,
        queue: &[PracticeId],
        at: usize,
        room: Room,
    ) -> Result<(String, Entry), Stop> {
        let framework = &self.framework;
        let practice = &framework[queue[at]];
        let now = self.text(session)?;
        let entry = self.entry_in(&now, queue[at])?;
        let (done, all) = self.answered(&now)?;
        let Room { width, roomy } = room;
        let key = if practice.key { " (key)" } else { "" };
        let gap = if roomy { "\n" } else { "" };
        let filled = 10 * done / all.max(1);
        let bar = format!("{}{}", "█".repeat(filled), "░".repeat(10 - filled));
        let block = &framework.blocks[practice.block];
        let mut text = format!(
            "{}\n{bar} {done} of {all} answered · {} of {} here · {}\n{gap}{}\n{gap}",
            report::wrap(&format!("{}  {}{key}", practice.id, practice.title), width, "        "),
            at + 1,
            queue.len(),
            block.title,
            report::wrap(&practice.question, width, ""),
        );
        let now = entry.level.as_deref().and_then(|word| framework.level(word));
        let names = framework.levels.iter().map(|level| level.id.len()).max().unwrap_or(0);
        for (number, level) in framework.levels.iter().enumerate() {
            let mark = if now.map(usize::from) == Some(number) { '▸' } else { ' ' };
            let line = format!("{mark}{number} {:names$}  {}", level.id, practice.levels[number]);
            let begin = names + 5;
            // The name is padded, so the words behind it are wrapped by themselves.
            let words = report::wrap(&practice.levels[number], width.saturating_sub(begin).max(20), "");
            let mut rows = words.lines();
            let first = rows.next().unwrap_or_default();
            text.push_str(&format!("{}{first}\n", line.chars().take(begin).collect::<String>()));
            for row in rows {
                text.push_str(&format!("{}{row}\n", " ".repeat(begin)));
            }
        }
        if roomy {
            text.push_str(&format!("\n{}\n", report::wrap(CHOOSING, width, "")));
        }
        if !entry.is_empty() {
            text.push_str(&format!("{gap}{}\n", report::wrap(&format!("Now: {}", self.state(&entry)), width, "  ")));
        }
        Ok((text.trim_end().to_owned(), entry))
    }

    /// Why a practice matters, what shows it, and what can be typed.
    #[must_use]
    pub fn more(&self, practice: PracticeId, width: usize) -> String {
        let practice = &self.framework[practice];
        let mut lines = vec![report::wrap(CHOOSING, width, ""), report::wrap(&practice.why, width, "")];
        if let Some(when) = &practice.not_applicable {
            lines.push(report::wrap(&format!("It may be left out (x): {when}"), width, "  "));
        }
        for evidence in &practice.evidence {
            let level = &self.framework.levels[usize::from(evidence.shows)].id;
            lines.push(report::wrap(&format!("· {} (shows {level})", evidence.what), width, "  "));
        }
        lines.push(String::new());
        lines.extend(HELP.iter().map(|line| report::wrap(line, width, "    ")));
        lines.join("\n")
    }

    /// What would show the level of an answer that nothing shows yet; the outer nothing where there is nothing to ask.
    #[must_use]
    #[allow(clippy::option_option, reason = "to ask without an example is told apart from not to ask")]
    pub fn lacks_evidence(&self, practice: PracticeId, entry: &Entry) -> Option<Option<&str>> {
        let level = entry.level.as_deref().and_then(|word| self.framework.level(word)).unwrap_or(0);
        (level > 0 && entry.evidence.is_empty()).then(|| {
            let shown = self.framework[practice].evidence.iter().find(|evidence| evidence.shows >= level);
            shown.map(|evidence| evidence.what.as_str())
        })
    }

    /// What to tell when nobody answers any more.
    ///
    /// # Errors
    /// When the file cannot be read any more.
    pub fn ending(&self, session: &Session) -> Result<String, Stop> {
        let file = self.file.display();
        let (done, all) = self.answered(&self.text(session)?)?;
        let mut text = format!("\n{done} of {all} practices are answered; all is saved in {file}.\n\nNext:\n");
        if done < all {
            text.push_str(&format!("  dmf answer {file}    go on\n"));
        }
        text.push_str(&format!("  dmf assess {file}    see the scores\n  dmf plan {file}      see what to do next\n"));
        Ok(text)
    }

    /// An answer in a line.
    pub(super) fn state(&self, entry: &Entry) -> String {
        let framework = &self.framework;
        let mut words = match (&entry.level, &entry.not_applicable) {
            (Some(word), _) => framework
                .level(word)
                .map_or(word.clone(), |level| format!("{level} {}", framework.levels[usize::from(level)].id)),
            (None, Some(reason)) => format!("does not apply: {reason}"),
            (None, None) => "not answered".to_owned(),
        };
        for record in &entry.evidence {
            let until = record.expires.as_ref().map_or(String::new(), |day| format!(" (until {day})"));
            let shows = record.shows.as_ref().map_or(String::new(), |level| format!(" (shows {level})"));
            words.push_str(&format!(" · shown by {}{until}{shows}", record.what));
        }
        if let Some(note) = &entry.note {
            words.push_str(&format!(" · note: {note}"));
        }
        if let Some(verified) = &entry.verified {
            words.push_str(&format!(" · {} verified by {} on {}", verified.level, verified.by, verified.on));
        }
        report::visible(&words)
    }

    /// How many practices are answered, of how many that are asked.
    fn answered(&self, text: &str) -> Result<(usize, usize), Stop> {
        let entries = self.entries(text)?;
        let asked = &self.scored.scorecard.practices;
        let has = |practice: PracticeId| {
            entries.iter().any(|(id, entry)| *id == self.framework[practice].id && !entry.is_empty())
        };
        Ok((asked.iter().filter(|one| has(one.practice)).count(), asked.len()))
    }
}
