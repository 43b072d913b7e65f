//! Repository addresses, from which the repository of an entity is determined.
//!
//! Backstage's source location is the URL of a *directory* in a forge's web interface, in a format that differs
//! between forges; a workspace has the address that its user typed or cloned. Both are converted to one canonical
//! form, and a query includes all variants of the address. The rules of each forge are data, in the table of `forge`.

mod address;
mod error;
mod forge;
mod pattern;

pub use error::RepoUrlError;

use address::{Address, Scheme};
use forge::{FORGES, Forge};
use pattern::{Captures, fits};
use std::fmt;

/// A repository's address in the canonical form, which git accepts.
///
/// The canonical form has a scheme, a lower-case host and a path. It has no user, query, fragment or trailing slash,
/// and no `.git` unless the address would otherwise be read as that of a page.
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
    name: String,
    variants: Vec<String>,
}

impl RepoUrl {
    /// Parses an address of a repository, or of a directory or file in one, in any form that forges and git use.
    ///
    /// # Errors
    /// Returns [`RepoUrlError`] with the reason.
    pub fn parse(address: &str) -> Result<Self, RepoUrlError> {
        let address = address.trim();
        let (found, itself) = AddressMatch::of(&Address::parse(address)?)?.settled()?;
        let url = match itself {
            Some(_) => found.git.clone(),
            None => format!("{}.git", found.git),
        };
        let (forge, mut captures) = match (found.forge.clones, itself) {
            ([], Some(other)) => (other.forge, other.captures),
            (_, Some(other)) => (found.forge, other.captures.with(found.captures)),
            (_, None) => (found.forge, found.captures),
        };
        captures.set("git", found.git.as_str());
        captures.set("path", found.git.splitn(4, '/').nth(3).unwrap_or_default());
        let name = captures.get("r").unwrap_or_default().to_owned();
        let variants = variants_of(&url, &found.git, forge, &captures, address);
        Ok(Self { url, name, variants })
    }

    /// Returns the canonical form.
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// Returns the repository's display name: its path without the leading owner, project or group.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the addresses by which a workspace may refer to this repository.
    ///
    /// The canonical form comes first, then the likeliest ones: the forge's clone addresses, its other addresses, and
    /// the address as it was given.
    pub fn variants(&self) -> &[String] {
        &self.variants
    }
}

impl fmt::Display for RepoUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

/// The row of the forge table that matches an address, and the address that git takes.
struct AddressMatch {
    forge: &'static Forge,
    captures: Captures,
    git: String,
}

impl AddressMatch {
    /// Resolves the git address until it is stable, i.e. resolves to itself.
    ///
    /// Returns `self` with the match of the stable address, or with `None` if the address is stable only with `.git`
    /// appended. A git address that is not stable is that of another page, which is resolved in turn.
    fn settled(mut self) -> Result<(Self, Option<Self>), RepoUrlError> {
        const DEEPEST: usize = 8;
        for _ in 0..DEEPEST {
            let again = Self::of(&Address::parse(&self.git)?)?;
            if again.git == self.git {
                return Ok((self, Some(again)));
            }
            let with_git =
                Address::parse(&format!("{}.git", self.git)).and_then(|address| Self::of(&address));
            if with_git.is_ok_and(|with_git| with_git.git == self.git) {
                return Ok((self, None));
            }
            self = again;
        }
        Err(RepoUrlError::Path)
    }

    fn of(address: &Address) -> Result<Self, RepoUrlError> {
        let host = address.host.strip_prefix("www.").unwrap_or(&address.host);
        let labels: Vec<&str> = host.split('.').collect();
        let segments: Vec<&str> = address.segments.iter().map(String::as_str).collect();
        // A `.git` suffix marks the end of the repository's path, so guesses are skipped.
        let ends_in_git = segments.last().is_some_and(|last| last.ends_with(".git"));
        for forge in FORGES {
            let of_host = forge.hosts.iter().find_map(|pattern| {
                let mut captures = Captures::default();
                fits(pattern, '.', &labels, true, &mut captures).then_some(captures)
            });
            let is_known = of_host.is_some();
            if !is_known && !forge.hosts.is_empty() {
                continue;
            }
            let mut captures = Captures::default();
            if let Some(region) = &address.region {
                captures.set("region", region.as_str());
            }
            let captures = captures.with(of_host.unwrap_or_default());
            for (page, git) in forge.pages {
                let (page, is_guess) = page.strip_prefix('?').map_or((*page, false), |page| (page, true));
                if is_guess && ends_in_git {
                    continue;
                }
                let mut captures = captures.clone();
                if !fits(page, '/', &segments, false, &mut captures) {
                    continue;
                }
                captures.describe(address, host);
                let git = captures.fill(git).filter(|git| !git.is_empty()).ok_or(RepoUrlError::Path)?;
                return Ok(Self { forge, captures, git });
            }
            if is_known {
                return Err(RepoUrlError::Path);
            }
        }
        Err(RepoUrlError::Path)
    }
}

impl Captures {
    /// Adds the placeholders that describe the address itself.
    fn describe(&mut self, address: &Address, host: &str) {
        let scheme = if address.scheme == Scheme::Http { "http" } else { "https" };
        let authority = address.authority();
        self.set("base", format!("{scheme}://{authority}"));
        self.set("host", authority);
        if !host.starts_with('[') {
            self.set("ssh", host);
        }
        if self.get("+at").is_none() {
            self.set("+at", "");
        }
    }
}

/// Returns the addresses for [`RepoUrl::variants`]. `git` is the address that git takes, without `.git`.
fn variants_of(url: &str, git: &str, forge: &Forge, captures: &Captures, address: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut push = |variant: String| {
        if !all.iter().any(|a| a.eq_ignore_ascii_case(&variant)) {
            all.push(variant);
        }
    };
    push(url.to_owned());
    push(git.to_owned());
    for other in [git.replacen("://www.", "://", 1), git.replacen("http://", "https://", 1)] {
        if other != git {
            push(format!("{other}.git"));
            push(other);
        }
    }
    for clone in forge.clones {
        captures.fill(clone).into_iter().for_each(&mut push);
    }
    // The given address is left out if it may hold a secret: in a query or fragment, or in a login other than an SSH
    // user.
    let login = address.split(['/', '?']).nth(2).and_then(|authority| authority.rsplit_once('@'));
    let is_ssh = !address.contains("://") || address.starts_with("ssh://");
    if !address.contains(['?', '#']) && login.is_none_or(|(login, _)| is_ssh && !login.contains(':')) {
        push(address.to_owned());
        if is_ssh {
            push(address.strip_suffix(".git").map_or_else(|| format!("{address}.git"), str::to_owned));
        }
    }
    all
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod variant_tests;
