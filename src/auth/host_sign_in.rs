//! Signing in through the host, where the host can do that.

use crate::effect::effect;
use crate::provider::use_provider;
use crate::texts::t;
use coder_core::Error;
use coder_core::error::explain;
use coder_core::session::{Credential, State};
use coder_core::text::Text;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// A button that opens the host's sign-in with Coder, and what came of it.
#[component]
pub(super) fn HostSignIn() -> impl IntoView {
    let class = stylers::style_sheet!("./style/host_sign_in.css");
    let account = use_provider().account;
    let state = account.state();
    let asked = {
        let state = state.clone();
        Memo::new(move |_| matches!(*state.read(), State::Authenticating { credential: Credential::Host }))
    };
    // A person may take their time in the host's window, and its answer is good whenever it comes. But a window may be
    // gone, or never have come, without a word: then one can ask again.
    let slow = RwSignal::new(false);
    let patience = StoredValue::new_local(None::<Timeout>);
    let patience_ms = account.tuning().request_timeout_ms;
    effect(move || {
        let late = move || {
            let _ = slow.try_set(true);
        };
        let timer = asked.get().then(|| Timeout::new(patience_ms, late));
        slow.set(false);
        patience.set_value(timer);
    });
    let busy = Memo::new(move |_| asked.get() && !slow.get());
    let problem = Memo::new(move |_| match &*state.read() {
        State::Invalid { error: error @ Error::HostSignIn(_), .. } => Some(explain(error)),
        State::Invalid { credential: Credential::Host, error } => Some(explain(error)),
        _ => None,
    });
    let sign_in = move |_| {
        if !busy.get_untracked() {
            account.sign_in_with_host();
        }
    };
    view! {
        class=class,
        <div class="host-sign-in">
            <p>{t(Text::SignInIntroOauth)}</p>
            <button
                type="button" class="coder-button primary" part="oauth-button"
                aria-disabled=move || busy.get().then_some("true") on:click=sign_in
            >
                {move || t(if busy.get() { Text::Authenticating } else { Text::SignInOauth })}
            </button>
            <p class="slow" role="status">{move || slow.get().then(|| t(Text::SignInOauthSlow))}</p>
            <div class="problem" role="alert">
                {move || problem.get().map(|said| view! {
                    class=class,
                    <p><strong>{t(said.title)}</strong>" "{t(said.advice)}</p>
                    {(!said.detail.is_empty()).then(|| view! { class=class, <p class="detail">{said.detail.clone()}</p> })}
                })}
            </div>
            <p class="or">{t(Text::SignInOr)}</p>
        </div>
    }
}
