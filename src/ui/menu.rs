//! A menu after the ARIA menu pattern: arrow keys move the focus, Enter activates, Escape and Tab close and restore
//! the focus.
//!
//! The menu is a native popover, which lies above all content of the host and closes on a click elsewhere. In
//! browsers before 2024, which have no popovers, the menu is an ordinary box that closes when the focus leaves it.

use super::menu_button::MenuAnchor;
use super::menu_item::{MenuItem, item_view};
use super::{has_popovers, unique_id};
use crate::browser::{lowercase, next_frame};
use crate::effect::effect;
use coder_core::placement::{Placement, beside};
use js_sys::Reflect;
use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlButtonElement, HtmlDivElement, HtmlElement, Node};

/// The menu of a [`super::MenuButton`]: items, and an optional note above them.
///
/// Opens as soon as it is in the document.
#[component]
pub fn Menu(
    /// The menu's button and state.
    anchor: MenuAnchor,
    /// The items, in order.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// The note above the items.
    #[prop(optional, into)]
    note: ViewFn,
    /// Callback for the opening of the menu.
    #[prop(optional)]
    on_open: Option<Callback<()>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/ui/menu.css");
    let MenuAnchor { menu, id, label, open, .. } = anchor;
    let note_id = unique_id("menu-note");
    let popup = MenuPopup { anchor, native: has_popovers(), on_open };
    popup.show();
    popup.follow_items(items);
    view! {
        class=class,
        <div
            id=id.get_value() class="menu" part="menu" popover=popup.native.then_some("auto") node_ref=menu
            on:beforetoggle=move |_: web_sys::Event| popup.on_before_toggle() on:toggle=move |_| popup.on_toggle()
            on:keydown=move |event| popup.on_key(&event) on:focusout=move |event| popup.on_focus_out(&event)
            on:mousedown=move |event| popup.on_mouse_down(&event)
        >
            {move || open.get().then(|| view! {
                class=class,
                <div class="note" id=note_id.clone()>{note.run()}</div>
                <div role="menu" aria-label=label aria-describedby=note_id.clone()>
                    <For each=move || items.get() key=MenuItem::key let(item)>{item_view(item, class, move || popup.close())}</For>
                </div>
            })}
        </div>
    }
}

/// The box of a menu: how it opens, closes and moves the focus.
#[derive(Clone, Copy)]
struct MenuPopup {
    anchor: MenuAnchor,
    /// Whether the browser has popovers.
    native: bool,
    /// Callback for the opening of the menu.
    on_open: Option<Callback<()>>,
}

impl MenuPopup {
    /// Returns the menu, if it is in the document.
    fn menu(self) -> Option<HtmlDivElement> {
        self.anchor.menu.try_get_untracked().flatten()
    }

    /// Returns the button, if it is in the document.
    fn button(self) -> Option<HtmlButtonElement> {
        self.anchor.button.try_get_untracked().flatten()
    }

    /// Opens the menu as soon as it is in the document. Without popovers, also sets up what opens it again.
    fn show(self) {
        let Self { anchor: MenuAnchor { button, menu, open, .. }, native, on_open } = self;
        menu.on_load(move |menu| match native {
            true => drop(menu.show_popover()),
            false => open.set(true),
        });
        if !native {
            effect(move || {
                if let (true, Some(menu), Some(button)) =
                    (open.get(), menu.get_untracked(), button.get_untracked())
                {
                    if let Some(callback) = on_open {
                        callback.run(());
                    }
                    begin(menu, button, true);
                }
            });
        }
    }

    /// Positions the menu and focuses an item after changes of the items.
    ///
    /// An item that is no longer available is removed, possibly together with the focus.
    fn follow_items(self, items: Signal<Vec<MenuItem>>) {
        effect(move || {
            items.track();
            next_frame(move || {
                let open_menu = self.menu().filter(|_| self.anchor.open.try_get_untracked() == Some(true));
                let Some(menu) = open_menu else { return };
                // The menu does not move under the pointer: the user may be about to click.
                if let Some(button) = self.button().filter(|_| !menu.matches(":hover").unwrap_or(true)) {
                    position(&menu, &button);
                }
                if !menu.matches(":focus-within").unwrap_or(true) {
                    focus(&menu, FocusMove::First);
                }
            });
        });
    }

    /// Positions the menu before it opens or closes.
    fn on_before_toggle(self) {
        if let (Some(button), Some(menu)) = (self.button(), self.menu()) {
            position(&menu, &button);
        }
    }

    /// Handles that the menu has opened or closed.
    ///
    /// The browser fires `toggle` with a delay, and `begin` runs a frame later: the menu may be unmounted by then.
    fn on_toggle(self) {
        let Some(menu) = self.menu() else { return };
        let is_open = menu.matches(":popover-open").unwrap_or(false);
        // A menu whose row moved was removed and is shown again: for the user, it never closed.
        let was_open = self.anchor.open.get_untracked();
        if is_open != was_open {
            self.anchor.open.set(is_open);
        }
        let Some(button) = self.button() else { return };
        // From now on, the browser handles clicks on the button. Without `popoverTargetElement`, a click on the
        // button of an open menu would count as a click outside, which closes the menu, and then open it again. Also
        // set if the menu has closed again already: Escape may be that quick.
        let _ = Reflect::set(&button, &"popoverTargetElement".into(), &menu);
        if !is_open {
            return;
        }
        if let Some(callback) = self.on_open.filter(|_| !was_open) {
            callback.run(());
        }
        begin(menu, button, !was_open);
    }

    /// Closes a menu that is no popover when the focus leaves it.
    ///
    /// The browser also fires `focusout` when a menu that has the focus is removed: its signals are disposed by then.
    fn on_focus_out(self, event: &FocusEvent) {
        let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
        let has_focus = self.menu().is_some_and(|menu| menu.contains(to.as_ref()))
            || self.button().is_some_and(|button| button.contains(to.as_ref()));
        if !self.native && !has_focus {
            self.anchor.open.set(false);
        }
    }

    /// Keeps the focus where it is in a menu that is no popover.
    ///
    /// Some browsers do not focus a clicked button, but take the focus from the previous element.
    fn on_mouse_down(self, event: &MouseEvent) {
        if !self.native {
            event.prevent_default();
        }
    }

    /// Closes the menu, and returns the focus to the button.
    fn close(self) {
        match self.menu() {
            Some(menu) if self.native => drop(menu.hide_popover()),
            _ => self.anchor.open.set(false),
        }
        if let Some(button) = self.button() {
            let _ = button.focus();
        }
    }

    /// Moves the focus or closes the menu, by the pressed key.
    fn on_key(self, event: &KeyboardEvent) {
        let Some(menu) = self.menu() else { return };
        let step = match event.key().as_str() {
            "ArrowDown" => FocusMove::Next,
            "ArrowUp" => FocusMove::Previous,
            "Home" => FocusMove::First,
            "End" => FocusMove::Last,
            "Tab" | "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                return self.close();
            }
            key => return focus_by_letter(&menu, key),
        };
        event.prevent_default();
        focus(&menu, step);
    }
}

/// Positions the menu in the next frame, when the items are in the document; with `focuses`, focuses the first item,
/// unless a key has moved the focus to another one by then.
fn begin(menu: HtmlDivElement, button: HtmlButtonElement, focuses: bool) {
    next_frame(move || {
        position(&menu, &button);
        if focuses && !menu.matches(":focus-within").unwrap_or(false) {
            focus(&menu, FocusMove::First);
        }
    });
}

enum FocusMove {
    First,
    Last,
    Next,
    Previous,
}

/// Returns the items of a menu, and the position of the focused one.
fn items_of(menu: &HtmlElement) -> (Vec<HtmlElement>, Option<usize>) {
    let elements = menu.query_selector_all("[role=menuitem]").ok();
    let count = elements.as_ref().map_or(0, web_sys::NodeList::length);
    let items: Vec<HtmlElement> =
        (0..count).filter_map(|i| elements.as_ref()?.item(i)?.dyn_into().ok()).collect();
    let focused = items.iter().position(|item| item.matches(":focus").unwrap_or(false));
    (items, focused)
}

/// Focuses the next item whose text begins with a typed letter.
fn focus_by_letter(menu: &HtmlElement, key: &str) {
    if key.chars().count() != 1 {
        return;
    }
    let letter = lowercase(key);
    let begins = |item: &HtmlElement| {
        let text = item.text_content().unwrap_or_default();
        lowercase(text.trim_start()).starts_with(&letter)
    };
    let (items, focused) = items_of(menu);
    let after = focused.map_or(0, |focused| focused + 1);
    let (before, behind) = items.split_at(after.min(items.len()));
    if let Some(item) = behind.iter().chain(before).find(|item| begins(item)) {
        let _ = item.focus();
    }
}

fn focus(menu: &HtmlElement, step: FocusMove) {
    let (items, current) = items_of(menu);
    let last = items.len().saturating_sub(1);
    let next = match (step, current) {
        (FocusMove::First, _) | (FocusMove::Next, None) => 0,
        (FocusMove::Last, _) | (FocusMove::Previous, None | Some(0)) => last,
        (FocusMove::Next, Some(i)) if i == last => 0,
        (FocusMove::Next, Some(i)) => i + 1,
        (FocusMove::Previous, Some(i)) => i - 1,
    };
    if let Some(item) = items.get(next) {
        let _ = item.focus();
    }
}

/// Positions the menu beside its button, aligned with the edge that leaves more room. The height of the menu is known
/// only once the menu is open.
fn position(menu: &HtmlElement, button: &HtmlElement) {
    let rect = button.get_bounding_client_rect();
    let root = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element());
    let (width, height) =
        root.map_or((0.0, 0.0), |e| (f64::from(e.client_width()), f64::from(e.client_height())));
    let style = menu.style();
    // Measured without the previous limit; the added pixel makes up for the fraction that `offsetHeight` rounds off.
    let _ = style.remove_property("max-height");
    let own = f64::from(menu.offset_height()) + 1.0;
    let Placement { top, max_height } = beside(rect.top(), rect.bottom(), own, height);
    let px = |n: f64| format!("{}px", n.floor() as i64);
    let (left, right) = match rect.left() < width - rect.right() {
        true => (px(rect.left()), "auto".to_owned()),
        false => ("auto".to_owned(), px(width - rect.right())),
    };
    let properties = [("top", px(top)), ("max-height", px(max_height)), ("left", left), ("right", right)];
    for (property, value) in properties {
        let _ = style.set_property(property, &value);
    }
}
