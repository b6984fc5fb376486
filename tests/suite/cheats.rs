//! Ways to talk a gate round in one change: each is told by the code that the table of codes says, by `assess` and by
//! `portfolio` alike, against a revision, against a baseline in a file, and where only the rules are named.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    gates::with_git,
    harness::{Folder, Outcome, root},
    policies::{WAIVER, commit, enterprise, lower, overlay},
};

/// A way to cheat: what stood before, what is done, the code that tells of it, and whether that fails.
pub(crate) struct Cheat {
    pub(crate) name: &'static str,
    settings: &'static str,
    prepare: fn(&Folder),
    act: fn(&Folder),
    code: &'static str,
    fails: bool,
    /// Where it is seen: `G` against a revision, `F` against a baseline in a file, `R` where only the rules of a revision are named.
    seen: &'static str,
}

fn nothing(_: &Folder) {}

const fn cheat(
    name: &'static str,
    (settings, prepare): (&'static str, fn(&Folder)),
    act: fn(&Folder),
    (code, fails, seen): (&'static str, bool, &'static str),
) -> Cheat {
    Cheat { name, settings, prepare, act, code, fails, seen }
}

const BARE: (&str, fn(&Folder)) = ("", nothing);
const RECORD: &str = "{ what: Board resolution, ref: a.pdf, effective: 2026-03-12, expires: 2027-03-31 }";

/// A sealed record of the file as it is.
fn seal(folder: &Folder) {
    let hash = folder.hash("a.pdf");
    folder.replace("org.yaml", "ref: a.pdf,", &format!("ref: a.pdf, sha256: {hash}, sealed: true,"));
}

/// The same with its hash, and no seal.
fn hashed(folder: &Folder) {
    seal(folder);
    folder.replace("org.yaml", ", sealed: true", "");
}

/// A key practice that the method of before does not let leave.
fn may_leave(folder: &Folder) {
    pack(folder, "practices/GOV-02.yaml", "key: true\n", "key: true\nnot_applicable: Nobody answers for anything.\n");
}

/// One file of the framework, with one line changed, over what the program carries.
fn pack(folder: &Folder, file: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(root().join("frameworks/asean-dmf").join(file)).expect("it is text");
    assert!(text.contains(from), "{file}: {from}");
    folder.write("dmf.toml", "data = [\"packs\"]\n");
    folder.write(&format!("packs/frameworks/asean-dmf/{file}"), text.replace(from, to));
}

pub(crate) const CHEATS: &[Cheat] = &[
    cheat("an answer lowered", BARE, |folder| lower(folder, "org.yaml"), ("regression", true, "GF")),
    cheat(
        "a waiver of everything that comes with what it excuses",
        BARE,
        |folder| {
            lower(folder, "org.yaml");
            folder.write("dmf.toml", WAIVER);
        },
        ("waiver-not-in-base", true, "G"),
    ),
    cheat(
        "a waiver of one practice",
        ("[gate]\n", nothing),
        |folder| {
            lower(folder, "org.yaml");
            folder.write("dmf.toml", WAIVER.replace("code = \"regression\"\n", ""));
        },
        ("waiver-not-in-base", true, "G"),
    ),
    cheat(
        "a waiver of before that runs longer now",
        (
            "[[waivers]]\ncode = \"regression\"\npractice = \"POL-01\"\nreason = \"It moves\"\nowner = \"DPO\"\nuntil = 2026-11-01\n",
            nothing,
        ),
        |folder| {
            lower(folder, "org.yaml");
            folder.replace("dmf.toml", "2026-11-01", "2027-01-01");
        },
        ("waiver-not-in-base", true, "G"),
    ),
    cheat(
        "a waiver of before for whatever becomes worse",
        ("[[waivers]]\ncode = \"regression\"\nreason = \"It moves\"\nowner = \"DPO\"\nuntil = 2027-05-01\n", nothing),
        |folder| lower(folder, "org.yaml"),
        ("waiver-without-practice", true, "GF"),
    ),
    cheat(
        "a waiver of before whose reason says nothing",
        (
            "[[waivers]]\npractice = \"POL-01\"\nreason = \"too expensive\"\nowner = \"DPO\"\nuntil = 2027-05-01\n",
            nothing,
        ),
        |folder| lower(folder, "org.yaml"),
        ("waiver-says-nothing", true, "GF"),
    ),
    cheat(
        "a waiver of before that nobody owns",
        ("[[waivers]]\npractice = \"POL-01\"\nreason = \"It moves\"\nowner = \"me\"\nuntil = 2027-05-01\n", nothing),
        |folder| lower(folder, "org.yaml"),
        ("waiver-says-nothing", true, "GF"),
    ),
    cheat(
        "a profile that asks less, and an answer that it does not ask",
        BARE,
        |folder| {
            folder.replace("org.yaml", "profile: enterprise", "profile: sme");
            folder.replace("org.yaml", "GOV-09: established", "GOV-09: none");
        },
        ("regression", true, "GF"),
    ),
    cheat(
        "a profile that asks less",
        BARE,
        |folder| folder.replace("org.yaml", "profile: enterprise", "profile: sme"),
        ("profile-narrowed", false, "GFR"),
    ),
    cheat(
        "a profile that asks less, from the settings",
        ("profile = \"enterprise\"\n", |folder| folder.replace("org.yaml", ", profile: enterprise", "")),
        |folder| {
            folder.write("dmf.toml", "profile = \"sme\"\n");
            folder.replace("org.yaml", "GOV-09: established", "GOV-09: none");
        },
        ("regression", true, "GF"),
    ),
    cheat(
        "dated evidence for a word",
        BARE,
        |folder| folder.replace("org.yaml", RECORD, "{ what: x }"),
        ("evidence-weaker", true, "GFR"),
    ),
    cheat(
        "evidence without an end",
        BARE,
        |folder| folder.replace("org.yaml", ", expires: 2027-03-31", ""),
        ("evidence-weaker", true, "GFR"),
    ),
    cheat(
        "evidence without its document",
        BARE,
        |folder| folder.replace("org.yaml", " ref: a.pdf,", ""),
        ("evidence-weaker", true, "GFR"),
    ),
    cheat(
        "a document that nobody can see",
        BARE,
        |folder| folder.replace("org.yaml", "ref: a.pdf", "ref: \"\u{200b}\""),
        ("evidence-weaker", true, "GFR"),
    ),
    cheat(
        "a second record that never ends",
        BARE,
        |folder| folder.replace("org.yaml", "    evidence:\n", "    evidence:\n      - { what: x }\n"),
        ("evidence-weaker", true, "GFR"),
    ),
    cheat(
        "a file for a citation",
        BARE,
        |folder| folder.replace("org.yaml", "ref: a.pdf", "owner: Board, ref: \"https://intranet.example/a\""),
        ("evidence-weaker", true, "GFR"),
    ),
    cheat(
        "the file itself deleted",
        BARE,
        |folder| std::fs::remove_file(folder.join("a.pdf")).expect("it was there"),
        ("evidence-weaker", true, "GFR"),
    ),
    cheat(
        "a seal taken away",
        ("", seal),
        |folder| folder.replace("org.yaml", ", sealed: true", ""),
        ("seal-removed", true, "GFR"),
    ),
    cheat(
        "a sealed file replaced with its hash",
        ("", seal),
        |folder| {
            let was = folder.hash("a.pdf");
            folder.write("a.pdf", "another resolution of the board");
            let is = folder.hash("a.pdf");
            folder.replace("org.yaml", &was, &is);
        },
        ("sealed-replaced", false, "GFR"),
    ),
    cheat(
        "a new first day beside an old hash",
        ("", |folder| {
            hashed(folder);
            folder.replace("org.yaml", ", expires: 2027-03-31", "");
        }),
        |folder| folder.replace("org.yaml", "effective: 2026-03-12", "effective: 2026-11-01"),
        ("evidence-redated", true, "GFR"),
    ),
    cheat(
        "a new last day beside an old hash",
        ("", hashed),
        |folder| folder.replace("org.yaml", "expires: 2027-03-31", "expires: 2028-03-31"),
        ("evidence-redated", true, "GFR"),
    ),
    cheat(
        "a day of gathering beside a sealed hash",
        ("", |folder| {
            seal(folder);
            folder.replace("org.yaml", ", expires: 2027-03-31", "");
        }),
        |folder| folder.replace("org.yaml", "sealed: true,", "sealed: true, collected: 2026-11-20,"),
        ("evidence-redated", true, "GFR"),
    ),
    cheat(
        "an old file under another name and day",
        ("", hashed),
        |folder| {
            folder.write("b.pdf", folder.bytes("a.pdf"));
            folder.replace("org.yaml", "ref: a.pdf", "ref: b.pdf");
            folder.replace("org.yaml", "expires: 2027-03-31", "expires: 2028-03-31");
        },
        ("evidence-redated", true, "GFR"),
    ),
    cheat(
        "a new day beside an old hash, confirmed by a word that names nobody",
        ("", hashed),
        |folder| {
            let renewed = "confirmed: { by: tbd, on: 2026-11-20 }, expires: 2028-03-31";
            folder.replace("org.yaml", "expires: 2027-03-31", renewed);
        },
        ("evidence-redated", true, "GFR"),
    ),
    cheat(
        "a new day of a file without a hash that is what it was",
        BARE,
        |folder| folder.replace("org.yaml", "expires: 2027-03-31", "expires: 2028-03-31"),
        ("evidence-redated", false, "GFR"),
    ),
    cheat(
        "the seal of all records taken away",
        ("[evidence]\nsealed = true\n", |folder| {
            seal(folder);
            folder.replace("org.yaml", ", sealed: true", "");
        }),
        |folder| folder.write("dmf.toml", "# nothing\n"),
        ("gate-loosened", true, "GR"),
    ),
    cheat(
        "an answer taken back",
        BARE,
        |folder| folder.replace("org.yaml", "  POL-01: developing\n", ""),
        ("regression", true, "GF"),
    ),
    cheat(
        "an answer that does not apply any more",
        BARE,
        |folder| folder.replace("org.yaml", "POL-01: developing", "POL-01: { not_applicable: x }"),
        ("regression", true, "GF"),
    ),
    cheat(
        "what was not answered does not apply",
        BARE,
        |folder| {
            folder.replace(
                "org.yaml",
                "  POL-01:",
                "  INN-05: { not_applicable: We have no such model here }\n  POL-01:",
            );
        },
        ("not-applicable-added", false, "GFR"),
    ),
    cheat(
        "an older version of the framework",
        BARE,
        |folder| folder.replace("org.yaml", "framework: asean-dmf", "framework: asean-dmf@1.0.0"),
        ("method-changed", true, "GFR"),
    ),
    cheat(
        "answers that the older version does not ask, under its name",
        (
            "[[waivers]]\ncode = \"method-changed\"\nreason = \"It moves\"\nowner = \"DPO\"\nuntil = 2027-05-01\n",
            |folder| {
                folder.replace("org.yaml", "POL-01: developing", "POL-01: developing\n  LCM-11: established");
            },
        ),
        |folder| {
            folder.replace("org.yaml", "framework: asean-dmf", "framework: asean-dmf@1.0.0");
            folder.replace("org.yaml", "\n  LCM-11: established", "");
        },
        ("regression", true, "GF"),
    ),
    cheat(
        "a share of a pack",
        BARE,
        |folder| {
            folder.write("dmf.toml", "data = [\"packs\"]\n");
            folder.write("packs/frameworks/asean-dmf/method.toml", overlay("reach_share = 8000", "reach_share = 1000"));
        },
        ("method-changed", true, "GFR"),
    ),
    cheat(
        "a weight of a pack",
        BARE,
        |folder| pack(folder, "practices/GOV-02.yaml", "weight: 1\n", "weight: 9\n"),
        ("method-changed", true, "GFR"),
    ),
    cheat(
        "a key practice of a pack",
        BARE,
        |folder| pack(folder, "practices/GOV-02.yaml", "key: true\n", "key: false\n"),
        ("method-changed", true, "GFR"),
    ),
    cheat("a key practice that may leave now", BARE, may_leave, ("method-changed", true, "GFR")),
    cheat(
        "what a citation is worth",
        BARE,
        |folder| {
            folder.write("dmf.toml", "data = [\"packs\"]\n");
            let method = overlay("cited = \"developing\"", "cited = \"advanced\"");
            folder.write("packs/frameworks/asean-dmf/method.toml", method);
        },
        ("method-changed", true, "GFR"),
    ),
    cheat(
        "the sentence of a level",
        BARE,
        |folder| pack(folder, "practices/GOV-02.yaml", "For no dataset with personal data", "For some dataset"),
        ("level-text-changed", false, "GFR"),
    ),
    cheat(
        "the question of a practice",
        BARE,
        |folder| pack(folder, "practices/GOV-02.yaml", "How far is it written down who", "Is it known who"),
        ("level-text-changed", false, "GFR"),
    ),
    cheat(
        "what a level means",
        BARE,
        |folder| pack(folder, "method.toml", "Written down and partly used.", "Somebody has thought of it."),
        ("level-text-changed", false, "GFR"),
    ),
    cheat(
        "a unit of the glossary",
        BARE,
        |folder| pack(folder, "glossary.toml", "a copy kept for another purpose counts again", "a copy never counts"),
        ("level-text-changed", false, "GR"),
    ),
    cheat(
        "what a profile aims at",
        BARE,
        |folder| pack(folder, "method.toml", "target = \"established\"", "target = \"none\""),
        ("target-lowered", false, "GFR"),
    ),
    cheat(
        "a newer version that nobody published",
        BARE,
        |folder| {
            pack(folder, "pack.toml", "version = \"2.0.0\"", "version = \"9.0.0\"");
            pack(folder, "map.toml", "to = \"2.0.0\"", "to = \"9.0.0\"");
        },
        ("method-changed", true, "GR"),
    ),
    cheat(
        "a gate taken away",
        ("[gate]\nfail_on = [\"stale-evidence\"]\n", nothing),
        |folder| folder.write("dmf.toml", "# nothing\n"),
        ("gate-loosened", true, "GR"),
    ),
    cheat(
        "the settings deleted",
        ("[gate]\nfail_on = [\"stale-evidence\"]\n", nothing),
        |folder| std::fs::remove_file(folder.join("dmf.toml")).expect("it was there"),
        ("gate-loosened", true, "GR"),
    ),
    cheat(
        "a floor lowered",
        ("[gate]\nfail_under = \"advanced\"\n", nothing),
        |folder| folder.write("dmf.toml", "[gate]\nfail_under = \"none\"\n"),
        ("below-level", true, "GR"),
    ),
    cheat(
        "longer waivers",
        ("[gate]\nwaiver_days = 30\n", nothing),
        |folder| folder.write("dmf.toml", "[gate]\nwaiver_days = 3650\n"),
        ("gate-loosened", true, "GR"),
    ),
    cheat(
        "a target lowered",
        ("", |folder| folder.replace("org.yaml", "as_of:", "targets: { default: advanced }\nas_of:")),
        |folder| folder.replace("org.yaml", "default: advanced", "default: foundational"),
        ("target-lowered", false, "GFR"),
    ),
    cheat(
        "another name",
        BARE,
        |folder| folder.replace("org.yaml", "name: Rig", "name: Rog"),
        ("organisation-renamed", false, "GR"),
    ),
    cheat(
        "a worksheet that is closed before its answers were given",
        BARE,
        |folder| {
            folder.write("org.yaml", "framework: asean-dmf\norganisation: { name: Rig, country: SG, profile: enterprise }\nclosed: 1900-01-01\nanswers: {}\n");
        },
        ("closed-day", true, "GR"),
    ),
];

/// Codes of errors and warnings in a log of results.
fn codes(outcome: &Outcome) -> BTreeSet<(String, String)> {
    let log: Value =
        serde_json::from_str(&outcome.stdout).unwrap_or_else(|_| panic!("{}{}", outcome.stdout, outcome.stderr));
    let results = log["runs"][0]["results"].as_array().expect("a log has results").iter();
    let of = |result: &Value| {
        let rule = result["ruleId"].as_str().unwrap_or_default();
        (rule.split('/').next().unwrap_or_default().to_owned(), result["level"].as_str().unwrap_or_default().to_owned())
    };
    results.map(of).filter(|(_, level)| level != "note").collect()
}

/// The repository after a cheat.
fn cheated(cheat: &Cheat) -> Folder {
    let folder = enterprise(cheat.settings);
    (cheat.prepare)(&folder);
    if !folder.join("b.json").exists() {
        let written = with_git(&folder, &["assess", "org.yaml", "--no-gate", "--write-baseline", "b.json"]);
        assert_eq!(written.code, Some(0), "{}: {}", cheat.name, written.stderr);
    }
    commit(&folder);
    (cheat.act)(&folder);
    folder
}

const GIT: &[&str] = &["--baseline", "git:HEAD", "--fail-on-regression"];

#[test]
fn no_way_to_cheat_in_one_change_passes_and_each_says_why() {
    let mut wrong = String::new();
    for cheat in CHEATS.iter().filter(|cheat| cheat.seen.contains('G')) {
        let folder = cheated(cheat);
        for format in ["table", "github", "sarif", "junit", "gitlab", "json"] {
            let outcome = with_git(&folder, &[&["assess", "org.yaml", "--format", format, "--all"], GIT].concat());
            let said = outcome.stdout.contains(cheat.code) || outcome.stderr.contains(cheat.code);
            if outcome.code != Some(i32::from(cheat.fails)) || !said {
                wrong.push_str(&format!("{}, {format}: {:?}, {}\n", cheat.name, outcome.code, cheat.code));
                if format == "table" {
                    wrong.push_str(&format!("{}{}\n", outcome.stdout, outcome.stderr));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A portfolio lets nothing pass that `assess` does not, and tells the same codes.
#[test]
fn a_portfolio_tells_of_each_way_to_cheat_what_assess_tells() {
    let mut wrong = String::new();
    for cheat in CHEATS {
        let folder = cheated(cheat);
        let gates = [('G', GIT), ('R', &["--policy", "git:HEAD", "--fail-under", "none"])];
        for (_, gate) in gates.into_iter().filter(|(seen, _)| cheat.seen.contains(*seen)) {
            let one = |command: &str| with_git(&folder, &[&[command, "org.yaml", "--format", "sarif"], gate].concat());
            let (assess, portfolio) = (one("assess"), one("portfolio"));
            // Where nothing is left to judge there is no whole answer.
            if portfolio.code < assess.code || codes(&assess) != codes(&portfolio) {
                let (left, right) = (codes(&assess), codes(&portfolio));
                let only =
                    |one: &BTreeSet<_>, other: &BTreeSet<_>| format!("{:?}", one.difference(other).collect::<Vec<_>>());
                wrong.push_str(&format!(
                    "{} {gate:?}: {:?} {:?}: only assess {}, only portfolio {}\n",
                    cheat.name,
                    assess.code,
                    portfolio.code,
                    only(&left, &right),
                    only(&right, &left)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What a revision shows, a baseline in a file shows as well; and where only rules are named the method is theirs.
#[test]
fn a_baseline_in_a_file_and_rules_alone_show_what_a_revision_shows() {
    let mut wrong = String::new();
    let against: [(char, &[&str]); 2] = [
        ('F', &["--baseline", "b.json", "--fail-on-regression"]),
        ('R', &["--policy", "git:HEAD", "--fail-under", "none"]),
    ];
    for cheat in CHEATS {
        let folder = cheated(cheat);
        for (_, gate) in against.iter().filter(|(seen, _)| cheat.seen.contains(*seen)) {
            let outcome = with_git(&folder, &[&["assess", "org.yaml", "--format", "sarif"], *gate].concat());
            let told = codes(&outcome).iter().any(|(code, _)| code == cheat.code);
            let code = i32::from(cheat.fails);
            if outcome.code != Some(code) || !told {
                wrong.push_str(&format!("{} {gate:?}: {:?} {:?}\n", cheat.name, outcome.code, codes(&outcome)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn an_honest_change_passes_in_one_go() {
    /// Its name, the settings before, what is done, and the code that tells of it; none where nothing is worth a word.
    type Change = (&'static str, &'static str, fn(&Folder), &'static str);
    const CHANGES: &[Change] = &[
        ("an answer raised", "", |folder| folder.replace("org.yaml", "POL-01: developing", "POL-01: established"), ""),
        (
            "evidence renewed",
            "",
            |folder| {
                folder.replace(
                    "org.yaml",
                    "effective: 2026-03-12, expires: 2027-03-31",
                    "effective: 2026-11-01, expires: 2027-11-30",
                );
            },
            "",
        ),
        (
            "evidence renewed beside its hash, by somebody with a name",
            "",
            |folder| {
                hashed(folder);
                commit(folder);
                let renewed = "confirmed: { by: Ben, on: 2026-11-20 }, expires: 2028-03-31";
                folder.replace("org.yaml", "expires: 2027-03-31", renewed);
            },
            "",
        ),
        (
            "evidence replaced by what was made since",
            "",
            |folder| {
                hashed(folder);
                commit(folder);
                let was = folder.hash("a.pdf");
                folder.write("a.pdf", "the resolution of this year");
                folder.replace("org.yaml", &was, &folder.hash("a.pdf"));
                folder.replace(
                    "org.yaml",
                    "effective: 2026-03-12, expires: 2027-03-31",
                    "effective: 2026-11-01, expires: 2027-11-30",
                );
            },
            "evidence-replaced",
        ),
        (
            "a day that was mistyped, and ends no later",
            "",
            |folder| {
                hashed(folder);
                commit(folder);
                folder.replace("org.yaml", "effective: 2026-03-12", "effective: 2026-03-11");
            },
            "",
        ),
        (
            "more evidence",
            "",
            |folder| {
                folder.replace(
                "org.yaml",
                "    evidence:\n",
                "    evidence:\n      - { what: Charter, ref: b.pdf, effective: 2026-01-01, expires: 2027-01-31 }\n",
            );
            },
            "",
        ),
        (
            "a record that has ended goes",
            "",
            |folder| {
                let ended = "      - { what: Old, ref: o.pdf, effective: 2025-01-01, expires: 2026-01-31 }\n";
                folder.replace("org.yaml", "    evidence:\n", &format!("    evidence:\n{ended}"));
                commit(folder);
                folder.replace("org.yaml", ended, "");
            },
            "",
        ),
        (
            "two records become one that says all",
            "",
            |folder| {
                let second = "      - { what: Charter, ref: b.pdf, effective: 2026-01-01, expires: 2027-01-31 }\n";
                folder.replace("org.yaml", "    evidence:\n", &format!("    evidence:\n{second}"));
                commit(folder);
                folder.replace("org.yaml", second, "");
            },
            "",
        ),
        (
            "a wider profile",
            "",
            |folder| folder.replace("sub/deep/org.yaml", "profile: sme", "profile: enterprise"),
            "profile-widened",
        ),
        (
            "a policy tightened",
            "[gate]\n",
            |folder| {
                folder.write("dmf.toml", "[gate]\nfail_on = [\"stale-evidence\"]\nwaiver_days = 30\n");
            },
            "gate-tightened",
        ),
        (
            "a waiver renewed before its end",
            WAIVER,
            |folder| {
                lower(folder, "org.yaml");
                folder.replace("dmf.toml", "2027-05-01", "2027-05-20");
            },
            "waiver-added",
        ),
        (
            "a framework that moves to its newest version",
            "",
            |folder| {
                folder.replace("org.yaml", "framework: asean-dmf", "framework: asean-dmf@1.0.0");
                commit(folder);
                folder.replace("org.yaml", "framework: asean-dmf@1.0.0", "framework: asean-dmf@2.0.0");
            },
            "method-changed",
        ),
        ("a waiver that excuses nothing any more", WAIVER, |folder| folder.write("dmf.toml", "# none\n"), ""),
        ("a waiver for later", "", |folder| folder.write("dmf.toml", WAIVER), "waiver-added"),
        (
            "a market left",
            "",
            |folder| {
                let closed = "framework: asean-dmf\norganisation: { name: Deep, country: SG }\nclosed: 2026-11-01\nanswers: {}\n";
                folder.write("sub/deep/org.yaml", closed);
            },
            "worksheet-closed",
        ),
        (
            "a worksheet split",
            "",
            |folder| {
                let own = folder.read("org.yaml").replace("name: Rig", "name: Rig Logistics");
                folder.write("logistics/org.yaml", own.replace("ref: a.pdf", "ref: ../a.pdf"));
            },
            "",
        ),
        (
            "a hash taken",
            "",
            |folder| {
                let hash = folder.hash("a.pdf");
                folder.replace("org.yaml", "ref: a.pdf,", &format!("ref: a.pdf, sha256: {hash},"));
            },
            "",
        ),
        (
            "a profile grown with its new practices answered",
            "",
            |folder| {
                folder.replace("sub/deep/org.yaml", "profile: sme", "profile: enterprise");
                folder.replace("sub/deep/org.yaml", "POL-01: developing", "POL-01: developing\n  GOV-05: developing");
            },
            "profile-widened",
        ),
    ];
    for (name, settings, change, code) in CHANGES {
        let folder = enterprise(settings);
        change(&folder);
        let gate = [&["org.yaml", "sub/deep/org.yaml"], GIT, &["--format", "json"]].concat();
        let outcome = with_git(&folder, &[&["assess"], &gate[..]].concat());
        assert_eq!(outcome.code, Some(0), "{name}: {}{}", outcome.stdout, outcome.stderr);
        assert!(outcome.stdout.contains(code), "{name} does not say {code}: {}", outcome.stdout);
        let outcome = with_git(&folder, &[&["portfolio", "."], GIT].concat());
        assert_eq!(outcome.code, Some(0), "{name}: {}{}", outcome.stdout, outcome.stderr);
    }
}

/// Whoever is closed does not go on under another file, in one change or in two.
#[test]
fn a_closed_company_does_not_go_on_in_another_worksheet() {
    let folder = enterprise("");
    let going_on = folder.read("org.yaml").replace("POL-01: developing", "POL-01: none");
    let closed = "framework: asean-dmf\norganisation: { name: Rig, country: SG }\nclosed: 2026-11-20\nanswers: {}\n";
    folder.write("org.yaml", closed);
    folder.write("new.yaml", going_on.replace("name: Rig", "name: \"R\u{200b}ig.\""));
    let told = |command: &str, file: &str, code: &str| {
        let outcome = with_git(&folder, &[&[command, file, "--format", "sarif"], GIT].concat()).ends(1);
        assert!(codes(&outcome).contains(&(code.to_owned(), "error".to_owned())), "{command}: {}", outcome.stdout);
    };
    told("assess", "new.yaml", "duplicate-organisation");
    told("assess", "new.yaml", "regression");
    told("portfolio", ".", "duplicate-organisation");
    // In a change of its own it is told as well.
    std::fs::remove_file(folder.join("new.yaml")).expect("it was there");
    commit(&folder);
    folder.write("new.yaml", &going_on);
    told("assess", "new.yaml", "duplicate-organisation");
    told("portfolio", ".", "duplicate-organisation");
    // Another organisation begins whenever it wants to.
    folder.write("new.yaml", going_on.replace("name: Rig", "name: Other"));
    with_git(&folder, &[&["assess", "new.yaml"], GIT].concat()).ends(0);
    with_git(&folder, &[&["portfolio", "."], GIT].concat()).ends(0);
}

/// Nothing to judge is not a pass.
#[test]
fn a_gate_on_closed_worksheets_alone_judges_nothing() {
    let folder = enterprise("");
    let closed = "framework: asean-dmf\norganisation: { name: Rig, country: SG }\nclosed: 2026-11-20\nanswers: {}\n";
    folder.write("org.yaml", closed);
    let outcome = with_git(&folder, &["assess", "org.yaml", "--fail-under", "none"]).ends(1);
    assert!(outcome.stdout.contains("error[empty-input]"), "{}", outcome.stdout);
    with_git(&folder, &["assess", "org.yaml"]).ends(0);
    with_git(&folder, &["assess", "org.yaml", "sub/deep/org.yaml", "--fail-under", "none"]).ends(0);
}

/// Whatever the format, a portfolio says what fails and what is warned of, and its figures agree.
#[test]
fn a_portfolio_says_the_same_in_every_format() {
    let folder = enterprise("");
    lower(&folder, "org.yaml");
    folder.replace("sub/deep/org.yaml", "name: Deep", "name: Deeper");
    for format in ["table", "markdown", "json", "ndjson", "github", "sarif", "junit", "gitlab"] {
        let outcome = with_git(&folder, &[&["portfolio", ".", "--format", format], GIT].concat()).ends(1);
        for word in ["regression", "POL-01", "organisation-renamed"] {
            assert!(outcome.stdout.contains(word), "{format} does not say {word}: {}", outcome.stdout);
        }
    }
    let table = with_git(&folder, &[&["portfolio", "."], GIT].concat()).ends(1).stdout;
    assert!(table.contains("FAILS: "), "{table}");
    let json = |folder: &Folder| -> Value {
        let outcome = with_git(folder, &[&["portfolio", ".", "--format", "json"], GIT].concat());
        serde_json::from_str(&outcome.stdout).unwrap_or_else(|_| panic!("{}", outcome.stdout))
    };
    let answer = json(&folder);
    let of_rows: u64 =
        answer["organisations"].as_array().into_iter().flatten().filter_map(|row| row["failing"].as_u64()).sum();
    assert!(of_rows > 0 && answer["verdict"]["failing"] == of_rows, "{answer}");
    assert_eq!((&answer["summary"]["failing"], &answer["verdict"]["passes"]), (&1.into(), &false.into()));
    commit(&folder);
    let answer = json(&enterprise(""));
    assert_eq!((&answer["summary"]["failing"], &answer["verdict"]["failing"]), (&0.into(), &0.into()));
    assert_eq!(answer["verdict"]["passes"], true);
    assert!(with_git(&enterprise(""), &[&["portfolio", "."], GIT].concat()).ends(0).stdout.contains("PASSES: "));
}

#[test]
fn an_explained_figure_ends_as_the_gate_does_and_what_is_left_out_is_said() {
    let folder = enterprise("[gate]\nfail_under = \"advanced\"\n");
    let outcome = with_git(&folder, &["assess", "org.yaml", "--explain", "GOV"]).ends(1);
    assert!(outcome.stdout.contains("GOV") && outcome.stderr.contains("the gate fails"), "{}", outcome.stderr);
    with_git(&folder, &["assess", "org.yaml", "--explain", "GOV", "--no-gate"]).ends(0);
    let outcome =
        with_git(&folder, &["assess", "org.yaml", "--no-gate", "--fail-under", "none", "--set", "GOV-02=4"]).ends(0);
    let words = outcome.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("PASSES: ") && words.contains("(`--no-gate`)"), "{words}");
    assert!(words.contains("as if GOV-02=4, which nobody answered"), "{words}");
    let outcome = with_git(&enterprise(""), &["assess", "org.yaml", "--no-gate", "--fail-under", "none"]).ends(0);
    assert!(!outcome.stdout.contains("--no-gate"), "nothing was left out: {}", outcome.stdout);
}

#[test]
fn a_day_before_the_commit_that_is_judged_is_told() {
    let folder = enterprise("");
    folder.replace("org.yaml", "POL-01: developing", "POL-01: established");
    let on = |day: &str, code: &str| {
        let outcome = with_git(&folder, &[&["assess", "org.yaml", "--today", day], GIT].concat()).ends(0);
        assert_eq!(outcome.stdout.contains("today-before-commit"), !code.is_empty(), "{day}: {}", outcome.stdout);
    };
    on("2026-11-20", "today-before-commit");
    on("2026-11-23", "");
    on("2026-11-24", "");
    let outcome =
        with_git(&folder, &[&["portfolio", ".", "--today", "2026-11-20", "--format", "github"], GIT].concat()).ends(0);
    assert_eq!(outcome.stdout.matches("today-before-commit").count(), 1, "{}", outcome.stdout);
}

/// A comparison says of a change what the gate says of it.
#[test]
fn a_comparison_shows_evidence_reasons_and_rules() {
    let folder = enterprise("[gate]\nfail_under = \"advanced\"\n");
    folder.replace("org.yaml", RECORD, "{ what: x }");
    folder.replace("org.yaml", "  POL-01:", "  INN-05: { not_applicable: We have no such model here }\n  POL-01:");
    folder.write("dmf.toml", "# nothing\n");
    for format in ["table", "markdown", "json", "csv"] {
        let outcome = with_git(&folder, &["diff", "git:HEAD", "org.yaml", "--format", format]).ends(0);
        for code in ["evidence-weaker", "not-applicable-added", "gate-loosened"] {
            assert!(outcome.stdout.contains(code), "{format} does not say {code}: {}", outcome.stdout);
        }
    }
    commit(&folder);
    let outcome = with_git(&folder, &["diff", "git:HEAD", "org.yaml"]).ends(0);
    assert!(outcome.stdout.contains("gate-loosened"), "HEAD is held against its parent: {}", outcome.stdout);
}

/// A worksheet that the base does not have is judged by the packs of the base, and an older version by the newest as well.
#[test]
fn a_new_worksheet_chooses_neither_its_version_nor_its_packs() {
    const RULES: &[&str] = &["--policy", "git:HEAD", "--fail-under", "none"];
    const FLOOR: &[&str] = &["--baseline", "git:HEAD", "--fail-under", "1%", "--by", "evidenced"];
    let new = |folder: &Folder, framework: &str| {
        let text = folder.read("org.yaml").replace("name: Rig", "name: New").replace(RECORD, "{ what: Charter }");
        folder.write("new.yaml", text.replace("framework: asean-dmf", &format!("framework: {framework}")));
    };
    let told = |folder: &Folder, gate: &[&str], ends: i32, code: &str| {
        for command in ["assess", "portfolio"] {
            let outcome = with_git(folder, &[&[command, "new.yaml", "--format", "sarif"], gate].concat());
            assert_eq!(outcome.code, Some(ends), "{command} {gate:?}: {}{}", outcome.stdout, outcome.stderr);
            let found = codes(&outcome).iter().any(|(found, _)| found == code);
            assert!(found || code.is_empty(), "{command} {gate:?}: {code}: {}", outcome.stdout);
        }
    };
    // Under 1.0.0 any word is evidence.
    let folder = enterprise("");
    new(&folder, "asean-dmf@1.0.0");
    told(&folder, FLOOR, 1, "below-level");
    for gate in [RULES, GIT] {
        told(&folder, gate, 0, "older-version");
    }
    told(&folder, &["--fail-under", "1%", "--by", "evidenced"], 0, "");
    let noted = with_git(&folder, &["assess", "new.yaml", "--fail-under", "none", "--format", "json"]);
    assert!(noted.stdout.contains("older-version"), "nobody knows what it had: {}", noted.stdout);
    // One that had it in the base keeps to it.
    commit(&folder);
    folder.replace("new.yaml", "as_of: 2026-10-01", "as_of: 2026-10-02");
    told(&folder, FLOOR, 0, "");
    let kept = with_git(&folder, &[&["assess", "new.yaml", "--format", "json"], GIT].concat());
    assert!(!kept.stdout.contains("older-version"), "{}", kept.stdout);
    // Packs that come with it.
    let folder = enterprise("");
    new(&folder, "asean-dmf");
    folder.write("dmf.toml", "data = [\"packs\"]\n");
    folder.write("packs/frameworks/asean-dmf/method.toml", overlay("reach_share = 8000", "reach_share = 1000"));
    for gate in [RULES, GIT] {
        told(&folder, gate, 1, "method-changed");
    }
}
