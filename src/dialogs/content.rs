//! The content of the dialogs.
//!
//! Everything that only dialogs need is reachable through [`show`] alone: the release build puts it into the
//! `dialogs` chunk, which is fetched with the first dialog.

use super::delete_workspace::DeleteForm;
use super::props::DialogProps;
use crate::card_dialog::{CardDialog, Prefill};
use crate::create_workspace::{CreateWorkspace, ParameterPromptForm};
use crate::provider::use_provider;
use crate::session::ParameterPrompt;
use crate::texts::{t, tf};
use crate::ui::Dialog;
use crate::workspace_details::WorkspaceDetails;
use coder_core::WorkspacesConfig;
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// Renders a dialog.
pub(super) fn show(props: DialogProps) -> AnyView {
    let DialogProps { current, open, dialog, config, created } = props;
    match current {
        CardDialog::Delete(workspace) => {
            let title = tf(Message::DeleteTitle, &[("name", &workspace.name)]);
            view! { <Dialog open title><DeleteForm workspace=workspace.clone() open/></Dialog> }.into_any()
        }
        CardDialog::Details(workspace) => {
            let current = use_provider().account.observe_workspace(&workspace);
            let title = Signal::derive(move || current.read().name.clone());
            view! {
                <Dialog open title wide=true>
                    <WorkspaceDetails workspace=workspace.clone() dialog/>
                </Dialog>
            }
            .into_any()
        }
        CardDialog::Prompt(prompt) => view! { <ParameterPromptDialog open prompt dialog/> }.into_any(),
        CardDialog::Create(prefill) => view! { <CreateDialog open prefill config created/> }.into_any(),
    }
}

/// The creation form in a dialog, which asks for confirmation before it discards entered values.
#[component]
fn CreateDialog(
    open: RwSignal<bool>,
    prefill: Prefill,
    config: Arc<WorkspacesConfig>,
    created: Callback<Arc<Workspace>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/dialogs/content.css");
    let account = use_provider().account;
    let (dirty, confirms_discard) = (RwSignal::new(false), RwSignal::new(false));
    let may_close = Callback::new(move |()| {
        let clean = !dirty.get_untracked();
        confirms_discard.set(!clean);
        clean
    });
    let discard = Callback::new(move |()| {
        account.preferences().forget_draft();
        open.set(false);
    });
    view! {
        <Dialog open title=t(Message::CreateTitle) wide=true may_close>
            {move || confirms_discard.get().then(|| view! {
                class=class,
                <div class="discard" role="alert">
                    <p class="text">{t(Message::CreateDiscard)}</p>
                    <button type="button" class="coder-button small" on:click=move |_| confirms_discard.set(false)>
                        {t(Message::CreateDiscardNo)}
                    </button>
                    <button type="button" class="coder-button small danger" on:click=move |_| discard.run(())>
                        {t(Message::CreateDiscardYes)}
                    </button>
                </div>
            })}
            <CreateWorkspace config=config.clone() prefill=prefill.clone() dirty on_created=created/>
        </Dialog>
    }
}

#[component]
fn ParameterPromptDialog(
    open: RwSignal<bool>,
    prompt: ParameterPrompt,
    dialog: RwSignal<Option<CardDialog>>,
) -> impl IntoView {
    let title = tf(Message::AskTitle, &[("name", &prompt.workspace.name)]);
    view! { <Dialog open title><ParameterPromptForm prompt=prompt.clone() dialog/></Dialog> }
}
