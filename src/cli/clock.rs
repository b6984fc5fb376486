//! The day that it is.

use jiff::{civil::Date, tz::TimeZone};

/// The day that was asked for, else that of `SOURCE_DATE_EPOCH`, else today. The error is about that variable.
pub(crate) fn today(given: Option<Date>) -> Result<Date, String> {
    if let Some(day) = given {
        return Ok(day);
    }
    match std::env::var("SOURCE_DATE_EPOCH") {
        Err(_) => Ok(jiff::Timestamp::now().to_zoned_datetime(zone()).date()),
        Ok(text) => text
            .trim()
            .parse()
            .ok()
            .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
            .map(|time| time.to_zoned_datetime(TimeZone::UTC).date())
            .ok_or_else(|| format!("SOURCE_DATE_EPOCH is `{text}`; a number of seconds was expected")),
    }
}

/// The time zone of the machine. Its file is read where there is one: to look a zone up by its name, all zones that the
/// system knows are listed first, which takes as long as scoring an organisation.
fn zone() -> TimeZone {
    let file = || std::fs::read("/etc/localtime").ok();
    let local = || file().and_then(|data| TimeZone::tzif("local", &data).ok());
    std::env::var_os("TZ").is_none().then(local).flatten().unwrap_or_else(TimeZone::system)
}
