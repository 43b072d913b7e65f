//! The last question before a workspace is destroyed.

use crate::provider::use_provider;
use crate::texts::{t, tf};
use crate::ui::unique_id;
use coder_core::actions::Action;
use coder_core::text::Text;
use coder_core::wire::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// Asks for the workspace's name and deletes it.
#[component]
pub(super) fn DeleteForm(
    /// What is to be deleted.
    workspace: Arc<Workspace>,
    /// The dialog it stands in.
    open: RwSignal<bool>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/delete.css");
    let account = use_provider().account;
    let (typed, wrong) = (RwSignal::new(String::new()), RwSignal::new(false));
    let name = workspace.name.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if typed.read_untracked().trim() != workspace.name {
            return wrong.set(true);
        }
        account.drive(&workspace, Action::Delete, None, |_| ());
        open.set(false);
    };
    let (id, problem) = (unique_id("confirm"), unique_id("confirm-problem"));
    view! {
        class=class,
        <form class="delete" on:submit=submit>
            <p class="advice">{t(Text::DeleteAdvice)}</p>
            <label class="label" for=id.clone()>{tf(Text::DeleteLabel, &[("name", &name)])}</label>
            <input
                id=id class="coder-input" class:wrong=wrong type="text" autocomplete="off" autocapitalize="off"
                spellcheck="false" aria-describedby=problem.clone() aria-invalid=move || wrong.get().then_some("true")
                prop:value=typed
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    wrong.set(false);
                }
            />
            <p class="problem" id=problem role="alert">{move || wrong.get().then(|| t(Text::DeleteMismatch))}</p>
            <p class="ways">
                <button type="button" class="coder-button" on:click=move |_| open.set(false)>{t(Text::Keep)}</button>
                <button type="submit" class="coder-button danger">{t(Text::DeleteSubmit)}</button>
            </p>
        </form>
    }
}
