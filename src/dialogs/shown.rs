//! What each dialog holds.
//!
//! Everything only a dialog needs hangs on [`show`] alone: the release element splits it off as a second wasm,
//! which is fetched when the first dialog is wanted.

use super::delete::DeleteForm;
use super::{CardDialog, Shown};
use crate::account::Question;
use crate::create::{AskForm, CreateWorkspace, Prefill};
use crate::details::WorkspaceDetails;
use crate::provider::use_provider;
use crate::texts::{t, tf};
use crate::ui::Dialog;
use coder_core::WorkspacesConfig;
use coder_core::text::Text;
use coder_core::wire::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// The view of one dialog.
pub(super) fn show(shown: Shown) -> AnyView {
    let Shown { what, open, dialog, config, created } = shown;
    match what {
        CardDialog::Delete(workspace) => {
            let title = tf(Text::DeleteTitle, &[("name", &workspace.name)]);
            view! { <Dialog open title><DeleteForm workspace=workspace.clone() open/></Dialog> }.into_any()
        }
        CardDialog::Details(workspace) => {
            let current = use_provider().account.showing(&workspace);
            let title = Signal::derive(move || current.read().name.clone());
            view! {
                <Dialog open title wide=true>
                    <WorkspaceDetails workspace=workspace.clone() dialog/>
                </Dialog>
            }
            .into_any()
        }
        CardDialog::Ask(asked) => view! { <Asking open asked dialog/> }.into_any(),
        CardDialog::Create(prefill) => view! { <Creating open prefill config created/> }.into_any(),
    }
}

/// The form to create a workspace, which asks before it loses what was entered.
#[component]
fn Creating(
    open: RwSignal<bool>,
    prefill: Prefill,
    config: Arc<WorkspacesConfig>,
    created: Callback<Arc<Workspace>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/discard.css");
    let account = use_provider().account;
    let (dirty, asks) = (RwSignal::new(false), RwSignal::new(false));
    let may_close = Callback::new(move |()| {
        let clean = !dirty.get_untracked();
        asks.set(!clean);
        clean
    });
    let discard = Callback::new(move |()| {
        account.forget_draft();
        open.set(false);
    });
    view! {
        <Dialog open title=t(Text::CreateTitle) wide=true may_close>
            {move || asks.get().then(|| view! {
                class=class,
                <div class="discard" role="alert">
                    <p class="words">{t(Text::CreateDiscard)}</p>
                    <button type="button" class="coder-button small" on:click=move |_| asks.set(false)>
                        {t(Text::CreateDiscardNo)}
                    </button>
                    <button type="button" class="coder-button small danger" on:click=move |_| discard.run(())>
                        {t(Text::CreateDiscardYes)}
                    </button>
                </div>
            })}
            <CreateWorkspace config=config.clone() prefill=prefill.clone() dirty on_created=created/>
        </Dialog>
    }
}

#[component]
fn Asking(open: RwSignal<bool>, asked: Question, dialog: RwSignal<Option<CardDialog>>) -> impl IntoView {
    let title = tf(Text::AskTitle, &[("name", &asked.workspace.name)]);
    view! { <Dialog open title><AskForm question=asked.clone() dialog/></Dialog> }
}
