//! Plain text, wrapped, with hanging indents; widths are those of a terminal.

use super::numbered::{Grid, Numbered, NumberedClause, NumberedSchedule, Piece, Run, Signer, plain, table_of};
use crate::text::fill;
use unicode_width::UnicodeWidthStr;

/// Columns of a line.
const WIDTH: usize = 78;
/// Columns that the number of a clause takes, by its level.
const HANG: [usize; 5] = [0, 6, 6, 5, 6];
/// A column of a table narrower than this is unreadable.
const NARROWEST: usize = 9;

/// The document as plain text.
pub fn text(document: &Numbered) -> String {
    let mut page = Page { document, lines: Vec::new() };
    let meta = document.meta();
    page.centred(&meta.title);
    for line in [&meta.subtitle, &meta.mark].into_iter().flatten() {
        page.centred(line);
    }
    page.blank();
    page.pieces(document.body(), 0);
    while page.lines.last().is_some_and(String::is_empty) {
        page.lines.pop();
    }
    page.lines.join("\n") + "\n"
}

struct Page<'a> {
    document: &'a Numbered,
    lines: Vec<String>,
}

impl Page<'_> {
    fn pieces(&mut self, pieces: &[Piece], indent: usize) {
        for piece in pieces {
            self.piece(piece, indent);
        }
    }

    fn piece(&mut self, piece: &Piece, indent: usize) {
        match piece {
            Piece::Heading { text, .. } => self.heading(&plain(text), indent),
            Piece::Part(part) => {
                self.heading(&plain(&part.title), indent);
                self.pieces(&part.body, indent);
            }
            Piece::Figures { figures } => self.table(&table_of(figures), indent),
            Piece::Picture(picture) => self.paragraph("", &picture.words, indent, 0),
            Piece::Clause(clause) => self.clause(clause, indent),
            Piece::Schedule(schedule) => self.schedule(schedule),
            Piece::Paragraph { text } => self.paragraph("", &plain(text), indent, 0),
            Piece::List(list) => {
                for item in &list.items {
                    self.paragraph(&item.label, &plain(&item.text), indent, 5);
                }
            }
            Piece::Table(grid) => self.table(grid, indent),
            Piece::Note { title, body } => self.note(title.as_deref(), body, indent),
            Piece::Contents => self.contents(),
            Piece::PageBreak => self.rule(indent, '─'),
            Piece::Signatures { signatories } => signatories.iter().for_each(|signer| self.signer(signer, indent)),
        }
    }

    fn clause(&mut self, clause: &NumberedClause, indent: usize) {
        let hang = HANG[usize::from(clause.level)];
        // The second level stands under the first, its number in the same column.
        let indent = if clause.level == 2 { indent.saturating_sub(HANG[1]) } else { indent };
        let opening = plain(&clause.opening());
        self.paragraph(&clause.label, &opening, indent, hang);
        if !clause.lead().is_empty() {
            self.paragraph("", &plain(clause.lead()), indent + hang, 0);
        }
        self.pieces(&clause.body, indent + hang);
    }

    fn schedule(&mut self, schedule: &NumberedSchedule) {
        self.rule(0, '═');
        self.heading(&plain(&schedule.heading()), 0);
        self.pieces(&schedule.body, 0);
    }

    fn heading(&mut self, text: &str, indent: usize) {
        self.wrapped("", text, indent, 0);
        let width = self.lines.last().map_or(0, |line| line.width().saturating_sub(indent));
        self.lines.push(" ".repeat(indent) + &"─".repeat(width));
        self.blank();
    }

    fn paragraph(&mut self, label: &str, text: &str, indent: usize, hang: usize) {
        self.wrapped(label, text, indent, hang);
        self.blank();
    }

    /// Lines of text after a label, the second and later ones set in by `hang`.
    fn wrapped(&mut self, label: &str, text: &str, indent: usize, hang: usize) {
        let hang = if label.is_empty() { hang } else { hang.max(label.width() + 1) };
        for (at, line) in fill(text, WIDTH - indent - hang).into_iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            let gap = " ".repeat(hang - label.width());
            self.lines.push(format!("{}{label}{gap}{line}", " ".repeat(indent)).trim_end().to_owned());
        }
    }

    fn note(&mut self, title: Option<&str>, body: &[Piece], indent: usize) {
        let mut inner = Page { document: self.document, lines: Vec::new() };
        if let Some(title) = title {
            inner.wrapped("", title, indent + 2, 0);
        }
        inner.pieces(body, indent + 2);
        while inner.lines.last().is_some_and(String::is_empty) {
            inner.lines.pop();
        }
        let edge = " ".repeat(indent) + "│ ";
        let lines = inner.lines.iter().map(|line| format!("{edge}{}", line.get(indent + 2..).unwrap_or("")));
        self.lines.extend(lines.map(|line| line.trim_end().to_owned()));
        self.blank();
    }

    fn contents(&mut self) {
        self.heading(&self.document.captions().contents, 0);
        let widest = self.document.contents().iter().map(|entry| entry.label.width()).max().unwrap_or(0);
        for entry in self.document.contents() {
            self.wrapped(&entry.label, &plain(&entry.title), 0, widest + 2);
        }
        self.blank();
    }

    fn table(&mut self, grid: &Grid, indent: usize) {
        let columns = grid.widths.len();
        let room = (WIDTH - indent).saturating_sub(2 * columns.saturating_sub(1));
        let widths: Vec<_> = grid.widths.iter().map(|share| room * usize::from(*share) / 10_000).collect();
        if widths.iter().any(|width| *width < NARROWEST) {
            return self.records(grid, indent);
        }
        self.rule_of(indent, &widths);
        if !grid.head.is_empty() {
            self.row(&grid.head, &widths, indent);
            self.rule_of(indent, &widths);
        }
        for row in &grid.rows {
            self.row(row, &widths, indent);
            self.rule_of(indent, &widths);
        }
        self.blank();
    }

    fn row(&mut self, cells: &[Vec<Run>], widths: &[usize], indent: usize) {
        let cells: Vec<_> = cells.iter().zip(widths).map(|(cell, width)| fill(&plain(cell), *width)).collect();
        for at in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let mut line = " ".repeat(indent);
            for (cell, width) in cells.iter().zip(widths) {
                let text = cell.get(at).map_or("", String::as_str);
                line.push_str(text);
                line.push_str(&" ".repeat(width.saturating_sub(text.width()) + 2));
            }
            self.lines.push(line.trim_end().to_owned());
        }
    }

    /// A table too narrow for columns: each row as lines of heading and value.
    fn records(&mut self, grid: &Grid, indent: usize) {
        for row in &grid.rows {
            for (at, cell) in row.iter().enumerate() {
                let head = grid.head.get(at).map(|head| plain(head)).filter(|head| !head.is_empty());
                let head = head.map_or_else(String::new, |head| head.replace('\n', " ") + ": ");
                self.wrapped("", &(head + &plain(cell)), indent, 0);
            }
            self.blank();
        }
    }

    fn signer(&mut self, signer: &Signer, indent: usize) {
        self.paragraph("", &plain(&signer.caption), indent, 0);
        let widest = signer.lines.iter().map(|line| line.label.width()).max().unwrap_or(0);
        for line in &signer.lines {
            let value = if line.value.is_empty() { "_".repeat(30) } else { plain(&line.value) };
            self.wrapped(&format!("{}:", line.label), &value, indent, widest + 3);
            self.blank();
        }
        self.blank();
    }

    fn centred(&mut self, text: &str) {
        for line in fill(text, WIDTH) {
            let margin = " ".repeat((WIDTH - line.width().min(WIDTH)) / 2);
            self.lines.push(format!("{margin}{line}"));
        }
    }

    fn rule(&mut self, indent: usize, sign: char) {
        self.lines.push(" ".repeat(indent) + &sign.to_string().repeat(WIDTH - indent));
        self.blank();
    }

    fn rule_of(&mut self, indent: usize, widths: &[usize]) {
        let dashes: Vec<_> = widths.iter().map(|width| "─".repeat(*width)).collect();
        self.lines.push(" ".repeat(indent) + &dashes.join("  "));
    }

    fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }
}

#[cfg(test)]
mod tests;
