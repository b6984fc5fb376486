//! Whether a file that was found in a folder is a worksheet: deals, registers and the like lie there as well.

use crate::diag::did_you_mean;

/// The two keys of which every worksheet has one at its top.
const KEYS: [&str; 2] = ["framework", "answers"];

/// What a file looks like before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    Worksheet,
    /// Like one that was lost: in a few words, why.
    Lost(&'static str),
    /// Like something else.
    Other,
}

/// Looks at the keys at the top of a file, in whichever encoding it is.
pub(super) fn looks(bytes: &[u8]) -> Looks {
    if bytes.is_empty() {
        return Looks::Lost("it is empty");
    }
    let marked = [&b"\xff\xfe"[..], b"\xfe\xff"].iter().any(|mark| bytes.starts_with(mark));
    if marked || bytes[..bytes.len().min(256)].contains(&0) {
        // UTF-16: told as a worksheet that is none, or as lost.
        let narrow: Vec<u8> = bytes.iter().copied().filter(|byte| ![0, 0xff, 0xfe].contains(byte)).collect();
        return of_text(&narrow);
    }
    of_text(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
}

fn of_text(bytes: &[u8]) -> Looks {
    let lines = || bytes.split(|byte| [b'\n', b'\r'].contains(byte));
    if lines().any(|line| KEYS.iter().any(|key| top_key(line) == Some(key.as_bytes()))) {
        return Looks::Worksheet;
    }
    let said = |line: &&[u8]| !matches!(line.trim_ascii(), [] | [b'#', ..] | b"---" | b"...");
    let Some(first) = lines().find(said) else { return Looks::Lost("it holds nothing but comments") };
    if first.trim_ascii().starts_with(b"{") && flow(bytes) {
        return Looks::Worksheet;
    }
    // One sign alone may be chance: other kinds of files have an organisation, and words like these.
    let mut signs = 0;
    let mut inside = 0;
    for line in lines() {
        let key = top_key(line).and_then(|key| std::str::from_utf8(key).ok());
        // `transfers` is three slips from `answers`, and a word of its own.
        let slip = |meant: &str, key: &str| meant.len().abs_diff(key.len()) < 2;
        let near = key.is_some_and(|key| did_you_mean(key, KEYS).is_some_and(|meant| slip(meant, key)));
        signs += usize::from(near || key == Some("organisation") || is_answer(line));
        let indented = line.first().is_some_and(u8::is_ascii_whitespace);
        inside += usize::from(indented && KEYS.iter().any(|key| top_key(line.trim_ascii()) == Some(key.as_bytes())));
    }
    match (signs, inside) {
        (_, 2..) => Looks::Lost("what it says stands below another key"),
        (2.., _) => Looks::Lost("it has neither `framework` nor `answers` at its top"),
        _ => Looks::Other,
    }
}

/// The key that a line begins with, without quotes.
fn top_key(line: &[u8]) -> Option<&[u8]> {
    if !line.first()?.is_ascii_alphabetic() && ![b'"', b'\''].contains(line.first()?) {
        return None;
    }
    let key = line[..line.iter().position(|byte| *byte == b':')?].trim_ascii();
    let bare = [b'"', b'\''].iter().find_map(|quote| key.strip_prefix(&[*quote])?.strip_suffix(&[*quote]));
    Some(bare.unwrap_or(key))
}

/// Whether a map in braces, such as JSON, has one of the two keys.
fn flow(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    KEYS.iter().any(|key| {
        let after = text.match_indices(key).map(|(at, _)| &text[at + key.len()..]);
        after.map(|rest| rest.trim_start_matches(['"', '\'', ' '])).any(|rest| rest.starts_with(':'))
    })
}

/// Whether a line is keyed by the id of a practice, such as `GOV-01`.
fn is_answer(line: &[u8]) -> bool {
    let Some(key) = top_key(line.trim_ascii()) else { return false };
    let Some((letters, digits)) = key.iter().position(|byte| *byte == b'-').map(|at| key.split_at(at)) else {
        return false;
    };
    let digits = &digits[1..];
    (2..=4).contains(&letters.len())
        && letters.iter().all(u8::is_ascii_uppercase)
        && digits.len() == 2
        && digits.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worksheets_are_known_however_they_are_written() {
        for text in [
            "framework: asean-dmf\n",
            "# a\n---\n\"framework\": asean-dmf\n",
            "\u{feff}framework: asean-dmf\n",
            "framework : asean-dmf\r\n",
            "{ framework: asean-dmf, answers: {} }",
            "{\n  \"framework\": \"asean-dmf\",\n  \"answers\": {}\n}\n",
            "organisation: { name: A }\rframwork: x\ranswers:\r",
        ] {
            assert_eq!(looks(text.as_bytes()), Looks::Worksheet, "{text}");
        }
        let wide: Vec<u8> = "framework: a\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(looks(&wide), Looks::Worksheet);
        assert_eq!(looks(&[&b"\xff\xfe"[..], &wide].concat()), Looks::Worksheet);
        assert_eq!(looks(b"framework: asean-dmf\norganisation: { name: Caf\xe9 }\n"), Looks::Worksheet);
    }

    #[test]
    fn what_was_lost_is_told_from_what_is_something_else() {
        for text in [
            "",
            "\u{feff}",
            "# framework: asean-dmf\n\n",
            "---\n",
            "framwork: asean-dmf\norganisation: { name: A }\nanswer:\n  GOV-01: 1\n",
            "organisation: { name: A }\nlevels:\n  GOV-01: 1\n",
            "assessment:\n  framework: asean-dmf\n  answers: {}\n",
            "Framework: asean-dmf\nAnswers: {}\n",
        ] {
            assert!(matches!(looks(text.as_bytes()), Looks::Lost(_)), "{text}");
        }
        for text in [
            "shopping: [milk]\n",
            "module: c2p\n",
            "organisation: { name: A }\ntransfers: []\n",
            "transfers:\n  - id: TR-01\n",
            "frameworks: [iso]\n",
            "text: the framework: of it\n",
        ] {
            assert_eq!(looks(text.as_bytes()), Looks::Other, "{text}");
        }
    }
}
