//! Reminders of missing or faulty configuration, with instructions to correct it.

use super::context::use_card;
use crate::effect::effect_with_last;
use crate::texts::{t, texts, tf};
use coder_core::i18n::Message;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The reminders at the foot of the card; none if the configuration is complete.
#[component]
pub fn Reminders(
    /// Whether to explain that the list is not limited to the entity's workspaces.
    #[prop(default = true)]
    can_show_entity_reminder: bool,
    /// Whether to explain that a workspace cannot be created.
    #[prop(default = true)]
    can_show_template_name_reminder: bool,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/reminders.css");
    let card = use_card();
    let (config, app, entity) = (card.config, card.app, card.entity);
    let no_create = Memo::new(move |_| {
        let config = config.read();
        if !can_show_template_name_reminder {
            return None;
        }
        match (&config.creation_url, &app.read().app.access_url) {
            (Some(_), _) => None,
            (None, None) => Some((t(Message::CreateNoAccessUrl), "")),
            (None, Some(_)) => Some((t(Message::CreateDisabled), t(Message::CreateDisabledAdvice))),
        }
    });
    let no_repo = Memo::new(move |_| {
        let config = config.read();
        if !can_show_entity_reminder || !config.is_reading_entity_data || config.repo_filter().is_some() {
            return None;
        }
        Some(t(match &config.repo_url {
            None if config.is_repo_unreadable => Message::RepoUnreadableAdvice,
            None => Message::NoRepoAdvice,
            Some(_) => Message::NoRepoKeysAdvice,
        }))
    });
    let problems = move || {
        let texts = texts();
        let mut all: Vec<String> = app.read().problems.iter().map(|p| p.message(&texts)).collect();
        all.extend(config.read().problems.iter().map(|p| p.message(&texts)));
        if let Some(problem) = entity.read().problem() {
            all.push(tf(Message::EntityProblem, &[("reason", &problem.to_string())]));
        }
        all
    };
    let explanation = NodeRef::<html::Details>::new();
    let trigger = card.explain_create;
    effect_with_last(move |before: Option<()>| {
        trigger.track();
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
                        <p class="title">{t(Message::ConfigProblems)}</p>
                        <ul class="all">{problems.into_iter().map(|p| view! { <li>{p}</li> }).collect_view()}</ul>
                    </div>
                })
            }}
            {move || no_repo.get().map(|advice| view! {
                class=class,
                <details class="reminder" name="coder-reminders">
                    <summary class="summary">{t(Message::NoRepoTitle)}</summary>
                    <p class="text">{advice}</p>
                </details>
            })}
            {move || no_create.get().map(|(reason, advice)| view! {
                class=class,
                <details class="reminder" name="coder-reminders" node_ref=explanation>
                    <summary class="summary">{t(Message::CreateExplain)}</summary>
                    <p class="text">{reason}" "{advice}</p>
                </details>
            })}
        </div>
    }
}
