//! What actions wait for: linked once all practices are known, and free of circles.

use std::collections::{BTreeMap, HashMap};

use super::model::{Framework, Level, Need, Practice, PracticeId};
use crate::{
    diag::{Code, Diagnostic, Sink},
    source::{Path, Place, SourceId, Sources},
};

/// What the actions of a practice wait for, by id, until all practices are known.
pub(super) struct Waiting {
    pub(super) id: String,
    pub(super) source: SourceId,
    /// By level, from 1.
    pub(super) needs: Vec<BTreeMap<String, String>>,
}

/// Turns the ids of prerequisites into indices, now that the order of practices is known.
pub(super) fn link(built: &mut [Practice], waiting: &[Waiting], levels: &[Level], index: &HashMap<String, PracticeId>) {
    let number = |id: &str| levels.iter().position(|level| level.id == id).and_then(|at| u8::try_from(at).ok());
    for waiting in waiting {
        let practice = &mut built[index[&waiting.id].0];
        for (action, needs) in practice.actions.iter_mut().zip(&waiting.needs) {
            action.needs = needs
                .iter()
                .filter_map(|(id, level)| Some(Need { practice: *index.get(id)?, level: number(level)? }))
                .collect();
        }
    }
}

/// Finds the text behind a model, for complaints that can only be made once it is linked.
pub(super) struct Places<'a> {
    pub(super) waiting: &'a [Waiting],
    pub(super) sources: &'a Sources,
}

impl Places<'_> {
    fn need(&self, framework: &Framework, practice: PracticeId, level: u8, need: Need) -> Option<Place> {
        let practice = &framework[practice];
        let waiting = self.waiting.iter().find(|waiting| waiting.id == practice.id)?;
        let path = Path::root()
            .key("actions")
            .key(&framework.levels[usize::from(level)].id)
            .key("needs")
            .key(&framework[need.practice].id);
        Some(self.sources.key(waiting.source, &path))
    }
}

/// Actions must not wait for each other in a circle, nor for what a profile leaves out.
pub(super) fn prerequisites(framework: &Framework, places: &Places<'_>, sink: &mut Sink) {
    for (at, practice) in framework.practices.iter().enumerate() {
        for (level, action) in (1..).zip(&practice.actions) {
            for need in &action.needs {
                let other = &framework[need.practice];
                for (profile, _) in framework
                    .profiles
                    .iter()
                    .enumerate()
                    .filter(|(profile, _)| practice.profiles[*profile] && !other.profiles[*profile])
                {
                    let profile = &framework.profiles[profile].id;
                    let message = format!(
                        "`{}` is in the profile `{profile}`, but `{}`, for which it waits, is not",
                        practice.id, other.id
                    );
                    let mut diagnostic = Diagnostic::new(Code::PrerequisiteOutsideProfile, message);
                    diagnostic.place = places.need(framework, PracticeId(at), level, *need);
                    sink.push(diagnostic);
                }
            }
        }
    }
    if let Some(circle) = circle(framework) {
        let name =
            |step: Need| format!("{} at {}", framework[step.practice].id, framework.levels[usize::from(step.level)].id);
        let words: Vec<String> = circle.iter().map(|step| name(*step)).collect();
        let message = format!("these wait for each other: {}, {}", words.join(", "), words[0]);
        let mut diagnostic = Diagnostic::new(Code::PrerequisiteCycle, message);
        for (step, next) in circle.iter().zip(circle.iter().cycle().skip(1)) {
            let asked = &framework[step.practice].actions[usize::from(step.level) - 1].needs;
            // A level waits for the one below it as well, which no line of a file says.
            if asked.contains(next)
                && let Some(place) = places.need(framework, step.practice, step.level, *next)
            {
                match diagnostic.place {
                    None => diagnostic.place = Some(place),
                    Some(_) => diagnostic.related.push((place, "and here".to_owned())),
                }
            }
        }
        sink.push(diagnostic);
    }
}

/// A circle of practices at levels, each of which waits for the next, if there is one.
///
/// A chain may be as long as the framework: what is open stands in a list of its own instead of on the program's stack.
fn circle(framework: &Framework) -> Option<Vec<Need>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        Open,
        Done,
    }
    let mut marks: HashMap<Need, Mark> = HashMap::new();
    let practices = (0..framework.practices.len()).map(PracticeId);
    for start in practices.flat_map(|practice| (1..=framework.top()).map(move |level| Need { practice, level })) {
        let mut trail: Vec<(Need, std::vec::IntoIter<Need>)> = Vec::new();
        let mut next = Some(start);
        loop {
            if let Some(step) = next.take() {
                match marks.get(&step) {
                    Some(Mark::Done) => {}
                    Some(Mark::Open) => {
                        let from =
                            trail.iter().position(|(open, _)| *open == step).expect("open marks are on the trail");
                        return Some(trail[from..].iter().map(|(open, _)| *open).collect());
                    }
                    None => {
                        marks.insert(step, Mark::Open);
                        let needs: Vec<Need> = framework.needs(step.practice, step.level).collect();
                        trail.push((step, needs.into_iter()));
                    }
                }
            }
            let Some((step, waits)) = trail.last_mut() else { break };
            next = waits.next();
            if next.is_none() {
                marks.insert(*step, Mark::Done);
                trail.pop();
            }
        }
    }
    None
}
