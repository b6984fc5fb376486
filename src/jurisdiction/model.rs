//! A jurisdiction that cannot be wrong: built only by `validate`. Every fact carries its four marks.

use jiff::civil::Date;

use super::filing::{Condition, Filing};
use super::holidays::WorkingDays;
use super::read::Read;
use super::words::{
    About, Asks, Binds, Concern, Counted, DpoRule, ExportRule, FirstDay, From, Need, NoticeItem, Promptly, SourceKind,
    Standing, Status, To, Tool, Touches, Trigger,
};
use crate::framework::Confidence;

/// What the law of one place asks.
#[derive(Debug, Clone)]
pub struct Jurisdiction {
    /// Two capital letters of ISO 3166-1, or `EU`.
    pub id: String,
    pub name: String,
    /// Its time zone, such as `Asia/Jakarta`.
    pub zone: Option<String>,
    /// Its working days, as far as they are known.
    pub working: WorkingDays,
    /// Whether it is a member of ASEAN, and since when.
    pub asean: Option<Option<Date>>,
    /// For whoever owns a transfer.
    pub summary: String,
    /// By id.
    pub sources: Vec<Source>,
    pub laws: Vec<Fact<Law>>,
    pub authority: Fact<Authority>,
    pub breach: Breach,
    pub requests: Requests,
    pub dpo: Fact<Dpo>,
    pub transfer: Transfer,
    pub localisation: Vec<Fact<Localisation>>,
    /// The general rule, then those of sectors.
    pub retention: Vec<Fact<Retention>>,
    pub sensitive: Fact<Sensitive>,
    pub penalties: Vec<Fact<Penalty>>,
    pub certifications: Vec<Fact<Certification>>,
    pub ai: Vec<Fact<Titled>>,
    /// Further duties.
    pub points: Vec<Fact<Point>>,
    /// How the place reads when data goes there: the toolkit's own reading.
    pub recipient: Recipient,
}

/// A source of facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub id: String,
    pub title: String,
    pub publisher: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// Its own day.
    pub date: Option<Date>,
    /// Where the copy lies that was read, if not at its address.
    pub copy: Option<String>,
    pub kind: SourceKind,
    /// When it was read.
    pub seen: Option<Date>,
    pub note: Option<String>,
}

impl Jurisdiction {
    /// Whether a text of the law or of its authority was opened for a fact.
    #[must_use]
    pub fn is_primary(&self, marks: &Marks) -> bool {
        let read = marks.read.as_ref();
        let source = read.and_then(|read| self.sources.iter().find(|source| source.id == read.source));
        source.is_some_and(|source| source.kind == SourceKind::Primary)
    }
}

/// What is told, and how far it can be trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact<T> {
    pub what: T,
    /// In own words, one line.
    pub text: String,
    pub marks: Marks,
}

/// The marks of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    pub status: Status,
    /// The day of which the sources speak.
    pub as_of: Date,
    pub confidence: Confidence,
    /// Ids of the sources, at least one.
    pub sources: Vec<String>,
    pub note: Option<String>,
    /// The first day on which it applies; without it, it has applied for as long as its status says.
    pub applies_from: Option<Date>,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// Whether it is this toolkit's own reading, which no text can bear out.
    pub reading: bool,
    /// What was read for it.
    pub read: Option<Read>,
    /// Where it was looked for in vain.
    pub searched: Vec<String>,
    pub conflicts: Vec<Conflict>,
    /// The day of the oldest of the writings by others that it rests on, where no text of the law was opened for it: it is no
    /// younger than that.
    pub oldest: Option<Date>,
}

/// What another source says; the stricter of the two is the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    pub says: String,
    pub sources: Vec<String>,
}

crate::words::words! {
    /// How old a fact is.
    pub enum Age {
        Fresh = "fresh",
        /// Older than 180 days.
        Ageing = "ageing",
        /// Older than a year, or past its last day.
        Stale = "stale",
    }
}
crate::words::serialize_words!(Age);

/// Days after which a fact is marked.
pub const AGEING_DAYS: i32 = 180;
/// Days after which a fact is reported.
pub const STALE_DAYS: i32 = 365;

impl Marks {
    /// How old the fact is on a day.
    #[must_use]
    pub fn age(&self, today: Date) -> Age {
        let since = self.oldest.map_or(self.as_of, |oldest| oldest.min(self.as_of));
        let days = since.until(today).map_or(0, |span| span.get_days());
        if days > STALE_DAYS || self.is_over(today) {
            Age::Stale
        } else if days > AGEING_DAYS {
            Age::Ageing
        } else {
            Age::Fresh
        }
    }

    /// Whether the fact must be read with doubt: no text was opened for it, little confidence, or not known at all.
    #[must_use]
    pub fn unsure(&self) -> bool {
        let bare = self.read.is_none() && !self.reading;
        bare || self.status == Status::Unknown || self.confidence == Confidence::Low
    }

    /// Whether its last day is over: what holds since then is not known.
    #[must_use]
    pub fn is_over(&self, day: Date) -> bool {
        self.until.is_some_and(|until| until < day)
    }

    /// Its standing on a day. Before its first day it is only passed, from then on it is in force, and after its last day
    /// nobody knows what came instead. Drafts and what there is none of know no days.
    #[must_use]
    pub fn status_on(&self, day: Date) -> Status {
        match (self.status, self.applies_from) {
            _ if self.is_over(day) => Status::Unknown,
            (Status::InForce | Status::Passed | Status::Phased, Some(from)) => {
                if from <= day {
                    Status::InForce
                } else {
                    Status::Passed
                }
            }
            (status, _) => status,
        }
    }

    /// Whether it binds on a day. What applies in steps, or only later, and gives no day, binds nobody yet.
    #[must_use]
    pub fn binds(&self, day: Date) -> bool {
        self.status_on(day) == Status::InForce
    }

    /// Whether it rests on a source, or that is what was read for it.
    #[must_use]
    pub fn rests_on(&self, source: &str) -> bool {
        self.sources.iter().any(|id| id == source) || self.read.as_ref().is_some_and(|read| read.source == source)
    }

    /// Its standing where it is used to let somebody off: what nobody is sure of is not known.
    #[must_use]
    pub fn relief_on(&self, day: Date) -> Status {
        if self.unsure() { Status::Unknown } else { self.status_on(day) }
    }
}

/// A length of time as a law gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Time {
    Hours(u32),
    Days(u32, Counted),
    Months(u32),
}

/// By when something is due. All empty when no time is given or known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Deadline {
    pub within: Option<Time>,
    /// A duty without a number; beside a number it binds as well.
    pub promptly: Option<Promptly>,
    /// The event from which it runs.
    pub from: Option<From>,
    /// Whether the day of the event counts; where it is not said, it does not.
    pub first_day: Option<FirstDay>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    pub id: String,
    pub title: String,
    pub number: Option<String>,
    pub year: Option<u16>,
    pub effective: Option<Date>,
    /// What it changes; `None` where its file does not say.
    pub touches: Option<Vec<Touches>>,
}

impl Law {
    /// Whether it changes what an assessment of a transfer rests on, on either side; where that is not said, it may.
    #[must_use]
    pub fn touches_transfers(&self) -> bool {
        let of =
            |touches: &Vec<Touches>| touches.iter().any(|each| matches!(each, Touches::Transfer | Touches::Recipient));
        self.touches.as_ref().is_none_or(of)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    pub name: String,
    pub short: Option<String>,
}

/// What a breach of personal data sets off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    pub authority: Fact<Notice>,
    pub individuals: Fact<Notice>,
    pub outer_limit: Option<Fact<Deadline>>,
    pub full_report: Option<Fact<Deadline>>,
    pub assess_within: Option<Fact<Deadline>>,
    pub processor: Option<Fact<Deadline>>,
    pub sectors: Vec<Fact<SectorNotice>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub deadline: Deadline,
    /// The test for it.
    pub when: Option<String>,
    /// What the test asks; `None` where the file does not say.
    pub test: Option<Test>,
    /// From how many people on, whatever the harm.
    pub people: Option<u64>,
}

/// What a test asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// One of these is enough.
    Any(Vec<Asks>),
    /// All of these have to be there.
    All(Vec<Asks>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectorNotice {
    pub sector: String,
    pub to: Option<To>,
    pub deadline: Deadline,
    pub when: Option<String>,
}

impl SectorNotice {
    /// Whether every operator may be in the case, whatever its business: the file names it `all …`.
    #[must_use]
    pub fn holds_for_all(&self) -> bool {
        self.sector.starts_with("all ")
    }
}

/// What individuals may ask, and by when they are answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requests {
    pub acknowledge: Option<Fact<Deadline>>,
    pub answer: Fact<Deadline>,
    pub by_right: Vec<Fact<Right>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Right {
    pub right: String,
    pub deadline: Deadline,
    pub via_processor: Option<Time>,
    pub extension: Option<Time>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dpo {
    pub rule: DpoRule,
    pub when: Option<String>,
    pub processors: Option<bool>,
    pub registration: Option<String>,
    pub residency: Option<String>,
}

/// What an export from here takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    pub rule: Fact<ExportRule>,
    pub mechanisms: Vec<Fact<Tool>>,
    /// What the ASEAN model clauses are worth.
    pub clauses: Fact<Standing>,
    /// Whether the countries of destination must be named.
    pub name_countries: Option<Fact<bool>>,
    pub filing: Vec<Fact<Filing>>,
    pub assessment: Option<Fact<Assessment>>,
}

/// A duty to assess a transfer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    pub need: Need,
    /// After so many months the law no longer takes the finding.
    pub valid_months: Option<u32>,
    /// The record is kept so many months.
    pub keep_months: Option<u32>,
    /// The answer of an authority holds so many months.
    pub result_valid_months: Option<u32>,
    pub applies_when: Condition,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Localisation {
    pub applies_to: Binds,
    pub trigger: Trigger,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retention {
    pub rule: Option<String>,
    pub sector: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sensitive {
    pub categories: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Penalty {
    pub what: String,
    pub most: Option<Money>,
    /// A share, with what it is taken of and when it applies.
    pub share: Option<Share>,
    /// When the penalty applies, where it is no share.
    pub when: Option<String>,
    pub prison_years: Option<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    pub amount: u64,
    pub currency: String,
}

/// A percentage, never without its condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Whole per cent.
    pub percent: u32,
    pub of: String,
    pub when: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certification {
    pub id: String,
    /// Whether data may be sent to a recipient who has it.
    pub for_transfers: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titled {
    pub title: String,
}

/// A further duty, or what comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    pub about: About,
    /// Which of several it is.
    pub name: Option<String>,
    /// In years.
    pub age: Option<u8>,
    pub deadline: Deadline,
    /// The day on which something is expected.
    pub expected: Option<Date>,
    /// To whom the notice goes whose contents it tells.
    pub to: Option<To>,
    /// What that notice has to hold.
    pub items: Vec<NoticeItem>,
}

/// How a place reads when data goes there. Grades run from 1, good, to 5, poor; the text of each is the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    pub law: Fact<Grade>,
    pub regulator: Fact<Grade>,
    pub access: Fact<Grade>,
    pub oversight: Fact<Grade>,
    pub redress: Fact<Grade>,
    pub transparency: Fact<Grade>,
    pub concern: Fact<Worry>,
    /// Whether importers may be bound to secrecy or to decrypt.
    pub gag_or_decryption_duty: Option<Fact<bool>>,
}

/// 1 good to 5 poor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grade(pub(super) u8);

impl Grade {
    /// 1 to 5.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// The concern in one word, and where it is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worry {
    pub level: Concern,
    pub except: Vec<(String, Concern)>,
}

impl Recipient {
    /// The six grades with their names, in order.
    #[must_use]
    pub fn grades(&self) -> [(&'static str, &Fact<Grade>); 6] {
        [
            ("law", &self.law),
            ("regulator", &self.regulator),
            ("access", &self.access),
            ("oversight", &self.oversight),
            ("redress", &self.redress),
            ("transparency", &self.transparency),
        ]
    }
}
