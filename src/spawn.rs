//! Tasks, as small as they can be in WebAssembly.

use std::pin::Pin;

/// [`wasm_bindgen_futures::spawn_local`] for futures of one type: the queue's code is compiled once, not once for each
/// future's own type.
pub(crate) fn spawn_local(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    wasm_bindgen_futures::spawn_local(task);
}
