//! Quick filters and scopes: terms of the query that a user can choose without typing.
//!
//! Whether a term is chosen is read from the query, so that the query and its controls never disagree.

use super::split_unquoted;
use crate::i18n::Message;

/// A quick filter: a term that a user can choose without typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuickFilter {
    /// `status:running`
    Running,
    /// `status:stopped`
    Stopped,
    /// `status:failed`
    Failed,
    /// `outdated:true`
    Outdated,
    /// `dormant:true`
    Dormant,
}

impl QuickFilter {
    /// All quick filters, in display order.
    pub const ALL: [Self; 5] = [Self::Running, Self::Stopped, Self::Failed, Self::Outdated, Self::Dormant];

    /// Returns the term, in Coder's syntax.
    pub fn term(self) -> &'static str {
        match self {
            Self::Running => "status:running",
            Self::Stopped => "status:stopped",
            Self::Failed => "status:failed",
            Self::Outdated => "outdated:true",
            Self::Dormant => "dormant:true",
        }
    }

    /// Returns the label.
    pub fn text(self) -> Message {
        match self {
            Self::Running => Message::StatusRunning,
            Self::Stopped => Message::StatusStopped,
            Self::Failed => Message::StatusFailed,
            Self::Outdated => Message::BadgeOutdated,
            Self::Dormant => Message::BadgeDormant,
        }
    }

    /// Whether the query has the term.
    pub fn is_on(self, search: &str) -> bool {
        has(search, self.term())
    }
}

/// The scope of a query: whose workspaces it finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The user's own workspaces: `owner:me`.
    Mine,
    /// The workspaces that others share with the user: `shared_with_user:me`.
    Shared,
    /// All workspaces that the user may see: no `owner:` term.
    All,
}

/// The query for the user's own workspaces.
pub const OWN_WORKSPACES: &str = "owner:me";
/// The query for the workspaces that others share with the user; Coder has it since 2.27.
const SHARED_WORKSPACES: &str = "shared_with_user:me";

impl Scope {
    /// Returns the query's scope; `None` if the query names another owner.
    pub fn of(search: &str) -> Option<Self> {
        if has(search, OWN_WORKSPACES) {
            return Some(Self::Mine);
        }
        if has(search, SHARED_WORKSPACES) {
            return Some(Self::Shared);
        }
        let named = split_unquoted(search, char::is_whitespace).iter().any(|p| has_key(p, "owner"));
        (!named).then_some(Self::All)
    }

    /// Returns the query for all workspaces of the scope.
    pub fn query(self) -> &'static str {
        match self {
            Self::Mine => OWN_WORKSPACES,
            Self::Shared => SHARED_WORKSPACES,
            Self::All => "",
        }
    }
}

/// Returns the query that is left when search terms and quick filters are cleared: its scope. Of a query for another
/// owner's workspaces, the user's own are left.
///
/// ```
/// use coder_core::search::scope_only;
/// assert_eq!(scope_only("owner:me payments status:failed"), "owner:me");
/// assert_eq!(scope_only("payments status:failed"), "");
/// ```
pub fn scope_only(search: &str) -> &'static str {
    Scope::of(search).unwrap_or(Scope::Mine).query()
}

fn has(search: &str, term: &str) -> bool {
    split_unquoted(search, char::is_whitespace).iter().any(|piece| piece.eq_ignore_ascii_case(term))
}

pub(super) fn has_key(piece: &str, key: &str) -> bool {
    piece.split_once(':').is_some_and(|(k, _)| k.eq_ignore_ascii_case(key))
}

pub(super) fn without_key(search: &str, key: &str) -> String {
    let pieces = split_unquoted(search, char::is_whitespace);
    pieces.into_iter().filter(|piece| !has_key(piece, key)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quick_filter_is_on_if_the_query_has_its_term() {
        assert!(QuickFilter::Running.is_on("owner:me STATUS:Running"));
        assert!(!QuickFilter::Running.is_on("name:\"status:running\""));
        assert!(!QuickFilter::Running.is_on("status:stopped"));
    }

    #[test]
    fn the_scope_is_read_from_the_query() {
        assert_eq!(Scope::of("owner:me api"), Some(Scope::Mine));
        assert_eq!(Scope::of("api"), Some(Scope::All));
        assert_eq!(Scope::of(""), Some(Scope::All));
        assert_eq!(Scope::of("owner:bob"), None);
        assert_eq!(Scope::of("api Shared_with_user:ME"), Some(Scope::Shared));
        assert_eq!(Scope::of("shared_with_user:me owner:bob"), Some(Scope::Shared));
        assert_eq!(Scope::of("shared_with_user:bob"), Some(Scope::All));
    }

    #[test]
    fn clearing_leaves_the_scope() {
        assert_eq!(scope_only("OWNER:me payments status:running name:x dormant:true"), OWN_WORKSPACES);
        assert_eq!(scope_only("payments dormant:true"), "");
        assert_eq!(scope_only("payments shared_with_user:me"), "shared_with_user:me");
        assert_eq!(scope_only(""), "");
        assert_eq!(scope_only("owner:bob secret"), OWN_WORKSPACES);
    }
}
