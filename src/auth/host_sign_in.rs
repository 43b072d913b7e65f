//! Sign-in through the host, if the host has its own sign-in with Coder.

use super::oauth_button::OauthButton;
use crate::effect::effect;
use crate::provider::use_provider;
use coder_core::Error;
use coder_core::error::explain;
use coder_core::session::{Credential, SessionState};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// A button that opens the host's sign-in with Coder, and the error of the latest attempt.
#[component]
pub(super) fn HostSignIn() -> impl IntoView {
    let account = use_provider().account;
    let state = account.state();
    let signing_in = {
        let state = state.clone();
        Memo::new(move |_| {
            matches!(*state.read(), SessionState::Authenticating { credential: Credential::Host })
        })
    };
    // The user may take any time in the host's window, and a late response is accepted. But the window may close, or
    // not open at all, without a notification: the button is enabled again after a while.
    let is_slow = RwSignal::new(false);
    let timeout = StoredValue::new_local(None::<Timeout>);
    let patience_ms = account.tuning().request_timeout_ms;
    effect(move || {
        let on_timeout = move || {
            let _ = is_slow.try_set(true);
        };
        let timer = signing_in.get().then(|| Timeout::new(patience_ms, on_timeout));
        is_slow.set(false);
        timeout.set_value(timer);
    });
    let busy = Memo::new(move |_| signing_in.get() && !is_slow.get());
    let problem = Memo::new(move |_| match &*state.read() {
        SessionState::Invalid { error: error @ Error::HostSignIn(_), .. } => Some(explain(error)),
        SessionState::Invalid { credential: Credential::Host, error } => Some(explain(error)),
        _ => None,
    });
    let on_click = Callback::new(move |()| account.sign_in_with_host());
    view! { <OauthButton busy is_slow problem on_click/> }
}
