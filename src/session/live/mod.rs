//! Live updates of an account through a gateway: one stream for all tabs of the browser, in place of polls.
//!
//! The tab that holds the lock of the account's live updates leads: it has the stream, for what all tabs want to follow,
//! and passes each event on to the others. A tab that is hidden wants nothing, so that the stream ends with the last
//! visible one. What is not followed, for whatever reason, is polled.
//!
//! | file | content |
//! |---|---|
//! | `state.rs` | the state of all this |
//! | `updates.rs` | what is followed, and what an event means to the account |
//! | `leader.rs` | the lock, and the stream of the tab that leads |
//! | `tabs.rs` | the messages between tabs |

mod leader;
mod state;
mod tabs;
mod updates;

use super::Account;
use crate::lazy_chunk::lazy_chunk;
use crate::spawn::spawn_local;
use state::LiveUpdates;

lazy_chunk! {
    /// Loads the start of live updates.
    fn load_live() -> fn(&Account) = live { LiveUpdates::start }
}

impl Account {
    /// Begins live updates, if a gateway has them; does nothing from the second call on. Without them, or if their chunk
    /// cannot be loaded, everything is polled.
    pub(crate) fn begin_live_updates(&self) {
        if self.has_gateway() {
            let account = self.clone();
            spawn_local(async move {
                let _ = load_live().await.map(|start| start(&account));
            });
        }
    }
}
