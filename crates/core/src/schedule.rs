//! Autostart schedules: the subset of Coder's cron expressions that consists of a time and days of the week.

use crate::time_distance::MINUTE_MS;
use std::fmt;

/// Minimum time until a deadline, in milliseconds: half an hour by Coder's rule, and a minute for clock differences.
pub const MIN_DEADLINE_MS: f64 = 31.0 * MINUTE_MS;
/// Maximum autostop time, in hours: 30 days.
pub const MAX_AUTOSTOP_HOURS: f64 = 720.0;

/// A time of day on days of the week.
///
/// Coder accepts more cron expressions than this type can represent; those are kept as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The IANA time zone; empty for the deployment's time zone.
    pub zone: String,
    /// The hour, from 0 to 23.
    pub hour: u8,
    /// The minute, from 0 to 59.
    pub minute: u8,
    /// Whether the schedule applies on each day of the week, beginning with Sunday.
    pub days: [bool; 7],
}

impl Schedule {
    /// Parses an expression like `CRON_TZ=Europe/Berlin 30 9 * * 1-5`; `None` if it has more than a time and days.
    pub fn parse(line: &str) -> Option<Self> {
        let mut fields = line.split_whitespace().peekable();
        let zone = fields
            .next_if(|word| word.starts_with("CRON_TZ="))
            .map(|word| word.trim_start_matches("CRON_TZ=").to_owned())
            .unwrap_or_default();
        let fields: Vec<&str> = fields.collect();
        let [minute, hour, "*", "*", days] = fields.as_slice() else { return None };
        let minute = minute.parse().ok().filter(|minute| *minute < 60)?;
        let hour = hour.parse().ok().filter(|hour| *hour < 24)?;
        Some(Self { zone, hour, minute, days: parse_days(days)? })
    }

    /// Parses the value of a time input, like `09:30`.
    pub fn parse_time(text: &str) -> Option<(u8, u8)> {
        let (hour, minute) = text.split_once(':')?;
        // Some browsers append seconds.
        let minute = minute.split(':').next()?;
        let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour < 24 && minute < 60).then_some((hour, minute))
    }

    /// Returns the ranges of successive days, from Monday, each as its first and its last day. A range can end on
    /// Sunday, which is day 0.
    pub fn day_ranges(&self) -> Vec<(usize, usize)> {
        let mut ranges: Vec<(usize, usize)> = Vec::new();
        for day in (1..=7).filter(|day| self.days[day % 7]) {
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == day => *last = day,
                _ => ranges.push((day, day)),
            }
        }
        ranges.into_iter().map(|(first, last)| (first % 7, last % 7)).collect()
    }

    /// Formats the time for a time input.
    pub fn time(&self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }
}

const NAMES: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

fn parse_days(text: &str) -> Option<[bool; 7]> {
    if text == "*" {
        return Some([true; 7]);
    }
    let day = |word: &str| {
        let number = word.parse::<usize>().ok().filter(|day| *day <= 7).map(|day| day % 7);
        number.or_else(|| NAMES.iter().position(|name| name.eq_ignore_ascii_case(word)))
    };
    let mut days = [false; 7];
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = (day(first)?, day(last)?);
        // Cron ranges do not wrap around the end of the week, except for Sunday as 7.
        let last = if last < first { last + 7 } else { last };
        if last > 7 {
            return None;
        }
        (first..=last).for_each(|day| days[day % 7] = true);
    }
    Some(days)
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.zone.is_empty() {
            write!(f, "CRON_TZ={} ", self.zone)?;
        }
        let days = if self.days.iter().all(|day| *day) {
            "*".to_owned()
        } else {
            let chosen: Vec<String> =
                (0..7).filter(|day| self.days[*day]).map(|day| day.to_string()).collect();
            chosen.join(",")
        };
        write!(f, "{} {} * * {days}", self.minute, self.hour)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn a_time_on_days_is_read_and_written() {
        let schedule = Schedule::parse("CRON_TZ=Europe/Berlin 30 9 * * 1-5").unwrap();
        assert_eq!((schedule.zone.as_str(), schedule.time().as_str()), ("Europe/Berlin", "09:30"));
        assert_eq!(schedule.days, [false, true, true, true, true, true, false]);
        assert_eq!(schedule.to_string(), "CRON_TZ=Europe/Berlin 30 9 * * 1,2,3,4,5");
        assert_eq!(Schedule::parse(&schedule.to_string()).unwrap(), schedule);
        assert_eq!(Schedule::parse("0 7 * * *").unwrap().to_string(), "0 7 * * *");
    }

    #[test]
    fn successive_days_are_ranges_of_a_week_that_begins_on_monday() {
        let ranges = |text: &str| Schedule::parse(&format!("0 0 * * {text}")).unwrap().day_ranges();
        assert_eq!(ranges("1-5"), [(1, 5)]);
        assert_eq!(ranges("*"), [(1, 0)]);
        assert_eq!(ranges("0,1,3,4,6"), [(1, 1), (3, 4), (6, 0)]);
        assert_eq!(ranges("0"), [(0, 0)]);
    }

    #[test]
    fn days_may_be_names_lists_and_a_second_sunday() {
        let days = |text: &str| Schedule::parse(&format!("0 0 * * {text}")).map(|s| s.days);
        assert_eq!(days("MON,fri"), days("1,5"));
        assert_eq!(days("6-7"), days("0,6"));
        assert_eq!(days("7"), days("0"));
        assert_eq!(days("8"), None);
        assert_eq!(days("someday"), None);
        assert_eq!(days("5-1"), None);
    }

    #[test]
    fn what_says_more_is_left_as_it_is() {
        for line in [
            "*/5 9 * * 1",
            "0 9 1 * *",
            "0 9 * JAN 1",
            "0 24 * * 1",
            "60 9 * * 1",
            "",
            "@daily",
            "0 9-17 * * *",
        ] {
            assert_eq!(Schedule::parse(line), None, "{line}");
        }
    }

    #[test]
    fn a_fields_time_is_checked() {
        assert_eq!(Schedule::parse_time("09:30"), Some((9, 30)));
        assert_eq!(Schedule::parse_time("23:59:00"), Some((23, 59)));
        for text in ["", "9", "24:00", "10:60", "x:y"] {
            assert_eq!(Schedule::parse_time(text), None, "{text}");
        }
    }

    #[test]
    fn the_ends_of_the_day_and_of_the_hour_are_times() {
        for (line, time) in [("0 0 * * *", "00:00"), ("59 23 * * *", "23:59")] {
            assert_eq!(Schedule::parse(line).map(|s| s.time()).as_deref(), Some(time), "{line}");
        }
        assert_eq!(Schedule::parse_time("00:00"), Some((0, 0)));
        assert_eq!(Schedule::parse_time("24:60"), None);
        assert_eq!(Schedule::parse("0 0 * *"), None);
        assert_eq!(Schedule::parse("TZ=UTC 0 0 * * *"), None);
    }

    #[test]
    fn each_day_is_its_own() {
        let days = |text: &str| Schedule::parse(&format!("0 0 * * {text}")).map(|s| s.days);
        for (number, name) in NAMES.iter().enumerate() {
            let mut one = [false; 7];
            one[number] = true;
            assert_eq!(days(&number.to_string()), Some(one), "{number}");
            assert_eq!(days(&name.to_lowercase()), Some(one), "{name}");
        }
        assert_eq!(days("5-7"), Some([true, false, false, false, false, true, true]));
        assert_eq!(days("5-0"), days("5-7"), "Sunday is the end of the week as well");
        assert_eq!(days("1,,2"), None);
        let all = Schedule { zone: String::new(), hour: 7, minute: 5, days: [true; 7] };
        assert_eq!(all.to_string(), "5 7 * * *");
    }
}
