//! The fields of all parameters.

use super::field::Field;
use super::form_state::use_state;
use leptos::prelude::*;

#[component]
pub(super) fn Fields() -> impl IntoView {
    let state = use_state();
    let keys = Memo::new(move |_| {
        let evaluation = state.evaluation.read();
        let parameters = evaluation.iter().flat_map(|e| &e.parameters);
        parameters.map(|p| (p.name.clone(), p.control as u8)).collect::<Vec<_>>()
    });
    view! {
        <For each=move || keys.get() key=Clone::clone let((name, _))>
            <Field name/>
        </For>
    }
}
