//! iCalendar (RFC 5545): a day-long event a task, with a word of warning two weeks before, or an event of a moment, with one two
//! hours before.

use crate::text::{escape, visible};

/// Octets of a line, without its end.
const LONGEST: usize = 75;

/// What has a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    pub name: String,
    /// The day on which it was made, such as `2026-10-31`.
    pub made: String,
    pub events: Vec<Event>,
}

/// When something is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// Such as `2026-10-31`.
    Day(String),
    /// A moment in UTC, such as `2026-10-31T14:10Z`.
    Moment(String),
}

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The same in every calendar that holds it.
    pub id: String,
    pub when: When,
    pub title: String,
    pub about: String,
    pub category: String,
    /// What is said before.
    pub reminder: String,
}

/// One calendar.
pub(super) fn render(calendar: &Calendar) -> String {
    let mut text = String::new();
    let mut line = |words: &str| fold(words, &mut text);
    let stamp = format!("{}T000000Z", compact(&calendar.made));
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line(concat!("PRODID:-//dmf//dmf ", env!("CARGO_PKG_VERSION"), "//EN"));
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line(&format!("X-WR-CALNAME:{}", escape(&calendar.name)));
    for event in &calendar.events {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", escape(&format!("{}@dmf", event.id))));
        line(&format!("DTSTAMP:{stamp}"));
        let trigger = match &event.when {
            When::Day(day) => {
                line(&format!("DTSTART;VALUE=DATE:{}", compact(day)));
                "TRIGGER:-P14D"
            }
            When::Moment(moment) => {
                let moment = compact(moment).replace(':', "");
                line(&format!("DTSTART:{}00Z", moment.trim_end_matches('Z')));
                "TRIGGER:-PT2H"
            }
        };
        line(&format!("SUMMARY:{}", escape(&event.title)));
        line(&format!("DESCRIPTION:{}", escape(&event.about)));
        line(&format!("CATEGORIES:{}", escape(&event.category)));
        line("TRANSP:TRANSPARENT");
        line("BEGIN:VALARM");
        line("ACTION:DISPLAY");
        line(&format!("DESCRIPTION:{}", escape(&event.reminder)));
        line(trigger);
        line("END:VALARM");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    text
}

/// `2026-10-31` as `20261031`.
fn compact(day: &str) -> String {
    day.replace('-', "")
}

/// Text of the calendar; control characters are shown, line breaks stay.
fn escape(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| visible(line.trim_end_matches('\r'))).collect();
    escape::ics(&lines.join("\n"))
}

/// Lines end in CR LF; long ones go on after a break and a space, never inside a character.
fn fold(line: &str, text: &mut String) {
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > LONGEST {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(letter);
        length += letter.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters_and_read_as_before() {
        let mut text = String::new();
        fold(&"é;".repeat(60), &mut text);
        assert!(text.split("\r\n").all(|line| line.len() <= LONGEST), "{text}");
        assert_eq!(text.replace("\r\n ", ""), "é;".repeat(60) + "\r\n");
    }

    #[test]
    fn signs_of_the_format_are_escaped() {
        assert_eq!(escape("a,b;c\\d\r\ne\u{7}"), "a\\,b\\;c\\\\d\\ne␇");
    }
}
