//! How many worksheets a second are read and scored, beside the time that parsing the same YAML takes.
//!
//! `cargo bench --bench scoring`

use divan::{Bencher, counter::BytesCount};
use dmf::{
    assessment::{self, RawAssessment},
    diag::Sink,
    framework::{self, Framework},
    load::{Library, decode},
    remediation::{self, Capacity},
    source::Sources,
};
use jiff::civil::{Date, date};

const WORKSHEET: &str = include_str!("../../examples/sg-payments/org.yaml");
const TODAY: Date = date(2026, 11, 24);

fn main() {
    divan::main();
}

fn framework() -> Framework {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let files = Library::default().files("frameworks/asean-dmf", &mut sources, &mut sink).expect("embedded");
    framework::validate(&files, &sources, &mut sink).expect("shipped frameworks are sound")
}

/// Text → scorecard: what a portfolio does for each of its files.
#[divan::bench]
fn worksheet_to_scorecard(bencher: Bencher<'_, '_>) {
    let framework = framework();
    bencher.counter(BytesCount::of_str(WORKSHEET)).bench(|| {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let source = sources.add("org.yaml", WORKSHEET);
        let raw: RawAssessment = decode(source, &sources, &mut sink).expect("the example is sound");
        let model = assessment::validate(raw, &framework, None, source, &sources, TODAY, &mut sink);
        assessment::score(&framework, &model.expect("the example is sound"), TODAY)
    });
}

/// The floor: the same text parsed into plain values and nothing else.
#[divan::bench]
fn yaml_alone(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::of_str(WORKSHEET))
        .bench(|| serde_yaml::from_str::<serde_json::Value>(WORKSHEET).expect("the example is YAML"));
}

/// Reading the default framework, as every run does once.
#[divan::bench]
fn read_framework() -> Framework {
    framework()
}

/// Scorecard → dated plan.
#[divan::bench]
fn plan(bencher: Bencher<'_, '_>) {
    let framework = framework();
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let source = sources.add("org.yaml", WORKSHEET);
    let raw: RawAssessment = decode(source, &sources, &mut sink).expect("the example is sound");
    let model = assessment::validate(raw, &framework, None, source, &sources, TODAY, &mut sink);
    let model = model.expect("the example is sound");
    let scorecard = assessment::score(&framework, &model, TODAY);
    let capacity = Capacity::usual(&framework, scorecard.profile);
    bencher.bench(|| remediation::plan(&framework, &model, &scorecard, capacity.clone(), TODAY));
}
