//! What a form for a template begins with.

use super::state::State;
use crate::account::Account;
use crate::browser::Abort;
use crate::spawn::spawn_local;
use coder_core::WorkspacesConfig;
use coder_core::create::{free_name, suggest_name};
use coder_core::endpoint::Call;
use coder_core::json::{Read as _, Readable};
use coder_core::wire::{ParameterValue, Preset, Quota, Template};
use leptos::prelude::*;

/// Returns the name to begin with: of a duplicate the original's next, else the repository's or the user's.
pub(super) fn suggestion(original: Option<&str>, config: &WorkspacesConfig, username: &str) -> String {
    match original {
        Some(original) => free_name(original, std::iter::once(original)),
        None => suggest_name(config.repo_url.as_ref(), username),
    }
}

/// The name that is suggested.
#[derive(Clone, Copy)]
pub(super) struct Naming {
    /// What it is.
    pub suggested: RwSignal<String>,
    /// Whether it is free, as far as that can be known.
    pub is_known: RwSignal<bool>,
}

impl Naming {
    /// Suggests a name that is free, unless another was entered meanwhile.
    pub fn find_free(self, account: &Account, state: State) {
        let Ok(abort) = Abort::new() else { return };
        let signal = abort.signal();
        let abort = StoredValue::new_local(Some(abort));
        on_cleanup(move || drop(abort.try_update_value(Option::take)));
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

/// What decides what a form begins with.
pub(super) struct Chooses {
    pub template: Template,
    /// The preset a draft had; none if it had none.
    pub draft_preset: Option<String>,
    /// Whether there was one.
    pub is_draft: bool,
}

/// Gets what the form needs before it can be evaluated: presets, and what the user gave the last time.
pub(super) fn prepare(
    account: &Account,
    chooses: Chooses,
    state: State,
    presets: RwSignal<Vec<Preset>>,
    ready: RwSignal<bool>,
    quota: RwSignal<Option<Quota>>,
) {
    let Ok(abort) = Abort::new() else { return };
    let signal = abort.signal();
    let abort = StoredValue::new_local(Some(abort));
    on_cleanup(move || drop(abort.try_update_value(Option::take)));
    let account = account.clone();
    spawn_local(async move {
        let Chooses { template, draft_preset, is_draft } = chooses;
        let version = &template.active_version_id;
        // All of these only help: without them the form is longer, not impossible.
        let answer = account.call(&Call::presets(version), &signal).await;
        let all = answer.ok().filter(|value| !value.is_null());
        // A preset that cannot be read is one less.
        let all = all.and_then(|value| Readable::<Preset>::read(&value).ok());
        let all = all.map(|all| all.items).unwrap_or_default();
        let answer = account.call(&Call::autofill(&template.id), &signal).await;
        let filled =
            answer.ok().and_then(|value| Vec::<ParameterValue>::read(&value).ok()).unwrap_or_default();
        if signal.aborted() {
            return;
        }
        let _ = state.form.try_update(|form| {
            form.preset = match is_draft {
                true => all.iter().find(|preset| Some(&preset.id) == draft_preset.as_ref()).cloned(),
                false => all.iter().find(|preset| preset.default && form.agrees_with(preset)).cloned(),
            };
            form.fill(filled.into_iter().map(|value| (value.name, value.value)));
        });
        let _ = presets.try_set(all);
        let _ = ready.try_set(true);
        let answer = account.call(&Call::quota(&template.organization_id), &signal).await;
        let known = answer.ok().and_then(|value| Quota::read(&value).ok());
        let _ = quota.try_set(known);
    });
}
