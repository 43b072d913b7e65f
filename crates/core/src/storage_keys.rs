//! Names in the browser: storage keys, channels between tabs and locks, each specific to a deployment and its user.
//!
//! The names are a stable contract: values that an earlier version stored must still be found.

/// The purpose of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The session token.
    Session,
    /// The filters of a list.
    View,
    /// The draft of a workspace to create.
    Draft,
    /// The channel on which tabs share lists.
    Lists,
    /// The lock of a workspace's actions.
    Workspace,
    /// The lock and the channel of live updates.
    Live,
}

impl Purpose {
    /// All purposes.
    pub const ALL: [Self; 6] =
        [Self::Session, Self::View, Self::Draft, Self::Lists, Self::Workspace, Self::Live];

    /// Returns the purpose as it is in names.
    fn as_str(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::View => "view",
            Self::Draft => "draft",
            Self::Lists => "lists",
            Self::Workspace => "workspace",
            Self::Live => "live",
        }
    }
}

/// Returns the name for a purpose, a deployment (its proxy path, with a leading slash) and a user or other ID.
///
/// Different pairs of path and user never share a name: the path is one segment, with its slashes escaped, and
/// everything after it is the user. Paths of one segment keep the names that earlier versions used.
///
/// ```
/// use coder_core::storage_keys::{Purpose, name};
/// assert_eq!(name(Purpose::Session, "/coder", "user:default/guest"), "backstage-plugin-coder/session/coder/user:default/guest");
/// ```
pub fn name(purpose: Purpose, proxy_path: &str, user: &str) -> String {
    let path = proxy_path.strip_prefix('/').unwrap_or(proxy_path);
    let path = path.replace('%', "%25").replace('/', "%2F");
    format!("backstage-plugin-coder/{}/{path}/{user}", purpose.as_str())
}

/// Returns the name that the first version used, if it differs and is unambiguous.
///
/// That name did not escape the path. It is unambiguous if the path has no colon and the user is either empty or a
/// user ref, which has its colon before its slash.
pub fn former_name(purpose: Purpose, proxy_path: &str, user: &str) -> Option<String> {
    let is_unambiguous = !proxy_path.contains(':') && (user.is_empty() || user.contains(':'));
    let former = format!("backstage-plugin-coder/{}{proxy_path}/{user}", purpose.as_str());
    (is_unambiguous && former != name(purpose, proxy_path, user)).then_some(former)
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
            pairs.iter().map(|(path, user)| name(Purpose::Session, path, user)).collect();
        assert_eq!(names.len(), pairs.len(), "{names:?}");
    }

    #[test]
    fn what_an_earlier_version_kept_is_found_where_it_can_be_only_this_users() {
        let former = |path, user| former_name(Purpose::Session, path, user);
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
