//! What ends with a view.

use crate::harness::{Page, log, logged, settle};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_nested_effect_does_not_outlive_its_view_by_a_tick() {
    let (value, is_shown) = (RwSignal::new(0), RwSignal::new(true));
    let page = Page::mount(move || {
        let inner = move || log(format!("inner {}", value.get()));
        // The innermost effect is in the state of one that reads no signal.
        let middle = move || view! { <p title=move || value.get().to_string()>{inner}</p> };
        move || is_shown.get().then(|| view! { <div>{middle}</div> })
    });
    settle().await;
    assert_eq!(logged(), ["inner 0"]);
    // The effect that removes the paragraph runs first.
    is_shown.set(false);
    value.set(1);
    settle().await;
    assert_eq!((page.html(), logged()), (String::new(), Vec::new()));
}

#[wasm_bindgen_test]
async fn owners_are_cleaned_up_with_their_views() {
    let is_shown = RwSignal::new(true);
    let mut page = Page::mount(move || {
        on_cleanup(|| log("root"));
        view! {
            <Show when=is_shown>
                {on_cleanup(|| log("shown"))}
                {move || on_cleanup(|| log("nested"))}
            </Show>
        }
    });
    is_shown.set(false);
    settle().await;
    let mut cleaned = logged();
    cleaned.sort();
    assert_eq!(cleaned, ["nested", "shown"]);
    page.unmount();
    settle().await;
    assert_eq!(logged(), ["root"]);
}

#[wasm_bindgen_test]
async fn nothing_is_left_of_two_hundred_views() {
    let token = Arc::new(());
    let outer = ArcRwSignal::new(0);
    let elements = || document().query_selector_all("*").unwrap().length();
    let before = elements();
    for round in 0..200 {
        let (held, outer_signal) = (token.clone(), outer.clone());
        let page = Page::mount(move || {
            let own = RwSignal::new(0);
            let (for_click, for_attribute, for_row) = (held.clone(), held.clone(), held.clone());
            on_cleanup({
                let held = held.clone();
                move || drop(held)
            });
            let signal = outer_signal.clone();
            let click = move |_| {
                let _held = &for_click;
                *own.write() += 1;
            };
            let title = move || {
                let _held = &for_attribute;
                own.get().to_string()
            };
            let row = move |n| {
                let (held, signal) = (for_row.clone(), outer_signal.clone());
                view! { <i>{n}{move || { let _held = &held; signal.get() }}</i> }
            };
            view! {
                <button on:click=click title=title>{move || signal.get()}</button>
                <For each=move || 0..own.get() + 3 key=|n| *n children=row/>
                {move || { let _held = &held; view! { <Show when=move || own.get() != 0>"shown"</Show> } }}
            }
        });
        page.find("button").click();
        outer.set(round);
        settle().await;
        assert_eq!(page.all("i").len(), 4);
    }
    settle().await;
    assert_eq!(elements(), before);
    assert_eq!(Arc::strong_count(&token), 1, "closures that are still held");
}

#[wasm_bindgen_test]
async fn unmounting_removes_every_node() {
    let mut page = Page::mount(|| {
        view! {
            "text" <b></b> {None::<&str>} {|| "reactive"} {vec!["a", "b"]} {Err::<(), _>(std::fmt::Error)}
            <For each=|| 0..2 key=|n| *n let(n)>{n}</For>
            {leptos::Node::foreign(leptos_full::html::i().child("foreign"))}
        }
    });
    assert!(page.container.has_child_nodes());
    page.unmount();
    assert_eq!(page.container.inner_html(), "");
}
