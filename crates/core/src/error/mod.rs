//! Errors of requests, distinguished by their remedy.

mod classify;
mod explain;
mod kinds;
mod sign_in;

pub(crate) use classify::{LINK_ENDED, NOT_LINKED, TOKEN_REFUSED};
pub use classify::{Response, json, page};
pub use explain::{Explanation, Remedy, explain};
pub use kinds::{Error, Party, ServerMessage, Unavailable};
pub use sign_in::SignInError;

#[cfg(test)]
mod tests;
