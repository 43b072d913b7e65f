//! `<coder-provider>`: configuration, host and session for the cards inside it.

use super::inputs::Inputs;
use super::{Kind, around, events, mount};
use crate::auth::{FallbackAuth, FallbackAuthUi};
use crate::browser::Host;
use crate::effect::effect;
use crate::provider::{Config, Provider};
use coder_core::text::Texts;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::any::Any;
use std::cell::RefCell;
use std::sync::Arc;
use web_sys::{HtmlElement, ShadowRoot};

pub(super) const KIND: Kind = Kind {
    tag: "coder-provider",
    attributes: &["config", "proxy-path", "fallback-auth-ui"],
    properties: &["config", "host"],
    mount: mount_provider,
};

/// A provider that follows an element's inputs. It changes only when deployment or user do: another `host`
/// object for the same session is taken over in place.
pub(super) type Current = ArcRwSignal<Option<Provider>>;

thread_local! {
    static MOUNTED: around::Mounted<Current> = const { RefCell::new(Vec::new()) };
}

fn mount_provider(host: HtmlElement, root: ShadowRoot, inputs: Inputs) -> Box<dyn Any> {
    let current = Current::new(None);
    around::enter(&MOUNTED, &host, current.clone());
    let element = SendWrapper::new(host);
    mount(&root, move || {
        let mode = {
            let inputs = inputs.clone();
            Signal::derive(move || {
                FallbackAuthUi::of(&inputs.attribute("fallback-auth-ui").unwrap_or_default())
            })
        };
        follow(inputs, current.clone(), element.clone());
        on_cleanup(move || around::leave(&MOUNTED, &element));
        view! {
            <slot></slot>
            {move || current.get().map(|provider| {
                provide_context(provider);
                view! { <FallbackAuth mode/> }
            })}
        }
    })
}

/// Keeps a provider in line with an element's inputs and tells the session's changes.
pub(super) fn follow(inputs: Inputs, current: Current, element: SendWrapper<HtmlElement>) {
    {
        let (inputs, current) = (inputs.clone(), current.clone());
        let apply = move || {
            let host = Host::from_js(&inputs.property("host"));
            let path = inputs.attribute("proxy-path").unwrap_or_default();
            let next = Provider::unconfigured(&host, &path);
            // Only another session or other words are another provider.
            let same = |p: &Provider| p.account == next.account && p.texts == next.texts;
            if !current.read_untracked().as_ref().is_some_and(same) {
                current.set(Some(next));
            }
        };
        // At once, so that the card's first view knows its session; then whenever an input changes.
        apply();
        effect(apply);
    }
    {
        let current = current.clone();
        let apply = move || {
            let config = Config::from_json(&inputs.json("config"));
            if let Some(provider) = &*current.read() {
                provider.configure(config);
            }
        };
        apply();
        effect(apply);
    }
    Effect::new(move |before: Option<_>| {
        let status = current.read().as_ref().map(|p| p.account.state().read().status());
        if let Some(status) = status
            && before.flatten() != Some(status)
        {
            events::session_change(&element, status);
        }
        status
    });
}

/// Shows a view under the provider around an element, or under one of the element's own.
pub(super) fn with_provider(
    inputs: &Inputs,
    element: &SendWrapper<HtmlElement>,
    view: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    under(inputs.clone(), element.clone(), Arc::new(view))
}

/// Once for all kinds of views.
fn under(
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
            let own = Current::new(None);
            follow(inputs.clone(), own.clone(), element.clone());
            own
        });
        let view = view.clone();
        // Another session is another view: everything it shows belongs to the old one.
        move || {
            current.get().map(|provider| {
                provide_context(provider);
                view()
            })
        }
    };
    show.into_any()
}

/// The texts an element shows, before it shows any.
pub(super) fn texts_of(element: &HtmlElement, inputs: &Inputs) -> Arc<Texts> {
    let around = nearest(element).and_then(|current| current.get_untracked()).map(|provider| provider.texts);
    around.unwrap_or_else(|| Host::from_js(&untrack(|| inputs.property("host"))).texts())
}

/// The provider around an element.
fn nearest(element: &HtmlElement) -> Option<Current> {
    around::nearest(&MOUNTED, element)
}
