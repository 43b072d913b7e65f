//! The actions of a row: the most likely one as a button, all of them in a menu.

use super::context::use_card;
use super::row_menu::{RowMenu, RowMenuContext};
use crate::card_dialog::start_action;
use crate::provider::use_provider;
use crate::texts::{t, tf};
use crate::ui::{Icon, IconName, MenuButton};
use crate::workspace_permissions::WorkspacePermissions;
use crate::workspaces::Row;
use coder_core::actions::{Action, available_actions};
use coder_core::i18n::Message;
use leptos::prelude::*;
use std::sync::Arc;

/// The action button and the menu of a row.
#[component]
pub(super) fn RowActions(
    /// The workspace's row.
    row: Row,
    /// The workspace's name.
    name: Memo<String>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/row_actions.css");
    let dialog = use_card().dialog;
    let account = use_provider().account;
    let workspace = row.workspace.clone();
    let permissions = WorkspacePermissions::of(&account, &workspace);
    let current = permissions.current;
    let offered = {
        let workspace = workspace.clone();
        Memo::new(move |_| {
            current.get().map(|current| available_actions(&workspace.read(), current)).unwrap_or_default()
        })
    };
    let pending = {
        let (account, id) = (account.clone(), row.id.clone());
        Memo::new(move |_| account.pending_action(&id))
    };
    let act = Callback::new(move |action: Action| {
        start_action(&account, &workspace.get_untracked(), action, None, dialog)
    });
    let first = Memo::new(move |_| {
        let first = offered.read().first().copied()?;
        (first.is_startup() && pending.get().is_none()).then_some(first)
    });
    let last = Memo::new(move |before: Option<&Option<Action>>| first.get().or(before.copied().flatten()));
    let any = Memo::new(move |_| last.read().is_some());
    let context = RowMenuContext { row, permissions, offered, pending, act };
    view! {
        class=class,
        <div class="actions">
            {move || any.get().then(|| {
                // Hidden instead of removed, because every build toggles the button.
                let action = move || last.get().unwrap_or(Action::Start);
                let label = move || {
                    tf(Message::ActionNamed, &[("action", t(action().text())), ("name", &name.read())])
                };
                view! {
                    class=class,
                    <button
                        type="button" class="coder-icon-button nearest" part="row-action" aria-label=label
                        title=move || t(action().text()) hidden=move || first.read().is_none()
                        on:click=move |_| act.run(action())
                    >
                        <Icon icon=Signal::derive(move || IconName::from(action()))/>
                    </button>
                }
            })}
            <MenuButton
                label=Signal::derive(move || tf(Message::ActionsOf, &[("name", &name.read())]))
                button_part="row-menu" face=|| view! { <Icon icon=IconName::More/> }
                menu=Arc::new(move |anchor| {
                    let context = context.clone();
                    view! { <RowMenu anchor context/> }.into_any()
                })
            />
        </div>
    }
}
