//! In: a workspace, and which of the things in it that have a day are asked for.
//! Out: all of them in one list: of registers, transfers, agreements, evidence, waivers, incidents and the law in use.
//! Never: a list that is short because a file could not be read, or because nothing is kept.

mod files;
mod records;
mod round;

use std::path::Path;

use jiff::{Timestamp, civil::Date};

use super::{Session, Stop, registers::kinds};
use crate::{
    diag::did_you_mean,
    due::{DueListView, Kept, Picked, distinct, due_list_view},
};
use round::Round;

/// Asks what is to be done until when, of everything that a workspace holds.
#[derive(Debug, Clone)]
pub struct DueList {
    /// A folder or a file of the workspace.
    pub place: std::path::PathBuf,
    /// Names of kinds of entry, or of what is due; all where none is named.
    pub kinds: Vec<String>,
    /// Owners as the files write them; all where none is named.
    pub owners: Vec<String>,
    /// How far ahead counts as soon.
    pub until: Until,
    /// Show later things as well.
    pub all: bool,
    /// The moment to which clocks of incidents are held.
    pub now: Timestamp,
}

/// How far ahead counts as soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// So many days from today.
    Within(u32),
    /// That day, which counts; not before today.
    Day(Date),
}

/// Everything in a workspace that has a day, the most pressing first.
///
/// # Errors
/// When there is no workspace, a kind is unknown, the day is past, or any file in it is wrong or cannot be read.
pub fn due_list(session: &mut Session, request: &DueList) -> Result<DueListView, Stop> {
    session.open(&request.place)?;
    let Session { notes, scope, .. } = session;
    let today = scope.world.today();
    let within = within(request.until, today)?;
    let Some(workspace) = &scope.workspace else {
        let place = request.place.display();
        return Err(Stop::said(format!("no dmf.toml was found at `{place}` or above; `dmf init` begins one")));
    };
    let kinds = kinds(scope, notes)?;
    let mut round = Round::new(scope, notes, workspace, request.now);
    round.worksheets()?;
    round.registers()?;
    round.deals();
    round.incidents()?;
    round.records(&kinds)?;
    round.waivers();
    round.laws()?;
    let organisation = round.organisation();
    let Round { mut tasks, kept, .. } = round;
    notes.sink.checked()?;
    // Of several files, two may have an entry of one name for one organisation.
    distinct(&mut tasks);
    known(&request.kinds, &kept)?;
    let picked = Picked { kinds: request.kinds.clone(), owners: request.owners.clone(), within, all: request.all };
    Ok(due_list_view(tasks, kept, &picked, organisation, today))
}

/// Days ahead that count as soon.
fn within(until: Until, today: Date) -> Result<u32, Stop> {
    match until {
        Until::Within(days) => Ok(days),
        Until::Day(day) => u32::try_from((day - today).get_days()).map_err(|_| {
            Stop::usage(format!("`--until {day}` is before today, {today}; late things are always shown"))
        }),
    }
}

/// Refuses a word that is no kind of anything that may have a day here.
fn known(words: &[String], kept: &[Kept]) -> Result<(), Stop> {
    for word in words {
        let mut known: Vec<&str> = kept.iter().map(|kept| kept.of.as_str()).collect();
        let due = kept.iter().flat_map(|kept| &kept.due).map(String::as_str);
        if !known.contains(&word.as_str()) && !due.clone().any(|due| due == word) {
            // What is nearest may be of either sort; all of both would be too much to read.
            if let Some(meant) = did_you_mean(word, known.iter().copied().chain(due)) {
                return Err(Stop::unknown("kind of thing that has a day", word, &[meant]));
            }
            known.sort_unstable();
            return Err(Stop::unknown("kind of thing that has a day", word, &known));
        }
    }
    Ok(())
}

/// The name of a file, as it is told.
fn name(path: &Path) -> String {
    path.display().to_string()
}
