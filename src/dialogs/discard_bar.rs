//! The question before a dialog is closed with values that were entered and not saved.

use crate::texts::t;
use crate::ui::focus_soon;
use coder_core::i18n::Message;
use leptos::html;
use leptos::prelude::*;

/// Whether a dialog has values that were not saved, and whether the user is asked about them.
#[derive(Clone, Copy)]
pub(super) struct UnsavedValues {
    /// Whether entered values would be lost on closing.
    pub dirty: RwSignal<bool>,
    asks: RwSignal<bool>,
}

impl UnsavedValues {
    /// Creates the state of a dialog without entered values.
    pub fn new() -> Self {
        Self { dirty: RwSignal::new(false), asks: RwSignal::new(false) }
    }

    /// Returns the callback that runs before the dialog is closed: asks if values would be lost.
    pub fn may_close(self) -> Callback<(), bool> {
        Callback::new(move |()| {
            let is_clean = !self.dirty.get_untracked();
            self.asks.set(!is_clean);
            is_clean
        })
    }
}

/// The question whether to discard the entered values, once the user tried to close the dialog.
#[component]
pub(super) fn DiscardBar(
    /// The state of the dialog.
    unsaved: UnsavedValues,
    /// Callback that closes the dialog without saving.
    discard: Callback<()>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/dialogs/discard_bar.css");
    let bar = NodeRef::<html::Div>::new();
    bar.on_load(|bar| focus_soon(Some(bar.into())));
    move || {
        unsaved.asks.get().then(|| {
            view! {
                class=class,
                <div class="discard" role="alert" node_ref=bar>
                    <p class="text">{t(Message::CreateDiscard)}</p>
                    <button type="button" class="coder-button small" on:click=move |_| unsaved.asks.set(false)>
                        {t(Message::CreateDiscardNo)}
                    </button>
                    <button type="button" class="coder-button small danger" on:click=move |_| discard.run(())>
                        {t(Message::CreateDiscardYes)}
                    </button>
                </div>
            }
        })
    }
}
