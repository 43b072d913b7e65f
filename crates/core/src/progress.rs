//! How far a build probably is, by how long such builds took so far.

use crate::wire::{BuildTime, Template, Transition};

/// An estimate that does not pretend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Progress {
    /// Nobody knows how long such builds take.
    Unknown,
    /// So much of 1 is done; the bar never stands still before its time and never says all.
    Probably {
        /// From 0 to below 1.
        share: f64,
        /// Milliseconds until half of such builds are done; 0 once that is past.
        left_ms: f64,
    },
    /// It takes longer than 95 of 100.
    Longer,
}

/// How much of the bar half of the builds fill.
const HALF: f64 = 0.75;
/// How much the slowest do.
const ALMOST: f64 = 0.97;

/// The estimate for a build that has been worked on for so many milliseconds.
///
/// ```
/// use coder_core::progress::{Progress, progress};
/// use coder_core::wire::BuildTime;
/// let time = BuildTime { p50: Some(10_000), p95: Some(20_000) };
/// assert_eq!(progress(5_000.0, time), Progress::Probably { share: 0.375, left_ms: 5_000.0 });
/// assert_eq!(progress(21_000.0, time), Progress::Longer);
/// ```
pub fn progress(elapsed_ms: f64, time: BuildTime) -> Progress {
    let elapsed = elapsed_ms.max(0.0);
    let Some(p50) = time.p50.or(time.p95).map(f64::from) else { return Progress::Unknown };
    let p95 = time.p95.map_or(p50 * 2.0, f64::from).max(p50);
    if elapsed <= p50 {
        Progress::Probably { share: HALF * elapsed / p50, left_ms: p50 - elapsed }
    } else if elapsed <= p95 {
        let share = HALF + (ALMOST - HALF) * (elapsed - p50) / (p95 - p50);
        Progress::Probably { share, left_ms: 0.0 }
    } else {
        Progress::Longer
    }
}

/// How long a template's builds of this kind take.
pub fn time_of(template: &Template, transition: &Transition) -> BuildTime {
    match transition {
        Transition::Start => template.start,
        Transition::Stop => template.stop,
        Transition::Delete => template.delete,
        Transition::Unknown(_) => BuildTime::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_only_moves_forward_and_never_reaches_the_end() {
        let time = BuildTime { p50: Some(8_000), p95: Some(15_000) };
        let mut last = -1.0;
        for step in 0..=150 {
            let Progress::Probably { share, .. } = progress(f64::from(step) * 100.0, time) else {
                unreachable!("within the usual time")
            };
            assert!(share > last && share < 1.0, "{step}: {share}");
            last = share;
        }
        assert_eq!(progress(15_001.0, time), Progress::Longer);
    }

    #[test]
    fn a_clock_that_is_behind_and_odd_statistics_do_no_harm() {
        let time = BuildTime { p50: Some(8_000), p95: Some(1_000) };
        assert_eq!(progress(-5_000.0, time), Progress::Probably { share: 0.0, left_ms: 8_000.0 });
        assert_eq!(progress(9_000.0, time), Progress::Longer);
        assert_eq!(progress(9_000.0, BuildTime::default()), Progress::Unknown);
        let only = BuildTime { p50: Some(8_000), p95: None };
        assert!(matches!(progress(12_000.0, only), Progress::Probably { .. }));
    }

    #[test]
    fn half_of_the_builds_fill_three_quarters_and_the_slowest_almost_all() {
        let time = BuildTime { p50: Some(8_000), p95: Some(16_000) };
        assert_eq!(progress(0.0, time), Progress::Probably { share: 0.0, left_ms: 8_000.0 });
        assert_eq!(progress(4_000.0, time), Progress::Probably { share: 0.375, left_ms: 4_000.0 });
        assert_eq!(progress(8_000.0, time), Progress::Probably { share: 0.75, left_ms: 0.0 });
        let near = |elapsed: f64, wanted: f64| {
            let Progress::Probably { share, left_ms } = progress(elapsed, time) else { return false };
            (share - wanted).abs() < 1e-9 && left_ms == 0.0
        };
        assert!(near(12_000.0, 0.86) && near(16_000.0, 0.97));
        let only = |p50, p95| BuildTime { p50, p95 };
        assert_eq!(progress(16_001.0, only(Some(8_000), None)), Progress::Longer, "twice the half at most");
        assert!(matches!(progress(16_000.0, only(Some(8_000), None)), Progress::Probably { .. }));
        let slow = Progress::Probably { share: 0.375, left_ms: 4_000.0 };
        assert_eq!(progress(4_000.0, only(None, Some(8_000))), slow, "better one figure than none");
    }

    #[test]
    fn each_kind_of_build_has_its_own_time() {
        let time = |p50| BuildTime { p50: Some(p50), p95: None };
        let template = Template { start: time(1), stop: time(2), delete: time(3), ..Template::default() };
        let of = |transition| time_of(&template, &transition).p50;
        assert_eq!(
            [of(Transition::Start), of(Transition::Stop), of(Transition::Delete)],
            [Some(1), Some(2), Some(3)]
        );
        assert_eq!(of(Transition::Unknown("x".into())), None);
    }
}
