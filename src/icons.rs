//! Icons of a deployment's, each fetched once however many rows show it.

use crate::account::Account;
use crate::browser::{Abort, after_paint};
use crate::spawn::spawn_local;
use coder_core::icon::{self, Icon};
use coder_core::link::HttpUrl;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::HashMap;

/// An icon's image address once there is one; `None` while it loads and where it cannot be had.
pub type IconSource = ArcRwSignal<Option<String>>;

#[derive(Default)]
struct Known {
    sources: HashMap<String, IconSource>,
    /// Ends the fetches in flight when everything is forgotten.
    abort: Option<Abort>,
}

/// The icons fetched for one session's lists.
#[derive(Default)]
pub struct Icons(RefCell<Known>);

impl Icons {
    /// The image for an `icon` field of Coder's.
    pub fn source(account: &Account, field: &str, access: Option<&HttpUrl>) -> IconSource {
        match icon::icon(field, access) {
            Icon::Letter => ArcRwSignal::new(None),
            Icon::Elsewhere(url) => ArcRwSignal::new(Some(url)),
            Icon::Deployment(path) => account.icons().deployment(account, path),
        }
    }

    fn deployment(&self, account: &Account, path: String) -> IconSource {
        let mut known = self.0.borrow_mut();
        if let Some(source) = known.sources.get(&path) {
            return source.clone();
        }
        let source: IconSource = ArcRwSignal::new(None);
        if known.abort.is_none() {
            known.abort = Abort::new().ok();
        }
        let Some(signal) = known.abort.as_ref().map(Abort::signal) else { return source };
        known.sources.insert(path.clone(), source.clone());
        let (account, loaded) = (account.clone(), source.clone());
        // A letter stands in until then; the rows themselves come first.
        after_paint(move || {
            spawn_local(async move {
                match account.icon(&path, &signal).await {
                    Ok(url) => loaded.set(Some(url)),
                    // The letter stays; a later card asks again.
                    Err(_) => account.icons().forget(&path),
                }
            });
        });
        source
    }

    fn forget(&self, path: &str) {
        self.0.borrow_mut().sources.remove(path);
    }

    /// Drops every icon and ends what is being fetched.
    pub fn clear(&self) {
        self.0.take();
    }
}
