//! What the README, the examples and `tests/cmd/` show is what the program does.

use std::{fs, path::Path, process::Command};

use crate::harness::{Folder, files, root};

/// The day that the harness takes for today, in seconds: pages need not say `--today`.
const EPOCH: &str = "1795478400";

/// Commands in the `console` blocks of a page, each with what it prints.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line.trim() == "```console";
        } else if inside && let Some(command) = line.strip_prefix("$ ") {
            found.push((command.to_owned(), String::new()));
        } else if inside && let Some((_, output)) = found.last_mut() {
            output.push_str(line);
            output.push('\n');
        }
    }
    found
}

#[test]
fn console_blocks_are_read() {
    let page = "words\n```console\n$ dmf one\na\n\nb\n$ dmf two\n```\n```sh\n$ dmf three\n```\n";
    let expected = [("dmf one".to_owned(), "a\n\nb\n".to_owned()), ("dmf two".to_owned(), String::new())];
    assert_eq!(blocks(page), expected);
}

/// The README runs at the top of the package, a case of `tests/cmd/` in the folder beside it that ends in `.in`.
#[test]
fn transcripts_are_true() {
    let cases = trycmd::TestCases::new();
    cases.env("COLUMNS", "80").env("NO_COLOR", "1").env("SOURCE_DATE_EPOCH", EPOCH);
    cases.register_bin("dmf", Path::new(env!("CARGO_BIN_EXE_dmf")));
    // What builds the program is run by `.ci/run`.
    cases.register_bin("cargo", trycmd::schema::Bin::Ignore);
    cases.case(root().join("tests/cmd/*.toml")).case(root().join("tests/cmd/*.md"));
    let readme = root().join("README.md");
    if fs::read_to_string(&readme).is_ok_and(|text| !blocks(&text).is_empty()) {
        cases.case(readme);
    }
    cases.run();
}

/// Each file in `expected/` of an example is what a command in its README writes there.
#[test]
fn examples_are_what_dmf_makes_of_them() {
    let mut wrong = String::new();
    let mut seen = 0;
    for name in files("examples") {
        let name = name.to_string_lossy().replace('\\', "/");
        let Some((example, expected)) = name.split_once("/expected/") else { continue };
        seen += 1;
        let base = root().join("examples").join(example);
        let page = fs::read_to_string(base.join("README.md")).unwrap_or_default();
        let commands: Vec<String> = blocks(&page)
            .into_iter()
            .map(|(command, _)| command)
            .filter(|command| {
                let words: Vec<&str> = command.split_whitespace().collect();
                words.contains(&format!("expected/{expected}").as_str())
            })
            .collect();
        let [command] = &commands[..] else {
            wrong.push_str(&format!(
                "examples/{name}: {} commands in examples/{example}/README.md write it\n",
                commands.len()
            ));
            continue;
        };
        let folder = Folder::new();
        folder.copy(&Path::new("examples").join(example), "example");
        let file = folder.join(&format!("example/expected/{expected}"));
        fs::remove_file(&file).expect("the copy has the file");
        let output = shell(command, &folder.join("example"));
        let made = fs::read_to_string(&file).unwrap_or_default();
        let kept = fs::read_to_string(base.join("expected").join(expected)).expect("the file is text");
        if made != kept {
            wrong.push_str(&format!("examples/{name}: `{command}` writes something else\n{output}\n"));
        }
    }
    // An example without `expected/` shows nothing; the first three are promised by the README.
    let promised = root().join("README.md").exists();
    assert!(seen > 0 || !promised, "no example has a folder `expected`");
    assert!(wrong.is_empty(), "{wrong}");
}

/// Runs a command line in a folder, with `dmf` as ours: redirections are the shell's.
fn shell(command: &str, folder: &Path) -> String {
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
    String::from_utf8_lossy(&output.stderr).into_owned()
}
