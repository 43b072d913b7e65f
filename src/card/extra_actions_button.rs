//! The button of the card's menu.

use super::extra_actions::ExtraActions;
use crate::texts::t;
use crate::ui::{Icon, IconName, MenuButton};
use coder_core::i18n::Message;
use leptos::prelude::*;
use std::sync::Arc;

/// The three-dot button and its menu.
#[component]
pub fn ExtraActionsButton() -> impl IntoView {
    view! {
        <MenuButton
            label=t(Message::Actions) button_part="actions-button" face=|| view! { <Icon icon=IconName::More/> }
            menu=Arc::new(|anchor| view! { <ExtraActions anchor/> }.into_any())
        />
    }
}
