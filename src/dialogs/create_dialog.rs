//! The dialog that creates a workspace.

use crate::card_dialog::Prefill;
use crate::create_workspace::CreateWorkspace;
use crate::provider::use_provider;
use crate::texts::t;
use crate::ui::Dialog;
use coder_core::WorkspacesConfig;
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// The creation form in a dialog, which asks for confirmation before it discards entered values.
#[component]
pub(super) fn CreateDialog(
    /// Whether the dialog is open; closing the dialog sets this to `false`.
    open: RwSignal<bool>,
    /// The initial values.
    prefill: Prefill,
    /// The configuration from which the form is filled.
    config: Arc<WorkspacesConfig>,
    /// Callback for the created workspace.
    created: Callback<Arc<Workspace>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/dialogs/create_dialog.css");
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
