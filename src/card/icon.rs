//! A workspace's icon: its template's, or a letter.

use crate::icons::Icons;
use crate::provider::use_provider;
use coder_core::icon::{is_monochrome, letter};
use coder_core::wire::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// A workspace's icon, decoration only.
#[component]
pub fn WorkspacesListIcon(
    /// Whose.
    #[prop(into)]
    workspace: ArcSignal<Arc<Workspace>>,
) -> impl IntoView {
    let field = {
        let workspace = workspace.clone();
        Signal::derive(move || workspace.read().template_icon.clone())
    };
    let name = Signal::derive(move || workspace.read().name.clone());
    view! { <RemoteIcon field name part="row-icon"/> }
}

/// A picture named by Coder (an icon, an avatar), or the first letter of a name.
#[component]
pub(crate) fn RemoteIcon(
    /// An address, a path on the deployment, or empty.
    field: Signal<String>,
    /// Whose letter stands in.
    name: Signal<String>,
    /// The picture's part.
    part: &'static str,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/icon.css");
    let provider = use_provider();
    let (account, config) = (provider.account, provider.config);
    let source = Memo::new(move |_| {
        Source(Icons::source(&account, &field.read(), config.read().app.access_url.as_ref()))
    });
    let (broken, set_broken) = signal(None::<String>);
    let image = move || source.get().0.get().filter(|url| broken.read().as_ref() != Some(url));
    let emoji = move || field.read().contains("/emojis/");
    let monochrome = move || is_monochrome(&field.read());
    view! {
        class=class,
        <span class="icon" part=part aria-hidden="true" class:emoji=emoji class:monochrome=monochrome>
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
                None => letter(&name.read()).to_string().into_any(),
            }}
        </span>
    }
}

/// An icon source; the same one while the field is the same.
#[derive(Clone)]
struct Source(crate::icons::IconSource);

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
