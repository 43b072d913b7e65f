//! The button or link that opens an app.

use crate::launch;
use crate::session::Account;
use crate::texts::t;
use crate::ui::{AppIcon, NewTabHint, app_icon, app_label};
use coder_core::apps::{AppLink, AppTarget};
use leptos::prelude::*;

/// A link to an app, or a button if the app cannot be linked to.
#[component]
pub(super) fn AppLinkButton(
    /// The app link.
    link: AppLink,
    /// The account with which the app is opened.
    account: Account,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/app_link_button.css");
    let label = app_label(&link);
    let (icon, image) = (app_icon(link.kind), link.icon.clone());
    let icon = view! { <AppIcon icon image/> };
    let texts = [link.group.clone(), link.note.map(t).unwrap_or_default().to_owned()];
    let note = texts.into_iter().filter(|text| !text.is_empty()).map(|text| {
        view! { class=class, <small class="note">{text}</small> }
    });
    let note = note.collect_view();
    match link.opens {
        AppTarget::Url { href, small: false } => view! {
            class=class,
            <a class="coder-button app" part="way" href=href target="_blank" rel="noopener noreferrer">
                {icon}{label}{note}<NewTabHint/>
            </a>
        }
        .into_any(),
        AppTarget::Unavailable(reason) => view! {
            class=class,
            <button type="button" class="coder-button app off" part="way" aria-disabled="true" title=t(reason)>
                {icon}{label}<small class="note">{t(reason)}</small>
            </button>
        }
        .into_any(),
        opens => view! {
            class=class,
            <button type="button" class="coder-button app" part="way" on:click=move |_| launch::open(&account, &opens)>
                {icon}{label}{note}
            </button>
        }
        .into_any(),
    }
}
