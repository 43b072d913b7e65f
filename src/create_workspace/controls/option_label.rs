//! The label of a parameter's option.

use crate::ui::Markdown;
use crate::ui::RemoteIcon;
use coder_core::create::ParameterOption;
use leptos::prelude::*;

/// The icon, name and description of an option.
#[component]
pub(super) fn OptionLabel(
    /// The option.
    choice: ParameterOption,
    /// Whether an option of the parameter has an icon: the others have a letter then, so that all names are in one
    /// column.
    has_icons: Memo<bool>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/controls/controls.css");
    let ParameterOption { name, description, icon, .. } = choice;
    view! {
        class=class,
        {
            let name = name.clone();
            move || has_icons.get().then(|| view! {
                <RemoteIcon field=Signal::stored(icon.clone()) name=Signal::stored(name.clone()) part="choice-icon"/>
            })
        }
        <span class="choice-words">
            {name}
            {(!description.is_empty()).then(|| view! { <Markdown text=description/> })}
        </span>
    }
}
