//! The life of a link, explored: every interleaving of two replicas, and many random lives of up to four.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a failed assumption fails the test")]

mod actors;
mod exhaustive;
mod random;
mod world;
