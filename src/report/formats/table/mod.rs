//! In: what an answer says at a terminal, and the pieces that it is made of.
//! Out: lines in as much room as there is, in colour or without.
//! Never: a meaning that colour alone carries.

mod paint;
mod verdict;

pub(in crate::report) use paint::{Paint, finish, level, right, shade, trend};
pub(in crate::report) use verdict::{lines, verdict};

use crate::report::{Style, wrap};

/// Cells are padded to the width of their column; nobody wants the spaces at the end of a line, nor lines without words
/// at the end.
pub(super) fn render(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    while lines.last() == Some(&"") {
        lines.pop();
    }
    lines.join("\n") + "\n"
}

/// The remark that stands under every answer: what it is, and what it is not.
pub(in crate::report) fn statement(text: &str, style: Style, paint: Paint) -> String {
    paint.dim(&wrap(text, style.width, "")) + "\n"
}
