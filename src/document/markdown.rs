//! Markdown: `CommonMark` with tables. Numbers are written out, never left to a list; text is escaped, so that it appears as typed.

use super::numbered::{
    Entry, Grid, Item, Numbered, NumberedClause, NumberedSchedule, Piece, Run, RunKind, Signer, plain, table_of,
};
use super::tree::ListStyle;
use crate::text::escape;

/// The document as Markdown.
#[must_use]
pub fn markdown(document: &Numbered) -> String {
    let writer = Writer { document };
    let meta = document.meta();
    let mut blocks = vec![writer.heading(1, "", &[Run::text(meta.title.clone())])];
    if let Some(subtitle) = &meta.subtitle {
        let run = Run::text(subtitle.clone()).into_emphasis();
        blocks.push(inline(&[run], Place::Paragraph));
    }
    if let Some(mark) = &meta.mark {
        blocks.push(inline(&[Run::text(mark.clone()).into_strong()], Place::Paragraph));
    }
    blocks.extend(writer.pieces(document.body(), 0, 2));
    blocks.retain_mut(|block| {
        block.truncate(block.trim_end_matches(' ').len());
        !block.is_empty()
    });
    blocks.join("\n\n") + "\n"
}

struct Writer<'a> {
    document: &'a Numbered,
}

impl Writer<'_> {
    /// The blocks of some pieces; `depth` is the level of the clause around them, `rank` the heading level of a clause.
    fn pieces(&self, pieces: &[Piece], depth: u8, rank: u8) -> Vec<String> {
        pieces.iter().flat_map(|piece| self.piece(piece, depth, rank)).collect()
    }

    fn piece(&self, piece: &Piece, depth: u8, rank: u8) -> Vec<String> {
        match piece {
            Piece::Heading { level, text } => vec![self.heading(rank + level - 1, "", text)],
            Piece::Part(part) => {
                let mut blocks = vec![self.heading(rank, &part.anchor, &part.title)];
                blocks.extend(self.pieces(&part.body, depth, rank + 1));
                blocks
            }
            Piece::Figures { figures } => vec![table(&table_of(figures))],
            Piece::Picture(picture) => {
                vec![inline(&[Run::text(picture.words.clone()).into_emphasis()], Place::Paragraph)]
            }
            Piece::Clause(clause) => self.clause(clause, rank),
            Piece::Schedule(schedule) => self.schedule(schedule),
            Piece::Paragraph { text } => vec![indented(depth, "", text)],
            Piece::List(list) if list.style == ListStyle::Bullet => vec![bullets(&list.items)],
            Piece::List(list) => list.items.iter().map(|item| indented(depth, &item.label, &item.text)).collect(),
            Piece::Table(grid) => vec![table(grid)],
            Piece::Note { title, body } => vec![self.note(title.as_deref(), body, rank)],
            Piece::Contents => vec![contents(self.document.contents())],
            Piece::PageBreak => vec!["---".to_owned()],
            Piece::Signatures { signatories } => vec![signatures(signatories)],
        }
    }

    fn clause(&self, clause: &NumberedClause, rank: u8) -> Vec<String> {
        let mut opening = clause.opening();
        opening.insert(0, Run::text(format!("{} ", clause.label)));
        let first = if clause.is_headed() {
            self.heading(rank, &clause.anchor, &opening)
        } else {
            let label = format!("{}{}", self.anchor(&clause.anchor), clause.label);
            labelled(clause.level.saturating_sub(2), &label, &clause.opening())
        };
        let mut blocks = vec![first];
        if !clause.lead().is_empty() {
            blocks.push(indented(clause.level, "", clause.lead()));
        }
        blocks.extend(self.pieces(&clause.body, clause.level, rank));
        blocks
    }

    fn schedule(&self, schedule: &NumberedSchedule) -> Vec<String> {
        let mut blocks = vec![self.heading(2, &schedule.anchor, &schedule.heading())];
        blocks.extend(self.pieces(&schedule.body, 0, 3));
        blocks
    }

    fn heading(&self, rank: u8, anchor: &str, text: &[Run]) -> String {
        format!("{} {}{}", "#".repeat(usize::from(rank.clamp(1, 6))), self.anchor(anchor), inline(text, Place::Line))
    }

    /// A place for links to lead to, where something links to it.
    fn anchor(&self, anchor: &str) -> String {
        if self.document.is_linked(anchor) { format!("<a id=\"{anchor}\"></a>") } else { String::new() }
    }

    fn note(&self, title: Option<&str>, body: &[Piece], rank: u8) -> String {
        let title = title.map(|title| inline(&[Run::text(title).into_strong()], Place::Paragraph));
        let blocks: Vec<_> = title.into_iter().chain(self.pieces(body, 0, rank)).collect();
        let quoted = |line: &str| {
            if line.is_empty() { ">".to_owned() } else { format!("> {line}") }
        };
        blocks.join("\n\n").lines().map(quoted).collect::<Vec<_>>().join("\n")
    }
}

/// A paragraph inside a clause, set in by em spaces, which Markdown keeps and does not take for code.
fn indented(depth: u8, label: &str, text: &[Run]) -> String {
    let depth = depth.saturating_sub(2);
    if label.is_empty() {
        let indent = "\u{2003}".repeat(usize::from(depth));
        return indent.clone() + &inline(text, if indent.is_empty() { Place::Paragraph } else { Place::After });
    }
    labelled(depth, &escape::markdown(label, true), text)
}

/// A number, as Markdown already, and what stands after it.
fn labelled(depth: u8, label: &str, text: &[Run]) -> String {
    format!("{}{label} {}", "\u{2003}".repeat(usize::from(depth)), inline(text, Place::After))
}

fn bullets(items: &[Item]) -> String {
    let lines = items.iter().map(|item| format!("- {}", inline(&item.text, Place::Item)));
    lines.collect::<Vec<_>>().join("\n")
}

fn contents(entries: &[Entry]) -> String {
    let line = |entry: &Entry| {
        let title = plain(&entry.title).replace('\n', " ");
        let text = format!("{} {title}", entry.label);
        format!("- [{}](#{})", escape::markdown(text.trim(), false), entry.anchor)
    };
    entries.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn table(grid: &Grid) -> String {
    let row = |cells: &[Vec<Run>]| {
        let cells: Vec<_> = cells.iter().map(|cell| inline(cell, Place::Line)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let head = if grid.head.is_empty() { vec![Vec::new(); grid.widths.len()] } else { grid.head.clone() };
    let mut lines = vec![row(&head), format!("|{}", " --- |".repeat(grid.widths.len()))];
    lines.extend(grid.rows.iter().map(|cells| row(cells)));
    if grid.widths.is_empty() { String::new() } else { lines.join("\n") }
}

/// One column for each signatory, one row for each line.
fn signatures(signatories: &[Signer]) -> String {
    let rows = signatories.iter().map(|signer| signer.lines.len()).max().unwrap_or(0);
    let cell = |signer: &Signer, at: usize| match signer.lines.get(at) {
        None => Vec::new(),
        Some(line) if line.value.is_empty() => {
            vec![Run::text(format!("{}: ____________________", line.label))]
        }
        Some(line) => [vec![Run::text(format!("{}: ", line.label))], line.value.clone()].concat(),
    };
    let rows = (0..rows).map(|at| signatories.iter().map(|signer| cell(signer, at)).collect());
    let head = signatories.iter().map(|signer| signer.caption.clone()).collect();
    table(&Grid { widths: vec![1; signatories.len()], head, rows: rows.collect() })
}

/// Where a run of inlines stands, which decides what needs escaping and how a line is broken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the start of a line, with room for more lines.
    Paragraph,
    /// After something on the same line, with room for more lines.
    After,
    /// At the start of a line, which is the only one.
    Item,
    /// After something on the same line, which is the only one.
    Line,
}

fn inline(runs: &[Run], place: Place) -> String {
    let mut out = String::new();
    let mut styled_before = false;
    for (at, run) in runs.iter().enumerate() {
        let next = runs.get(at + 1);
        let starts = out.is_empty() || runs[at - 1].is_break();
        let ends = next.is_none_or(Run::is_break);
        if run.is_break() {
            let amid = !starts && !ends && matches!(place, Place::Paragraph | Place::After);
            out.push_str(if amid { "\\\n" } else { "<br>" });
            styled_before = false;
            continue;
        }
        let at_line_start = starts && (matches!(place, Place::Paragraph | Place::Item) || out.ends_with('\n'));
        let escaped = edges(&shown(run, at_line_start), starts, ends);
        let before = out.chars().next_back();
        let after = next.and_then(|next| next.text.chars().next());
        let beside_style = styled_before || next.is_some_and(is_styled);
        if is_styled(run) {
            out.push_str(&wrap(run, &escaped, before, after, beside_style));
        } else {
            out.push_str(&escaped);
        }
        styled_before = is_styled(run);
    }
    out
}

fn is_styled(run: &Run) -> bool {
    run.is_bold() || run.emphasis
}

fn shown(run: &Run, at_line_start: bool) -> String {
    match &run.kind {
        RunKind::Reference { anchor, .. } => format!("[{}](#{anchor})", run.text),
        _ => escape::markdown(&run.text, at_line_start),
    }
}

/// Spaces that Markdown would trim from the edges of a line, written as entities.
fn edges(text: &str, starts: bool, ends: bool) -> String {
    let blank = |c: char| matches!(c, ' ' | '\t');
    let entities = |blanks: &str| blanks.replace(' ', "&#32;").replace('\t', "&#9;");
    let body = text.trim_start_matches(blank);
    let (head, body) = if starts { (entities(&text[..text.len() - body.len()]), body) } else { (String::new(), text) };
    let kept = body.trim_end_matches(blank);
    if ends { head + kept + &entities(&body[kept.len()..]) } else { head + body }
}

/// Asterisks where Markdown is sure to read them as meant, tags elsewhere.
fn wrap(run: &Run, text: &str, before: Option<char>, after: Option<char>, beside_style: bool) -> String {
    let core = text.trim();
    if core.is_empty() {
        return text.to_owned();
    }
    let at = text.find(core).unwrap_or(0);
    let (head, tail) = (&text[..at], &text[at + core.len()..]);
    let open =
        |c: Option<char>, spaced: bool| spaced || c.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation());
    // Letters in circles and squares count as letters in Unicode's tables and as symbols in Markdown's.
    let ringed = |c: char| matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}');
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !ringed(c));
    let sure = !beside_style
        && (word(core.chars().next()) || open(before, !head.is_empty()))
        && (word(core.chars().next_back()) || open(after, !tail.is_empty()));
    let (bold, slant) = (run.is_bold(), run.emphasis);
    let (begin, end) = match (sure, bold, slant) {
        (true, true, true) => ("***", "***"),
        (true, true, false) => ("**", "**"),
        (true, false, _) => ("*", "*"),
        (false, true, true) => ("<strong><em>", "</em></strong>"),
        (false, true, false) => ("<strong>", "</strong>"),
        (false, false, _) => ("<em>", "</em>"),
    };
    format!("{head}{begin}{core}{end}{tail}")
}

#[cfg(test)]
mod tests;
