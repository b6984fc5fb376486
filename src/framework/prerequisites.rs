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
        let name = |(practice, level): (PracticeId, u8)| {
            format!("{} at {}", framework[practice].id, framework.levels[usize::from(level)].id)
        };
        let words: Vec<String> = circle.iter().map(|step| name(*step)).collect();
        let message = format!("these wait for each other: {}, {}", words.join(", "), words[0]);
        let mut diagnostic = Diagnostic::new(Code::PrerequisiteCycle, message);
        for (step, next) in circle.iter().zip(circle.iter().cycle().skip(1)) {
            let need = Need { practice: next.0, level: next.1 };
            let asked = &framework[step.0].actions[usize::from(step.1) - 1].needs;
            // A level waits for the one below it as well, which no line of a file says.
            if asked.contains(&need)
                && let Some(place) = places.need(framework, step.0, step.1, need)
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
fn circle(framework: &Framework) -> Option<Vec<(PracticeId, u8)>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    fn visit(
        framework: &Framework,
        at: (PracticeId, u8),
        marks: &mut HashMap<(PracticeId, u8), Mark>,
        trail: &mut Vec<(PracticeId, u8)>,
    ) -> Option<Vec<(PracticeId, u8)>> {
        match marks.get(&at).copied().unwrap_or(Mark::New) {
            Mark::Done => return None,
            Mark::Open => {
                let from = trail.iter().position(|step| *step == at).expect("open marks are on the trail");
                return Some(trail[from..].to_vec());
            }
            Mark::New => {}
        }
        marks.insert(at, Mark::Open);
        trail.push(at);
        let below = (at.1 > 1).then_some((at.0, at.1 - 1));
        let action = &framework[at.0].actions[usize::from(at.1) - 1];
        let needs = action.needs.iter().map(|need| (need.practice, need.level));
        for next in below.into_iter().chain(needs) {
            if let Some(circle) = visit(framework, next, marks, trail) {
                return Some(circle);
            }
        }
        trail.pop();
        marks.insert(at, Mark::Done);
        None
    }
    let mut marks = HashMap::new();
    (0..framework.practices.len())
        .flat_map(|practice| (1..=framework.top()).map(move |level| (PracticeId(practice), level)))
        .find_map(|start| visit(framework, start, &mut marks, &mut Vec::new()))
}
