//! A modal dialog on the native `<dialog>`, which keeps the focus inside, closes on Escape, and needs nothing from
//! the host.

use super::open_dialog::OpenDialog;
use leptos::prelude::*;

/// A modal dialog with a title and a close button, in the document only while open.
#[component]
pub fn Dialog(
    /// Whether the dialog is open; closing the dialog sets this to `false`.
    open: RwSignal<bool>,
    /// The dialog's title.
    #[prop(into)]
    title: Signal<String>,
    /// Whether to use the wide layout, for more than a few sentences.
    #[prop(optional)]
    wide: bool,
    /// Callback that runs before the user closes the dialog; `false` keeps the dialog open.
    #[prop(optional)]
    may_close: Option<Callback<(), bool>>,
    /// The dialog's content.
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    view! {
        {move || open.get().then(|| view! {
            <OpenDialog open title wide may_close>{children.with_value(|c| c())}</OpenDialog>
        })}
    }
}
