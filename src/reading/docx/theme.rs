//! Colours of the theme: where a property names one of them, Word shows it whatever else the property says.

use std::collections::HashMap;

use super::xml::Node;
use crate::reading::unseen::{Rgb, WHITE, hex};

#[derive(Debug, Default)]
pub(super) struct Theme(HashMap<&'static str, Rgb>);

/// The colours by the names that properties use, and by their elements.
const NAMES: &[(&str, &str)] = &[
    ("dark1", "dk1"),
    ("text1", "dk1"),
    ("light1", "lt1"),
    ("background1", "lt1"),
    ("dark2", "dk2"),
    ("text2", "dk2"),
    ("light2", "lt2"),
    ("background2", "lt2"),
    ("accent1", "accent1"),
    ("accent2", "accent2"),
    ("accent3", "accent3"),
    ("accent4", "accent4"),
    ("accent5", "accent5"),
    ("accent6", "accent6"),
    ("hyperlink", "hlink"),
    ("followedHyperlink", "folHlink"),
];

impl Theme {
    pub(super) fn of(tree: &Node) -> Self {
        let inner = |node: &'_ Node<'_>, name: &str| node.elements().position(|child| child.name == name);
        let scheme = inner(tree, "themeElements")
            .and_then(|at| tree.elements().nth(at))
            .and_then(|elements| elements.elements().find(|child| child.name == "clrScheme"));
        let Some(scheme) = scheme else { return Self::default() };
        let of = |element: &str| {
            let colour = scheme.elements().find(|child| child.name == element)?.elements().next()?;
            hex(colour.attribute("lastClr").or_else(|| colour.attribute("val"))?)
        };
        Self(NAMES.iter().filter_map(|(name, element)| Some((*name, of(element)?))).collect())
    }

    /// The colour that the attributes of a property name, `auto` is none; `name`, `tint` and `shade` are what its theme
    /// attributes are called.
    pub(super) fn colour(&self, node: &Node, value: &str, [name, tint, shade]: [&str; 3]) -> Option<Rgb> {
        let Some(base) = node.attribute(name).and_then(|name| self.0.get(name)) else {
            return node.attribute(value).and_then(hex);
        };
        let part = |name: &str| node.attribute(name).and_then(|part| u8::from_str_radix(part, 16).ok());
        let scaled = |channel: u8, part: u8| u8::try_from(u16::from(channel) * u16::from(part) / 255).unwrap_or(255);
        let mut colour = *base;
        if let Some(part) = part(shade) {
            colour = colour.map(|channel| scaled(channel, part));
        }
        if let Some(part) = part(tint) {
            colour = colour.map(|channel| 255 - scaled(255 - channel, part));
        }
        Some(colour)
    }
}

/// The colours that a text marker has.
pub(super) fn marker(name: &str) -> Option<Rgb> {
    Some(match name {
        "black" => [0, 0, 0],
        "blue" => [0, 0, 255],
        "cyan" => [0, 255, 255],
        "darkBlue" => [0, 0, 128],
        "darkCyan" => [0, 128, 128],
        "darkGray" => [128, 128, 128],
        "darkGreen" => [0, 128, 0],
        "darkMagenta" => [128, 0, 128],
        "darkRed" => [128, 0, 0],
        "darkYellow" => [128, 128, 0],
        "green" => [0, 255, 0],
        "lightGray" => [192, 192, 192],
        "magenta" => [255, 0, 255],
        "red" => [255, 0, 0],
        "white" => WHITE,
        "yellow" => [255, 255, 0],
        _ => return None,
    })
}
