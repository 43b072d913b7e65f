//! A warning that the session is about to expire.

use super::context::use_card;
use crate::auth::TokenForm;
use crate::browser::{format_relative, parse_ms};
use crate::effect::effect;
use crate::provider::use_provider;
use crate::texts::{t, texts, tf};
use crate::ui::{Dialog, Icon, IconName, use_now};
use coder_core::gateway::TokenLife;
use coder_core::i18n::Message;
use coder_core::status::StatusIcon;
use coder_core::time_distance::{HOUR_MS, MINUTE_MS, RelativeTime, expiry_warning};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// Delay of the first request for the expiry time, in milliseconds: the list takes precedence.
const FIRST_CHECK_MS: u32 = 3_000;
/// Interval between requests while the expiry is near, in milliseconds: using the session may extend it.
const RECHECK_MS: f64 = 10.0 * MINUTE_MS;

/// A warning with a button that opens the sign-in form, to renew the session; shown only while the session is about to expire.
#[component]
pub fn SessionExpiry() -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/session_expiry.css");
    let account = use_provider().account;
    let app = use_card().app;
    let life = RwSignal::new(None::<ArcSignal<Option<TokenLife>>>);
    let timer = {
        let account = account.clone();
        SendWrapper::new(Timeout::new(FIRST_CHECK_MS, move || life.set(Some(account.token_life()))))
    };
    on_cleanup(move || drop(timer));
    let now = use_now();
    let remaining = {
        let now = now.clone();
        Memo::new(move |_| {
            let hours = f64::from(app.read().app.tuning.expiry_warning_hours);
            let life = life.get()?.get()?;
            let lifetime = life.lifetime_seconds as f64 * 1_000.0;
            expiry_warning(parse_ms(&life.ends_at)?, lifetime, hours * HOUR_MS, now.get())
                .filter(|_| hours > 0.0)
        })
    };
    let fetched_at = StoredValue::new(now.get_untracked());
    effect(move || {
        let now = now.get();
        if remaining.get().is_some() && now - fetched_at.get_value() > RECHECK_MS {
            fetched_at.set_value(now);
            account.forget_token_life();
            account.token_life();
        }
    });
    let is_near = Memo::new(move |_| remaining.get().is_some());
    let text = move || match remaining.get() {
        None => String::new(),
        Some(RelativeTime { amount: 0, .. }) => t(Message::ExpiresNow).to_owned(),
        Some(distance) => {
            let when = format_relative(distance, texts().language().tag());
            tf(Message::Expires, &[("when", &when)])
        }
    };
    let renews = RwSignal::new(false);
    view! {
        class=class,
        {move || is_near.get().then(|| view! {
            class=class,
            <div class="expiry" part="expiry" role="status">
                <Icon icon=IconName::Status(StatusIcon::Hourglass)/>
                <span class="text">{text}</span>
                <button
                    type="button" class="coder-button" aria-haspopup="dialog" on:click=move |_| renews.set(true)
                >
                    {t(Message::Renew)}
                </button>
            </div>
            <Dialog open=renews title=t(Message::SignInTitle)><TokenForm/></Dialog>
        })}
    }
}
