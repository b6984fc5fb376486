//! What the text as a whole is: a promise about personal data between two parties, or something that only sounds like one.

use super::search::Span;

/// What the text is, as far as its language shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Parties promise each other something about personal data, or the text is too short to say.
    DataAgreement,
    /// A contract or another text that is not about personal data.
    OtherText,
    /// A company tells individuals what it does with their data.
    Notice,
}

impl Kind {
    /// Why nothing is assured on such a text; empty where it may be.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::DataAgreement => "",
            Self::OtherText => "the text as a whole is not an agreement on personal data",
            Self::Notice => "the text reads as a notice to individuals, which is no promise between the parties",
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
}

/// Texts shorter than this, in words, are too short to be told by how often something stands in them.
const SHORT: usize = 60;

/// Decides by how thickly the marks stand.
pub(super) fn kind(marks: Marks) -> Kind {
    let data = marks.personal_data.len();
    if marks.notice.len() >= 3 && marks.notice.len() > marks.contract.len() * 2 {
        return Kind::Notice;
    }
    let sparse = data < 8 && data * 1_000 < marks.words * 15;
    if marks.words > SHORT && sparse { Kind::OtherText } else { Kind::DataAgreement }
}
