//! A moment, with the offset from UTC in which somebody wrote it down.

use std::{fmt, str::FromStr};

use jiff::{
    Timestamp,
    fmt::temporal::Pieces,
    tz::{Offset, TimeZone},
};

/// A moment; moments are ordered by when they are, wherever they were written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub at: Timestamp,
    /// The offset in which it was written.
    pub offset: Offset,
}

/// Why a text is no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoMoment {
    #[error("it has no time zone; write one behind it, such as `2026-11-28T22:10+08:00`")]
    NoZone,
    #[error("it has no time of day; write one with its zone, such as `2026-11-28T22:10+08:00`")]
    NoTime,
    #[error("a moment such as `2026-11-28T22:10+08:00` was expected")]
    Nothing,
}

impl FromStr for Moment {
    type Err = NoMoment;

    /// Reads `2026-11-28T22:10+08:00`, also with seconds, a blank for the `T`, or `Z` for UTC.
    fn from_str(text: &str) -> Result<Self, NoMoment> {
        let pieces = Pieces::parse(text.trim()).map_err(|_| NoMoment::Nothing)?;
        let Some(time) = pieces.time() else { return Err(NoMoment::NoTime) };
        let offset = pieces.to_numeric_offset().ok_or(NoMoment::NoZone)?;
        let at = offset.to_timestamp(pieces.date().to_datetime(time)).map_err(|_| NoMoment::Nothing)?;
        Ok(Self { at, offset })
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.at, self.offset).cmp(&(other.at, other.offset))
    }
}

/// `2026-11-28 22:10 +08:00`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zoned = self.at.to_zoned_datetime(TimeZone::fixed(self.offset));
        write!(f, "{}", zoned.strftime("%Y-%m-%d %H:%M %:z"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_a_day_a_time_and_a_zone() {
        for (text, utc) in [
            ("2026-11-28T22:10+08:00", "2026-11-28T14:10:00Z"),
            ("2026-11-28 22:10:30+07", "2026-11-28T15:10:30Z"),
            ("2026-11-28T22:10Z", "2026-11-28T22:10:00Z"),
            ("2024-02-29T23:59+06:30", "2024-02-29T17:29:00Z"),
        ] {
            let moment: Moment = text.parse().unwrap_or_else(|why| panic!("{text}: {why}"));
            assert_eq!(moment.at.to_string(), utc, "{text}");
        }
        for (text, why) in [
            ("2026-11-28T22:10", NoMoment::NoZone),
            ("2026-11-28", NoMoment::NoTime),
            ("yesterday", NoMoment::Nothing),
            ("", NoMoment::Nothing),
            ("2026-02-29T10:00+08:00", NoMoment::Nothing),
            ("2026-11-28T25:10+08:00", NoMoment::Nothing),
        ] {
            assert_eq!(text.parse::<Moment>(), Err(why), "{text}");
        }
    }
}
