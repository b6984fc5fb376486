//! CSV: one row a practice, an action or a pack; cells that a spreadsheet would take for a formula are defused.

use super::Answer;
use crate::assessment::baseline::ComparisonView;
use crate::text::escape;
use crate::transfer::impact::{CheckedView, RiskView};

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
        Answer::Comparison(view) => comparison(view),
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
        Answer::Portfolio(portfolio) => write(
            &["framework", "group", "label", "organisations", "weight", "figure", "claimed", "evidenced"],
            portfolio.frameworks.iter().flat_map(|framework| {
                framework.groups.iter().flat_map(move |group| {
                    std::iter::once(&group.overall).chain(&group.blocks).map(move |mean| {
                        let share = |share: Option<u32>| share.map(|share| share.to_string()).unwrap_or_default();
                        vec![
                            framework.id.clone(),
                            portfolio.by.to_owned(),
                            group.label.clone(),
                            group.organisations.to_string(),
                            group.weight.to_string(),
                            mean.id.clone(),
                            share(mean.claimed),
                            share(mean.evidenced),
                        ]
                    })
                })
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
        Answer::Review(review) => write(
            &["obligation", "title", "class", "status", "confidence", "clause", "paragraph", "quote", "why"],
            review.obligations.iter().zip(&review.titles).map(|(obligation, title)| {
                let place = obligation.places.first();
                vec![
                    obligation.id.clone(),
                    title.title.clone(),
                    title.class.to_owned(),
                    obligation.status.to_owned(),
                    obligation.confidence.to_owned(),
                    place.map(|place| place.clause.clone()).unwrap_or_default(),
                    place.map(|place| place.paragraph.to_string()).unwrap_or_default(),
                    place.map(|place| place.quote.clone()).unwrap_or_default(),
                    obligation.why.join("; "),
                ]
            }),
        ),
        Answer::Law(law) => write(
            &[
                "place",
                "topic",
                "name",
                "value",
                "text",
                "status",
                "as_of",
                "confidence",
                "age",
                "unsure",
                "until",
                "sources",
                "note",
                "conflicts",
            ],
            law.facts.iter().map(|fact| {
                let conflicts: Vec<String> = fact.conflicts.iter().map(|conflict| conflict.says.clone()).collect();
                vec![
                    law.id.clone(),
                    fact.topic.to_owned(),
                    fact.name.clone(),
                    fact.value.clone(),
                    fact.text.clone(),
                    fact.marks.status.to_owned(),
                    fact.marks.as_of.clone(),
                    fact.marks.confidence.to_owned(),
                    fact.marks.age.to_owned(),
                    fact.marks.unsure.to_string(),
                    fact.marks.until.clone().unwrap_or_default(),
                    fact.marks.sources.join(" "),
                    fact.note.clone().unwrap_or_default(),
                    conflicts.join("; "),
                ]
            }),
        ),
        Answer::LawList(list) => write(
            &[
                "place", "name", "asean", "law", "status", "clauses", "facts", "unsure", "ageing", "stale", "disputed",
                "oldest",
            ],
            list.places.iter().map(|row| {
                vec![
                    row.id.clone(),
                    row.name.clone(),
                    row.asean.to_string(),
                    row.law.clone(),
                    row.status.to_owned(),
                    row.clauses.to_owned(),
                    row.facts.to_string(),
                    row.counts.unsure.to_string(),
                    row.counts.ageing.to_string(),
                    row.counts.stale.to_string(),
                    row.counts.disputed.to_string(),
                    row.oldest.clone(),
                ]
            }),
        ),
        Answer::LawComparison(comparison) => write(
            &[
                "topic",
                "title",
                "place",
                "value",
                "status",
                "as_of",
                "confidence",
                "age",
                "unsure",
                "strictest",
                "text",
            ],
            comparison.topics.iter().flat_map(|topic| {
                topic.values.iter().map(move |value| {
                    let whose = topic.strictest.as_ref().map(|strictest| &strictest.whose);
                    vec![
                        topic.topic.to_owned(),
                        topic.title.clone(),
                        value.place.clone(),
                        value.value.clone(),
                        value.marks.status.to_owned(),
                        value.marks.as_of.clone(),
                        value.marks.confidence.to_owned(),
                        value.marks.age.to_owned(),
                        value.marks.unsure.to_string(),
                        whose.is_some_and(|whose| whose.contains(&value.place)).to_string(),
                        value.text.clone(),
                    ]
                })
            }),
        ),
        Answer::Due(due) => write(
            &["state", "due", "days", "transfer", "title", "kind", "what", "why", "owner"],
            due.items.iter().map(|item| {
                vec![
                    item.state.as_str().to_owned(),
                    item.due.clone().unwrap_or_default(),
                    item.days.map(|days| days.to_string()).unwrap_or_default(),
                    item.transfer.clone(),
                    item.title.clone(),
                    item.kind.to_owned(),
                    item.what.clone(),
                    item.why.clone(),
                    item.owner.clone().unwrap_or_default(),
                ]
            }),
        ),
        Answer::Workspace(workspace) => write(
            &["level", "code", "file", "line", "column", "message"],
            workspace.verdict.findings.iter().map(|finding| {
                let place = &finding.place;
                let words = [finding.level, finding.code, &place.file].map(str::to_owned);
                let numbers = [place.line, place.column].map(|number| number.to_string());
                words.into_iter().chain(numbers).chain([finding.told()]).collect()
            }),
        ),
        Answer::Check(check) => write(
            &[
                "id",
                "title",
                "status",
                "from",
                "to",
                "onward",
                "impact",
                "likelihood",
                "inherent",
                "residual",
                "band",
                "decision",
                "rule",
                "may_proceed",
                "blocked_by",
                "reasons",
                "measures_counted",
                "measures_refused",
                "sure",
                "assessed",
                "due",
                "overdue",
            ],
            check.transfers.iter().map(checked),
        ),
        Answer::Register(register) => write(
            &[
                "id",
                "title",
                "status",
                "exporter",
                "from",
                "importer",
                "to",
                "tier",
                "mechanism",
                "review",
                "owner",
                "assessment",
                "residual",
                "band",
                "decision",
                "may_proceed",
            ],
            register.transfers.iter().map(|transfer| {
                let text = |text: &Option<String>| text.clone().unwrap_or_default();
                let weighed = transfer.weighed.as_ref();
                let to: Vec<&str> = transfer.destinations.iter().map(|country| country.code).collect();
                vec![
                    transfer.id.clone(),
                    transfer.title.clone(),
                    transfer.status.to_owned(),
                    transfer.exporter.name.clone(),
                    transfer.exporter.country.as_ref().map_or_else(String::new, |country| country.code.to_owned()),
                    transfer.importer.name.clone(),
                    to.join(" "),
                    transfer.tier.unwrap_or_default().to_owned(),
                    transfer.mechanism.unwrap_or_default().to_owned(),
                    text(&transfer.review),
                    text(&transfer.owner),
                    weighed.map_or_else(String::new, |weighed| weighed.state.to_owned()),
                    weighed.and_then(|weighed| weighed.residual).map(|risk| risk.to_string()).unwrap_or_default(),
                    weighed.and_then(|weighed| weighed.band.clone()).unwrap_or_default(),
                    weighed.and_then(|weighed| weighed.decision).unwrap_or_default().to_owned(),
                    weighed.map_or_else(String::new, |weighed| weighed.may_proceed.to_string()),
                ]
            }),
        ),
        Answer::Explanation(explanation) => {
            write(&["id", "step"], explanation.steps.iter().map(|step| vec![explanation.id.clone(), step.clone()]))
        }
    }
}

/// One transfer, weighed.
fn checked(transfer: &CheckedView) -> Vec<String> {
    let risk = |risk: Option<&RiskView>, figure: fn(&RiskView) -> u8| {
        risk.map(|risk| figure(risk).to_string()).unwrap_or_default()
    };
    let measures = |verdict: &str| {
        let those = transfer.measures.iter().filter(|measure| measure.verdict == verdict);
        those.map(|measure| measure.id.as_str()).collect::<Vec<_>>().join(" ")
    };
    let (before, after) = (transfer.inherent.as_ref(), transfer.residual.as_ref());
    let decision = &transfer.decision;
    vec![
        transfer.id.clone(),
        transfer.title.clone(),
        transfer.status.to_owned(),
        transfer.from.clone(),
        transfer.to.clone(),
        transfer.onward.join(" "),
        risk(before, |risk| risk.impact),
        risk(before, |risk| risk.likelihood),
        risk(before, |risk| risk.risk),
        risk(after, |risk| risk.risk),
        after.map(|risk| risk.band.clone()).unwrap_or_default(),
        decision.id.to_owned(),
        decision.rule.to_owned(),
        decision.may_proceed.to_string(),
        decision.blocked_by.clone().unwrap_or_default(),
        decision.reasons.join("; "),
        measures("counts"),
        measures("refused"),
        decision.sure.to_string(),
        transfer.assessed.as_ref().map(|assessed| assessed.date.clone()).unwrap_or_default(),
        transfer.due.as_ref().map(|due| due.on.clone()).unwrap_or_default(),
        transfer.due.as_ref().is_some_and(|due| due.overdue).to_string(),
    ]
}

/// Nothing where a practice does not apply, so that nobody adds it up.
fn applicable(practice: &crate::assessment::PracticeView, text: &str) -> String {
    if practice.state == "not-applicable" { String::new() } else { text.to_owned() }
}

/// One row a figure of all, of a block, and of a practice that moved; then one a change of the method.
fn comparison(view: &ComparisonView) -> String {
    let share = |share: Option<u32>| share.map(|share| share.to_string()).unwrap_or_default();
    let figures = std::iter::once(("overall", &view.overall)).chain(view.blocks.iter().map(|block| ("block", block)));
    let figures = figures.flat_map(|(kind, change)| {
        let row = |figure: &str, before: String, after: String| {
            let trend = if before == after { "same" } else { change.trend };
            vec![
                kind.to_owned(),
                change.id.clone(),
                change.title.clone(),
                figure.to_owned(),
                before,
                after,
                trend.to_owned(),
                String::new(),
            ]
        };
        let (before, after) = (&change.before, &change.after);
        let level = |level: &Option<String>| level.clone().unwrap_or_default();
        [
            row("claimed", share(before.claimed), share(after.claimed)),
            row("evidenced", share(before.evidenced), share(after.evidenced)),
            row("reached", level(&before.reached), level(&after.reached)),
            row("reached_evidenced", level(&before.reached_evidenced), level(&after.reached_evidenced)),
        ]
    });
    let practices = view.practices.iter().flat_map(|change| {
        let row = |figure: &str, before: &str, after: &str| {
            vec![
                "practice".to_owned(),
                change.id.clone(),
                change.title.clone(),
                figure.to_owned(),
                before.to_owned(),
                after.to_owned(),
                change.trend.to_owned(),
                change.reasons.join(" "),
            ]
        };
        let (before, after) = (&change.before, &change.after);
        [
            row("state", before.state, after.state),
            row("claimed", &before.claimed, &after.claimed),
            row("evidenced", &before.evidenced, &after.evidenced),
        ]
    });
    let method = view.method.iter().map(|change| {
        vec![
            "method".to_owned(),
            change.what.clone(),
            String::new(),
            String::new(),
            change.before.clone(),
            change.after.clone(),
            String::new(),
            String::new(),
        ]
    });
    write(
        &["kind", "id", "title", "figure", "before", "after", "trend", "reasons"],
        figures.chain(practices).chain(method),
    )
}

pub(super) fn write(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let why = "writing to memory does not fail";
    if !head.is_empty() {
        writer.write_record(head).expect(why);
    }
    for row in rows {
        writer.write_record(row.iter().map(|cell| escape::csv_cell(cell).into_owned())).expect(why);
    }
    String::from_utf8(writer.into_inner().expect(why)).expect("cells are text")
}
