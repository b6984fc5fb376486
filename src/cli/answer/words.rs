//! Words that a command lacked, asked for by the same keys as below a practice.

use dmf::{
    framework::Framework,
    report,
    worksheet::dialogue::{self, Command, Reply},
};

use super::{super::Failure, ask::Ask};

/// A question for the words that a command lacked, and how it ended.
pub(super) enum Asked {
    /// The command, whole.
    Command(Command),
    /// Nothing was said.
    Nothing,
    /// Something else is wanted: to go back, to stop, to be told more.
    Go(Command),
}

/// What is said of words that would do something below a practice.
const DOUBTFUL: &str = "is what one types below a practice, or a single letter; type it once more to keep it as words";

/// A command with the words that it lacked. Who leaves, leaves for good.
pub(super) fn completed(command: Command, framework: &Framework, asker: &mut dyn Ask) -> Result<Asked, Failure> {
    let (question, help) = match command {
        Command::NotApplicable(None) => {
            ("Why does it not apply here?", "Enter leaves it as it is · b back · ? · q stop")
        }
        Command::Evidence(None) => (
            "What shows it?",
            "what | where | valid from | until, as far as you know · Enter for nothing · - removes the last · b back · ? · q stop",
        ),
        Command::Note(None) => ("Note:", "Enter leaves it as it is · - removes it · b back · ? · q stop"),
        whole => return Ok(Asked::Command(whole)),
    };
    let mut doubted = None;
    loop {
        let Some(typed) = asker.ask(question, help)? else { return Ok(Asked::Go(Command::Stop)) };
        let words = match dialogue::reply(&typed, framework) {
            Reply::Nothing => return Ok(Asked::Nothing),
            Reply::Go(command) => return Ok(Asked::Go(command)),
            Reply::Remove => match command {
                Command::Evidence(_) => return Ok(Asked::Command(Command::Remove(None))),
                Command::Note(_) => return Ok(Asked::Command(Command::Note(Some(String::new())))),
                _ => return Ok(Asked::Nothing),
            },
            Reply::Doubtful(words) if doubted.as_ref() != Some(&words) => {
                asker.show(&report::visible(&format!("`{words}` {DOUBTFUL}")), false)?;
                doubted = Some(words);
                continue;
            }
            Reply::Doubtful(words) | Reply::Words(words) => words,
        };
        let whole = match command {
            Command::NotApplicable(_) => Ok(Command::NotApplicable(Some(words))),
            Command::Note(_) => Ok(Command::Note(Some(words))),
            _ => dialogue::evidence(&words),
        };
        match whole {
            Ok(command) => return Ok(Asked::Command(command)),
            Err(message) => asker.show(&report::visible(&message), false)?,
        }
    }
}
