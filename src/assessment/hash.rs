//! The hash by which a record can be told from another version of itself.

use std::{fmt, str::FromStr};

use sha2::Digest;

/// A SHA-256: 32 bytes, written as 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sha256(pub [u8; 32]);

/// What is wrong with the words for a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// Another number of digits than 64.
    #[error("it has {0} characters; a SHA-256 has 64 hexadecimal digits")]
    Length(usize),
    /// The first character that is no hexadecimal digit.
    #[error("`{0}` is no hexadecimal digit; a SHA-256 has 64 of them")]
    Digit(char),
}

/// Takes bytes, a piece at a time, and makes their hash.
#[derive(Debug, Clone, Default)]
pub struct Hasher(sha2::Sha256);

impl Hasher {
    /// Takes the next piece.
    pub fn take(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of all pieces.
    #[must_use]
    pub fn end(self) -> Sha256 {
        Sha256(self.0.finalize().into())
    }
}

impl Sha256 {
    /// The hash of bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = Hasher::default();
        hasher.take(bytes);
        hasher.end()
    }
}

impl FromStr for Sha256 {
    type Err = HashError;

    /// Digits of either case. Spaces around it, or a name of the algorithm before it, are no part of a hash.
    fn from_str(text: &str) -> Result<Self, HashError> {
        if let Some(other) = text.chars().find(|letter| !letter.is_ascii_hexdigit()) {
            return Err(HashError::Digit(other));
        }
        let mut bytes = [0; 32];
        if text.len() != 2 * bytes.len() {
            return Err(HashError::Length(text.len()));
        }
        for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            *byte = digits.iter().fold(0, |sum, digit| sum << 4 | value(*digit));
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for Sha256 {
    /// 64 digits in lower case.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The value of a hexadecimal digit.
const fn value(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => (digit | 0x20) - b'a' + 10,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::assessment::{Answer, sample::sample};

    /// The hash of nothing, as FIPS 180-4 has it.
    const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn a_hash_reads_back_as_it_is_written_whatever_its_case() {
        let hash: Sha256 = NOTHING.parse().expect("it is one");
        assert_eq!((hash.0[0], hash.0[31]), (0xe3, 0x55));
        assert_eq!(hash.to_string(), NOTHING);
        assert_eq!(NOTHING.to_uppercase().parse(), Ok(hash));
    }

    #[test]
    fn what_is_no_hash_is_refused_with_what_is_wrong() {
        assert_eq!(Sha256::from_str(&NOTHING[1..]), Err(HashError::Length(63)));
        assert_eq!(Sha256::from_str(""), Err(HashError::Length(0)));
        assert_eq!(Sha256::from_str(&NOTHING.replace('e', "g")), Err(HashError::Digit('g')));
        assert_eq!(Sha256::from_str(&format!(" {NOTHING}")), Err(HashError::Digit(' ')));
    }
    #[test]
    fn what_a_worksheet_says_of_a_record_reaches_the_model() {
        let record = format!("{{ what: charter, owner: DPO, collected: 2026-10-01, sha256: {NOTHING} }}");
        let sample = sample(&format!("GOV-01: {{ level: 3, evidence: [{record}] }}"));
        let Answer::Level { evidence, .. } = &sample.assessment.answers[0] else { panic!("it is answered") };
        assert_eq!(evidence[0].owner.as_deref(), Some("DPO"));
        assert_eq!(evidence[0].collected, Some(date(2026, 10, 1)));
        assert_eq!(evidence[0].sha256, NOTHING.parse().ok());
    }
}
