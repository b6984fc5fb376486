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
    for ((at, line), edge) in whole.iter().enumerate().zip(edges(&whole, &found.words)) {
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
        if let Some(columns) = laid_out(&self.lines[start..end]) {
            return self.columns(start, end, &columns);
        }
        let first = &self.lines[start];
        let title = self.found.pieces.iter().all(|piece| piece.kind == PieceKind::Title)
            && (first.text.starts_with("  ") || self.found.pieces.is_empty())
            && end - start <= 6
            && label::split(first.text.trim(), &self.found.words).is_none_or(|(label, _)| !label.sure);
        let short =
            |line: &Line| line.text.trim().chars().count() <= 90 && !line.text.trim_end().ends_with(['.', ';', ',']);
        if title && !underlined && self.lines[start..end].iter().all(short) {
            let text = joined(&self.lines[start..end]);
            return self.push(PieceKind::Title, &text, start, false);
        }
        if underlined && end - start <= 2 {
            let text = joined(&self.lines[start..end]);
            self.in_contents = self.found.words.is_contents(&text);
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
            || self.found.words.ends_item(before.text)
            || (at == from + 1 && self.is_heading(before.text));
        ended && label::split(text, &self.found.words).is_some_and(|(label, _)| label.sure)
    }

    fn is_heading(&self, text: &str) -> bool {
        let text = text.trim();
        text.chars().count() < 60 && text.chars().filter(|c| c.is_alphabetic()).all(|c| !c.is_lowercase())
            || label::split(text, &self.found.words).is_some_and(|(_, rest)| {
                rest.split(' ').count() <= 8 && !rest.ends_with(['.', ';', ',']) && rest.starts_with(char::is_uppercase)
            })
    }

    fn paragraph(&mut self, from: usize, to: usize) {
        let text = joined(&self.lines[from..to]);
        if to == from + 1 && self.found.words.is_contents(&text) {
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
                cells.iter_mut().zip(&cells_of(line.text, columns)).for_each(|(cell, text)| add(cell, text));
            }
            at += 1;
        }
        self.rows(rows);
        at
    }

    /// A table without rules, as a program lays it out that takes the text out of a page. A row begins where its first column
    /// does again; where it never ends, nothing tells rows from lines that go on, and all are one.
    fn columns(&mut self, start: usize, end: usize, columns: &[(usize, usize)]) {
        let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
        let mut ended = true;
        let full = |at: usize| cells_of(self.lines[at].text, columns);
        // Words with capitals over a line that fills every column are its head.
        let headed = full(start).iter().all(|cell| cell.starts_with(char::is_uppercase))
            && full(start + 1).iter().all(|cell| !cell.is_empty());
        for at in start..end {
            if !self.found.step(columns.len()) {
                break;
            }
            let cells = cells_of(self.lines[at].text, columns);
            let begins = !cells[0].is_empty();
            match rows.last_mut() {
                Some((_, row)) if !(begins && ended) => {
                    row.iter_mut().zip(&cells).for_each(|(cell, text)| add(cell, text));
                }
                _ => rows.push((at, cells)),
            }
            ended = !begins || (headed && at == start);
        }
        self.rows(rows);
    }

    /// Adds the rows of a table, each with the line at which it begins; the first is its head if there are more.
    fn rows(&mut self, mut rows: Vec<(usize, Vec<String>)>) {
        rows.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
        let headed = rows.len() > 1;
        for ((row, (from, cells)), count) in rows.iter().enumerate().zip(0..) {
            for (column, text) in (0..).zip(cells) {
                let kind = PieceKind::Cell { table: self.tables, row: count, column, head: headed && row == 0 };
                self.push(kind, text, *from, false);
            }
        }
        self.tables += 1;
    }
}

/// Adds the next line of a cell.
fn add(cell: &mut String, text: &str) {
    if !cell.is_empty() && !text.is_empty() {
        cell.push(' ');
    }
    cell.push_str(text);
}

/// Where the columns of lines begin and end, in characters, if gaps of two blanks or more run through all of them and part three
/// columns at least: two may be a number and its clause. The first line has more than one.
fn laid_out(lines: &[Line]) -> Option<Vec<(usize, usize)>> {
    let first = lines.first().filter(|_| lines.len() > 1)?;
    first.text.trim().contains("  ").then_some(())?;
    let mut taken: Vec<bool> = Vec::new();
    for line in lines {
        let mut place = 0;
        for c in line.text.chars() {
            let width = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
            if taken.len() < place + width {
                taken.resize(place + width, false);
            }
            if !c.is_whitespace() {
                taken[place..place + width].iter_mut().for_each(|place| *place = true);
            }
            place += width;
        }
    }
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for (at, _) in taken.iter().enumerate().filter(|(_, taken)| **taken) {
        match columns.last_mut() {
            Some((_, to)) if at < *to + 2 => *to = at + 1,
            _ => columns.push((at, at + 1)),
        }
    }
    (columns.len() > 2).then_some(columns)
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
