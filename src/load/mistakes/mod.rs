//! In: a text that could not be parsed, and where the parser gave up.
//! Out: what somebody meant: the usual mistakes, each with the line as it should be.
//! Never: a line with which the parser comes no further: nobody is sent from one mistake into the next.

mod flow;
mod indentation;
mod lines;
mod quotes;
mod repairs;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub(super) use quotes::enclosed;
pub(super) use repairs::unspaced;

use super::foreign::TYPED;
use crate::source::{Syntax, TreeError};
use lines::{Line, lines};
use repairs::Repair;

/// Lines before the one where the parser gave up that are looked at: a mistake is often a little earlier.
const BEFORE: usize = 3;

/// Most letters of a line that is shown again.
const SHOWN: usize = 120;

/// A mistake that was understood.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) message: String,
    /// Where it stands.
    pub(super) range: Range<usize>,
    pub(super) help: Vec<String>,
}

/// What is wrong in a text that the parser gave up on.
pub(super) fn found(text: &str, syntax: Syntax, error: &TreeError) -> Mistake {
    understood(text, syntax, error).unwrap_or_else(|| Mistake {
        message: plainly(&error.message),
        range: error.range.clone(),
        help: vec![rule(syntax).to_owned()],
    })
}

fn understood(text: &str, syntax: Syntax, error: &TreeError) -> Option<Mistake> {
    if text.len() > TYPED {
        return None;
    }
    let lines = lines(text);
    let at = lines.iter().rposition(|line| line.range.start <= error.range.start).unwrap_or(0);
    let at = (0..=at).rev().find(|at| !lines[*at].is_blank())?;
    // The place itself is asked first.
    let near = (0..=at).rev().filter(|at| !lines[*at].is_blank()).take(BEFORE + 1);
    for nth in near {
        for repair in repairs::all(&lines, nth, syntax) {
            if further(text, syntax, &repair, &lines[at]) {
                return Some(told(repair));
            }
        }
    }
    if syntax == Syntax::Toml {
        return None;
    }
    indentation::mistake(&lines, at, &|repair| further(text, syntax, repair, &lines[at]))
}

/// Whether the parser comes past the line where it gave up once a repair is made.
fn further(text: &str, syntax: Syntax, repair: &Repair, last: &Line<'_>) -> bool {
    let repaired = [&text[..repair.lines.start], &repair.text, &text[repair.lines.end..]].concat();
    // Counted from the end, which no repair changes.
    let behind = text.len() - last.range.end.max(repair.lines.end);
    match syntax.tree(&repaired) {
        Ok(_) => true,
        Err(then) => !then.over_limit && repaired.len().saturating_sub(then.range.start) < behind,
    }
}

fn told(repair: Repair) -> Mistake {
    let mut help = Vec::new();
    let shown = repair.text.trim_end();
    if !shown.is_empty() && shown.chars().count() <= SHOWN {
        help.push(format!("write `{shown}`"));
    }
    help.extend(repair.why.map(str::to_owned));
    Mistake { message: repair.message, range: repair.place, help }
}

/// What a parser says, in words that somebody knows who never wrote one.
fn plainly(message: &str) -> String {
    const WORDS: &[(&str, &str)] = &[
        ("mapping values are not allowed", "a colon stands where no key can be"),
        ("did not find expected key", "the line belongs to nothing above it"),
        ("did not find expected '-' indicator", "an entry of a list does not begin with `- `"),
        ("did not find expected ',' or '}'", "a comma or the closing `}` is missing"),
        ("did not find expected ',' or ']'", "a comma or the closing `]` is missing"),
        ("unknown anchor", "`*` begins the name of something earlier, and nothing has that name"),
        ("unclosed quote", "a quotation mark is not closed"),
        ("unclosed bracket", "a bracket is not closed"),
        ("simple key expected ':'", "a line has no colon behind its key"),
        ("tabs disallowed", "a tab stands where blanks are due"),
        ("invalid trailing content after", "a quotation mark ends the text before its end"),
    ];
    let known = WORDS.iter().find(|(parser, _)| message.contains(parser));
    known.map_or_else(|| message.trim_end_matches('.').to_owned(), |(_, words)| (*words).to_owned())
}

const fn rule(syntax: Syntax) -> &'static str {
    match syntax {
        Syntax::Yaml => {
            "a line is `key: value`, with a blank behind the colon; what belongs to a key stands below it, indented by blanks; an entry \
             of a list begins with `- `; a text with `: ` or quotation marks in it stands in quotation marks"
        }
        Syntax::Toml => {
            "a line is `key = \"value\"`, with text in quotation marks; `[section]` begins a section, `[[section]]` one more of many"
        }
    }
}
