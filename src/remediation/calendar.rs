//! When a role that has so many person-days a month gets work done.
//!
//! A month's person-days are spread evenly over its working days, Monday to Friday; public holidays are not known. Work
//! of a role is done one action after another, so no month ever holds more of it than the role has.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

/// Thousandths of a person-day: fine enough that rounding never adds up to a day.
const MILLI: u64 = 1_000;

/// The time of one role.
#[derive(Debug, Clone)]
pub(super) struct Track {
    /// Person-days a month, at least 1.
    capacity: u64,
    /// The first of the month in which the plan starts.
    origin: Date,
    /// Time used or passed since the origin, in thousandths of a person-day.
    position: u64,
    /// The day on which the next work could begin: what `position` comes to.
    free: Date,
}

impl Track {
    /// A role that is free from `start` on.
    pub(super) fn new(capacity: u32, start: Date) -> Self {
        let origin = start.first_of_month();
        let mut track = Self { capacity: u64::from(capacity.max(1)), origin, position: 0, free: start };
        track.position = track.before(start);
        track.free = track.day(track.position + 1);
        track
    }

    /// The first day on which work that may begin on `earliest` can begin.
    pub(super) fn start(&self, earliest: Date) -> Date {
        if earliest <= self.free { self.free } else { working_day(earliest) }
    }

    /// Does `effort` person-days of work, not before `earliest`: its first and last day.
    pub(super) fn work(&mut self, effort: u32, earliest: Date) -> (Date, Date) {
        let from = if earliest <= self.free { self.position } else { self.before(earliest) };
        self.position = from + u64::from(effort) * MILLI;
        let first = self.start(earliest);
        self.free = self.day(self.position + 1);
        (first, self.day(self.position))
    }

    /// Time that has passed before the morning of `day`.
    fn before(&self, day: Date) -> u64 {
        let months = months(self.origin, day);
        let passed = working_days(day.first_of_month()).take_while(|other| *other < day).count() as u64;
        let all = working_days(day.first_of_month()).count() as u64;
        (months * all + passed) * self.capacity * MILLI / all
    }

    /// The day on the evening of which `position` has passed.
    fn day(&self, position: u64) -> Date {
        let month = self.capacity * MILLI;
        let months = i32::try_from((position - 1) / month).unwrap_or(i32::MAX);
        let first = self.origin.checked_add(months.months()).unwrap_or(Date::MAX.first_of_month());
        let rest = (position - 1) % month + 1;
        let all = working_days(first).count() as u64;
        let nth = usize::try_from((rest * all).div_ceil(month)).unwrap_or(1);
        working_days(first).nth(nth.max(1) - 1).unwrap_or(first)
    }
}

/// Whole months from one first of a month to the month of `day`.
fn months(origin: Date, day: Date) -> u64 {
    let count = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month());
    u64::try_from(count(day) - count(origin)).unwrap_or(0)
}

/// Monday to Friday of the month that begins on `first`.
fn working_days(first: Date) -> impl Iterator<Item = Date> {
    first.series(1.day()).take_while(move |day| day.month() == first.month()).filter(|day| works(*day))
}

/// The day itself, or the next on which anybody works.
fn working_day(day: Date) -> Date {
    day.series(1.day()).find(|day| works(*day)).unwrap_or(day)
}

fn works(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The day after.
pub(super) fn next_day(day: Date) -> Date {
    day.tomorrow().unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_of_capacity_is_done_on_the_last_working_day() {
        let mut track = Track::new(10, date(2026, 12, 1));
        assert_eq!(track.work(10, date(2026, 12, 1)), (date(2026, 12, 1), date(2026, 12, 31)));
        assert_eq!(track.work(5, date(2026, 12, 1)), (date(2027, 1, 1), date(2027, 1, 15)));
    }

    #[test]
    fn work_that_waits_begins_on_the_next_working_day() {
        let mut track = Track::new(20, date(2026, 12, 1));
        // 5 December 2026 is a Saturday.
        assert_eq!(track.start(date(2026, 12, 5)), date(2026, 12, 7));
        assert_eq!(track.work(1, date(2026, 12, 5)).0, date(2026, 12, 7));
    }

    #[test]
    fn a_start_in_the_middle_of_a_month_leaves_only_the_rest_of_it() {
        // 12 of the 23 working days of the month are left.
        let mut track = Track::new(23, date(2026, 12, 16));
        let (first, last) = track.work(12, date(2026, 12, 16));
        assert_eq!(first, date(2026, 12, 16));
        assert_eq!(last, date(2026, 12, 31));
    }
}
