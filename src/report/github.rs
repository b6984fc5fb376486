//! Annotations of GitHub Actions: a line of output that the runner shows beside the line of the file.

use super::{
    findings::{Findings, excuse, shown},
    text::visible,
};
use crate::gate::FindingView;

/// One command a finding; nothing where there is nothing to say.
pub(super) fn render(list: &[Findings<'_>], all: bool) -> String {
    shown(list, all).map(line).collect()
}

fn line(finding: &FindingView) -> String {
    let (level, message) = match &finding.waiver {
        Some(waiver) if !finding.fails => ("notice", format!("{} ({})", finding.told(), excuse(waiver))),
        _ if finding.level == "note" => ("notice", finding.told()),
        _ => (finding.level, finding.told()),
    };
    let place = &finding.place;
    // Columns belong to one line only.
    let columns = if place.line == place.end_line {
        format!(",col={},endColumn={}", place.column, place.end_column)
    } else {
        String::new()
    };
    format!(
        "::{level} file={},line={},endLine={}{columns},title={}::{}\n",
        property(&place.path),
        place.line,
        place.end_line,
        property(&finding.rule),
        data(&visible(&message))
    )
}

/// The text of a command: what would end it, in percent.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property: what would end it as well.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_command_or_a_property_is_escaped() {
        assert_eq!(data("100%\r\n::error::x"), "100%25%0D%0A::error::x");
        assert_eq!(property("a,b:c"), "a%2Cb%3Ac");
    }
}
