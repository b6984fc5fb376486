//! Words for how a clock stands.

use jiff::{Timestamp, tz::TimeZone};

use super::standing::Remark;
use crate::jurisdiction::From;

/// The word of an event that starts a clock, for whoever waits for it.
#[must_use]
pub(super) const fn comes(event: From) -> &'static str {
    match event {
        From::Occurrence => "the breach has happened",
        From::Discovery => "it is discovered",
        From::Awareness => "you become aware of it",
        From::Belief => "there is reason to believe in it",
        From::Assessment => "the assessment ends that it must be told",
        From::FirstNotice => "the first notice has been given",
        _ => "its event comes",
    }
}

/// What was done at an event, as the command line and a file name it.
#[must_use]
pub const fn key(event: From) -> &'static str {
    match event {
        From::Occurrence => "occurred",
        From::Discovery => "discovered",
        From::Awareness => "aware",
        From::Belief => "believed",
        From::Assessment => "assessed",
        From::FirstNotice => "told",
        _ => "",
    }
}

/// `2026-12-01 22:10 +08:00`, in a zone.
#[must_use]
pub(super) fn local(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M %:z").to_string()
}

/// `2026-12-01T14:10Z`.
#[must_use]
pub(super) fn utc(at: Timestamp) -> String {
    at.to_zoned_datetime(TimeZone::UTC).strftime("%Y-%m-%dT%H:%MZ").to_string()
}

impl Remark {
    /// What a reader is told; moments are shown in a zone.
    #[must_use]
    pub(super) fn words(self, zone: &TimeZone) -> String {
        match self {
            Self::EventNotGiven { asked, counted } => {
                let (asked, counted) = (key(asked), key(counted));
                format!("the law counts from `{asked}`, which is not given; counted from `{counted}`")
            }
            Self::NoEventNamed { counted } => {
                format!("no event is named; counted from `{}`, the earliest that is given", key(counted))
            }
            Self::FirstDayUnsaid { otherwise } => format!(
                "whether the first day counts is not said; the stricter is shown, the other ends {}",
                local(otherwise, zone)
            ),
            Self::ZoneUnknown => "the time zone of the place is not known here; days are taken as 24 hours".to_owned(),
            Self::WorkingDays => "working days are Monday to Friday; public holidays are not known".to_owned(),
            Self::AssessmentOver => {
                "the assessment took longer than it may; counted from the day by which it had to end".to_owned()
            }
            Self::Disputed => "sources disagree".to_owned(),
            Self::Unsure => "unsure: little confidence, or no text was opened".to_owned(),
            Self::Stale => "stale: the fact is older than a year, or past its last day".to_owned(),
            Self::ToldBefore => "told before the event from which its time runs".to_owned(),
            Self::ToldLate => "told after its time".to_owned(),
        }
    }
}
