//! What a word of a clause set stands for: a clause, a role pair, an optional block, a field of a deal, or the short name of
//! an obligation.

use super::{model::SetClause, set::ClauseSet};
use crate::words::Word;

/// What a word stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordView {
    /// What kind of thing it is.
    pub kind: &'static str,
    pub id: String,
    pub title: String,
    /// What there is to say of it, a paragraph each.
    pub lines: Vec<String>,
}

/// All that `word` stands for in the set.
#[must_use]
pub fn word(set: &ClauseSet, word: &str) -> Vec<WordView> {
    let is = |id: &str| id.eq_ignore_ascii_case(word);
    let clauses = set.clauses.iter().filter(|clause| is(&clause.id)).map(|clause| of_clause(set, clause));
    let modules = set.modules.iter().filter(|module| is(&module.id)).map(|module| WordView {
        kind: "role pair",
        id: module.id.clone(),
        title: module.title.clone(),
        lines: vec![
            module.summary.clone(),
            format!(
                "{} of the ASEAN Model Contractual Clauses, {} of the EU's standard contractual clauses, which count the other \
                 way round: the role pair is the key everywhere.",
                module.mcc_number, module.scc_number
            ),
        ],
    });
    let blocks = set.blocks.iter().filter(|block| is(&block.id)).map(|block| WordView {
        kind: if block.layer { "layer of an agreement" } else { "optional block of an agreement" },
        id: block.id.clone(),
        title: block.title.clone(),
        lines: vec![
            block.summary.clone(),
            block.why.clone(),
            format!("It is {} unless a deal says otherwise.", if block.default { "on" } else { "off" }),
        ],
    });
    let fields = set.fields.iter().filter(|field| is(field.field.path())).map(|field| {
        let mut lines = vec![field.help.clone()];
        let choices =
            field.choices.iter().map(|choice| format!("{}: {}.", choice.id, choice.title.trim_end_matches('.')));
        lines.extend(choices);
        lines.push(format!(
            "Used by {}; {}.",
            field.modules.join(" and "),
            if field.required { "a final agreement needs it" } else { "it may be left out" }
        ));
        if !field.example.is_empty() {
            lines.push(format!("For example: {}", field.example.trim()));
        }
        WordView { kind: "field of a deal", id: field.field.to_string(), title: field.label.clone(), lines }
    });
    let mut found: Vec<WordView> = clauses.chain(modules).chain(blocks).chain(fields).collect();
    let same: Vec<_> = set.obligations.iter().filter(|obligation| is(&obligation.key)).collect();
    if let Some(first) = same.first() {
        found.push(WordView {
            kind: "obligation",
            id: first.key.clone(),
            title: first.title.clone(),
            lines: same
                .iter()
                .map(|obligation| format!("{} ({}): {}", obligation.id, obligation.module, obligation.gist))
                .collect(),
        });
    }
    for word in &mut found {
        word.lines.retain(|line| !line.trim().is_empty());
    }
    found
}

/// All words that the set has, but for the ids of obligations.
pub fn words(set: &ClauseSet) -> impl Iterator<Item = &str> {
    let clauses = set.clauses.iter().map(|clause| clause.id.as_str());
    let blocks = set.blocks.iter().map(|block| block.id.as_str());
    let fields = set.fields.iter().map(|field| field.field.path());
    let keys = set.obligations.iter().map(|obligation| obligation.key.as_str());
    set.modules().chain(clauses).chain(blocks).chain(fields).chain(keys)
}

/// The role pair in which a clause can be shown. `None` where there is no such clause.
#[must_use]
pub fn clause_module<'a>(set: &'a ClauseSet, id: &str) -> Option<&'a str> {
    let clause = set.clauses.iter().find(|clause| clause.id.eq_ignore_ascii_case(id))?;
    clause.modules.first().map(String::as_str)
}

fn of_clause(set: &ClauseSet, clause: &SetClause) -> WordView {
    let mut lines = vec![format!("{}: {}.", clause.class, clause.class.meaning())];
    if let Some(block) = &clause.block {
        lines.push(format!("It stands in an agreement where the block `{block}` is on."));
    }
    for module in &clause.modules {
        let mut carried: Vec<String> = Vec::new();
        for carries in &clause.carries {
            let obligation = &set[carries.obligation];
            if obligation.module == *module {
                let said = format!("{} ({})", obligation.id, obligation.title);
                if !carried.contains(&said) {
                    carried.push(said);
                }
            }
        }
        let what = if carried.is_empty() { "no obligation of its own".to_owned() } else { carried.join(", ") };
        lines.push(format!("In {module} it carries {what}."));
    }
    WordView { kind: "clause", id: clause.id.clone(), title: clause.title.clone(), lines }
}
