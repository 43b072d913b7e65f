//! The initial values of a creation form: name, preset, and earlier parameter values.

use super::form_state::FormState;
use crate::latest_request::LatestRequest;
use crate::session::Account;
use crate::spawn::spawn_local;
use coder_core::WorkspacesConfig;
use coder_core::create::{free_name, suggest_name};
use coder_core::json::{FromJson as _, Readable};
use coder_core::models::{ParameterValue, Preset, Quota, Template};
use coder_core::request::Request;
use leptos::prelude::*;

/// Returns the initial name: for a duplicate derived from the original's, else from the repository or the user.
pub(super) fn suggestion(account: &Account, original: Option<&str>, config: &WorkspacesConfig) -> String {
    let username = account.state().read_untracked().user().map(|user| user.username.clone());
    match original {
        Some(original) => free_name(original, std::iter::once(original)),
        None => suggest_name(config.repo_url.as_ref(), &username.unwrap_or_default()),
    }
}

/// The suggested name.
#[derive(Clone, Copy)]
pub(super) struct Naming {
    /// The name.
    pub suggested: RwSignal<String>,
    /// Whether the search for a free name has ended.
    pub is_known: RwSignal<bool>,
}

impl Naming {
    /// Searches for a free name and suggests it, unless the user has entered another name by then.
    pub fn find_free(self, account: &Account, state: FormState) {
        let Some(signal) = LatestRequest::new().begin() else { return };
        let (account, suggested) = (account.clone(), self.suggested.get_untracked());
        spawn_local(async move {
            let free = account.free_name(&suggested, false, &signal).await;
            if signal.aborted() {
                return;
            }
            let _ = state.form.try_update(|form| {
                if form.name == suggested {
                    form.name.clone_from(&free);
                }
            });
            let _ = self.suggested.try_set(free);
            let _ = self.is_known.try_set(true);
        });
    }
}

/// The inputs for the initial preset and values of a form.
pub(super) struct InitialSelection {
    pub template: Template,
    /// The UUID of the draft's preset; `None` without a preset.
    pub draft_preset: Option<String>,
    /// Whether a draft was restored.
    pub is_draft: bool,
}

/// Fetches the presets and the user's earlier parameter values, which the first evaluation needs, and then the quota.
pub(super) fn prepare(
    account: &Account,
    chooses: InitialSelection,
    state: FormState,
    presets: RwSignal<Vec<Preset>>,
    ready: RwSignal<bool>,
    quota: RwSignal<Option<Quota>>,
) {
    let Some(signal) = LatestRequest::new().begin() else { return };
    let account = account.clone();
    spawn_local(async move {
        let InitialSelection { template, draft_preset, is_draft } = chooses;
        let version = &template.active_version_id;
        // None of these requests is essential: without their responses, the form is only longer.
        let answer = account.call(&Request::presets(version), &signal).await;
        let all = answer.ok().filter(|value| !value.is_null());
        // Presets with a decode error are omitted.
        let all = all.and_then(|value| Readable::<Preset>::from_json(&value).ok());
        let all = all.map(|all| all.items).unwrap_or_default();
        let answer = account.call(&Request::autofill_parameters(&template.id), &signal).await;
        let filled =
            answer.ok().and_then(|value| Vec::<ParameterValue>::from_json(&value).ok()).unwrap_or_default();
        if signal.aborted() {
            return;
        }
        let _ = state.form.try_update(|form| {
            form.preset = match is_draft {
                true => all.iter().find(|preset| Some(&preset.id) == draft_preset.as_ref()).cloned(),
                false => all.iter().find(|preset| preset.default && form.is_compatible_with(preset)).cloned(),
            };
            form.fill_defaults(filled.into_iter().map(|value| (value.name, value.value)));
        });
        let _ = presets.try_set(all);
        let _ = ready.try_set(true);
        let answer = account.call(&Request::quota(&template.organization_id), &signal).await;
        let result = answer.ok().and_then(|value| Quota::from_json(&value).ok());
        let _ = quota.try_set(result);
    });
}
