//! What to do with an agreement that came back, in a line or two, before anything else of the review.

use crate::{
    report::{Style, formats::table::Paint, visible, wrap},
    review::{ObligationReview, PlaceView, Reason, ReviewView, Shows, Stands, Status, TitleView},
};

/// What to do first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A core commitment is contradicted, or taken back elsewhere.
    TakenBack,
    /// A core commitment is weak or absent, its clause was touched, or a fact differs.
    AskForChanges,
    /// All core commitments are there.
    Nothing,
}

/// Whether something else in the agreement takes a promise back.
fn is_taken_back(obligation: &ObligationReview) -> bool {
    let read_with = |why: &Reason| matches!(why, Reason::TakenBack(_));
    obligation.status == Status::Contradicted
        || (obligation.status == Status::Weak && obligation.why.iter().any(read_with))
}

/// The obligations with what they are, the worst first: contradicted, weak and absent ones of the core, then the others.
pub(super) fn worst_first(view: &ReviewView) -> Vec<(&ObligationReview, &TitleView)> {
    let mut all: Vec<(&ObligationReview, &TitleView)> = view.obligations.iter().zip(&view.titles).collect();
    all.sort_by_key(|(obligation, title)| {
        let taken = is_taken_back(obligation);
        match (obligation.status, title.core) {
            (Status::Present, true) => 6,
            (Status::Present, false) => 7,
            (_, true) if taken => 0,
            (Status::Absent, true) => 1,
            (_, true) => 2,
            (_, false) if taken && obligation.status == Status::Contradicted => 3,
            (Status::Weak | Status::Contradicted, false) => 4,
            (Status::Absent, false) => 5,
        }
    });
    all
}

/// The step, and the places or obligations that it is about.
fn step(view: &ReviewView) -> (Step, Vec<String>) {
    let core = || view.obligations.iter().zip(&view.titles).filter(|(_, title)| title.core).map(|(one, _)| one);
    let mut read: Vec<String> = Vec::new();
    for obligation in core().filter(|obligation| is_taken_back(obligation)) {
        let takes = |place: &&PlaceView| matches!(place.shows, Shows::Opposite | Shows::Limit);
        // The last is what was found elsewhere; of a contradiction the first.
        let place = match obligation.status {
            Status::Contradicted => obligation.places.iter().find(takes),
            _ => obligation.places.iter().rev().find(takes),
        };
        read.extend(place.map(super::review::at).filter(|at| !read.contains(at)));
    }
    if !read.is_empty() {
        return (Step::TakenBack, read);
    }
    let mut ask: Vec<String> = core()
        .filter(|one| one.status != Status::Present)
        .map(|one| format!("{} ({})", one.id, one.status.as_str()))
        .collect();
    let touched =
        view.compared.iter().filter(|compared| compared.ours && !compared.blank).flat_map(|compared| &compared.touched);
    for one in touched.filter(|one| one.core) {
        if !ask.iter().any(|asked| asked.starts_with(&one.id)) {
            ask.push(format!("{} ({})", one.id, one.clauses.join(", ")));
        }
    }
    let facts = view.facts.iter().filter(|fact| fact.stands == Stands::Differs);
    ask.extend(facts.map(|fact| format!("{} (differs from the deal)", fact.label)));
    if ask.is_empty() { (Step::Nothing, ask) } else { (Step::AskForChanges, ask) }
}

/// Most places or obligations that the line names.
const MOST: usize = 8;

/// The line.
pub(super) fn line(view: &ReviewView) -> (Step, String) {
    if !view.not_an_agreement.is_empty() {
        return (Step::AskForChanges, "This is no agreement on personal data: ask for one.".to_owned());
    }
    let (step, mut names) = step(view);
    let more = names.len().saturating_sub(MOST);
    names.truncate(MOST);
    let mut list = names.join(", ");
    if more > 0 {
        list.push_str(&format!(" and {more} more"));
    }
    let words = match step {
        Step::TakenBack => format!("A core commitment is taken back: read {list} first."),
        Step::AskForChanges => format!("Ask for these changes: {list}."),
        Step::Nothing => "No core commitment is touched.".to_owned(),
    };
    (step, words)
}

/// The line, as it is printed first.
pub(super) fn text(view: &ReviewView, style: Style, paint: Paint) -> String {
    let (step, words) = line(view);
    let line = wrap(&visible(&words), style.width, "  ");
    (if step == Step::Nothing { paint.strong(&line) } else { paint.warn(&line) }) + "\n"
}
