//! Output that commands nobody: no terminal that shows it, and no runner that keeps it as the log of a job.
//!
//! Runners read their commands out of the log itself: GitHub one that begins a line with `::`, after blanks, GitHub and
//! Azure one in `##[` or `##vso[` wherever it stands, others in `##word[`. What is finished is looked at, and not each
//! value: a line may be broken anywhere, and two harmless values may stand side by side.

use std::{borrow::Cow, fmt::Write};

use super::visible::sign;

/// Finished lines for people and programs that read text: tables, pages of text, Markdown, CSV, calendars, complaints.
/// Ends of lines, tabs and, where `colour` is wanted, colours stay; what else would command a terminal or a runner
/// becomes a sign that looks alike and is as wide.
#[must_use]
pub fn neutral(text: &str, colour: bool) -> Cow<'_, str> {
    if !suspicious(text) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut watch = Watch::default();
    let mut in_colour = false;
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        in_colour |= c == '\u{1b}' && colour && is_colour(rest);
        if in_colour {
            out.push(c);
            in_colour = c != 'm';
            continue;
        }
        out.push(match watch.commands(rest, c) {
            true if c == '#' => '\u{266f}',
            true => '\u{2236}',
            false if c == '\r' && !rest.starts_with("\r\n") => '\u{240d}',
            false => sign(c).unwrap_or(c),
        });
    }
    out.into()
}

/// Finished JSON, in which the same characters stand by their numbers: whoever parses it reads the same values.
#[must_use]
pub(crate) fn neutral_json(text: &str) -> Cow<'_, str> {
    if !suspicious(text) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut watch = Watch::default();
    for (at, c) in text.char_indices() {
        // No line of JSON begins with a colon, and none of its own signs is a number sign.
        if watch.commands(&text[at..], c) && c == '#' || sign(c).is_some() {
            // All of them lie in the first plane.
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out.into()
}

/// Looks at a text letter by letter for what a runner would obey.
pub(super) struct Watch {
    before: char,
    /// Whether the line has been blank so far.
    blank: bool,
    /// Whether the second colon of a command comes next.
    opened: bool,
}

impl Default for Watch {
    fn default() -> Self {
        Self { before: '\n', blank: true, opened: false }
    }
}

impl Watch {
    /// Whether `c`, which begins `rest`, is the second sign of a command: the one that has to be another.
    pub(super) fn commands(&mut self, rest: &str, c: char) -> bool {
        let hash = c == '#' && self.before == '#' && opens_command(&rest[1..]);
        let colon = c == ':' && self.opened;
        // Three of them are no command: a further place of a complaint begins so.
        self.opened = c == ':' && self.blank && rest.starts_with("::") && !rest.starts_with(":::");
        self.blank = matches!(c, '\n' | '\r') || self.blank && c.is_whitespace();
        self.before = c;
        hash || colon
    }
}

/// Whether anything has to be looked at more closely.
pub(super) fn suspicious(text: &str) -> bool {
    text.contains("##") || text.contains("::") || text.contains(|c| c == '\r' || sign(c).is_some())
}

/// Whether `rest`, after two number signs, goes on as a command does: `[`, `vso[`.
pub(super) fn opens_command(rest: &str) -> bool {
    rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).starts_with('[')
}

/// Whether an escape sets a colour or a weight; hidden letters are none.
fn is_colour(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("\u{1b}[") else { return false };
    let numbers = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
    let given = &rest[..rest.len() - numbers.len()];
    numbers.starts_with('m') && given.split(';').next() != Some("8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_a_runner_is_a_look_alike_and_everything_else_stays() {
        for (text, shown) in [
            ("::error::x", ":∶error::x"),
            ("a\n \t::set-env name=x::y", "a\n \t:∶set-env name=x::y"),
            ("\u{a0}\u{3000}::stop-commands::zz", "\u{a0}\u{3000}:∶stop-commands::zz"),
            ("a ##[stop-commands]zz", "a #♯[stop-commands]zz"),
            ("###vso[task.setvariable]x", "##♯vso[task.setvariable]x"),
            ("a\r::error::x\r\nb", "a␍:∶error::x\r\nb"),
            ("##teamcity[x] ##vso[y]", "#♯teamcity[x] #♯vso[y]"),
        ] {
            assert_eq!(neutral(text, false), shown);
            assert_eq!(neutral(&neutral(text, true), true), shown, "what is neutral stays");
        }
        for text in
            ["  ::: file.yaml:3:1", " :::error::x", "####", "a::b ## c [d]", "# [x]", "#[x]", "##\n[x]", "\ta\r\nb"]
        {
            assert!(neutral(text, false) == text && neutral_json(text).replace("\\u000d", "\r") == text, "{text}");
        }
    }

    #[test]
    fn a_terminal_is_told_colours_alone_and_those_where_they_are_wanted() {
        assert_eq!(
            neutral("\u{1b}[1;31mx\u{1b}[0m\u{1b}[2J\u{9b}2J\u{7}", true),
            "\u{1b}[1;31mx\u{1b}[0m␛[2J\u{fffd}2J␇"
        );
        assert_eq!(neutral("\u{1b}[8mhidden", true), "␛[8mhidden");
        assert_eq!(neutral("\u{1b}[1m::error::x", true), "\u{1b}[1m:∶error::x");
        assert_eq!(neutral("\u{1b}[31mx\u{202e}", false), "␛[31mx\u{fffd}");
    }

    #[test]
    fn json_keeps_its_values() {
        let value =
            serde_json::json!({ "##[a]": ["##vso[b]", "\u{9b}\u{202e}\u{7f}\u{2028}\u{1b}", "::x", "\\##[", 0] });
        let text = value.to_string();
        let written = neutral_json(&text);
        assert!(!written.contains("##") && written.is_ascii(), "{written}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&written).expect("it is JSON"), value);
    }
}
