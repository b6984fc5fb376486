//! CSV: one row a practice, an action or a pack; cells that a spreadsheet would take for a formula are defused.

use super::Answer;

/// RFC 4180 with a heading row.
pub(super) fn render(answer: &Answer) -> String {
    match answer {
        Answer::Assess(list) => write(
            &[
                "file",
                "organisation",
                "country",
                "practice",
                "title",
                "block",
                "state",
                "claimed",
                "evidenced",
                "target",
                "gap",
                "key",
                "weight",
                "evidence",
                "reason",
                "note",
            ],
            list.iter().flat_map(|assess| {
                let card = &assess.scorecard;
                card.practices.iter().map(move |practice| {
                    vec![
                        assess.file.clone(),
                        card.organisation.name.clone(),
                        card.organisation.country.clone(),
                        practice.id.clone(),
                        practice.title.clone(),
                        practice.block.clone(),
                        practice.state.to_owned(),
                        applicable(practice, &practice.claimed),
                        applicable(practice, &practice.evidenced),
                        applicable(practice, &practice.target),
                        applicable(practice, &practice.gap.to_string()),
                        practice.key.to_string(),
                        practice.weight.to_string(),
                        practice.evidence.to_owned(),
                        practice.reason.clone().unwrap_or_default(),
                        practice.note.clone().unwrap_or_default(),
                    ]
                })
            }),
        ),
        Answer::Plan(plan) => write(
            &[
                "number",
                "phase",
                "practice",
                "title",
                "block",
                "from",
                "to",
                "action",
                "role",
                "effort_days",
                "start",
                "due",
                "after",
                "critical",
                "wanted",
            ],
            plan.items.iter().map(|item| {
                let after: Vec<String> = item.after.iter().map(usize::to_string).collect();
                vec![
                    item.number.to_string(),
                    item.phase.to_owned(),
                    item.practice.clone(),
                    item.title.clone(),
                    item.block.clone(),
                    item.from.clone(),
                    item.to.clone(),
                    item.action.clone(),
                    item.role.clone(),
                    item.effort.to_string(),
                    item.start.clone(),
                    item.due.clone(),
                    after.join(" "),
                    item.critical.to_string(),
                    item.wanted.to_string(),
                ]
            }),
        ),
        Answer::Packs(packs) => write(
            &["id", "kind", "title", "version", "as_of"],
            packs.iter().map(|pack| {
                vec![pack.id.clone(), pack.kind.clone(), pack.title.clone(), pack.version.clone(), pack.as_of.clone()]
            }),
        ),
        Answer::Framework(framework) => write(
            &["block", "practice", "title", "key", "weight", "step", "profiles"],
            framework.blocks.iter().flat_map(|block| {
                block.practices.iter().map(move |practice| {
                    vec![
                        block.id.clone(),
                        practice.id.clone(),
                        practice.title.clone(),
                        practice.key.to_string(),
                        practice.weight.to_string(),
                        practice.step.to_owned(),
                        practice.profiles.join(" "),
                    ]
                })
            }),
        ),
        Answer::Practice(practice) => write(
            &["practice", "level", "sentence"],
            practice.levels.iter().map(|level| vec![practice.id.clone(), level.id.clone(), level.sentence.clone()]),
        ),
        Answer::Trace(trace) => write(
            &["obligation", "title", "class", "clause", "at", "number", "block", "eu_scc", "official_ref"],
            trace.obligations.iter().flat_map(|obligation| {
                obligation.carried_by.iter().map(move |carrier| {
                    vec![
                        obligation.id.clone(),
                        obligation.title.clone(),
                        obligation.class.to_owned(),
                        carrier.clause.clone(),
                        carrier.at.clone(),
                        carrier.number.clone(),
                        carrier.block.clone(),
                        obligation.scc.clone(),
                        obligation.official_ref.clone(),
                    ]
                })
            }),
        ),
        Answer::Obligation(obligation) => write(
            &["obligation", "clause", "at", "number", "block"],
            obligation.carried_by.iter().map(|carrier| {
                vec![
                    obligation.id.clone(),
                    carrier.clause.clone(),
                    carrier.at.clone(),
                    carrier.number.clone(),
                    carrier.block.clone(),
                ]
            }),
        ),
        Answer::Explanation(explanation) => {
            write(&["id", "step"], explanation.steps.iter().map(|step| vec![explanation.id.clone(), step.clone()]))
        }
    }
}

/// Nothing where a practice does not apply, so that nobody adds it up.
fn applicable(practice: &crate::assessment::PracticeView, text: &str) -> String {
    if practice.state == "not-applicable" { String::new() } else { text.to_owned() }
}

fn write(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let why = "writing to memory does not fail";
    writer.write_record(head).expect(why);
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(cell))).expect(why);
    }
    String::from_utf8(writer.into_inner().expect(why)).expect("cells are text")
}

/// A leading apostrophe keeps a spreadsheet from running what looks like a formula; plain numbers stay as they are.
fn harmless(cell: &str) -> String {
    let risky = cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if risky { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_numbers_are_not() {
        assert_eq!(harmless("=cmd()"), "'=cmd()");
        assert_eq!(harmless(" @SUM(A1)"), "' @SUM(A1)");
        assert_eq!(harmless("-12.5"), "-12.5");
        assert_eq!(harmless("plain"), "plain");
    }
}
