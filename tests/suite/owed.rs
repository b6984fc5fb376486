//! What the binary owes to others is printed, and is about the crates that are built.

use crate::harness::{Folder, root};

fn printed() -> String {
    Folder::new().dmf(["--licences"]).run().answer()
}

#[test]
fn each_crate_that_is_named_is_locked_in_that_version() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("the lock file is there");
    let text = printed();
    let (_, list) = text.split_once("may be used:\n\n").expect("the list begins");
    let lines: Vec<&str> = list.lines().take_while(|line| line.starts_with("  ")).collect();
    assert!(lines.len() > 150, "{} crates", lines.len());
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        let entry = format!("name = \"{}\"\nversion = \"{}\"\n", words[0], words[1]);
        assert!(lock.contains(&entry), "`{line}` is out of date: `.ci/licences --write`");
        assert!(words.len() > 2, "`{line}` has no terms");
    }
}

#[test]
fn each_crate_that_the_manifest_asks_for_is_named() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("the manifest is there");
    let (_, rest) = manifest.split_once("[dependencies]\n").expect("it has dependencies");
    let (own, _) = rest.split_once("\n[").expect("another part follows");
    let text = printed();
    for line in own.lines().filter(|line| !line.starts_with('#') && line.contains(" = ")) {
        let package = line.split_once("package = \"").and_then(|(_, name)| name.split_once('"')).map(|(name, _)| name);
        let name = package.unwrap_or_else(|| line.split(" = ").next().unwrap_or(line));
        assert!(text.contains(&format!("\n  {name} ")), "{name}");
    }
}

#[test]
fn terms_that_ask_for_it_are_printed_whole() {
    let text = printed();
    let mut owed = vec![
        "Apache License",
        "THE SOFTWARE IS PROVIDED \"AS IS\"",
        "Redistribution and use in source",
        "UNICODE LICENSE V3",
    ];
    if cfg!(feature = "pdf") {
        owed.extend(["SIL OPEN FONT LICENSE", "Liberation"]);
    }
    for words in owed {
        assert!(text.contains(words), "{words}");
    }
    Folder::new().dmf(["--licences", "check"]).run().ends(2);
}
