//! The confirmation before an action ends what runs in a workspace.

use crate::card_dialog::{CardDialog, run_action};
use crate::provider::use_provider;
use crate::texts::t;
use coder_core::actions::Action;
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// A form that runs an action on a workspace that is in use.
#[component]
pub(super) fn ConfirmForm(
    /// The workspace.
    workspace: Arc<Workspace>,
    /// The action.
    action: Action,
    /// Whether the enclosing dialog is open; `false` closes it.
    open: RwSignal<bool>,
    /// The card's current dialog, for the prompt of a template.
    dialog: RwSignal<Option<CardDialog>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/dialogs/delete_form.css");
    let account = use_provider().account;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        open.set(false);
        run_action(&account, &workspace, action, None, dialog);
    };
    view! {
        class=class,
        <form class="delete" on:submit=submit>
            <p class="advice">{t(Message::ConfirmEndsProcesses)}</p>
            <p class="actions">
                <button type="button" class="coder-button" on:click=move |_| open.set(false)>{t(Message::Cancel)}</button>
                <button type="submit" class="coder-button primary" autofocus=true>{t(action.text())}</button>
            </p>
        </form>
    }
}
