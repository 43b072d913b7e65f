//! Tasks with a small footprint in WebAssembly.

use std::pin::Pin;

/// Spawns a task with [`wasm_bindgen_futures::spawn_local`]. The future is boxed: the queue's code is compiled once,
/// not once for every type of future.
pub(crate) fn spawn_local(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    wasm_bindgen_futures::spawn_local(task);
}
