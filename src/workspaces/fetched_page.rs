//! A page of a list.

use coder_core::models::WorkspacesPage;
use std::ops::Range;

/// A fetched page of a list.
pub(crate) struct FetchedPage {
    /// The requested rows.
    pub rows: Range<usize>,
    pub page: WorkspacesPage,
    /// The body of the response.
    pub text: String,
}
