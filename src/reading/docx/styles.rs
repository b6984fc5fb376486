//! What styles say: headings, numbers, bold and struck-out text, and how letters look.

use std::collections::HashMap;

use super::{
    look::{Back, Layout, Look, shading},
    theme::Theme,
    xml::Node,
};

/// Styles may be based on one another; a circle ends here.
const LONGEST: usize = 32;

#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of a paragraph that names none.
    paragraph: String,
    pub(super) theme: Theme,
    /// What holds where no style says anything.
    defaults: (Look, Layout),
}

#[derive(Debug, Default)]
struct Style {
    /// As Word's own language calls it, in small letters.
    name: String,
    based: String,
    /// Level of the outline; 9 is none.
    outline: Option<u8>,
    number: Number,
    bold: Option<bool>,
    struck: Option<bool>,
    look: Look,
    layout: Layout,
    /// Of a table: what is behind its cells.
    back: Option<Back>,
    /// Of a table: looks and what is behind, by the part of it, such as `firstRow`.
    parts: HashMap<String, (Look, Option<Back>)>,
}

/// Where a cell stands in its table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    /// From 0, and how many there are.
    pub row: usize,
    pub rows: usize,
    pub column: usize,
    pub columns: usize,
}

/// The parts of a table that its style may treat apart, with the bit of older versions for each; bands are switched off.
const PARTS: &[(&str, &str, u32)] = &[
    ("firstRow", "firstRow", 0x20),
    ("lastRow", "lastRow", 0x40),
    ("firstCol", "firstColumn", 0x80),
    ("lastCol", "lastColumn", 0x100),
];

/// The list and the level that a paragraph or style names; each may come from elsewhere.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Number {
    pub list: Option<String>,
    pub level: Option<usize>,
}

impl Number {
    /// What the properties of a paragraph or style say.
    pub(super) fn of(properties: Option<&Node>) -> Self {
        let Some(number) = properties.and_then(|properties| properties.child("numPr")) else { return Self::default() };
        Self {
            list: number.value("numId").map(str::to_owned),
            level: number.value("ilvl").and_then(|level| level.parse().ok()).filter(|level| *level < 9),
        }
    }
}

/// What a paragraph is by its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Body,
    Title,
    Heading(u8),
    Contents,
    Note,
}

impl Styles {
    /// Those of a file without styles.
    pub(super) fn plain(theme: Theme) -> Self {
        Self { theme, ..Self::default() }
    }

    pub(super) fn of(tree: &Node, theme: Theme) -> Self {
        let defaults = tree.child("docDefaults");
        let of = |outer: &str, inner: &str| defaults.and_then(|node| node.child(outer)?.child(inner));
        let defaults = (Look::of(of("rPrDefault", "rPr"), &theme), Layout::of(of("pPrDefault", "pPr"), &theme));
        let mut styles = Self { theme, defaults, ..Self::default() };
        for node in tree.elements().filter(|node| node.is("style")) {
            let Some(id) = node.attribute("styleId") else { continue };
            let run = node.child("rPr");
            let flag = |name: &str| run.and_then(|run| run.flag(name));
            let style = Style {
                name: node.value("name").unwrap_or(id).to_lowercase(),
                based: node.value("basedOn").unwrap_or_default().to_owned(),
                outline: node
                    .child("pPr")
                    .and_then(|format| format.value("outlineLvl"))
                    .and_then(|level| level.parse().ok()),
                number: Number::of(node.child("pPr")),
                bold: flag("b"),
                look: Look::of(run, &styles.theme),
                layout: Layout::of(node.child("pPr"), &styles.theme),
                back: behind(node, &styles.theme),
                parts: node
                    .elements()
                    .filter(|part| part.is("tblStylePr"))
                    .filter_map(|part| {
                        let look = Look::of(part.child("rPr"), &styles.theme);
                        Some((part.attribute("type")?.to_owned(), (look, behind(part, &styles.theme))))
                    })
                    .collect(),
                struck: flag("strike").or_else(|| flag("dstrike")),
            };
            let default = matches!(node.attribute("default"), Some("1" | "true" | "on"));
            if default && node.attribute("type") == Some("paragraph") {
                id.clone_into(&mut styles.paragraph);
            }
            styles.by_id.insert(id.to_owned(), style);
        }
        styles
    }

    /// A style and those that it is based on, the nearest first.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = id.unwrap_or(&self.paragraph);
        let with = |id: &'a str| self.by_id.get_key_value(id).map(|(id, style)| (id.as_str(), style));
        std::iter::successors(with(first), move |(_, style)| with(&style.based)).take(LONGEST)
    }

    /// What a paragraph of this style is; `outline` is the level that the paragraph itself names.
    pub(super) fn role(&self, id: Option<&str>, outline: Option<u8>) -> Role {
        let names = || self.chain(id).map(|(_, style)| style.name.as_str());
        let own = names().next().unwrap_or_default();
        if own.starts_with("toc ") || own == "table of figures" || own == "toc heading" {
            return Role::Contents;
        }
        if is_note(own) {
            return Role::Note;
        }
        if names().any(|name| matches!(name, "title" | "subtitle")) {
            return Role::Title;
        }
        let level = names().find_map(|name| name.strip_prefix("heading ")?.parse().ok());
        match outline.or_else(|| self.chain(id).find_map(|(_, style)| style.outline)) {
            Some(9..) => Role::Body,
            Some(level) => Role::Heading(level + 1),
            None => level.map_or(Role::Body, Role::Heading),
        }
    }

    /// The name of a table's style, in small letters.
    pub(super) fn is_note_table(&self, id: &str) -> bool {
        self.by_id.get(id).is_some_and(|style| is_note(&style.name))
    }

    /// The list that a style names, and the level.
    pub(super) fn number(&self, id: Option<&str>) -> Number {
        let named = self.chain(id).find(|(_, style)| style.number.list.is_some());
        let list = named.and_then(|(_, style)| style.number.list.clone());
        let level = self.chain(id).find_map(|(_, style)| style.number.level);
        Number { list, level }
    }

    /// The styles that a paragraph's style stands on, the nearest first.
    pub(super) fn ids<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a str> {
        self.chain(id).map(|(id, _)| id)
    }

    pub(super) fn bold(&self, id: Option<&str>) -> Option<bool> {
        self.chain(id).find_map(|(_, style)| style.bold)
    }

    /// The looks of letters by a character style.
    pub(super) fn letters(&self, id: &str) -> Look {
        self.chain(Some(id)).fold(Look::default(), |look, (_, style)| look.over(style.look))
    }

    /// The looks of a paragraph and its letters by its style, `under` it those of a table.
    pub(super) fn looks(&self, id: Option<&str>, under: Look) -> (Look, Layout) {
        let (look, layout) = self.chain(id).fold((Look::default(), Layout::default()), |(look, layout), (_, style)| {
            (look.over(style.look), layout.over(style.layout))
        });
        (look.over(under).over(self.defaults.0), layout.over(self.defaults.1))
    }

    /// The looks of a cell by the style of its table, and what is behind it. `switched` says which parts are.
    pub(super) fn cell(&self, id: Option<&str>, switched: Option<&Node>, spot: Spot) -> (Look, Option<Back>) {
        let Some(id) = id else { return (Look::default(), None) };
        let bits = switched.and_then(|node| u32::from_str_radix(node.attribute("val")?, 16).ok());
        let on = |name: &str, bit: u32| match switched.and_then(|node| node.attribute(name)) {
            Some(value) => !matches!(value, "0" | "false" | "off"),
            None => bits.is_none_or(|bits| bits & bit != 0),
        };
        let (mut look, mut back) = (Look::default(), None);
        for (part, name, bit) in PARTS {
            let stands = match *part {
                "firstRow" => spot.row == 0,
                "lastRow" => spot.row + 1 >= spot.rows,
                "firstCol" => spot.column == 0,
                _ => spot.column + 1 >= spot.columns,
            };
            if stands && on(name, *bit) {
                for (_, style) in self.chain(Some(id)) {
                    if let Some((own, behind)) = style.parts.get(*part) {
                        look = look.over(*own);
                        back = back.or(*behind);
                    }
                }
            }
        }
        // Which rows are of which band is not counted, and corners are small.
        let banded = |part: &String| part.starts_with("band") || part.ends_with("Cell");
        for (_, style) in self.chain(Some(id)) {
            if style.parts.iter().any(|(part, (_, back))| banded(part) && back.is_some()) {
                back = back.or(Some(Back::Unknown));
            }
            look = look.over(style.look);
            back = back.or(style.back);
            if let Some((own, behind)) = style.parts.get("wholeTable") {
                look = look.over(*own);
                back = back.or(*behind);
            }
        }
        (look, back)
    }

    pub(super) fn struck(&self, id: Option<&str>) -> Option<bool> {
        self.chain(id).find_map(|(_, style)| style.struck)
    }
}

/// What a table style, or a part of one, puts behind its cells.
fn behind(node: &Node, theme: &Theme) -> Option<Back> {
    ["tcPr", "tblPr"].iter().find_map(|properties| shading(node.child(properties), theme))
}

fn is_note(name: &str) -> bool {
    matches!(name, "note" | "notes" | "note heading" | "note table")
        || ["guidance", "drafting note", "drafter"].iter().any(|word| name.contains(word))
}
