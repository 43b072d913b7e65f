//! The custom elements: `<coder-provider>`, `<coder-workspaces-card>`, `<coder-card-root>` and `<coder-card-part>`,
//! `<coder-open-button>`, `<coder-auth-wrapper>` and `<coder-provider-settings>`; `elements.toml` describes them.
//! `session` is the API for a page's own scripts.
//!
//! `element.js` contains the ES class, which cannot be written in Rust. The class keeps properties and attributes,
//! and calls this module when an element enters a document. Each mounted element is a view with an owner of its own;
//! elements share state through the page's accounts.

mod auth_elements;
mod card;
mod card_parts;
mod definition;
mod events;
mod inputs;
mod lazy;
mod lazy_elements;
mod mount;
mod mount_context;
mod open_button;
mod part_owners;
mod provider;
mod registry;
mod script_request;
mod session;

pub use session::Session;

use crate::foreign::detached;
use coder_core::i18n::Message;
use definition::Mount;
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

/// A mounted element, as the ES class holds it; `free()` unmounts the element.
#[wasm_bindgen]
pub struct ElementController {
    inputs: Inputs,
    host: HtmlElement,
    root: ShadowRoot,
    mount: Mount,
    view: RefCell<Option<Box<dyn Any>>>,
}

#[wasm_bindgen]
impl ElementController {
    /// Shows the view, once attributes and properties have been set.
    pub fn show(&self) {
        // The page may have inserted the element from anywhere, including an effect of this crate.
        let view = detached(|| (self.mount)(self.host.clone(), self.root.clone(), self.inputs.clone()));
        self.view.replace(Some(view));
    }

    /// Returns the texts that the element shows if the WebAssembly module traps, in the element's language: title,
    /// advice and button label.
    pub fn crash_messages(&self) -> Vec<String> {
        let texts = detached(|| provider::texts_of(&self.host, &self.inputs));
        [Message::StoppedTitle, Message::StoppedAdvice, Message::Reload]
            .map(|text| texts.get(text).to_owned())
            .into()
    }

    /// Notifies the view that the element was moved within its document.
    pub fn moved(&self) {
        detached(|| self.inputs.moved());
    }

    /// Sets the value of an attribute; `undefined` if the attribute was removed.
    pub fn set_attribute(&self, name: &str, value: Option<String>) {
        detached(|| self.inputs.set_attribute(name, value));
    }

    /// Sets the value of a property.
    pub fn set_property(&self, name: &str, value: JsValue) {
        detached(|| self.inputs.set_property(name, value));
    }
}

/// Defines the custom elements. Has no effect if they are defined already, by this or another copy of the module.
pub fn define() {
    // A page may subscribe to the session without any element, but effects run only once a view was mounted.
    if let Ok(container) = document().create_element("div") {
        drop(leptos::mount::mount_to(container.unchecked_into(), || ()));
    }
    for kind in [
        provider::KIND,
        card::KIND,
        lazy_elements::ROOT,
        lazy_elements::PART,
        lazy_elements::OPEN_BUTTON,
        lazy_elements::WRAPPER,
        lazy_elements::SETTINGS,
    ] {
        let connect =
            Closure::<dyn Fn(HtmlElement, ShadowRoot) -> ElementController>::new(move |host, root| {
                let inputs = Inputs::new(kind.attributes, kind.properties);
                ElementController { inputs, host, root, mount: kind.mount, view: RefCell::default() }
            });
        let owned = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
        define_element(kind.tag, owned(kind.attributes), owned(kind.properties), connect.as_ref());
        // The element class lives as long as the page, and so must its callback.
        connect.forget();
    }
}
