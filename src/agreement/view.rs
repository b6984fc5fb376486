//! What leaves the room: serialisable, versioned, changing only by adding.

use serde::Serialize;

use crate::{
    document::{numbered::Numbered, text::text},
    source::Sources,
};

use super::{
    model::{Module, Obligation, Official, SetClause},
    set::ClauseSet,
};

/// Shown wherever a number of the official text would stand.
const UNVERIFIED: &str = "not verified";

/// Obligations of a role pair, and the clauses that carry them.
#[derive(Debug, Clone, Serialize)]
pub struct TraceView {
    pub version: u32,
    pub kind: &'static str,
    pub set: String,
    pub set_version: String,
    pub module: ModuleView,
    pub obligations: Vec<ObligationLine>,
    pub blocks: Vec<BlockLine>,
    pub clauses: Vec<ClauseLine>,
    pub statement: String,
}

/// A role pair and the numbers that others give it.
#[derive(Debug, Clone, Serialize)]
pub struct ModuleView {
    pub id: String,
    pub title: String,
    pub mcc_module: String,
    pub scc_module: String,
    pub exporter_role: String,
    pub importer_role: String,
    pub summary: String,
}

/// An obligation in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ObligationLine {
    pub id: String,
    pub title: String,
    pub class: &'static str,
    pub carried_by: Vec<CarrierView>,
    /// Clauses of the EU's standard clauses.
    pub scc: String,
    pub official_ref: String,
}

/// Where an obligation stands.
#[derive(Debug, Clone, Serialize)]
pub struct CarrierView {
    pub clause: String,
    pub title: String,
    /// The clause or sub-clause, by id.
    pub at: String,
    /// Its number in a blank, or the letter of a schedule; empty where the block that holds it is off in a blank.
    pub number: String,
    /// The optional block that switches it on; empty for a clause that always stands.
    pub block: String,
}

/// An optional block or a layer.
#[derive(Debug, Clone, Serialize)]
pub struct BlockLine {
    pub id: String,
    pub title: String,
    pub default: bool,
    pub layer: bool,
    pub summary: String,
    pub why: String,
}

/// A clause in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ClauseLine {
    pub id: String,
    pub title: String,
    pub class: &'static str,
    pub block: String,
}

/// One obligation in full.
#[derive(Debug, Clone, Serialize)]
pub struct ObligationView {
    pub version: u32,
    pub set: String,
    pub id: String,
    pub title: String,
    pub module: ModuleView,
    pub class: &'static str,
    pub gist: String,
    pub not_weaken: String,
    pub confidence: &'static str,
    pub official_ref: String,
    pub scc: String,
    pub gap: String,
    pub carried_by: Vec<CarrierView>,
    /// The choices that the carrying clauses leave to the parties.
    pub options: Vec<OptionView>,
    /// The carrying clauses as plain text, with every optional block on.
    pub text: Vec<String>,
    pub statement: String,
}

/// An obligation, as far as a review asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty<'a> {
    /// Such as `M1-IMP-BREACH`.
    pub id: &'a str,
    /// The same in any module, such as `IMP-BREACH`.
    pub key: &'a str,
    pub title: &'a str,
    pub gist: &'a str,
    pub class: &'static str,
    /// Whether an agreement must carry it.
    pub core: bool,
}

/// The obligations of a role pair, in order.
pub fn duties<'a>(set: &'a ClauseSet, module: &'a str) -> impl Iterator<Item = Duty<'a>> {
    set.obligations.iter().filter(move |obligation| obligation.module == module).map(|obligation| Duty {
        id: &obligation.id,
        key: &obligation.key,
        title: &obligation.title,
        gist: &obligation.gist,
        class: obligation.class.as_str(),
        core: obligation.class.is_core(),
    })
}

/// What the EU's standard clauses call a role pair, such as `Module Two`; empty where the set has no such pair.
#[must_use]
pub fn eu_module<'a>(set: &'a ClauseSet, module: &str) -> &'a str {
    set.module(module).map_or("", |module| &module.scc_number)
}

/// A choice that a deal makes.
#[derive(Debug, Clone, Serialize)]
pub struct OptionView {
    /// Where it stands in a deal, such as `options.breach_hours`.
    pub path: String,
    pub label: String,
    /// What may be chosen, each with what it means; empty where a value is written.
    pub choices: Vec<(String, String)>,
}

/// The table of obligations of a role pair; numbers are those of `blank`.
#[must_use]
pub fn trace_view(set: &ClauseSet, module: &str, blank: &Numbered) -> TraceView {
    TraceView {
        version: 1,
        kind: "obligations",
        set: set.pack.id.clone(),
        set_version: set.pack.version.clone(),
        module: module_view(set, module),
        obligations: set
            .obligations
            .iter()
            .filter(|obligation| obligation.module == module)
            .map(|obligation| ObligationLine {
                id: obligation.id.clone(),
                title: obligation.title.clone(),
                class: obligation.class.as_str(),
                carried_by: carriers(set, obligation, blank),
                scc: obligation.scc.clone(),
                official_ref: official(obligation),
            })
            .collect(),
        blocks: set
            .blocks
            .iter()
            .filter(|block| block.is_used_by(module))
            .map(|block| BlockLine {
                id: block.id.clone(),
                title: block.title.clone(),
                default: block.default,
                layer: block.layer,
                summary: block.summary.clone(),
                why: block.why.clone(),
            })
            .collect(),
        clauses: clauses_of(set, module)
            .map(|clause| ClauseLine {
                id: clause.id.clone(),
                title: clause.title.clone(),
                class: clause.class.as_str(),
                block: clause.block.clone().unwrap_or_default(),
            })
            .collect(),
        statement: set.pack.statement.clone(),
    }
}

/// Ids of all obligations.
pub fn obligation_ids(set: &ClauseSet) -> impl Iterator<Item = &str> {
    set.obligations.iter().map(|obligation| obligation.id.as_str())
}

/// The role pair of an obligation. `None` when there is none of that id.
#[must_use]
pub fn obligation_module<'a>(set: &'a ClauseSet, id: &str) -> Option<&'a str> {
    let obligation = set.obligations.iter().find(|obligation| obligation.id.eq_ignore_ascii_case(id))?;
    Some(&obligation.module)
}

/// One obligation, with the text of the clauses that carry it in `whole`, a document in which they all stand. `None`
/// when there is none of that id.
#[must_use]
pub fn obligation_view(set: &ClauseSet, id: &str, whole: &Numbered, sources: &Sources) -> Option<ObligationView> {
    let obligation = set.obligations.iter().find(|obligation| obligation.id.eq_ignore_ascii_case(id))?;
    let carried_by = carriers(set, obligation, whole);
    Some(ObligationView {
        version: 1,
        set: set.pack.id.clone(),
        id: obligation.id.clone(),
        title: obligation.title.clone(),
        module: module_view(set, &obligation.module),
        class: obligation.class.as_str(),
        gist: obligation.gist.clone(),
        not_weaken: obligation.not_weaken.clone(),
        confidence: obligation.confidence.as_str(),
        official_ref: official(obligation),
        scc: obligation.scc.clone(),
        gap: obligation.gap.clone(),
        options: options(set, &obligation.module, &carried_by, sources),
        text: texts(&carried_by, whole),
        carried_by,
        statement: set.pack.statement.clone(),
    })
}

fn module_view(set: &ClauseSet, id: &str) -> ModuleView {
    let module = set.module(id);
    let word = |pick: fn(&Module) -> &String| module.map(pick).cloned().unwrap_or_default();
    ModuleView {
        id: id.to_owned(),
        title: word(|module| &module.title),
        mcc_module: word(|module| &module.mcc_number),
        scc_module: word(|module| &module.scc_number),
        exporter_role: word(|module| &module.exporter_role),
        importer_role: word(|module| &module.importer_role),
        summary: word(|module| &module.summary),
    }
}

/// The options of a deal that the templates of the carrying clauses ask for.
fn options(set: &ClauseSet, module: &str, carriers: &[CarrierView], sources: &Sources) -> Vec<OptionView> {
    let asks = |path: &str| {
        let carry = |clause: &&SetClause| carriers.iter().any(|carrier| carrier.clause == clause.id);
        set.clauses.iter().filter(carry).map(|clause| &sources.get(clause.template).text).any(|text| {
            // A whole name: `options.end_days` is not asked for by `options.end_days_more`.
            text.match_indices(path)
                .any(|(at, _)| !text[at + path.len()..].starts_with(|next: char| next.is_alphanumeric() || next == '_'))
        })
    };
    set.fields_of(module)
        .filter(|field| field.field.path().starts_with("options.") && asks(field.field.path()))
        .map(|field| OptionView {
            path: field.field.to_string(),
            label: field.label.clone(),
            choices: field.choices.iter().map(|choice| (choice.id.clone(), choice.title.clone())).collect(),
        })
        .collect()
}

/// Each carrying clause once, however many of its sub-clauses carry.
fn texts(carriers: &[CarrierView], whole: &Numbered) -> Vec<String> {
    let mut ids: Vec<&str> = carriers.iter().map(|carrier| carrier.clause.as_str()).collect();
    ids.dedup();
    ids.into_iter().filter_map(|id| clause_text(id, whole)).collect()
}

/// The plain text of a clause in `whole`. `None` where it does not stand there.
#[must_use]
pub fn clause_text(id: &str, whole: &Numbered) -> Option<String> {
    let text = text(&whole.part(id)?);
    // A part of an agreement has no title: the lines that are left for one say nothing.
    let lines: Vec<&str> = text.lines().skip_while(|line| line.trim().is_empty()).collect();
    Some(lines.join("\n").trim_end().to_owned())
}

fn carriers(set: &ClauseSet, obligation: &Obligation, document: &Numbered) -> Vec<CarrierView> {
    clauses_of(set, &obligation.module)
        .flat_map(|clause| {
            clause.carries.iter().filter(|carries| set[carries.obligation].id == obligation.id).map(|carries| {
                CarrierView {
                    clause: clause.id.clone(),
                    title: clause.title.clone(),
                    at: carries.at.clone(),
                    number: document.reference(&carries.at).unwrap_or_default().to_owned(),
                    block: clause.block.clone().unwrap_or_default(),
                }
            })
        })
        .collect()
}

fn clauses_of<'a>(set: &'a ClauseSet, module: &str) -> impl Iterator<Item = &'a SetClause> {
    set.clauses.iter().filter(move |clause| clause.is_used_by(module))
}

fn official(obligation: &Obligation) -> String {
    match &obligation.official {
        Official::Unknown => UNVERIFIED.to_owned(),
        Official::Verified(number) => number.clone(),
        Official::Unverified(number) => format!("{number} ({UNVERIFIED})"),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{clause_set, model::Topic},
        *,
    };
    use crate::{diag::Sink, load::Library};

    fn set() -> ClauseSet {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let library = Library::default();
        let files = library.files("frameworks/asean-mcc", &mut sources, &mut sink).expect("it is embedded");
        let templates = library.files("templates/mcc", &mut sources, &mut sink).expect("they are embedded");
        clause_set(&files, &templates, &sources, &mut sink).expect("the set of the tool is right")
    }

    #[test]
    fn the_eu_counts_its_modules_the_other_way_round() {
        let set = set();
        let names = ["c2p", "c2c", "p2p"].map(|module| eu_module(&set, module));
        assert_eq!(names, ["Module Two", "Module One", ""]);
    }

    #[test]
    fn a_number_of_the_official_text_is_shown_as_one_only_when_somebody_held_it_against_the_text() {
        let mut set = set();
        for (official_ref, shown) in [
            (Official::Unknown, "not verified"),
            (Official::Unverified("5.1".to_owned()), "5.1 (not verified)"),
            (Official::Verified("5.1".to_owned()), "5.1"),
        ] {
            set.obligations[0].official = official_ref;
            assert_eq!(official(&set.obligations[0]), shown);
        }
    }

    #[test]
    fn a_topic_is_covered_by_obligations_of_the_role_pair() {
        let set = set();
        for topic in set.scc.iter().chain(&set.cbpr) {
            for (module, start) in [("c2p", "M1-"), ("c2c", "M2-")] {
                let covered = &Topic::between(topic, module).obligations;
                assert!(covered.iter().all(|id| id.starts_with(start)), "{module}: {}", topic.title);
            }
        }
    }
}
