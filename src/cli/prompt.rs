//! Questions on a terminal.

use std::io::{IsTerminal, Write as _};

use dmf::{
    framework::{Framework, ProfileId},
    jurisdiction::country,
};
use inquire::{InquireError, Select, Text, list_option::ListOption, validator::Validation};

use super::{Failure, output};

/// The countries of ASEAN stand before all others.
const ASEAN: [&str; 11] = ["BN", "KH", "ID", "LA", "MY", "MM", "PH", "SG", "TH", "TL", "VN"];

/// Whether somebody is there to be asked.
pub(crate) fn possible() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Words that may not be empty.
pub(crate) fn text(question: &str, initial: Option<&str>) -> Result<String, Failure> {
    let filled = |words: &str| {
        let empty = words.trim().is_empty();
        Ok(if empty { Validation::Invalid("it cannot be empty".into()) } else { Validation::Valid })
    };
    let prompt = Text::new(question).with_validator(filled);
    let prompt = if let Some(initial) = initial { prompt.with_initial_value(initial) } else { prompt };
    said(prompt.prompt()).map(|words| words.trim().to_owned())
}

/// Words, or nothing.
pub(crate) fn optional(question: &str) -> Result<Option<String>, Failure> {
    let words = said(Text::new(question).with_help_message("Enter leaves it out").prompt())?;
    Ok(Some(words.trim().to_owned()).filter(|words| !words.is_empty()))
}

/// A country, as its code.
pub(crate) fn country(question: &str) -> Result<String, Failure> {
    let others = country::codes().filter(|code| !ASEAN.contains(code));
    let codes: Vec<&str> = ASEAN.into_iter().chain(others).collect();
    let names = codes.iter().map(|code| format!("{code} {}", country::name(code).unwrap_or_default())).collect();
    // Whoever types a country by another of its names, such as Laos or Burma, finds it first.
    let scorer = |typed: &str, option: &String, shown: &str, at: usize| {
        if country::resolve(typed) == Some(codes[at]) {
            return Some(i64::MAX);
        }
        Select::<String>::DEFAULT_SCORER(typed, option, shown, at)
    };
    let select = Select::new(question, names).with_help_message("type to search").with_scorer(&scorer);
    let chosen = said(select.raw_prompt())?;
    Ok(codes[chosen.index].to_owned())
}

/// A profile of the framework.
pub(crate) fn profile(question: &str, framework: &Framework) -> Result<ProfileId, Failure> {
    let names = framework.profiles.iter().enumerate().map(|(at, profile)| {
        let asked = framework.asked(ProfileId(at)).count();
        format!("{} ({asked} practices)", profile.title)
    });
    let chosen: ListOption<String> = said(Select::new(question, names.collect()).raw_prompt())?;
    Ok(ProfileId(chosen.index))
}

/// What was said; who leaves by Escape or Ctrl-C gets no answer.
fn said<T>(result: Result<T, InquireError>) -> Result<T, Failure> {
    result.map_err(|error| match error {
        InquireError::OperationCanceled | InquireError::OperationInterrupted => {
            Failure::World(anyhow::anyhow!("stopped; nothing was written"))
        }
        error => Failure::World(error.into()),
    })
}

/// A terminal on which practices are asked.
pub(crate) struct Terminal {
    pub(crate) width: usize,
}

impl Terminal {
    pub(crate) fn new(width: usize) -> Self {
        Self { width }
    }

    /// Clears the page where it begins anew, on terminals that have pages.
    pub(crate) fn clear(anew: bool) {
        if anew && std::env::var_os("TERM").is_some_and(|term| term != "dumb") {
            // What follows can be read on a page that is not empty as well.
            let _ = write!(std::io::stderr(), "\u{1b}[H\u{1b}[2J");
        }
    }

    /// A line, or nothing when somebody left by Escape. The help stands above it: Ctrl-C ends the program at once, and
    /// whatever stood below would be left under the shell's next line.
    pub(crate) fn line(question: &str, help: &str) -> Result<Option<String>, Failure> {
        output::complain(&format!("[{help}]"));
        match Text::new(question).prompt() {
            Ok(line) => Ok(Some(line)),
            Err(InquireError::OperationCanceled | InquireError::OperationInterrupted) => Ok(None),
            Err(error) => Err(Failure::World(error.into())),
        }
    }

    pub(crate) fn roomy() -> bool {
        terminal_size::terminal_size().is_none_or(|(_, height)| height.0 >= 34)
    }
}
