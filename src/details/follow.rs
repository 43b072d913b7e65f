//! Keeps a workspace that somebody looks at closely true: often while it changes, now and then while it does not.

use super::Details;
use crate::account::Account;
use crate::browser::{Abort, Failure, now_ms, turn};
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::refresh::{Pace, Poll};
use coder_core::status::{is_agent_changing, is_changing};
use leptos::prelude::*;

/// Looks at the workspace until the current owner is cleaned up.
pub(super) fn follow(account: &Account, details: &Details) {
    let Ok(abort) = Abort::new() else { return };
    let signal = abort.signal();
    let abort = StoredValue::new_local(Some(abort));
    on_cleanup(move || drop(abort.try_update_value(Option::take)));
    let (account, workspace, gone) = (account.clone(), details.workspace.clone(), details.gone);
    let id = workspace.read_untracked().id.clone();
    spawn_local(async move {
        let mut poll = Poll::new(Pace::details(&account.tuning()));
        loop {
            match account.look(&id, &signal).await {
                Err(Failure::Error(Error::Gone(_) | Error::NotFound(_))) => {
                    let _ = gone.try_set(true);
                    return;
                }
                Err(Failure::Canceled) => return,
                Err(Failure::Error(error)) if error.is_transient() => poll.failed(&error, now_ms()),
                // The list says what is wrong with the deployment.
                Ok(_) | Err(Failure::Error(_)) => poll.answered(is_busy(&workspace.read_untracked())),
            }
            if !turn(&poll, &signal).await {
                return;
            }
            poll.keep_pace(Pace::details(&account.tuning()));
        }
    });
}

/// Whether a build, an agent or a startup script is about to change something.
fn is_busy(workspace: &coder_core::wire::Workspace) -> bool {
    is_changing(workspace) || workspace.latest_build.agents().any(is_agent_changing)
}
