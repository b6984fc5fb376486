//! Which days are worked: Monday to Friday, or as a calendar says that a user puts beside the laws, `holidays/<iso>.ics`.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday, date};

use super::country;
use crate::{
    diag::{Code, Diagnostic, Sink},
    load::PackFile,
    source::{Place, SourceId, Sources},
};

/// Where the calendars lie, one a place, below a folder of data.
pub const FOLDER: &str = "frameworks/holidays";

/// The days of a place on which nobody works. Without a calendar these are Saturday and Sunday, and public holidays are not
/// known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkingDays {
    /// Days of the week without work, from Monday.
    rest: [bool; 7],
    holidays: BTreeSet<Date>,
    /// Month and day of those that come back each year.
    yearly: BTreeSet<(i8, i8)>,
    /// The last day for which the calendar lists holidays; `None` where there is no calendar.
    until: Option<Date>,
}

impl Default for WorkingDays {
    fn default() -> Self {
        let rest = [false, false, false, false, false, true, true];
        Self { rest, holidays: BTreeSet::new(), yearly: BTreeSet::new(), until: None }
    }
}

impl WorkingDays {
    /// Whether that day is worked.
    #[must_use]
    pub fn is_worked(&self, day: Date) -> bool {
        let weekday = usize::from(day.weekday().to_monday_zero_offset().unsigned_abs());
        !(self.rest[weekday] || self.holidays.contains(&day) || self.yearly.contains(&(day.month(), day.day())))
    }

    /// The last day for which a calendar lists holidays; `None` where public holidays are not known.
    #[must_use]
    pub const fn until(&self) -> Option<Date> {
        self.until
    }

    /// What to know of a day that was counted in working days: how much is known of holidays before it.
    #[must_use]
    pub fn caution(&self, counted: Option<Date>) -> String {
        match self.until {
            None if self.rest == Self::default().rest => {
                "Monday to Friday are counted; public holidays are not known here and may make it later".to_owned()
            }
            None => "public holidays are not known here and may make it later".to_owned(),
            Some(until) if counted.is_some_and(|day| day > until) => {
                format!(
                    "the calendar of holidays ends on {until}; holidays after it are not known and may make it later"
                )
            }
            Some(_) => "counted by the calendar of holidays".to_owned(),
        }
    }

    /// Reads a calendar (RFC 5545): each whole-day event is a holiday; one that comes back each week names a day of the weekend
    /// instead of Saturday and Sunday. Whatever could take a day out again is refused. Mistakes are in the sink.
    pub(super) fn read(source: SourceId, sources: &Sources, sink: &mut Sink) -> Self {
        let mut days = Self::default();
        let mut week = [false; 7];
        let mut event = Event::default();
        let mut events = 0_usize;
        let text = &*sources.get(source).text;
        for (range, line) in unfolded(text) {
            let Some((name, value)) = line.split_once(':') else { continue };
            let name = name.to_ascii_uppercase();
            let (name, _) = name.split_once(';').unwrap_or((&name, ""));
            let value = value.trim();
            let told = match (name, value.to_ascii_uppercase().as_str()) {
                ("BEGIN", "VEVENT") => {
                    event = Event::default();
                    Ok(())
                }
                ("END", "VEVENT") => {
                    let ended = std::mem::take(&mut event);
                    events += usize::from(ended.first.is_some() && !ended.cancelled);
                    days.add(&ended, &mut week)
                }
                ("DTSTART", value) => whole_day(value).map(|day| event.first = day),
                ("DTEND", value) => whole_day(value).map(|day| event.end = day),
                ("STATUS", "CANCELLED") => {
                    event.cancelled = true;
                    Ok(())
                }
                ("RRULE", rule) => Repeat::read(rule).map(|repeat| event.repeat = Some(repeat)),
                ("EXDATE" | "RDATE" | "DURATION" | "RECURRENCE-ID", _) => Err(format!("`{name}` is not read")),
                _ => Ok(()),
            };
            if let Err(message) = told {
                sink.push(wrong(message).at(Place::new(source, range)));
            }
        }
        if events == 0 {
            let end = text.len();
            sink.push(wrong("the calendar lists no whole day".to_owned()).at(Place::new(source, 0..end.min(1))));
        }
        if !week.contains(&false) {
            let end = text.len();
            sink.push(wrong("no day of the week is worked".to_owned()).at(Place::new(source, 0..end.min(1))));
        } else if week.contains(&true) {
            days.rest = week;
        }
        days
    }

    fn add(&mut self, event: &Event, week: &mut [bool; 7]) -> Result<(), String> {
        // Part of a day is worked.
        let Some(first) = event.first.filter(|_| !event.cancelled) else { return Ok(()) };
        match &event.repeat {
            Some(Repeat::Weekly(on)) => {
                let own = [first.weekday()];
                for day in if on.is_empty() { own.as_slice() } else { on } {
                    week[usize::from(day.to_monday_zero_offset().unsigned_abs())] = true;
                }
                return Ok(());
            }
            Some(Repeat::Yearly) => {
                self.yearly.insert((first.month(), first.day()));
                return Ok(());
            }
            None => {}
        }
        let last = event.end.and_then(|end| end.yesterday().ok()).unwrap_or(first);
        if last < first || last > first.saturating_add(jiff::Span::new().days(MOST_DAYS)) {
            return Err(format!("a holiday from {first} to {last} is none"));
        }
        let mut day = first;
        while day <= last {
            self.holidays.insert(day);
            day = day.tomorrow().map_err(|_| "a holiday ends after the last day of the calendar".to_owned())?;
        }
        self.until = self.until.max(Some(date(last.year(), 12, 31)));
        Ok(())
    }
}

/// What only the author of a folder of calendars is asked: whether each is read, and is of a place. How many there are.
pub fn check_calendars(files: &[PackFile], sources: &Sources, sink: &mut Sink) -> usize {
    for file in files {
        WorkingDays::read(file.source, sources, sink);
        let code = file.name.strip_suffix(".ics").map(str::to_uppercase);
        if code.as_deref().and_then(country::name).is_none() {
            let message =
                format!("`{}` is the calendar of no place; a country code such as `my.ics` was expected", file.name);
            sink.push(Diagnostic::new(Code::FileName, message).at(Place::new(file.source, 0..0)));
        }
    }
    files.len()
}

/// Days of one holiday, at most.
const MOST_DAYS: i64 = 31;

#[derive(Debug, Default)]
struct Event {
    first: Option<Date>,
    /// The day after its last.
    end: Option<Date>,
    cancelled: bool,
    repeat: Option<Repeat>,
}

#[derive(Debug)]
enum Repeat {
    /// On these days of the week; without one, on that of the event.
    Weekly(Vec<Weekday>),
    Yearly,
}

impl Repeat {
    fn read(rule: &str) -> Result<Self, String> {
        let unread = || format!("`{rule}` is not read; `FREQ=YEARLY`, or `FREQ=WEEKLY` with `BYDAY`, was expected");
        let (mut often, mut on) = (None, Vec::new());
        for (key, value) in rule.split(';').filter_map(|part| part.split_once('=')) {
            match (key, value) {
                ("FREQ", _) => often = Some(value),
                ("BYDAY", _) => on = value.split(',').map(weekday).collect::<Option<_>>().ok_or_else(unread)?,
                ("INTERVAL", "1") | ("WKST", _) => {}
                _ => return Err(unread()),
            }
        }
        match often {
            Some("WEEKLY") => Ok(Self::Weekly(on)),
            Some("YEARLY") if on.is_empty() => Ok(Self::Yearly),
            _ => Err(unread()),
        }
    }
}

fn weekday(code: &str) -> Option<Weekday> {
    Some(match code {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    })
}

/// `20270217`; nothing for a moment of a day.
fn whole_day(value: &str) -> Result<Option<Date>, String> {
    if value.contains('T') {
        return Ok(None);
    }
    let wrong = || format!("`{value}` is no day; eight digits such as `20270217` were expected");
    if value.len() != 8 || !value.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(wrong());
    }
    let number = |range: std::ops::Range<usize>| value[range].parse::<i16>().map_err(|_| wrong());
    let small = |number: i16| i8::try_from(number).map_err(|_| wrong());
    Date::new(number(0..4)?, small(number(4..6)?)?, small(number(6..8)?)?).map(Some).map_err(|_| wrong())
}

fn wrong(message: String) -> Diagnostic {
    Diagnostic::new(Code::BadCalendar, message)
        .help("a calendar of holidays lists whole days, each as a `VEVENT` with `DTSTART;VALUE=DATE:20270217`")
}

/// Lines with those that go on in the next one put together, each with where it begins.
fn unfolded(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let mut lines: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\r', '\n']);
        match (bare.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, before))) => before.push_str(rest),
            _ => lines.push((at..at + bare.len(), bare.to_owned())),
        }
        at += line.len();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jurisdiction::{Counted, Time, due};

    fn calendar(events: &[&str]) -> (WorkingDays, Sink) {
        let events: Vec<String> =
            events.iter().map(|event| format!("BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n")).collect();
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let source = sources.add("my.ics", format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", events.concat()));
        (WorkingDays::read(source, &sources, &mut sink), sink)
    }

    /// The last of so many working days from a day.
    fn last(days: u32, from: Date, events: &[&str]) -> Date {
        let (working, sink) = calendar(events);
        assert!(sink.is_empty(), "{events:?}");
        due(from.at(9, 0, 0, 0), Time::Days(days, Counted::Working), &working).date()
    }

    const TET: &str = "DTSTART;VALUE=DATE:20270205\r\nDTEND;VALUE=DATE:20270212\r\nSUMMARY:Tet";
    const HARI_RAYA: &str = "DTSTART;VALUE=DATE:20270310\r\nDTEND;VALUE=DATE:20270312\r\nSUMMARY:Hari Raya";
    const WEEKEND: &str = "DTSTART;VALUE=DATE:20260102\r\nRRULE:FREQ=WEEKLY;BYDAY=FR,SA\r\nSUMMARY:Weekend";

    #[test]
    fn working_days_over_holidays_equal_a_hand_count() {
        // Thursday, 4 February 2027; the calendar has Friday the 5th to Thursday the 11th.
        assert_eq!(last(2, date(2027, 2, 4), &[TET]), date(2027, 2, 15), "12, 15");
        // Tuesday, 9 March 2027; the 10th and 11th are Wednesday and Thursday.
        assert_eq!(last(7, date(2027, 3, 9), &[HARI_RAYA]), date(2027, 3, 22), "12, 15 to 19, 22");
        // The same where Friday and Saturday are free: Sunday the 14th is the first.
        assert_eq!(last(7, date(2027, 3, 9), &[HARI_RAYA, WEEKEND]), date(2027, 3, 22), "14 to 18, 21, 22");
        assert_eq!(last(1, date(2027, 3, 11), &[HARI_RAYA, WEEKEND]), date(2027, 3, 14));
        // A day that comes back each year, one that is called off, and half a day.
        let yearly = "DTSTART;VALUE=DATE:20200831\r\nRRULE:FREQ=YEARLY";
        assert_eq!(last(1, date(2027, 8, 30), &[yearly]), date(2027, 9, 1));
        let off = "DTSTART;VALUE=DATE:20270831\r\nSTATUS:CANCELLED";
        assert_eq!(last(1, date(2027, 8, 30), &[off, HARI_RAYA]), date(2027, 8, 31));
        assert_eq!(last(1, date(2027, 8, 30), &["DTSTART:20270831T120000Z", HARI_RAYA]), date(2027, 8, 31));
    }

    #[test]
    fn what_is_not_known_is_said() {
        assert!(WorkingDays::default().caution(None).contains("public holidays are not known"));
        let (working, _) = calendar(&[HARI_RAYA]);
        assert_eq!(working.caution(Some(date(2027, 12, 31))), "counted by the calendar of holidays");
        assert!(working.caution(Some(date(2028, 1, 1))).contains("ends on 2027-12-31"));
        let (working, _) = calendar(&[WEEKEND]);
        assert!(working.caution(None).starts_with("public holidays are not known"));
    }

    #[test]
    fn what_could_make_a_day_free_that_is_not_is_refused() {
        for wrong in [
            "DTSTART;VALUE=DATE:20270210\r\nRRULE:FREQ=DAILY",
            "DTSTART;VALUE=DATE:20270210\r\nRRULE:FREQ=YEARLY;UNTIL=20280101",
            "DTSTART;VALUE=DATE:20270210\r\nRRULE:FREQ=WEEKLY;BYDAY=2FR",
            "DTSTART;VALUE=DATE:20270210\r\nEXDATE;VALUE=DATE:20270210",
            "DTSTART;VALUE=DATE:20270210\r\nDTEND;VALUE=DATE:20280210",
            "DTSTART;VALUE=DATE:20271310",
            "DTSTART;VALUE=DATE:ÄÄÄÄ",
            "DTSTART;VALUE=DATE:20260102\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU",
            "SUMMARY:nothing",
        ] {
            assert!(!calendar(&[wrong]).1.is_empty(), "{wrong}");
        }
    }
}
