//! Agreements: whole without a deal, strict with one, and right in their numbers whatever is switched off.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use serde_json::Value;

use crate::harness::{Folder, root};

const MODULES: [&str; 2] = ["c2p", "c2c"];
/// Formats by the ending of their files.
const ENDINGS: [&str; 6] = ["md", "html", "txt", "json", "docx", "pdf"];
const EXAMPLES: [&str; 3] = ["mcc-sg-vn-cloud", "mcc-my-th-reinsurance", "mcc-id-eu-group"];

fn blank(module: &str) -> Value {
    let text = Folder::new().dmf(["mcc", "render", "--module", module, "--format", "json"]).run().answer();
    serde_json::from_str(&text).expect("JSON")
}

fn trace(module: &str) -> Value {
    let text = Folder::new().dmf(["mcc", "list", "--module", module, "--format", "json"]).run().answer();
    serde_json::from_str(&text).expect("JSON")
}

/// Walks every object of a JSON value.
fn walk<'a>(value: &'a Value, visit: &mut impl FnMut(&'a serde_json::Map<String, Value>)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, visit)),
        Value::Object(map) => {
            visit(map);
            map.values().for_each(|value| walk(value, visit));
        }
        _ => {}
    }
}

/// Holds every reference of a document against the clause or schedule that it leads to; how many there are.
fn references(document: &Value) -> usize {
    let mut labels: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    walk(document, &mut |map| {
        let word = |key: &str| map.get(key).and_then(Value::as_str);
        if let (Some(anchor), Some(label)) = (word("anchor"), word("reference").or_else(|| word("letter"))) {
            labels.entry(anchor).or_default().insert(label);
        }
    });
    let mut count = 0;
    walk(document, &mut |map| {
        if map.get("run").and_then(Value::as_str) == Some("reference") {
            count += 1;
            let anchor = map["anchor"].as_str().expect("a reference leads somewhere");
            let shown = map["text"].as_str().expect("a reference shows a number");
            let known =
                labels.get(anchor).unwrap_or_else(|| panic!("`{shown}` leads to `{anchor}`, which is not there"));
            assert!(known.contains(shown), "a reference to `{anchor}` shows {shown}, not {known:?}");
        }
    });
    count
}

#[test]
fn a_blank_is_whole_in_every_format_and_never_written_over_a_file() {
    for module in MODULES {
        let folder = Folder::new();
        for ending in ENDINGS {
            let name = format!("blank.{ending}");
            folder.dmf(["mcc", "render", "--module", module, "-o", &name]).run().answer();
            assert!(folder.bytes(&name).len() > 10_000, "{name} is too short for an agreement");
            let before = folder.bytes(&name);
            let again = folder.dmf(["mcc", "render", "--module", module, "-o", &name]).run().ends(3);
            assert!(again.stderr.contains("--force"), "{}", again.stderr);
            assert!(folder.bytes(&name) == before, "{name} was touched");
            folder
                .dmf(["mcc", "render", "--module", module, "-o", &name, "--force", "--today", "2031-01-01"])
                .run()
                .answer();
            assert!(folder.bytes(&name) == before, "{name} differs from day to day");
        }
        assert!(references(&blank(module)) > 20, "an agreement refers to its own clauses");
    }
}

#[test]
fn every_core_obligation_is_carried_where_the_table_says() {
    for module in MODULES {
        let mut ids = BTreeSet::new();
        let document = blank(module);
        walk(&document, &mut |map| {
            ids.extend(map.get("id").and_then(Value::as_str).map(str::to_owned));
        });
        let mut core = 0;
        for obligation in trace(module)["obligations"].as_array().expect("a list") {
            let carriers = obligation["carried_by"].as_array().expect("a list");
            let always: Vec<&str> = carriers
                .iter()
                .filter(|carrier| carrier["block"] == "")
                .filter_map(|carrier| carrier["at"].as_str())
                .collect();
            for at in &always {
                assert!(ids.contains(*at), "{module}: {} is said to stand at `{at}`", obligation["id"]);
            }
            if ["core", "select", "complete"].contains(&obligation["class"].as_str().expect("a word")) {
                core += 1;
                assert!(!always.is_empty(), "{module}: {} is carried by nothing", obligation["id"]);
            }
        }
        assert!(core >= 12, "{module}: {core} core obligations");
    }
}

#[test]
fn dropping_any_two_blocks_leaves_no_wrong_number() {
    let mut checked = 0;
    for module in MODULES {
        let trace = trace(module);
        let blocks: Vec<&str> = trace["blocks"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|block| block["layer"] == false)
            .filter_map(|block| block["id"].as_str())
            .collect();
        let layers: Vec<&str> = trace["blocks"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|block| block["layer"] == true)
            .filter_map(|block| block["id"].as_str())
            .collect();
        assert!(blocks.len() >= 4, "{blocks:?}");
        for (at, first) in blocks.iter().enumerate() {
            for second in &blocks[at..] {
                // All on but these two, with the layers; and all off but these two, without.
                for (others, with) in [("true", layers.join(", ")), ("false", String::new())] {
                    let these = if others == "true" { "false" } else { "true" };
                    let chosen: Vec<String> = blocks
                        .iter()
                        .map(|block| {
                            format!("{block}: {}", if block == first || block == second { these } else { others })
                        })
                        .collect();
                    let deal = format!("module: {module}\nblocks: {{ {} }}\nwith: [{with}]\n", chosen.join(", "));
                    let folder = Folder::with("deal.yaml", &deal);
                    let outcome =
                        folder.dmf(["mcc", "render", "deal.yaml", "--draft", "--format", "json"]).run().ends(0);
                    references(&serde_json::from_str(&outcome.stdout).expect("JSON"));
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 40, "{checked}");
}

#[test]
fn ten_mistakes_are_told_at_once_and_nothing_is_written() {
    let folder = Folder::new();
    folder.copy(std::path::Path::new("tests/fixtures/deal-with-ten-mistakes.yaml"), "deal.yaml");
    let outcome = folder.dmf(["mcc", "render", "deal.yaml", "-o", "agreement.docx"]).run().ends(3);
    let expected: BTreeSet<(String, String)> = folder
        .read("deal.yaml")
        .lines()
        .filter_map(|line| line.strip_prefix("# expect: ")?.split_once(' '))
        .map(|(code, place)| (code.to_owned(), place.to_owned()))
        .collect();
    assert!(expected.len() >= 10);
    let found: BTreeSet<(String, String)> =
        outcome.complaints().into_iter().map(|complaint| (complaint.code, complaint.place)).collect();
    assert_eq!(found, expected, "{}", outcome.stderr);
    assert_eq!(folder.names(), ["deal.yaml"], "no file is written");
}

#[test]
fn the_examples_render_to_what_is_expected_and_without_a_finding() {
    for example in EXAMPLES {
        let folder = Folder::new();
        folder.copy(&std::path::Path::new("examples").join(example), "here");
        let outcome = folder.dmf(["mcc", "render", "here/deal.yaml"]).run().ends(0);
        // What is not known of a law is noted, and nothing else is said.
        assert!(outcome.complaints().iter().all(|told| told.code == "law-not-known"), "{example}: {}", outcome.stderr);
        let expected = std::fs::read_to_string(root().join("examples").join(example).join("expected/agreement.md"));
        assert!(
            outcome.stdout == expected.expect("each example has its agreement"),
            "{example} has drifted from expected/agreement.md"
        );
        references(
            &serde_json::from_str(&folder.dmf(["mcc", "render", "here/deal.yaml", "--format", "json"]).run().stdout)
                .expect("JSON"),
        );
    }
}

#[test]
fn a_deal_in_toml_makes_the_same_agreement() {
    let folder = Folder::new();
    let yaml = "module: c2p\ndate: 2027-01-15\nexporter: { name: Tembusu, country: SG }\noptions: { breach_hours: 24, certificate: true }\ntransfer: { subjects: [customers, staff], start: 2027-02-01 }\n";
    let toml = "module = \"c2p\"\ndate = 2027-01-15\n[exporter]\nname = \"Tembusu\"\ncountry = \"SG\"\n[options]\nbreach_hours = 24\ncertificate = true\n[transfer]\nsubjects = [\"customers\", \"staff\"]\nstart = 2027-02-01\n";
    folder.write("deal.yaml", yaml);
    folder.write("deal.toml", toml);
    let render = |name: &str| folder.dmf(["mcc", "render", "--draft", name]).run().ends(0).stdout;
    assert!(render("deal.toml").contains("15 January 2027"));
    assert_eq!(render("deal.toml"), render("deal.yaml"));
}

#[test]
fn the_starter_is_a_deal_whose_draft_renders_and_whose_gaps_are_all_named() {
    for module in MODULES {
        let folder = Folder::new();
        folder.dmf(["mcc", "new", "--module", module, "-o", "deal.yaml"]).run().answer();
        let draft = folder.dmf(["mcc", "render", "deal.yaml", "--draft"]).run().ends(0);
        assert!(draft.stdout.contains("Open points"), "a draft lists its gaps");
        let strict = folder.dmf(["mcc", "render", "deal.yaml"]).run().ends(3);
        let complaints = strict.complaints();
        assert!(complaints.len() > 20, "{}", complaints.len());
        assert!(complaints.iter().all(|complaint| complaint.code == "unset-value"), "{}", strict.stderr);
    }
}

#[test]
fn the_starter_with_every_mark_taken_away_parses() {
    for module in MODULES {
        let starter = Folder::new().dmf(["mcc", "new", "--module", module]).run().answer();
        let fields: Vec<&str> = starter
            .lines()
            .map(|line| {
                let at = line.find('#').unwrap_or(line.len());
                let rest = line[at..].trim_start_matches("# ");
                // A key in small letters with a colon is a line of the deal; everything else explains.
                let key = rest.split(':').next().unwrap_or("");
                let code = rest.contains(':')
                    && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
                    && !key.is_empty();
                if code && at < line.len() { line } else { "" }
            })
            .collect();
        assert!(fields.iter().filter(|line| !line.is_empty()).count() > 40, "{starter}");
    }
}

#[test]
fn strict_turns_a_finding_into_a_no_and_the_format_does_not_matter() {
    let folder = Folder::new();
    folder.copy(std::path::Path::new("examples/mcc-sg-vn-cloud"), "here");
    let deal = folder.read("here/deal.yaml");
    let own = "\nsupplementary_clauses:\n  - id: discretion\n    title: Discretion\n    text: The Importer may decide in its sole discretion whether to notify.\n    after: breach\n    reason: asked for\n";
    folder.write("here/deal.yaml", deal + own);
    for ending in ["md", "json", "docx"] {
        let name = format!("a.{ending}");
        let warned = folder.dmf(["mcc", "render", "here/deal.yaml", "-o", &name]).run().ends(0);
        assert!(warned.stderr.contains("clause-"), "{}", warned.stderr);
        folder.dmf(["mcc", "render", "here/deal.yaml", "-o", &name, "--force", "--strict"]).run().ends(1);
    }
}

#[test]
fn what_is_found_in_a_deal_is_gated_and_waived_like_anything_else() {
    let folder = Folder::new();
    folder.copy(std::path::Path::new("examples/mcc-sg-vn-cloud"), "deals");
    folder.replace("deals/deal.yaml", "data_in_scope_eu: false", "data_in_scope_eu: true");
    let render = ["mcc", "render", "deals/deal.yaml", "-o", "a.md", "--force"];
    let waiver = |code: &str| {
        format!("[[waivers]]\ncode = \"{code}\"\nreason = \"EU clauses\"\nowner = \"DPO\"\nuntil = 2026-12-31\n")
    };

    folder.write("dmf.toml", "# A workspace.\n");
    let text = folder.dmf(["check"]).run().answer();
    assert!(text.contains("warning[eu-without-scc]"), "{text}");
    assert!(folder.dmf(render).run().ends(0).stderr.contains("warning[eu-without-scc]"));

    folder.write("dmf.toml", "[gate]\nfail_on = [\"eu-without-scc\"]\n");
    assert!(folder.dmf(["check"]).run().ends(1).stdout.contains("error[eu-without-scc]"));
    let sarif = folder.dmf(["check", "--format", "sarif"]).run().ends(1).stdout;
    assert!(sarif.contains("\"ruleId\": \"eu-without-scc/TR-DPA-2027-003\""), "{sarif}");
    assert!(folder.dmf(render).run().ends(1).stderr.contains("error[eu-without-scc]"));

    folder.write("dmf.toml", "[gate]\nfail_on = [\"eu-without-scc\"]\n".to_owned() + &waiver("eu-without-scc"));
    assert!(folder.dmf(["check"]).run().answer().contains("waived[eu-without-scc]"));
    let outcome = folder.dmf(render.into_iter().chain(["--strict"])).run().ends(0);
    // What is not known of Vietnam's law is noted, and nothing else is said.
    assert!(outcome.complaints().iter().all(|told| told.code == "law-not-known"), "{}", outcome.stderr);

    folder.write("dmf.toml", waiver("no-destination"));
    let text = folder.dmf(["check"]).run().answer();
    assert!(text.contains("warning[waiver-unused]"), "{text}");
}

#[test]
fn drafting_and_review_judge_a_clause_alike() {
    for (key, text) in [
        ("IMP-BREACH", "The Importer is under no duty to report a Data Breach to the Exporter."),
        ("IMP-SEC", "The Importer shall not be required to encrypt or otherwise secure Personal Data."),
        ("IMP-SUB", "The Importer disclaims responsibility for the acts of its Sub-Processors."),
    ] {
        let folder = Folder::new();
        folder.copy(std::path::Path::new("examples/mcc-sg-vn-cloud"), ".");
        let own = format!(
            "\nsupplementary_clauses:\n  - {{ id: extra, title: Extra, text: '{text}', after: breach, reason: asked for }}\n"
        );
        folder.write("deal.yaml", folder.read("deal.yaml") + &own);
        let drawn = folder.dmf(["mcc", "render", "deal.yaml", "-o", "a.md"]).run().ends(0).stderr;
        assert!(drawn.contains("warning[clause-contradicts]") && drawn.contains(key), "{drawn}");
        let review = folder.dmf(["mcc", "check", "a.md", "--module", "c2p", "--format", "json"]).run().answer();
        let review: Value = serde_json::from_str(&review).expect("JSON");
        let obligations = review["obligations"].as_array().expect("a list");
        let found = obligations.iter().find(|one| one["id"] == format!("M1-{key}")).expect("it is asked for");
        // What was promised still stands in our text: both have to be read.
        assert_ne!(found["status"], "present", "{text}");
        let why = found["why"].to_string();
        assert!(why.contains("conflict, read both") || found["status"] == "contradicted", "{why}");
    }
}

#[test]
fn free_texts_of_a_deal_are_judged_where_they_stand() {
    let folder = Folder::new();
    folder.copy(std::path::Path::new("examples/mcc-sg-vn-cloud"), ".");
    folder.replace(
        "deal.yaml",
        "    - locked cages",
        "    - The Importer may use the Personal Data to train its models.\n    - locked cages",
    );
    folder.replace(
        "deal.yaml",
        "  retention: the term",
        "  retention: The Importer may keep the Personal Data indefinitely, or the term",
    );
    let outcome = folder.dmf(["mcc", "render", "deal.yaml", "-o", "a.md"]).run().ends(0);
    let told = outcome.complaints().into_iter().filter(|found| found.code.starts_with("clause-"));
    let found: Vec<String> = told.map(|found| format!("{} {}", found.code, found.place)).collect();
    assert_eq!(found, ["clause-contradicts 51:14", "clause-contradicts 93:7"], "{}", outcome.stderr);
    assert!(outcome.stderr.contains("`security.physical` may contradict IMP-INS"), "{}", outcome.stderr);
}

#[test]
fn the_wrong_word_is_met_with_the_right_one() {
    let folder = Folder::new();
    let outcome = folder.dmf(["mcc", "render", "--module", "c2q"]).run().ends(2);
    assert!(outcome.stderr.contains("did you mean `c2p`?"), "{}", outcome.stderr);
    let outcome = folder.dmf(["mcc", "show", "M1-IMP-BREECH"]).run().ends(2);
    assert!(outcome.stderr.contains("M1-IMP-BREACH"), "{}", outcome.stderr);
    folder.dmf(["mcc", "render"]).run().ends(2);
    folder.dmf(["mcc", "render", "--module", "c2p", "-o", "a.odt"]).run().ends(2);
}

#[test]
fn an_obligation_is_shown_with_the_text_that_carries_it() {
    let text = Folder::new().dmf(["mcc", "show", "M1-IMP-BREACH"]).run().answer();
    for words in ["without undue delay", "not verified", "8.6(c)", "options.breach_hours", "ot legal advice"] {
        assert!(text.replace('\n', " ").contains(words), "`{words}` is missing:\n{text}");
    }
}

/// Of several obligations that a clause carries, the one that is wrong is told, and not the first.
#[test]
fn what_is_wrong_with_what_a_clause_carries_stands_where_it_is_written() {
    let clauses = "data/frameworks/asean-mcc/clauses.toml";
    let shipped = fs::read_to_string(root().join("frameworks/asean-mcc/clauses.toml")).expect("it ships");
    for (right, wrong, code) in [
        ("\"M2-DEF\", at = \"definitions-national\"", "\"M2-DEFF\", at = \"definitions-national\"", "unknown-id"),
        (
            "\"M2-DEF\", at = \"definitions-national\"",
            "\"M2-DEF\", at = \"definitions-nation\"",
            "obligation-not-carried",
        ),
    ] {
        assert_eq!(shipped.matches(right).count(), 1, "{right}");
        let text = shipped.replace(right, wrong);
        let slip = if code == "unknown-id" { "\"M2-DEFF\"" } else { "\"definitions-nation\"" };
        let (number, line) = text.lines().enumerate().find(|(_, line)| line.contains(slip)).expect("it was put there");
        let place = format!("{}:{}", number + 1, line.find(slip).expect("it stands there") + 1);
        let folder = Folder::new();
        folder.write(clauses, &text);
        let told = folder.dmf(["framework", "check", "data"]).run().ends(1).complaints();
        let told: Vec<(&str, &str)> = told.iter().map(|one| (one.code.as_str(), one.place.as_str())).collect();
        assert_eq!(told, [(code, place.as_str())]);
    }
}

/// The words of a clause, sub-clause or schedule of a document in JSON.
fn said(document: &Value, id: &str) -> String {
    let mut words = String::new();
    walk(document, &mut |map| {
        if words.is_empty() && map.get("id").and_then(Value::as_str) == Some(id) {
            let whole = Value::Object(map.clone());
            walk(&whole, &mut |map| {
                words.extend(map.get("text").and_then(Value::as_str).map(str::to_owned));
            });
        }
    });
    words
}

/// Two places of an agreement that once said the contrary of each other: in which module, where the two are now reconciled,
/// with which words, and what must not stand there any more.
const PAIRS: [(&str, &str, &str, &str, &str); 14] = [
    ("retention against return and backups", "c2p", "retention-run-off", "the times begin within which clause", ""),
    ("retention against return and backups", "c2c", "retention-run-off", "the times begin within which clause", ""),
    ("signed writing against entries by one side", "c2p", "variation-writing", "and not a variation of it", ""),
    ("signed writing against entries by one side", "c2c", "variation-writing", "and not a variation of it", ""),
    ("clauses against schedules", "c2p", "precedence-schedules", "the clause prevails", ""),
    ("clauses against schedules", "c2c", "precedence-schedules", "the clause prevails", ""),
    (
        "definitions against narrower national ones",
        "c2p",
        "definitions-national",
        "does not narrow",
        "a different meaning",
    ),
    (
        "definitions against narrower national ones",
        "c2c",
        "definitions-national",
        "does not narrow",
        "a different meaning",
    ),
    (
        "adequate safeguards against the schedule",
        "c2p",
        "exporter-instructions",
        "the least that clause",
        "deciding that",
    ),
    (
        "instructions against law",
        "c2p",
        "instructions-unable",
        "must not carry out an Instruction by which it would",
        "",
    ),
    ("what outlives the agreement", "c2p", "termination-survival", "and every other duty to protect", ""),
    ("what outlives the agreement", "c2c", "termination-survival", "and every other duty to protect", ""),
    ("a blank against what is filled", "c2p", "sub-processing-objection", "Silence is not consent", ""),
    ("a blank against what is filled", "c2c", "onward-transfer-authorisation", "Silence is not consent", ""),
];

#[test]
fn no_two_places_of_an_agreement_contradict_each_other() {
    let choices = |module: &str| -> [&'static str; 4] {
        match module {
            "c2p" => ["", "sub_processing: prior-consent", "sub_processing: notice", "sub_processing: none"],
            _ => ["", "onward_transfer: prior-consent", "onward_transfer: notice", "onward_transfer: none"],
        }
    };
    for module in MODULES {
        for choice in choices(module) {
            for days in ["end_action: return", "end_action: delete", "end_action: exporter-chooses"] {
                let both = if choice.is_empty() { days.to_owned() } else { format!("{choice}, {days}") };
                let deal = format!("module: {module}\nexporter: {{ name: Kite }}\noptions: {{ {both} }}\n");
                let folder = Folder::with("deal.yaml", &deal);
                let text =
                    folder.dmf(["mcc", "render", "deal.yaml", "--draft", "--format", "json"]).run().ends(0).stdout;
                let document: Value = serde_json::from_str(&text).expect("JSON");
                references(&document);
                for (pair, of, id, words, never) in PAIRS {
                    // Where consent is not asked for there is no silence to speak of.
                    if of != module || words.starts_with("Silence") && !choice.is_empty() {
                        continue;
                    }
                    let said = said(&document, id);
                    assert!(said.contains(words), "{pair}, {module}, {both}: `{id}` says: {said}");
                    assert!(never.is_empty() || !said.contains(never), "{pair}, {module}, {both}: {said}");
                }
            }
        }
    }
}

#[test]
fn an_assessment_is_said_to_be_made_only_where_one_is_named() {
    let render = |tia: &str| {
        let deal = format!("module: c2p\nexporter: {{ name: Kite }}\ntransfer: {{ frequency: continuous{tia} }}\n");
        let folder = Folder::with("deal.yaml", &deal);
        let text = folder.dmf(["mcc", "render", "deal.yaml", "--draft", "--format", "json"]).run().ends(0).stdout;
        serde_json::from_str::<Value>(&text).expect("JSON")
    };
    let (with, without) = (render(", tia: TIA-7"), render(""));
    assert!(said(&with, "local-law-assessment").contains("The parties have assessed"));
    assert!(said(&with, "local-law-assessment").contains("TIA-7"));
    for id in ["local-law-assessment", "local-law-warranty"] {
        let said = said(&without, id);
        assert!(!said.contains("have assessed") && !said.contains("strength of that assessment"), "{said}");
    }
    assert!(said(&without, "local-law-assessment").contains("No Transfer may be made before they have done so"));
}

#[test]
fn what_is_signed_carries_no_note_and_no_id_and_the_companion_has_them() {
    let notes = ["Drafting note", "Not legal advice", "Clause set", "M2-", "M1-"];
    for example in EXAMPLES {
        let folder = Folder::new();
        folder.copy(&std::path::Path::new("examples").join(example), "here");
        for ending in ["md", "html", "txt", "json"] {
            let name = format!("a.{ending}");
            let companion = format!("companion.{ending}");
            let args = ["mcc", "render", "here/deal.yaml", "-o", &name, "--companion", &companion];
            folder.dmf(args).run().ends(0);
            let (signed, beside) = (folder.read(&name), folder.read(&companion));
            for note in notes {
                assert!(!signed.contains(note), "{example}: {name} has `{note}`");
            }
            assert!(beside.contains("Not legal advice") && beside.contains("Clause set"), "{beside}");
            // A table of plain text breaks the lines of its cells.
            for words in ["-IMP-BREACH", "Personal Data Protection Commission"] {
                assert!(ending == "txt" || beside.contains(words), "{words}: {beside}");
            }
        }
        let draft = folder.dmf(["mcc", "render", "here/deal.yaml", "--draft"]).run().ends(0).stdout;
        assert!(draft.contains("Drafting note"), "a draft says what it is");
    }
    assert!(Folder::new().dmf(["mcc", "render", "--module", "c2p"]).run().answer().contains("Drafting note"));
}
