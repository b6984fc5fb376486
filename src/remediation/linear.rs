//! A goal as a linear problem in whole numbers, so that anybody can have it solved by a program that they trust.

use std::collections::BTreeSet;

use super::{
    choose::Step,
    curve::{Everything, everything},
    goal::{Asked, Goal, asked},
    wishes::Estimates,
};
use crate::{assessment::Scorecard, framework::Framework};

/// What is to be least or most, and under which conditions. Each column is taken or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinearProblem {
    /// What it is, in words, a line each.
    pub says: Vec<String>,
    /// Whether the sum is to be as great as can be, not as small.
    pub most: bool,
    /// What the sum is of, such as `days`.
    pub measure: &'static str,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

/// A step, with what it adds to the sum. The name is of letters, digits and `_`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub value: u128,
}

/// A condition: the sum of factors times columns is no less than so much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub name: String,
    pub terms: Vec<(i128, usize)>,
    pub at_least: i128,
}

/// The least effort that reaches a goal, as [`reach`](super::reach) looks for it.
#[must_use]
pub fn linear(framework: &Framework, scorecard: &Scorecard, goal: &Goal) -> LinearProblem {
    let Asked { steps, problem, .. } = asked(framework, scorecard, goal);
    let columns: Vec<Column> = names(framework, &steps)
        .into_iter()
        .zip(&problem.cost)
        .map(|(name, cost)| Column { name, value: u128::from(cost.effort) })
        .collect();
    let mut rows = order(&problem.needs);
    for step in &problem.required {
        rows.push(Row { name: format!("key_{}", columns[*step].name), terms: vec![(1, *step)], at_least: 1 });
    }
    for step in &problem.barred {
        rows.push(Row { name: format!("left_{}", columns[*step].name), terms: vec![(-1, *step)], at_least: 0 });
    }
    for (number, cover) in problem.covers.iter().enumerate() {
        let terms = cover.of.iter().map(|(step, weight)| (i128::from(*weight), *step)).collect();
        rows.push(Row { name: format!("share_{}", number + 1), terms, at_least: i128::from(cover.need) });
    }
    let place = if goal.blocks.is_empty() {
        "all building blocks".to_owned()
    } else {
        let ids: Vec<&str> = goal.blocks.iter().map(|block| framework.blocks[*block].id.as_str()).collect();
        ids.join(", ")
    };
    let level = &framework.levels[usize::from(goal.level)].id;
    LinearProblem {
        says: vec![
            format!("The least effort, in person-days, that reaches {level} in {place}, by claimed levels"),
            says(framework, scorecard),
        ],
        most: false,
        measure: "days",
        columns,
        rows,
    }
    .with_a_column()
}

/// The most score for person-days, as [`budget`](super::budget()) looks for it. `None` where that is too much to count with.
#[must_use]
pub fn linear_budget(
    framework: &Framework,
    scorecard: &Scorecard,
    own: &Estimates,
    days: u64,
) -> Option<LinearProblem> {
    let Everything { steps, gains, whole, .. } = everything(framework, scorecard, own)?;
    let columns: Vec<Column> =
        names(framework, &steps).into_iter().zip(gains).map(|(name, value)| Column { name, value }).collect();
    let needs: Vec<Vec<usize>> = steps.iter().map(|step| step.needs.clone()).collect();
    let mut rows = order(&needs);
    rows.push(Row {
        name: "budget".to_owned(),
        terms: steps.iter().enumerate().map(|(at, step)| (-i128::from(step.effort), at)).collect(),
        at_least: -i128::from(days),
    });
    let says = vec![
        format!("The most score for {days} person-days, by claimed levels; {whole} is the whole of it"),
        says(framework, scorecard),
    ];
    Some(LinearProblem { says, most: true, measure: "score", columns, rows }.with_a_column())
}

/// Whose steps the columns are.
fn says(framework: &Framework, scorecard: &Scorecard) -> String {
    format!(
        "{} {}, profile {}; a column is an action, named for its practice and the level that it reaches",
        framework.pack.id, framework.pack.version, framework.profiles[scorecard.profile.0].id
    )
}

/// No step without those that it waits for.
fn order(needs: &[Vec<usize>]) -> Vec<Row> {
    let pairs = needs.iter().enumerate().flat_map(|(step, needs)| needs.iter().map(move |need| (step, *need)));
    pairs
        .enumerate()
        .map(|(number, (step, need))| Row {
            name: format!("after_{}", number + 1),
            terms: vec![(1, need), (-1, step)],
            at_least: 0,
        })
        .collect()
}

/// Names that every reader takes: an id may hold other letters, and one that begins with a digit or an `e` reads as a number.
fn names(framework: &Framework, steps: &[Step]) -> Vec<String> {
    let mut known = BTreeSet::new();
    steps
        .iter()
        .enumerate()
        .map(|(number, step)| {
            let id = &framework[step.practice].id;
            let name = format!("{}_{}", id.replace('-', "_"), step.level);
            let first = |letter: char| letter.is_ascii_alphabetic() && !letter.eq_ignore_ascii_case(&'e');
            let sound = name.starts_with(first)
                && name.len() < 100
                && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
            // No sound name begins like that.
            if sound && known.insert(name.clone()) { name } else { format!("_{}", number + 1) }
        })
        .collect()
}

impl LinearProblem {
    /// Readers refuse a problem without columns: where nothing is to be done there is one for that.
    fn with_a_column(mut self) -> Self {
        if self.columns.is_empty() {
            self.columns.push(Column { name: "nothing".to_owned(), value: 0 });
        }
        self
    }
}
