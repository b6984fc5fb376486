//! A set of steps.

/// A set of steps, by their indices. Sets that meet are of one problem, and so of one size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::remediation) struct StepSet(Vec<u64>);

impl StepSet {
    /// An empty set, with room for so many steps.
    pub(in crate::remediation) fn new(steps: usize) -> Self {
        Self(vec![0; steps.div_ceil(64)])
    }

    pub(in crate::remediation) fn insert(&mut self, step: usize) {
        self.0[step / 64] |= 1 << (step % 64);
    }

    pub(in crate::remediation) fn holds(&self, step: usize) -> bool {
        self.0[step / 64] >> (step % 64) & 1 == 1
    }

    pub(in crate::remediation) fn join(&mut self, other: &Self) {
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    pub(in crate::remediation) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(word, more)| word & more != 0)
    }

    /// The steps in it, in order.
    pub(in crate::remediation) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros() as usize;
                    left &= left - 1;
                    at * 64 + bit
                })
            })
        })
    }
}

/// For each step, itself and all that it waits for, at any distance.
pub(super) fn closures(needs: &[Vec<usize>]) -> Vec<StepSet> {
    let all = needs.len();
    let mut closures: Vec<StepSet> = Vec::new();
    for (step, needs) in needs.iter().enumerate() {
        let mut closure = StepSet::new(all);
        closure.insert(step);
        for need in needs {
            closure.join(&closures[*need]);
        }
        closures.push(closure);
    }
    closures
}
