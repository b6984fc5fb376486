//! The plans of the examples: nothing before what it waits for, and no role with more work than time.

use std::collections::BTreeMap;

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
