//! The choice of a template.

use crate::browser::lowercase;
use crate::texts::{t, tf};
use crate::ui::RemoteIcon;
use crate::ui::{Markdown, unique_id};
use coder_core::i18n::Message;
use coder_core::models::Template;
use leptos::prelude::*;

/// A list of all templates with a search input.
#[component]
pub(super) fn TemplatePicker(
    /// The templates to choose from.
    templates: Vec<Template>,
    /// Whether each template shows its organization, because there are several organizations.
    organizations: bool,
    /// The search text.
    search: RwSignal<String>,
    /// The chosen template.
    selected: RwSignal<Option<Template>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/template_picker.css");
    let templates = StoredValue::new(templates);
    let matches = Memo::new(move |_| {
        let search = lowercase(search.read().trim());
        templates.with_value(|templates| {
            let fits = |t: &&Template| {
                let texts = [t.label(), &t.name, if organizations { t.organization() } else { "" }];
                texts.iter().any(|text| lowercase(text).contains(&search))
            };
            templates.iter().filter(fits).cloned().collect::<Vec<_>>()
        })
    });
    let id = unique_id("templates");
    view! {
        class=class,
        <div class="picker">
            <label class="label" for=id.clone()>{t(Message::CreateChooseTemplate)}</label>
            <input
                id=id class="coder-input" type="text" role="searchbox" autocomplete="off" spellcheck="false"
                placeholder=t(Message::CreateSearchTemplates) prop:value=search
                on:input=move |event| search.set(event_target_value(&event))
            />
            <ul class="list">
                <For each=move || matches.get() key=|template| template.id.clone() let(template)>
                    <li class="one">
                        <RemoteIcon
                            field=Signal::stored(template.icon.clone()) name=Signal::stored(template.label().to_owned())
                            part="template-icon"
                        />
                        <div class="text">
                            {
                                let label = template.label().to_owned();
                                let template = template.clone();
                                view! {
                                    class=class,
                                    <button type="button" class="choose" part="template" on:click=move |_| selected.set(Some(template.clone()))>
                                        {label}
                                    </button>
                                }
                            }
                            {organizations.then(|| {
                                let text =
                                    tf(Message::CreateOrganization, &[("organization", template.organization())]);
                                view! { class=class, <p class="organization">{text}</p> }
                            })}
                            <Markdown text=template.description.clone()/>
                        </div>
                    </li>
                </For>
            </ul>
            <p class="none" role="status">{move || matches.read().is_empty().then(|| t(Message::CreateNoTemplates))}</p>
        </div>
    }
}
