//! A word before the session ends, so that it does not end in the middle of something.

use super::context::use_card;
use crate::auth::TokenForm;
use crate::browser::{in_words, ms_of};
use crate::effect::effect;
use crate::provider::use_provider;
use crate::texts::{t, texts, tf};
use crate::ui::{Glyph, Sign, use_now};
use coder_core::moment::{Distance, HOUR_MS, MINUTE_MS, ends_soon};
use coder_core::status::Picture;
use coder_core::text::Text;
use coder_core::wire::ApiKey;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// Milliseconds until the end of the session is asked for: what one came for goes first.
const LATER_MS: u32 = 3_000;
/// Milliseconds after which an end that is near is asked for again: using the session may push it away.
const AGAIN_MS: f64 = 10.0 * MINUTE_MS;

/// A note when the session is about to end, with the way to go on; nothing before.
#[component]
pub fn SessionExpiry() -> impl IntoView {
    let class = stylers::style_sheet!("./style/expiry.css");
    let account = use_provider().account;
    let app = use_card().app;
    let key = RwSignal::new(None::<ArcReadSignal<Option<ApiKey>>>);
    let later = {
        let account = account.clone();
        SendWrapper::new(Timeout::new(LATER_MS, move || key.set(Some(account.api_key()))))
    };
    on_cleanup(move || drop(later));
    let now = use_now();
    let left = {
        let now = now.clone();
        Memo::new(move |_| {
            let hours = f64::from(app.read().app.tuning.expiry_warning_hours);
            let key = key.get()?.get()?;
            let lifetime = key.lifetime_seconds as f64 * 1_000.0;
            ends_soon(ms_of(&key.expires_at)?, lifetime, hours * HOUR_MS, now.get()).filter(|_| hours > 0.0)
        })
    };
    let asked_at = StoredValue::new(now.get_untracked());
    effect(move || {
        let now = now.get();
        if left.get().is_some() && now - asked_at.get_value() > AGAIN_MS {
            asked_at.set_value(now);
            account.forget_api_key();
            account.api_key();
        }
    });
    let near = Memo::new(move |_| left.get().is_some());
    let words = move || match left.get() {
        None => String::new(),
        Some(Distance { amount: 0, .. }) => t(Text::ExpiresNow).to_owned(),
        Some(distance) => {
            let when = in_words(distance, texts().language.tag());
            tf(Text::Expires, &[("when", &when)])
        }
    };
    let renews = RwSignal::new(false);
    view! {
        class=class,
        {move || near.get().then(|| view! {
            class=class,
            <div class="expiry" part="expiry" role="status">
                <Glyph sign=Sign::Status(Picture::Hourglass)/>
                <span class="words">{words}</span>
                <button
                    type="button" class="coder-button" aria-expanded=move || if renews.get() { "true" } else { "false" }
                    on:click=move |_| renews.update(|on| *on = !*on)
                >
                    {t(Text::Renew)}
                </button>
            </div>
            {move || renews.get().then(|| view! { <TokenForm/> })}
        })}
    }
}
