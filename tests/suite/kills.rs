//! Killing the program at any moment damages no file, and the next run leaves nothing of it behind.
//!
//! `DMF_KILLS` says how often; `.ci/long` says a thousand times.

#![allow(clippy::print_stderr, reason = "how many kills came in time is worth knowing")]

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use dmf::worksheet::Entry;

use crate::{
    harness::{Folder, TODAY},
    workbooks,
};

const SHEET: &str = "# ours\nframework: asean-dmf\norganisation: { name: Acme, country: SG, profile: sme }\nanswers:\n  \
                     GOV-01: established   # signed in May\n  # GOV-02:\n  GOV-04: 2\n# the end\n";

/// Runs that write, with what is typed into them. The same run once more ends in the same files.
const RUNS: [(&[&str], &str); 6] = [
    (&["answer", "org.yaml", "--set", "GOV-02=2", "--note", "GOV-01=Signed twice"], ""),
    // The answer is whole, the next one is not.
    (&["answer", "org.yaml", "--plain", "--only", "GOV-02,GOV-04"], "2\n\nestablished and so"),
    (&["worksheet", "import", "filled.xlsx", "-o", "org.yaml"], ""),
    (&["init", "new", "--name", "Acme", "--country", "SG"], ""),
    (&["report", "org.yaml", "-o", "out.html", "--force"], ""),
    (&["assess", "org.yaml", "--write-baseline", "baseline.json", "--only-improvements"], ""),
];

/// A folder before the runs.
fn folder() -> Folder {
    let folder = Folder::with("org.yaml", SHEET);
    folder.write("out.html", "old");
    folder.write("low.yaml", SHEET.replace("GOV-04: 2", "GOV-04: 1"));
    folder.dmf(["assess", "low.yaml", "--write-baseline", "baseline.json"]).run().ends(0);
    let level = Entry { level: Some("advanced".to_owned()), ..Entry::default() };
    folder.write("filled.xlsx", workbooks::copy(SHEET, &workbooks::framework(), "GOV-04", level));
    folder
}

type Contents = BTreeMap<String, Vec<u8>>;

/// Every file below the folder.
fn contents(folder: &Folder) -> Contents {
    fn walk(folder: &Folder, below: &str, found: &mut Contents) {
        for entry in fs::read_dir(folder.join(below)).expect("the folder can be read") {
            let entry = entry.expect("the folder can be read");
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.file_type().expect("it has one").is_dir() {
                walk(folder, &format!("{name}/"), found);
            } else {
                found.insert(name.clone(), folder.bytes(&name));
            }
        }
    }
    let mut found = Contents::new();
    walk(folder, "", &mut found);
    found
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    /// From 400 up to 1200.
    fn thousandths(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        400 + u32::try_from(self.0 % 800).expect("it is less than 800")
    }
}

/// Runs, and kills the run after `time`. Whether it was killed before its end.
fn killed(folder: &Folder, (args, typed): (&[&str], &str), time: Duration) -> bool {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dmf"))
        .args(args)
        .args(["--today", TODAY])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program can be run");
    let mut input = child.stdin.take().expect("the input is a pipe");
    // Whoever is gone already reads nothing.
    let _ = input.write_all(typed.as_bytes());
    thread::sleep(time);
    let early = child.try_wait().expect("it can be looked at").is_none();
    child.kill().expect("it can be killed");
    child.wait().expect("it is gone");
    early
}

#[test]
fn at_any_moment_it_damages_nothing_and_nothing_stays_behind() {
    let kills = std::env::var("DMF_KILLS").ok().map_or(60, |text| text.parse().expect("DMF_KILLS is a number"));
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let mut cases = RUNS.map(|run| {
        let folder = folder();
        let before = contents(&folder);
        let start = Instant::now();
        folder.dmf(run.0).input(run.1).run().ends(0);
        let time = start.elapsed();
        let after = contents(&folder);
        assert_ne!(before, after, "{run:?} writes something");
        (run, before, after, time, 0)
    });
    let mut temporary = 0;
    for round in 0..kills {
        let (run, before, after, time, early) = &mut cases[round % RUNS.len()];
        let folder = folder_of(before);
        // Writing comes at the end.
        *early += usize::from(killed(&folder, *run, *time * dice.thousandths() / 1000));
        for (name, found) in contents(&folder) {
            if name.ends_with(".dmf-tmp") {
                temporary += 1;
                continue;
            }
            let whole = [before.get(&name), after.get(&name)].contains(&Some(&found));
            assert!(whole, "{run:?}, round {round}: {name} is neither as it was nor as it was to be");
        }
        folder.dmf(run.0).input(run.1).run().ends(0);
        let now = contents(&folder);
        assert_eq!(now.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>(), "{run:?}, round {round}");
        assert!(now == *after, "{run:?}, round {round}: the run after it ends in something else");
    }
    let early: usize = cases.iter().map(|case| case.4).sum();
    eprintln!("{kills} kills, {early} of them before the end, {temporary} left something behind until the next run");
    assert!(early * 4 > kills, "only {early} of {kills} runs were killed before their end");
}

fn folder_of(contents: &Contents) -> Folder {
    let folder = Folder::new();
    for (name, bytes) in contents {
        folder.write(name, bytes);
    }
    folder
}
