//! Polls the workspace of the details view: often while it changes, rarely while it does not.

use super::context::Details;
use crate::browser::{CallError, next_poll, now_ms};
use crate::latest_request::LatestRequest;
use crate::session::Account;
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::polling::{Pace, Poll};
use coder_core::status::is_any_transitioning;
#[allow(
    unused_imports,
    reason = "signals of Leptos have their methods by traits, those of leptos-compact by themselves"
)]
use leptos::prelude::*;

/// Polls the workspace until it no longer exists or the current owner is cleaned up.
pub(super) fn poll_workspace(account: &Account, details: &Details) {
    let Some(signal) = LatestRequest::new().begin() else { return };
    let (account, workspace, is_deleted) = (account.clone(), details.workspace.clone(), details.is_deleted);
    let id = workspace.read_untracked().id.clone();
    let follow = account.follow_workspace(&id);
    spawn_local(async move {
        let mut poll = Poll::new(Pace::details(account.tuning().idle_poll_ms));
        loop {
            match account.fetch_workspace(&id, &signal).await {
                Err(CallError::Failed(Error::Gone(_) | Error::NotFound(_))) => {
                    let _ = is_deleted.try_set(true);
                    return;
                }
                Err(CallError::Aborted | CallError::SignedOut) => return,
                Err(CallError::Failed(error)) if error.is_transient() => poll.failed(&error, now_ms()),
                // The list reports errors of the deployment.
                Ok(_) | Err(CallError::Failed(_)) => {
                    poll.succeeded(is_any_transitioning(&workspace.read_untracked()))
                }
            }
            if !next_poll(&poll, &follow.state, &signal).await {
                return;
            }
            poll.keep_pace(Pace::details(account.tuning().idle_poll_ms));
        }
    });
}
