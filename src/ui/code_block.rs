//! Blocks of code.

use super::CopyState;
use crate::texts::t;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// Lines to copy into a configuration file, with a button that copies them.
#[component]
pub fn CodeBlock(
    /// The YAML lines.
    yaml: &'static str,
) -> impl IntoView {
    let copied = CopyState::new();
    view! {
        <pre class="coder-code" tabindex="0">{yaml}</pre>
        <p class="coder-copy">
            <button type="button" class="coder-button small" on:click=move |_| copied.copy(yaml.to_owned())>
                {t(Message::Copy)}
            </button>
            <span role="status">{move || copied.message()}</span>
        </p>
    }
}
