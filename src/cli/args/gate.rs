//! What fails, for every command that judges.

use dmf::{
    gate::FindingCode,
    ops::{self, unknown},
};

/// Codes that fail, with exit code 1; `fail_on` of `[gate]` in `dmf.toml` says the same for every run.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Gates")]
pub(crate) struct FailOn {
    /// Fail on findings of a code that `dmf explain` lists; may be given again
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = finding_code)]
    pub(crate) fail_on: Vec<FindingCode>,
    /// Leave out the gates, baseline and waivers of `dmf.toml`
    #[arg(long)]
    pub(crate) no_gate: bool,
}

impl From<&FailOn> for ops::FailOn {
    fn from(asked: &FailOn) -> Self {
        Self { codes: asked.fail_on.clone(), no_gate: asked.no_gate }
    }
}

/// The code of a finding, as typed.
fn finding_code(word: &str) -> Result<FindingCode, String> {
    FindingCode::of(word).ok_or_else(|| {
        let known: Vec<&str> = FindingCode::ALL.iter().map(|code| code.as_str()).collect();
        unknown("finding", word, &known)
    })
}
