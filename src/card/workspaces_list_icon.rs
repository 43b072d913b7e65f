//! The icon of a row.

use crate::ui::RemoteIcon;
use coder_core::models::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// A workspace's icon: the template's icon, or the first letter of the workspace's name. Decorative only.
#[component]
pub fn WorkspacesListIcon(
    /// The workspace.
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
