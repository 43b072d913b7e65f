//! The input for the workspace's name.

use super::form_state::{or_rejected, use_state};
use crate::texts::{t, tf};
use crate::ui::{focus_soon, unique_id};
use coder_core::i18n::Message;
use leptos::html;
use leptos::prelude::*;

/// The input for the name, with an error, and a free name if the entered one is taken.
#[component]
pub(super) fn NameField(
    /// The free name.
    free: RwSignal<Option<String>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/template_form.css");
    let state = use_state();
    let container = NodeRef::<html::Div>::new();
    let (id, about) = (unique_id("workspace-name"), unique_id("workspace-name-about"));
    let problem = Memo::new(move |_| {
        let form = state.form.read();
        let message = form.server_error("name").map(|message| or_rejected(message.to_owned()));
        message.or_else(|| form.name_problem().map(|problem| t(problem.text()).to_owned()))
    });
    let set_name = move |name: String| {
        state.form.update(|form| {
            form.name = name;
            form.refused.retain(|error| error.field != "name");
        });
        free.set(None);
        state.dirty.set(true);
    };
    let take_free = move |_| {
        if let Some(name) = free.get_untracked() {
            set_name(name);
            focus_soon(container.get_untracked().map(Into::into));
        }
    };
    view! {
        class=class,
        <div class="field" node_ref=container data-obstacle=move || problem.read().is_some().then_some("true")>
            <label class="label" for=id.clone()>{t(Message::CreateName)}</label>
            <input
                id=id class="coder-input" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-describedby=about.clone() aria-invalid=move || problem.read().is_some().then_some("true")
                prop:value=move || state.form.read().name.clone() on:input=move |event| set_name(event_target_value(&event))
            />
            <p class="problem" id=about role="alert">{problem}</p>
            {move || free.get().map(|name| view! {
                <p>
                    <button type="button" class="coder-button small" on:click=take_free>
                        {tf(Message::NameUse, &[("name", &name)])}
                    </button>
                </p>
            })}
        </div>
    }
}
