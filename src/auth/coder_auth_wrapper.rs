//! A wrapper for an integrator's own content that needs a linked account.

use super::gate::Gate;
use super::sign_in::SignIn;
use crate::provider::use_provider;
use crate::style;
use crate::texts::{t, texts};
use coder_core::i18n::Message;
use leptos::children::ChildrenFn;
use leptos::prelude::*;

/// The children while the account is linked; otherwise a card with the sign-in form.
#[component]
pub fn CoderAuthWrapper(
    /// The content that needs a session.
    children: ChildrenFn,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/auth/coder_auth_wrapper.css");
    let account = use_provider().account;
    account.register_sign_in_ui();
    let state = account.state();
    let gate = Memo::new(move |_| Gate::of(state.read().status()));
    let place = style::adopt_on_mount();
    move || {
        match gate.get() {
        Gate::Open => children().into_any(),
        gate => view! {
            class=class,
            <section
                class="wrapper coder-root" part="card" aria-label=t(Message::SignInTitle) lang=texts().language().tag()
                node_ref=place
            >
                <h2 class="title">{t(Message::SignInTitle)}</h2>
                <SignIn gate/>
            </section>
        }
        .into_any(),
    }
    }
}
