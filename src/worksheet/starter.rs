//! A worksheet to begin with: every practice with its question and levels, and a place for its answer.

use jiff::civil::Date;

use super::scalar::scalar;
use crate::framework::{CHOOSING, Framework, ProfileId, pinned};

/// Whose worksheet it becomes.
#[derive(Debug, Clone, Copy)]
pub struct Starter<'a> {
    pub name: &'a str,
    /// Code of two capital letters.
    pub country: &'a str,
    pub sector: Option<&'a str>,
    pub profile: ProfileId,
    pub as_of: Date,
    /// Path from the worksheet to its JSON Schema, for editors.
    pub schema: Option<&'a str>,
}

/// Columns that comments are wrapped to.
const WIDTH: usize = 110;

/// The text of a worksheet in which nothing is answered.
#[must_use]
pub fn starter(framework: &Framework, of: Starter<'_>) -> String {
    let profile = &framework.profiles[of.profile.0];
    let mut text = String::new();
    let mut line = |words: &str| {
        text.push_str(words.trim_end());
        text.push('\n');
    };
    if let Some(schema) = of.schema {
        line(&format!("# yaml-language-server: $schema={schema}"));
    }
    line(&format!("# Worksheet of {}.", one_line(of.name)));
    line("#");
    line("# Answer a practice by taking away the `#` before its id and writing a level behind it, by name or number:");
    line("#");
    line("#   GOV-01: established");
    line("#");
    line("# or in full, with what shows it:");
    line("#");
    line("#   GOV-02:");
    line("#     level: developing");
    line("#     evidence:");
    line("#       - { what: Register of owners, ref: owners.xlsx, effective: 2026-05-01, expires: 2027-05-01 }");
    line("#     note: Marketing has no owner yet");
    line("#   INN-05: { not_applicable: Why it does not apply here }");
    line("#");
    line("# A building block that does not apply at all has one reason, above `answers`: `not_applicable: { INN: … }`");
    line("#");
    line("# `dmf answer` asks the same questions one by one. What is not answered counts as level 0 and is listed.");
    line("#");
    for (number, level) in framework.levels.iter().enumerate() {
        line(&format!("#   {number} {:14} {}", level.id, level.meaning));
    }
    line("#");
    line(&format!("# {CHOOSING}"));
    line("");
    // Where sentences have changed before, it is said which ones are answered.
    let versioned = !framework.older.is_empty();
    let name = if versioned { pinned(&framework.pack.id, &framework.pack.version) } else { framework.name.clone() };
    line(&format!("framework: {name}"));
    line("organisation:");
    line(&format!("  name: {}", scalar(of.name)));
    line(&format!("  country: {}", scalar(of.country)));
    match of.sector {
        Some(sector) => line(&format!("  sector: {}", scalar(sector))),
        None => line("  # sector: payments"),
    }
    line(&format!("  profile: {}   # {}", profile.id, profile.summary));
    line(&format!("as_of: {}", of.as_of));
    line("");
    line("# The levels aimed at: for everything, for a building block or for one practice.");
    line("targets:");
    line(&format!("  default: {}", framework.levels[usize::from(profile.target)].id));
    line("");
    line("answers:");
    for block in &framework.blocks {
        let asked: Vec<_> = framework.practices[block.practices.clone()]
            .iter()
            .filter(|practice| practice.profiles[of.profile.0])
            .collect();
        if asked.is_empty() {
            continue;
        }
        line("");
        line(&format!(
            "  # ══ {} {} {}",
            block.id,
            block.title,
            "═".repeat(70_usize.saturating_sub(block.title.len()))
        ));
        comment(&block.summary, "  # ", "", &mut line);
        for practice in asked {
            line("");
            let key = if practice.key { " (key)" } else { "" };
            comment(&format!("── {} {}{key}", practice.id, practice.title), "  # ", "", &mut line);
            comment(&practice.question, "  # ", "", &mut line);
            for (number, level) in framework.levels.iter().enumerate() {
                let words = format!("{number} {}: {}", level.id, practice.levels[number]);
                comment(&words, "  #   ", "  ", &mut line);
            }
            if let Some(when) = &practice.not_applicable {
                comment(&format!("not applicable: {when}"), "  #   ", "  ", &mut line);
            }
            line(&format!("  # {}:", practice.id));
        }
    }
    text
}

/// Words as a comment of as many lines as they take, the later ones `hanging`.
fn comment(words: &str, begin: &str, hanging: &str, line: &mut impl FnMut(&str)) {
    let mut row = begin.to_owned();
    let mut empty = true;
    for word in one_line(words).split_whitespace() {
        if !empty && row.chars().count() + 1 + word.chars().count() > WIDTH {
            line(&row);
            row = format!("{begin}{hanging}");
            empty = true;
        }
        if !empty {
            row.push(' ');
        }
        row.push_str(word);
        empty = false;
    }
    line(&row);
}

/// Nothing that could end a comment or move a cursor.
fn one_line(words: &str) -> String {
    words
        .chars()
        .map(|letter| if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') { ' ' } else { letter })
        .collect()
}
