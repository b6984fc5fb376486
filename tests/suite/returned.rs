//! What came back: our agreement, changed; the facts of the deal; the laws involved; gates, waivers and formats.

use std::{
    fs::{self, File},
    io::Write,
};

use serde_json::Value;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::harness::{self, Folder, Outcome, root};

const DEAL: &str = "examples/mcc-sg-vn-cloud/deal.yaml";

/// A folder with a deal, and what `render` makes of it after `edit`.
fn returned(edits: &[(&str, &str)]) -> Folder {
    let folder = Folder::new();
    folder.write("deal.yaml", fs::read_to_string(root().join(DEAL)).expect("the example is there"));
    folder.dmf(["mcc", "render", "deal.yaml", "-o", "back.md"]).run().ends(0);
    for (from, to) in edits {
        folder.replace("back.md", from, to);
    }
    folder
}

fn run(folder: &Folder, args: &[&str]) -> Outcome {
    folder.dmf(["mcc", "check", "back.md"].iter().chain(args)).run()
}

fn json(folder: &Folder, args: &[&str]) -> Value {
    let answer = run(folder, &[args, &["--format", "json"]].concat()).answer();
    serde_json::from_str(&answer).expect("JSON")
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("no list `{key}` in {value:#}"))
}

fn by<'a>(list: &'a [Value], key: &str, is: &str) -> &'a Value {
    list.iter().find(|one| one[key] == is).unwrap_or_else(|| panic!("no `{is}` in {list:#?}"))
}

#[test]
fn our_agreement_as_it_was_sent_is_ours_and_nothing_in_it_differs() {
    let folder = returned(&[]);
    for ending in ["md", "docx", "html", "txt", "json"] {
        let file = format!("sent.{ending}");
        folder.dmf(["mcc", "render", "deal.yaml", "-o", &file]).run().ends(0);
        let answer = folder.dmf(["mcc", "check", &file, "--deal", "deal.yaml", "--format", "json"]).run().answer();
        let review: Value = serde_json::from_str(&answer).expect("JSON");
        let compared = &review["compared"];
        assert_eq!(compared["ours"], true, "{ending}");
        for kind in ["changed", "moved", "deleted", "added"] {
            assert_eq!(compared[kind], 0, "{ending}: {kind}: {:#?}", touched(compared));
        }
        for fact in list(&review, "facts") {
            assert_eq!(fact["stands"], "same", "{ending}: {fact:#}");
        }
        assert_eq!(list(&review, "facts").len(), 13, "{ending}");
    }
}

fn touched(compared: &Value) -> Vec<&Value> {
    list(compared, "clauses").iter().filter(|clause| clause["words"].is_array()).collect()
}

#[test]
fn every_kind_of_change_is_told_with_the_core_obligations_that_it_touches() {
    let folder = returned(&[]);
    let text = folder.read("back.md");
    let lines: Vec<&str> = text.split("\n\n").collect();
    let notice = lines.iter().position(|line| line.contains("within 24 hours after")).expect("the notice of a breach");
    let fraud =
        lines.iter().position(|line| line.contains("limits or excludes liability for fraud")).expect("a clause");
    let mut edited: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    edited[notice] = edited[notice].replace("within 24 hours", "within 10 days");
    edited[fraud] = String::new();
    edited.insert(
        notice + 1,
        "The Importer may decide at its discretion that a Data Breach is not worth a notice.".to_owned(),
    );
    folder.write("back.md", edited.join("\n\n"));

    let review = json(&folder, &["--deal", "deal.yaml"]);
    let compared = &review["compared"];
    assert_eq!((&compared["changed"], &compared["deleted"], &compared["added"]), (&1.into(), &1.into(), &1.into()));
    let breach = by(list(compared, "touched"), "id", "M1-IMP-BREACH");
    assert_eq!(breach["core"], true);
    let said = breach["clauses"].to_string();
    assert!(said.contains("7.1 changed") && said.contains("added"), "{said}");
    let changed = by(list(compared, "clauses"), "change", "changed");
    assert_eq!(changed["ours"], "7.1");
    let words: Vec<(&Value, &Value)> =
        list(changed, "words").iter().map(|span| (&span["kept"], &span["text"])).collect();
    assert!(words.contains(&(&"deleted".into(), &"24 hours".into())), "{words:?}");
    assert!(words.contains(&(&"inserted".into(), &"10 days".into())), "{words:?}");

    let text = run(&folder, &["--deal", "deal.yaml"]).answer();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in ["Our agreement, held against deal.yaml", "M1-IMP-BREACH", "(core)", "[-24 hours-]{+10 days+}"] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn a_clause_that_went_elsewhere_is_moved_and_touches_nothing() {
    let folder = returned(&[]);
    let text = folder.read("back.md");
    let mut lines: Vec<&str> = text.split("\n\n").collect();
    let from = lines.iter().position(|line| line.contains("within 24 hours after")).expect("the notice of a breach");
    let line = lines.remove(from);
    let to = lines.iter().position(|line| line.ends_with("21 Governing law")).expect("a clause near the end");
    lines.insert(to, line);
    folder.write("back.md", lines.join("\n\n"));
    let compared = &json(&folder, &["--deal", "deal.yaml"])["compared"];
    assert_eq!((&compared["moved"], &compared["deleted"], &compared["added"]), (&1.into(), &0.into(), &0.into()));
    assert!(list(compared, "touched").is_empty(), "{compared:#}");
}

#[test]
fn a_text_that_is_recognisably_ours_is_held_against_our_blank() {
    let folder = returned(&[(
        "The Importer must notify the Exporter of every Data Breach",
        "The Importer may notify the Exporter of a Data Breach",
    )]);
    let compared = &json(&folder, &["--module", "c2p"])["compared"];
    assert_eq!(compared["ours"], true);
    let ids: Vec<&Value> = list(compared, "touched").iter().map(|touched| &touched["id"]).collect();
    let choices = ["M1-IMP-SUB", "M1-IMP-RTS", "M1-IMP-RET", "M1-APX-A", "M1-COM-END"];
    let rest: Vec<&&Value> = ids.iter().filter(|id| !choices.iter().any(|choice| **id == choice)).collect();
    assert_eq!(rest, [&"M1-IMP-BREACH"], "filling in is no change: {:#?}", touched(compared));

    folder.write("back.md", "The Vendor shall notify the Client of a personal data breach without undue delay.\n");
    assert!(json(&folder, &["--module", "c2p"])["compared"].is_null(), "nobody said that it should be ours");
    let compared = &json(&folder, &["--deal", "deal.yaml"])["compared"];
    assert_eq!(compared["ours"], false);
    assert!(list(compared, "clauses").is_empty());
}

#[test]
fn facts_are_held_against_the_deal() {
    let folder = returned(&[
        ("within 24 hours after", "within ten (10) days after"),
        ("backups are overwritten after 35 days", "seven years after its end"),
        ("governed by the law of Singapore", "governed by the law of Viet Nam"),
        ("SGD 1,500,000", "SGD 150,000"),
    ]);
    let text = folder.read("back.md").replace("Tembusu Row Retail Pte. Ltd.", "Tembusu Row Holdings Ltd");
    folder.write("back.md", text + "\n\nBackups are stored and accessed in the Philippines.\n");
    let review = json(&folder, &["--deal", "deal.yaml"]);
    let fact = |path: &str| by(list(&review, "facts"), "path", path);
    let differs = [
        ("options.breach_hours", "10 days"),
        ("transfer.retention", "seven years after its end"),
        ("options.governing_law", "Viet Nam"),
        ("options.liability_cap", "150,000"),
        ("exporter.name", "Holdings"),
        ("transfer.destinations", "also Philippines"),
    ];
    for (path, found) in differs {
        let fact = fact(path);
        assert_eq!(fact["stands"], "differs", "{fact:#}");
        assert!(fact["found"].as_str().expect("text").contains(found), "{fact:#}");
        assert!(!list(fact, "places").is_empty(), "{fact:#}");
    }
    for path in ["importer.name", "options.end_days", "options.cure_days", "options.forum_place"] {
        assert_eq!(fact(path)["stands"], "same", "{path}");
    }
}

#[test]
fn facts_are_found_in_a_text_of_others_as_well() {
    let folder = returned(&[]);
    let text = "# Data terms\n\nThese terms bind Tembusu Row Retail Pte Ltd (the “Customer”) and Other Cloud Inc (the “Vendor”).\n\n\
                The Vendor shall notify the Customer of every personal data breach within ten days after it becomes aware of it.\n\n\
                The Vendor may keep personal data for seven years after the agreement ends.\n\n\
                These terms are governed by the laws of Delaware.\n";
    folder.write("back.md", text);
    let review = json(&folder, &["--deal", "deal.yaml"]);
    let fact = |path: &str| by(list(&review, "facts"), "path", path);
    assert_eq!(fact("exporter.name")["stands"], "same");
    assert_eq!(fact("importer.name")["stands"], "not found");
    assert_eq!(
        (&fact("options.breach_hours")["stands"], &fact("options.breach_hours")["found"]),
        (&"differs".into(), &"10 days".into())
    );
    assert_eq!(
        (&fact("transfer.retention")["stands"], &fact("transfer.retention")["found"]),
        (&"differs".into(), &"7 years".into())
    );
    assert_eq!(fact("options.governing_law")["stands"], "differs");
    assert_eq!(fact("options.governing_law")["places"][0]["line"], 9);
}

#[test]
fn the_shortest_law_decides_how_long_a_notice_may_take() {
    let folder = Folder::with(
        "back.md",
        "# Terms\n\nThe Vendor shall notify the Client of every personal data breach within 60 hours after it becomes aware of it, \
         stating its nature, the data concerned and the measures taken.\n",
    );
    let breach = |args: &[&str]| {
        let review = json(&folder, args);
        (by(list(&review, "obligations"), "id", "M1-IMP-BREACH").clone(), review["laws"].clone())
    };
    let (usual, laws) = breach(&["--module", "c2p"]);
    assert!(laws.is_null(), "{laws}");
    let (held, laws) = breach(&["--module", "c2p", "--laws", "sg,VN"]);
    assert_eq!(held["status"], usual["status"]);
    assert_eq!((&laws["hours"], &laws["involved"]), (&72.into(), &serde_json::json!(["SG", "VN"])));
    assert!(held["why"].to_string().contains("held against 72 hours (the law of"), "{held:#}");
    let late = folder.read("back.md").replace("60 hours", "ten days");
    folder.write("back.md", late);
    let (weak, _) = breach(&["--module", "c2p", "--laws", "SG,VN"]);
    assert_eq!(weak["status"], "weak");
    let why = weak["why"].to_string();
    assert!(why.contains("240 hours at most, longer than 72 (the law of") && why.contains("dmf law show"), "{why}");

    let outcome = run(&folder, &["--module", "c2p", "--laws", "SG,XX"]).ends(2);
    assert!(outcome.stderr.contains("`XX`"), "{}", outcome.stderr);
    let folder = returned(&[]);
    assert_eq!(json(&folder, &["--deal", "deal.yaml"])["laws"]["involved"], serde_json::json!(["SG", "VN"]));
}

#[test]
fn a_status_can_be_required_of_one_obligation() {
    let folder = Folder::with("back.md", "# Terms\n\nThe Vendor shall notify the Client of a personal data breach.\n");
    let ends = |require: &str, code: i32| drop(run(&folder, &["--module", "c2p", "--require", require]).ends(code));
    ends("IMP-BREACH", 1);
    ends("IMP-BREACH=weak", 0);
    ends("all=absent", 0);
    ends("core=weak", 1);
    let outcome = run(&folder, &["--module", "c2p", "--require", "core=week"]).ends(2);
    assert!(outcome.stderr.contains("did you mean `weak`"), "{}", outcome.stderr);
    run(&folder, &[]).ends(2);
    run(&folder, &["--module", "c2p", "--fail-on", "obligation-weak"]).ends(1);
    run(&folder, &["--module", "c2p", "--fail-on", "regression"]).ends(0);
}

#[test]
fn the_gate_says_the_same_in_every_format() {
    let folder = returned(&[("within 24 hours after", "within ten (10) days after")]);
    let args = ["--deal", "deal.yaml", "--require", "core"];
    for format in ["table", "json", "markdown", "csv", "html", "sarif", "junit", "github", "gitlab"] {
        let outcome = run(&folder, &[&args[..], &["--format", format]].concat()).ends(1);
        assert!(outcome.stdout.contains("M1-IMP-BREACH"), "{format}\n{}", outcome.stdout);
    }
    let line = 1 + folder.read("back.md").lines().take_while(|line| !line.contains("within ten (10) days")).count();
    let github = run(&folder, &[&args[..], &["--format", "github"]].concat()).ends(1).stdout;
    assert!(github.contains(&format!("::error file=back.md,line={line},")), "{github}");
    let sarif = run(&folder, &[&args[..], &["--format", "sarif"]].concat()).ends(1).stdout;
    let sarif: Value = serde_json::from_str(&sarif).expect("JSON");
    let results = list(&sarif["runs"][0], "results");
    let ids: Vec<&Value> = results.iter().map(|result| &result["ruleId"]).collect();
    for id in ["obligation-weak/M1-IMP-BREACH", "core-clause-changed/M1-IMP-BREACH", "fact-differs"] {
        assert!(ids.contains(&&id.into()), "{ids:?}");
    }
}

#[test]
fn a_waiver_excuses_an_obligation_until_its_end_and_one_that_excuses_nothing_is_told() {
    let folder = returned(&[("within 24 hours after", "within ten (10) days after")]);
    let waiver = |obligation: &str, until: &str| {
        format!(
            "[[waivers]]\nobligation = \"{obligation}\"\nreason = \"The vendor moves to 24 hours in spring\"\nowner = \"DPO\"\nuntil = {until}\n"
        )
    };
    let args = ["--module", "c2p", "--require", "IMP-BREACH,IMP-SEC"];
    folder.write("dmf.toml", waiver("M1-IMP-BREACH", "2027-03-31"));
    let outcome = run(&folder, &args).ends(0);
    assert!(outcome.stdout.contains("waived") && outcome.stdout.contains("moves to 24 hours"), "{}", outcome.stdout);
    run(&folder, &[&args[..], &["--no-gate"]].concat()).ends(1);

    folder.write("dmf.toml", waiver("M1-IMP-BREACH", "2026-10-31"));
    let outcome = run(&folder, &args).ends(1);
    assert!(outcome.stdout.contains("waiver-expired"), "{}", outcome.stdout);

    folder.write("dmf.toml", waiver("M1-IMP-BREACH", "2027-03-31") + &waiver("M1-IMP-SEC", "2027-03-31"));
    let outcome = run(&folder, &args).ends(0);
    assert!(outcome.stdout.contains("waiver-unused"), "{}", outcome.stdout);

    folder.write("dmf.toml", waiver("M1-IMP-BREECH", "2027-03-31"));
    let outcome = run(&folder, &args).ends(3);
    assert!(outcome.stderr.contains("M1-IMP-BREACH"), "{}", outcome.stderr);
}

#[test]
fn a_users_text_never_becomes_markup() {
    let folder = Folder::with(
        "back.md",
        "# Terms\n\nThe Vendor \\<script>alert(1)\\</script> shall notify the Client of a personal data breach {{ 7 }}.\n",
    );
    folder.dmf(["mcc", "check", "back.md", "--module", "c2p", "-o", "review.html"]).run().ends(0);
    let page = folder.read("review.html");
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;") && page.contains("{{ 7 }}"), "{page}");
    for outside in ["http://", "https://", "src=", "@import", "url("] {
        assert!(!page.contains(outside), "the page stands by itself: {outside}");
    }
}

/// A check that may use so much address space, in KiB.
fn bounded(folder: &Folder, file: &str) -> Outcome {
    harness::bounded(folder, 600_000, &["mcc", "check", file, "--module", "c2p"])
}

#[test]
fn what_cannot_be_read_ends_with_3_in_bounded_memory_and_says_the_way_out() {
    let folder = Folder::new();
    let old = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let sealed: Vec<u8> = old.into_iter().chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    folder.write("sealed.docx", sealed);
    folder.write("old.doc", old);
    folder.write("empty.docx", "");
    folder.write("words.docx", "The Vendor shall notify the Client.");
    folder.write("page.docx", "%PDF-1.7\n1 0 obj");
    folder.write("scan.pdf", "%PDF-1.7\n1 0 obj");
    folder.dmf(["mcc", "render", "--module", "c2p", "-o", "sound.docx"]).run().ends(0);
    let sound = folder.bytes("sound.docx");
    folder.write("broken.docx", &sound[..sound.len() / 2]);
    File::create(folder.join("huge.docx")).and_then(|file| file.set_len(100 << 20)).expect("a sparse file can be made");
    // More blanks than any part may hold, in a few kilobytes.
    let mut bomb = ZipWriter::new(File::create(folder.join("bomb.docx")).expect("a file can be made"));
    bomb.start_file("word/document.xml", SimpleFileOptions::default()).expect("the archive is written");
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..40 {
        bomb.write_all(&blanks).expect("the archive is written");
    }
    bomb.finish().expect("the archive is written");

    let told = [
        ("sealed.docx", "password"),
        ("old.doc", "soffice --headless --convert-to docx"),
        ("empty.docx", "the file is empty"),
        ("words.docx", "not a zip archive"),
        ("page.docx", "pdftotext"),
        ("scan.pdf", "pdftotext"),
        ("broken.docx", "broken"),
        ("huge.docx", "larger than the 64 MiB"),
        ("bomb.docx", "asks for more than is read"),
        ("nowhere.docx", "nowhere.docx"),
        (".", "`.`"),
    ];
    for (file, words) in told {
        let outcome = bounded(&folder, file).ends(3);
        assert!(outcome.stderr.contains(words), "{file}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(file), "{file}: {}", outcome.stderr);
    }
}
