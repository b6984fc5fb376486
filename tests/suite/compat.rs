//! Files as earlier versions wrote and read them: each is read, and answers the same, or says why it does not.
//!
//! A folder of `tests/compat/` is a version. Its `answers.txt` has a command, its exit code, and figures at places of
//! the JSON that it prints. Nothing in such a folder is ever changed, except that a line of `answers.txt` may say what
//! the answer is now, what it was, and which code tells the user so: `exit 1 (was 0: breach-notice-too-long)`.

use std::fs;

use serde_json::Value;

use crate::harness::{Folder, root};

/// A line of `answers.txt` below its command.
struct Line<'a> {
    /// `exit`, or a place in the JSON.
    at: &'a str,
    /// What is answered now.
    now: &'a str,
    /// The code that tells why it is no longer what it was.
    because: Option<&'a str>,
}

/// Commands with what they came to, in order.
fn answers(text: &str) -> Vec<(&str, Vec<Line<'_>>)> {
    let mut found: Vec<(&str, Vec<Line<'_>>)> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(command) = line.strip_prefix("$ dmf ") {
            found.push((command, Vec::new()));
            continue;
        }
        let (said, because) = match line.strip_suffix(')').and_then(|line| line.rsplit_once(" (was ")) {
            Some((said, was)) => (said, Some(was.rsplit_once(": ").expect("`(was VALUE: CODE)`").1)),
            None => (line, None),
        };
        let parts = said.split_once(" = ").or_else(|| Some((said.strip_suffix(" =")?, "")));
        let (at, now) = parts.or_else(|| said.split_once(' ')).expect("a place and what stands there");
        found.last_mut().expect("a command comes first").1.push(Line { at, now, because });
    }
    found
}

/// What stands at a place of a JSON text, `*` for every item of a list; `-` where there is nothing.
fn at(value: &Value, place: &str) -> Vec<String> {
    let Some(rest) = place.strip_prefix('/') else {
        return vec![value.as_str().map_or_else(|| value.to_string(), str::to_owned)];
    };
    let end = rest.find('/').unwrap_or(rest.len());
    let (key, rest) = rest.split_at(end);
    if key == "*" {
        return value.as_array().into_iter().flatten().flat_map(|item| at(item, rest)).collect();
    }
    let inside = value.get(key).or_else(|| value.get(key.parse::<usize>().ok()?));
    inside.map_or_else(|| vec!["-".to_owned()], |inside| at(inside, rest))
}

#[test]
fn a_line_says_what_is_what_was_and_why() {
    let text = "# words\n$ dmf check\nexit 1 (was 0: unused-waiver)\n/a/*/b = 1 -\n/c =\n";
    let found = answers(text);
    let lines: Vec<_> = found[0].1.iter().map(|line| (line.at, line.now, line.because)).collect();
    assert_eq!(lines, [("exit", "1", Some("unused-waiver")), ("/a/*/b", "1 -", None), ("/c", "", None)]);
    let value = serde_json::json!({ "a": [{ "b": 1 }, {}], "c": [] });
    assert_eq!((at(&value, "/a/*/b").join(" "), at(&value, "/c/*/d").join(" ")), ("1 -".to_owned(), String::new()));
}

#[test]
fn files_of_earlier_versions_are_read_and_what_changed_is_told() {
    let (mut wrong, mut seen) = (String::new(), 0);
    for version in fs::read_dir(root().join("tests/compat")).expect("the folder is there") {
        let version = version.expect("the folder can be read").path();
        let name = version.file_name().expect("a version").to_string_lossy().into_owned();
        let text = fs::read_to_string(version.join("answers.txt")).expect("a version has its answers");
        let folder = Folder::new();
        folder.copy(&version, ".");
        for (command, lines) in answers(&text) {
            let outcome = folder.dmf(command.split(' ')).run();
            let code = outcome.code.map_or_else(|| "a signal".to_owned(), |code| code.to_string());
            let value: Value = serde_json::from_str(&outcome.stdout).unwrap_or_default();
            for line in lines {
                seen += 1;
                let made = if line.at == "exit" { code.clone() } else { at(&value, line.at).join(" ") };
                if made != line.now {
                    wrong.push_str(&format!("{name}: dmf {command}\n  {}: {}\n  but now {made}\n", line.at, line.now));
                }
                let told = |code: &str| outcome.stdout.contains(code) || outcome.stderr.contains(code);
                if let Some(because) = line.because.filter(|because| !told(because)) {
                    wrong.push_str(&format!("{name}: dmf {command}\n  {}: nobody is told of `{because}`\n", line.at));
                }
            }
            if code == "2" || code == "3" {
                wrong.push_str(&format!("{name}: dmf {command}\n{}", outcome.stderr));
            }
        }
    }
    assert!(seen >= 100, "{seen} answers");
    assert!(wrong.is_empty(), "{wrong}");
}
