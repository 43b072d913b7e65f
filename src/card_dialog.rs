//! The dialogs that a card can open, and the actions that open one.

use crate::browser::{now_ms, parse_ms};
use crate::session::{Account, ParameterPrompt};
use coder_core::actions::Action;
use coder_core::actions::plan::ParameterValues;
use coder_core::models::{Workspace, WorkspaceStatus};
use coder_core::time_distance::{LastUsed, last_used};
use leptos::prelude::*;
use std::sync::Arc;

/// A dialog of a card.
#[derive(Clone)]
pub(crate) enum CardDialog {
    /// The confirmation before a workspace is deleted.
    Delete(Arc<Workspace>),
    /// The confirmation before an action ends what runs in a workspace.
    Confirm(Arc<Workspace>, Action),
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

/// Starts an action on a workspace, or opens the dialog that the action needs first: the confirmation of a deletion or
/// of the end of what runs in a workspace that is in use, or the prompt for parameters. `values` are the parameter
/// values of the build that the action starts; with them, everything is confirmed.
pub(crate) fn start_action(
    account: &Account,
    workspace: &Arc<Workspace>,
    action: Action,
    values: Option<ParameterValues>,
    dialog: RwSignal<Option<CardDialog>>,
) {
    match action {
        Action::Delete => dialog.set(Some(CardDialog::Delete(workspace.clone()))),
        action if values.is_none() && action.ends_processes() && is_in_use(workspace) => {
            dialog.set(Some(CardDialog::Confirm(workspace.clone(), action)));
        }
        action => run_action(account, workspace, action, values, dialog),
    }
}

/// Starts an action that needs no confirmation, or has it.
pub(crate) fn run_action(
    account: &Account,
    workspace: &Arc<Workspace>,
    action: Action,
    values: Option<ParameterValues>,
    dialog: RwSignal<Option<CardDialog>>,
) {
    // The card may be unmounted by then.
    account.run_action(workspace, action, values, move |prompt| {
        let _ = dialog.try_set(Some(CardDialog::Prompt(prompt)));
    });
}

/// Whether a workspace runs and was used within the last hour; Coder does not record uses more precisely.
fn is_in_use(workspace: &Workspace) -> bool {
    let used_at = workspace.last_used_at.as_ref().and_then(parse_ms);
    workspace.latest_build.status == WorkspaceStatus::Running && last_used(used_at, now_ms()) == LastUsed::Now
}
