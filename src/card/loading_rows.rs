//! The placeholder of a list that is still being fetched.

use crate::ui::Skeleton;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// A skeleton with as many rows as the list had last time, at most five.
#[component]
pub(super) fn LoadingRows(
    /// The previous number of rows, if it is known.
    rows: Option<usize>,
    /// The status message.
    #[prop(default = Message::Loading)]
    label: Message,
) -> impl IntoView {
    let bones = rows.unwrap_or(3).clamp(1, 5);
    view! { <Skeleton label bones of_list=true/> }
}
