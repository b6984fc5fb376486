//! What is no evidence though it is there: files that say nothing, and what is made of answers.

use std::fs;

use serde_json::Value;

use crate::harness::Folder;

/// A worksheet whose first answer names that file, by the newest framework.
fn sheet(named: &str) -> String {
    format!(
        "framework: asean-dmf@2.0.0\norganisation: {{ name: P, country: SG, profile: sme }}\nas_of: 2026-11-01\nanswers:\n  GOV-01: {{ \
         level: developing, evidence: [{{ what: Charter, ref: {named:?}, effective: 2026-03-01 }}] }}\n"
    )
}

/// Why the file stands for nothing, empty where it was looked at; and what is said of it.
fn why(folder: &Folder, named: &str) -> (String, String) {
    folder.write("sheets/org.yaml", sheet(&format!("../{named}")));
    let outcome = folder.dmf(["assess", "sheets/org.yaml", "--format", "json", "--fail-on", "weak-evidence"]).run();
    let card: Value = serde_json::from_str(&outcome.stdout)
        .unwrap_or_else(|error| panic!("{named}: {error}: {}{}", outcome.stdout, outcome.stderr));
    let record = &card["practices"][0]["records"][0];
    let findings = card["verdict"]["findings"].as_array().cloned().unwrap_or_default();
    let told = findings.iter().find(|finding| finding["code"] == "weak-evidence");
    let told = told.and_then(|finding| finding["message"].as_str()).unwrap_or_default().to_owned();
    assert_eq!(told.is_empty(), record["standing"] == "looked-at", "{named}: {record}: {told}");
    assert_eq!(outcome.code, Some(i32::from(!told.is_empty())), "{named}: {told}");
    (record["why"].as_str().unwrap_or_default().to_owned(), told)
}

/// A folder that is a workspace, so that what lies beside the worksheet's own folder is looked at.
fn folder() -> Folder {
    Folder::with("dmf.toml", "profile = \"sme\"\n")
}

#[test]
fn a_file_that_says_nothing_is_no_evidence() {
    let folder = folder();
    let wide = |text: &str| -> Vec<u8> {
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    let blank: [(&str, Vec<u8>); 11] = [
        ("blank", b"\n \t\r\n".to_vec()),
        ("mark", b"\xef\xbb\xbf\n".to_vec()),
        ("nul", vec![0; 4096]),
        ("much", " \n".repeat(1_500_000).into_bytes()),
        ("ideographic", "\u{3000}\n".repeat(1000).into_bytes()),
        ("wide", wide("\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}")),
        ("letter", b"x\n".to_vec()),
        ("word", b"charter\n".to_vec()),
        ("signs", "---- **** ----\n".repeat(1000).into_bytes()),
        ("later-note", b"To be decided later.\n".to_vec()),
        ("of-another", "ยังไม่มี\n".as_bytes().to_vec()),
    ];
    for (name, bytes) in blank {
        folder.write(name, bytes);
        let (why, told) = why(&folder, &format!("./{name}"));
        assert_eq!(why, "blank", "{name}");
        assert!(told.contains("no more than a word"), "{name}: {told}");
    }
    let said: [(&str, Vec<u8>); 6] = [
        ("short.txt", b"Board, 2026-03-12: DPO is A. Tan\n".to_vec()),
        ("chinese.txt", "董事会决议".as_bytes().to_vec()),
        ("wide.txt", wide("Resolution of the board")),
        ("scan.jpg", (0..2_u32.pow(12)).map(|at| (at * 37 % 251) as u8).collect()),
        ("README.md", b"# Who decides on data\n\nThe board named A. Tan on 12 March.\n".to_vec()),
        (
            "framework.md",
            b"framework: how we answer requests\nWe follow the ASEAN Data Management Framework.\n".to_vec(),
        ),
    ];
    for (name, bytes) in said {
        folder.write(name, bytes);
        assert_eq!(why(&folder, name), (String::new(), String::new()), "{name}");
    }
}

#[test]
fn a_worksheet_and_settings_are_no_evidence_whosever_they_are() {
    let folder = folder();
    let other =
        "organisation: { name: Q, country: MY, profile: sme }\nframework: asean-dmf\nanswers: { GOV-01: advanced }\n";
    folder.write("other.yaml", other);
    folder.write("renamed.pdf", format!("# Charter\n{other}"));
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(other.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    folder.write("wide.txt", wide);
    folder.write(
        "one.json",
        r#"{"framework":"asean-dmf","organisation":{"name":"Q","country":"MY"},"answers":{"GOV-01":"advanced"}}"#,
    );
    folder.write("sub/dmf.toml", "[gate]\nfail_under = \"developing\"\n# Set up by the board on 12 March\n");
    for name in ["other.yaml", "renamed.pdf", "wide.txt", "one.json", "dmf.toml", "sub/dmf.toml"] {
        let (why, told) = why(&folder, name);
        assert_eq!(why, "worksheet", "{name}");
        assert!(told.contains("it is a worksheet or the settings"), "{name}: {told}");
    }
    // The worksheet itself by another name for the same file.
    folder.write("sheets/org.yaml", sheet("../charter.pdf"));
    fs::hard_link(folder.join("sheets/org.yaml"), folder.join("charter.pdf")).expect("a link can be made");
    let outcome = folder.dmf(["assess", "sheets/org.yaml", "--format", "json"]).run();
    assert!(outcome.stdout.contains("\"why\": \"worksheet\""), "{}", outcome.stdout);
}

#[test]
fn what_this_program_wrote_is_no_evidence_in_any_format() {
    let folder = folder();
    folder.copy("examples/sg-payments".as_ref(), "case");
    folder.copy("examples/regional-group".as_ref(), "group");
    let org = "case/org.yaml";
    let mut written: Vec<String> = Vec::new();
    let mut write = |args: &[&str], file: String| {
        let outcome = folder.dmf(args.iter().copied().chain(["-o", &file])).run();
        assert!(folder.join(&file).exists(), "{args:?}: {}{}", outcome.stdout, outcome.stderr);
        written.push(file);
    };
    for format in ["table", "json", "ndjson", "markdown", "csv", "sarif", "junit", "svg"] {
        write(&["assess", org, "--no-gate", "--format", format], format!("assess.{format}"));
    }
    write(&["assess", org, "--write-baseline", "base.json"], "assess.txt".to_owned());
    for format in ["table", "json", "markdown", "csv"] {
        write(&["plan", org, "--format", format], format!("plan.{format}"));
    }
    for audience in ["board", "team", "regulator"] {
        for format in ["html", "markdown", "text", "json"] {
            write(&["report", org, "--audience", audience, "--format", format], format!("{audience}.{format}"));
        }
    }
    for format in ["table", "json", "ndjson", "markdown", "csv"] {
        write(&["portfolio", "case", "--format", format], format!("portfolio.{format}"));
    }
    write(&["worksheet", "export", org], "sheet.xlsx".to_owned());
    for format in ["csv", "json", "markdown", "html", "text"] {
        write(&["transfer", "export", "group/transfers.yaml", "--format", format], format!("transfers.{format}"));
    }
    written.push("base.json".to_owned());
    for file in written {
        let (why, told) = why(&folder, &format!("./{file}"));
        assert_eq!(why, "output", "{file}: {told}");
        assert!(told.contains("this program wrote it"), "{file}: {told}");
    }
}

#[test]
fn a_file_that_is_too_large_is_told_of_and_not_read() {
    let folder = folder();
    let file = fs::File::create(folder.join("film.mp4")).expect("a file can be made");
    // Sparse: it takes no room on the disk, and would take minutes to read.
    file.set_len(8 << 30).expect("a file can be made longer");
    let (why, told) = why(&folder, "film.mp4");
    assert_eq!(why, "too-large");
    assert!(told.contains("larger than what is looked at") && told.contains("1024 MiB at the most"), "{told}");
}
