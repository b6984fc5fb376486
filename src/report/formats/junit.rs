//! The XML of `JUnit`, in the shape that the strictest reader knows (junit-10.xsd of Jenkins). No times, so that the same findings are the same bytes.

use super::findings::{self, Findings, excuse};
use crate::{
    gate::{FindingView, Kind, Weight},
    text::{escape, visible},
};

/// One document for all files.
pub(super) fn render(list: &[Findings<'_>]) -> String {
    let suites: Vec<Suite> = list.iter().flat_map(|one| suites(one, list.len() > 1)).collect();
    let sum = |count: &dyn Fn(&Suite) -> usize| suites.iter().map(count).sum::<usize>();
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.push_str(&format!(
        "<testsuites name=\"dmf\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n",
        sum(&|suite| suite.cases.len()),
        sum(&Suite::failures),
    ));
    for suite in &suites {
        suite.write(&mut text);
    }
    text + "</testsuites>\n"
}

struct Suite {
    name: String,
    /// The file that was judged, as it was named.
    file: String,
    cases: Vec<Case>,
}

struct Case {
    class: String,
    name: String,
    failures: Vec<(&'static str, String)>,
    skipped: Option<String>,
    said: Vec<String>,
}

fn suites(list: &Findings<'_>, many: bool) -> Vec<Suite> {
    let name = |name: &str| if many { format!("{}: {name}", list.file) } else { name.to_owned() };
    // Jenkins takes what stands before the last dot for a package, and shows packages.
    let file = list.file.strip_prefix("./").unwrap_or(list.file);
    let class = |suite: &str| if file.is_empty() { suite.to_owned() } else { format!("{file}.{suite}") };
    let about = |case: &findings::Case| {
        let (kind, id) = (case.kind, case.id.clone());
        move |finding: &&FindingView| finding.subject.kind == kind && finding.subject.id == id
    };
    let all = || list.verdict.findings.iter();
    let mut suites: Vec<Suite> = list
        .suites
        .iter()
        .map(|suite| {
            let case = |case: &findings::Case| {
                let found = Case::of(class(&suite.id), case.name.clone(), &all().filter(about(case)));
                Case { skipped: found.skipped.clone().or_else(|| case.skipped.clone()), ..found }
            };
            let cases = suite.cases.iter().map(case).collect();
            Suite { name: name(&format!("{} {}", suite.id, suite.title)), file: list.file.to_owned(), cases }
        })
        .collect();
    let cases: Vec<&findings::Case> = list.suites.iter().flat_map(|suite| &suite.cases).collect();
    let rest = |waivers: bool| {
        let told = |finding: &FindingView| cases.iter().any(|case| about(case)(&finding));
        let rest: Vec<&FindingView> =
            all().filter(|one| (one.subject.kind == Kind::Waiver) == waivers && !told(one)).collect();
        rest
    };
    let cases = vec![
        Case::of(class("overall"), "Overall".to_owned(), &rest(false).into_iter()),
        Case::of(class("overall"), "Waivers".to_owned(), &rest(true).into_iter()),
    ];
    suites.push(Suite { name: name("Overall"), file: list.file.to_owned(), cases });
    suites
}

impl Case {
    fn of<'a>(class: String, name: String, findings: &(impl Iterator<Item = &'a FindingView> + Clone)) -> Self {
        let failing = findings.clone().filter(|finding| finding.fails);
        let place = |finding: &FindingView| format!("{}:{}", finding.place.path, finding.place.line);
        let failures =
            failing.clone().map(|finding| (finding.code, format!("{}: {}", place(finding), finding.told()))).collect();
        let waived = findings.clone().find_map(|finding| finding.waiver.as_ref()).map(excuse);
        let said = findings
            .clone()
            .filter(|finding| !finding.fails && finding.level != Weight::Note)
            .map(|finding| format!("{}: {}: {}", place(finding), finding.code, finding.told()))
            .collect();
        Self { class, name, failures, skipped: waived, said }
    }

    fn is_skipped(&self) -> bool {
        self.failures.is_empty() && self.skipped.is_some()
    }

    fn write(&self, text: &mut String) {
        text.push_str(&format!("    <testcase classname=\"{}\" name=\"{}\"", escape(&self.class), escape(&self.name)));
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
        if !self.file.is_empty() {
            text.push_str(&format!(
                "    <properties>\n      <property name=\"file\" value=\"{}\"/>\n    </properties>\n",
                escape(&self.file)
            ));
        }
        for case in &self.cases {
            case.write(text);
        }
        text.push_str("  </testsuite>\n");
    }
}

/// Text for XML, in attributes as well; lines stay lines.
fn escape(text: &str) -> String {
    escape::xml(&text.lines().map(visible).collect::<Vec<_>>().join("\n")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_users_text_never_becomes_markup() {
        assert_eq!(escape("a<b> & \"c\"\u{1b}\u{ffff}"), "a&lt;b&gt; &amp; &quot;c&quot;␛\u{fffd}");
    }
}
