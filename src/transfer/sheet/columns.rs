//! The one table of columns: name, where its value stands in a transfer, how it is written, what it means.

use crate::transfer::words::{Access, Frequency, Mechanism, PurposeKind, Role, Special, Status, Tier, Word};

/// A column of the sheet.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    /// Keys from the transfer down to the value. Empty for what belongs to the whole register.
    pub(super) path: &'static [&'static str],
    pub(super) kind: Kind,
    pub(super) about: &'static str,
}

/// How a cell is written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Text,
    /// Text, or a map as JSON.
    TextOrJson,
    Required,
    Date,
    /// A whole number within the bounds.
    Integer(u64, u64),
    Word(fn() -> Vec<&'static str>),
    /// Texts, parted by `;`.
    List,
    /// Words, parted by `;`; `none` where there are none, nothing where it is not known.
    Words(fn() -> Vec<&'static str>),
    /// Items parted by `;`, each of parts in this order, parted by `|`.
    Items(&'static [Part]),
    /// The same, or `none` where there are none; nothing where it is not known.
    KnownItems(&'static [Part]),
    /// `KEY: text`, parted by `;`.
    Pairs,
}

/// A part of an item.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) kind: PartKind,
}

/// How a part is written.
#[derive(Debug, Clone, Copy)]
pub(super) enum PartKind {
    Required,
    Text,
    RequiredDate,
    Date,
    RequiredWord(fn() -> Vec<&'static str>),
    Word(fn() -> Vec<&'static str>),
}

impl PartKind {
    pub(super) fn required(self) -> bool {
        matches!(self, Self::Required | Self::RequiredDate | Self::RequiredWord(_))
    }
}

fn all<T: Word>() -> Vec<&'static str> {
    T::ALL.iter().map(|word| word.as_str()).collect()
}

const CERTIFICATION: &[Part] =
    &[part("id", PartKind::Required), part("until", PartKind::Date), part("scope", PartKind::Text)];
const RECIPIENT: &[Part] = &[
    part("name", PartKind::Required),
    part("country", PartKind::Text),
    part("service", PartKind::Text),
    part("access", PartKind::Word(all::<Access>)),
    part("since", PartKind::Date),
];
const PURPOSE: &[Part] = &[part("kind", PartKind::RequiredWord(all::<PurposeKind>)), part("text", PartKind::Text)];
const INCIDENT: &[Part] =
    &[part("date", PartKind::RequiredDate), part("what", PartKind::Required), part("ref", PartKind::Text)];
const FILING: &[Part] = &[
    part("country", PartKind::Required),
    part("what", PartKind::Required),
    part("date", PartKind::RequiredDate),
    part("ref", PartKind::Text),
];

const EXEMPT: &[Part] = &[
    part("what", PartKind::Required),
    part("ground", PartKind::Required),
    part("reason", PartKind::Required),
    part("by", PartKind::Required),
    part("on", PartKind::RequiredDate),
];

const fn part(name: &'static str, kind: PartKind) -> Part {
    Part { name, kind }
}

const fn column(name: &'static str, path: &'static [&'static str], kind: Kind, about: &'static str) -> Column {
    Column { name, path, kind, about }
}

/// Columns of the whole register, which stand in every row.
pub(super) const HOLDER: [&str; 2] = ["organisation", "organisation_country"];

/// All columns, in the order of the sheet.
pub(super) static COLUMNS: &[Column] = &[
    column("id", &["id"], Kind::Required, "Id by which everything else refers to the transfer, such as TR-01"),
    column("title", &["title"], Kind::Required, "What it is, in a few words"),
    column("status", &["status"], Kind::Word(all::<Status>), "How far it is"),
    column("exporter_name", &["exporter", "name"], Kind::Required, "Who sends the data"),
    column("exporter_country", &["exporter", "country"], Kind::Text, "Code of two capital letters, such as SG"),
    column("exporter_role", &["exporter", "role"], Kind::Word(all::<Role>), "What the exporter is to the data"),
    column("exporter_contact", &["exporter", "contact"], Kind::Text, "How to reach the exporter"),
    column("exporter_dpo", &["exporter", "dpo"], Kind::Text, "Its data protection officer or representative"),
    column("exporter_sector", &["exporter", "sector"], Kind::Text, "Its line of business"),
    column("exporter_certifications", &["exporter", "certifications"], Kind::Items(CERTIFICATION), "Its certificates"),
    column("importer_name", &["importer", "name"], Kind::Required, "Who receives the data"),
    column("importer_country", &["importer", "country"], Kind::Text, "Code of two capital letters, such as VN"),
    column("importer_role", &["importer", "role"], Kind::Word(all::<Role>), "What the importer is to the data"),
    column("importer_contact", &["importer", "contact"], Kind::Text, "How to reach the importer"),
    column("importer_dpo", &["importer", "dpo"], Kind::Text, "Its data protection officer or representative"),
    column("importer_sector", &["importer", "sector"], Kind::Text, "Its line of business, such as cloud or telecom"),
    column("importer_certifications", &["importer", "certifications"], Kind::Items(CERTIFICATION), "Its certificates"),
    column("purposes", &["purposes"], Kind::Items(PURPOSE), "What the data is transferred for"),
    column("legal_bases", &["legal_bases"], Kind::Pairs, "The legal basis by country code"),
    column("subjects", &["subjects"], Kind::List, "Whose data it is"),
    column("data_categories", &["data", "categories"], Kind::List, "Which data it is"),
    column(
        "data_special",
        &["data", "special"],
        Kind::Words(all::<Special>),
        "Data among it that weighs more; `none` where there is none, empty where it is not known",
    ),
    column("tier", &["data", "tier"], Kind::Word(all::<Tier>), "The tier of the data"),
    column("people", &["volume", "people"], Kind::Integer(0, u64::MAX), "Of how many people"),
    column("frequency", &["frequency"], Kind::Word(all::<Frequency>), "How often it goes"),
    column("format", &["format"], Kind::Text, "In which form it goes"),
    column("route", &["route"], Kind::Text, "By which way it goes"),
    column("storage", &["storage"], Kind::Text, "Where it is kept"),
    column(
        "sub_processors",
        &["sub_processors"],
        Kind::KnownItems(RECIPIENT),
        "Sub-processors of the importer; `none` where there are none, empty where it is not known",
    ),
    column("recipients", &["recipients"], Kind::Items(RECIPIENT), "Others who receive the data from the importer"),
    column("mechanism", &["mechanism"], Kind::Word(all::<Mechanism>), "The tool of the exporter's law relied on"),
    column("agreement_deal", &["agreement"], Kind::Text, "The agreement, where it is a deal: its path"),
    column("agreement_ref", &["agreement", "ref"], Kind::Text, "The agreement, where it is kept elsewhere"),
    column("agreement_date", &["agreement", "date"], Kind::Date, "Day of its signature"),
    column("agreement_version", &["agreement", "version"], Kind::Text, "Its version"),
    column("agreement_until", &["agreement", "until"], Kind::Date, "The last day on which it binds"),
    column("systems", &["systems"], Kind::List, "Systems that send and receive"),
    column("security", &["security"], Kind::Text, "How it is secured"),
    column("retention", &["retention", "text"], Kind::Text, "How long the data is kept"),
    column("retention_months", &["retention", "months"], Kind::Integer(1, 1200), "The same in months"),
    column("owner", &["owner"], Kind::Text, "Who answers for the transfer"),
    column("start", &["start"], Kind::Date, "The first day"),
    column("end", &["end"], Kind::Date, "The last day"),
    column("reviewed", &["reviewed"], Kind::Date, "Day of the last review"),
    column("review", &["review"], Kind::Date, "Day of the next review"),
    column("incidents", &["incidents"], Kind::Items(INCIDENT), "What went wrong"),
    column("filings", &["filings"], Kind::Items(FILING), "What was filed with an authority"),
    column("exempt", &["exempt"], Kind::Items(EXEMPT), "What need not be filed, and on which ground of the law"),
    column("impact", &["impact"], Kind::TextOrJson, "Path of its impact assessment, or the assessment itself as JSON"),
    column(HOLDER[0], &[], Kind::Text, "Whose register it is; the same in every row"),
    column(HOLDER[1], &[], Kind::Text, "Its country: code of two capital letters"),
];

/// The column of that name.
pub(super) fn named(name: &str) -> Option<&'static Column> {
    COLUMNS.iter().find(|column| column.name == name)
}

/// The column that holds what stands at `path`, the longest match winning.
pub(super) fn holding(path: &[&str]) -> Option<&'static Column> {
    let fits = |column: &&Column| !column.path.is_empty() && path.starts_with(column.path);
    COLUMNS.iter().filter(fits).max_by_key(|column| column.path.len())
}
