//! A menu after the ARIA pattern: arrows move, Enter acts, Escape and Tab close, focus comes back.
//!
//! It is a native popover: it lies above everything the host draws and closes on a click elsewhere. Browsers before 2024
//! have none; there it is an ordinary box that closes when the focus leaves it.

use super::glyph::{Glyph, Sign};
use super::menu_button::MenuPlace;
use super::{NewTab, has_popovers, unique_id};
use crate::browser::next_frame;
use crate::effect::effect;
use coder_core::placement::{Placement, beside};
use js_sys::Reflect;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

/// One action in a menu.
#[derive(Clone)]
pub struct MenuItem {
    /// What it says.
    pub label: String,
    /// The glyph beside it.
    pub sign: Sign,
    /// What it does.
    pub act: Act,
    /// Begins another kind of action, for a line above it.
    pub divided: bool,
}

impl Act {
    /// Something here.
    pub fn run(act: impl Fn() + Send + Sync + 'static) -> Self {
        Self::Run(Arc::new(act))
    }
}

impl MenuItem {
    /// What tells the item from others: one that stays the same stays in the document, under the pointer and with
    /// its focus, whatever comes and goes around it.
    fn key(&self) -> (String, u8, bool) {
        let act = match self.act {
            Act::Run(_) => 0,
            Act::Open(_) => 1,
            Act::Nothing(_) => 2,
        };
        (self.label.clone(), act, self.divided)
    }

    /// An action of the same kind as the one before.
    pub fn new(label: impl Into<String>, sign: Sign, act: Act) -> Self {
        Self { label: label.into(), sign, act, divided: false }
    }
}

/// What a menu item does.
#[derive(Clone)]
pub enum Act {
    /// Something here. Not a callback of a signal's: it outlives the list that it first stood in.
    Run(Arc<dyn Fn() + Send + Sync>),
    /// Opens an address in a new tab.
    Open(String),
    /// Nothing, and why: it is there so that nobody looks for it in vain.
    Nothing(&'static str),
}

/// What a [`MenuButton`] opens: actions, and a few words above them. Opens as soon as it is in the document.
#[component]
pub fn Menu(
    /// Where it was asked for.
    place: MenuPlace,
    /// The actions, in order.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// A few words above the actions.
    #[prop(optional, into)]
    note: ViewFn,
    /// Told when the menu opens.
    #[prop(optional)]
    on_open: Option<Callback<()>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/menu.css");
    let MenuPlace { button, menu, id, label, open } = place;
    let note_id = unique_id("menu-note");

    let native = has_popovers();
    menu.on_load(move |menu| match native {
        true => drop(menu.show_popover()),
        false => open.set(true),
    });
    let toggling = move |_: web_sys::Event| {
        if let (Some(button), Some(menu)) =
            (button.try_get_untracked().flatten(), menu.try_get_untracked().flatten())
        {
            put(&menu, &button);
        }
    };
    // The browser tells it a little later, and the rest is done a frame later: the menu may have gone.
    let toggled = move |_| {
        let Some(menu) = menu.try_get_untracked().flatten() else { return };
        let is_open = menu.matches(":popover-open").unwrap_or(false);
        // A menu whose row moved was taken out and is shown again: for whoever uses it, it never was closed.
        let was_open = open.get_untracked();
        if is_open != was_open {
            open.set(is_open);
        }
        let Some(button) = button.try_get_untracked().flatten() else { return };
        // From now on the browser acts on clicks on the button: it knows that one on an open menu's is not one outside
        // of the menu, which closes it, so that the next opening would be the same click's. Also where it is closed
        // again already: Escape may be that quick.
        let _ = Reflect::set(&button, &"popoverTargetElement".into(), &menu);
        if !is_open {
            return;
        }
        if let Some(told) = on_open.filter(|_| !was_open) {
            told.run(());
        }
        begin(menu, button, !was_open);
    };
    if !native {
        effect(move || {
            if let (true, Some(menu), Some(button)) =
                (open.get(), menu.get_untracked(), button.get_untracked())
            {
                if let Some(told) = on_open {
                    told.run(());
                }
                begin(menu, button, true);
            }
        });
    }
    let left = move |event: leptos::ev::FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
        let stays = menu.get_untracked().is_some_and(|menu| menu.contains(to.as_ref()))
            || button.get_untracked().is_some_and(|button| button.contains(to.as_ref()));
        if !native && !stays {
            open.set(false);
        }
    };
    // An action that fits no more goes, and may have had the focus.
    effect(move || {
        items.track();
        next_frame(move || {
            let shown = menu.try_get_untracked().flatten().filter(|_| open.try_get_untracked() == Some(true));
            let Some(menu) = shown else { return };
            // What may be about to be clicked stays where it is.
            let button = button.try_get_untracked().flatten();
            if let Some(button) = button.filter(|_| !menu.matches(":hover").unwrap_or(true)) {
                put(&menu, &button);
            }
            if !menu.matches(":focus-within").unwrap_or(true) {
                focus(&menu, Move::First);
            }
        });
    });
    // Some browsers give a clicked button no focus, and take it from where it was.
    let pressed = move |event: leptos::ev::MouseEvent| {
        if !native {
            event.prevent_default();
        }
    };
    let close = move || {
        match menu.get_untracked() {
            Some(menu) if native => drop(menu.hide_popover()),
            _ => open.set(false),
        }
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let Some(menu) = menu.get_untracked() else { return };
        let step = match event.key().as_str() {
            "ArrowDown" => Move::Next,
            "ArrowUp" => Move::Previous,
            "Home" => Move::First,
            "End" => Move::Last,
            "Tab" | "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                return close();
            }
            _ => return,
        };
        event.prevent_default();
        focus(&menu, step);
    };
    let row = move |item: MenuItem| {
        let MenuItem { label, sign, act, divided } = item;
        match act {
            Act::Run(act) => {
                let act = move |_| {
                    close();
                    act();
                };
                view! {
                    class=class,
                    <button type="button" role="menuitem" tabindex="-1" class="item" class:divided=divided on:click=act>
                        <Glyph sign/><span>{label}</span>
                    </button>
                }.into_any()
            }
            Act::Nothing(why) => view! {
                class=class,
                <button type="button" role="menuitem" tabindex="-1" class="item" class:divided=divided aria-disabled="true">
                    <Glyph sign/><span class="words">{label}<small class="why">{why}</small></span>
                </button>
            }.into_any(),
            Act::Open(href) => view! {
                class=class,
                <a
                    role="menuitem" tabindex="-1" class="item" class:divided=divided href=href target="_blank" rel="noopener noreferrer"
                    on:click=move |_| close()
                >
                    <Glyph sign/><span>{label}<NewTab/></span>
                </a>
            }.into_any(),
        }
    };
    view! {
        class=class,
        <div
            id=id.get_value() class="menu" part="menu" popover=native.then_some("auto") node_ref=menu
            on:beforetoggle=toggling on:toggle=toggled on:keydown=on_key on:focusout=left
            on:mousedown=pressed
        >
            {move || open.get().then(|| view! {
                class=class,
                <div class="note" id=note_id.clone()>{note.run()}</div>
                <div role="menu" aria-label=label aria-describedby=note_id.clone()>
                    <For each=move || items.get() key=MenuItem::key let(item)>{row(item)}</For>
                </div>
            })}
        </div>
    }
}

/// The actions are in the document only while the menu is open, and from the next frame on.
fn begin(menu: web_sys::HtmlDivElement, button: web_sys::HtmlButtonElement, focuses: bool) {
    next_frame(move || {
        put(&menu, &button);
        if focuses {
            focus(&menu, Move::First);
        }
    });
}

enum Move {
    First,
    Last,
    Next,
    Previous,
}

fn focus(menu: &HtmlElement, step: Move) {
    let Ok(found) = menu.query_selector_all("[role=menuitem]") else { return };
    let items: Vec<HtmlElement> =
        (0..found.length()).filter_map(|i| found.item(i)?.dyn_into().ok()).collect();
    let current = items.iter().position(|item| item.matches(":focus").unwrap_or(false));
    let last = items.len().saturating_sub(1);
    let next = match (step, current) {
        (Move::First, _) | (Move::Next, None) => 0,
        (Move::Last, _) | (Move::Previous, None | Some(0)) => last,
        (Move::Next, Some(i)) if i == last => 0,
        (Move::Next, Some(i)) => i + 1,
        (Move::Previous, Some(i)) => i - 1,
    };
    if let Some(item) = items.get(next) {
        let _ = item.focus();
    }
}

/// Puts the menu beside its button, in line with the edge that leaves it more room. Its height is known only once it is
/// open.
fn put(menu: &HtmlElement, button: &HtmlElement) {
    let rect = button.get_bounding_client_rect();
    let root = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element());
    let (width, height) =
        root.map_or((0.0, 0.0), |e| (f64::from(e.client_width()), f64::from(e.client_height())));
    let style = menu.style();
    // What it would need, not what it was given the last time; and the fraction that was cut off.
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
