//! The button at the bottom of the window, and the sign-in dialog that it opens.

use super::gate::Gate;
use super::sign_in_form::SignInForm;
use crate::style;
use crate::texts::{t, texts};
use crate::ui::Dialog;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// The button and its dialog.
#[component]
pub(super) fn FallbackDialog(
    /// The gate.
    gate: Memo<Gate>,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/auth/fallback_dialog.css");
    let place = style::adopt_on_mount();
    view! {
        class=class,
        <section
            class="fallback coder-root" part="fallback" aria-label=t(Message::FallbackTitle)
            lang=texts().language().tag() node_ref=place
        >
            <button type="button" class="coder-button primary raised" on:click=move |_| open.set(true)>
                {t(Message::SignInTitle)}
            </button>
            <Dialog open title=t(Message::SignInTitle)>
                {move || view! { <SignInForm gate=gate.get()/> }}
            </Dialog>
        </section>
    }
}
