//! What a template asks before a workspace starts: values for one build, or those that a new version wants.

use super::fields::Fields;
use super::state::State;
use crate::account::Question;
use crate::dialogs::CardDialog;
use crate::provider::use_provider;
use crate::texts::t;
use crate::ui::focus_obstacle;
use coder_core::create::{Evaluation, Form};
use leptos::prelude::*;

/// The fields of a question, and what goes on once they are answered.
#[component]
pub(crate) fn AskForm(
    /// What is asked.
    question: Question,
    /// Where it stands, and where what comes next is shown.
    dialog: RwSignal<Option<CardDialog>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/ask.css");
    let account = use_provider().account;
    let Question { workspace, action, parameters, refused } = question;
    let mut form = Form::named(workspace.name.clone());
    form.refused = refused;
    let state = State::new(form, RwSignal::new(false));
    // All that is to be known is here already.
    state.evaluation.set(Some(Evaluation { diagnostics: Vec::new(), parameters: parameters.clone() }));
    provide_context(state);
    let place = NodeRef::<leptos::html::Form>::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        state.tried.set(true);
        let form = state.form.get_untracked();
        if parameters.iter().any(|parameter| parameter.check(&form.value(parameter)).is_err()) {
            return focus_obstacle(move || place.try_get_untracked().flatten().map(Into::into));
        }
        // What comes of it is followed where the question stood.
        dialog.set(Some(CardDialog::Details(workspace.clone())));
        let ask = move |question| {
            let _ = dialog.try_set(Some(CardDialog::Ask(question)));
        };
        account.drive(&workspace, action, Some(form.values(&parameters)), ask);
    };
    view! {
        class=class,
        <form class="ask" novalidate=true node_ref=place on:submit=submit>
            <Fields/>
            <p class="ways">
                <button type="submit" class="coder-button primary">{t(action.text())}</button>
            </p>
        </form>
    }
}
