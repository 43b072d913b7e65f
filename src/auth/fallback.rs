//! A way to link the account on pages where no other component of ours offers one.
//!
//! It stands in the flow behind what the provider holds and sticks to the bottom of the window: over a long
//! page while one scrolls, behind the content at its end, so that it never covers anything for good.

use super::{Gate, SignIn};
use crate::effect::effect;
use crate::provider::use_provider;
use crate::style;
use crate::texts::{t, texts};
use crate::ui::Dialog;
use coder_core::text::Text;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::rc::Rc;

/// When the fallback shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FallbackAuthUi {
    /// While the account is not linked and nothing else on the page offers to link it.
    #[default]
    Restrained,
    /// While the account is not linked.
    Assertive,
    /// Never.
    Hidden,
}

impl FallbackAuthUi {
    /// The mode by its word; the default for any other.
    pub fn of(word: &str) -> Self {
        match word {
            "assertive" => Self::Assertive,
            "hidden" => Self::Hidden,
            _ => Self::Restrained,
        }
    }
}

/// Milliseconds for which a reason to show must last: cards that are being loaded take it away.
const PATIENCE_MS: u32 = 600;

type Pending = SendWrapper<Rc<RefCell<Option<Timeout>>>>;

/// A button at the bottom of the window that opens the sign-in; nothing while there is no need for it.
#[component]
pub fn FallbackAuth(
    /// When it shows.
    #[prop(optional, into)]
    mode: Signal<FallbackAuthUi>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/fallback.css");
    let account = use_provider().account;
    let (state, is_watched) = (account.state(), account.is_watched());
    let gate = Memo::new(move |_| Gate::of(state.read().status()));
    let needed = Memo::new(move |_| match (gate.get(), mode.get()) {
        (Gate::Open | Gate::Checking, _) | (_, FallbackAuthUi::Hidden) => false,
        (_, FallbackAuthUi::Assertive) => true,
        (_, FallbackAuthUi::Restrained) => !is_watched.get(),
    });
    let (shown, set_shown) = signal(false);
    let open = RwSignal::new(false);
    let pending: Pending = SendWrapper::new(Rc::default());
    {
        let pending = pending.clone();
        effect(move || {
            let timer = needed.get().then(|| Timeout::new(PATIENCE_MS, move || set_shown.set(true)));
            if timer.is_none() {
                set_shown.set(false);
            }
            pending.replace(timer);
        });
    }
    on_cleanup(move || drop(pending.borrow_mut().take()));
    effect(move || {
        if gate.get() == Gate::Open {
            open.set(false);
        }
    });
    let place = style::adopting();
    view! {
        class=class,
        {move || (shown.get() || open.get()).then(|| view! {
            class=class,
            <section
                class="fallback coder-root" part="fallback" aria-label=t(Text::FallbackTitle)
                lang=texts().language.tag() node_ref=place
            >
                <button type="button" class="coder-button primary raised" on:click=move |_| open.set(true)>
                    {t(Text::SignInTitle)}
                </button>
                <Dialog open title=t(Text::SignInTitle)>
                    {move || view! { <SignIn gate=gate.get()/> }}
                </Dialog>
            </section>
        })}
    }
}
