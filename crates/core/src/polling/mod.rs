//! Polling policy: a pure function from the state of a poll to the delay until its next request. All polls use it:
//! lists, details, logs, builds that an action waits for, external authentication and session checks.
//!
//! The first matching row applies:
//!
//! | state | next request |
//! |---|---|
//! | refused, so that a retry cannot succeed | never |
//! | request limit of the [`Pace`] reached | never |
//! | at rest, and the pace ends at rest | never |
//! | live updates, and no failure | when live updates end |
//! | browser offline | when online again |
//! | page hidden | when visible again; the pace of [`Pace::build`] continues at the slow interval |
//! | failed | after 5, 10, 20 … s, at most two minutes |
//! | changing | after the fast interval of the pace; after a number of requests, the slow one |
//! | not changing | after the slow interval |
//!
//! No request is sent before the time in a response's `Retry-After`.
//!
//! ```
//! use coder_core::polling::{Pace, Poll, PollState};
//!
//! let visible = PollState { visible: true, online: true, live: false, now_ms: 0.0 };
//! let mut poll = Poll::new(Pace::list(5_000, 60_000));
//! poll.succeeded(true);
//! assert_eq!(poll.next(visible, 0.5).ms(), Some(5_000));
//! poll.succeeded(false);
//! assert_eq!(poll.next(visible, 0.5).ms(), Some(60_000));
//! assert_eq!(poll.next(PollState { visible: false, ..visible }, 0.5).ms(), None, "when it is visible again");
//! ```

mod backoff;
mod pace;
mod poll;
mod retry;
#[cfg(test)]
mod tests;

pub use backoff::{FIRST_RETRY_MS, LONGEST_MS};
pub use pace::{IDLE_MS, LIST_ACTIVE_MS, Pace};
pub use poll::{Next, Poll, PollOutcome, PollState};
pub use retry::{LONGEST_WAIT_MS, MAX_RETRIES, RetryCount, retry_after_ms, retry_delay};
