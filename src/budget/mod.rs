//! In: what a reader is about to keep or to do.
//! Out: whether there is room for it, and what ran out where there is none.
//! Never: a look at what was read. A budget is charged before the work, so that what a file asks for cannot be more than it.

/// What one file may come to, however it asks for it. Each amount is far above what people write and far below what hurts.
///
/// Once something has run out nothing fits any more, so that a reader may go on and find it out later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Budget {
    given: Amounts,
    left: Amounts,
    out: Option<Amount>,
}

/// How much of each there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Amounts {
    pieces: usize,
    bytes: usize,
    steps: usize,
    /// What pieces and steps are called.
    words: [&'static str; 2],
}

/// What a budget is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    /// Things that are kept: paragraphs, cells, lines.
    Pieces,
    /// Letters that are kept, in bytes.
    Bytes,
    /// Things that are looked at: elements, tags, marks.
    Steps,
}

/// What an agreement is given.
const AGREEMENT: Amounts = Amounts {
    pieces: 100_000,
    bytes: 4 << 20,
    steps: 20_000_000,
    words: ["paragraphs or cells", "more structure than any agreement has"],
};

/// What a sheet is given, of whichever format.
const SHEET: Amounts = Amounts {
    pieces: 1_000_000,
    bytes: 64 << 20,
    steps: 5_000_000,
    words: ["cells", "more rows or marks than any sheet has"],
};

/// What a template is given to fill itself with.
const TEMPLATE: Amounts = Amounts {
    pieces: 3_000_000,
    bytes: 64 << 20,
    steps: 3_000_000,
    words: ["values", "more turns of its loops than any page needs"],
};

impl Default for Budget {
    fn default() -> Self {
        Self::of(AGREEMENT)
    }
}

impl Budget {
    const fn of(given: Amounts) -> Self {
        Self { given, left: given, out: None }
    }

    /// Of a sheet: a table with a row for each thing.
    pub(crate) const fn sheet() -> Self {
        Self::of(SHEET)
    }

    /// Of a template that is filled.
    pub(crate) const fn template() -> Self {
        Self::of(TEMPLATE)
    }

    /// What was asked for too much of, for people; `None` where all of it fits.
    pub(crate) fn refusal(&self) -> Option<String> {
        let [pieces, steps] = self.given.words;
        self.out.map(|amount| match amount {
            Amount::Pieces => format!("more than {} {pieces}", self.given.pieces),
            Amount::Bytes => format!("more than {} MiB of text", self.given.bytes >> 20),
            Amount::Steps => steps.to_owned(),
        })
    }

    /// Charges one piece of so many bytes; whether it fits.
    pub(crate) fn piece(&mut self, bytes: usize) -> bool {
        self.charge(Amount::Pieces, 1) && self.charge(Amount::Bytes, bytes)
    }

    /// Charges bytes that are kept beside a piece.
    pub(crate) fn bytes(&mut self, bytes: usize) -> bool {
        self.charge(Amount::Bytes, bytes)
    }

    /// Charges steps.
    pub(crate) fn steps(&mut self, steps: usize) -> bool {
        self.charge(Amount::Steps, steps)
    }

    /// What ran out first, if anything did.
    pub(crate) fn out(&self) -> Option<Amount> {
        self.out
    }

    fn charge(&mut self, amount: Amount, by: usize) -> bool {
        if self.out.is_some() {
            return false;
        }
        let left = match amount {
            Amount::Pieces => &mut self.left.pieces,
            Amount::Bytes => &mut self.left.bytes,
            Amount::Steps => &mut self.left.steps,
        };
        match left.checked_sub(by) {
            Some(rest) => *left = rest,
            None => self.out = Some(amount),
        }
        self.out.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ran_out_first_is_told_and_nothing_fits_after_it() {
        let mut budget = Budget::default();
        assert!(budget.piece(1) && budget.steps(5) && budget.out().is_none());
        assert!(!budget.piece(usize::MAX));
        assert_eq!(budget.out(), Some(Amount::Bytes));
        assert!(!budget.steps(1) && !budget.piece(0));
        assert_eq!(budget.out(), Some(Amount::Bytes));
    }

    #[test]
    fn all_of_it_may_be_used() {
        let mut budget = Budget::default();
        assert!((0..AGREEMENT.pieces).all(|_| budget.piece(1)));
        assert!(!budget.piece(1));
        assert_eq!(budget.refusal().as_deref(), Some("more than 100000 paragraphs or cells"));
    }
}
