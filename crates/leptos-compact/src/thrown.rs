//! Errors in views.

use leptos_full::error::{Error, ErrorHook, ErrorId, get_error_hook};
use leptos_full::tachys::renderer::dom::Dom;
use std::sync::Arc;
use web_sys::Node as DomNode;

/// An error in a view, which the nearest error boundary knows of until this is dropped.
pub(crate) struct ThrownError {
    /// The comment in place of the view.
    place: DomNode,
    thrown: Option<(Arc<dyn ErrorHook>, ErrorId)>,
}

impl ThrownError {
    pub fn new(error: Error) -> Self {
        Self { place: Dom::create_placeholder().into(), thrown: throw(error) }
    }

    /// Throws another error in place of this one.
    pub fn replace(&mut self, error: Error) {
        // Leptos' boundaries may give both the same id.
        clear(self.thrown.take());
        self.thrown = throw(error);
    }

    pub fn place(&self) -> &DomNode {
        &self.place
    }
}

impl Drop for ThrownError {
    fn drop(&mut self) {
        clear(self.thrown.take());
    }
}

fn throw(error: Error) -> Option<(Arc<dyn ErrorHook>, ErrorId)> {
    let hook = get_error_hook()?;
    let id = hook.throw(error);
    Some((hook, id))
}

fn clear(thrown: Option<(Arc<dyn ErrorHook>, ErrorId)>) {
    if let Some((hook, id)) = thrown {
        hook.clear(&id);
    }
}
