//! Parsing of repository addresses, for all forges.

use super::error::RepoUrlError;

/// The scheme of an address, as far as it changes the meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scheme {
    Https,
    Http,
    /// `ssh://`, `git://`, or `user@host:path`.
    Ssh,
}

/// The components of an address, without the login, which may be a secret.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub scheme: Scheme,
    /// The host in lower case, without a trailing dot.
    pub host: String,
    /// The port, unless it is the scheme's default.
    pub port: Option<u16>,
    /// The path's segments, resolved as in the URL standard.
    ///
    /// A segment that ends in `.git` is the last one: the repository's path ends there.
    pub segments: Vec<String>,
    /// The value of the query parameter `region`.
    pub region: Option<String>,
}

/// Bitbucket Server's SSH port, by which its SSH addresses are recognized.
const BITBUCKET_SSH_PORT: u16 = 7999;

impl Address {
    /// Parses an address.
    pub fn parse(text: &str) -> Result<Self, RepoUrlError> {
        if text.contains(is_foreign) {
            return Err(RepoUrlError::Characters);
        }
        // The form of AWS's git-remote-codecommit: codecommit::region://[profile@]repository
        if let Some((region, repo)) =
            text.strip_prefix("codecommit::").and_then(|rest| rest.split_once("://"))
        {
            if !is_region(region) {
                return Err(RepoUrlError::Host);
            }
            let repo = repo.rsplit('@').next().unwrap_or_default();
            return Self::parse(&format!("https://git-codecommit.{region}.amazonaws.com/v1/repos/{repo}"));
        }
        let (host, port, rest, scheme) = split(text)?;
        let host = host.strip_suffix('.').unwrap_or(host);
        if !is_host(host) {
            return Err(RepoUrlError::Host);
        }
        let rest = rest.split('#').next().unwrap_or_default();
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut segments = segments(path)?;
        if scheme == Scheme::Ssh && port == Some(BITBUCKET_SSH_PORT) {
            segments.insert(0, "scm".to_owned());
        }
        Ok(Self { scheme, host: host.to_ascii_lowercase(), port, segments, region: region(query) })
    }

    /// Returns the host and port for an http(s) address; an SSH port is dropped, as it is not the web server's.
    pub fn authority(&self) -> String {
        match self.port.filter(|_| self.scheme != Scheme::Ssh) {
            Some(port) => format!("{}:{port}", self.host),
            None => self.host.clone(),
        }
    }
}

/// Whether a character is white space, a control character, or one that an address must escape.
fn is_foreign(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c)
}

type Parts<'a> = (&'a str, Option<u16>, &'a str, Scheme);

fn split(address: &str) -> Result<Parts<'_>, RepoUrlError> {
    let Some((scheme, rest)) = address.split_once("://") else {
        // scp form: user@host:path
        let (login, path) = address.split_once(':').ok_or(RepoUrlError::Scheme)?;
        let (_, host) = login.rsplit_once('@').ok_or(RepoUrlError::Scheme)?;
        return Ok((host, None, path, Scheme::Ssh));
    };
    let (kind, default_port) = match scheme.to_ascii_lowercase().as_str() {
        "https" | "git+https" => (Scheme::Https, 443),
        "http" | "git+http" => (Scheme::Http, 80),
        "ssh" | "git+ssh" | "git" => (Scheme::Ssh, 22),
        _ => return Err(RepoUrlError::Scheme),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let authority = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => {
            (host, Some(port.parse::<u16>().map_err(|_| RepoUrlError::Host)?))
        }
        _ => (authority, None),
    };
    Ok((host, port.filter(|p| *p != default_port), path, kind))
}

/// Whether the text is a host name, or an IPv6 address in brackets.
fn is_host(host: &str) -> bool {
    match host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(address) => {
            address.matches(':').count() > 1
                && address.chars().all(|c| c.is_ascii_hexdigit() || c == ':' || c == '.')
        }
        None => !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c)),
    }
}

fn segments(path: &str) -> Result<Vec<String>, RepoUrlError> {
    let mut segments = Vec::new();
    for segment in path.split('/') {
        let segment = unescape(segment)?;
        match segment.trim_end_matches(".git") {
            "" | "." => {}
            ".." => drop(segments.pop()),
            name if name != segment => {
                segments.push(format!("{name}.git"));
                break;
            }
            _ => segments.push(segment),
        }
    }
    Ok(segments)
}

/// Decodes escapes of characters that need none; escaped control characters are an error.
fn unescape(segment: &str) -> Result<String, RepoUrlError> {
    let mut plain = String::with_capacity(segment.len());
    let mut rest = segment;
    while let Some((before, after)) = rest.split_once('%') {
        plain.push_str(before);
        match after.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).map(char::from) {
            Some(c) if c.is_ascii_control() => return Err(RepoUrlError::Characters),
            Some(c) if c.is_ascii_alphanumeric() || "-._~".contains(c) => {
                plain.push(c);
                rest = &after[2..];
            }
            _ => {
                plain.push('%');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    Ok(plain)
}

fn region(query: &str) -> Option<String> {
    let value = query.split('&').find_map(|pair| pair.strip_prefix("region="))?;
    is_region(value).then(|| value.to_ascii_lowercase())
}

fn is_region(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}
