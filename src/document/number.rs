//! From the tree to the numbered tree: labels counted, references closed, text made visible.

use super::captions::Captions;
use super::flatten::flatten;
use super::numbered::{
    Entry, Grid, Item, Numbered, NumberedClause, NumberedFigure, NumberedList, NumberedPart, NumberedPicture,
    NumberedSchedule, Piece, Run, RunKind, SignLine, Signer,
};
use super::tree::{Block, Clause, Document, Figure, Id, Inline, ListStyle, Meta, Part, Signatory, Table};
use crate::text::{
    numeral::{letters, roman},
    visible_lines,
};
use std::collections::{HashMap, HashSet};
use std::fmt;

/// Why a tree cannot be numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dangling {
    /// A reference to an id that nothing in the document has.
    Unknown {
        id: Id,
        /// The clause or schedule where the reference stands (`4.2(a)`, `Schedule B`); empty outside of both.
        within: String,
    },
    /// Two clauses or schedules have this id.
    Repeated { id: Id },
    /// A clause below the fourth level.
    TooDeep { id: Id, within: String },
}

impl fmt::Display for Dangling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Dangling::Unknown { id, within } => {
                write!(f, "reference to `{id}`, which the document does not have{}", place(within))
            }
            Dangling::Repeated { id } => write!(f, "two clauses or schedules have the id `{id}`"),
            Dangling::TooDeep { id, within } => write!(f, "clause `{id}` is deeper than four levels{}", place(within)),
        }
    }
}

impl std::error::Error for Dangling {}

fn place(within: &str) -> String {
    if within.is_empty() { String::new() } else { format!(", in {within}") }
}

/// Numbers a document: every label counted, every reference resolved. All that is wrong is told at once.
///
/// # Errors
/// When a reference leads nowhere, an id is used twice, or a clause is deeper than four levels.
pub fn number(document: &Document) -> Result<Numbered, Vec<Dangling>> {
    let mut counter = Counter { captions: document.captions.clone(), ..Counter::default() };
    let mut body = counter.blocks(&document.body, &Place::default());
    let wrong = counter.complaints();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut contents = std::mem::take(&mut counter.contents);
    let mut linked: HashSet<String> = contents.iter().map(|entry| entry.anchor.clone()).collect();
    let mut fill = |runs: &mut Vec<Run>| counter.fill(runs, &mut linked);
    for entry in &mut contents {
        fill(&mut entry.title);
    }
    for piece in &mut body {
        piece.visit_runs(&mut fill);
    }
    Ok(Numbered { meta: meta(&document.meta), captions: counter.captions, contents, body, linked })
}

fn meta(meta: &Meta) -> Meta {
    let line = |text: &String| visible_lines(text).replace('\n', " ");
    Meta {
        title: line(&meta.title),
        subtitle: meta.subtitle.as_ref().map(line),
        mark: meta.mark.as_ref().map(line),
        subject: meta.subject.as_ref().map(line),
        language: if meta.language.is_empty() { "en-GB".to_owned() } else { line(&meta.language) },
        date: meta.date.as_ref().map(line),
        look: meta.look,
    }
}

/// Where a block stands.
#[derive(Debug, Clone, Default)]
struct Place {
    /// Level of the clause around it, 0 outside of clauses.
    level: u8,
    /// Reference of that clause.
    reference: String,
    /// Letter of the schedule around it, in lower case for anchors.
    schedule: Option<String>,
}

impl Place {
    fn named(&self) -> String {
        match (&self.schedule, self.reference.as_str()) {
            (None, "") => String::new(),
            (None, reference) => format!("clause {reference}"),
            (Some(letter), "") => format!("Schedule {letter}"),
            (Some(letter), reference) => format!("Schedule {letter}, clause {reference}"),
        }
    }
}

/// What is counted, and what references lead to.
#[derive(Default)]
struct Counter {
    captions: Captions,
    /// How many clauses so far at each level, under the present one.
    clauses: [u32; 4],
    schedules: u32,
    /// Id → what a reference to it shows, and its anchor.
    targets: HashMap<Id, (String, String)>,
    anchors: HashSet<String>,
    /// The places of references, in reading order, for complaints.
    within: Vec<(Id, String)>,
    contents: Vec<Entry>,
    wrong: Vec<Dangling>,
}

impl Counter {
    fn blocks(&mut self, blocks: &[Block], place: &Place) -> Vec<Piece> {
        blocks.iter().map(|block| self.block(block, place)).collect()
    }

    fn block(&mut self, block: &Block, place: &Place) -> Piece {
        match block {
            Block::Heading { level, text } => {
                Piece::Heading { level: (*level).clamp(1, 3), text: self.runs(text, place) }
            }
            Block::Part(part) => Piece::Part(self.part(part, place)),
            Block::Figures(figures) => Piece::Figures { figures: figures.iter().map(figure).collect() },
            Block::Picture(picture) => Piece::Picture(NumberedPicture {
                svg: picture.svg.clone(),
                words: visible_lines(&picture.words).replace('\n', " "),
                width: picture.width.max(1),
                height: picture.height.max(1),
            }),
            Block::Clause(clause) => Piece::Clause(self.clause(clause, place)),
            Block::Schedule { id, title, body } => Piece::Schedule(self.schedule(id, title, body)),
            Block::Paragraph(text) => Piece::Paragraph { text: self.runs(text, place) },
            Block::List { style, items } => Piece::List(self.list(*style, items, place)),
            Block::Table(table) => Piece::Table(self.grid(table, place)),
            Block::Note { title, body } => Piece::Note {
                title: title.as_ref().map(|title| visible_lines(title).replace('\n', " ")),
                body: self.blocks(body, place),
            },
            Block::Contents => Piece::Contents,
            Block::PageBreak => Piece::PageBreak,
            Block::Signatures(signatories) => Piece::Signatures {
                signatories: signatories.iter().map(|signatory| self.signer(signatory, place)).collect(),
            },
        }
    }

    fn clause(&mut self, clause: &Clause, place: &Place) -> NumberedClause {
        let level = place.level + 1;
        if level > 4 {
            self.wrong.push(Dangling::TooDeep { id: clause.id.clone(), within: place.named() });
        }
        let depth = usize::from(level.min(4));
        self.clauses[depth - 1] += 1;
        self.clauses[depth..].fill(0);
        let count = self.clauses[depth - 1];
        let (label, reference) = match depth {
            1 => (count.to_string(), count.to_string()),
            2 => {
                let label = format!("{}.{count}", place.reference);
                (label.clone(), label)
            }
            3 => below(&place.reference, &letters(count)),
            _ => below(&place.reference, &roman(count)),
        };
        let own = place
            .schedule
            .as_ref()
            .map_or_else(|| "clause".to_owned(), |letter| format!("schedule.{}", letter.to_lowercase()));
        let anchor = self.anchor(&clause.id, &format!("{own}.{}", reference.replace('(', ".").replace(')', "")));
        self.target(&clause.id, &reference, &anchor);
        let inner = Place { level, reference: reference.clone(), schedule: place.schedule.clone() };
        let title = self.runs(&clause.title, &inner);
        if depth == 1 && place.schedule.is_none() && !title.is_empty() {
            self.contents.push(Entry {
                label: label.clone(),
                title: title.clone(),
                anchor: anchor.clone(),
                schedule: false,
            });
        }
        let text = self.runs(&clause.text, &inner);
        let body = self.blocks(&clause.body, &inner);
        let in_schedule = place.schedule.is_some();
        NumberedClause {
            id: clause.id.clone(),
            anchor,
            level: level.min(4),
            label,
            reference,
            in_schedule,
            title,
            text,
            body,
        }
    }

    fn part(&mut self, part: &Part, place: &Place) -> NumberedPart {
        let anchor = self.anchor(&part.id, "part");
        let title = self.runs(&part.title, place);
        self.contents.push(Entry {
            label: String::new(),
            title: title.clone(),
            anchor: anchor.clone(),
            schedule: false,
        });
        NumberedPart { anchor, title, body: self.blocks(&part.body, place), half: part.half }
    }

    fn schedule(&mut self, id: &Id, title: &[Inline], body: &[Block]) -> NumberedSchedule {
        self.schedules += 1;
        let letter = letters(self.schedules).to_uppercase();
        let anchor = self.anchor(id, &format!("schedule.{}", letter.to_lowercase()));
        self.target(id, &letter, &anchor);
        let place = Place { schedule: Some(letter.clone()), ..Place::default() };
        let title = self.runs(title, &place);
        let label = self.captions.schedule.fill(&[("letter", &letter)]);
        self.contents.push(Entry {
            label: label.clone(),
            title: title.clone(),
            anchor: anchor.clone(),
            schedule: true,
        });
        let outside = std::mem::take(&mut self.clauses);
        let body = self.blocks(body, &place);
        self.clauses = outside;
        NumberedSchedule { id: id.clone(), anchor, letter, label, title, body }
    }

    fn list(&mut self, style: ListStyle, items: &[Vec<Inline>], place: &Place) -> NumberedList {
        let label = |count: u32| match style {
            ListStyle::Bullet => "•".to_owned(),
            ListStyle::Decimal => format!("{count}."),
            ListStyle::Letter => format!("({})", letters(count)),
        };
        let items =
            (1..).zip(items).map(|(count, text)| Item { label: label(count), text: self.runs(text, place) }).collect();
        NumberedList { style, items }
    }

    fn grid(&mut self, table: &Table, place: &Place) -> Grid {
        let columns = table.rows.iter().map(Vec::len).chain([table.head.len()]).max().unwrap_or(0);
        let mut cells = |row: &Vec<Vec<Inline>>| {
            let mut cells: Vec<_> = row.iter().map(|cell| self.runs(cell, place)).collect();
            cells.resize(columns, Vec::new());
            cells
        };
        let head = if table.head.is_empty() { Vec::new() } else { cells(&table.head) };
        let rows = table.rows.iter().map(cells).collect();
        Grid { widths: widths(&table.widths, columns), head, rows }
    }

    fn signer(&mut self, signatory: &Signatory, place: &Place) -> Signer {
        let lines = signatory.lines.iter().map(|(label, value)| SignLine {
            label: visible_lines(label).replace('\n', " "),
            value: self.runs(value, place),
        });
        let lines = lines.collect();
        Signer { caption: self.runs(&signatory.caption, place), lines }
    }

    fn runs(&mut self, inlines: &[Inline], place: &Place) -> Vec<Run> {
        let runs = flatten(inlines);
        for run in &runs {
            if let RunKind::Reference { target, .. } = &run.kind {
                self.within.push((target.clone(), place.named()));
            }
        }
        runs
    }

    /// Writes what each reference shows; runs after everything is counted.
    fn fill(&self, runs: &mut [Run], linked: &mut HashSet<String>) {
        for run in runs {
            if let RunKind::Reference { target, anchor } = &mut run.kind
                && let Some((shown, leads)) = self.targets.get(target)
            {
                run.text.clone_from(shown);
                anchor.clone_from(leads);
                linked.insert(leads.clone());
            }
        }
    }

    fn complaints(&mut self) -> Vec<Dangling> {
        let open = self.within.drain(..).filter(|(id, _)| !self.targets.contains_key(id));
        self.wrong.extend(open.map(|(id, within)| Dangling::Unknown { id, within }));
        std::mem::take(&mut self.wrong)
    }

    fn target(&mut self, id: &Id, shown: &str, anchor: &str) {
        if !id.is_empty() && self.targets.insert(id.clone(), (shown.to_owned(), anchor.to_owned())).is_some() {
            self.wrong.push(Dangling::Repeated { id: id.clone() });
        }
    }

    /// An anchor of its own: the id where it has safe characters only; a counted one where there is no id.
    fn anchor(&mut self, id: &Id, counted: &str) -> String {
        let safe = |c: char| {
            if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }
        };
        let base: String = if id.is_empty() { counted.to_owned() } else { id.chars().map(safe).collect() };
        let free = (2..).map(|count| format!("{base}.{count}"));
        let anchor = std::iter::once(base.clone()).chain(free).find(|anchor| !self.anchors.contains(anchor));
        let anchor = anchor.expect("there is always a next number");
        self.anchors.insert(anchor.clone());
        anchor
    }
}

fn figure(figure: &Figure) -> NumberedFigure {
    let line = |text: &str| visible_lines(text).replace('\n', " ");
    NumberedFigure {
        label: line(&figure.label),
        value: line(&figure.value),
        note: line(&figure.note),
        tone: figure.tone,
    }
}

fn below(reference: &str, mark: &str) -> (String, String) {
    (format!("({mark})"), format!("{reference}({mark})"))
}

/// Widths as asked when there is one for each column; scaled to add up to 10,000.
fn widths(asked: &[u16], columns: usize) -> Vec<u16> {
    let asked: Vec<u64> = if asked.len() == columns && !asked.contains(&0) {
        asked.iter().map(|w| u64::from(*w)).collect()
    } else {
        vec![1; columns]
    };
    let total: u64 = asked.iter().sum();
    let edge = |upto: usize| asked[..upto].iter().sum::<u64>() * 10_000 / total;
    (0..columns).map(|at| u16::try_from(edge(at + 1) - edge(at)).expect("a share of 10,000")).collect()
}

#[cfg(test)]
mod tests;
