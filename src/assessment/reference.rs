//! Where a record is: a file of this workspace, or somewhere else. Decided by the words alone.

/// Where a record is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// A file, as seen from the worksheet; it has to be there.
    Path(String),
    /// An address, a number of a document, or a place.
    Cite(String),
}

impl Reference {
    /// What the words of a `ref` mean: a path when they have a slash or an ending, and neither a scheme, nor a drive letter,
    /// nor the two backslashes of a server, nor blanks without an ending.
    #[must_use]
    pub fn of(words: &str) -> Self {
        let text = words.trim();
        let ending = has_ending(text);
        let elsewhere = has_scheme(text) || text.starts_with("\\\\");
        let path = !elsewhere && (ending || text.contains('/') && !text.contains(char::is_whitespace));
        if path { Self::Path(text.to_owned()) } else { Self::Cite(words.to_owned()) }
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Path(words) | Self::Cite(words) => words,
        }
    }
}

/// A dot and two to five letters or digits at the end, one of them a letter.
fn has_ending(text: &str) -> bool {
    let name = text.rsplit('/').next().unwrap_or(text);
    let Some((_, ending)) = name.rsplit_once('.') else { return false };
    (2..=5).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ending.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// A word and a colon at the beginning: `https:`, `urn:`, or the `C:` of a drive.
fn has_scheme(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else { return false };
    scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_from_what_lies_elsewhere() {
        for path in [
            "evidence/owners.xlsx",
            "minutes.pdf",
            "evidence/board minutes 2026-10.pdf",
            "../shared/policy.docx",
            "evidence/LICENSE",
            "/etc/passwd",
            "a.7z",
            " minutes.pdf ",
            "evidence\\owners.xlsx",
        ] {
            assert_eq!(Reference::of(path), Reference::Path(path.trim().to_owned()), "{path}");
        }
        for cite in [
            "https://intranet.example/m",
            "https://intranet.example/minutes.pdf",
            "mailto:dpo@example.com",
            "C:\\policies\\owners.xlsx",
            "C:/policies/owners.xlsx",
            "\\\\server\\share\\owners.xlsx",
            "DMS-4711",
            "shared drive / HR / leavers",
            "cabinet 4, shelf 2",
            "ISO 27001 v1.10",
            "version 2.1",
        ] {
            assert_eq!(Reference::of(cite), Reference::Cite(cite.to_owned()), "{cite}");
        }
    }
}
