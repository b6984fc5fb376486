//! The wrong kind of file, and the usual mistakes in a right one: each is told by what it is, at its place, with the way out.

use crate::harness::{Folder, root};

/// A worksheet up to its answers.
const HEAD: &str = "framework: asean-dmf@1.0.0\norganisation: { name: A, country: SG, profile: sme }\nanswers:\n";

/// What `dmf assess` says of a file, where that has one error: code, place, all words.
#[track_caller]
fn told(name: &str, bytes: &[u8]) -> (String, String, String) {
    let outcome = Folder::with(name, bytes).dmf(["assess", name]).run().ends(3);
    let found: Vec<_> = outcome.complaints();
    let [one] = found.as_slice() else { panic!("{name}: one complaint is due\n{}", outcome.stderr) };
    (one.code.clone(), one.place.clone(), outcome.stderr)
}

fn wide(text: &str, mark: bool) -> Vec<u8> {
    let mark: &[u8] = if mark { b"\xff\xfe" } else { b"" };
    [mark, &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat()
}

#[test]
fn a_file_of_another_program_is_told_by_what_it_is() {
    let zip = |name: &str| [&b"PK\x03\x04\x14\0\0\0"[..], name.as_bytes(), b"\0\xffSECRET"].concat();
    let sheet = format!("{HEAD}  GOV-01: 2\n");
    let cases: &[(&str, Vec<u8>, &str, &str)] = &[
        ("a.xlsx", zip("xl/workbook.xml"), "a workbook (.xlsx)", "`dmf worksheet import a.xlsx -o org.yaml`"),
        ("a.yaml", zip("xl/workbook.xml"), "a workbook (.xlsx)", "`dmf worksheet import a.yaml -o org.yaml`"),
        (
            "a.ods",
            zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
            "a spreadsheet",
            "save it as an Excel workbook",
        ),
        ("a.docx", zip("word/document.xml"), "a text document", "`dmf mcc check a.docx`"),
        ("a.pptx", zip("ppt/presentation.xml"), "a presentation", "under `evidence`"),
        ("a.zip", zip("other.txt"), "an archive", "unpack it"),
        ("a.pdf", b"%PDF-1.7\nSECRET".to_vec(), "a PDF", "`pdftotext -layout a.pdf agreement.txt`"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0SECRET".to_vec(), "a picture", "under `evidence`"),
        ("a.jpg", b"\xff\xd8\xff\xe0\0SECRET".to_vec(), "a picture", "under `evidence`"),
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1SECRET".to_vec(),
            "an Office file of the old kind",
            "save it without a password",
        ),
        ("a.rtf", b"{\\rtf1 SECRET}".to_vec(), "a rich text file", "save it as .docx"),
        ("a.gz", b"\x1f\x8b\x08\0SECRET".to_vec(), "an archive", "unpack it"),
        ("a.bin", (0..=255).collect(), "no text", "YAML or TOML"),
        (
            "a.csv",
            b"Control,Status,SECRET\nGOV-01,Done,x.pdf\n".to_vec(),
            "a table in CSV",
            "`dmf transfer import a.csv`",
        ),
        (
            "b.csv",
            b"Control;Status;SECRET\nGOV-01;Done;\"a: b\"\n".to_vec(),
            "a table in CSV",
            "`dmf worksheet export`",
        ),
        ("a.json", b"{ \"name\": \"SECRET\", \"private\": true }".to_vec(), "JSON of another program", "`dmf schema`"),
        ("b.json", b"[{ \"name\": \"SECRET\" }]".to_vec(), "JSON of another program", "`dmf schema`"),
        ("a.html", b"<!DOCTYPE html><p>SECRET</p>".to_vec(), "a page (.html)", "`dmf mcc check a.html`"),
        ("a.txt", b"Our SECRET is kept.\nWe have a policy.\n".to_vec(), "running text", "`dmf init`"),
        ("a.md", b"# Policy\n\nWe do **SECRET**: that.\n\n- one\n".to_vec(), "running text", "`dmf mcc check a.md`"),
        ("wide.yaml", wide(&sheet, true), "text in UTF-16", "`iconv -f UTF-16 -t UTF-8 wide.yaml > NEW`"),
        ("bare.yaml", wide(&sheet, false), "text in UTF-16", "save it as UTF-8"),
        ("a.toml", sheet.clone().into_bytes(), "YAML in a file that is read as TOML", "`.yaml`"),
        (
            "t.yaml",
            b"[organisation]\nname = \"SECRET\"\n".to_vec(),
            "TOML in a file that is read as YAML",
            "`key: value`",
        ),
    ];
    for (name, bytes, what, way) in cases {
        let (code, place, words) = told(name, bytes);
        let due = if what.contains("UTF-16") { "invalid-utf8" } else { "other-kind" };
        assert_eq!((code.as_str(), place.as_str()), (due, "1:1"), "{name}\n{words}");
        assert!(words.contains(&format!("this is {what}")) && words.contains(way), "{name}\n{words}");
        let shows = words.contains("SECRET");
        assert!(
            !shows || ["a.csv", "b.csv", "a.json", "b.json", "a.html", "a.txt", "a.md", "t.yaml"].contains(name),
            "{words}"
        );
    }
}

#[test]
fn another_kind_of_our_own_is_told_with_the_command_that_takes_it() {
    let group = "examples/regional-group";
    let folder = Folder::new();
    for name in ["datasets.yaml", "incidents.yaml", "transfers.yaml"] {
        folder.copy(&root().join(group).join(name), name);
    }
    folder.copy(&root().join("examples/mcc-sg-vn-cloud/deal.yaml"), "deal.yaml");
    folder.copy(&root().join("tests/fixtures/org.yaml"), "org.yaml");
    folder.write("sub/dmf.toml", "profile = \"sme\"\n[gate]\nfail_under = 10\n");
    folder.write("impact.yaml", "transfer: T\ndate: 2026-01-01\nassessor: A\ncountries: [VN]\n");
    folder.dmf(["assess", "org.yaml", "-o", "base.json"]).run().ends(0);
    let worksheet = "this is a worksheet";
    let cases: &[(&[&str], &str, &str)] = &[
        (&["assess", "deal.yaml"], "this is a deal", "`dmf mcc render deal.yaml`"),
        (&["assess", "transfers.yaml"], "this is a register of transfers", "`dmf transfer check transfers.yaml`"),
        (&["assess", "incidents.yaml"], "this is a file of incidents", "`dmf incident clocks ID --in incidents.yaml`"),
        (
            &["assess", "datasets.yaml"],
            "this is a register of `datasets`",
            "`dmf register datasets check datasets.yaml`",
        ),
        (
            &["assess", "impact.yaml"],
            "this is the impact assessment of one transfer",
            "`dmf transfer check transfers.yaml`",
        ),
        (&["assess", "base.json"], "this is a scorecard", "`dmf assess org.yaml --baseline base.json`"),
        (&["plan", "sub/dmf.toml"], "this is a file of settings", "no command takes them as its file"),
        (&["mcc", "render", "org.yaml"], worksheet, "`dmf assess org.yaml`"),
        (&["mcc", "render", "transfers.yaml"], "this is a register of transfers", "`dmf transfer list transfers.yaml`"),
        (&["transfer", "check", "org.yaml"], worksheet, "`dmf plan org.yaml`"),
        (&["transfer", "list", "deal.yaml"], "this is a deal", "`dmf mcc render deal.yaml`"),
        (&["register", "datasets", "check", "org.yaml"], worksheet, "`dmf report org.yaml`"),
        (&["incident", "clocks", "INC-01", "--in", "org.yaml"], worksheet, "`dmf assess org.yaml`"),
        (&["assess", "org.yaml", "--baseline", "deal.yaml"], "this is a deal", "`dmf mcc render deal.yaml`"),
    ];
    for (args, what, way) in cases {
        let outcome = folder.dmf(*args).run().ends(3);
        let codes: Vec<String> = outcome.complaints().into_iter().map(|complaint| complaint.code).collect();
        assert_eq!(codes, ["other-kind"], "{args:?}\n{}", outcome.stderr);
        assert!(outcome.stderr.contains(what) && outcome.stderr.contains(way), "{args:?}\n{}", outcome.stderr);
    }
}

#[test]
fn a_worksheet_with_a_key_of_another_kind_is_a_worksheet_still() {
    let text = format!("{HEAD}  GOV-01: 2\ntransfers: []\n");
    let (code, place, _) = told("org.yaml", text.as_bytes());
    assert_eq!((code.as_str(), place.as_str()), ("unknown-key", "5:1"));
    let typo =
        "framework: asean-dmf@1.0.0\norganisation: { name: A, country: SG }\nmodule: c2p\nanswer:\n  GOV-01: 2\n";
    let outcome = Folder::with("org.yaml", typo).dmf(["assess", "org.yaml"]).run().ends(3);
    assert!(!outcome.stderr.contains("other-kind"), "{}", outcome.stderr);
}

#[test]
fn the_usual_mistakes_are_answered_with_the_right_line() {
    let cases: &[(&str, &str, &str, &str)] = &[
        ("\tGOV-01: 3\n", "yaml-syntax", "4:1", "write `  GOV-01: 3`"),
        (
            "  GOV-01:\n    level: 2\n    note: Marketing: no owner\n",
            "yaml-syntax",
            "6:20",
            "write `    note: \"Marketing: no owner\"`",
        ),
        (
            "  GOV-01: { level: 2, note: Marketing: no owner }\n",
            "yaml-syntax",
            "4:38",
            "note: \"Marketing: no owner\" }`",
        ),
        (
            "  GOV-01:\n    level: 2\n    note: He said \"no\": never\n",
            "yaml-syntax",
            "6:23",
            "write `    note: 'He said \"no\": never'`",
        ),
        ("  GOV-01: 2\n  GOV-02:established\n", "yaml-syntax", "5:9", "write `  GOV-02: established`"),
        ("  GOV-01:established\n", "wrong-type", "4:3", "write `GOV-01: established`"),
        ("  GOV-01 = 2\n", "wrong-type", "4:3", "write `GOV-01: 2`"),
        ("  GOV-01：2\n", "wrong-type", "4:3", "write `GOV-01: 2`"),
        ("  GOV-01: 2\n  GOV-02 3\n", "yaml-syntax", "5:9", "write `  GOV-02: 3`"),
        ("  GOV-01:\n    level: 2\n    note: \"abc\n  GOV-02: 3\n", "yaml-syntax", "6:11", "write `    note: \"abc\"`"),
        ("  GOV-01:\n    level: 2\n    note: 'it's late'\n", "yaml-syntax", "6:14", "write `    note: \"it's late\"`"),
        (
            "  GOV-01:\n    level: 2\n    note: “Sales: none”\n",
            "yaml-syntax",
            "6:11",
            "write `    note: \"Sales: none\"`",
        ),
        ("  GOV-01: “established”\n", "unknown-level", "4:11", "did you mean `established`?"),
        (
            "  GOV-01:\n    level: 2\n    note: \"C:\\files\\x\"\n",
            "yaml-syntax",
            "6:14",
            "write `    note: 'C:\\files\\x'`",
        ),
        (
            "  GOV-01:\n    level: 2\n    note: @anna owns it\n",
            "yaml-syntax",
            "6:11",
            "write `    note: \"@anna owns it\"`",
        ),
        ("  - GOV-01: 2\n  - GOV-02: 3\n", "wrong-type", "4:3", "write `GOV-01: 2`, without a dash"),
        (
            "  GOV-01:\n    level: 2\n    evidence:\n      what: Charter\n",
            "wrong-type",
            "7:7",
            "write `- what: Charter`",
        ),
        (
            "  GOV-01:\n    level: 2\n    evidence:\n      -what: Charter\n",
            "wrong-type",
            "7:7",
            "write `- what: Charter`",
        ),
        (
            "  GOV-01:\n    level: 2\n    evidence:\n      - what: A\n      what: B\n",
            "yaml-syntax",
            "8:7",
            "write `      - what: B`",
        ),
        (
            "  GOV-01:\n    level: 2\n    evidence: Charter.pdf\n",
            "wrong-type",
            "6:15",
            "write `evidence: [{ what: Charter.pdf }]`",
        ),
        ("  GOV-01:\n    level: 2\n   note: x\n", "yaml-syntax", "6:4", "to stand beside `level`, write `    note: x`"),
        ("  GOV-01: 2\n GOV-02: 3\n", "yaml-syntax", "5:2", "to stand beside `GOV-01`, write `  GOV-02: 3`"),
        ("  GOV-01: 2\n   GOV-02: 3\n", "yaml-syntax", "5:4", "to stand beside `GOV-01`, write `  GOV-02: 3`"),
        ("GOV-01: 2\n", "unknown-key", "4:1", "stands below it, indented by two blanks: `  GOV-01: …`"),
        ("  GOV-01:\n    level: 2\n    note:\nNone yet\n", "yaml-syntax", "7:1", "write `    note: None yet`"),
        ("  GOV-01: 2\n---\nframework: asean-dmf\n", "yaml-syntax", "5:1", "leave `---` out"),
        (
            "  GOV-01: { level: 2, note: x\n  GOV-02: 3\n",
            "yaml-syntax",
            "4:11",
            "write `  GOV-01: { level: 2, note: x }`",
        ),
        ("  GOV-01: { level: 2 note: x }\n", "yaml-syntax", "4:21", "write `  GOV-01: { level: 2, note: x }`"),
        ("  GOV-01: 2\n// mine\n  GOV-02: 3\n", "yaml-syntax", "5:1", "write `# mine`"),
        ("  GOV-01: yes\n", "unknown-level", "4:11", "`dmf explain ID`"),
        ("  GOV-01: 50%\n", "unknown-level", "4:11", "`dmf explain ID`"),
        ("  GOV-01: 2,\n", "unknown-level", "4:11", "did you mean `2`?"),
        ("  GOV-01: ESTABLISHD\n", "unknown-level", "4:11", "did you mean `established`?"),
        ("  GOV-01: 2\n  GOV-01: 3\n", "duplicate-key", "5:3", "keep one of the two"),
    ];
    for (answers, code, place, help) in cases {
        let (found, at, words) = told("org.yaml", format!("{HEAD}{answers}").as_bytes());
        assert_eq!((found.as_str(), at.as_str()), (*code, *place), "{answers}\n{words}");
        assert!(words.contains(help), "{answers}\n{words}");
    }
}

/// Nobody is sent from one mistake into the next: with the line that is proposed the file is read.
#[test]
fn the_line_that_is_proposed_is_read() {
    for (line, rest) in [
        ("  GOV-01: { level: 2, note: Marketing: no owner }", ""),
        ("  GOV-01: { level: 2, note: x", "  GOV-02: 3\n"),
        ("\tGOV-01: 3", ""),
        ("  GOV-01: { level: 2, note: *star }", ""),
        ("  GOV-01: { not_applicable: \"C:\\x\" }", ""),
        ("  GOV-01: { not_applicable: 'it's not ours' }", "  GOV-02: 3\n"),
    ] {
        let (_, _, words) = told("org.yaml", format!("{HEAD}{line}\n{rest}").as_bytes());
        let proposed = words.split_once("help: write `").and_then(|(_, rest)| rest.split_once("`\n"));
        let (proposed, _) = proposed.unwrap_or_else(|| panic!("{line}: a line is proposed\n{words}"));
        assert_ne!(proposed, line);
        Folder::with("org.yaml", format!("{HEAD}{proposed}\n{rest}")).dmf(["assess", "org.yaml"]).run().ends(0);
    }
}

#[test]
fn mistakes_in_settings_are_answered_as_well() {
    for (line, help) in [
        ("profile = sme", "write `profile = \"sme\"`"),
        ("profile: sme", "write `profile = \"sme\"`"),
        ("profile = “sme”", "write `profile = \"sme\"`"),
        ("data = \"C:\\packs\"", "write `data = 'C:\\packs'`"),
        ("[gate]\nmin = yes", "write `min = true`"),
        ("[gate\nmin = 1", "write `[gate]`"),
    ] {
        let folder = Folder::with("dmf.toml", format!("{line}\n"));
        folder.copy(&root().join("tests/fixtures/org.yaml"), "org.yaml");
        let outcome = folder.dmf(["assess", "org.yaml"]).run().ends(3);
        assert!(outcome.stderr.contains("toml-syntax") && outcome.stderr.contains(help), "{line}\n{}", outcome.stderr);
    }
}

#[test]
fn a_name_that_leads_nowhere_is_answered_with_what_is_there() {
    let folder = Folder::with("org.yaml", format!("{HEAD}  GOV-01: 2\n"));
    folder.write("deal.yaml", "module: c2p\n");
    folder.write("sub/a.yaml", format!("{HEAD}  GOV-01: 2\n"));
    for command in ["assess", "plan", "report", "answer"] {
        for (name, help) in [
            ("ogr.yaml", "did you mean `org.yaml`?"),
            ("nofile.yaml", "this folder has `deal.yaml` and `org.yaml`"),
            ("sub/nofile.yaml", "`sub` has `a.yaml`"),
            ("none/nofile.yaml", "there is no folder `none`"),
        ] {
            let outcome = folder.dmf([command, name]).run().ends(3);
            assert!(outcome.stderr.contains(help), "{command} {name}\n{}", outcome.stderr);
        }
        let outcome = folder.dmf([command, "sub"]).run().ends(3);
        assert!(outcome.stderr.contains("it has `a.yaml`; `dmf portfolio sub`"), "{command}\n{}", outcome.stderr);
    }
}

#[cfg(feature = "xlsx")]
#[test]
fn what_is_no_workbook_is_told_where_one_is_due() {
    let folder = Folder::with("a.csv", "Control,Status,Evidence\nGOV-01,Done,x.pdf\n");
    folder.write("org.yaml", format!("{HEAD}  GOV-01: 2\n"));
    folder.write("a.ods", b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet");
    folder.write("a.txt", "a: b\n");
    for (name, what) in [
        ("a.csv", "this is a table in CSV, and no workbook"),
        ("org.yaml", "this is a worksheet: answers to the practices of a framework, and no workbook"),
        ("a.ods", "this is a spreadsheet of another kind than .xlsx, and no workbook"),
        ("a.txt", "this is a text file, and no workbook"),
    ] {
        for args in [
            vec!["worksheet", "import", name, "-o", "new.yaml"],
            vec!["register", "datasets", "import", name, "-o", "new.yaml"],
        ] {
            let outcome = folder.dmf(&args).run().ends(3);
            assert!(outcome.stderr.contains(what) && outcome.stderr.contains("help: "), "{args:?}\n{}", outcome.stderr);
        }
    }
}
