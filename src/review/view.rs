//! What leaves the room: serialisable, versioned, changing only by adding.

use serde::Serialize;

use super::{
    facts::{Fact, Stands},
    judge::{Confidence, Place, Review, Shows, Status},
    kind::Kind,
    ours::{ClauseFate, Comparison, Fate, Ours},
    reason::Reason,
    written::Share,
};
use crate::{gate::VerdictView, reading::Reading, redline::Kept};

/// What the verdicts are not.
const STATEMENT: &str = "Not legal advice, and no proof: `present` means that wording for the obligation was found, `absent` \
                         that none was recognised. Every verdict names the passage to read; a lawyer decides.";

/// An agreement, obligation by obligation.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewView {
    pub version: u32,
    pub kind: &'static str,
    pub file: String,
    pub format: String,
    pub module: String,
    /// Names that were taken for the exporter, and for the importer.
    pub exporter: Vec<String>,
    pub importer: Vec<String>,
    /// Why who is who may be wrong; `--exporter` and `--importer` say it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<String>,
    /// How much of the text is written in which language, where not all of it is read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Share>,
    /// Why what is absent may stand there in other words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub few_words: String,
    /// Why nothing is assured, where the text as a whole is something else.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub not_an_agreement: String,
    pub summary: SummaryView,
    pub obligations: Vec<ObligationReview>,
    /// What of the file could not be read.
    pub losses: Vec<String>,
    /// The laws that a notice of a breach was held against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub laws: Option<LawsView>,
    /// What became of our text, where there was one to hold it against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compared: Option<ComparedView>,
    /// What the deal says, held against the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FactView>,
    /// What was found, and whether it passes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<VerdictView>,
    pub statement: &'static str,
    /// What each obligation is, in the same order; kept apart so that a verdict has five fields.
    #[serde(skip)]
    pub titles: Vec<TitleView>,
}

/// An obligation as the model has it.
#[derive(Debug, Clone)]
pub struct TitleView {
    pub title: String,
    /// What it asks, in a sentence or two.
    pub gist: String,
    pub class: &'static str,
    /// Whether an agreement must carry it.
    pub core: bool,
}

/// The laws that were asked how long a notice of a breach may take.
#[derive(Debug, Clone, Serialize)]
pub struct LawsView {
    /// Codes of the places whose law is involved.
    pub involved: Vec<String>,
    /// The longest notice that is not weak, in hours.
    pub hours: u64,
    /// Whose law that is; empty where none of them sets a time, and the usual one counts.
    pub law: String,
    /// The rule in words, with its date and how sure it is.
    pub words: String,
    /// Codes among those involved that we have no file for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
}

/// What became of our text.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedView {
    /// What it was held against.
    pub against: String,
    /// Whether that is a blank, so that what a deal chooses shows as a change.
    pub blank: bool,
    /// Whether the text is ours, however changed.
    pub ours: bool,
    /// How much of our wording stands in it, in percent.
    pub kept_percent: u32,
    pub unchanged: usize,
    /// Gaps of our blank that were filled.
    pub filled: usize,
    pub changed: usize,
    pub moved: usize,
    pub deleted: usize,
    pub added: usize,
    /// Obligations whose clauses were touched, the core ones first.
    pub touched: Vec<TouchedView>,
    /// Clause by clause, in the order of the text.
    pub clauses: Vec<ChangeView>,
}

/// An obligation whose clauses were touched.
#[derive(Debug, Clone, Serialize)]
pub struct TouchedView {
    pub id: String,
    pub title: String,
    pub core: bool,
    /// What became of which clause: `7.1 changed`.
    pub clauses: Vec<String>,
}

/// What became of a clause.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeView {
    pub change: Fate,
    /// Its number in our text and in theirs; empty where it has none or is not there.
    pub ours: String,
    pub theirs: String,
    pub heading: String,
    /// The paragraph of the text, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// Obligations that the clause carries.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub obligations: Vec<String>,
    /// Word by word, where something changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<WordsView>,
}

/// A stretch of words.
#[derive(Debug, Clone, Serialize)]
pub struct WordsView {
    pub kept: Kept,
    pub text: String,
}

/// A fact of the deal, held against the text.
#[derive(Debug, Clone, Serialize)]
pub struct FactView {
    /// Where the deal says it.
    pub path: String,
    pub label: String,
    pub deal: String,
    pub stands: Stands,
    /// What the text says instead, or beside it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub found: String,
    pub places: Vec<PlaceView>,
}

/// What a text was held against, beside the rules.
#[derive(Debug, Default)]
pub struct Seen<'a> {
    pub laws: Option<LawsView>,
    pub ours: Option<(&'a Ours<'a>, &'a Comparison)>,
    pub facts: &'a [Fact],
    pub verdict: Option<VerdictView>,
    /// How much of the text is written in which language.
    pub languages: Vec<Share>,
}

/// How many obligations have which verdict.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct SummaryView {
    pub present: usize,
    pub weak: usize,
    pub absent: usize,
    pub contradicted: usize,
}

/// The verdict on one obligation.
#[derive(Debug, Clone, Serialize)]
pub struct ObligationReview {
    pub id: String,
    pub status: Status,
    pub confidence: Confidence,
    pub places: Vec<PlaceView>,
    pub why: Vec<Reason>,
}

/// A passage of the agreement.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceView {
    pub shows: Shows,
    /// The number of the clause as it is displayed; empty without one.
    pub clause: String,
    /// The nearest heading above.
    pub heading: String,
    /// Counted from 1 in the order of the file.
    pub paragraph: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    pub quote: String,
    /// The paragraph that the quotation is from.
    #[serde(skip)]
    pub whole: String,
}

/// The verdicts as they are shown.
#[must_use]
pub fn view(review: &Review, reading: &Reading, file: &str, module: &str, seen: Seen<'_>) -> ReviewView {
    let mut summary = SummaryView::default();
    for finding in &review.findings {
        *match finding.status {
            Status::Present => &mut summary.present,
            Status::Weak => &mut summary.weak,
            Status::Absent => &mut summary.absent,
            Status::Contradicted => &mut summary.contradicted,
        } += 1;
    }
    let obligations = review
        .findings
        .iter()
        .map(|finding| ObligationReview {
            id: finding.duty.id.to_owned(),
            status: finding.status,
            confidence: finding.confidence,
            places: finding.places.iter().map(|place| place_view(place, reading)).collect(),
            why: why(finding, seen.laws.as_ref()),
        })
        .collect();
    let few = review.kind == Kind::FewWords;
    ReviewView {
        version: 1,
        kind: "review",
        file: file.to_owned(),
        format: reading.format.to_string(),
        module: module.to_owned(),
        exporter: review.exporter.clone(),
        importer: review.importer.clone(),
        doubts: review.doubts.clone(),
        languages: if seen.languages.iter().all(|share| share.read) { Vec::new() } else { seen.languages },
        few_words: if few { review.kind.reason().to_owned() } else { String::new() },
        not_an_agreement: if few { String::new() } else { review.kind.reason().to_owned() },
        summary,
        titles: review
            .findings
            .iter()
            .map(|finding| TitleView {
                title: finding.duty.title.to_owned(),
                gist: finding.duty.gist.to_owned(),
                class: finding.duty.class,
                core: finding.duty.core,
            })
            .collect(),
        obligations,
        losses: reading.left_out(),
        laws: seen.laws,
        compared: seen.ours.map(|(ours, comparison)| compared(ours, comparison, reading)),
        facts: seen.facts.iter().map(|fact| fact_view(fact, reading)).collect(),
        verdict: seen.verdict,
        statement: STATEMENT,
    }
}

fn place_view(place: &Place, reading: &Reading) -> PlaceView {
    let block = &reading.blocks[place.block];
    PlaceView {
        shows: place.shows,
        clause: block.clause.clone(),
        heading: reading.headings(place.block).pop().unwrap_or_default(),
        paragraph: block.place.paragraph,
        line: block.place.line,
        quote: place.quote.clone(),
        whole: block.text.clone(),
    }
}

/// What was met and what not; of a notice of a breach also the law that it was held against.
fn why(finding: &super::judge::Finding<'_>, laws: Option<&LawsView>) -> Vec<Reason> {
    let mut why = finding.why.clone();
    if finding.duty.key == "IMP-BREACH"
        && finding.status != Status::Absent
        && let Some(laws) = laws
        && !why.iter().any(|why| why.words().contains(&laws.words))
    {
        why.push(Reason::Found(format!("held against {} hours ({})", laws.hours, laws.words)));
    }
    why
}

fn fact_view(fact: &Fact, reading: &Reading) -> FactView {
    FactView {
        path: fact.path.clone(),
        label: fact.label.clone(),
        deal: fact.told.clone(),
        stands: fact.stands,
        found: fact.found.clone(),
        places: fact.places.iter().map(|place| place_view(place, reading)).collect(),
    }
}

fn compared(ours: &Ours<'_>, comparison: &Comparison, theirs: &Reading) -> ComparedView {
    let clauses: Vec<ChangeView> = comparison.clauses.iter().map(|clause| change(clause, ours, theirs)).collect();
    let mut touched: Vec<TouchedView> = (0..ours.carried.len())
        .filter_map(|at| {
            let those = comparison.clauses.iter().zip(&clauses);
            let those = those.filter(|(clause, _)| clause.fate.touches() && clause.fate != Fate::Moved);
            let those = those.filter(|(clause, _)| clause.carries.contains(&at));
            let mut names: Vec<String> = those
                .map(|(_, view)| {
                    let number = if view.ours.is_empty() { &view.theirs } else { &view.ours };
                    let number = if number.is_empty() { "a paragraph" } else { number };
                    format!("{number} {}", view.change.as_str())
                })
                .collect();
            names.dedup();
            let carried = &ours.carried[at];
            let (id, title, core) = (carried.id.clone(), carried.title.clone(), carried.core);
            (!names.is_empty()).then_some(TouchedView { id, title, core, clauses: names })
        })
        .collect();
    touched.sort_by_key(|touched| !touched.core);
    ComparedView {
        against: ours.name.clone(),
        blank: ours.blank,
        ours: comparison.is_ours(),
        kept_percent: comparison.kept,
        unchanged: comparison.count(Fate::Unchanged),
        filled: comparison.count(Fate::Filled),
        changed: comparison.count(Fate::Reworded),
        moved: comparison.count(Fate::Moved),
        deleted: comparison.count(Fate::Deleted),
        added: comparison.count(Fate::Added),
        touched,
        clauses,
    }
}

fn change(clause: &ClauseFate, ours: &Ours<'_>, theirs: &Reading) -> ChangeView {
    let number =
        |reading: &Reading, at: Option<usize>| at.map_or_else(String::new, |at| reading.blocks[at].clause.clone());
    let heading = match (clause.new, clause.old) {
        (Some(at), _) => theirs.headings(at).pop(),
        (None, Some(at)) => ours.reading.headings(at).pop(),
        (None, None) => None,
    };
    let words = clause
        .words
        .iter()
        .filter(|_| clause.fate.touches())
        .map(|span| WordsView { kept: span.kept, text: span.text.clone() });
    ChangeView {
        change: clause.fate,
        ours: number(ours.reading, clause.old),
        theirs: number(theirs, clause.new),
        heading: heading.unwrap_or_default(),
        paragraph: clause.new.map(|at| theirs.blocks[at].place.paragraph),
        obligations: clause.carries.iter().map(|at| ours.carried[*at].id.clone()).collect(),
        words: words.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Word;

    #[test]
    fn words_are_the_same_in_json_and_elsewhere() {
        fn check<T: Word + Serialize>() {
            for each in T::ALL {
                assert_eq!(serde_json::to_value(each).expect("a word is JSON"), each.as_str());
            }
        }
        check::<Status>();
        check::<Confidence>();
        check::<Shows>();
        check::<Stands>();
        check::<Fate>();
    }

    #[test]
    fn a_reason_is_printed_with_what_kind_it_is() {
        let reasons = ["found", "missing: it", "limited: so"];
        let list =
            [Reason::Found("found".to_owned()), Reason::Missing("it".to_owned()), Reason::Limited("so".to_owned())];
        assert_eq!(list.clone().map(|reason| reason.to_string()), reasons);
        assert_eq!(serde_json::to_value(&list).expect("words are JSON"), serde_json::json!(reasons));
        assert_eq!(list.map(|reason| reason.is_lack()), [false, true, true]);
    }
}
