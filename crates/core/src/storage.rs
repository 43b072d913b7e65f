//! Names of what is kept in the browser: storage keys and the channel between tabs, one each per deployment and user.
//!
//! They are a contract: what an earlier version kept under them is found again.

/// Returns the name for what is kept for a deployment (by its path below the proxy, with a slash in front) and a user.
///
/// No two pairs share one. The path is one segment of the name, its own slashes escaped; the user is all that follows.
/// So for the usual paths the name is what it has always been.
///
/// ```
/// use coder_core::storage::name;
/// assert_eq!(name("session", "/coder", "user:default/guest"), "backstage-plugin-coder/session/coder/user:default/guest");
/// ```
pub fn name(what: &str, proxy_path: &str, user: &str) -> String {
    let path = proxy_path.strip_prefix('/').unwrap_or(proxy_path);
    let path = path.replace('%', "%25").replace('/', "%2F");
    format!("backstage-plugin-coder/{what}/{path}/{user}")
}

/// Returns the name that the first version used, where it was another and cannot have been anybody else's: a user's
/// reference has its colon before its slash.
pub fn former_name(what: &str, proxy_path: &str, user: &str) -> Option<String> {
    let is_unambiguous = !proxy_path.contains(':') && (user.is_empty() || user.contains(':'));
    let former = format!("backstage-plugin-coder/{what}{proxy_path}/{user}");
    (is_unambiguous && former != name(what, proxy_path, user)).then_some(former)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_pairs_of_path_and_user_share_a_name() {
        let pairs = [
            ("/coder", "user:default/guest"),
            ("/coder/user:default", "guest"),
            ("/coder", ""),
            ("/coder/", ""),
            ("/a/b", "c"),
            ("/a", "b/c"),
            ("/a%2Fb", "c"),
            ("/a%252Fb", "c"),
            ("/a", "%2Fb/c"),
        ];
        let names: std::collections::BTreeSet<_> =
            pairs.iter().map(|(path, user)| name("session", path, user)).collect();
        assert_eq!(names.len(), pairs.len(), "{names:?}");
    }

    #[test]
    fn what_an_earlier_version_kept_is_found_where_it_can_be_only_this_users() {
        let former = |path, user| former_name("session", path, user);
        assert_eq!(former("/coder", "user:default/guest"), None, "the name is the same");
        assert_eq!(
            former("/coder/eu", "user:default/guest").as_deref(),
            Some("backstage-plugin-coder/session/coder/eu/user:default/guest")
        );
        assert_eq!(former("/coder/eu", "").as_deref(), Some("backstage-plugin-coder/session/coder/eu/"));
        assert_eq!(former("/coder/user:default", "guest"), None, "another user's, of another deployment");
        assert_eq!(former("/coder/eu", "guest"), None, "may be the user eu/guest of /coder");
    }
}
