//! Nested inlines to a row of runs, each in one style.

use super::numbered::{Run, RunKind};
use super::tree::Inline;
use crate::text::visible_lines;

/// The runs of some inlines. Neighbours of one style are one run; a line feed in a text begins a new line; what a
/// reference shows is left open until everything is counted.
pub(super) fn flatten(inlines: &[Inline]) -> Vec<Run> {
    let mut runs = Vec::new();
    add(inlines, &Run::text(""), &mut runs);
    runs
}

fn add(inlines: &[Inline], style: &Run, runs: &mut Vec<Run>) {
    let with = |text: String, kind| Run { text, kind, ..style.clone() };
    for inline in inlines {
        match inline {
            Inline::Text(text) => lines(text, style, runs),
            Inline::Term(term) => lines(term, &with(String::new(), RunKind::Term), runs),
            Inline::Strong(inner) => add(inner, &style.clone().into_strong(), runs),
            Inline::Emphasis(inner) => add(inner, &style.clone().into_emphasis(), runs),
            Inline::Badge(tone, text) => {
                runs.push(with(visible_lines(text).replace('\n', " "), RunKind::Badge { tone: *tone }));
            }
            Inline::Reference(id) => {
                let kind = RunKind::Reference { target: id.clone(), anchor: String::new() };
                runs.push(with(String::new(), kind));
            }
            Inline::Placeholder(what) => {
                let text = format!("[●  {}]", visible_lines(what).replace('\n', " "));
                runs.push(with(text, RunKind::Placeholder));
            }
            Inline::Break => runs.push(Run::line_break()),
        }
    }
}

/// Cuts text at its line ends, and joins it to the run before when that has the same style.
fn lines(text: &str, style: &Run, runs: &mut Vec<Run>) {
    for (at, line) in visible_lines(text).split('\n').enumerate() {
        if at > 0 {
            runs.push(Run::line_break());
        }
        let same = |last: &Run| (&last.kind, last.strong, last.emphasis) == (&style.kind, style.strong, style.emphasis);
        match runs.last_mut() {
            _ if line.is_empty() => {}
            Some(last) if same(last) => last.text.push_str(line),
            _ => runs.push(Run { text: line.to_owned(), ..style.clone() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::flatten;
    use crate::document::tree::Inline;

    #[test]
    fn neighbours_of_one_style_are_one_run() {
        let text = |text: &str| Inline::Text(text.to_owned());
        let runs =
            flatten(&[text("a"), text("b\nc"), Inline::Strong(vec![text("d"), Inline::Emphasis(vec![text("e")])])]);
        let shown: Vec<_> = runs.iter().map(|run| (run.text.as_str(), run.strong, run.emphasis)).collect();
        assert_eq!(
            shown,
            [("ab", false, false), ("\n", false, false), ("c", false, false), ("d", true, false), ("e", true, true)]
        );
    }

    #[test]
    fn a_gap_says_what_goes_there_on_one_line() {
        assert_eq!(flatten(&[Inline::Placeholder("name\nof party".to_owned())])[0].text, "[●  name of party]");
    }
}
