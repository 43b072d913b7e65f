//! The parts of a query: those that a card has controls for, and the text in its search box.

use super::quick_filters::{OWN_WORKSPACES, QuickFilter, Scope, has_key, without_key};
use super::split_unquoted;

/// The values of the controls for a query's scope and quick filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueryControls {
    /// The scope.
    pub scope: Scope,
    /// The quick filter, if one is chosen.
    pub quick: Option<QuickFilter>,
}

impl QueryControls {
    /// Splits a query into what the controls show, and the rest of its text.
    ///
    /// A query for another owner's workspaces keeps its `owner:` term in the text.
    ///
    /// ```
    /// use coder_core::search::{QueryControls, QuickFilter, Scope};
    /// let (controls, text) = QueryControls::split("owner:me payments status:failed");
    /// assert_eq!(controls, QueryControls { scope: Scope::Mine, quick: Some(QuickFilter::Failed) });
    /// assert_eq!(text, "payments");
    /// assert_eq!(controls.query(&text), "owner:me payments status:failed");
    /// ```
    pub fn split(query: &str) -> (Self, String) {
        let quick = QuickFilter::ALL.into_iter().find(|quick| quick.is_on(query));
        let scope = Scope::of(query).unwrap_or(Scope::Mine);
        let shown = |piece: &&str| {
            let is = |term: &str| piece.eq_ignore_ascii_case(term);
            is(scope.query()) || quick.is_some_and(|quick| is(quick.term()))
        };
        let rest = split_unquoted(query, char::is_whitespace).into_iter().filter(|piece| !shown(piece));
        let controls = Self { scope, quick };
        (controls, rest.collect::<Vec<_>>().join(" "))
    }

    /// Returns the query for a text in the search box. A key in the text takes the place of the control's term, and
    /// so does the owner in `owner/name`.
    ///
    /// ```
    /// use coder_core::search::{QueryControls, Scope};
    /// let mine = QueryControls { scope: Scope::Mine, quick: None };
    /// assert_eq!(mine.query("api"), "owner:me api");
    /// assert_eq!(mine.query("owner:bob api"), "owner:bob api");
    /// ```
    pub fn query(self, text: &str) -> String {
        let pieces = split_unquoted(text, char::is_whitespace);
        let is_free = |term: &&str| !pieces.iter().any(|piece| has_key(piece, key_of(term)));
        let names_owner = pieces.iter().any(|piece| !piece.contains(':') && piece.contains('/'));
        let replaced = self.scope == Scope::Mine && names_owner;
        let scope = Some(self.scope.query()).filter(|term| !term.is_empty() && !replaced && is_free(term));
        let quick = self.quick.map(QuickFilter::term).filter(is_free);
        let text = Some(text.trim()).filter(|text| !text.is_empty());
        [scope, text, quick].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// Returns a text without the terms that a choice of the scope takes the place of.
pub fn without_scope(text: &str) -> String {
    without_key(&without_key(text, key_of(OWN_WORKSPACES)), key_of(Scope::Shared.query()))
}

/// Returns a text without the terms that a choice of a quick filter takes the place of.
pub fn without_quick_filters(text: &str) -> String {
    let mut rest = text.to_owned();
    for quick in QuickFilter::ALL {
        rest = without_key(&rest, key_of(quick.term()));
    }
    rest
}

fn key_of(term: &str) -> &str {
    term.split_once(':').map_or(term, |(key, _)| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_the_same_after_splitting() {
        for query in [
            "",
            "owner:me",
            "owner:me api",
            "api status:running",
            "owner:bob api",
            "shared_with_user:me owner:bob api",
            "owner:me shared_with_user:me",
            "name:\"owner:me\" dormant:true",
            "owner:me last_used_after:\"2026-01-02T03:04:05Z\" outdated:true",
        ] {
            let (controls, text) = QueryControls::split(query);
            assert_eq!(controls.query(&text), query);
        }
    }

    #[test]
    fn a_key_in_the_text_takes_the_place_of_the_control() {
        let controls = QueryControls { scope: Scope::Mine, quick: Some(QuickFilter::Failed) };
        assert_eq!(controls.query("STATUS:running"), "owner:me STATUS:running");
        assert_eq!(controls.query("owner:bob"), "owner:bob status:failed");
        assert_eq!(controls.query("owner:me status:failed x"), "owner:me status:failed x");
        assert_eq!(controls.query("bob/pay"), "bob/pay status:failed");
        assert_eq!(controls.query("  "), "owner:me status:failed");
        let shared = QueryControls { scope: Scope::Shared, quick: None };
        assert_eq!(shared.query("bob/pay"), "shared_with_user:me bob/pay");
    }

    #[test]
    fn one_quick_filter_is_shown_and_others_stay_in_the_text() {
        let (controls, text) = QueryControls::split("status:running outdated:true");
        assert_eq!(controls.quick, Some(QuickFilter::Running));
        assert_eq!(text, "outdated:true");
    }

    #[test]
    fn a_choice_removes_the_terms_it_replaces() {
        assert_eq!(without_quick_filters("api STATUS:pending dormant:false name:x"), "api name:x");
        assert_eq!(without_scope("shared_with_user:me api"), "api");
        assert_eq!(without_scope("OWNER:bob api name:\"owner:me\""), "api name:\"owner:me\"");
    }
}
