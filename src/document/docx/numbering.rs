//! Word's lists: one pattern for clauses, one for clauses of schedules, one for each style of list; a counter for each list that starts anew.

use super::{EDGES, W, XML};
use crate::document::tree::ListStyle;
use std::fmt::Write;

/// The counter of the clauses outside of schedules, to which the styles `Clause 1` to `Clause 4` are linked.
const CLAUSES: u32 = 1;
/// The counter that the styles of schedules' clauses name; each schedule counts with one of its own.
const SCHEDULE_CLAUSES: u32 = 2;
/// The counter of all bulleted lists.
const BULLETS: u32 = 3;

/// The counters of one document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The pattern of each counter that starts anew.
    started: Vec<Pattern>,
}

#[derive(Debug, Clone, Copy)]
enum Pattern {
    Clauses = 1,
    ScheduleClauses = 2,
    Bullets = 3,
    Decimal = 4,
    Letter = 5,
}

impl Lists {
    /// The counter of the clauses of one more schedule.
    pub(super) fn schedule(&mut self) -> u32 {
        self.start(Pattern::ScheduleClauses)
    }

    /// The counter of one more list.
    pub(super) fn list(&mut self, style: ListStyle) -> u32 {
        match style {
            ListStyle::Bullet => BULLETS,
            ListStyle::Decimal => self.start(Pattern::Decimal),
            ListStyle::Letter => self.start(Pattern::Letter),
        }
    }

    fn start(&mut self, pattern: Pattern) -> u32 {
        self.started.push(pattern);
        BULLETS + u32::try_from(self.started.len()).expect("fewer lists than numbers")
    }
}

/// The part that holds them all.
pub(super) fn numbering(lists: &Lists) -> String {
    let mut out = format!("{XML}<w:numbering xmlns:w=\"{W}\">");
    clauses(&mut out, Pattern::Clauses, "Clause");
    clauses(&mut out, Pattern::ScheduleClauses, "ScheduleClause");
    marks(&mut out, Pattern::Bullets, "bullet", |_| "•".to_owned());
    marks(&mut out, Pattern::Decimal, "decimal", |level| format!("%{level}."));
    marks(&mut out, Pattern::Letter, "lowerLetter", |level| format!("(%{level})"));
    for (number, pattern) in
        [(CLAUSES, Pattern::Clauses), (SCHEDULE_CLAUSES, Pattern::ScheduleClauses), (BULLETS, Pattern::Bullets)]
    {
        let _ = write!(out, "<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"{}\"/></w:num>", pattern as u32);
    }
    for (number, pattern) in (BULLETS + 1..).zip(&lists.started) {
        let _ = write!(out, "<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"{}\"/>", *pattern as u32);
        for level in 0..EDGES.len() {
            let _ = write!(out, "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"1\"/></w:lvlOverride>");
        }
        out.push_str("</w:num>");
    }
    out + "</w:numbering>"
}

/// `1`, `1.1`, `(a)`, `(i)`, each linked to its paragraph style.
fn clauses(out: &mut String, pattern: Pattern, style: &str) {
    open(out, pattern, "multilevel");
    let levels = [("decimal", "%1"), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)")];
    for (at, (format, text)) in levels.into_iter().enumerate() {
        let linked = format!("<w:pStyle w:val=\"{style}{}\"/>", at + 1);
        let hanging = if at < 2 { EDGES[1] } else { EDGES[at + 1] - EDGES[at] };
        level(out, at, format, &linked, text, EDGES[at + 1], hanging);
    }
    out.push_str("</w:abstractNum>");
}

/// One mark at every depth: a list stands where the clause around it has its text.
fn marks(out: &mut String, pattern: Pattern, format: &str, text: impl Fn(usize) -> String) {
    open(out, pattern, "hybridMultilevel");
    for (at, edge) in EDGES.into_iter().enumerate() {
        level(out, at, format, "", &text(at + 1), edge + HANG, HANG);
    }
    out.push_str("</w:abstractNum>");
}

const HANG: u32 = 510;

fn open(out: &mut String, pattern: Pattern, kind: &str) {
    let id = pattern as u32;
    let _ = write!(
        out,
        "<w:abstractNum w:abstractNumId=\"{id}\"><w:nsid w:val=\"0D4F000{id}\"/><w:multiLevelType w:val=\"{kind}\"/><w:tmpl w:val=\"0D4F100{id}\"/>"
    );
}

fn level(out: &mut String, at: usize, format: &str, linked: &str, text: &str, left: u32, hanging: u32) {
    let _ = write!(
        out,
        "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{linked}<w:lvlText w:val=\"{text}\"/>\
         <w:lvlJc w:val=\"left\"/><w:pPr><w:tabs><w:tab w:val=\"num\" w:pos=\"{left}\"/></w:tabs>\
         <w:ind w:left=\"{left}\" w:hanging=\"{hanging}\"/></w:pPr></w:lvl>"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(left, hanging)` of each level of a pattern, in twentieths of a point.
    fn indents(part: &str, pattern: Pattern) -> Vec<(u32, u32)> {
        let start =
            part.find(&format!("w:abstractNumId=\"{}\"><w:nsid", pattern as u32)).expect("the pattern is there");
        let end = part[start..].find("</w:abstractNum>").expect("it ends") + start;
        let number = |text: &str| text.split('"').next().and_then(|digits| digits.parse().ok()).expect("a number");
        let levels = part[start..end].split("<w:ind w:left=\"").skip(1);
        levels
            .map(|level| {
                let (left, rest) = level.split_once("\" w:hanging=\"").expect("each level hangs");
                (number(left), number(rest))
            })
            .collect()
    }

    #[test]
    fn the_number_of_every_level_hangs_before_its_text() {
        let part = numbering(&Lists::default());
        // Half an inch for `1` and `1.1`, which stand in one column; from there each level hangs by what it is set in.
        let expected = [(720, 720), (720, 720), (1_287, 567), (1_854, 567)];
        for pattern in [Pattern::Clauses, Pattern::ScheduleClauses] {
            assert_eq!(indents(&part, pattern), expected);
        }
        for pattern in [Pattern::Bullets, Pattern::Decimal, Pattern::Letter] {
            let lists = [(510, 510), (1_230, 510), (1_230, 510), (1_797, 510), (2_364, 510)];
            assert_eq!(indents(&part, pattern), lists);
        }
    }
}
