//! What stood in the place of a worksheet, scored by the framework of then.

use std::path::Path;

use super::{
    super::{
        Notes,
        base::{Past, Text},
        baseline::other_framework,
        look::Looking,
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
enum Then {
    Baseline(Box<Baseline>),
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
    ) -> Result<(Option<Baseline>, Vec<Finding>), String> {
        let text = match before {
            Past::Unasked => return Ok((None, Vec::new())),
            Past::Absent(finding) => return Ok((None, vec![(**finding).clone()])),
            Past::Text(text) => text,
        };
        let mut wrong = Sink::default();
        let read = text.read(file, |text| -> Result<_, WorldError> {
            // Its warnings were told when it was the worksheet in hand.
            let (made, sink) = notes.apart(|notes| self.scored_then(text, at, notes));
            let other = matches!(made, Some(Then::OtherFramework | Then::Version(_)));
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
            Some(Then::Baseline(baseline)) => Some(*baseline),
            Some(Then::Version(folder)) => return Err(folder),
            Some(Then::OtherFramework) | None => None,
        };
        if made.is_none() && told.is_none() {
            for diagnostic in wrong.sorted() {
                notes.sink.push(diagnostic.clone());
            }
        }
        Ok((made, text.findings.iter().cloned().chain(told).collect()))
    }

    /// A worksheet as it was, by the framework of then. `None` when it is wrong; the notes say why, also of another framework.
    fn scored_then(&self, text: &Text, at: usize, notes: &mut Notes) -> Option<Then> {
        let source = load::text(text.name.clone(), text.bytes.clone(), &mut notes.sources, &mut notes.sink)?;
        let raw: assessment::RawAssessment = decode_often(source, &notes.sources, &mut notes.sink)?;
        let own = &self.frameworks[at].standard.framework;
        let folder = assessment::framework_name(&raw, &self.names, source, &notes.sources, &mut notes.sink)?;
        let known = self.frameworks.iter().find(|known| known.standard.framework.name == folder);
        if pin(folder).0 != own.pack.id {
            other_framework(&raw.framework, &own.pack.id, source, notes);
            return Some(Then::OtherFramework);
        }
        let Some(known) = known else { return Some(Then::Version(folder.to_owned())) };
        let standard = known.before.as_ref().unwrap_or(&known.standard);
        let framework: &Framework = &standard.framework;
        let (today, as_of) = (self.today, raw.as_of);
        let day = text.revision.as_ref().map(|revision| revision.day).or(as_of).map_or(today, |day| day.min(today));
        let assessment = standard.assessment(raw, source, today, notes)?;
        let scope = self.then.as_ref().filter(|_| text.revision.is_some()).unwrap_or(&self.now);
        let looks = if self.looks() {
            Looking { file: &text.path, scope }.look(framework, &assessment)
        } else {
            Looks::default()
        };
        let scorecard: Scorecard = assessment::score_seen(framework, &assessment, &looks, day);
        let baseline = Baseline::of(framework, &scorecard, &assessment.organisation.name, String::new());
        Some(Then::Baseline(Box::new(baseline)))
    }
}
