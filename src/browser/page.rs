//! The page as a whole: visibility, network, time, paints and resizes.

use gloo_timers::callback::Timeout;
use js_sys::Promise;
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, ResizeObserver};

/// The current state of the page.
pub struct Page;

impl Page {
    /// Whether the page is visible, i.e. not in a background tab.
    pub fn is_visible() -> bool {
        web_sys::window()
            .and_then(|w| w.document())
            .is_none_or(|d| d.visibility_state() == web_sys::VisibilityState::Visible)
    }

    /// Whether the browser has a network connection, as far as it knows.
    pub fn is_online() -> bool {
        web_sys::window().is_none_or(|w| w.navigator().on_line())
    }
}

/// Returns the current time, in milliseconds since 1970.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// Calls back before the next paint, even if the current owner is cleaned up by then.
pub(crate) fn next_frame(act: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(Closure::once_into_js(act).unchecked_ref());
    }
}

/// Calls back after the next paint, even if the current owner is cleaned up by then.
pub(crate) fn after_paint(act: impl FnOnce() + 'static) {
    next_frame(move || drop(Timeout::new(0, act).forget()));
}

/// Waits for the next paint, as [`after_paint`] does.
pub(crate) async fn next_paint() {
    let after = Promise::new(&mut |resolve, _| after_paint(move || drop(resolve.call0(&JsValue::UNDEFINED))));
    let _ = JsFuture::from(after).await;
}

/// Returns a random number from 0 to 1.
pub fn jitter() -> f64 {
    js_sys::Math::random()
}

type PageListener = dyn Fn();

thread_local! {
    static LISTENERS: RefCell<Vec<Weak<PageListener>>> = RefCell::default();
    static INSTALLED: RefCell<Option<Closure<dyn FnMut()>>> = RefCell::default();
}

/// Calls the listener when the page is shown or hidden, gains focus, or the network comes or goes, until the returned
/// value is dropped. All listeners of a page share one set of browser listeners.
pub(crate) fn on_page_event(listener: impl Fn() + 'static) -> Rc<PageListener> {
    install();
    let listener: Rc<PageListener> = Rc::new(listener);
    LISTENERS.with_borrow_mut(|all| {
        all.retain(|l| l.strong_count() > 0);
        all.push(Rc::downgrade(&listener));
    });
    listener
}

fn install() {
    INSTALLED.with_borrow_mut(|installed| {
        if installed.is_some() {
            return;
        }
        // Several of these events fire together when a tab is shown; the listeners are called once for all of them.
        let round: Rc<RefCell<Option<Timeout>>> = Rc::default();
        let closure = Closure::<dyn FnMut()>::new(move || {
            *round.borrow_mut() = Some(Timeout::new(0, notify_listeners));
        });
        let Some(window) = web_sys::window() else { return };
        let callback = closure.as_ref().unchecked_ref();
        for event in ["focus", "online", "offline", "pageshow"] {
            let _ = window.add_event_listener_with_callback(event, callback);
        }
        if let Some(document) = window.document() {
            let _ = document.add_event_listener_with_callback("visibilitychange", callback);
        }
        *installed = Some(closure);
    });
}

fn notify_listeners() {
    // Collected first: a listener may add or drop listeners.
    let live: Vec<_> = LISTENERS.with_borrow(|all| all.iter().filter_map(Weak::upgrade).collect());
    for listener in live {
        listener();
    }
}

/// Watcher for changes of an element's size, active until all of its clones are dropped.
#[derive(Clone)]
pub(crate) struct ResizeWatcher(Rc<ResizeWatcherInner>);

struct ResizeWatcherInner {
    observer: Option<ResizeObserver>,
    _closure: Closure<dyn FnMut()>,
}

impl ResizeWatcher {
    /// Creates a watcher that calls `changed` when the size of an observed element changes.
    pub fn new(changed: impl Fn() + 'static) -> Self {
        let closure = Closure::<dyn FnMut()>::new(changed);
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok();
        Self(Rc::new(ResizeWatcherInner { observer, _closure: closure }))
    }

    /// Observes an element; the first callback comes at once.
    pub fn observe(&self, element: &Element) {
        if let Some(observer) = &self.0.observer {
            observer.observe(element);
        }
    }
}

impl Drop for ResizeWatcherInner {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
