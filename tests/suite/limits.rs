//! Files that are too large, too deep, or no files at all: a clear end, in bounded memory.

use std::{fs::File, path::Path};

use crate::harness::{self, Folder, Outcome};

/// Address space of a run, in KiB: what is read at most, what it is decoded into, and the program itself.
const MEMORY: usize = 400_000;

/// A beginning that is right.
const HEAD: &str = "framework: asean-dmf@2.0.0\norganisation: { name: Acme, country: SG }\n";

/// `dmf assess FILE` under the limit.
fn bounded(folder: &Folder, file: &str) -> Outcome {
    harness::bounded(folder, MEMORY, &["assess", file])
}

/// Holds that the file is refused with `code`, in bounded memory.
#[track_caller]
fn refused(text: impl AsRef<[u8]>, code: &str) -> Outcome {
    let folder = Folder::with("org.yaml", text);
    let outcome = bounded(&folder, "org.yaml").ends(3);
    let found = outcome.complaints();
    assert!(!found.is_empty() && found.iter().all(|one| one.code == code), "{}", outcome.stderr);
    assert!(found.iter().all(|one| one.file == "org.yaml"), "{found:?}");
    assert!(outcome.stderr.len() < 1_000_000, "{} bytes of complaints", outcome.stderr.len());
    assert_eq!(folder.names(), ["org.yaml"]);
    outcome
}

#[test]
fn a_file_of_a_hundred_megabytes_is_not_read() {
    let folder = Folder::new();
    File::create(folder.join("org.yaml")).and_then(|file| file.set_len(100 << 20)).expect("a sparse file can be made");
    let outcome = bounded(&folder, "org.yaml").ends(3);
    assert!(outcome.stderr.contains("`org.yaml` is larger than the 64 MiB"), "{}", outcome.stderr);
}

#[test]
fn a_file_without_an_end_is_not_read_to_its_end() {
    let outcome = bounded(&Folder::new(), "/dev/zero").ends(3);
    assert!(outcome.stderr.contains("`/dev/zero` is larger than the 64 MiB"), "{}", outcome.stderr);
}

#[test]
fn a_directory_is_no_worksheet() {
    let folder = Folder::with("here/org.yaml", HEAD);
    let outcome = bounded(&folder, "here").ends(3);
    assert!(outcome.stderr.contains("`here` is a directory"), "{}", outcome.stderr);
}

#[test]
fn a_file_that_is_not_there_is_named_with_the_cause() {
    let outcome = bounded(&Folder::new(), "nowhere/org.yaml").ends(3);
    assert!(outcome.stderr.contains("cannot read `nowhere/org.yaml`: "), "{}", outcome.stderr);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named_with_the_cause() {
    use std::{fs, os::unix::fs::PermissionsExt};

    let folder = Folder::with("org.yaml", format!("{HEAD}answers: {{ GOV-01: established }}\n"));
    fs::set_permissions(folder.join("org.yaml"), fs::Permissions::from_mode(0o000)).expect("the mode can be set");
    let outcome = bounded(&folder, "org.yaml");
    // The superuser reads it all the same.
    if fs::read(folder.join("org.yaml")).is_ok() {
        outcome.answer();
    } else {
        let outcome = outcome.ends(3);
        assert!(outcome.stderr.contains("cannot read `org.yaml`: "), "{}", outcome.stderr);
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_or_in_circles_are_named_with_the_cause() {
    let folder = Folder::new();
    for (from, to) in [("nowhere", "dangling.yaml"), ("circle.yaml", "circle.yaml")] {
        std::os::unix::fs::symlink(from, folder.join(to)).expect("a link can be made");
        let outcome = bounded(&folder, to).ends(3);
        assert!(outcome.stderr.contains(&format!("cannot read `{to}`: ")), "{}", outcome.stderr);
    }
}

#[test]
fn a_bomb_of_aliases_does_not_go_off() {
    let mut text = format!("{HEAD}a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (before, name) in "abcdefghijklmno".chars().zip("bcdefghijklmnop".chars()) {
        let ten = vec![format!("*{before}"); 10].join(", ");
        text.push_str(&format!("{name}: &{name} [{ten}]\n"));
    }
    refused(text + "answers: {}\n", "over-limit");
    // The same where the worksheet has room for it.
    let mut text = format!("{HEAD}answers:\n  GOV-01: &a {{ level: 1, note: \"{}\" }}\n", "x".repeat(10_000));
    text.push_str(&(0..5_000).map(|at| format!("  X-{at}: *a\n")).collect::<Vec<_>>().concat());
    refused(text, "over-limit");
}

#[test]
fn nesting_ends_somewhere() {
    for deep in [
        format!("{HEAD}answers: {}{}\n", "[".repeat(10_000), "]".repeat(10_000)),
        format!("{HEAD}answers: {}\n", "{ a: ".repeat(10_000) + &"}".repeat(10_000)),
        (0..10_000).map(|at| " ".repeat(at) + "a:\n").collect(),
        "- ".repeat(10_000) + "a\n",
        "? ".repeat(10_000) + "a\n",
    ] {
        let outcome = refused(deep, "over-limit");
        assert!(outcome.stderr.contains("nested deeper than 64 levels"), "{}", outcome.stderr);
    }
    let folder = Folder::with("dmf.toml", format!("data = {}{}\n", "[".repeat(10_000), "]".repeat(10_000)));
    folder.write("org.yaml", HEAD);
    let outcome = bounded(&folder, "org.yaml").ends(3);
    assert_eq!(outcome.complaints()[0].code, "over-limit", "{}", outcome.stderr);
}

#[test]
fn sixty_megabytes_of_junk_are_refused() {
    let size = 60_000_000;
    refused("[".repeat(size), "over-limit");
    refused("-".repeat(size), "over-limit");
    refused("-".repeat(size / 2), "wrong-type");
    refused("\"".repeat(size), "yaml-syntax");
    refused("\n".repeat(size), "empty-file");
    refused(format!("[{}]", "a,".repeat(size / 2)), "over-limit");
    refused("x: [1, {a: b}, \"q\", - ]\n".repeat(size / 24), "yaml-syntax");
    refused(format!("{HEAD}answers: {{ GOV-01: \"{}\" }}\n", "y".repeat(size)), "over-limit");
    refused(format!("{HEAD}answers: {{ GOV-01: \"{}\" }}\n", "y".repeat(size / 2)), "unknown-level");
}

/// A proposed change brings its own settings, and the parser of TOML keeps a hundred times what a short value takes in the file.
#[test]
fn settings_of_megabytes_are_refused_before_they_are_parsed() {
    for text in [format!("data = [{}]\n", "1,".repeat(10_000_000)), "[[waivers]]\n".repeat(1_000_000)] {
        let folder = Folder::with("dmf.toml", text);
        folder.write("org.yaml", format!("{HEAD}answers: {{ GOV-01: 1 }}\n"));
        let outcome = bounded(&folder, "org.yaml").ends(3);
        let found = outcome.complaints();
        assert_eq!(
            (found.len(), found[0].code.as_str(), found[0].file.as_str()),
            (1, "over-limit", "dmf.toml"),
            "{}",
            outcome.stderr
        );
        assert!(outcome.stderr.contains("more than 2 MiB of TOML"), "{}", outcome.stderr);
    }
}

#[test]
fn a_hundred_thousand_repeated_keys_are_counted() {
    let text = format!("{HEAD}answers:\n{}", "  GOV-01: established\n".repeat(100_000));
    let outcome = refused(text, "duplicate-key");
    assert!(outcome.stderr.contains("99999 errors found, the first 1000 shown"), "{}", outcome.stderr.len());
    let text = (0..100_000).map(|at| format!("k{at}: x\n")).collect::<Vec<_>>().concat();
    refused(format!("{HEAD}answers: {{}}\n{text}"), "unknown-key");
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    refused(vec![0; 1_000_000], "other-kind");
    refused(vec![0xff; 1_000_000], "invalid-utf8");
    refused(format!("{HEAD}answers: {{ GOV-01: estab\0lished }}\n"), "yaml-syntax");
}

#[test]
fn a_mark_at_the_start_and_the_line_ends_of_windows_are_fine() {
    let plain = format!("{HEAD}answers:\n  GOV-01: established\n  GOV-02:\n    level: 2\n    note: Nearly\n");
    let windows = format!("\u{feff}{}", plain.replace('\n', "\r\n"));
    let answer = |text: &str| bounded(&Folder::with("org.yaml", text), "org.yaml").answer();
    assert_eq!(answer(&windows), answer(&plain));
    // Places are counted as in the editor that wrote it.
    let wrong = windows.replace("established", "estblished");
    let outcome = bounded(&Folder::with("org.yaml", wrong), "org.yaml").ends(3);
    let found = outcome.complaints();
    assert_eq!((found[0].code.as_str(), found[0].place.as_str()), ("unknown-level", "4:11"));
    assert!(!outcome.stderr.contains('\r'), "{:?}", outcome.stderr);
}

#[test]
fn a_list_at_the_top_and_a_second_document_are_refused() {
    refused("- GOV-01: established\n", "wrong-type");
    refused(format!("{HEAD}answers: {{}}\n---\n{HEAD}answers: {{}}\n"), "yaml-syntax");
}

#[test]
fn folders_of_data_that_are_none_are_refused() {
    let folder = Folder::with("org.yaml", format!("{HEAD}answers: {{}}\n"));
    folder.write("empty/notes.txt", "nothing");
    for data in ["empty", "nowhere", "org.yaml"] {
        let outcome = folder.dmf(["assess", "org.yaml", "--data", data]).run().ends(3);
        assert!(outcome.stderr.contains(&format!("`{data}` is not a folder of packs")), "{}", outcome.stderr);
    }
    assert!(Path::new("/bin/sh").exists(), "the tests of this file need a shell");
}
