//! The dialogs over workspaces: one at a time.

use super::delete::DeleteForm;
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

/// A dialog over a workspace.
#[derive(Clone)]
pub(crate) enum CardDialog {
    /// The question before a workspace is deleted.
    Delete(Arc<Workspace>),
    /// Everything about a workspace.
    Details(Arc<Workspace>),
    /// The form to create one.
    Create(Prefill),
    /// What a template asks before a start.
    Ask(Question),
}

/// Shows what a signal says.
#[component]
pub(crate) fn Dialogs(
    /// What to show.
    dialog: RwSignal<Option<CardDialog>>,
    /// What a form begins with.
    config: Memo<Arc<WorkspacesConfig>>,
    /// Told of a new workspace.
    #[prop(optional_no_strip)]
    on_created: Option<Callback<Arc<Workspace>>>,
) -> impl IntoView {
    let account = use_provider().account;
    let created = Callback::new(move |workspace: Arc<Workspace>| {
        if let Some(told) = &on_created {
            told.run(workspace.clone());
        }
        let _ = dialog.try_set(Some(CardDialog::Details(workspace)));
    });
    view! {
        {move || dialog.get().map(|shown| {
            let open = RwSignal::new(true);
            Effect::new(move |_| {
                if !open.get() {
                    dialog.set(None);
                }
            });
            match shown {
                CardDialog::Delete(workspace) => {
                    let title = tf(Text::DeleteTitle, &[("name", &workspace.name)]);
                    view! { <Dialog open title><DeleteForm workspace=workspace.clone() open/></Dialog> }.into_any()
                }
                CardDialog::Details(workspace) => {
                    let current = account.showing(&workspace);
                    let title = Signal::derive(move || current.read().name.clone());
                    view! {
                        <Dialog open title wide=true>
                            <WorkspaceDetails workspace=workspace.clone() dialog/>
                        </Dialog>
                    }.into_any()
                }
                CardDialog::Ask(asked) => view! { <Asking open asked dialog/> }.into_any(),
                CardDialog::Create(prefill) => {
                    view! { <Creating open prefill config=config.get_untracked() created/> }.into_any()
                }
            }
        })}
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
