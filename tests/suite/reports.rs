//! Reports and pictures: what stands in them, for whom, and that a user's text stays text.

use std::path::Path;

use quick_xml::{Reader, events::Event};
use serde_json::Value;

use crate::harness::{Folder, Outcome, root};

/// The workspace of a group, with transfers and deals.
fn group() -> Folder {
    let folder = Folder::new();
    folder.copy(Path::new("examples/regional-group"), ".");
    folder
}

fn report(folder: &Folder, args: &[&str]) -> Outcome {
    let mut all = vec!["report", "assessments/pay.yaml"];
    all.extend(args);
    folder.dmf(all).run()
}

/// Parses text as XML and gives the names of its elements.
fn elements(text: &str) -> Vec<String> {
    let mut reader = Reader::from_str(text);
    let mut names = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) | Event::Empty(tag) => names.push(tag.name().as_ref().to_owned()),
            Event::Eof => return names,
            _ => {}
        }
    }
}

/// The pictures in a page.
fn pictures(page: &str) -> Vec<&str> {
    page.split("<svg").skip(1).map(|rest| rest.split("</svg>").next().unwrap_or_default()).collect()
}

fn headings(page: &str) -> Vec<String> {
    page.split("<h2")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('>')?.1.split_once("</h2>")?.0.to_owned()))
        .filter(|heading| heading != "Contents")
        .collect()
}

#[test]
fn a_report_tells_each_audience_as_much_as_it_asks_for() {
    let folder = group();
    let page = |audience| report(&folder, &["--audience", audience]).answer();
    let (board, regulator, team) = (page("board"), page("regulator"), page("team"));
    for shared in ["Maturity by building block", "Widest gaps", "Plan", "Transfers and what is decided", "Agreements"] {
        for (whose, page) in [("board", &board), ("regulator", &regulator), ("team", &team)] {
            assert!(headings(page).iter().any(|heading| heading == shared), "{whose}: {shared}");
        }
    }
    let has = |page: &str, heading: &str| headings(page).iter().any(|each| each.contains(heading));
    assert!(!has(&board, "All practices") && has(&regulator, "All practices") && has(&team, "All practices"));
    assert!(!has(&board, "foundational components") && has(&regulator, "foundational components"));
    assert!(has(&board, "Next best steps") && !has(&regulator, "Next best steps") && has(&team, "Next best steps"));
    for page in [&board, &regulator, &team] {
        assert!(page.contains("not legal advice"));
    }
}

#[test]
fn a_page_stands_alone_without_script_and_network() {
    let page = report(&group(), &[]).answer();
    assert!(
        !page.contains("<script") && !page.contains("<link") && !page.contains("@import") && !page.contains("url(")
    );
    let outside = page.replace("http://www.w3.org/2000/svg", "");
    assert!(!outside.contains("http://") && !outside.contains("https://"));
    assert_eq!(pictures(&page).len(), 6, "radar, bars, heat map, plan, risks, map");
    for picture in pictures(&page) {
        let picture = format!("<svg{picture}</svg>");
        let names = elements(&picture);
        assert!(names.iter().any(|name| name == "title") && names.iter().any(|name| name == "desc"), "{picture}");
    }
}

#[test]
fn the_figures_are_those_of_assess_plan_and_check() {
    let folder = group();
    let json = |args: &[&str]| -> Value {
        let out = folder.dmf(args.iter().chain(&["--format", "json"])).run().stdout;
        serde_json::from_str(&out).expect("JSON")
    };
    let view = json(&["report", "assessments/pay.yaml"]);
    let assessed = json(&["assess", "assessments/pay.yaml"]);
    assert_eq!(view["assessment"]["overall"], assessed["overall"]);
    assert_eq!(view["assessment"]["practices"], assessed["practices"]);
    assert_eq!(view["plan"]["items"], json(&["plan", "assessments/pay.yaml"])["items"]);
    let checked = json(&["transfer", "check", "transfers.yaml"]);
    assert_eq!(view["transfers"][0]["transfers"], checked["transfers"]);
    assert_eq!(view["agreements"].as_array().map(Vec::len), Some(2));
    let percent = |share: &Value| {
        let tenths = (share.as_u64().expect("basis points") + 5) / 10;
        format!("{}.{}%", tenths / 10, tenths % 10)
    };
    let page = report(&folder, &[]).answer();
    assert!(page.contains(&format!("claimed {}", percent(&assessed["overall"]["claimed"]))));
}

#[test]
fn a_report_is_written_in_every_format_and_the_same_each_time() {
    let folder = group();
    for ending in ["html", "md", "txt", "json", "docx", "pdf"] {
        let file = format!("report.{ending}");
        report(&folder, &["-o", &file]).ends(0);
        let first = folder.bytes(&file);
        report(&folder, &["-o", &file]).ends(3);
        report(&folder, &["-o", &file, "--force"]).ends(0);
        assert!(first == folder.bytes(&file), "{ending}");
    }
    let text = folder.read("report.txt");
    assert!(text.contains("Maturity by building block") && text.contains("GOV Governance"), "{text}");
    assert!(folder.read("report.md").contains("</a>Plan\n"));
    let outcome = report(&folder, &["-o", "report.xyz"]).ends(2);
    assert!(outcome.stderr.contains(".docx"), "{}", outcome.stderr);
}

#[cfg(feature = "pictures")]
#[test]
fn word_holds_the_pictures() {
    let folder = group();
    report(&folder, &["-o", "report.docx"]).ends(0);
    let bytes = folder.bytes("report.docx");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a Word file is a zip file");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("names are text").into_owned()).collect();
    for number in 1..=6 {
        for ending in ["png", "svg"] {
            let name = format!("word/media/picture{number}.{ending}");
            assert!(names.contains(&name), "{name}: {names:?}");
        }
    }
    let mut main = String::new();
    let part = archive.by_name("word/document.xml").expect("it has a main part");
    std::io::Read::read_to_string(&mut { part }, &mut main).expect("it is text");
    elements(&main);
    assert_eq!(main.matches("<w:drawing>").count(), 6);
    assert!(main.contains("descr=\"Maturity by building block"));
}

#[test]
fn what_a_user_writes_is_text_in_every_picture_and_page() {
    let hostile = "A & B <script>alert(1)</script> {{ 7 * 7 }} \\\"x\\\" =cmd()";
    let folder = Folder::with(
        "org.yaml",
        format!(
            "framework: asean-dmf@2.0.0\norganisation: {{ name: \"{hostile}\", country: SG }}\nanswers:\n  GOV-01:\n    \
             level: 1\n    note: \"<img src=x onerror=alert(2)>\"\n    evidence:\n      - {{ what: \"<b>{{% raw %}}\", expires: 2026-12-01 }}\n"
        ),
    );
    let page = folder.dmf(["report", "org.yaml"]).run().answer();
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<b>"));
    assert!(page.contains("{{ 7 * 7 }}") && page.contains("&lt;img src=x onerror=alert(2)&gt;"));
    for chart in ["radar", "bars", "heatmap"] {
        let svg = folder.dmf(["assess", "org.yaml", "--format", "svg", "--chart", chart]).run().answer();
        let names = elements(&svg);
        assert_eq!(names.first().map(String::as_str), Some("svg"));
        assert!(!names.iter().any(|name| name == "script"), "{svg}");
        assert!(svg.contains("{{ 7 * 7 }}"), "{svg}");
    }
    elements(&folder.dmf(["plan", "org.yaml", "--format", "svg"]).run().answer());
}

#[test]
fn pictures_say_in_words_what_they_show() {
    let folder = Folder::new();
    folder.copy(Path::new("examples/sg-payments"), ".");
    let svg = folder.dmf(["assess", "org.yaml", "-o", "-", "--format", "svg"]).run().answer();
    assert!(svg.contains("GOV Governance and organisation: claimed 62.5%, evidenced 60.4%"), "{svg}");
    folder.dmf(["plan", "org.yaml", "-o", "plan.svg"]).run().ends(0);
    let plan = folder.read("plan.svg");
    assert!(plan.contains("person-days") && plan.contains("GOV reaches established on"), "{plan}");
    folder.dmf(["framework", "list", "--format", "svg"]).run().ends(2);
    let two = folder.dmf(["assess", "org.yaml", "org.yaml", "--format", "svg"]).run().ends(2);
    assert!(two.stderr.contains("one worksheet"), "{}", two.stderr);
}

#[test]
fn a_template_of_the_users_draws_and_its_mistake_has_a_place() {
    let folder = Folder::new();
    folder.copy(Path::new("examples/sg-payments"), ".");
    folder.write(
        "mine/templates/report/radar.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'><title>{{ title }}</title></svg>",
    );
    let svg = folder.dmf(["assess", "org.yaml", "--format", "svg", "--data", "mine"]).run().answer();
    assert!(svg.starts_with("<svg xmlns='http://www.w3.org/2000/svg'><title>Maturity by building block: "), "{svg}");
    folder.write("mine/templates/report/radar.svg", "<svg>\n{{ nobody }}</svg>");
    let outcome = folder.dmf(["report", "org.yaml", "--data", "mine"]).run().ends(3);
    assert!(outcome.stderr.contains("mine/templates/report/radar.svg:2:4"), "{}", outcome.stderr);
    assert_eq!(outcome.stdout, "");
}

#[test]
fn a_report_tells_what_changed_since_the_baseline() {
    let folder = Folder::new();
    folder.copy(Path::new("examples/sg-payments"), ".");
    folder.copy(Path::new("examples/sg-payments/org.yaml"), "before.yaml");
    let text = folder.read("org.yaml");
    let lowered = text.replacen("GOV-01: established", "GOV-01: foundational", 1);
    let lowered = if lowered == text { text.replacen("level: established", "level: foundational", 1) } else { lowered };
    folder.write("org.yaml", lowered);
    let page = folder.dmf(["report", "org.yaml", "--baseline", "before.yaml"]).run().answer();
    assert!(headings(&page).iter().any(|heading| heading == "Since the baseline"));
    assert!(page.contains("established → foundational"), "{page}");
    assert!(page.contains("Points since the baseline"));
}

#[test]
fn what_is_excused_is_told_with_its_reason_owner_and_end() {
    let folder = Folder::new();
    folder.copy(Path::new("examples/ci"), ".");
    let text = folder.dmf(["report", "org.yaml", "--format", "text"]).run().answer();
    let exceptions = text.rsplit("Exceptions\n").next().unwrap_or_default();
    for words in ["POL-06", "(KT-88)", "Operations", "2027-01-31"] {
        assert!(exceptions.contains(words), "{words}: {exceptions}");
    }
    let without = folder.dmf(["report", "org.yaml", "--format", "text", "--no-gate"]).run().answer();
    assert!(!without.contains("KT-88"));
}

#[test]
fn an_empty_worksheet_gives_a_report_too() {
    let folder =
        Folder::with("org.yaml", "framework: asean-dmf@2.0.0\norganisation: { name: A, country: SG }\nanswers: {}\n");
    for audience in ["board", "regulator", "team"] {
        let page = folder.dmf(["report", "org.yaml", "--audience", audience]).run().answer();
        assert!(page.contains("0.0%") && page.contains("not assessed"), "{page}");
    }
    folder.dmf(["report", "nobody.yaml"]).run().ends(3);
}

#[cfg(feature = "pdf")]
#[test]
fn a_picture_holds_names_that_no_font_has() {
    let folder = group();
    folder.write(
        "transfers.yaml",
        folder.read("transfers.yaml").replace("Kaizen Helpdesk KK", "改善 😀👩\u{200d}💻 क्षि \u{fffd}"),
    );
    let outcome = report(&folder, &["--transfers", "transfers.yaml", "-o", "report.pdf"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    assert!(folder.bytes("report.pdf").starts_with(b"%PDF"));
}

/// A worksheet of records: one with everything said, one with a long address, one that has run out, one that is a title alone, and
/// an answer without any.
const RECORDS: &str = "framework: asean-dmf@2.0.0
organisation: { name: Org, country: SG, profile: sme }
answers:
  POL-01:
    level: developing
    evidence:
      - { what: Policy set, ref: DMS-4711, effective: 2026-01-15, expires: 2027-01-14, owner: Legal }
      - what: Register of owners
        ref: https://intranet.example/a/very/long/path/that/no/cell/of/a/table/can/hold/in/one/line/owners.xlsx
  GOV-01:
    level: developing
    evidence: [{ what: Minutes, ref: DMS-12, effective: 2025-01-01, expires: 2026-10-31, owner: Ana }]
  INF-01: { level: foundational }
  INF-03: { level: none }
";

/// The words of a page, without its tags and whatever a narrow column breaks them by.
fn squeezed(page: &str) -> String {
    let mut inside = false;
    let kept = page.chars().filter(|letter| {
        inside = (inside || *letter == '<') && *letter != '>';
        !inside && !letter.is_whitespace() && !"<>\\".contains(*letter)
    });
    kept.collect()
}

#[test]
fn the_team_and_an_authority_see_every_record_and_which_answers_have_none() {
    let folder = Folder::new();
    folder.write("org.yaml", RECORDS);
    let page = |audience, format| {
        folder
            .dmf(["report", "org.yaml", "--audience", audience, "--format", format, "--today", "2026-11-24"])
            .run()
            .answer()
    };
    for audience in ["team", "regulator"] {
        for format in ["html", "markdown"] {
            let text = squeezed(&page(audience, format));
            for told in [
                "DMS-4711",
                "2026-01-15",
                "2027-01-14",
                "Legal",
                "DMS-12",
                "2025-01-01",
                "2026-10-31",
                "outofdate",
                "owners.xlsx",
                "notsaid",
                "norecord",
                "missing",
                "noneneeded",
            ] {
                assert!(text.contains(told), "{audience}, {format}: {told}\n{text}");
            }
        }
    }
    let table = page("regulator", "markdown");
    let rows: Vec<&str> = table.lines().skip_while(|line| !line.contains("| Standing |")).skip(2).collect();
    let ids = rows.iter().take_while(|row| row.starts_with('|')).map(|row| row.split("**").nth(1).unwrap_or_default());
    assert_eq!(ids.collect::<Vec<_>>(), ["GOV-01", "POL-01", "POL-01", "INF-01", "INF-03"]);
    assert!(!page("board", "markdown").contains("DMS-4711"));
}

/// What stands before the first figure of a board's page.
fn opening(folder: &Folder, file: &str, more: &[&str]) -> String {
    let args = ["report", file, "--audience", "board", "-o", "board.md", "--force"];
    folder.dmf(args.iter().copied().chain(more.iter().copied())).run().ends(0);
    let page = folder.read("board.md");
    let from = page.find("<a id=\"asked\">").expect("the part is there");
    let to = page[from..].find("\n|").expect("the figures come after it");
    page[from..from + to].replace("**", "")
}

#[test]
fn a_board_is_told_first_where_it_stands_and_what_is_asked() {
    let folder = Folder::new();
    folder.copy(Path::new("examples/sg-payments"), ".");
    let page = opening(&folder, "org.yaml", &["--today", "2026-11-24"]);
    // Whether it is where it ought to be and why not; what is wanted, of whom, by when; what otherwise; what the law names.
    for said in [
        "The targets are not reached. Evidence shows less than the target for 30 of 51 practices, 12 of them key practices",
        "stands at level none, held there by Data innovation.",
        "Privacy notice: developing today, to be established. 18 person-days by Data owners and stewards in the business, at 10 a month, until 2027-02-22. First: ",
        "Otherwise it stays below its target where it serves what the law of Singapore asks: privacy notice.",
        "27 practices are below their targets beside these.",
        "The plan takes 621 person-days until 2028-07-06, by the framework’s estimates",
        "Evidence of what is claimed for ",
        "The highest fine that the law of Singapore names: up to SGD 1,000,000; 10 % of annual turnover in Singapore, where that turnover exceeds SGD 10 million, as of ",
        "It is a limit, and no forecast; whether the law is kept today is not judged here.",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    assert_eq!(page.matches(", to be ").count(), 3, "{page}");
    // Words of people who never saw the program: no id of a practice, flag, file or code.
    for word in page.split(|c: char| c.is_whitespace() || c == '(' || c == ')') {
        let id = word.len() >= 6 && word.as_bytes()[3] == b'-' && word[..3].chars().all(|c| c.is_ascii_uppercase());
        assert!(
            !id && !word.starts_with("--") && !word.contains(['`', '_']) && !word.contains(".toml"),
            "{word}: {page}"
        );
    }
}

#[test]
fn a_board_is_told_which_transfers_may_not_go_on() {
    let page = opening(&group(), "assessments/pay.yaml", &["--today", "2026-11-24"]);
    let now = "Data goes abroad today though no decision allows it as things are: Merchant statistics from Ho Chi Minh City (another mechanism needed) \
               and Device logs to the maker in Shenzhen (not assessable).";
    assert!(page.contains(now), "{page}");
    assert!(
        page.contains("Not to begin or go on as things are: Payment support desk in Da Nang (do not transfer)."),
        "{page}"
    );
}

#[test]
fn claims_without_evidence_reach_no_target_on_the_page_of_a_board() {
    let folder = Folder::new();
    let framework = folder.dmf(["init", ".", "--name", "Claims Only", "--country", "BR", "--profile", "sme"]).run();
    framework.ends(0);
    let ids: Vec<String> = folder
        .read("org.yaml")
        .lines()
        .filter_map(|line| line.trim().trim_start_matches("# ").split_once(':').map(|(id, _)| id.to_owned()))
        .filter(|id| id.len() == 6 && id.as_bytes()[3] == b'-')
        .collect();
    let claims = ids.iter().map(|id| format!("  {id}: advanced\n")).collect::<Vec<_>>().concat();
    let head = "framework: asean-dmf@2.0.0\norganisation: { name: Claims Only, country: BR, profile: sme }\nanswers:\n";
    folder.write("org.yaml", format!("{head}{claims}"));
    let page = opening(&folder, "org.yaml", &[]);
    assert!(page.contains("The targets are not reached.") && !page.contains("The targets are reached."), "{page}");
    assert!(page.contains("the plan has no action for it."), "{page}");
    assert!(page.contains("No work is planned. Evidence of what is claimed for 18 practices"), "{page}");
    // No file of that law: nothing is said to be lawful or free of fines.
    assert!(page.contains("what the law asks of it is not known here."), "{page}");
    assert!(page.contains("What fines the law names is not known here"), "{page}");
}

#[test]
fn where_a_method_weighs_records_their_standing_is_told_and_nothing_missing_is_green() {
    let folder = Folder::new();
    let method = std::fs::read_to_string(root().join("frameworks/asean-dmf/method.toml")).expect("it ships");
    let rules = "\n[evidence]\nlooked_at = \"advanced\"\nattested = \"advanced\"\ncited = \"developing\"\n\
                 unsaid = \"established\"\ndays = 365\ngrace = 90\nshared = 6\nplaceholders = [\"none\"]\n";
    let (method, _) = method.split_once("\n[evidence]\n").expect("the shipped method weighs records as well");
    folder.write("data/frameworks/asean-dmf/method.toml", format!("{method}{rules}"));
    folder.write("org.yaml", RECORDS);
    let args = ["report", "org.yaml", "--audience", "regulator", "--data", "data", "--today", "2026-11-24"];
    let page = folder.dmf(args).run().answer();
    let (_, table) = page.split_once("Standing</th>").expect("there is a table of records");
    let (table, _) = table.split_once("</table>").expect("it ends");
    for told in [
        "<span class=\"badge plain\">cited</span>",
        "<span class=\"badge bad\">cited, out of date</span>",
        "<span class=\"badge bad\">nothing</span>",
        "it has no day",
        "<span class=\"badge bad\">missing</span>",
    ] {
        assert!(table.contains(told), "{told}\n{table}");
    }
    assert!(!table.contains("badge good"), "nobody has opened any of them\n{table}");
}

/// The line of a figure on a page.
fn figure<'a>(page: &'a str, label: &str) -> &'a str {
    let end = format!(">{label}</dt>");
    page.lines().find(|line| line.contains(&end)).unwrap_or_else(|| panic!("no figure `{label}`\n{page}"))
}

#[test]
fn a_figure_of_a_board_names_its_basis_and_nothing_missing_is_green() {
    let head = "framework: asean-dmf@1.0.0\norganisation: { name: Org, country: SG }\nanswers:";
    let empty = Folder::new();
    empty.write("org.yaml", format!("{head} {{}}\n"));
    let card = empty.dmf(["assess", "org.yaml", "--format", "json"]).run().answer();
    let card: Value = serde_json::from_str(&card).expect("JSON");
    let asked = card["practices"].as_array().expect("a list");
    let ids: Vec<&str> = asked.iter().filter_map(|one| one["id"].as_str()).collect();
    let board = |evidence: &str| {
        let folder = Folder::new();
        let answers = ids.iter().map(|id| format!("  {id}: {{ level: advanced{evidence} }}\n"));
        let answers = answers.collect::<Vec<_>>().concat();
        folder.write("org.yaml", format!("{head}\n{answers}"));
        folder.dmf(["report", "org.yaml", "--audience", "board", "--today", "2026-11-24"]).run().answer()
    };
    // All is claimed, and nothing is there.
    let bare = board("");
    assert!(!bare.contains("\"figure good\""), "{bare}");
    assert!(!bare.contains("Evidence out of date"));
    let told = format!("none</dd> <dd>{} answers are without any", ids.len());
    let evidence = figure(&bare, "Evidence");
    assert!(evidence.contains("figure bad") && evidence.contains(&told), "{evidence}");
    let below = figure(&bare, "Practices below target, as claimed");
    assert!(below.contains(">0</dd>") && below.contains(&format!("by evidence {};", ids.len())), "{below}");
    let plan = figure(&bare, "Targets met, as claimed");
    assert!(plan.contains(&format!("by evidence {} practices are below", ids.len())), "{plan}");
    // All of it is there.
    let backed = board(", evidence: [{ what: Record, ref: DMS-1 }]");
    for label in ["Evidence out of date", "Practices below target, as claimed", "Targets met, as claimed"] {
        assert!(figure(&backed, label).contains("figure good"), "{label}");
    }
    // Some of it, and some has run out.
    let ended = board(", evidence: [{ what: Record, ref: DMS-1, expires: 2026-11-23 }]");
    assert!(figure(&ended, "Evidence out of date").contains("figure bad"));
    let group = report(&group(), &["--audience", "board"]).answer();
    let plan = figure(&group, "Targets met by the plan, as claimed");
    assert!(plan.contains("as if evidence were there"), "{plan}");
    assert!(figure(&group, "Practices below target, as claimed").contains("by evidence "));
}

/// Whoever reads a report sees that nobody looked: by flag, or because a worksheet on the standard input has no folder.
#[test]
fn a_report_says_where_files_of_evidence_were_not_looked_for() {
    let folder = Folder::new();
    folder.copy(std::path::Path::new("examples/ci"), ".");
    let report = |args: &[&str]| {
        let outcome = folder.dmf([&["report", args[0], "--format", "markdown", "--no-gate"], &args[1..]].concat());
        let outcome = if args[0] == "-" { outcome.input(folder.read("org.yaml")) } else { outcome };
        let text = outcome.run().ends(0).stdout;
        let line =
            text.lines().find(|line| line.contains("Maturity, as evidenced")).expect("it stands first").to_owned();
        (line, text)
    };
    let (looked, whole) = report(&["org.yaml"]);
    assert!(!looked.contains("not looked for") && whole.contains("looked at"), "{looked}");
    assert_eq!(report(&["org.yaml", "--look"]).1, whole);
    let (not, left) = report(&["org.yaml", "--no-look"]);
    assert!(not.contains("**0.0%**") && not.contains("3 files of evidence not looked for"), "{not}");
    assert!(!left.contains("| looked at"), "{left}");
    assert_eq!(report(&["-"]).0, not, "the standard input has no folder to look into");
    folder.dmf(["report", "org.yaml", "--look", "--no-look", "-o", "x.html"]).run().ends(2);
    // A plan goes from claim to target, whatever the files are: nobody opens them.
    let plan = |args: &[&str]| folder.dmf([&["plan", "org.yaml"], args].concat()).run().ends(0).stdout;
    assert_eq!(plan(&["--no-look"]), plan(&["--look"]));
    assert!(folder.dmf(["plan", "org.yaml", "--no-look", "--look"]).run().ends(2).stderr.contains("--look"));
}
