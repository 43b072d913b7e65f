//! A modal dialog: the browser's own, so that focus stays inside, Escape closes it, and nothing of a host's is
//! needed for it.

use super::unique_id;
use crate::style;
use crate::texts::{t, texts};
use coder_core::text::Text;
use leptos::html;
use leptos::prelude::*;

/// A dialog with a title and a button that closes it; in the document only while it is open.
#[component]
pub fn Dialog(
    /// Whether it is open; closing it sets it to `false`.
    open: RwSignal<bool>,
    /// Its title.
    title: &'static str,
    /// What stands in it.
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    view! { {move || open.get().then(|| view! { <Open open title>{children.with_value(|c| c())}</Open> })} }
}

#[component]
fn Open(open: RwSignal<bool>, title: &'static str, children: Children) -> impl IntoView {
    let class = stylers::style_sheet!("./style/dialog.css");
    let dialog = NodeRef::<html::Dialog>::new();
    dialog.on_load(move |dialog| {
        // Shown once it stands in the document.
        request_animation_frame(move || {
            style::adopt(&dialog);
            if !dialog.open() {
                let _ = dialog.show_modal();
            }
        });
    });
    let on_click = move |event: leptos::ev::MouseEvent| {
        // The dialog itself is hit only where its content is not: on the backdrop.
        if let Some(dialog) = dialog.get_untracked()
            && event.target().as_ref() == Some(&**dialog)
        {
            dialog.close();
        }
    };
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let id = unique_id("dialog");
    let title_id = id.clone();
    view! {
        class=class,
        <dialog
            class="dialog coder-root" part="dialog" lang=texts().language.tag() aria-labelledby=id node_ref=dialog
            on:close=move |_| open.set(false) on:click=on_click
        >
            <div class="inside">
                <h2 class="title" id=title_id>{title}</h2>
                {children()}
                <p class="foot">
                    <button type="button" class="coder-button" on:click=close>{t(Text::Close)}</button>
                </p>
            </div>
        </dialog>
    }
}
