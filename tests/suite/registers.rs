//! The register: what is written as a sheet comes back unchanged, whatever people write.

use dmf::{
    diag::Sink,
    load::{decode_often, encode},
    source::Sources,
    transfer::{RawRegister, sheet},
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::harness::Folder;

/// Texts as people write them, and as nobody should: formulas, separators, marks, line breaks, signs of other programs.
fn text() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        Just("=cmd()"),
        Just("+65"),
        Just("-1"),
        Just("@x"),
        Just("'"),
        Just("\""),
        Just(","),
        Just(";"),
        Just("|"),
        Just("\\"),
        Just("\n"),
        Just("\r\n"),
        Just("\t"),
        Just(" "),
        Just("\u{a0}"),
        Just("none"),
        Just("null"),
        Just("{{ x }}"),
        Just("<b>"),
        Just("\u{202e}"),
        Just("é"),
        Just("ข"),
        Just("#"),
        Just(": "),
        Just("a"),
        Just("\u{1b}"),
        Just("yes"),
        Just("1.0"),
        Just("2026-01-01"),
    ];
    proptest::collection::vec(parts, 1..6)
        .prop_map(|parts| parts.concat())
        .prop_filter("says something", |text| !text.trim().is_empty())
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(text(), 1..4)
}

prop_compose! {
    fn transfer(at: usize)(
        title in text(), name in text(), other in text(), list in texts(), more in texts(),
        basis in text(), deal in proptest::option::of(text()), subs in proptest::option::of(texts()),
    ) -> Value {
        let date = "2026-02-28";
        let mut transfer = json!({
            "id": format!("TR-{at}"),
            "title": title,
            "status": "active",
            "exporter": { "name": name, "country": "SG", "contact": other },
            "importer": { "name": other, "certifications": [{ "id": title, "scope": name }, { "id": other, "until": date }] },
            "purposes": [{ "kind": "support" }, { "kind": "profiling", "text": basis }],
            "legal_bases": { "SG": basis, "VN": title },
            "subjects": list,
            "data": { "categories": more, "special": ["health", "children"], "tier": "T4" },
            "volume": { "people": u64::MAX },
            "agreement": deal.map_or_else(|| json!({ "ref": name, "version": other, "date": date }), Value::from),
            "systems": more,
            "security": title,
            "retention": { "text": basis, "months": 12 },
            "incidents": [{ "date": date, "what": title, "ref": name }],
            "filings": [{ "country": "VN", "what": basis, "date": date }],
        });
        let recipient = |name: &String| json!({ "name": name, "service": title.clone(), "since": date });
        if let Some(subs) = subs {
            transfer["sub_processors"] = subs.iter().map(recipient).collect();
        }
        transfer["recipients"] = json!([{ "name": "none" }]);
        transfer
    }
}

fn raw(transfers: Vec<Value>, name: Option<String>) -> RawRegister {
    let mut register = Map::new();
    if let Some(name) = name {
        register.insert("organisation".to_owned(), json!({ "name": name, "country": "SG" }));
    }
    register.insert("transfers".to_owned(), Value::Array(transfers));
    serde_json::from_value(Value::Object(register)).expect("it is a register")
}

fn value(register: &RawRegister) -> Value {
    serde_json::to_value(register).expect("a register is text, numbers and lists")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_register_comes_back_from_a_sheet_unchanged(
        one in transfer(1), two in transfer(2), name in proptest::option::of(text()),
    ) {
        let register = raw(vec![one, two], name);
        let csv = sheet::write(&register, |_| true);
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let source = sources.add("sheet.csv", csv.clone());
        let back = sheet::read(source, &sources, &mut sink).map(|(back, _)| back);
        prop_assert!(sink.is_empty(), "{:?}\n{csv}", sink.sorted());
        let back = back.expect("nothing was complained about");
        prop_assert_eq!(value(&back), value(&register));
        prop_assert_eq!(sheet::write(&back, |_| true), csv);
    }

    #[test]
    fn a_register_that_the_program_writes_is_read_as_it_was(one in transfer(1), name in proptest::option::of(text())) {
        let register = raw(vec![one], name);
        let yaml = encode(&register);
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let source = sources.add("transfers.yaml", yaml.clone());
        let back: Option<RawRegister> = decode_often(source, &sources, &mut sink);
        prop_assert!(sink.is_empty(), "{:?}\n{yaml}", sink.sorted());
        prop_assert_eq!(value(&back.expect("nothing was complained about")), value(&register));
    }

    #[test]
    fn no_sheet_makes_the_reader_fail(text in "[ -~\n\t\u{e9}]{0,200}") {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let source = sources.add("sheet.csv", format!("id,title,status,exporter_name,importer_name\n{text}"));
        sheet::read(source, &sources, &mut sink);
    }
}

#[test]
fn no_cell_of_a_sheet_begins_like_a_formula() {
    let folder = Folder::new();
    let register = "transfers: [ { id: TR-01, title: '=cmd()', status: active, exporter: { name: '+65', country: SG }, \
                    importer: { name: '@x', country: VN }, owner: '-1', subjects: ['=1', b], security: \"\\t=1\" } ]";
    folder.write("transfers.yaml", register);
    let text = folder.dmf(["transfer", "export", "transfers.yaml"]).run().answer();
    let row = text.lines().nth(1).expect("there is a transfer");
    for cell in row.split(',') {
        assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{cell}");
    }
    assert!(row.contains("'=cmd()") && row.contains("'@x") && row.contains("'-1"), "{row}");
}

#[test]
fn a_record_shows_what_the_register_leaves_out() {
    let folder = Folder::new();
    let register = "transfers: [ { id: TR-01, title: Payroll, status: active, exporter: { name: A, country: SG }, \
                    importer: { name: B } } ]";
    folder.write("transfers.yaml", register);
    let text = folder.dmf(["transfer", "export", "transfers.yaml", "--format", "text"]).run().answer();
    for words in ["country not said", "not known", "tier not said", "number not said"] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn controllers_and_processors_keep_records_of_their_own() {
    let folder = Folder::new();
    let one = |id: &str, from: &str, to: &str| {
        format!(
            "  - {{ id: {id}, title: T, status: active, exporter: {{ name: A, country: SG, role: {from} }}, \
             importer: {{ name: B, country: VN, role: {to} }} }}\n"
        )
    };
    let register = format!(
        "transfers:\n{}{}{}",
        one("CC", "controller", "controller"),
        one("CP", "controller", "processor"),
        one("PP", "processor", "processor")
    );
    folder.write("transfers.yaml", register);
    for (view, expected) in
        [("all", vec!["CC", "CP", "PP"]), ("controller", vec!["CC", "CP"]), ("processor", vec!["CP", "PP"])]
    {
        let text = folder.dmf(["transfer", "export", "transfers.yaml", "--view", view]).run().answer();
        let ids: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        assert_eq!(ids, expected, "{view}");
    }
}

#[test]
fn the_schema_names_every_column_of_a_sheet_in_its_order() {
    let folder = Folder::new();
    folder.write("transfers.yaml", "transfers: []");
    let sheet = folder.dmf(["transfer", "export", "transfers.yaml"]).run().answer();
    let schema: Value =
        serde_json::from_str(&folder.dmf(["transfer", "export", "--schema"]).run().answer()).expect("it is JSON");
    let names: Vec<&str> = schema["fields"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|field| field["name"].as_str().expect("text"))
        .collect();
    assert_eq!(sheet.trim_end(), names.join(","));
}

/// The day on which each thing to do is due, `KIND DAY`, for one transfer with these lines.
fn days(today: &str, lines: &str) -> Vec<String> {
    let folder = Folder::new();
    let register = format!(
        "transfers:\n  - id: T\n    title: T\n    importer: {{ name: B, country: SG }}\n{}",
        lines.lines().map(|line| format!("    {line}\n")).collect::<Vec<_>>().concat()
    );
    folder.write("transfers.yaml", register);
    let args = ["transfer", "due", "transfers.yaml", "--all", "--format", "json", "--today", today];
    let view: Value = serde_json::from_str(&folder.dmf(args).run().ends(0).stdout).expect("it is JSON");
    let items = view["items"].as_array().expect("a list");
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    items
        .iter()
        .map(|item| format!("{} {} {}", text(&item["kind"]), text(&item["due"]), text(&item["state"])))
        .collect()
}

#[test]
fn a_review_grows_old_by_tier_at_leap_days_and_month_ends() {
    for (lines, expected) in [
        ("reviewed: 2024-02-29\ndata: { tier: T3 }", "review 2025-02-27 overdue"),
        ("reviewed: 2024-02-29\ndata: { tier: T2 }", "review 2026-02-27 overdue"),
        ("reviewed: 2025-08-31\ndata: { tier: T4 }", "review 2026-08-30 overdue"),
        ("reviewed: 2025-11-25", "review 2026-11-24 soon"),
        ("reviewed: 2025-11-24", "review 2026-11-23 overdue"),
        // A start is a review until there is one; the day that was set wins only where it is the earlier.
        ("start: 2026-01-31\ndata: { tier: T1 }", "review 2028-01-30 later"),
        ("reviewed: 2026-01-01\nreview: 2026-12-01\ndata: { tier: T1 }", "review 2026-12-01 soon"),
        ("reviewed: 2025-12-01\nreview: 2027-06-01\ndata: { tier: T3 }", "review 2026-11-30 soon"),
        ("review: 2026-11-23", "review 2026-11-23 overdue"),
        ("owner: A", "review - unset"),
    ] {
        let lines = format!("status: active\nexporter: {{ name: A, country: SG }}\n{lines}")
            .replace("country: SG", "country: TH");
        assert_eq!(days("2026-11-24", &lines), [expected], "{lines}");
    }
}

#[test]
fn what_is_over_or_has_not_begun_is_not_reviewed() {
    let lines = "exporter: { name: A, country: TH }\nreviewed: 2020-01-01\nend: 2021-01-01\nstatus: ended";
    assert_eq!(days("2026-11-24", lines), Vec::<String>::new());
    assert_eq!(days("2026-11-24", "exporter: { name: A, country: TH }\nstatus: planned"), Vec::<String>::new());
}

#[test]
fn a_vietnamese_dossier_is_due_sixty_days_after_the_first_transfer_until_it_is_filed() {
    let lines = "status: active\nexporter: { name: A, country: VN }\nstart: 2026-01-01\nreview: 2027-01-01";
    let on = |today: &str| days(today, lines).into_iter().filter(|day| day.starts_with("filing")).collect::<Vec<_>>();
    let filed = format!("{lines}\nfilings: [ {{ country: VN, what: transfer dossier, date: 2026-02-01 }} ]");
    assert!(on("2026-03-02").contains(&"filing 2026-03-02 soon".to_owned()), "{:?}", on("2026-03-02"));
    assert!(on("2026-03-03").contains(&"filing 2026-03-02 overdue".to_owned()));
    let left = days("2026-03-03", &filed).into_iter().filter(|day| day.starts_with("filing")).count();
    assert_eq!(left + 1, on("2026-03-03").len());
    let elsewhere = format!("{lines}\nfilings: [ {{ country: ID, what: transfer dossier, date: 2026-02-01 }} ]");
    assert_eq!(days("2026-03-03", &elsewhere), days("2026-03-03", lines));
}

#[test]
fn what_is_due_on_the_last_day_of_the_term_is_soon() {
    // 2026-11-24 and 38 days are 2027-01-01.
    let lines = "transfers:\n  - { id: T, title: T, status: active, review: 2027-01-01, exporter: { name: A, country: TH }, \
                 importer: { name: B, country: SG } }\n";
    let folder = Folder::with("transfers.yaml", lines);
    let states = |within: &str| {
        let args = ["transfer", "due", "transfers.yaml", "--all", "--format", "json", "--within", within];
        let view: Value = serde_json::from_str(&folder.dmf(args).run().ends(0).stdout).expect("it is JSON");
        (view["items"][0]["days"].clone(), view["items"][0]["state"].clone(), view["soon"].clone())
    };
    assert_eq!(states("37"), (38.into(), "later".into(), 0.into()));
    assert_eq!(states("38"), (38.into(), "soon".into(), 1.into()));
}

#[test]
fn two_tasks_never_share_a_name_in_a_calendar_and_a_moved_day_keeps_it() {
    let folder = Folder::new();
    let register = |until: &str| {
        format!(
            "transfers: [ {{ id: T, title: T, status: active, review: 2027-01-01, exporter: {{ name: A, country: TH }}, \
             importer: {{ name: B, country: SG, certifications: [ {{ id: iso, until: {until} }}, {{ id: iso, until: 2028-01-01 }} ] }} }} ]"
        )
    };
    let names = |until: &str| {
        folder.write("transfers.yaml", register(until));
        let text = folder.dmf(["transfer", "due", "transfers.yaml", "--format", "ics"]).run().answer();
        let mut names: Vec<String> = text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect();
        names.sort();
        names
    };
    let before = names("2027-02-01");
    assert_eq!(before, names("2027-03-01"));
    let mut once = before.clone();
    once.dedup();
    assert_eq!((once.len(), before.len()), (3, 3));
}

const HOSTILE: &str = "transfers:
  - id: T1
    title: '</text><script>alert(1)</script> %%{init: {}}%% \"]; {{ x }} &'
    status: active
    exporter: { name: \"<b>\\e[31m \\u202e\", country: SG }
    importer: { name: \"A\\uffff\" }
";

#[test]
fn a_map_holds_no_markup_of_the_users() {
    let folder = Folder::new();
    folder.write("transfers.yaml", HOSTILE);
    let svg = folder.dmf(["transfer", "list", "transfers.yaml", "--format", "svg"]).run().answer();
    let mut reader = quick_xml::Reader::from_str(&svg);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().expect("it is XML") {
            quick_xml::events::Event::Start(start) => {
                depth += 1;
                assert_ne!(start.name().as_ref(), "script");
            }
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    assert!(!svg.contains(['\u{1b}', '\u{202e}', '\u{ffff}']), "{svg}");
    assert!(svg.contains("role=\"img\"") && svg.contains("<desc") && svg.contains("country not said"), "{svg}");
    let mermaid = folder.dmf(["transfer", "list", "transfers.yaml", "--format", "mermaid"]).run().answer();
    assert!(!mermaid.contains("%%") && !mermaid.contains("<script") && !mermaid.contains('\u{1b}'), "{mermaid}");
    assert!(mermaid.lines().all(|line| line.matches('"').count() % 2 == 0), "{mermaid}");
}

#[test]
fn the_ending_of_a_file_draws_the_map_and_what_is_over_is_not_on_it() {
    let folder = Folder::new();
    let one = |id: &str, status: &str| {
        format!(
            "  - {{ id: {id}, title: T, status: {status}, exporter: {{ name: A, country: SG }}, \
             importer: {{ name: B, country: VN }} }}\n"
        )
    };
    folder.write("transfers.yaml", format!("transfers:\n{}{}", one("TR-1", "active"), one("TR-2", "ended")));
    for (file, begins) in [("map.svg", "<svg "), ("map.mmd", "flowchart LR")] {
        folder.dmf(["transfer", "list", "transfers.yaml", "-o", file]).run().answer();
        let text = folder.read(file);
        assert!(text.starts_with(begins) && text.contains("TR-1") && !text.contains("TR-2"), "{text}");
    }
}

/// Every key of a schema, with those of the maps inside it, and every word that stands in a list of words.
fn vocabulary<'a>(schema: &'a Value, root: &'a Value, found: &mut Vec<&'a str>) {
    let schema = schema
        .get("$ref")
        .and_then(Value::as_str)
        .map_or(schema, |name| root.pointer(name.trim_start_matches('#')).expect("references lead somewhere"));
    found.extend(schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str));
    for (key, value) in schema["properties"].as_object().into_iter().flatten() {
        found.push(key);
        vocabulary(value, root, found);
    }
    for option in schema["anyOf"].as_array().into_iter().flatten().chain(schema.get("items")) {
        vocabulary(option, root, found);
    }
}

#[test]
fn the_register_to_begin_with_explains_every_key_and_word() {
    let text = Folder::new().dmf(["transfer", "new"]).run().answer();
    let words: Vec<&str> =
        text.split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | '-'))).collect();
    let mut known = Vec::new();
    let schema = schemars::schema_for!(RawRegister).to_value();
    vocabulary(&schema, &schema, &mut known);
    assert!(known.len() > 60, "{known:?}");
    for word in known {
        assert!(words.contains(&word), "`{word}` is not explained");
    }
}

#[test]
fn the_register_to_begin_with_asks_only_for_what_stands_open() {
    let folder = Folder::new();
    folder.dmf(["transfer", "new", "-o", "transfers.yaml"]).run().answer();
    let outcome = folder.dmf(["transfer", "list", "transfers.yaml"]).run().ends(3);
    assert!(outcome.complaints().iter().all(|complaint| complaint.code == "empty-text"), "{}", outcome.stderr);
    let before = folder.read("transfers.yaml");
    folder.dmf(["transfer", "new", "-o", "transfers.yaml"]).run().ends(3);
    assert_eq!(folder.read("transfers.yaml"), before);

    // With every commented value taken, the second of two ways to name an agreement and the first of two ways to give an
    // assessment left out, it is a register that can be weighed.
    let lines = before.replace("title: \"\"", "title: Payroll").replace("name: \"\"", "name: A");
    let mut seen = std::collections::BTreeSet::new();
    let lines = lines.lines().filter_map(|line| {
        let (indent, rest) = line.split_at(line.len() - line.trim_start().len());
        let Some(rest) = rest.strip_prefix("# ") else { return Some(line.to_owned()) };
        let value = rest.trim_start().trim_start_matches("- ");
        let key = value.split(':').next().unwrap_or_default();
        let is_value = value.starts_with("{ ")
            || value.contains(':') && key.chars().all(|c| c.is_alphabetic() && c.is_ascii() || c == '_' || c == '-');
        let is_again = key == "agreement" && !seen.insert(key.to_owned()) || value.starts_with("impact: ");
        (is_value && !is_again).then(|| format!("{indent}{rest}"))
    });
    folder.write("full.yaml", lines.collect::<Vec<_>>().join("\n"));
    let view = folder.dmf(["transfer", "export", "full.yaml", "--format", "json"]).run().ends(0).stdout;
    let view: Value = serde_json::from_str(&view).expect("it is JSON");
    assert_eq!(view["organisation"], "Nusantara Group");
    let transfer = &view["transfers"][0];
    for (path, expected) in [
        ("/importer/certifications/0/id", json!("iso-27001")),
        ("/purposes/0/kind", json!("operations")),
        ("/people", json!(5200)),
        ("/tier", json!("T3")),
        ("/sub_processors/0/access", json!("storage")),
        ("/agreement/deal", json!("deals/payroll.yaml")),
        ("/filings/0/country/code", json!("VN")),
        ("/retention_months", json!(84)),
        ("/incidents/0/reference", json!("INC-12")),
        ("/impact_here", json!(true)),
    ] {
        assert_eq!(transfer.pointer(path), Some(&expected), "{path}");
    }
    folder.replace("full.yaml", "status: planned", "status: active");
    let check = folder.dmf(["transfer", "check", "full.yaml", "--format", "json", "--today", "2026-11-24"]).run();
    let check: Value = serde_json::from_str(&check.stdout).expect("it is JSON");
    assert_eq!(check["transfers"][0]["measures"][0]["id"], "end-to-end-encryption", "{check}");
    assert_eq!(check["transfers"][0]["assessed"]["steps"][5]["done"], "2026-11-02", "{check}");
}

#[test]
fn a_malaysian_assessment_is_overdue_from_its_third_anniversary() {
    let folder = Folder::new();
    folder.copy(std::path::Path::new("examples/regional-group"), "group");
    let state = |today: &str| {
        let args = ["transfer", "due", "group/transfers.yaml", "--all", "--format", "json", "--today", today];
        let view: Value = serde_json::from_str(&folder.dmf(args).run().ends(0).stdout).expect("it is JSON");
        let items = view["items"].as_array().expect("a list").clone();
        let found = items.into_iter().find(|item| item["transfer"] == "TR-03" && item["kind"] == "assessment");
        let item = found.expect("the law of Malaysia takes it for three years");
        (item["due"].clone(), item["state"].clone())
    };
    assert_eq!(state("2028-06-01"), (json!("2028-06-01"), json!("soon")));
    assert_eq!(state("2028-06-02"), (json!("2028-06-01"), json!("overdue")));
}

#[test]
fn the_map_shows_the_risk_that_the_check_finds() {
    let folder = Folder::new();
    folder.copy(std::path::Path::new("examples/regional-group"), "group");
    let svg = folder.dmf(["transfer", "list", "group/transfers.yaml", "--format", "svg"]).run().answer();
    for words in [">15 · high<", ">16 · critical · planned<", ">not assessed<", "residual risk critical (16 of 25)"]
    {
        assert!(svg.contains(words), "{words}");
    }
}
