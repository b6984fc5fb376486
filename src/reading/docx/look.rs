//! How letters and paragraphs look, as far as it decides whether a person sees them: by the run, over its style, over the
//! paragraph's, over the table's, over the defaults of the document.

use super::{
    theme::{Theme, marker},
    xml::{Node, Ns},
};
use crate::reading::unseen::{Rgb, TINY, WHITE, Why, same};

/// What stands behind letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Back {
    Fill(Rgb),
    /// Nothing of its own: what is further behind shows.
    Through,
    /// A picture, or something that covers more than its paragraph: no colour can be judged.
    Unknown,
}

/// The colour of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ink {
    /// Whichever shows best.
    Best,
    Of(Rgb),
}

/// The looks of letters, each where it is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub hidden: Option<bool>,
    /// In half points.
    size: Option<i64>,
    /// How wide letters are, in percent.
    scale: Option<i64>,
    ink: Option<Ink>,
    back: Option<Back>,
    clear: Option<bool>,
}

/// The looks of a paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Layout {
    back: Option<Back>,
    /// The height of its lines where it is exact, in twentieths of a point; 0 where it is not.
    line: Option<i64>,
    /// Where it begins, and how much further its first line, in twentieths of a point.
    left: Option<i64>,
    first: Option<i64>,
    /// A frame that stands elsewhere.
    away: bool,
}

/// Beyond any margin and any page, in twentieths of a point.
const LEFT_OF: i64 = -4_000;
const RIGHT_OF: i64 = 20_000;
/// Lines and rows lower than this show nothing of their letters, in twentieths of a point.
const LOW: i64 = 60;

fn number(node: &Node, attribute: &str) -> Option<i64> {
    node.attribute(attribute)?.parse().ok()
}

/// What a shading fills with.
pub(super) fn shading(properties: Option<&Node>, theme: &Theme) -> Option<Back> {
    let node = properties?.child("shd")?;
    let fill = theme.colour(node, "fill", ["themeFill", "themeFillTint", "themeFillShade"]);
    match node.attribute("val") {
        Some("nil") => None,
        Some("solid") => theme.colour(node, "color", ["themeColor", "themeTint", "themeShade"]).map(Back::Fill),
        Some("clear") | None => fill.map(Back::Fill),
        Some(_) => Some(Back::Unknown),
    }
}

impl Look {
    pub(super) fn of(properties: Option<&Node>, theme: &Theme) -> Self {
        let Some(properties) = properties else { return Self::default() };
        let value = |name: &str| properties.child(name).and_then(|node| number(node, "val"));
        let ink = properties.child("color").map(|node| {
            theme.colour(node, "val", ["themeColor", "themeTint", "themeShade"]).map_or(Ink::Best, Ink::Of)
        });
        let highlight = properties.value("highlight").and_then(marker).map(Back::Fill);
        Self {
            hidden: properties.flag("vanish"),
            size: value("sz"),
            scale: value("w"),
            ink,
            back: highlight.or_else(|| shading(Some(properties), theme)),
            clear: effect(properties),
        }
    }

    /// These looks, and where they say nothing those of `under`.
    pub(super) fn over(self, under: Self) -> Self {
        Self {
            hidden: self.hidden.or(under.hidden),
            size: self.size.or(under.size),
            scale: self.scale.or(under.scale),
            ink: self.ink.or(under.ink),
            back: self.back.or(under.back),
            clear: self.clear.or(under.clear),
        }
    }

    /// Why letters that look like this are not seen before `back`.
    pub(super) fn unseen(self, back: Back) -> Option<Why> {
        let back = self.back.unwrap_or(back);
        if self.hidden == Some(true) {
            return Some(Why::Hidden);
        }
        // Half points against tenths of a point.
        if self.size.is_some_and(|size| size * 5 < TINY) || self.scale.is_some_and(|scale| scale < 10) {
            return Some(Why::Tiny);
        }
        if self.clear == Some(true) {
            return Some(Why::Transparent);
        }
        match (self.ink, back) {
            (Some(Ink::Of(colour)), Back::Fill(fill)) if same(colour, fill) => Some(Why::Colour),
            _ => None,
        }
    }
}

/// Whether letters are filled with nothing, by the effects of newer versions, and have no outline.
fn effect(properties: &Node) -> Option<bool> {
    let of = |name: &str| properties.elements().find(|node| node.ns == Ns::Other && node.name == name);
    let fill = of("textFill")?;
    let whole = |alpha: &str| alpha.parse().is_ok_and(|alpha: i64| alpha >= 95_000);
    let clear = |node: &Node| {
        node.elements().flat_map(Node::elements).any(|colour| {
            colour.elements().any(|part| part.name == "alpha" && part.attribute("val").is_some_and(whole))
        })
    };
    let outlined = of("textOutline")
        .is_some_and(|line| line.elements().any(|node| node.name.ends_with("Fill") && node.name != "noFill"));
    Some((fill.elements().any(|node| node.name == "noFill") || clear(fill)) && !outlined)
}

impl Layout {
    pub(super) fn of(properties: Option<&Node>, theme: &Theme) -> Self {
        let Some(properties) = properties else { return Self::default() };
        let spacing = properties.child("spacing");
        let exact = spacing.and_then(|spacing| spacing.attribute("lineRule")).map(|rule| rule == "exact");
        let line = spacing.and_then(|spacing| number(spacing, "line"));
        let indent = properties.child("ind");
        let of = |name: &str| indent.and_then(|indent| number(indent, name));
        let away = properties.child("framePr").is_some_and(|frame| {
            let at = |name: &str| number(frame, name).unwrap_or(0);
            at("x") < LEFT_OF || at("y") < LEFT_OF || at("x") > RIGHT_OF * 2 || at("y") > RIGHT_OF * 2
        });
        Self {
            back: shading(Some(properties), theme),
            line: exact.map(|exact| if exact { line.unwrap_or(0) } else { 0 }),
            left: of("left").or_else(|| of("start")),
            first: of("hanging").map(i64::saturating_neg).or_else(|| of("firstLine")),
            away,
        }
    }

    pub(super) fn over(self, under: Self) -> Self {
        Self {
            back: self.back.or(under.back),
            line: self.line.or(under.line),
            left: self.left.or(under.left),
            first: self.first.or(under.first),
            away: self.away || under.away,
        }
    }

    /// Why nothing of a paragraph is seen.
    pub(super) fn unseen(self) -> Option<Why> {
        let left = self.left.unwrap_or(0);
        let away = |at: i64| !(LEFT_OF..=RIGHT_OF).contains(&at);
        if self.away || away(left) || away(left.saturating_add(self.first.unwrap_or(0))) {
            return Some(Why::OffPage);
        }
        self.line.filter(|line| (1..LOW).contains(line)).map(|_| Why::Clipped)
    }

    pub(super) fn back(self, around: Back) -> Back {
        self.back.unwrap_or(around)
    }
}

/// Why nothing of a row is seen.
pub(super) fn row(properties: Option<&Node>) -> Option<Why> {
    let properties = properties?;
    if properties.flag("hidden") == Some(true) {
        return Some(Why::Hidden);
    }
    let height = properties.child("trHeight")?;
    let low = height.attribute("hRule") == Some("exact") && number(height, "val").is_some_and(|height| height < LOW);
    low.then_some(Why::Clipped)
}

/// A text box, a shape or a group: what is behind its text, and why it is not seen where it is not.
pub(super) fn shape(node: &Node) -> (Option<Back>, Option<Why>) {
    match node.name {
        "anchor" => (None, anchor(node)),
        "wsp" => {
            let filled = node.elements().filter(|part| part.name == "spPr").flat_map(Node::elements).find_map(fill);
            let themed = || {
                let styles = node.elements().filter(|part| part.name == "style").flat_map(Node::elements);
                styles
                    .filter(|part| part.name == "fillRef" && part.attribute("idx") != Some("0"))
                    .map(|_| Back::Unknown)
                    .next()
            };
            (filled.or_else(themed).filter(|back| *back != Back::Through), None)
        }
        "shape" | "rect" | "roundrect" | "oval" | "group" => drawn(node),
        _ => (None, None),
    }
}

/// What one way to fill a shape puts behind its text; `None` where it is none.
fn fill(node: &Node) -> Option<Back> {
    match node.name {
        "noFill" => Some(Back::Through),
        "solidFill" => {
            let colour = node.elements().find(|colour| colour.name == "srgbClr");
            Some(colour.and_then(|colour| hex_of(colour)).map_or(Back::Unknown, Back::Fill))
        }
        "gradFill" | "blipFill" | "pattFill" | "grpFill" => Some(Back::Unknown),
        _ => None,
    }
}

fn hex_of(colour: &Node) -> Option<Rgb> {
    crate::reading::unseen::hex(colour.attribute("val")?)
}

/// A drawing that floats: hidden, or beside the page. Lengths are in 12,700ths of a point.
fn anchor(node: &Node) -> Option<Why> {
    let part = |name: &str| node.elements().find(|part| part.name == name);
    if part("docPr").is_some_and(|part| matches!(part.attribute("hidden"), Some("1" | "true"))) {
        return Some(Why::Hidden);
    }
    let size = |name: &str| part("extent").and_then(|extent| number(extent, name)).unwrap_or(0);
    let outside = [("positionH", "cx"), ("positionV", "cy")].iter().any(|(axis, length)| {
        let offset = part(axis).and_then(|axis| axis.elements().find(|at| at.name == "posOffset"));
        let at = offset.and_then(|at| at.text().trim().parse().ok()).unwrap_or(0_i64);
        at > RIGHT_OF * 2 * 635 || at.saturating_add(size(length)) < LEFT_OF * 635
    });
    outside.then_some(Why::OffPage)
}

/// A shape as older versions draw it, with a style like that of a page.
fn drawn(node: &Node) -> (Option<Back>, Option<Why>) {
    let style: String = node.attribute("style").unwrap_or_default().to_ascii_lowercase().split_whitespace().collect();
    let property = |name: &str| style.split(';').filter_map(|part| part.split_once(':')).find(|(key, _)| *key == name);
    let points = |name: &str| {
        let (_, value) = property(name)?;
        let end = value.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(value.len());
        let number: i64 = value[..end].parse().ok()?;
        Some(if value.ends_with("in") { number.saturating_mul(72) } else { number })
    };
    let away = ["margin-left", "margin-top", "left", "top"]
        .iter()
        .any(|name| points(name).is_some_and(|at| !(-1_000..=2_000).contains(&at)));
    let why = match property("visibility") {
        Some((_, "hidden")) => Some(Why::Hidden),
        _ => (away && node.name != "group").then_some(Why::OffPage),
    };
    let filled = !matches!(node.attribute("filled"), Some("f" | "false" | "0"));
    let back = match node.attribute("fillcolor") {
        _ if !filled || node.name == "group" => None,
        Some("white") | None => Some(Back::Fill(WHITE)),
        Some(colour) => {
            let digits = colour.trim_start_matches('#').split(' ').next().unwrap_or_default();
            Some(crate::reading::unseen::hex(digits).map_or(Back::Unknown, Back::Fill))
        }
    };
    (back, why)
}
