//! Components, their children and the attributes that are spread onto them.

use crate::harness::{Page, log, logged, settle};
use leptos::prelude::*;
use leptos::{children, component, slot};
use wasm_bindgen_test::wasm_bindgen_test;

#[component]
fn Plain() -> impl IntoView {
    view! { <p class="own">"plain"</p> }
}

#[component]
fn Reactive(text: RwSignal<&'static str>) -> impl IntoView {
    move || view! { <p>{text.get()}</p> }
}

#[component]
fn Several() -> impl IntoView {
    view! { <i>"1"</i> "2" <For each=|| 3..5 key=|n| *n let(n)><b>{n}</b></For> }
}

#[wasm_bindgen_test]
async fn attributes_of_a_component_are_on_its_root_elements() {
    let text = RwSignal::new("a");
    let title = RwSignal::new("t");
    let page = Page::mount(move || {
        view! {
            <Plain attr:title=move || title.get() class:added=true attr:data-a="b" style:color="red" on:click=|_| log("click")/>
            <Reactive text attr:title=move || title.get()/>
            <Several attr:title=move || title.get()/>
            <Plain {..} title="after" id="id"/>
        }
    });
    let titles = || page.all("[title]").iter().map(|e| e.get_attribute("title").unwrap()).collect::<Vec<_>>();
    assert_eq!(titles(), ["t", "t", "t", "t", "t", "after"]);
    let plain = page.find("p");
    assert_eq!(plain.class_name(), "own added");
    assert_eq!(plain.get_attribute("data-a").as_deref(), Some("b"));
    assert_eq!(plain.style().get_property_value("color").unwrap(), "red");
    plain.click();
    assert_eq!(logged(), ["click"]);
    text.set("b");
    title.set("u");
    settle().await;
    assert_eq!(titles(), ["u", "u", "u", "u", "u", "after"]);
    assert_eq!(page.text(), "plainb1234plain");
}

#[wasm_bindgen_test]
async fn spread_attributes_are_patched() {
    let state = RwSignal::new(0);
    let page = Page::mount(move || {
        move || match state.get() {
            0 => view! { <Plain attr:title="zero" on:click=|_| log(0)/> },
            1 => view! { <Plain attr:title="one" on:click=|_| log(1)/> },
            _ => view! { <Plain/> },
        }
    });
    let paragraph = page.find("p");
    paragraph.click();
    state.set(1);
    settle().await;
    assert_eq!(page.html(), r#"<p class="own" title="one">plain</p>"#);
    paragraph.click();
    state.set(2);
    settle().await;
    assert_eq!(page.html(), r#"<p class="own">plain</p>"#);
    paragraph.click();
    assert_eq!((page.find("p"), logged()), (paragraph, vec!["0".to_owned(), "1".to_owned()]));
}

#[component]
fn Taking(
    children: Children,
    #[prop(optional)] again: Option<ChildrenFn>,
    #[prop(optional, into)] view: ViewFn,
    #[prop(optional, into)] once: ViewFnOnce,
) -> impl IntoView {
    let again = again.map(|again| move || again());
    view! { <p>{children()}</p><p>{again}</p><p>{view.run()}</p><p>{once.run()}</p> }
}

/// Takes children as components of any Leptos app do.
#[component]
fn TakingFull(children: children::Children, #[prop(optional, into)] view: children::ViewFn) -> impl IntoView {
    view! { <p>{children()}</p><p>{view.run()}</p> }
}

#[wasm_bindgen_test]
async fn children_of_every_type_are_shown() {
    let page = Page::mount(|| {
        let name = String::from("name");
        view! {
            <Taking view=|| view! { <b>"view"</b> } once=move || name>"text"</Taking>
            <Taking>{format!("{}", 1)}</Taking>
            <Taking><b>"one"</b></Taking>
            <Taking><b>"one"</b>"two"{3}</Taking>
            <TakingFull view=|| "view">"text"</TakingFull>
            <TakingFull><b>"one"</b>{move || "two"}</TakingFull>
        }
    });
    let texts: Vec<_> = page.all("p").iter().map(|p| p.text_content().unwrap()).collect();
    let expected = [
        "text", "", "view", "name", "1", "", "", "", "one", "", "", "", "onetwo3", "", "", "", "text",
        "view", "onetwo", "",
    ];
    assert_eq!(texts, expected);
}

#[slot]
struct Side {
    children: ChildrenFn,
}

#[component]
fn Slotted(side: Side, children: ChildrenFn) -> impl IntoView {
    let has_side = RwSignal::new(true);
    view! {
        <button on:click=move |_| has_side.set(false)></button>
        {move || has_side.get().then(|| (side.children)())}
        {children()}
    }
}

#[wasm_bindgen_test]
async fn a_slot_is_shown_where_its_component_puts_it() {
    let page = Page::mount(|| {
        view! { <Slotted><Side slot>"side" <i></i></Side><b>"children"</b></Slotted> }
    });
    assert_eq!(page.html(), "<button></button>side<i></i><b>children</b>");
    page.find("button").click();
    settle().await;
    assert_eq!(page.html(), "<button></button><b>children</b>");
}

#[wasm_bindgen_test]
async fn either_side_of_a_condition_is_shown() {
    let holds = RwSignal::new(false);
    let page = Page::mount(move || {
        let either = move || match holds.get() {
            true => leptos::either::Either::Left("left"),
            false => leptos::either::Either::Right(view! { <b>"right"</b> }),
        };
        view! { <Show when=holds fallback=|| "no"><i>"yes"</i></Show>{either} }
    });
    assert_eq!(page.html(), "no<b>right</b>");
    holds.set(true);
    settle().await;
    assert_eq!(page.html(), "<i>yes</i>left");
}
