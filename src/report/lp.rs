//! LP: a problem of choosing as text that solvers of others read.

use crate::remediation::LinearProblem;

/// Characters after which a line goes on in the next: readers of old take no more than 255.
const WIDTH: usize = 100;

/// The problem as an LP file: what it is in comments, then what is to be least or most, the conditions, and that each column
/// is taken or not.
#[must_use]
pub fn lp(problem: &LinearProblem) -> String {
    let mut text = String::new();
    for said in &problem.says {
        text.push_str(&format!("\\ {}\n", plain(said)));
    }
    text.push_str(if problem.most { "Maximize\n" } else { "Minimize\n" });
    let sum: Vec<(i128, usize)> = problem
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| (i128::try_from(column.value).unwrap_or(i128::MAX), at))
        .collect();
    line(&mut text, problem.measure, &sum, problem, "");
    text.push_str("Subject To\n");
    for row in &problem.rows {
        line(&mut text, &row.name, &row.terms, problem, &format!(" >= {}", row.at_least));
    }
    text.push_str("Binary\n");
    for column in &problem.columns {
        text.push_str(&format!(" {}\n", column.name));
    }
    text.push_str("End\n");
    text
}

fn line(text: &mut String, name: &str, terms: &[(i128, usize)], problem: &LinearProblem, end: &str) {
    let mut line = format!(" {name}:");
    for (at, (factor, column)) in terms.iter().enumerate() {
        let sign = match (*factor < 0, at) {
            (true, _) => " - ",
            (false, 0) => " ",
            (false, _) => " + ",
        };
        let term = format!("{sign}{} {}", factor.unsigned_abs(), problem.columns[*column].name);
        if line.len() + term.len() > WIDTH {
            text.push_str(&line);
            text.push_str("\n ");
            line.clear();
        }
        line.push_str(&term);
    }
    text.push_str(&line);
    text.push_str(end);
    text.push('\n');
}

/// A comment ends with its line.
fn plain(line: &str) -> String {
    line.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}
