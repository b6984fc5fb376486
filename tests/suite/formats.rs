//! Every answer in every format: it parses, it fits, and a user's words stay words.

use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag};
use unicode_width::UnicodeWidthStr;

use crate::harness::{Folder, files};

/// Commands whose answers have all four formats; `org.yaml` is the worksheet.
const ANSWERS: &[&[&str]] = &[
    &["assess", "org.yaml"],
    &["assess", "org.yaml", "--all", "--view", "components"],
    &["assess", "org.yaml", "org.yaml"],
    &["assess", "org.yaml", "--explain", "GOV"],
    &["assess", "org.yaml", "--explain", "GOV-01"],
    &["assess", "org.yaml", "--explain", "overall"],
    &["assess", "org.yaml", "--sample", "3"],
    &["plan", "org.yaml"],
    &["plan", "org.yaml", "--target", "none"],
    &["plan", "org.yaml", "--reach", "established"],
    &["plan", "org.yaml", "--reach", "none", "--block", "GOV"],
    &["plan", "org.yaml", "--curve"],
    &["framework", "list"],
    &["framework", "show"],
    &["framework", "show", "GOV-02"],
];

/// What nobody should be hurt by: markup, formulas, control characters, quotes, line ends, right-to-left.
const HOSTILE: &str = "=cmd()|'/c calc'!A1 <script>alert(1)</script> **bold** `code` [x](http://y) {{ 7 * 7 }} {% raw %} \
                       \u{1b}[31mred \u{7}\u{9b}2J \"q\" & | # _a_ ~~s~~ ![i](j) \u{202e}abc 名前 ทดสอบ";

/// The worksheets of the examples.
fn examples() -> Vec<String> {
    let found: Vec<String> = files("examples")
        .into_iter()
        .map(|file| file.to_string_lossy().replace('\\', "/"))
        .filter(|name| name.ends_with("/org.yaml"))
        .map(|name| format!("examples/{name}"))
        .collect();
    assert!(found.iter().any(|name| name.contains("sg-payments")), "{found:?}");
    found
}

/// A folder with the largest example.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.copy(Path::new("examples/sg-payments/org.yaml"), "org.yaml");
    folder
}

/// A folder with a worksheet in which every word is hostile.
fn hostile() -> Folder {
    let word = serde_json::to_string(HOSTILE).expect("text can be written as JSON").replace('\u{9b}', "\\u009b");
    let text = format!(
        "framework: asean-dmf@2.0.0\norganisation: {{ name: {word}, country: SG, sector: {word}, tags: [{word}] }}\nanswers:\n  \
         GOV-01:\n    level: 3\n    note: {word}\n    evidence:\n      - {{ what: {word}, ref: {word}, owner: {word} }}\n  \
         GOV-02: {{ not_applicable: {word} }}\n  GOV-03: {{ level: 1, note: \"@x\" }}\n  GOV-04: {{ level: 1, note: \"-1+1\" }}\n  \
         GOV-05: {{ level: 1, note: \"-12.5\" }}\n  GOV-06: {{ level: 1, note: \"one\\r\\ntwo, \\\"three\\\"\" }}\n  \
         GOV-07: {{ level: 1, note: \"\\t=1\" }}\n  GOV-08: {{ level: 1, note: \"＝1\" }}\n"
    );
    Folder::with("org.yaml", text)
}

fn run(folder: &Folder, args: &[&str], more: &[&str]) -> String {
    folder.dmf(args.iter().chain(more)).run().answer()
}

#[test]
fn json_parses_and_carries_its_version() {
    for folder in [folder(), hostile()] {
        for args in ANSWERS {
            let text = run(&folder, args, &["-f", "json"]);
            let value: serde_json::Value = serde_json::from_str(&text).expect("the output is JSON");
            let objects = match &value {
                serde_json::Value::Array(list) => list.iter().collect(),
                one => vec![one],
            };
            for object in objects {
                // A list of packs tells the version of each pack, not its own.
                let version = &object["version"];
                assert!(
                    version == 1 || args[..] == ["framework", "list"] && version.is_string(),
                    "{args:?}: {version}"
                );
            }
            assert!(!text.contains('\u{1b}'), "{args:?}");
        }
    }
}

#[test]
fn csv_has_as_many_cells_in_each_row() {
    for folder in [folder(), hostile()] {
        for args in ANSWERS {
            let text = run(&folder, args, &["-f", "csv"]);
            // The reader refuses rows of other lengths.
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let head = reader.headers().expect("there is a heading").clone();
            assert!(head.iter().all(|cell| !cell.is_empty()), "{args:?}: {head:?}");
            let rows: Result<Vec<csv::StringRecord>, csv::Error> = reader.records().collect();
            let rows = rows.expect("a row is as long as the heading");
            assert!(!rows.is_empty() || args.contains(&"none"), "{args:?}: no row");
        }
    }
}

#[test]
fn csv_cells_are_no_formulas() {
    let folder = hostile();
    let text = run(&folder, &["assess", "org.yaml"], &["-f", "csv"]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().expect("there is a heading").clone();
    let column = |name: &str| head.iter().position(|cell| cell == name).expect("the column is there");
    let (note, reason, organisation) = (column("note"), column("reason"), column("organisation"));
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    // What a terminal would obey is shown.
    let shown = HOSTILE.replace('\u{1b}', "␛").replace('\u{7}', "␇").replace(['\u{9b}', '\u{202e}'], "\u{fffd}");
    let guarded = format!("'{shown}");
    for row in &rows {
        for cell in row {
            let risky = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
            assert!(!risky || cell.parse::<f64>().is_ok(), "{cell:?} runs in a spreadsheet");
        }
        assert_eq!(&row[organisation], guarded);
    }
    assert_eq!([&rows[0][note], &rows[1][reason]], [&guarded; 2]);
    let notes: Vec<&str> = rows[2..8].iter().map(|row| &row[note]).collect();
    assert_eq!(notes, ["'@x", "'-1+1", "-12.5", "one\r\ntwo, \"three\"", "'\t=1", "'＝1"]);
}

#[test]
fn markdown_shows_a_users_words_as_typed() {
    let folder = hostile();
    for args in ANSWERS.iter().filter(|args| args[0] == "assess" || args[0] == "plan") {
        let text = run(&folder, args, &["-f", "markdown"]);
        let mut heading = None;
        let mut shown = String::new();
        for event in Parser::new_ext(&text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Start(Tag::Heading { .. }) => shown.clear(),
                Event::End(pulldown_cmark::TagEnd::Heading(_)) => {
                    heading.get_or_insert_with(|| std::mem::take(&mut shown));
                }
                Event::Text(words) => shown.push_str(&words),
                Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Strikethrough | Tag::HtmlBlock)
                | Event::Html(_)
                | Event::InlineHtml(_) => panic!("{args:?}: a user's words became markup: {event:?}\n{text}"),
                Event::Code(code) => assert_ne!(&*code, "code", "{args:?}: a user's words became markup"),
                _ => {}
            }
        }
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{9b}']), "{args:?}: control characters");
        if !args.contains(&"--explain") {
            let heading = heading.expect("there is a heading");
            let typed =
                HOSTILE.replace('\u{1b}', "␛").replace('\u{7}', "␇").replace(['\u{9b}', '\u{202e}'], "\u{fffd}");
            assert!(heading.contains(&typed), "{args:?}:\n{heading}\n{typed}");
        }
    }
}

#[test]
fn markdown_tables_have_as_many_cells_in_each_row() {
    for folder in [folder(), hostile()] {
        for args in ANSWERS {
            let text = run(&folder, args, &["-f", "markdown"]);
            let mut wide = None;
            for line in text.lines() {
                if !line.starts_with('|') {
                    wide = None;
                    continue;
                }
                let cells = line.replace("\\|", "").matches('|').count();
                assert_eq!(*wide.get_or_insert(cells), cells, "{args:?}: {line}");
            }
        }
    }
}

#[test]
fn tables_fit_the_width_and_move_no_cursor() {
    let mut folders: Vec<Folder> = vec![hostile()];
    for example in examples() {
        let folder = Folder::new();
        folder.copy(Path::new(&example), "org.yaml");
        folders.push(folder);
    }
    for folder in folders {
        for args in ANSWERS {
            for width in ["60", "80", "120", "200"] {
                let text = folder.dmf(*args).env("COLUMNS", width).run().answer();
                assert!(!text.contains(['\u{1b}', '\u{7}', '\u{9b}', '\t', '\r']), "{args:?}: control characters");
                for line in text.lines() {
                    assert!(line.width() <= width.parse().expect("a number"), "{args:?} in {width} columns: {line}");
                    assert_eq!(line, line.trim_end(), "{args:?}: spaces at the end");
                }
            }
        }
    }
}

#[test]
fn colour_is_a_matter_of_asking() {
    let folder = folder();
    for args in ANSWERS {
        let plain = run(&folder, args, &[]);
        assert!(!plain.contains('\u{1b}'), "{args:?}: no terminal, no colour");
        assert_eq!(run(&folder, args, &["--color", "never"]), plain);
        let colour = run(&folder, args, &["--color", "always"]);
        assert!(colour.contains("\u{1b}["), "{args:?}");
        assert_eq!(stripped(&colour), plain, "{args:?}: colour changes nothing else");
        assert_eq!(folder.dmf(*args).env("NO_COLOR", "1").run().answer(), plain);
        for format in ["json", "csv", "markdown"] {
            assert!(!run(&folder, args, &["--color", "always", "-f", format]).contains('\u{1b}'), "{args:?} {format}");
        }
    }
    folder.dmf(["assess", "org.yaml", "--color", "always", "-o", "a.txt"]).run().answer();
    assert!(!folder.read("a.txt").contains('\u{1b}'), "a file is no terminal");
}

/// The text without the sequences that set colours. Lines that end in one lose the spaces before it as well.
fn stripped(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = after.split_once('m').expect("a sequence ends").1;
    }
    plain.push_str(rest);
    plain.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

#[test]
fn complaints_move_no_cursor_and_are_coloured_when_asked() {
    let folder = Folder::with(
        "org.yaml",
        "framework: \"\\e[31mred\"\norganisation: { name: A, country: \"\\e]0;x\\a\" }\nanswers: { \"\\e[2J\": 1 }\n",
    );
    let plain = folder.dmf(["assess", "org.yaml"]).run().ends(3).stderr;
    assert!(!plain.contains(['\u{1b}', '\u{7}']), "{plain:?}");
    let colour = folder.dmf(["assess", "org.yaml", "--color", "always"]).run().ends(3).stderr;
    assert!(colour.contains("\u{1b}[") && !colour.contains("\u{1b}[2J") && !colour.contains("\u{1b}]0"), "{colour:?}");
}

#[test]
fn a_format_never_changes_the_exit_code() {
    let folder = folder();
    folder.write("wrong.yaml", "framework: asean-dmf\n");
    for format in ["table", "json", "markdown", "csv"] {
        for args in ANSWERS {
            run(&folder, args, &["-f", format]);
        }
        let outcome = folder.dmf(["assess", "wrong.yaml", "-f", format]).run().ends(3);
        assert_eq!(outcome.complaints().len(), 2, "{}", outcome.stderr);
        folder.dmf(["assess", "nowhere.yaml", "-f", format]).run().ends(3);
        folder.dmf(["assess", "org.yaml", "--view", "nothing", "-f", format]).run().ends(2);
    }
}

#[test]
fn every_answer_says_what_it_rests_on() {
    let folder = folder();
    for args in [&["assess", "org.yaml"][..], &["plan", "org.yaml"]] {
        for format in ["table", "json", "markdown"] {
            let text = run(&folder, args, &["-f", format]).split_whitespace().collect::<Vec<_>>().join(" ");
            let text = text.replace("> ", "").replace("\\n", " ");
            assert!(text.contains("this toolkit's own assessment model"), "{args:?} {format}");
            assert!(text.contains("not legal advice"), "{args:?} {format}");
        }
    }
}

#[test]
fn worksheets_that_answer_nothing_or_nothing_that_applies_are_shown() {
    let folder = Folder::with("none.yaml", "framework: tiny\norganisation: { name: A, country: SG }\nanswers: {}\n");
    folder.copy(Path::new("tests/fixtures/pack"), "data/frameworks/tiny");
    let not = "{ not_applicable: No data }";
    folder.write(
        "na.yaml",
        format!("framework: tiny\norganisation: {{ name: A, country: SG }}\nanswers: {{ A-01: {not}, A-02: {not}, B-01: {not} }}\n"),
    );
    for file in ["none.yaml", "na.yaml"] {
        for command in ["assess", "plan"] {
            for format in ["table", "json", "markdown", "csv"] {
                run(&folder, &[command, file], &["-f", format, "--data", "data"]);
            }
        }
    }
    let text = run(&folder, &["assess", "na.yaml"], &["--data", "data", "-f", "json"]);
    let card: serde_json::Value = serde_json::from_str(&text).expect("the output is JSON");
    assert!(card["overall"]["claimed"].is_null(), "nothing applies, so there is no figure");
    assert_eq!(card["overall"]["left_out"], 10_000);
    let text = run(&folder, &["assess", "none.yaml"], &["--data", "data"]);
    assert!(text.contains("0 of 3 practices answered · 3 not assessed (count as 0)"), "{text}");
}

#[test]
fn a_template_that_is_there_and_no_text_is_told_at_its_name() {
    for (template, args) in [
        ("templates/report/radar.svg", &["assess", "org.yaml", "--format", "svg"][..]),
        ("templates/report/chart.css", &["assess", "org.yaml", "--format", "svg"]),
        ("templates/report/assess.md", &["assess", "org.yaml", "--format", "markdown"]),
        ("templates/report/radar.svg", &["report", "org.yaml", "--format", "html"]),
    ] {
        let folder = Folder::new();
        folder.copy(Path::new("examples/sg-payments/org.yaml"), "org.yaml");
        folder.write(&format!("data/{template}"), b"<svg>\xff</svg>");
        let outcome = folder.dmf(args.iter().copied().chain(["--data", "data"])).run().ends(3);
        assert!(outcome.stderr.contains("error[invalid-utf8]"), "{template}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(&format!("data/{template}:1:6")), "{template}: {}", outcome.stderr);
    }
}
