//! What became of the answers between two states.

use std::path::Path;

use super::{
    Origin, Reading, Session, Stop,
    base::{Base, Past},
    baseline::{self, Meant},
    by_version::ByVersion,
    gates::FailOn,
    look::Looking,
    rules::{Excused, Waivers, rule_changes},
    score::Scored,
};
use crate::assessment::{
    baseline::{ComparisonView, SaidView, compare, comparison_view},
    gate::{Side, changes},
};

/// Asks what became of answers.
#[derive(Debug, Clone)]
pub struct Diff {
    old: Origin,
    new: Origin,
    profile: Option<String>,
}

/// What became of the answers.
#[derive(Debug)]
pub struct Compared {
    pub view: ComparisonView,
    /// Whether anything is worse than it was.
    pub worse: bool,
}

impl Diff {
    /// From what was to what is, by the profile that is named instead of the worksheets'.
    ///
    /// # Errors
    /// When neither side names a file.
    pub fn new(old: Origin, new: Origin, profile: Option<String>) -> Result<Self, Stop> {
        if old.path().or(new.path()).is_none() {
            return Err(Stop::usage("name a file on one of the two sides, or git:REVISION:PATH"));
        }
        Ok(Self { old, new, profile })
    }
}

/// Compares two states of a worksheet.
///
/// # Errors
/// When one of them cannot be read or is wrong.
pub fn diff(session: &mut Session, request: &Diff) -> Result<Compared, Stop> {
    let (old, new) = (request.old.path(), request.new.path());
    let any = new.or(old).expect("one of the two names a file, or there were no request");
    session.open(any)?;
    let reading = Reading { profile: request.profile.clone(), ..Reading::default() };
    let now = baseline::side(&request.new, old.unwrap_or(any), &reading, session)?;
    let now = session.notes.sink.made(now)?;
    let before: &Path = new.unwrap_or(any);
    // Two revisions are compared as they are named; what is worked on, with where it parted.
    let meant = if matches!(request.new, Origin::Git(..)) { Meant::Named } else { Meant::Base };
    let past = match (&request.old, &request.new) {
        (Origin::Git(name, None), Origin::File(file)) => {
            Base::git(name.clone(), vec![file.clone()], session).of(file, None)?
        }
        _ => Past::Unasked,
    };
    let before = match past {
        Past::Text(text) => {
            let (before, told) = baseline::in_text(&text, before, &now.framework, &reading, session)?;
            match (before, told.last()) {
                (None, Some(told)) if !session.notes.sink.has_errors() => return Err(Stop::said(&*told.message)),
                (before, _) => before,
            }
        }
        // It is not there, or as new as what it is compared with: then there is nothing else than what was named.
        Past::Absent(_) | Past::Unasked => {
            baseline::of(&request.old, (before, meant), &now.framework, &reading, session)?
        }
    };
    let (then, state) = session.notes.sink.made(before)?;
    let Session { scope, notes, .. } = session;
    let (scored, before) = (now.scored(), &then.baseline);
    let looking = Looking { file: request.new.path().or(old).unwrap_or(any), scope };
    let of = |scored: &Scored| ByVersion::of(then.framework.as_ref()?, Some(before), scored, looking);
    let by = scored.as_ref().and_then(of);
    // The method is that of what was, where it is to be had.
    let by_method = match (&by, &scored) {
        (None, Some(scored)) => then.by_method(scored, looking, notes),
        _ => None,
    };
    let own = (&*now.framework, &now.scorecard);
    let by = by.as_ref().map(ByVersion::scored).or(by_method.as_ref());
    let (framework, scorecard) = by.map_or(own, |by| (&*by.framework, &by.scorecard));
    let comparison = compare(framework, before, &now.method, scorecard);
    let mut view = comparison_view(framework, before, &comparison, scorecard);
    let scored = by.or(scored.as_ref());
    let mut told = scored.map_or_else(Vec::new, |scored| {
        let Scored { framework, assessment, scorecard, .. } = scored;
        // What the method does otherwise stands in a list of its own.
        changes(before, Side { framework, assessment, scorecard }, &[], scorecard.today)
    });
    // The rules are those of the files at hand, or of the revision that was named as what is.
    let now_scope = now.scope().unwrap_or(scope);
    if let Some(state) = &state {
        let frameworks = [&*now.framework];
        let (waivers, _) =
            notes.apart(|notes| Waivers::of(&FailOn::default(), &frameworks, now_scope, Some(state), notes));
        told.extend(rule_changes((now_scope, state), &now.framework, &waivers, &Excused::new(), notes));
    }
    view.changes = told.iter().map(|one| SaidView { code: one.code.as_str(), message: one.message.clone() }).collect();
    Ok(Compared { view, worse: comparison.is_worse() })
}
