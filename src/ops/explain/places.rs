//! Places, by code or name.

use super::super::{Notes, Scope, Stop, law};
use crate::{
    jurisdiction::{self, Atlas, country},
    report::Meaning,
};

pub(super) fn meaning(word: &str, scope: &Scope, notes: &mut Notes) -> Result<Option<Meaning>, Stop> {
    let known = law::places(scope, notes)?;
    let named = Atlas::resolve(word, &known).ok();
    let Some(code) = named.or_else(|| country::resolve(word).map(str::to_owned)) else { return Ok(None) };
    let atlas = scope.laws([code.as_str()], notes)?;
    let Some(place) = atlas.get(&code) else {
        let name = country::name(&code).unwrap_or(&code);
        let line =
            "There is no file on its law; `--data DIR` adds one, and `dmf schema jurisdiction` says what it holds.";
        let meaning = Meaning::new(format!("place: {code}: {name}"), vec![line.to_owned()]);
        return Ok(Some(meaning.see("dmf law list")));
    };
    let name = country::name(&code).unwrap_or(&place.name);
    let mut lines = vec![place.summary.clone()];
    if place.id != code {
        lines.insert(0, format!("The law of {} ({}) holds there.", place.name, place.id));
    }
    if place.asean.is_some() {
        lines.push("It is a member of ASEAN.".to_owned());
    }
    let facts = jurisdiction::lines(place).len();
    lines
        .push(format!("{facts} facts about it are known, each with its day, how sure it is, and where it comes from."));
    Ok(Some(Meaning::new(format!("place: {code}: {name}"), lines).see(format!("dmf law show {code}"))))
}

pub(super) fn words(scope: &Scope, notes: &mut Notes) -> Result<Vec<String>, Stop> {
    let known = law::places(scope, notes)?;
    Ok(country::names().map(str::to_owned).chain(known).collect())
}
