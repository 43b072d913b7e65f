//! The confirmation of a complete creation form, in mode "auto".

use super::form_footer::FormFooter;
use super::form_state::use_state;
use super::submission::Submission;
use crate::texts::tf;
use coder_core::config::Mode;
use coder_core::i18n::Message;
use coder_core::models::{Quota, Template};
use leptos::prelude::*;

/// The values with which the workspace will be created, and the buttons.
#[component]
pub(super) fn Confirmation(
    /// The template.
    template: Template,
    /// The behavior of the link to Coder's dashboard.
    mode: Mode,
    /// The submission.
    submission: Submission,
    /// The quota, once it is known.
    quota: RwSignal<Option<Quota>>,
    /// Callback that closes the form.
    cancel: Callback<()>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/template_form.css");
    let state = use_state();
    let label = template.label().to_owned();
    let values = move || {
        let form = state.form.get();
        let evaluation = state.evaluation.get().unwrap_or_default();
        let rows = evaluation.parameters.iter().map(|parameter| {
            let value = if parameter.masked { "•••".to_owned() } else { form.value(parameter) };
            view! { class=class, <dt class="name">{parameter.label().to_owned()}</dt><dd class="value">{value}</dd> }
        });
        let text = tf(Message::CreateConfirm, &[("name", form.name.trim()), ("template", &label)]);
        view! {
            class=class,
            <div class="confirm" part="create-confirm">
                <p>{text}</p>
                <dl class="values">{rows.collect_view()}</dl>
            </div>
        }
    };
    view! {
        {values}
        <FormFooter template mode submission quota cancel in_form=false/>
    }
}
