//! What in an agreement is no term of it: recitals, guidance for whoever fills in the form, options that nobody has chosen.

use super::language::{Language, WordList};
use crate::reading::{Kind, Reading};

/// Where in the agreement a block stands, as far as it decides what the block is.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// The heading under which the recitals are over: `NOW, THEREFORE, the parties agree`.
    agreed: Option<usize>,
}

impl Form {
    /// Whether a block says why the parties agree, before what they agree.
    pub(super) fn recites(&mut self, reading: &Reading, at: usize, language: &Language) -> bool {
        let text = bare(&reading.blocks[at].text);
        let heading = reading.above(at).find(|(_, above)| above.kind == Kind::Heading);
        if starts(&text, &language.agreeing_leads) {
            self.agreed = heading.map(|(heading, _)| heading);
            return false;
        }
        if starts(&text, &language.recital_leads) {
            // `Whereas …, now it is agreed that …` is one sentence of both.
            let whole = reading.blocks[at].text.to_lowercase();
            return !language.agreeing_leads.iter().any(|lead| lead.starts_with("now") && whole.contains(lead));
        }
        heading.is_some_and(|(heading, above)| {
            // A numbered section is part of what is agreed, whatever it is called.
            self.agreed != Some(heading) && above.number.is_empty() && language.recital_headings.has(&bare(&above.text))
        })
    }
}

/// Whether a sentence tells whoever fills in the form what to do with it.
pub(super) fn guides(sentence: &str, language: &Language) -> bool {
    starts(&bare(sentence), &language.guidance_leads)
}

/// A text in small letters, without signs before its first letter and after its last.
fn bare(text: &str) -> String {
    let head = text.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let end = head.char_indices().nth(HEAD).map_or(head.len(), |(at, _)| at);
    let words: Vec<&str> =
        head[..end].split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ").to_lowercase()
}

/// Letters at the beginning of a text that are looked at.
const HEAD: usize = 120;

/// Whether a text begins with one of these phrases, as whole words.
fn starts(text: &str, phrases: &WordList) -> bool {
    phrases.iter().any(|phrase| text.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// The boxes of a form: whether each is ticked.
const BOXES: [(&str, bool); 14] = [
    ("[ ]", false),
    ("[_]", false),
    ("☐", false),
    ("□", false),
    ("◻", false),
    ("❏", false),
    ("❑", false),
    ("[x]", true),
    ("[X]", true),
    ("☒", true),
    ("☑", true),
    ("✓", true),
    ("✔", true),
    ("🗹", true),
];

/// A text in its options, each with whether it is chosen; a text without boxes is one that is.
pub(super) fn options(text: &str) -> Vec<(bool, &str)> {
    let mut marks: Vec<(usize, usize, bool)> = BOXES
        .iter()
        .flat_map(|(mark, ticked)| text.match_indices(mark).map(|(at, found)| (at, at + found.len(), *ticked)))
        .collect();
    marks.sort_unstable();
    let mut found = Vec::new();
    let first = marks.first().map_or(text.len(), |mark| mark.0);
    let offered = bare(text).starts_with("optional ") && text.trim_start().starts_with(['[', '(']);
    if !text[..first].trim().is_empty() {
        found.push((!offered, &text[..first]));
    }
    let ends = marks.iter().skip(1).map(|mark| mark.0).chain([text.len()]);
    found.extend(marks.iter().zip(ends).map(|((_, from, ticked), end)| (*ticked, text[*from..end].trim())));
    found.retain(|(_, part)| !part.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::{super::language::english, *};

    #[test]
    fn an_option_is_chosen_when_its_box_is_ticked() {
        assert_eq!(
            options("The law is: ☐ Singapore ☒ Malaysia"),
            [(true, "The law is: "), (false, "Singapore"), (true, "Malaysia")]
        );
        assert_eq!(options("[ ] Delete all data"), [(false, "Delete all data")]);
        assert_eq!(options("[OPTIONAL] A cap applies."), [(false, "[OPTIONAL] A cap applies.")]);
        assert_eq!(options("The Vendor shall tell."), [(true, "The Vendor shall tell.")]);
    }

    #[test]
    fn guidance_speaks_of_the_form_and_binds_nobody() {
        assert!(guides("This section should define what is covered.", &english()));
        assert!(!guides("This section applies to personal data.", &english()));
    }
}
