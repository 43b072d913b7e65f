//! The buttons of a creation form.

use super::form_state::use_state;
use super::open_when_ready::OpenWhenReady;
use super::quota_line::QuotaLine;
use super::submission::Submission;
use crate::provider::use_provider;
use crate::texts::t;
use crate::ui::{NewTabHint, focus_from_dialog};
use coder_core::config::Mode;
use coder_core::i18n::Message;
use coder_core::models::{Quota, Template};
use coder_core::url;
use leptos::html;
use leptos::prelude::*;

/// The link to the same form in Coder's dashboard, and the button that creates the workspace.
#[component]
pub(super) fn FormFooter(
    /// The template.
    template: Template,
    /// The behavior of the link.
    mode: Mode,
    /// The submission.
    submission: Submission,
    /// The quota, once it is known.
    quota: RwSignal<Option<Quota>>,
    /// Callback that closes the form.
    cancel: Callback<()>,
    /// Whether the footer is in the form, rather than in its confirmation.
    in_form: bool,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/template_form.css");
    let (state, provider) = (use_state(), use_provider());
    let dashboard = move || {
        let config = provider.config.read();
        let access = config.app.access_url.as_ref()?;
        let form = state.form.read();
        let evaluation = state.evaluation.read();
        let parameters = evaluation.as_ref().map(|e| e.parameters.as_slice()).unwrap_or_default();
        let values: Vec<(String, String)> = parameters
            .iter()
            .filter(|p| !p.masked && form.is_touched(&p.name))
            .map(|p| (p.name.clone(), form.value(p)))
            .collect();
        let preset = form.preset.as_ref().map(|preset| preset.name.as_str());
        Some(url::template_creation_url(access, &template, mode, form.name.trim(), &values, preset))
    };
    let button = NodeRef::<html::Button>::new();
    button.on_load(move |button| {
        if !in_form {
            focus_from_dialog(move || Some(button.into()));
        }
    });
    view! {
        class=class,
        <div class="foot">
            <div class="terms">
                <OpenWhenReady/>
                <QuotaLine quota/>
                {move || dashboard().map(|href| view! {
                    <a class="coder-link" part="create-dashboard" href=href target="_blank" rel="noopener noreferrer">
                        {t(Message::CreateFormLink)}<NewTabHint/>
                    </a>
                })}
            </div>
            {(!in_form).then(|| view! {
                <button type="button" class="coder-button" on:click=move |_| submission.shows_form.set(true)>
                    {t(Message::CreateShowForm)}
                </button>
            })}
            <button type="button" class="coder-button" on:click=move |_| cancel.run(())>{t(Message::Cancel)}</button>
            <button
                type=if in_form { "submit" } else { "button" } class="coder-button primary" part="create-submit" node_ref=button
                aria-disabled=move || submission.is_pending().then_some("true")
                on:click=move |_| if !in_form { submission.submit() }
            >
                {move || t(if submission.is_pending() { Message::CreateCreating } else { Message::CreateSubmit })}
            </button>
        </div>
    }
}
