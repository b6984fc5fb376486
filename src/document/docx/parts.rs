//! The small parts of the package: types, relationships, properties, settings, header and footer.

use super::inline::field;
use super::{TEXT_WIDTH, W, XML};
use crate::document::captions::{Caption, CaptionPart};
use crate::document::numbered::NumberedPicture;
use crate::document::tree::Meta;
use crate::text::escape;

/// A picture in a line of text, as large as it asks for as far as there is room. `number` counts from 1.
pub(super) fn drawing(number: usize, picture: &NumberedPicture) -> String {
    // A pixel is 9,525 of Word's units, a twentieth of a point 635.
    let room = (u64::from(TEXT_WIDTH) * 635, 12_500 * 635);
    let own = (u64::from(picture.width) * 9_525, u64::from(picture.height) * 9_525);
    let fitted = |side: u64| {
        let by_width = if own.0 > room.0 { side * room.0 / own.0 } else { side };
        let height = if own.0 > room.0 { own.1 * room.0 / own.0 } else { own.1 };
        if height > room.1 { by_width * room.1 / height } else { by_width }
    };
    let (width, height) = (fitted(own.0), fitted(own.1));
    let words = escape::xml(&picture.words);
    format!(
        "<w:r><w:drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
         <wp:docPr id=\"{number}\" name=\"Picture {number}\" descr=\"{words}\"/>\
         <a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
         <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
         <pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:nvPicPr>\
         <pic:cNvPr id=\"{number}\" name=\"Picture {number}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>\
         <a:blip r:embed=\"rIdPng{number}\"><a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\">\
         <asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"rIdSvg{number}\"/>\
         </a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>\
         <a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>\
         </pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}

/// The types of the parts; those of pictures only where there are any.
pub(super) fn content_types(pictures: usize) -> String {
    let more = "<Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>";
    let at = "<Default Extension=\"xml\"";
    if pictures == 0 { CONTENT_TYPES.to_owned() } else { CONTENT_TYPES.replacen(at, &format!("{more}{at}"), 1) }
}

/// What the main part refers to.
pub(super) fn document_relationships(pictures: usize) -> String {
    let image = |id: &str, number: usize, ending: &str| {
        format!(
            "<Relationship Id=\"{id}{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"media/picture{number}.{ending}\"/>"
        )
    };
    let images: String =
        (1..=pictures).map(|number| image("rIdPng", number, "png") + &image("rIdSvg", number, "svg")).collect();
    DOCUMENT_RELATIONSHIPS.replacen("</Relationships>", &format!("{images}</Relationships>"), 1)
}

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/header2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>"#;

pub(super) const RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>"#;

const DOCUMENT_RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/><Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="rId6" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header2.xml"/><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>"#;

pub(super) const APP: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>dmf</Application><DocSecurity>0</DocSecurity></Properties>"#;

pub(super) const FONTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif"/><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>"#;

/// The end of the body: page size, margins, header and footer.
pub(super) fn section() -> String {
    let margin = super::MARGIN;
    format!(
        r#"<w:sectPr><w:headerReference w:type="default" r:id="rId6"/><w:headerReference w:type="first" r:id="rId5"/><w:footerReference w:type="default" r:id="rId7"/><w:footerReference w:type="first" r:id="rId7"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1588" w:right="{margin}" w:bottom="1418" w:left="{margin}" w:header="737" w:footer="680" w:gutter="0"/><w:cols w:space="720"/><w:titlePg/></w:sectPr>"#
    )
}

/// Title, subject, language and date, as the properties dialogue shows them.
pub(super) fn core(meta: &Meta) -> String {
    let date = meta.date.as_deref().filter(|date| is_date(date)).unwrap_or("1980-01-01");
    let element = |name: &str, text: &str| format!("<{name}>{}</{name}>", escape::xml(text));
    let optional =
        |name: &str, text: &Option<String>| text.as_ref().map_or_else(String::new, |text| element(name, text));
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">{}{}{}{}\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:modified></cp:coreProperties>",
        element("dc:title", &meta.title),
        optional("dc:subject", &meta.subject),
        element("dc:language", &meta.language),
        optional("cp:contentStatus", &meta.mark),
    )
}

/// Whether this is `YYYY-MM-DD`.
fn is_date(date: &str) -> bool {
    date.len() == 10
        && date.bytes().enumerate().all(
            |(at, byte)| {
                if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() }
            },
        )
}

/// Fields are brought up to date when Word opens the file: page numbers are known only there.
pub(super) fn settings(language: &str) -> String {
    format!(
        r#"{XML}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:updateFields w:val="true"/><w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="{}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"#,
        escape::xml(language)
    )
}

/// The running header: the title to the left, the draft mark to the right. The first page has its title in large already.
pub(super) fn header(title: Option<&str>, mark: Option<&str>) -> String {
    let text =
        |text: &str, bold: &str| format!("<w:r>{bold}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape::xml(text));
    let title = title.map_or_else(String::new, |title| text(title, ""));
    let mark = mark.map_or_else(String::new, |mark| text(mark, "<w:rPr><w:b/><w:bCs/></w:rPr>"));
    format!(
        "{XML}<w:hdr xmlns:w=\"{W}\"><w:p><w:pPr><w:pStyle w:val=\"Header\"/><w:tabs><w:tab w:val=\"right\" w:pos=\"{TEXT_WIDTH}\"/></w:tabs></w:pPr>\
         {title}<w:r><w:tab/></w:r>{mark}</w:p></w:hdr>"
    )
}

/// `Page 2 of 9`.
pub(super) fn footer(caption: &Caption, count: Option<usize>) -> String {
    let text = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape::xml(text));
    let parts: String = caption
        .parts()
        .map(|part| match part {
            CaptionPart::Text(part) => text(part),
            CaptionPart::Gap(gap) if gap == "page" => field("PAGE", &text("1")),
            CaptionPart::Gap(_) => field("NUMPAGES", &text(&count.unwrap_or(1).to_string())),
        })
        .collect();
    format!("{XML}<w:ftr xmlns:w=\"{W}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{parts}</w:p></w:ftr>")
}
