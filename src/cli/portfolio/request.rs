//! What `dmf portfolio` asks of the library, read off its arguments.

use std::path::PathBuf;

use dmf::{
    assessment::portfolio,
    ops,
    report::{Family, Format, Frame},
};

use super::super::{
    args::{self, Input},
    context::Context,
};

pub(super) fn request(
    args: &args::Portfolio,
    paths: Vec<PathBuf>,
    format: Format,
    context: &Context,
) -> ops::Portfolio {
    ops::Portfolio {
        input: match args.input {
            Input::Files => ops::Input::Paths(paths),
            Input::Ndjson => ops::Input::Lines,
        },
        baseline: args.baseline.clone(),
        profile: args.profile.clone(),
        gates: (&args.gates).into(),
        look: (args.look || args.no_look).then_some(args.look),
        fail_fast: args.fail_fast,
        roll_up: args.roll_up.into(),
        top: args.top,
        threads: args.threads,
        frame: match format {
            Format::Json => Some(Frame::Json),
            Format::Ndjson => Some(Frame::Ndjson),
            Format::Csv => Some(Frame::Csv),
            _ => None,
        },
        findings: format.shows(Family::Findings),
        style: context.complaint_style(),
    }
}

impl From<args::GroupBy> for portfolio::By {
    fn from(by: args::GroupBy) -> Self {
        match by {
            args::GroupBy::Country => Self::Country,
            args::GroupBy::Sector => Self::Sector,
            args::GroupBy::Tag => Self::Tag,
        }
    }
}
