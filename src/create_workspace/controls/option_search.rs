//! The search field of a control with options.

use crate::texts::tf;
use coder_core::create::ParameterOption;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// The number of options above which they can be searched.
const SEARCHABLE_FROM: usize = 10;

/// A search field, as long as there are many options.
#[component]
pub(super) fn OptionSearch(
    /// The parameter's label.
    label: String,
    /// The options.
    choices: Memo<Vec<ParameterOption>>,
    /// The search text.
    search: RwSignal<String>,
) -> impl IntoView {
    move || {
        (choices.read().len() > SEARCHABLE_FROM).then(|| {
            let label = tf(Message::ParameterSearch, &[("label", &label)]);
            view! {
                <input
                    class="coder-input" type="text" role="searchbox" aria-label=label.clone() placeholder=label
                    prop:value=search on:input=move |event| search.set(event_target_value(&event))
                />
            }
        })
    }
}
