//! What elements show that an entity page with the card has no need of: loaded with the first of them.

use super::inputs::Inputs;
use super::parts::{Around, show_part, show_root};
use super::provider::with_provider;
use super::{auth, open_button};
use crate::part::{Loaded, Part};
use crate::ui::ErrorNotice;
use coder_core::Error;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::any::Any;
use std::sync::Arc;
use web_sys::{HtmlElement, ShadowRoot};

/// An element in a document.
#[derive(Clone)]
pub(super) struct Place {
    pub element: SendWrapper<HtmlElement>,
    pub root: SendWrapper<ShadowRoot>,
    pub inputs: Inputs,
}

/// The elements' views. Pointers, because what is called across the cut cannot be generic.
#[derive(Clone, Copy)]
pub(super) struct Later {
    pub root: fn(Place, Around) -> AnyView,
    pub part: fn(Place) -> AnyView,
    pub open_button: fn(Place) -> AnyView,
    pub wrapper: fn(Place) -> AnyView,
    pub settings: fn(Place) -> AnyView,
}

const LATER: Later = Later {
    root: show_root,
    part: show_part,
    open_button: open_button::show,
    wrapper: auth::show_wrapper,
    settings: auth::show_settings,
};

#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(parts, fallible)]
fn later() -> Result<Later, wasm_split_helpers::SplitLoaderError> {
    Ok(LATER)
}

#[cfg(not(feature = "split"))]
async fn later() -> Result<Later, std::convert::Infallible> {
    Ok(LATER)
}

thread_local! {
    static LOADED: Part<Later> = const { Part::new() };
}

fn fetch() {
    LOADED.with(|it| it.fetch(later));
}

/// Mounts what an element shows, once it is there.
pub(super) fn mount(
    host: HtmlElement,
    root: ShadowRoot,
    inputs: Inputs,
    show: Arc<dyn Fn(Later, Place) -> AnyView + Send + Sync>,
) -> Box<dyn Any> {
    fetch();
    let place = Place { element: SendWrapper::new(host), root: SendWrapper::new(root.clone()), inputs };
    let loaded = LOADED.with(Part::loaded);
    let is_part = place.element.local_name() == super::parts::PART.tag;
    super::mount(&root, move || {
        move || match loaded.get() {
            Loaded::Ready(later) => show(later, place.clone()),
            // For a part, the root it stands in says it.
            Loaded::Failed if is_part => ().into_any(),
            Loaded::Failed => with_provider(&place.inputs, &place.element, || {
                view! { <ErrorNotice error=Error::PartMissing retry=Callback::new(|()| fetch()) busy=false/> }
                    .into_any()
            }),
            Loaded::No | Loaded::Fetching => ().into_any(),
        }
    })
}
