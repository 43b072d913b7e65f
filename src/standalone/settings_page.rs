//! The settings page: the configuration of the platform team, and the options of the host.

use super::settings::{default_config, use_settings};
use leptos::prelude::*;

/// The page with configuration, host options, theme and language.
#[component]
pub(super) fn SettingsPage() -> impl IntoView {
    let settings = use_settings();
    let draft = RwSignal::new(settings.config.get_untracked());
    let problem =
        move || serde_json::from_str::<serde_json::Value>(&draft.read()).err().map(|e| e.to_string());
    let field = |label: &'static str, id: &'static str, signal: RwSignal<String>| {
        view! {
            <div class="field">
                <label for=id>{label}</label>
                <input id=id prop:value=signal on:change=move |e| signal.set(event_target_value(&e))/>
            </div>
        }
    };
    let choice = |label: &'static str,
                  id: &'static str,
                  signal: RwSignal<String>,
                  options: &'static [(&'static str, &'static str)]| {
        view! {
            <div class="field">
                <label for=id>{label}</label>
                <select id=id prop:value=signal on:change=move |e| signal.set(event_target_value(&e))>
                    {options.iter().map(|(value, text)| view! {
                        <option value=*value selected=move || signal.read().as_str() == *value>{*text}</option>
                    }).collect_view()}
                </select>
            </div>
        }
    };
    view! {
        <main class="page">
            <header class="banner"><h1>"Settings"</h1></header>
            <div class="content settings">
                <section class="about" aria-label="Configuration">
                    <h2>"Configuration"</h2>
                    <div class="field">
                        <label for="config">"CoderAppConfig (JSON)"</label>
                        <textarea
                            id="config" rows="14" spellcheck="false" prop:value=draft
                            on:input=move |e| draft.set(event_target_value(&e))
                            on:change=move |_| settings.config.set(draft.get_untracked())
                        ></textarea>
                        <p class="problem" role="status">{problem}</p>
                    </div>
                    <button type="button" on:click=move |_| { draft.set(default_config()); settings.config.set(default_config()); }>
                        "Restore the default configuration"
                    </button>
                </section>
                <section class="about" aria-label="Host">
                    <h2>"Host"</h2>
                    {field("User", "user", settings.user)}
                    {field("Proxy path", "proxy-path", settings.proxy_path)}
                    {choice("Token storage", "token-storage", settings.token_storage, &[("local", "Local storage"), ("session", "Session storage"), ("memory", "Memory")])}
                    {choice("Language", "locale", settings.locale, &[("en", "English"), ("de", "Deutsch")])}
                    {choice("Theme", "theme", settings.theme, &[("", "System"), ("light", "Light"), ("dark", "Dark")])}
                    <div class="field check">
                        <input
                            id="read-entity-data" type="checkbox" prop:checked=settings.read_entity_data
                            on:change=move |e| settings.read_entity_data.set(event_target_checked(&e))
                        />
                        <label for="read-entity-data">"Cards read entity data"</label>
                    </div>
                </section>
            </div>
        </main>
    }
}
