//! The button that links the account by OAuth, above the form for a session token.

use crate::texts::t;
use coder_core::error::Explanation;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// A button that opens a window for the sign-in, and the error of the latest attempt.
#[component]
pub(super) fn OauthButton(
    /// Whether the window has not answered yet.
    #[prop(into)]
    busy: Signal<bool>,
    /// Whether the window takes long to answer.
    #[prop(optional, into)]
    is_slow: Signal<bool>,
    /// The error of the latest attempt.
    #[prop(into)]
    problem: Signal<Option<Explanation>>,
    /// Callback for a click. The browser opens a window only while it handles the click.
    on_click: Callback<()>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/auth/oauth_button.css");
    let click = move |_| {
        if !busy.get_untracked() {
            on_click.run(());
        }
    };
    view! {
        class=class,
        <div class="oauth">
            <p>{t(Message::SignInIntroOauth)}</p>
            <button
                type="button" class="coder-button primary" part="oauth-button"
                aria-disabled=move || busy.get().then_some("true") on:click=click
            >
                {move || t(if busy.get() { Message::Authenticating } else { Message::SignInOauth })}
            </button>
            <p class="slow" role="status">{move || is_slow.get().then(|| t(Message::SignInOauthSlow))}</p>
            <div class="problem" role="alert">
                {move || problem.get().map(|explanation| view! {
                    class=class,
                    <p><strong>{t(explanation.title)}</strong>" "{t(explanation.advice)}</p>
                    {(!explanation.detail.is_empty()).then(|| view! { class=class, <p class="detail">{explanation.detail.clone()}</p> })}
                })}
            </div>
            <p class="or">{t(Message::SignInOr)}</p>
        </div>
    }
}
