//! Tables, and what is made of them: notes and places to sign.

use super::body::{Format, Place, Writer};
use super::{EDGES, TEXT_WIDTH};
use crate::document::numbered::{Grid, Piece, Run, Signer};
use std::fmt::Write;

impl Writer<'_> {
    pub(super) fn table(&mut self, grid: &Grid, place: Place) {
        if grid.widths.is_empty() {
            return;
        }
        let room = TEXT_WIDTH - EDGES[place.depth] - if place.in_note { 400 } else { 0 };
        let share = |width: &u16| room * u32::from(*width) / 10_000;
        let widths: Vec<u32> = grid.widths.iter().map(share).collect();
        self.open_table("AgreementTable", &widths, EDGES[place.depth]);
        if !grid.head.is_empty() {
            self.out.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
            for (cell, width) in grid.head.iter().zip(&widths) {
                self.cell(cell, *width, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEF1F5\"/>", "TableHeading");
            }
            self.out.push_str("</w:tr>");
        }
        for row in &grid.rows {
            // A row that may be higher than half a page has to break.
            let long = row.iter().flatten().map(|run| run.text.len()).sum::<usize>() > 1200;
            self.out.push_str(if long { "<w:tr>" } else { "<w:tr><w:trPr><w:cantSplit/></w:trPr>" });
            for (cell, width) in row.iter().zip(&widths) {
                self.cell(cell, *width, "", "TableText");
            }
            self.out.push_str("</w:tr>");
        }
        self.close_table();
    }

    fn cell(&mut self, text: &[Run], width: u32, properties: &str, style: &str) {
        let _ = write!(self.out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{properties}</w:tcPr>");
        self.paragraph(Format::of(style), text);
        self.out.push_str("</w:tc>");
    }

    /// A note is a table of one cell, so that lists and tables stay inside its frame.
    pub(super) fn note(&mut self, title: Option<&str>, body: &[Piece], place: Place) {
        let width = TEXT_WIDTH - EDGES[place.depth];
        self.open_table("NoteTable", &[width], EDGES[place.depth]);
        let _ = write!(
            self.out,
            "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F4F5F7\"/></w:tcPr>"
        );
        if let Some(title) = title {
            self.paragraph(Format::of("NoteHeading"), &[Run::text(title)]);
        }
        self.pieces(body, Place { depth: 0, in_note: true, keep: false });
        let ends_open = !matches!(body.last(), Some(Piece::Paragraph { .. } | Piece::List(_)));
        if ends_open {
            self.paragraph(Format::of("TableGap"), &[]);
        }
        self.out.push_str("</w:tc></w:tr>");
        self.close_table();
    }

    /// Two places to sign, side by side; they stay on one page.
    pub(super) fn signatures(&mut self, pair: &[Signer], place: Place) {
        let room = TEXT_WIDTH - EDGES[place.depth];
        let (label, gap) = (1150, 500);
        let value = (room - gap) / 2 - label;
        let widths = [label, value, gap, label, value];
        self.open_table("TableNormal", &widths, EDGES[place.depth]);
        self.out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for at in 0..2 {
            let caption = pair.get(at).map_or(&[][..], |signer| &signer.caption);
            let _ = write!(
                self.out,
                "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/><w:gridSpan w:val=\"2\"/></w:tcPr>",
                label + value
            );
            self.paragraph(Format::of("SignatureCaption"), caption);
            self.out.push_str("</w:tc>");
            if at == 0 {
                self.cell(&[], gap, "", "SignatureCaption");
            }
        }
        self.out.push_str("</w:tr>");
        let rows = pair.iter().map(|signer| signer.lines.len()).max().unwrap_or(0);
        for row in 0..rows {
            self.out.push_str("<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"560\" w:hRule=\"atLeast\"/></w:trPr>");
            for at in 0..2 {
                let line = pair.get(at).and_then(|signer| signer.lines.get(row));
                let text = line.map_or_else(Vec::new, |line| vec![Run::text(line.label.clone())]);
                let under = if line.is_some() {
                    "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/></w:tcBorders>"
                } else {
                    ""
                };
                self.cell(&text, label, "<w:vAlign w:val=\"bottom\"/>", "SignatureLine");
                self.cell(
                    line.map_or(&[], |line| &line.value),
                    value,
                    &format!("{under}<w:vAlign w:val=\"bottom\"/>"),
                    "SignatureLine",
                );
                if at == 0 {
                    self.cell(&[], gap, "", "SignatureLine");
                }
            }
            self.out.push_str("</w:tr>");
        }
        self.close_table();
    }

    fn open_table(&mut self, style: &str, widths: &[u32], indent: u32) {
        if self.new_page {
            self.paragraph(Format::of("TableGap"), &[]);
        }
        let total: u32 = widths.iter().sum();
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:tblInd w:w=\"{indent}\" w:type=\"dxa\"/>\
             <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
        );
        for width in widths {
            let _ = write!(self.out, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.out.push_str("</w:tblGrid>");
    }

    fn close_table(&mut self) {
        self.out.push_str("</w:tbl>");
        self.paragraph(Format::of("TableGap"), &[]);
    }
}
