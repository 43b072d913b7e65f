//! The only place that touches the browser for I/O: fetch, storage, time, visibility.
//!
//! Nothing here knows what Coder means; everything that is a decision lives in `coder-core`.

mod host;
mod page;
mod storage;
mod transport;

pub use host::{Host, TokenStorage};
pub(crate) use page::on_page_event;
pub use page::{Page, jitter, now_ms};
pub(crate) use storage::TokenStore;
pub use transport::{Abort, Failure, Transport};
