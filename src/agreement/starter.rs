//! A deal to begin with: every field with what it means, as YAML.

use std::fmt::Write;

use super::{
    model::{DealField, FieldKind},
    set::ClauseSet,
};

/// A commented deal for a role pair. Nothing in it is filled in: what is given is commented out as an example.
#[must_use]
pub fn starter(set: &ClauseSet, module: &str) -> String {
    let mut text = String::new();
    let title = set.module(module).map_or("", |module| module.title.as_str());
    let mut line = |words: &str| {
        text.push_str(words);
        text.push('\n');
    };
    line(&format!("# A deal: the facts that fill an agreement ({}).", title.to_lowercase()));
    line("# Take away the `#` before a line and write your own value. `dmf mcc render` says what is still missing;");
    line("# with `--draft` it renders what is there and lists the gaps.");
    line("");
    line(&format!("module: {module}"));
    let mut open: Vec<&str> = Vec::new();
    for field in set.fields_of(module) {
        let keys: Vec<&str> = field.field.path().split('.').collect();
        let (key, parents) = keys.split_last().expect("splitting gives at least one part");
        let common = open.iter().zip(parents).take_while(|(a, b)| a == b).count();
        if common < parents.len() || open.len() > parents.len() {
            if parents.len() <= 1 && common == 0 {
                line("");
            }
            open.truncate(common);
            for parent in &parents[common..] {
                line(&format!("{}# {parent}:", "  ".repeat(open.len())));
                open.push(parent);
            }
        }
        comment(field, &"  ".repeat(open.len()), &mut line);
        line(&format!("{}# {key}: {}", "  ".repeat(open.len()), example(field, open.len())));
    }
    line("");
    line("# Optional blocks, on or off.");
    line("# blocks:");
    for id in set.optional(module) {
        let block = set.block(id).expect("listed just now");
        line(&format!("#   {id}: {}   # {}", block.default, block.title.to_lowercase()));
    }
    line("");
    line("# Other instruments that the agreement stands beside.");
    line(&format!("# with: [{}]", set.layers().collect::<Vec<_>>().join(", ")));
    line("");
    line("# Clauses of your own, each after one of the set (`dmf mcc list` names them).");
    line("# supplementary_clauses:");
    line("#   - { id: insurance, title: Insurance, text: The Importer must keep …, after: security, reason: … }");
    text
}

fn comment(field: &DealField, indent: &str, line: &mut impl FnMut(&str)) {
    let mut words = if field.help.is_empty() { field.label.clone() } else { field.help.replace('\n', " ") };
    if !field.choices.is_empty() {
        let choices: Vec<String> = field
            .choices
            .iter()
            .map(|choice| {
                let words = if choice.text.is_empty() { &choice.title } else { &choice.text };
                format!("{} ({})", choice.id, words.trim_end_matches('.'))
            })
            .collect();
        let _ = write!(words, " One of: {}.", choices.join("; "));
    }
    if !field.required && field.when.is_none() {
        words.push_str(" Optional.");
    }
    let mut row = String::new();
    for word in words.split_whitespace() {
        if !row.is_empty() && indent.len() + row.len() + word.len() > 96 {
            line(&format!("{indent}# {row}"));
            row.clear();
        }
        if !row.is_empty() {
            row.push(' ');
        }
        row.push_str(word);
    }
    line(&format!("{indent}# {row}"));
}

fn example(field: &DealField, depth: usize) -> String {
    let given = field.example.trim();
    if given.contains('\n') {
        let indent = format!("\n{}#   ", "  ".repeat(depth));
        return format!("{indent}{}", given.lines().collect::<Vec<_>>().join(&indent));
    }
    if !given.is_empty() {
        return given.to_owned();
    }
    match field.kind {
        FieldKind::Choice => field.choices.first().map_or_else(String::new, |choice| choice.id.clone()),
        FieldKind::Bool => "true".to_owned(),
        FieldKind::Days | FieldKind::Hours => "24".to_owned(),
        FieldKind::Date => "2027-01-01".to_owned(),
        FieldKind::Country => "SG".to_owned(),
        FieldKind::Countries => "[SG]".to_owned(),
        FieldKind::List | FieldKind::Table => "[]".to_owned(),
        FieldKind::Text | FieldKind::Paragraph | FieldKind::Email => "\"\"".to_owned(),
    }
}
