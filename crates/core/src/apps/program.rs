//! URLs of desktop programs: which ones may be opened, and which ones may receive an API key.
//!
//! The two decisions are independent. The template's author writes the URL, and the browser asks the user before it
//! opens one; an API key goes only to programs that are known to use it, and only for the configured deployment:
//!
//! | URL | opens | gets an API key |
//! |---|---|---|
//! | `vscode://coder.coder-remote/…`, and the schemes of its forks | yes | unless it names another deployment |
//! | `jetbrains-gateway://connect#type=coder…` | yes | likewise |
//! | `jetbrains://gateway/coder…`, `…/com.coder.toolbox…` | yes | likewise |
//! | any other scheme | yes | no |
//! | a scheme that runs in the page or reads files | no | no |

use super::editors::CODE_SCHEMES;
use crate::url::{HttpUrl, encode_segment};
use percent_encoding::percent_decode_str;

/// The placeholder for an API key that is created on click.
pub(super) const TOKEN_PLACEHOLDER: &str = "$SESSION_TOKEN";

/// Schemes that are never opened: web URLs, and schemes that run in the page, show its content or read files.
const NEVER: [&str; 16] = [
    "http",
    "https",
    "javascript",
    "vbscript",
    "data",
    "blob",
    "filesystem",
    "file",
    "content",
    "about",
    "view-source",
    "jar",
    "resource",
    "chrome",
    "res",
    "mhtml",
];

/// The maximum number of percent-decoding passes.
const ROUNDS: usize = 5;

/// The URL of a desktop program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesktopUrl {
    address: String,
    may_have_key: bool,
}

impl DesktopUrl {
    /// Parses a URL; `None` if it must not be opened or is a web URL.
    ///
    /// `ours` are the deployment's access URL and API URL.
    pub fn new(address: &str, ours: [&HttpUrl; 2]) -> Option<Self> {
        let (scheme, _) = address.split_once(':')?;
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        let is_never = NEVER.iter().any(|never| scheme.eq_ignore_ascii_case(never));
        let may_have_key = may_have_key(address, ours);
        (is_scheme && !is_never).then(|| Self { address: address.to_owned(), may_have_key })
    }

    /// Whether the URL has a placeholder for an API key and may receive one.
    pub fn needs_token(&self) -> bool {
        self.may_have_key && self.address.contains(TOKEN_PLACEHOLDER)
    }

    /// Returns the URL with an API key inserted.
    ///
    /// Without a key, or if the program may not receive one, the placeholder is removed and the program asks the user
    /// to sign in.
    pub fn href(&self, key: Option<&str>) -> String {
        match key.filter(|_| self.may_have_key) {
            Some(key) => self.address.replace(TOKEN_PLACEHOLDER, &encode_segment(key).to_string()),
            None => without_key(&self.address),
        }
    }
}

fn without_key(address: &str) -> String {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let (path, rest) = address.split_at(end);
    let mut chars = rest.chars();
    let (mark, pairs) = (chars.next(), chars.as_str());
    let pairs: Vec<_> = pairs.split('&').filter(|pair| !pair.contains(TOKEN_PLACEHOLDER)).collect();
    let mark = mark.filter(|_| !pairs.is_empty()).map(String::from).unwrap_or_default();
    format!("{}{mark}{}", path.replace(TOKEN_PLACEHOLDER, ""), pairs.join("&"))
}

fn may_have_key(address: &str, ours: [&HttpUrl; 2]) -> bool {
    let Some((scheme, rest)) = address.split_once("://") else { return false };
    let (authority, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    let is_known = match scheme.to_ascii_lowercase().as_str() {
        "jetbrains-gateway" => {
            authority == "connect" && rest.split(['?', '#', '&']).any(|pair| pair == "type=coder")
        }
        "jetbrains" => {
            let path = path.trim_end_matches('/');
            authority == "gateway" && matches!(path, "/coder" | "/com.coder.toolbox")
        }
        scheme => CODE_SCHEMES.contains(&scheme) && authority == "coder.coder-remote",
    };
    // Browsers drop tabs and line feeds from URLs, so the opened URL would differ from the checked one.
    let is_plain = !address.contains(char::is_control);
    is_known && is_plain && is_key_a_token(address) && names_only_deployments(ours, rest)
}

/// Whether every placeholder is the value of `token`, and not part of a value that is sent elsewhere.
fn is_key_a_token(address: &str) -> bool {
    let pairs = address.split(['?', '#', '&']);
    pairs.skip(1).filter(|pair| *pair == format!("token={TOKEN_PLACEHOLDER}")).count()
        == address.matches(TOKEN_PLACEHOLDER).count()
}

/// Whether all deployments named in the parameters are ours, however often a program decodes them before it looks for
/// `url`.
fn names_only_deployments(ours: [&HttpUrl; 2], parameters: &str) -> bool {
    let mut text = parameters.to_owned();
    for _ in 0..ROUNDS {
        let is_url =
            |name: &str| decode_fully(name).is_some_and(|name| name.trim().eq_ignore_ascii_case("url"));
        let pairs = text.split(['?', '#', '&', ';']).filter_map(|pair| pair.split_once('='));
        let is_ours = |value: &str| {
            decode_fully(value).is_some_and(|value| ours.iter().any(|ours| is_same(ours, &value)))
        };
        if !pairs.filter(|(name, _)| is_url(name)).all(|(_, value)| is_ours(value)) {
            return false;
        }
        let next = percent_decode_str(&text).decode_utf8_lossy().into_owned();
        if next == text {
            return true;
        }
        text = next;
    }
    false
}

fn is_same(access: &HttpUrl, url: &str) -> bool {
    url.trim_end_matches('/').eq_ignore_ascii_case(access.as_str())
}

/// Decodes a string until no escapes are left; `None` if that takes more than [`ROUNDS`] passes.
fn decode_fully(text: &str) -> Option<String> {
    let mut text = text.replace('+', " ");
    for _ in 0..ROUNDS {
        let next = percent_decode_str(&text).decode_utf8_lossy().into_owned();
        if next == text {
            return Some(text);
        }
        text = next;
    }
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn program(address: &str) -> Option<DesktopUrl> {
        let access = HttpUrl::parse("https://c.example").unwrap();
        DesktopUrl::new(address, [&access, &access])
    }

    const OURS: &str = "https%3A%2F%2Fc.example";

    #[test]
    fn a_key_goes_to_either_of_the_deployments_urls_and_no_third() {
        let [access, api] =
            ["https://c.example", "https://api.internal"].map(|url| HttpUrl::parse(url).unwrap());
        let wants_key = |url: &str| {
            let address = format!("vscode://coder.coder-remote/open?url={url}&token={TOKEN_PLACEHOLDER}");
            DesktopUrl::new(&address, [&access, &api]).unwrap().needs_token()
        };
        assert!(wants_key(OURS) && wants_key("https%3A%2F%2Fapi.internal"));
        assert!(!wants_key("https%3A%2F%2Fevil.example"));
    }

    #[test]
    fn any_program_opens() {
        for address in
            ["zed://ssh/coder.ws", "ssh://ws.coder", "mailto:a@b.example", "ms-word:ofe|u|x", "web+foo:bar"]
        {
            assert_eq!(program(address).unwrap().href(None), address);
            assert!(!program(address).unwrap().needs_token(), "{address}");
        }
    }

    #[test]
    fn what_runs_in_the_page_or_reads_files_does_not_open() {
        for address in [
            "http://a.example",
            "https://a.example",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "vbscript:x",
            "data:text/html,x",
            "blob:https://a.example/1",
            "filesystem:https://a.example/temporary/x",
            "file:///etc/passwd",
            "content://contacts",
            "about:blank",
            "view-source:https://a.example",
            "jar:https://a.example!/x",
            "resource://x",
            "chrome://settings",
            "res://x",
            "mhtml:https://a.example",
        ] {
            assert_eq!(program(address), None, "{address:?}");
        }
        for address in
            ["java\tscript:alert(1)", "\u{1}javascript:alert(1)", "no-scheme", ":x", "1a:x", "ä:x", ""]
        {
            assert_eq!(program(address), None, "{address:?}");
        }
    }

    #[test]
    fn a_key_goes_to_coders_extension_and_to_jetbrains() {
        for (address, with, without) in [
            (
                "cursor://coder.coder-remote/open?owner=al&token=$SESSION_TOKEN",
                "cursor://coder.coder-remote/open?owner=al&token=k-1",
                "cursor://coder.coder-remote/open?owner=al",
            ),
            (
                "VSCode://coder.coder-remote/open?token=$SESSION_TOKEN&url=https://C.example/",
                "VSCode://coder.coder-remote/open?token=k-1&url=https://C.example/",
                "VSCode://coder.coder-remote/open?url=https://C.example/",
            ),
            (
                "jetbrains-gateway://connect#type=coder&url=https%3A%2F%2Fc.example&token=$SESSION_TOKEN",
                "jetbrains-gateway://connect#type=coder&url=https%3A%2F%2Fc.example&token=k-1",
                "jetbrains-gateway://connect#type=coder&url=https%3A%2F%2Fc.example",
            ),
            (
                "jetbrains://gateway/coder?token=$SESSION_TOKEN",
                "jetbrains://gateway/coder?token=k-1",
                "jetbrains://gateway/coder",
            ),
            (
                "jetbrains://gateway/com.coder.toolbox?&token=$SESSION_TOKEN&folder=https%3A%2F%2Fgit.example",
                "jetbrains://gateway/com.coder.toolbox?&token=k-1&folder=https%3A%2F%2Fgit.example",
                "jetbrains://gateway/com.coder.toolbox?&folder=https%3A%2F%2Fgit.example",
            ),
        ] {
            let program = program(address).unwrap();
            assert!(program.needs_token(), "{address}");
            assert_eq!(program.href(Some("k-1")), with);
            assert_eq!(program.href(None), without);
        }
        for scheme in CODE_SCHEMES {
            let address = format!("{scheme}://coder.coder-remote/open?url={OURS}&token=$SESSION_TOKEN");
            assert!(program(&address).unwrap().needs_token(), "{address}");
        }
    }

    fn refused(address: &str) {
        let program = program(address).unwrap();
        assert!(!program.needs_token(), "{address}");
        let href = program.href(Some("k-1"));
        assert!(!href.contains("k-1") && !href.contains(TOKEN_PLACEHOLDER), "{href}");
    }

    #[test]
    fn no_key_goes_to_another_program() {
        for address in [
            "zed://coder.coder-remote/open",
            "vscode://evil.extension/open",
            "vscode://coder.coder-remote.evil/open",
            "vscode://coder.coder-remote@evil.extension/open",
            "vscode://evil@coder.coder-remote/open",
            "vscode://coder.coder-remote:1/open",
            "vscode://coder.coder-remote\\.evil/open",
            "vscode:coder.coder-remote/open",
            "vscode:///coder.coder-remote/open",
            "jetbrains://idea/coder",
            "jetbrains://gateway/evil.plugin",
            "jetbrains://gateway/coder/../evil",
            "jetbrains-gateway://connect",
            "jetbrains-gateway://connect?type=gitpod",
            "jetbrains-gateway://elsewhere?type=coder",
        ] {
            let mark = if address.contains('?') { '&' } else { '?' };
            refused(&format!("{address}{mark}token=$SESSION_TOKEN"));
        }
        refused("evil://$SESSION_TOKEN");
    }

    #[test]
    fn no_key_goes_with_the_address_of_another_deployment() {
        for named in [
            "url=https%3A%2F%2Fevil.example",
            "url=https://evil.example",
            "url=evil.example",
            "url=",
            "url=http://c.example",
            "url=https://c.example:8443",
            "url=https://c.example/other",
            "url=https://c.example.evil.example",
            "url=https://c.example@evil.example",
            "url=https://c.example%23@evil.example",
            "url=https%3A%2F%2Fc.example&url=https%3A%2F%2Fevil.example",
            "url=https%3A%2F%2Fevil.example&url=https%3A%2F%2Fc.example",
            "u%72l=https://evil.example",
            "URL=https://evil.example",
            "folder=x%26url%3Dhttps%3A%2F%2Fevil.example",
            "folder=x%2526url%253Dhttps%253A%252F%252Fevil.example",
            "folder=x;url=https://evil.example",
            "folder=%252525252525252526url",
            "folder=/a\tb",
        ] {
            refused(&format!("vscode://coder.coder-remote/open?{named}&token=$SESSION_TOKEN"));
            refused(&format!("vscode://coder.coder-remote/open?token=$SESSION_TOKEN#{named}"));
            refused(&format!("jetbrains-gateway://connect#type=coder&token=$SESSION_TOKEN&{named}"));
        }
    }

    #[test]
    fn a_key_is_the_value_of_token_and_nothing_else() {
        for address in [
            "vscode://coder.coder-remote/open?folder=$SESSION_TOKEN",
            "vscode://coder.coder-remote/open?token=$SESSION_TOKEN&folder=/$SESSION_TOKEN",
            "vscode://coder.coder-remote/$SESSION_TOKEN?token=$SESSION_TOKEN",
            "vscode://coder.coder-remote/open?token=x$SESSION_TOKEN",
        ] {
            refused(address);
        }
    }
}
