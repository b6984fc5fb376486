//! The redline as one self-contained page: the old agreement to the left, the new one to the right.

use std::fmt::Write;

use super::{
    align::{Change, ClauseChange},
    terminal::{label, summary},
    words::{Kept, Span},
};
use crate::{
    reading::Reading,
    text::{escape, visible_lines},
};

const STYLE: &str = include_str!("page.css");

/// The page; `names` are those of the two files.
#[must_use]
pub fn page(changes: &[ClauseChange], old: &Reading, new: &Reading, names: (&str, &str)) -> String {
    let (left, right) = (escape(names.0), escape(names.1));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Redline of {left} and {right}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<h1>Redline</h1>\n<p class=\"summary\">{}</p>\n",
        escape(summary(changes).trim_end())
    );
    for loss in old.left_out().iter().chain(&new.left_out()) {
        let _ = writeln!(out, "<p class=\"loss\">{}</p>", escape(loss));
    }
    let _ = write!(
        out,
        "<table>\n<thead><tr><th scope=\"col\">Clause</th><th scope=\"col\">{left}</th><th scope=\"col\">{right}</th></tr></thead>\n<tbody>\n"
    );
    for change in changes {
        let (class, word) = match change.change {
            Change::Unchanged => ("same", ""),
            Change::Reworded => ("changed", "changed"),
            Change::Moved => ("moved", "moved"),
            Change::Deleted => ("deleted", "deleted"),
            Change::Added => ("added", "added"),
        };
        let _ = writeln!(
            out,
            "<tr class=\"{class}\"><th scope=\"row\">{}<span>{word}</span></th><td dir=\"auto\">{}</td><td dir=\"auto\">{}</td></tr>",
            escape(&named(change, old, new)),
            side(&change.words, Kept::Inserted, change.old.is_some()),
            side(&change.words, Kept::Deleted, change.new.is_some()),
        );
    }
    out + "</tbody>\n</table>\n</body>\n</html>\n"
}

/// The clause by its number, as the new agreement counts where it has it.
pub(super) fn named(change: &ClauseChange, old: &Reading, new: &Reading) -> String {
    match (change.new, change.old) {
        (Some(at), _) => label(new, at),
        (None, Some(at)) => label(old, at),
        (None, None) => String::new(),
    }
}

/// One of the two texts: everything but what only the other has.
fn side(words: &[Span], other: Kept, there: bool) -> String {
    if !there {
        return String::new();
    }
    let spans = words.iter().filter(|span| span.kept != other);
    spans
        .map(|span| {
            let text = escape(&span.text);
            match span.kept {
                Kept::Same => text,
                Kept::Deleted => format!("<del>{text}</del>"),
                Kept::Inserted => format!("<ins>{text}</ins>"),
            }
        })
        .collect()
}

fn escape(text: &str) -> String {
    escape::html(&visible_lines(text)).into_owned()
}
