//! The button of a menu. The menu itself is not drawn before it is first wanted: a list has one for each row.

use super::{has_popovers, unique_id};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// Where a menu was asked for.
#[derive(Clone, Copy)]
pub struct MenuPlace {
    /// The button that opens it.
    pub button: NodeRef<html::Button>,
    /// The menu, once it is in the document.
    pub menu: NodeRef<html::Div>,
    /// The menu's id.
    pub id: StoredValue<String>,
    /// What both are called.
    pub label: Signal<String>,
    /// Whether it is open.
    pub open: RwSignal<bool>,
}

/// A button that opens a menu.
#[component]
pub fn MenuButton(
    /// The button's name.
    #[prop(into)]
    label: Signal<String>,
    /// The button's class.
    #[prop(default = "coder-icon-button")]
    button_class: &'static str,
    /// The button's part.
    button_part: &'static str,
    /// What stands in the button.
    #[prop(into)]
    face: ViewFn,
    /// Draws the menu: a [`super::Menu`], or what stands in its place until it is loaded.
    menu: Arc<dyn Fn(MenuPlace) -> AnyView + Send + Sync>,
) -> impl IntoView {
    let place = MenuPlace {
        button: NodeRef::new(),
        menu: NodeRef::new(),
        id: StoredValue::new(unique_id("menu")),
        label,
        open: RwSignal::new(false),
    };
    // Counts, so that a menu that could not be loaded is asked for again.
    let wanted = RwSignal::new(0_u32);
    // Once there is a menu, a click on the button is the browser's to act on, if it knows popovers.
    let want = move || {
        let menu = place.menu.get_untracked();
        if menu.is_none() {
            wanted.update(|times| *times += 1);
        }
        menu
    };
    let clicked = move || {
        if want().is_some() && !has_popovers() {
            place.open.update(|open| *open = !*open);
        }
    };
    let open_by_key = move |event: KeyboardEvent| {
        if event.key() == "ArrowDown" && !place.open.get_untracked() {
            event.prevent_default();
            match want() {
                Some(menu) if has_popovers() => drop(menu.show_popover()),
                Some(_) => place.open.set(true),
                None => {}
            }
        }
    };
    view! {
        <button
            type="button" class=button_class part=button_part aria-label=label title=label aria-haspopup="menu"
            aria-controls=move || (wanted.get() > 0).then(|| place.id.get_value())
            aria-expanded=move || if place.open.get() { "true" } else { "false" }
            node_ref=place.button on:click=move |_| clicked() on:keydown=open_by_key
        >
            {face.run()}
        </button>
        {move || (wanted.get() > 0).then(|| menu(place))}
    }
}
