//! Gray bars in the place of what is being fetched.

use crate::texts::t;
use coder_core::text::Text;
use leptos::prelude::*;

/// So many bars, and in words what they stand for.
#[component]
pub fn Skeleton(
    /// What is being fetched, for those who do not see bars.
    says: Text,
    /// How many bars.
    bones: usize,
    /// They stand for rows of a list.
    #[prop(optional)]
    of_list: bool,
) -> impl IntoView {
    // One by one: Leptos would write several as HTML text, which pages that enforce Trusted Types forbid.
    let bone = |_| view! { <span class="coder-bone"></span> };
    view! {
        <div class="coder-skeleton" class:of-list=of_list role="status">
            <span class="coder-hidden">{t(says)}</span>
            {(0..bones).map(bone).collect_view()}
        </div>
    }
}
