//! The form for a session token.

use super::gateway_sign_in::GatewaySignIn;
use super::host_sign_in::HostSignIn;
use crate::effect::effect;
use crate::provider::use_provider;
use crate::session::Account;
use crate::texts::t;
use crate::ui::{NewTabHint, unique_id};
use coder_core::error::explain;
use coder_core::i18n::Message;
use coder_core::session::{Credential, SessionState, TokenError};
use coder_core::{Error, SessionToken, url};
use leptos::html;
use leptos::prelude::*;

/// A form that links the account with a session token.
///
/// The entered text is kept until Coder accepts the token, so that nothing is lost on a failure.
#[component]
pub fn TokenForm() -> impl IntoView {
    let class = stylers::style_sheet!("./src/auth/token_form.css");
    let provider = use_provider();
    let account = provider.account.clone();
    let (input_id, hint_id, error_id) =
        (unique_id("token"), unique_id("token-hint"), unique_id("token-error"));
    let entry = TokenEntry::new(&account);
    let TokenEntry { input, busy, .. } = entry;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        entry.submit(&account);
    };
    let is_wrong = move || entry.message().is_some();
    let config = provider.config;
    let token_page = move || config.read().app.access_url.as_ref().map(url::token_page_url);
    let has_gateway_oauth = provider.account.has_gateway_oauth();
    let has_host_sign_in = !has_gateway_oauth && provider.account.has_host_sign_in();
    let has_oauth = has_gateway_oauth || has_host_sign_in;
    let hint = token_hint(&provider.account);
    let described_by = format!("{error_id} {hint_id}");
    view! {
        class=class,
        {has_host_sign_in.then(|| view! { <HostSignIn/> })}
        {has_gateway_oauth.then(|| view! { <GatewaySignIn/> })}
        <form class="form" part="token-form" aria-label=t(Message::SignInTitle) novalidate on:submit=submit>
            {move || entry.end_reason().map(|reason| view! {
                class=class,
                <div class="ended" role="status">
                    <p class="title">{t(Message::SessionEnded)}</p>
                    {(!reason.is_empty()).then(|| view! { class=class, <p class="hint">{reason}</p> })}
                </div>
            })}
            <p class="intro">
                {t(if has_oauth { Message::SignInIntroToken } else { Message::SignInIntro })}" "
                {move || match token_page() {
                    Some(href) => view! {
                        <a class="coder-link" href=href target="_blank" rel="noopener noreferrer">
                            {t(Message::SignInTokenPage)}<NewTabHint/>
                        </a>
                    }.into_any(),
                    None => t(Message::SignInNoTokenPage).into_any(),
                }}
                "."
            </p>
            <div class="field">
                <label class="label" for=input_id.clone()>{t(Message::TokenLabel)}</label>
                <input
                    id=input_id class="coder-input" class:invalid=is_wrong part="token-input" type="password" name="token"
                    autocomplete="off" spellcheck="false" autocapitalize="off" required
                    aria-describedby=described_by aria-invalid=move || is_wrong().then_some("true")
                    readonly=move || busy.get() node_ref=input on:input=move |_| entry.clear_message()
                />
                <p class="hint" id=hint_id>{hint}</p>
                <div class="error" id=error_id role="alert">
                    {move || entry.message().map(|(title, advice, detail)| view! {
                        class=class,
                        <p><strong class="title">{title}</strong>" "{advice}</p>
                        {(!detail.is_empty()).then(|| view! {
                            class=class,
                            <details class="detail"><summary>{t(Message::ActionDetails)}</summary>{detail}</details>
                        })}
                    })}
                </div>
            </div>
            <button
                type="submit" class="coder-button" class:primary=!has_oauth part="token-submit"
                aria-disabled=move || busy.get().then_some("true")
            >
                {move || if busy.get() { t(Message::Authenticating) } else { t(Message::SignInSubmit) }}
            </button>
            <span class="coder-hidden" role="status">{move || busy.get().then(|| t(Message::Authenticating))}</span>
        </form>
    }
}

/// Returns what happens to an entered token.
fn token_hint(account: &Account) -> &'static str {
    t(match (account.has_gateway(), account.former_token()) {
        (false, _) => Message::TokenHint,
        (true, None) => Message::TokenHintGateway,
        (true, Some(_)) => Message::TokenFormer,
    })
}

/// The entry of a session token: the input, and what is wrong with its text.
#[derive(Clone, Copy)]
struct TokenEntry {
    input: NodeRef<html::Input>,
    /// What is wrong with the text, by its shape.
    problem: RwSignal<Option<TokenError>>,
    /// Whether Coder checks the token.
    busy: Memo<bool>,
    /// Whether the text was changed since the message.
    dismissed: RwSignal<bool>,
    /// Whether a session ended for which this form was not submitted.
    has_ended: Memo<bool>,
    /// Whether the form was submitted.
    submitted: RwSignal<bool>,
    /// The error with which Coder refused the token.
    refusal: Memo<Option<Error>>,
}

impl TokenEntry {
    /// Sets up the entry of a token for an account.
    fn new(account: &Account) -> Self {
        let state = account.state();
        let input = NodeRef::<html::Input>::new();
        let busy = {
            let state = state.clone();
            Memo::new(move |_| {
                // The gateway's link is checked after the token that was entered for it.
                matches!(
                    *state.read(),
                    SessionState::Authenticating { credential: Credential::Token(_) | Credential::Gateway }
                )
            })
        };
        // A form that replaces another one while a token is checked keeps the text entered there.
        let pending_token = match &*state.read_untracked() {
            SessionState::Authenticating { credential: Credential::Token(token) } => Some(token.clone()),
            _ => None,
        };
        let submitted = RwSignal::new(pending_token.is_some());
        let text = pending_token.or_else(|| account.former_token());
        input.on_load(move |input| {
            if let Some(token) = &text {
                input.set_value(token.secret());
            }
        });
        let dismissed = RwSignal::new(false);
        let refusal = Memo::new(move |_| match &*state.read() {
            SessionState::Invalid { credential: Credential::Token(_) | Credential::Gateway, error } => {
                Some(error.clone())
            }
            _ => None,
        });
        effect(move || {
            refusal.track();
            busy.track();
            dismissed.set(false);
        });
        let has_ended =
            Memo::new(move |_| !submitted.get() && matches!(*refusal.read(), Some(Error::Unauthorized(_))));
        Self { input, problem: RwSignal::new(None), busy, dismissed, has_ended, submitted, refusal }
    }

    /// Links the account with the entered token, unless its shape is wrong.
    fn submit(self, account: &Account) {
        let Some(input) = self.input.get_untracked() else { return };
        if self.busy.get_untracked() {
            return;
        }
        match SessionToken::parse(&input.value()) {
            Ok(token) => {
                self.problem.set(None);
                self.submitted.set(true);
                account.register_token(token);
            }
            Err(problem) => {
                self.dismissed.set(false);
                self.problem.set(Some(problem));
                let _ = input.focus();
            }
        }
    }

    /// Returns the title, the advice and the detail of the error message.
    fn message(self) -> Option<(&'static str, &'static str, String)> {
        match (self.problem.get(), self.refusal.get()) {
            _ if self.dismissed.get() || (self.has_ended.get() && self.problem.read().is_none()) => None,
            (Some(TokenError::Empty), _) => Some((t(Message::TokenEmpty), "", String::new())),
            (Some(TokenError::Shape), _) => {
                Some((t(Message::TokenShape), t(Message::TokenShapeAdvice), String::new()))
            }
            (None, Some(error)) if !self.busy.get() => {
                let explanation = explain(&error);
                Some((t(explanation.title), t(explanation.advice), explanation.detail))
            }
            _ => None,
        }
    }

    /// Returns Coder's reason why a session has ended for which this form was not submitted.
    fn end_reason(self) -> Option<String> {
        let refusal = self.refusal.get().filter(|_| self.has_ended.get())?;
        Some(explain(&refusal).detail)
    }

    /// Clears the error message, because the text that it is about was changed.
    fn clear_message(self) {
        if !self.dismissed.get_untracked() {
            self.dismissed.set(true);
        }
    }
}
