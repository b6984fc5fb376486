//! What stood in the place of a worksheet, scored by the framework of then.

use std::{path::Path, sync::Arc};

use super::{
    super::{
        Notes,
        base::{Past, Text},
        baseline::other_framework,
        look::Looking,
        method::Then,
    },
    worker::Worker,
};
use crate::{
    assessment::{self, Looks, Scorecard, baseline::Baseline},
    diag::Sink,
    framework::{Framework, pin},
    gate::Finding,
    load::{self, decode_often, unread},
    world::WorldError,
};

/// What a worksheet was.
enum Was {
    Then(Box<Then>),
    /// Answers to another framework have nothing in common with these.
    OtherFramework,
    /// It pins a version of the framework that is not read yet.
    Version(String),
}

impl Worker<'_> {
    /// The baseline of a job, with what has to be known of it. Where it is wrong the notes say so.
    ///
    /// # Errors
    /// The folder of a version of the framework that has to be read first.
    pub(super) fn baseline(
        &self,
        before: &Past,
        file: &Path,
        at: usize,
        notes: &mut Notes,
    ) -> Result<(Option<Then>, Vec<Finding>), String> {
        let text = match before {
            Past::Unasked => return Ok((None, Vec::new())),
            Past::Absent(finding) => return Ok((None, vec![(**finding).clone()])),
            Past::Text(text) => text,
        };
        let mut wrong = Sink::default();
        let read = text.read(file, |text| -> Result<_, WorldError> {
            // Its warnings were told when it was the worksheet in hand.
            let (made, sink) = notes.apart(|notes| self.scored_then(text, (at, false), notes));
            let other = matches!(made, Some(Was::OtherFramework | Was::Version(_)));
            let made = made.filter(|_| other || !sink.has_errors());
            wrong = sink;
            Ok(made)
        });
        let (made, told) = match read {
            Ok(read) => read,
            Err(error) => {
                notes.sink.push(unread(&error));
                return Ok((None, Vec::new()));
            }
        };
        let made = match made {
            Some(Was::Then(then)) => Some(*then),
            Some(Was::Version(folder)) => return Err(folder),
            Some(Was::OtherFramework) | None => None,
        };
        if made.is_none() && told.is_none() {
            for diagnostic in wrong.sorted() {
                notes.sink.push(diagnostic.clone());
            }
        }
        Ok((made, text.findings.iter().cloned().chain(told).collect()))
    }

    /// A worksheet as the state has it whose rules count. `None` where it is wrong, or answers another framework.
    ///
    /// # Errors
    /// The folder of a version of the framework that has to be read first.
    pub(super) fn there(&self, text: &Text, at: usize, notes: &mut Notes) -> Result<Option<Then>, String> {
        let (made, sink) = notes.apart(|notes| self.scored_then(text, (at, true), notes));
        match made {
            Some(Was::Then(then)) => Ok(Some(*then).filter(|_| !sink.has_errors())),
            Some(Was::Version(folder)) if !self.is_broken(&folder) => Err(folder),
            Some(Was::Version(_) | Was::OtherFramework) | None => Ok(None),
        }
    }

    /// A worksheet as it was, by the framework of then, or `by_rules` by that of the state whose rules count. `None` when it is
    /// wrong; the notes say why, also of another framework.
    fn scored_then(&self, text: &Text, (at, by_rules): (usize, bool), notes: &mut Notes) -> Option<Was> {
        let source = load::text(text.name.clone(), text.bytes.clone(), &mut notes.sources, &mut notes.sink)?;
        let raw: assessment::RawAssessment = decode_often(source, &notes.sources, &mut notes.sink)?;
        let own = &self.frameworks[at].standard.framework;
        let folder = assessment::framework_name(&raw, &self.names, source, &notes.sources, &mut notes.sink)?;
        let known = self.frameworks.iter().find(|known| known.standard.framework.name == folder);
        if pin(folder).0 != own.pack.id {
            other_framework(&raw.framework, &own.pack.id, source, notes);
            return Some(Was::OtherFramework);
        }
        let Some(known) = known else { return Some(Was::Version(folder.to_owned())) };
        let then = if by_rules { &known.by_rules } else { &known.before };
        let standard =
            then.as_ref().filter(|_| text.revision.is_some()).map_or(&known.standard, |(standard, _)| standard);
        let framework: &Framework = &standard.framework;
        let (today, as_of) = (self.today, raw.as_of);
        let day = text.revision.as_ref().map(|revision| revision.day).or(as_of).map_or(today, |day| day.min(today));
        let assessment = standard.assessment(raw, source, today, notes)?;
        let then = if by_rules { self.rules.as_ref().map(|rules| &rules.scope) } else { self.then.as_ref() };
        let scope = then.filter(|_| text.revision.is_some()).unwrap_or(&self.now);
        let looks = if self.looks() {
            Looking { file: &text.path, scope }.look(framework, &assessment)
        } else {
            Looks::default()
        };
        let scorecard: Scorecard = assessment::score_seen(framework, &assessment, &looks, day);
        let baseline = Baseline::of(framework, &assessment, &scorecard, &looks, text.name.clone());
        let framework = Some(Arc::clone(&standard.framework));
        Some(Was::Then(Box::new(Then { baseline, framework, in_file: false })))
    }
}
