//! The placeholder of one row of the list.

use crate::texts::t;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// The placeholder of a row that is still being fetched.
#[component]
pub(super) fn LoadingRow() -> impl IntoView {
    view! {
        <span class="coder-hidden">{t(Message::RowLoading)}</span>
        {view! { <span class="coder-bone"></span> }}
    }
}
