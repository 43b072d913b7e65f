//! The prompt for parameters before a start: ephemeral parameters, or values that a new template version requires.

use super::fields::Fields;
use super::form_state::FormState;
use crate::card_dialog::{CardDialog, start_action};
use crate::provider::use_provider;
use crate::session::ParameterPrompt;
use crate::texts::t;
use crate::ui::focus_obstacle;
use coder_core::create::{Form, ResolvedParameters};
use leptos::prelude::*;

/// The form of a parameter prompt, which continues the action with the entered values.
#[component]
pub(crate) fn ParameterPromptForm(
    /// The prompt.
    prompt: ParameterPrompt,
    /// The card's current dialog, in which the details view replaces the prompt.
    dialog: RwSignal<Option<CardDialog>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/parameter_prompt_form.css");
    let account = use_provider().account;
    let ParameterPrompt { workspace, action, parameters, rejected } = prompt;
    let mut form = Form::named(workspace.name.clone());
    form.refused = rejected;
    let state = FormState::new(form, RwSignal::new(false));
    // The prompt contains all parameters, so there is nothing to evaluate.
    state
        .evaluation
        .set(Some(ResolvedParameters { diagnostics: Vec::new(), parameters: parameters.clone() }));
    provide_context(state);
    let form_ref = NodeRef::<leptos::html::Form>::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        state.tried.set(true);
        let form = state.form.get_untracked();
        if parameters.iter().any(|parameter| parameter.validate(&form.value(parameter)).is_err()) {
            return focus_obstacle(move || form_ref.try_get_untracked().flatten().map(Into::into));
        }
        // First, so that the action is pending once the card does not ask any more.
        start_action(&account, &workspace, action, Some(form.values(&parameters)), dialog);
        // The details view replaces the prompt, and shows the progress of the action.
        dialog.set(Some(CardDialog::Details(workspace.clone())));
    };
    view! {
        class=class,
        <form class="ask" novalidate=true node_ref=form_ref on:submit=submit>
            <Fields/>
            <p class="actions">
                <button type="submit" class="coder-button primary">{t(action.text())}</button>
            </p>
        </form>
    }
}
