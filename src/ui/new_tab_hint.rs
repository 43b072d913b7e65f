//! The hint at links that open in a new tab.

use crate::texts::t;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// A hidden text for screen readers: the link opens in a new tab.
#[component]
pub fn NewTabHint() -> impl IntoView {
    view! { <span class="coder-hidden">" "{t(Message::NewTab)}</span> }
}
