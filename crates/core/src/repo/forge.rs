//! What the forges' web interfaces put around a repository's path.
//!
//! | forge | form | repository |
//! |---|---|---|
//! | GitHub, GHE | `/o/r/tree/REF/…`, `blob`, `raw`, `edit`, `commits`, … | `/o/r` |
//! | GitLab | `/g/s/r/-/…`; older `/g/r/blob/REF/…` | `/g/s/r` |
//! | Bitbucket Cloud | `/o/r/src/REF/…` | `/o/r` |
//! | Bitbucket Server | `/projects/P/repos/r/browse/…`, `/users/U/repos/r/…`, `/scm/p/r` | `/scm/p/r` (what git clones) |
//! | Azure DevOps | `/org/project/_git/r?path=…`; ssh `v3/org/project/r` | `/org/project/_git/r` |
//! | Gitea, Forgejo | `/o/r/src/branch/REF/…` | `/o/r` |
//! | Gerrit's gitiles | `/gitiles/r/+/REF/…` | `/gitiles/r` |

use super::Scheme;

/// First segments behind a repository in the web interfaces of GitHub, GitLab, Bitbucket and Gitea.
const VIEWS: [&str; 10] =
    ["tree", "blob", "raw", "edit", "blame", "commit", "commits", "src", "browse", "_edit"];

/// Bitbucket Server's port for ssh, by which its ssh addresses are told from others'.
const BITBUCKET_SSH_PORT: u16 = 7999;

/// Host and path segments of the repository that the given path lies in.
pub(super) fn repository(
    host: &str,
    port: Option<u16>,
    scheme: Scheme,
    segments: &[&str],
) -> (String, Vec<String>) {
    let own = |s: &[&str]| s.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    match segments {
        ["v3", org, project, repo, ..] if host == "ssh.dev.azure.com" => {
            return ("dev.azure.com".to_owned(), own(&[org, project, "_git", repo]));
        }
        ["projects", project, "repos", repo, ..] => {
            return (
                host.to_owned(),
                vec!["scm".to_owned(), project.to_ascii_lowercase(), (*repo).to_owned()],
            );
        }
        ["users", user, "repos", repo, ..] => {
            let user = format!("~{}", user.to_ascii_lowercase());
            return (host.to_owned(), vec!["scm".to_owned(), user, (*repo).to_owned()]);
        }
        [project, repo] if scheme == Scheme::Ssh && port == Some(BITBUCKET_SSH_PORT) => {
            return (
                host.to_owned(),
                vec!["scm".to_owned(), project.to_ascii_lowercase(), (*repo).to_owned()],
            );
        }
        _ => {}
    }
    (host.to_owned(), own(&segments[..end(segments)]))
}

/// How many segments belong to the repository.
fn end(segments: &[&str]) -> usize {
    if let Some(git) = segments.iter().position(|s| *s == "_git") {
        return (git + 2).min(segments.len());
    }
    let marker = |i: usize, s: &str| {
        (i >= 1 && (s == "-" || s == "+" || s.starts_with("+log") || s == "+show"))
            // A view needs an owner and a repository before it and a ref behind it; a GitLab group may well
            // be named `src`, but hardly one with a repository `main` in it.
            || (i >= 2 && VIEWS.contains(&s) && (i + 1 < segments.len() || s == "browse"))
    };
    segments.iter().enumerate().find(|(i, s)| marker(*i, s)).map_or(segments.len(), |(i, _)| i)
}

/// The path's part that names the repository to people who know the owner.
pub(super) fn name(path: &str) -> &str {
    if let Some((_, repo)) = path.rsplit_once("/_git/") {
        return repo;
    }
    let rest = match path.strip_prefix("scm/") {
        Some(rest) => rest,
        None => path,
    };
    rest.split_once('/').map_or(rest, |(_, name)| name)
}

/// Other https addresses of the same repository.
pub(super) fn aliases(host: &str, path: &str) -> Vec<String> {
    let mut aliases = Vec::new();
    if let Some(short) = host.strip_prefix("www.") {
        aliases.push(format!("https://{short}/{path}"));
    }
    if let Some((project, repo)) = path.strip_prefix("scm/").and_then(|p| p.split_once('/')) {
        aliases.push(match project.strip_prefix('~') {
            Some(user) => format!("https://{host}/users/{user}/repos/{repo}"),
            None => format!("https://{host}/projects/{project}/repos/{repo}"),
        });
    }
    for prefix in ["gitiles/", "plugins/gitiles/"] {
        if let Some(repo) = path.strip_prefix(prefix) {
            aliases.push(format!("https://{host}/{repo}"));
        }
    }
    aliases
}

/// The path git uses over ssh.
pub(super) fn ssh_path(path: &str) -> &str {
    path.strip_prefix("scm/").unwrap_or(path)
}
