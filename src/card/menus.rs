//! The card's menus: loaded when the first is wanted, or somebody comes near.

use super::actions::ExtraActions;
use super::row_menu::{OfRow, RowMenu};
use crate::part::{Loaded, Part};
use crate::ui::{MenuPlace, NotLoaded};
use leptos::prelude::*;

/// The menus' views. Pointers, because what is called across the cut cannot be generic.
#[derive(Clone, Copy)]
pub(super) struct Menus {
    pub extra: fn(MenuPlace) -> AnyView,
    pub row: fn(MenuPlace, OfRow) -> AnyView,
}

const MENUS: Menus = Menus { extra, row };

fn extra(place: MenuPlace) -> AnyView {
    view! { <ExtraActions place/> }.into_any()
}

fn row(place: MenuPlace, of: OfRow) -> AnyView {
    view! { <RowMenu place of/> }.into_any()
}

#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(actions, fallible)]
fn menus() -> Result<Menus, wasm_split_helpers::SplitLoaderError> {
    Ok(MENUS)
}

#[cfg(not(feature = "split"))]
async fn menus() -> Result<Menus, std::convert::Infallible> {
    Ok(MENUS)
}

thread_local! {
    static PART: Part<Menus> = const { Part::new() };
}

fn fetch() {
    PART.with(|it| it.fetch(menus));
}

/// Fetches them before one is asked for. Does not insist: what failed is tried again only on request.
pub(super) fn prefetch() {
    if !PART.with(Part::is_wanted) {
        fetch();
    }
}

/// Shows a menu once it is there.
pub(super) fn loaded(show: impl Fn(Menus) -> AnyView + Send + 'static) -> AnyView {
    fetch();
    let loaded = PART.with(Part::loaded);
    (move || match loaded.get() {
        Loaded::Ready(menus) => show(menus),
        Loaded::Failed => view! { <NotLoaded retry=Callback::new(|()| fetch())/> }.into_any(),
        Loaded::No | Loaded::Fetching => ().into_any(),
    })
    .into_any()
}
