//! A row for a host's page of linked accounts, like those of Backstage's other providers.

use super::{Gate, SignIn, UnlinkButton};
use crate::effect::effect;
use crate::provider::use_provider;
use crate::style;
use crate::texts::{t, texts, tf};
use crate::ui::Dialog;
use coder_core::text::Text;
use leptos::prelude::*;

/// Who is linked, and the way to link or unlink.
#[component]
pub fn CoderProviderSettings() -> impl IntoView {
    let class = stylers::style_sheet!("./style/settings.css");
    let account = use_provider().account;
    account.watch();
    let state = account.state();
    let gate = {
        let state = state.clone();
        Memo::new(move |_| Gate::of(state.read().status()))
    };
    let words = move || match state.read().user() {
        Some(user) => tf(Text::LinkedAs, &[("user", user.display_name())]),
        None if gate.get() == Gate::Checking => t(Text::Initializing).to_owned(),
        None => t(Text::SettingsAdvice).to_owned(),
    };
    let open = RwSignal::new(false);
    effect(move || {
        if gate.get() == Gate::Open {
            open.set(false);
        }
    });
    let place = style::adopting();
    view! {
        class=class,
        <div class="settings coder-root" part="settings" lang=texts().language.tag() node_ref=place>
            <div class="what">
                <p class="title">{t(Text::SettingsTitle)}</p>
                <p class="advice" role="status">{words}</p>
            </div>
            {move || match gate.get() {
                Gate::Open => view! { <UnlinkButton/> }.into_any(),
                Gate::Checking => ().into_any(),
                Gate::Form | Gate::Ailing => view! {
                    <button type="button" class="coder-button" on:click=move |_| open.set(true)>
                        {t(Text::SettingsSignIn)}
                    </button>
                }.into_any(),
            }}
            <Dialog open title=t(Text::SignInTitle)>
                {move || view! { <SignIn gate=gate.get()/> }}
            </Dialog>
        </div>
    }
}
