//! Distances between times: how long ago, or in how long. This module chooses the number and the unit; the browser
//! formats them (`Intl.RelativeTimeFormat`), and the words around them are messages ([`crate::i18n`]).
//!
//! Times are milliseconds since 1970.

/// A unit of `Intl.RelativeTimeFormat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Months of 30 days.
    Month,
    /// Years of 365 days.
    Year,
}

/// A time relative to now; negative for the past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelativeTime {
    /// The number of units.
    pub amount: i32,
    /// The unit.
    pub unit: Unit,
}

/// One minute in milliseconds.
pub const MINUTE_MS: f64 = 60_000.0;
/// One hour in milliseconds.
pub const HOUR_MS: f64 = 60.0 * MINUTE_MS;

const UNITS: [(Unit, f64); 5] = [
    (Unit::Year, 365.0 * 24.0 * HOUR_MS),
    (Unit::Month, 30.0 * 24.0 * HOUR_MS),
    (Unit::Day, 24.0 * HOUR_MS),
    (Unit::Hour, HOUR_MS),
    (Unit::Minute, MINUTE_MS),
];

/// Returns the distance from now in the largest unit that it fills.
///
/// The number is truncated, not rounded: a workspace that is shown to stop in two hours must not stop earlier.
///
/// ```
/// use coder_core::time_distance::{HOUR_MS, RelativeTime, Unit, relative_time};
/// assert_eq!(relative_time(0.0, 3.5 * HOUR_MS), RelativeTime { amount: -3, unit: Unit::Hour });
/// ```
pub fn relative_time(then_ms: f64, now_ms: f64) -> RelativeTime {
    let apart = then_ms - now_ms;
    let (unit, length) =
        UNITS.into_iter().find(|(_, length)| apart.abs() >= *length).unwrap_or((Unit::Minute, MINUTE_MS));
    // `as` saturates, and converts NaN to 0.
    RelativeTime { amount: (apart / length) as i32, unit }
}

/// The time of a workspace's last use, as in Coder's dashboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastUsed {
    /// The workspace was never used: Coder sends its zero time.
    Never,
    /// The workspace was used within the last hour. Coder does not record uses more precisely.
    Now,
    /// The workspace was used this long ago.
    Ago(RelativeTime),
}

/// Returns when a workspace was last used. `then_ms` is `None` for an unreadable time, which counts as never.
pub fn last_used(then_ms: Option<f64>, now_ms: f64) -> LastUsed {
    const CENTURY_MS: f64 = 100.0 * 365.0 * 24.0 * HOUR_MS;
    match then_ms {
        Some(then) if now_ms - then < HOUR_MS => LastUsed::Now,
        Some(then) if now_ms - then < CENTURY_MS => LastUsed::Ago(relative_time(then, now_ms)),
        _ => LastUsed::Never,
    }
}

/// The time at which a running workspace stops by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AutoStop {
    /// Within a minute, or overdue.
    Soon,
    /// After this time.
    In(RelativeTime),
}

/// Returns when a workspace with this autostop deadline stops.
pub fn auto_stop(deadline_ms: f64, now_ms: f64) -> AutoStop {
    if deadline_ms - now_ms < MINUTE_MS {
        AutoStop::Soon
    } else {
        AutoStop::In(relative_time(deadline_ms, now_ms))
    }
}

/// Returns the time until a session expires, if the user should be warned.
///
/// A warning is due within `warning_ms`, and within the last quarter of a lifetime of `lifetime_ms`. Coder extends
/// most session tokens while they are used, so a short-lived token in use never comes that close to its expiry.
pub fn expiry_warning(
    expires_ms: f64,
    lifetime_ms: f64,
    warning_ms: f64,
    now_ms: f64,
) -> Option<RelativeTime> {
    let near = if lifetime_ms > 0.0 { warning_ms.min(lifetime_ms / 4.0) } else { warning_ms };
    (expires_ms - now_ms < near).then(|| relative_time(expires_ms.max(now_ms), now_ms))
}

/// Formats a duration like a clock: `0:07`, `12:30`, `1:02:03`. Negative durations count as zero.
pub fn format_elapsed(span_ms: f64) -> String {
    // `as` saturates.
    let seconds = (span_ms.max(0.0) / 1_000.0) as u64;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_MS: f64 = 24.0 * HOUR_MS;

    fn distance(apart: f64) -> (i32, Unit) {
        let RelativeTime { amount, unit } = relative_time(1e12 + apart, 1e12);
        (amount, unit)
    }

    #[test]
    fn a_distance_is_told_in_the_largest_unit_it_fills() {
        assert_eq!(distance(59.0 * MINUTE_MS), (59, Unit::Minute));
        assert_eq!(distance(HOUR_MS), (1, Unit::Hour));
        assert_eq!(distance(-47.9 * HOUR_MS), (-1, Unit::Day));
        assert_eq!(distance(-45.0 * DAY_MS), (-1, Unit::Month));
        assert_eq!(distance(800.0 * DAY_MS), (2, Unit::Year));
        assert_eq!(distance(1_000.0), (0, Unit::Minute));
    }

    #[test]
    fn times_that_make_no_sense_do_not_trap() {
        assert_eq!(distance(f64::INFINITY), (i32::MAX, Unit::Year));
        assert_eq!(distance(f64::NAN), (0, Unit::Minute));
    }

    #[test]
    fn last_used_is_now_within_the_hour_and_never_at_the_servers_zero_time() {
        let now = 1.8e12;
        assert_eq!(last_used(Some(now - 59.0 * MINUTE_MS), now), LastUsed::Now);
        assert_eq!(last_used(Some(now + HOUR_MS), now), LastUsed::Now, "a clock that is behind");
        let ago = LastUsed::Ago(RelativeTime { amount: -3, unit: Unit::Day });
        assert_eq!(last_used(Some(now - 3.0 * DAY_MS), now), ago);
        assert_eq!(last_used(Some(-62_135_596_800_000.0), now), LastUsed::Never);
        assert_eq!(last_used(None, now), LastUsed::Never);
    }

    #[test]
    fn a_deadline_that_is_due_is_soon() {
        assert_eq!(auto_stop(1_000.0, 2_000.0), AutoStop::Soon);
        assert_eq!(auto_stop(90_000.0, 0.0), AutoStop::In(RelativeTime { amount: 1, unit: Unit::Minute }));
    }

    #[test]
    fn the_end_of_a_session_is_told_only_when_it_is_near() {
        let warn = |left: f64, lifetime: f64| expiry_warning(left, lifetime, DAY_MS, 0.0).map(|d| d.amount);
        assert_eq!(warn(5.0 * HOUR_MS, 30.0 * DAY_MS), Some(5));
        assert_eq!(warn(25.0 * HOUR_MS, 30.0 * DAY_MS), None);
        assert_eq!(warn(20.0 * HOUR_MS, DAY_MS), None, "a key of a day is not at its end for a whole day");
        assert_eq!(warn(3.0 * HOUR_MS, DAY_MS), Some(3));
        assert_eq!(warn(-HOUR_MS, DAY_MS), Some(0), "and one that is over is over");
    }

    #[test]
    fn spans_read_as_on_a_clock() {
        let spans = [-5.0, 999.0, 7_000.0, 750_000.0, 3_723_000.0, f64::NAN];
        assert_eq!(spans.map(format_elapsed), ["0:00", "0:00", "0:07", "12:30", "1:02:03", "0:00"]);
    }

    #[test]
    fn a_unit_begins_where_it_is_full() {
        assert_eq!(distance(HOUR_MS - 1.0), (59, Unit::Minute));
        assert_eq!(distance(DAY_MS), (1, Unit::Day));
        assert_eq!(distance(30.0 * DAY_MS), (1, Unit::Month));
        assert_eq!(distance(365.0 * DAY_MS), (1, Unit::Year));
        let now = 1.8e12;
        let an_hour = LastUsed::Ago(RelativeTime { amount: -1, unit: Unit::Hour });
        assert_eq!(last_used(Some(now - HOUR_MS), now), an_hour);
        assert_eq!(last_used(Some(now - 36_500.0 * DAY_MS), now), LastUsed::Never);
        let years = LastUsed::Ago(RelativeTime { amount: -99, unit: Unit::Year });
        assert_eq!(last_used(Some(now - 36_499.0 * DAY_MS), now), years);
        assert_eq!(auto_stop(MINUTE_MS, 0.0), AutoStop::In(RelativeTime { amount: 1, unit: Unit::Minute }));
        assert_eq!(auto_stop(MINUTE_MS + 5.0, 6.0), AutoStop::Soon);
    }

    #[test]
    fn the_last_quarter_of_a_keys_life_begins_behind_three() {
        let warn = |left: f64, lifetime: f64| expiry_warning(left, lifetime, DAY_MS, 0.0).is_some();
        assert!(!warn(6.0 * HOUR_MS, DAY_MS) && warn(6.0 * HOUR_MS - 1.0, DAY_MS));
        assert!(!warn(DAY_MS, 0.0) && warn(DAY_MS - 1.0, 0.0), "a lifetime that nobody told is none");
        let later = expiry_warning(1_000.0 + 2.0 * HOUR_MS, 0.0, DAY_MS, 1_000.0);
        assert_eq!(later, Some(RelativeTime { amount: 2, unit: Unit::Hour }));
    }

    #[test]
    fn what_counts_is_the_time_between_and_not_the_time_itself() {
        let now = 1.8e12;
        assert_eq!(
            auto_stop(now + 2.0 * MINUTE_MS, now),
            AutoStop::In(RelativeTime { amount: 2, unit: Unit::Minute })
        );
        let soon = Some(RelativeTime { amount: 3, unit: Unit::Hour });
        assert_eq!(expiry_warning(now + 3.0 * HOUR_MS, 0.0, DAY_MS, now), soon);
        assert_eq!(expiry_warning(now + 25.0 * HOUR_MS, 0.0, DAY_MS, now), None);
    }
}
