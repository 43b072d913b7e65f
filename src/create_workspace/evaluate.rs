//! Evaluates the parameters of a form after changes, debounced while typing. Only the response to the latest request
//! is used.

use super::form_state::FormState;
use crate::browser::CallError;
use crate::effect::effect;
use crate::latest_request::LatestRequest;
use crate::session::Account;
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::create::{ResolvedParameters, RichParameter};
use coder_core::json::FromJson as _;
use coder_core::models::Template;
use coder_core::request::Request;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// Debounce of the evaluation while typing, in milliseconds, as in Coder's dashboard.
const DEBOUNCE_MS: u32 = 500;

/// The template version whose parameters are evaluated.
#[derive(Clone)]
pub(super) struct TemplateVersion {
    /// The version's UUID.
    pub id: String,
    /// Whether the template uses the classic flow, with static parameters.
    pub classic: bool,
}

impl TemplateVersion {
    /// Returns the active version of a template.
    pub fn active(template: &Template) -> Self {
        Self { id: template.active_version_id.clone(), classic: template.use_classic_parameter_flow }
    }
}

/// Evaluates the form at once, and again after every change, until the current owner is cleaned up.
pub(super) fn sync_evaluation(account: &Account, version: TemplateVersion, state: FormState) {
    let request = LatestRequest::new();
    let timer = StoredValue::new_local(None::<SendWrapper<Timeout>>);
    on_cleanup(move || drop(timer.try_update_value(Option::take)));
    let account = account.clone();
    effect(move || {
        let (count, typing) = state.changed.get();
        if version.classic && count > 0 && state.evaluation.read_untracked().is_some() {
            return;
        }
        state.evaluating.set(true);
        // A pending response belongs to an earlier state of the form, also while the user is still typing.
        request.abort();
        let (account, version) = (account.clone(), version.clone());
        let send = move || {
            let Some(signal) = request.begin() else { return };
            spawn_local(async move {
                let result = evaluate(&account, &version, state, &signal).await;
                if signal.aborted() {
                    return;
                }
                match result {
                    Err(CallError::Aborted | CallError::SignedOut) => return,
                    Err(CallError::Failed(error)) => {
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
            timer.set_value(Some(SendWrapper::new(Timeout::new(DEBOUNCE_MS, send))));
        } else {
            timer.set_value(None);
            send();
        }
    });
}

async fn evaluate(
    account: &Account,
    version: &TemplateVersion,
    state: FormState,
    signal: &web_sys::AbortSignal,
) -> Result<ResolvedParameters, CallError> {
    if version.classic {
        let value = account.call(&Request::rich_parameters(&version.id), signal).await?;
        let all = Vec::<RichParameter>::from_json(&value).map_err(Error::from)?;
        return Ok(ResolvedParameters {
            diagnostics: Vec::new(),
            parameters: all.into_iter().map(|classic| classic.0).collect(),
        });
    }
    let owner = account.state().read_untracked().user().map(|user| user.id.clone()).unwrap_or_default();
    let inputs = state.form.try_read_untracked().map(|form| form.inputs()).ok_or(CallError::Aborted)?;
    let value = account.call(&Request::evaluate_parameters(&version.id, &owner, &inputs), signal).await?;
    Ok(ResolvedParameters::from_json(&value).map_err(Error::from)?)
}
