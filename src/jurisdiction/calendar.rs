//! When something is due: lengths of time as laws give them, on the calendar.

use jiff::{
    ToSpan,
    civil::{Date, DateTime},
};

use super::{
    holidays::WorkingDays,
    model::{Deadline, Time},
    words::{Counted, FirstDay},
};

/// The first day on which what was made on `day` and holds for `months` does not hold any more: the same day of the month,
/// or the last of a month that is too short for it. Made on 29 February 2024 and valid for three years, a thing lapses on
/// 28 February 2027, which errs to the early side. The end of the calendar stands for what lies beyond it.
#[must_use]
pub fn lapses_on(day: Date, months: u32) -> Date {
    i32::try_from(months).ok().and_then(|months| day.checked_add(months.months()).ok()).unwrap_or(Date::MAX)
}

/// The last day on which what was made on `day` holds for `months`: the day before it lapses.
#[must_use]
pub fn last_valid_day(day: Date, months: u32) -> Date {
    lapses_on(day, months).yesterday().unwrap_or(day)
}

/// The last moment within `time` of `start`: hours run to the minute; days and months run to the end of a day, and the day
/// of the start does not count. Working days are those of the place.
#[must_use]
pub fn due(start: DateTime, time: Time, working: &WorkingDays) -> DateTime {
    let end_of = |day: Date| day.at(23, 59, 59, 0);
    match time {
        Time::Hours(hours) => start.saturating_add(i64::from(hours).hours()),
        Time::Days(days, Counted::Calendar) => end_of(later(start.date(), days)),
        Time::Days(days, Counted::Working) => {
            let mut day = start.date();
            for _ in 0..days {
                day = later(day, 1);
                while !working.is_worked(day) && day < Date::MAX {
                    day = later(day, 1);
                }
            }
            end_of(day)
        }
        Time::Months(months) => end_of(lapses_on(start.date(), months)),
    }
}

/// A day so many days later, or the last of the calendar.
fn later(day: Date, days: u32) -> Date {
    day.saturating_add(i64::from(days).days())
}

impl Deadline {
    /// The last moment that keeps it when it runs from `start` in a place with those working days; `None` where it has no number.
    #[must_use]
    pub fn due(self, start: DateTime, working: &WorkingDays) -> Option<DateTime> {
        let within = self.within?;
        // Where the day of the event counts, the days begin with the one before it.
        let counts = self.first_day == Some(FirstDay::Counts) && matches!(within, Time::Days(..));
        Some(due(if counts { start.saturating_sub(1.day()) } else { start }, within, working))
    }

    /// The last moment that keeps it whichever way it is read: where a law does not say whether the day of the event counts,
    /// it does. `None` where it has no number.
    #[must_use]
    pub fn strictest_due(self, start: DateTime, working: &WorkingDays) -> Option<DateTime> {
        Self { first_day: Some(self.first_day.unwrap_or(FirstDay::Counts)), ..self }.due(start, working)
    }

    /// Hours that pass at the least, whenever it begins; `None` where it has no number.
    #[must_use]
    pub const fn at_least_hours(self) -> Option<u32> {
        match (self.within, self.first_day) {
            // Of a day that counts nothing may be left.
            (Some(Time::Days(days, _)), Some(FirstDay::Counts)) => Some(days.saturating_sub(1) * 24),
            (Some(time), _) => Some(time.at_least_hours()),
            (None, _) => None,
        }
    }
}

impl Time {
    /// Hours that pass at the least, whenever it begins: what a plan can count on.
    #[must_use]
    pub const fn at_least_hours(self) -> u32 {
        match self {
            Self::Hours(hours) => hours,
            Self::Days(days, _) => days * 24,
            Self::Months(months) => months * 28 * 24,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};

    use super::*;

    #[test]
    fn months_end_with_the_month_and_leap_days_fall_back() {
        for (from, months, lapses, last) in [
            (date(2025, 6, 1), 36, date(2028, 6, 1), date(2028, 5, 31)),
            (date(2024, 2, 29), 36, date(2027, 2, 28), date(2027, 2, 27)),
            (date(2024, 2, 29), 48, date(2028, 2, 29), date(2028, 2, 28)),
            (date(2025, 2, 28), 36, date(2028, 2, 28), date(2028, 2, 27)),
            (date(2026, 8, 31), 6, date(2027, 2, 28), date(2027, 2, 27)),
            (date(2023, 8, 31), 6, date(2024, 2, 29), date(2024, 2, 28)),
            (date(2026, 1, 31), 1, date(2026, 2, 28), date(2026, 2, 27)),
            (date(2026, 3, 1), 12, date(2027, 3, 1), date(2027, 2, 28)),
        ] {
            assert_eq!(lapses_on(from, months), lapses, "{from} for {months} months");
            assert_eq!(last_valid_day(from, months), last, "{from} for {months} months");
        }
        assert_eq!(lapses_on(date(2026, 1, 1), u32::MAX), Date::MAX);
    }

    #[test]
    fn hours_run_to_the_minute_and_days_to_their_end() {
        let usual = WorkingDays::default();
        // A Tuesday.
        let start = datetime(2026, 11, 24, 9, 30, 0, 0);
        let end = |year, month, day| datetime(year, month, day, 23, 59, 59, 0);
        for (time, expected) in [
            (Time::Hours(72), datetime(2026, 11, 27, 9, 30, 0, 0)),
            (Time::Days(3, Counted::Calendar), end(2026, 11, 27)),
            (Time::Days(3, Counted::Working), end(2026, 11, 27)),
            (Time::Days(4, Counted::Working), end(2026, 11, 30)),
            (Time::Days(30, Counted::Calendar), end(2026, 12, 24)),
            (Time::Days(30, Counted::Working), end(2027, 1, 5)),
            (Time::Months(1), end(2026, 12, 24)),
        ] {
            assert_eq!(due(start, time, &usual), expected, "{time:?}");
        }
        // From a Saturday the first working day is Monday; over a leap day in February.
        assert_eq!(
            due(datetime(2026, 11, 28, 12, 0, 0, 0), Time::Days(1, Counted::Working), &usual),
            end(2026, 11, 30)
        );
        assert_eq!(due(datetime(2028, 2, 27, 12, 0, 0, 0), Time::Days(3, Counted::Calendar), &usual), end(2028, 3, 1));
        assert_eq!(due(datetime(2027, 1, 31, 12, 0, 0, 0), Time::Months(1), &usual), end(2027, 2, 28));
        // Where the day of the event counts, everything ends a day earlier; hours know no first day.
        let counted = |time| Deadline { within: Some(time), first_day: Some(FirstDay::Counts), ..Deadline::default() };
        for (time, day, hours) in [
            (Time::Days(1, Counted::Calendar), end(2026, 11, 30), 0),
            (Time::Days(3, Counted::Working), end(2026, 12, 2), 48),
            (Time::Hours(72), datetime(2026, 12, 3, 12, 0, 0, 0), 72),
        ] {
            let deadline = counted(time);
            assert_eq!(deadline.due(datetime(2026, 11, 30, 12, 0, 0, 0), &usual), Some(day), "{time:?}");
            assert_eq!(deadline.at_least_hours(), Some(hours), "{time:?}");
        }
    }
}
