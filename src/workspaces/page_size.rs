//! How many rows a request asks for.

/// The rows of a page, which are fetched together.
pub const PAGE_SIZE: usize = 25;
/// The maximum number of rows per request: neighboring pages are fetched at once.
pub(super) const MAX_PAGE_SIZE: usize = 4 * PAGE_SIZE;
