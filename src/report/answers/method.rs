//! What a word of the method means by which transfers are weighed.

use crate::{
    text::wrap,
    transfer::impact::{Measure, Method},
};

/// A measure, a condition or a factor by its id, in lines of `width` columns; `measures` for the list. `None` where it is none
/// of these.
#[must_use]
pub fn method_word(method: &Method, word: &str, width: usize) -> Option<String> {
    if word == "measures" {
        let wide = method.measures.iter().map(|measure| measure.id.len()).max().unwrap_or(0);
        let lines = method.measures.iter().map(|measure| format!("{:wide$}  {}\n", measure.id, measure.title));
        return Some(lines.collect());
    }
    if let Some(at) = method.measure(word) {
        let measure = &method.measures[at];
        let group = &method.groups[measure.group];
        let mut lines = vec![
            format!("measure: {}: {} ({})", measure.id, measure.title, group.kind.as_str()),
            String::new(),
            measure.asks.clone(),
            String::new(),
            match (group.likelihood, group.impact) {
                (0, 0) => "It changes no grade.".to_owned(),
                (likelihood, 0) => format!("It takes {likelihood} off the likelihood."),
                (0, impact) => format!("It takes {impact} off the impact."),
                (likelihood, impact) => {
                    format!("It takes {likelihood} off the likelihood and {impact} off the impact.")
                }
            },
        ];
        lines.extend(measure.conditions.iter().map(|at| {
            let condition = &method.conditions[*at];
            format!("It counts when `{}` is confirmed: {}.", condition.id, condition.text)
        }));
        lines.extend(measure.more.map(|more| {
            let condition = &method.conditions[more.when];
            format!("With `{}` it takes {} off the impact: {}.", condition.id, more.impact, condition.text)
        }));
        lines.extend((!measure.note.is_empty()).then(|| measure.note.clone()));
        return Some(paragraphs(&lines, width));
    }
    if let Some(at) = method.conditions.iter().position(|condition| condition.id == word) {
        let condition = &method.conditions[at];
        let asks =
            |measure: &&Measure| measure.conditions.contains(&at) || measure.more.is_some_and(|more| more.when == at);
        let asks: Vec<&str> = method.measures.iter().filter(asks).map(|measure| measure.id.as_str()).collect();
        let lines = [
            format!("condition: {}: {}", condition.id, condition.text),
            String::new(),
            format!("It has to be confirmed before these measures count in full: {}.", asks.join(", ")),
        ];
        return Some(paragraphs(&lines, width));
    }
    let factor = method.factors.iter().find(|factor| factor.id == word);
    factor.map(|factor| {
        let lines = [
            format!("factor: {}: {} ({} % of the likelihood)", factor.id, factor.title, factor.weight),
            String::new(),
            factor.question.clone(),
            format!("1: {}", factor.good),
            format!("5: {}", factor.poor),
        ];
        paragraphs(&lines, width)
    })
}

/// The words that [`method_word`] knows.
#[must_use]
pub fn method_words(method: &Method) -> Vec<String> {
    let measures = method.measures.iter().map(|measure| measure.id.clone());
    let factors = method.factors.iter().map(|factor| factor.id.clone());
    let conditions = method.conditions.iter().map(|condition| condition.id.clone());
    measures.chain(factors).chain(conditions).chain(["measures".to_owned()]).collect()
}

fn paragraphs(lines: &[String], width: usize) -> String {
    lines.iter().map(|line| wrap(line, width, "") + "\n").collect()
}
