//! Choosing a template.

use crate::card::RemoteIcon;
use crate::texts::{t, tf};
use crate::ui::{Markdown, unique_id};
use coder_core::text::Text;
use coder_core::wire::Template;
use leptos::prelude::*;

/// All templates, and a field to find one.
#[component]
pub(super) fn Picker(
    /// What there is.
    templates: Vec<Template>,
    /// Whether they are of several organizations, so that each says of which it is.
    organizations: bool,
    /// What is looked for.
    search: RwSignal<String>,
    /// What was chosen.
    chosen: RwSignal<Option<Template>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/picker.css");
    let templates = StoredValue::new(templates);
    let found = Memo::new(move |_| {
        let search = search.read().trim().to_lowercase();
        templates.with_value(|templates| {
            let fits = |t: &&Template| {
                let words = [t.label(), &t.name, if organizations { t.organization() } else { "" }];
                words.iter().any(|words| words.to_lowercase().contains(&search))
            };
            templates.iter().filter(fits).cloned().collect::<Vec<_>>()
        })
    });
    let id = unique_id("templates");
    view! {
        class=class,
        <div class="picker">
            <label class="label" for=id.clone()>{t(Text::CreateChooseTemplate)}</label>
            <input
                id=id class="coder-input" type="text" role="searchbox" autocomplete="off" spellcheck="false"
                placeholder=t(Text::CreateSearchTemplates) prop:value=search
                on:input=move |event| search.set(event_target_value(&event))
            />
            <ul class="list">
                <For each=move || found.get() key=|template| template.id.clone() let(template)>
                    <li class="one">
                        <RemoteIcon
                            field=Signal::stored(template.icon.clone()) name=Signal::stored(template.label().to_owned())
                            part="template-icon"
                        />
                        <div class="words">
                            {
                                let label = template.label().to_owned();
                                let template = template.clone();
                                view! {
                                    class=class,
                                    <button type="button" class="choose" part="template" on:click=move |_| chosen.set(Some(template.clone()))>
                                        {label}
                                    </button>
                                }
                            }
                            {organizations.then(|| {
                                let words =
                                    tf(Text::CreateOrganization, &[("organization", template.organization())]);
                                view! { class=class, <p class="organization">{words}</p> }
                            })}
                            <Markdown text=template.description.clone()/>
                        </div>
                    </li>
                </For>
            </ul>
            <p class="none" role="status">{move || found.read().is_empty().then(|| t(Text::CreateNoTemplates))}</p>
        </div>
    }
}
