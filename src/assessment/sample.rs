//! Worksheets for tests: a framework that does not change any more, and answers written as a user writes them.

use jiff::civil::{Date, date};

use super::{Assessment, RawAssessment, Scorecard, score, validate};
use crate::{
    diag::Sink,
    framework::{self, Framework},
    load::{Library, decode},
    source::{SourceId, Sources},
};

/// The day of all tests.
pub(super) const TODAY: Date = date(2026, 11, 1);

/// A worksheet, scored.
pub(super) struct Sample {
    pub(super) framework: Framework,
    pub(super) assessment: Assessment,
    pub(super) scorecard: Scorecard,
    pub(super) sources: Sources,
    pub(super) source: SourceId,
}

/// A version of the framework that does not change any more.
pub(super) fn framework() -> Framework {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let files =
        Library::default().files("frameworks/asean-dmf@1.0.0", &mut sources, &mut sink).expect("it is embedded");
    framework::validate(&files, &sources, &mut sink).expect("it is sound")
}

/// The `answers` of a worksheet, indented by nothing, scored on [`TODAY`].
pub(super) fn sample(answers: &str) -> Sample {
    on(framework(), answers)
}

/// The same on a framework of the test's own.
pub(super) fn on(framework: Framework, answers: &str) -> Sample {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let lines: Vec<&str> = answers.lines().map(str::trim_start).collect();
    let answers =
        if answers.is_empty() { "answers: {}".to_owned() } else { format!("answers:\n  {}", lines.join("\n  ")) };
    let text = format!("framework: asean-dmf\norganisation: {{ name: Org, country: SG }}\n{answers}\n");
    let source = sources.add("org.yaml", text);
    let raw = decode::<RawAssessment>(source, &sources, &mut sink).expect("the test writes it well");
    let assessment = validate(raw, &framework, None, source, &sources, TODAY, &mut sink).expect("so it does");
    let scorecard = score(&framework, &assessment, TODAY);
    Sample { framework, assessment, scorecard, sources, source }
}
