//! What the examples and `tests/cmd/` show is what the program does; `pages.rs` has the other pages.

use std::{fs, path::Path, process::Command};

use crate::harness::{Folder, Outcome, files, root};

/// The day that the harness takes for today, in seconds: pages need not say `--today`.
const EPOCH: &str = "1795478400";

/// Commands in the `console` blocks of a page, each with what it prints.
pub(crate) fn blocks(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    // How far the block stands in, where one is open.
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let inner = line.trim_start();
        if inner.starts_with("```") {
            open = (inner.trim_end() == "```console").then_some(line.len() - inner.len());
        } else if let Some(indent) = open {
            let line = line.get(indent..).unwrap_or_default();
            if let Some(command) = line.strip_prefix("$ ") {
                found.push((command.to_owned(), String::new()));
            } else if let Some((_, output)) = found.last_mut() {
                output.push_str(line);
                output.push('\n');
            }
        }
    }
    found
}

#[test]
fn console_blocks_are_read() {
    let page = "words\n```console\n$ dmf one\na\n\nb\n$ dmf two\n```\n```sh\n$ dmf three\n```\n  ```console\n  $ dmf four\n   c\n  ```\n";
    let found = blocks(page);
    let found: Vec<(&str, &str)> = found.iter().map(|(command, output)| (command.as_str(), output.as_str())).collect();
    assert_eq!(found, [("dmf one", "a\n\nb\n"), ("dmf two", ""), ("dmf four", " c\n")]);
}

/// A case of `tests/cmd/` runs in the folder beside it that ends in `.in`.
#[test]
fn transcripts_are_true() {
    let cases = trycmd::TestCases::new();
    cases.env("COLUMNS", "80").env("NO_COLOR", "1").env("SOURCE_DATE_EPOCH", EPOCH);
    cases.register_bin("dmf", Path::new(env!("CARGO_BIN_EXE_dmf")));
    cases.case(root().join("tests/cmd/*.toml")).case(root().join("tests/cmd/*.md"));
    cases.run();
}

/// The examples, each with the commands in its README.
fn examples() -> Vec<(String, Vec<(String, String)>)> {
    files("examples")
        .into_iter()
        .filter_map(|file| file.to_string_lossy().strip_suffix("/README.md").map(str::to_owned))
        .map(|name| {
            let page = fs::read_to_string(root().join("examples").join(&name).join("README.md"));
            (name, blocks(&page.expect("the page is text")))
        })
        .collect()
}

/// Every command of an example's page answers, and what is kept in `expected/` is what one of them writes there.
#[test]
fn examples_are_what_dmf_makes_of_them() {
    let mut seen = 0;
    for (name, commands) in examples() {
        assert!(!commands.is_empty(), "examples/{name}/README.md shows no command");
        let base = root().join("examples").join(&name);
        let folder = Folder::new();
        folder.copy(&Path::new("examples").join(&name), "example");
        let expected = files(&format!("examples/{name}/expected"));
        for file in &expected {
            fs::remove_file(folder.join("example/expected").join(file)).expect("the copy has the file");
        }
        for (command, shown) in commands {
            let output = shell(&command, &folder.join("example"));
            assert_eq!(output.code, Some(0), "examples/{name}: `{command}`\n{}", output.stderr);
            if shown.trim() != "..." {
                assert_eq!(output.stdout.trim_end(), shown.trim_end(), "examples/{name}: `{command}`");
            }
        }
        for file in expected {
            seen += 1;
            let file = file.to_string_lossy().into_owned();
            let kept = fs::read_to_string(base.join("expected").join(&file)).expect("the file is text");
            let made = fs::read_to_string(folder.join("example/expected").join(&file))
                .unwrap_or_else(|_| panic!("no command in examples/{name}/README.md writes expected/{file}"));
            assert!(made == kept, "examples/{name}/expected/{file} has drifted; it should read\n{made}");
        }
    }
    assert!(seen >= 6, "{seen} files are kept");
}

/// Runs a command line in a folder, with `dmf` as ours: redirections are the shell's.
pub(crate) fn shell(command: &str, folder: &Path) -> Outcome {
    let program = Path::new(env!("CARGO_BIN_EXE_dmf"));
    let path = program.parent().expect("the program lies in a folder");
    let output = Command::new("/bin/sh")
        .args(["-c", command])
        .current_dir(folder)
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", path.display()))
        .env("COLUMNS", "80")
        .env("SOURCE_DATE_EPOCH", EPOCH)
        .output()
        .expect("there is a shell");
    Outcome::of(output.status, &output.stdout, &output.stderr)
}

/// Whether a transcript is true, in which `...` stands for any lines.
pub(crate) fn shows(shown: &str, made: &str) -> bool {
    let mut rest = made;
    for (number, part) in shown.split("...\n").enumerate() {
        let Some(at) = rest.find(part).filter(|at| *at == 0 || number > 0) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.is_empty() || shown.ends_with("...\n")
}
