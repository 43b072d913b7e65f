//! The browser's I/O: fetch, storage, time and visibility.
//!
//! This module knows nothing of Coder's rules; decisions are made in `coder-core`.

mod abort;
mod broadcast;
mod call_error;
mod clock;
mod deadline;
mod host;
mod live_state;
mod lowercase;
mod number;
mod oauth;
mod outside;
mod page;
mod poll_timer;
mod proxy_url;
mod sign_in_window;
mod storage;
mod title;
mod transport;
mod web_lock;

pub use abort::AbortOnDrop;
pub(crate) use broadcast::Broadcast;
pub use call_error::CallError;
pub(crate) use clock::{format_day, format_relative, on_tick, parse_ms};
pub(crate) use deadline::Deadline;
pub(crate) use host::BodyReader;
pub use host::{Host, TokenStorage};
pub(crate) use live_state::LiveState;
pub(crate) use lowercase::lowercase;
pub(crate) use number::format_count;
pub(crate) use oauth::PendingToken;
pub(crate) use outside::{copy_text, download, loses_focus, open_protocol_url, open_window};
pub use page::{Page, jitter, now_ms};
pub(crate) use page::{ResizeWatcher, after_paint, next_frame, next_paint, on_page_event};
pub(crate) use poll_timer::{next_poll, pause, poll_state};
pub(crate) use proxy_url::{DEFAULT_PATH, normal_path};
pub(crate) use sign_in_window::SignInWindow;
pub(crate) use storage::{DraftStore, LastApp, ListPrefs, ListPrefsStore, TokenStore};
pub(crate) use title::mark_title;
pub use transport::Transport;
pub(crate) use web_lock::WebLock;
