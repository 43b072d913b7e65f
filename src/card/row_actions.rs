//! What can be done with a row's workspace: the nearest at hand as a button, everything as a menu.

use super::context::use_card;
use super::menus;
use super::permissions::May;
use super::row_menu::OfRow;
use crate::account::{Account, Doing};
use crate::dialogs::CardDialog;
use crate::provider::use_provider;
use crate::texts::{t, tf};
use crate::ui::{Glyph, MenuButton, Sign};
use crate::workspaces::Row;
use coder_core::actions::{Action, actions};
use coder_core::text::Text;
use coder_core::wire::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// The actions of a row.
#[component]
pub(super) fn RowActions(
    /// The workspace.
    row: Row,
    /// Its name.
    name: Memo<String>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/row_menu.css");
    let dialog = use_card().dialog;
    let account = use_provider().account;
    let workspace = row.workspace.clone();
    let may = May::of(&account, &workspace);
    let permissions = may.known;
    let offered = {
        let workspace = workspace.clone();
        Memo::new(move |_| permissions.get().map(|may| actions(&workspace.read(), may)).unwrap_or_default())
    };
    let doing = {
        let (account, id) = (account.clone(), row.id.clone());
        Memo::new(move |_| account.doing(&id))
    };
    let act = Callback::new(move |action: Action| act(&account, &workspace.get_untracked(), action, dialog));
    let first = Memo::new(move |_| {
        let first = offered.read().first().copied()?;
        (first.brings_up() && doing.get().is_none()).then_some(first)
    });
    let last = Memo::new(move |before: Option<&Option<Action>>| first.get().or(before.copied().flatten()));
    let any = Memo::new(move |_| last.read().is_some());
    let of = OfRow { row, may, offered, doing, act };
    view! {
        class=class,
        <div class="actions">
            {move || any.get().then(|| {
                // Hidden rather than taken away: what comes and goes with a build comes and goes often.
                let action = move || last.get().unwrap_or(Action::Start);
                let says = move || {
                    tf(Text::ActionNamed, &[("action", t(action().text())), ("name", &name.read())])
                };
                view! {
                    class=class,
                    <button
                        type="button" class="coder-icon-button nearest" part="row-action" aria-label=says
                        title=move || t(action().text()) hidden=move || first.read().is_none()
                        on:click=move |_| act.run(action())
                    >
                        <Glyph sign=Signal::derive(move || Sign::from(action()))/>
                    </button>
                }
            })}
            <MenuButton
                label=Signal::derive(move || tf(Text::ActionsOf, &[("name", &name.read())]))
                button_part="row-menu" face=|| view! { <Glyph sign=Sign::Dots/> }
                menu=Arc::new(move |place| {
                    let of = of.clone();
                    menus::loaded(move |menus| (menus.row)(place, of.clone()))
                })
            />
        </div>
    }
}

/// Does what can be done at once; asks first where something is destroyed.
pub(super) fn act(
    account: &Account,
    workspace: &Arc<Workspace>,
    action: Action,
    dialog: RwSignal<Option<CardDialog>>,
) {
    match action {
        Action::Delete => dialog.set(Some(CardDialog::Delete(workspace.clone()))),
        action => account.drive(workspace, action, None, move |question| {
            let _ = dialog.try_set(Some(CardDialog::Ask(question)));
        }),
    }
}

/// Whether something is being done, and what the state says meanwhile.
pub(super) fn under_way(doing: Option<Doing>) -> Option<Text> {
    match doing {
        Some(Doing::Action(action)) => action.under_way(),
        _ => None,
    }
}
