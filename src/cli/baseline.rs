//! What a worksheet is held against: a scorecard or a worksheet, in a file or at a revision.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

use dmf::{
    assessment::{
        self, Assessment, Scorecard,
        baseline::{self, Baseline, Comparison, Method, SavedScorecard},
    },
    diag::{Code, Diagnostic, Severity},
    framework::Framework,
    gate::{FindingCode, Verdict},
    load::{self, Layer, Library, Revision, decode_saved, read_text},
    source::{Path as At, SourceId},
    workspace,
};
use jiff::civil::Date;

use super::{
    Failure,
    args::{self, Reading},
    assess::{self, Scored},
    context::{Context, unknown},
    output,
};

/// Where a baseline is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    File(PathBuf),
    /// A revision, and the path there where it is not the worksheet's own.
    Git(String, Option<PathBuf>),
}

impl FromStr for Origin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let Some(rest) = text.strip_prefix("git:") else { return Ok(Self::File(PathBuf::from(text))) };
        let (revision, path) = match rest.split_once(':') {
            Some((revision, path)) => (revision, Some(PathBuf::from(path))),
            None => (rest, None),
        };
        if revision.is_empty() || path.as_ref().is_some_and(|path| path.as_os_str().is_empty()) {
            return Err("write it as git:REVISION or git:REVISION:PATH, such as git:origin/main".to_owned());
        }
        Ok(Self::Git(revision.to_owned(), path))
    }
}

/// A scorecard with the method by which it was made, and what else a comparison needs of it.
pub(crate) struct Side {
    pub(crate) framework: Arc<Framework>,
    pub(crate) method: Method,
    pub(crate) scorecard: Scorecard,
    baseline: Baseline,
}

/// The baseline of the worksheet `file`, which is answered on `framework`. `None` when the baseline is wrong, which the
/// sink then says.
pub(crate) fn of(
    origin: &Origin,
    file: &Path,
    framework: &Framework,
    reading: &Reading,
    context: &mut Context,
) -> Result<Option<Baseline>, Failure> {
    let was = |assessment: &Assessment, today: Date| assessment.as_of.map_or(today, |day| day.min(today));
    let Some((source, found)) = quietly(context, |context| read(origin, file, was, reading, context))? else {
        return Ok(None);
    };
    let baseline = match found {
        Found::Scorecard(baseline) => *baseline,
        Found::Worksheet(side) => side.baseline,
    };
    Ok(same_framework(baseline, &framework.pack.id, source, context))
}

/// A side of `dmf diff` as it is now: `other` is the path where the origin names none.
pub(crate) fn side(
    origin: &Origin,
    other: &Path,
    reading: &Reading,
    context: &mut Context,
) -> Result<Option<Side>, Failure> {
    let now = |_: &Assessment, today: Date| today;
    let Some((source, found)) = quietly(context, |context| read(origin, other, now, reading, context))? else {
        return Ok(None);
    };
    let baseline = match found {
        Found::Worksheet(side) => return Ok(Some(*side)),
        Found::Scorecard(baseline) => baseline,
    };
    let known = context.library.packs()?;
    if !known.contains(&baseline.method.framework) {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        return Err(unknown("framework", &baseline.method.framework, &known));
    }
    let Some(framework) = context.framework(&baseline.method.framework)? else { return Ok(None) };
    let Some(scorecard) = baseline.scorecard(&framework) else {
        let message = format!("there is no profile `{}`", baseline.method.profile);
        let place = context.sources.value(source, &At::root().key("profile"));
        context.sink.push(Diagnostic::new(Code::UnknownProfile, message).at(place));
        return Ok(None);
    };
    Ok(Some(Side { framework, method: baseline.method.clone(), scorecard, baseline: *baseline }))
}

/// Writes the scorecard as a baseline, or the better of it and of what it was compared with; never a regression.
pub(crate) fn write(
    target: &Path,
    scored: &Scored,
    comparison: Option<&Comparison>,
    verdict: &Verdict,
    args: &args::Assess,
) -> Result<(), Failure> {
    let Scored { framework, assessment, scorecard, .. } = scored;
    let stays = |why: &str| output::complain(&format!("`{}` is not written: {why}", target.display()));
    let empty = scorecard.overall.counts.answered == 0;
    let blocks = |code| [FindingCode::Regression, FindingCode::EmptyInput].contains(&code);
    if empty || verdict.findings.iter().any(|finding| finding.fails && !args.only_improvements && blocks(finding.code))
    {
        stays(if empty { "nothing is answered" } else { "something is worse than the baseline" });
        return Ok(());
    }
    let view = match comparison.filter(|_| args.only_improvements) {
        None => assessment::view(framework, assessment, scorecard, None),
        Some(comparison) => {
            let kept = baseline::keep_better(framework, comparison, scorecard);
            if target.exists() && comparison.method.is_empty() && kept.practices == comparison.before.practices {
                stays("nothing is better than it says");
                return Ok(());
            }
            let view = assessment::view(framework, assessment, &kept, None);
            baseline::view_kept(view, comparison, framework)
        }
    };
    let text = serde_json::to_string_pretty(&view)? + "\n";
    let how = if args.output.force || args.only_improvements { load::Output::Replace } else { load::Output::New };
    load::write(target, text.as_bytes(), how)?;
    Ok(())
}

enum Found {
    Scorecard(Box<Baseline>),
    Worksheet(Box<Side>),
}

/// Of a baseline errors are told, and what was not read of a scorecard: the warnings on a worksheet were told when it was
/// the one in hand.
fn quietly<T>(
    context: &mut Context,
    work: impl FnOnce(&mut Context) -> Result<Option<T>, Failure>,
) -> Result<Option<T>, Failure> {
    let mut sink = std::mem::take(&mut context.sink);
    let result = work(context);
    std::mem::swap(&mut context.sink, &mut sink);
    let told = |diagnostic: &&Diagnostic| {
        diagnostic.severity() == Severity::Error || [Code::NewerVersion, Code::KeyNotRead].contains(&diagnostic.code)
    };
    for diagnostic in sink.sorted().into_iter().filter(told) {
        context.sink.push(diagnostic.clone());
    }
    result
}

fn read(
    origin: &Origin,
    file: &Path,
    day: impl Fn(&Assessment, Date) -> Date,
    reading: &Reading,
    context: &mut Context,
) -> Result<Option<(SourceId, Found)>, Failure> {
    match origin {
        Origin::File(path) => {
            let Some(source) = read_text(path, &mut context.sources, &mut context.sink)? else { return Ok(None) };
            let name = path.display().to_string();
            found(source, name, day, reading, context)
        }
        Origin::Git(name, path) => {
            let path = path.as_deref().unwrap_or(file);
            if path == Path::new("-") {
                return Err(Failure::Usage("the standard input is in no repository; name a baseline file".to_owned()));
            }
            let folder = path.parent().unwrap_or(Path::new("."));
            let revision = Revision::find(folder, name)?;
            let base = path.file_name().unwrap_or(path.as_os_str());
            let bytes = revision.require(Path::new(base))?;
            let name = format!("{name}:{}", path.display());
            let Some(source) = load::text(name, bytes, &mut context.sources, &mut context.sink) else {
                return Ok(None);
            };
            let (library, workspace) = surroundings(&revision, path, context)?;
            let day = |_: &Assessment, today: Date| revision.day.min(today);
            context.elsewhere(library, workspace, |context| found(source, revision.describe(), day, reading, context))
        }
    }
}

/// The data and the workspace as they were at a revision. What lies outside the repository is taken as it is.
pub(crate) fn surroundings(
    revision: &Revision,
    file: &Path,
    context: &mut Context,
) -> Result<(Library, Option<workspace::Workspace>), Failure> {
    let mut folders: Vec<PathBuf> = Vec::new();
    let mut then = None;
    if let Some(now) = workspace::above(file) {
        let home = now.parent().unwrap_or(Path::new("."));
        if let Ok(Some(bytes)) = revision.from(home).read(Path::new(workspace::FILE)) {
            let name = format!("{}:{}", revision.describe(), now.display());
            if let Some(source) = load::text(name, bytes, &mut context.sources, &mut context.sink) {
                then = workspace::read(source, now, &context.sources, &mut context.sink);
            }
        }
        folders.extend(then.as_ref().map_or_else(Vec::new, workspace::Workspace::data));
    }
    folders.extend(context.data_flags().iter().cloned());
    let mut layers = Vec::new();
    for folder in folders {
        // Seen from the folder above: it may be gone by now.
        let above = folder.parent().filter(|above| above.as_os_str().is_empty() || above.is_dir());
        let name = folder.file_name().map(Path::new);
        let held = match (above, name) {
            (Some(above), Some(name)) => revision.from(above).files(name)?,
            _ => None,
        };
        match held {
            Some(files) => layers.push(Layer::Held(format!("{}:{}", revision.describe(), folder.display()), files)),
            None if folder.is_dir() => layers.push(Layer::Disk(folder)),
            None => {}
        }
    }
    Ok((Library::layered(layers), then))
}

/// Decodes a scorecard, or scores a worksheet; `day` says on which day its evidence is weighed.
fn found(
    source: SourceId,
    name: String,
    day: impl Fn(&Assessment, Date) -> Date,
    reading: &Reading,
    context: &mut Context,
) -> Result<Option<(SourceId, Found)>, Failure> {
    if baseline::is_scorecard(source, &context.sources) {
        let Some(raw) = decode_saved::<SavedScorecard>(source, &context.sources, &mut context.sink) else {
            return Ok(None);
        };
        if context.sink.has_errors() {
            return Ok(None);
        }
        let baseline = baseline::validate(&raw, source, &context.sources, &mut context.sink);
        return Ok(baseline.map(|baseline| (source, Found::Scorecard(Box::new(Baseline { origin: name, ..baseline })))));
    }
    // Of the flags only the profile belongs to the method; the others ask what if the worksheet in hand were different.
    let reading = Reading { profile: reading.profile.clone(), target: None, set: Vec::new() };
    let Some(Scored { framework, assessment, scorecard, .. }) = assess::score_source(source, &reading, day, context)?
    else {
        return Ok(None);
    };
    let baseline = Baseline::of(&framework, &scorecard, &assessment.organisation.name, name);
    let method = Method::of(&framework, scorecard.profile);
    Ok(Some((source, Found::Worksheet(Box::new(Side { framework, method, scorecard, baseline })))))
}

fn same_framework(baseline: Baseline, id: &str, source: SourceId, context: &mut Context) -> Option<Baseline> {
    if baseline.method.framework == id {
        return Some(baseline);
    }
    let message = format!("the baseline answers `{}`, the worksheet `{id}`", baseline.method.framework);
    let place = context.sources.value(source, &At::root().key("framework"));
    let diagnostic = Diagnostic::new(Code::BaselineMismatch, message).at(place);
    context.sink.push(diagnostic.help("only answers to the same framework can be compared"));
    None
}
