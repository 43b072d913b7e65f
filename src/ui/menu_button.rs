//! The button of a menu. The menu itself is rendered on first use, because a list has one for each row.

use super::{has_popovers, unique_id};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// The button and the menu, and the state that both share.
#[derive(Clone, Copy)]
pub struct MenuAnchor {
    /// The button that opens the menu.
    pub button: NodeRef<html::Button>,
    /// The menu, once it is in the document.
    pub menu: NodeRef<html::Div>,
    /// The menu's id.
    pub id: StoredValue<String>,
    /// The accessible name of both.
    pub label: Signal<String>,
    /// Whether the menu is open.
    pub open: RwSignal<bool>,
}

/// A button that opens a menu.
#[component]
pub fn MenuButton(
    /// The button's accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The button's CSS class.
    #[prop(default = Signal::stored("coder-icon-button".to_owned()), into)]
    button_class: Signal<String>,
    /// The button's CSS part.
    button_part: &'static str,
    /// The button's content.
    #[prop(into)]
    face: ViewFn,
    /// Renders the menu: a [`super::Menu`], or a placeholder until its chunk has loaded.
    menu: Arc<dyn Fn(MenuAnchor) -> AnyView + Send + Sync>,
) -> impl IntoView {
    let anchor = MenuAnchor {
        button: NodeRef::new(),
        menu: NodeRef::new(),
        id: StoredValue::new(unique_id("menu")),
        label,
        open: RwSignal::new(false),
    };
    // A counter, so that another click fetches the chunk of the menu again after a failure.
    let fetches = RwSignal::new(0_u32);
    // Once the menu exists, the browser handles clicks on the button, if it supports popovers.
    let fetch_menu = move || {
        let menu = anchor.menu.get_untracked();
        if menu.is_none() {
            fetches.update(|count| *count += 1);
        }
        menu
    };
    let on_click = move || {
        if fetch_menu().is_some() && !has_popovers() {
            anchor.open.update(|open| *open = !*open);
        }
    };
    let on_keydown = move |event: KeyboardEvent| {
        if event.key() == "ArrowDown" && !anchor.open.get_untracked() {
            event.prevent_default();
            match fetch_menu() {
                Some(menu) if has_popovers() => drop(menu.show_popover()),
                Some(_) => anchor.open.set(true),
                None => {}
            }
        }
    };
    view! {
        <button
            type="button" class=move || button_class.get() part=button_part aria-label=label title=label aria-haspopup="menu"
            aria-controls=move || (fetches.get() > 0).then(|| anchor.id.get_value())
            aria-expanded=move || if anchor.open.get() { "true" } else { "false" }
            node_ref=anchor.button on:click=move |_| on_click() on:keydown=on_keydown
        >
            {face.run()}
        </button>
        {move || (fetches.get() > 0).then(|| menu(anchor))}
    }
}
