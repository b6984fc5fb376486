//! The register: what is written as a sheet comes back unchanged, whatever people write.

use dmf::{
    diag::Sink,
    load::{decode, encode},
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
        let back: Option<RawRegister> = decode(source, &sources, &mut sink);
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
