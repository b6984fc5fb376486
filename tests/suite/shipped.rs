//! The packs that the program carries are sound, and a copy that is made unsound is criticised at the place.

use std::{fs, path::Path};

use dmf::{
    diag::Sink,
    framework::{self, Framework, View},
    load::Library,
    source::Sources,
};

use crate::harness::{Complaint, Folder, Run, files, root};

/// Packs and crosswalks as `dmf framework check` takes them.
fn shipped() -> Vec<String> {
    let mut found: Vec<String> = files("frameworks")
        .into_iter()
        .filter_map(|file| {
            let name = file.to_string_lossy().replace('\\', "/");
            let pack = name.strip_suffix("/pack.toml").map(str::to_owned);
            pack.or_else(|| name.starts_with("crosswalks/").then_some(name))
        })
        .map(|name| format!("frameworks/{name}"))
        .collect();
    found.sort();
    found
}

/// The default framework and the view on it, as the library reads them.
fn model() -> (Framework, View) {
    let (library, mut sources, mut sink) = (Library::default(), Sources::default(), Sink::default());
    let mut read = |id: &str| library.files(&format!("frameworks/{id}"), &mut sources, &mut sink);
    let files = read("asean-dmf").expect("embedded files can be read");
    let view = read("asean-dmf-components").expect("embedded files can be read");
    let framework = framework::validate(&files, &sources, &mut sink).expect("the framework is sound");
    let view = framework::view(&view, &framework, &sources, &mut sink).expect("the view is sound");
    (framework, view)
}

#[test]
fn every_pack_is_clean() {
    let packs = shipped();
    for known in ["frameworks/asean-dmf", "frameworks/asean-dmf-components", "frameworks/crosswalks/sg-dptm.toml"] {
        assert!(packs.iter().any(|pack| pack == known), "{known} is not shipped any more");
    }
    for pack in packs {
        let text = Run::new(root(), ["framework", "check", &pack]).run().answer();
        assert!(text.starts_with(&format!("{pack}: ")) && text.ends_with("nothing wrong\n"), "{text}");
    }
}

#[test]
fn every_pack_is_listed() {
    let text = Folder::new().dmf(["framework", "list", "--format", "csv"]).run().answer();
    for pack in shipped() {
        let id = Path::new(&pack).file_name().expect("packs have names").to_string_lossy().into_owned();
        let id = id.trim_end_matches(".toml");
        assert!(text.lines().any(|line| line.starts_with(&format!("{id},"))), "{id} is not in\n{text}");
    }
}

#[test]
fn every_pack_says_what_it_is_and_what_it_is_not() {
    for pack in shipped().into_iter().filter(|pack| !pack.ends_with(".toml")) {
        let text = fs::read_to_string(root().join(&pack).join("pack.toml")).expect("the file can be read");
        let value: toml::Table = text.parse().expect("the file is TOML");
        let statement = value["statement"].as_str().expect("a statement is text");
        let words = statement.to_lowercase();
        assert!(words.contains("not legal advice") || words.contains("no legal advice"), "{pack}: {statement}");
        assert!(value["sources"].as_array().is_some_and(|sources| !sources.is_empty()), "{pack} names no source");
    }
}

#[test]
fn the_default_framework_is_what_was_promised() {
    let (framework, _) = model();
    let blocks: Vec<&str> = framework.blocks.iter().map(|block| block.id.as_str()).collect();
    assert_eq!(blocks, ["GOV", "POL", "INF", "LCM", "INN"]);
    let levels: Vec<&str> = framework.levels.iter().map(|level| level.id.as_str()).collect();
    assert_eq!(levels, ["none", "foundational", "developing", "established", "advanced"]);
    assert!(framework.practices.len() >= 45, "{} practices", framework.practices.len());
    for practice in &framework.practices {
        let id = &practice.id;
        assert!(id.starts_with(&framework.blocks[practice.block].id), "{id} is in another block than its id says");
        assert_eq!(practice.levels.len(), framework.levels.len(), "{id}");
        assert_eq!(practice.actions.len(), framework.levels.len() - 1, "{id}");
        assert!(practice.question.ends_with('?'), "{id} asks nothing: {}", practice.question);
        assert!(!practice.evidence.is_empty(), "{id} is shown by nothing");
        assert!(!practice.maps.is_empty(), "{id} maps to nothing");
        assert!(!practice.components.is_empty(), "{id} serves no component");
        for (at, sentence) in practice.levels.iter().enumerate() {
            assert!(sentence.ends_with('.') && sentence.len() > 20, "{id} at {at}: {sentence}");
            assert!(!practice.levels[..at].contains(sentence), "{id}: two levels of one sentence");
        }
        for level in 1..=framework.top() {
            let shows = practice.evidence.iter().any(|evidence| evidence.shows >= level);
            assert!(shows || level < 3, "{id}: no evidence is enough for level {level}");
        }
        let profile = framework.profile("enterprise").expect("the profile is there");
        assert!(practice.profiles[profile.0], "{id}: an enterprise is asked everything");
    }
    let sme = framework.profile("sme").expect("the profile is there");
    let asked = framework.asked(sme).count();
    assert!(asked < framework.practices.len() / 2, "a small team is asked {asked} practices");
    for (at, block) in framework.blocks.iter().enumerate() {
        assert!(
            framework.asked(sme).any(|(_, practice)| practice.block == at),
            "{}: nothing for a small team",
            block.id
        );
        assert!(framework.practices.iter().any(|practice| practice.block == at && practice.key), "{}", block.id);
    }
}

/// What the laws of most members ask for, and people feel first, weighs most.
#[test]
fn no_practice_outweighs_breach_notice_and_retention() {
    let shown = Folder::new().dmf(["framework", "show", "--format", "json"]).run().answer();
    let framework: serde_json::Value = serde_json::from_str(&shown).expect("the answer is JSON");
    for profile in framework["profiles"].as_array().expect("a list") {
        let mut shares: Vec<(String, u64)> = Vec::new();
        for block in framework["blocks"].as_array().expect("a list") {
            let asked =
                |one: &&serde_json::Value| one["profiles"].as_array().is_some_and(|all| all.contains(&profile["id"]));
            let practices: Vec<_> = block["practices"].as_array().expect("a list").iter().filter(asked).collect();
            let weight = |one: &serde_json::Value| one["weight"].as_u64().expect("a number");
            let whole: u64 = practices.iter().map(|one| weight(one)).sum();
            let weights = profile["weights"].as_array().expect("a list");
            let block_weight = weights.iter().find(|pair| pair[0] == block["id"]).map_or(0, weight_of);
            for practice in practices {
                let id = practice["id"].as_str().expect("an id").to_owned();
                shares.push((id, 1_000_000 * weight(practice) * block_weight / whole));
            }
        }
        for id in ["POL-06", "POL-04", "LCM-08"] {
            let share = shares.iter().find(|(known, _)| known == id).map_or(0, |(_, share)| *share);
            let above: Vec<_> = shares.iter().filter(|(_, other)| *other > share).collect();
            assert!(share > 0 && above.is_empty(), "{}: {id} {share}: {above:?}", profile["id"]);
        }
    }
}

/// The second of a pair.
fn weight_of(pair: &serde_json::Value) -> u64 {
    pair[1].as_u64().expect("a number")
}

/// A level is one sentence that fits a screen: of at most 34 words.
#[test]
fn each_level_of_the_newest_framework_is_one_short_sentence() {
    let names = files("frameworks/asean-dmf/practices");
    assert!(names.len() > 50, "{} practices", names.len());
    for name in names {
        let id = name.with_extension("").to_string_lossy().into_owned();
        let shown = Folder::new().dmf(["framework", "show", &id, "--format", "json"]).run().answer();
        let practice: serde_json::Value = serde_json::from_str(&shown).expect("the answer is JSON");
        for level in practice["levels"].as_array().expect("a list") {
            let sentence = level["sentence"].as_str().expect("words");
            let words = sentence.split_whitespace().count();
            assert!(words <= 34 && sentence.ends_with('.') && !sentence.contains(". "), "{id} ({words}): {sentence}");
        }
    }
}

#[test]
fn every_official_component_is_served() {
    let (_, view) = model();
    let numbers: Vec<u32> = view.components.iter().map(|component| component.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
    for component in &view.components {
        assert!(component.practices.len() >= 3, "{} is served by {:?}", component.id, component.practices);
    }
}

#[test]
fn a_practice_is_shown_with_all_that_an_assessor_needs() {
    let (framework, _) = model();
    let folder = Folder::new();
    for practice in &framework.practices {
        let text = folder.dmf(["framework", "show", &practice.id, "--width", "1000"]).run().answer();
        let texts = [&practice.question, &practice.why].into_iter().chain(&practice.levels);
        let evidence = practice.evidence.iter().map(|evidence| &evidence.what);
        for part in texts.chain(evidence).chain(practice.actions.iter().map(|action| &action.text)) {
            let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains(&part), "{}: `{part}` is not in\n{text}", practice.id);
        }
    }
}

/// A copy of the default framework in which `file` has `to` in place of `from`.
fn broken(file: &str, from: &str, to: &str) -> Folder {
    let folder = Folder::new();
    folder.copy(Path::new("frameworks/asean-dmf"), "copy");
    folder.replace(&format!("copy/{file}"), from, to);
    folder
}

#[track_caller]
fn criticised(folder: &Folder, code: &str, file: &str, needle: &str) {
    let outcome = folder.dmf(["framework", "check", "copy"]).run().ends(1);
    assert_eq!(outcome.stdout, "");
    let text = folder.read(&format!("copy/{file}"));
    let at = text.find(needle).expect("the needle is in the file");
    let line = text[..at].matches('\n').count() + 1;
    let column = text[..at].chars().rev().take_while(|letter| *letter != '\n').count() + 1;
    let expected = Complaint { file: format!("copy/{file}"), place: format!("{line}:{column}"), code: code.to_owned() };
    assert_eq!(outcome.complaints(), [expected], "{}", outcome.stderr);
}

#[test]
fn a_copy_is_clean() {
    let folder = Folder::new();
    folder.copy(Path::new("frameworks/asean-dmf"), "copy");
    folder.dmf(["framework", "check", "copy"]).run().answer();
}

#[test]
fn a_level_without_a_sentence_is_criticised() {
    let line = "  none: For no dataset with personal data can people name one person who decides about it.\n";
    let folder = broken("practices/GOV-02.yaml", line, "");
    criticised(&folder, "missing-level", "practices/GOV-02.yaml", "levels:");
}

#[test]
fn a_prerequisite_that_does_not_exist_is_criticised() {
    let folder = broken("practices/GOV-02.yaml", "{ INF-01: developing }", "{ INF-99: developing }");
    criticised(&folder, "unknown-id", "practices/GOV-02.yaml", "INF-99");
}

#[test]
fn an_id_that_stands_twice_is_criticised() {
    let folder = broken("blocks.toml", "id = \"POL\"", "id = \"GOV\"");
    let outcome = folder.dmf(["framework", "check", "copy"]).run().ends(1);
    let found = outcome.complaints();
    assert!(found.iter().any(|one| one.code == "duplicate-id" && one.file == "copy/blocks.toml"), "{found:?}");

    let folder = Folder::new();
    folder.copy(Path::new("frameworks/asean-dmf"), "copy");
    folder.copy(Path::new("frameworks/asean-dmf/practices/GOV-02.yaml"), "copy/practices/GOV-22.yaml");
    let outcome = folder.dmf(["framework", "check", "copy"]).run().ends(1);
    let found: Vec<String> =
        outcome.complaints().iter().map(|one| format!("{} {}:{}", one.code, one.file, one.place)).collect();
    let file = "copy/practices/GOV-22.yaml:1:5";
    assert_eq!(found, [format!("duplicate-id {file}"), format!("file-name {file}")]);
}

#[test]
fn a_folder_without_a_pack_is_none() {
    let folder = Folder::with("notes.txt", "nothing");
    folder.dmf(["framework", "check", "."]).run().ends(3);
    folder.dmf(["framework", "check", "nowhere"]).run().ends(3);
}

#[test]
fn topics_of_law_that_practices_name_are_topics_of_law() {
    let mut named = 0;
    for file in files("frameworks/asean-dmf/practices") {
        let path = root().join("frameworks/asean-dmf/practices").join(&file);
        let text = fs::read_to_string(path).expect("a file of the project");
        let Some(line) = text.lines().find_map(|line| line.strip_prefix("law: [")) else { continue };
        for topic in line.trim_end_matches(']').split(", ") {
            let known = |other: &dmf::jurisdiction::Topic| dmf::jurisdiction::belongs(other.id, topic);
            assert!(dmf::jurisdiction::TOPICS.iter().any(known), "{}: {topic}", file.display());
            named += 1;
        }
    }
    assert!(named > 15, "{named}");
}
