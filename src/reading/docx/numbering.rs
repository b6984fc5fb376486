//! Word's lists, counted as Word counts them.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{super::words::Words, xml::Node};
use crate::text::{
    compare::squeezed,
    numeral::{letters, roman},
};

#[derive(Debug, Default)]
pub(super) struct Numbering {
    patterns: HashMap<String, Pattern>,
    /// A list: its pattern, and what it changes of it.
    lists: HashMap<String, List>,
    /// How far each pattern has counted; `None` is not begun.
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    /// The lists and levels that have begun: a new start counts once.
    begun: HashSet<(String, usize)>,
    /// Counts that are written out.
    words: Arc<Words>,
}

const LEVELS: usize = 9;

#[derive(Debug, Default)]
struct Pattern {
    levels: HashMap<usize, Level>,
    /// The pattern of a list style stands elsewhere.
    linked: Option<String>,
    /// The list style that this is the pattern of.
    style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    pattern: String,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    text: String,
    /// The paragraph style that this level belongs to.
    style: Option<String>,
    /// All numbers in it are decimal.
    legal: bool,
    /// The level whose count starts this one anew; 0 is none.
    restart: Option<usize>,
}

impl Numbering {
    pub(super) fn of(tree: &Node, words: &Arc<Words>) -> Self {
        let mut numbering = Self { words: Arc::clone(words), ..Self::default() };
        for node in tree.elements() {
            if node.is("abstractNum") {
                let Some(id) = node.attribute("abstractNumId") else { continue };
                let levels = node.elements().filter(|node| node.is("lvl")).filter_map(level).collect();
                let linked = node.value("numStyleLink").map(str::to_owned);
                let style = node.value("styleLink").map(str::to_owned);
                numbering.patterns.insert(id.to_owned(), Pattern { levels, linked, style });
            } else if node.is("num") {
                let (Some(id), Some(pattern)) = (node.attribute("numId"), node.value("abstractNumId")) else {
                    continue;
                };
                let mut list = List { pattern: pattern.to_owned(), ..List::default() };
                for change in node.elements().filter(|node| node.is("lvlOverride")) {
                    let Some(at) = change.attribute("ilvl").and_then(|at| at.parse().ok()) else { continue };
                    if let Some(start) = change.value("startOverride").and_then(|start| start.parse().ok()) {
                        list.starts.insert(at, start);
                    }
                    if let Some((_, own)) = change.child("lvl").and_then(level) {
                        list.starts.entry(at).or_insert(own.start);
                        list.levels.insert(at, own);
                    }
                }
                numbering.lists.insert(id.to_owned(), list);
            }
        }
        numbering.follow_links();
        numbering
    }

    /// Lists whose pattern is that of a list style use the one that defines it.
    fn follow_links(&mut self) {
        let defined: HashMap<String, String> =
            self.patterns.iter().filter_map(|(id, pattern)| Some((pattern.style.clone()?, id.clone()))).collect();
        for list in self.lists.values_mut() {
            let linked = self.patterns.get(&list.pattern).and_then(|pattern| pattern.linked.as_ref());
            if let Some(target) = linked.and_then(|style| defined.get(style)) {
                list.pattern.clone_from(target);
            }
        }
    }

    /// The level of a list that belongs to one of these styles.
    pub(super) fn level_of_style<'a>(&self, list: &str, styles: impl Iterator<Item = &'a str>) -> Option<usize> {
        let list = self.lists.get(list)?;
        let pattern = self.patterns.get(&list.pattern)?;
        let mut styles = styles;
        styles.find_map(|id| {
            pattern.levels.iter().find(|(_, level)| level.style.as_deref() == Some(id)).map(|(level, _)| *level)
        })
    }

    /// Counts one paragraph, and says what Word shows before it; nothing where Word shows nothing.
    pub(super) fn next(&mut self, list: &str, at: usize) -> Option<String> {
        let found = self.lists.get(list)?;
        let pattern = self.patterns.get(&found.pattern)?;
        let level = |at: usize| found.levels.get(&at).or_else(|| pattern.levels.get(&at));
        let own = level(at)?;
        let counts = self.counts.entry(found.pattern.clone()).or_default();
        let starts_anew = self.begun.insert((list.to_owned(), at));
        counts[at] = match (found.starts.get(&at), counts[at]) {
            (Some(start), _) if starts_anew => Some(*start),
            (_, Some(count)) => Some(count.saturating_add(1)),
            (_, None) => Some(own.start),
        };
        for (deeper, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = level(deeper).and_then(|level| level.restart);
            if restart.is_none_or(|restart| restart > at) {
                *count = None;
            }
        }
        if own.format == "bullet" {
            return Some("•".to_owned());
        }
        if own.format == "none" && !own.text.contains('%') && own.text.trim().is_empty() {
            return None;
        }
        let mut label = String::new();
        let mut signs = own.text.chars().peekable();
        while let Some(c) = signs.next() {
            let digit = signs.peek().and_then(|next| next.to_digit(10)).filter(|digit| (1..=9).contains(digit));
            let Some(digit) = digit.filter(|_| c == '%') else {
                label.push(c);
                continue;
            };
            signs.next();
            let place = usize::try_from(digit - 1).expect("below ten");
            let Some(shown) = level(place) else { continue };
            let count = counts[place].unwrap_or(shown.start);
            let format = if own.legal { "decimal" } else { shown.format.as_str() };
            label.push_str(&number(count, format, &self.words));
        }
        let label = squeezed(&label);
        (!label.is_empty()).then_some(label)
    }
}

fn level(node: &Node) -> Option<(usize, Level)> {
    let at: usize = node.attribute("ilvl")?.parse().ok().filter(|at| *at < LEVELS)?;
    let level = Level {
        start: node.value("start").and_then(|start| start.parse().ok()).unwrap_or(0),
        format: node.value("numFmt").unwrap_or("decimal").to_owned(),
        text: node.value("lvlText").unwrap_or_default().to_owned(),
        style: node.value("pStyle").map(str::to_owned),
        legal: node.flag("isLgl").unwrap_or(false),
        restart: node.value("lvlRestart").and_then(|restart| restart.parse().ok()),
    };
    Some((at, level))
}

/// A count as its format shows it; scripts that we do not write are shown in decimal.
fn number(count: u32, format: &str, words: &Words) -> String {
    match format {
        "lowerLetter" => letters(count),
        "upperLetter" => letters(count).to_uppercase(),
        "lowerRoman" => roman(count),
        "upperRoman" => roman(count).to_uppercase(),
        "decimalZero" => format!("{count:02}"),
        "none" => String::new(),
        "ordinal" => {
            let ending = match (count % 10, count % 100) {
                (_, 11..=13) => "th",
                (1, _) => "st",
                (2, _) => "nd",
                (3, _) => "rd",
                _ => "th",
            };
            format!("{count}{ending}")
        }
        "cardinalText" => words.count(count),
        _ => count.to_string(),
    }
}
