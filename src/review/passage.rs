//! The agreement in passages: a sentence, or one limb of it, with the words that lead in to it.

use std::ops::Range;

use super::{
    form::{Form, guides, options},
    language::Language,
    words::{Word, sentences, words},
};
use crate::reading::{Block, Kind, Reading};

/// One statement of the agreement, as far as form shows it.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    /// The block that it stands in.
    pub(super) block: usize,
    /// As it is written, without its lead-in.
    pub(super) quote: String,
    /// Its words, lead-in first.
    pub(super) words: Range<usize>,
    /// Where its own words begin.
    pub(super) own: usize,
    /// Passages that stand under the same heading have the same.
    pub(super) section: usize,
    /// The passages of the headings above it, the nearest first.
    pub(super) heads: Vec<usize>,
    /// A heading binds nobody.
    pub(super) heading: bool,
    /// What it is in the agreement.
    pub(super) sort: Sort,
    /// One of several limbs of a sentence.
    pub(super) limb: bool,
    /// The head of a column of a table.
    pub(super) column: bool,
    /// It stands under a heading such as `Obligations of the Processor`: the passage of that heading.
    pub(super) owed: Option<usize>,
}

/// What a passage is in an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// It may bind.
    Term,
    /// Why the parties agree, before what they agree.
    Recital,
    /// What whoever fills in the form should do.
    Guidance,
    /// An option of a form that nobody has chosen.
    Unchosen,
}

impl Sort {
    /// Whether it may bind anybody, now or once it is chosen.
    pub(super) const fn may_bind(self) -> bool {
        matches!(self, Self::Term | Self::Unchosen)
    }
}

/// All passages and the words that they are made of.
#[derive(Debug, Default)]
pub(super) struct Passages {
    pub(super) list: Vec<Passage>,
    pub(super) words: Vec<Word>,
    /// For each word, the passage that it stands in.
    pub(super) of: Vec<usize>,
}

/// Longest lead-in that is kept, in words: those that stand nearest.
const LEAD: usize = 60;

/// Takes an agreement apart.
pub(super) fn passages(reading: &Reading, language: &Language) -> Passages {
    let mut all = Passages::default();
    let mut heading_passage = vec![None; reading.blocks.len()];
    let mut label: Option<((u32, u32), String)> = None;
    let mut numbered = false;
    let mut form = Form::default();
    for (at, block) in reading.blocks.iter().enumerate() {
        let heads: Vec<usize> = reading.above(at).filter_map(|(above, _)| heading_passage[above]).collect();
        let section = section(reading, at, block);
        if matches!(block.kind, Kind::Heading | Kind::Title) && !block.note {
            let next = all.list.len();
            all.push(at, &block.text, &[], section, heads, language);
            if let Some(pushed) = all.list.get_mut(next) {
                pushed.heading = true;
            }
            // A heading of signs alone has no words, and so no passage.
            heading_passage[at] = Some(next).filter(|next| *next < all.list.len());
            continue;
        }
        if !block.is_operative() {
            continue;
        }
        let lead = match block.kind {
            Kind::Cell { table, row, column, .. } => {
                let row = (table, row);
                let before = label.take().filter(|(of, _)| *of == row);
                let lead = before.as_ref().map(|(_, text)| format!("{text}: ")).unwrap_or_default();
                let short = block.text.split_whitespace().count() <= 12;
                // A row may begin with its number.
                let before = before.filter(|(_, text)| !is_number(text));
                let first = column == 0 || (column == 1 && numbered);
                numbered = column == 0 && is_number(&block.text);
                label = before.or_else(|| (first && short).then(|| (row, block.text.clone())));
                lead
            }
            _ => lead_in(reading, at, language),
        };
        if let Some(row) = row(reading, at, language) {
            all.push(at, &row, &[], section, heads.clone(), language);
        }
        let lead = words(&lead, language);
        let lead = &lead[lead.len().saturating_sub(LEAD)..];
        let recital = form.recites(reading, at, language);
        for (chosen, part) in options(&block.text) {
            for range in sentences(part, language) {
                let sentence = part[range].trim();
                for (before, limb) in limbs(sentence, language) {
                    let lead: Vec<Word> = lead.iter().cloned().chain(words(before, language)).collect();
                    let count = all.list.len();
                    all.push(at, limb, &lead, section, heads.clone(), language);
                    if let Some(pushed) = all.list.get_mut(count) {
                        pushed.limb = !before.is_empty();
                        pushed.column = matches!(block.kind, Kind::Cell { head: true, .. });
                        pushed.sort = match () {
                            () if recital => Sort::Recital,
                            () if guides(sentence, language) => Sort::Guidance,
                            () if !chosen => Sort::Unchosen,
                            () => Sort::Term,
                        };
                    }
                }
            }
        }
    }
    all
}

impl Passages {
    fn push(
        &mut self,
        block: usize,
        quote: &str,
        lead: &[Word],
        section: usize,
        heads: Vec<usize>,
        language: &Language,
    ) {
        let own = words(quote, language);
        if own.is_empty() {
            return;
        }
        let from = self.words.len();
        self.words.extend(lead.iter().cloned());
        let begin = self.words.len();
        self.words.extend(own);
        self.of.resize(self.words.len(), self.list.len());
        let words = from..self.words.len();
        let owed = heads.first().copied().filter(|head| owed_under(&self.list[*head].quote, language).is_some());
        let quote = quote.to_owned();
        self.list.push(Passage {
            block,
            quote,
            words,
            own: begin,
            section,
            heads,
            heading: false,
            sort: Sort::Term,
            limb: false,
            column: false,
            owed,
        });
    }

    /// Where the passage of each word ends.
    pub(super) fn ends(&self) -> Vec<usize> {
        self.of.iter().map(|passage| self.list[*passage].words.end).collect()
    }
}

/// What stands under the same heading, or in the same numbered clause where there are none.
fn section(reading: &Reading, at: usize, block: &Block) -> usize {
    let heading = reading.above(at).find(|(_, above)| above.kind == Kind::Heading);
    if let Some((heading, _)) = heading {
        return heading + 1;
    }
    let top: usize = block.clause.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0);
    if top == 0 { 0 } else { usize::MAX - top.min(1_000_000) }
}

/// The words that lead in to a block: those of the clauses that it is a limb of.
fn lead_in(reading: &Reading, at: usize, language: &Language) -> String {
    let mut leads: Vec<&str> = Vec::new();
    for (_, above) in reading.above(at).take_while(|(_, above)| above.kind != Kind::Heading).take(3) {
        let Some(open) = open_end(&above.text, language) else { break };
        leads.push(open);
    }
    if leads.is_empty() && reading.blocks[at].kind == Kind::Item {
        let before = reading.blocks[..at].iter().rev().take(30).find(|block| block.kind != Kind::Item);
        leads.extend(before.filter(|block| block.is_operative()).and_then(|block| open_end(&block.text, language)));
    }
    leads.reverse();
    if leads.is_empty() && reading.blocks[at].kind == Kind::Item && is_bare(&reading.blocks[at].text, language) {
        let heading = reading.above(at).find(|(_, above)| above.kind == Kind::Heading);
        return heading.and_then(|(_, heading)| owed_under(&heading.text, language)).unwrap_or_default();
    }
    leads.join(" ")
}

/// Whether a cell only counts its row: `1`, `2.`, `(c)`.
fn is_number(text: &str) -> bool {
    let bare = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    !bare.is_empty() && (bare.len() == 1 || bare.chars().all(|letter| letter.is_ascii_digit()))
}

/// Whether an item has no subject of its own: `Notify you of a breach`.
fn is_bare(item: &str, language: &Language) -> bool {
    let first = item.split_whitespace().next().unwrap_or_default().to_lowercase();
    !language.subjects.has(&first) && modal_end(item, language).is_none()
}

/// What the items under a heading such as `Obligations of the Processor` go on from.
fn owed_under(heading: &str, language: &Language) -> Option<String> {
    let all: Vec<&str> = heading.split_whitespace().collect();
    let owed = all.iter().position(|word| {
        language.owed_headings.has(word.to_lowercase().trim_matches(|letter: char| !letter.is_alphabetic()))
    })?;
    let whose = match all.get(owed + 1) {
        Some(of) if language.whose.has(&of.to_lowercase()) => &all[owed + 2..],
        _ => &all[..owed],
    };
    (all.len() <= 10 && !whose.is_empty()).then(|| format!("{} shall", whose.join(" ")))
}

/// A whole row of a table whose head says what its columns hold, at the first of its cells.
fn row(reading: &Reading, at: usize, language: &Language) -> Option<String> {
    let Kind::Cell { table, row, column: 0, head: false } = reading.blocks[at].kind else { return None };
    let head_of = |wanted: u32| {
        reading.blocks[..at].iter().rev().take(400).find_map(|block| match block.kind {
            Kind::Cell { table: of, column, head: true, .. } if of == table && column == wanted => {
                Some(block.text.as_str())
            }
            _ => None,
        })
    };
    let cells: Vec<(u32, &str)> = reading.blocks[at..]
        .iter()
        .map_while(|block| match block.kind {
            Kind::Cell { table: of, row: in_row, column, .. } if of == table && in_row == row => {
                Some((column, block.text.as_str()))
            }
            _ => None,
        })
        .collect();
    let heads: Vec<Option<&str>> = cells.iter().map(|(column, _)| head_of(*column)).collect();
    let binds = |head: &str| {
        let words: Vec<String> = head.split_whitespace().map(str::to_lowercase).collect();
        let whose = words.windows(2).any(|pair| language.owed_columns.has(&pair[0]) && pair[1] == "of");
        whose || words.iter().any(|word| language.binding_columns.has(word))
    };
    if cells.len() < 2 || !heads.iter().flatten().any(|head| binds(head)) {
        return None;
    }
    let join = |(head, (_, text)): (Option<&str>, &(u32, &str))| match head {
        Some(head) => format!("{head}: {text}"),
        None => (*text).to_owned(),
    };
    Some(heads.into_iter().zip(&cells).map(join).collect::<Vec<_>>().join("; "))
}

/// The last sentence of a text if it is left open, so that what follows goes on with it.
fn open_end<'t>(text: &'t str, language: &Language) -> Option<&'t str> {
    let trimmed = text.trim_end();
    if trimmed.ends_with(['.', ';', '!', '?']) {
        return None;
    }
    sentences(trimmed, language).pop().map(|range| trimmed[range].trim())
}

/// A sentence as its limbs, each with the words that lead in to it.
fn limbs<'t>(sentence: &'t str, language: &Language) -> Vec<(&'t str, &'t str)> {
    let marks = marks(sentence);
    if let [first, _, ..] = marks.as_slice() {
        let lead = &sentence[..first.0];
        let ends = marks.iter().skip(1).map(|mark| mark.0).chain([sentence.len()]);
        return marks.iter().zip(ends).map(|((_, from), end)| (lead, sentence[*from..end].trim())).collect();
    }
    let mut parts = sentence.split(';').map(str::trim).filter(|part| !part.is_empty());
    let first = parts.next().unwrap_or(sentence);
    let lead = modal_end(first, language).map_or("", |end| &first[..end]);
    let mut found = vec![("", first)];
    found.extend(parts.map(|part| (if modal_end(part, language).is_some() { "" } else { lead }, part)));
    found
}

/// Where the first word that lays a duty or gives a right ends.
fn modal_end(text: &str, language: &Language) -> Option<usize> {
    let mut from = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        from += word.len();
        if language.modals.has(&word.trim().to_lowercase()) {
            return Some(from);
        }
    }
    None
}

/// The marks `(a)`, `(b)`, … inside a sentence: where each begins and ends. Only the outermost kind counts.
fn marks(sentence: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut next = None;
    for (at, _) in sentence.match_indices('(') {
        let alone = at == 0 || sentence[..at].ends_with([' ', ':', ';', ',', '\u{a0}']);
        let Some(end) = sentence[at..].find(')').map(|end| at + end + 1).filter(|end| end - at <= 6) else { continue };
        let inside = &sentence[at + 1..end - 1];
        let counts = match &next {
            None => ["a", "i", "1", "A"].contains(&inside),
            Some(expected) => inside == expected,
        };
        if alone && counts {
            found.push((at, end));
            next = following(inside);
        }
    }
    found
}

fn following(mark: &str) -> Option<String> {
    const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    if let Some(at) = ROMAN.iter().position(|roman| *roman == mark) {
        return ROMAN.get(at + 1).map(|roman| (*roman).to_owned());
    }
    if let Ok(number) = mark.parse::<u32>() {
        return Some((number + 1).to_string());
    }
    let letter = mark.chars().next()?;
    char::from_u32(u32::from(letter) + 1).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::{super::language::english, *};

    #[test]
    fn a_sentence_is_read_limb_by_limb() {
        let text = "The Vendor shall: (a) notify Acme; and (b) help under 5(c).";
        assert_eq!(
            limbs(text, &english()),
            [("The Vendor shall: ", "notify Acme; and"), ("The Vendor shall: ", "help under 5(c).")]
        );
        let text = "The Vendor shall notify Acme; assist Acme; Acme shall pay";
        let found = limbs(text, &english());
        assert_eq!(found[1], ("The Vendor shall ", "assist Acme"));
        assert_eq!(found[2], ("", "Acme shall pay"));
    }
}
