//! The errors of a creation form that belong to no field.

use super::form_state::{or_rejected, use_state};
use crate::texts::t;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// Coder's field errors that belong to no shown field.
#[component]
pub(super) fn UnmatchedErrors() -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/template_form.css");
    let state = use_state();
    move || {
        let form = state.form.read();
        let evaluation = state.evaluation.read();
        let parameters = evaluation.as_ref().map(|e| e.parameters.as_slice()).unwrap_or_default();
        let messages: Vec<String> = form
            .unmatched_errors(parameters)
            .into_iter()
            .map(|error| match error.field.as_str() {
                "external_auth" => t(Message::CreateAuthFirst).to_owned(),
                field => format!("{field}: {}", or_rejected(error.detail.clone())),
            })
            .collect();
        let one = |message| view! { class=class, <p class="problem" data-obstacle="true" tabindex="-1">{message}</p> };
        messages.into_iter().map(one).collect_view()
    }
}
