//! Coder's workspace search, parsed and executed as in Coder.

use crate::model::workspace::Workspace;
use crate::store::Store;
use serde_json::{Value, json};

const KEYS: [&str; 19] = [
    "owner",
    "template",
    "name",
    "status",
    "has-agent",
    "dormant",
    "last_used_after",
    "last_used_before",
    "outdated",
    "has-ai-task",
    "has_external_agent",
    "include_agent_metadata",
    "organization",
    "shared",
    "shared_with_user",
    "shared_with_group",
    "healthy",
    "id",
    "param",
];
const LISTS: [&str; 4] = ["has-agent", "id", "param", "include_agent_metadata"];
const STATUSES: [&str; 10] = [
    "pending",
    "starting",
    "running",
    "stopping",
    "stopped",
    "failed",
    "canceling",
    "canceled",
    "deleting",
    "deleted",
];

/// A parsed search: pairs of key and value.
#[derive(Debug, Default)]
pub struct Search {
    values: Vec<(String, String)>,
}

/// The errors of a search: the `validations` of a 400 response.
pub type Problems = Vec<Value>;

fn problem(field: &str, detail: String) -> Value {
    json!({ "field": field, "detail": detail })
}

impl Search {
    /// Parses a query.
    pub fn parse(query: &str) -> Result<Self, Problems> {
        let query = query.to_lowercase();
        let mut values: Vec<(String, String)> = Vec::new();
        let mut free: Vec<&str> = Vec::new();
        for element in split(&query, ' ') {
            let parts = split(element, ':');
            if element.starts_with(':') || element.ends_with(':') {
                return Err(vec![problem(
                    "q",
                    format!("Query element \"{element}\" cannot start or end with ':'"),
                )]);
            }
            match parts.as_slice() {
                [_] => free.push(element),
                [key, value] => values.push((trim(key), trim(value))),
                _ => {
                    return Err(vec![problem(
                        "q",
                        format!("Query element \"{element}\" can only contain 1 ':'"),
                    )]);
                }
            }
        }
        if !free.is_empty() {
            values.extend(free_term(&free.join(" "))?);
        }
        let search = Self { values: expand(values) };
        let problems = search.problems();
        if problems.is_empty() { Ok(search) } else { Err(problems) }
    }

    fn problems(&self) -> Problems {
        let mut problems = Vec::new();
        for (key, value) in &self.values {
            let bad = |detail: String| problem(key, detail);
            let found = self.values.iter().filter(|(k, _)| k == key).count();
            if !KEYS.contains(&key.as_str()) {
                problems.push(bad(format!("\"{key}\" is not a valid query param")));
            } else if found > 1 && !LISTS.contains(&key.as_str()) {
                problems.push(bad(format!("Query param \"{key}\" provided more than once, found {found} times. Only provide 1 instance of this query param.")));
            } else if key == "organization" && !matches!(value.as_str(), "" | "coder" | "default") {
                problems.push(bad(format!(
                    "Query param \"organization\" has invalid value: organization \"{value}\" either does not exist, or you are unauthorized to view it"
                )));
            } else if key == "status" && !STATUSES.contains(&value.as_str()) {
                problems.push(bad(format!(
                    "Query param \"status\" has invalid value: \"{value}\" is not a valid value"
                )));
            } else if matches!(key.as_str(), "outdated" | "dormant" | "healthy" | "shared")
                && parse_bool(value).is_none()
            {
                problems.push(bad(format!("Query param \"{key}\" must be a valid boolean: strconv.ParseBool: parsing \"{value}\": invalid syntax")));
            } else if key == "param"
                && value.split_once('=').is_some_and(|(_, v)| v.is_empty() || v.contains('='))
            {
                problems
                    .push(bad(format!("Query element \"{value}\" must have exactly one '=' and a value")));
            }
        }
        problems.dedup();
        problems
    }

    fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(k, v)| k == key && !v.is_empty()).map(|(_, v)| v.as_str())
    }

    fn one(&self, key: &str) -> Option<&str> {
        self.values.iter().find(|(k, v)| k == key && !v.is_empty()).map(|(_, v)| v.as_str())
    }

    /// Returns the keys of the agents' metadata that the response includes.
    pub fn metadata_keys(&self) -> Vec<&str> {
        self.all("include_agent_metadata").collect()
    }

    /// Whether a workspace matches the search of this user.
    pub fn matches(&self, store: &Store, workspace: &Workspace, viewer: usize) -> bool {
        let owner = store.users[workspace.owner].username;
        let is = |key, test: &dyn Fn(&str) -> bool| self.one(key).is_none_or(test);
        let flag =
            |key, actual: bool| self.one(key).and_then(parse_bool).is_none_or(|expected| expected == actual);
        let any = |key, test: &dyn Fn(&str) -> bool| {
            let mut all = self.all(key).peekable();
            all.peek().is_none() || all.any(test)
        };
        is("owner", &|o| if o == "me" { workspace.owner == viewer } else { owner == o })
            && is("name", &|n| ilike(&workspace.name, &format!("%{n}%")))
            && is("template", &|t| workspace.template.name == t)
            && is("organization", &|o| matches!(o, "coder" | "default"))
            && is("status", &|s| workspace.status == s)
            && is("last_used_after", &|t| workspace.last_used_at.to_lowercase().as_str() >= t)
            && is("last_used_before", &|t| workspace.last_used_at.to_lowercase().as_str() <= t)
            && flag("outdated", workspace.outdated)
            && flag("healthy", workspace.healthy() && workspace.agent.is_some())
            && flag("shared", !workspace.shared_with.is_empty())
            && is("shared_with_user", &|user| {
                let named = |&n: &usize| store.users.get(n).is_some_and(|other| other.username == user);
                workspace.shared_with.iter().any(|n| if user == "me" { *n == viewer } else { named(n) })
            })
            // Dormant workspaces are listed by default, and `dormant:false` does not filter.
            && (self.one("dormant").and_then(parse_bool) != Some(true) || workspace.dormant)
            && any("id", &|id| workspace.id == id)
            && any("has-agent", &|a| workspace.agent.as_deref() == Some(a))
            && self.parameters_match(workspace)
    }

    /// Whether the workspace's parameters match.
    ///
    /// A search has names and `name=value` pairs. One match among the names and one among the pairs is enough, but
    /// both kinds must match if both are present. Names alone are `ILIKE` patterns; pairs are compared literally,
    /// ignoring case.
    fn parameters_match(&self, workspace: &Workspace) -> bool {
        let (pairs, names): (Vec<_>, Vec<_>) =
            self.all("param").map(str::trim).partition(|p| p.contains('='));
        let has_name = |name: &&str| workspace.parameters.iter().any(|(n, _)| ilike(n, name));
        let has_pair = |pair: &&str| {
            let same = |(n, v): &(String, String)| format!("{n}={v}").to_lowercase() == **pair;
            workspace.parameters.iter().any(same)
        };
        (names.is_empty() || names.iter().any(has_name)) && (pairs.is_empty() || pairs.iter().any(has_pair))
    }
}

/// Whether a text matches an `ILIKE` pattern of PostgreSQL: `%` is any text, `_` any character, and a backslash
/// escapes the next character.
fn ilike(text: &str, pattern: &str) -> bool {
    fn fits(text: &[char], pattern: &[char]) -> bool {
        match pattern {
            [] => text.is_empty(),
            ['%', rest @ ..] => (0..=text.len()).any(|skipped| fits(&text[skipped..], rest)),
            ['_', rest @ ..] => !text.is_empty() && fits(&text[1..], rest),
            ['\\', literal, rest @ ..] | [literal, rest @ ..] => {
                text.first() == Some(literal) && fits(&text[1..], rest)
            }
        }
    }
    let chars = |text: &str| text.to_lowercase().chars().collect::<Vec<_>>();
    fits(&chars(text), &chars(pattern))
}

fn free_term(term: &str) -> Result<Vec<(String, String)>, Problems> {
    let term = trim(term);
    match term.split('/').collect::<Vec<_>>().as_slice() {
        [name] => Ok(vec![("name".to_owned(), (*name).to_owned())]),
        [owner, name] => {
            Ok(vec![("owner".to_owned(), (*owner).to_owned()), ("name".to_owned(), (*name).to_owned())])
        }
        _ => Err(vec![problem("q", format!("Query element \"{term}\" can only contain 1 '/'"))]),
    }
}

/// Splits comma-separated values of the list keys.
fn expand(values: Vec<(String, String)>) -> Vec<(String, String)> {
    values
        .into_iter()
        .flat_map(|(key, value)| {
            let parts: Vec<String> = if LISTS.contains(&key.as_str()) {
                value.split(',').map(str::to_owned).collect()
            } else {
                vec![value]
            };
            parts.into_iter().map(move |part| (key.clone(), part))
        })
        .collect()
}

fn split(text: &str, delimiter: char) -> Vec<&str> {
    let mut quoted = false;
    text.split(|c: char| {
        if c == '"' {
            quoted = !quoted;
        }
        !quoted && c == delimiter
    })
    .filter(|part| !part.is_empty())
    .collect()
}

fn trim(text: &str) -> String {
    text.trim_matches('"').to_owned()
}

/// Parses a boolean as Go's `strconv.ParseBool` does.
pub fn parse_bool(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "TRUE" | "true" | "True" => Some(true),
        "0" | "f" | "F" | "FALSE" | "false" | "False" => Some(false),
        _ => None,
    }
}

/// Sorts in Coder's order: own favorites first, then running workspaces, owner, name.
pub fn sort(store: &Store, found: &mut [&Workspace], viewer: usize) {
    found.sort_by_cached_key(|w| {
        (
            !(w.favorite && w.owner == viewer),
            w.status != "running",
            store.users[w.owner].username.to_lowercase(),
            w.name.to_lowercase(),
        )
    });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::store::Deployment;

    fn found(query: &str) -> Vec<String> {
        let deployment = Deployment::new(None);
        let store = deployment.lock();
        let search = Search::parse(query).unwrap();
        let mut found: Vec<_> = store.workspaces.iter().filter(|w| search.matches(&store, w, 0)).collect();
        sort(&store, &mut found, 0);
        found.iter().map(|w| format!("{}/{}", store.users[w.owner].username, w.name)).collect()
    }

    fn detail(query: &str) -> String {
        Search::parse(query).unwrap_err()[0]["detail"].as_str().unwrap().to_owned()
    }

    #[test]
    fn the_order_is_favorites_then_running_then_owner_and_name() {
        assert_eq!(found("payments"), ["alice/payments", "bob/payments", "alice/payments-hotfix"]);
        assert_eq!(found("owner:me")[0], "alice/payments");
    }

    #[test]
    fn keys_are_anded_and_params_are_ored() {
        assert_eq!(found("owner:me status:failed"), ["alice/legacy-batch"]);
        let both = "param:\"repo_url=https://github.com/acme/payments\" param:\"repo_url=https://github.com/acme/payments/\"";
        assert_eq!(found(both), ["alice/payments", "alice/payments-hotfix"]);
        assert_eq!(found(&format!("{both} status:stopped")), ["alice/payments-hotfix"]);
        assert_eq!(found("param:repo_url").len(), 4);
    }

    #[test]
    fn a_free_term_is_a_name_or_owner_and_name() {
        assert_eq!(found("bob/pay"), ["bob/payments"]);
        assert_eq!(found("foo bar"), [""; 0]);
        assert_eq!(found("PAYMENTS-HOT"), ["alice/payments-hotfix"]);
    }

    #[test]
    fn percent_and_underscore_in_a_name_are_wildcards() {
        assert_eq!(found("name:pay%fix"), ["alice/payments-hotfix"]);
        assert_eq!(found("name:payments_hotfix"), ["alice/payments-hotfix"]);
        assert_eq!(found("name:p_y_ents-"), ["alice/payments-hotfix"]);
        assert_eq!(found("name:%").len(), 12);
        assert_eq!(found("alice/PAYMENT_"), ["alice/payments", "alice/payments-hotfix"]);
        assert_eq!(found("name:payments\\_hotfix"), [""; 0], "a backslash takes the meaning away");
        assert_eq!(found("name:______________"), ["alice/payments-hotfix"], "at least fourteen characters");
    }

    #[test]
    fn a_parameters_name_alone_is_a_pattern_and_a_value_is_none() {
        assert_eq!(found("param:repo%").len(), 4);
        assert_eq!(found("param:REPO_URL").len(), 4);
        assert_eq!(found("param:repo"), [""; 0], "the whole name");
        assert_eq!(found("param:\"repo_url=https://github.com/acme/%\""), [""; 0]);
        assert_eq!(found("param:\"repo%=https://github.com/acme/payments/\""), [""; 0]);
        assert_eq!(
            found("param:\"REPO_URL=HTTPS://github.com/Acme/payments/\""),
            ["alice/payments-hotfix"],
            "no case"
        );
        assert_eq!(
            found("param:\"region,repo_url=https://github.com/acme/payments/\""),
            [""; 0],
            "a name and a pair are both wanted"
        );
        assert_eq!(found("param:\"region,repo_url,repo_url=https://github.com/acme/payments/\"").len(), 1);
    }

    #[test]
    fn flags_and_lists_filter() {
        assert_eq!(found("outdated:true"), ["alice/payments-hotfix"]);
        assert_eq!(found("dormant:true"), ["alice/sandbox"]);
        assert_eq!(found("shared:true"), ["bob/payments"]);
        assert_eq!(found("shared_with_user:me"), ["bob/payments"]);
        assert_eq!(found("shared_with_user:bob").len(), 0);
        assert_eq!(found("dormant:false").len(), 12);
        assert_eq!(found("has-agent:connecting,disconnected"), ["alice/notebook", "alice/search-index"]);
        assert_eq!(found("owner:\"\"").len(), 12);
        assert_eq!(found("last_used_before:\"2026-01-01T00:00:00Z\""), ["carol/frontend"]);
    }

    #[test]
    fn mistakes_are_refused_in_coders_words() {
        assert_eq!(detail("owner:"), "Query element \"owner:\" cannot start or end with ':'");
        assert_eq!(detail("a:b:c"), "Query element \"a:b:c\" can only contain 1 ':'");
        assert_eq!(detail("a/b/c"), "Query element \"a/b/c\" can only contain 1 '/'");
        assert_eq!(detail("ownr:me"), "\"ownr\" is not a valid query param");
        assert!(
            detail("owner:me owner:bob")
                .starts_with("Query param \"owner\" provided more than once, found 2 times.")
        );
        assert!(detail("status:up").ends_with("\"up\" is not a valid value"));
    }
}
