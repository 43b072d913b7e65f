//! The sign-in button for pages on which no other component offers to link the account.
//!
//! The button follows the provider's content in the flow and sticks to the bottom of the window: it overlays a long
//! page while scrolling, and comes after the content at the page's end, so that nothing is covered permanently.

use super::gate::Gate;
use super::lazy_sign_in;
use crate::effect::effect;
use crate::provider::use_provider;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::rc::Rc;

/// The mode of the fallback sign-in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FallbackAuthUi {
    /// Shown while the account is not linked and no other component on the page offers to link it.
    #[default]
    Restrained,
    /// Shown while the account is not linked.
    Assertive,
    /// Never shown.
    Hidden,
}

impl FallbackAuthUi {
    /// Parses a mode; an unknown word gives the default.
    pub fn of(word: &str) -> Self {
        match word {
            "assertive" => Self::Assertive,
            "hidden" => Self::Hidden,
            _ => Self::Restrained,
        }
    }
}

/// Milliseconds before the button is shown, because cards that are still loading may make it unnecessary.
const SHOW_DELAY_MS: u32 = 600;

type HideTimeout = SendWrapper<Rc<RefCell<Option<Timeout>>>>;

/// A button at the bottom of the window that opens the sign-in dialog; empty while it is not needed.
#[component]
pub fn FallbackAuth(
    /// When the button is shown.
    #[prop(optional, into)]
    mode: Signal<FallbackAuthUi>,
) -> impl IntoView {
    let account = use_provider().account;
    let (state, is_watched) = (account.state(), account.has_sign_in_ui());
    let gate = Memo::new(move |_| Gate::of(state.read().status()));
    let needed = Memo::new(move |_| match (gate.get(), mode.get()) {
        (Gate::Open | Gate::Checking, _) | (_, FallbackAuthUi::Hidden) => false,
        (_, FallbackAuthUi::Assertive) => true,
        (_, FallbackAuthUi::Restrained) => !is_watched.get(),
    });
    let (visible, set_visible) = signal(false);
    let open = RwSignal::new(false);
    let pending: HideTimeout = SendWrapper::new(Rc::default());
    {
        let pending = pending.clone();
        effect(move || {
            let timer = needed.get().then(|| Timeout::new(SHOW_DELAY_MS, move || set_visible.set(true)));
            if timer.is_none() {
                set_visible.set(false);
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
    move || {
        let is_shown = visible.get() || open.get();
        is_shown.then(|| lazy_sign_in::show(move |views| (views.fallback)(gate, open)))
    }
}
