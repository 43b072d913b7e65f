//! Starts a workspace and opens an app in it with one click; a status message is shown meanwhile.

use super::context::use_details;
use crate::browser::LastApp;
use crate::card_dialog::{CardDialog, start_action};
use crate::launches::Launches;
use crate::provider::use_provider;
use crate::texts::tf;
use crate::ui::{Icon, IconName};
use coder_core::actions::{Action, available_actions};
use coder_core::i18n::Message;
use leptos::prelude::*;

/// Buttons that start the workspace and then open an app. Nothing where there is no card that could wait for the
/// workspace.
#[component]
pub(super) fn StartThenOpen(
    /// The card's current dialog, for the prompt of a template.
    dialog: RwSignal<Option<CardDialog>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/start_then_open.css");
    let launches = use_context::<Launches>()?;
    let details = use_details();
    let account = use_provider().account;
    let (workspace, permissions) = (details.workspace.clone(), details.permissions);
    let start = Memo::new(move |_| {
        let actions = available_actions(&workspace.read(), permissions.get()?);
        actions.into_iter().find(|action| matches!(action, Action::Start | Action::UpdateAndStart))
    });
    let id = details.workspace.read_untracked().id.clone();
    let waiting = Memo::new(move |_| launches.waiting_app(&id));
    let workspace = details.workspace;
    let begin = Callback::new(move |app: LastApp| {
        let Some(action) = start.get_untracked() else { return };
        launches.remember_start(account.preferences(), app.clone());
        // First, so that the action is pending when the launch is looked at: it is given up while nothing happens.
        start_action(&account, &workspace.get_untracked(), action, None, dialog);
        launches.wait_for(workspace.clone(), app);
    });
    let button = move |app: LastApp| {
        let label = tf(Message::DetailsStart, &[("way", &app.label)]);
        view! {
            <button type="button" class="coder-button" on:click=move |_| begin.run(app.clone())>
                <Icon icon=IconName::Code/>{label}
            </button>
        }
    };
    Some(view! {
        class=class,
        {move || (start.get().is_some() && waiting.read().is_none()).then(|| view! {
            class=class,
            <div class="start">{launches.startable_apps().into_iter().map(button).collect_view()}</div>
        })}
        <div role="status">
            {move || waiting.get().map(|app| view! {
                class=class,
                <p class="waiting">{tf(Message::DetailsWaiting, &[("way", &app.label)])}</p>
            })}
        </div>
    })
}
