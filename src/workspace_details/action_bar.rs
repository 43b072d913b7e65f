//! The actions of the details view.

use super::action_button::ActionButton;
use super::context::use_details;
use crate::card_dialog::{CardDialog, Prefill, start_action};
use crate::provider::use_provider;
use crate::texts::t;
use crate::ui::{Icon, IconName};
use coder_core::actions::{Action, available_actions};
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use leptos::prelude::*;

/// The buttons of the available actions: those that start or end something at once, and the others behind a
/// disclosure.
#[component]
pub(super) fn ActionBar(
    /// The card's current dialog.
    dialog: RwSignal<Option<CardDialog>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/workspace_details.css");
    let (details, account) = (use_details(), use_provider().account);
    let pending = {
        let (account, id) = (account.clone(), details.workspace.read_untracked().id.clone());
        Memo::new(move |_| account.pending_action(&id))
    };
    let offered = {
        let (workspace, permissions) = (details.workspace.clone(), details.permissions);
        Memo::new(move |_| {
            permissions
                .get()
                .map(|permissions| available_actions(&workspace.read(), permissions))
                .unwrap_or_default()
        })
    };
    let start = {
        let workspace = details.workspace.clone();
        Callback::new(move |action| start_action(&account, &workspace.get_untracked(), action, None, dialog))
    };
    let workspace = details.workspace;
    let duplicate = move |_| dialog.set(Some(CardDialog::Create(prefill_from(&workspace.read_untracked()))));
    view! {
        class=class,
        <div class="bar">
            <For
                each=move || of_group(&offered.read(), true).into_iter().enumerate() key=|(index, action)| (*index, *action)
                let((index, action))
            >
                <ActionButton action pending start is_primary={index == 0 && action.is_startup()}/>
            </For>
            <details class="more">
                <summary class="summary">{t(Message::Actions)}</summary>
                <div class="group">
                    <For each=move || of_group(&offered.read(), false) key=|action| *action let(action)>
                        <ActionButton action pending start/>
                    </For>
                    <button type="button" class="coder-button" aria-haspopup="dialog" on:click=duplicate>
                        <Icon icon=IconName::Copy/>{t(Message::ActionDuplicate)}
                    </button>
                </div>
            </details>
        </div>
    }
}

/// Returns the actions that are in view, or those behind the disclosure.
fn of_group(offered: &[Action], in_view: bool) -> Vec<Action> {
    let is_in_view = |action: Action| action.is_startup() || matches!(action, Action::Stop | Action::Cancel);
    offered.iter().copied().filter(|action| is_in_view(*action) == in_view).collect()
}

/// Returns the initial values of a form that duplicates a workspace.
fn prefill_from(workspace: &Workspace) -> Prefill {
    Prefill {
        template_id: Some(workspace.template_id.clone()),
        template_name: Some(workspace.template_name.clone()),
        original: Some(workspace.name.clone()),
        build_id: Some(workspace.latest_build.id.clone()),
    }
}
