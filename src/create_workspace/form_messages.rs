//! The messages of a creation form that belong to no field.

use super::form_state::{or_rejected, use_state};
use crate::texts::{t, tf};
use crate::ui::{Icon, IconName};
use coder_core::WorkspacesConfig;
use coder_core::i18n::Message;
use coder_core::models::Quota;
use coder_core::status::StatusIcon;
use leptos::prelude::*;
use std::sync::Arc;

/// Coder's field errors that belong to no shown field.
#[component]
pub(super) fn UnmatchedErrors() -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/form.css");
    let state = use_state();
    move || {
        let form = state.form.read();
        let evaluation = state.evaluation.read();
        let parameters = evaluation.as_ref().map(|e| e.parameters.as_slice()).unwrap_or_default();
        let messages: Vec<String> = form
            .unmatched_errors(parameters)
            .into_iter()
            .map(|error| match error.field.as_str() {
                "external_auth" => t(Message::CreateAuthFirst).to_owned(),
                field => format!("{field}: {}", or_rejected(error.detail.clone())),
            })
            .collect();
        let one = |message| view! { class=class, <p class="problem" data-obstacle="true" tabindex="-1">{message}</p> };
        messages.into_iter().map(one).collect_view()
    }
}

/// Coder's diagnostics of the whole form.
#[component]
pub(super) fn Diagnostics() -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/form.css");
    let state = use_state();
    move || {
        let evaluation = state.evaluation.read();
        let all = evaluation.iter().flat_map(|e| &e.diagnostics);
        all.map(|diagnostic| {
            let is_error = diagnostic.is_error.to_string();
            view! {
                class=class,
                <p class="diagnostic" data-error=is_error.clone() data-obstacle=is_error role="alert" tabindex="-1">
                    <Icon icon=IconName::Status(StatusIcon::Alert)/><span>{or_rejected(diagnostic.text())}</span>
                </p>
            }
        })
        .collect_view()
    }
}

/// A hint that the entity's repository is not filled in, because no parameter is configured for it.
#[component]
pub(super) fn MissingRepoHint(
    /// The configuration of the card.
    config: Arc<WorkspacesConfig>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/form.css");
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

/// The use of the quota; nothing without a limit.
#[component]
pub(super) fn QuotaLine(
    /// The quota, once it is known.
    quota: RwSignal<Option<Quota>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/form.css");
    move || {
        quota.get().filter(|quota| quota.budget >= 0).map(|quota| {
            let (used, budget) = (quota.credits_consumed.to_string(), quota.budget.to_string());
            let spent = quota.is_spent().then(|| format!(" {}", t(Message::CreateQuotaSpent)));
            view! {
                class=class,
                <p class="quota">
                    {tf(Message::CreateQuota, &[("used", &used), ("budget", &budget)])}{spent}
                </p>
            }
        })
    }
}
