//! The menu of a workspace's actions. What starts or opens the workspace is in the open menu.

use super::row_controls::RowControls;
use crate::card_dialog::CardDialog;
use crate::texts::{t, tf};
use crate::ui::{IconName, Menu, MenuAction, MenuAnchor, MenuItem};
use coder_core::actions::Action;
use coder_core::i18n::Message;
use coder_core::status::auto_stop_deadline;
use leptos::prelude::*;

/// The menu of a workspace's actions.
#[component]
pub(super) fn RowMenu(
    /// The menu's button and state.
    anchor: MenuAnchor,
    /// The row's state.
    controls: RowControls,
) -> impl IntoView {
    let items = {
        let controls = controls.clone();
        Signal::derive(move || items(&controls))
    };
    let on_open = Callback::new(move |()| controls.fetch());
    view! { <Menu anchor items on_open/> }
}

fn items(controls: &RowControls) -> Vec<MenuItem> {
    let (dialog, workspace) = (controls.card.dialog, controls.row.workspace.clone());
    let details = MenuAction::run(move || dialog.set(Some(CardDialog::Details(workspace.get_untracked()))));
    let mut items = vec![MenuItem::new(t(Message::ActionDetails), IconName::Details, details)];
    let may_update = controls.permissions.current.get().is_some_and(|may| may.update);
    if may_update && auto_stop_deadline(&controls.row.workspace.read()).is_some() {
        let own = controls.clone();
        let label = tf(Message::SettingExtend, &[("hours", "1")]);
        items.push(MenuItem::new(label, IconName::Plus, MenuAction::run(move || own.extend())));
    }
    let pending = controls.pending.get();
    let actions = controls.offered.get().into_iter();
    items.extend(
        actions
            .filter(|action| !action.is_startup() && pending.is_none_or(|pending| pending.allows(*action)))
            .map(|action| action_item(controls, action)),
    );
    items
}

fn action_item(controls: &RowControls, action: Action) -> MenuItem {
    let own = controls.clone();
    let mut item = MenuItem::new(t(action.text()), action.into(), MenuAction::run(move || own.act(action)));
    item.is_danger = action == Action::Delete;
    item.divided = item.is_danger;
    item
}
