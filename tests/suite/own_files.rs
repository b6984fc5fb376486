//! Where no file is named the workspace's own is taken, and what nobody has begun is not held against anybody, nor called a pass.

use crate::harness::{Folder, root};

fn worksheet(name: &str) -> String {
    format!(
        "framework: asean-dmf@1.0.0\norganisation: {{ name: {name}, country: SG, profile: sme }}\nanswers:\n  GOV-01: developing\n"
    )
}

const COMMANDS: [&[&str]; 3] = [&["assess"], &["plan"], &["report", "--format", "text"]];

#[test]
fn the_one_worksheet_of_a_folder_or_of_its_settings_is_taken() {
    for (settings, file) in [("", "org.yaml"), ("assessments = [\"sheets/*.yaml\"]\n", "sheets/a.yaml")] {
        let folder = Folder::with(file, worksheet("Acme"));
        if !settings.is_empty() {
            folder.write("dmf.toml", settings);
        }
        for command in COMMANDS {
            let named = folder.dmf([&command[..1], &[file], &command[1..]].concat()).run().ends(0);
            let own = folder.dmf(command).run().ends(0);
            assert_eq!((own.stdout, own.stderr), (named.stdout, named.stderr), "{command:?}");
        }
        let list = folder.dmf(["portfolio", "--format", "csv"]).run().ends(0).stdout;
        assert!(list.contains("Acme") && list.lines().count() == 2, "{list}");
    }
}

#[test]
fn of_several_worksheets_one_has_to_be_named_and_a_portfolio_takes_all() {
    let folder = Folder::with("dmf.toml", "profile = \"sme\"\n");
    for name in ["alpha", "beta"] {
        folder.write(&format!("assessments/{name}.yaml"), worksheet(name));
    }
    folder.write("elsewhere/gamma.yaml", worksheet("gamma"));
    for command in COMMANDS {
        let outcome = folder.dmf(command).run().ends(2);
        for words in ["has 2 worksheets: `assessments/alpha.yaml`, `assessments/beta.yaml`", "`dmf portfolio`"] {
            assert!(outcome.stderr.contains(words), "{command:?}\n{}", outcome.stderr);
        }
        let named = format!("`dmf {} assessments/alpha.yaml`", command[0]);
        assert!(outcome.stderr.contains(&named), "{}", outcome.stderr);
    }
    let list = folder.dmf(["portfolio", "--format", "csv"]).run().ends(0).stdout;
    assert!(list.contains("alpha") && list.contains("beta") && !list.contains("gamma"), "{list}");
}

#[test]
fn where_there_is_none_nothing_is_judged() {
    let folder = Folder::new();
    for command in COMMANDS {
        let outcome = folder.dmf(command).run().ends(2);
        assert!(outcome.stderr.contains("`dmf init` writes one"), "{command:?}\n{}", outcome.stderr);
    }
    folder.dmf(["portfolio"]).run().ends(3);
}

/// A warning about files that were written a moment ago teaches that warnings mean nothing.
#[test]
fn what_init_wrote_leaves_nothing_to_say_until_somebody_fills_it_in() {
    let folder = Folder::new();
    folder.dmf(["init", "--name", "Acme", "--country", "SG"]).run().answer();
    let told = folder.dmf(["check"]).run().answer();
    assert!(told.contains("every reference closes") && !told.contains("warning"), "{told}");
    let text = folder.read("deal.yaml");
    folder.write("deal.yaml", text.replace("module: c2p\n", "module: c2p\nreference: DPA-1\n"));
    let outcome = folder.dmf(["check"]).run().ends(0);
    assert!(outcome.stdout.contains("schedule-incomplete"), "{}", outcome.stdout);
    assert!(outcome.stderr.contains("unused-agreement"), "{}", outcome.stderr);
}

#[test]
fn a_blank_deal_beside_transfers_is_told() {
    let folder = Folder::with("deal.yaml", "module: c2p\n");
    folder.write("dmf.toml", "profile = \"sme\"\n");
    folder.copy(&root().join("tests/fixtures/transfers.yaml"), "transfers.yaml");
    let outcome = folder.dmf(["check"]).run();
    assert!(outcome.stderr.contains("unused-agreement"), "{}", outcome.stderr);
    assert!(outcome.stdout.contains("schedule-incomplete"), "{}", outcome.stdout);
}

#[test]
fn a_register_without_a_transfer_is_no_pass_and_says_so() {
    let folder = Folder::new();
    folder.dmf(["init", "--name", "Acme", "--country", "SG"]).run().answer();
    let told = folder.dmf(["transfer", "check", "transfers.yaml"]).run().ends(1).stdout;
    assert!(told.contains("no transfer yet") && !told.contains("agreement-without-transfer"), "{told}");
}

/// After `fails` alone, what was asked for reads as what went wrong.
#[test]
fn a_failed_check_says_what_failed_before_what_was_asked_for() {
    let folder = Folder::with("org.yaml", worksheet("Acme"));
    folder.write("transfers.yaml", "transfers: []\n");
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = folder.dmf(["transfer", "check", "transfers.yaml"]).run().ends(1).stdout;
    let due = "FAILS: empty-register, at transfers.yaml:1:12. Asked for: every transfer under way may go on as it is";
    assert!(flat(&told).contains(due), "{told}");
    let told = folder.dmf(["assess", "org.yaml", "--fail-under", "90%", "--fail-on-unanswered"]).run().ends(1).stdout;
    let failed = flat(&told);
    let (_, line) = failed.split_once("FAILS: ").unwrap_or_else(|| panic!("{told}"));
    let (count, rest) = line.split_once(" findings (").unwrap_or_else(|| panic!("{told}"));
    assert!(count.parse::<usize>().is_ok_and(|count| count > 1), "{told}");
    let (codes, asked) = rest.split_once("), the first at org.yaml:").unwrap_or_else(|| panic!("{told}"));
    assert!(codes.contains("17 × not-assessed") && asked.contains(". Asked for: "), "{told}");
    let passes = folder.dmf(["assess", "org.yaml", "--fail-under", "0%"]).run().ends(0).stdout;
    assert!(passes.contains("PASSES: ") && !passes.contains("Asked for"), "{passes}");
}
