//! Whether a person sees the text of an element: what its styles come to, inside what stands around it.

use super::sheet::Declaration;
use crate::reading::unseen::{Rgb, TINY, WHITE, Why, hex, same};

/// What an element passes on to what is in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    /// Why nothing in it is seen, whatever that says of itself.
    why: Option<Why>,
    /// What is in it may be visible again.
    invisible: bool,
    /// In tenths of a point.
    size: i64,
    /// `None` where it is not known.
    colour: Option<Rgb>,
    clear: bool,
    /// `None` where it is not known.
    back: Option<Rgb>,
}

impl Default for Seen {
    fn default() -> Self {
        Self { why: None, invisible: false, size: 120, colour: Some([0; 3]), clear: false, back: Some(WHITE) }
    }
}

/// Beyond the edge of any screen, in tenths of a point.
const FAR: i64 = 3_750;

impl Seen {
    /// Why text right here is not seen.
    pub(super) fn unseen(self) -> Option<Why> {
        if self.why.is_some() {
            return self.why;
        }
        if self.invisible {
            return Some(Why::Hidden);
        }
        if self.size < TINY {
            return Some(Why::Tiny);
        }
        if self.clear {
            return Some(Why::Transparent);
        }
        match (self.colour, self.back) {
            (Some(colour), Some(back)) if same(colour, back) => Some(Why::Colour),
            _ => None,
        }
    }

    /// The same where the element as such is not shown.
    pub(super) fn hidden(self) -> Self {
        Self { why: self.why.or(Some(Why::Hidden)), ..self }
    }

    /// What holds in an element with these declarations, the strongest last. `pictured` tells that pictures stand before it,
    /// over which it may be laid.
    pub(super) fn with(self, declarations: &[Declaration], pictured: bool) -> Self {
        let value = |name: &str| {
            declarations.iter().rev().find(|one| one.property == name).map_or("", |one| one.value.as_str())
        };
        let length = |name: &str| length(value(name), self.size);
        let mut seen = self;
        match value("visibility") {
            "hidden" | "collapse" => seen.invisible = true,
            "visible" => seen.invisible = false,
            _ => {}
        }
        if let Some(size) =
            [value("font"), value("font-size")].iter().filter_map(|text| font(text, self.size)).next_back()
        {
            seen.size = size;
        }
        let fill = value("-webkit-text-fill-color");
        let written = if fill.is_empty() { value("color") } else { fill };
        if !written.is_empty() && !matches!(written, "inherit" | "currentcolor" | "unset") {
            let colour = colour(written);
            seen.clear = colour == Some(Paint::Nothing);
            seen.colour = match colour {
                Some(Paint::Of(colour)) => Some(colour),
                _ => None,
            };
        }
        let cut = |name: &str| value(name).contains("text");
        let shadow = !matches!(value("text-shadow"), "" | "none");
        seen.clear &= !(cut("background-clip") || cut("-webkit-background-clip") || shadow);
        let ground = [value("background"), value("background-color"), value("background-image")];
        let away = matches!(value("position"), "absolute" | "fixed");
        for ground in ground.into_iter().filter(|ground| !ground.is_empty()) {
            seen.back = background(ground, seen.back);
        }
        if away && pictured && ground.iter().all(|ground| ground.is_empty()) {
            seen.back = None;
        }
        let placed = away || matches!(value("position"), "relative" | "sticky");
        let off = |name: &str| length(name).is_some_and(|at| at <= -FAR || at >= 10 * FAR);
        let moved = value("transform");
        let low = |name: &str| length(name).is_some_and(|by| (0..=10).contains(&by));
        let cut_off = value("overflow").contains("hidden") || value("overflow").contains("clip");
        let clip = value("clip").replace([' ', ','], "");
        let why = if value("display") == "none" || value("content-visibility") == "hidden" {
            Some(Why::Hidden)
        } else if number(value("opacity")).is_some_and(|share| share < 50) || value("filter").contains("opacity(0") {
            Some(Why::Transparent)
        } else if (placed && ["left", "top", "right", "bottom"].iter().any(|name| off(name)))
            || ["text-indent", "margin-left", "margin-top"].iter().any(|name| off(name))
            || shifted(moved, self.size)
        {
            Some(Why::OffPage)
        } else if (cut_off && ["height", "max-height", "width", "max-width"].iter().any(|name| low(name)))
            || matches!(clip.as_str(), "rect(0000)" | "rect(0px0px0px0px)" | "rect(1px1px1px1px)")
            || value("clip-path").starts_with("inset(50%")
            || value("clip-path").starts_with("inset(100%")
            || value("clip-path").starts_with("circle(0")
            || moved.replace(' ', "").contains("scale(0)")
        {
            Some(Why::Clipped)
        } else {
            None
        };
        seen.why = self.why.or(why);
        seen
    }
}

/// Whether a shift leads beyond the edge.
fn shifted(transform: &str, size: i64) -> bool {
    let Some((_, rest)) = transform.split_once("translate") else { return false };
    let inner = rest.split_once('(').map_or("", |(_, inner)| inner);
    let inner = inner.split(')').next().unwrap_or_default();
    inner.split(',').any(|by| length(by.trim(), size).is_some_and(|by| by.abs() >= FAR))
}

/// A number in thousandths.
fn number(text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let digits = digits.strip_prefix('+').unwrap_or(digits);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && part.is_empty() {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let mut thousandths: i64 = 0;
    for at in 0..3 {
        let digit = part.as_bytes().get(at).map_or(Some(0), |byte| (*byte as char).to_digit(10))?;
        thousandths = thousandths * 10 + i64::from(digit);
    }
    Some(sign * (whole.checked_mul(1000)?.checked_add(thousandths)?))
}

/// A length in tenths of a point; shares of what is around are taken of the size of letters, or of a large screen.
fn length(text: &str, size: i64) -> Option<i64> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '+' | '.')).unwrap_or(text.len());
    let number = number(&text[..end])?;
    let of = |by: i64| number.checked_mul(by).map(|by| by / 1000);
    match text[end..].trim() {
        "px" => number.checked_mul(75).map(|by| by / 10_000),
        "pt" => of(10),
        "em" => of(size),
        "rem" => of(120),
        "%" | "vw" | "vh" => of(100),
        "" if number == 0 => Some(0),
        _ => None,
    }
}

/// The size of letters in tenths of a point, in a value of its own or among others.
fn font(text: &str, around: i64) -> Option<i64> {
    text.split([' ', '/']).find_map(|word| match word.strip_suffix('%') {
        Some(share) => number(share)?.checked_mul(around).map(|by| by / 100_000),
        None => length(word, around),
    })
}

/// What letters or a ground are painted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paint {
    Of(Rgb),
    Nothing,
}

/// A colour, where it is understood.
fn colour(text: &str) -> Option<Paint> {
    let digits = |text: &str| -> Option<Paint> {
        let long: String = match text.len() {
            3 | 4 => text.chars().flat_map(|c| [c, c]).collect(),
            6 | 8 => text.to_owned(),
            _ => return None,
        };
        let clear = long.get(6..).is_some_and(|alpha| u8::from_str_radix(alpha, 16).is_ok_and(|alpha| alpha < 13));
        Some(if clear { Paint::Nothing } else { Paint::Of(hex(long.get(..6)?)?) })
    };
    if let Some(text) = text.strip_prefix('#') {
        return digits(text);
    }
    if let Some((kind, inner)) = text.split_once('(') {
        let inner = inner.trim_end_matches(')').replace(['/', ','], " ");
        let parts: Vec<(i64, bool)> = inner
            .split_whitespace()
            .map(|part| (number(part.trim_end_matches(['%', 'd', 'e', 'g'])).unwrap_or(0), part.ends_with('%')))
            .collect();
        if let Some((alpha, share)) = parts.get(3)
            && *alpha < if *share { 5_000 } else { 50 }
        {
            return Some(Paint::Nothing);
        }
        let channel = |at: usize| {
            let (value, share) = parts.get(at)?;
            let value = if *share { value * 255 / 100_000 } else { value / 1000 };
            u8::try_from(value.clamp(0, 255)).ok()
        };
        return match kind {
            "rgb" | "rgba" => Some(Paint::Of([channel(0)?, channel(1)?, channel(2)?])),
            // Only the ends of the scale are one colour whatever the hue.
            "hsl" | "hsla" => match parts.get(2)?.0 {
                95_000.. => Some(Paint::Of(WHITE)),
                ..=5_000 => Some(Paint::Of([0; 3])),
                _ => None,
            },
            _ => None,
        };
    }
    NAMES
        .iter()
        .find(|(name, _)| *name == text)
        .map(|(_, rgb)| Paint::Of(*rgb))
        .or((text == "transparent").then_some(Paint::Nothing))
}

/// What a background puts behind letters; `None` where it is not known.
fn background(text: &str, around: Option<Rgb>) -> Option<Rgb> {
    if matches!(text, "none" | "inherit" | "transparent" | "initial" | "unset") {
        return around;
    }
    if text.contains("url(") || text.contains("gradient") || text.contains("image") {
        return None;
    }
    match colour(text).or_else(|| text.split_whitespace().find_map(colour)) {
        Some(Paint::Of(colour)) => Some(colour),
        Some(Paint::Nothing) => around,
        None => None,
    }
}

/// The usual names, and those of colours that are nearly white.
const NAMES: &[(&str, Rgb)] = &[
    ("white", WHITE),
    ("black", [0, 0, 0]),
    ("red", [255, 0, 0]),
    ("green", [0, 128, 0]),
    ("blue", [0, 0, 255]),
    ("navy", [0, 0, 128]),
    ("teal", [0, 128, 128]),
    ("maroon", [128, 0, 0]),
    ("purple", [128, 0, 128]),
    ("olive", [128, 128, 0]),
    ("gray", [128, 128, 128]),
    ("grey", [128, 128, 128]),
    ("silver", [192, 192, 192]),
    ("lime", [0, 255, 0]),
    ("aqua", [0, 255, 255]),
    ("cyan", [0, 255, 255]),
    ("fuchsia", [255, 0, 255]),
    ("magenta", [255, 0, 255]),
    ("yellow", [255, 255, 0]),
    ("orange", [255, 165, 0]),
    ("darkblue", [0, 0, 139]),
    ("darkgray", [169, 169, 169]),
    ("darkgrey", [169, 169, 169]),
    ("lightgray", [211, 211, 211]),
    ("lightgrey", [211, 211, 211]),
    ("gainsboro", [220, 220, 220]),
    ("whitesmoke", [245, 245, 245]),
    ("snow", [255, 250, 250]),
    ("ivory", [255, 255, 240]),
    ("ghostwhite", [248, 248, 255]),
    ("floralwhite", [255, 250, 240]),
    ("seashell", [255, 245, 238]),
    ("azure", [240, 255, 255]),
    ("mintcream", [245, 255, 250]),
    ("aliceblue", [240, 248, 255]),
    ("honeydew", [240, 255, 240]),
    ("lavenderblush", [255, 240, 245]),
    ("oldlace", [253, 245, 230]),
    ("linen", [250, 240, 230]),
];

/// The declarations that old attributes stand for.
pub(super) fn attributes(name: &str, value: &dyn Fn(&str) -> String) -> String {
    let mut written = String::new();
    let mut put = |property: &str, attribute: &str| {
        let value = value(attribute);
        if !value.is_empty() {
            written.push_str(&format!("{property}:{};", value.replace(';', "")));
        }
    };
    match name {
        "font" => put("color", "color"),
        "body" => {
            put("color", "text");
            put("background-color", "bgcolor");
            put("background-image", "background");
        }
        "table" | "tr" | "td" | "th" => {
            put("background-color", "bgcolor");
            put("background-image", "background");
        }
        _ => {}
    }
    written
}
