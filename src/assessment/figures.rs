//! Shares of the scale as whole numbers, and the one rule by which they are rounded.

use std::fmt;

/// A share in basis points, 0 to 10,000: 10,000 is the top of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Basis(pub u32);

impl Basis {
    /// The whole.
    pub const WHOLE: Self = Self(10_000);

    /// `part` of `whole`, rounded half up. Nothing of nothing is no share at all.
    #[must_use]
    pub fn of(part: u64, whole: u64) -> Option<Self> {
        (whole > 0).then(|| Self(u32::try_from(half_up(part * 10_000, whole)).unwrap_or(u32::MAX)))
    }
}

impl fmt::Display for Basis {
    /// Percent with one decimal: `62.5%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = half_up(u64::from(self.0), 10);
        f.pad(&format!("{}.{}%", tenths / 10, tenths % 10))
    }
}

/// The weighted mean of shares; `None` when nothing has weight.
#[must_use]
pub fn mean(shares: impl IntoIterator<Item = (Basis, u64)>) -> Option<Basis> {
    let (sum, weight) = shares
        .into_iter()
        .fold((0, 0), |(sum, total), (share, weight)| (sum + u64::from(share.0) * weight, total + weight));
    (weight > 0).then(|| Basis(u32::try_from(half_up(sum, weight)).unwrap_or(u32::MAX)))
}

/// Division rounded half up: the only rounding of figures that there is.
fn half_up(part: u64, whole: u64) -> u64 {
    (2 * part + whole) / (2 * whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_up() {
        assert_eq!(Basis::of(1, 3), Some(Basis(3_333)));
        assert_eq!(Basis::of(2, 3), Some(Basis(6_667)));
        assert_eq!(Basis::of(1, 20_000), Some(Basis(1)));
        assert_eq!(Basis::of(0, 0), None);
        assert_eq!(mean([(Basis(1), 1), (Basis(2), 1)]), Some(Basis(2)));
        assert_eq!(mean([]), None);
    }

    #[test]
    fn shares_are_shown_as_percent_with_one_decimal() {
        assert_eq!(Basis(6_250).to_string(), "62.5%");
        assert_eq!(Basis(6_255).to_string(), "62.6%");
        assert_eq!(Basis::WHOLE.to_string(), "100.0%");
        assert_eq!(format!("{:>8}", Basis(0)), "    0.0%");
    }
}
