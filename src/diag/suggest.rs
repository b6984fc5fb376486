//! Guesses at what somebody meant to write.

/// Longest word, in bytes, that can be a slip for one of ours.
const LONGEST: usize = 100;

/// The candidate nearest to `typed`, if any is near enough to be a slip.
///
/// Case is ignored, so that `gov-01` finds `GOV-01`.
#[must_use]
pub fn did_you_mean<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if typed.len() > LONGEST {
        return None;
    }
    let typed = typed.to_lowercase();
    // One slip in short words, about one in three letters in longer ones.
    let most = (typed.chars().count() / 3).clamp(1, 4);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&typed, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// ``"`a`, `b` or `c`"``: what would have been right.
#[must_use]
pub fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        None => "nothing".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_understood_and_a_different_word_is_not() {
        let ids = ["GOV-01", "GOV-02", "established"];
        assert_eq!(did_you_mean("gov-01", ids), Some("GOV-01"));
        assert_eq!(did_you_mean("establisehd", ids), Some("established"));
        assert_eq!(did_you_mean("encryption", ids), None);
    }

    #[test]
    fn a_word_as_long_as_a_file_is_no_slip() {
        assert_eq!(did_you_mean(&"x".repeat(101), ["x"]), None);
        assert_eq!(did_you_mean("", ["established"]), None);
    }

    #[test]
    fn the_nearest_wins_and_the_first_of_two_as_near() {
        assert_eq!(
            did_you_mean("GOV-03", ["GOV-30", "GOV-02", "GOV-01"]),
            Some("GOV-30"),
            "swapped letters are one slip"
        );
        assert_eq!(did_you_mean("GOV-09", ["GOV-02", "GOV-01"]), Some("GOV-02"));
    }

    #[test]
    fn lists_read_like_a_sentence() {
        assert_eq!(list(["a"]), "`a`");
        assert_eq!(list(["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
