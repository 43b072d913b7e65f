//! The hint at a repository that the creation form leaves out.

use super::form_state::use_state;
use crate::texts::tf;
use coder_core::WorkspacesConfig;
use coder_core::i18n::Message;
use leptos::prelude::*;
use std::sync::Arc;

/// A hint that the entity's repository is not filled in, because no parameter is configured for it.
#[component]
pub(super) fn MissingRepoHint(
    /// The configuration of the card.
    config: Arc<WorkspacesConfig>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/template_form.css");
    let state = use_state();
    let repo = config.repo_without_param().map(|repo| repo.as_str().to_owned());
    move || {
        let repo = repo.as_deref()?;
        let has_parameters = state.evaluation.read().as_ref().is_some_and(|e| !e.parameters.is_empty());
        has_parameters.then(|| {
            view! {
                class=class,
                <p class="hint">{tf(Message::CreateNoRepoKeys, &[("repo", repo)])}</p>
            }
        })
    }
}
