//! Lists without keys.

use crate::harness::{Changes, Page, settle};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_list_of_another_length_keeps_what_both_have() {
    let names = RwSignal::new(vec!["a", "b"]);
    let page = Page::mount(move || {
        let items = move || names.get().into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
        view! { <ul><li>"first"</li>{items}<li>"last"</li></ul> }
    });
    let kept = page.all("li");
    let changes = Changes::of(&page.container);
    names.set(vec!["a", "b", "c"]);
    assert_eq!(changes.settle().await, ["childList"], "one is added");
    assert_eq!(page.text(), "firstabclast");
    names.set(vec!["x"]);
    assert_eq!(changes.settle().await, ["characterData", "childList", "childList"], "two are removed");
    assert_eq!(page.text(), "firstxlast");
    assert_eq!(page.all("li"), [kept[0].clone(), kept[1].clone(), kept[3].clone()]);
}

#[wasm_bindgen_test]
async fn an_empty_list_has_its_place() {
    let names = RwSignal::new(Vec::<&str>::new());
    let page = Page::mount(move || {
        let items = move || names.get().into_iter().map(|name| view! { <i>{name}</i> }).collect_view();
        view! { "<" {items} ">" }
    });
    for list in [vec!["a"], vec![], vec!["a", "b", "c"], vec![], vec!["d", "e"]] {
        names.set(list.clone());
        settle().await;
        assert_eq!(page.text(), format!("<{}>", list.concat()));
    }
}

#[wasm_bindgen_test]
async fn the_children_of_an_element_grow_and_shrink() {
    let count = RwSignal::new(2);
    let page = Page::mount(move || {
        move || {
            let items = (0..count.get()).map(|n| view! { <b>{n}</b> }).collect_view();
            view! { <p>{items}</p> }
        }
    });
    let kept = page.all("b");
    for (length, text) in [(4, "0123"), (1, "0"), (0, ""), (2, "01")] {
        count.set(length);
        settle().await;
        assert_eq!(page.text(), text);
        if length > 0 && length < 3 && text == "0" {
            assert_eq!(page.all("b"), kept[..1]);
        }
    }
}

#[wasm_bindgen_test]
async fn a_list_grows_after_views_of_every_kind() {
    let is_long = RwSignal::new(false);
    let page = Page::mount(move || {
        let last = |nth: usize| match nth {
            0 => view! { <b>"element"</b> }.into_any(),
            1 => "text".into_any(),
            2 => ().into_any(),
            3 => (|| "reactive").into_any(),
            4 => view! { <For each=|| ["row"] key=|row| *row let(row)>{row}</For> }.into_any(),
            5 => vec!["x", "y"].into_any(),
            _ => leptos::Node::foreign(leptos_full::html::i()).into_any(),
        };
        let grown = move |nth| {
            move || {
                let after = is_long.get().then_some("!");
                std::iter::once(last(nth)).chain(after.map(IntoAny::into_any)).collect_view()
            }
        };
        (0..7).map(|nth| view! { <p>{grown(nth)}<u>"end"</u></p> }).collect_view()
    });
    is_long.set(true);
    settle().await;
    let texts: Vec<_> = page.all("p").iter().map(|p| p.text_content().unwrap()).collect();
    assert_eq!(texts, ["element!end", "text!end", "!end", "reactive!end", "row!end", "xy!end", "!end"]);
    is_long.set(false);
    settle().await;
    assert_eq!(page.text(), "elementendtextendendreactiveendrowendxyendend");
}
