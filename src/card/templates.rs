//! The templates of the workspaces that are being built, for their usual build times.

use crate::browser::AbortOnDrop;
use crate::session::Account;
use crate::spawn::spawn_local;
use coder_core::json::FromJson as _;
use coder_core::models::Template;
use coder_core::request::Request;
use leptos::prelude::*;

/// The templates that a card has asked for, by id; `None` until the response is there. Each is fetched once.
#[derive(Clone, Copy)]
pub(super) struct Templates(RwSignal<Vec<(String, Option<Template>)>>);

impl Templates {
    /// Creates the state of a card.
    pub fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// Calls a function with a template, which is `None` until it is fetched. Tracks it.
    pub fn with<T>(self, id: &str, act: impl FnOnce(Option<&Template>) -> T) -> T {
        let all = self.0.read();
        act(all.iter().find(|(fetched, _)| fetched == id).and_then(|(_, template)| template.as_ref()))
    }

    /// Fetches a template, unless it was asked for. After a failure, the next call tries again.
    pub fn fetch(self, account: &Account, id: &str) {
        let is_requested = self.0.read_untracked().iter().any(|(requested, _)| requested == id);
        let Some(abort) = AbortOnDrop::new().ok().filter(|_| !is_requested && !id.is_empty()) else { return };
        self.0.update(|all| all.push((id.to_owned(), None)));
        let (account, id) = (account.clone(), id.to_owned());
        spawn_local(async move {
            let response = account.call(&Request::template(&id), &abort.signal()).await;
            let template = response.ok().and_then(|value| Template::from_json(&value).ok());
            // The card may be unmounted by then.
            let _ = self.0.try_update(|all| {
                all.retain(|(requested, _)| *requested != id);
                all.extend(template.map(|template| (id, Some(template))));
            });
        });
    }
}
