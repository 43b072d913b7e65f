//! Lists between tabs: what one was answered is an answer to all that show the same.
//!
//! A message is the user's id, the search, and for each page its first row, the row behind its last, and its text as
//! it came.

use super::Account;
use crate::browser::Channel;
use crate::workspaces::Answer;
use coder_core::storage;
use leptos::prelude::ReadUntracked;

impl Account {
    /// Hears what other tabs are answered, from the first call on.
    pub(crate) fn listen_to_tabs(&self) {
        self.tabs();
    }

    fn tabs(&self) -> &Channel {
        self.0.tabs.get_or_init(|| {
            let account = self.clone();
            let name = storage::name("lists", &self.0.proxy_path, self.0.host.borrow().user());
            Channel::open(&name, move |words| account.heard(&words))
        })
    }

    /// Tells other tabs what a user of Coder was answered to a search: pages as they came, with the rows each is about.
    pub(crate) fn share(&self, user_id: &str, search: &str, answers: &[Answer]) {
        let rows: Vec<_> = answers.iter().map(|Answer { rows, .. }| [rows.start, rows.end]).collect();
        let rows: Vec<_> = rows.iter().map(|ends| ends.map(|end| end.to_string())).collect();
        let mut words = vec![user_id, search];
        for ([start, end], Answer { text, .. }) in rows.iter().zip(answers) {
            words.extend([start, end, text.as_str()]);
        }
        self.tabs().say(&words);
    }

    /// Whose session it is: the user's id.
    pub(crate) fn user_id(&self) -> Option<String> {
        self.0.state.read_untracked().user().map(|user| user.id.clone())
    }

    fn heard(&self, words: &[String]) {
        let [id, search, pages @ ..] = words else { return };
        // Another tab may be linked with another account of the same person's.
        if self.user_id().as_ref() != Some(id) {
            return;
        }
        let Some(query) = self.0.queries.borrow().get(search).cloned() else { return };
        let page = |page: &[String]| {
            let [start, end, text] = page else { return None };
            Some((start.parse().ok()?..end.parse().ok()?, text.clone()))
        };
        if let Some(pages) = pages.chunks(3).map(page).collect() {
            query.heard(pages);
        }
    }
}
