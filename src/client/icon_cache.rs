//! Cache of a deployment's icons: each is fetched once, however many rows show it.

use super::SessionContext;
use crate::browser::{AbortOnDrop, after_paint};
use crate::spawn::spawn_local;
use coder_core::icon::{self, IconSource};
use coder_core::url::HttpUrl;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use vecmap::VecMap;

/// The URL of an image; `None` while it is loading and if there is none.
pub(crate) type IconSignal = ArcRwSignal<Option<String>>;

/// The icons of an account's deployment. Clones share one state.
#[derive(Clone)]
pub(crate) struct IconCache {
    context: Rc<SessionContext>,
    entries: Rc<RefCell<Entries>>,
}

#[derive(Default)]
struct Entries {
    sources: VecMap<String, IconSignal>,
    /// Abort handle of all fetches, dropped with the session.
    abort: Option<AbortOnDrop>,
}

impl IconCache {
    /// Creates an empty cache.
    pub fn new(context: Rc<SessionContext>) -> Self {
        Self { context, entries: Rc::default() }
    }

    /// Returns the image for Coder's `icon` field.
    pub fn source(&self, field: &str, access: Option<&HttpUrl>) -> IconSignal {
        match icon::resolve(field, access) {
            IconSource::Initial => ArcRwSignal::new(None),
            IconSource::External(url) => ArcRwSignal::new(Some(url)),
            IconSource::Deployment(path) => self.deployment(path),
        }
    }

    fn deployment(&self, path: String) -> IconSignal {
        let mut entries = self.entries.borrow_mut();
        if let Some(source) = entries.sources.get(&path) {
            return source.clone();
        }
        let source: IconSignal = ArcRwSignal::new(None);
        if entries.abort.is_none() {
            entries.abort = AbortOnDrop::new().ok();
        }
        let Some(signal) = entries.abort.as_ref().map(AbortOnDrop::signal) else { return source };
        entries.sources.insert(path.clone(), source.clone());
        let (icons, target) = (self.clone(), source.clone());
        // Until then an initial letter is shown; the rows are painted first.
        after_paint(move || {
            spawn_local(async move {
                match icons.context.transport().icon(&path, &signal).await {
                    Ok(url) => target.set(Some(url)),
                    // The letter stays; a later card fetches the icon again.
                    Err(_) => drop(icons.entries.borrow_mut().sources.remove(&path)),
                }
            });
        });
        source
    }

    /// Drops all icons and aborts their fetches.
    pub fn clear(&self) {
        self.entries.take();
    }
}
