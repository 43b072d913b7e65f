//! The field for the workspace's name.

use super::state::{or_refused, use_state};
use crate::texts::{t, tf};
use crate::ui::{focus_soon, unique_id};
use coder_core::text::Text;
use leptos::html;
use leptos::prelude::*;

/// The name, what is wrong with it, and another that is free where it is taken.
#[component]
pub(super) fn NameField(
    /// The free one.
    free: RwSignal<Option<String>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/create_form.css");
    let state = use_state();
    let place = NodeRef::<html::Div>::new();
    let (id, about) = (unique_id("workspace-name"), unique_id("workspace-name-about"));
    let problem = Memo::new(move |_| {
        let form = state.form.read();
        let said = form.refused("name").map(|said| or_refused(said.to_owned()));
        said.or_else(|| form.name_problem().map(|problem| t(problem.text()).to_owned()))
    });
    let give = move |name: String| {
        state.form.update(|form| {
            form.name = name;
            form.refused.retain(|error| error.field != "name");
        });
        free.set(None);
        state.dirty.set(true);
    };
    let take_free = move |_| {
        if let Some(name) = free.get_untracked() {
            give(name);
            focus_soon(place.get_untracked().map(Into::into));
        }
    };
    view! {
        class=class,
        <div class="field" node_ref=place data-obstacle=move || problem.read().is_some().then_some("true")>
            <label class="label" for=id.clone()>{t(Text::CreateName)}</label>
            <input
                id=id class="coder-input" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-describedby=about.clone() aria-invalid=move || problem.read().is_some().then_some("true")
                prop:value=move || state.form.read().name.clone() on:input=move |event| give(event_target_value(&event))
            />
            <p class="problem" id=about role="alert">{problem}</p>
            {move || free.get().map(|name| view! {
                <p>
                    <button type="button" class="coder-button small" on:click=take_free>
                        {tf(Text::NameUse, &[("name", &name)])}
                    </button>
                </p>
            })}
        </div>
    }
}
