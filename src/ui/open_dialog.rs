//! The element of a modal dialog.

use super::icon::{Icon, IconName};
use super::unique_id;
use crate::browser::next_frame;
use crate::style;
use crate::texts::{t, texts};
use coder_core::i18n::Message;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The native `<dialog>`, which opens as soon as it is in the document.
#[component]
pub(super) fn OpenDialog(
    /// Whether the dialog is open; closing the dialog sets this to `false`.
    open: RwSignal<bool>,
    /// The dialog's title.
    title: Signal<String>,
    /// Whether to use the wide layout.
    wide: bool,
    /// Callback that runs before the user closes the dialog; `false` keeps the dialog open.
    may_close: Option<Callback<(), bool>>,
    /// The dialog's content.
    children: Children,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/ui/open_dialog.css");
    let dialog = NodeRef::<html::Dialog>::new();
    dialog.on_load(move |dialog| {
        // `show_modal` requires the dialog to be in the document.
        next_frame(move || {
            style::adopt(&dialog);
            if !dialog.open() {
                let _ = dialog.show_modal();
            }
            // The first field gets the focus, or the dialog itself until its content takes it; not the close button,
            // which a second press of Enter would click.
            let field =
                dialog.query_selector("[autofocus], input:not([type=search]), textarea").ok().flatten();
            let target =
                field.map_or_else(|| dialog.clone().into(), JsCast::unchecked_into::<web_sys::HtmlElement>);
            let _ = target.focus();
        });
    });
    let close = move || {
        if may_close.is_none_or(|may| may.run(()))
            && let Some(dialog) = dialog.get_untracked()
        {
            dialog.close();
        }
    };
    // An open dialog that is removed would not restore the previous focus.
    on_cleanup(move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    });
    // After the unmount, `open` may belong to another dialog.
    let on_close = move |_| {
        if dialog.try_get_untracked().is_some() {
            open.set(false);
        }
    };
    // An event targets the dialog itself only on the backdrop.
    let on_backdrop = move |event: &leptos::ev::MouseEvent| {
        dialog.get_untracked().is_some_and(|d| event.target().as_ref() == Some(&**d))
    };
    // Selecting text in a field may end outside of the dialog: both ends of a click have to be on the backdrop.
    let pressed_backdrop = StoredValue::new(false);
    let on_mousedown = move |event: leptos::ev::MouseEvent| pressed_backdrop.set_value(on_backdrop(&event));
    let on_click = move |event: leptos::ev::MouseEvent| {
        if pressed_backdrop.get_value() && on_backdrop(&event) {
            close();
        }
    };
    // Escape goes through `close` as well, so that `may_close` can protect typed text.
    let on_cancel = move |event: leptos::ev::Event| {
        event.prevent_default();
        close();
    };
    let id = unique_id("dialog");
    let title_id = id.clone();
    view! {
        class=class,
        <dialog
            class="dialog coder-root" class:wide=wide part="dialog" tabindex="-1" lang=texts().language().tag() aria-labelledby=id
            node_ref=dialog on:close=on_close on:cancel=on_cancel on:mousedown=on_mousedown on:click=on_click
        >
            <div class="inside">
                <header class="head">
                    <h2 class="title" id=title_id>{title}</h2>
                    <button
                        type="button" class="coder-icon-button" aria-label=t(Message::Close) title=t(Message::Close)
                        on:click=move |_| close()
                    >
                        <Icon icon=IconName::Close/>
                    </button>
                </header>
                <div class="scroller">{children()}</div>
            </div>
        </dialog>
    }
}
