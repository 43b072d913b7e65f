//! Icons and avatars from Coder, with the first letter of a name or an icon of the card as the fallback.

use super::icon::{Icon, IconName};
use crate::client::IconSignal;
use crate::provider::use_provider;
use coder_core::icon::{initial, is_emoji, is_monochrome};
use leptos::prelude::*;

/// An icon or avatar from Coder, or the first letter of a name while there is no image.
#[component]
pub(crate) fn RemoteIcon(
    /// A URL, a path on the deployment, or empty.
    field: Signal<String>,
    /// The name whose first letter is the fallback.
    name: Signal<String>,
    /// The icon's CSS part.
    part: &'static str,
    /// The size.
    #[prop(optional)]
    size: IconSize,
    /// The icon that is shown in place of the letter.
    #[prop(optional)]
    fallback: Option<IconName>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/ui/remote_icon.css");
    let provider = use_provider();
    let (account, config) = (provider.account, provider.config);
    let source = Memo::new(move |_| {
        Source(account.icons().source(&field.read(), config.read().app.access_url.as_ref()))
    });
    let (broken, set_broken) = signal(None::<String>);
    let image = move || source.get().0.get().filter(|url| broken.read().as_ref() != Some(url));
    let emoji = move || is_emoji(&field.read());
    let monochrome = move || is_monochrome(&field.read());
    view! {
        class=class,
        <span class="icon" part=part aria-hidden="true" class:emoji=emoji class:monochrome=monochrome class:small=size == IconSize::Text class:badge=size == IconSize::Badge>
            {move || match image() {
                Some(url) => {
                    let failed = url.clone();
                    view! {
                        class=class,
                        <img
                            class="image" alt="" src=url referrerpolicy="no-referrer" crossorigin="anonymous"
                            loading="lazy" decoding="async"
                            on:error=move |_| set_broken.set(Some(failed.clone()))
                        />
                    }.into_any()
                }
                None if fallback.is_some() => fallback.map(|icon| view! { <Icon icon/> }).into_any(),
                None => initial(&name.read()).to_string().into_any(),
            }}
        </span>
    }
}

/// The size of an icon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum IconSize {
    /// Beside two lines of text.
    #[default]
    Row,
    /// In a line of text.
    Text,
    /// On another icon.
    Badge,
}

/// An icon's signal, compared by identity: unchanged while the icon's field is unchanged.
#[derive(Clone)]
struct Source(IconSignal);

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
