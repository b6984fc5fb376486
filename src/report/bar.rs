//! A share as a bar of text.

/// `filled` of 10,000 as blocks in `width` columns, and what backs it in full blocks, the rest of it lighter.
pub(super) fn bar(claimed: u32, evidenced: u32, width: u32) -> String {
    let cells = |share: u32| (share * width + 5_000) / 10_000;
    let (solid, all) = (cells(evidenced.min(claimed)), cells(claimed));
    (0..width)
        .map(|at| {
            if at < solid {
                '█'
            } else if at < all {
                '▒'
            } else {
                '░'
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_backed_is_solid_and_what_is_only_claimed_is_lighter() {
        assert_eq!(bar(10_000, 5_000, 10), "█████▒▒▒▒▒");
        assert_eq!(bar(0, 0, 4), "░░░░");
        assert_eq!(bar(5_000, 9_000, 4), "██░░");
    }
}
