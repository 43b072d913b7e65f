//! Keeps a form's parameters true: asks when something has changed and typing rests, and listens to the latest
//! answer only.

use super::state::State;
use crate::account::Account;
use crate::browser::{Abort, Failure};
use crate::effect::effect;
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::create::{Classic, Evaluation};
use coder_core::endpoint::Call;
use coder_core::json::Read as _;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// Milliseconds for which typing rests before it is evaluated, as in Coder's dashboard.
const DEBOUNCE_MS: u32 = 500;

/// A template's version whose parameters are asked for.
#[derive(Clone)]
pub(super) struct Version {
    /// Its UUID.
    pub id: String,
    /// Its parameters are static.
    pub classic: bool,
}

/// Evaluates at once, and again whenever the form changes, until the current owner is cleaned up.
pub(super) fn keep_evaluated(account: &Account, version: Version, state: State) {
    let request = StoredValue::new_local(None::<Abort>);
    let timer = StoredValue::new_local(None::<SendWrapper<Timeout>>);
    on_cleanup(move || {
        drop(request.try_update_value(Option::take));
        drop(timer.try_update_value(Option::take));
    });
    let account = account.clone();
    effect(move || {
        let (count, typing) = state.changed.get();
        if version.classic && count > 0 && state.evaluation.read_untracked().is_some() {
            return;
        }
        state.evaluating.set(true);
        // An answer still on its way is to an older question, also while typing goes on.
        request.set_value(None);
        let (account, version) = (account.clone(), version.clone());
        let ask = move || {
            let Ok(abort) = Abort::new() else { return };
            let signal = abort.signal();
            request.set_value(Some(abort));
            spawn_local(async move {
                let answer = evaluate(&account, &version, state, &signal).await;
                if signal.aborted() {
                    return;
                }
                match answer {
                    Err(Failure::Canceled) => return,
                    Err(Failure::Error(error)) => {
                        let _ = state.error.try_set(Some(error));
                    }
                    Ok(evaluation) => {
                        let _ = state.error.try_set(None);
                        let _ = state.evaluation.try_set(Some(evaluation));
                    }
                }
                let _ = state.evaluating.try_set(false);
            });
        };
        if typing {
            timer.set_value(Some(SendWrapper::new(Timeout::new(DEBOUNCE_MS, ask))));
        } else {
            timer.set_value(None);
            ask();
        }
    });
}

async fn evaluate(
    account: &Account,
    version: &Version,
    state: State,
    signal: &web_sys::AbortSignal,
) -> Result<Evaluation, Failure> {
    if version.classic {
        let value = account.call(&Call::rich_parameters(&version.id), signal).await?;
        let all = Vec::<Classic>::read(&value).map_err(Error::from)?;
        return Ok(Evaluation {
            diagnostics: Vec::new(),
            parameters: all.into_iter().map(|classic| classic.0).collect(),
        });
    }
    let owner = account.state().read_untracked().user().map(|user| user.id.clone()).unwrap_or_default();
    let inputs = state.form.try_read_untracked().map(|form| form.inputs()).ok_or(Failure::Canceled)?;
    let value = account.call(&Call::evaluate(&version.id, &owner, &inputs), signal).await?;
    Ok(Evaluation::read(&value).map_err(Error::from)?)
}
