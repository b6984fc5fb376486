//! The words that a document writes of itself, by language: data, read once, carried by every document.

use std::sync::LazyLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// The captions that the program carries for English.
const ENGLISH: &str = include_str!("../../templates/captions/en.toml");

/// What a file of captions may say.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawCaptions {
    contents: String,
    schedule: String,
    page: String,
    day: RawDay,
    agreement: RawAgreement,
    signing: RawSigning,
    /// Of the sheet beside an agreement; English where a file has none.
    #[serde(default)]
    companion: Option<CompanionCaptions>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawDay {
    written: String,
    months: [String; 12],
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawAgreement {
    title: String,
    parties: String,
    subject: String,
    open_points: String,
    drafting_note: String,
    clause_set: String,
    role_pair: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawSigning {
    caption: String,
    unnamed: String,
    exporter: String,
    importer: String,
    signature: String,
    name: String,
    title: String,
    date: String,
}

/// What the sheet beside an agreement says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompanionCaptions {
    /// Its title.
    pub title: String,
    /// Over what a lawyer should look at.
    pub remarks: String,
    /// Over the table of obligations, and over its columns.
    pub obligations: String,
    pub obligations_head: [String; 5],
    /// In the place of a number, where no clause of the agreement carries an obligation.
    pub nowhere: String,
    /// Over the columns of a table of correspondence.
    pub topics_head: [String; 5],
    /// Over the table of sources, and over its columns.
    pub sources: String,
    pub sources_head: [String; 5],
}

/// The captions of one language; those of English by default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captions {
    /// Over the table of contents.
    pub contents: String,
    /// Before the title of a schedule: `{letter}`.
    pub schedule: Caption,
    /// At the foot of a page: `{page}`, `{pages}`.
    pub page: Caption,
    pub day: DayCaptions,
    pub agreement: AgreementCaptions,
    pub signing: SigningCaptions,
    pub companion: CompanionCaptions,
}

/// How a day is written in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayCaptions {
    /// `{day}`, `{month}`, `{year}`.
    pub written: Caption,
    /// From January.
    pub months: [String; 12],
}

/// What an agreement says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementCaptions {
    pub title: String,
    /// `{exporter}`, `{importer}`.
    pub parties: Caption,
    /// `{module}`.
    pub subject: Caption,
    pub open_points: String,
    pub drafting_note: String,
    /// `{id}`, `{version}`.
    pub clause_set: Caption,
    /// `{module}`, `{mcc}`, `{scc}`.
    pub role_pair: Caption,
}

/// What stands at a place to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningCaptions {
    /// `{name}`, `{role}`.
    pub caption: Caption,
    /// `{role}`.
    pub unnamed: Caption,
    pub exporter: String,
    pub importer: String,
    pub signature: String,
    pub name: String,
    pub title: String,
    pub date: String,
}

/// A text with gaps, each of which stands in it once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caption(Vec<CaptionPart>);

/// A stretch of a caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaptionPart {
    Text(String),
    /// The name of what is filled in.
    Gap(String),
}

/// A caption that is not what it has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCaption {
    /// Keys from the top of the file.
    pub key: Vec<&'static str>,
    /// Each gap that it has to have, once.
    pub gaps: &'static [&'static str],
}

impl Captions {
    /// The captions of a file.
    ///
    /// # Errors
    /// With every caption whose gaps are not those that are filled in.
    pub fn of(raw: RawCaptions) -> Result<Self, Vec<BadCaption>> {
        let mut wrong = Vec::new();
        let mut caption = |key: &[&'static str], text: &str, gaps: &'static [&'static str]| {
            let caption = Caption::of(text);
            if !caption.has_just(gaps) {
                wrong.push(BadCaption { key: key.to_vec(), gaps });
            }
            caption
        };
        let (agreement, signing) = (raw.agreement, raw.signing);
        let captions = Self {
            contents: raw.contents,
            schedule: caption(&["schedule"], &raw.schedule, &["letter"]),
            page: caption(&["page"], &raw.page, &["page", "pages"]),
            day: DayCaptions {
                written: caption(&["day", "written"], &raw.day.written, &["day", "month", "year"]),
                months: raw.day.months,
            },
            agreement: AgreementCaptions {
                title: agreement.title,
                parties: caption(&["agreement", "parties"], &agreement.parties, &["exporter", "importer"]),
                subject: caption(&["agreement", "subject"], &agreement.subject, &["module"]),
                open_points: agreement.open_points,
                drafting_note: agreement.drafting_note,
                clause_set: caption(&["agreement", "clause_set"], &agreement.clause_set, &["id", "version"]),
                role_pair: caption(&["agreement", "role_pair"], &agreement.role_pair, &["module", "mcc", "scc"]),
            },
            signing: SigningCaptions {
                caption: caption(&["signing", "caption"], &signing.caption, &["name", "role"]),
                unnamed: caption(&["signing", "unnamed"], &signing.unnamed, &["role"]),
                exporter: signing.exporter,
                importer: signing.importer,
                signature: signing.signature,
                name: signing.name,
                title: signing.title,
                date: signing.date,
            },
            // The captions of the program have one: only those of somebody else may come without.
            companion: raw.companion.unwrap_or_else(|| Self::default().companion),
        };
        if wrong.is_empty() { Ok(captions) } else { Err(wrong) }
    }
}

impl DayCaptions {
    /// A day in words: `24 November 2026`.
    #[must_use]
    pub fn write(&self, date: Date) -> String {
        let month = usize::try_from(date.month() - 1).ok().and_then(|at| self.months.get(at));
        let (day, year) = (date.day().to_string(), date.strftime("%Y").to_string());
        self.written.fill(&[("day", &day), ("month", month.map_or("", String::as_str)), ("year", &year)])
    }
}

impl Default for Captions {
    fn default() -> Self {
        static CAPTIONS: LazyLock<Captions> = LazyLock::new(|| {
            let raw = toml::from_str(ENGLISH).expect("the captions of the program are of this shape");
            Captions::of(raw).expect("the captions of the program have their gaps")
        });
        CAPTIONS.clone()
    }
}

impl Caption {
    /// Cuts a text at its `{gaps}`; a brace without its other is text.
    fn of(text: &str) -> Self {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{')
            && let Some((gap, after)) = after.split_once('}')
        {
            parts.push(CaptionPart::Text(before.to_owned()));
            parts.push(CaptionPart::Gap(gap.to_owned()));
            rest = after;
        }
        parts.push(CaptionPart::Text(rest.to_owned()));
        parts.retain(|part| *part != CaptionPart::Text(String::new()));
        Self(parts)
    }

    fn has_just(&self, gaps: &[&str]) -> bool {
        let mut own: Vec<&str> = self.0.iter().filter_map(CaptionPart::gap).collect();
        let mut gaps = gaps.to_vec();
        own.sort_unstable();
        gaps.sort_unstable();
        own == gaps
    }

    /// Its texts and gaps in their order.
    pub fn parts(&self) -> impl Iterator<Item = &CaptionPart> {
        self.0.iter()
    }

    /// The text with each gap filled.
    #[must_use]
    pub fn fill(&self, values: &[(&str, &str)]) -> String {
        let value = |gap: &str| values.iter().find(|(name, _)| *name == gap).map_or("", |(_, value)| *value);
        let texts = self.0.iter().map(|part| match part {
            CaptionPart::Text(text) => text.as_str(),
            CaptionPart::Gap(gap) => value(gap),
        });
        texts.collect()
    }
}

impl CaptionPart {
    fn gap(&self) -> Option<&str> {
        match self {
            Self::Gap(gap) => Some(gap),
            Self::Text(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_in_the_order_of_the_language() {
        let caption = Caption::of("{pages} paġni, din {page} {");
        assert_eq!(caption.fill(&[("page", "2"), ("pages", "9")]), "9 paġni, din 2 {");
        assert!(caption.has_just(&["page", "pages"]) && !caption.has_just(&["page"]));
        assert!(!Caption::of("{letter}{letter}").has_just(&["letter"]));
    }

    #[test]
    fn a_day_is_written_in_the_order_and_the_months_of_the_language() {
        let english = Captions::default().day;
        assert_eq!(english.write(jiff::civil::date(2026, 11, 4)), "4 November 2026");
        assert_eq!(english.write(jiff::civil::date(2027, 1, 31)), "31 January 2027");
        let german = DayCaptions { written: Caption::of("{day}. {month} {year}"), ..english };
        assert_eq!(german.write(jiff::civil::date(2026, 12, 24)), "24. December 2026");
    }

    #[test]
    fn english_is_what_documents_say_by_default() {
        let captions = Captions::default();
        assert_eq!(captions.schedule.fill(&[("letter", "B")]), "Schedule B");
        assert_eq!(captions.page.fill(&[("page", "2"), ("pages", "9")]), "Page 2 of 9");
        assert_eq!(captions.contents, "Contents");
    }

    #[test]
    fn every_caption_without_its_gaps_is_named() {
        let text = ENGLISH.replace("Schedule {letter}", "Schedule").replace("{name} as {role}", "{name} as {job}");
        let wrong = Captions::of(toml::from_str(&text).expect("the shape is right")).expect_err("two are wrong");
        let keys: Vec<String> = wrong.iter().map(|bad| bad.key.join(".")).collect();
        assert_eq!(keys, ["schedule", "signing.caption"]);
    }
}
