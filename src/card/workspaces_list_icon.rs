//! The icon of a row.

use crate::provider::use_provider;
use crate::ui::{IconSize, RemoteIcon};
use coder_core::models::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// A workspace's icon: the template's icon, or the first letter of the workspace's name; with the owner's avatar if the
/// workspace is another user's. Decorative only.
#[component]
pub fn WorkspacesListIcon(
    /// The workspace.
    #[prop(into)]
    workspace: ArcSignal<Arc<Workspace>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/workspaces_list_icon.css");
    let session = use_provider().account.state();
    let field = {
        let workspace = workspace.clone();
        Signal::derive(move || workspace.read().template_icon.clone())
    };
    let name = {
        let workspace = workspace.clone();
        Signal::derive(move || workspace.read().name.clone())
    };
    let owner = Memo::new(move |_| {
        let (session, workspace) = (session.read(), workspace.read());
        let is_own = session.user().is_none_or(|user| user.username == workspace.owner_name);
        (!is_own).then(|| (workspace.owner_avatar_url.clone(), workspace.owner_name.clone()))
    });
    view! {
        class=class,
        <RemoteIcon field name part="row-icon"/>
        {move || owner.get().map(|(avatar, owner)| view! {
            class=class,
            <span class="owner">
                <RemoteIcon field=Signal::stored(avatar) name=Signal::stored(owner) part="row-owner" size=IconSize::Badge/>
            </span>
        })}
    }
}
