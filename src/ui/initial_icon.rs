//! The first letter of a name, in place of an icon.

use coder_core::icon::initial;
use leptos::prelude::*;

/// The first letter of a name, which looks as a [`super::RemoteIcon`] without an image does.
#[component]
pub(crate) fn InitialIcon(
    /// The name.
    name: Signal<String>,
    /// The icon's CSS part.
    part: &'static str,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/ui/remote_icon.css");
    view! {
        class=class,
        <span class="icon" part=part aria-hidden="true">{move || initial(&name.read()).to_string()}</span>
    }
}
