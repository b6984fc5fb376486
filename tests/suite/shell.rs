//! The shell asks and shows: its files are short, and no command fills in the arguments of another.

use std::fs;

use crate::harness::{files, root};

/// Lines that a file of the shell may have. What needs more is a use case, and lives in `src/ops`.
const LINES: usize = 120;

/// Files of the shell beside the arguments, each with its text.
fn shell() -> Vec<(String, String)> {
    let text =
        |path: &std::path::Path| fs::read_to_string(root().join("src/cli").join(path)).expect("source files are text");
    let all: Vec<(String, String)> =
        files("src/cli").iter().map(|path| (path.to_string_lossy().replace('\\', "/"), text(path))).collect();
    all.into_iter().filter(|(name, _)| name.ends_with(".rs") && !name.starts_with("args/")).collect()
}

/// The structs that hold what was typed.
fn arguments() -> Vec<String> {
    let mut names = Vec::new();
    for path in files("src/cli/args") {
        let text = fs::read_to_string(root().join("src/cli/args").join(path)).expect("source files are text");
        names.extend(structs(&text));
    }
    names
}

/// The names of the structs that a text declares.
fn structs(text: &str) -> Vec<String> {
    let rest = text.lines().filter_map(|line| line.trim_start().strip_prefix("pub(crate) struct "));
    rest.map(|rest| name(rest).to_owned()).collect()
}

/// The name that a text begins with.
fn name(text: &str) -> &str {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or_default()
}

/// What a text imports from the arguments by its bare name.
fn imported(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for part in text.split("use ").skip(1).filter_map(|rest| rest.split(';').next()) {
        for (at, word) in part.match_indices("args::") {
            let rest = &part[at + word.len()..];
            match rest.strip_prefix('{') {
                None => found.push(name(rest)),
                Some(group) => {
                    let group = group.split('}').next().unwrap_or_default();
                    found.extend(group.split([',', '{']).map(|word| name(word.trim())));
                }
            }
        }
    }
    found
}

/// The structs of arguments that a text builds, instead of taking them as they were typed.
fn forged(text: &str, arguments: &[String]) -> Vec<String> {
    let text: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let bare = imported(&text);
    let mut found = Vec::new();
    for argument in arguments {
        for built in [format!("{argument} {{"), format!("{argument}::default()")] {
            for (at, _) in text.match_indices(&built) {
                let before = &text[..at];
                let (before, ours) = match before.strip_suffix("args::") {
                    Some(before) => (before, true),
                    None => (before, bare.contains(&argument.as_str())),
                };
                let within =
                    before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':');
                // To take one apart is not to build one.
                let taken = before.trim_end().ends_with("let") || before.trim_end().ends_with("impl");
                let returned = before.trim_end().ends_with("->");
                if ours && !within && !taken && !returned {
                    found.push(format!("{argument} at `{}`", built.trim()));
                }
            }
        }
    }
    found
}

#[test]
fn what_is_built_of_arguments_is_seen() {
    let arguments = structs("#[derive(clap::Args)]\npub(crate) struct Render {\n}\npub(crate) struct Plan {\n");
    assert_eq!(arguments, ["Render", "Plan"]);
    for code in [
        "use super::args::Render;\nlet asked = Render { draft: true, ..Default::default() };",
        "use super::{\n    Failure,\n    args::{self, Render, formats::REPORT},\n};\nrun(&Render {\n draft });",
        "use super::{args::{self, Plan}};\nlet asked = Plan::default();",
        "let asked = args::Render { draft: true };",
        "let asked = args::Plan::default();",
    ] {
        assert_eq!(forged(code, &arguments).len(), 1, "{code}");
    }
    for code in [
        "use super::{args, context::Context};\nlet request = ops::Plan { start: args.start };",
        "use dmf::ops::Plan;\nfn run(args: &args::Plan) { Plan { start } }",
        "use super::args::Render;\nlet Render { draft, .. } = args;",
        "use super::args::Plan;\nfn plan() -> Plan {",
        "use super::args::Render;\nlet found = Rendered { text }; let more = PreRender { text };",
        "// use super::args::Render; Render { draft }",
    ] {
        assert_eq!(forged(code, &arguments), Vec::<String>::new(), "{code}");
    }
}

#[test]
fn no_command_builds_the_arguments_of_another() {
    let arguments = arguments();
    assert!(arguments.len() > 25, "the arguments are not found any more: {arguments:?}");
    let mut wrong = String::new();
    for (file, text) in shell() {
        for what in forged(&text, &arguments) {
            wrong.push_str(&format!("src/cli/{file} builds {what}: ask `dmf::ops` with a request of its own\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_library_knows_no_arguments() {
    for path in files("src") {
        let name = path.to_string_lossy().replace('\\', "/");
        if name.starts_with("cli/") || name == "main.rs" || !name.ends_with(".rs") {
            continue;
        }
        let text = fs::read_to_string(root().join("src").join(&path)).expect("source files are text");
        assert!(!text.contains("cli::"), "src/{name} knows the shell");
    }
}

/// Whether a struct of arguments can be filled up with what nobody typed.
#[test]
fn arguments_have_no_default() {
    for path in files("src/cli/args") {
        let text = fs::read_to_string(root().join("src/cli/args").join(&path)).expect("source files are text");
        let mut derived = "";
        for line in text.lines() {
            if line.starts_with("#[derive(") {
                derived = line;
            }
            let begins = line.starts_with("pub(crate) struct ");
            assert!(!(begins && derived.contains("Default")), "src/cli/args/{}: `{line}`", path.display());
        }
        assert!(!text.contains("impl Default"), "src/cli/args/{}", path.display());
    }
}

#[test]
fn a_command_is_short() {
    let wrong: Vec<String> = shell()
        .iter()
        .map(|(file, text)| (file, text.lines().count()))
        .filter(|(_, lines)| *lines > LINES)
        .map(|(file, lines)| format!("src/cli/{file}: {lines} lines; a use case belongs into src/ops"))
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn no_command_has_to_remember_to_ask_for_errors() {
    let asking: Vec<String> =
        shell().into_iter().filter(|(_, text)| text.contains("has_errors()")).map(|(file, _)| file).collect();
    assert_eq!(asking, Vec::<&str>::new(), "an answer of `ops` is only there where nothing is wrong");
}
