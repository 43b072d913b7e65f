//! The context of the details view.

use coder_core::actions::Permissions;
use coder_core::log::LogBuffer;
use coder_core::models::{Template, Workspace};
use leptos::prelude::*;
use std::sync::Arc;

/// The state that the components of the details view share.
#[derive(Clone)]
pub(super) struct Details {
    /// The workspace from the latest response.
    pub workspace: ArcRwSignal<Arc<Workspace>>,
    /// The workspace's template, once fetched.
    pub template: RwSignal<Option<Template>>,
    /// Whether the template was fetched, or cannot be.
    pub is_template_known: RwSignal<bool>,
    /// The viewer's permissions, once known.
    pub permissions: Memo<Option<Permissions>>,
    /// The log of the latest build, as far as it was fetched.
    pub build_log: RwSignal<LogBuffer>,
    /// Whether entered values would be lost on closing.
    pub dirty: RwSignal<bool>,
    /// Whether the workspace no longer exists.
    pub is_deleted: RwSignal<bool>,
}

/// Returns the state of the details view around the component.
pub(super) fn use_details() -> Details {
    expect_context()
}
