//! A row for the host's page of linked accounts, like those of Backstage's other providers.

use super::gate::Gate;
use super::sign_in::SignIn;
use super::unlink_button::UnlinkButton;
use crate::browser::format_day;
use crate::effect::effect;
use crate::provider::use_provider;
use crate::style;
use crate::texts::{t, texts, tf};
use crate::ui::Dialog;
use coder_core::gateway::Link;
use coder_core::i18n::Message;
use coder_core::models::Timestamp;
use leptos::prelude::*;

/// A row with the linked user, and a button that links or unlinks the account.
#[component]
pub fn CoderProviderSettings() -> impl IntoView {
    let class = stylers::style_sheet!("./src/auth/coder_provider_settings.css");
    let account = use_provider().account;
    account.register_sign_in_ui();
    let state = account.state();
    let gate = {
        let state = state.clone();
        Memo::new(move |_| Gate::of(state.read().status()))
    };
    let text = move || match state.read().user() {
        Some(user) => tf(Message::LinkedAs, &[("user", user.display_name())]),
        None if gate.get() == Gate::Checking => t(Message::Initializing).to_owned(),
        None => t(Message::SettingsAdvice).to_owned(),
    };
    let link = {
        let account = account.clone();
        Memo::new(move |_| {
            (gate.get() == Gate::Open && account.has_gateway()).then(|| account.gateway_link())
        })
    };
    let times = move || link.get()?.get().as_ref().map(link_times);
    let open = RwSignal::new(false);
    effect(move || {
        if gate.get() == Gate::Open {
            open.set(false);
        }
    });
    let place = style::adopt_on_mount();
    view! {
        class=class,
        <div class="settings coder-root" part="settings" lang=texts().language().tag() node_ref=place>
            <div class="what">
                <p class="title">{t(Message::SettingsTitle)}</p>
                <p class="advice" role="status">{text}</p>
                {move || times().map(|times| view! { class=class, <p class="advice">{times}</p> })}
            </div>
            {move || match gate.get() {
                Gate::Open => view! { <UnlinkButton/> }.into_any(),
                Gate::Checking => ().into_any(),
                Gate::Form | Gate::Unverified => view! {
                    <button type="button" class="coder-button" on:click=move |_| open.set(true)>
                        {t(Message::SettingsSignIn)}
                    </button>
                }.into_any(),
            }}
            <Dialog open title=t(Message::SignInTitle)>
                {move || view! { <SignIn gate=gate.get()/> }}
            </Dialog>
        </div>
    }
}

/// Returns since when an account is linked for all of the user's browsers, and when its token ends.
fn link_times(link: &Link) -> String {
    let on_day = |message, time: &Option<Timestamp>| {
        let day = format_day(time.as_ref()?, texts().language().tag())?;
        Some(tf(message, &[("day", &day)]))
    };
    let since = on_day(Message::SettingsLinkedSince, &link.created_at);
    let until = on_day(Message::SettingsTokenEnds, &link.ends_at);
    since.into_iter().chain(until).collect::<Vec<_>>().join(" ")
}
