//! Plain text: paragraphs by blank lines and numbers, tables and headings by their rules.

use super::{
    label,
    outline::{Found, Piece, PieceKind},
    pages::{Edge, bare, edges},
};

/// Lines longer than this were not wrapped by hand: each is a paragraph.
const WRAPPED: usize = 120;

/// The paragraphs of a text.
pub(super) fn read(text: &str, found: &mut Found) {
    let whole: Vec<&str> = text.lines().collect();
    let mut lines: Vec<Line> = Vec::with_capacity(whole.len());
    let mut running: Vec<Line> = Vec::new();
    for ((at, line), edge) in whole.iter().enumerate().zip(edges(&whole)) {
        match edge {
            Edge::Kept => lines.push(Line::of(at, line.trim_start_matches('\u{c}'))),
            Edge::Running => running.push(Line::of(at, bare(line))),
            Edge::Dropped => {}
        }
    }
    let mut reader = Reader { lines: &lines, found, tables: 0, in_contents: false };
    let mut at = 0;
    while at < lines.len() && reader.found.step(1) {
        at = reader.step(at);
    }
    for line in running {
        let (text, line) = (line.text.to_owned(), Some(line.number));
        found.push(Piece { kind: PieceKind::Furniture, text, line, ..Piece::default() });
    }
}

struct Line<'a> {
    /// From 1.
    number: u32,
    text: &'a str,
    note: bool,
}

impl<'a> Line<'a> {
    fn of(at: usize, line: &'a str) -> Self {
        // A bar at the edge sets a remark apart.
        let (text, note) = match line.trim_start().strip_prefix('│') {
            Some(rest) if !rest.contains('│') => (rest, true),
            _ => (line, false),
        };
        Self { number: u32::try_from(at + 1).unwrap_or(u32::MAX), text, note }
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn is_rule(&self) -> bool {
        let text = self.text.trim();
        text.chars().count() >= 3 && text.chars().all(|c| "─═━=-–—*~".contains(c))
    }

    /// Where the columns of a table begin and end, in characters.
    fn columns(&self) -> Option<Vec<(usize, usize)>> {
        let mut columns = Vec::new();
        let mut start = None;
        for (at, c) in self.text.chars().chain([' ']).enumerate() {
            match (c, start) {
                ('─' | '-' | '=' | '━', None) => start = Some(at),
                (' ', Some(from)) => {
                    columns.push((from, at));
                    start = None;
                }
                (' ', None) | ('─' | '-' | '=' | '━', Some(_)) => {}
                _ => return None,
            }
        }
        (columns.len() > 1 && columns.iter().all(|(from, to)| to - from >= 3)).then_some(columns)
    }
}

struct Reader<'a, 'b> {
    lines: &'a [Line<'a>],
    found: &'b mut Found,
    tables: u32,
    in_contents: bool,
}

impl Reader<'_, '_> {
    /// Reads what begins at a line; the line after it.
    fn step(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        if line.is_blank() {
            return at + 1;
        }
        if let Some(columns) = line.columns() {
            return self.table(at, &columns);
        }
        if line.is_rule() {
            self.in_contents = false;
            return at + 1;
        }
        let end = (at..self.lines.len())
            .find(|next| {
                let line = &self.lines[*next];
                line.is_blank()
                    || (line.is_rule() && *next > at)
                    || line.columns().is_some()
                    || line.note != self.lines[at].note
            })
            .unwrap_or(self.lines.len())
            .max(at + 1);
        let underlined = self.lines.get(end).is_some_and(|line| line.is_rule() && line.columns().is_none());
        self.group(at, end, underlined);
        // The line under a heading belongs to it; another one ends a part.
        end + usize::from(underlined)
    }

    /// Lines without a blank between them.
    fn group(&mut self, start: usize, end: usize, underlined: bool) {
        let first = &self.lines[start];
        let title = self.found.pieces.iter().all(|piece| piece.kind == PieceKind::Title)
            && (first.text.starts_with("  ") || self.found.pieces.is_empty())
            && end - start <= 6
            && label::split(first.text.trim()).is_none_or(|(label, _)| !label.sure);
        let short =
            |line: &Line| line.text.trim().chars().count() <= 90 && !line.text.trim_end().ends_with(['.', ';', ',']);
        if title && !underlined && self.lines[start..end].iter().all(short) {
            let text = joined(&self.lines[start..end]);
            return self.push(PieceKind::Title, &text, start, false);
        }
        if underlined && end - start <= 2 {
            let text = joined(&self.lines[start..end]);
            self.in_contents = is_contents(&text);
            let kind = if self.in_contents { PieceKind::Contents } else { PieceKind::Heading(2) };
            return self.push(kind, &text, start, true);
        }
        let mut from = start;
        for at in start + 1..=end {
            if at == end || self.begins(from, at) {
                self.paragraph(from, at);
                from = at;
            }
        }
    }

    /// Whether a paragraph begins at a line in the middle of a group.
    fn begins(&self, from: usize, at: usize) -> bool {
        let (before, line) = (&self.lines[at - 1], &self.lines[at]);
        if before.text.chars().count() > WRAPPED || line.text.chars().count() > WRAPPED || self.in_contents {
            return true;
        }
        let text = line.text.trim();
        let ended = before.text.trim_end().ends_with(['.', ';', ':'])
            || [" and", " or"].iter().any(|word| before.text.trim_end().ends_with(word))
            || (at == from + 1 && Self::is_heading(before.text));
        ended && label::split(text).is_some_and(|(label, _)| label.sure)
    }

    fn is_heading(text: &str) -> bool {
        let text = text.trim();
        text.chars().count() < 60 && text.chars().filter(|c| c.is_alphabetic()).all(|c| !c.is_lowercase())
            || label::split(text).is_some_and(|(_, rest)| {
                rest.split(' ').count() <= 8 && !rest.ends_with(['.', ';', ',']) && rest.starts_with(char::is_uppercase)
            })
    }

    fn paragraph(&mut self, from: usize, to: usize) {
        let text = joined(&self.lines[from..to]);
        if to == from + 1 && is_contents(&text) {
            self.in_contents = true;
            return self.push(PieceKind::Contents, &text, from, false);
        }
        // `Definitions ........ 4`
        let led = text.contains("....") || text.contains(". . . .");
        if self.in_contents && !led && text.split(' ').count() > 16 {
            self.in_contents = false;
        }
        let kind = match text.trim_start_matches('#') {
            _ if self.in_contents || (led && text.ends_with(|c: char| c.is_ascii_digit())) => PieceKind::Contents,
            rest if rest.len() < text.len() && rest.starts_with(' ') => {
                let level = u8::try_from(text.len() - rest.len()).unwrap_or(6).min(6);
                return self.push(PieceKind::Heading(level), rest, from, false);
            }
            _ => PieceKind::Paragraph,
        };
        self.push(kind, &text, from, false);
    }

    fn push(&mut self, kind: PieceKind, text: &str, at: usize, looks: bool) {
        let line = &self.lines[at];
        let (note, line) = (line.note, Some(line.number));
        self.found.push(Piece { kind, text: text.to_owned(), note, looks, line, ..Piece::default() });
    }

    /// A table whose rows stand between rules.
    fn table(&mut self, start: usize, columns: &[(usize, usize)]) -> usize {
        let mut at = start + 1;
        let mut rows: Vec<(usize, Vec<String>)> = vec![(at, vec![String::new(); columns.len()])];
        while let Some(line) = self.lines.get(at) {
            if line.columns().is_some_and(|found| found == columns) {
                if !self.found.step(columns.len()) {
                    break;
                }
                rows.push((at + 1, vec![String::new(); columns.len()]));
            } else if line.is_blank() || line.is_rule() {
                break;
            } else {
                if !self.found.step(columns.len()) {
                    break;
                }
                let (_, cells) = rows.last_mut().expect("begun above");
                for (cell, text) in cells.iter_mut().zip(cells_of(line.text, columns)) {
                    if !cell.is_empty() && !text.is_empty() {
                        cell.push(' ');
                    }
                    cell.push_str(&text);
                }
            }
            at += 1;
        }
        rows.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
        let headed = rows.len() > 1;
        for ((row, (from, cells)), count) in rows.iter().enumerate().zip(0..) {
            for (column, text) in (0..).zip(cells) {
                let kind = PieceKind::Cell { table: self.tables, row: count, column, head: headed && row == 0 };
                self.push(kind, text, *from, false);
            }
        }
        self.tables += 1;
        at
    }
}

/// Lines as one. A word with a hyphen at its end goes on: `Sub-` and `Processor`.
fn joined(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        let hyphen = text.strip_suffix('-').is_some_and(|before| before.ends_with(char::is_alphabetic));
        if !text.is_empty() && !hyphen {
            text.push(' ');
        }
        text.push_str(line.text.trim());
    }
    text
}

/// The text of a line by columns. Wide letters take two places, as they do on a screen.
fn cells_of(line: &str, columns: &[(usize, usize)]) -> Vec<String> {
    let mut cells = vec![String::new(); columns.len()];
    let (mut place, mut column) = (0, 0);
    for c in line.chars() {
        while columns.get(column + 1).is_some_and(|(from, _)| place >= *from) {
            column += 1;
        }
        cells[column].push(c);
        place += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// The word over a table of contents.
pub(super) fn is_contents(text: &str) -> bool {
    let text = text.trim().trim_matches(['*', ':', '#', ' ']).to_lowercase();
    matches!(
        text.as_str(),
        "contents" | "table of contents" | "index" | "inhalt" | "inhaltsverzeichnis" | "daftar isi" | "mục lục"
    )
}
