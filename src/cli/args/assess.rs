//! Assessing and comparing.

use std::path::PathBuf;

use clap::ValueEnum;

use dmf::{
    assessment,
    gate::FindingCode,
    ops::{self, Origin, Stop},
};

use super::{FailOn, GateOutput, Output};

/// Score one or more worksheets
///
/// Prints a scoreboard by building block, claimed and evidenced, the widest gaps and the next best steps.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf assess org.yaml\n  \
    dmf assess org.yaml --view components          read it by ASEAN's six components\n  \
    dmf assess org.yaml --set GOV-01=established   what if?\n  \
    dmf assess org.yaml --explain GOV              the arithmetic of a figure\n  \
    dmf assess org.yaml --sample 12 --seed 4711    what an auditor looks at\n  \
    dmf assess org.yaml --baseline git:origin/main what became of it?\n  \
    dmf assess org.yaml --format json -o score.json\n  \
    dmf assess org.yaml --chart heatmap -o map.svg")]
pub(crate) struct Assess {
    /// Worksheets; `-` is the standard input [default: that of the workspace, or org.yaml]
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Show how a figure came about: a practice, a building block, or `overall`
    #[arg(long, value_name = "ID")]
    pub(crate) explain: Option<String>,
    /// Draw so many practices for an auditor to look at, those with high claims and the key ones sooner; each with its sentence, its
    /// records, and a line to fill in
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..),
        conflicts_with_all = ["explain", "view", "all", "baseline", "write_baseline", "fail_under", "fail_on_regression",
        "fail_on_stale_evidence", "fail_on_unanswered", "policy", "set", "target"])]
    pub(crate) sample: Option<u16>,
    /// Draw by this number, the same practices each time; without it by the day. Let it be one that those who answered did not choose
    #[arg(long, value_name = "NUMBER", requires = "sample")]
    pub(crate) seed: Option<u64>,
    /// Read the answers another way as well
    #[arg(long, value_name = "VIEW")]
    pub(crate) view: Option<String>,
    /// Show every gap, not just the widest
    #[arg(long)]
    pub(crate) all: bool,
    /// Hold the answers against a scorecard, a worksheet, or the same file at `git:REVISION`
    #[arg(long, value_name = "FILE|git:REV")]
    pub(crate) baseline: Option<Origin>,
    #[command(flatten)]
    pub(crate) gates: Gates,
    /// Write the scorecard as the baseline of later runs; refused while anything is worse than the baseline given
    #[arg(long, value_name = "FILE", conflicts_with = "set")]
    pub(crate) write_baseline: Option<PathBuf>,
    /// Keep the better of the old baseline and the answers, so that what was reached once stays the mark
    #[arg(long, requires = "write_baseline")]
    pub(crate) only_improvements: bool,
    /// Which picture `--format svg` draws
    #[arg(long, value_name = "CHART", default_value = "radar")]
    pub(crate) chart: Chart,
    #[command(flatten)]
    pub(crate) output: GateOutput,
}

impl Assess {
    /// What is asked for of these worksheets.
    pub(crate) fn request(&self, files: Vec<PathBuf>) -> Result<ops::Assess, Stop> {
        let mut asked = ops::Assess::of(files);
        asked.reading = self.reading.clone().into();
        asked.gates = (&self.gates).into();
        asked.baseline.clone_from(&self.baseline);
        asked.view.clone_from(&self.view);
        asked.keeping(self.keep())
    }

    /// The baseline that is asked for.
    pub(crate) fn keep(&self) -> Option<ops::Keep> {
        let only_improvements = self.only_improvements;
        self.write_baseline.clone().map(|target| ops::Keep { target, only_improvements })
    }
}

/// A picture of a scorecard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Chart {
    /// Building blocks around a centre
    Radar,
    /// Building blocks as bars
    Bars,
    /// A field for each practice
    Heatmap,
}

impl From<Chart> for dmf::report::Chart {
    fn from(chart: Chart) -> Self {
        match chart {
            Chart::Radar => Self::Radar,
            Chart::Bars => Self::Bars,
            Chart::Heatmap => Self::Heatmap,
        }
    }
}

/// What makes an assessment fail, with exit code 1; `[gate]` of `dmf.toml` says the same for every run.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Gates")]
pub(crate) struct Gates {
    /// Fail below a level reached or a score, such as `established`, `60%` or `GOV=developing`; may be given again: all that
    /// are given have to hold, and what `dmf.toml` asks for beside them
    #[arg(long, value_name = "[BLOCK=]LEVEL|SCORE", value_delimiter = ',')]
    pub(crate) fail_under: Vec<String>,
    /// The figures that `--fail-under` looks at; a floor of `dmf.toml` by evidence stays one
    #[arg(long, value_name = "FIGURES")]
    pub(crate) by: Option<By>,
    /// Fail when anything is worse than the baseline
    #[arg(long)]
    pub(crate) fail_on_regression: bool,
    /// Fail when evidence is out of date
    #[arg(long)]
    pub(crate) fail_on_stale_evidence: bool,
    /// Fail when a practice is not answered
    #[arg(long)]
    pub(crate) fail_on_unanswered: bool,
    /// Whose gates and waivers count beside those in hand: a `dmf.toml`, or `git:REVISION`
    #[arg(long, value_name = "FILE|git:REVISION")]
    pub(crate) policy: Option<Origin>,
    #[command(flatten)]
    pub(crate) codes: FailOn,
}

impl From<&Gates> for ops::Gates {
    fn from(gates: &Gates) -> Self {
        let flags = [
            (gates.fail_on_regression, FindingCode::Regression),
            (gates.fail_on_stale_evidence, FindingCode::StaleEvidence),
            (gates.fail_on_unanswered, FindingCode::NotAssessed),
        ];
        let codes = flags.iter().filter(|(flag, _)| *flag).map(|(_, code)| *code);
        let fail_on = ops::FailOn::from(&gates.codes);
        Self {
            fail_under: gates.fail_under.clone(),
            by: gates.by.map(Into::into),
            fail_on: ops::FailOn { codes: codes.chain(fail_on.codes).collect(), ..fail_on },
            policy: gates.policy.clone(),
        }
    }
}

/// The figures that a gate looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// What is answered
    Claimed,
    /// As much of it as evidence backs today
    Evidenced,
}

impl From<By> for assessment::gate::By {
    fn from(by: By) -> Self {
        match by {
            By::Claimed => Self::Claimed,
            By::Evidenced => Self::Evidenced,
        }
    }
}

/// Show what became of the answers: by practice, block and overall
///
/// A change of the method (version of the framework, weights, profile) is told apart: where there is one, both sides are scored
/// by the method of what was, or by the new one where that is not to be had, so that only the answers move a figure.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    dmf diff last-year.json org.yaml\n  \
    dmf diff git:HEAD~1 org.yaml\n  \
    dmf diff git:v1.0:org.yaml git:v2.0:org.yaml --format csv")]
pub(crate) struct Diff {
    /// What was: a worksheet, a scorecard of `--format json`, `git:REVISION` or `git:REVISION:PATH`
    #[arg(value_name = "OLD")]
    pub(crate) old: Origin,
    /// What is
    #[arg(value_name = "NEW")]
    pub(crate) new: Origin,
    /// The profile to use instead of the worksheets'
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: Option<String>,
    /// Exit 1 when anything is worse than it was
    #[arg(long)]
    pub(crate) fail_on_regression: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// How a worksheet is read.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Reading {
    /// The profile to use instead of the worksheet's
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: Option<String>,
    /// The level to aim at everywhere, instead of the worksheet's targets
    #[arg(long, value_name = "LEVEL")]
    pub(crate) target: Option<String>,
    /// Answer a practice with a level, to see what would follow; may be given again
    #[arg(long, value_name = "ID=LEVEL", value_parser = pair)]
    pub(crate) set: Vec<(String, String)>,
    /// Look at the files that records name; this is what happens anyway
    #[arg(long)]
    look: bool,
    /// Leave those files alone; such a record then counts for no more than a citation
    #[arg(long, conflicts_with = "look")]
    no_look: bool,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (id, level) = text.split_once('=').ok_or("write it as ID=LEVEL, such as GOV-01=established")?;
    Ok((id.trim().to_owned(), level.trim().to_owned()))
}

impl From<Reading> for ops::Reading {
    fn from(Reading { profile, target, set, look: _, no_look }: Reading) -> Self {
        Self { profile, target, set, no_look }
    }
}
