//! The one table of formats: their names and endings, and what each can show.

/// What a format can show. Some can show several: JSON writes answers and documents alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// What was asked and came out, such as a scorecard or a plan.
    Answer,
    /// What was found, for programs that look after findings.
    Findings,
    /// Text with headings, numbers and tables, such as an agreement.
    Document,
    /// Figures that are drawn.
    Picture,
    /// What is to be least or most, for programs that solve it.
    Problem,
    /// Who sends to whom, drawn.
    Map,
    /// What is due, by the day.
    Calendar,
}

/// A row of the table.
struct Row {
    name: &'static str,
    /// Endings of its files without the dot, in small letters; the usual one first.
    endings: &'static [&'static str],
    text: bool,
    families: &'static [Family],
}

/// Format and row in one place, so that none goes without the other.
macro_rules! formats {
    ($($(#[$doc:meta])* $format:ident: $name:literal, [$($ending:literal),*], $kind:ident, [$($family:ident),+];)+) => {
        /// A format in which something is written.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Format { $($(#[$doc])* $format,)+ }

        /// One row a format, in the order of the list above.
        const TABLE: &[Row] = &[$(Row {
            name: $name,
            endings: &[$($ending),*],
            text: formats!(@$kind),
            families: &[$(Family::$family),+],
        },)+];

        impl Format {
            /// Every format.
            pub const ALL: &[Format] = &[$(Format::$format,)+];
        }
    };
    (@text) => { true };
    (@bytes) => { false };
}

formats! {
    /// For people at a terminal.
    Table: "table", ["txt"], text, [Answer];
    /// One object; a list where several files were read in one call.
    Json: "json", ["json"], text, [Answer, Document];
    /// One line of JSON an object.
    Ndjson: "ndjson", ["ndjson", "jsonl"], text, [Answer];
    Markdown: "markdown", ["md", "markdown"], text, [Answer, Document];
    /// RFC 4180 with a heading row.
    Csv: "csv", ["csv"], text, [Answer];
    Text: "text", ["txt", "text", "diff"], text, [Document];
    Html: "html", ["html", "htm"], text, [Answer, Document];
    /// Office Open XML, for Word.
    Docx: "docx", ["docx"], bytes, [Document];
    Pdf: "pdf", ["pdf"], bytes, [Document];
    /// SARIF 2.1.0, for code scanning.
    Sarif: "sarif", ["sarif"], text, [Findings];
    /// The XML of `JUnit`, for what shows tests.
    Junit: "junit", ["xml"], text, [Findings];
    /// Annotations of GitHub Actions.
    Github: "github", [], text, [Findings];
    /// The code quality report of GitLab.
    Gitlab: "gitlab", [], text, [Findings];
    Svg: "svg", ["svg"], text, [Picture, Map];
    /// A diagram as text, for pages that draw it.
    Mermaid: "mermaid", ["mmd", "mermaid"], text, [Map];
    /// A linear problem in whole numbers, for solvers.
    Lp: "lp", ["lp"], text, [Problem];
    /// iCalendar, RFC 5545.
    Ics: "ics", ["ics"], text, [Calendar];
}

impl Format {
    /// The format of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// Its name, as people type it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The usual ending of its files, without the dot; none where nobody keeps it in a file.
    #[must_use]
    pub fn ending(self) -> Option<&'static str> {
        self.row().endings.first().copied()
    }

    /// Whether a file with this ending (without the dot, in any case) may be of this format.
    #[must_use]
    pub fn ends_in(self, ending: &str) -> bool {
        self.row().endings.iter().any(|own| own.eq_ignore_ascii_case(ending))
    }

    /// Whether it is text, that a terminal can show.
    #[must_use]
    pub fn is_text(self) -> bool {
        self.row().text
    }

    /// Whether it can show what is of this family.
    #[must_use]
    pub fn shows(self, family: Family) -> bool {
        self.row().families.contains(&family)
    }

    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_usual_endings_lead_back_to_their_format() {
        for format in Format::ALL {
            assert_eq!(Format::named(format.name()), Some(*format));
            assert!(format.ending().is_none_or(|ending| format.ends_in(&ending.to_uppercase())), "{format:?}");
        }
        assert_eq!(Format::named("odt"), None);
    }

    #[test]
    fn an_ending_means_one_format_of_a_family() {
        for (at, one) in Format::ALL.iter().enumerate() {
            for other in &Format::ALL[at + 1..] {
                let both = one.row().endings.iter().any(|ending| other.ends_in(ending));
                let related = one.row().families.iter().any(|family| other.shows(*family));
                assert!(!(both && related), "{one:?} {other:?}");
            }
        }
    }
}
