//! `<coder-provider>`: configuration, host and session for the cards inside it.

use super::definition::ElementDef;
use super::inputs::Inputs;
use super::mount::mount;
use super::{events, registry};
use crate::auth::{FallbackAuth, FallbackAuthUi};
use crate::browser::Host;
use crate::effect::{effect, effect_with_last};
use crate::provider::{Config, Provider};
use coder_core::i18n::Translations;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::any::Any;
use std::cell::RefCell;
use std::sync::Arc;
use web_sys::{HtmlElement, ShadowRoot};

pub(super) const KIND: ElementDef = ElementDef {
    tag: "coder-provider",
    attributes: &["config", "proxy-path", "fallback-auth-ui"],
    properties: &["config", "host"],
    mount: mount_provider,
};

/// The provider of an element, kept in sync with the element's inputs.
///
/// Only another session or other translations replace the provider; another `host` object for the same session is
/// taken over in place.
pub(super) type CurrentProvider = ArcRwSignal<Option<Provider>>;

thread_local! {
    static MOUNTED: registry::Registry<CurrentProvider> = const { RefCell::new(Vec::new()) };
}

fn mount_provider(host: HtmlElement, root: ShadowRoot, inputs: Inputs) -> Box<dyn Any> {
    let current = CurrentProvider::new(None);
    registry::register(&MOUNTED, &host, current.clone());
    let element = SendWrapper::new(host);
    mount(&root, move || {
        let mode = {
            let inputs = inputs.clone();
            Signal::derive(move || {
                FallbackAuthUi::of(&inputs.attribute("fallback-auth-ui").unwrap_or_default())
            })
        };
        sync_provider(inputs, current.clone(), element.clone());
        on_cleanup(move || registry::unregister(&MOUNTED, &element));
        view! {
            <slot></slot>
            {move || current.get().map(|provider| {
                provide_context(provider);
                view! { <FallbackAuth mode/> }
            })}
        }
    })
}

/// Keeps a provider in sync with an element's inputs, and emits `coder-session-change` events.
pub(super) fn sync_provider(inputs: Inputs, current: CurrentProvider, element: SendWrapper<HtmlElement>) {
    {
        let (inputs, current) = (inputs.clone(), current.clone());
        let apply = move || {
            let host = Host::from_js(&inputs.property("host"));
            let path = inputs.attribute("proxy-path").unwrap_or_default();
            // The session starts while the messages are loaded.
            let next = Provider::unconfigured(&host, &path);
            if !host.are_texts_settled() {
                return;
            }
            // Only another session or other translations require another provider.
            let same = |p: &Provider| p.account == next.account && p.texts == next.texts;
            if !current.read_untracked().as_ref().is_some_and(same) {
                current.set(Some(next));
            }
        };
        // At once, so that the card's first view has a session; then whenever an input changes.
        apply();
        effect(apply);
    }
    {
        let current = current.clone();
        let apply = move || {
            let config = Config::from_json(&inputs.json("config"));
            if let Some(provider) = current.get() {
                provider.configure(config);
            }
        };
        apply();
        effect(apply);
    }
    effect_with_last(move |before: Option<_>| {
        let status = current.read().as_ref().map(|p| p.account.state().read().status());
        if let Some(status) = status
            && before.flatten() != Some(status)
        {
            events::session_change(&element, status);
        }
        status
    });
}

/// Renders a view under the provider around an element, or under a provider of the element's own.
pub(super) fn with_provider(
    inputs: &Inputs,
    element: &SendWrapper<HtmlElement>,
    view: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    render_under_provider(inputs.clone(), element.clone(), Arc::new(view))
}

/// Non-generic part of [`with_provider`], compiled once for all views.
fn render_under_provider(
    inputs: Inputs,
    element: SendWrapper<HtmlElement>,
    view: Arc<dyn Fn() -> AnyView + Send + Sync>,
) -> AnyView {
    let around = {
        let (inputs, element) = (inputs.clone(), element.clone());
        Memo::new(move |_| {
            inputs.track_moves();
            nearest(&element)
        })
    };
    let show = move || {
        let current = around.get().unwrap_or_else(|| {
            let own = CurrentProvider::new(None);
            sync_provider(inputs.clone(), own.clone(), element.clone());
            own
        });
        let view = view.clone();
        // A new session needs a new view: everything in the old view belongs to the old session.
        move || {
            current.get().map(|provider| {
                provide_context(provider);
                view()
            })
        }
    };
    show.into_any()
}

/// Returns the translations of an element before its view is mounted.
pub(super) fn texts_of(element: &HtmlElement, inputs: &Inputs) -> Arc<Translations> {
    let around = nearest(element).and_then(|current| current.get_untracked()).map(|provider| provider.texts);
    around.unwrap_or_else(|| Host::from_js(&untrack(|| inputs.property("host"))).texts())
}

/// Returns the provider around an element.
fn nearest(element: &HtmlElement) -> Option<CurrentProvider> {
    registry::closest(&MOUNTED, element)
}
