//! An item of a menu.

use super::icon::IconName;
use super::{AppIcon, NewTabHint};
use crate::texts::t;
use coder_core::i18n::Message;
use leptos::prelude::*;
use std::sync::Arc;

/// An item of a menu.
#[derive(Clone)]
pub struct MenuItem {
    /// The item's text.
    pub label: String,
    /// What the heading of the item's group says about it, for screen readers; empty for nothing.
    pub context: String,
    /// The item's icon.
    pub icon: IconName,
    /// The `icon` field of Coder that is shown in place of [`Self::icon`]; empty for none.
    pub image: String,
    /// The heading of the group that the item is the first of; empty for none.
    pub heading: String,
    /// The item's behavior.
    pub act: MenuAction,
    /// Whether a divider precedes the item.
    pub divided: bool,
    /// Whether the menu's main button does the same.
    pub is_default: bool,
    /// Whether the item destroys something.
    pub is_danger: bool,
}

impl MenuAction {
    /// Returns a behavior that calls a function.
    pub fn run(act: impl Fn() + Send + Sync + 'static) -> Self {
        Self::Callback(Arc::new(act))
    }

    /// Returns a behavior that opens a URL in a new tab.
    pub fn link(href: impl Into<String>) -> Self {
        Self::Link(href.into(), Arc::new(|| ()))
    }
}

impl MenuItem {
    /// Returns the key that identifies the item across updates.
    ///
    /// An unchanged item stays in the document, keeps the focus and stays under the pointer while other items come
    /// and go.
    pub(super) fn key(&self) -> (String, String, String, u8, bool, bool) {
        let act = match self.act {
            MenuAction::Callback(_) => 0,
            MenuAction::Link(..) => 1,
            MenuAction::Disabled("") => 2,
            MenuAction::Disabled(_) => 3,
        };
        (self.heading.clone(), self.label.clone(), self.context.clone(), act, self.divided, self.is_default)
    }

    /// Creates an item without a divider.
    pub fn new(label: impl Into<String>, icon: IconName, act: MenuAction) -> Self {
        Self {
            label: label.into(),
            context: String::new(),
            icon,
            image: String::new(),
            heading: String::new(),
            act,
            divided: false,
            is_default: false,
            is_danger: false,
        }
    }
}

/// The behavior of a menu item.
#[derive(Clone)]
pub enum MenuAction {
    /// Calls a function. An `Arc` instead of a Leptos `Callback`, because the item outlives the list that it was
    /// created for.
    Callback(Arc<dyn Fn() + Send + Sync>),
    /// Opens a URL in a new tab, and calls a function.
    Link(String, Arc<dyn Fn() + Send + Sync>),
    /// Nothing; the text is the reason. The item is shown so that users do not look for it elsewhere.
    Disabled(&'static str),
}

/// Returns the element of an item, below the heading of its group. `class` is that of the menu's style sheet; `close`
/// closes the menu.
pub(super) fn item_view(
    item: MenuItem,
    class: &'static str,
    close: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView {
    let MenuItem { label, context, icon, image, heading, act, divided, is_default, is_danger } = item;
    let has_heading = !heading.is_empty();
    let heading = has_heading.then(|| {
        view! { class=class, <small class="heading" class:divided=divided>{heading}</small> }
    });
    let divided = divided && !has_heading;
    let context =
        (!context.is_empty()).then(|| view! { <span class="coder-hidden">{format!(" ({context})")}</span> });
    let icon = view! { <AppIcon icon image/> };
    // Screen readers do without: the button itself has that name.
    let default = is_default.then(|| {
        view! {
            class=class,
            <small class="default" aria-hidden="true">{t(Message::OpenDefault)}</small>
        }
    });
    match act {
        MenuAction::Callback(act) => {
            let act = move |_| {
                close();
                act();
            };
            view! {
                class=class,
                {heading}
                <button
                    type="button" role="menuitem" tabindex="-1" class="item" class:divided=divided class:danger=is_danger
                    on:click=act
                >
                    {icon}<span>{label}{context}</span>{default}
                </button>
            }.into_any()
        }
        MenuAction::Disabled(reason) => view! {
            class=class,
            {heading}
            <button type="button" role="menuitem" tabindex="-1" class="item" class:divided=divided aria-disabled="true">
                {icon}<span class="text">{label}{context}<small class="reason">{reason}</small></span>
            </button>
        }.into_any(),
        MenuAction::Link(href, followed) => view! {
            class=class,
            {heading}
            <a
                role="menuitem" tabindex="-1" class="item" class:divided=divided href=href target="_blank" rel="noopener noreferrer"
                on:click=move |_| {
                    close();
                    followed();
                }
            >
                {icon}<span>{label}{context}<NewTabHint/></span>{default}
            </a>
        }.into_any(),
    }
}
