//! `dmf plan`: from gaps to dated actions.

use dmf::{
    framework::Framework,
    remediation::{self, Capacity},
    report::{self, Format},
};

use super::{
    Failure, Outcome, args,
    assess::{self, Scored},
    context::{Context, unknown},
    output,
};

pub(crate) fn run(args: &args::Plan, context: &mut Context) -> Result<Outcome, Failure> {
    context.open(&args.worksheet)?;
    let Some(Scored { framework, assessment, scorecard, .. }) = assess::score(&args.worksheet, &args.reading, context)?
    else {
        return Err(Failure::Data);
    };
    let capacity = capacity(&args.capacity, &framework, scorecard.profile, context)?;
    let start = args.start.unwrap_or(context.today);
    let plan = remediation::plan(&framework, &assessment, &scorecard, capacity, start);
    let view = remediation::view(&framework, &assessment, &scorecard, &plan);
    if output::format(&args.output)? == Format::Svg {
        let drawn = report::plan_chart(&view, &context.library, &mut context.sources, &mut context.sink);
        let svg = drawn.ok_or(Failure::Data)?;
        return output::put(svg.as_bytes(), args.output.file.as_deref(), args.output.force);
    }
    output::answer(&view, &args.output, true, context)
}

/// Usual capacity, then `dmf.toml`'s, then the flags'.
pub(crate) fn capacity(
    flags: &[(String, u32)],
    framework: &Framework,
    profile: dmf::framework::ProfileId,
    context: &mut Context,
) -> Result<Capacity, Failure> {
    let mut capacity = Capacity::usual(framework, profile);
    if let Some(workspace) = &context.workspace {
        workspace.capacity(framework, &mut capacity, &context.sources, &mut context.sink);
    }
    if context.sink.has_errors() {
        return Err(Failure::Data);
    }
    for (word, days) in flags {
        let known: Vec<&str> = framework.roles.iter().map(|role| role.id.as_str()).collect();
        let role = framework.role(word).ok_or_else(|| unknown("role", word, &known))?;
        capacity.0[role.0] = *days;
    }
    Ok(capacity)
}
