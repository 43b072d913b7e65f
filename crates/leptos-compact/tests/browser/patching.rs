//! What runs again is compared and patched.

use crate::harness::{Changes, Page, settle};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn only_what_changed_is_written() {
    let count = RwSignal::new(1);
    let page = Page::mount(move || {
        move || {
            let count = count.get();
            view! { <div class="row" title=count.to_string()><b>"same"</b><i>{count}</i></div> }
        }
    });
    let (row, word) = (page.find("div"), page.find("b"));
    let changes = Changes::of(&page.container);
    count.set(2);
    assert_eq!(changes.settle().await, ["attributes", "characterData"]);
    assert_eq!(page.html(), r#"<div class="row" title="2"><b>same</b><i>2</i></div>"#);
    assert_eq!((page.find("div"), page.find("b")), (row, word), "the elements are the same");
}

#[wasm_bindgen_test]
async fn nothing_is_written_if_nothing_changed() {
    let runs = RwSignal::new(0);
    let page = Page::mount(move || {
        move || {
            runs.track();
            view! {
                <p class="a" class:b=true class:c=move || true style:color="red" title=move || "title" hidden=false>
                    "text" {Some(view! { <b>"b"</b> })} {None::<String>} {vec!["x", "y"]}
                </p>
            }
        }
    });
    let before = page.html();
    let changes = Changes::of(&page.container);
    runs.set(1);
    assert_eq!(changes.settle().await, [""; 0]);
    assert_eq!(page.html(), before);
}

#[wasm_bindgen_test]
async fn a_view_of_another_shape_takes_the_place_of_the_former() {
    let state = RwSignal::new(0);
    let page = Page::mount(move || {
        let shape = move || match state.get() {
            0 => view! { <b>"element"</b> }.into_any(),
            1 => view! { <i>"other"</i> }.into_any(),
            2 => "text".into_any(),
            3 => ().into_any(),
            4 => vec!["a", "b"].into_any(),
            _ => (move || state.get()).into_any(),
        };
        view! { <p>"<" {shape} ">"</p> }
    });
    let shown = [
        "<p>&lt;<b>element</b>&gt;</p>",
        "<p>&lt;<i>other</i>&gt;</p>",
        "<p>&lt;text&gt;</p>",
        "<p>&lt;&gt;</p>",
        "<p>&lt;ab&gt;</p>",
        "<p>&lt;5&gt;</p>",
    ];
    for from in 0..shown.len() {
        for (to, expected) in shown.iter().enumerate() {
            state.set(from);
            settle().await;
            state.set(to);
            settle().await;
            assert_eq!(page.html(), *expected, "from {from} to {to}");
        }
    }
}

#[wasm_bindgen_test]
async fn an_input_keeps_its_focus_and_text_until_its_function_is_made_again() {
    let (outer, inner) = (RwSignal::new(0), RwSignal::new(0));
    let page = Page::mount(move || {
        move || {
            let outer = outer.get();
            view! { <label>{outer} {move || view! { <input placeholder=inner.get().to_string()/> }}</label> }
        }
    });
    let label = page.find("label");
    let input: web_sys::HtmlInputElement = wasm_bindgen::JsCast::unchecked_into(page.find("input"));
    input.set_value("typed");
    input.focus().unwrap();
    inner.set(1);
    settle().await;
    assert_eq!(input.placeholder(), "1");
    assert_eq!(input.value(), "typed");
    assert_eq!(document().active_element().as_ref(), Some(input.as_ref()));
    outer.set(1);
    settle().await;
    assert_eq!(page.find("label"), label);
    assert_ne!(page.find("input"), input.into());
}

#[wasm_bindgen_test]
async fn what_an_element_no_longer_has_is_taken_from_it() {
    let is_rich = RwSignal::new(true);
    let page = Page::mount(move || {
        move || match is_rich.get() {
            true => {
                view! { <p title="t" class="a b" class:c=move || true style:color="red" lang="en">"1"</p> }
            }
            false => view! { <p lang="en" class="b">"1"</p> },
        }
    });
    let paragraph = page.find("p");
    is_rich.set(false);
    settle().await;
    assert_eq!(page.find("p"), paragraph);
    assert_eq!(paragraph.get_attribute("title"), None);
    assert_eq!(paragraph.get_attribute("lang").as_deref(), Some("en"));
    assert_eq!(paragraph.class_name(), "b");
    assert_eq!(paragraph.style().get_property_value("color").unwrap(), "");
    is_rich.set(true);
    settle().await;
    assert_eq!(paragraph.get_attribute("title").as_deref(), Some("t"));
    assert_eq!(paragraph.style().get_property_value("color").unwrap(), "red");
    let mut classes: Vec<_> = paragraph.class_name().split(' ').map(str::to_owned).collect();
    classes.sort();
    assert_eq!(classes, ["a", "b", "c"]);
}

#[wasm_bindgen_test]
async fn a_view_that_replaces_another_of_its_shape_has_nothing_of_its_effects() {
    let is_first = RwSignal::new(true);
    let (one, two) = (RwSignal::new("one"), RwSignal::new("two"));
    let page = Page::mount(move || {
        move || match is_first.get() {
            true => view! { <p title=one>{one}</p> },
            false => view! { <p title=two>{two}</p> },
        }
    });
    is_first.set(false);
    settle().await;
    one.set("changed");
    settle().await;
    assert_eq!(page.html(), r#"<p title="two">two</p>"#);
    two.set("three");
    settle().await;
    assert_eq!(page.html(), r#"<p title="three">three</p>"#);
}
