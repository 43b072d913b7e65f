//! Icon sources, chosen so that credentials are never sent with a request for an icon.

use crate::path::is_below;
use crate::url::{HttpUrl, is_http_url};

/// The folders of Coder's icon files, which are served without a session.
const FOLDERS: [&str; 2] = ["/icon/", "/emojis/"];

/// The source of an icon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IconSource {
    /// A file on the deployment, fetched through the proxy without the session token and shown as a `data:` URL.
    Deployment(String),
    /// An image on another host, loaded by the browser without credentials or referrer.
    External(String),
    /// No icon: the card shows [`initial`] instead.
    Initial,
}

/// Returns the source for Coder's `icon` field: an absolute URL, a path on the deployment, or empty.
///
/// An absolute URL below `access`, the deployment's access URL, counts as a path on the deployment. Template authors
/// choose these strings, and a deployment also serves the apps of any user's workspace, so only paths below Coder's
/// own icon folders are requested through the proxy.
pub fn resolve(field: &str, access: Option<&HttpUrl>) -> IconSource {
    let field = field.trim();
    let own = access.and_then(|a| field.strip_prefix(a.as_str())).filter(|rest| rest.starts_with('/'));
    match own.or_else(|| field.starts_with('/').then_some(field)) {
        Some(path) if is_file(path) => IconSource::Deployment(without_query(path).to_owned()),
        _ if is_http_url(field) => IconSource::External(field.to_owned()),
        _ => IconSource::Initial,
    }
}

/// Whether a path is that of an icon file on the deployment.
pub fn is_file(path: &str) -> bool {
    is_below(path, &FOLDERS)
}

/// Whether an icon is one of Coder's emojis, which are drawn without padding.
pub fn is_emoji(field: &str) -> bool {
    field.contains("/emojis/")
}

/// Whether an icon is shown in one color, by Coder's notation: `/icon/docker.svg?monochrome`.
pub fn is_monochrome(field: &str) -> bool {
    let query = field.split('#').next().and_then(|field| field.split_once('?'));
    query.is_some_and(|(_, query)| query.split('&').any(|pair| pair.split('=').next() == Some("monochrome")))
}

fn without_query(path: &str) -> &str {
    path.split(['?', '#']).next().unwrap_or_default()
}

/// Returns the letter shown in place of a missing icon: the name's first ASCII letter in upper case, or `W`.
pub fn initial(name: &str) -> char {
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
            assert_eq!(resolve(field, access().as_ref()), IconSource::Deployment(path.into()), "{field}");
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
            assert_eq!(resolve(url, access().as_ref()), IconSource::External(url.into()));
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
            assert_eq!(resolve(field, access().as_ref()), IconSource::Initial, "{field}");
        }
    }

    #[test]
    fn the_letter_is_the_names_first() {
        assert_eq!(initial("42-api"), 'A');
        assert_eq!(initial("42"), 'W');
    }

    #[test]
    fn a_path_in_another_spelling_is_still_one_that_climbs() {
        for field in ["/icon/%2E%2E/x", "/icon/.%2E/hidden", "/icon/%2e/x", "/a\\b.png", "/a#b", "/a\u{1}b"] {
            assert_eq!(resolve(field, None), IconSource::Initial, "{field:?}");
        }
        let access = HttpUrl::parse("https://coder.example.com");
        assert_eq!(
            resolve("https://coder.example.com", access.as_ref()),
            IconSource::External("https://coder.example.com".into())
        );
    }
}
