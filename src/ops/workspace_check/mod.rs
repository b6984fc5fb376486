//! In: a workspace, and which of its files are asked for.
//! Out: what is wrong with it, and a verdict: every reference leads somewhere, and back.
//! Never: a mend; nothing is written.

mod judge;
mod records;
mod round;
mod settings;

use std::path::Path;

use super::{Session, Stop, session::repository_path};
use crate::{
    gate::{VerdictView, complaints_view, verdict_view},
    records::{Content, RECORDS},
    workspace::WorkspaceView,
};
use round::Round;

/// What a workspace comes to.
#[derive(Debug)]
pub struct WorkspaceCheck {
    /// Each mistake of the files is a finding here, and stands in the notes of the session as well.
    pub view: WorkspaceView,
    /// Whether a file cannot be taken for what it is: what stands in it nobody has followed, and that is no answer.
    pub unread: bool,
}

/// Reads the files of the workspace that a folder or a file lies in, with all that they refer to.
///
/// # Errors
/// When there is no workspace, its settings are wrong, or something cannot be read.
pub fn workspace_check(session: &mut Session, path: &Path) -> Result<WorkspaceCheck, Stop> {
    session.open(path)?;
    let Session { notes, scope, .. } = session;
    let Some(workspace) = &scope.workspace else {
        let place = path.display();
        return Err(Stop::said(format!("no dmf.toml was found at `{place}` or above; `dmf init` begins one")));
    };
    let main = notes.read(&*scope.world, &workspace.file)?;
    let main = notes.sink.made(main)?;
    let mut round = Round::new(scope, notes);
    let mut kinds = RECORDS.to_vec();
    kinds.sort_by_key(|kind| turn(kind.content));
    let (first, then) = kinds.split_at(kinds.partition_point(|kind| turn(kind.content) <= turn(Content::Deal)));
    for kind in first {
        round.read(kind)?;
    }
    round.reached()?;
    for kind in then {
        round.read(kind)?;
    }
    round.records()?;
    round.answers()?;
    round.links();
    let waivers = round.settings(workspace)?;
    round.record_links();
    let judged = round.judged(&waivers)?;
    round.unless_empty(main);
    round.keep_complaints();

    let Round { mut complaints, files, registers, references, .. } = round;
    complaints.sort_by_key(|complaint| complaint.place.as_ref().map(|place| (place.source, place.start)));
    let path = |name: &str| repository_path(&*scope.world, name);
    let verdict = complaints_view(&complaints, main, &notes.sources, &path);
    let judged = judged.iter().map(|(source, verdict)| {
        let source = source.unwrap_or(main);
        verdict_view(verdict, Vec::new(), &waivers, source, &notes.sources, &path, &|_| Vec::new())
    });
    let view = WorkspaceView {
        version: 1,
        file: workspace.file.display().to_string(),
        files,
        transfers: registers.iter().map(|register| register.register.transfers.len()).sum(),
        waivers: workspace.waiver_count(),
        references: references + workspace.waiver_count(),
        verdict: judged.fold(verdict, VerdictView::with),
    };
    let unread = complaints.iter().any(|complaint| complaint.code.is_of_form());
    for complaint in complaints {
        notes.sink.push(complaint);
    }
    Ok(WorkspaceCheck { view, unread })
}

/// When the files of a kind are read: what names others before what is named, and last what stands by itself.
const fn turn(content: Content) -> u8 {
    match content {
        Content::Answers => 0,
        Content::Transfers => 1,
        Content::Deal => 2,
        Content::Impact => 3,
        Content::Alone(_) => 4,
    }
}
