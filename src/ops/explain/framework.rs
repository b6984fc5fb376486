//! Words of the framework.

use std::sync::Arc;

use super::super::{Notes, Scope, Stop, former, framework::practice_view};
use crate::{
    framework::{self, Fate, Former, Framework, PracticeView},
    report::Meaning,
};

/// The framework whose words are explained.
pub(super) const FRAMEWORK: &str = "asean-dmf";

pub(super) fn open(scope: &Scope, notes: &mut Notes) -> Result<Arc<Framework>, Stop> {
    let framework = scope.framework(FRAMEWORK, notes)?;
    Ok(notes.sink.made(framework)?)
}

/// The page of a practice. `None` where the word names none.
pub(super) fn practice(word: &str, scope: &Scope, notes: &mut Notes) -> Result<Option<PracticeView>, Stop> {
    let framework = open(scope, notes)?;
    let Some(practice) = former::practice(word, &framework) else { return Ok(None) };
    Ok(Some(practice_view(&framework, practice, scope, notes)?))
}

/// A level, a building block, a role, a profile, a component of ASEAN's own publication.
pub(super) fn meanings(word: &str, scope: &Scope, notes: &mut Notes) -> Result<Vec<Meaning>, Stop> {
    let framework = open(scope, notes)?;
    let is = |id: &str| id.eq_ignore_ascii_case(word);
    let mut found = Vec::new();
    if let Some(Former { fate, now, said }) = former::former(word, &framework) {
        let mut lines = vec![said];
        lines.extend(match fate {
            Fate::Split { confirm, .. } => Some(format!("Confirm each: {confirm}")),
            _ => None,
        });
        let meaning = Meaning::new(format!("practice of an older version: {}", word.to_uppercase()), lines);
        let see = now.iter().map(|practice| format!("dmf framework show {}", framework[*practice].id));
        found.push(see.fold(meaning, Meaning::see));
    }
    for (number, level) in framework.levels.iter().enumerate().filter(|(_, level)| is(&level.id)) {
        let lines = vec![
            format!("It is level {number} of {}.", framework.top()),
            "What it looks like for a practice stands with the practice.".to_owned(),
        ];
        let head = format!("level: {}: {}", level.title, level.meaning);
        found.push(Meaning::new(head, lines).see("dmf framework show GOV-02"));
    }
    for block in framework.blocks.iter().filter(|block| is(&block.id)) {
        let mut lines = vec![block.summary.clone()];
        lines.extend(framework.practices[block.practices.clone()].iter().map(|practice| {
            let key = if practice.key { " (key)" } else { "" };
            format!("· {}  {}{key}", practice.id, practice.title)
        }));
        found.push(
            Meaning::new(format!("building block: {} {}", block.id, block.title), lines)
                .see(format!("dmf assess org.yaml --explain {}", block.id)),
        );
    }
    for role in framework.roles.iter().filter(|role| is(&role.id)) {
        let days = role.capacity.iter().zip(&framework.profiles);
        let days: Vec<String> = days.map(|(days, profile)| format!("{days} in the profile {}", profile.id)).collect();
        let line = format!("Person-days a month that a plan reckons with: {}.", days.join(", "));
        found.push(
            Meaning::new(format!("role: {}: {}", role.id, role.title), vec![line])
                .see(format!("dmf plan org.yaml --capacity {}=5", role.id)),
        );
    }
    for (at, profile) in framework.profiles.iter().enumerate().filter(|(_, profile)| is(&profile.id)) {
        let asked = framework.asked(framework::ProfileId(at)).count();
        let target = &framework.levels[usize::from(profile.target)].id;
        let line = format!("It asks {asked} practices, and aims at {target} unless a worksheet says otherwise.");
        found.push(Meaning::new(
            format!("profile: {}: {}", profile.id, profile.title),
            vec![profile.summary.clone(), line],
        ));
    }
    let view = scope.view("components", &framework, notes)?;
    for component in view.components.iter().filter(|component| is(&component.id)) {
        let mut lines = vec![component.summary.clone(), format!("Confidence: {}.", component.confidence.as_str())];
        lines.extend(component.practices.iter().map(|(practice, _)| {
            let practice = &framework[*practice];
            format!("· {}  {}", practice.id, practice.title)
        }));
        let head =
            format!("component {} of ASEAN's publication: {}: {}", component.number, component.id, component.title);
        found.push(Meaning::new(head, lines).see("dmf assess org.yaml --view components"));
    }
    Ok(found)
}

pub(super) fn words(scope: &Scope, notes: &mut Notes) -> Result<Vec<String>, Stop> {
    let framework = open(scope, notes)?;
    let view = scope.view("components", &framework, notes)?;
    let levels = framework.levels.iter().map(|level| level.id.clone());
    let blocks = framework.blocks.iter().map(|block| block.id.clone());
    let roles = framework.roles.iter().map(|role| role.id.clone());
    let profiles = framework.profiles.iter().map(|profile| profile.id.clone());
    let practices = framework.practices.iter().map(|practice| practice.id.clone());
    let components = view.components.iter().map(|component| component.id.clone());
    Ok(levels.chain(blocks).chain(roles).chain(profiles).chain(practices).chain(components).collect())
}
