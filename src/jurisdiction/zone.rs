//! The time zones in which days of a law run, by name.
//!
//! They are kept here, so that a time is the same on every machine, whatever its own data of zones is. The rules are those of
//! the IANA time zone database (2025b) as they hold since 2024 or before: no moment of a present incident lies earlier.

use jiff::tz::TimeZone;

/// Name → rule, as POSIX writes it: hours are those that lead to UTC, so they count the other way round.
const ZONES: &[(&str, &str)] = &[
    ("America/New_York", "EST5EDT,M3.2.0,M11.1.0"),
    ("Asia/Bangkok", "<+07>-7"),
    ("Asia/Brunei", "<+08>-8"),
    ("Asia/Dili", "<+09>-9"),
    ("Asia/Dubai", "<+04>-4"),
    ("Asia/Ho_Chi_Minh", "<+07>-7"),
    ("Asia/Hong_Kong", "HKT-8"),
    ("Asia/Jakarta", "WIB-7"),
    ("Asia/Kolkata", "IST-5:30"),
    ("Asia/Kuala_Lumpur", "<+08>-8"),
    ("Asia/Manila", "PST-8"),
    ("Asia/Phnom_Penh", "<+07>-7"),
    ("Asia/Qatar", "<+03>-3"),
    ("Asia/Seoul", "KST-9"),
    ("Asia/Shanghai", "CST-8"),
    ("Asia/Singapore", "<+08>-8"),
    ("Asia/Taipei", "CST-8"),
    ("Asia/Tokyo", "JST-9"),
    ("Asia/Vientiane", "<+07>-7"),
    ("Asia/Yangon", "<+0630>-6:30"),
    ("Australia/Sydney", "AEST-10AEDT,M10.1.0,M4.1.0/3"),
    ("Europe/Brussels", "CET-1CEST,M3.5.0,M10.5.0/3"),
    ("Europe/London", "GMT0BST,M3.5.0/1,M10.5.0"),
    ("Pacific/Auckland", "NZST-12NZDT,M9.5.0,M4.1.0/3"),
    ("UTC", "UTC0"),
];

/// The zone of that name; `None` for one that is not known here, in which no day can be counted.
#[must_use]
pub fn zone(name: &str) -> Option<TimeZone> {
    let (_, rule) = ZONES.iter().find(|(known, _)| *known == name)?;
    TimeZone::posix(rule).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::*;

    /// Hours and minutes ahead of UTC at noon of a day.
    fn ahead(name: &str, month: i8) -> i32 {
        let zone = zone(name).unwrap_or_else(|| panic!("{name} is known"));
        zone.to_zoned_datetime(datetime(2026, month, 15, 12, 0, 0, 0)).expect("noon is a time").offset().seconds() / 60
    }

    #[test]
    fn every_rule_is_read_and_summers_are_where_they_are() {
        for (name, _) in ZONES {
            assert!(zone(name).is_some(), "{name}");
        }
        assert!(ZONES.is_sorted_by_key(|(name, _)| *name));
        for (name, january, july) in [
            ("Asia/Singapore", 480, 480),
            ("Asia/Yangon", 390, 390),
            ("Asia/Kolkata", 330, 330),
            ("Australia/Sydney", 660, 600),
            ("Europe/Brussels", 60, 120),
            ("Europe/London", 0, 60),
            ("America/New_York", -300, -240),
        ] {
            assert_eq!((ahead(name, 1), ahead(name, 7)), (january, july), "{name}");
        }
        assert!(zone("Mars/Olympus").is_none());
    }
}
