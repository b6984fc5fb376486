//! A line that begins in a column where nothing above does: with which of the lines above it may have been meant to stand.

use super::{
    Mistake, SHOWN,
    lines::{Line, first_word},
    repairs::Repair,
};

/// Most lines above that are named.
const MOST: usize = 3;

/// The mistake in the line, where `works` with the line moved.
pub(super) fn mistake(lines: &[Line<'_>], at: usize, works: &dyn Fn(&Repair) -> bool) -> Option<Mistake> {
    let line = &lines[at];
    let dash = line.content().starts_with("- ");
    // The blocks that are open above, from the inside out.
    let mut open: Vec<(usize, &str)> = Vec::new();
    for above in lines[..at].iter().rev().filter(|line| !line.is_blank()) {
        let content = above.content();
        let inner = content.strip_prefix('-').map_or(content, str::trim_start);
        let columns = [
            // What an entry of a list begins with stands behind its dash.
            (above.indent() + content.len() - inner.len(), first_word(inner)),
            (above.indent(), first_word(content)),
        ];
        for (column, word) in &columns[..if dash && inner != content { 2 } else { 1 }] {
            if open.iter().all(|(known, _)| known > column) {
                open.push((*column, word));
            }
        }
    }
    let moved = |column: usize| format!("{}{}", " ".repeat(column), line.content());
    open.retain(|(column, _)| *column != line.indent() && works(&Repair::of(line, moved(*column), String::new())));
    open.truncate(MOST);
    let help: Vec<String> = open
        .iter()
        .map(|(column, word)| format!("to stand beside `{word}`, write `{}`", moved(*column)))
        .filter(|help| help.chars().count() <= SHOWN + 60)
        .collect();
    let start = line.range.start + line.indentation().len();
    (!open.is_empty()).then(|| Mistake {
        message: format!("the line begins in column {}, where nothing above it begins", line.indent() + 1),
        range: start..start + line.first_word().len(),
        help,
    })
}
