//! Every file of `tests/invalid/` is wrong in the way that its first comment says, and in no other.
//!
//! `# expect: CODE LINE:COLUMN` stands at the top of the file in which the complaint is due, one line a complaint;
//! `# expect: CODE FILE:LINE:COLUMN` where it is due in a file that the program carries.

use std::{collections::BTreeMap, fs, path::Path};

use dmf::{
    diag::{Code, Severity},
    gate::FindingCode,
};

use crate::harness::{Complaint, Folder, files, root};

/// A kind of mistake: a folder below `tests/invalid/`.
struct Kind {
    folder: &'static str,
    /// What lies beside the mistake: from the package, to the folder of the run.
    beside: &'static [(&'static str, &'static str)],
    /// Where the files of a case go. A case that is one file keeps its name.
    place: &'static str,
    /// The command; `FILE` is the name of a case that is one file.
    command: &'static [&'static str],
    /// What the program ends with when there are errors.
    code: i32,
}

const KINDS: &[Kind] = &[
    Kind { folder: "worksheets", beside: &[], place: "", command: &["assess", "FILE"], code: 3 },
    Kind {
        folder: "versions",
        beside: &[("tests/fixtures/versions", "data")],
        place: "",
        command: &["assess", "FILE", "--data", "data"],
        code: 3,
    },
    Kind {
        folder: "migrations",
        beside: &[("tests/fixtures/versions", "data")],
        place: "",
        command: &["framework", "migrate", "FILE", "--data", "data"],
        code: 3,
    },
    Kind {
        folder: "workspaces",
        beside: &[("tests/fixtures/org.yaml", "org.yaml")],
        place: "",
        command: &["plan", "org.yaml"],
        code: 3,
    },
    Kind {
        folder: "gates",
        beside: &[("tests/fixtures/org.yaml", "org.yaml")],
        place: "",
        command: &["assess", "org.yaml"],
        code: 3,
    },
    Kind {
        folder: "baselines",
        beside: &[("tests/fixtures/org.yaml", "org.yaml"), ("tests/fixtures/pack", "data/frameworks/tiny")],
        place: "",
        command: &["assess", "org.yaml", "--data", "data", "--baseline", "FILE"],
        code: 3,
    },
    Kind {
        folder: "templates",
        beside: &[("tests/fixtures/org.yaml", "org.yaml")],
        place: "data/templates/report/",
        command: &["assess", "org.yaml", "--data", "data", "--format", "markdown"],
        code: 3,
    },
    Kind {
        folder: "packs",
        beside: &[("tests/fixtures/pack", "pack")],
        place: "pack/",
        command: &["framework", "check", "pack"],
        code: 1,
    },
    Kind {
        folder: "views",
        beside: &[("frameworks/asean-dmf-components", "pack")],
        place: "pack/",
        command: &["framework", "check", "pack"],
        code: 1,
    },
    Kind {
        folder: "jurisdictions",
        beside: &[("tests/fixtures/jurisdictions", "pack")],
        place: "pack/",
        command: &["framework", "check", "pack"],
        code: 1,
    },
    Kind {
        folder: "holidays",
        beside: &[],
        place: "data/frameworks/holidays/",
        command: &["law", "show", "MY", "--data", "data"],
        code: 3,
    },
    Kind { folder: "portfolios", beside: &[], place: "", command: &["portfolio", "."], code: 3 },
    Kind { folder: "deals", beside: &[], place: "", command: &["mcc", "render", "FILE"], code: 3 },
    Kind {
        folder: "linked",
        beside: &[("tests/fixtures/payroll.yaml", "transfers.yaml")],
        place: "",
        command: &["mcc", "render", "--draft", "FILE"],
        code: 3,
    },
    Kind {
        folder: "references",
        beside: &[("tests/fixtures/dmf.toml", "dmf.toml")],
        place: "",
        command: &["check"],
        code: 1,
    },
    Kind {
        folder: "unreadable",
        beside: &[("tests/fixtures/dmf.toml", "dmf.toml")],
        place: "",
        command: &["check"],
        code: 3,
    },
    Kind { folder: "drafts", beside: &[], place: "", command: &["mcc", "render", "--draft", "FILE"], code: 3 },
    Kind {
        folder: "agreements",
        beside: &[],
        place: "",
        command: &["mcc", "check", "FILE", "--module", "c2p"],
        code: 3,
    },
    Kind { folder: "clause-sets", beside: &[], place: "data/", command: &["framework", "check", "data"], code: 1 },
    Kind { folder: "sheets", beside: &[], place: "", command: &["transfer", "import", "sheet.csv"], code: 3 },
    Kind { folder: "registers", beside: &[], place: "", command: &["transfer", "list", "FILE"], code: 3 },
    Kind {
        folder: "impacts",
        beside: &[("tests/fixtures/transfers.yaml", "transfers.yaml")],
        place: "",
        command: &["transfer", "check", "transfers.yaml"],
        code: 3,
    },
    Kind {
        folder: "kinds",
        beside: &[],
        place: "data/frameworks/registers/",
        command: &["register", "--data", "data"],
        code: 3,
    },
    Kind { folder: "records", beside: &[], place: "", command: &["register", "datasets", "check"], code: 3 },
    Kind { folder: "crosswalks", beside: &[], place: "", command: &["framework", "check", "FILE"], code: 1 },
];

type CodesAndPlaces = &'static [(&'static str, &'static str)];

/// Worksheets that cannot hold a comment, with what is expected of each.
const BARE: &[(&str, &[u8], CodesAndPlaces)] = &[
    ("empty.yaml", b"", &[("empty-file", "1:1")]),
    ("blank.yaml", b" \r\n\n\t\n", &[("empty-file", "1:1")]),
    ("nothing-but-a-mark.yaml", b"\xef\xbb\xbf", &[("empty-file", "1:1")]),
    ("no-text.yaml", b"\xff\xfe\x00\x01", &[("invalid-utf8", "1:1")]),
    ("mark-and-latin-1.yaml", b"\xef\xbb\xbfframework: caf\xe9\n", &[("invalid-utf8", "1:15")]),
    ("cut-short.yaml", b"framework: caf\xc3", &[("invalid-utf8", "1:15")]),
    ("zero.yaml", b"framework: asean\x00dmf\n", &[("yaml-syntax", "1:17")]),
];

/// One mistake with all that it takes to make it.
pub(crate) struct Case {
    name: String,
    folder: Folder,
    command: Vec<String>,
    code: i32,
    pub(crate) expected: Vec<Complaint>,
}

/// All of them.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = KINDS.iter().flat_map(of_kind).collect();
    cases.extend(BARE.iter().map(|(name, bytes, expected)| {
        Case {
            name: (*name).to_owned(),
            folder: Folder::with(name, bytes),
            command: vec!["assess".to_owned(), (*name).to_owned()],
            code: 3,
            expected: expected
                .iter()
                .map(|(code, place)| Complaint {
                    file: (*name).to_owned(),
                    place: (*place).to_owned(),
                    code: (*code).to_owned(),
                })
                .collect(),
        }
    }));
    cases
}

fn of_kind(kind: &Kind) -> Vec<Case> {
    let base = Path::new("tests/invalid").join(kind.folder);
    let mut cases: BTreeMap<String, Case> = BTreeMap::new();
    for file in files(&base.to_string_lossy()) {
        let mut parts = file.iter();
        let name = parts.next().expect("a file has a name").to_string_lossy().into_owned();
        let rest = parts.as_path().to_string_lossy().into_owned();
        let case = cases.entry(name.clone()).or_insert_with(|| Case {
            name: format!("{}/{name}", kind.folder),
            folder: surroundings(kind),
            command: kind.command.iter().map(|word| word.replace("FILE", &name)).collect(),
            code: kind.code,
            expected: Vec::new(),
        });
        let to = format!("{}{}", kind.place, if rest.is_empty() { &name } else { &rest });
        let bytes = fs::read(root().join(&base).join(&file)).expect("the file can be read");
        case.expected.extend(expected(&String::from_utf8_lossy(&bytes), &to));
        case.folder.write(&to, bytes);
    }
    cases.into_values().collect()
}

fn surroundings(kind: &Kind) -> Folder {
    let folder = Folder::new();
    for (from, to) in kind.beside {
        folder.copy(Path::new(from), to);
    }
    folder
}

/// The complaints that the comments at the top of a file ask for.
fn expected(text: &str, file: &str) -> Vec<Complaint> {
    text.lines()
        .map_while(|line| line.trim_start_matches(['#', '{', '<', '!', '-', ' ']).strip_prefix("expect: "))
        .map(|words| {
            let mut words = words.split_whitespace();
            let code = words.next().expect("a code is expected").to_owned();
            let place = words.next().expect("a place is expected");
            match place.splitn(3, ':').collect::<Vec<_>>()[..] {
                [file, line, column] => Complaint { file: file.to_owned(), place: format!("{line}:{column}"), code },
                _ => Complaint { file: file.to_owned(), place: place.to_owned(), code },
            }
        })
        .collect()
}

#[test]
fn every_mistake_is_found_at_its_place_and_no_other_is() {
    let mut wrong = String::new();
    for case in cases() {
        let before = case.folder.names();
        let outcome = case.folder.dmf(&case.command).run();
        let mut expected = case.expected.clone();
        expected.sort();
        if expected.is_empty() {
            wrong.push_str(&format!("{}: says nowhere what is expected\n", case.name));
        }
        let found = outcome.complaints();
        if found != expected {
            let show = |list: &[Complaint]| {
                let lines = list.iter().map(|one| format!("    {} {}:{}\n", one.code, one.file, one.place));
                lines.collect::<Vec<_>>().concat()
            };
            wrong.push_str(&format!(
                "{}:\n  expected\n{}  found\n{}{}\n",
                case.name,
                show(&expected),
                show(&found),
                outcome.stderr
            ));
        }
        // What is found in a deal is warned of where no gate asks for it.
        let error = |complaint: &Complaint| match Code::of(&complaint.code) {
            Some(code) => code.severity() == Severity::Error,
            None => FindingCode::of(&complaint.code).is_none(),
        };
        // Whoever checks a pack is told of all that is wrong with it, and none of it passes.
        let pack = case.command.iter().take(2).eq(["framework", "check"]);
        let code = if pack || expected.iter().any(error) { case.code } else { 0 };
        if outcome.code != Some(code) {
            wrong.push_str(&format!("{}: ended with {:?}, not {code}\n", case.name, outcome.code));
        }
        // `dmf check` says what it looked at in any case.
        if case.command[0] != "check" && outcome.stdout.is_empty() != (code != 0) {
            wrong.push_str(&format!("{}: the standard output is\n{}\n", case.name, outcome.stdout));
        }
        if case.folder.names() != before {
            wrong.push_str(&format!("{}: something was written\n", case.name));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn all_mistakes_of_a_file_are_told_at_once_with_the_way_out() {
    let folder = Folder::new();
    folder.copy(Path::new("tests/invalid/worksheets/many-mistakes.yaml"), "org.yaml");
    let outcome = folder.dmf(["assess", "org.yaml"]).run().ends(3);
    assert!(outcome.complaints().len() > 5, "{}", outcome.stderr);
    for help in ["did you mean `established`?", "did you mean `GOV-01`?", "did you mean `GOV`?"] {
        assert!(outcome.stderr.contains(help), "{help}\n{}", outcome.stderr);
    }
    assert!(outcome.stderr.trim_end().ends_with("tells more"), "{}", outcome.stderr);
}
