//! The name of a workspace.

use super::save::{SaveState, send};
use super::save_status::SaveStatus;
use crate::provider::use_provider;
use crate::texts::t;
use crate::ui::unique_id;
use crate::workspace_details::context::use_details;
use coder_core::actions::plan;
use coder_core::create::{NameError, validate_name};
use coder_core::i18n::Message;
use leptos::prelude::*;

/// The form for the workspace's name.
#[component]
pub(super) fn Rename() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/settings/setting.css");
    let workspace = use_details().workspace;
    let account = use_provider().account;
    let save_state = RwSignal::new(SaveState::Idle);
    let name = RwSignal::new(workspace.read_untracked().name.clone());
    let problem = RwSignal::new(None::<NameError>);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let workspace = workspace.get_untracked();
        let new_name = name.get_untracked().trim().to_owned();
        if let Err(wrong) = validate_name(&new_name) {
            return problem.set(Some(wrong));
        }
        problem.set(None);
        if new_name != workspace.name {
            send(&account, workspace.clone(), plan::rename(&workspace.id, &new_name), save_state);
        }
    };
    let id = unique_id("name");
    view! {
        class=class,
        <form class="setting" on:submit=save>
            <label class="legend" for=id.clone()>{t(Message::SettingName)}</label>
            <p class="line">
                <input
                    id=id class="coder-input middle" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
                    aria-invalid=move || problem.get().is_some().then_some("true") prop:value=name
                    on:input=move |event| name.set(event_target_value(&event))
                />
                <button type="submit" class="coder-button small">{t(Message::SettingRename)}</button>
            </p>
            <p class="problem" role="alert">{move || problem.get().map(|problem| t(problem.text()))}</p>
            <SaveStatus save_state/>
        </form>
    }
}
