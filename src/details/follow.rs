//! Keeps a workspace that somebody looks at closely true: often while it changes, now and then while it does not.

use super::Details;
use crate::account::Account;
use crate::browser::{Abort, Failure, Page};
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::status::is_changing;
use coder_core::wire::AgentLifecycle;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

/// Milliseconds between looks while something changes.
pub(super) const OFTEN_MS: u32 = 1_500;

/// Looks at the workspace until the current owner is cleaned up.
pub(super) fn follow(account: &Account, details: &Details) {
    let Ok(abort) = Abort::new() else { return };
    let signal = abort.signal();
    let abort = StoredValue::new_local(Some(abort));
    on_cleanup(move || drop(abort.try_update_value(Option::take)));
    let (account, workspace, gone) = (account.clone(), details.workspace.clone(), details.gone);
    let id = workspace.read_untracked().id.clone();
    spawn_local(async move {
        loop {
            if Page::is_visible() && Page::is_online() {
                match account.look(&id, &signal).await {
                    Err(Failure::Error(Error::Gone(_) | Error::NotFound(_))) => {
                        let _ = gone.try_set(true);
                        return;
                    }
                    Err(Failure::Canceled) => return,
                    // The list says what is wrong with the deployment.
                    Ok(_) | Err(Failure::Error(_)) => {}
                }
            }
            let busy = is_busy(&workspace.read_untracked());
            TimeoutFuture::new(if busy { OFTEN_MS } else { account.tuning().idle_poll_ms }).await;
            while !Page::is_visible() && !signal.aborted() {
                TimeoutFuture::new(OFTEN_MS).await;
            }
            if signal.aborted() {
                return;
            }
        }
    });
}

/// Whether a build, an agent or a startup script is about to change something.
pub(super) fn is_busy(workspace: &coder_core::wire::Workspace) -> bool {
    let scripts = || {
        workspace.latest_build.agents().any(|agent| {
            matches!(agent.lifecycle_state, AgentLifecycle::Created | AgentLifecycle::Starting)
                && agent.healthy
        })
    };
    is_changing(workspace) || scripts()
}
