//! Whom a name in `told` or `not_told` means: which duty of which place.

use super::{
    model::{Case, Notice, Spared},
    record::Incident,
};
use crate::jurisdiction::{Atlas, BreachDuty, BreachStep, country};

/// A name that means no duty, or more than one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmatched {
    /// Whether it stands under `told`, not under `not_told`.
    pub told: bool,
    /// Which entry of that list it is.
    pub nth: usize,
    pub who: String,
    /// What it may mean; all that there is, where it means nothing.
    pub names: Vec<String>,
    /// Whether it means more than one.
    pub several: bool,
}

/// What an incident comes to once its names are read: the case with who was told, and the names that mean nothing.
#[must_use]
pub fn resolve(incident: &Incident, atlas: &Atlas) -> (Case, Vec<Unmatched>) {
    let mut case = incident.case();
    let duties = duties(&case, atlas);
    let mut wrong = Vec::new();
    for (nth, told) in incident.told.iter().enumerate() {
        if let Some(transfer) = contract(&told.who, incident) {
            case.told.push(Notice {
                place: String::new(),
                step: BreachStep::Contract,
                name: transfer.to_owned(),
                at: told.at,
                nth,
            });
            continue;
        }
        match one(&told.who, &duties) {
            Ok((place, duty)) => case.told.push(Notice {
                place: place.clone(),
                step: duty.step,
                name: duty.name.to_owned(),
                at: told.at,
                nth,
            }),
            Err((several, names)) => {
                wrong.push(Unmatched { told: true, nth, who: told.who.clone(), names, several });
            }
        }
    }
    for (nth, spared) in incident.not_told.iter().enumerate() {
        if let Some(transfer) = contract(&spared.who, incident) {
            let (place, step) = (String::new(), BreachStep::Contract);
            case.spared.push(Spared { place, step, name: transfer.to_owned() });
            continue;
        }
        let group = group(&spared.who, &duties);
        let found = if group.is_empty() { one(&spared.who, &duties).map(|duty| vec![duty]) } else { Ok(group) };
        match found {
            Ok(found) => case.spared.extend(found.into_iter().map(|(place, duty)| Spared {
                place: place.clone(),
                step: duty.step,
                name: duty.name.to_owned(),
            })),
            Err((several, names)) => {
                wrong.push(Unmatched { told: false, nth, who: spared.who.clone(), names, several });
            }
        }
    }
    (case, wrong)
}

/// The duty that `who` names, with the code of its place.
pub(super) fn addressee<'l>(
    incident: &Incident,
    atlas: &'l Atlas,
    who: &str,
) -> Result<(String, BreachDuty<'l>), Unmatched> {
    let duties = duties(&incident.case(), atlas);
    match one(who, &duties) {
        Ok((code, duty)) => Ok((code.clone(), *duty)),
        Err((several, names)) => Err(Unmatched { told: true, nth: 0, who: who.to_owned(), names, several }),
    }
}

/// What may be told, with the code of the place.
fn duties<'l>(case: &Case, atlas: &'l Atlas) -> Vec<(String, BreachDuty<'l>)> {
    let laws = case.places.iter().filter_map(|place| Some((place.code.clone(), atlas.get(&place.code)?)));
    laws.flat_map(|(code, law)| law.breach_steps().into_iter().map(move |duty| (code.clone(), duty)))
        .filter(|(_, duty)| !names(duty).is_empty())
        .collect()
}

/// `TR-01` or `exporter TR-01`: whoever the agreement of a transfer of the incident has told.
fn contract<'i>(who: &str, incident: &'i Incident) -> Option<&'i str> {
    let who = plain(who);
    let id = who.strip_prefix("exporter ").or_else(|| who.strip_suffix(" exporter")).unwrap_or(&who);
    incident.transfers.iter().map(String::as_str).find(|transfer| plain(transfer) == id)
}

type Owed<'a, 'l> = &'a (String, BreachDuty<'l>);

/// The one duty that is meant; else whether several are, and their names.
fn one<'a, 'l>(who: &str, duties: &'a [(String, BreachDuty<'l>)]) -> Result<Owed<'a, 'l>, (bool, Vec<String>)> {
    let who = plain(who);
    let exact: Vec<Owed<'a, 'l>> = duties
        .iter()
        .filter(|(code, duty)| {
            let places = places(code, duty);
            names(duty).iter().map(|name| plain(name)).any(|name| {
                places.iter().any(|place| {
                    let whole = who == name && name.ends_with(&format!(" {place}"));
                    whole || who == format!("{name} {place}") || who == format!("{place} {name}")
                })
            })
        })
        .collect();
    let found = if exact.is_empty() { part(&who, duties) } else { exact };
    let told = |duties: &[Owed<'_, '_>]| duties.iter().filter_map(|(code, duty)| shown(code, duty)).collect();
    match found.as_slice() {
        [only] => Ok(only),
        [] => Err((false, told(&duties.iter().collect::<Vec<_>>()))),
        several => Err((true, told(several))),
    }
}

/// Duties of some whose name holds the words, beside the place.
fn part<'a, 'l>(who: &str, duties: &'a [(String, BreachDuty<'l>)]) -> Vec<Owed<'a, 'l>> {
    let some = duties.iter().filter(|(_, duty)| duty.step.is_for_some());
    some.filter(|(code, duty)| {
        let name = format!(" {} ", plain(duty.name));
        places(code, duty).iter().any(|place| {
            let rest = who.strip_prefix(&format!("{place} ")).or_else(|| who.strip_suffix(&format!(" {place}")));
            rest.is_some_and(|rest| !rest.is_empty() && name.contains(&format!(" {rest} ")))
        })
    })
    .collect()
}

/// `sectors SG`, `cyber SG`: all duties that bind only some there.
fn group<'a, 'l>(who: &str, duties: &'a [(String, BreachDuty<'l>)]) -> Vec<Owed<'a, 'l>> {
    let who = plain(who);
    let word = |step| match step {
        BreachStep::Sector => Some("sectors"),
        BreachStep::Cyber => Some("cyber"),
        _ => None,
    };
    let meant = |(code, duty): &Owed<'_, '_>| {
        let Some(word) = word(duty.step) else { return false };
        places(code, duty).iter().any(|place| who == format!("{word} {place}") || who == format!("{place} {word}"))
    };
    duties.iter().filter(meant).collect()
}

/// What is told by these names; nothing of a step that tells nobody anything of its own.
fn names(duty: &BreachDuty<'_>) -> Vec<String> {
    let authority = &duty.place.authority.what;
    let authorities = || authority.short.iter().chain([&authority.name]).cloned().chain(["authority".to_owned()]);
    match duty.step {
        BreachStep::Authority => authorities().collect(),
        BreachStep::Individuals => vec!["people".to_owned(), "individuals".to_owned()],
        BreachStep::FullReport => {
            let mut names = vec!["full report".to_owned()];
            names.extend(authorities().flat_map(|name| [format!("{name} full report"), format!("full report {name}")]));
            names
        }
        BreachStep::Sector | BreachStep::Cyber => vec![duty.name.to_owned()],
        BreachStep::Assessment | BreachStep::OuterLimit | BreachStep::Contract => Vec::new(),
    }
}

/// The words by which a place goes.
fn places(code: &str, duty: &BreachDuty<'_>) -> Vec<String> {
    [Some(code), Some(duty.place.name.as_str()), country::name(code)].into_iter().flatten().map(plain).collect()
}

/// `PDPC SG`, as a message shows it; `None` of a step that nobody is told of.
fn shown(code: &str, duty: &BreachDuty<'_>) -> Option<String> {
    names(duty).first().map(|name| format!("{name} {code}"))
}

/// Small words between single blanks.
fn plain(text: &str) -> String {
    let small = text.to_lowercase();
    small.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
