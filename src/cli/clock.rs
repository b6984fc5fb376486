//! The day and the moment that it is.

use dmf::incident::Moment;
use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// The day that was asked for, else that of `SOURCE_DATE_EPOCH`, else today. The error is about that variable.
pub(crate) fn today(given: Option<Date>) -> Result<Date, String> {
    if let Some(day) = given {
        return Ok(day);
    }
    Ok(match set()? {
        Some(time) => time.to_zoned_datetime(TimeZone::UTC).date(),
        None => Timestamp::now().to_zoned_datetime(zone()).date(),
    })
}

/// The moment that was asked for; else the last of the day that was asked for, in UTC, so that what ends that day has ended;
/// else that of `SOURCE_DATE_EPOCH`, else now. The error is about that variable.
pub(crate) fn now(given: Option<Moment>, day: Option<Date>) -> Result<Timestamp, String> {
    if let Some(moment) = given {
        return Ok(moment.at);
    }
    if let Some(day) = day {
        return TimeZone::UTC.to_timestamp(day.at(23, 59, 59, 0)).map_err(|error| error.to_string());
    }
    Ok(set()?.unwrap_or_else(Timestamp::now))
}

/// The moment of `SOURCE_DATE_EPOCH`.
fn set() -> Result<Option<Timestamp>, String> {
    let Ok(text) = std::env::var("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let seconds = text.trim().parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    seconds.map(Some).ok_or_else(|| format!("SOURCE_DATE_EPOCH is `{text}`; a number of seconds was expected"))
}

/// The time zone of the machine. Its file is read where there is one: to look a zone up by its name, all zones that the
/// system knows are listed first, which takes as long as scoring an organisation.
fn zone() -> TimeZone {
    let file = || std::fs::read("/etc/localtime").ok();
    let local = || file().and_then(|data| TimeZone::tzif("local", &data).ok());
    std::env::var_os("TZ").is_none().then(local).flatten().unwrap_or_else(TimeZone::system)
}
