//! The body: pieces to paragraphs and tables.

use super::inline::{Bookmarks, field, inline};
use super::numbering::Lists;
use super::{W, XML, parts};
use crate::document::captions::CaptionPart;
use crate::document::direction::runs_leftwards;
use crate::document::numbered::{
    Numbered, NumberedClause, NumberedList, NumberedPart, NumberedPicture, NumberedSchedule, Piece, Run, table_of,
};
use std::collections::HashMap;
use std::fmt::Write;

/// The main part, and the lists that it uses.
pub(super) struct Body {
    pub document: String,
    pub lists: Lists,
    /// The pictures, in the order in which they are counted.
    pub pictures: Vec<Painted>,
}

/// A picture as Word takes it: as SVG, and painted for whoever cannot read that.
pub(super) struct Painted {
    pub svg: String,
    pub png: Vec<u8>,
}

/// Writes the main part; `pages` says on which page an anchor is thought to stand.
pub(super) fn body(document: &Numbered, pages: &HashMap<String, usize>) -> Body {
    let mut writer = Writer {
        document,
        bookmarks: Bookmarks::of(document),
        lists: Lists::default(),
        out: String::with_capacity(1 << 16),
        marked: 0,
        new_page: false,
        schedule: None,
        pages,
        pictures: Vec::new(),
    };
    writer.title();
    writer.pieces(document.body(), Place::default());
    let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let document = format!(
        "{XML}<w:document xmlns:w=\"{W}\" xmlns:r=\"{relationships}\"><w:body>{}{}</w:body></w:document>",
        writer.out,
        parts::section()
    );
    Body { document, lists: writer.lists, pictures: writer.pictures }
}

pub(super) struct Writer<'a> {
    document: &'a Numbered,
    bookmarks: Bookmarks,
    lists: Lists,
    pub(super) out: String,
    /// Bookmarks so far, each with a number of its own.
    marked: u32,
    /// Whether the next paragraph begins a page.
    pub(super) new_page: bool,
    /// The counter of the clauses of the schedule around.
    schedule: Option<u32>,
    pages: &'a HashMap<String, usize>,
    pub(super) pictures: Vec<Painted>,
}

#[cfg(feature = "pictures")]
fn painted(picture: &NumberedPicture) -> Option<Vec<u8>> {
    crate::document::picture::png(picture)
}

#[cfg(not(feature = "pictures"))]
fn painted(_: &NumberedPicture) -> Option<Vec<u8>> {
    None
}

/// Where a piece stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// Level of the clause around it, 0 outside of clauses.
    pub(super) depth: usize,
    pub(super) in_note: bool,
    /// Whether it must stay on the page of what follows.
    pub(super) keep: bool,
}

/// The properties of a paragraph.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Format<'a> {
    pub(super) style: &'a str,
    keep_next: bool,
    /// Level and counter of its number, where the style does not say them.
    number: Option<(usize, u32)>,
    leftwards: bool,
}

impl<'a> Format<'a> {
    pub(super) fn of(style: &'a str) -> Self {
        Self { style, ..Self::default() }
    }
}

impl Writer<'_> {
    fn title(&mut self) {
        let meta = self.document.meta();
        let title = [Run::text(meta.title.clone())];
        self.paragraph(Format::of("Title"), &title);
        if let Some(subtitle) = &meta.subtitle {
            self.paragraph(Format::of("Subtitle"), &[Run::text(subtitle.clone())]);
        }
    }

    pub(super) fn pieces(&mut self, pieces: &[Piece], place: Place) {
        for (at, piece) in pieces.iter().enumerate() {
            let signing_follows = matches!(pieces.get(at + 1), Some(Piece::Signatures { .. }));
            self.piece(piece, Place { keep: place.keep || signing_follows, ..place });
        }
    }

    fn piece(&mut self, piece: &Piece, place: Place) {
        match piece {
            Piece::Heading { level, text } => {
                // The first level of the outline is for clauses and schedules, of which the contents are made.
                self.paragraph(Format::of(&format!("Heading{}", level + 1)), text);
            }
            Piece::Part(part) => self.part(part, place),
            Piece::Figures { figures } => self.table(&table_of(figures), place),
            Piece::Picture(picture) => self.picture(picture, place),
            Piece::Clause(clause) => self.clause(clause, place),
            Piece::Schedule(schedule) => self.schedule(schedule),
            Piece::Paragraph { text } => self.text(text, place),
            Piece::List(list) => self.list(list, place),
            Piece::Table(grid) => self.table(grid, place),
            Piece::Note { title, body } => self.note(title.as_deref(), body, place),
            Piece::Contents => self.contents(),
            Piece::PageBreak => self.new_page = true,
            Piece::Signatures { signatories } => signatories.chunks(2).for_each(|pair| self.signatures(pair, place)),
        }
    }

    fn text(&mut self, text: &[Run], place: Place) {
        let clause = format!("ClauseBody{}", place.depth);
        let style = match (place.in_note, place.depth) {
            (true, 0) => "Note",
            (false, 0) => "BodyText",
            _ => &clause,
        };
        self.paragraph(Format { style, keep_next: place.keep, ..Format::default() }, text);
    }

    fn part(&mut self, part: &NumberedPart, place: Place) {
        self.open(Format::of("Part"));
        let contents: Vec<_> = self.bookmarks.in_contents(&part.anchor).map(str::to_owned).into_iter().collect();
        self.marked(&contents, |writer| inline(&mut writer.out, &part.title, false, &writer.bookmarks));
        self.close();
        self.pieces(&part.body, place);
    }

    /// A picture in a paragraph of its own; its words where it cannot be painted.
    fn picture(&mut self, picture: &NumberedPicture, place: Place) {
        let Some(png) = painted(picture) else {
            return self.text(&[Run::text(picture.words.clone()).into_emphasis()], place);
        };
        self.pictures.push(Painted { svg: picture.svg.clone(), png });
        self.open(Format::of("Picture"));
        self.out.push_str(&parts::drawing(self.pictures.len(), picture));
        self.close();
    }

    fn clause(&mut self, clause: &NumberedClause, place: Place) {
        let set = if clause.in_schedule { "ScheduleClause" } else { "Clause" };
        let text = if clause.level == 1 && !clause.is_headed() { "Text" } else { "" };
        let style = format!("{set}{}{text}", clause.level);
        let depth = usize::from(clause.level);
        let number = if clause.in_schedule { self.schedule.map(|counter| (depth - 1, counter)) } else { None };
        let introduces = matches!(clause.body.first(), Some(Piece::Clause(_) | Piece::List(_) | Piece::Table(_)));
        let keep_next = introduces && clause.text.last().is_some_and(|run| run.text.ends_with(':'));
        self.open(Format { style: &style, keep_next, number, leftwards: false });
        let mut marks = Vec::new();
        marks.extend(self.bookmarks.in_contents(&clause.anchor).map(str::to_owned));
        marks.extend(self.bookmarks.named(&clause.anchor).map(str::to_owned));
        self.marked(&marks, |writer| {
            inline(&mut writer.out, &clause.opening(), false, &writer.bookmarks);
        });
        self.close();
        let inner = Place { depth, keep: false, ..place };
        if !clause.lead().is_empty() {
            self.text(clause.lead(), inner);
        }
        self.pieces(&clause.body, inner);
    }

    /// The letter is a field of its own, so that references to it show the letter alone.
    fn schedule(&mut self, schedule: &NumberedSchedule) {
        self.new_page = false;
        self.open(Format::of("Schedule"));
        let contents: Vec<_> = self.bookmarks.in_contents(&schedule.anchor).map(str::to_owned).into_iter().collect();
        let named: Vec<_> = self.bookmarks.named(&schedule.anchor).map(str::to_owned).into_iter().collect();
        self.marked(&contents, |writer| {
            for part in writer.document.captions().schedule.parts() {
                match part {
                    CaptionPart::Text(text) => {
                        inline(&mut writer.out, &[Run::text(text)], false, &writer.bookmarks);
                    }
                    CaptionPart::Gap(_) => writer.marked(&named, |writer| {
                        let letter = format!("<w:r><w:t>{}</w:t></w:r>", schedule.letter);
                        writer.out.push_str(&field("SEQ Schedule \\* ALPHABETIC", &letter));
                    }),
                }
            }
            inline(&mut writer.out, &schedule.heading()[1..], false, &writer.bookmarks);
        });
        self.close();
        let outside = self.schedule.replace(self.lists.schedule());
        self.pieces(&schedule.body, Place::default());
        self.schedule = outside;
    }

    fn list(&mut self, list: &NumberedList, place: Place) {
        let counter = self.lists.list(list.style);
        for item in &list.items {
            let number = Some((place.depth, counter));
            self.paragraph(Format { style: "ListItem", keep_next: place.keep, number, leftwards: false }, &item.text);
        }
    }

    fn contents(&mut self) {
        self.out.push_str("<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>");
        self.paragraph(Format::of("TOCHeading"), &[Run::text(&*self.document.captions().contents)]);
        let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-1\" \\h \\z \\u </w:instrText></w:r>\
                     <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
        let document = self.document;
        for (at, entry) in document.contents().iter().enumerate() {
            self.open(Format::of("TOC1"));
            if at == 0 {
                self.out.push_str(begin);
            }
            let mark =
                self.bookmarks.in_contents(&entry.anchor).expect("every line of the contents has a mark").to_owned();
            let title: String = entry.title.iter().map(|run| run.text.replace(['\n', '\t'], " ")).collect();
            let (label, gap) = if entry.label.is_empty() {
                ("", "")
            } else if entry.schedule {
                (entry.label.as_str(), " – ")
            } else {
                (entry.label.as_str(), "\t")
            };
            let gap = if title.is_empty() { "" } else { gap };
            let _ = write!(self.out, "<w:hyperlink w:anchor=\"{mark}\" w:history=\"1\">");
            inline(&mut self.out, &[Run::text(format!("{label}{gap}{title}\t"))], false, &self.bookmarks);
            let page = self.pages.get(&entry.anchor).map_or_else(String::new, usize::to_string);
            let page = field(&format!("PAGEREF {mark} \\h"), &format!("<w:r><w:t>{page}</w:t></w:r>"));
            let _ = write!(self.out, "{page}</w:hyperlink>");
            self.close();
        }
        self.open(Format::of("TableGap"));
        if document.contents().is_empty() {
            self.out.push_str(begin);
        }
        self.out.push_str("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
        self.close();
        self.out.push_str("</w:sdtContent></w:sdt>");
    }

    pub(super) fn paragraph(&mut self, format: Format, text: &[Run]) {
        let leftwards = format.number.is_none() && runs_leftwards(text);
        self.open(Format { leftwards, ..format });
        inline(&mut self.out, text, leftwards, &self.bookmarks);
        self.close();
    }

    fn open(&mut self, format: Format) {
        let _ = write!(self.out, "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", format.style);
        if format.keep_next {
            self.out.push_str("<w:keepNext/>");
        }
        if std::mem::take(&mut self.new_page) {
            self.out.push_str("<w:pageBreakBefore/>");
        }
        if let Some((level, counter)) = format.number {
            let _ = write!(self.out, "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{counter}\"/></w:numPr>");
        }
        if format.leftwards {
            self.out.push_str("<w:bidi/>");
        }
        self.out.push_str("</w:pPr>");
    }

    fn close(&mut self) {
        self.out.push_str("</w:p>");
    }

    /// Writes what `content` writes inside these bookmarks.
    fn marked(&mut self, names: &[String], content: impl FnOnce(&mut Self)) {
        let first = self.marked;
        for name in names {
            let _ = write!(self.out, "<w:bookmarkStart w:id=\"{}\" w:name=\"{name}\"/>", self.marked);
            self.marked += 1;
        }
        content(self);
        for id in (first..).take(names.len()).collect::<Vec<_>>().into_iter().rev() {
            let _ = write!(self.out, "<w:bookmarkEnd w:id=\"{id}\"/>");
        }
    }
}
