//! Elements: what is set on them, and their namespaces.

use crate::harness::{Page, settle};
use leptos::html;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

#[wasm_bindgen_test]
async fn attributes_follow_their_signals() {
    let (text, flag) = (RwSignal::new(Some("a".to_owned())), RwSignal::new(true));
    let page = Page::mount(move || {
        view! { <button disabled=flag title=text aria-label=move || text.get() data-count=3 tabindex="0"></button> }
    });
    let button = page.find("button");
    let attributes = || {
        ["disabled", "title", "aria-label", "data-count", "tabindex"].map(|name| button.get_attribute(name))
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(attributes(), [some(""), some("a"), some("a"), some("3"), some("0")]);
    text.set(None);
    flag.set(false);
    settle().await;
    assert_eq!(attributes(), [None, None, None, some("3"), some("0")]);
}

#[wasm_bindgen_test]
async fn classes_of_the_page_are_left_alone() {
    let (names, has) = (RwSignal::new("one two"), RwSignal::new(true));
    let page = Page::mount(
        move || view! { <p class=names class:has=has class=("always", true) class:never=false></p> },
    );
    let paragraph = page.find("p");
    paragraph.class_list().add_1("foreign").unwrap();
    names.set("two three");
    has.set(false);
    settle().await;
    let mut classes: Vec<_> = paragraph.class_name().split(' ').map(str::to_owned).collect();
    classes.sort();
    assert_eq!(classes, ["always", "foreign", "three", "two"]);
}

#[wasm_bindgen_test]
async fn the_class_of_a_whole_view_is_on_each_of_its_elements() {
    let class = "scoped";
    let page = Page::mount(move || view! { class=class, <p class="own"><b>"b"</b></p> });
    assert_eq!(page.html(), r#"<p class="own scoped"><b class="scoped">b</b></p>"#);
}

#[wasm_bindgen_test]
async fn styles_follow_their_signals() {
    let width = RwSignal::new(Some("1px"));
    let page =
        Page::mount(move || view! { <p style:width=width style=("color", "red") style:--own="2px"></p> });
    let style = page.find("p").style();
    let values = || ["width", "color", "--own"].map(|name| style.get_property_value(name).unwrap());
    assert_eq!(values(), ["1px", "red", "2px"]);
    width.set(None);
    settle().await;
    assert_eq!(values(), ["", "red", "2px"]);
}

#[wasm_bindgen_test]
async fn a_property_is_set_again_over_what_was_entered() {
    let value = RwSignal::new("set".to_owned());
    let page = Page::mount(move || view! { <input prop:value=value prop:checked=true prop:tabIndex=3/> });
    let input: HtmlInputElement = page.find("input").unchecked_into();
    assert_eq!((input.value(), input.checked(), input.tab_index()), ("set".to_owned(), true, 3));
    input.set_value("entered");
    value.set("set".to_owned());
    settle().await;
    assert_eq!(input.value(), "set");
}

#[wasm_bindgen_test]
async fn a_select_has_the_value_of_one_of_its_options() {
    let page = Page::mount(|| {
        view! { <select prop:value="b"><option value="a">"A"</option><option value="b">"B"</option></select> }
    });
    let value = js_sys::Reflect::get(&page.find("select"), &JsValue::from_str("value")).unwrap();
    assert_eq!(value.as_string().as_deref(), Some("b"));
}

#[wasm_bindgen_test]
async fn a_reference_is_set_also_when_its_element_is_patched() {
    let runs = RwSignal::new(0);
    let loaded = RwSignal::new(SendWrapper::new(Vec::new()));
    let page = Page::mount(move || {
        move || {
            let run = runs.get();
            let place = NodeRef::<html::Div>::new();
            place.on_load(move |div| loaded.update(|all| all.push((run, div))));
            view! { <div node_ref=place></div> }
        }
    });
    settle().await;
    runs.set(1);
    settle().await;
    let div: web_sys::HtmlDivElement = page.find("div").unchecked_into();
    assert_eq!(*loaded.get(), [(0, div.clone()), (1, div)]);
}

#[wasm_bindgen_test]
async fn elements_are_in_their_namespaces() {
    let page = Page::mount(|| {
        view! {
            <svg viewBox="0 0 1 1"><g><path d="M0 0" class=move || "line"></path></g></svg>
            <math><mi>"x"</mi></math>
            <own-element data-a="b">"custom"</own-element>
        }
    });
    let namespace = |selector| page.find(selector).namespace_uri().unwrap();
    assert_eq!(namespace("svg"), "http://www.w3.org/2000/svg");
    assert_eq!(namespace("path"), "http://www.w3.org/2000/svg");
    assert_eq!(page.find("path").get_attribute("class").as_deref(), Some("line"));
    assert_eq!(page.find("svg").get_attribute("viewBox").as_deref(), Some("0 0 1 1"));
    assert_eq!(namespace("mi"), "http://www.w3.org/1998/Math/MathML");
    assert_eq!(namespace("own-element"), "http://www.w3.org/1999/xhtml");
}

/// Counts how often HTML text is given to the browser while a function runs.
fn html_texts(function: impl FnOnce()) -> u32 {
    let trap = js_sys::Function::new_no_args(
        "const own = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');
        let count = 0;
        Object.defineProperty(Element.prototype, 'innerHTML',
            { ...own, set(html) { count += 1; own.set.call(this, html); } });
        return () => (Object.defineProperty(Element.prototype, 'innerHTML', own), count);",
    );
    let end: js_sys::Function = trap.call0(&JsValue::NULL).unwrap().unchecked_into();
    function();
    end.call0(&JsValue::NULL).unwrap().as_f64().unwrap() as u32
}

#[wasm_bindgen_test]
async fn text_stays_text_and_constant_markup_is_no_html() {
    let mut page = None;
    let count = html_texts(|| {
        page = Some(Page::mount(|| {
            let text = "<img src=x onerror=alert(1)>&amp;";
            view! {
                <div>
                    {text}
                    <p class="constant" title="<&\"'>" hidden>"a < b &lt; c"<br/><b>"bold"</b><input type="text"/></p>
                    <svg class="icon"><path d="M0 0"></path></svg>
                </div>
            }
        }));
    });
    let page = page.unwrap();
    assert_eq!(count, 0, "HTML texts");
    assert_eq!(page.all("img").len(), 0);
    assert_eq!(page.text(), "<img src=x onerror=alert(1)>&amp;a < b &lt; cbold");
    let paragraph = page.find("p.constant");
    assert_eq!(paragraph.get_attribute("title").as_deref(), Some("<&\"'>"));
    assert!(paragraph.has_attribute("hidden"));
    assert_eq!(page.all("p > br, p > b, p > input[type=text]").len(), 3);
    assert_eq!(page.find("svg.icon > path").namespace_uri().as_deref(), Some("http://www.w3.org/2000/svg"));
}

#[wasm_bindgen_test]
async fn a_bound_input_writes_its_signal_and_shows_it() {
    let text = RwSignal::new("a".to_owned());
    let page = Page::mount(move || view! { <input bind:value=text/> });
    settle().await;
    let input: HtmlInputElement = page.find("input").unchecked_into();
    assert_eq!(input.value(), "a");
    input.set_value("b");
    input.dispatch_event(&web_sys::Event::new("input").unwrap()).unwrap();
    assert_eq!(text.get_untracked(), "b");
}

#[wasm_bindgen_test]
async fn a_directive_is_given_its_element() {
    let mark = |element: web_sys::Element, text: &'static str| element.set_attribute("title", text).unwrap();
    let page = Page::mount(move || view! { <p use:mark="marked"></p> });
    assert_eq!(page.html(), r#"<p title="marked"></p>"#);
}
