//! Writing: into what is not a regular file one writes, others are whole or as they were, and no work is lost.

#![cfg(unix)]
#![allow(clippy::print_stderr, reason = "what cannot be checked is said")]

use std::{
    fs::{self, File},
    io::Read,
    os::unix::{
        fs::{FileTypeExt, MetadataExt, PermissionsExt, chown, symlink},
        process::CommandExt,
    },
    path::Path,
    process::{Command, Stdio},
    thread,
};

use crate::harness::{Folder, Outcome, TODAY};

const SHEET: &str =
    "framework: asean-dmf@2.0.0\norganisation: { name: Acme, country: SG, profile: sme }\nanswers:\n  GOV-01: 3\n";

/// What a run leaves behind when it is killed, by the name of the file that it was about to write.
const LEFT: &str = ".org.yaml.dmf-tmp";

/// A folder with a worksheet.
fn folder() -> Folder {
    Folder::with("org.yaml", SHEET)
}

/// Writes the scorecard to a file.
fn assess(folder: &Folder, file: &str, more: &[&str]) -> Outcome {
    folder.dmf(["assess", "org.yaml", "--format", "json", "-o", file].iter().chain(more)).run()
}

fn answer(folder: &Folder, words: &str) -> Outcome {
    folder.dmf(["answer", "org.yaml", "--set", words]).run()
}

/// A node such as a device in a scratch folder. `false`, said in words, where none may be made.
fn node(folder: &Folder, name: &str, kind: &[&str]) -> bool {
    let path = folder.join(name);
    let made = Command::new("mknod").arg(&path).args(kind).output().expect("mknod can be run").status.success();
    let usable = made && (kind[0] == "p" || fs::OpenOptions::new().write(true).open(&path).is_ok());
    if !usable {
        eprintln!("NOT CHECKED: `mknod {name} {}` is of no use here", kind.join(" "));
    }
    usable
}

fn kind(folder: &Folder, name: &str) -> fs::FileType {
    fs::symlink_metadata(folder.join(name)).expect("it is there").file_type()
}

#[test]
fn into_a_device_one_writes() {
    let folder = folder();
    if !node(&folder, "null", &["c", "1", "3"]) {
        return;
    }
    for more in [&["--force"][..], &[]] {
        assess(&folder, "null", more).answer();
        folder.dmf(["portfolio", ".", "--format", "ndjson", "-o", "null"].iter().chain(more)).run().ends(0);
        folder.dmf(["assess", "org.yaml", "--write-baseline", "null"].iter().chain(more)).run().ends(0);
        assert!(kind(&folder, "null").is_char_device(), "{more:?}");
    }
    symlink("null", folder.join("link")).expect("links can be made");
    assess(&folder, "link", &["--force"]).answer();
    assert!(kind(&folder, "link").is_symlink() && kind(&folder, "null").is_char_device());
    if node(&folder, "full", &["c", "1", "7"]) {
        let told = assess(&folder, "full", &["--force"]).ends(3).stderr;
        assert!(told.contains("cannot write `full`: No space left on device"), "{told}");
        assert!(kind(&folder, "full").is_char_device());
    }
    assert_eq!(folder.names().iter().filter(|name| name.contains("dmf")).count(), 0);
}

#[test]
fn into_a_pipe_one_writes() {
    let folder = folder();
    if !node(&folder, "pipe", &["p"]) {
        return;
    }
    let expected = folder.dmf(["assess", "org.yaml", "--format", "json"]).run().answer();
    for more in [&["--force"][..], &[]] {
        let path = folder.join("pipe");
        let reader = thread::spawn(move || fs::read_to_string(path).expect("it can be read"));
        assess(&folder, "pipe", more).answer();
        assert_eq!(reader.join().expect("reading does not panic"), expected);
        assert!(kind(&folder, "pipe").is_fifo());
    }
    assert_eq!(folder.names(), ["org.yaml", "pipe"]);
    let told = folder.dmf(["assess", "org.yaml", "--write-baseline", "pipe", "--only-improvements"]).run().ends(3);
    assert!(told.stderr.contains("`pipe` is no regular file"), "{}", told.stderr);
}

#[test]
fn the_standard_output_has_other_names() {
    let folder = folder();
    let expected = folder.dmf(["assess", "org.yaml", "--format", "json"]).run().answer();
    for name in ["/dev/stdout", "/dev/fd/1", "-"] {
        assert_eq!(assess(&folder, name, &[]).answer(), expected, "{name}");
    }
    let rows = folder.dmf(["portfolio", ".", "--format", "ndjson", "-o", "/dev/stdout"]).run().ends(0).stdout;
    assert!(rows.contains("Acme"), "{rows}");
    // In a file it stands where the output has come to, and nothing of it is cut off.
    let script =
        "{ echo before; \"$0\" assess org.yaml --format json -o /dev/stdout --today 2026-11-24; echo after; } > all";
    let run = Command::new("sh").args(["-c", script, env!("CARGO_BIN_EXE_dmf")]).current_dir(folder.path()).status();
    assert!(run.expect("there is a shell").success());
    assert_eq!(folder.read("all"), format!("before\n{expected}after\n"));
    assert_eq!(folder.names(), ["all", "org.yaml"]);
}

#[test]
fn what_is_replaced_keeps_its_mode_and_its_owner() {
    let folder = folder();
    let meta = || fs::metadata(folder.join("out.json")).expect("it is there");
    for mode in [0o600, 0o666, 0o755] {
        folder.write("out.json", "old");
        fs::set_permissions(folder.join("out.json"), fs::Permissions::from_mode(mode)).expect("it is ours");
        let owned = chown(folder.join("out.json"), Some(1234), Some(4321)).is_ok();
        assess(&folder, "out.json", &["--force"]).answer();
        assert!(folder.read("out.json").starts_with('{'));
        assert_eq!(meta().mode() & 0o7777, mode);
        if owned {
            assert_eq!((meta().uid(), meta().gid()), (1234, 4321));
        } else {
            eprintln!("NOT CHECKED: the owner of a file cannot be changed here");
        }
    }
}

#[test]
fn links_lead_where_they_led() {
    let folder = folder();
    folder.write("real/out.json", "old");
    symlink("real/out.json", folder.join("link")).expect("links can be made");
    let told = assess(&folder, "link", &[]).ends(3).stderr;
    assert!(told.contains("`link` exists already"), "{told}");
    assess(&folder, "link", &["--force"]).answer();
    assert!(kind(&folder, "link").is_symlink());
    assert!(folder.read("real/out.json").starts_with('{'));
    // What a link leads to need not be there yet.
    for (name, more) in [("new", &[][..]), ("other", &["--force"])] {
        symlink(format!("real/{name}.json"), folder.join(name)).expect("links can be made");
        assess(&folder, name, more).answer();
        assert!(kind(&folder, name).is_symlink());
        assert!(folder.read(&format!("real/{name}.json")).starts_with('{'));
    }
    symlink("round", folder.join("round")).expect("links can be made");
    assess(&folder, "round", &["--force"]).ends(3);
}

#[test]
fn a_file_of_several_names_keeps_them() {
    let folder = folder();
    fs::hard_link(folder.join("org.yaml"), folder.join("same.yaml")).expect("it can have two names");
    answer(&folder, "GOV-02=2").answer();
    folder.dmf(["answer", "same.yaml", "--set", "GOV-04=1"]).run().answer();
    assert_eq!(folder.read("org.yaml"), format!("{SHEET}  GOV-02: developing\n  GOV-04: foundational\n"));
    assert_eq!(folder.read("same.yaml"), folder.read("org.yaml"));
    // Shorter than it was.
    fs::hard_link(folder.join("org.yaml"), folder.join("out.json")).expect("it can have two names");
    folder.write("org.yaml", format!("{SHEET}{}", "# more\n".repeat(9000)));
    fs::copy(folder.join("org.yaml"), folder.join("copy.yaml")).expect("it can be copied");
    let run = folder.dmf(["assess", "copy.yaml", "--format", "json", "-o", "out.json", "--force"]).run();
    run.answer();
    assert!(folder.read("org.yaml").ends_with("}\n"));
    assert_eq!(folder.names(), ["copy.yaml", "org.yaml", "out.json", "same.yaml"]);
}

/// A run that may write files of one block only, as if the disk were full.
fn full(folder: &Folder, args: &[&str]) -> Outcome {
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"";
    let run = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_dmf")])
        .args(args)
        .args(["--today", TODAY])
        .current_dir(folder.path())
        .output()
        .expect("there is a shell");
    Outcome::of(run.status, &run.stdout, &run.stderr)
}

#[test]
fn what_finds_no_room_leaves_all_as_it_was() {
    let folder = Folder::with("org.yaml", format!("{SHEET}{}", "# more\n".repeat(1000)));
    let before = folder.read("org.yaml");
    folder.write("old.json", "old");
    fs::hard_link(folder.join("org.yaml"), folder.join("same.yaml")).expect("it can have two names");
    for args in [
        &["answer", "org.yaml", "--set", "GOV-02=2"][..],
        &["assess", "org.yaml", "--format", "json", "-o", "old.json", "--force"],
        &["assess", "org.yaml", "--format", "json", "-o", "new.json"],
        &["assess", "org.yaml", "--write-baseline", "new.json"],
        &["init", "new", "--name", "Acme", "--country", "SG"],
    ] {
        let told = full(&folder, args).ends(3).stderr;
        assert!(told.contains("cannot write `"), "{args:?}: {told}");
        assert_eq!(folder.names(), ["old.json", "org.yaml", "same.yaml"], "{args:?}");
        assert_eq!((folder.read("org.yaml"), folder.read("old.json")), (before.clone(), "old".to_owned()));
    }
}

#[test]
fn a_folder_that_nothing_may_be_written_into_is_named() {
    let folder = folder();
    folder.write("ours/org.yaml", SHEET);
    let ours = folder.join("ours");
    for (path, mode) in [(folder.path(), 0o755), (&ours, 0o555), (&ours.join("org.yaml"), 0o644)] {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    }
    let mut run = Command::new(env!("CARGO_BIN_EXE_dmf"));
    run.args(["answer", "ours/org.yaml", "--set", "GOV-02=2"]).current_dir(folder.path()).stdin(Stdio::null());
    // Nothing is forbidden to the superuser.
    if fs::metadata(folder.path()).expect("it is there").uid() == 0 {
        run.uid(65534);
    }
    match run.output() {
        Ok(run) => {
            let told = Outcome::of(run.status, &run.stdout, &run.stderr).ends(3).stderr;
            assert!(told.contains("nothing may be written into the folder `ours`"), "{told}");
            assert_eq!(folder.read("ours/org.yaml"), SHEET);
        }
        Err(error) => eprintln!("NOT CHECKED: as nobody the program cannot be run: {error}"),
    }
    let told = assess(&folder, "nowhere/out.json", &[]).ends(3).stderr;
    assert!(told.contains("cannot write `nowhere/out.json`: there is no folder `nowhere`"), "{told}");
}

#[test]
fn ten_answers_at_once_are_ten_answers() {
    let folder = Folder::new();
    folder.copy(Path::new("examples/sg-payments/org.yaml"), "org.yaml");
    fs::hard_link(folder.join("org.yaml"), folder.join("same.yaml")).expect("it can have two names");
    for names in [["org.yaml", "same.yaml"], ["one.yaml", "one.yaml"]] {
        if names[0] == "one.yaml" {
            folder.copy(Path::new("examples/sg-payments/org.yaml"), "one.yaml");
        }
        let runs = (1..=10).map(|at| {
            Command::new(env!("CARGO_BIN_EXE_dmf"))
                .args(["answer", names[at % 2], "--note", &format!("LCM-{at:02}=note-{at:02}")])
                .current_dir(folder.path())
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .expect("the program can be run")
        });
        for run in runs.collect::<Vec<_>>() {
            let run = run.wait_with_output().expect("the program comes to an end");
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        }
        let text = folder.read(names[0]);
        let kept = (1..=10).filter(|at| text.contains(&format!("note-{at:02}"))).count();
        assert_eq!(kept, 10, "{text}");
    }
    assert_eq!(folder.names(), ["one.yaml", "org.yaml", "same.yaml"]);
}

#[test]
fn who_waits_too_long_is_told_and_writes_nothing() {
    let folder = folder();
    folder.write(LEFT, "");
    let held = File::open(folder.join(LEFT)).expect("it is there");
    held.lock().expect("it can be locked");
    let told = answer(&folder, "GOV-02=2").ends(3).stderr;
    assert!(told.contains("another run writes `org.yaml`") && told.contains("try again"), "{told}");
    assert_eq!(folder.read("org.yaml"), SHEET);
    assert_eq!(folder.names(), [LEFT, "org.yaml"]);
}

#[test]
fn what_a_killed_run_left_goes_with_the_next_one() {
    let folder = folder();
    folder.write(LEFT, "half");
    folder.write(".other.yaml.dmf-tmp", "somebody else's");
    answer(&folder, "GOV-02=2").answer();
    assert_eq!(folder.names(), [".other.yaml.dmf-tmp", "org.yaml"]);
    // Also where nothing is written in the end.
    for args in [
        &["answer", "org.yaml", "--note", "GOV-03=never answered"][..],
        &["assess", "org.yaml", "--write-baseline", "org.yaml"],
    ] {
        folder.write(LEFT, "half");
        assert_ne!(folder.dmf(args).run().code, Some(0));
        assert!(!folder.join(LEFT).exists(), "{args:?}");
    }
    let begun = Folder::with(LEFT, "half");
    begun.dmf(["init", "--name", "Acme", "--country", "SG"]).run().answer();
    assert!(!begun.join(LEFT).exists());
    // What is no file of ours is in the way, and stays.
    folder.write(&format!("{LEFT}/mine"), "mine");
    let told = answer(&folder, "GOV-02=3").ends(3).stderr;
    assert!(told.contains(LEFT) && told.contains("in the way"), "{told}");
    assert_eq!(folder.read(&format!("{LEFT}/mine")), "mine");
}

#[test]
fn an_init_that_fails_leaves_nothing() {
    let folder = Folder::new();
    // A file where a folder was to be made.
    folder.write("new/ci", "mine");
    let told = folder.dmf(["init", "new", "--name", "Acme", "--country", "SG"]).run().ends(3).stderr;
    assert!(told.contains("cannot make the folder `new/ci`"), "{told}");
    assert_eq!(fs::read_dir(folder.join("new")).expect("it is there").count(), 1);
    assert_eq!(folder.read("new/ci"), "mine");
}

#[test]
fn whoever_reads_a_pipe_may_have_seen_enough() {
    let folder = folder();
    if !node(&folder, "pipe", &["p"]) {
        return;
    }
    let path = folder.join("pipe");
    let reader = thread::spawn(move || File::open(path)?.read_exact(&mut [0; 10]));
    assess(&folder, "pipe", &[]).answer();
    reader.join().expect("reading does not panic").expect("there are ten bytes");
}
