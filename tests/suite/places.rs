//! Places, however a person writes them: one resolver behind every flag and command, and a hint in every file.

use serde_json::Value;

use crate::harness::{Folder, root};

/// Names and codes of places that ship, with the code of each.
const NAMED: &[(&str, &str)] = &[
    ("sg", "SG"),
    ("SGP", "SG"),
    ("Singapore", "SG"),
    ("Laos", "LA"),
    ("Lao PDR", "LA"),
    ("Viet Nam", "VN"),
    ("vietnam", "VN"),
    ("Brunei", "BN"),
    ("Brunei Darussalam", "BN"),
    ("Burma", "MM"),
    ("Myanmar", "MM"),
    ("Republic of the Philippines", "PH"),
    ("East Timor", "TL"),
    ("Timor-Leste", "TL"),
    ("UK", "GB"),
    ("Great Britain", "GB"),
    ("USA", "US"),
    ("United States of America", "US"),
    ("Korea", "KR"),
    ("South Korea", "KR"),
    ("Hong Kong", "HK"),
    ("Taiwan", "TW"),
    ("UAE", "AE"),
    ("European Union", "EU"),
    ("eu", "EU"),
];

#[test]
fn a_law_is_found_by_any_name_of_its_place() {
    let folder = Folder::new();
    for (word, code) in NAMED {
        let text = folder.dmf(["law", "show", word, "breach.authority", "--format", "json"]).run().answer();
        let view: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(view["id"], *code, "{word}");
        let text = folder.dmf(["law", "compare", word, "Thailand", "--format", "json"]).run().answer();
        let view: Value = serde_json::from_str(&text).expect("JSON");
        let places: Vec<&Value> = view["places"].as_array().expect("a list").iter().map(|place| &place["id"]).collect();
        assert_eq!(places, [*code, "TH"], "{word}");
        let text = folder.dmf(["explain", word]).run().answer();
        assert!(text.contains(&format!("place: {code}: ")), "{word}: {text}");
    }
    // A member of a union has the union's law; a building block stays one, whatever country has its letters for a code.
    assert!(folder.dmf(["law", "show", "Holland", "breach"]).run().answer().contains("European Union"));
    let block = folder.dmf(["explain", "POL"]).run().answer();
    assert!(block.contains("building block: POL") && !block.contains("Poland"), "{block}");
}

#[test]
fn a_place_that_is_not_there_is_told_from_one_that_is_none() {
    let folder = Folder::new();
    folder.write("back.md", "# Terms\n\nThe Vendor shall notify the Client of a breach.\n");
    let commands: [&[&str]; 3] =
        [&["law", "show"], &["law", "compare", "SG"], &["mcc", "check", "back.md", "--module", "c2p", "--laws"]];
    for command in commands {
        for (word, hint) in [
            ("Chile", "there is no file for Chile"),
            ("Macau", "there is no file for Macao"),
            ("Vietnm", "did you mean `Vietnam`?"),
            ("Bruneii", "did you mean `Brunei`?"),
            ("Atlantis", "there is no place `Atlantis`; known: `AE`"),
        ] {
            let outcome = folder.dmf(command.iter().chain(&[word])).run().ends(2);
            assert!(outcome.stderr.contains(hint), "{command:?} {word}: {}", outcome.stderr);
        }
    }
}

#[test]
fn the_laws_of_a_check_and_the_filter_of_a_register_know_the_names() {
    let folder = Folder::new();
    folder.copy(root().join("examples/regional-group").as_path(), ".");
    folder.write("back.md", "# Terms\n\nThe Vendor shall notify the Client of a breach.\n");
    let check = ["mcc", "check", "back.md", "--module", "c2p", "--format", "json", "--laws", "Viet Nam,sg,Korea"];
    let view: Value = serde_json::from_str(&folder.dmf(check).run().answer()).expect("JSON");
    assert_eq!(view["laws"]["involved"], serde_json::json!(["KR", "SG", "VN"]));
    for command in [&["transfer", "list", "transfers.yaml"][..], &["transfer", "due", "transfers.yaml", "--all"]] {
        let answer = |country: &str| folder.dmf(command.iter().chain(&["--country", country])).run().answer();
        for (name, code) in [("Viet Nam", "VN"), ("Brunei", "BN"), ("USA", "US"), ("Philippines", "PH")] {
            assert_eq!(answer(name), answer(code), "{name}");
        }
        let outcome = folder.dmf(command.iter().chain(&["--country", "Vietnm"])).run().ends(2);
        assert!(outcome.stderr.contains("did you mean `Vietnam`?"), "{}", outcome.stderr);
    }
}

#[test]
fn a_workspace_is_begun_in_a_country_by_any_name() {
    for (word, code) in [("Laos", "LA"), ("Viet Nam", "VN"), ("burma", "MM"), ("Korea", "KR"), ("Timor", "TL")] {
        let folder = Folder::new();
        folder.dmf(["init", "--name", "Maly", "--country", word, "--profile", "sme"]).run().answer();
        assert!(folder.read("org.yaml").contains(&format!("country: {code}")), "{word}");
    }
    let outcome = Folder::new().dmf(["init", "--name", "M", "--country", "Bruney", "--profile", "sme"]).run().ends(2);
    assert!(outcome.stderr.contains("did you mean `Brunei`?"), "{}", outcome.stderr);
}

/// Files whose schema asks for a code go on asking for it, and say which is meant: the file, what is run, and `%` where the
/// country stands.
const FILES: &[(&str, &str, &str)] = &[
    (
        "org.yaml",
        "assess org.yaml",
        "framework: asean-dmf@1.0.0\norganisation: { name: A, country: % }\nas_of: 2026-11-01\nanswers: { GOV-01: established }\n",
    ),
    (
        "transfers.yaml",
        "transfer list transfers.yaml",
        "transfers:\n  - { id: T, title: T, status: active, exporter: { name: A, country: SG }, importer: { name: B, country: % } }\n",
    ),
    (
        "transfers.yaml",
        "transfer list transfers.yaml",
        "transfers:\n  - { id: T, title: T, status: active, exporter: { name: A, country: SG }, importer: { name: B, country: TH }, legal_bases: { %: consent } }\n",
    ),
    (
        "transfers.csv",
        "transfer import transfers.csv",
        "id,title,status,exporter_name,exporter_country,importer_name,importer_country\nT,T,active,A,SG,B,%\n",
    ),
    ("deal.yaml", "mcc render deal.yaml --draft", "module: c2p\nexporter: { country: % }\n"),
    ("deal.yaml", "mcc render deal.yaml --draft", "module: c2p\ntransfer: { destinations: [%] }\n"),
];

#[test]
fn a_file_asks_for_a_code_and_says_which() {
    for (file, command, text) in FILES {
        for (word, code) in [("Laos", "LA"), ("sg", "SG"), ("Viet Nam", "VN"), ("Bruney", "BN"), ("East Timor", "TL")] {
            let folder = Folder::with(file, text.replace('%', word));
            let outcome = folder.dmf(command.split(' ')).run().ends(3);
            let complaints = outcome.complaints();
            assert_eq!(complaints[0].code, "unknown-country", "{file} {word}: {}", outcome.stderr);
            assert!(outcome.stderr.contains(&format!("did you mean `{code}`?")), "{file} {word}: {}", outcome.stderr);
        }
        let outcome = Folder::with(file, text.replace('%', "Atlantis")).dmf(command.split(' ')).run().ends(3);
        assert!(!outcome.stderr.contains("did you mean"), "{file}: {}", outcome.stderr);
    }
}

#[test]
fn an_assessment_asks_for_a_code_and_says_which() {
    for (word, code) in [("Japan", "JP"), ("Viet Nam", "VN"), ("European Union", "EU")] {
        let folder = Folder::new();
        folder.copy(root().join("examples/regional-group").as_path(), ".");
        folder.replace("impacts/tr-01.yaml", "countries: [JP]", &format!("countries: [{word}]"));
        let outcome = folder.dmf(["transfer", "check", "transfers.yaml"]).run().ends(3);
        assert!(outcome.stderr.contains(&format!("did you mean `{code}`?")), "{word}: {}", outcome.stderr);
    }
}
