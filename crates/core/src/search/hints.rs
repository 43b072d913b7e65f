//! Hints for the keys and values of a search that a user is typing.
//!
//! The source is Coder's search parser (`coderd/searchquery`). The keys are used for hints only: a key that is
//! missing here is sent all the same, because almost every release of Coder adds some.

use super::split_unquoted;
use strsim::levenshtein;

const BOOL: &[&str] = &["true", "false"];

/// The keys of Coder's workspace search, with their values where these are few.
const KEYS: [(&str, &[&str]); 14] = [
    ("owner", &["me"]),
    ("name", &[]),
    ("template", &[]),
    ("organization", &[]),
    (
        "status",
        &[
            "running",
            "stopped",
            "failed",
            "pending",
            "starting",
            "stopping",
            "canceling",
            "canceled",
            "deleting",
            "deleted",
        ],
    ),
    ("outdated", BOOL),
    ("dormant", BOOL),
    ("healthy", BOOL),
    ("has-agent", &["connected", "connecting", "disconnected", "timeout"]),
    ("shared", BOOL),
    ("shared_with_user", &["me"]),
    ("last_used_after", &[]),
    ("last_used_before", &[]),
    ("param", &[]),
];

/// The greatest number of edits between a mistyped word and the one that is meant.
const MOST_EDITS: usize = 2;

/// A hint for a term of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchHint {
    /// The values that a key accepts.
    Values {
        /// The key.
        key: &'static str,
        /// The values, the most frequent first.
        values: &'static [&'static str],
    },
    /// A key that Coder is not known to have, and one that is probably meant.
    SimilarKey {
        /// The key as it was typed.
        key: String,
        /// The key that is probably meant.
        similar: &'static str,
    },
}

/// Returns the hint for the first mistyped key or, without one, for the first value that its key does not accept.
///
/// ```
/// use coder_core::search::{SearchHint, search_hint};
/// let hint = search_hint("statsu:running");
/// assert_eq!(hint, Some(SearchHint::SimilarKey { key: "statsu".into(), similar: "status" }));
/// assert!(matches!(search_hint("dormant:"), Some(SearchHint::Values { key: "dormant", .. })));
/// assert_eq!(search_hint("status:running"), None);
/// ```
pub fn search_hint(text: &str) -> Option<SearchHint> {
    let terms: Vec<(&str, &str)> = split_unquoted(text, char::is_whitespace)
        .into_iter()
        .filter_map(|piece| piece.split_once(':'))
        .collect();
    let similar = terms.iter().find_map(|(key, _)| similar_key(key));
    similar.or_else(|| terms.iter().find_map(|(key, value)| values_of(key, value)))
}

fn similar_key(typed: &str) -> Option<SearchHint> {
    let key = typed.to_ascii_lowercase();
    if KEYS.iter().any(|(known, _)| *known == key) {
        return None;
    }
    let nearest = KEYS.iter().map(|(known, _)| (levenshtein(&key, known), *known)).min()?;
    let is_near = nearest.0 <= MOST_EDITS && nearest.0 < key.chars().count();
    is_near.then(|| SearchHint::SimilarKey { key: typed.to_owned(), similar: nearest.1 })
}

fn values_of(key: &str, value: &str) -> Option<SearchHint> {
    let (key, values) = KEYS.iter().find(|(known, _)| known.eq_ignore_ascii_case(key))?;
    // Every other value of `owner` is a user name.
    let is_open = values.is_empty() || (values.len() == 1 && !value.is_empty());
    let is_known = |value: &str| values.iter().any(|known| known.eq_ignore_ascii_case(value));
    let is_complete = !value.is_empty() && value.trim_matches('"').split(',').all(is_known);
    (!is_open && !is_complete).then_some(SearchHint::Values { key, values })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn similar(text: &str) -> Option<&'static str> {
        match search_hint(text)? {
            SearchHint::SimilarKey { similar, .. } => Some(similar),
            SearchHint::Values { .. } => None,
        }
    }

    #[test]
    fn a_mistyped_key_is_corrected() {
        assert_eq!(similar("ownr:me"), Some("owner"));
        assert_eq!(similar("api STATSU:x"), Some("status"));
        assert_eq!(similar("has_agent:timeout"), Some("has-agent"));
    }

    #[test]
    fn a_key_that_resembles_none_is_left_to_the_server() {
        assert_eq!(search_hint("brand-new-key:yes"), None);
        assert_eq!(search_hint("a:b"), None, "as many edits as letters");
        assert_eq!(search_hint("api"), None);
    }

    #[test]
    fn a_value_that_is_not_complete_lists_the_values() {
        for text in ["status:", "owner:me status:run", "has-agent:connected,tim"] {
            assert!(matches!(search_hint(text), Some(SearchHint::Values { .. })), "{text}");
        }
        for text in ["status:Running", "has-agent:connected,timeout", "owner:bob", "name:x", "template:"] {
            assert_eq!(search_hint(text), None, "{text}");
        }
        assert!(matches!(search_hint("owner:"), Some(SearchHint::Values { key: "owner", .. })));
    }
}
