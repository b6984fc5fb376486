//! How a text was set: items of a list on lines of one paragraph, one paragraph printed as several, guidance in italics.

use super::{
    label,
    model::Format,
    outline::{Found, LONGEST, Piece, PieceKind},
    words::Words,
};

/// A paragraph in the items that stand in it as lines of their own, each with a number or mark; itself where it has none.
pub(super) fn items<'t>(text: &'t str, words: &Words) -> Vec<&'t str> {
    let marked = |line: &str| {
        let line = line.trim_start();
        label::split(line, words).is_some_and(|(label, rest)| label.sure && !rest.is_empty())
    };
    let begins: Vec<usize> = text
        .match_indices('\n')
        .map(|(at, _)| at + 1)
        .filter(|at| marked(text[*at..].lines().next().unwrap_or_default()))
        .collect();
    let Some(first) = begins.first() else { return vec![text] };
    // One line that begins with a number may be an address.
    if begins.len() == 1 && !text[..*first].trim_end().ends_with([':', ';', '.']) {
        return vec![text];
    }
    let from = std::iter::once(0).chain(begins.iter().copied());
    let end = begins.iter().copied().chain([text.len()]);
    from.zip(end).map(|(from, end)| text[from..end].trim()).filter(|item| !item.is_empty()).collect()
}

/// Letters of a line that goes on in the next, at least: a shorter one is a label or a line of an address.
const LINE: usize = 40;

/// The paragraphs of a text with their places in the file, from 1; those that were printed with a blank line between their
/// lines in one. Guidance in italics, right under headings of a text that is not slanted itself, becomes a note.
pub(super) fn joined(format: Format, found: &mut Found) -> Vec<(u32, Piece)> {
    let pieces = std::mem::take(&mut found.pieces);
    let paragraphs = pieces.iter().filter(|piece| piece.kind == PieceKind::Paragraph).count();
    let slanted = pieces.iter().filter(|piece| piece.slanted).count();
    let lines = matches!(format, Format::Markdown | Format::Text);
    let mut kept: Vec<(u32, Piece)> = Vec::with_capacity(pieces.len());
    let mut notes = 0_usize;
    for (count, mut piece) in (1..).zip(pieces) {
        if let Some((_, last)) = kept.last_mut() {
            if lines && goes_on(last, &piece, &found.words) {
                last.text.push(' ');
                last.text.push_str(&piece.text);
                continue;
            }
            let headed = matches!(last.kind, PieceKind::Heading(_)) || last.looks || last.note && last.slanted;
            if piece.slanted && headed && slanted * 3 <= paragraphs {
                piece.note = true;
                notes += 1;
            }
        }
        kept.push((count, piece));
    }
    if notes > 0 {
        let them = if notes == 1 { "1 paragraph" } else { &format!("{notes} paragraphs") };
        found.lose(format!("{them} in italics right under a heading: taken for guidance, which binds nobody"));
    }
    kept
}

/// Whether a paragraph is the next line of the one before: that ends in the middle of a sentence, and this goes on in it.
fn goes_on(last: &Piece, piece: &Piece, words: &Words) -> bool {
    let text = |piece: &Piece| matches!(piece.kind, PieceKind::Paragraph | PieceKind::Item);
    let open = last.text.len() >= LINE
        && last
            .text
            .ends_with(|letter: char| letter.is_alphanumeric() || matches!(letter, ',' | ')' | '-' | '’' | '”'));
    let plain =
        piece.label.is_none() && piece.kind == PieceKind::Paragraph && label::split(&piece.text, words).is_none();
    text(last)
        && last.text.len() + piece.text.len() < LONGEST
        && plain
        && open
        && (last.nest == piece.nest || piece.nest == 0)
        && last.note == piece.note
        && !last.looks
        && piece.text.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::{super::words::english, *};

    #[test]
    fn items_on_lines_of_one_paragraph_are_told_apart() {
        assert_eq!(
            items("The Vendor shall:\n(a) tell;\n(b) help.", &english()),
            ["The Vendor shall:", "(a) tell;", "(b) help."]
        );
        assert_eq!(
            items("Acme Ltd\n12 Robinson Road\nSingapore", &english()),
            ["Acme Ltd\n12 Robinson Road\nSingapore"]
        );
        assert_eq!(items("one\ntwo", &english()), ["one\ntwo"]);
    }
}
