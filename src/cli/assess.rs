//! `dmf assess`: scorecards.

use std::{path::Path, sync::Arc};

use dmf::{
    assessment::{
        self, Assessment, RawAssessment, Scorecard,
        baseline::{Baseline, Comparison, Method, compare, comparison_view},
    },
    diag::{Code, Diagnostic},
    framework::Framework,
    gate::VerdictView,
    load::{decode_often, read_text},
    remediation,
    report::{self, AssessView, Format},
    source::SourceId,
};
use jiff::civil::Date;

use super::{
    Failure, Outcome,
    args::{self, Reading},
    baseline::{self, Origin},
    context::{Context, unknown},
    gate::{self, Case},
    output,
};

/// Steps that are shown.
const STEPS: usize = 3;

pub(crate) fn run(args: &args::Assess, context: &mut Context) -> Result<Outcome, Failure> {
    if args.write_baseline.is_some() && args.files.len() > 1 {
        return Err(Failure::Usage("a baseline is written of one worksheet at a time".to_owned()));
    }
    let mut all = Vec::new();
    for (at, file) in args.files.iter().enumerate() {
        if at == 0 {
            context.open(file)?;
        }
        let Some(scored) = score(file, &args.reading, context)? else { continue };
        if let Some(id) = &args.explain {
            return explain(id, &scored, &args.output, context);
        }
        let against = against(file, &scored, &asked(args), context)?;
        all.push((file.as_path(), scored, against));
    }
    if context.sink.has_errors() {
        return Err(Failure::Data);
    }
    let cases: Vec<Case<'_>> = all
        .iter()
        .map(|(file, scored, against)| Case { file, scored, comparison: against.as_ref().map(|(_, found)| found) })
        .collect();
    let new_baseline = args.write_baseline.is_some() && !args.only_improvements;
    let verdicts = gate::verdicts(&cases, &args.gates, new_baseline, context)?;
    let passes = verdicts.iter().all(|(verdict, _)| verdict.passes());
    if let (Some(target), [(_, scored, against)], [(verdict, _)]) = (&args.write_baseline, &all[..], &verdicts[..]) {
        let comparison = against.as_ref().map(|(_, comparison)| comparison);
        baseline::write(target, scored, comparison, verdict, args)?;
    }
    let mut views = Vec::new();
    for ((file, scored, against), (_, verdict)) in all.iter().zip(verdicts) {
        let comparison = against
            .as_ref()
            .map(|(baseline, comparison)| comparison_view(&scored.framework, baseline, comparison, &scored.scorecard));
        let view = view(file, args.view.as_deref(), &args.reading, scored, verdict, context)?;
        views.push(AssessView { comparison, ..view });
    }
    if output::gate_format(&args.output)? == Format::Svg {
        picture(&views, args, context)?;
    } else {
        output::verdict(&views, &args.output, args.all, context)?;
    }
    Ok(if passes { Outcome::Yes } else { Outcome::No })
}

/// Draws the scorecard of the one worksheet that was given.
fn picture(views: &[AssessView], args: &args::Assess, context: &mut Context) -> Result<Outcome, Failure> {
    let [view] = views else {
        return Err(Failure::Usage("a picture is of one worksheet; `dmf portfolio` shows many".to_owned()));
    };
    let (library, sources, sink) = (&context.library, &mut context.sources, &mut context.sink);
    let svg = report::chart(args.chart.into(), &view.scorecard, library, sources, sink).ok_or(Failure::Data)?;
    output::put(svg.as_bytes(), args.output.file.as_deref(), args.output.force)
}

/// What a worksheet is held against, as far as flags say it.
pub(crate) struct Against<'a> {
    pub(crate) baseline: Option<Origin>,
    pub(crate) gates: &'a args::Gates,
    pub(crate) reading: &'a Reading,
    /// Worksheets of the same run.
    pub(crate) files: usize,
}

fn asked(args: &args::Assess) -> Against<'_> {
    let ratchet = args.write_baseline.as_ref().filter(|target| args.only_improvements && target.exists());
    let baseline = args.baseline.clone().or_else(|| ratchet.map(|target| Origin::File(target.clone())));
    Against { baseline, gates: &args.gates, reading: &args.reading, files: args.files.len() }
}

/// The baseline of a worksheet, where one is asked for, and what became of it.
pub(crate) fn against(
    file: &Path,
    scored: &Scored,
    args: &Against<'_>,
    context: &mut Context,
) -> Result<Option<(Baseline, Comparison)>, Failure> {
    let Some(origin) = gate::baseline(args.baseline.as_ref(), args.gates, context)? else { return Ok(None) };
    if args.files > 1 && matches!(origin, Origin::File(_) | Origin::Git(_, Some(_))) {
        return Err(Failure::Usage("one baseline file belongs to one worksheet; git:REVISION serves many".to_owned()));
    }
    let Scored { framework, scorecard, .. } = scored;
    let Some(baseline) = baseline::of(&origin, file, framework, args.reading, context)? else { return Ok(None) };
    let comparison = compare(framework, &baseline, &Method::of(framework, scorecard.profile), scorecard);
    Ok(Some((baseline, comparison)))
}

/// A worksheet with all that its figures rest on.
pub(crate) struct Scored {
    pub(crate) framework: Arc<Framework>,
    pub(crate) assessment: Assessment,
    pub(crate) scorecard: Scorecard,
    pub(crate) source: SourceId,
}

/// Reads and scores one worksheet. `None` when it is wrong, which the sink then says.
pub(crate) fn score(file: &Path, reading: &Reading, context: &mut Context) -> Result<Option<Scored>, Failure> {
    let Some(source) = read_text(file, &mut context.sources, &mut context.sink)? else { return Ok(None) };
    score_source(source, reading, |_, today| today, context)
}

/// Scores a worksheet that is read already, weighing evidence on the day that `day` says.
pub(crate) fn score_source(
    source: SourceId,
    reading: &Reading,
    day: impl Fn(&Assessment, Date) -> Date,
    context: &mut Context,
) -> Result<Option<Scored>, Failure> {
    let Some(raw) = decode_often::<RawAssessment>(source, &context.sources, &mut context.sink) else { return Ok(None) };
    let known = context.library.packs()?;
    let Some(id) = assessment::framework_id(&raw, &known, source, &context.sources, &mut context.sink) else {
        return Ok(None);
    };
    if let Some(kind) = context.kind(id)?.filter(|kind| kind != "framework") {
        let place = context.sources.value(source, &dmf::source::Path::root().key("framework"));
        let message = format!("`{id}` is a {kind}, not a framework that can be answered");
        context.sink.push(Diagnostic::new(Code::PackKind, message).at(place));
        return Ok(None);
    }
    let Some(framework) = context.framework(id)? else { return Ok(None) };
    if let Some(workspace) = &context.workspace {
        let mut capacity = remediation::Capacity::usual(&framework, dmf::framework::ProfileId(0));
        workspace.capacity(&framework, &mut capacity, &context.sources, &mut context.sink);
    }
    let profile = profile(reading, &raw, &framework, context)?;
    let validated =
        assessment::validate(raw, &framework, profile, source, &context.sources, context.today, &mut context.sink);
    let Some(mut assessment) = validated.filter(|_| !context.sink.has_errors()) else { return Ok(None) };
    what_if(reading, &framework, &mut assessment)?;
    let scorecard = assessment::score(&framework, &assessment, day(&assessment, context.today));
    Ok(Some(Scored { framework, assessment, scorecard, source }))
}

/// A flag wins over the worksheet, and the worksheet over `dmf.toml`.
fn profile(
    reading: &Reading,
    raw: &RawAssessment,
    framework: &Framework,
    context: &mut Context,
) -> Result<Option<dmf::framework::ProfileId>, Failure> {
    if let Some(word) = &reading.profile {
        let known: Vec<&str> = framework.profiles.iter().map(|profile| profile.id.as_str()).collect();
        return framework.profile(word).map(Some).ok_or_else(|| unknown("profile", word, &known));
    }
    match &context.workspace {
        Some(workspace) if raw.organisation.profile.is_none() => {
            Ok(workspace.profile(framework, &context.sources, &mut context.sink))
        }
        _ => Ok(None),
    }
}

fn what_if(reading: &Reading, framework: &Framework, assessment: &mut Assessment) -> Result<(), Failure> {
    let level = |word: &str| {
        let known: Vec<&str> = framework.levels.iter().map(|level| level.id.as_str()).collect();
        framework.level(word).ok_or_else(|| unknown("level", word, &known))
    };
    for (id, word) in &reading.set {
        let practice = framework.practice(id).or_else(|| framework.practice(&id.to_uppercase()));
        let known: Vec<&str> = framework.practices.iter().map(|practice| practice.id.as_str()).collect();
        assessment.set(practice.ok_or_else(|| unknown("practice", id, &known))?, level(word)?);
    }
    if let Some(word) = &reading.target {
        assessment.aim(level(word)?);
    }
    Ok(())
}

/// A scorecard as it is shown; `word` names another way to read the answers, where one is asked for.
pub(crate) fn view(
    file: &Path,
    word: Option<&str>,
    reading: &Reading,
    scored: &Scored,
    verdict: VerdictView,
    context: &mut Context,
) -> Result<AssessView, Failure> {
    let Scored { framework, assessment, scorecard, .. } = scored;
    let components = match word {
        Some(word) => {
            let view = context.view(word, framework)?;
            let groups = assessment::score_view(framework, &view, scorecard);
            Some((view, groups))
        }
        None => None,
    };
    let components = components.as_ref().map(|(view, groups)| (view, groups.as_slice()));
    let next = remediation::next_steps(framework, scorecard, STEPS);
    let mut card = assessment::view(framework, assessment, scorecard, components);
    card.what_if = reading.set.iter().map(|(id, level)| format!("{}={level}", id.to_uppercase())).collect();
    Ok(AssessView {
        file: file.display().to_string(),
        scorecard: card,
        next_steps: next.iter().map(|step| remediation::step_view(framework, scorecard, step)).collect(),
        comparison: None,
        verdict,
    })
}

fn explain(id: &str, scored: &Scored, output: &args::GateOutput, context: &mut Context) -> Result<Outcome, Failure> {
    let Scored { framework, assessment, scorecard, .. } = scored;
    if let Some(explanation) = assessment::explain(framework, assessment, scorecard, id) {
        output::verdict(&explanation, output, false, context)
    } else {
        let practices = framework.practices.iter().map(|practice| practice.id.as_str());
        let blocks = framework.blocks.iter().map(|block| block.id.as_str());
        let known: Vec<&str> = blocks.chain(["overall"]).chain(practices).collect();
        Err(unknown("figure", id, &known))
    }
}
