//! The style sheet (tokens, base and the styles of the components), adopted into the root that contains the components.
//!
//! A component's style sheet stands beside its module. stylers scopes it, and the build script collects the sheets that
//! the components use. Those of lazily loaded components come with them.

use crate::effect::effect;
use js_sys::{Array, Reflect};
use leptos::html::ElementType;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::{Cell, OnceCell, RefCell};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Document, Element, Node, ShadowRoot};

/// The whole style sheet, in cascade order.
pub const SHEET: &str = concat!(
    include_str!(concat!(env!("OUT_DIR"), "/initial.css")),
    "\n",
    include_str!(concat!(env!("OUT_DIR"), "/lazy.css")),
);

/// The style sheet of what is not loaded lazily: the tokens, the base, and the components' styles.
const INITIAL_SHEET: &str = include_str!(concat!(env!("OUT_DIR"), "/initial.css"));

/// The style sheet of lazily loaded components, which follows the initial one.
const LAZY_SHEET: &str = include_str!(concat!(env!("OUT_DIR"), "/lazy.css"));

thread_local! {
    static ADOPTED: OnceCell<Option<CssStyleSheet>> = const { OnceCell::new() };
    /// Style elements in browsers that cannot adopt a sheet.
    static WRITTEN: RefCell<Vec<Element>> = const { RefCell::new(Vec::new()) };
    static LAZY: Cell<&'static str> = const { Cell::new(if cfg!(feature = "split") { "" } else { LAZY_SHEET }) };
    static BLOCKED: Cell<bool> = const { Cell::new(false) };
}

/// Returns the entry point of a chunk, and adds the styles of lazily loaded components to every root that has adopted the
/// sheet.
pub(crate) fn with_lazy_styles<T>(entry: T) -> T {
    add_lazy_styles();
    entry
}

fn add_lazy_styles() {
    if !LAZY.replace(LAZY_SHEET).is_empty() {
        return;
    }
    if let Some(sheet) = ADOPTED.with(|cell| cell.get().cloned().flatten()) {
        let _ = sheet.replace_sync(&sheet_text());
    }
    WRITTEN
        .with_borrow(|written| written.iter().for_each(|style| style.set_text_content(Some(&sheet_text()))));
}

/// Returns the style sheet of all components that are loaded.
fn sheet_text() -> String {
    [INITIAL_SHEET, LAZY.get()].concat()
}

/// Returns a node reference for the outermost element of a component. The style sheet is adopted into the root in
/// which the element is mounted.
///
/// Our custom elements have adopted it already. Adoption is deferred, because the element of a component that is
/// shown later is not in the document until its view is built.
pub(crate) fn adopt_on_mount<E>() -> NodeRef<E>
where
    E: ElementType,
    E::Output: AsRef<Node> + JsCast + Clone + 'static,
{
    let target = NodeRef::<E>::new();
    effect(move || {
        if let Some(target) = target.get() {
            let target = SendWrapper::new(target);
            leptos::task::spawn_local(async move { adopt((*target).as_ref()) });
        }
    });
    target
}

/// Adopts the sheet into the shadow root or document that contains a node, once.
///
/// A constructed sheet is no inline style: it works under `style-src 'self'`. Browsers before 2023 do not support it
/// and get a style element, which such a policy forbids. A node in neither root is left alone.
pub fn adopt(node: &Node) {
    let root = node.get_root_node();
    let key = JsValue::from_str("adoptedStyleSheets");
    if !Reflect::has(&root, &key).unwrap_or(false) {
        return write(&root);
    }
    ADOPTED.with(|cell| {
        let sheet = cell.get_or_init(|| {
            let sheet = CssStyleSheet::new().ok()?;
            sheet.replace_sync(&sheet_text()).ok()?;
            Some(sheet)
        });
        let (Some(sheet), Ok(sheets)) = (sheet, Reflect::get(&root, &key)) else { return write(&root) };
        let sheets = Array::from(&sheets);
        if !sheets.includes(sheet, 0) {
            sheets.push(sheet);
            let _ = Reflect::set(&root, &key, &sheets);
        }
    });
}

/// Whether the page's policy blocked the sheet when it was last written as an element.
pub(crate) fn is_blocked() -> bool {
    BLOCKED.get()
}

/// Writes the sheet into a root as an element, once.
fn write(root: &Node) {
    const ID: &str = "coder-sheet";
    let (target, existing): (Option<Node>, _) =
        match (root.dyn_ref::<Document>(), root.dyn_ref::<ShadowRoot>()) {
            (Some(page), _) => (page.head().map(Into::into), page.get_element_by_id(ID)),
            (_, Some(shadow)) => (Some(root.clone()), shadow.get_element_by_id(ID)),
            _ => return,
        };
    if let (Some(target), None, Ok(style)) = (target, existing, document().create_element("style")) {
        style.set_id(ID);
        style.set_text_content(Some(&sheet_text()));
        let _ = target.insert_before(&style, target.first_child().as_ref());
        // A style element in a document has a sheet, unless the policy blocked it.
        let has_sheet = Reflect::get(&style, &"sheet".into()).is_ok_and(|sheet| !sheet.is_null());
        BLOCKED.set(style.is_connected() && !has_sheet);
        WRITTEN.with_borrow_mut(|written| {
            written.retain(|style| style.is_connected());
            written.push(style);
        });
    }
}
