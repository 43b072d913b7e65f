//! What the card cannot do as configured, and how to mend it.

use super::context::use_card;
use crate::texts::{t, texts, tf};
use coder_core::text::Text;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The reminders at the foot of the card; nothing where all is well.
#[component]
pub fn Reminders(
    /// Explain why the list is not the entity's alone, where that is so.
    #[prop(default = true)]
    can_show_entity_reminder: bool,
    /// Explain why a workspace cannot be created, where that is so.
    #[prop(default = true)]
    can_show_template_name_reminder: bool,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/reminders.css");
    let card = use_card();
    let (config, app, entity) = (card.config, card.app, card.entity);
    let no_create = Memo::new(move |_| {
        let config = config.read();
        if !can_show_template_name_reminder {
            return None;
        }
        match (&config.creation_url, &app.read().app.access_url) {
            (Some(_), _) => None,
            (None, None) => Some((t(Text::CreateNoAccessUrl), "")),
            (None, Some(_)) => Some((t(Text::CreateDisabled), t(Text::CreateDisabledAdvice))),
        }
    });
    let no_repo = Memo::new(move |_| {
        let config = config.read();
        if !can_show_entity_reminder || !config.is_reading_entity_data || config.repo_filter().is_some() {
            return None;
        }
        Some(t(match &config.repo_url {
            None if config.is_repo_unreadable => Text::RepoUnreadableAdvice,
            None => Text::NoRepoAdvice,
            Some(_) => Text::NoRepoKeysAdvice,
        }))
    });
    let problems = move || {
        let texts = texts();
        let mut all: Vec<String> = app.read().problems.iter().map(|p| p.say(&texts)).collect();
        all.extend(config.read().problems.iter().map(|p| p.say(&texts)));
        if let Some(problem) = entity.read().problem() {
            all.push(tf(Text::EntityProblem, &[("reason", &problem.to_string())]));
        }
        all
    };
    let explanation = NodeRef::<html::Details>::new();
    let asked = card.explain_create;
    Effect::new(move |before: Option<()>| {
        asked.track();
        if let Some(details) = explanation.get_untracked().filter(|_| before.is_some()) {
            details.set_open(true);
            if let Ok(Some(summary)) = details.query_selector("summary") {
                let _ = summary.unchecked_into::<web_sys::HtmlElement>().focus();
            }
        }
    });
    view! {
        class=class,
        <div class="reminders" part="reminders">
            {move || {
                let problems = problems();
                (!problems.is_empty()).then(|| view! {
                    class=class,
                    <div class="problems" role="note">
                        <p class="title">{t(Text::ConfigProblems)}</p>
                        <ul class="all">{problems.into_iter().map(|p| view! { <li>{p}</li> }).collect_view()}</ul>
                    </div>
                })
            }}
            {move || no_repo.get().map(|advice| view! {
                class=class,
                <details class="reminder" name="coder-reminders">
                    <summary class="summary">{t(Text::NoRepoTitle)}</summary>
                    <p class="text">{advice}</p>
                </details>
            })}
            {move || no_create.get().map(|(why, advice)| view! {
                class=class,
                <details class="reminder" name="coder-reminders" node_ref=explanation>
                    <summary class="summary">{t(Text::CreateExplain)}</summary>
                    <p class="text">{why}" "{advice}</p>
                </details>
            })}
        </div>
    }
}
