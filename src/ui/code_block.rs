//! Blocks of code.

use leptos::prelude::*;

/// Lines to copy into a configuration file.
#[component]
pub fn CodeBlock(
    /// The YAML lines.
    yaml: &'static str,
) -> impl IntoView {
    view! { <pre class="coder-code" tabindex="0">{yaml}</pre> }
}
