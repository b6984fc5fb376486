//! What a worksheet is held against: a scorecard or a worksheet, in a file or at a revision.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

use jiff::civil::Date;

use super::{
    Notes, Reading, Scope, Session, Stop,
    base::Text,
    look::Looking,
    method::Then,
    rules::Before,
    score::{self, Scored},
};
use crate::{
    assessment::{
        Assessment, Looks, Scorecard,
        baseline::{self, Baseline, Method, SavedScorecard},
    },
    diag::{Code, Diagnostic, Severity},
    framework::{self, Framework},
    gate::Finding,
    load::{self, decode_saved},
    source::{Path as At, SourceId},
    world::{MAX_BYTES, Revision, World},
};

/// Where a baseline is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    File(PathBuf),
    /// A revision, and the path there where it is not the worksheet's own.
    Git(String, Option<PathBuf>),
}

impl FromStr for Origin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let Some(rest) = text.strip_prefix("git:") else { return Ok(Self::File(PathBuf::from(text))) };
        let (revision, path) = match colon(rest).map(|at| rest.split_at(at)) {
            Some((revision, path)) => (revision, Some(PathBuf::from(&path[1..]))),
            None => (rest, None),
        };
        if revision.is_empty() || path.as_ref().is_some_and(|path| path.as_os_str().is_empty()) {
            return Err("write it as git:REVISION or git:REVISION:PATH, such as git:origin/main".to_owned());
        }
        Ok(Self::Git(revision.to_owned(), path))
    }
}

/// Where a revision ends and a path begins: at the first colon outside of braces, as in `main@{2026-11-30 02:00}:org.yaml`.
/// `:/words` is a revision that ends nowhere.
fn colon(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let ends = |(_, letter): &(usize, char)| {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *letter == ':' && depth == 0
    };
    if text.starts_with(":/") { None } else { text.char_indices().find(ends).map(|(at, _)| at) }
}

impl Origin {
    /// The path that it names, where it names one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) | Self::Git(_, Some(path)) => Some(path),
            Self::Git(_, None) => None,
        }
    }
}

/// A scorecard with the method by which it was made, and what else a comparison needs of it.
pub(super) struct Side {
    pub(super) framework: Arc<Framework>,
    pub(super) method: Method,
    pub(super) scorecard: Scorecard,
    baseline: Baseline,
    /// The answers; nothing of a scorecard.
    assessment: Option<Assessment>,
    looks: Looks,
    source: SourceId,
    /// The state of the files that it stood in, with what people read of it; nothing where that is the state of now.
    state: Option<(Arc<Scope>, String, Arc<Revision>)>,
}

impl Side {
    /// The state of the files that it stood in, where that is not the one of now.
    pub(super) fn scope(&self) -> Option<&Scope> {
        self.state.as_ref().map(|(scope, ..)| &**scope)
    }

    /// The worksheet; nothing of a scorecard.
    pub(super) fn scored(&self) -> Option<Scored> {
        let (framework, scorecard) = (Arc::clone(&self.framework), self.scorecard.clone());
        let (assessment, looks) = (self.assessment.clone()?, self.looks.clone());
        Some(Scored { framework, assessment, scorecard, looks, source: self.source })
    }
}

/// What a worksheet is held against, with the state of the files that it stood in, where that is one of git.
pub(super) type Stood = (Then, Option<Before>);

/// The baseline of the worksheet `file`, which is answered on `framework`. `None` when the baseline is wrong, which the
/// notes then say.
pub(super) fn of(
    origin: &Origin,
    (file, meant): (&Path, Meant),
    framework: &Framework,
    reading: &Reading,
    session: &mut Session,
) -> Result<Option<Stood>, Stop> {
    let was = |assessment: &Assessment, today: Date| assessment.as_of.map_or(today, |day| day.min(today));
    let Some((source, found)) = read(origin, (file, meant), was, reading, session)? else { return Ok(None) };
    let (mut then, before) = found.apart();
    let Session { notes, scope, .. } = session;
    if !same_framework(&then.baseline, &framework.pack.id, source, notes) {
        return Ok(None);
    }
    if then.framework.is_none() {
        let Method { framework: id, version, .. } = &then.baseline.method;
        then.framework = scope.named(&framework::pinned(id, version), notes)?;
    }
    Ok(Some((then, before)))
}

/// The baseline in a worksheet as it was, or in the newest version before it that reads, with what has to be known of it.
/// Nothing where neither is to be had, which the notes or the findings then say.
pub(super) fn in_text(
    text: &Text,
    file: &Path,
    framework: &Framework,
    reading: &Reading,
    session: &mut Session,
) -> Result<(Option<Stood>, Vec<Finding>), Stop> {
    let Session { notes, scope, data } = session;
    let (read, told) = text.read(file, |text| -> Result<_, Stop> {
        let (read, sink) = notes.apart(|notes| at_revision(text, reading, (scope, data), notes));
        let told = sink.sorted().into_iter().filter(|told| NOT_READ.contains(&told.code)).cloned().collect::<Vec<_>>();
        Ok(read?.filter(|_| !sink.has_errors()).map(|read| (read, told)))
    })?;
    let findings = text.findings.iter().cloned().chain(told).collect();
    let Some(((source, found), told)) = read else { return Ok((None, findings)) };
    for diagnostic in told {
        notes.sink.push(diagnostic);
    }
    let (mut then, before) = found.apart();
    if text.path != file {
        then.baseline.origin = format!("{}, as `{}`", then.baseline.origin, text.path.display());
    }
    let same = same_framework(&then.baseline, &framework.pack.id, source, notes);
    Ok((same.then_some((then, before)), findings))
}

/// Reads a worksheet, or a scorecard, by the data of the revision that it stood in.
fn at_revision(
    text: &Text,
    reading: &Reading,
    (scope, data): (&Scope, &[PathBuf]),
    notes: &mut Notes,
) -> Result<Option<(SourceId, Found)>, Stop> {
    let Some(revision) = &text.revision else { return Ok(None) };
    let bytes = text.bytes.clone();
    let Some(source) = load::text(text.name.clone(), bytes, &mut notes.sources, &mut notes.sink) else {
        return Ok(None);
    };
    // Settings of then that do not read take no answer away: what is compared is the worksheet.
    let (then, _) = notes.apart(|notes| Scope::at(Arc::clone(revision), &scope.world, &text.path, data, notes));
    let then = Arc::new(then?);
    let day = |_: &Assessment, today: Date| revision.day.min(today);
    let mut read = found(source, revision.describe(), day, reading, (&text.path, &then), notes)?;
    if let Some((_, Found::Worksheet(side))) = &mut read {
        side.state = Some((then, revision.describe(), Arc::clone(revision)));
    }
    Ok(read)
}

/// A worksheet as a revision has it. `None` where it is wrong, which the notes then say, or answers another framework.
pub(super) fn at(
    text: &Text,
    framework: &Framework,
    reading: &Reading,
    of: (&Scope, &[PathBuf]),
    notes: &mut Notes,
) -> Result<Option<Then>, Stop> {
    let Some((_, found)) = at_revision(text, reading, of, notes)? else { return Ok(None) };
    let (then, _) = found.apart();
    Ok(Some(then).filter(|then| then.baseline.method.framework == framework.pack.id))
}

/// A side of a comparison as it is now: `other` is the path where the origin names none.
pub(super) fn side(
    origin: &Origin,
    other: &Path,
    reading: &Reading,
    session: &mut Session,
) -> Result<Option<Side>, Stop> {
    let now = |_: &Assessment, today: Date| today;
    let Some((source, found)) = read(origin, (other, Meant::Named), now, reading, session)? else { return Ok(None) };
    let baseline = match found {
        Found::Worksheet(side) => return Ok(Some(*side)),
        Found::Scorecard(baseline) => baseline,
    };
    let Session { notes, scope, .. } = session;
    let Method { framework: id, version, .. } = &baseline.method;
    let name = framework::pinned(id, version);
    let names = scope.names([name.as_str()], notes)?;
    // A framework of one's own need not be there in every version of it.
    let Some(folder) = names.folder(&name).or_else(|| names.folder(id)) else {
        return Err(Stop::unknown("framework", id, &names.folders().collect::<Vec<_>>()));
    };
    let Some(framework) = scope.framework(folder, notes)? else { return Ok(None) };
    let Some(scorecard) = baseline.scorecard(&framework) else {
        let message = format!("there is no profile `{}`", baseline.method.profile);
        let place = notes.sources.value(source, &At::root().key("profile"));
        notes.sink.push(Diagnostic::new(Code::UnknownProfile, message).at(place));
        return Ok(None);
    };
    let (method, baseline) = (baseline.method.clone(), *baseline);
    Ok(Some(Side {
        framework,
        method,
        scorecard,
        baseline,
        assessment: None,
        looks: Looks::default(),
        source,
        state: None,
    }))
}

enum Found {
    Scorecard(Box<Baseline>),
    Worksheet(Box<Side>),
}

impl Found {
    /// What it was, and the state of the files that it stood in.
    fn apart(self) -> Stood {
        match self {
            Self::Scorecard(baseline) => (Then { baseline: *baseline, framework: None, in_file: true }, None),
            Self::Worksheet(side) => {
                let Side { framework, baseline, state, .. } = *side;
                let before = state.map(|(scope, name, revision)| Before { scope, name, revision: Some(revision) });
                (Then { baseline, framework: Some(framework), in_file: false }, before)
            }
        }
    }
}

/// What is told of a baseline although it reads.
const NOT_READ: [Code; 2] = [Code::NewerVersion, Code::KeyNotRead];

/// Of a baseline errors are told, and what was not read of a scorecard: the warnings on a worksheet were told when it was
/// the one in hand.
fn read(
    origin: &Origin,
    file: (&Path, Meant),
    day: impl Fn(&Assessment, Date) -> Date,
    reading: &Reading,
    session: &mut Session,
) -> Result<Option<(SourceId, Found)>, Stop> {
    let Session { notes, scope, data } = session;
    let (result, sink) = notes.apart(|notes| read_all(origin, file, day, reading, (scope, data), notes));
    let told =
        |diagnostic: &&Diagnostic| diagnostic.severity() == Severity::Error || NOT_READ.contains(&diagnostic.code);
    for diagnostic in sink.sorted().into_iter().filter(told) {
        notes.sink.push(diagnostic.clone());
    }
    result
}

fn read_all(
    origin: &Origin,
    (file, meant): (&Path, Meant),
    day: impl Fn(&Assessment, Date) -> Date,
    reading: &Reading,
    (scope, data): (&Scope, &[PathBuf]),
    notes: &mut Notes,
) -> Result<Option<(SourceId, Found)>, Stop> {
    let world = &scope.world;
    match origin {
        Origin::File(path) => {
            let Some(source) = notes.read(&**world, path)? else { return Ok(None) };
            let name = path.display().to_string();
            found(source, name, day, reading, (path, scope), notes)
        }
        Origin::Git(name, path) => {
            let path = path.as_deref().unwrap_or(file);
            if path == Path::new("-") {
                return Err(Stop::usage("the standard input is in no repository; name a baseline file"));
            }
            let (revision, path) = revision(name, path, meant, world)?;
            let path = path.as_path();
            let bytes = revision.require(path, MAX_BYTES)?;
            let name = format!("{name}:{}", path.display());
            let path = path.to_owned();
            let text = Text { name, bytes, path, revision: Some(revision), findings: Vec::new() };
            at_revision(&text, reading, (scope, data), notes)
        }
    }
}

/// Which commit a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// The one that is named.
    Named,
    /// Where what is worked on parted from it.
    Base,
}

/// A revision with the path of a file in it. One that begins at the top of all is seen from the top of the repository,
/// unless it leads into it.
fn revision(name: &str, path: &Path, meant: Meant, world: &Arc<dyn World>) -> Result<(Arc<Revision>, PathBuf), Stop> {
    let find = |folder: &Path| match meant {
        Meant::Named => Revision::find(Arc::clone(world), folder, name),
        Meant::Base => Revision::base(Arc::clone(world), folder, name),
    };
    let found = find(path.parent().unwrap_or(Path::new("")));
    if let Ok(from_top) = path.strip_prefix("/")
        && !found.as_ref().is_ok_and(|found| found.holds(path))
    {
        let here = find(Path::new("."))?;
        let path = here.from_top(from_top);
        return Ok((Arc::new(here), path));
    }
    Ok((Arc::new(found?), path.to_owned()))
}

/// Decodes a scorecard, or scores the worksheet `file`; `day` says on which day its evidence is weighed.
fn found(
    source: SourceId,
    name: String,
    day: impl Fn(&Assessment, Date) -> Date,
    reading: &Reading,
    (file, scope): (&Path, &Scope),
    notes: &mut Notes,
) -> Result<Option<(SourceId, Found)>, Stop> {
    if baseline::is_scorecard(source, &notes.sources) {
        let baseline = saved(source, notes);
        return Ok(baseline.map(|baseline| (source, Found::Scorecard(Box::new(Baseline { origin: name, ..baseline })))));
    }
    // Of the flags only the profile belongs to the method; the others ask what if the worksheet in hand were different.
    let reading = Reading { profile: reading.profile.clone(), no_look: reading.no_look, ..Reading::default() };
    let looking = Looking { file, scope };
    let Some(scored) = score::score_source(source, &reading, day, looking, scope, notes)? else { return Ok(None) };
    let Scored { framework, assessment, scorecard, looks, .. } = scored;
    let baseline = Baseline::of(&framework, &assessment, &scorecard, &looks, name);
    let method = Method::of(&framework, scorecard.profile);
    let assessment = Some(assessment);
    let side = Side { framework, method, scorecard, baseline, assessment, looks, source, state: None };
    Ok(Some((source, Found::Worksheet(Box::new(side)))))
}

/// A scorecard as it was written. `None` when it is wrong, which the notes then say.
pub(super) fn saved(source: SourceId, notes: &mut Notes) -> Option<Baseline> {
    let raw = decode_saved::<SavedScorecard>(source, &notes.sources, &mut notes.sink)?;
    if notes.sink.has_errors() {
        return None;
    }
    baseline::validate(&raw, source, &notes.sources, &mut notes.sink)
}

/// Whether both answer one framework; the notes say where they do not.
fn same_framework(baseline: &Baseline, id: &str, source: SourceId, notes: &mut Notes) -> bool {
    let same = baseline.method.framework == id;
    if !same {
        other_framework(&baseline.method.framework, id, source, notes);
    }
    same
}

/// Complains that the baseline answers another framework than the worksheet.
pub(super) fn other_framework(then: &str, now: &str, source: SourceId, notes: &mut Notes) {
    let message = format!("the baseline answers `{then}`, the worksheet `{now}`");
    let place = notes.sources.value(source, &At::root().key("framework"));
    let diagnostic = Diagnostic::new(Code::BaselineMismatch, message).at(place);
    notes.sink.push(diagnostic.help("only answers to the same framework can be compared"));
}
