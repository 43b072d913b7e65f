//! Links that open in a browser tab: always on the deployment's access URL, never through the proxy.

use crate::config::Mode;
use crate::models::Template;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::fmt;

/// The characters that `encodeURIComponent` escapes.
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'$')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b',')
    .add(b'/')
    .add(b':')
    .add(b';')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'?')
    .add(b'@')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Percent-encodes one segment of a path.
pub fn encode_segment(text: &str) -> impl fmt::Display + '_ {
    utf8_percent_encode(text, SEGMENT)
}

/// An `http` or `https` URL with a host, without user, query, fragment or trailing slash.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HttpUrl(String);

impl HttpUrl {
    /// Parses a base URL, dropping its query and fragment; `None` if it is not an http(s) URL or has credentials.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let lower = text.to_ascii_lowercase();
        let scheme = ["https://", "http://"].into_iter().find(|s| lower.starts_with(s))?;
        let rest = text.get(scheme.len()..)?;
        let rest = rest.split(['?', '#']).next()?.trim_end_matches('/');
        let host = rest.split('/').next()?;
        let sound = !host.is_empty()
            && !host.contains('@')
            && !rest.contains(|c: char| {
                c.is_whitespace() || c.is_control() || c == '\\' || c == '"' || c == '<' || c == '>'
            });
        sound.then(|| Self(format!("{scheme}{rest}")))
    }

    /// Returns the host and port, for display.
    pub fn host(&self) -> &str {
        self.0.split('/').nth(2).unwrap_or_default()
    }

    /// Returns the URL without a trailing slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for HttpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether an untrusted URL may be used in an `href`: http(s) only.
pub fn is_http_url(url: &str) -> bool {
    HttpUrl::parse(url).is_some()
}

/// Whether an untrusted link leads to a page of the host: an absolute path on the same origin.
///
/// ```
/// use coder_core::url::is_portal_path;
/// assert!(is_portal_path("/docs/default/component/coder?tab=1"));
/// assert!(!is_portal_path("//evil.example/docs"));
/// assert!(!is_portal_path("/\\evil.example"));
/// ```
pub fn is_portal_path(path: &str) -> bool {
    path.strip_prefix('/').is_some_and(|rest| {
        !rest.starts_with('/') && !path.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\')
    })
}

/// Returns the URL of the page on which a signed-in user can copy a session token.
pub fn token_page_url(access: &HttpUrl) -> String {
    format!("{access}/cli-auth")
}

/// Returns the URL of a workspace's page in Coder's dashboard.
pub fn workspace_url(access: &HttpUrl, owner: &str, name: &str) -> String {
    format!("{access}/@{}/{}", encode_segment(owner), encode_segment(name))
}

/// Returns the URL of the page in Coder's dashboard where a workspace's parameters are changed.
pub fn workspace_parameters_url(access: &HttpUrl, owner: &str, name: &str) -> String {
    format!("{}/settings/parameters", workspace_url(access, owner, name))
}

/// Splits a configured template name into organization and name: `docker` or `acme/docker`.
pub fn organization_and_name(template: &str) -> (Option<&str>, &str) {
    match template.split_once('/') {
        Some((organization, name)) if !organization.is_empty() && !name.is_empty() => {
            (Some(organization), name)
        }
        _ => (None, template),
    }
}

/// Returns the URL of Coder's creation form, prefilled.
///
/// The query is form-encoded: `mode` first, then the parameters in the given order.
pub fn creation_url(access: &HttpUrl, template: &str, mode: Mode, params: &[(String, String)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("mode", mode.as_str());
    for (name, value) in params {
        query.append_pair(&format!("param.{name}"), value);
    }
    let (organization, name) = organization_and_name(template);
    format!("{access}/templates/{}/workspace?{}", template_path(organization, name), query.finish())
}

/// Returns the path segments that name a template; without an organization, Coder uses the default one.
fn template_path(organization: Option<&str>, name: &str) -> String {
    match organization {
        Some(organization) => format!("{}/{}", encode_segment(organization), encode_segment(name)),
        None => encode_segment(name).to_string(),
    }
}

/// Returns the URL of Coder's creation form for a known template, prefilled with the values entered so far.
///
/// The path names the organization, so that templates outside of the default organization are found too.
pub fn template_creation_url(
    access: &HttpUrl,
    template: &Template,
    mode: Mode,
    name: &str,
    values: &[(String, String)],
    preset: Option<&str>,
) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("mode", mode.as_str());
    for (key, value) in [("name", Some(name).filter(|name| !name.is_empty())), ("preset", preset)] {
        if let Some(value) = value {
            query.append_pair(key, value);
        }
    }
    for (name, value) in values {
        query.append_pair(&format!("param.{name}"), value);
    }
    let organization = Some(template.organization_name.as_str()).filter(|name| !name.is_empty());
    format!("{access}/templates/{}/workspace?{}", template_path(organization, &template.name), query.finish())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn base_urls_lose_trailing_slash_query_and_fragment() {
        let url = |s| HttpUrl::parse(s).map(|u| u.to_string());
        assert_eq!(url(" https://coder.example.com/ ").as_deref(), Some("https://coder.example.com"));
        let port = HttpUrl::parse("https://coder.example.com:3000/base");
        assert_eq!(port.as_ref().map(HttpUrl::host), Some("coder.example.com:3000"));
        assert_eq!(url("HTTP://host:3000/base/?a=b#c").as_deref(), Some("http://host:3000/base"));
    }

    #[test]
    fn what_is_not_a_web_url_is_refused() {
        for bad in [
            "",
            "coder.example.com",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://",
            "https://a b",
            "https://user:pw@host",
            "ftp://host",
            "https://ho\"st",
            "//host",
        ] {
            assert_eq!(HttpUrl::parse(bad), None, "{bad}");
            assert!(!is_http_url(bad), "{bad}");
        }
    }

    #[test]
    fn a_base_url_holds_nothing_that_a_browser_would_read_as_something_else() {
        for c in ['\\', '"', '<', '>', ' ', '\t', '\n', '\r', '\0', '\u{1b}', '\u{7f}', '\u{85}', '\u{a0}'] {
            for url in
                [format!("https://coder{c}.example.com/base"), format!("https://coder.example.com/ba{c}se")]
            {
                assert_eq!(HttpUrl::parse(&url), None, "{url:?}");
            }
        }
    }

    #[test]
    fn names_in_links_are_escaped() {
        let access = HttpUrl::parse("https://c.example").unwrap();
        assert_eq!(workspace_url(&access, "a/b", "x?y"), "https://c.example/@a%2Fb/x%3Fy");
        assert_eq!(
            creation_url(&access, "my template", Mode::Manual, &[]),
            "https://c.example/templates/my%20template/workspace?mode=manual"
        );
        for (template, path) in
            [("acme/docker", "acme/docker"), ("acme/a/b", "acme/a%2Fb"), ("/docker", "%2Fdocker")]
        {
            assert_eq!(
                creation_url(&access, template, Mode::Auto, &[]),
                format!("https://c.example/templates/{path}/workspace?mode=auto")
            );
        }
    }

    #[test]
    fn the_creation_form_is_found_in_its_organization_with_what_was_entered() {
        let access = HttpUrl::parse("https://c.example").unwrap();
        let template =
            Template { name: "docker".into(), organization_name: "acme".into(), ..Template::default() };
        let values = [("cpu".to_owned(), "4".to_owned())];
        assert_eq!(
            template_creation_url(&access, &template, Mode::Auto, "ws", &values, Some("Heavy compile")),
            "https://c.example/templates/acme/docker/workspace?mode=auto&name=ws&preset=Heavy+compile&param.cpu=4"
        );
        let alone = Template { name: "docker".into(), ..Template::default() };
        assert_eq!(
            template_creation_url(&access, &alone, Mode::Manual, "", &[], None),
            "https://c.example/templates/docker/workspace?mode=manual"
        );
    }

    #[test]
    fn the_token_page_is_cli_auth() {
        assert_eq!(
            token_page_url(&HttpUrl::parse("https://c.example/").unwrap()),
            "https://c.example/cli-auth"
        );
    }

    #[test]
    fn a_path_of_the_portal_is_absolute_and_leads_nowhere_else() {
        for good in ["/", "/docs", "/docs?tab=1#x"] {
            assert!(is_portal_path(good), "{good}");
        }
        for bad in ["", "docs", "//evil.example", "/\\evil.example", "/a b", "/a\tb", "https://evil.example"]
        {
            assert!(!is_portal_path(bad), "{bad:?}");
        }
    }

    #[test]
    fn a_segment_holds_nothing_that_ends_it() {
        let all: String = (' '..='~').collect();
        let kept: String = encode_segment(&all).to_string();
        let plain: String = kept.split('%').map(|piece| piece.get(2..).unwrap_or_default()).collect();
        assert_eq!(plain, "!'()*-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");
        assert_eq!(encode_segment("ä\n").to_string(), "%C3%A4%0A");
    }

    #[test]
    fn credentials_and_ports_belong_to_the_host_alone() {
        assert!(HttpUrl::parse("https://host/@alice/ws").is_some());
        assert_eq!(HttpUrl::parse("https://host/@alice").as_ref().map(HttpUrl::host), Some("host"));
        assert_eq!(HttpUrl::parse("https:///path"), None);
    }
}
