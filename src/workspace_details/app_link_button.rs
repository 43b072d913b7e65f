//! The button or link that opens an app.

use super::context::use_details;
use crate::launch;
use crate::launches::Launches;
use crate::provider::use_provider;
use crate::texts::t;
use crate::ui::{AppIcon, NewTabHint, app_icon, app_label};
use coder_core::apps::{AppLink, AppTarget};
use leptos::prelude::*;

/// A link to an app, or a button if the app cannot be linked to.
#[component]
pub(super) fn AppLinkButton(
    /// The app link.
    link: AppLink,
    /// Whether the app is the one that the row opens.
    is_preferred: bool,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/app_link_button.css");
    let (account, launches) = (use_provider().account, use_context::<Launches>());
    let workspace = use_details().workspace.read_untracked().id.clone();
    let label = app_label(&link);
    let (icon, image) = (app_icon(link.kind), link.icon.clone());
    let icon = view! { <AppIcon icon image/> };
    let texts = [link.group.clone(), link.note.map(t).unwrap_or_default().to_owned()];
    let note = texts.into_iter().filter(|text| !text.is_empty()).map(|text| {
        view! { class=class, <small class="note">{text}</small> }
    });
    let note = note.collect_view();
    let name = if is_preferred { "coder-button app primary" } else { "coder-button app" };
    match &link.opens {
        AppTarget::Url { href, small: false } => {
            let href = href.clone();
            let remember = move |_| drop(launches.map(|launches| launches.remember_link(&account, &link)));
            view! {
                class=class,
                <a class=name part="way" href=href target="_blank" rel="noopener noreferrer" on:click=remember>
                    {icon}{label}{note}<NewTabHint/>
                </a>
            }
            .into_any()
        }
        AppTarget::Unavailable(reason) => view! {
            class=class,
            <button type="button" class="coder-button app off" part="way" aria-disabled="true" title=t(*reason)>
                {icon}{label}<small class="note">{t(*reason)}</small>
            </button>
        }
        .into_any(),
        _ => {
            let open = move |_| match launches {
                Some(launches) => launches.open(&account, &workspace, &link),
                None => launch::open(&account, &link.opens),
            };
            view! {
                class=class,
                <button type="button" class=name part="way" on:click=open>
                    {icon}{label}{note}
                </button>
            }
            .into_any()
        }
    }
}
