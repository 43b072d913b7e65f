//! Event listeners.

use crate::harness::{Page, listener_errors, log, logged, settle};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlInputElement};

#[wasm_bindgen_test]
async fn a_listener_of_a_patched_element_is_exchanged() {
    let run = RwSignal::new(0);
    let page = Page::mount(move || {
        move || {
            let run = run.get();
            view! { <button on:click=move |_| log(run)>"Click"</button> }
        }
    });
    page.find("button").click();
    run.set(1);
    settle().await;
    page.find("button").click();
    assert_eq!(logged(), ["0", "1"], "each click is heard once, by the newest handler");
}

#[wasm_bindgen_test]
async fn a_listener_ends_with_its_view() {
    let is_shown = RwSignal::new(true);
    let mut page = Page::mount(move || {
        view! {
            <Show when=is_shown><button class="shown" on:click=|_| log("shown")></button></Show>
            <button class="other" on:click=|_| log("other")></button>
        }
    });
    let (shown, other) = (page.find(".shown"), page.find(".other"));
    is_shown.set(false);
    settle().await;
    page.unmount();
    // A listener that is still there would call a function that is not.
    let errors = listener_errors(|| {
        shown.click();
        other.click();
    });
    assert_eq!((logged(), errors), (Vec::new(), 0));
}

#[wasm_bindgen_test]
async fn listeners_of_another_event_take_the_place_of_former_ones() {
    let is_input = RwSignal::new(true);
    let page = Page::mount(move || {
        move || match is_input.get() {
            true => view! { <input on:input=|_| log("input")/> },
            false => view! { <input on:change=|_| log("change")/> },
        }
    });
    let fire = |name| page.find("input").dispatch_event(&Event::new(name).unwrap()).unwrap();
    fire("change");
    fire("input");
    is_input.set(false);
    settle().await;
    fire("input");
    fire("change");
    assert_eq!(logged(), ["input", "change"]);
}

#[wasm_bindgen_test]
async fn handlers_have_the_context_of_their_view() {
    let page = Page::mount(|| {
        provide_context("context");
        view! { <button on:click=|_| log(use_context::<&str>().unwrap_or("none"))></button> }
    });
    page.find("button").click();
    assert_eq!(logged(), ["context"]);
}

#[wasm_bindgen_test]
async fn capturing_custom_and_targeted_events_are_heard() {
    let page = Page::mount(|| {
        view! {
            <div on:click:capture=|_| log("capture") on:click=|_| log("bubble")>
                <button on:click=|_| log("button") on:own-event=|_: Event| log("own")></button>
                <input on:input:target=|event| log(event.target().value())/>
            </div>
        }
    });
    page.find("button").click();
    page.find("button").dispatch_event(&Event::new("own-event").unwrap()).unwrap();
    let input: HtmlInputElement = page.find("input").unchecked_into();
    input.set_value("entered");
    input.dispatch_event(&Event::new("input").unwrap()).unwrap();
    assert_eq!(logged(), ["capture", "button", "bubble", "own", "entered"]);
}

#[wasm_bindgen_test]
async fn an_event_from_within_its_own_handler_is_ignored() {
    let page = Page::mount(|| {
        let click = |event: ev::MouseEvent| {
            log("click");
            event.target().unwrap().unchecked_into::<web_sys::HtmlElement>().click();
        };
        view! { <button on:click=click></button> }
    });
    page.find("button").click();
    page.find("button").click();
    assert_eq!(logged(), ["click", "click"]);
}

#[wasm_bindgen_test]
async fn a_handler_may_remove_its_own_view() {
    let is_shown = RwSignal::new(true);
    let page = Page::mount(move || {
        let click = move |_| {
            is_shown.set(false);
            log("click");
        };
        move || is_shown.get().then(|| view! { <button on:click=click></button> })
    });
    page.find("button").click();
    settle().await;
    assert_eq!((page.html(), logged()), (String::new(), vec!["click".to_owned()]));
}
