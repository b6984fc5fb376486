//! The styles: every look is a style, so that a firm can change it in one place.

use super::{EDGES, TEXT_WIDTH, W, XML};
use crate::document::tree::{Look, Meta};
use crate::text::escape;
use std::fmt::Write;

/// The part with all styles.
pub(super) fn styles(meta: &Meta) -> String {
    let language = &meta.language;
    let mut out = format!("{XML}<w:styles xmlns:w=\"{W}\">");
    let _ = write!(
        out,
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:hAnsi=\"Times New Roman\" \
         w:cs=\"Times New Roman\"/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/><w:lang w:val=\"{0}\" w:eastAsia=\"{0}\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after=\"120\" w:line=\"269\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>",
        escape::xml(language)
    );
    for style in STYLES {
        style.write(&mut out);
    }
    for set in ["Clause", "Schedule Clause"] {
        clauses(&mut out, set);
    }
    for (at, edge) in EDGES.iter().enumerate().skip(1) {
        let name = format!("Clause Body {at}");
        let format = format!("<w:ind w:left=\"{edge}\"/>");
        paragraph(&mut out, &name, "BodyText", &format, "");
    }
    match meta.look {
        Look::Agreement => out.push_str(TABLES),
        // What has no number needs no place for one in the contents.
        Look::Report => out.push_str(&TABLES.replacen("<w:tab w:val=\"left\" w:pos=\"720\"/>", "", 1)),
    }
    out + "</w:styles>"
}

struct Style {
    kind: &'static str,
    id: &'static str,
    name: &'static str,
    based: &'static str,
    next: &'static str,
    paragraph: &'static str,
    run: &'static str,
}

impl Style {
    const fn new(id: &'static str, name: &'static str, based: &'static str) -> Self {
        Self { kind: "paragraph", id, name, based, next: "", paragraph: "", run: "" }
    }

    const fn character(id: &'static str, name: &'static str, run: &'static str) -> Self {
        Self { kind: "character", run, ..Self::new(id, name, "DefaultParagraphFont") }
    }

    const fn next(self, next: &'static str) -> Self {
        Self { next, ..self }
    }

    const fn looks(self, paragraph: &'static str, run: &'static str) -> Self {
        Self { paragraph, run, ..self }
    }

    fn write(&self, out: &mut String) {
        let default = if matches!(self.id, "Normal" | "DefaultParagraphFont") { " w:default=\"1\"" } else { "" };
        let _ = write!(
            out,
            "<w:style w:type=\"{}\"{default} w:styleId=\"{}\"><w:name w:val=\"{}\"/>",
            self.kind, self.id, self.name
        );
        for (element, value) in [("basedOn", self.based), ("next", self.next)] {
            if !value.is_empty() {
                let _ = write!(out, "<w:{element} w:val=\"{value}\"/>");
            }
        }
        out.push_str(if self.id == "DefaultParagraphFont" {
            "<w:uiPriority w:val=\"1\"/><w:semiHidden/>"
        } else {
            "<w:qFormat/>"
        });
        properties(out, self.paragraph, self.run);
        out.push_str("</w:style>");
    }
}

const STYLES: &[Style] = &[
    Style::new("Normal", "Normal", ""),
    Style { kind: "character", ..Style::new("DefaultParagraphFont", "Default Paragraph Font", "") },
    Style::new("BodyText", "Body Text", "Normal").looks("<w:jc w:val=\"both\"/>", ""),
    Style::new("Title", "Title", "Normal").next("Subtitle").looks(
        "<w:keepNext/><w:spacing w:before=\"480\" w:after=\"120\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>",
        "<w:b/><w:bCs/><w:sz w:val=\"36\"/><w:szCs w:val=\"36\"/>",
    ),
    Style::new("Subtitle", "Subtitle", "Normal").next("BodyText").looks(
        "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"14\" w:color=\"8C8C8C\"/></w:pBdr><w:spacing w:after=\"360\"/><w:jc w:val=\"center\"/>",
        "<w:color w:val=\"404040\"/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>",
    ),
    Style::new("Heading1", "heading 1", "Normal").next("BodyText").looks(
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"300\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:b/><w:bCs/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>",
    ),
    Style::new("Heading2", "heading 2", "Normal").next("BodyText").looks(
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"300\" w:after=\"120\"/><w:outlineLvl w:val=\"1\"/>",
        "<w:b/><w:bCs/><w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/>",
    ),
    Style::new("Heading3", "heading 3", "Normal").next("BodyText").looks(
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"240\" w:after=\"120\"/><w:outlineLvl w:val=\"2\"/>",
        "<w:b/><w:bCs/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>",
    ),
    Style::new("Heading4", "heading 4", "Normal").next("BodyText").looks(
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"180\" w:after=\"120\"/><w:outlineLvl w:val=\"3\"/>",
        "<w:i/><w:iCs/>",
    ),
    Style::new("Part", "Part", "Heading1").next("BodyText").looks(
        "<w:keepNext/><w:spacing w:before=\"360\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>",
    ),
    Style::new("Picture", "Picture", "Normal").next("BodyText").looks("<w:spacing w:before=\"120\" w:after=\"180\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>", ""),
    Style::new("Schedule", "Schedule", "Heading1").next("BodyText").looks(
        "<w:pageBreakBefore/><w:spacing w:before=\"0\" w:after=\"240\"/><w:jc w:val=\"center\"/>",
        "<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>",
    ),
    Style::new("ListItem", "List Item", "BodyText").looks("<w:spacing w:after=\"80\"/>", ""),
    Style::new("TOCHeading", "TOC Heading", "Normal").next("BodyText").looks(
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"240\" w:after=\"160\"/>",
        "<w:b/><w:bCs/><w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/>",
    ),
    Style::new("TableText", "Table Text", "Normal").looks(
        "<w:spacing w:before=\"50\" w:after=\"50\" w:line=\"252\" w:lineRule=\"auto\"/>",
        "<w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>",
    ),
    Style::new("TableHeading", "Table Heading", "TableText").looks("<w:keepNext/>", "<w:b/><w:bCs/>"),
    // Holds two tables apart, and gives the paragraph after a table its distance.
    Style::new("TableGap", "Table Gap", "Normal").looks(
        "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"160\" w:lineRule=\"exact\"/>",
        "<w:sz w:val=\"12\"/><w:szCs w:val=\"12\"/>",
    ),
    Style::new("Note", "Note", "Normal").looks("<w:spacing w:before=\"60\" w:after=\"60\"/>", "<w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>"),
    Style::new("NoteHeading", "Note Heading", "Note").next("Note").looks("<w:keepNext/>", "<w:b/><w:bCs/>"),
    Style::new("SignatureCaption", "Signature Caption", "Normal").looks("<w:keepNext/><w:keepLines/><w:spacing w:before=\"120\" w:after=\"120\"/>", ""),
    Style::new("SignatureLine", "Signature Line", "Normal").looks("<w:keepNext/><w:keepLines/><w:spacing w:before=\"0\" w:after=\"20\" w:line=\"240\" w:lineRule=\"auto\"/>", ""),
    Style::new("Header", "header", "Normal").looks("<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>", "<w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>"),
    Style::new("Footer", "footer", "Normal").looks(
        "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>",
        "<w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>",
    ),
    Style::character("DefinedTerm", "Defined Term", "<w:b/><w:bCs/>"),
    Style::character("Placeholder", "Placeholder", ""),
];

/// The four levels of clauses, and a first level that is text rather than a heading.
fn clauses(out: &mut String, set: &str) {
    let id = set.replace(' ', "");
    let counter = if set == "Clause" { 1 } else { 2 };
    let number = |level: u8| {
        let level = if level == 0 { String::new() } else { format!("<w:ilvl w:val=\"{level}\"/>") };
        format!("<w:numPr>{level}<w:numId w:val=\"{counter}\"/></w:numPr>")
    };
    // Clauses of schedules are a level lower in the outline, so that they stay out of the contents.
    let outline = format!("<w:outlineLvl w:val=\"{}\"/>", counter - 1);
    paragraph(out, &format!("{set} 1"), "Heading1", &format!("{}{outline}", number(0)), "");
    let text = format!(
        "<w:keepNext w:val=\"0\"/><w:keepLines w:val=\"0\"/>{}<w:spacing w:before=\"0\" w:after=\"120\"/><w:jc w:val=\"both\"/><w:outlineLvl w:val=\"9\"/>",
        number(0)
    );
    paragraph(
        out,
        &format!("{set} 1 Text"),
        &format!("{id}1"),
        &text,
        "<w:b w:val=\"0\"/><w:bCs w:val=\"0\"/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>",
    );
    for level in 1..4 {
        paragraph(out, &format!("{set} {}", level + 1), "BodyText", &number(level), "");
    }
}

fn paragraph(out: &mut String, name: &str, based: &str, format: &str, run: &str) {
    let id = name.replace(' ', "");
    let _ = write!(
        out,
        "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"{based}\"/><w:qFormat/>"
    );
    properties(out, format, run);
    out.push_str("</w:style>");
}

fn properties(out: &mut String, paragraph: &str, run: &str) {
    if !paragraph.is_empty() {
        let _ = write!(out, "<w:pPr>{paragraph}</w:pPr>");
    }
    if !run.is_empty() {
        let _ = write!(out, "<w:rPr>{run}</w:rPr>");
    }
}

/// The tables' styles, and the contents' lines with their dots up to the page number.
const TABLES: &str = const {
    assert!(TEXT_WIDTH == 9070, "the tab of the contents stands at the right edge of the text");
    "<w:style w:type=\"paragraph\" w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:uiPriority w:val=\"39\"/>\
     <w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"720\"/><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9070\"/></w:tabs><w:spacing w:after=\"30\"/></w:pPr></w:style>\
     <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/>\
     <w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>\
     <w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\
     <w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"AgreementTable\"><w:name w:val=\"Agreement Table\"/><w:basedOn w:val=\"TableNormal\"/>\
     <w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8C8C8C\"/><w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8C8C8C\"/>\
     <w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8C8C8C\"/><w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8C8C8C\"/>\
     <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8C8C8C\"/><w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8C8C8C\"/></w:tblBorders></w:tblPr></w:style>\
     <w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"NoteTable\"><w:name w:val=\"Note Table\"/><w:basedOn w:val=\"TableNormal\"/>\
     <w:tblPr><w:tblBorders><w:left w:val=\"single\" w:sz=\"24\" w:space=\"0\" w:color=\"1F3A5F\"/></w:tblBorders><w:tblCellMar><w:top w:w=\"60\" w:type=\"dxa\"/>\
     <w:left w:w=\"200\" w:type=\"dxa\"/><w:bottom w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"200\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
};
