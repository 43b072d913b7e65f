//! The dialog that asks for the parameters that an action needs.

use crate::card_dialog::CardDialog;
use crate::create_workspace::ParameterPromptForm;
use crate::session::ParameterPrompt;
use crate::texts::tf;
use crate::ui::Dialog;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// The form for the parameters in a dialog.
#[component]
pub(super) fn ParameterPromptDialog(
    /// Whether the dialog is open; closing the dialog sets this to `false`.
    open: RwSignal<bool>,
    /// The action and its parameters.
    prompt: ParameterPrompt,
    /// The card's current dialog.
    dialog: RwSignal<Option<CardDialog>>,
) -> impl IntoView {
    let title = tf(Message::AskTitle, &[("name", &prompt.workspace.name)]);
    view! { <Dialog open title><ParameterPromptForm prompt=prompt.clone() dialog/></Dialog> }
}
