//! The confirmation before a workspace is deleted.

use crate::provider::use_provider;
use crate::texts::{t, tf};
use crate::ui::unique_id;
use coder_core::actions::Action;
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// A form that deletes a workspace once its name has been entered.
#[component]
pub(super) fn DeleteForm(
    /// The workspace to delete.
    workspace: Arc<Workspace>,
    /// Whether the enclosing dialog is open; `false` closes it.
    open: RwSignal<bool>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/dialogs/delete_form.css");
    let account = use_provider().account;
    let (entered, wrong) = (RwSignal::new(String::new()), RwSignal::new(false));
    let name = workspace.name.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if entered.read_untracked().trim() != workspace.name {
            return wrong.set(true);
        }
        account.run_action(&workspace, Action::Delete, None, |_| ());
        open.set(false);
    };
    let (id, problem) = (unique_id("confirm"), unique_id("confirm-problem"));
    view! {
        class=class,
        <form class="delete" on:submit=submit>
            <p class="advice">{t(Message::DeleteAdvice)}</p>
            <label class="label" for=id.clone()>{tf(Message::DeleteLabel, &[("name", &name)])}</label>
            <input
                id=id class="coder-input" class:invalid=wrong type="text" autocomplete="off" autocapitalize="off"
                spellcheck="false" aria-describedby=problem.clone() aria-invalid=move || wrong.get().then_some("true")
                prop:value=entered
                on:input=move |event| {
                    entered.set(event_target_value(&event));
                    wrong.set(false);
                }
            />
            <p class="problem" id=problem role="alert">{move || wrong.get().then(|| t(Message::DeleteMismatch))}</p>
            <p class="actions">
                <button type="button" class="coder-button" on:click=move |_| open.set(false)>{t(Message::Cancel)}</button>
                <button type="submit" class="coder-button danger">{t(Message::DeleteSubmit)}</button>
            </p>
        </form>
    }
}
