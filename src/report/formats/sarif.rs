//! SARIF 2.1.0: findings as results, codes and their subjects as rules, waivers as suppressions.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    findings::{Findings, excuse, shown},
    json::json,
};
use crate::{
    gate::{FindingView, PlaceView, RuleView, Weight},
    text::{escape, visible},
};

/// Where the tool is told about; nothing as long as it has no address.
const INFORMATION: &str = env!("CARGO_PKG_REPOSITORY");

/// One log with one run, without times, so that the same findings are the same bytes.
pub(super) fn render(list: &[Findings<'_>], all: bool) -> String {
    let known: BTreeMap<&str, (&RuleView, &[&'static str])> =
        list.iter().flat_map(|one| one.verdict.rules.iter().map(|rule| (rule.id.as_str(), (rule, one.tags)))).collect();
    let used: Vec<&str> = {
        let mut ids: Vec<&str> = shown(list, all).map(|finding| finding.rule.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let rules = used.iter().map(|id| rule(known[id].0, known[id].1)).collect();
    let command = list.first().map_or("check", |one| one.command);
    let results = shown(list, all)
        .map(|finding| {
            let index = used.binary_search(&finding.rule.as_str()).expect("collected from the same findings");
            result(finding, index)
        })
        .collect();
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: vec![Run {
            tool: Tool {
                driver: Driver {
                    name: "dmf",
                    full_name: "Toolkit for the ASEAN Data Management Framework",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    information_uri: INFORMATION,
                    rules,
                },
            },
            automation_details: Automation { id: format!("dmf/{command}/") },
            column_kind: "unicodeCodePoints",
            results,
        }],
    };
    json(&log)
}

fn rule<'a>(view: &'a RuleView, tags: &[&'static str]) -> Rule<'a> {
    let text = view.help.join("\n\n");
    let markdown = format!("**{}**\n\n{}", escape::markdown_message(&view.title), escape::markdown_message(&text));
    Rule {
        id: &view.id,
        name: camel(&view.id),
        short_description: Text::of(format!("{}.", view.title)),
        full_description: Text::of(view.help.first().cloned().unwrap_or_default()),
        help: Help { text, markdown },
        default_configuration: Configuration { level: view.level },
        properties: Properties { tags: tags.iter().copied().chain([view.code]).collect() },
    }
}

fn result(view: &FindingView, rule_index: usize) -> Result<'_> {
    Result {
        rule_id: &view.rule,
        rule_index,
        level: level(view),
        message: Text::of(format!("{}.", visible(&view.message))),
        locations: vec![Location { id: None, physical_location: physical(&view.place), message: None }],
        related_locations: view
            .related
            .iter()
            .enumerate()
            .map(|(at, other)| Location {
                id: Some(at + 1),
                physical_location: physical(&other.place),
                message: Some(Text::of(format!("{}.", visible(&other.message)))),
            })
            .collect(),
        partial_fingerprints: Fingerprints { finding: &view.fingerprint },
        suppressions: view
            .waiver
            .iter()
            .map(|waiver| Suppression { kind: "external", status: "accepted", justification: excuse(waiver) })
            .collect(),
    }
}

/// What is excused is a note: code scanning of GitHub knows no suppressions, and would open an alert.
fn level(view: &FindingView) -> Weight {
    if view.waiver.is_some() && !view.fails { Weight::Note } else { view.level }
}

fn physical(place: &PlaceView) -> PhysicalLocation {
    PhysicalLocation {
        artifact_location: ArtifactLocation { uri: uri(&place.path), uri_base_id: "%SRCROOT%" },
        region: region(place),
    }
}

fn region(place: &PlaceView) -> Region {
    let empty = (place.line, place.column) == (place.end_line, place.end_column);
    Region {
        start_line: place.line,
        start_column: place.column,
        end_line: (!empty).then_some(place.end_line),
        end_column: (!empty).then_some(place.end_column),
    }
}

/// A path as a relative reference: what a URI may not hold, in percent.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

/// `regression/GOV-02` as `RegressionGov02`.
fn camel(id: &str) -> String {
    id.split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            let word = word.to_ascii_lowercase();
            word[..1].to_ascii_uppercase() + &word[1..]
        })
        .collect()
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: Vec<Run<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    automation_details: Automation,
    column_kind: &'static str,
    results: Vec<Result<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    full_name: &'static str,
    semantic_version: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    information_uri: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
struct Automation {
    id: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    name: String,
    short_description: Text,
    full_description: Text,
    help: Help,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

impl Text {
    fn of(text: String) -> Self {
        Self { text }
    }
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: Weight,
}

#[derive(Serialize)]
struct Properties {
    tags: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Result<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: Weight,
    message: Text,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::struct_field_names, reason = "SARIF calls it so")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

#[derive(Serialize)]
struct Fingerprints<'a> {
    #[serde(rename = "dmfFinding/v1")]
    finding: &'a str,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words_run_together_and_paths_are_references() {
        assert_eq!(camel("regression/GOV-02"), "RegressionGov02");
        assert_eq!(uri("a b/ü.yaml"), "a%20b/%C3%BC.yaml");
    }

    /// The JSON of a region of `org.yaml`.
    fn region_of(begin: (usize, usize), end: (usize, usize)) -> serde_json::Value {
        let place = PlaceView {
            file: "org.yaml".to_owned(),
            path: "org.yaml".to_owned(),
            line: begin.0,
            column: begin.1,
            end_line: end.0,
            end_column: end.1,
        };
        serde_json::to_value(region(&place)).expect("a region is numbers")
    }

    #[test]
    fn only_a_region_that_holds_something_has_an_end() {
        assert_eq!(region_of((3, 5), (3, 5)), serde_json::json!({ "startLine": 3, "startColumn": 5 }));
        for end in [(3, 9), (4, 5)] {
            let (line, column) = end;
            let whole = serde_json::json!({ "startLine": 3, "startColumn": 5, "endLine": line, "endColumn": column });
            assert_eq!(region_of((3, 5), end), whole);
        }
    }
}
