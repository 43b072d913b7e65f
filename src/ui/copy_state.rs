//! Copying to the clipboard, and the message about it.

use crate::browser::copy_text;
use crate::spawn::spawn_local;
use crate::texts::t;
use coder_core::i18n::Message;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// Milliseconds for which a copied text is said to be copied.
pub(crate) const COPIED_MS: u32 = 2_000;

/// The state of a copy button.
#[derive(Clone, Copy)]
pub(crate) struct CopyState(RwSignal<Option<bool>>);

impl CopyState {
    /// Creates the state of a button that was not clicked.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Copies a text.
    pub fn copy(self, text: String) {
        spawn_local(async move {
            let success = copy_text(&text).await;
            let _ = self.0.try_set(Some(success));
            if success {
                // The button may be unmounted by then.
                let hide = move || {
                    let _ = self.0.try_set(None);
                };
                Timeout::new(COPIED_MS, hide).forget();
            }
        });
    }

    /// Returns the message: for two seconds that the text was copied, or that it cannot be copied.
    pub fn message(self) -> Option<&'static str> {
        self.0.get().map(|success| t(if success { Message::Copied } else { Message::CopyFailed }))
    }
}
