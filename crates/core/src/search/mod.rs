//! Coder's search grammar (`q` of `GET /workspaces`): how queries are validated and built.
//!
//! Coder lower-cases the query and splits it at spaces outside double quotes into terms, and each term at colons
//! outside quotes. A quote cannot be escaped. Terms without a colon are joined into one name search. Grammatical
//! errors are rejected here, before a request is sent and with a plain message. Which *keys* exist is left to Coder,
//! where almost every release adds some.

mod agent_metadata;
mod hints;
mod param_value;
mod query_parts;
mod quick_filters;

pub use agent_metadata::{is_metadata_key, lacks_agent_metadata, with_agent_metadata};
pub use hints::{SearchHint, search_hint};
pub use param_value::is_param_value;
pub use query_parts::{QueryControls, without_quick_filters, without_scope};
pub use quick_filters::{OWN_WORKSPACES, QuickFilter, Scope, scope_only};

use crate::i18n::{Message, interpolate};
use crate::repo::RepoUrl;
use std::fmt;

/// Keys that Coder accepts only once.
const SINGLE_USE_KEYS: [&str; 12] = [
    "owner",
    "name",
    "template",
    "organization",
    "status",
    "outdated",
    "dormant",
    "healthy",
    "shared",
    "shared_with_user",
    "last_used_after",
    "last_used_before",
];

/// The reason why Coder would reject a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchError {
    /// A term begins or ends with a colon.
    DanglingColon(String),
    /// A term has more than one colon outside quotes.
    TooManyColons(String),
    /// A key that is allowed only once is repeated.
    Repeated(String),
    /// A name search has more than one slash.
    TooManySlashes(String),
    /// A `param:` term has no value after `=`, or a second `=`.
    BadParam(String),
}

impl SearchError {
    /// Returns the invalid part of the query: a term, all terms of the name search, or a repeated key in lower case.
    pub fn term(&self) -> &str {
        match self {
            Self::DanglingColon(s)
            | Self::TooManyColons(s)
            | Self::Repeated(s)
            | Self::TooManySlashes(s)
            | Self::BadParam(s) => s,
        }
    }
}

impl SearchError {
    /// Returns the message, with the placeholder `{piece}`.
    pub fn text(&self) -> Message {
        match self {
            Self::DanglingColon(_) => Message::SearchDanglingColon,
            Self::TooManyColons(_) => Message::SearchTooManyColons,
            Self::Repeated(_) => Message::SearchRepeated,
            Self::TooManySlashes(_) => Message::SearchTooManySlashes,
            Self::BadParam(_) => Message::SearchBadParam,
        }
    }
}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&interpolate(self.text().en(), &[("piece", self.term())]))
    }
}

impl std::error::Error for SearchError {}

/// Checks a query that a user typed.
///
/// # Errors
/// Returns the first [`SearchError`] for which Coder would respond with status 400.
///
/// ```
/// use coder_core::search::validate;
/// assert!(validate("owner:me status:running api").is_ok());
/// let unquoted = "last_used_after:2026-01-02T03:04:05Z";
/// assert_eq!(validate(unquoted).unwrap_err().term(), unquoted);
/// ```
pub fn validate(query: &str) -> Result<(), SearchError> {
    let mut seen: Vec<String> = Vec::new();
    let mut free = Vec::new();
    for piece in split_unquoted(query, char::is_whitespace) {
        if piece.starts_with(':') || piece.ends_with(':') {
            return Err(SearchError::DanglingColon(piece.to_owned()));
        }
        match split_unquoted(piece, |c| c == ':').as_slice() {
            [] | [_] => free.push(piece),
            [key, value] => check_pair(piece, &key.to_ascii_lowercase(), value, &mut seen)?,
            _ => return Err(SearchError::TooManyColons(piece.to_owned())),
        }
    }
    let free = free.join(" ");
    if free.matches('/').count() > 1 {
        return Err(SearchError::TooManySlashes(free));
    }
    Ok(())
}

fn check_pair(piece: &str, key: &str, value: &str, seen: &mut Vec<String>) -> Result<(), SearchError> {
    if SINGLE_USE_KEYS.contains(&key) {
        if seen.iter().any(|s| s == key) {
            return Err(SearchError::Repeated(key.to_owned()));
        }
        seen.push(key.to_owned());
    }
    let bad = |term: &str| term.split_once('=').is_some_and(|(_, v)| v.is_empty() || v.contains('='));
    if key == "param" && value.trim_matches('"').split(',').any(bad) {
        return Err(SearchError::BadParam(piece.to_owned()));
    }
    Ok(())
}

/// Splits a text outside of double quotes; empty pieces are dropped, quotes are kept.
fn split_unquoted(text: &str, is_separator: impl Fn(char) -> bool) -> Vec<&str> {
    let mut quoted = false;
    text.split(|c: char| {
        if c == '"' {
            quoted = !quoted;
        }
        !quoted && is_separator(c)
    })
    .filter(|piece| !piece.is_empty())
    .collect()
}

/// The maximum length of a percent-encoded query, in bytes.
///
/// Servers and proxies accept 8,192 bytes for a request line (nginx's and Apache's default), which also has to hold
/// the path, the page and a proxy's prefix.
const LONGEST_ENCODED: usize = 6_000;

/// Builds a query from a user's text and, in a card that reads entity data, the entity's repository.
///
/// All repository terms go into one query: Coder ORs `param:"name=value"` terms among themselves and ANDs them with
/// all other terms, so one request finds every variant under every key. Parameter names that search cannot express
/// are skipped. Terms beyond the maximum length are left out; these are the least likely variants.
///
/// # Errors
/// As [`validate`]. Repository terms are always valid.
pub fn build(text: &str, repo: Option<(&RepoUrl, &[String])>) -> Result<String, SearchError> {
    let text = text.trim();
    validate(text)?;
    let mut query = text.to_owned();
    let Some((repo, keys)) = repo else { return Ok(query) };
    let mut room = LONGEST_ENCODED.saturating_sub(encoded_len(text));
    for variant in repo.variants().iter().filter(|variant| is_param_value(variant)) {
        for key in keys.iter().filter(|key| is_param_value(key)) {
            let term = format!("param:\"{key}={variant}\"");
            let Some(left) = room.checked_sub(encoded_len(&term) + 1) else { return Ok(query) };
            if !query.contains(&term) {
                room = left;
                if !query.is_empty() {
                    query.push(' ');
                }
                query.push_str(&term);
            }
        }
    }
    Ok(query)
}

fn encoded_len(text: &str) -> usize {
    form_urlencoded::byte_serialize(text.as_bytes()).map(str::len).sum()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn ordinary_searches_pass() {
        for text in [
            "",
            "   ",
            "owner:me",
            "api",
            "alice/api",
            "name:api owner:me",
            "param:\"repo=https://a/b\"",
            "last_used_after:\"2026-01-02T03:04:05Z\"",
            "param:cpu param:disk=4",
            "owner:\"\"",
            "has-agent:connected,timeout",
        ] {
            assert_eq!(validate(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn an_unknown_key_is_left_to_the_server() {
        assert_eq!(validate("brand-new-key:yes"), Ok(()));
    }

    #[test]
    fn what_the_server_would_refuse_is_refused_and_names_the_piece() {
        let refused = |text| validate(text).unwrap_err();
        assert_eq!(refused("owner:"), SearchError::DanglingColon("owner:".into()));
        assert_eq!(refused("x :me"), SearchError::DanglingColon(":me".into()));
        assert_eq!(refused("a:b:c"), SearchError::TooManyColons("a:b:c".into()));
        assert_eq!(refused("owner:me owner:you"), SearchError::Repeated("owner".into()));
        assert_eq!(refused("OWNER:me owner:you"), SearchError::Repeated("owner".into()));
        assert_eq!(refused("a/b/c"), SearchError::TooManySlashes("a/b/c".into()));
        assert_eq!(refused("param:repo="), SearchError::BadParam("param:repo=".into()));
        assert_eq!(refused("param:\"repo=a=b\""), SearchError::BadParam("param:\"repo=a=b\"".into()));
    }

    #[test]
    fn one_query_asks_for_every_key_and_variant_and_keeps_what_was_typed() {
        let repo = RepoUrl::parse("https://github.com/a/b").unwrap();
        let keys = ["custom_repo".to_owned(), "repo_url".to_owned()];
        let query = build("owner:me", Some((&repo, &keys))).unwrap();
        assert!(query.starts_with("owner:me param:\"custom_repo=https://github.com/a/b\""), "{query}");
        for term in
            ["param:\"repo_url=https://github.com/a/b.git\"", "param:\"custom_repo=https://github.com/a/b/\""]
        {
            assert_eq!(query.matches(term).count(), 1, "{term} in {query}");
        }
        assert_eq!(validate(&query), Ok(()));
    }

    #[test]
    fn a_query_fits_into_a_requests_line_and_keeps_the_likeliest_variant_under_every_key() {
        let repo = RepoUrl::parse("https://dev.azure.com/acme/My%20Project/_git/payments").unwrap();
        let keys: Vec<String> = (0..20).map(|n| format!("repository_address_{n}")).collect();
        for typed in ["", &"ü".repeat(300)] {
            let query = build(typed, Some((&repo, &keys))).unwrap();
            assert!(encoded_len(&query) <= LONGEST_ENCODED, "{}", encoded_len(&query));
            for key in &keys {
                assert!(query.contains(&format!("param:\"{key}={repo}\"")), "{key}");
            }
        }
        let long = "x".repeat(LONGEST_ENCODED);
        assert_eq!(build(&long, Some((&repo, &keys))).unwrap(), long, "what was typed stays whole");
    }

    #[test]
    fn repo_terms_stand_alone_when_nothing_was_typed_and_are_not_doubled() {
        let repo = RepoUrl::parse("https://github.com/a/b").unwrap();
        let keys = ["repo".to_owned()];
        let alone = build("  ", Some((&repo, &keys))).unwrap();
        assert!(alone.starts_with("param:"), "{alone}");
        assert_eq!(build(&alone, Some((&repo, &keys))).unwrap(), alone);
    }

    #[test]
    fn a_parameter_name_that_search_cannot_express_is_skipped() {
        let repo = RepoUrl::parse("https://github.com/a/b").unwrap();
        assert_eq!(build("x", Some((&repo, &["bad\"key".to_owned()]))).unwrap(), "x");
    }

    #[test]
    fn a_problem_says_which_piece() {
        for text in ["owner:", "a:b:c", "owner:a owner:b", "a/b/c", "param:x="] {
            let problem = validate(text).unwrap_err();
            assert!(!problem.term().is_empty() && text.contains(problem.term()), "{text}");
            assert!(problem.to_string().contains(problem.term()), "{problem}");
        }
    }
}
