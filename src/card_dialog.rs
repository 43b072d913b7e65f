//! The dialogs that a card can open, and the actions that open one.

use crate::session::{Account, ParameterPrompt};
use coder_core::actions::Action;
use coder_core::actions::plan::ParameterValues;
use coder_core::models::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// A dialog of a card.
#[derive(Clone)]
pub(crate) enum CardDialog {
    /// The confirmation before a workspace is deleted.
    Delete(Arc<Workspace>),
    /// The details view of a workspace.
    Details(Arc<Workspace>),
    /// The form that creates a workspace.
    Create(Prefill),
    /// The prompt for parameters that a template requires before a start.
    Prompt(ParameterPrompt),
}

/// The initial values of a creation form.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Prefill {
    /// The template's UUID; replaces the configured template.
    pub template_id: Option<String>,
    /// The template's name.
    pub template_name: Option<String>,
    /// The name of the workspace to duplicate.
    pub original: Option<String>,
    /// The UUID of the build whose parameter values are copied.
    pub build_id: Option<String>,
}

/// Starts an action on a workspace, or opens the dialog that the action needs first: the confirmation of a deletion,
/// or the prompt for parameters. `values` are the parameter values of the build that the action starts.
pub(crate) fn start_action(
    account: &Account,
    workspace: &Arc<Workspace>,
    action: Action,
    values: Option<ParameterValues>,
    dialog: RwSignal<Option<CardDialog>>,
) {
    match action {
        Action::Delete => dialog.set(Some(CardDialog::Delete(workspace.clone()))),
        // The card may be unmounted by then.
        action => account.run_action(workspace, action, values, move |prompt| {
            let _ = dialog.try_set(Some(CardDialog::Prompt(prompt)));
        }),
    }
}
