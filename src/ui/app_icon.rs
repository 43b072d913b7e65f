//! The icon of an app.

use super::icon::{Icon, IconName};
use super::{IconSize, RemoteIcon};
use leptos::prelude::*;

/// The icon of an app: the deployment's, or else the card's own.
#[component]
pub(crate) fn AppIcon(
    /// The card's own icon.
    icon: IconName,
    /// The app's `icon` field; empty for none.
    image: String,
) -> impl IntoView {
    match image.is_empty() {
        true => view! { <Icon icon/> }.into_any(),
        false => view! {
            <RemoteIcon field=Signal::stored(image) name=Signal::stored(String::new()) part="app-icon" size=IconSize::Text fallback=icon/>
        }
        .into_any(),
    }
}
