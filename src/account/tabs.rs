//! Lists between tabs: what one was answered is an answer to all that show the same.

use super::Account;
use crate::browser::Channel;
use coder_core::json::Read as _;
use coder_core::wire::WorkspacesPage;
use leptos::prelude::ReadUntracked;
use serde_json::Value;
use std::ops::Range;

impl Account {
    /// Hears what other tabs are answered, from the first call on.
    pub(crate) fn listen_to_tabs(&self) {
        self.tabs();
    }

    fn tabs(&self) -> &Channel {
        self.0.tabs.get_or_init(|| {
            let account = self.clone();
            let name =
                format!("backstage-plugin-coder/lists{}/{}", self.0.proxy_path, self.0.host.borrow().user());
            Channel::open(&name, move |text| account.heard(&text))
        })
    }

    /// Tells other tabs the answer to a search: pages as they came, with the rows each is about.
    pub(crate) fn share(&self, search: &str, pages: &[(Range<usize>, Value)]) {
        let Some(id) = self.0.state.read_untracked().user().map(|user| user.id.clone()) else { return };
        let pages: Vec<String> =
            pages.iter().map(|(range, page)| format!("[{},{},{page}]", range.start, range.end)).collect();
        let (id, search) = (Value::from(id), Value::from(search));
        self.tabs().say(&format!("[{id},{search},[{}]]", pages.join(",")));
    }

    fn heard(&self, text: &str) {
        let Ok(said) = serde_json::from_str::<Value>(text) else { return };
        let (Some(id), Some(search), Some(pages)) = (said[0].as_str(), said[1].as_str(), said[2].as_array())
        else {
            return;
        };
        // Another tab may be linked with another account of the same person's.
        if self.0.state.read_untracked().user().is_none_or(|user| user.id != id) {
            return;
        }
        let Some(query) = self.0.queries.borrow().get(search).cloned() else { return };
        let page = |page: &Value| {
            let at = |index: usize| page[index].as_u64().and_then(|n| usize::try_from(n).ok());
            Some((at(0)?..at(1)?, WorkspacesPage::read(&page[2]).ok()?))
        };
        if let Some(pages) = pages.iter().map(page).collect() {
            query.heard(pages);
        }
    }
}
