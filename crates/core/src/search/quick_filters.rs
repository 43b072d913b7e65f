//! Quick filters: terms of the query that a user can toggle without typing.
//!
//! A quick filter has no state of its own: it is on if the query has its term, and toggling it changes the query's
//! text. The search box and the quick filters can therefore never disagree.

use super::split_unquoted;
use crate::i18n::Message;

/// A quick filter: a term that a button adds to the query or removes.
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

    /// Returns the query with the quick filter toggled.
    ///
    /// A key can occur only once in a query, so a quick filter that is switched on replaces another value of its key.
    ///
    /// ```
    /// use coder_core::search::QuickFilter;
    /// assert_eq!(QuickFilter::Stopped.toggled("owner:me api status:running"), "owner:me api status:stopped");
    /// assert_eq!(QuickFilter::Stopped.toggled("owner:me status:stopped"), "owner:me");
    /// ```
    pub fn toggled(self, search: &str) -> String {
        let key = self.term().split_once(':').map_or("", |(key, _)| key);
        let without = without_key(search, key);
        if self.is_on(search) { without } else { with(&without, self.term()) }
    }
}

/// The scope of a query: the user's own workspaces, or all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The user's own workspaces: `owner:me`.
    Mine,
    /// All workspaces that the user may see: no `owner:` term.
    All,
}

/// The query for the user's own workspaces.
pub const OWN_WORKSPACES: &str = "owner:me";

impl Scope {
    /// Returns the query's scope; `None` if the query names another owner.
    pub fn of(search: &str) -> Option<Self> {
        if has(search, OWN_WORKSPACES) {
            return Some(Self::Mine);
        }
        let named = split_unquoted(search, char::is_whitespace).iter().any(|p| has_key(p, "owner"));
        (!named).then_some(Self::All)
    }

    /// Returns the query with this scope.
    pub fn set(self, search: &str) -> String {
        let without = without_key(search, "owner");
        match self {
            Self::Mine if without.is_empty() => OWN_WORKSPACES.to_owned(),
            Self::Mine => format!("{OWN_WORKSPACES} {without}"),
            Self::All => without,
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
    match Scope::of(search) {
        Some(Scope::All) => "",
        Some(Scope::Mine) | None => OWN_WORKSPACES,
    }
}

fn has(search: &str, term: &str) -> bool {
    split_unquoted(search, char::is_whitespace).iter().any(|piece| piece.eq_ignore_ascii_case(term))
}

fn has_key(piece: &str, key: &str) -> bool {
    piece.split_once(':').is_some_and(|(k, _)| k.eq_ignore_ascii_case(key))
}

fn without_key(search: &str, key: &str) -> String {
    let pieces = split_unquoted(search, char::is_whitespace);
    pieces.into_iter().filter(|piece| !has_key(piece, key)).collect::<Vec<_>>().join(" ")
}

fn with(search: &str, term: &str) -> String {
    if search.is_empty() { term.to_owned() } else { format!("{search} {term}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chip_is_on_where_its_term_stands_however_it_is_written() {
        assert!(QuickFilter::Running.is_on("owner:me STATUS:Running"));
        assert!(!QuickFilter::Running.is_on("name:\"status:running\""));
        assert!(!QuickFilter::Running.is_on("status:stopped"));
    }

    #[test]
    fn switching_twice_gives_the_search_back() {
        for chip in QuickFilter::ALL {
            let once = chip.toggled("owner:me api");
            assert_eq!(super::super::validate(&once), Ok(()), "{once}");
            assert!(chip.is_on(&once), "{once}");
            assert_eq!(chip.toggled(&once), "owner:me api");
        }
        assert_eq!(QuickFilter::Outdated.toggled(""), "outdated:true");
    }

    #[test]
    fn the_scope_is_read_from_the_search_and_set_in_it() {
        assert_eq!(Scope::of("owner:me api"), Some(Scope::Mine));
        assert_eq!(Scope::of("api"), Some(Scope::All));
        assert_eq!(Scope::of(""), Some(Scope::All));
        assert_eq!(Scope::of("owner:bob"), None);
        assert_eq!(Scope::Mine.set("owner:bob api"), "owner:me api");
        assert_eq!(Scope::All.set("owner:me api"), "api");
        assert_eq!(Scope::Mine.set(""), "owner:me");
    }

    #[test]
    fn clearing_leaves_the_scope() {
        assert_eq!(scope_only("OWNER:me payments status:running name:x dormant:true"), OWN_WORKSPACES);
        assert_eq!(scope_only("payments dormant:true"), "");
        assert_eq!(scope_only(""), "");
        assert_eq!(scope_only("owner:bob secret"), OWN_WORKSPACES);
    }

    #[test]
    fn a_chip_takes_the_place_of_another_value_of_its_key_alone() {
        assert_eq!(
            QuickFilter::Failed.toggled("STATUS:running outdated:true api"),
            "outdated:true api status:failed"
        );
        assert_eq!(QuickFilter::Dormant.toggled("dormant:false"), "dormant:true");
        assert_eq!(Scope::All.set("api name:\"owner:me\""), "api name:\"owner:me\"");
    }
}
