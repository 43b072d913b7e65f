//! What the browser keeps for a user: list preferences and the draft of the creation form.

use super::SessionContext;
use crate::browser::{DraftStore, ListPrefs, ListPrefsStore};
use serde_json::{Value, json};

/// The stored preferences of an account.
pub(crate) struct Preferences {
    lists: ListPrefsStore,
    drafts: DraftStore,
}

impl Preferences {
    /// Returns the preferences of a deployment and the host's user.
    pub fn new(context: &SessionContext) -> Self {
        let host = context.host();
        Self {
            lists: ListPrefsStore::new(&context.proxy_path, host.user()),
            drafts: DraftStore::new(&context.proxy_path, host.user()),
        }
    }

    /// Returns the saved list preferences.
    pub fn lists(&self) -> ListPrefs {
        self.lists.read()
    }

    /// Changes the saved list preferences.
    pub fn update_lists(&self, change: impl FnOnce(&mut ListPrefs)) {
        let before = self.lists();
        let mut after = before.clone();
        change(&mut after);
        if after != before {
            self.lists.write(&after);
        }
    }

    /// Returns the draft for a template, which survives a reload.
    pub fn draft(&self, template: &str) -> Option<Value> {
        let stored = self.drafts.read()?;
        let is_for_template = stored.get("template").and_then(Value::as_str) == Some(template);
        is_for_template.then(|| stored.get("form").cloned()).flatten()
    }

    /// Saves the draft for a template.
    pub fn keep_draft(&self, template: &str, form: &Value) {
        self.drafts.write(&json!({ "template": template, "form": form }));
    }

    /// Deletes the draft.
    pub fn forget_draft(&self) {
        self.drafts.remove();
    }

    /// Deletes all preferences.
    pub fn clear(&self) {
        self.lists.remove();
        self.drafts.remove();
    }
}
