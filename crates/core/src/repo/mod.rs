//! Which repository an entity belongs to.
//!
//! Backstage's source location is a *directory* URL in a forge's web interface, different for every forge;
//! a workspace carries what someone typed or cloned. Both are brought to one form, and a search asks for
//! every spelling of it.

mod forge;

use std::fmt;

/// A repository's address in one form: `https://host/path`, lower-case host, no user, query, fragment,
/// trailing slash or `.git`.
///
/// ```
/// use coder_core::RepoUrl;
/// let repo = RepoUrl::parse("https://gitlab.com/grp/sub/x/-/blob/main/").unwrap();
/// assert_eq!(repo.as_str(), "https://gitlab.com/grp/sub/x");
/// assert_eq!(repo.name(), "sub/x");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RepoUrl {
    url: String,
    host_len: usize,
    /// The address as given, if a person might have used just that as a parameter.
    raw: String,
}

/// Why an address is not a repository's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotARepo {
    /// Neither http(s), nor git or ssh, nor `user@host:path`.
    Scheme,
    /// No host, or characters no host has.
    Host,
    /// Nothing behind the host.
    Path,
    /// White space or control characters inside.
    Characters,
}

impl fmt::Display for NotARepo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scheme => "an http(s), git or ssh address is needed",
            Self::Host => "the address has no host",
            Self::Path => "the address names a host but no repository",
            Self::Characters => "the address has white space in it",
        })
    }
}

impl std::error::Error for NotARepo {}

impl RepoUrl {
    /// Reads any address of a repository, or of a directory or file in one, that forges and git use.
    ///
    /// # Errors
    /// [`NotARepo`] says what is missing.
    pub fn parse(address: &str) -> Result<Self, NotARepo> {
        let raw = address.trim();
        if raw.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(NotARepo::Characters);
        }
        let (host, port, path, scheme) = split(raw)?;
        if !is_host(host) {
            return Err(NotARepo::Host);
        }
        let host = host.to_ascii_lowercase();
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let (mut host, mut path) = repository(&host, port, scheme, path);
        // What taking `.git` away lays bare may be something to take away in turn.
        loop {
            let (next_host, next) = repository(&host, port, Scheme::Http, &path);
            if (&next_host, &next) == (&host, &path) {
                break;
            }
            (host, path) = (next_host, next);
        }
        if path.is_empty() {
            return Err(NotARepo::Path);
        }
        let authority = match (port, scheme) {
            (Some(port), Scheme::Http) => format!("{host}:{port}"),
            _ => host,
        };
        let url = format!("https://{authority}/{path}");
        // An address with credentials in it is never repeated.
        let has_login = raw.contains("://") && raw.contains('@');
        let raw = if has_login { url.clone() } else { raw.to_owned() };
        Ok(Self { host_len: "https://".len() + authority.len(), url, raw })
    }

    /// The one form.
    pub fn as_str(&self) -> &str {
        &self.url
    }

    fn host(&self) -> &str {
        &self.url["https://".len()..self.host_len]
    }

    fn path(&self) -> &str {
        &self.url[self.host_len + 1..]
    }

    /// What to call the repository on screen: its path without the owner, project or group it starts with.
    pub fn name(&self) -> &str {
        forge::name(self.path())
    }

    /// Every spelling under which a workspace may carry this repository, the one form first: with and
    /// without `.git` and the trailing slash, over ssh, other addresses the forge has for it, and the
    /// address as it was given. Spellings that Coder's search cannot express are left out.
    pub fn spellings(&self) -> Vec<String> {
        let mut all = Vec::new();
        let mut push = |s: String| {
            if crate::search::is_param_value(&s) && !all.iter().any(|a: &String| a.eq_ignore_ascii_case(&s)) {
                all.push(s);
            }
        };
        for url in std::iter::once(self.url.clone()).chain(forge::aliases(self.host(), self.path())) {
            push(url.clone());
            push(format!("{url}.git"));
            push(format!("{url}/"));
        }
        let host = self.host().split(':').next().unwrap_or_default();
        push(format!("git@{host}:{}.git", forge::ssh_path(self.path())));
        push(self.raw.clone());
        all
    }
}

impl fmt::Display for RepoUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

/// A name, or an IPv6 address in brackets.
fn is_host(host: &str) -> bool {
    match host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(address) => address.chars().all(|c| c.is_ascii_hexdigit() || c == ':' || c == '.'),
        None => !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c)),
    }
}

/// Host and path of the repository that a path lies in.
fn repository(host: &str, port: Option<u16>, scheme: Scheme, path: &str) -> (String, String) {
    let segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty() && *s != ".").collect();
    let (host, segments) = forge::repository(host, port, scheme, &segments);
    let mut path = segments.join("/");
    while let Some(shorter) = path.strip_suffix(".git").or_else(|| path.strip_suffix('/')) {
        path.truncate(shorter.len());
    }
    (host, path)
}

/// How the address was written, as far as it changes its meaning.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Http,
    Ssh,
}

type Parts<'a> = (&'a str, Option<u16>, &'a str, Scheme);

fn split(address: &str) -> Result<Parts<'_>, NotARepo> {
    let Some((scheme, rest)) = address.split_once("://") else {
        // scp form: user@host:path
        let (login, path) = address.split_once(':').ok_or(NotARepo::Scheme)?;
        let (_, host) = login.rsplit_once('@').ok_or(NotARepo::Scheme)?;
        if host.is_empty() || host.contains('/') {
            return Err(NotARepo::Host);
        }
        return Ok((host, None, path, Scheme::Ssh));
    };
    let (kind, default_port) = match scheme.to_ascii_lowercase().as_str() {
        "https" | "git+https" => (Scheme::Http, 443),
        "http" | "git+http" => (Scheme::Http, 80),
        "ssh" | "git+ssh" | "git" => (Scheme::Ssh, 22),
        _ => return Err(NotARepo::Scheme),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let authority = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !host.is_empty() && !port.ends_with(']') => {
            (host, Some(port.parse::<u16>().map_err(|_| NotARepo::Host)?))
        }
        _ => (authority, None),
    };
    Ok((host, port.filter(|p| *p != default_port), path, kind))
}

#[cfg(test)]
mod tests;
