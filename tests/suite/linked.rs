//! What a transfer says flows into its agreement, and what the two say differently is told with both places.

use std::path::Path;

use crate::harness::Folder;

/// A deal that says nothing of what its register says.
const DEAL: &str = "\
module: c2p
transfer: { from: transfers.yaml, id: TR-01 }
";

fn folder() -> Folder {
    let folder = Folder::with("deal.yaml", DEAL);
    folder.copy(Path::new("tests/fixtures/payroll.yaml"), "transfers.yaml");
    folder
}

fn render(folder: &Folder) -> (String, String) {
    let outcome = folder.dmf(["mcc", "render", "deal.yaml", "--draft", "--format", "html"]).run().ends(0);
    // What is said of the deal alone is another matter.
    let told = outcome.stderr.split("\n\n").filter(|told| told.contains("[deal-")).collect();
    (outcome.stdout.split_whitespace().collect::<Vec<_>>().join(" "), told)
}

#[test]
fn schedules_fill_themselves_from_the_transfer() {
    let (text, complaints) = render(&folder());
    assert_eq!(complaints, "");
    for words in [
        "Selat Holdings Pte. Ltd.",
        "Mekong Payroll JSC",
        "names; salaries",
        "running the payroll",
        "seven years after the last payment",
        "Hanoi Backup Ltd.",
        "Klang Cloud Sdn. Bhd.",
        "PDPA section 26",
        "HR core",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    // Vietnam leaves 72 hours and 24 of them are kept for the exporter.
    assert!(text.contains("in any case within 48 hours"), "{text}");
}

#[test]
fn what_the_deal_says_itself_stands() {
    let folder = folder();
    folder.write(
        "deal.yaml",
        format!("{DEAL}options: {{ breach_hours: 12 }}\nexporter: {{ registration: 201912345K }}\n"),
    );
    let (text, complaints) = render(&folder);
    assert_eq!(complaints, "");
    assert!(text.contains("in any case within 12 hours") && text.contains("201912345K"), "{text}");
    assert!(text.contains("Selat Holdings Pte. Ltd."), "{text}");
}

#[test]
fn what_is_dropped_or_contradicted_is_told_with_both_places() {
    let folder = folder();
    folder.write(
        "deal.yaml",
        format!("{DEAL}sub_processors:\n  - {{ name: hanoi  backup ltd., country: VN, service: backups }}\n"),
    );
    let (_, complaints) = render(&folder);
    assert!(
        complaints.contains("`sub_processors` leaves out `Klang Cloud Sdn. Bhd.`, which transfer `TR-01` names"),
        "{complaints}"
    );
    assert!(!complaints.contains("leaves out `Hanoi"), "letters and room between words do not matter\n{complaints}");
    assert!(complaints.contains("deal.yaml:4:3") && complaints.contains("transfers.yaml:14:21"), "{complaints}");
    let strict = folder.dmf(["mcc", "render", "deal.yaml", "--draft", "--strict"]).run();
    assert_eq!(strict.code, Some(1));
    // Where the data goes is read off the country of the importer.
    folder.write("deal.yaml", DEAL.replace("TR-01 }", "TR-01, destinations: [TH] }"));
    let (_, complaints) = render(&folder);
    assert!(
        complaints.contains("`transfer.destinations` leaves out `VN`, which transfer `TR-01` names"),
        "{complaints}"
    );
    assert!(complaints.contains("deal.yaml:2:60") && complaints.contains("transfers.yaml:7:52"), "{complaints}");
    folder.write("deal.yaml", format!("{DEAL}importer: {{ country: MY }}\n"));
    let (_, complaints) = render(&folder);
    assert!(complaints.contains("`importer.country` is `MY`, but transfer `TR-01` says `VN`"), "{complaints}");
    assert!(complaints.contains("deal.yaml:3:22") && complaints.contains("transfers.yaml:7:"), "{complaints}");
}

#[test]
fn a_register_is_looked_for_beside_the_deal() {
    let folder = folder();
    folder.write(
        "deals/payroll.yaml",
        "module: c2p\ntransfer: { from: ../transfers.yaml, id: TR-01 }\nexporter: { name: X }\n",
    );
    let outcome = folder.dmf(["mcc", "render", "deals/payroll.yaml", "--draft"]).run().ends(0);
    assert!(outcome.stderr.contains("::: transfers.yaml:6:23"), "{}", outcome.stderr);
    folder.write("transfers.yaml", "transfers: [{ id: TR-01 }]\n");
    let outcome = folder.dmf(["mcc", "render", "deals/payroll.yaml", "--draft"]).run().ends(3);
    assert!(outcome.stderr.contains("transfers.yaml:1:"), "{}", outcome.stderr);
}

/// A copy of the regional group with a deal for a transfer whose assessment rests on measures.
fn group(deal: &str) -> Folder {
    let folder = Folder::new();
    folder.copy(Path::new("examples/regional-group"), ".");
    folder.write(
        "deal.yaml",
        format!("module: c2c\ntransfer: {{ from: transfers.yaml, id: TR-04, retention: ten years }}\n{deal}"),
    );
    folder
}

#[test]
fn schedule_d_takes_the_measures_that_the_assessment_rests_on() {
    let (text, complaints) = render(&group(""));
    assert_eq!(complaints, "");
    for words in ["Independent audit or certificate", "before it answers, or as soon as the law lets it"] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn an_agreement_says_that_the_law_was_assessed_only_where_an_assessment_was_read() {
    let folder = Folder::new();
    folder.copy(Path::new("examples/regional-group"), ".");
    let draft = |folder: &Folder| folder.dmf(["mcc", "render", "deals/archive.yaml", "--draft"]).run().ends(0);
    let made = draft(&folder);
    assert!(made.stdout.contains("The parties have assessed") && made.stdout.contains("recorded as TR-09"), "{made:?}");
    folder.replace("transfers.yaml", "impact: impacts/tr-09.yaml", "impact: impacts/gone.yaml");
    let gone = draft(&folder);
    assert!(!gone.stdout.contains("The parties have assessed") && !gone.stdout.contains("gone.yaml"), "{gone:?}");
    assert!(gone.stderr.contains("assessment-not-named"), "{}", gone.stderr);
}

#[test]
fn a_measure_that_the_deal_drops_is_told_with_both_places() {
    let own = "supplementary_measures:\n  - { measure: guards, kind: organisational, description: The Importer has guards. }\n";
    let (_, complaints) = render(&group(own));
    assert_eq!(complaints.matches("the agreement lacks the measure").count(), 2, "{complaints}");
    assert!(complaints.contains("the assessment of `TR-04` asks for"), "{complaints}");
    assert!(complaints.contains("deal.yaml:4:3"), "{complaints}");
    assert!(complaints.contains("impacts/tr-04.yaml:15:9"), "{complaints}");
}
