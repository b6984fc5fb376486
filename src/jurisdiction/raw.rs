//! What the file of a jurisdiction may say.

mod recipient;
mod transfer;
mod word;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    read::RawRead,
    words::{
        About, Asks, Binds, Counted, DpoRule, FirstDay, From, NoticeItem, Promptly, SourceKind, Status, To, Touches,
        Trigger,
    },
};
use crate::framework::{RawConfidence, date};

pub(super) use recipient::{RawConcern, RawGrade, RawKnown, RawRecipient};
pub(super) use transfer::{RawAssessment, RawExport, RawMechanism, RawRequired, RawStanding, RawTransfer};
pub(super) use word::RawWord;
pub(super) use word::optional_date;

/// `<iso>.yaml`: what the law of one place asks, fact by fact.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawJurisdiction {
    /// Two capital letters of ISO 3166-1, or `EU`; the file has the same name in small letters.
    pub(super) id: String,
    /// What people call it.
    pub(super) name: String,
    /// Its time zone, such as `Asia/Jakarta`, in which hours and days of its law run.
    #[schemars(regex(pattern = r"^[A-Z][A-Za-z_]+(/[A-Z][A-Za-z_]+)*$"))]
    pub(super) zone: Option<String>,
    /// Whether it is a member of ASEAN.
    pub(super) asean: Option<RawMembership>,
    /// One or two sentences for whoever owns a transfer.
    pub(super) summary: String,
    /// What the facts rest on, by id.
    pub(super) sources: std::collections::BTreeMap<String, RawSource>,
    /// The laws, and their standing.
    pub(super) laws: Vec<RawFact<RawLaw>>,
    /// Who watches over the law.
    pub(super) authority: RawFact<RawAuthority>,
    /// Who is told of a breach, and when.
    pub(super) breach: RawBreach,
    /// How long requests of individuals may take.
    pub(super) requests: RawRequests,
    /// Who needs a data protection officer.
    pub(super) dpo: RawFact<RawDpo>,
    /// How data may leave.
    pub(super) transfer: RawTransfer,
    /// Duties to keep data in the country.
    #[serde(default)]
    pub(super) localisation: Vec<RawFact<RawLocalisation>>,
    /// How long data may be kept.
    pub(super) retention: RawFact<RawRetention>,
    /// How long data may or must be kept in some lines of business.
    #[serde(default)]
    pub(super) retention_sectors: Vec<RawFact<RawRetention>>,
    /// What counts as sensitive.
    pub(super) sensitive: RawFact<RawSensitive>,
    /// What a breach of the law may cost.
    #[serde(default)]
    pub(super) penalties: Vec<RawFact<RawPenalty>>,
    /// Certificates that the place takes part in or accepts.
    #[serde(default)]
    pub(super) certifications: Vec<RawFact<RawCertification>>,
    /// Rules on artificial intelligence.
    #[serde(default)]
    pub(super) ai: Vec<RawFact<RawTitled>>,
    /// Further duties: legal bases, children, notices, records, registration, who is fined, what comes next.
    #[serde(default)]
    pub(super) points: Vec<RawFact<RawPoint>>,
    /// How the place reads when data goes there.
    pub(super) recipient: RawRecipient,
}

/// A fact: what it says, and its marks.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFact<T> {
    #[serde(flatten)]
    pub what: T,
    /// Standing of what the fact tells.
    pub status: RawWord<Status>,
    /// The day of which the sources speak.
    #[schemars(schema_with = "date")]
    pub as_of: Date,
    /// How sure it is.
    pub confidence: RawConfidence,
    /// Ids of the sources, at least one.
    pub source: Vec<String>,
    /// What to know before relying on it.
    pub note: Option<String>,
    /// The first day on which it applies; with it, a law that is `passed` or `phased` binds from that day.
    #[schemars(schema_with = "optional_date")]
    #[serde(default)]
    pub applies_from: Option<Date>,
    /// The last day on which it holds.
    #[schemars(schema_with = "optional_date")]
    #[serde(default)]
    pub until: Option<Date>,
    /// What was read for it; without it, the fact is unsure.
    #[serde(default)]
    pub read: Option<RawRead>,
    /// Where it was looked for in vain: addresses, and words that were searched for.
    #[serde(default)]
    pub searched: Vec<String>,
    /// What other sources say; the stricter is the value.
    #[serde(default)]
    pub conflicts: Vec<RawConflict>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawConflict {
    /// What they say.
    pub says: String,
    /// Ids of those sources.
    pub source: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMembership {
    /// Whether it is a member.
    pub member: bool,
    /// Since when.
    #[schemars(schema_with = "optional_date")]
    #[serde(default)]
    pub since: Option<Date>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSource {
    /// What was read, and of when it is.
    pub title: String,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// Its own day: of publication, or as of which it tells the law.
    #[schemars(schema_with = "optional_date")]
    #[serde(default)]
    pub date: Option<Date>,
    /// Where the copy lies that was read, if not at its address.
    pub copy: Option<String>,
    /// The text itself, what others write of it, general knowledge, or this toolkit's own reading.
    pub kind: RawWord<SourceKind>,
    /// When it was read.
    #[schemars(schema_with = "optional_date")]
    #[serde(default)]
    pub seen: Option<Date>,
    /// What to know before relying on it.
    pub note: Option<String>,
}

/// A length of time: one of the three.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTime {
    /// Hours by the clock.
    #[schemars(range(min = 1, max = 10_000))]
    pub hours: Option<u32>,
    /// Days; `counted` says which.
    #[schemars(range(min = 1, max = 10_000))]
    pub days: Option<u32>,
    /// Which days count.
    pub counted: Option<RawWord<Counted>>,
    /// Calendar months.
    #[schemars(range(min = 1, max = 1_200))]
    pub months: Option<u32>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawLaw {
    /// What other facts refer to it by.
    pub id: String,
    /// Its short title.
    pub title: String,
    /// Its official number.
    pub number: Option<String>,
    /// The year in which it was passed.
    pub year: Option<u16>,
    /// The day from which it holds.
    #[schemars(schema_with = "optional_date")]
    #[serde(default)]
    pub effective: Option<Date>,
    /// What it changes for transfers; an empty list where nothing. Without it, each law that takes effect makes an older
    /// assessment due again.
    pub touches: Option<Vec<RawWord<Touches>>>,
    /// What it is about, in a sentence.
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawAuthority {
    /// What it is called.
    pub name: String,
    /// Its usual abbreviation.
    pub short: Option<String>,
    /// What it does, in a sentence.
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBreach {
    /// When the authority is told.
    pub authority: RawFact<RawNotice>,
    /// When the individuals are told.
    pub individuals: RawFact<RawNotice>,
    /// The latest day, where the usual time may be passed with reasons.
    pub outer_limit: Option<RawFact<RawLimit>>,
    /// When the full report follows a first notice.
    pub full_report: Option<RawFact<RawLimit>>,
    /// How long the assessment may take that a breach must be told.
    pub assess_within: Option<RawFact<RawLimit>>,
    /// What a processor owes.
    pub processor: Option<RawFact<RawLimit>>,
    /// Notices of some lines of business, beside the general one.
    #[serde(default)]
    pub sectors: Vec<RawFact<RawSectorNotice>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawNotice {
    /// The longest time, where there is a number.
    pub within: Option<RawTime>,
    /// The duty in words, where there is no number.
    pub promptly: Option<RawWord<Promptly>>,
    /// From when the time runs.
    pub from: Option<RawWord<From>>,
    /// Whether the day of that event counts; where it is not said, it does not.
    pub first_day: Option<RawWord<FirstDay>>,
    /// The test for it.
    pub when: Option<String>,
    /// What that test asks; without it nobody can say whether it is met.
    pub test: Option<RawTest>,
    /// From how many people on, whatever the harm.
    pub people: Option<u64>,
    /// The rule, in a sentence.
    pub text: String,
}

/// What a test asks: one of the two lists.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTest {
    /// One of these is enough.
    #[serde(default)]
    pub any: Vec<RawWord<Asks>>,
    /// All of these have to be there.
    #[serde(default)]
    pub all: Vec<RawWord<Asks>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawLimit {
    /// The longest time, where there is a number.
    pub within: Option<RawTime>,
    /// The duty in words, where there is no number.
    pub promptly: Option<RawWord<Promptly>>,
    /// From when the time runs.
    pub from: Option<RawWord<From>>,
    /// Whether the day of that event counts; where it is not said, it does not.
    pub first_day: Option<RawWord<FirstDay>>,
    /// The rule, in a sentence.
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawSectorNotice {
    /// The line of business.
    pub sector: String,
    /// Who is told.
    pub to: Option<RawWord<To>>,
    /// The longest time, where there is a number.
    pub within: Option<RawTime>,
    /// The duty in words, where there is no number.
    pub promptly: Option<RawWord<Promptly>>,
    /// From when the time runs.
    pub from: Option<RawWord<From>>,
    /// Whether the day of that event counts; where it is not said, it does not.
    pub first_day: Option<RawWord<FirstDay>>,
    /// The test for it.
    pub when: Option<String>,
    /// The rule, in a sentence.
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRequests {
    /// When the receipt of a request is confirmed.
    pub acknowledge: Option<RawFact<RawLimit>>,
    /// When a request of an individual is answered.
    pub answer: RawFact<RawLimit>,
    /// Rights that have a time of their own.
    #[serde(default)]
    pub by_right: Vec<RawFact<RawRight>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawRight {
    /// The right, such as access or erasure.
    pub right: String,
    /// The longest time, where there is a number.
    pub within: Option<RawTime>,
    /// The duty in words, where there is no number.
    pub promptly: Option<RawWord<Promptly>>,
    /// From when the time runs.
    pub from: Option<RawWord<From>>,
    /// Whether the day of that event counts; where it is not said, it does not.
    pub first_day: Option<RawWord<FirstDay>>,
    /// The time where a processor has to act for it.
    pub via_processor: Option<RawTime>,
    /// By how much the time may be extended.
    pub extension: Option<RawTime>,
    /// The rule, in a sentence.
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawDpo {
    /// Everybody, from a threshold on, depending on what is done, or nobody.
    pub rule: RawWord<DpoRule>,
    /// The threshold or the condition.
    pub when: Option<String>,
    /// Whether processors need one as well.
    pub processors: Option<bool>,
    /// Where the officer is registered, and how.
    pub registration: Option<String>,
    /// Where the officer has to live or be reachable.
    pub residency: Option<String>,
    /// The rule, in a sentence.
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawPoint {
    /// What it is about.
    pub about: RawWord<About>,
    /// Which of several it is, in a few words.
    pub name: Option<String>,
    /// An age, in years.
    #[schemars(range(min = 1, max = 30))]
    pub age: Option<u8>,
    /// The longest time, where there is a number.
    pub within: Option<RawTime>,
    /// The duty in words, where there is no number.
    pub promptly: Option<RawWord<Promptly>>,
    /// From when the time runs.
    pub from: Option<RawWord<From>>,
    /// Whether the day of that event counts; where it is not said, it does not.
    pub first_day: Option<RawWord<FirstDay>>,
    /// The day on which something is expected.
    #[schemars(schema_with = "optional_date")]
    #[serde(default)]
    pub expected: Option<Date>,
    /// To whom the notice goes whose contents it tells.
    pub to: Option<RawWord<To>>,
    /// What that notice has to hold, item by item.
    #[serde(default)]
    pub items: Vec<RawWord<NoticeItem>>,
    /// The rule, in a sentence.
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawLocalisation {
    /// Whom it binds.
    pub applies_to: RawWord<Binds>,
    /// Whether it holds by itself, or when an authority orders it.
    pub trigger: RawWord<Trigger>,
    /// The rule, in a sentence.
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawRetention {
    /// The rule in a word or two.
    pub rule: Option<String>,
    /// The line of business, where it holds for one only.
    pub sector: Option<String>,
    /// The rule, in a sentence.
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawSensitive {
    /// The kinds of data that count as sensitive.
    #[serde(default)]
    pub categories: Vec<String>,
    /// The rule, in a sentence.
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawPenalty {
    /// What is punished.
    pub what: String,
    /// The highest fine.
    pub most: Option<RawMoney>,
    /// Whole per cent.
    #[schemars(range(min = 1, max = 1_000))]
    pub percent: Option<u32>,
    /// Of what the percentage is taken.
    pub of: Option<String>,
    /// When the percentage applies.
    pub when: Option<String>,
    /// The longest term of imprisonment, in years.
    pub prison_years: Option<u8>,
    /// The rule, in a sentence.
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMoney {
    /// Whole units of the currency.
    #[schemars(range(min = 1))]
    pub amount: u64,
    /// Three capital letters of ISO 4217.
    pub currency: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawCertification {
    /// The certificate.
    pub id: String,
    /// Whether data may be sent to a recipient who has it.
    #[serde(default)]
    pub for_transfers: bool,
    /// What it is worth there, in a sentence.
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct RawTitled {
    /// What it is called.
    pub title: String,
    /// What it asks, in a sentence.
    pub text: String,
}

/// `unions.toml`: places that follow the file of another.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawUnions {
    /// The unions.
    pub unions: Vec<RawUnion>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawUnion {
    /// The file that holds for its members.
    pub id: String,
    /// Codes of its members, two capital letters each.
    pub members: Vec<String>,
}
