//! Text that a person does not see: it is left out, quoted with its place, and nothing required passes with it.

use std::fs;

use dmf::reading::{Changes, Reading, Why, read};

use crate::{
    harness::{Folder, root},
    reading_word::{TRANSITIONAL, p, word},
    review::words,
};

const WORDS: &str = "the importer pays nothing";

#[track_caller]
fn reading(name: &str, bytes: &[u8]) -> Reading {
    read(name, bytes, Changes::Accepted, words()).expect("the file is read")
}

/// Why `WORDS` are not seen; nothing where they are read like anything else.
#[track_caller]
fn why(name: &str, bytes: &[u8]) -> Option<Why> {
    let found = reading(name, bytes);
    let read = found.blocks.iter().any(|block| block.text.contains(WORDS));
    assert!(found.unseen.len() <= 1, "{:?}", found.unseen);
    let Some(unseen) = found.unseen.first() else {
        assert!(read, "neither read nor told: {:?} {:?}", found.blocks, found.losses);
        return None;
    };
    assert!(unseen.text.contains(WORDS) && !read, "{:?} {:?}", found.unseen, found.blocks);
    Some(unseen.why)
}

/// A run with `WORDS` in it.
fn run(looks: &str) -> String {
    format!("<w:r><w:rPr>{looks}</w:rPr><w:t>{WORDS}</w:t></w:r>")
}

/// A Word file: a paragraph that is seen, then `body`; with these styles.
fn file(body: &str, styles: &str) -> Vec<u8> {
    word(TRANSITIONAL, &(p("The importer shall help.") + body), &[("styles", "styles", styles)])
}

#[track_caller]
fn of_run(looks: &str) -> Option<Why> {
    why("a.docx", &file(&format!("<w:p>{}</w:p>", run(looks)), ""))
}

#[test]
fn letters_of_word_are_seen_or_not() {
    for (looks, expected) in [
        ("<w:vanish/>", Why::Hidden),
        ("<w:color w:val=\"FFFFFF\"/>", Why::Colour),
        ("<w:color w:val=\"FEFDFE\"/>", Why::Colour),
        ("<w:color w:val=\"000000\"/><w:highlight w:val=\"black\"/>", Why::Colour),
        ("<w:color w:val=\"404040\"/><w:shd w:val=\"clear\" w:fill=\"404040\"/>", Why::Colour),
        ("<w:sz w:val=\"2\"/>", Why::Tiny),
        ("<w:sz w:val=\"7\"/>", Why::Tiny),
        ("<w:w w:val=\"1\"/>", Why::Tiny),
        ("<w14:textFill xmlns:w14=\"urn:w14\"><w14:noFill/></w14:textFill>", Why::Transparent),
    ] {
        assert_eq!(of_run(looks), Some(expected), "{looks}");
    }
    for looks in [
        "",
        "<w:vanish w:val=\"0\"/>",
        "<w:webHidden/>",
        "<w:color w:val=\"auto\"/>",
        "<w:color w:val=\"BFBFBF\"/>",
        "<w:color w:val=\"FFFF00\"/>",
        "<w:color w:val=\"FFFFFF\"/><w:highlight w:val=\"black\"/>",
        "<w:color w:val=\"FFFFFF\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"1F3864\"/>",
        "<w:color w:val=\"auto\"/><w:shd w:val=\"solid\" w:color=\"000000\"/>",
        "<w:sz w:val=\"10\"/>",
    ] {
        assert_eq!(of_run(looks), None, "{looks}");
    }
}

#[test]
fn a_run_stands_over_its_style_and_that_over_the_paragraph_and_the_document() {
    let style =
        |kind: &str, id: &str, inner: &str| format!("<w:style w:type=\"{kind}\" w:styleId=\"{id}\">{inner}</w:style>");
    let white = "<w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr>";
    let styles = [
        style("paragraph", "White", white),
        style("paragraph", "Based", "<w:basedOn w:val=\"White\"/>"),
        style("paragraph", "Dark", &format!("<w:pPr><w:shd w:val=\"clear\" w:fill=\"000000\"/></w:pPr>{white}")),
        style("character", "Gone", "<w:rPr><w:vanish/></w:rPr>"),
        style("character", "Black", "<w:rPr><w:color w:val=\"000000\"/></w:rPr>"),
    ]
    .concat();
    let of = |style: &str, looks: &str| {
        let body = format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", run(looks));
        why("a.docx", &file(&body, &styles))
    };
    assert_eq!(of("White", ""), Some(Why::Colour));
    assert_eq!(of("Based", ""), Some(Why::Colour));
    assert_eq!(of("Dark", ""), None);
    assert_eq!(of("None", "<w:rStyle w:val=\"Gone\"/>"), Some(Why::Hidden));
    assert_eq!(of("None", "<w:rStyle w:val=\"Gone\"/><w:vanish w:val=\"false\"/>"), None);
    assert_eq!(of("White", "<w:rStyle w:val=\"Black\"/>"), None);
    assert_eq!(of("White", "<w:color w:val=\"auto\"/>"), None);
    let defaults =
        |looks: &str| format!("<w:docDefaults><w:rPrDefault><w:rPr>{looks}</w:rPr></w:rPrDefault></w:docDefaults>");
    let seen = p("The importer shall help.")
        .replace("<w:t ", "<w:rPr><w:color w:val=\"000000\"/><w:sz w:val=\"20\"/></w:rPr><w:t ");
    let of = |looks: &str| {
        why("a.docx", &word(TRANSITIONAL, &format!("{seen}{}", p(WORDS)), &[("styles", "styles", &defaults(looks))]))
    };
    assert_eq!(of("<w:color w:val=\"FFFFFF\"/>"), Some(Why::Colour));
    assert_eq!(of("<w:sz w:val=\"4\"/>"), Some(Why::Tiny));
    assert_eq!(of("<w:sz w:val=\"22\"/>"), None);
}

#[test]
fn a_colour_of_the_theme_is_what_word_shows() {
    let theme = "<themeElements><clrScheme><dk1><sysClr lastClr=\"000000\"/></dk1><lt1><srgbClr val=\"FFFFFF\"/></lt1>\
                 <accent1><srgbClr val=\"FFFFFF\"/></accent1></clrScheme></themeElements>";
    let of = |colour: &str| {
        let body = format!("{}<w:p>{}</w:p>", p("Seen."), run(&format!("<w:color {colour}/>")));
        why("a.docx", &word(TRANSITIONAL, &body, &[("theme", "theme", theme)]))
    };
    assert_eq!(of("w:val=\"000000\" w:themeColor=\"background1\""), Some(Why::Colour));
    assert_eq!(of("w:val=\"4472C4\" w:themeColor=\"accent1\""), Some(Why::Colour));
    assert_eq!(of("w:val=\"000000\" w:themeColor=\"text1\""), None);
    assert_eq!(of("w:val=\"7F7F7F\" w:themeColor=\"background1\" w:themeShade=\"7F\""), None);
}

#[test]
fn paragraphs_rows_and_boxes_of_word_are_seen_or_not() {
    let paragraph = |looks: &str| format!("<w:p><w:pPr>{looks}</w:pPr>{}</w:p>", run(""));
    let table = |table: &str, row: &str, cell: &str, looks: &str| {
        format!(
            "<w:tbl><w:tblPr>{table}</w:tblPr><w:tr><w:trPr>{row}</w:trPr><w:tc><w:tcPr>{cell}</w:tcPr><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
            run(looks)
        )
    };
    let white = "<w:color w:val=\"FFFFFF\"/>";
    let dark = "<w:shd w:val=\"clear\" w:fill=\"203864\"/>";
    let of = |body: &str| {
        let styles = format!(
            "<w:style w:type=\"table\" w:styleId=\"Grid\"><w:tblStylePr w:type=\"firstRow\"><w:rPr>{white}</w:rPr>\
             <w:tcPr>{dark}</w:tcPr></w:tblStylePr></w:style>"
        );
        why("a.docx", &file(body, &styles))
    };
    let boxed = |shape: &str, looks: &str| {
        format!(
            "<w:p><w:r><wps:anchor>{shape}<wps:wsp><wps:spPr><wps:solidFill><wps:srgbClr val=\"203864\"/></wps:solidFill></wps:spPr>\
             <w:txbxContent><w:p>{}</w:p></w:txbxContent></wps:wsp></wps:anchor></w:r></w:p>",
            run(looks)
        )
    };
    let away = "<wps:positionH><wps:posOffset>-90000000</wps:posOffset></wps:positionH>";
    for (body, expected) in [
        (paragraph("<w:ind w:left=\"-20000\"/>"), Some(Why::OffPage)),
        (paragraph("<w:ind w:left=\"30000\"/>"), Some(Why::OffPage)),
        (paragraph("<w:ind w:left=\"720\" w:hanging=\"720\"/>"), None),
        (paragraph("<w:framePr w:x=\"-20000\" w:y=\"1\"/>"), Some(Why::OffPage)),
        (paragraph("<w:spacing w:line=\"1\" w:lineRule=\"exact\"/>"), Some(Why::Clipped)),
        (paragraph("<w:spacing w:line=\"1\" w:lineRule=\"atLeast\"/>"), None),
        (table("", "<w:trHeight w:val=\"1\" w:hRule=\"exact\"/>", "", ""), Some(Why::Clipped)),
        (table("", "<w:hidden/>", "", ""), Some(Why::Hidden)),
        (table("", "", "", white), Some(Why::Colour)),
        (table("", "", dark, white), None),
        (table("<w:tblStyle w:val=\"Grid\"/>", "", "", ""), None),
        (table("<w:tblStyle w:val=\"Grid\"/><w:tblLook w:firstRow=\"0\"/>", "", "", white), Some(Why::Colour)),
        (boxed("", white), None),
        (boxed("", "<w:color w:val=\"203864\"/>"), Some(Why::Colour)),
        (boxed(away, ""), Some(Why::OffPage)),
        (boxed("<wps:docPr hidden=\"1\"/>", ""), Some(Why::Hidden)),
    ] {
        assert_eq!(of(&body), expected, "{body}");
    }
    let found = reading("a.docx", &file("<w:altChunk w:id=\"x\"/>", ""));
    assert_eq!(found.unseen[0].why, Why::PutIn);
}

#[track_caller]
fn of_page(page: &str) -> Option<Why> {
    why("a.html", format!("<!doctype html><p>The importer shall help.</p>{}", page.replace('$', WORDS)).as_bytes())
}

#[test]
fn text_of_pages_is_seen_or_not() {
    for (page, expected) in [
        ("<p style='display: none'>$", Why::Hidden),
        ("<p hidden>$", Why::Hidden),
        ("<template><p>$</p></template>", Why::Hidden),
        ("<noscript><p>$</p></noscript>", Why::Hidden),
        ("<dialog>$</dialog>", Why::Hidden),
        ("<style>.x { color: red; display:none }</style><p class='y x'>$", Why::Hidden),
        (
            "<style>@media screen { div > p#z { visibility: hidden !important } }</style><div><p id=z>$</div>",
            Why::Hidden,
        ),
        ("<p style=color:#fff>$", Why::Colour),
        ("<p style='color: rgb(254, 254, 254)'>$", Why::Colour),
        ("<p style='color:hsl(0,0%,99%)'>$", Why::Colour),
        ("<font color=white>$</font>", Why::Colour),
        ("<style>:root{--c:white} p i{color:var(--c)}</style><p><i>$</i>", Why::Colour),
        ("<div style='background:black;color:#111'>$</div>", Why::Colour),
        ("<p style='color:transparent'>$", Why::Transparent),
        ("<p style='opacity:0'>$", Why::Transparent),
        ("<p style='opacity: .01'>$", Why::Transparent),
        ("<p style='font-size:0'>$", Why::Tiny),
        ("<p style='font: 1px/1 serif'>$", Why::Tiny),
        ("<p style='position:absolute;left:-9999px'>$", Why::OffPage),
        ("<p style='text-indent:-9999px'>$", Why::OffPage),
        ("<p style='transform:translateX(-9999px)'>$", Why::OffPage),
        ("<p style='height:0;overflow:hidden'>$", Why::Clipped),
        ("<p style='position:absolute;clip:rect(0,0,0,0)'>$", Why::Clipped),
    ] {
        assert_eq!(of_page(page), Some(expected), "{page}");
    }
    for page in [
        "<p>$",
        "<style>p.x{display:none} @media print{p{display:none}} p:hover{color:#fff} @media (max-width:9px){p{display:none}}</style><p>$",
        "<p style='color:white;background:#000'>$",
        "<style>body{background:#111;color:#eee}</style><body><p>$",
        "<div style='background:url(x.png)'><p style='color:#fff'>$</div>",
        "<table><tr bgcolor=navy><td style=color:white>$</table>",
        "<div style='visibility:hidden'><p style='visibility:visible'>$</div>",
        "<p style='color:var(--unknown)'>$",
        "<p style='color:transparent;background-clip:text;background-image:linear-gradient(red,blue)'>$",
        "<p style='font-size:50%'>$",
        "<div style='font-size:0'><p style='font-size:12px'>$</div>",
        "<details><summary>More</summary><p>$</details>",
        "<head><title>x</title><p>$",
    ] {
        assert_eq!(of_page(page), None, "{page}");
    }
    let found = reading("a.html", b"<p>One.\n<p>Two.\n<p hidden>Three.");
    assert_eq!(found.unseen[0].place.line, Some(3));
    assert_eq!(found.unseen[0].to_string(), "line 3: `Three.` was left out: it is hidden");
}

#[test]
fn text_of_markdown_is_seen_or_not() {
    let of = |text: &str| why("a.md", format!("The importer shall help.\n\n{}\n", text.replace('$', WORDS)).as_bytes());
    assert_eq!(of("It <span style=\"display:none\">$</span> shall."), Some(Why::Hidden));
    assert_eq!(of("<div style=\"color:#fff\">\n\n$\n\n</div>\n\nSeen."), Some(Why::Colour));
    assert_eq!(of("<div hidden>\n$\n</div>\n\nSeen."), Some(Why::Hidden));
    assert_eq!(of("<div>\n\n$\n\n</div>"), None);
    assert_eq!(of("It <b>$</b> shall."), None);
}

#[test]
fn what_nobody_sees_fails_whoever_requires_something() {
    let folder = Folder::new();
    folder.dmf(["mcc", "render", "--module", "c2p", "-o", "a.html"]).run().ends(0);
    let plain = folder.dmf(["mcc", "check", "a.html", "--module", "c2p", "--require", "IMP-BREACH=weak"]).run();
    assert_eq!(plain.code, Some(0), "{}", plain.stdout);
    let page = folder.read("a.html");
    folder.write("a.html", page.replace("</body>", "<p style=\"color:#fff\">The importer pays nothing.</p></body>"));
    folder.dmf(["mcc", "check", "a.html", "--module", "c2p"]).run().ends(0);
    let outcome =
        folder.dmf(["mcc", "check", "a.html", "--module", "c2p", "--require", "IMP-BREACH=weak"]).run().ends(1);
    let told = outcome.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("unseen-text") && told.contains("The importer pays nothing."), "{told}");
}

#[test]
fn our_own_agreements_and_those_of_the_tests_hide_nothing() {
    let folder = Folder::new();
    for ending in ["docx", "html", "md", "txt", "json"] {
        let name = format!("a.{ending}");
        folder.dmf(["mcc", "render", "--module", "c2c", "-o", &name]).run().ends(0);
        assert_eq!(reading(&name, &folder.bytes(&name)).unseen, [], "{name}");
    }
    for file in crate::harness::files("examples").into_iter().map(|file| root().join("examples").join(file)) {
        let name = file.to_string_lossy().into_owned();
        if [".docx", ".html", ".md", ".txt"].iter().any(|ending| name.ends_with(ending)) {
            let bytes = fs::read(&file).expect("it can be read");
            assert_eq!(reading(&name, &bytes).unseen, [], "{name}");
        }
    }
}
