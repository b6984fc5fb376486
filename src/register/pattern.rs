//! How ids of a kind look.

/// A pattern of ids: letters stand for themselves, `#` for a digit, and the last run of digits may be longer than it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdPattern(String);

impl IdPattern {
    /// The pattern that is written so. `None` where it has no digit, or a sign that no id has.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '#' | '-' | '_' | '.');
        (text.contains('#') && text.chars().all(fits)).then(|| Self(text.to_owned()))
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether an id looks so.
    #[must_use]
    pub fn fits(&self, id: &str) -> bool {
        let end = self.0.rfind('#').map_or(self.0.len(), |at| at + 1);
        let (drawn, after) = self.0.split_at(end);
        let Some(id) = id.strip_suffix(after).filter(|id| id.len() >= drawn.len()) else { return false };
        let (begin, more) = id.split_at_checked(drawn.len()).unwrap_or(("", "?"));
        let one = |(drawn, letter): (u8, u8)| if drawn == b'#' { letter.is_ascii_digit() } else { drawn == letter };
        begin.len() == drawn.len()
            && drawn.bytes().zip(begin.bytes()).all(one)
            && more.bytes().all(|it| it.is_ascii_digit())
    }

    /// The id of that number, such as `DS-07` for 7.
    #[must_use]
    pub fn id(&self, number: usize) -> String {
        let last = self.0.rfind('#').map_or(0, |at| at + 1);
        let first = self.0[..last].trim_end_matches('#').len();
        let (width, rest) = (last - first, &self.0[last..]);
        format!("{}{number:0width$}{rest}", self.0[..first].replace('#', "0"))
    }

    /// An expression of the same meaning, as JSON Schema has them.
    #[must_use]
    pub fn expression(&self) -> String {
        let last = self.0.rfind('#').unwrap_or(0);
        let sign = |(at, letter): (usize, char)| match letter {
            '#' if at == last => "[0-9]+".to_owned(),
            '#' => "[0-9]".to_owned(),
            '.' => "\\.".to_owned(),
            letter => letter.to_string(),
        };
        format!("^{}$", self.0.char_indices().map(sign).collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digit_stands_where_one_is_drawn_and_the_last_run_may_be_longer() {
        let pattern = IdPattern::of("DS-##").expect("it is one");
        for (id, fits) in [
            ("DS-01", true),
            ("DS-100", true),
            ("DS-1", false),
            ("DS-0x", false),
            ("ds-01", false),
            ("DS-01a", false),
            ("", false),
            ("DS-é1", false),
            ("DS-0é", false),
        ] {
            assert_eq!(pattern.fits(id), fits, "{id}");
        }
        let dated = IdPattern::of("R-####/x").map(|_| ());
        assert_eq!(dated, None, "`/` stands in no id");
        let behind = IdPattern::of("A#-v").expect("it is one");
        assert!(behind.fits("A1-v") && behind.fits("A12-v") && !behind.fits("A-v") && !behind.fits("A1"));
        assert_eq!(IdPattern::of("DATASET"), None);
    }

    #[test]
    fn a_pattern_makes_ids_and_an_expression_of_its_own() {
        let pattern = IdPattern::of("DS-##").expect("it is one");
        assert_eq!((pattern.id(7).as_str(), pattern.id(123).as_str()), ("DS-07", "DS-123"));
        assert!(pattern.fits(&pattern.id(7)) && pattern.fits(&pattern.id(123)));
        assert_eq!(pattern.expression(), "^DS-[0-9][0-9]+$");
    }
}
