//! The direction of text: which parts of it run from right to left.

use super::numbered::Run;

/// Whether the character belongs to a script written from right to left (Hebrew, Arabic, Jawi, …).
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && c.is_alphabetic()
}

/// Whether a paragraph of this text runs from right to left: its first letter decides.
pub(super) fn runs_leftwards(runs: &[Run]) -> bool {
    let mut letters = runs.iter().flat_map(|run| run.text.chars()).filter(|c| c.is_alphabetic());
    letters.next().is_some_and(is_right_to_left)
}

/// Cuts text where its direction changes, each part with whether it runs from right to left. What has no direction of
/// its own goes with the paragraph, unless it stands between two letters of one direction.
pub(super) fn stretches(text: &str, leftwards: bool) -> Vec<(&str, bool)> {
    if !leftwards && !text.chars().any(is_right_to_left) {
        return vec![(text, false)];
    }
    let mut cuts = Vec::new();
    let mut start = 0;
    let mut direction = leftwards;
    let mut end_of_strong = 0;
    for (at, c) in text.char_indices() {
        let strong = c.is_alphabetic();
        if strong && is_right_to_left(c) != direction {
            // Neutral characters at the seam belong to the paragraph's own direction.
            let seam = if direction == leftwards { at } else { end_of_strong };
            cuts.push((&text[start..seam], direction));
            start = seam;
            direction = !direction;
        }
        if strong {
            end_of_strong = at + c.len_utf8();
        }
    }
    let seam = if direction == leftwards { text.len() } else { end_of_strong };
    cuts.push((&text[start..seam], direction));
    cuts.push((&text[seam..], leftwards));
    cuts.retain(|(part, _)| !part.is_empty());
    cuts
}

#[cfg(test)]
mod tests {
    use super::stretches;

    #[test]
    fn text_is_cut_where_its_direction_changes() {
        assert_eq!(stretches("plain, text", false), [("plain, text", false)]);
        let expected = [("by ", false), ("شركة نور", true), (" (the “Importer”)", false)];
        assert_eq!(stretches("by شركة نور (the “Importer”)", false), expected);
        assert_eq!(stretches("(خاص)", true), [("(خاص)", true)]);
        assert_eq!(stretches("شركة Nur.", true), [("شركة ", true), ("Nur", false), (".", true)]);
    }
}
