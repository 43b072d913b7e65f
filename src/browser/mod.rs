//! The only place that touches the browser for I/O: fetch, storage, time, visibility.
//!
//! Nothing here knows what Coder means; everything that is a decision lives in `coder-core`.

mod clock;
mod host;
mod limit;
mod lock;
mod oauth;
mod outside;
mod page;
mod storage;
mod tabs;
mod transport;
mod turn;

pub(crate) use clock::{in_words, ms_of, on_tick};
pub use host::{Host, TokenStorage};
pub(crate) use limit::Limit;
pub(crate) use lock::Lock;
pub(crate) use oauth::Asked;
pub(crate) use outside::{copy, download, launch, open_window};
pub use page::{Page, jitter, now_ms};
pub(crate) use page::{Resized, after_paint, next_frame, on_page_event, painted};
pub(crate) use storage::{DraftStore, TokenStore, View, ViewStore};
pub(crate) use tabs::Channel;
pub use transport::{Abort, Failure, Transport};
pub(crate) use turn::{pause, seen, turn};
