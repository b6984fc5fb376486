//! What leaves the room: versioned, serialisable, changes only by adding.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::{
    list::{Pressing, count, pressing},
    task::{Dated, State, When},
};
use crate::load::same_id;

/// Version of the shape below.
const VERSION: u32 = 1;

/// Which tasks are shown; all where nothing is named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picked {
    /// Names of kinds of entry, or of what is due.
    pub kinds: Vec<String>,
    pub owners: Vec<String>,
    /// Days ahead that count as soon.
    pub within: u32,
    /// Show later things as well.
    pub all: bool,
}

/// A kind of entry that may have a day, and what there is of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// What such entries are called, in the plural.
    pub of: String,
    /// What can be due of them.
    pub due: Vec<String>,
    pub entries: usize,
    /// The files in which they stand: where there are none, nothing is kept, and nobody can say what is due.
    pub files: Vec<String>,
}

/// Everything that has a day.
#[derive(Debug, Clone, Serialize)]
pub struct DueListView {
    pub version: u32,
    /// Whose things they are, where a file says so.
    pub organisation: String,
    /// The day from which everything is counted.
    pub today: String,
    /// Days ahead that count as soon.
    pub within: u32,
    pub overdue: usize,
    pub soon: usize,
    /// Without a day: nobody can say when it is due.
    pub unset: usize,
    pub later: usize,
    /// Late first, then those without a day, then by day.
    pub items: Vec<DueItemView>,
    /// By owner, later things included; last those that nobody owns.
    pub owners: Vec<OwnerView>,
    /// What was looked at, and of what nothing is kept.
    pub kept: Vec<Kept>,
    /// Why nothing is shown; `None` where something is.
    pub nothing: Option<String>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueItemView {
    /// The name by which calendars know it: it stays the same for as long as the thing to do does.
    pub uid: String,
    /// What such entries are called: `transfers`, `incidents`, or the name of a kind of record.
    pub of: String,
    pub id: String,
    pub title: String,
    /// What is due, in a word.
    pub kind: String,
    /// The last day on which it is not late; nothing where no day can be told.
    pub due: Option<String>,
    /// The moment of that day in UTC, where one counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moment: Option<String>,
    /// Days from today: below nothing when it is late.
    pub days: Option<i64>,
    pub state: State,
    pub what: String,
    /// Where the day comes from; of what has none, why nobody can tell it.
    pub why: String,
    pub owner: Option<String>,
    /// The file in which the entry stands.
    pub file: String,
}

/// What one owner has to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnerView {
    /// Nothing where nobody is named.
    pub owner: Option<String>,
    pub overdue: usize,
    pub unset: usize,
    pub soon: usize,
    pub later: usize,
}

/// What is due of `tasks`, as far as it is picked. `kept` says what they were taken from.
#[must_use]
pub fn due_list_view(
    mut tasks: Vec<Dated>,
    kept: Vec<Kept>,
    picked: &Picked,
    organisation: String,
    today: Date,
) -> DueListView {
    let named = |word: &str| picked.kinds.is_empty() || picked.kinds.iter().any(|kind| kind == word);
    tasks.retain(|each| named(&each.of) || named(&each.task.kind));
    let kept: Vec<Kept> =
        kept.into_iter().filter(|kept| named(&kept.of) || kept.due.iter().any(|due| named(due))).collect();
    let among = tasks.len();
    let owned = owners(&tasks);
    let picks = |owner: &Option<String>| owner.as_ref().is_some_and(|owner| is_one_of(owner, &picked.owners));
    tasks.retain(|each| picked.owners.is_empty() || picks(&each.owner));
    let all = pressing(tasks, today, picked.within);
    let later = count(&all, State::Later);
    let mut view = DueListView {
        version: VERSION,
        organisation,
        today: today.to_string(),
        within: picked.within,
        overdue: count(&all, State::Overdue),
        soon: count(&all, State::Soon),
        unset: count(&all, State::Unset),
        later,
        owners: by_owner(&all),
        items: all.into_iter().filter(|each| picked.all || each.state != State::Later).map(item).collect(),
        kept,
        nothing: None,
    };
    if view.items.is_empty() {
        view.nothing = Some(nothing(&view, picked, among, &owned));
    }
    view
}

/// Why nothing is shown: nothing is kept, nothing has a day, nobody of that name has anything, or nothing comes so soon.
fn nothing(view: &DueListView, picked: &Picked, among: usize, owned: &[String]) -> String {
    let entries: usize = view.kept.iter().map(|kept| kept.entries).sum();
    if entries == 0 {
        return "no cases: nothing is kept here that could have a day, so nobody can say what is due".to_owned();
    }
    if among == 0 {
        return format!("no cases: none of the {entries} entries looked at has anything to be done until a day");
    }
    if view.later == 0 {
        let known = if owned.is_empty() { "nobody is named".to_owned() } else { owned.join(", ") };
        return format!("no cases: nothing here is owned by {}; owners are: {known}", picked.owners.join(", "));
    }
    let until = format!("nothing within {} days", view.within);
    match view.later {
        1 => format!("{until}; 1 thing later"),
        later => format!("{until}; {later} things later"),
    }
}

impl DueListView {
    /// Whether something was looked at, nothing of it is late, and of each thing somebody can say when it is due.
    #[must_use]
    pub fn is_in_time(&self) -> bool {
        let cases = self.soon + self.later;
        cases > 0 && self.overdue == 0 && self.unset == 0
    }
}

fn item(each: Pressing) -> DueItemView {
    let Pressing { of, state, days } = each;
    let uid = of.uid();
    let Dated { of, id, title, owner, file, task, .. } = of;
    let moment = match task.when {
        When::At { moment, .. } => Some(moment.strftime("%Y-%m-%dT%H:%MZ").to_string()),
        _ => None,
    };
    let due = task.when.day().map(|day| day.to_string());
    DueItemView {
        uid,
        of,
        id,
        title,
        kind: task.kind,
        due,
        moment,
        days,
        state,
        what: task.what,
        why: task.why,
        owner,
        file,
    }
}

impl Dated {
    /// The name by which calendars know it. A clock goes by its duty first.
    #[must_use]
    pub fn uid(&self) -> String {
        match self.task.when {
            When::At { .. } => clock_uid(&self.task.key, &self.id),
            _ => uid(&self.id, &self.task.key, &self.holder),
        }
    }
}

/// The name by which calendars know something to do: the same in every calendar of the holder, so that one that is read again
/// moves it.
#[must_use]
pub fn uid(id: &str, key: &str, holder: &str) -> String {
    format!("{}.{}.{}", joined(id), joined(key), joined(&holder.to_lowercase()))
}

/// The same of a clock of an incident.
#[must_use]
pub fn clock_uid(key: &str, incident: &str) -> String {
    format!("{}.{}", joined(key).to_lowercase(), joined(incident).to_lowercase())
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("-")
}

fn is_one_of(owner: &str, owners: &[String]) -> bool {
    owners.iter().any(|other| same_id(owner, other) || owner.to_lowercase() == other.to_lowercase())
}

/// Who owns anything, each once.
fn owners(tasks: &[Dated]) -> Vec<String> {
    let mut all: Vec<String> = tasks.iter().filter_map(|each| each.owner.clone()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn by_owner(tasks: &[Pressing]) -> Vec<OwnerView> {
    // Those that nobody owns come last.
    let mut all: BTreeMap<(bool, Option<&String>), OwnerView> = BTreeMap::new();
    for Pressing { of, state, .. } in tasks {
        let owner = of.owner.as_ref();
        let view = all.entry((owner.is_none(), owner)).or_insert_with(|| OwnerView {
            owner: owner.cloned(),
            overdue: 0,
            unset: 0,
            soon: 0,
            later: 0,
        });
        let number = match state {
            State::Overdue => &mut view.overdue,
            State::Unset => &mut view.unset,
            State::Soon => &mut view.soon,
            State::Later => &mut view.later,
        };
        *number += 1;
    }
    all.into_values().collect()
}
