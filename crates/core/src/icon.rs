//! Where an icon comes from, decided so that credentials never follow it.

use crate::link::{HttpUrl, is_web_link};

/// How to get an icon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A path on the deployment, fetched through the proxy with the session and shown as a `data:` URL.
    Deployment(String),
    /// An image elsewhere, loaded by the browser as it is, without credentials or referrer.
    Elsewhere(String),
    /// No icon: show a letter.
    Letter,
}

/// Decides for an `icon` field of Coder's: an absolute URL, a path on the deployment, or empty.
///
/// An absolute URL on the deployment's own access URL counts as a path on the deployment. Anything that is
/// neither http(s) nor a plain path is refused: template authors choose these strings.
pub fn icon(field: &str, access: Option<&HttpUrl>) -> Icon {
    let field = field.trim();
    let own = access.and_then(|a| field.strip_prefix(a.as_str())).filter(|rest| rest.starts_with('/'));
    let path = own.or_else(|| field.starts_with('/').then_some(field));
    match path {
        Some(path) if is_plain_path(path) => Icon::Deployment(path.to_owned()),
        None if is_web_link(field) => Icon::Elsewhere(field.to_owned()),
        _ => Icon::Letter,
    }
}

/// Whether a path stays below the proxy's: no second slash in front, no dots to climb with, nothing to
/// break out of the path.
fn is_plain_path(path: &str) -> bool {
    !path.starts_with("//")
        && !path.contains(|c: char| c.is_whitespace() || c.is_control() || "\\?#".contains(c))
        && !path.split('/').any(|s| s.starts_with('.') || s.to_ascii_lowercase().starts_with("%2e"))
        // An icon is a file, never an API answer.
        && !path.starts_with("/api/")
}

/// The letter shown for lack of an icon: the name's first ASCII letter in upper case, else `W`.
pub fn letter(name: &str) -> char {
    name.chars().find(char::is_ascii_alphabetic).map_or('W', |c| c.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn paths_and_own_urls_come_from_the_deployment() {
        let access = HttpUrl::parse("https://coder.example.com");
        assert_eq!(icon("/icon/docker.svg", access.as_ref()), Icon::Deployment("/icon/docker.svg".into()));
        assert_eq!(
            icon("https://coder.example.com/emojis/1f4a6.png", access.as_ref()),
            Icon::Deployment("/emojis/1f4a6.png".into())
        );
    }

    #[test]
    fn other_origins_get_no_credentials() {
        let access = HttpUrl::parse("https://coder.example.com");
        for url in ["https://evil.example/x.png", "https://coder.example.com.evil.example/x.png"] {
            assert_eq!(icon(url, access.as_ref()), Icon::Elsewhere(url.into()));
        }
    }

    #[test]
    fn nothing_else_is_loaded() {
        for field in [
            "",
            "javascript:alert(1)",
            "data:image/svg+xml,<svg/>",
            "//evil.example/x.png",
            "/../../other",
            "/icon/../../x",
            "/icon/%2e%2e/x",
            "/api/v2/users/me",
            "icon.png",
            "/a b.png",
            "/x.svg?y",
        ] {
            assert_eq!(icon(field, None), Icon::Letter, "{field}");
        }
    }

    #[test]
    fn the_letter_is_the_names_first() {
        assert_eq!(letter("42-api"), 'A');
        assert_eq!(letter("42"), 'W');
    }

    #[test]
    fn a_path_in_another_spelling_is_still_one_that_climbs() {
        for field in ["/icon/%2E%2E/x", "/icon/.hidden", "/icon/%2e/x", "/a\\b.png", "/a#b", "/a\u{1}b"] {
            assert_eq!(icon(field, None), Icon::Letter, "{field:?}");
        }
        let access = HttpUrl::parse("https://coder.example.com");
        assert_eq!(
            icon("https://coder.example.com", access.as_ref()),
            Icon::Elsewhere("https://coder.example.com".into())
        );
    }
}
