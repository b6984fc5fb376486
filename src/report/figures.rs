//! Figures as people read them: shares, gains, days.

/// Basis points as a percentage with one decimal.
pub(super) fn percent(share: u32) -> String {
    crate::assessment::Basis(share).to_string()
}

/// Basis points as points with one decimal and a sign; nothing where nothing moved.
pub(super) fn signed(by: i64) -> String {
    if by == 0 {
        return String::new();
    }
    let share = u32::try_from(by.unsigned_abs()).unwrap_or(u32::MAX);
    let sign = if by < 0 { '-' } else { '+' };
    format!("{sign}{}", percent(share).trim_end_matches('%'))
}

/// `+1.2 points of the claimed score`: what a step adds to it, in hundredths of a point.
pub(super) fn points(gain: u64) -> String {
    match signed(i64::try_from(gain).unwrap_or(i64::MAX)).as_str() {
        "" | "+0.0" => "less than 0.1 points of the claimed score".to_owned(),
        points => format!("{points} points of the claimed score"),
    }
}

/// Person-days.
pub(super) fn days(effort: u32) -> String {
    if effort == 1 { "1 day".to_owned() } else { format!("{effort} days") }
}

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

    #[test]
    fn points_have_a_sign_and_one_decimal() {
        assert_eq!(signed(-125), "-1.3");
        assert_eq!(signed(1_000), "+10.0");
        assert_eq!(signed(0), "");
        assert_eq!(points(62), "+0.6 points of the claimed score");
        assert_eq!(points(4), "less than 0.1 points of the claimed score");
    }
}
