//! An integrator's own content, shown only while the account is linked.

use super::{Gate, SignIn};
use crate::provider::use_provider;
use crate::style;
use crate::texts::{t, texts};
use coder_core::text::Text;
use leptos::prelude::*;

/// Shows its children while the account is linked, and the way to link it in a card of their size otherwise.
#[component]
pub fn CoderAuthWrapper(
    /// What needs a session.
    children: ChildrenFn,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/wrapper.css");
    let account = use_provider().account;
    account.watch();
    let state = account.state();
    let gate = Memo::new(move |_| Gate::of(state.read().status()));
    let place = style::adopting();
    move || {
        match gate.get() {
        Gate::Open => children().into_any(),
        gate => view! {
            class=class,
            <section
                class="wrapper coder-root" part="card" aria-label=t(Text::SignInTitle) lang=texts().language.tag()
                node_ref=place
            >
                <h2 class="title">{t(Text::SignInTitle)}</h2>
                <SignIn gate/>
            </section>
        }
        .into_any(),
    }
    }
}
