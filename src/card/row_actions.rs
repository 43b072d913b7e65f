//! The buttons of a row: the primary action, the open menu, and the menu of actions.

use super::context::use_card;
use super::row_controls::RowControls;
use super::row_display::RowNote;
use super::row_failure::follow_failure;
use super::row_menu::RowMenu;
use super::row_metadata::follow_metadata;
use super::row_open_menu::RowOpenMenu;
use super::row_progress::RowProgress;
use super::row_ready::follow_start;
use crate::provider::use_provider;
use crate::texts::tf;
use crate::ui::{Icon, IconName, MenuButton, is_first_click};
use crate::workspaces::Row;
use coder_core::i18n::Message;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use std::sync::Arc;

/// The buttons of a row.
#[component]
pub(super) fn RowActions(
    /// The workspace's row.
    row: Row,
    /// What the row says beside its workspace, which this component sets.
    note: RwSignal<RowNote>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/row_actions.css");
    let controls = RowControls::new(row.clone(), use_provider().account, use_card());
    let workspace = row.workspace.clone();
    let name = Memo::new(move |_| workspace.read().name.clone());
    let face = {
        let controls = controls.clone();
        Memo::new(move |_| controls.primary_face(&name.read()))
    };
    let busy = move || face.read().icon == Some("busy");
    let press = {
        let controls = controls.clone();
        move |event: MouseEvent| {
            if is_first_click(&event) && !busy() {
                controls.run_primary();
            }
        }
    };
    follow_failure(&controls, note);
    follow_start(&controls);
    follow_metadata(&controls, note);
    let (open_menu, building) = (controls.clone(), controls.clone());
    view! {
        class=class,
        <RowProgress controls=building note/>
        <button
            type="button" class="main" class:filled=move || face.read().is_filled part="row-action"
            aria-label=move || face.read().name.clone() title=move || face.read().name.clone()
            aria-disabled=move || busy().then_some("true") data-icon=move || face.read().icon on:click=press
        >
            <span class="word">{move || face.read().label.clone()}</span>
        </button>
        <MenuButton
            label=Signal::derive(move || tf(Message::OpenMenuOf, &[("name", &name.read())]))
            button_class=Signal::derive(move || {
                format!("open-menu {class}{}", if face.read().is_filled { " filled" } else { "" })
            })
            button_part="row-open-menu" face=|| view! { <Icon icon=IconName::CaretDown/> }
            menu=Arc::new(move |anchor| {
                let controls = open_menu.clone();
                view! { <RowOpenMenu anchor controls/> }.into_any()
            })
        />
        <MenuButton
            label=Signal::derive(move || tf(Message::ActionsOf, &[("name", &name.read())]))
            button_part="row-menu" face=|| view! { <Icon icon=IconName::More/> }
            menu=Arc::new(move |anchor| {
                let controls = controls.clone();
                view! { <RowMenu anchor controls/> }.into_any()
            })
        />
    }
}
