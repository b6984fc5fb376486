//! The XML of `JUnit`: a building block is a suite, a practice a case. No times, so that the same findings are the same bytes.

use super::{AssessView, findings::excuse, text::visible};
use crate::assessment::{PracticeView, gate::FindingView};

/// One document for all files.
pub(super) fn render(list: &[AssessView]) -> String {
    let suites: Vec<Suite> = list.iter().flat_map(|assess| suites(assess, list.len() > 1)).collect();
    let sum = |count: &dyn Fn(&Suite) -> usize| suites.iter().map(count).sum::<usize>();
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.push_str(&format!(
        "<testsuites name=\"dmf\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">\n",
        sum(&|suite| suite.cases.len()),
        sum(&Suite::failures),
        sum(&Suite::skipped)
    ));
    for suite in &suites {
        suite.write(&mut text);
    }
    text + "</testsuites>\n"
}

struct Suite {
    name: String,
    cases: Vec<Case>,
}

struct Case {
    class: String,
    name: String,
    file: String,
    line: Option<usize>,
    failures: Vec<(&'static str, String)>,
    skipped: Option<String>,
    said: Vec<String>,
}

fn suites(assess: &AssessView, many: bool) -> Vec<Suite> {
    let card = &assess.scorecard;
    let findings = &assess.verdict.findings;
    let name = |name: &str| if many { format!("{}: {name}", assess.file) } else { name.to_owned() };
    let mut suites: Vec<Suite> = card
        .blocks
        .iter()
        .map(|block| {
            let practices = card.practices.iter().filter(|practice| practice.block == block.id);
            let mut cases: Vec<Case> = practices
                .map(|practice| {
                    let about = findings.iter().filter(|finding| finding.practice.as_ref() == Some(&practice.id));
                    let case = Case::of(&block.id, format!("{} {}", practice.id, practice.title), assess, about);
                    case.or_skipped(practice)
                })
                .collect();
            let whole = findings
                .iter()
                .filter(|finding| finding.practice.is_none() && finding.block.as_ref() == Some(&block.id));
            cases.push(Case::of(&block.id, format!("{} {} as a whole", block.id, block.title), assess, whole));
            Suite { name: name(&format!("{} {}", block.id, block.title)), cases }
        })
        .collect();
    let rest = |waivers: bool| {
        findings.iter().filter(move |finding| {
            finding.practice.is_none() && finding.block.is_none() && finding.code.starts_with("waiver-") == waivers
        })
    };
    let cases = vec![
        Case::of("overall", "Overall".to_owned(), assess, rest(false)),
        Case::of("overall", "Waivers".to_owned(), assess, rest(true)),
    ];
    suites.push(Suite { name: name("Overall"), cases });
    suites
}

impl Case {
    fn of<'a>(
        class: &str,
        name: String,
        assess: &AssessView,
        findings: impl Iterator<Item = &'a FindingView> + Clone,
    ) -> Self {
        let failing = findings.clone().filter(|finding| finding.fails);
        let place = |finding: &FindingView| format!("{}:{}", finding.place.path, finding.place.line);
        let failures =
            failing.clone().map(|finding| (finding.code, format!("{}: {}", place(finding), finding.message))).collect();
        let waived = findings.clone().find_map(|finding| finding.waiver.as_ref()).map(excuse);
        let said = findings
            .clone()
            .filter(|finding| !finding.fails && finding.level != "note")
            .map(|finding| format!("{}: {}: {}", place(finding), finding.code, finding.message))
            .collect();
        let first = failing.clone().chain(findings).next();
        Self {
            class: class.to_owned(),
            name,
            file: first.map_or_else(|| assess.file.clone(), |finding| finding.place.path.clone()),
            line: first.map(|finding| finding.place.line),
            failures,
            skipped: waived,
            said,
        }
    }

    /// A practice that has no level to test is skipped, and never reads as passed.
    fn or_skipped(mut self, practice: &PracticeView) -> Self {
        if self.skipped.is_none() {
            self.skipped = match practice.state {
                "not-applicable" => Some(format!("not applicable: {}", practice.reason.as_deref().unwrap_or_default())),
                "not-assessed" => Some("not assessed".to_owned()),
                _ => None,
            };
        }
        self
    }

    fn is_skipped(&self) -> bool {
        self.failures.is_empty() && self.skipped.is_some()
    }

    fn write(&self, text: &mut String) {
        let line = self.line.map_or_else(String::new, |line| format!(" line=\"{line}\""));
        text.push_str(&format!(
            "    <testcase classname=\"{}\" name=\"{}\" file=\"{}\"{line}",
            escape(&self.class),
            escape(&self.name),
            escape(&self.file)
        ));
        if self.failures.is_empty() && self.skipped.is_none() && self.said.is_empty() {
            text.push_str("/>\n");
            return;
        }
        text.push_str(">\n");
        if let [(code, first), rest @ ..] = &self.failures[..] {
            // A case fails once, whatever the number of reasons.
            let more: Vec<String> = rest.iter().map(|(code, words)| format!("\n{code}: {}", escape(words))).collect();
            let more = more.concat();
            let first = escape(first);
            text.push_str(&format!(
                "      <failure type=\"{code}\" message=\"{first}\">{code}: {first}{more}</failure>\n"
            ));
        } else if let Some(reason) = &self.skipped {
            text.push_str(&format!("      <skipped message=\"{}\"/>\n", escape(reason)));
        }
        if !self.said.is_empty() {
            text.push_str(&format!("      <system-out>{}</system-out>\n", escape(&self.said.join("\n"))));
        }
        text.push_str("    </testcase>\n");
    }
}

impl Suite {
    fn failures(&self) -> usize {
        self.cases.iter().filter(|case| !case.failures.is_empty()).count()
    }

    fn skipped(&self) -> usize {
        self.cases.iter().filter(|case| case.is_skipped()).count()
    }

    fn write(&self, text: &mut String) {
        text.push_str(&format!(
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">\n",
            escape(&self.name),
            self.cases.len(),
            self.failures(),
            self.skipped()
        ));
        for case in &self.cases {
            case.write(text);
        }
        text.push_str("  </testsuite>\n");
    }
}

/// Text for XML, in attributes as well; lines stay lines.
fn escape(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(visible).collect();
    let mut escaped = String::with_capacity(text.len());
    for letter in lines.join("\n").chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // No XML may hold these two, not even escaped.
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_users_text_never_becomes_markup() {
        assert_eq!(escape("a<b> & \"c\"\u{1b}\u{ffff}"), "a&lt;b&gt; &amp; &quot;c&quot;␛\u{fffd}");
    }
}
