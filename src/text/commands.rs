//! Commands that a runner of continuous integration finds in what a job prints.
//!
//! GitHub's takes `::command::` at the start of a line and `##[command]` anywhere, Azure's `##vso[…]`, `TeamCity`'s
//! `##teamcity[…]`. Somebody else's words may hold them, and a log that quotes the words must not carry them out.

use std::borrow::Cow;

/// The text with each command broken, as wide as it was: the second sign becomes one that looks much the same.
#[must_use]
pub fn without_commands(text: &str) -> Cow<'_, str> {
    broken(text, "\u{2236}", "\u{266f}")
}

/// The same with signs of one's own, such as escapes that a format has: `colon` stands in the place of the second colon,
/// `hash` in that of the second number sign.
pub(crate) fn broken<'a>(text: &'a str, colon: &str, hash: &str) -> Cow<'a, str> {
    if !text.contains("::") && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let (begin, mut rest) = line.split_at(indent);
        out.push_str(begin);
        // Three of them are no command: a further place of a complaint begins so.
        if let Some(after) = rest.strip_prefix("::").filter(|after| !after.starts_with(':')) {
            out.push(':');
            out.push_str(colon);
            rest = after;
        }
        while let Some(at) = rest.find("##") {
            out.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            let word = rest[1..].trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
            if word.starts_with('[') {
                out.push_str(hash);
                rest = &rest[1..];
            }
        }
        out.push_str(rest);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_runner_would_obey_is_broken_and_nothing_else_is() {
        for (text, expected) in [
            ("a ##[stop-commands]zz", "a #♯[stop-commands]zz"),
            ("###[error]x ##vso[task] ##teamcity[x]", "##♯[error]x #♯vso[task] #♯teamcity[x]"),
            ("  ::stop-commands::t\n::error::x", "  :∶stop-commands::t\n:∶error::x"),
            ("## heading\n# [link]\na ::b a::c\n##", "## heading\n# [link]\na ::b a::c\n##"),
            ("####", "####"),
            ("::: transfers.yaml:6:23\n :::error::x", "::: transfers.yaml:6:23\n :::error::x"),
        ] {
            assert_eq!(without_commands(text), expected);
        }
    }

    #[test]
    fn json_keeps_its_meaning() {
        let broken = broken("[\"##[error]\"]", ":", "\\u0023");
        assert_eq!(broken, "[\"#\\u0023[error]\"]");
        assert_eq!(serde_json::from_str::<Vec<String>>(&broken).expect("it is JSON"), ["##[error]"]);
    }
}
