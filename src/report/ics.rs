//! What is due as an iCalendar file (RFC 5545): a day-long event a task, with a word of warning two weeks before.

use super::visible;
use crate::{
    text::escape,
    transfer::{DueItem, DueView},
};

/// Octets of a line, without its end.
const LONGEST: usize = 75;

/// One calendar. Tasks without a day are left out: a calendar has no place for them.
#[must_use]
pub fn calendar(view: &DueView) -> String {
    let mut text = String::new();
    let mut line = |words: &str| fold(words, &mut text);
    let stamp = format!("{}T000000Z", compact(&view.today));
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line(concat!("PRODID:-//dmf//dmf ", env!("CARGO_PKG_VERSION"), "//EN"));
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line(&format!("X-WR-CALNAME:{}", escape(&name(view))));
    for item in &view.items {
        let Some(due) = &item.due else { continue };
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", escape(&uid(view, item))));
        line(&format!("DTSTAMP:{stamp}"));
        line(&format!("DTSTART;VALUE=DATE:{}", compact(due)));
        line(&format!("SUMMARY:{}", escape(&format!("{}: {}", item.transfer, item.what))));
        let owner = item.owner.as_ref().map_or_else(String::new, |owner| format!("\nOwner: {owner}"));
        let about = format!("{}\nDue: {}{owner}", item.title, item.why);
        line(&format!("DESCRIPTION:{}", escape(&about)));
        line(&format!("CATEGORIES:{}", escape(item.kind)));
        line("TRANSP:TRANSPARENT");
        line("BEGIN:VALARM");
        line("ACTION:DISPLAY");
        line(&format!("DESCRIPTION:{}", escape(&item.what)));
        line("TRIGGER:-P14D");
        line("END:VALARM");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    text
}

fn name(view: &DueView) -> String {
    if view.organisation.is_empty() { "Transfers".to_owned() } else { format!("Transfers of {}", view.organisation) }
}

/// The same task has the same name in every calendar of the organisation, so that a calendar that is read again moves it.
fn uid(view: &DueView, item: &DueItem) -> String {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join("-");
    format!("{}.{}.{}@dmf", item.transfer, words(&item.key), words(&view.organisation.to_lowercase()))
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
