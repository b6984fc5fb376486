//! What styles say: headings, numbers, bold, hidden and struck-out text.

use std::collections::HashMap;

use super::xml::Node;

/// Styles may be based on one another; a circle ends here.
const LONGEST: usize = 32;

#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of a paragraph that names none.
    paragraph: String,
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
    hidden: Option<bool>,
    struck: Option<bool>,
}

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
    pub(super) fn of(tree: &Node) -> Self {
        let mut styles = Self::default();
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
                hidden: flag("vanish"),
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

    pub(super) fn hidden(&self, id: Option<&str>) -> Option<bool> {
        self.chain(id).find_map(|(_, style)| style.hidden)
    }

    pub(super) fn struck(&self, id: Option<&str>) -> Option<bool> {
        self.chain(id).find_map(|(_, style)| style.struck)
    }
}

fn is_note(name: &str) -> bool {
    matches!(name, "note" | "notes" | "note heading" | "note table")
        || ["guidance", "drafting note", "drafter"].iter().any(|word| name.contains(word))
}
