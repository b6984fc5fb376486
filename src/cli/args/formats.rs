//! The formats that each command offers, out of the one table.

use std::path::Path;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use dmf::report::Format;

/// What a command offers.
pub(crate) struct Offer {
    /// What can be asked for, in the order of its help, with what help says of it.
    formats: &'static [(Format, &'static str)],
    /// What is written where nobody asks for anything.
    usual: Format,
    /// What becomes of a file without an ending: the usual format is written, unless the ending is needed.
    ending: Ending,
    /// What to do where an ending means nothing.
    advice: &'static str,
}

/// Whether a file has to have an ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Free,
    /// An agreement goes to others, whose programs go by it.
    Needed,
}

impl Offer {
    /// Reads what stands after `--format`.
    pub(crate) fn parser(&self) -> impl TypedValueParser<Value = Format> + use<> {
        let value = |(format, help): &(Format, &'static str)| {
            let value = PossibleValue::new(format.name());
            if help.is_empty() { value } else { value.help(*help) }
        };
        let values: Vec<PossibleValue> = self.formats.iter().map(value).collect();
        PossibleValuesParser::new(values).map(|name| Format::named(&name).expect("formats are offered by their names"))
    }

    /// The format asked for, the one that the file's ending means, or the usual one. In words, why there is none.
    pub(crate) fn choose(&self, asked: Option<Format>, file: Option<&Path>) -> Result<Format, String> {
        if let Some(format) = asked {
            return Ok(format);
        }
        let Some(file) = file.filter(|file| *file != Path::new("-")) else { return Ok(self.usual) };
        if file.extension().is_none() && self.ending == Ending::Free {
            return Ok(self.usual);
        }
        let ending = file.extension().unwrap_or_default().to_string_lossy();
        let format = self.formats.iter().map(|(format, _)| *format).find(|format| format.ends_in(&ending));
        format.ok_or_else(|| format!("the ending `.{ending}` names no format; {}", self.advice))
    }
}

/// Answers in general.
pub(crate) const ANSWER: Offer = Offer {
    formats: &[
        (Format::Table, ""),
        (Format::Json, ""),
        (Format::Markdown, ""),
        (Format::Csv, ""),
        (Format::Svg, "A picture, of a scorecard or a plan"),
    ],
    usual: Format::Table,
    ending: Ending::Free,
    advice: "add --format, or end in .json, .md, .csv or .txt",
};

/// A plan.
pub(crate) const PLAN: Offer = Offer {
    formats: &[
        (Format::Table, ""),
        (Format::Json, ""),
        (Format::Markdown, ""),
        (Format::Csv, ""),
        (Format::Svg, "A picture"),
        (Format::Lp, "With --reach: the problem, for a solver that proves the answer"),
    ],
    usual: Format::Table,
    ending: Ending::Free,
    advice: "add --format, or end in .json, .md, .csv, .svg, .lp or .txt",
};

/// Answers that pass or fail. The verdict is the same in each format.
pub(crate) const GATE: Offer = Offer {
    formats: &[
        (Format::Table, ""),
        (Format::Json, ""),
        (Format::Ndjson, "One line of JSON a worksheet"),
        (Format::Markdown, "A page, or the summary of a job"),
        (Format::Csv, ""),
        (Format::Sarif, "Findings for code scanning"),
        (Format::Junit, "A test report: a block is a suite, a practice a case"),
        (Format::Github, "Annotations of GitHub Actions"),
        (Format::Gitlab, "A code quality report for GitLab"),
        (Format::Svg, "A picture, of a scorecard"),
    ],
    usual: Format::Table,
    ending: Ending::Free,
    advice: "add --format, or end in .json, .ndjson, .md, .csv, .sarif, .xml or .txt",
};

/// The review of an agreement.
pub(crate) const REVIEW: Offer = Offer {
    formats: &[
        (Format::Table, ""),
        (Format::Json, ""),
        (Format::Markdown, ""),
        (Format::Csv, ""),
        (Format::Html, "A page: the model and the text side by side"),
        (Format::Sarif, "Findings for code scanning"),
        (Format::Junit, "A test report: an obligation is a case"),
        (Format::Github, "Annotations of GitHub Actions"),
        (Format::Gitlab, "A code quality report for GitLab"),
    ],
    usual: Format::Table,
    ending: Ending::Free,
    advice: "add --format, or end in .html, .json, .md, .csv, .sarif, .xml or .txt",
};

/// Many worksheets at once.
pub(crate) const PORTFOLIO: Offer = Offer {
    formats: &[
        (Format::Table, ""),
        (Format::Json, "One object: a row an organisation, then what they come to"),
        (Format::Ndjson, "One line of JSON an organisation, in the order of the input"),
        (Format::Markdown, ""),
        (Format::Csv, "One record an organisation"),
        (Format::Sarif, "Findings for code scanning"),
        (Format::Junit, "A test report, with the cases of `dmf assess`"),
        (Format::Github, "Annotations of GitHub Actions"),
        (Format::Gitlab, "A code quality report for GitLab"),
    ],
    usual: Format::Table,
    ending: Ending::Free,
    advice: "add --format, or end in .json, .ndjson, .md, .csv, .sarif, .xml or .txt",
};

/// The transfers of a register.
pub(crate) const LIST: Offer = Offer {
    formats: &[
        (Format::Table, ""),
        (Format::Json, ""),
        (Format::Markdown, ""),
        (Format::Csv, ""),
        (Format::Mermaid, "A diagram of the flows as text"),
        (Format::Svg, "A picture of the flows"),
    ],
    usual: Format::Table,
    ending: Ending::Free,
    advice: "add --format, or end in .json, .md, .csv or .txt",
};

/// Everything that has a day.
pub(crate) const DUE_LIST: Offer = Offer {
    formats: &[
        (Format::Table, ""),
        (Format::Json, ""),
        (Format::Markdown, ""),
        (Format::Html, "A page, an owner after the other"),
        (Format::Csv, ""),
        (Format::Ics, "iCalendar"),
    ],
    usual: Format::Table,
    ending: Ending::Free,
    advice: "add --format, or end in .ics, .html, .json, .md, .csv or .txt",
};

/// What is due.
pub(crate) const DUE: Offer = Offer {
    formats: &[
        (Format::Table, ""),
        (Format::Json, ""),
        (Format::Markdown, ""),
        (Format::Csv, ""),
        (Format::Ics, "iCalendar"),
    ],
    usual: Format::Table,
    ending: Ending::Free,
    advice: "add --format, or end in .json, .md, .csv or .txt",
};

/// A register as a record of processing.
pub(crate) const EXPORT: Offer = Offer {
    formats: &[
        (Format::Csv, "One row a transfer, for a spreadsheet"),
        (Format::Json, ""),
        (Format::Markdown, ""),
        (Format::Html, ""),
        (Format::Text, ""),
        (Format::Docx, ""),
        #[cfg(feature = "pdf")]
        (Format::Pdf, ""),
    ],
    usual: Format::Csv,
    ending: Ending::Free,
    advice: "add --format, or end in .csv, .json, .md, .html, .txt, .docx or .pdf",
};

/// A report on everything.
pub(crate) const REPORT: Offer = Offer {
    formats: &[
        (Format::Html, ""),
        (Format::Markdown, ""),
        (Format::Text, ""),
        (Format::Json, "The figures that it tells of"),
        (Format::Docx, ""),
        #[cfg(feature = "pdf")]
        (Format::Pdf, ""),
    ],
    usual: Format::Html,
    ending: Ending::Free,
    advice: "add --format, or end in .html, .md, .txt, .json, .docx or .pdf",
};

/// An agreement.
pub(crate) const AGREEMENT: Offer = Offer {
    formats: &[
        (Format::Markdown, ""),
        (Format::Html, ""),
        (Format::Text, ""),
        (Format::Json, ""),
        (Format::Docx, ""),
        #[cfg(feature = "pdf")]
        (Format::Pdf, ""),
    ],
    usual: Format::Markdown,
    ending: Ending::Needed,
    advice: if cfg!(feature = "pdf") {
        "add `--format`, or end in `md`, `html`, `txt`, `json`, `docx` or `pdf`"
    } else {
        "add `--format`, or end in `md`, `html`, `txt`, `json` or `docx`"
    },
};

/// Two agreements, word by word.
pub(crate) const REDLINE: Offer = Offer {
    formats: &[
        (Format::Text, "What changed, word by word"),
        (Format::Html, "The whole agreement in two columns"),
        (Format::Docx, "A Word file with tracked changes"),
    ],
    usual: Format::Text,
    ending: Ending::Needed,
    advice: "add `--format`, or end in .docx, .html or .txt",
};

#[cfg(test)]
mod tests {
    use super::*;

    const OFFERS: [&Offer; 12] =
        [&ANSWER, &PLAN, &GATE, &REVIEW, &PORTFOLIO, &LIST, &DUE, &DUE_LIST, &EXPORT, &REPORT, &AGREEMENT, &REDLINE];

    #[test]
    fn the_usual_format_is_offered_and_an_ending_means_one_format_of_an_offer() {
        for offer in OFFERS {
            assert_eq!(offer.choose(None, None), Ok(offer.usual));
            assert!(offer.formats.iter().any(|(format, _)| *format == offer.usual));
            for (format, _) in offer.formats {
                let Some(ending) = format.ending() else { continue };
                let file = format!("file.{ending}");
                assert_eq!(offer.choose(None, Some(Path::new(&file))), Ok(*format), "{file}");
            }
        }
    }

    #[test]
    fn advice_names_endings_that_are_understood() {
        for offer in OFFERS {
            let endings = offer.advice.split_once("end in ").expect("it names endings").1;
            for ending in endings.split(&[' ', ',', '`', '.'][..]).filter(|word| !word.is_empty() && *word != "or") {
                let built = cfg!(feature = "pdf") || ending != "pdf";
                let file = format!("file.{ending}");
                assert_eq!(offer.choose(None, Some(Path::new(&file))).is_ok(), built, "{file}: {}", offer.advice);
            }
        }
    }

    #[test]
    fn a_file_without_an_ending_is_no_agreement() {
        let file = Some(Path::new("agreement"));
        assert_eq!(ANSWER.choose(None, file), Ok(Format::Table));
        assert!(AGREEMENT.choose(None, file).is_err_and(|words| words.starts_with("the ending `.` names no format")));
        assert_eq!(AGREEMENT.choose(Some(Format::Docx), file), Ok(Format::Docx));
        assert_eq!(REDLINE.choose(None, Some(Path::new("-"))), Ok(Format::Text));
    }
}
