//! Coder's search grammar (`q` of `GET /workspaces`): what may be sent, and how to say it.
//!
//! The server lower-cases the query, splits it at spaces outside double quotes, and each piece at colons
//! outside quotes. A quote cannot be escaped. Pieces without a colon are joined into one name search. What
//! it would refuse as ungrammatical is refused here first, at once and in plain words; which *keys* exist is
//! left to the server, which learns new ones with almost every release.

mod chips;

pub use chips::{Chip, Scope, worth_keeping};

use crate::config::WorkspacesConfig;
use crate::repo::RepoUrl;
use crate::text::{Text, fill};
use std::fmt;

/// Keys the server accepts only once.
const ONCE: [&str; 12] = [
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

/// Why the server would refuse a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchProblem {
    /// A piece begins or ends with a colon.
    DanglingColon(String),
    /// A piece has more than one colon outside quotes.
    TooManyColons(String),
    /// A key that may stand once stands twice.
    Repeated(String),
    /// A name search has more than one slash.
    TooManySlashes(String),
    /// `param:` with a name but no value behind `=`, or a second `=`.
    BadParam(String),
}

impl SearchProblem {
    /// The piece of the query that is wrong, as typed.
    pub fn piece(&self) -> &str {
        match self {
            Self::DanglingColon(s)
            | Self::TooManyColons(s)
            | Self::Repeated(s)
            | Self::TooManySlashes(s)
            | Self::BadParam(s) => s,
        }
    }
}

impl SearchProblem {
    /// The text that explains it, with the place `{piece}`.
    pub fn text(&self) -> Text {
        match self {
            Self::DanglingColon(_) => Text::SearchDanglingColon,
            Self::TooManyColons(_) => Text::SearchTooManyColons,
            Self::Repeated(_) => Text::SearchRepeated,
            Self::TooManySlashes(_) => Text::SearchTooManySlashes,
            Self::BadParam(_) => Text::SearchBadParam,
        }
    }
}

impl fmt::Display for SearchProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&fill(self.text().english(), &[("piece", self.piece())]))
    }
}

impl std::error::Error for SearchProblem {}

/// Whether a value can be searched for with `param:"key=value"`.
///
/// A second `=` is refused by the server, a comma splits the term, a quote cannot be escaped, and control
/// characters have no business in a query.
pub fn is_param_value(value: &str) -> bool {
    !value.is_empty() && !value.contains(['=', ',', '"']) && !value.contains(char::is_control)
}

/// Checks what a person typed.
///
/// # Errors
/// The first [`SearchProblem`] the server would answer 400 to.
///
/// ```
/// use coder_core::search::check;
/// assert!(check("owner:me status:running api").is_ok());
/// assert_eq!(check("last_used_after:2026-01-02T03:04:05Z").unwrap_err().piece(), "last_used_after:2026-01-02T03:04:05Z");
/// ```
pub fn check(query: &str) -> Result<(), SearchProblem> {
    let mut seen: Vec<String> = Vec::new();
    let mut free = Vec::new();
    for piece in split_unquoted(query, char::is_whitespace) {
        if piece.starts_with(':') || piece.ends_with(':') {
            return Err(SearchProblem::DanglingColon(piece.to_owned()));
        }
        match split_unquoted(piece, |c| c == ':').as_slice() {
            [] | [_] => free.push(piece),
            [key, value] => check_pair(piece, &key.to_ascii_lowercase(), value, &mut seen)?,
            _ => return Err(SearchProblem::TooManyColons(piece.to_owned())),
        }
    }
    let free = free.join(" ");
    if free.matches('/').count() > 1 {
        return Err(SearchProblem::TooManySlashes(free));
    }
    Ok(())
}

fn check_pair(piece: &str, key: &str, value: &str, seen: &mut Vec<String>) -> Result<(), SearchProblem> {
    if ONCE.contains(&key) {
        if seen.iter().any(|s| s == key) {
            return Err(SearchProblem::Repeated(key.to_owned()));
        }
        seen.push(key.to_owned());
    }
    let bad = |term: &str| term.split_once('=').is_some_and(|(_, v)| v.is_empty() || v.contains('='));
    if key == "param" && value.trim_matches('"').split(',').any(bad) {
        return Err(SearchProblem::BadParam(piece.to_owned()));
    }
    Ok(())
}

/// Splits outside double quotes; empty pieces are dropped, quotes stay.
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

/// How long a query may be once it is percent-encoded: servers and proxies take 8,192 bytes for a request's first line
/// (nginx's and Apache's default), and the path, the page and a proxy's prefix need room as well.
const LONGEST_ENCODED: usize = 6_000;

/// The query to send for a person's text and, in a card that reads entity data, the entity's repository.
///
/// All repository terms go into the one query: the server ORs `param:"name=value"` terms among themselves
/// and ANDs them with everything else, so one request finds every spelling under every key. Parameter
/// names that search cannot express are skipped; where there is not enough room, so are the least likely
/// spellings, under every key alike.
///
/// # Errors
/// As [`check`]. Repository terms are safe by construction.
pub fn query(text: &str, repo: Option<(&RepoUrl, &[String])>) -> Result<String, SearchProblem> {
    let text = text.trim();
    check(text)?;
    let mut query = text.to_owned();
    let Some((repo, keys)) = repo else { return Ok(query) };
    let mut room = LONGEST_ENCODED.saturating_sub(encoded_len(text));
    for spelling in repo.spellings() {
        for key in keys.iter().filter(|key| is_param_value(key)) {
            let term = format!("param:\"{key}={spelling}\"");
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

/// The search for the user's own workspaces of an entity: those made from its repository, or for an entity
/// without one (or a configuration without `repoUrlParamKeys`) from its template; `None` where it names
/// neither.
pub fn of_entity(config: &WorkspacesConfig) -> Option<String> {
    match (config.repo_filter(), &config.template_name) {
        (Some(filter), _) => query("owner:me", Some(filter)).ok(),
        (_, Some(template)) if is_param_value(template) && !template.contains(':') => {
            Some(format!("owner:me template:\"{template}\""))
        }
        _ => None,
    }
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
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn an_unknown_key_is_left_to_the_server() {
        assert_eq!(check("brand-new-key:yes"), Ok(()));
    }

    #[test]
    fn what_the_server_would_refuse_is_refused_and_names_the_piece() {
        let refused = |text| check(text).unwrap_err();
        assert_eq!(refused("owner:"), SearchProblem::DanglingColon("owner:".into()));
        assert_eq!(refused("x :me"), SearchProblem::DanglingColon(":me".into()));
        assert_eq!(refused("a:b:c"), SearchProblem::TooManyColons("a:b:c".into()));
        assert_eq!(refused("owner:me owner:you"), SearchProblem::Repeated("owner".into()));
        assert_eq!(refused("OWNER:me owner:you"), SearchProblem::Repeated("owner".into()));
        assert_eq!(refused("a/b/c"), SearchProblem::TooManySlashes("a/b/c".into()));
        assert_eq!(refused("param:repo="), SearchProblem::BadParam("param:repo=".into()));
        assert_eq!(refused("param:\"repo=a=b\""), SearchProblem::BadParam("param:\"repo=a=b\"".into()));
    }

    #[test]
    fn one_query_asks_for_every_key_and_spelling_and_keeps_what_was_typed() {
        let repo = RepoUrl::parse("https://github.com/a/b").unwrap();
        let keys = ["custom_repo".to_owned(), "repo_url".to_owned()];
        let query = query("owner:me", Some((&repo, &keys))).unwrap();
        assert!(query.starts_with("owner:me param:\"custom_repo=https://github.com/a/b\""), "{query}");
        for term in
            ["param:\"repo_url=https://github.com/a/b.git\"", "param:\"custom_repo=https://github.com/a/b/\""]
        {
            assert_eq!(query.matches(term).count(), 1, "{term} in {query}");
        }
        assert_eq!(check(&query), Ok(()));
    }

    #[test]
    fn a_query_fits_into_a_requests_line_and_keeps_the_likeliest_spelling_under_every_key() {
        let repo = RepoUrl::parse("https://dev.azure.com/acme/My%20Project/_git/payments").unwrap();
        let keys: Vec<String> = (0..20).map(|n| format!("repository_address_{n}")).collect();
        for typed in ["", &"ü".repeat(300)] {
            let query = query(typed, Some((&repo, &keys))).unwrap();
            assert!(encoded_len(&query) <= LONGEST_ENCODED, "{}", encoded_len(&query));
            for key in &keys {
                assert!(query.contains(&format!("param:\"{key}={repo}\"")), "{key}");
            }
        }
        let long = "x".repeat(LONGEST_ENCODED);
        assert_eq!(query(&long, Some((&repo, &keys))).unwrap(), long, "what was typed stays whole");
    }

    #[test]
    fn repo_terms_stand_alone_when_nothing_was_typed_and_are_not_doubled() {
        let repo = RepoUrl::parse("https://github.com/a/b").unwrap();
        let keys = ["repo".to_owned()];
        let alone = query("  ", Some((&repo, &keys))).unwrap();
        assert!(alone.starts_with("param:"), "{alone}");
        assert_eq!(query(&alone, Some((&repo, &keys))).unwrap(), alone);
    }

    #[test]
    fn a_parameter_name_that_search_cannot_express_is_skipped() {
        let repo = RepoUrl::parse("https://github.com/a/b").unwrap();
        assert_eq!(query("x", Some((&repo, &["bad\"key".to_owned()]))).unwrap(), "x");
    }

    #[test]
    fn an_entitys_own_workspaces_are_found_by_repository_else_by_template() {
        let by_template =
            WorkspacesConfig { template_name: Some("docker".into()), ..WorkspacesConfig::default() };
        assert_eq!(of_entity(&by_template).as_deref(), Some("owner:me template:\"docker\""));
        let repo_url = RepoUrl::parse("https://github.com/a/b").ok();
        let keyless = WorkspacesConfig { repo_url: repo_url.clone(), ..by_template.clone() };
        assert_eq!(of_entity(&keyless), of_entity(&by_template));
        let by_repo = WorkspacesConfig { repo_url, repo_url_param_keys: vec!["r".into()], ..by_template };
        assert!(of_entity(&by_repo).unwrap().starts_with("owner:me param:\"r=https://github.com/a/b\""));
        assert_eq!(of_entity(&WorkspacesConfig::default()), None);
    }

    #[test]
    fn a_problem_says_which_piece() {
        for text in ["owner:", "a:b:c", "owner:a owner:b", "a/b/c", "param:x="] {
            let problem = check(text).unwrap_err();
            assert!(!problem.piece().is_empty() && text.contains(problem.piece()), "{text}");
            assert!(problem.to_string().contains(problem.piece()), "{problem}");
        }
    }

    #[test]
    fn a_template_that_search_cannot_express_is_not_searched_for() {
        for template in ["a:b", "a\"b"] {
            let config =
                WorkspacesConfig { template_name: Some(template.into()), ..WorkspacesConfig::default() };
            assert_eq!(of_entity(&config), None, "{template}");
        }
    }
}
