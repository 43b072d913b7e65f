//! Keyed lists.

use crate::harness::{Changes, Page, log, logged, settle};
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

/// Mounts a list with a row for each character.
fn characters(text: RwSignal<&'static str>) -> Page {
    Page::mount(move || {
        let characters = move || text.get().chars().collect::<Vec<_>>();
        view! {
            <ul>
                <For each=characters key=|c| *c let(c)>
                    <li id=c.to_string()><input/>{c}<div popover="auto">"menu"</div></li>
                </For>
            </ul>
        }
    })
}

fn order(page: &Page) -> String {
    page.all("li").iter().map(Element::id).collect()
}

#[wasm_bindgen_test]
async fn rows_that_stay_keep_their_focus_and_open_popovers() {
    let text = RwSignal::new("abcd");
    let page = characters(text);
    page.find("#c input").focus().unwrap();
    let popover = page.find("#b div");
    let show: Function = Reflect::get(&popover, &JsValue::from_str("showPopover")).unwrap().unchecked_into();
    show.call0(&popover).unwrap();
    let changes = Changes::of(&page.container);
    text.set("bcda");
    assert_eq!(changes.settle().await, ["childList", "childList"], "one row is taken out and put in");
    assert_eq!(order(&page), "bcda");
    assert_eq!(document().active_element().as_ref(), Some(page.find("#c input").as_ref()));
    assert!(popover.matches(":popover-open").unwrap());
    text.set("xbcd");
    assert_eq!(changes.settle().await, ["childList", "childList"], "one row is removed and one is new");
    assert_eq!(document().active_element().as_ref(), Some(page.find("#c input").as_ref()));
    assert!(popover.matches(":popover-open").unwrap());
}

#[wasm_bindgen_test]
async fn rows_are_in_order_after_any_change_and_keep_their_elements() {
    let text = RwSignal::new("");
    let page = characters(text);
    let mut seen: Vec<(String, Element)> = Vec::new();
    let texts =
        ["abc", "cba", "", "hgfedcba", "acegbdfh", "bad", "dabxyz", "zyxbad", "a", "ahgfedcb", "bcdefgha"];
    for next in texts {
        text.set(next);
        settle().await;
        assert_eq!(order(&page), next);
        let rows: Vec<_> = page.all("li").into_iter().map(|row| (row.id(), row)).collect();
        for (id, row) in &rows {
            if let Some((_, before)) = seen.iter().find(|(seen, _)| seen == id) {
                assert_eq!(row, before, "{id} in {next}");
            }
        }
        seen = rows;
    }
}

#[wasm_bindgen_test]
async fn rows_of_one_key_are_all_shown() {
    let text = RwSignal::new("aab");
    let page = characters(text);
    for next in ["baa", "aaa", "ab", "aabb"] {
        text.set(next);
        settle().await;
        assert_eq!(order(&page), next);
    }
}

#[wasm_bindgen_test]
async fn a_list_stands_between_its_neighbors() {
    let text = RwSignal::new("");
    let page = Page::mount(move || {
        let characters = move || text.get().chars().collect::<Vec<_>>();
        view! {
            "<" <For each=characters key=|c| *c let(c)>{c}","</For> "|"
            <For each=characters key=|c| *c let(c)>{move || c}</For> ">"
        }
    });
    for next in ["ab", "ba", "", "xay"] {
        text.set(next);
        settle().await;
        let commas: String = next.chars().map(|c| format!("{c},")).collect();
        assert_eq!(page.text(), format!("<{commas}|{next}>"));
    }
}

#[wasm_bindgen_test]
async fn a_rows_owner_lives_as_long_as_the_row() {
    let text = RwSignal::new("ab");
    let page = Page::mount(move || {
        let characters = move || text.get().chars().collect::<Vec<_>>();
        let row = |c: char| {
            provide_context(c);
            on_cleanup(move || log(c));
            let of_row = RwSignal::new(0);
            let click = move |_| {
                *of_row.write() += 1;
                log(use_context::<char>().unwrap());
            };
            view! { <button on:click=click>{of_row}</button> }
        };
        view! { <For each=characters key=|c| *c children=row/> }
    });
    text.set("bc");
    settle().await;
    assert_eq!(logged(), ["a"], "only the removed row is cleaned up");
    page.all("button").iter().for_each(|button| button.unchecked_ref::<web_sys::HtmlElement>().click());
    settle().await;
    assert_eq!((page.text(), logged()), ("11".to_owned(), vec!["b".to_owned(), "c".to_owned()]));
    drop(page);
    settle().await;
    let mut cleaned = logged();
    cleaned.sort();
    assert_eq!(cleaned, ["b", "c"]);
}

#[wasm_bindgen_test]
async fn a_list_that_is_made_again_is_drawn_anew_with_new_signals() {
    let runs = RwSignal::new(0);
    let page = Page::mount(move || {
        move || {
            let run = runs.get();
            let row = move |c: char| {
                let clicks = RwSignal::new(run * 10);
                view! { <button on:click=move |_| *clicks.write() += 1>{c}{clicks}</button> }
            };
            view! { <p><For each=|| ['a', 'b'] key=|c| *c children=row/></p> }
        }
    });
    let buttons = page.all("button");
    runs.set(1);
    settle().await;
    assert_eq!(page.text(), "a10b10");
    assert!(page.all("button").iter().all(|button| !buttons.contains(button)));
    page.find("button").click();
    settle().await;
    assert_eq!(page.text(), "a11b10");
}

#[wasm_bindgen_test]
async fn an_enumerated_row_knows_its_index() {
    let text = RwSignal::new("abc");
    let page = Page::mount(move || {
        let characters = move || text.get().chars().collect::<Vec<_>>();
        let row = |index: ReadSignal<usize>, c: char| view! { <i>{c}{index}</i> };
        view! { <ForEnumerate each=characters key=|c| *c children=row/> }
    });
    assert_eq!(page.text(), "a0b1c2");
    text.set("cxa");
    settle().await;
    assert_eq!(page.text(), "c0x1a2");
}
