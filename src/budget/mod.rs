//! In: what a reader is about to keep or to do.
//! Out: whether there is room for it, and what ran out where there is none.
//! Never: a look at what was read. A budget is charged before the work, so that what a file asks for cannot be more than it.

/// What one file may come to, however it asks for it. Each amount is far above what people write and far below what hurts.
///
/// Once something has run out nothing fits any more, so that a reader may go on and find it out later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Budget {
    pieces: usize,
    bytes: usize,
    steps: usize,
    out: Option<Amount>,
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

impl Amount {
    /// Most of it that one file is given.
    const fn most(self) -> usize {
        match self {
            Self::Pieces => 100_000,
            Self::Bytes => 4 << 20,
            Self::Steps => 20_000_000,
        }
    }

    /// What was asked for too much of, for people.
    pub(crate) fn words(self) -> String {
        match self {
            Self::Pieces => format!("more than {} paragraphs or cells", self.most()),
            Self::Bytes => format!("more than {} MiB of text", self.most() >> 20),
            Self::Steps => "more structure than any agreement has".to_owned(),
        }
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self { pieces: Amount::Pieces.most(), bytes: Amount::Bytes.most(), steps: Amount::Steps.most(), out: None }
    }
}

impl Budget {
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
            Amount::Pieces => &mut self.pieces,
            Amount::Bytes => &mut self.bytes,
            Amount::Steps => &mut self.steps,
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
        assert!((0..Amount::Pieces.most()).all(|_| budget.piece(1)));
        assert!(!budget.piece(1));
        assert_eq!(budget.out().map(Amount::words).as_deref(), Some("more than 100000 paragraphs or cells"));
    }
}
