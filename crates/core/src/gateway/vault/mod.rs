//! The life of a link: when its credential is used, refreshed, ended or removed, with several replicas on one database.
//!
//! Coder rotates: a refresh ends the former access token and the former refresh token, and a user has one grant per
//! application. So only one replica may refresh a link at a time, and what Coder answers must be stored before it is used.
//! A backend runs [`LinkUse`] for each request: it executes a [`LinkStep`] and reports its [`Outcome`], until a step is the
//! last one. The rules hold under these assumptions:
//!
//! - The clocks of two replicas differ by [`SKEW_MS`] at most.
//! - Coder acts on a refresh within [`REFRESH_TIMEOUT_MS`], or not at all: who gives up closes the connection.
//! - An answered grant is stored within [`STORE_MS`].
//!
//! Then a grant is lost only if a replica, or the answer, is lost between Coder's refresh and the write. The next request
//! finds that out, removes the link, and its user links again. `tests/vault` explores all this.

mod link_use;
mod pacer;

pub use link_use::{LinkPurpose, LinkRow, LinkStep, LinkUse, Moment, Outcome, Phase};
pub use pacer::Pacer;

/// An access token is refreshed if it lasts no longer than this, in milliseconds.
pub const REFRESH_BEFORE_MS: i64 = 120_000;
/// The time limit of a refresh, in milliseconds.
pub const REFRESH_TIMEOUT_MS: i64 = 5_000;
/// The time that a claim may take, in milliseconds; a slower one is given back unused.
pub const CLAIM_MS: i64 = 2_500;
/// The time in which an answered grant is stored, in milliseconds.
pub const STORE_MS: i64 = 2_500;
/// The difference between the clocks of two replicas, in milliseconds.
pub const SKEW_MS: i64 = 5_000;
/// The time for which one replica may refresh a link, in milliseconds: nobody else does while a refresh or its write may
/// still come.
pub const LEASE_MS: i64 = CLAIM_MS + REFRESH_TIMEOUT_MS + STORE_MS + SKEW_MS;
/// The time for which a request waits for another replica, in milliseconds: until the lease of a lost one is over.
pub const WAIT_MS: i64 = LEASE_MS + SKEW_MS + POLL_MS + POLL_JITTER_MS;
/// The shortest time between two reads of a link that another replica refreshes, in milliseconds.
const POLL_MS: i64 = 50;
/// The time by which that is varied, in milliseconds.
const POLL_JITTER_MS: i64 = 150;
/// The longest time between two reads of a link while the refreshes are too many, in milliseconds.
const LONGEST_POLL_MS: i64 = 1_000;
/// The number of tokens that one request tries. Each is another one, so the link changes all the time.
const MAX_REFUSALS: u32 = 3;
