//! The limit of refreshes at a deployment.

/// The length of the window, in milliseconds.
const WINDOW_MS: i64 = 60_000;
/// The number of refreshes in a window.
const MOST: usize = 10;

/// The refreshes that this process sent to one deployment in the last minute: ten at most.
///
/// Coder is to limit each address to 60 requests to its OAuth 2.0 provider a minute, and all users of a backend have one
/// address. A limit that replicas share would need a row that all of them write; so each has a third of thirty, which leaves
/// three replicas half of Coder's limit, and links and revocations the other half. With more than six replicas Coder may
/// answer 429, which ends no link.
///
/// ```
/// use coder_core::gateway::vault::Pacer;
/// let mut pacer = Pacer::default();
/// assert!((0..10).all(|_| pacer.take(1_000)));
/// assert!(!pacer.take(31_000));
/// assert_eq!(pacer.wait_ms(31_000), 30_000);
/// assert!(pacer.take(61_000));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Pacer {
    /// The times of the refreshes, in milliseconds.
    pub sent_ms: Vec<i64>,
}

impl Pacer {
    /// Returns the time until the next refresh may be sent, in milliseconds.
    pub fn wait_ms(&self, now_ms: i64) -> i64 {
        let mut ages: Vec<i64> = self.sent_ms.iter().map(|sent| age(*sent, now_ms)).collect();
        ages.sort_unstable();
        // The window is full until the tenth youngest has left it.
        ages.get(MOST - 1).map_or(0, |age| (WINDOW_MS - age).max(0))
    }

    /// Counts a refresh that is sent now; returns whether it may be sent.
    pub fn take(&mut self, now_ms: i64) -> bool {
        let is_free = self.wait_ms(now_ms) == 0;
        // A clock that was set back must not keep the window full for longer than a minute.
        self.sent_ms.iter_mut().for_each(|sent| *sent = (*sent).min(now_ms));
        self.sent_ms.retain(|sent| age(*sent, now_ms) < WINDOW_MS);
        if is_free {
            self.sent_ms.push(now_ms);
        }
        is_free
    }
}

fn age(sent_ms: i64, now_ms: i64) -> i64 {
    now_ms.saturating_sub(sent_ms).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_minute_has_more_than_ten_refreshes() {
        let mut pacer = Pacer::default();
        let sent: Vec<i64> = (0..600_000).step_by(700).filter(|now| pacer.take(*now)).collect();
        assert!(sent.len() >= 100, "{}", sent.len());
        for window in sent.windows(MOST + 1) {
            assert!(window[MOST] - window[0] >= WINDOW_MS, "{window:?}");
        }
    }

    #[test]
    fn a_slot_is_free_after_the_time_it_says() {
        let mut pacer = Pacer::default();
        while pacer.take(5_000) {}
        let wait = pacer.wait_ms(17_000);
        assert_eq!(wait, 48_000);
        assert!(!pacer.take(17_000 + wait - 1));
        assert!(pacer.take(17_000 + wait));
    }

    #[test]
    fn a_clock_that_is_set_back_delays_refreshes_by_a_minute_at_most() {
        let mut pacer = Pacer::default();
        while pacer.take(9_000_000) {}
        assert_eq!(pacer.wait_ms(1_000), WINDOW_MS);
        assert!(!pacer.take(1_000));
        assert!(pacer.take(61_000));
    }
}
