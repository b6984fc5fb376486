//! Rooms import only what the table allows, and only the shell and the rooms to the world touch it.

use std::{collections::BTreeMap, fs};

use crate::harness::{files, root};

/// What each room may import from the others. `crate::…` of its own is always allowed.
const TABLE: &[(&str, &[&str])] = &[
    // Macros that list codes in each room and put the lists together.
    ("codes", &[]),
    // Rails in.
    ("world", &[]),
    ("source", &[]),
    // What is done to words everywhere.
    ("text", &[]),
    // What a file may ask for, however it asks.
    ("budget", &[]),
    // Agreements of other people's. Why one is refused is a complaint like any other.
    ("reading", &["budget", "text", "diag"]),
    ("redline", &["text", "reading", "document"]),
    // Closed lists of words, for every room that has one.
    ("words", &[]),
    // Complaints name files as a page can show them.
    ("diag", &["source", "text"]),
    // Ids are compared as a reader sees them.
    ("load", &["source", "diag", "text", "world"]),
    ("template", &["budget", "source", "diag"]),
    // What is found, what fails, what is excused: for every domain.
    ("gate", &["due", "source", "diag", "load", "words", "text"]),
    // What has a day, for every domain; ids of owners are compared as a reader sees them.
    ("due", &["words", "load"]),
    // What a transfer asks of its agreement: all that the two know of each other.
    ("safeguard", &["source", "words", "text"]),
    // Domains.
    ("framework", RAILS),
    ("jurisdiction", &["due", "source", "diag", "load", "world", "words", "text", "framework"]),
    // Answers are held against what registers show.
    (
        "assessment",
        &["due", "source", "diag", "load", "words", "text", "gate", "framework", "jurisdiction", "register"],
    ),
    ("remediation", &["source", "diag", "load", "framework", "assessment"]),
    // Agreements are documents made from templates.
    (
        "agreement",
        &[
            "due",
            "source",
            "diag",
            "load",
            "words",
            "text",
            "gate",
            "safeguard",
            "template",
            "framework",
            "jurisdiction",
            "document",
        ],
    ),
    (
        "transfer",
        &["due", "budget", "source", "diag", "load", "words", "text", "gate", "safeguard", "framework", "jurisdiction"],
    ),
    // Registers that are data: places are those of the law, codes those of gates.
    ("register", &["due", "source", "diag", "load", "words", "text", "gate", "jurisdiction"]),
    // What an incident is held against is the law of its places.
    ("incident", &["due", "source", "diag", "load", "words", "text", "gate", "jurisdiction"]),
    (
        "workspace",
        &["source", "diag", "load", "world", "gate", "framework", "assessment", "remediation", "agreement", "transfer"],
    ),
    ("worksheet", &["budget", "source", "framework"]),
    // The kinds of file that a workspace holds, one row each.
    ("records", &["source", "diag", "load", "agreement", "assessment", "incident", "transfer", "workspace"]),
    // Shapes of every kind of file.
    (
        "schema",
        &[
            "records",
            "register",
            "agreement",
            "assessment",
            "framework",
            "jurisdiction",
            "remediation",
            "review",
            "transfer",
            "vocabulary",
            "workspace",
        ],
    ),
    // A returned agreement is judged by rules on language.
    ("review", &["source", "diag", "load", "words", "text", "gate", "agreement", "jurisdiction", "reading", "redline"]),
    // Words that no other data explains.
    ("vocabulary", &["source", "diag", "load"]),
    // Rails out.
    ("document", &["source", "text"]),
    (
        "report",
        &[
            "due",
            "source",
            "diag",
            "load",
            "words",
            "text",
            "template",
            "gate",
            "document",
            "agreement",
            "framework",
            "jurisdiction",
            "assessment",
            "remediation",
            "review",
            "transfer",
            "register",
            "workspace",
            "incident",
        ],
    ),
    // What the program can do.
    (
        "ops",
        &[
            "world",
            "source",
            "diag",
            "load",
            "words",
            // What a file of evidence says is read letter by letter.
            "text",
            "gate",
            "due",
            "safeguard",
            "document",
            "framework",
            "jurisdiction",
            "assessment",
            "remediation",
            "agreement",
            "transfer",
            "incident",
            "reading",
            "redline",
            "review",
            "vocabulary",
            "register",
            "workspace",
            "records",
            // What is written is made, changed and read again there.
            "worksheet",
            "schema",
            "report",
        ],
    ),
];

/// A method lists words, and says itself how they are compared.
const RAILS: &[&str] = &["source", "diag", "load", "words", "text"];

/// The rooms that may touch the world, or may as long as no other does.
const TO_THE_WORLD: &[&str] = &["world"];

/// The ways to the world by the names of what is imported or called.
const WORLD: &[&str] = &[
    "std::fs",
    "fs::metadata",
    "std::env",
    "std::process",
    "std::net",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "SystemTime",
    "Instant",
    "Zoned::now",
    "Timestamp::now",
];

/// The ways to the world that are spelt as methods of a path or of something opened.
const METHODS: &[&str] = &[
    "is_file",
    "is_dir",
    "is_symlink",
    "exists",
    "try_exists",
    "metadata",
    "symlink_metadata",
    "canonicalize",
    "read_link",
    "read_dir",
];

/// The ways to the world that are functions, however they were imported.
const CALLS: &[&str] = &["absolute", "canonicalize", "current_dir", "temp_dir", "var_os", "stdin"];

/// Ways to the world that are still taken, by file. Nothing is added here; a row that excuses nothing has to go.
const STILL: &[(&str, &str)] = &[];

/// What no room of the library does. Nor does it know the parser of arguments: a request is a plain value.
const NEVER: &[&str] =
    &["println!", "eprintln!", "print!(", "eprint!(", "dbg!", "process::exit", "unsafe ", "clap::", "use clap"];

/// The rooms that belong to the program, not to the library.
const SHELL: &[&str] = &["cli", "main.rs"];

/// A source file of the library: its room, its name and its code without comments and tests.
struct File {
    room: String,
    name: String,
    code: String,
}

fn library() -> Vec<File> {
    let mut found = Vec::new();
    for path in files("src") {
        let name = path.to_string_lossy().replace('\\', "/");
        let room = name.split('/').next().expect("a path has a first part").to_owned();
        // The build script lies beside the code that includes what it writes; it is no part of the library.
        if !name.ends_with(".rs") || name == "load/embed.rs" || SHELL.contains(&room.as_str()) {
            continue;
        }
        let text = fs::read_to_string(root().join("src").join(&path)).expect("source files are text");
        found.push(File { room: room.trim_end_matches(".rs").to_owned(), name, code: code(&text) });
    }
    found
}

/// The text without comments and without the tests at its end.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or(text);
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The first name after every `crate::`, also in groups such as `use crate::{a, b::{c, d}}`.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        // `dmf::…` cannot be written inside the library; `$crate` in a macro reads the same.
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => found.extend(first_name(rest)),
            Some(group) => {
                let mut depth = 0_usize;
                let mut begins = true;
                for (at, letter) in group.char_indices() {
                    if begins && depth == 0 && !letter.is_whitespace() && letter != '}' {
                        found.extend(first_name(&group[at..]));
                        begins = false;
                    }
                    match letter {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => begins = true,
                        _ => {}
                    }
                }
            }
        }
    }
    found
}

fn first_name(text: &str) -> Option<String> {
    let name: String = text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    (!name.is_empty()).then_some(name)
}

#[test]
fn imports_are_read_in_groups_and_alone() {
    let text = "use crate::{\n    diag::{Code, Sink},\n    source::Path,\n};\nlet x = crate::load::decode(1);\n";
    assert_eq!(imports(text), ["diag", "source", "load"]);
    assert_eq!(imports("use crate::{a, b};"), ["a", "b"]);
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    let table: BTreeMap<&str, &[&str]> = TABLE.iter().copied().collect();
    let mut wrong = String::new();
    let mut imported = 0;
    for file in library() {
        if file.room == "lib" {
            continue;
        }
        let Some(allowed) = table.get(file.room.as_str()) else {
            wrong.push_str(&format!(
                "src/{}: the room `{}` is not in the table at the top of tests/suite/rooms.rs; add what it may import\n",
                file.name, file.room
            ));
            continue;
        };
        for name in imports(&file.code) {
            imported += 1;
            if name != file.room && !allowed.contains(&name.as_str()) {
                wrong.push_str(&format!("src/{}: `{}` may not import `{name}`\n", file.name, file.room));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(imported > 50, "the paths are not found any more: {imported}");
}

/// A format sees columns, findings, pages and documents; which answer they come from is the answer's own affair.
#[test]
fn a_format_names_no_answer() {
    let formats: Vec<File> = library().into_iter().filter(|file| file.name.starts_with("report/formats/")).collect();
    assert!(formats.len() > 10, "the formats are not found any more");
    for file in formats {
        for name in imports(&file.code) {
            let rail =
                ["source", "diag", "load", "template", "text", "gate", "document", "report"].contains(&name.as_str());
            assert!(rail, "src/{}: a format has no business with `{name}`", file.name);
        }
    }
}

#[test]
fn every_room_of_the_table_exists_and_is_declared() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("source files are text");
    let mut declared: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod "))
        .map(|name| name.trim_end_matches(';'))
        .collect();
    let mut known: Vec<&str> = TABLE.iter().map(|(room, _)| *room).collect();
    known.sort_unstable();
    // Rooms that list codes stand first.
    declared.sort_unstable();
    assert_eq!(declared, known, "src/lib.rs and the table name the same rooms");
}

#[test]
fn a_room_reaches_for_others_by_name_only() {
    // `super::super` out of a room would be a way around the table.
    for file in library() {
        let depth = file.name.matches('/').count();
        for line in file.code.lines() {
            let ups = line.matches("super::").count();
            assert!(ups <= depth, "src/{}: `{}` leaves the room", file.name, line.trim());
        }
    }
}

/// The places where one of `words` stands for itself, not as the end of a longer word.
fn stands<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = &'a str> {
    code.match_indices(word)
        .map(|(at, _)| &code[..at])
        .filter(|before| !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_'))
}

/// Every way to the world that a source text takes.
fn ways_to_the_world(code: &str) -> Vec<String> {
    // `use std::{fs, io}` is the same as `std::fs`.
    let groups = code.split("use std::{").skip(1).filter_map(|rest| rest.split_once("};"));
    let names: Vec<String> = groups
        .flat_map(|(group, _)| imports(&format!("crate::{{{group}}}")))
        .map(|name| format!("std::{name}"))
        .collect();
    let mut found = Vec::new();
    for word in WORLD {
        if code.contains(*word) || names.iter().any(|name| name == word) {
            found.push(format!("`{word}`"));
        }
    }
    for word in METHODS {
        let call = format!(".{word}(");
        // As a path to the method: `filter(Path::is_file)`.
        let path = format!("Path::{word}");
        if code.contains(&call) || code.contains(&path) {
            found.push(format!("`{call}`"));
        }
    }
    for word in CALLS {
        let call = format!("{word}(");
        let mut all = stands(code, &call);
        if all.any(|before| !before.ends_with(['.']) && !before.ends_with("fn ")) {
            found.push(format!("`{call}`"));
        }
    }
    found
}

#[test]
fn every_way_to_the_world_is_known() {
    let ways = [
        ("use std::fs;", "`std::fs`"),
        ("use std::{\n    collections::BTreeMap,\n    fs,\n};", "`std::fs`"),
        ("let home = std::env::var(\"HOME\");", "`std::env`"),
        ("std::io::stdin().read_line(&mut line)", "`std::io::stdin`"),
        ("if path.is_file() {}", "`.is_file(`"),
        ("if path.is_dir() {}", "`.is_dir(`"),
        ("if path.exists() {}", "`.exists(`"),
        ("path.try_exists()?", "`.try_exists(`"),
        ("paths.filter(|path| Path::is_file(path))", "`.is_file(`"),
        ("paths.iter().all(Path::exists)", "`.exists(`"),
        ("path.metadata()?.len()", "`.metadata(`"),
        ("fs::metadata(path)?", "`fs::metadata`"),
        ("path.canonicalize()", "`.canonicalize(`"),
        ("let whole = std::path::absolute(folder);", "`absolute(`"),
        ("use std::path::{Path, absolute};\nlet whole = absolute(folder);", "`absolute(`"),
        ("path.read_dir()", "`.read_dir(`"),
        ("current_dir()?", "`current_dir(`"),
        ("let now = SystemTime::now();", "`SystemTime`"),
    ];
    for (code, way) in ways {
        assert!(ways_to_the_world(code).iter().any(|found| found == way), "`{code}` is not seen");
    }
    for code in ["path.is_absolute()", "entry.exists", "fn metadata(&self) {}", "value.absolute()", "stdin_text(x)"] {
        assert_eq!(ways_to_the_world(code), Vec::<String>::new(), "`{code}`");
    }
}

#[test]
fn only_the_rooms_to_the_world_touch_it_and_nothing_prints() {
    let (mut wrong, mut excused) = (String::new(), Vec::new());
    for file in library() {
        for word in NEVER.iter().filter(|word| file.code.contains(**word)) {
            wrong.push_str(&format!("src/{}: `{word}`\n", file.name));
        }
        if TO_THE_WORLD.contains(&file.room.as_str()) {
            continue;
        }
        for way in ways_to_the_world(&file.code) {
            match STILL.iter().find(|(name, other)| *name == file.name && *other == way) {
                Some(row) => excused.push(row),
                None => wrong.push_str(&format!("src/{}: {way} belongs to `world` and the shell\n", file.name)),
            }
        }
    }
    for row in STILL.iter().filter(|row| !excused.contains(row)) {
        wrong.push_str(&format!("{row:?} excuses nothing: take it out of STILL in tests/suite/rooms.rs\n"));
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_shell_sees_only_the_public_face() {
    for path in files("src/cli") {
        let text = fs::read_to_string(root().join("src/cli").join(&path)).expect("source files are text");
        let found = imports(&code(&text));
        assert!(found.is_empty(), "src/cli/{}: `crate::{}`; write `dmf::` or `super::`", path.display(), found[0]);
    }
}

#[test]
fn every_room_says_what_goes_in_and_out() {
    let rooms = TABLE.iter().map(|(room, _)| std::path::Path::new(room).join("mod.rs"));
    let within = files("src").into_iter().filter(|file| file.ends_with("mod.rs"));
    for room in rooms.chain(within) {
        let text = fs::read_to_string(root().join("src").join(&room)).expect("a room has a mod.rs");
        let room = room.display();
        let lines: Vec<&str> = text.lines().take_while(|line| line.starts_with("//!")).collect();
        for word in ["//! In: ", "//! Out: ", "//! Never: "] {
            assert!(lines.iter().any(|line| line.starts_with(word)), "src/{room} has no line `{word}`");
        }
    }
}
