//! What the pages of the tree show is what the program does: every transcript runs at the top of the package.

use std::{fs, path::PathBuf};

use crate::{
    harness::{files, root},
    transcripts::{blocks, shell, shows},
};

/// Folders whose pages are read; the pages of single examples run in their own folders (`transcripts.rs`).
const FOLDERS: [&str; 5] = ["frameworks", "templates", "tests", "examples", "src"];

/// The pages, as paths from the top: the README of each folder, and the topics of `dmf help`.
fn pages() -> Vec<PathBuf> {
    let mut found = vec![PathBuf::from("README.md")];
    for folder in FOLDERS {
        found.extend(files(folder).into_iter().map(|file| PathBuf::from(folder).join(file)).filter(|file| {
            let topic = file.starts_with("templates/help") && file.extension().is_some_and(|ending| ending == "md");
            let depth = file.components().count();
            topic || (file.ends_with("README.md") && (folder != "examples" || depth == 2))
        }));
    }
    found
}

#[test]
fn every_transcript_of_a_page_is_true() {
    let (mut wrong, mut seen) = (String::new(), 0);
    for page in pages() {
        let text = fs::read_to_string(root().join(&page)).expect("a page is text");
        for (command, shown) in blocks(&text) {
            seen += 1;
            let outcome = shell(&command, root());
            let made = format!("{}\n", outcome.stdout.trim_end());
            if !shows(&format!("{}\n", shown.trim_end()), &made) {
                wrong.push_str(&format!("{}: `{command}` shows\n{made}{}\n", page.display(), outcome.stderr));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(seen >= 8, "{seen} transcripts");
}

#[test]
fn the_first_page_is_short_and_names_the_others() {
    let readme = fs::read_to_string(root().join("README.md")).expect("the page is text");
    assert!(readme.lines().count() <= 200, "{} lines", readme.lines().count());
    for page in pages().into_iter().skip(1).filter(|page| page.ends_with("README.md")) {
        let name = page.to_string_lossy().replace('\\', "/");
        assert!(readme.contains(&name), "README.md does not lead to {name}");
    }
    for topic in files("templates/help") {
        let name = topic.with_extension("").to_string_lossy().into_owned();
        assert!(readme.contains(&format!("`{name}`")) || readme.contains(&format!("dmf help {name}`")), "`{name}`");
        let text = fs::read_to_string(root().join("templates/help").join(&topic)).expect("a topic is text");
        assert!(text.starts_with("# "), "{name} begins with its title");
        let wide = text.lines().find(|line| line.chars().count() > 80);
        assert_eq!(wide, None, "{name} fits a terminal");
    }
}

/// Whatever a page names as a file of this tree is there.
#[test]
fn every_path_that_a_page_names_is_there() {
    const TOPS: [&str; 7] = ["frameworks/", "templates/", "tests/", "examples/", "src/", ".ci/", ".github/"];
    let mut wrong = String::new();
    let guides = [".github/CONTRIBUTING.md", ".github/SECURITY.md"].map(PathBuf::from);
    for page in pages().into_iter().chain(guides) {
        let text = fs::read_to_string(root().join(&page)).unwrap_or_else(|_| panic!("{}", page.display()));
        for word in text.split('`').skip(1).step_by(2).flat_map(str::split_whitespace) {
            // `frameworks/<id>/pack.toml` names no file, but a folder that is there.
            let named = word.split(['<', '*', '…', '{']).next().unwrap_or_default();
            let named = named.trim_end_matches([',', ';', ':', '.']);
            if TOPS.iter().any(|top| named.starts_with(top)) && !root().join(named).exists() {
                // What stands before `<id>.toml` may be the beginning of a name.
                let above = named.rsplit_once('/').map_or("", |(above, _)| above);
                if named.len() == word.len() || !root().join(above).exists() {
                    wrong.push_str(&format!("{}: there is no `{word}`\n", page.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
