//! Errors in views.

use crate::harness::{Page, settle};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

type Parsed = Result<i32, std::num::ParseIntError>;

fn shown(errors: &leptos::reactive::signal::ArcRwSignal<Errors>) -> String {
    errors.read().iter().map(|(_, error)| error.to_string()).collect::<Vec<_>>().join(", ")
}

#[wasm_bindgen_test]
async fn an_error_boundary_shows_its_fallback_while_a_view_has_an_error() {
    let text = RwSignal::new("1");
    let parsed = move || -> Parsed { text.get().parse() };
    let page = Page::mount(move || {
        view! {
            <p>"beside"</p>
            <ErrorBoundary fallback=|errors| view! { <b>{move || shown(&errors)}</b> }>
                <i>{parsed}</i>
            </ErrorBoundary>
        }
    });
    assert_eq!(page.html(), "<p>beside</p><i>1</i>");
    text.set("x");
    settle().await;
    assert_eq!(page.html(), "<p>beside</p><b>invalid digit found in string</b>");
    text.set("");
    settle().await;
    assert_eq!(page.html(), "<p>beside</p><b>cannot parse integer from empty string</b>");
    text.set("2");
    settle().await;
    assert_eq!(page.html(), "<p>beside</p><i>2</i>");
}

#[wasm_bindgen_test]
async fn an_error_ends_with_the_view_that_has_it() {
    let is_shown = RwSignal::new(false);
    let page = Page::mount(move || {
        let failing = move || is_shown.get().then(|| view! { <i>{"x".parse::<i32>()}</i> });
        view! {
            <ErrorBoundary fallback=|_| "failed">
                <p>"fine"{failing}</p>
            </ErrorBoundary>
        }
    });
    assert_eq!(page.text(), "fine");
    is_shown.set(true);
    settle().await;
    assert_eq!(page.text(), "failed");
    is_shown.set(false);
    settle().await;
    assert_eq!(page.text(), "fine");
}
