//! One worksheet → a scorecard: the pipeline that every use case with a scorecard in it runs.

use std::{path::Path, sync::Arc};

use jiff::civil::Date;

use super::{Notes, Scope, Session, Stop, former, look::Looking};
use crate::{
    assessment::{self, Assessment, Looks, RawAssessment, Scorecard},
    diag::{Code, Diagnostic},
    framework::{Framework, ProfileId},
    load::decode_often,
    remediation::Capacity,
    source::{Path as At, SourceId},
};

/// How a worksheet is read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The profile to use instead of the worksheet's.
    pub profile: Option<String>,
    /// The level to aim at everywhere, instead of the worksheet's targets.
    pub target: Option<String>,
    /// Answers to assume, by practice: what if?
    pub set: Vec<(String, String)>,
    /// Whether the files that records name are left alone: then such a record counts for no more than a citation.
    pub no_look: bool,
}

/// A worksheet with all that its figures rest on.
#[derive(Debug)]
pub struct Scored {
    pub framework: Arc<Framework>,
    pub assessment: Assessment,
    pub scorecard: Scorecard,
    /// What was seen of the files that its records name.
    pub looks: Looks,
    pub source: SourceId,
}

impl Scored {
    /// The same where all records are sealed: another hash, or none, counts for nothing at once.
    pub(super) fn seal(&mut self) {
        if self.framework.evidence.is_some() && !self.looks.sealed {
            self.looks.sealed = true;
            self.scorecard =
                assessment::score_seen(&self.framework, &self.assessment, &self.looks, self.scorecard.today);
        }
    }
}

/// A framework as flags and settings want it read.
#[derive(Debug)]
pub(super) struct Standard {
    pub(super) framework: Arc<Framework>,
    /// The profile of the flag, which wins over the worksheet's.
    pub(super) flag: Option<ProfileId>,
    /// The profile of the settings, for worksheets that name none.
    pub(super) settings: Option<ProfileId>,
}

impl Session {
    /// Reads and scores one worksheet.
    ///
    /// # Errors
    /// When it cannot be read, is wrong, or the reading names what is not there.
    pub fn score(&mut self, file: &Path, reading: &Reading) -> Result<Scored, Stop> {
        let scored = score(file, reading, &self.scope, &mut self.notes)?;
        Ok(self.notes.sink.given(scored)?)
    }
}

/// Reads and scores one worksheet. `None` when it is wrong, which the notes then say.
pub(super) fn score(file: &Path, reading: &Reading, scope: &Scope, notes: &mut Notes) -> Result<Option<Scored>, Stop> {
    match notes.read(&*scope.world, file)? {
        Some(source) => score_source(source, reading, |_, today| today, Looking { file, scope }, scope, notes),
        None => Ok(None),
    }
}

/// Scores a worksheet that is read already, weighing evidence on the day that `day` says, with what `looking` sees of it.
pub(super) fn score_source(
    source: SourceId,
    reading: &Reading,
    day: impl Fn(&Assessment, Date) -> Date,
    looking: Looking<'_>,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Option<Scored>, Stop> {
    let today = scope.world.today();
    let Some(raw) = decode_often::<RawAssessment>(source, &notes.sources, &mut notes.sink) else { return Ok(None) };
    let names = scope.names([raw.framework.as_str()], notes)?;
    let Some(folder) = assessment::framework_name(&raw, &names, source, &notes.sources, &mut notes.sink) else {
        return Ok(None);
    };
    let framework = match framework(folder, scope, notes)? {
        Ok(framework) => framework,
        Err(message) => {
            other_kind(message, source, notes);
            return Ok(None);
        }
    };
    let Some(framework) = framework else { return Ok(None) };
    if let Some(workspace) = &scope.workspace {
        let mut capacity = Capacity::usual(&framework, ProfileId(0));
        workspace.capacity(&framework, &mut capacity, &notes.sources, &mut notes.sink);
    }
    let asks_settings = raw.organisation.profile.is_none();
    let standard = Standard::of(framework, reading.profile.as_deref(), asks_settings, scope, notes)?;
    let Some(mut assessment) = standard.assessment(raw, source, today, notes) else { return Ok(None) };
    let framework = standard.framework;
    what_if(reading, &framework, &mut assessment, notes)?;
    let looks = if reading.no_look { Looks::default() } else { looking.look(&framework, &assessment) };
    let scorecard = assessment::score_seen(&framework, &assessment, &looks, day(&assessment, today));
    Ok(Some(Scored { framework, assessment, scorecard, looks, source }))
}

/// The framework of a pack: nothing where the pack is wrong, which the notes then say; the outer error where the pack is of
/// another kind.
pub(super) fn framework(
    id: &str,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Result<Option<Arc<Framework>>, String>, Stop> {
    match scope.pack_info(id, notes)?.map(|pack| pack.kind) {
        Some(kind) if kind != "framework" => {
            Ok(Err(format!("`{id}` is a {kind}, not a framework that can be answered")))
        }
        _ => Ok(Ok(scope.framework(id, notes)?)),
    }
}

/// Complains that a worksheet names a pack of another kind.
pub(super) fn other_kind(message: String, source: SourceId, notes: &mut Notes) {
    let place = notes.sources.value(source, &At::root().key("framework"));
    notes.sink.push(Diagnostic::new(Code::PackKind, message).at(place));
}

impl Standard {
    /// `flag` is the profile that was asked for; the settings are looked at where there is none and `settings` says so.
    pub(super) fn of(
        framework: Arc<Framework>,
        flag: Option<&str>,
        settings: bool,
        scope: &Scope,
        notes: &mut Notes,
    ) -> Result<Self, Stop> {
        let flag = match flag {
            Some(word) => {
                let known: Vec<&str> = framework.profiles.iter().map(|profile| profile.id.as_str()).collect();
                Some(framework.profile(word).ok_or_else(|| Stop::unknown("profile", word, &known))?)
            }
            None => None,
        };
        let settings = match &scope.workspace {
            Some(workspace) if flag.is_none() && settings => {
                workspace.profile(&framework, &notes.sources, &mut notes.sink)
            }
            _ => None,
        };
        Ok(Self { framework, flag, settings })
    }

    /// The answers, checked. `None` when they are wrong, which the notes then say.
    pub(super) fn assessment(
        &self,
        raw: RawAssessment,
        source: SourceId,
        today: Date,
        notes: &mut Notes,
    ) -> Option<Assessment> {
        // A profile that only another state of the framework has is none here.
        let known = |profile: &ProfileId| profile.0 < self.framework.profiles.len();
        let settings = self.settings.filter(|_| raw.organisation.profile.is_none());
        let profile = self.flag.or(settings).filter(known);
        let (sources, sink) = (&notes.sources, &mut notes.sink);
        let assessment = assessment::validate(raw, &self.framework, profile, source, sources, today, sink);
        assessment.filter(|_| !notes.sink.has_errors())
    }
}

/// A level by its word or number.
pub(super) fn level(word: &str, framework: &Framework) -> Result<u8, Stop> {
    let known: Vec<&str> = framework.levels.iter().map(|level| level.id.as_str()).collect();
    framework.level(word).ok_or_else(|| Stop::unknown("level", word, &known))
}

fn what_if(
    reading: &Reading,
    framework: &Framework,
    assessment: &mut Assessment,
    notes: &mut Notes,
) -> Result<(), Stop> {
    for (id, word) in &reading.set {
        let level = level(word, framework)?;
        let practices = former::practices(id, framework, notes)?.ok_or_else(|| former::unknown(id, framework))?;
        for practice in practices {
            assessment.set(practice, level);
        }
    }
    if let Some(word) = &reading.target {
        assessment.aim(level(word, framework)?);
    }
    Ok(())
}
