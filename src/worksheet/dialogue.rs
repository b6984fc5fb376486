//! Answering by conversation: what was typed becomes a command, and a command an answer. Who asks, and how, is for others.

use jiff::civil::Date;

use super::entry::{Entry, Record};
use crate::framework::{Framework, PracticeId};

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Level(u8),
    /// Why it does not apply; nothing where that has still to be asked.
    NotApplicable(Option<String>),
    /// A record that shows the level; nothing where it has still to be asked for.
    Evidence(Option<Box<Record>>),
    /// Takes a record away: by its number from 1, or the last.
    Remove(Option<usize>),
    /// A note; nothing where it has still to be asked for, empty to take it away.
    Note(Option<String>),
    /// Takes the answer away.
    Clear,
    Next,
    Back,
    /// To a practice, by its id.
    Jump(PracticeId),
    /// More about the practice.
    Explain,
    Stop,
}

/// What can be typed, in a line each.
pub const HELP: [&str; 10] = [
    "0 to 4, or its name: answer with a level",
    "x WHY: it does not apply here, and why",
    "e WHAT | WHERE | FROM | UNTIL: add a record that shows it; all but the first may be left out",
    "e -: take the last record away; `e -1` takes the first",
    "n WORDS: set the note; `n -` takes it away",
    "c or -: take the answer away",
    "Enter or s: go on to the next practice",
    "b, j ID: go back, jump to a practice",
    "?: why it matters, and what shows it",
    "q: stop; all is saved",
];

/// Reads what was typed. The error says what was expected.
///
/// # Errors
/// When it is no command.
pub fn command(typed: &str, framework: &Framework) -> Result<Command, String> {
    let typed = typed.trim();
    if let Some(level) = framework.level(typed) {
        return Ok(Command::Level(level));
    }
    let (word, rest) = typed.split_once(char::is_whitespace).map_or((typed, ""), |(word, rest)| (word, rest.trim()));
    let given = || Some(rest.to_owned()).filter(|rest| !rest.is_empty());
    let alone = |command| {
        let message = || format!("`{word}` stands alone; a level or one of {} was expected", "x e n c s b j ? q");
        if rest.is_empty() { Ok(command) } else { Err(message()) }
    };
    match word.to_lowercase().as_str() {
        "" | "s" | "skip" | "next" => alone(Command::Next),
        "b" | "back" => alone(Command::Back),
        "c" | "clear" | "-" => alone(Command::Clear),
        "?" | "h" | "help" => alone(Command::Explain),
        "q" | "quit" | "stop" => alone(Command::Stop),
        "x" | "n/a" | "na" if rest == "-" => Err(unmeant(rest)),
        "x" | "n/a" | "na" => meant(rest, framework).map(|()| Command::NotApplicable(given())),
        "n" | "note" => meant(rest, framework)
            .map(|()| Command::Note(given().map(|note| if note == "-" { String::new() } else { note }))),
        "e" | "evidence" => {
            meant(rest, framework).and_then(|()| given().map_or(Ok(Command::Evidence(None)), |words| evidence(&words)))
        }
        "j" | "jump" => framework
            .practice(rest)
            .or_else(|| framework.practice(&rest.to_uppercase()))
            .map(Command::Jump)
            .ok_or_else(|| format!("there is no practice `{rest}`")),
        _ => {
            let names: Vec<&str> = framework.levels.iter().map(|level| level.id.as_str()).collect();
            let words = format!("`{typed}` is no level ({}, or 0 to {})", names.join(", "), framework.top());
            // Whoever answers an open question in words has something to say.
            let keep =
                if typed.contains(' ') { "; behind a level, `e` and `n` keep words as a record or a note" } else { "" };
            Err(format!("{words}{keep}; `?` tells more"))
        }
    }
}

/// Words behind a key are kept; a key behind a key is a slip, and so is a single letter. `-` takes away.
fn meant(words: &str, framework: &Framework) -> Result<(), String> {
    use Command::{Back, Clear, Explain, Next, NotApplicable, Stop};
    let key = || matches!(command(words, framework), Ok(Back | Clear | Explain | Next | NotApplicable(None) | Stop));
    let slip = words.chars().nth(1).is_none() || key();
    if slip && !["", "-"].contains(&words) { Err(unmeant(words)) } else { Ok(()) }
}

fn unmeant(words: &str) -> String {
    format!("`{words}` is what one types below a practice, or a single letter; say it in words")
}

/// What is typed of evidence: a record to add, or `-` with the number of one to take away.
///
/// # Errors
/// When it is neither.
pub fn evidence(typed: &str) -> Result<Command, String> {
    if let Some(number) = typed.trim().strip_prefix('-') {
        let number = number.trim();
        if number.is_empty() {
            return Ok(Command::Remove(None));
        }
        if number.bytes().all(|byte| byte.is_ascii_digit()) {
            return match number.parse() {
                Ok(number) if number > 0 => Ok(Command::Remove(Some(number))),
                _ => Err(format!("records are counted from 1; `-{number}` is none")),
            };
        }
    }
    record(typed).map(|record| Command::Evidence(Some(Box::new(record))))
}

/// What is typed where words are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Nothing: the question is passed over.
    Nothing,
    /// `-`: what is there is taken away.
    Remove,
    /// The same as below a practice: back, on, help, stop.
    Go(Command),
    /// Words to keep.
    Words(String),
    /// Words that would do something below a practice, or of one letter: whether they are meant has to be asked.
    Doubtful(String),
}

/// Reads what is typed where words are asked for: the keys of a practice mean the same there.
#[must_use]
pub fn reply(typed: &str, framework: &Framework) -> Reply {
    let words = typed.trim();
    if words.is_empty() {
        return Reply::Nothing;
    }
    match command(words, framework) {
        Ok(Command::Next) => Reply::Nothing,
        Ok(Command::Clear) if words == "-" => Reply::Remove,
        Ok(go @ (Command::Back | Command::Stop | Command::Explain)) => Reply::Go(go),
        Ok(_) => Reply::Doubtful(words.to_owned()),
        Err(_) if words.chars().nth(1).is_none() => Reply::Doubtful(words.to_owned()),
        // A key behind a key, where neither is asked for.
        Err(_)
            if words
                .split_once(' ')
                .is_some_and(|(key, rest)| key.len() == 1 && meant(rest.trim(), framework).is_err()) =>
        {
            Reply::Doubtful(words.to_owned())
        }
        Err(_) => Reply::Words(words.to_owned()),
    }
}

/// A record as it is typed: `what | where | from | until`.
///
/// # Errors
/// When it does not say what it is, or a date is none.
pub fn record(typed: &str) -> Result<Record, String> {
    let mut parts = typed.split('|').map(|part| Some(part.trim().to_owned()).filter(|part| !part.is_empty()));
    let what = parts.next().flatten().ok_or("say first what the record is")?;
    let reference = parts.next().flatten();
    let mut day = || match parts.next().flatten() {
        None => Ok(None),
        Some(day) => match day.parse::<Date>() {
            Ok(_) => Ok(Some(day)),
            Err(_) => Err(format!("`{day}` is not a date such as 2026-10-31")),
        },
    };
    let (effective, expires) = (day()?, day()?);
    if let (Some(from), Some(until)) = (&effective, &expires)
        && until < from
    {
        return Err(format!("it ends on {until}, before it begins on {from}"));
    }
    if parts.next().is_some() {
        return Err("a record has four parts: what | where | from | until".to_owned());
    }
    Ok(Record { what, reference, effective, expires, ..Record::default() })
}

/// What becomes of an answer. Nothing for commands that change none.
///
/// # Errors
/// When there is no level yet that a record or a note could belong to.
pub fn changed(old: &Entry, command: &Command, framework: &Framework) -> Result<Option<Entry>, String> {
    let id = |level: u8| framework.levels[usize::from(level)].id.clone();
    let answered = old.level.is_some() || old.not_applicable.is_some();
    let mut new = old.clone();
    match command {
        Command::Level(level) => {
            // Evidence of a lower level is none for a higher one until somebody says so.
            let before = old.level.as_deref().and_then(|word| framework.level(word));
            if let Some(before) = before.filter(|before| before < level) {
                let most = framework.evidence.as_ref().map_or(before, |rules| rules.unsaid.min(before));
                for record in &mut new.evidence {
                    record.shows.get_or_insert_with(|| id(most));
                }
            }
            if before != Some(*level) {
                new.level = Some(id(*level));
            }
            new.not_applicable = None;
        }
        Command::NotApplicable(Some(reason)) => {
            new = Entry { not_applicable: Some(reason.clone()), note: new.note, ..Entry::default() };
        }
        Command::Evidence(Some(record)) if old.level.is_some() => new.evidence.push((**record).clone()),
        Command::Note(Some(note)) if answered => new.note = Some(note.clone()).filter(|note| !note.is_empty()),
        Command::Remove(number) => {
            let count = new.evidence.len();
            match number.unwrap_or(count) {
                number if (1..=count).contains(&number) => drop(new.evidence.remove(number - 1)),
                _ if count == 0 => return Err("there is no record to take away".to_owned()),
                number => return Err(format!("there is no record {number}; there are {count}")),
            }
        }
        Command::Evidence(Some(_)) => return Err("answer with a level first; a record backs a level".to_owned()),
        Command::Note(Some(_)) => return Err("answer with a level first; a note belongs to an answer".to_owned()),
        Command::Clear => new = Entry::default(),
        _ => return Ok(None),
    }
    Ok(Some(new))
}
