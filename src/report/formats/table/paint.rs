//! Colours and table frames, or none.

use anstyle::{AnsiColor, Style as Ansi};
use comfy_table::{Cell, CellAlignment, Color, ContentArrangement, Table, presets};
use unicode_width::UnicodeWidthStr;

use crate::report::{Style, wrap};

/// Paints where colour is wanted.
#[derive(Debug, Clone, Copy)]
pub(in crate::report) struct Paint {
    colour: bool,
    width: usize,
}

impl Paint {
    pub(in crate::report) fn new(style: Style) -> Self {
        Self { colour: style.colour, width: style.width }
    }

    /// A table that fits the width; empty heading for none.
    pub(in crate::report) fn table(self, head: &[&str]) -> Table {
        let mut table = Table::new();
        table.load_style(presets::UTF8_HORIZONTAL_ONLY);
        let frame = table.style_mut();
        frame.row_separator = comfy_table::LineStyle::none();
        frame.header_separator = frame.top_border;
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(self.width).unwrap_or(u16::MAX));
        if self.colour {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        if !head.is_empty() {
            table.set_header(head.iter().map(|word| Cell::new(word).add_attribute(comfy_table::Attribute::Bold)));
        }
        table
    }

    pub(in crate::report) fn title(self, text: &str) -> String {
        self.with(Ansi::new().bold(), text)
    }

    /// A name with a few words about it; the name stands out where it fits the first line.
    pub(in crate::report) fn named(self, name: &str, about: &str) -> String {
        let text = wrap(&format!("{name} ({about})"), self.width, "  ");
        match text.strip_prefix(name) {
            Some(rest) => self.title(name) + rest,
            None => text,
        }
    }

    pub(in crate::report) fn strong(self, text: &str) -> String {
        self.with(Ansi::new().bold(), text)
    }

    pub(in crate::report) fn dim(self, text: &str) -> String {
        self.with(Ansi::new().dimmed(), text)
    }

    pub(in crate::report) fn accent(self, text: &str) -> String {
        self.with(AnsiColor::Cyan.on_default(), text)
    }

    pub(in crate::report) fn warn(self, text: &str) -> String {
        self.with(AnsiColor::Yellow.on_default(), text)
    }

    /// Green for yes, red for no.
    pub(in crate::report) fn verdict(self, yes: bool, text: &str) -> String {
        let colour = if yes { AnsiColor::Green } else { AnsiColor::Red };
        self.with(colour.on_default().bold(), text)
    }

    fn with(self, style: Ansi, text: &str) -> String {
        let wide = text.lines().any(|line| line.width() > self.width);
        let text = if wide { wrap(text, self.width, "") } else { text.to_owned() };
        if !self.colour {
            return text;
        }
        // Line by line, so that a pager may show any of them alone.
        text.lines().map(|line| format!("{style}{line}{style:#}")).collect::<Vec<_>>().join("\n")
    }
}

/// The lines of a table.
pub(in crate::report) fn finish(table: &Table) -> String {
    format!("{table}\n")
}

/// A cell at the right edge of its column.
pub(in crate::report) fn right(text: impl std::fmt::Display) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}

/// A level in the colour of its number on a scale of `of` levels.
pub(in crate::report) fn level(id: &str, number: impl Into<usize>, of: usize) -> Cell {
    Cell::new(id).fg(shade(number.into(), of))
}

/// Red for less, green for more.
pub(in crate::report) fn trend(by: i64, text: String) -> Cell {
    match by.signum() {
        -1 => Cell::new(text).fg(Color::Red),
        1 => Cell::new(text).fg(Color::Green),
        _ => Cell::new(text),
    }
}

/// Red at the bottom, green at the top.
pub(in crate::report) fn shade(at: usize, of: usize) -> Color {
    const SHADES: [Color; 4] = [Color::Red, Color::DarkYellow, Color::Yellow, Color::Green];
    SHADES[(at * SHADES.len() / of.max(1)).min(SHADES.len() - 1)]
}
