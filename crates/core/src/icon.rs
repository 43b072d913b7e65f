//! Where an icon comes from, decided so that credentials never follow it.

use crate::link::{HttpUrl, is_web_link};
use crate::path::is_below;

/// Where Coder keeps its icons: files that need no session.
const FOLDERS: [&str; 2] = ["/icon/", "/emojis/"];

/// How to get an icon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A file on the deployment, fetched through the proxy without the session and shown as a `data:` URL.
    Deployment(String),
    /// An image elsewhere, loaded by the browser as it is, without credentials or referrer.
    Elsewhere(String),
    /// No icon: show a letter.
    Letter,
}

/// Decides for an `icon` field of Coder's: an absolute URL, a path on the deployment, or empty.
///
/// An absolute URL on the deployment's own access URL counts as a path on the deployment. Template authors choose
/// these strings, and a deployment also serves workspaces' apps, which are anybody's: only a path below Coder's own
/// folders is asked for through the proxy.
pub fn icon(field: &str, access: Option<&HttpUrl>) -> Icon {
    let field = field.trim();
    let own = access.and_then(|a| field.strip_prefix(a.as_str())).filter(|rest| rest.starts_with('/'));
    match own.or_else(|| field.starts_with('/').then_some(field)) {
        Some(path) if is_file(path) => Icon::Deployment(without_query(path).to_owned()),
        _ if is_web_link(field) => Icon::Elsewhere(field.to_owned()),
        _ => Icon::Letter,
    }
}

/// Returns whether a path is that of an icon's file on the deployment.
pub fn is_file(path: &str) -> bool {
    is_below(path, &FOLDERS)
}

/// Returns whether an icon is to be shown in one color: Coder's notation, as in `/icon/docker.svg?monochrome`.
pub fn is_monochrome(field: &str) -> bool {
    let query = field.split('#').next().and_then(|field| field.split_once('?'));
    query.is_some_and(|(_, query)| query.split('&').any(|pair| pair.split('=').next() == Some("monochrome")))
}

fn without_query(path: &str) -> &str {
    path.split(['?', '#']).next().unwrap_or_default()
}

/// The letter shown for lack of an icon: the name's first ASCII letter in upper case, else `W`.
pub fn letter(name: &str) -> char {
    name.chars().find(char::is_ascii_alphabetic).map_or('W', |c| c.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn access() -> Option<HttpUrl> {
        HttpUrl::parse("https://coder.example.com")
    }

    #[test]
    fn files_of_coders_folders_come_from_the_deployment() {
        for (field, path) in [
            ("/icon/docker.svg", "/icon/docker.svg"),
            (" /icon/a/b%20c.svg ", "/icon/a/b%20c.svg"),
            ("/icon/docker.svg?monochrome", "/icon/docker.svg"),
            ("/icon/docker.svg?monochrome&x=1#y", "/icon/docker.svg"),
            ("https://coder.example.com/emojis/1f4a6.png", "/emojis/1f4a6.png"),
        ] {
            assert_eq!(icon(field, access().as_ref()), Icon::Deployment(path.into()), "{field}");
        }
    }

    #[test]
    fn one_color_is_asked_for_in_the_query() {
        for field in [
            "/icon/x.svg?monochrome",
            "https://x.example/y.svg?a=1&monochrome=#z",
            "/icon/x.svg?monochrome&a",
        ] {
            assert!(is_monochrome(field), "{field}");
        }
        for field in [
            "/icon/monochrome",
            "/icon/x.svg?fullcolor",
            "/icon/x.svg#?monochrome",
            "/icon/x.svg?monochromes",
            "",
        ] {
            assert!(!is_monochrome(field), "{field}");
        }
    }

    #[test]
    fn what_is_elsewhere_is_a_plain_image() {
        for url in [
            "https://evil.example/x.png",
            "https://coder.example.com.evil.example/icon/x.png",
            "https://coder.example.com/@mallory/ws.main/apps/steal/pic.png",
            "https://coder.example.com/icon/../@mallory/ws.main/apps/steal/pic.png",
            "https://coder.example.com/api/v2/users/me",
            "https://coder.example.com/icon/",
        ] {
            assert_eq!(icon(url, access().as_ref()), Icon::Elsewhere(url.into()));
        }
    }

    #[test]
    fn nothing_else_is_loaded() {
        for field in [
            "",
            "javascript:alert(1)",
            "data:image/svg+xml,<svg/>",
            "//evil.example/icon/x.png",
            "/../../other",
            "/icon/../../x",
            "/icon/%2e%2e/x",
            "/icon/..%2f@mallory/x",
            "/icon/%252e%252e/x",
            "/icon\\..\\x",
            "/icon/.\t./x",
            "/icon",
            "/icon/",
            "/icons/x.svg",
            "/@mallory/ws.main/apps/steal/pic.png",
            "/%40mallory/ws.main/apps/steal/pic.png",
            "/@mallory/ws.main/apps/steal/icon/pic.png",
            "/api/v2/users/me",
            "/logo.png",
            "icon.png",
            "icon/docker.svg",
        ] {
            assert_eq!(icon(field, access().as_ref()), Icon::Letter, "{field}");
        }
    }

    #[test]
    fn the_letter_is_the_names_first() {
        assert_eq!(letter("42-api"), 'A');
        assert_eq!(letter("42"), 'W');
    }

    #[test]
    fn a_path_in_another_spelling_is_still_one_that_climbs() {
        for field in ["/icon/%2E%2E/x", "/icon/.%2E/hidden", "/icon/%2e/x", "/a\\b.png", "/a#b", "/a\u{1}b"] {
            assert_eq!(icon(field, None), Icon::Letter, "{field:?}");
        }
        let access = HttpUrl::parse("https://coder.example.com");
        assert_eq!(
            icon("https://coder.example.com", access.as_ref()),
            Icon::Elsewhere("https://coder.example.com".into())
        );
    }
}
