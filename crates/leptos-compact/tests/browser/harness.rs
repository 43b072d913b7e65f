//! A page with a mounted view.

use leptos::prelude::*;
use leptos::{IntoNode, Mounted};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, MutationObserver, MutationObserverInit, MutationRecord};

/// A view in a container of its own. It is unmounted when this is dropped.
pub struct Page {
    pub container: HtmlElement,
    handle: Option<UnmountHandle<Mounted>>,
}

impl Page {
    pub fn mount<V: IntoNode>(view: impl FnOnce() -> V + 'static) -> Self {
        let container: HtmlElement = document().create_element("main").unwrap().unchecked_into();
        document().body().unwrap().append_child(&container).unwrap();
        let handle = Some(leptos::mount::mount_to(container.clone(), view));
        Self { container, handle }
    }

    /// Unmounts the view; its container stays in the page.
    pub fn unmount(&mut self) {
        self.handle = None;
    }

    /// Returns the HTML, without the comments that mark places.
    pub fn html(&self) -> String {
        self.container.inner_html().replace("<!---->", "")
    }

    pub fn text(&self) -> String {
        self.container.text_content().unwrap()
    }

    pub fn find(&self, selector: &str) -> HtmlElement {
        let found = self.container.query_selector(selector).unwrap();
        found.unwrap_or_else(|| panic!("no {selector} in {}", self.html())).unchecked_into()
    }

    pub fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.container.query_selector_all(selector).unwrap();
        (0..found.length()).map(|index| found.item(index).unwrap().unchecked_into()).collect()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.unmount();
        self.container.remove();
    }
}

/// Waits until all effects have run.
pub async fn settle() {
    for _ in 0..3 {
        leptos::task::tick().await;
    }
}

/// What changes in an element from now on.
pub struct Changes {
    observer: MutationObserver,
    kinds: Rc<RefCell<Vec<String>>>,
    _closure: Closure<dyn FnMut(js_sys::Array)>,
}

impl Changes {
    pub fn of(element: &Element) -> Self {
        let kinds: Rc<RefCell<Vec<String>>> = Rc::default();
        let closure = {
            let kinds = kinds.clone();
            Closure::<dyn FnMut(js_sys::Array)>::new(move |records: js_sys::Array| {
                let records = records.iter().map(|record| record.unchecked_into::<MutationRecord>().type_());
                kinds.borrow_mut().extend(records);
            })
        };
        let observer = MutationObserver::new(closure.as_ref().unchecked_ref()).unwrap();
        let options = MutationObserverInit::new();
        options.set_attributes(true);
        options.set_character_data(true);
        options.set_child_list(true);
        options.set_subtree(true);
        observer.observe_with_options(element, &options).unwrap();
        Self { observer, kinds, _closure: closure }
    }

    /// Waits until all effects have run, and returns the kinds of the changes since the last call.
    pub async fn settle(&self) -> Vec<String> {
        settle().await;
        settle().await;
        self.kinds.take()
    }
}

impl Drop for Changes {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Counts the errors that listeners throw while a function runs.
pub fn listener_errors(function: impl FnOnce()) -> u32 {
    let count = js_sys::Function::new_no_args(
        "let count = 0;
        const heard = (event) => { count += 1; event.preventDefault(); };
        addEventListener('error', heard);
        return () => (removeEventListener('error', heard), count);",
    );
    let end: js_sys::Function = count.call0(&JsValue::NULL).unwrap().unchecked_into();
    function();
    end.call0(&JsValue::NULL).unwrap().as_f64().unwrap() as u32
}

thread_local! {
    static LOG: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Writes an entry into the log, from functions that have to be `Send`.
pub fn log(entry: impl ToString) {
    LOG.with_borrow_mut(|log| log.push(entry.to_string()));
}

/// Returns the entries since the last call.
pub fn logged() -> Vec<String> {
    LOG.take()
}
