//! The custom elements: `<coder-provider>`, `<coder-workspaces-card>`, `<coder-card-root>` and
//! `<coder-card-part>`, `<coder-open-button>`, `<coder-auth-wrapper>` and `<coder-provider-settings>`;
//! `custom-elements.json` describes them. `session` is what a page's own script gets.
//!
//! `element.js` holds the one thing that must be an ES class; it keeps properties and attributes, and calls
//! here when an element enters a document. Each mounted element is a view of its own with its own owner;
//! what they share, they share through the page's accounts.

mod around;
mod auth;
mod card;
mod events;
mod inputs;
mod later;
mod open_button;
mod parts;
mod provider;
mod session;

pub use session::Session;

use crate::foreign::detached;
use coder_core::text::Text;
use inputs::Inputs;
use leptos::prelude::*;
use std::any::Any;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot};

#[wasm_bindgen(module = "/src/element/element.js")]
extern "C" {
    fn define_element(tag: &str, attributes: Vec<String>, properties: Vec<String>, connect: &JsValue);
}

/// An element in a document, as the ES class holds it; `free()` unmounts.
#[wasm_bindgen]
pub struct Mounted {
    inputs: Inputs,
    host: HtmlElement,
    root: ShadowRoot,
    mount: Mount,
    view: RefCell<Option<Box<dyn Any>>>,
}

type Mount = fn(HtmlElement, ShadowRoot, Inputs) -> Box<dyn Any>;

#[wasm_bindgen]
impl Mounted {
    /// Shows the view, once attributes and properties are set.
    pub fn show(&self) {
        // The page may have put it there from anywhere, an effect of ours included.
        let view = detached(|| (self.mount)(self.host.clone(), self.root.clone(), self.inputs.clone()));
        self.view.replace(Some(view));
    }

    /// What the element is to say, should the wasm die: title, advice and the button's words, in its language.
    pub fn last_words(&self) -> Vec<String> {
        let texts = detached(|| provider::texts_of(&self.host, &self.inputs));
        [Text::StoppedTitle, Text::StoppedAdvice, Text::Reload].map(|text| texts.get(text).to_owned()).into()
    }

    /// The element was moved within its document.
    pub fn moved(&self) {
        detached(|| self.inputs.moved());
    }

    /// Takes an attribute's value; `undefined` where it was removed.
    pub fn set_attribute(&self, name: &str, value: Option<String>) {
        detached(|| self.inputs.set_attribute(name, value));
    }

    /// Takes a property's value.
    pub fn set_property(&self, name: &str, value: JsValue) {
        detached(|| self.inputs.set_property(name, value));
    }
}

/// What a kind of element is.
struct Kind {
    tag: &'static str,
    attributes: &'static [&'static str],
    properties: &'static [&'static str],
    mount: Mount,
}

/// Defines the elements. Calling it again, or after another copy did, changes nothing.
pub fn define() {
    // A page may follow the session without showing any element: effects run from the first view on.
    if let Ok(place) = document().create_element("div") {
        drop(leptos::mount::mount_to(place.unchecked_into(), || ()));
    }
    for kind in [
        provider::KIND,
        card::KIND,
        parts::ROOT,
        parts::PART,
        open_button::KIND,
        auth::WRAPPER,
        auth::SETTINGS,
    ] {
        let connect = Closure::<dyn Fn(HtmlElement, ShadowRoot) -> Mounted>::new(move |host, root| {
            let inputs = Inputs::new(kind.attributes, kind.properties);
            Mounted { inputs, host, root, mount: kind.mount, view: RefCell::default() }
        });
        let owned = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
        define_element(kind.tag, owned(kind.attributes), owned(kind.properties), connect.as_ref());
        // The element class lives as long as the page, and so must what it calls.
        connect.forget();
    }
}

/// A mounted view in an element of its own: Leptos exchanges views only below elements, and a shadow root is
/// none.
struct View<H> {
    place: web_sys::Element,
    handle: Option<H>,
}

impl<H> Drop for View<H> {
    fn drop(&mut self) {
        self.handle = None;
        self.place.remove();
    }
}

/// Mounts a view into a shadow root; dropping the result unmounts it.
fn mount<V: IntoView + 'static>(root: &ShadowRoot, view: impl FnOnce() -> V + 'static) -> Box<dyn Any> {
    crate::style::adopt(root);
    let Ok(place) = document().create_element("div") else { return Box::new(()) };
    place.set_class_name("coder-place");
    let _ = root.append_child(&place);
    let handle = leptos::mount::mount_to(place.clone().unchecked_into(), view);
    Box::new(View { place, handle: Some(handle) })
}
