//! What the text as a whole is: a promise about personal data between two parties, or something that only sounds like one.

use super::search::Span;

/// What the text is, as far as its language shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Parties promise each other something about personal data, or the text is too short to say.
    DataAgreement,
    /// It is about data, and speaks of people in few of the words that are known.
    FewWords,
    /// A contract or another text that is not about personal data.
    OtherText,
    /// One side alone speaks: a notice to individuals, a policy for staff, the text of a law.
    Notice,
}

impl Kind {
    /// Why nothing is assured on such a text, or little; empty where nothing stands against it.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::DataAgreement => "",
            Self::FewWords => {
                "the text speaks of personal data in few of the words that are known: what is absent may stand there in others"
            }
            Self::OtherText => "the text as a whole is not an agreement on personal data",
            Self::Notice => "the text reads as a notice or policy of one side, which is no promise between the parties",
        }
    }
}

/// How often the marks of each kind stand in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks<'a> {
    pub(super) words: usize,
    pub(super) personal_data: &'a [Span],
    pub(super) notice: &'a [Span],
    pub(super) contract: &'a [Span],
    /// Whom a notice speaks to.
    pub(super) you: &'a [Span],
    /// It calls itself a policy, a notice or a law.
    pub(super) policy: &'a [Span],
    /// It calls itself an agreement, or speaks of its parties.
    pub(super) pact: &'a [Span],
    /// It calls itself an agreement on data, or speaks of data that is given, used or kept.
    pub(super) data_terms: &'a [Span],
    /// It licenses a work.
    pub(super) licence: &'a [Span],
}

/// Texts shorter than this, in words, are too short to be told by how often something stands in them.
const SHORT: usize = 150;
/// Texts longer than this that do not speak of personal data at all are something else.
const BARE: usize = 100;

/// So many marks within so many words are a part on personal data in an agreement on other things.
const PART_MARKS: usize = 5;
const PART: usize = 400;

/// So many words about data in a thousand make it a text about data.
const DENSE: usize = 6;

/// Decides by how thickly the marks stand.
pub(super) fn kind(marks: Marks) -> Kind {
    let data = marks.personal_data.len();
    if marks.notice.len() >= 3 && marks.notice.len() > marks.contract.len() * 2 && marks.you.len() >= 3 {
        return Kind::Notice;
    }
    if marks.policy.len() >= 2 && marks.pact.is_empty() {
        return Kind::Notice;
    }
    // Vocabularies differ (health, research, education): few known words are a reason to look, not a verdict.
    let dense = marks.data_terms.len() >= 3 && marks.data_terms.len() * 1_000 >= marks.words * DENSE;
    let other = if dense && marks.licence.len() < 3 { Kind::FewWords } else { Kind::OtherText };
    if data == 0 && marks.words > BARE {
        return other;
    }
    let sparse = data < 8 && data * 1_000 < marks.words * 15;
    let part = marks.personal_data.windows(PART_MARKS).any(|some| some[PART_MARKS - 1].0 - some[0].0 <= PART);
    if marks.words > SHORT && sparse && !part { other } else { Kind::DataAgreement }
}
