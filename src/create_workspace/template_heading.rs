//! The template of a creation form.

use super::form_state::use_state;
use super::initial::Naming;
use crate::texts::{t, tf};
use crate::ui::{Markdown, RemoteIcon};
use coder_core::i18n::Message;
use coder_core::models::Template;
use leptos::prelude::*;

/// The template's icon, name and description, and the button that returns to the choice of a template.
#[component]
pub(super) fn TemplateHeading(
    /// The template.
    template: Template,
    /// Whether to show the template's organization, because there are several organizations.
    organizations: bool,
    /// The suggested name.
    naming: Naming,
    /// Callback that returns to the choice of a template, with the name if the user typed one.
    on_change: Callback<Option<String>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/template_form.css");
    let state = use_state();
    let leave = move |_| {
        let name = state.form.read_untracked().name.clone();
        on_change.run((name != *naming.suggested.read_untracked()).then_some(name));
    };
    let label = template.label().to_owned();
    let organization = organizations.then(|| {
        let text = tf(Message::CreateOrganization, &[("organization", template.organization())]);
        view! { class=class, <p class="organization">{text}</p> }
    });
    view! {
        class=class,
        <div class="template">
            <RemoteIcon field=Signal::stored(template.icon) name=Signal::stored(label.clone()) part="template-icon"/>
            <div class="about">
                <p class="label">{label}</p>
                {organization}
                <Markdown text=template.description/>
            </div>
            <button type="button" class="coder-button small" on:click=leave>
                {t(Message::CreateOtherTemplate)}
            </button>
        </div>
    }
}
