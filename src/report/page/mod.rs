//! In: views of an assessment, its plan, transfers and agreements; for whom it is told.
//! Out: one document with pictures, for every format that documents have.
//! Never: a figure that is not in the views, the reading of a file, a decision.

mod asked;
mod flows;
mod maturity;
mod method;
mod pen;
mod practices;
mod records;
mod summary;
mod work;

use pen::Pen;
use serde::Serialize;

use super::AssessView;
use crate::{
    assessment::{EvidenceRow, ProofView},
    diag::Sink,
    document::tree::{Block, Document, Look, Meta, Part},
    framework::PackView,
    load::Library,
    remediation::{AskedView, PlanView},
    source::Sources,
    transfer::{FlowsView, impact::CheckView},
};

/// For whom a report is, which decides how much it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The figures, the pictures, and what to decide.
    Board,
    /// Every answer with its evidence, by both readings; no advice.
    Regulator,
    /// All of it.
    Team,
}

/// All that a report tells of.
#[derive(Debug, Clone, Serialize)]
pub struct ReportView {
    pub version: u32,
    pub kind: &'static str,
    pub audience: Audience,
    pub assessment: AssessView,
    pub plan: PlanView,
    /// Where the organisation stands and what has to be decided, of a report to the board.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<AskedView>,
    /// Days ahead that are looked for evidence that ends.
    pub within: i32,
    pub evidence: Vec<ProofView>,
    /// Every record of evidence, in the framework's order, and the answers that have none.
    pub records: Vec<EvidenceRow>,
    /// A register each, weighed.
    pub transfers: Vec<CheckView>,
    /// The same registers as maps.
    #[serde(skip)]
    pub flows: Vec<FlowsView>,
    pub agreements: Vec<AgreementLine>,
    /// The packs that figures and facts come from.
    pub packs: Vec<PackView>,
}

/// An agreement by its deal.
#[derive(Debug, Clone, Serialize)]
pub struct AgreementLine {
    pub file: String,
    pub module: String,
    pub exporter: Option<String>,
    pub importer: Option<String>,
    /// Ids of the transfers that it covers.
    pub transfers: Vec<String>,
    /// Core obligations that the agreement carries, of how many there are.
    pub carried: usize,
    pub core: usize,
    /// Gaps that are still to be filled in.
    pub gaps: usize,
    /// What a lawyer should look at.
    pub findings: usize,
}

/// The report as a document. `None`, with the reason in the sink, when a template of the user's is wrong.
pub fn page(view: &ReportView, library: &Library, sources: &mut Sources, sink: &mut Sink) -> Option<Document> {
    let mut pen = Pen::new(library, sources, sink);
    let deep = view.audience != Audience::Board;
    let advice = view.audience != Audience::Regulator;
    let parts = [
        Some(maturity::radar(view, &mut pen)),
        Some(maturity::bars(view, &mut pen)),
        Some(maturity::heatmap(view, &mut pen)),
        maturity::gaps(view),
        work::changes(view),
        work::steps(view).filter(|_| advice),
        work::evidence(view),
        work::contradicted(view),
        Some(work::plan(view, &mut pen)),
        flows::risks(view, &mut pen),
        flows::dues(view),
        flows::decisions(view),
        flows::map(view, &mut pen),
        flows::agreements(view),
        work::exceptions(view),
        maturity::components(view).filter(|_| deep),
        Some(practices::all(view)).filter(|_| deep),
        records::all(view).filter(|_| deep),
        Some(method::method(view)),
    ];
    let mut parts: Vec<Part> = parts.into_iter().flatten().collect();
    pair(&mut parts);
    // A board reads the first lines: where it stands and what is asked comes before every figure.
    let mut body: Vec<Block> = asked::asked(view).map(Block::Part).into_iter().collect();
    body.extend([summary::figures(view), Block::Contents]);
    body.extend(parts.into_iter().map(Block::Part));
    pen.whole().then(|| Document { meta: meta(view), body, ..Document::default() })
}

/// Gives a part the whole width that has nobody beside it.
fn pair(parts: &mut [Part]) {
    let mut alone = true;
    for at in 0..parts.len() {
        let next_is_half = parts.get(at + 1).is_some_and(|next| next.half);
        if !parts[at].half {
            alone = true;
        } else if alone {
            parts[at].half = next_is_half;
            alone = !next_is_half;
        } else {
            alone = true;
        }
    }
}

fn meta(view: &ReportView) -> Meta {
    let card = &view.assessment.scorecard;
    let whose = &card.organisation;
    let for_whom = match view.audience {
        Audience::Board => "Report to the board",
        Audience::Regulator => "Report to the authority",
        Audience::Team => "Report to the team",
    };
    let details = [Some(whose.country.clone()), whose.sector.clone(), Some(format!("profile {}", card.profile))];
    let details: Vec<String> = details.into_iter().flatten().collect();
    let answers = card.as_of.as_ref().map_or_else(String::new, |day| format!("answers as of {day}, "));
    Meta {
        title: whose.name.clone(),
        subtitle: Some(format!("{for_whom} · {} · {answers}evidence weighed on {}", details.join(", "), card.today)),
        mark: (!card.what_if.is_empty()).then(|| format!("What if: {}", card.what_if.join(", "))),
        subject: Some(format!("{for_whom} on data management and protection, by the {}", card.framework.title)),
        language: String::new(),
        date: Some(card.today.to_string()),
        look: Look::Report,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_stand_in_pairs_and_who_is_left_over_takes_the_whole_width() {
        let pattern = |given: &str| {
            let mut parts: Vec<Part> =
                given.chars().map(|letter| Part { half: letter == 'h', ..Part::default() }).collect();
            pair(&mut parts);
            parts.iter().map(|part| if part.half { 'h' } else { 'W' }).collect::<String>()
        };
        for (given, expected) in
            [("hh", "hh"), ("hhh", "hhW"), ("hWhh", "WWhh"), ("Wh", "WW"), ("", ""), ("hhhhWh", "hhhhWW")]
        {
            assert_eq!(pattern(given), expected, "{given}");
        }
    }
}
