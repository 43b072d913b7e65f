//! The content of the dialogs.
//!
//! Everything that only dialogs need is reachable through [`show`] alone: the release build puts it into the
//! `dialogs` chunk, which is fetched with the first dialog.

use super::confirm_form::ConfirmForm;
use super::create_dialog::CreateDialog;
use super::delete_form::DeleteForm;
use super::details_dialog::DetailsDialog;
use super::parameter_prompt_dialog::ParameterPromptDialog;
use super::props::DialogProps;
use crate::card_dialog::CardDialog;
use crate::texts::{t, tf};
use crate::ui::Dialog;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// Renders a dialog.
pub(super) fn show(props: DialogProps) -> AnyView {
    let DialogProps { current, open, dialog, config, created } = props;
    match current {
        CardDialog::Delete(workspace) => {
            let title = tf(Message::DeleteTitle, &[("name", &workspace.name)]);
            view! { <Dialog open title><DeleteForm workspace=workspace.clone() open/></Dialog> }.into_any()
        }
        CardDialog::Confirm(workspace, action) => {
            let title = tf(Message::ConfirmTitle, &[("action", t(action.text())), ("name", &workspace.name)]);
            view! { <Dialog open title><ConfirmForm workspace=workspace.clone() action open dialog/></Dialog> }
                .into_any()
        }
        CardDialog::Details(workspace) => view! { <DetailsDialog open workspace dialog/> }.into_any(),
        CardDialog::Prompt(prompt) => view! { <ParameterPromptDialog open prompt dialog/> }.into_any(),
        CardDialog::Create(prefill) => view! { <CreateDialog open prefill config created/> }.into_any(),
    }
}
