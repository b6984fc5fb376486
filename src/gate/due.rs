//! The ends of waivers, as something to do.

use super::model::Waiver;
use crate::due::{Dated, Task, When};

/// When each waiver ends: until then what it excuses is mended, or it is granted anew. `file` is where they stand.
#[must_use]
pub fn due(waivers: &[Waiver], holder: &str, file: &str) -> Vec<Dated> {
    let dated = waivers.iter().map(|waiver| {
        let subjects = waiver.subjects.iter().map(|(_, id)| id.clone());
        let code = waiver.code.map(|code| code.as_str().to_owned());
        let named: Vec<String> = subjects.chain(code).chain(waiver.file.clone()).collect();
        Dated {
            of: "waivers".to_owned(),
            id: named.join(" "),
            title: waiver.reason.clone(),
            owner: Some(waiver.owner.trim().to_owned()).filter(|owner| !owner.is_empty()),
            holder: holder.to_owned(),
            file: file.to_owned(),
            task: Task {
                kind: "waiver".to_owned(),
                key: "waiver".to_owned(),
                when: When::On(waiver.until),
                what: "Mend what the waiver excuses, or have it granted anew".to_owned(),
                why: "the last day on which the waiver holds".to_owned(),
            },
        }
    });
    dated.collect()
}
