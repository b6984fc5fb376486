//! What records count for, where a method weighs them: as much as somebody can open, and not a day longer.

use std::{fs, process::Command};

use serde_json::Value;

use crate::harness::{Folder, Outcome, root};

/// What records are worth in these tests.
const RULES: &str = r#"
[evidence]
looked_at = "advanced"
attested = "advanced"
cited = "developing"
unsaid = "established"
days = 365
grace = 90
shared = 6
placeholders = ["no", "n/a", "none", "nil", "tba", "tidak ada", "not written yet"]
titles = ["Dr"]
letters = 10
years = 5
"#;

/// The practices of the profile `sme`.
const SME: [&str; 18] = [
    "GOV-01", "GOV-02", "GOV-04", "GOV-06", "POL-01", "POL-04", "POL-06", "POL-07", "POL-11", "INF-01", "INF-03",
    "INF-04", "LCM-01", "LCM-03", "LCM-07", "LCM-08", "INN-02", "INN-08",
];

/// A folder with the framework whose method weighs records, as data.
fn folder() -> Folder {
    let folder = Folder::new();
    let method = fs::read_to_string(root().join("frameworks/asean-dmf/method.toml")).expect("it ships");
    let (method, _) = method.split_once("\n[evidence]\n").expect("the shipped method weighs records as well");
    folder.write("data/frameworks/asean-dmf/method.toml", format!("{method}\n{RULES}"));
    folder
}

/// A worksheet whose every practice is advanced, with these records.
fn all(records: &str) -> String {
    let answers = SME.map(|id| format!("  {id}: {{ level: advanced, evidence: [{records}] }}"));
    let answers = answers.join("\n");
    format!("framework: asean-dmf\norganisation: {{ name: P, country: SG, profile: sme }}\nanswers:\n{answers}\n")
}

/// A worksheet with one answer.
fn one(level: &str, records: &str) -> String {
    format!(
        "framework: asean-dmf\norganisation: {{ name: P, country: SG, profile: sme }}\nanswered_by: Ana\nanswers:\n  \
         GOV-01: {{ level: {level}, evidence: [{records}] }}\n"
    )
}

fn assess(folder: &Folder, args: &[&str]) -> Outcome {
    folder.dmf(["assess", "org.yaml", "--data", "data"].iter().chain(args)).run()
}

/// The scorecard as JSON.
fn card(folder: &Folder, args: &[&str]) -> Value {
    let outcome = assess(folder, &[args, &["--format", "json", "--no-gate"]].concat());
    serde_json::from_str(&outcome.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}{}", outcome.stdout, outcome.stderr))
}

/// What the one answered practice comes to: the level that evidence backs, and the standing of its first record with why.
fn first(folder: &Folder, args: &[&str]) -> (String, String, String) {
    let card = card(folder, args);
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let practice = &card["practices"][0];
    let record = &practice["records"][0];
    (word(&practice["evidenced"]), word(&record["standing"]), word(&record["why"]))
}

fn is(level: &str, standing: &str, why: &str) -> (String, String, String) {
    (level.to_owned(), standing.to_owned(), why.to_owned())
}

#[test]
fn words_alone_are_evidence_of_nothing() {
    let folder = folder();
    for record in ["{ what: x }", "{ what: none, ref: \"no/such/file.pdf\" }", "{ what: Minutes of the board }"] {
        folder.write("org.yaml", all(record));
        let card = card(&folder, &[]);
        assert_eq!(card["overall"]["evidenced"], 0, "{record}");
        assert_eq!(card["overall"]["counts"]["records"]["nothing"], 18, "{record}");
        let gated = assess(&folder, &["--fail-under", "foundational", "--by", "evidenced"]);
        assert_eq!(gated.code, Some(1), "{record}: {}", gated.stdout);
    }
}

#[test]
fn what_is_only_cited_backs_little_and_the_line_says_so() {
    let folder = folder();
    let cited = "{ what: Minutes of the board, ref: \"https://intranet.example/m\", owner: Secretary of the board, \
                 effective: 2026-03-01, shows: advanced }";
    folder.write("org.yaml", all(cited));
    let card = card(&folder, &[]);
    assert_eq!(card["overall"]["reached_evidenced"], "developing");
    assert_eq!(card["overall"]["evidenced"], 5_000);
    let shown = assess(&folder, &["--no-gate"]).stdout;
    assert!(shown.contains("18 records: 18 cited"), "{shown}");
    folder.write("org.yaml", all(&cited.replace("owner: Secretary of the board, ", "")));
    assert_eq!(self::card(&folder, &[])["overall"]["evidenced"], 0);
}

#[test]
fn a_file_that_is_there_as_recorded_backs_what_it_shows() {
    let folder = folder();
    folder.write("evidence/charter.pdf", "the charter");
    let record = "{ what: Charter, ref: evidence/charter.pdf, effective: 2026-03-01, shows: advanced }";
    folder.write("org.yaml", one("advanced", record));
    assert_eq!(first(&folder, &[]), is("advanced", "looked-at", ""));
    // What it does not say that it shows, it shows up to where the method says.
    folder.write("org.yaml", one("advanced", &record.replace(", shows: advanced", "")));
    assert_eq!(first(&folder, &[]), is("established", "looked-at", ""));
    assert_eq!(first(&folder, &["--set", "GOV-01=advanced"]), is("established", "looked-at", ""));
    folder.write("org.yaml", one("developing", &record.replace(", shows: advanced", "")));
    assert_eq!(first(&folder, &[]), is("developing", "looked-at", ""));
    assert_eq!(first(&folder, &["--set", "GOV-01=advanced"]), is("developing", "looked-at", ""));
}

#[test]
fn what_is_no_file_of_this_place_is_never_looked_at() {
    let folder = folder();
    folder.write("in/evidence/charter.pdf", "the charter");
    folder.write("in/evidence/empty.pdf", "");
    folder.write("out.pdf", "outside");
    fs::create_dir(folder.join("in/.git")).expect("a folder can be made");
    folder.write("in/.git/HEAD", "ref: refs/heads/main\n");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("charter.pdf", folder.join("in/evidence/link.pdf")).expect("a link can be made");
        std::os::unix::fs::symlink("evidence", folder.join("in/linked")).expect("a link can be made");
        let made = Command::new("mkfifo").arg(folder.join("in/evidence/pipe.pdf")).status().expect("it can be run");
        assert!(made.success());
    }
    for (named, why) in [
        ("evidence/missing.pdf", "absent"),
        ("evidence/Charter.pdf", "absent"),
        ("evidence/charter.pdf/x", "absent"),
        ("evidence/empty.pdf", "empty"),
        ("evidence/", "folder"),
        ("org.yaml", "own"),
        ("./evidence/../org.yaml", "own"),
        (".git/HEAD", "own"),
        ("../out.pdf", "outside"),
        ("../../../../../../../../etc/passwd", "outside"),
        ("/etc/passwd", "outside"),
        ("evidence/../../in/evidence/charter.pdf", "absent"),
        #[cfg(unix)]
        ("evidence/link.pdf", "link"),
        #[cfg(unix)]
        ("linked/charter.pdf", "link"),
        #[cfg(unix)]
        ("evidence/pipe.pdf", "no-file"),
    ] {
        let record = format!("{{ what: Charter, ref: {named:?}, owner: Board, effective: 2026-03-01 }}");
        folder.write("in/org.yaml", one("advanced", &record));
        let outcome = folder.dmf(["assess", "in/org.yaml", "--data", "data", "--format", "json"]).run();
        let card: Value = serde_json::from_str(&outcome.stdout).expect("it is JSON");
        let record = &card["practices"][0]["records"][0];
        let expected = if named.contains("../../in") { "outside" } else { why };
        assert_eq!((&record["standing"], &record["why"]), (&"nothing".into(), &expected.into()), "{named}");
        assert_eq!(card["overall"]["evidenced"], 0, "{named}");
    }
}

#[test]
fn a_device_is_never_opened() {
    let folder = folder();
    let record = "{ what: Charter, ref: /dev/zero, owner: Board, effective: 2026-03-01 }";
    folder.write("org.yaml", one("advanced", record));
    assert_eq!(first(&folder, &[]), is("none", "nothing", "outside"));
}

/// The SHA-256 of something else.
const HASH: &str = "4d0ca5e3c6bfa3a79aa4abd5eee2a9c83f7ad4a9d2f9a1d3c2d2ce3ffba4c0a0";

/// The findings of one code, each as `line: message`.
fn found(folder: &Folder, code: &str, args: &[&str]) -> Vec<String> {
    let outcome = assess(folder, &[args, &["--format", "json", "--fail-on", code]].concat());
    let card: Value = serde_json::from_str(&outcome.stdout).expect("it is JSON");
    let findings = card["verdict"]["findings"].as_array().cloned().unwrap_or_default();
    let told = findings.iter().filter(|finding| finding["code"] == code);
    told.map(|finding| format!("{}: {}", finding["place"]["line"], finding["message"].as_str().unwrap_or_default()))
        .collect()
}

#[test]
fn what_is_wrong_with_a_record_is_told_at_its_line() {
    let folder = folder();
    folder.write("charter.pdf", "the charter");
    fs::create_dir(folder.join("records")).expect("a folder can be made");
    for (record, code, words) in [
        ("{ what: none, ref: charter.pdf, effective: 2026-03-01 }", "evidence-placeholder", "`none`"),
        ("{ what: Charter, ref: charter.pdf }", "evidence-undated", "`Charter`"),
        ("{ what: Charter, ref: Charter.pdf, effective: 2026-03-01 }", "evidence-not-found", "`Charter.pdf`"),
        ("{ what: Charter, ref: records/, effective: 2026-03-01 }", "weak-evidence", "folder"),
        ("{ what: Charter, effective: 2026-03-01 }", "weak-evidence", "where it can be opened"),
        ("{ what: Charter, ref: DMS-4711, effective: 2026-03-01 }", "weak-evidence", "nobody is named"),
        ("{ what: Charter, ref: charter.pdf, effective: 2026-03-01 }", "evidence-unsealed", "no hash"),
    ] {
        folder.write("org.yaml", one("developing", &format!("\n    {record}\n  ")));
        let told = found(&folder, code, &[]);
        assert_eq!(told.len(), 1, "{record}: {told:?}");
        assert!(told[0].starts_with("6: GOV-01") && told[0].contains(words), "{record}: {told:?}");
        let gated = assess(&folder, &["--fail-on", code]);
        assert_eq!(gated.code, Some(1), "{record}: {}", gated.stdout);
    }
    folder.write("org.yaml", all("{ what: Charter, ref: charter.pdf, effective: 2026-03-01 }"));
    let told = found(&folder, "evidence-shared", &[]);
    assert!(told.len() == 1 && told[0].contains("`charter.pdf` stands behind 18 practices"), "{told:?}");
}

/// The SHA-256 of bytes, as `sha256sum` and `dmf answer --evidence` have it.
fn hash(folder: &Folder, name: &str) -> String {
    let out = Command::new("sha256sum").arg(folder.join(name)).output().expect("it can be run");
    String::from_utf8_lossy(&out.stdout)[..64].to_owned()
}

#[test]
fn a_changed_file_counts_until_its_days_of_grace_are_over_and_sealed_not_at_all() {
    let folder = folder();
    folder.write("charter.pdf", "the charter");
    let hash = hash(&folder, "charter.pdf");
    let record =
        format!("{{ what: Charter, ref: charter.pdf, effective: 2026-03-01, collected: 2026-09-01, sha256: {hash} }}");
    folder.write("org.yaml", one("developing", &record));
    assert_eq!(first(&folder, &[]), is("developing", "looked-at", ""));
    assert_eq!(found(&folder, "evidence-unsealed", &[]), [""; 0]);
    commit(&folder, "as recorded");
    folder.write("charter.pdf", "the Charter");
    // Ninety days after the first of September.
    assert_eq!(first(&folder, &["--today", "2026-11-30"]), is("developing", "looked-at", ""));
    assert_eq!(found(&folder, "evidence-changed", &["--today", "2026-11-30"]).len(), 1);
    assert_eq!(first(&folder, &["--today", "2026-12-01"]), is("none", "nothing", "changed"));
    assert_eq!(found(&folder, "evidence-changed", &["--today", "2026-12-01"]).len(), 1);
    folder.write("org.yaml", one("developing", &record.replace(" }", ", sealed: true }")));
    assert_eq!(first(&folder, &["--today", "2026-11-30"]), is("none", "nothing", "changed"));
    folder.write("org.yaml", one("developing", &record));
    folder.write("dmf.toml", "[evidence]\nsealed = true\n");
    assert_eq!(first(&folder, &["--today", "2026-11-30"]), is("none", "nothing", "changed"));
    folder.write("org.yaml", one("developing", "{ what: Charter, ref: charter.pdf, effective: 2026-03-01 }"));
    assert_eq!(first(&folder, &[]), is("none", "nothing", "unsealed"));
}

#[test]
fn a_hash_that_no_commit_knows_and_a_new_day_beside_an_old_one_get_no_grace() {
    let folder = folder();
    folder.write("charter.pdf", "the charter");
    let hash = hash(&folder, "charter.pdf");
    let record = |hash: &str, day: &str| {
        let days = format!("effective: 2026-03-01, collected: {day}, confirmed: {{ by: Ben, on: {day} }}");
        folder.write(
            "org.yaml",
            one("developing", &format!("{{ what: Charter, ref: charter.pdf, {days}, sha256: {hash} }}")),
        );
        first(&folder, &["--today", "2026-12-01"])
    };
    // Without a repository nobody knows what the file was.
    assert_eq!(record(HASH, "2026-11-30"), is("none", "nothing", "changed"));
    commit(&folder, "as recorded");
    assert_eq!(record(HASH, "2026-11-30"), is("none", "nothing", "changed"));
    assert_eq!(record(&hash, "2026-11-30"), is("developing", "looked-at", ""));
    folder.write("charter.pdf", "the charter of today");
    commit(&folder, "another");
    // The commit of the old one is of the second of September: its ninety days end on the first of December.
    assert_eq!(record(&hash, "2026-11-30"), is("developing", "looked-at", ""));
    assert_eq!(first(&folder, &["--today", "2026-12-02"]), is("none", "nothing", "changed"));
    let told = assess(&folder, &["--today", "2026-12-02", "--fail-on", "evidence-changed", "--format", "json"]).stdout;
    assert!(told.contains("--confirm") && told.contains("another day beside the old hash renews nothing"), "{told}");
}

#[test]
fn a_day_that_is_still_to_come_counts_for_nothing_and_is_told() {
    let folder = folder();
    folder.write("charter.pdf", "the charter");
    let told = |record: &str| {
        folder.write("org.yaml", one("developing", &format!("\n    {record}\n  ")));
        found(&folder, "evidence-misdated", &[])
    };
    for day in ["collected: 2099-01-01", "confirmed: { by: Ben, on: 2099-01-01 }", "seen: { by: Ben, on: 2099-01-01 }"]
    {
        let (key, _) = day.split_once(':').expect("a key");
        let found = told(&format!("{{ what: Charter, ref: charter.pdf, {day} }}"));
        assert!(found.len() == 1 && found[0].starts_with("6: GOV-01") && found[0].contains(key), "{day}: {found:?}");
        assert_eq!(first(&folder, &[]), is("none", "nothing", "undated"), "{day}");
        // Beside a day that holds it takes nothing away, and renews nothing.
        assert_eq!(told(&format!("{{ what: Charter, ref: charter.pdf, effective: 2025-12-01, {day} }}")).len(), 1);
        assert_eq!(first(&folder, &[]), is("developing", "looked-at", ""), "{day}");
        assert_eq!(first(&folder, &["--today", "2026-12-02"]), is("none", "looked-at", ""), "{day}");
    }
    assert_eq!(
        told("{ what: Charter, ref: charter.pdf, collected: 2026-11-24, seen: { by: Ben, on: 2026-11-24 } }"),
        [""; 0]
    );
}

#[test]
fn a_last_day_is_believed_for_as_many_years_as_the_method_says() {
    let folder = folder();
    folder.write("charter.pdf", "the charter");
    let record = "{ what: Charter, ref: charter.pdf, effective: 2020-03-01, expires: 9999-12-31 }";
    folder.write("org.yaml", one("developing", record));
    assert_eq!(first(&folder, &["--today", "2025-03-01"]), is("developing", "looked-at", ""));
    assert_eq!(first(&folder, &["--today", "2025-03-02"]), is("none", "looked-at", ""));
    let told = found(&folder, "evidence-misdated", &[]);
    assert!(told.len() == 1 && told[0].contains("9999-12-31") && told[0].contains("2025-03-01"), "{told:?}");
    // Whoever looked at it again renews it.
    folder.write("org.yaml", one("developing", &record.replace(" }", ", confirmed: { by: Ben, on: 2024-03-01 } }")));
    assert_eq!(first(&folder, &["--today", "2025-03-02"]), is("developing", "looked-at", ""));
    assert_eq!(first(&folder, &["--today", "2029-03-02"]), is("none", "looked-at", ""));
    // No first day, and a last one that is further off than any.
    folder.write("org.yaml", one("developing", "{ what: Charter, ref: charter.pdf, expires: 9999-12-31 }"));
    assert_eq!(first(&folder, &[]), is("none", "nothing", "undated"));
    folder.write("org.yaml", one("developing", "{ what: Charter, ref: charter.pdf, expires: 2027-12-31 }"));
    assert_eq!(first(&folder, &[]), is("developing", "looked-at", ""));
    assert_eq!(found(&folder, "evidence-misdated", &[]), [""; 0]);
}

#[test]
fn a_record_without_a_last_day_ends_when_the_method_says_so() {
    let folder = folder();
    folder.write("charter.pdf", "the charter");
    folder.write("org.yaml", one("developing", "{ what: Charter, ref: charter.pdf, effective: 2025-12-01 }"));
    assert_eq!(first(&folder, &["--today", "2026-12-01"]).0, "developing");
    assert_eq!(first(&folder, &["--today", "2026-12-02"]).0, "none");
    assert_eq!(found(&folder, "stale-evidence", &["--today", "2026-12-02"]).len(), 1);
    folder.write("org.yaml", one("developing", "{ what: Charter, ref: charter.pdf, collected: 2031-01-01 }"));
    assert_eq!(first(&folder, &[]).0, "none");
}

#[test]
fn somebody_else_has_to_have_seen_it() {
    let folder = folder();
    for (seen, level) in [
        ("{ by: Ben, on: 2026-10-01 }", "advanced"),
        ("{ by: \" ana \", on: 2026-10-01 }", "developing"),
        ("{ by: Ben, on: 2027-10-01 }", "developing"),
        ("{ by: x, on: 2026-10-01 }", "developing"),
        ("{ by: n / a, on: 2026-10-01 }", "developing"),
        ("{ by: Ana., on: 2026-10-01 }", "developing"),
        ("{ by: Dr Ana, on: 2026-10-01 }", "developing"),
        ("{ by: \"A\\u200bna\", on: 2026-10-01 }", "developing"),
        ("{ by: \"\\u0410na\", on: 2026-10-01 }", "developing"),
        // Nobody saw it hold before it did.
        ("{ by: Ben, on: 2026-02-28 }", "developing"),
    ] {
        let record = format!(
            "{{ what: Charter, ref: {{ cite: board/charter.pdf }}, owner: Board, effective: 2026-03-01, shows: advanced, \
             seen: {seen} }}"
        );
        folder.write("org.yaml", one("advanced", &record));
        let standing = if level == "advanced" { "attested" } else { "cited" };
        assert_eq!(first(&folder, &[]), is(level, standing, ""), "{seen}");
        // Where nobody is said to have answered, nobody is known to be somebody else.
        let nobody = folder.read("org.yaml").replace("answered_by: Ana\n", "");
        assert!(!nobody.contains("answered_by"), "{nobody}");
        folder.write("org.yaml", nobody);
        assert_eq!(first(&folder, &[]), is("developing", "cited", ""), "{seen}");
    }
}

/// Whoever confirms a record has a name.
#[test]
fn a_placeholder_confirms_nothing() {
    let folder = folder();
    for (by, level) in [("Ben", "developing"), ("x", "none"), ("tba", "none")] {
        let record = format!(
            "{{ what: Charter, ref: {{ cite: board/charter.pdf }}, owner: Board, effective: 2012-03-01, \
             confirmed: {{ by: {by}, on: 2026-10-01 }} }}"
        );
        folder.write("org.yaml", one("developing", &record));
        assert_eq!(first(&folder, &[]).0, level, "{by}");
    }
}

#[test]
fn words_where_a_name_or_a_place_is_due_are_none() {
    let folder = folder();
    let record = |owner: &str, place: &str| {
        let record =
            format!("{{ what: Charter, ref: {{ cite: {place:?} }}, owner: {owner:?}, effective: 2026-03-01 }}");
        folder.write("org.yaml", one("developing", &record));
        first(&folder, &[])
    };
    assert_eq!(record("Board", "DMS-1"), is("developing", "cited", ""));
    for word in ["x", "-", "n/a", "n / a", "None.", "TBA", "(not written yet)", "Tidak  Ada"] {
        assert_eq!(record(word, "DMS-1"), is("none", "nothing", "no-owner"), "{word}");
        assert_eq!(record("Board", word), is("none", "nothing", "placeholder"), "{word}");
    }
}

#[test]
fn what_nobody_looked_at_counts_as_cited_and_that_is_said() {
    let folder = folder();
    let record = "{ what: Charter, ref: charter.pdf, effective: 2026-03-01, owner: Board }";
    folder.write("org.yaml", one("advanced", record));
    assert_eq!(first(&folder, &[]), is("none", "nothing", "absent"));
    assert_eq!(first(&folder, &["--no-look"]), is("developing", "cited", ""));
    let shown = assess(&folder, &["--no-gate", "--no-look"]).stdout.replace('\n', " ");
    assert!(shown.contains("1 of their files not looked for, so cited at most"), "{shown}");
    let text = folder.read("org.yaml");
    let shown = folder.dmf(["assess", "-", "--data", "data"]).input(text).run().stdout.replace('\n', " ");
    assert!(shown.contains("1 record: 1 cited; 1 of their files not looked for"), "{shown}");
    // A file that may not be there is neither attested, nor cited without anybody who keeps it.
    folder.write("org.yaml", one("advanced", &record.replace(" }", ", seen: { by: Ben, on: 2026-10-01 } }")));
    assert_eq!(first(&folder, &["--no-look"]), is("developing", "cited", ""));
    folder.write("org.yaml", one("advanced", &record.replace(", owner: Board", "")));
    assert_eq!(first(&folder, &["--no-look"]), is("none", "nothing", "no-owner"));
    folder.write("org.yaml", one("advanced", &record.replace("charter.pdf", "/etc/passwd")));
    assert_eq!(first(&folder, &["--no-look"]), is("none", "nothing", "outside"));
    folder.write("org.yaml", one("advanced", &record.replace(" }", ", sealed: true }")));
    assert_eq!(first(&folder, &["--no-look"]), is("none", "nothing", "unsealed"));
}

#[test]
fn a_check_of_the_workspace_misses_the_file() {
    let folder = folder();
    folder.write("dmf.toml", "data = [\"data\"]\n");
    folder.write("org.yaml", one("developing", "{ what: Charter, ref: charter.pdf, effective: 2026-03-01 }"));
    let outcome = folder.dmf(["check", "."]).run();
    assert_eq!(outcome.code, Some(1), "{}", outcome.stdout);
    assert!(
        outcome.stdout.contains("evidence-not-found") && outcome.stdout.contains("org.yaml:5"),
        "{}",
        outcome.stdout
    );
    folder.write("charter.pdf", "the charter");
    assert_eq!(folder.dmf(["check", "."]).run().code, Some(0));
}

#[test]
fn an_answer_records_the_hash_and_confirms_it_again() {
    let folder = folder();
    folder.write("charter.pdf", "the charter");
    folder.write("org.yaml", one("developing", ""));
    let answer = |args: &[&str]| folder.dmf(["answer", "org.yaml", "--data", "data"].iter().chain(args)).run();
    let given = answer(&["--evidence", "GOV-01=Charter | charter.pdf | 2026-03-01"]);
    assert_eq!(given.code, Some(0), "{}", given.stderr);
    assert!(folder.read("org.yaml").contains(&hash(&folder, "charter.pdf")), "{}", folder.read("org.yaml"));
    folder.write("charter.pdf", "a new charter");
    assert_eq!(answer(&["--confirm", "GOV-01"]).code, Some(2));
    for nobody in ["-", "x", "n / a"] {
        let refused = answer(&["--confirm", "GOV-01", &format!("--by={nobody}")]);
        assert!(refused.code == Some(2) && refused.stderr.contains("names nobody"), "{nobody}: {}", refused.stderr);
    }
    let confirmed = answer(&["--confirm", "GOV-01", "--by", "Ben"]);
    assert_eq!(confirmed.code, Some(0), "{}", confirmed.stderr);
    let text = folder.read("org.yaml");
    assert!(
        text.contains(&hash(&folder, "charter.pdf")) && text.contains("confirmed: { by: Ben, on: 2026-11-24 }"),
        "{text}"
    );
    assert_eq!(first(&folder, &[]), is("developing", "looked-at", ""));
    fs::remove_file(folder.join("charter.pdf")).expect("it is there");
    assert_eq!(answer(&["--confirm", "GOV-01", "--by", "Ben"]).code, Some(3));
}

/// The day of each commit of these tests.
const COMMITTED: &str = "2026-09-02";

fn git(folder: &Folder, args: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder.path()).args(["-c", "user.name=T", "-c", "user.email=t@example.com"]).args(args);
    command.env("GIT_COMMITTER_DATE", format!("{COMMITTED}T12:00:00Z"));
    let out = command.output().expect("git can be run");
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
}

#[test]
fn what_is_not_here_is_not_absent() {
    let folder = folder();
    folder.write("evidence/charter.pdf", "the charter");
    let hash = hash(&folder, "evidence/charter.pdf");
    let record = format!("{{ what: Charter, ref: evidence/charter.pdf, effective: 2026-03-01, sha256: {hash} }}");
    folder.write("org.yaml", one("developing", &record));
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "all"]);
    git(&folder, &["update-index", "--skip-worktree", "evidence/charter.pdf"]);
    fs::remove_file(folder.join("evidence/charter.pdf")).expect("it is there");
    assert_eq!(first(&folder, &[]), is("developing", "looked-at", ""));
    let shown = assess(&folder, &["--no-gate"]).stdout.replace('\n', " ");
    assert!(shown.contains("1 of their files not here"), "{shown}");
    folder.write("org.yaml", one("developing", &record.replace(&hash, HASH)));
    assert_eq!(first(&folder, &["--today", "2027-01-01"]), is("none", "nothing", "changed"));
    folder.write("org.yaml", one("developing", &record));
    git(&folder, &["update-index", "--no-skip-worktree", "evidence/charter.pdf"]);
    assert_eq!(first(&folder, &[]), is("none", "nothing", "absent"));
}

#[test]
fn a_pointer_is_a_file_that_is_not_here_only_where_git_says_so() {
    let folder = folder();
    folder.write("evidence/charter.pdf", "the charter");
    let hash = hash(&folder, "evidence/charter.pdf");
    let record = format!("{{ what: Charter, ref: evidence/charter.pdf, effective: 2026-03-01, sha256: {hash} }}");
    folder.write("org.yaml", one("developing", &record));
    let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{hash}\nsize 11\n");
    folder.write("evidence/charter.pdf", &pointer);
    // Outside of any repository anybody can write one.
    assert_eq!(first(&folder, &[]), is("none", "nothing", "pointer"));
    let told = found(&folder, "weak-evidence", &[]);
    assert!(told.len() == 1 && told[0].contains("git does not keep them"), "{told:?}");
    commit(&folder, "a file like any other");
    assert_eq!(first(&folder, &[]), is("none", "nothing", "pointer"));
    // That git filters another path, or this one only in a file that is not committed, says nothing.
    folder.write(".gitattributes", "*.xlsx filter=lfs diff=lfs merge=lfs -text\n");
    commit(&folder, "another path");
    assert_eq!(first(&folder, &[]), is("none", "nothing", "pointer"));
    folder.write(".gitattributes", "*.pdf filter=lfs diff=lfs merge=lfs -text\n");
    assert_eq!(first(&folder, &[]), is("none", "nothing", "pointer"));
    commit(&folder, "kept elsewhere");
    assert_eq!(first(&folder, &[]), is("developing", "looked-at", ""));
    let held = assess(&folder, &["--baseline", "git:HEAD", "--fail-on-regression"]);
    assert_eq!(held.code, Some(0), "{}{}", held.stdout, held.stderr);
    // One that is written over it is not the one that git has.
    folder.write("evidence/charter.pdf", pointer.replace("size 11", "size 12"));
    assert_eq!(first(&folder, &[]), is("none", "nothing", "pointer"));
    folder.write("evidence/charter.pdf", pointer.replace("size 11", "size 0"));
    commit(&folder, "of nothing");
    assert_eq!(first(&folder, &[]), is("none", "nothing", "empty"));
}

#[test]
fn evidence_that_was_there_in_the_base_is_missed() {
    let folder = folder();
    folder.write("charter.pdf", "the charter");
    folder.write(
        "org.yaml",
        one("developing", "{ what: Charter, ref: charter.pdf, effective: 2026-03-01, owner: Board }"),
    );
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "all"]);
    let held = ["--baseline", "git:HEAD", "--fail-on-regression", "--today", "2027-01-10"];
    assert_eq!(assess(&folder, &held).code, Some(0), "{}", assess(&folder, &held).stdout);
    // A citation backs as much, and stands for less.
    let cited = "{ what: Charter, ref: { cite: charter.pdf }, effective: 2026-03-01, owner: Board }";
    folder.write("org.yaml", one("developing", cited));
    let weaker = assess(&folder, &held);
    assert_eq!(weaker.code, Some(1), "{}", weaker.stdout);
    assert!(weaker.stdout.contains("its best record is cited"), "{}", weaker.stdout);
    git(&folder, &["checkout", "-q", "org.yaml"]);
    git(&folder, &["rm", "-q", "charter.pdf"]);
    git(&folder, &["commit", "-qm", "without"]);
    let gone = assess(&folder, &held);
    assert_eq!(gone.code, Some(1), "{}", gone.stdout);
}

/// Everything of the folder, committed.
fn commit(folder: &Folder, words: &str) {
    git(folder, &["init", "-q"]);
    git(folder, &["add", "."]);
    git(folder, &["commit", "-qm", words]);
}

const CITED: &str =
    "{ what: Minutes, ref: \"https://intranet.example/m\", owner: Board, effective: 2026-03-01, shows: advanced }";

#[test]
fn a_pack_that_lets_records_back_more_does_not_judge_its_own_change() {
    for (from, to, what) in [
        ("cited = \"developing\"", "cited = \"advanced\"", "`evidence.cited`: developing → advanced"),
        ("days = 365", "days = 3660", "`evidence.days`: 365 → 3660"),
        ("\"no\", ", "", "`evidence.placeholders`"),
        ("share = 2500", "share = 9000", "`not_applicable.share`"),
    ] {
        let folder = folder();
        folder.write("org.yaml", one("advanced", CITED));
        folder.write("dmf.toml", "data = [\"data\"]\n");
        commit(&folder, "all");
        let method = folder.read("data/frameworks/asean-dmf/method.toml");
        assert!(method.contains(from), "{from}");
        folder.write("data/frameworks/asean-dmf/method.toml", method.replace(from, to));
        let gated = assess(&folder, &["--baseline", "git:HEAD", "--fail-on-regression"]);
        assert_eq!(gated.code, Some(1), "{what}: {}{}", gated.stdout, gated.stderr);
        let words = gated.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(what), "{what}: {words}");
        assert!(words.contains("method-changed"), "{what}: {words}");
    }
}

#[test]
fn a_baseline_in_a_file_knows_what_records_were_worth() {
    let folder = folder();
    folder.write("org.yaml", one("advanced", CITED));
    let written = assess(&folder, &["--write-baseline", "then.json"]);
    assert_eq!(written.code, Some(0), "{}", written.stderr);
    let again = assess(&folder, &["--write-baseline", "then.json", "--only-improvements"]);
    assert!(again.stderr.contains("nothing is better"), "{}", again.stderr);
    let method = folder.read("data/frameworks/asean-dmf/method.toml");
    folder.write(
        "data/frameworks/asean-dmf/method.toml",
        method.replace("cited = \"developing\"", "cited = \"advanced\""),
    );
    let held = card(&folder, &["--baseline", "then.json"]);
    assert_eq!(held["comparison"]["method"][0]["what"], "`evidence.cited`");
    // One of an older program does not say it, and is read as before.
    let mut older: Value = serde_json::from_str(&folder.read("then.json")).expect("it was written");
    assert!(older.as_object_mut().expect("a map").remove("method").is_some());
    folder.write("then.json", older.to_string());
    let held = card(&folder, &["--baseline", "then.json"]);
    assert_eq!(held["comparison"]["method"].as_array().map(Vec::len), Some(0), "{held}");
}

#[test]
fn a_baseline_keeps_records_that_stand_for_nothing_with_the_reason() {
    let folder = folder();
    folder.write("org.yaml", one("advanced", "{ what: Charter, ref: gone.pdf, effective: 2026-10-01 }"));
    let written = assess(&folder, &["--write-baseline", "then.json"]);
    assert_eq!(written.code, Some(0), "{}", written.stderr);
    assert!(folder.read("then.json").contains("\"why\": \"absent\""), "{}", folder.read("then.json"));
    let held = card(&folder, &["--baseline", "then.json"]);
    assert_eq!(held["comparison"]["regressions"], 0, "{held}");
    // A reason that is none of ours is told at its place.
    folder.replace("then.json", "\"why\": \"absent\"", "\"why\": \"lost\"");
    let refused = assess(&folder, &["--baseline", "then.json"]);
    assert!(refused.code == Some(3) && refused.stderr.contains("`lost`"), "{}{}", refused.stdout, refused.stderr);
}

#[test]
fn evidence_that_is_gone_or_changed_and_not_committed_is_found_where_the_worksheet_is_as_it_was() {
    let folder = folder();
    folder.write("charter.pdf", "the charter");
    let hash = hash(&folder, "charter.pdf");
    let record = format!("{{ what: Charter, ref: charter.pdf, effective: 2026-03-01, sealed: true, sha256: {hash} }}");
    folder.write("org.yaml", one("developing", "{ what: x }"));
    commit(&folder, "before");
    folder.write("org.yaml", one("developing", &record));
    commit(&folder, "all");
    let held = ["--baseline", "git:HEAD", "--fail-on-regression"];
    let clean = assess(&folder, &held);
    assert_eq!(clean.code, Some(0), "{}{}", clean.stdout, clean.stderr);
    let found = |why: &str| {
        let outcome = assess(&folder, &held);
        assert_eq!(outcome.code, Some(1), "{why}: {}{}", outcome.stdout, outcome.stderr);
        assert!(outcome.stdout.contains("evidence-weaker"), "{why}: {}", outcome.stdout);
        assert!(outcome.stdout.contains("org.yaml:5:"), "{why}: {}", outcome.stdout);
        let outcome = folder.dmf(["portfolio", ".", "--data", "data"].iter().chain(&held)).run();
        assert_eq!(outcome.code, Some(1), "{why}: {}{}", outcome.stdout, outcome.stderr);
    };
    folder.write("charter.pdf", "another charter");
    found("changed");
    fs::remove_file(folder.join("charter.pdf")).expect("it is there");
    found("gone");
    git(&folder, &["checkout", "-q", "charter.pdf"]);
    assert_eq!(assess(&folder, &held).code, Some(0));
    let whole = folder.dmf(["portfolio", ".", "--data", "data"].iter().chain(&held)).run();
    assert_eq!(whole.code, Some(0), "{}{}", whole.stdout, whole.stderr);
    // What is left out of the checkout is no change.
    git(&folder, &["update-index", "--skip-worktree", "charter.pdf"]);
    fs::remove_file(folder.join("charter.pdf")).expect("it is there");
    let sparse = assess(&folder, &held);
    assert_eq!(sparse.code, Some(0), "{}{}", sparse.stdout, sparse.stderr);
}

#[test]
fn what_the_base_seals_stays_sealed_for_the_change_that_takes_it_back() {
    let folder = folder();
    folder.write("charter.pdf", "the charter");
    let hash = hash(&folder, "charter.pdf");
    let record = format!("{{ what: Charter, ref: charter.pdf, collected: 2026-09-01, sha256: {hash} }}");
    folder.write("org.yaml", one("developing", &record));
    folder.write("dmf.toml", "data = [\"data\"]\n[evidence]\nsealed = true\n");
    commit(&folder, "all");
    folder.write("dmf.toml", "data = [\"data\"]\n");
    folder.write("charter.pdf", "another charter");
    let held = ["--today", "2026-11-30", "--baseline", "git:HEAD"];
    // Within the days of grace it would count, were it not sealed.
    assert_eq!(first(&folder, &["--today", "2026-11-30"]), is("developing", "looked-at", ""));
    let gated = assess(&folder, &[&held[..], &["--fail-on-regression"]].concat());
    assert_eq!(gated.code, Some(1), "{}", gated.stdout);
    let words = gated.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("gate-loosened"), "{words}");
    assert!(words.contains("it counts for nothing"), "{words}");
    assert!(words.contains("its evidence stands for nothing any more"), "{words}");
    let json = assess(&folder, &[&held[..], &["--fail-on-regression", "--format", "json"]].concat()).stdout;
    let json: Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(json["practices"][0]["evidenced"], "none");
}

#[test]
fn what_is_wrong_with_records_is_shown_without_a_gate() {
    let folder = folder();
    folder.write(
        "org.yaml",
        all("{ what: Minutes, ref: \"https://intranet.example/m\", owner: Board, effective: 2026-03-01 }"),
    );
    let shown = |args: &[&str]| assess(&folder, args).stdout;
    assert_eq!(shown(&[]).matches("[evidence-shared]").count(), 1, "{}", shown(&[]));
    folder.write("org.yaml", all("{ what: Minutes of the board }"));
    let ten = shown(&[]);
    assert_eq!(ten.matches("warning[weak-evidence]").count(), 10, "{ten}");
    assert!(ten.contains("at org.yaml:4:"), "{ten}");
    assert!(ten.contains("and 8 more; `--all` shows them"), "{ten}");
    let whole = shown(&["--all"]);
    assert_eq!(whole.matches("warning[weak-evidence]").count(), 18, "{whole}");
    // With a gate they stand with the verdict, once.
    assert_eq!(shown(&["--fail-under", "5%"]).matches("[weak-evidence]").count(), 18);
    assert_eq!(assess(&folder, &[]).code, Some(0));
}

#[test]
fn the_explanation_of_a_practice_says_what_each_record_comes_to() {
    let folder = folder();
    folder.write("charter.pdf", "the charter");
    let records = "{ what: Charter, ref: charter.pdf, effective: 2026-03-01, shows: advanced }, \
                   { what: Minutes, ref: \"https://intranet.example/m\", owner: Board, effective: 2026-03-01, expires: 2026-12-31 }, \
                   { what: Old, ref: { cite: M-7 }, owner: Board, effective: 2024-03-01 }, { what: Words }";
    folder.write("org.yaml", one("advanced", records));
    let told = assess(&folder, &["--explain", "GOV-01"]);
    let words = told.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for step in [
        "evidence `Charter` (charter.pdf): looked at; it backs advanced (4) until 2027-03-01",
        "evidence `Minutes` (https://intranet.example/m): cited; it backs developing (2) until 2026-12-31",
        "evidence `Old` (M-7): cited; it ran out on 2025-03-01, so it backs nothing",
        "evidence `Words`: it stands for nothing: it does not say where it can be opened",
    ] {
        assert!(words.contains(step), "{step}: {words}{}", told.stderr);
    }
    let left = assess(&folder, &["--explain", "GOV-01", "--no-look"]).stdout;
    assert!(left.split_whitespace().collect::<Vec<_>>().join(" ").contains("nobody looked for its file"), "{left}");
}

#[test]
fn a_portfolio_names_its_basis_and_has_no_figure_by_evidence_where_nobody_looked() {
    let folder = folder();
    folder.write("org.yaml", all("{ what: Minutes, ref: DMS-1, owner: Ana, effective: 2026-10-01 }"));
    let text =
        |more: &[&str]| folder.dmf(["portfolio", "org.yaml", "--data", "data"].iter().chain(more)).run().answer();
    for format in ["table", "markdown"] {
        let unseen = text(&["--format", format, "--no-look"]);
        assert!(unseen.contains("figures as claimed") && unseen.contains("By evidence"), "{unseen}");
        let mean = |text: &str| text.lines().find(|line| line.contains("Mean")).expect("there is a mean").to_owned();
        assert!(mean(&unseen).contains("100.0%") && mean(&unseen).contains("not looked at"), "{unseen}");
        let seen = text(&["--format", format, "--look"]);
        assert!(mean(&seen).contains("50.0%") && !seen.contains("not looked at"), "{seen}");
    }
}

#[test]
fn thousands_of_records_that_are_not_there_are_summed_up() {
    let folder = folder();
    let records: Vec<String> =
        (0..2_000).map(|at| format!("{{ what: Charter, ref: gone-{at}.pdf, effective: 2026-03-01 }}")).collect();
    folder.write("org.yaml", one("developing", &records.join(", ")));
    for gate in [&["--fail-under", "5%"][..], &["--fail-on", "evidence-not-found"], &["--no-gate"]] {
        let shown = assess(&folder, gate).stdout;
        let lines = shown.matches("[evidence-not-found] GOV-01").count();
        assert!((10..=50).contains(&lines), "{gate:?}: {lines}");
        assert!(shown.contains(&format!("and {} more", 2_000 - lines)), "{gate:?}: {shown}");
    }
    assert_eq!(found(&folder, "evidence-not-found", &[]).len(), 2_000, "and JSON has each");
}

#[test]
fn a_reference_that_reads_as_a_number_is_told_how_to_be_written() {
    let folder = folder();
    folder.write("org.yaml", one("developing", "{ what: Charter, ref: 47.11, owner: Board, effective: 2026-03-01 }"));
    let refused = assess(&folder, &[]);
    assert_eq!(refused.code, Some(3));
    assert!(
        refused.stderr.contains("org.yaml:5") && refused.stderr.contains("in quotes: `\"47.11\"`"),
        "{}",
        refused.stderr
    );
    folder
        .write("org.yaml", one("developing", "{ what: Charter, ref: \"47.11\", owner: Board, effective: 2026-03-01 }"));
    assert_eq!(first(&folder, &[]), is("developing", "cited", ""));
}
