//! Gray bars in place of content that is being fetched.

use crate::texts::t;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// Placeholder bars, with a hidden status message for screen readers.
#[component]
pub fn Skeleton(
    /// The status message.
    label: Message,
    /// The number of bars.
    bones: usize,
    /// Whether the bars represent rows of a list.
    #[prop(optional)]
    of_list: bool,
) -> impl IntoView {
    // One view per bar: Leptos would create several bars from an HTML string, which pages that enforce Trusted Types
    // forbid.
    let bone = |_| view! { <span class="coder-bone"></span> };
    view! {
        <div class="coder-skeleton" class:of-list=of_list role="status">
            <span class="coder-hidden">{t(label)}</span>
            {(0..bones).map(bone).collect_view()}
        </div>
    }
}
