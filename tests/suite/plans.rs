//! The plans of the examples: nothing before what it waits for, and no role with more work than time.

use std::{collections::BTreeMap, path::Path};

use jiff::{
    ToSpan,
    civil::{Date, Weekday, date},
};
use serde_json::Value;

use crate::harness::{Folder, root};

const START: Date = date(2027, 1, 4);

fn day(item: &Value, key: &str) -> Date {
    item[key].as_str().expect("a day is text").parse().expect("a day is a date")
}

/// Person-days, in thousandths, that a role has from the first of the starting month to the evening of `day`.
fn available(capacity: u64, day: Date) -> u64 {
    let works = |day: &Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let month: Vec<Date> =
        day.first_of_month().series(1.day()).take_while(|other| other.month() == day.month()).filter(works).collect();
    let passed = month.iter().filter(|other| **other <= day).count() as u64;
    let months = i64::from(day.year() - START.year()) * 12 + i64::from(day.month() - START.month());
    capacity * 1_000 * (u64::try_from(months).expect("plans look ahead") * month.len() as u64 + passed)
        / month.len() as u64
}

#[test]
fn plans_of_the_examples_keep_order_and_capacity() {
    for example in ["sg-payments", "la-shop", "id-hospital"] {
        let file = root().join("examples").join(example).join("org.yaml");
        let file = file.to_str().expect("the path is text");
        let text = Folder::new().dmf(["plan", file, "--start", &START.to_string(), "--format", "json"]).run().answer();
        let plan: Value = serde_json::from_str(&text).expect("JSON");
        let items = plan["items"].as_array().expect("a list");
        assert!(items.len() > 10, "{example} has something to do");
        for item in items {
            for before in item["after"].as_array().expect("a list") {
                let before = &items[usize::try_from(before.as_u64().expect("a number")).expect("a small one") - 1];
                assert!(day(before, "due") < day(item, "start"), "{example}: {item} starts before {before} is done");
            }
        }
        let capacity: BTreeMap<&str, u64> = plan["by_role"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|role| (role["id"].as_str().expect("text"), role["capacity"].as_u64().expect("a number")))
            .collect();
        for (role, capacity) in capacity {
            let mut work: Vec<&Value> = items.iter().filter(|item| item["role"] == role).collect();
            work.sort_by_key(|item| day(item, "due"));
            let mut done = 0;
            for item in work {
                done += 1_000 * item["effort"].as_u64().expect("a number");
                let due = day(item, "due");
                assert!(done <= available(capacity, due), "{example}: {role} has done {done} by {due}");
            }
        }
    }
}

/// A framework of `practices`, each of whose first actions waits for the practice before it.
fn chain(practices: usize) -> Folder {
    let pack = shipped("frameworks/asean-dmf@1.0.0/pack.toml").replacen("\"asean-dmf\"", "\"chain\"", 1);
    let folder = Folder::with("data/frameworks/chain/pack.toml", pack);
    folder.write("data/frameworks/chain/method.toml", shipped("frameworks/asean-dmf@1.0.0/method.toml"));
    folder.write(
        "data/frameworks/chain/blocks.toml",
        "[[blocks]]\nid = \"A\"\ntitle = \"A\"\nweight = 1\nsummary = \"All.\"\n",
    );
    let words = |level: &str| format!("  {level}: It is {level}.\n");
    let levels = ["none", "foundational", "developing", "established", "advanced"];
    for at in 0..practices {
        let text = |level: &&str| {
            let needs = match (*level, at) {
                (_, 0) => String::new(),
                ("foundational", _) => format!(", needs: {{ P-{:04}: advanced }}", at - 1),
                _ => String::new(),
            };
            format!("  {level}: {{ do: Do it., role: dpo, effort: {{ sme: 1, enterprise: 1 }}{needs} }}\n")
        };
        let actions: String = levels[1..].iter().map(text).collect();
        let levels: String = levels.map(words).concat();
        folder.write(
            &format!("data/frameworks/chain/practices/P-{at:04}.yaml"),
            format!(
                "id: P-{at:04}\ntitle: A link\nblock: A\nstep: initiate\nquestion: What?\nwhy: For it.\nweight: 1\n\
                 key: true\nprofiles: [sme, enterprise]\nlevels:\n{levels}evidence:\n\
                 \x20 - {{ what: A paper, shows: established }}\nactions:\n{actions}"
            ),
        );
    }
    folder.write("org.yaml", "framework: chain\norganisation: { name: A, country: SG }\nanswers: {}\n");
    folder
}

fn shipped(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).expect("a file of the project")
}

#[test]
fn a_chain_of_prerequisites_may_be_as_long_as_the_framework() {
    let folder = chain(1_500);
    let run =
        folder.dmf(["plan", "org.yaml", "--data", "data", "--format", "json", "--start", &START.to_string()]).run();
    let plan: Value = serde_json::from_str(&run.answer()).expect("JSON");
    let items = plan["items"].as_array().expect("a list");
    // The last is asked for no more than its target, the others for the top, so that the next can begin.
    assert_eq!(items.len(), 1_499 * 4 + 3);
    assert_eq!(items[0]["practice"], "P-0000");
    assert_eq!(items[items.len() - 1]["practice"], "P-1499");
}

/// `dmf plan` of an example with more arguments, as JSON; it ends with `code`.
#[track_caller]
fn planned(example: &str, more: &[&str], code: i32) -> Value {
    let file = root().join("examples").join(example).join("org.yaml");
    let mut args = vec!["plan", file.to_str().expect("the path is text"), "--format", "json"];
    args.extend(more);
    serde_json::from_str(&Folder::new().dmf(args).run().ends(code).stdout).expect("JSON")
}

#[test]
fn the_cheapest_way_to_a_level_is_one_that_assess_says_reaches_it() {
    for (example, level, days, actions) in [
        ("sg-payments", "developing", 23, 3),
        ("sg-payments", "established", 471, 25),
        ("id-hospital", "developing", 0, 0),
    ] {
        let plan = planned(example, &["--reach", level], 0);
        let goal = &plan["goal"];
        if days > 0 {
            assert_eq!(
                (&goal["effort"], &goal["at_least"], &goal["least"]),
                (&days.into(), &days.into(), &true.into())
            );
            assert_eq!(plan["items"].as_array().map(Vec::len), Some(actions));
        }
        assert_eq!(plan["effort"], goal["effort"], "what is planned is what was found");
        let file = root().join("examples").join(example).join("org.yaml");
        let mut args = vec!["assess".to_owned(), file.display().to_string(), "--format".to_owned(), "json".to_owned()];
        for item in plan["items"].as_array().expect("a list") {
            let word = |key: &str| item[key].as_str().expect("text").to_owned();
            args.extend(["--set".to_owned(), format!("{}={}", word("practice"), word("to"))]);
        }
        let card: Value = serde_json::from_str(&Folder::new().dmf(&args).run().answer()).expect("JSON");
        assert_eq!(card["overall"]["reached"]["id"].as_str().or(card["overall"]["reached"].as_str()), Some(level));
    }
}

#[test]
fn a_level_that_is_there_already_is_an_answer() {
    let file = root().join("examples/sg-payments/org.yaml");
    let file = file.to_str().expect("the path is text");
    let text = Folder::new().dmf(["plan", file, "--reach", "foundational"]).run().answer();
    assert!(text.contains("`foundational` is reached in all building blocks already"), "{text}");
    assert!(text.contains("Reaching it makes nobody lawful"), "{text}");
    // One block may be there where all are not.
    let plan = planned("sg-payments", &["--reach", "developing", "--block", "GOV,pol"], 0);
    assert_eq!((&plan["goal"]["already"], &plan["goal"]["all"]), (&true.into(), &false.into()));
}

#[test]
fn a_block_in_which_nothing_applies_reaches_nothing() {
    let text = "framework: asean-dmf@1.0.0\norganisation: { name: Acme, country: SG }\nanswers: {}\n\
                not_applicable: { INN: The company neither builds nor uses models of any kind }\n";
    let folder = Folder::with("org.yaml", text);
    let answer = folder.dmf(["plan", "org.yaml", "--reach", "1", "--block", "INN"]).run().ends(1).stdout;
    assert!(answer.contains("No plan reaches `foundational` in `INN`: nothing applies in INN"), "{answer}");
    assert!(!answer.contains("person-days, from"), "{answer}");
    // The others reach it without that block.
    let plan = folder.dmf(["plan", "org.yaml", "--reach", "1", "--format", "json"]).run().answer();
    let plan: Value = serde_json::from_str(&plan).expect("JSON");
    assert_eq!(plan["goal"]["blocks"].as_array().map(Vec::len), Some(4));
}

#[test]
fn a_goal_that_names_nothing_is_told() {
    let folder =
        Folder::with("org.yaml", "framework: asean-dmf@1.0.0\norganisation: { name: A, country: SG }\nanswers: {}\n");
    let said = |args: &[&str]| {
        let args: Vec<&str> = ["plan", "org.yaml"].iter().chain(args).copied().collect();
        folder.dmf(args).run().ends(2).stderr
    };
    assert!(said(&["--reach", "developping"]).contains("did you mean `developing`?"));
    assert!(said(&["--reach", "1", "--block", "GOW"]).contains("did you mean `GOV`?"));
    said(&["--block", "GOV"]);
    said(&["--reach", "1", "--target", "2"]);
}

#[test]
fn a_goal_of_more_steps_than_are_solved_is_refused() {
    let folder = chain(2_050);
    let run =
        |level: &str| folder.dmf(["plan", "org.yaml", "--data", "data", "--format", "json", "--reach", level]).run();
    let stderr = run("advanced").ends(3).stderr;
    assert!(stderr.contains("a choice among 8200 steps") && stderr.contains("up to 8192"), "{stderr}");
}

#[test]
fn a_goal_is_written_as_a_problem_for_a_solver_of_others() {
    let file = root().join("examples/sg-payments/org.yaml");
    let folder = Folder::new();
    folder.copy(&file, "org.yaml");
    let text = folder.dmf(["plan", "org.yaml", "--reach", "developing", "--format", "lp"]).run().answer();
    for line in ["Minimize", " days: ", " key_INN_01_2: 1 INN_01_2 >= 1", "Subject To", "Binary", "End"] {
        assert!(text.lines().any(|each| each.starts_with(line)), "{line}: {text}");
    }
    assert!(text.lines().all(|line| line.len() <= 140), "{text}");
    // The ending of a file means the same, and a problem without a goal is none.
    folder.dmf(["plan", "org.yaml", "--reach", "developing", "-o", "problem.lp"]).run().ends(0);
    assert_eq!(folder.read("problem.lp"), text);
    let stderr = folder.dmf(["plan", "org.yaml", "--format", "lp"]).run().ends(2).stderr;
    assert!(stderr.contains("add `--reach LEVEL`"), "{stderr}");
    let there = folder.dmf(["plan", "org.yaml", "--reach", "none", "--format", "lp"]).run().answer();
    assert!(there.contains(" days: 0 nothing"), "{there}");
}

#[test]
fn a_curve_buys_less_and_less_and_says_what_assess_says() {
    let curve = planned("sg-payments", &["--curve"], 0);
    let points = curve["points"].as_array().expect("a list");
    let number = |value: &Value| value.as_u64().expect("a number");
    assert!(points.len() > 10 && number(&points[0]["effort"]) == 0, "{curve}");
    assert_eq!(number(&points[points.len() - 1]["claimed"]), 10_000, "everything is at the top in the end");
    let steps: usize = points.iter().map(|point| point["adds"].as_array().map_or(0, Vec::len)).sum();
    for two in points.windows(2) {
        assert!(number(&two[0]["effort"]) < number(&two[1]["effort"]), "{two:?}");
        assert!(number(&two[0]["claimed"]) <= number(&two[1]["claimed"]), "{two:?}");
    }
    // What a day buys falls from point to point, but for the rounding of scores.
    for three in points.windows(3) {
        let rate = |two: &[Value]| {
            let (days, score) = (number(&two[1]["more"]), number(&two[1]["claimed"]) - number(&two[0]["claimed"]));
            (score, days)
        };
        let ((one, days), (other, more)) = (rate(&three[..2]), rate(&three[1..]));
        assert!((one + 2) * more >= other.saturating_sub(2) * days, "{three:?}");
    }
    let top = planned("sg-payments", &["--reach", "advanced"], 0);
    assert!(steps >= top["items"].as_array().map_or(0, Vec::len));
    // A point in the middle, and the prices, are what the other commands say.
    let file = root().join("examples/sg-payments/org.yaml");
    let mut args = vec!["assess".to_owned(), file.display().to_string(), "--format".to_owned(), "json".to_owned()];
    for add in points[..=points.len() / 2].iter().flat_map(|point| point["adds"].as_array().expect("a list")) {
        args.extend(["--set".to_owned(), add.as_str().expect("text").to_owned()]);
    }
    let card: Value = serde_json::from_str(&Folder::new().dmf(&args).run().answer()).expect("JSON");
    assert_eq!(card["overall"]["claimed"], points[points.len() / 2]["claimed"]);
    let prices = curve["prices"].as_array().expect("a list");
    let all = &prices[prices.len() - 1];
    assert_eq!(all["block"], "overall");
    for (price, days) in all["prices"].as_array().expect("a list").iter().zip([0, 23, 471, 1_426]) {
        assert_eq!((&price["effort"], &price["least"]), (&days.into(), &true.into()), "{all}");
    }
}

#[test]
fn a_curve_is_drawn_and_goes_with_no_goal() {
    let folder = Folder::new();
    folder.copy(Path::new("examples/sg-payments/org.yaml"), "org.yaml");
    folder.dmf(["plan", "org.yaml", "--curve", "-o", "curve.svg"]).run().ends(0);
    let svg = folder.read("curve.svg");
    assert!(svg.starts_with("<svg") && svg.contains("<polyline") && svg.contains("23"), "{svg}");
    for more in [["--reach", "1"], ["--start", "2027-01-04"], ["--format", "lp"]] {
        folder.dmf(["plan", "org.yaml", "--curve"].iter().chain(&more)).run().ends(2);
    }
}

#[test]
fn a_plan_for_a_level_says_which_duties_and_key_practices_stay_open() {
    let plan = planned("sg-payments", &["--reach", "developing"], 0);
    let goal = &plan["goal"];
    let ids = |list: &Value| -> Vec<String> {
        let id = |open: &Value| open["practice"].as_str().expect("text").to_owned();
        list.as_array().expect("a list").iter().map(id).collect()
    };
    assert!(ids(&goal["open_keys"]).contains(&"POL-08".to_owned()), "{goal}");
    let duties = goal["open_duties"].as_array().expect("the law of Singapore is known");
    let transfers = duties.iter().find(|duty| duty["practice"] == "POL-08").expect("it is below its target");
    let asks = transfers["asks"].as_array().expect("a list");
    assert!(asks.iter().any(|ask| ask == "Transfer: export rule"), "{transfers}");
    // All that is lifted to its target is open no more.
    let plan = planned("sg-payments", &["--reach", "advanced"], 0);
    assert!(!ids(&plan["goal"]["open_keys"]).contains(&"POL-08".to_owned()));
    // Where no law is known, that is said, and no list of duties is shown as if it were whole.
    let folder =
        Folder::with("org.yaml", "framework: asean-dmf@2.0.0\norganisation: { name: A, country: ZW }\nanswers: {}\n");
    let text = folder.dmf(["plan", "org.yaml", "--reach", "1"]).run().answer();
    assert!(text.contains("country is not known to this program"), "{text}");
}

#[test]
fn an_action_that_another_can_stand_for_is_told() {
    let goal = &planned("sg-payments", &["--reach", "established"], 0)["goal"];
    let swaps = goal["swaps"].as_array().expect("a list");
    let needed = goal["needed"].as_u64().expect("a number");
    assert_eq!(needed + swaps.len() as u64, 25, "each action is needed, or something stands for it: {goal}");
    for swap in swaps {
        assert!(swap["instead"].as_array().is_some_and(|instead| !instead.is_empty()), "{swap}");
    }
}

#[test]
fn what_is_left_out_is_worked_round_or_named_with_the_chain_that_leads_to_it() {
    let goal = planned("sg-payments", &["--reach", "developing", "--leave", "INN-03=developing"], 0)["goal"].clone();
    assert_eq!((&goal["effort"], &goal["least"]), (&28.into(), &true.into()));
    // A key practice has no stand-in.
    let never = planned("sg-payments", &["--reach", "developing", "--leave", "INN-01=developing"], 1);
    assert_eq!(never["goal"]["never"]["chains"], serde_json::json!([["INN-01=developing"]]));
    assert!(never["items"].as_array().is_some_and(Vec::is_empty), "{never}");
    // Too little is left of the others.
    let leave = "INN-03=developing,INN-04=foundational,INN-09=developing";
    let short = planned("sg-payments", &["--reach", "developing", "--leave", leave], 1)["goal"]["never"].clone();
    assert_eq!((&short["why"], &short["block"]), (&"short".into(), &"INN".into()));
    assert_eq!(short["chains"][1], serde_json::json!(["INN-04=developing", "INN-04=foundational"]));
    // What is wanted may wait for it across blocks.
    let folder =
        Folder::with("org.yaml", "framework: asean-dmf@2.0.0\norganisation: { name: A, country: SG }\nanswers: {}\n");
    let args = ["plan", "org.yaml", "--reach", "established", "--block", "POL", "--leave", "GOV-04=developing"];
    let text = folder.dmf(args).run().ends(1).stdout.replace('\n', " ");
    assert!(text.contains("No plan reaches `established` in `POL`: `POL-"), "{text}");
    assert!(text.contains("`GOV-04=developing`, which is left out"), "{text}");
}

#[test]
fn what_is_wanted_beside_a_level_is_in_the_plan_whatever_it_costs() {
    let plan = planned("sg-payments", &["--reach", "developing", "--must", "POL-08=established"], 0);
    let items = plan["items"].as_array().expect("a list");
    assert!(items.iter().any(|item| item["practice"] == "POL-08" && item["to"] == "established"), "{plan}");
    assert!(plan["goal"]["effort"].as_u64() > Some(23) && plan["goal"]["least"] == true, "{}", plan["goal"]);
    // A level that is there already is no reason to do nothing.
    let plan = planned("sg-payments", &["--reach", "foundational", "--must", "POL-08=established"], 0);
    assert_eq!(plan["goal"]["already"], false);
    let file = root().join("examples/sg-payments/org.yaml");
    let file = file.to_str().expect("the path is text");
    for (flag, said) in [
        ("--must=INN-07=1", "`INN-07` does not apply"),
        ("--leave=GOV-01=foundational", "`GOV-01` is at"),
        ("--must=GOW-01=1", "did you mean `GOV-01`?"),
        ("--must=GOV-01", "PRACTICE=LEVEL"),
    ] {
        let stderr = Folder::new().dmf(["plan", file, "--reach", "2", flag]).run().ends(2).stderr;
        assert!(stderr.contains(said), "{flag}: {stderr}");
    }
}

#[test]
fn a_budget_buys_the_most_score_and_no_more_than_was_shown() {
    let curve = planned("sg-payments", &["--curve"], 0);
    let point = &curve["points"][4];
    let days = point["effort"].to_string();
    let plan = planned("sg-payments", &["--budget", &days], 0);
    let budget = &plan["budget"];
    assert_eq!((&budget["claimed"], &budget["most"]), (&point["claimed"], &true.into()), "a corner of the curve");
    assert_eq!((&budget["at_most"], &plan["effort"]), (&budget["claimed"], &budget["effort"]));
    // Between two corners no more than the line between them, and what assess says.
    let plan = planned("sg-payments", &["--budget", "120"], 0);
    let budget = &plan["budget"];
    assert!(budget["effort"].as_u64() <= Some(120) && budget["claimed"].as_u64() <= budget["at_most"].as_u64());
    assert!(budget["claimed"].as_u64() > budget["before"].as_u64(), "{budget}");
    let file = root().join("examples/sg-payments/org.yaml");
    let mut args = vec!["assess".to_owned(), file.display().to_string(), "--format".to_owned(), "json".to_owned()];
    for item in plan["items"].as_array().expect("a list") {
        let word = |key: &str| item[key].as_str().expect("text").to_owned();
        args.extend(["--set".to_owned(), format!("{}={}", word("practice"), word("to"))]);
    }
    let card: Value = serde_json::from_str(&Folder::new().dmf(&args).run().answer()).expect("JSON");
    assert_eq!(card["overall"]["claimed"], budget["claimed"]);
    // Nothing to spend buys nothing, which is an answer.
    let nothing = planned("sg-payments", &["--budget", "0"], 0);
    assert_eq!((&nothing["effort"], &nothing["budget"]["claimed"]), (&0.into(), &nothing["budget"]["before"]));
    let text = Folder::new().dmf(["plan", file.to_str().expect("text"), "--budget", "120"]).run().answer();
    assert!(text.contains("No plan within 120 person-days scores more."), "{text}");
}

/// A folder with the largest example and a `plan.yaml`.
fn wishing(text: &str) -> Folder {
    let folder = Folder::with("plan.yaml", text);
    folder.copy(Path::new("examples/sg-payments/org.yaml"), "org.yaml");
    folder
}

#[test]
fn own_estimates_decide_what_is_cheapest_and_are_said_to_be_ones_own() {
    let text = "effort:
  INN-04=foundational: { days: 1 }
  INN-04=developing: { days: 1, note: The tool has it }
";
    let folder = wishing(text);
    let args = ["plan", "org.yaml", "--reach", "developing", "--with", "plan.yaml"];
    let text = folder.dmf(args.iter().chain(&["--format", "json"])).run().answer();
    let plan: Value = serde_json::from_str(&text).expect("JSON");
    // Five days for INN-01, eight for INN-09 and two of one's own, instead of ten for INN-03.
    assert_eq!((&plan["goal"]["effort"], &plan["goal"]["least"]), (&15.into(), &true.into()), "{plan}");
    let said = plan["assumptions"].to_string();
    assert!(said.contains("your own estimate for 2 of the actions"), "{said}");
    // They count in every kind of plan.
    let days = |more: &[&str]| {
        let args = ["plan", "org.yaml", "--format", "json"].iter().chain(more);
        let plan: Value = serde_json::from_str(&folder.dmf(args).run().answer()).expect("JSON");
        plan["effort"].as_u64().or(plan["prices"][5]["prices"][1]["effort"].as_u64())
    };
    assert!(days(&["--with", "plan.yaml"]) < days(&[]));
    assert_eq!(days(&["--curve", "--with", "plan.yaml"]), Some(15));
    let lp = folder.dmf(args.iter().chain(&["--format", "lp"])).run().answer();
    assert!(lp.contains("1 INN_04_1"), "{lp}");
}

#[test]
fn what_a_file_leaves_out_has_a_reason_and_what_is_wrong_in_it_is_told_at_its_place() {
    let folder = wishing(
        "leave:
  - { step: INN-03=developing, reason: The platform is replaced }
must: [POL-08=established]
",
    );
    let args = ["plan", "org.yaml", "--reach", "developing", "--with", "plan.yaml", "--format", "json"];
    let plan: Value = serde_json::from_str(&folder.dmf(args).run().answer()).expect("JSON");
    let items = plan["items"].as_array().expect("a list");
    assert!(items.iter().all(|item| item["practice"] != "INN-03"), "{plan}");
    assert!(items.iter().any(|item| item["practice"] == "POL-08"), "{plan}");
    // Without a level there is nothing to choose among.
    let stderr = folder.dmf(["plan", "org.yaml", "--with", "plan.yaml"]).run().ends(2).stderr;
    assert!(stderr.contains("add `--reach LEVEL`"), "{stderr}");
    for (text, code, line) in [
        (
            "leave:
  - { step: INN-03=developing, reason: ' ' }
",
            "bad-value",
            2,
        ),
        (
            "leave:
  - { step: INN-03=developing }
",
            "missing-key",
            2,
        ),
        (
            "must:
  - INM-03=developing
",
            "unknown-practice",
            2,
        ),
        (
            "must: [INN-03=developping]
",
            "unknown-level",
            1,
        ),
        (
            "must: [INN-03]
",
            "bad-value",
            1,
        ),
        (
            "must: [GOV-01=foundational]
",
            "bad-value",
            1,
        ),
        (
            "must: [INN-07=foundational]
",
            "bad-value",
            1,
        ),
        (
            "effort:
  INN-03=developing: { days: 0 }
",
            "bad-value",
            2,
        ),
        (
            "effort:
  INN-03=none: { days: 3 }
",
            "unknown-level",
            2,
        ),
        (
            "wanted: []
",
            "unknown-key",
            1,
        ),
    ] {
        let folder = wishing(text);
        let outcome = folder.dmf(args).run().ends(3);
        let found = outcome.complaints();
        assert!(
            found
                .iter()
                .any(|one| one.code == code && one.file == "plan.yaml" && one.place.starts_with(&format!("{line}:"))),
            "{text}: {}",
            outcome.stderr
        );
    }
}

#[test]
fn the_order_asked_for_decides_what_goes_first_and_is_named() {
    // One role with all of it, so that one action is taken after another.
    let first = |order: &str| {
        let plan = planned("sg-payments", &["--order", order, "--start", "2027-01-04"], 0);
        let items = plan["items"].as_array().expect("a list").clone();
        let dpo: Vec<Value> =
            items.iter().filter(|item| item["role"] == "dpo" && item["phase"] == "implement").cloned().collect();
        (dpo[0].clone(), plan["assumptions"].to_string(), plan["effort"].clone())
    };
    let (score, said, effort) = first("score");
    assert!(said.contains("then the most score for the effort"), "{said}");
    let (cheap, said, same) = first("cheap");
    assert!(said.contains("then the least effort") && effort == same, "{said}");
    assert!(cheap["effort"].as_u64() <= score["effort"].as_u64(), "{cheap} {score}");
    let (_, said, same) = first("risk");
    assert!(said.contains("then what serves a duty of the law") && effort == same, "{said}");
    let file = root().join("examples/sg-payments/org.yaml");
    Folder::new().dmf(["plan", file.to_str().expect("text"), "--order", "best"]).run().ends(2);
}
