//! A modal dialog: the browser's own, so that focus stays inside, Escape closes it, and nothing of a host's is
//! needed for it.

use super::glyph::{Glyph, Sign};
use super::unique_id;
use crate::browser::next_frame;
use crate::style;
use crate::texts::{t, texts};
use coder_core::text::Text;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A dialog with a title and a button that closes it; in the document only while it is open.
#[component]
pub fn Dialog(
    /// Whether it is open; closing it sets it to `false`.
    open: RwSignal<bool>,
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// It holds more than a few words.
    #[prop(optional)]
    wide: bool,
    /// Asked before a person closes it; `false` keeps it open.
    #[prop(optional)]
    may_close: Option<Callback<(), bool>>,
    /// What stands in it.
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    view! {
        {move || open.get().then(|| view! {
            <Open open title wide may_close>{children.with_value(|c| c())}</Open>
        })}
    }
}

#[component]
fn Open(
    open: RwSignal<bool>,
    title: Signal<String>,
    wide: bool,
    may_close: Option<Callback<(), bool>>,
    children: Children,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/dialog.css");
    let dialog = NodeRef::<html::Dialog>::new();
    dialog.on_load(move |dialog| {
        // Shown once it stands in the document.
        next_frame(move || {
            style::adopt(&dialog);
            if !dialog.open() {
                let _ = dialog.show_modal();
            }
            // What one came for, rather than the way out.
            if let Ok(Some(field)) = dialog.query_selector("input:not([type=search]), textarea") {
                let _ = field.unchecked_into::<web_sys::HtmlElement>().focus();
            }
        });
    });
    let close = move || {
        if may_close.is_none_or(|may| may.run(()))
            && let Some(dialog) = dialog.get_untracked()
        {
            dialog.close();
        }
    };
    // Taken out while it is open it would not give the focus back to where it was.
    on_cleanup(move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    });
    // Once it is gone, what is open may be another.
    let on_close = move |_| {
        if dialog.try_get_untracked().is_some() {
            open.set(false);
        }
    };
    let on_click = move |event: leptos::ev::MouseEvent| {
        // The dialog itself is hit only where its content is not: on the backdrop.
        if dialog.get_untracked().is_some_and(|d| event.target().as_ref() == Some(&**d)) {
            close();
        }
    };
    // Escape; taken over so that what was typed is not lost by it.
    let on_cancel = move |event: leptos::ev::Event| {
        event.prevent_default();
        close();
    };
    let id = unique_id("dialog");
    let title_id = id.clone();
    view! {
        class=class,
        <dialog
            class="dialog coder-root" class:wide=wide part="dialog" lang=texts().language.tag() aria-labelledby=id
            node_ref=dialog on:close=on_close on:cancel=on_cancel on:click=on_click
        >
            <div class="inside">
                <header class="head">
                    <h2 class="title" id=title_id>{title}</h2>
                    <button
                        type="button" class="coder-icon-button" aria-label=t(Text::Close) title=t(Text::Close)
                        on:click=move |_| close()
                    >
                        <Glyph sign=Sign::Cross/>
                    </button>
                </header>
                {children()}
            </div>
        </dialog>
    }
}
