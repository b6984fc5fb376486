//! Runs of text, fields and bookmarks.

use crate::document::direction::stretches;
use crate::document::numbered::{Numbered, Piece, Run, RunKind};
use crate::text::escape;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;

/// A field with the text that it shows until Word counts again; `shown` is one or more runs.
pub(super) fn field(code: &str, shown: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {code} </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{shown}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    )
}

/// Writes runs; `leftwards` says that the paragraph runs from right to left.
pub(super) fn inline(out: &mut String, runs: &[Run], leftwards: bool, bookmarks: &Bookmarks) {
    for run in runs {
        match &run.kind {
            RunKind::Break => out.push_str("<w:r><w:br/></w:r>"),
            RunKind::Reference { anchor, .. } => {
                let mut shown = String::new();
                stretch(&mut shown, run, &run.text, false);
                out.push_str(&field(&bookmarks.reference(anchor), &shown));
            }
            _ => {
                for (text, rtl) in stretches(&run.text, leftwards) {
                    stretch(out, run, text, rtl);
                }
            }
        }
    }
}

/// One run in one direction; a tab becomes Word's own.
fn stretch(out: &mut String, run: &Run, text: &str, rtl: bool) {
    out.push_str("<w:r>");
    properties(out, run, rtl);
    for (at, part) in text.split('\t').enumerate() {
        if at > 0 {
            out.push_str("<w:tab/>");
        }
        if !part.is_empty() {
            let _ = write!(out, "<w:t xml:space=\"preserve\">{}</w:t>", escape::xml(part));
        }
    }
    out.push_str("</w:r>");
}

fn properties(out: &mut String, run: &Run, rtl: bool) {
    let style = match run.kind {
        RunKind::Term => "<w:rStyle w:val=\"DefinedTerm\"/>",
        RunKind::Placeholder => "<w:rStyle w:val=\"Placeholder\"/>",
        _ => "",
    };
    let bold = if run.strong { "<w:b/><w:bCs/>" } else { "" };
    let slant = if run.emphasis { "<w:i/><w:iCs/>" } else { "" };
    // A style cannot highlight, and lawyers search for gaps by highlight.
    let gap = if run.kind == RunKind::Placeholder { "<w:highlight w:val=\"yellow\"/>" } else { "" };
    let rtl = if rtl { "<w:rtl/>" } else { "" };
    if [style, bold, slant, gap, rtl].iter().any(|property| !property.is_empty()) {
        let _ = write!(out, "<w:rPr>{style}{bold}{slant}{gap}{rtl}</w:rPr>");
    }
}

/// The names of bookmarks: one for each clause or schedule that has an id, made of that id so that a returned file can be
/// matched with ours; one for each line of the contents.
#[derive(Debug, Default)]
pub(super) struct Bookmarks {
    /// Anchor → name, and whether it marks a schedule's letter.
    names: HashMap<String, (String, bool)>,
    /// Anchor → name of the mark that the contents lead to.
    contents: HashMap<String, String>,
}

impl Bookmarks {
    /// Names everything in a document that has an id or stands in its contents.
    pub(super) fn of(document: &Numbered) -> Self {
        let mut bookmarks = Self::default();
        let mut taken = HashSet::new();
        bookmarks.collect(document.body(), &mut taken);
        for (count, entry) in (100_000_001..).zip(document.contents()) {
            bookmarks.contents.insert(entry.anchor.clone(), format!("_Toc{count}"));
        }
        bookmarks
    }

    fn collect(&mut self, pieces: &[Piece], taken: &mut HashSet<String>) {
        for piece in pieces {
            match piece {
                Piece::Clause(clause) => {
                    self.name(&clause.id, &clause.anchor, false, taken);
                    self.collect(&clause.body, taken);
                }
                Piece::Schedule(schedule) => {
                    self.name(&schedule.id, &schedule.anchor, true, taken);
                    self.collect(&schedule.body, taken);
                }
                Piece::Note { body, .. } => self.collect(body, taken),
                Piece::Part(part) => self.collect(&part.body, taken),
                _ => {}
            }
        }
    }

    /// Word takes names of up to 40 letters, digits and underscores, without regard to case.
    fn name(&mut self, id: &str, anchor: &str, schedule: bool, taken: &mut HashSet<String>) {
        if id.is_empty() {
            return;
        }
        let safe = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
        let base: String = "_Ref_".chars().chain(id.chars().map(safe)).take(34).collect();
        let free = std::iter::once(base.clone()).chain((2..).map(|count| format!("{base}_{count}")));
        let name =
            free.into_iter().find(|name| !taken.contains(&name.to_lowercase())).expect("there is always a next number");
        taken.insert(name.to_lowercase());
        self.names.insert(anchor.to_owned(), (name, schedule));
    }

    /// The name of the bookmark that references to this anchor use.
    pub(super) fn named(&self, anchor: &str) -> Option<&str> {
        self.names.get(anchor).map(|(name, _)| name.as_str())
    }

    /// The name of the bookmark that a line of the contents uses.
    pub(super) fn in_contents(&self, anchor: &str) -> Option<&str> {
        self.contents.get(anchor).map(String::as_str)
    }

    /// The code of a field that shows the full number of a clause, or the letter of a schedule.
    fn reference(&self, anchor: &str) -> String {
        let (name, schedule) = self.names.get(anchor).expect("a reference leads to something with an id");
        if *schedule { format!("REF {name} \\h \\* MERGEFORMAT") } else { format!("REF {name} \\w \\h") }
    }
}
