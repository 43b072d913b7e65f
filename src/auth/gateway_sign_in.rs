//! Linking the account in a window of Coder, by the gateway's OAuth application.

use super::oauth_button::OauthButton;
use crate::browser::{AbortOnDrop, CallError, SignInWindow, pause};
use crate::provider::use_provider;
use crate::session::Account;
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::error::{SignInError, explain};
use leptos::prelude::*;
use web_sys::AbortSignal;

/// Interval of the requests for the link, in milliseconds.
const CHECK_INTERVAL_MS: u32 = 1_000;
/// Number of requests after the window was closed: the gateway may still be storing the link.
const CHECKS_AFTER_CLOSING: u32 = 3;
/// Greatest number of requests: the gateway forgets an authorization after ten minutes.
const MAX_CHECKS: u32 = 600;

#[derive(Clone, Debug, PartialEq)]
enum Phase {
    Idle,
    Waiting,
    Failed(Error),
}

/// A button that links the account in a window of Coder, and the error of the latest attempt.
#[component]
pub(super) fn GatewaySignIn() -> impl IntoView {
    let account = use_provider().account;
    let phase = RwSignal::new(Phase::Idle);
    // Aborted with the form.
    let attempt = StoredValue::new_local(None::<AbortOnDrop>);
    let on_click = Callback::new(move |()| {
        let Some(window) = SignInWindow::open() else {
            return phase.set(Phase::Failed(Error::HostSignIn(SignInError::Blocked)));
        };
        let Ok(abort) = AbortOnDrop::new() else { return };
        let signal = abort.signal();
        attempt.set_value(Some(abort));
        phase.set(Phase::Waiting);
        let account = account.clone();
        spawn_local(async move {
            let outcome = link(&account, &window, &signal).await;
            window.close();
            if signal.aborted() {
                return;
            }
            match outcome {
                Ok(()) => account.check_link(),
                Err(CallError::Failed(error)) => drop(phase.try_set(Phase::Failed(error))),
                Err(CallError::Aborted | CallError::SignedOut) => {}
            }
        });
    });
    let problem = Signal::derive(move || match &*phase.read() {
        Phase::Failed(error) => Some(explain(error)),
        Phase::Idle | Phase::Waiting => None,
    });
    view! { <OauthButton busy=Signal::derive(move || phase.get() == Phase::Waiting) problem on_click/> }
}

/// Sends the window to Coder, and waits until the account is linked or the window is closed.
async fn link(account: &Account, window: &SignInWindow, signal: &AbortSignal) -> Result<(), CallError> {
    let page = account.begin_oauth(signal).await?;
    window.go_to(&page);
    let mut checks_after_closing = 0;
    for _ in 0..MAX_CHECKS {
        pause(CHECK_INTERVAL_MS, signal).await;
        let is_closed = window.is_closed();
        if signal.aborted() || account.is_linked(signal).await {
            return Ok(());
        }
        checks_after_closing += u32::from(is_closed);
        if checks_after_closing == CHECKS_AFTER_CLOSING {
            break;
        }
    }
    Err(Error::HostSignIn(SignInError::Closed).into())
}
