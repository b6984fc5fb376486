//! The pages of a text that was taken out of a PDF: what runs along their edges, and paragraphs that go on overleaf.

use std::collections::HashMap;

use super::{label, words::Words};

/// What `pdftotext` and the like write between two pages.
const BREAK: char = '\u{c}';

/// What becomes of each line of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Kept,
    /// A running header or footer.
    Running,
    /// A blank line at an edge, where a paragraph may go on.
    Dropped,
}

/// Looks at the edges of all pages; everything is kept where there are none.
pub(super) fn edges(lines: &[&str], words: &Words) -> Vec<Edge> {
    let mut edges = vec![Edge::Kept; lines.len()];
    let starts: Vec<usize> = (0..lines.len()).filter(|at| *at == 0 || lines[*at].starts_with(BREAK)).collect();
    if starts.len() < 3 {
        return edges;
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let pages: Vec<(usize, usize)> = starts.iter().copied().zip(ends).collect();
    let written = |at: &usize| !bare(lines[*at]).is_empty();
    let first: Vec<Option<usize>> = pages.iter().map(|(start, end)| (*start..*end).find(written)).collect();
    let last: Vec<Option<usize>> = pages.iter().map(|(start, end)| (*start..*end).rfind(written)).collect();
    for row in [&first, &last] {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for at in row.iter().flatten() {
            *seen.entry(shape(lines[*at])).or_default() += 1;
        }
        for at in row.iter().flatten() {
            let often = seen.get(&shape(lines[*at])).copied().unwrap_or_default();
            if often >= 2 && often * 2 >= pages.len() {
                edges[*at] = Edge::Running;
            }
        }
    }
    // From the last line of a page to the first of the next one there is nothing but blanks.
    let mut reached = 0;
    for start in &starts[1..] {
        // Pages without a line of their own lie in a gap that was gone through.
        if *start < reached {
            continue;
        }
        let stands = |at: &usize| edges[*at] == Edge::Kept && written(at);
        let before = (0..*start).rfind(stands);
        let after = (*start..lines.len()).find(stands);
        reached = after.unwrap_or(lines.len());
        let goes_on =
            before.zip(after).is_some_and(|(before, after)| goes_on(lines[before], bare(lines[after]), words));
        let gap = before.map_or(0, |at| at + 1)..after.unwrap_or(lines.len());
        let mut kept = goes_on;
        for at in gap {
            if edges[at] == Edge::Kept && std::mem::replace(&mut kept, true) {
                edges[at] = Edge::Dropped;
            }
        }
    }
    edges
}

/// Whether a paragraph goes on after the end of a page: in the middle of a sentence, or after a full line.
fn goes_on(before: &str, after: &str, words: &Words) -> bool {
    let full = || before.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>() >= 60;
    let labelled = || label::split(after, words).is_some_and(|(label, _)| label.sure);
    !bare(before).ends_with(['.', ';', ':']) && (after.starts_with(char::is_lowercase) || full() && !labelled())
}

/// A line without what breaks pages, and without blanks around it.
pub(super) fn bare(line: &str) -> &str {
    line.trim_start_matches(BREAK).trim()
}

/// A line whose numbers may be any: `Page 3 of 18` is one on every page.
fn shape(line: &str) -> String {
    bare(line)
        .chars()
        .map(|letter| if letter.is_ascii_digit() { '0' } else { letter })
        .collect::<String>()
        .replace("00", "0")
}

#[cfg(test)]
mod tests {
    use super::{super::words::english, *};

    #[test]
    fn what_runs_along_the_edges_is_told_apart_and_paragraphs_go_on() {
        let text = "The importer shall\n\nPage 1\n\u{c}Title\ntell the exporter.\n\nPage 2\n\u{c}Title\nIt shall pay.\n\nPage 3\n";
        let lines: Vec<&str> = text.lines().collect();
        let kept: Vec<&str> = lines
            .iter()
            .zip(edges(&lines, &english()))
            .filter(|(_, edge)| *edge == Edge::Kept)
            .map(|(line, _)| *line)
            .collect();
        assert_eq!(kept, ["The importer shall", "tell the exporter.", "", "It shall pay.", ""]);
        let running = edges(&lines, &english()).iter().filter(|edge| **edge == Edge::Running).count();
        assert_eq!(running, 5);
    }

    #[test]
    fn a_text_without_pages_is_kept_whole() {
        let lines = ["Page 1", "", "Page 1", "", "Page 1"];
        assert!(edges(&lines, &english()).iter().all(|edge| *edge == Edge::Kept));
    }
}
