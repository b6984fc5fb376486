//! `dmf diff`: what became of the answers.

use std::path::{Path, PathBuf};

use dmf::assessment::baseline::{compare, comparison_view};

use super::{
    Failure, Outcome, args,
    args::Reading,
    baseline::{self, Origin},
    context::Context,
    output,
};

pub(crate) fn run(args: &args::Diff, context: &mut Context) -> Result<Outcome, Failure> {
    let path = |origin: &Origin| match origin {
        Origin::File(path) | Origin::Git(_, Some(path)) => Some(path.clone()),
        Origin::Git(_, None) => None,
    };
    let (old, new) = (path(&args.old), path(&args.new));
    let Some(any) = new.clone().or_else(|| old.clone()) else {
        return Err(Failure::Usage("name a file on one of the two sides, or git:REVISION:PATH".to_owned()));
    };
    context.open(&any)?;
    let reading = Reading { profile: args.profile.clone(), target: None, set: Vec::new() };
    let other = |path: Option<PathBuf>| path.unwrap_or_else(|| any.clone());
    let Some(now) = baseline::side(&args.new, &other(old), &reading, context)? else { return Err(Failure::Data) };
    let before: &Path = &other(new);
    let Some(before) = baseline::of(&args.old, before, &now.framework, &reading, context)? else {
        return Err(Failure::Data);
    };
    let comparison = compare(&now.framework, &before, &now.method, &now.scorecard);
    let worse = comparison.is_worse();
    let view = comparison_view(&now.framework, &before, &comparison, &now.scorecard);
    output::answer(&view, &args.output, true, context)?;
    Ok(if worse && args.fail_on_regression { Outcome::No } else { Outcome::Yes })
}
