//! Everything in a workspace that has a day, in one list and one calendar.

use serde_json::Value;

use crate::harness::{Folder, Outcome};

const TODAY: &str = "2026-12-01";

/// One of each kind of thing that may have a day: late, today, soon, later, without a day, and over.
fn workspace() -> Folder {
    let folder = Folder::new();
    folder.write(
        "dmf.toml",
        "[[waivers]]\npractice = \"GOV-02\"\nreason = \"The list of data is being made\"\nowner = \"it-lead\"\nuntil = 2027-01-31\n",
    );
    folder.write(
        "org.yaml",
        "framework: asean-dmf@1.0.0
organisation: { name: Kedai Runcit, country: MY, profile: sme }
answers:
  GOV-01:
    level: developing
    evidence:
      - { what: Signed policy, ref: \"DMS 12\", owner: dpo, collected: 2026-01-05, expires: 2026-12-01 }
      - { what: Old policy, ref: \"DMS 11\", owner: dpo, collected: 2025-01-05, expires: 2026-11-29 }
",
    );
    folder.write(
        "transfers.yaml",
        "organisation: { name: Kedai Runcit, country: MY }
transfers:
  - id: TR-01
    title: Payroll to Singapore
    status: active
    owner: dpo
    exporter: { name: Kedai Runcit, country: MY }
    importer: { name: Gaji Pte Ltd, country: SG, certifications: [{ id: iso-27001, until: 2026-12-15 }] }
    agreement: { ref: contract 7, until: 2027-06-30 }
    data: { tier: T3 }
    reviewed: 2025-11-30
  - id: TR-02
    title: Mailing list
    status: ended
    exporter: { name: Kedai Runcit, country: MY }
    importer: { name: Surat Ltd, country: SG, certifications: [{ id: iso-27001, until: 2026-01-15 }] }
    reviewed: 2020-01-01
",
    );
    folder.write(
        "deals/shop.yaml",
        "module: c2p
transfer: { review: 2026-12-20, end: 2028-01-31 }
",
    );
    folder.write(
        "requests.yaml",
        "requests:
  - { id: RQ-001, right: access, law: MY, received: 2026-11-10, answer_by: 2026-11-30, owner: shop-lead }
  - { id: RQ-002, right: access, law: MY, received: 2026-11-20, owner: shop-lead }
  - { id: RQ-003, right: access, law: MY, received: 2026-01-10, answer_by: 2026-01-31, closed: 2026-01-20, outcome: given }
",
    );
    folder.write(
        "policies.yaml",
        "policies:
  - { id: PO-01, name: Retention schedule, owner: dpo, approved: 2026-01-01, approved_by: Board, next_review: 2027-03-02 }
  - { id: PO-02, name: Old rules, next_review: 2020-01-01, withdrawn: 2021-01-01 }
",
    );
    folder.write(
        "vendors.yaml",
        "vendors:
  - id: VE-01
    name: Gaji
    service: Payroll
    owner: it-lead
    contract: contract 7
    contract_ends: 2027-03-31
    notice_months: 3
    reviewed: 2026-06-30
",
    );
    folder.write(
        "incidents.yaml",
        "incidents:
  - id: INC-01
    title: Lost laptop
    times: { discovered: 2026-11-30T08:00+08:00, aware: 2026-11-30T09:00+08:00 }
    places: { controllers: [MY], people: { MY: 40 } }
    harm: { likely: yes, why: identity numbers }
  - id: INC-02
    title: Old loss
    state: closed
    times: { aware: 2025-11-30T09:00+08:00 }
    places: { controllers: [MY], people: { MY: 40 } }
    harm: { likely: yes, why: identity numbers }
",
    );
    folder
}

fn run(folder: &Folder, line: &str) -> Outcome {
    folder.dmf(["due", "--today", TODAY].into_iter().chain(line.split_whitespace())).run()
}

fn view(folder: &Folder, line: &str) -> Value {
    serde_json::from_str(&run(folder, &format!("{line} --format json")).ends(0).stdout).expect("it is JSON")
}

/// `STATE DAY ID KIND OWNER` of each thing.
fn rows(view: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let items = view["items"].as_array().expect("a list");
    let row = |item: &Value| ["state", "due", "id", "kind", "owner"].map(|key| text(&item[key])).join(" ");
    items.iter().map(row).collect()
}

fn of(rows: &[String], id: &str) -> Vec<String> {
    rows.iter().filter(|row| row.split(' ').nth(2) == Some(id)).cloned().collect()
}

#[test]
fn everything_that_has_a_day_stands_in_one_list_late_first() {
    let folder = workspace();
    let rows = rows(&view(&folder, "--all"));
    let (clocks, others): (Vec<String>, Vec<String>) = rows.iter().cloned().partition(|row| row.contains(" clock "));
    let others: Vec<String> = others.into_iter().filter(|row| !row.contains(" law ")).collect();
    assert_eq!(
        others.join("\n"),
        "overdue 2026-11-29 GOV-01 evidence dpo
overdue 2026-11-29 TR-01 review dpo
overdue 2026-11-30 RQ-001 request-late shop-lead
unset - RQ-002 request-late shop-lead
soon 2026-12-01 GOV-01 evidence dpo
soon 2026-12-15 TR-01 certificate dpo
soon 2026-12-20 deals/shop.yaml agreement -
soon 2026-12-31 VE-01 vendor-contract-ends it-lead
soon 2027-01-31 GOV-02 waiver it-lead
later 2027-03-02 PO-01 policy-review-late dpo
later 2027-06-30 TR-01 agreement dpo
later 2027-06-30 VE-01 vendor-not-reviewed it-lead
later 2028-01-31 deals/shop.yaml agreement -"
    );
    assert_eq!(run(&folder, "--all --format csv").answer().lines().count(), rows.len() + 1);
    // What is late stands above what is not, clocks among the rest.
    let order = ["overdue", "unset", "soon", "later"];
    let ranks = rows.iter().map(|row| order.iter().position(|state| row.starts_with(state)));
    assert!(ranks.is_sorted(), "{rows:?}");
    // Nobody was told: 72 hours from becoming aware have not run out; of what is over nothing is due.
    assert!(clocks.contains(&"soon 2026-12-03 INC-01 clock -".to_owned()), "{clocks:?}");
    assert!(clocks.iter().all(|row| row.contains(" INC-01 ")), "{clocks:?}");
}

#[test]
fn the_law_of_the_places_in_use_is_due_on_the_days_on_which_it_changes() {
    let folder = workspace();
    let told = view(&folder, "--all --kind law");
    let days = |id: &str| -> Vec<String> {
        rows(&told)
            .iter()
            .filter(|row| row.contains(&format!(" {id} ")))
            .map(|row| row.split(' ').nth(1).unwrap_or_default().to_owned())
            .collect()
    };
    for place in ["MY", "SG"] {
        let line = ["law", "show", place, "--format", "json", "--today", TODAY];
        let law: Value = serde_json::from_str(&folder.dmf(line).run().answer()).expect("it is JSON");
        let facts = law["facts"].as_array().expect("a list").iter();
        let facts = facts
            .filter(|fact| ["in-force", "passed", "phased"].contains(&fact["status"].as_str().unwrap_or_default()));
        let mut asked: Vec<String> = facts
            .filter_map(|fact| fact["applies_from"].as_str())
            .filter(|day| *day >= TODAY)
            .map(str::to_owned)
            .collect();
        asked.sort();
        asked.dedup();
        assert!(asked.iter().all(|day| days(place).contains(day)), "{place}: {asked:?} {told}");
    }
    assert!(rows(&told).iter().all(|row| row.contains(" SG ") || row.contains(" MY ")), "{told}");
    // A place that a record names is in use as well.
    folder.replace("vendors.yaml", "service: Payroll", "service: Payroll\n    places: [ID]");
    assert!(view(&folder, "--all --kind law").to_string().contains("Law of Indonesia"));
}

#[test]
fn transfers_are_due_as_their_own_command_says() {
    let folder = workspace();
    let all = view(&folder, "--all --kind transfers");
    let line = ["transfer", "due", "transfers.yaml", "--all", "--format", "json", "--today", TODAY];
    let short: Value = serde_json::from_str(&folder.dmf(line).run().ends(0).stdout).expect("it is JSON");
    for key in ["due", "days", "state", "title", "kind", "what", "why", "owner"] {
        let of =
            |view: &Value| view["items"].as_array().expect("a list").iter().map(|item| item[key].clone()).collect();
        let (all, short): (Vec<Value>, Vec<Value>) = (of(&all), of(&short));
        assert_eq!(all, short, "{key}");
        assert_eq!(all.len(), 3);
    }
    // One calendar moves what the other holds.
    let names = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    let short = folder.dmf(["transfer", "due", "transfers.yaml", "--format", "ics", "--today", TODAY]).run().answer();
    assert_eq!(names(&short), names(&run(&folder, "--kind transfers --format ics").answer()));
}

#[test]
fn clocks_are_due_as_their_own_command_says() {
    let folder = workspace();
    let line = ["incident", "clocks", "INC-01", "--format", "ics", "--today", TODAY];
    let events = |text: &str| -> Vec<(String, String)> {
        let text = text.replace("\r\n ", "");
        let of = |key: &str| -> Vec<String> {
            text.lines().filter_map(|line| line.strip_prefix(key)).map(|value| value.trim().to_owned()).collect()
        };
        let mut events: Vec<_> = of("UID:").into_iter().zip(of("DTSTART:")).collect();
        events.sort();
        events
    };
    let own = events(&folder.dmf(line).run().ends(1).stdout);
    assert_eq!(own, events(&run(&folder, "--kind clock --format ics").answer()));
    assert!(!own.is_empty());
}

#[test]
fn a_calendar_has_an_event_a_thing_each_with_a_name_of_its_own_that_stays() {
    let folder = workspace();
    let names = |folder: &Folder| -> Vec<String> {
        let text = run(folder, "--format ics").answer().replace("\r\n ", "");
        text.lines().filter_map(|line| line.strip_prefix("UID:")).map(|name| name.trim().to_owned()).collect()
    };
    let before = names(&folder);
    let with_a_day = view(&folder, "--all")["items"].as_array().expect("a list").clone();
    assert_eq!(before.len(), with_a_day.iter().filter(|item| item["due"].is_string()).count());
    let mut each = before.clone();
    each.sort();
    each.dedup();
    assert_eq!(each.len(), before.len(), "{before:?}");
    // Two records of the same words are two things.
    folder.replace("org.yaml", "what: Old policy", "what: Signed policy");
    let twins = names(&folder);
    assert_eq!(twins.len(), before.len());
    assert_eq!(twins.iter().filter(|name| name.contains("evidence.signed-policy")).count(), 2);
    let mut twins = twins;
    twins.sort();
    twins.dedup();
    assert_eq!(twins.len(), before.len(), "{twins:?}");
    folder.replace("org.yaml", "what: Signed policy, ref: \"DMS 11\"", "what: Old policy, ref: \"DMS 11\"");
    // Another day is the same thing.
    folder.replace("policies.yaml", "2027-03-02", "2026-12-05");
    folder.replace("vendors.yaml", "2027-03-31", "2027-05-31");
    let mut after = names(&folder);
    after.sort();
    assert_eq!(after, each);
    assert!(run(&folder, "--format ics").answer().contains("TRIGGER:-P14D"));
}

#[test]
fn kinds_and_owners_are_picked_and_a_word_that_is_none_is_refused() {
    let folder = workspace();
    let all = rows(&view(&folder, "--all"));
    assert_eq!(rows(&view(&folder, "--all --kind vendors")), of(&all, "VE-01"));
    assert_eq!(rows(&view(&folder, "--all --kind certificate,waivers")).len(), 2);
    let dpo = rows(&view(&folder, "--all --owner DPO"));
    assert_eq!(dpo, all.iter().filter(|row| row.ends_with(" dpo")).cloned().collect::<Vec<_>>());
    let refused = run(&folder, "--kind vendor").ends(2);
    assert!(refused.stderr.contains("did you mean `vendors`?"), "{}", refused.stderr);
    let refused = run(&folder, "--kind nonsense-of-ours").ends(2);
    assert!(refused.stderr.contains("`requests`") && refused.stderr.contains("`waivers`"), "{}", refused.stderr);
}

#[test]
fn how_far_ahead_counts_as_soon_is_said_in_days_or_by_a_day() {
    let folder = workspace();
    let until = rows(&view(&folder, "--until 2026-12-20"));
    assert_eq!(until, rows(&view(&folder, "--within 19")));
    assert!(until.iter().any(|row| row.contains("2026-12-20")) && !until.iter().any(|row| row.contains("2026-12-31")));
    run(&folder, "--until 2026-11-30").ends(2);
    run(&folder, "--until 2026-12-20 --within 3").ends(2);
    let calendar = run(&folder, "--until 2026-12-20 --format ics").answer();
    assert!(calendar.contains("DTSTART;VALUE=DATE:20261220") && !calendar.contains("20271231"), "{calendar}");
}

#[test]
fn nothing_kept_is_not_nothing_due() {
    let folder = Folder::with("dmf.toml", "[gate]\n");
    let view = self::view(&folder, "");
    assert_eq!(view["items"], serde_json::json!([]));
    assert!(view["nothing"].as_str().is_some_and(|why| why.starts_with("no cases: nothing is kept here")), "{view}");
    run(&folder, "--strict").ends(1);
    let text = run(&folder, "").answer();
    assert!(text.contains("not kept here: ") && !text.contains("nothing within"), "{text}");
    // Kept, and nothing in it has a day.
    folder.write("requests.yaml", "requests: []\n");
    let view = self::view(&folder, "--kind requests");
    assert!(view["nothing"].as_str().is_some_and(|why| why.starts_with("no cases: ")), "{view}");
    // Of somebody who owns nothing, who does.
    let view = self::view(&workspace(), "--owner dop");
    let why = view["nothing"].as_str().expect("it says why");
    assert!(why.starts_with("no cases: nothing here is owned by dop") && why.contains("dpo"), "{why}");
    // Nothing so soon is said as such.
    let view = self::view(&workspace(), "--kind policies");
    assert_eq!(view["nothing"], "nothing within 90 days; 1 thing later");
    run(&workspace(), "--kind policies --strict").ends(0);
    Folder::new().dmf(["due"]).run().ends(3);
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_at_its_place() {
    for (file, from, to, code) in [
        ("requests.yaml", "answer_by: 2026-11-30", "answer_by: soon", ""),
        ("policies.yaml", "next_review: 2027-03-02", "next_revue: 2027-03-02", "unknown-key"),
        ("transfers.yaml", "reviewed: 2025-11-30", "reviewed: [", ""),
        ("org.yaml", "GOV-01", "GOV-91", "unknown-practice"),
        ("incidents.yaml", "aware: 2026-11-30T09:00+08:00", "aware: 2026-11-30T09:00", ""),
        ("deals/shop.yaml", "2026-12-20", "2026-13-20", ""),
        (
            "transfers.yaml",
            "agreement: { ref: contract 7, until: 2027-06-30 }",
            "agreement: deals/none.yaml",
            "file-not-found",
        ),
    ] {
        let folder = workspace();
        folder.replace(file, from, to);
        let outcome = run(&folder, "").ends(3);
        assert_eq!(outcome.stdout, "", "{file}");
        assert!(
            outcome.stderr.contains(code) && outcome.stderr.contains(&format!("--> {file}:")),
            "{file}: {}",
            outcome.stderr
        );
    }
}

#[test]
fn a_page_has_an_owner_after_the_other_and_shows_words_as_words() {
    let folder = workspace();
    folder.replace("vendors.yaml", "name: Gaji", "name: <b>Gaji</b>");
    let page = run(&folder, "--all --format html").answer();
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} is not in {page}"));
    assert!(
        at(">dpo<") < at(">it-lead<")
            && at(">it-lead<") < at(">shop-lead<")
            && at(">shop-lead<") < at("Nobody is named")
    );
    assert!(at("&lt;b&gt;Gaji") > 0 && !page.contains("<b>Gaji"), "{page}");
    assert!(page.contains("not kept here"), "{page}");
}

#[test]
fn what_is_late_or_has_no_day_fails_a_strict_job() {
    let folder = workspace();
    run(&folder, "").ends(0);
    run(&folder, "--strict").ends(1);
    run(&folder, "--strict --kind vendors").ends(0);
    let why = view(&folder, "--kind requests")["items"][1]["why"].clone();
    assert_eq!(why, "it does not say `answer_by`");
    // A day that nobody has said is no time that has not come.
    run(&folder, "--strict --kind request-late --owner shop-lead").ends(1);
}
