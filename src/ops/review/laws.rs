//! How long the laws involved leave for a notice of a breach.

use super::super::{
    Notes, Scope, Stop,
    law::{place_code, places},
};
use crate::{
    agreement::{self, Deal},
    jurisdiction::USUAL_NOTICE_HOURS,
    review::LawsView,
};

/// The shortest time for a notice of a breach that a law involved sets; `None` where no law is named.
#[allow(clippy::single_match_else, reason = "with and without a law stand side by side")]
pub(super) fn laws(
    asked: &[String],
    deal: Option<&Deal>,
    scope: &Scope,
    notes: &mut Notes,
) -> Result<Option<LawsView>, Stop> {
    let codes: Vec<String> = if asked.is_empty() {
        deal.map(agreement::countries).unwrap_or_default().into_iter().map(str::to_owned).collect()
    } else {
        let known = places(scope, notes)?;
        asked.iter().map(|word| place_code(word, &known)).collect::<Result<_, _>>()?
    };
    if codes.is_empty() {
        return Ok(None);
    }
    let mut involved: Vec<&str> = codes.iter().map(String::as_str).collect();
    involved.sort_unstable();
    involved.dedup();
    let atlas = scope.laws(involved.iter().copied(), notes)?;
    let unknown: Vec<&str> = involved.iter().copied().filter(|code| atlas.get(code).is_none()).collect();
    let list = involved.join(", ");
    let (hours, law, words) = match atlas
        .on(scope.world.today())
        .breach(involved.iter().copied())
        .shortest
        .filter(|shortest| shortest.hours > 0)
    {
        Some(shortest) => {
            let place = shortest.place;
            let words = format!(
                "the law of {}, the shortest among {list}: {}, {}; see `dmf law show {} breach`",
                place.name,
                shortest.deadline.words(),
                shortest.marks(),
                place.id
            );
            (shortest.hours, place.id.clone(), words)
        }
        None => {
            let words = format!("the usual time of an authority; no law among {list} sets one");
            (USUAL_NOTICE_HOURS, String::new(), words)
        }
    };
    let hours = u64::from(hours);
    let owned = |codes: Vec<&str>| codes.into_iter().map(str::to_owned).collect();
    Ok(Some(LawsView { unknown: owned(unknown), involved: owned(involved), hours, law, words }))
}
