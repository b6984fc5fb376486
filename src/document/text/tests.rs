use super::{WIDTH, text};
use crate::document::number::number;
use crate::document::sample::{HOSTILE, agreement, any_text, cases, everywhere, everywhere_read};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

fn words(text: &str) -> String {
    text.split_whitespace().collect()
}

fn reads_back(content: &str) -> Result<(), TestCaseError> {
    let shown = text(&everywhere(content));
    for line in shown.lines() {
        prop_assert!(line.width() <= WIDTH || !line.contains(' '), "{} columns: {line}", line.width());
    }
    let seen = words(&shown);
    for block in everywhere_read(content).iter().filter(|block| block.len() < 40) {
        prop_assert!(seen.contains(&words(block)), "{block:?} in {shown}");
    }
    Ok(())
}

#[test]
fn numbers_hang_and_lines_wrap() {
    let shown = text(&number(&agreement()).expect("sound"));
    let expected = "\
3     Security

3.1   Measures. The Data Importer shall keep the measures of Schedule B, among
      them:

      •    encryption in transit and at rest, with keys that only the Data
           Exporter holds;
";
    assert!(shown.contains(expected), "{shown}");
    assert!(
        shown.contains(
            "\n      (b)  on the documented instructions of the Data Exporter, which:\n\n           (i)   may be given"
        ),
        "{shown}"
    );
}

#[test]
fn places_to_sign_are_lines() {
    let shown = text(&number(&agreement()).expect("sound"));
    assert!(shown.contains("Name:       Tan Wei Ling\n"), "{shown}");
    assert!(shown.contains("Signature:  ______________________________\n"), "{shown}");
}

#[test]
fn no_line_is_too_wide() {
    let shown = text(&number(&agreement()).expect("sound"));
    assert_eq!(shown.lines().map(UnicodeWidthStr::width).filter(|width| *width > WIDTH).count(), 0);
}

#[test]
fn hostile_text_appears_as_typed() {
    for content in HOSTILE {
        reads_back(content).unwrap_or_else(|error| panic!("{error}"));
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_text_appears_as_typed(content in any_text()) {
        reads_back(&content)?;
    }
}
