//! Views of Leptos' inside ours, and ours inside views of Leptos'.

use crate::harness::{Page, settle};
use leptos::Node;
use leptos::context::Provider;
use leptos::prelude::*;
use leptos_full::prelude as full;
use leptos_full::prelude::{ClassAttribute, ElementChild, GlobalAttributes};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_view_of_leptos_stands_in_ours_and_is_patched() {
    let count = RwSignal::new(0);
    let page = Page::mount(move || {
        let foreign = move || {
            Node::foreign(leptos_full::html::div().title(count.get().to_string()).child(("n ", count.get())))
        };
        view! { "<" {foreign} ">" }
    });
    let div = page.find("div");
    assert_eq!(page.html(), r#"&lt;<div title="0">n 0</div>&gt;"#);
    count.set(1);
    settle().await;
    assert_eq!(page.html(), r#"&lt;<div title="1">n 1</div>&gt;"#);
    assert_eq!(page.find("div"), div);
}

#[wasm_bindgen_test]
async fn a_component_of_leptos_stands_in_ours() {
    #[component]
    fn Inner() -> impl IntoView {
        use_context::<i32>().map(|value| view! { <b>{value}</b> })
    }
    let page = Page::mount(|| {
        view! {
            <Provider value=5><Inner/></Provider>
            <Suspense fallback=|| "waiting">{Suspend::new(async { view! { <i>"there"</i> } })}</Suspense>
        }
    });
    settle().await;
    assert_eq!(page.html(), "<b>5</b><i>there</i>");
}

#[wasm_bindgen_test]
async fn our_view_stands_in_one_of_leptos_and_is_patched() {
    let count = RwSignal::new(0);
    let page = Page::mount(move || {
        let ours = move || view! { <p class="ours">{count.get()}</p> };
        Node::foreign(
            leptos_full::html::section()
                .child("<")
                .child(full::IntoAny::into_any(view! { <b>"element"</b> }))
                .child(ours)
                .child(">"),
        )
    });
    let paragraph = page.find("p");
    assert_eq!(page.html(), r#"<section>&lt;<b>element</b><p class="ours">0</p>&gt;</section>"#);
    count.set(1);
    settle().await;
    assert_eq!(page.html(), r#"<section>&lt;<b>element</b><p class="ours">1</p>&gt;</section>"#);
    assert_eq!(page.find("p"), paragraph);
}

#[wasm_bindgen_test]
async fn our_views_take_turns_with_those_of_leptos() {
    let is_ours = RwSignal::new(true);
    let page = Page::mount(move || {
        Node::foreign(leptos_full::html::section().child(move || match is_ours.get() {
            true => full::IntoAny::into_any(view! { "our " <b>"view"</b> }),
            false => full::IntoAny::into_any(leptos_full::html::i().class("theirs")),
        }))
    });
    assert_eq!(page.html(), "<section>our <b>view</b></section>");
    is_ours.set(false);
    settle().await;
    assert_eq!(page.html(), r#"<section><i class="theirs"></i></section>"#);
    is_ours.set(true);
    settle().await;
    assert_eq!(page.html(), "<section>our <b>view</b></section>");
}

#[wasm_bindgen_test]
async fn attributes_are_spread_from_leptos_onto_ours_and_back() {
    let page = Page::mount(|| {
        let ours = view! { <b>"ours"</b> };
        let theirs = Node::foreign(leptos_full::html::i().child("theirs"));
        let title = || leptos::attr::title("spread");
        view! {
            {full::IntoAny::into_any(ours).add_any_attr(title())}
            {theirs.add_any_attr(title())}
        }
    });
    assert_eq!(page.html(), r#"<b title="spread">ours</b><i title="spread">theirs</i>"#);
}
