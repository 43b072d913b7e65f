//! Which repository an entity belongs to.
//!
//! Backstage's source location is a *directory* URL in a forge's web interface, different for every forge;
//! a workspace carries what someone typed or cloned. Both are brought to one form, and a search asks for
//! every spelling of it. What is particular to a forge stands in the table of `forge`, as data.

mod address;
mod forge;
mod pattern;

use crate::text::Text;
use address::{Address, Scheme};
use forge::{FORGES, Forge};
use pattern::{Captures, fits};
use std::fmt;

/// A repository's address in one form, which git takes: scheme, lower-case host and path; no user, query, fragment or
/// trailing slash, and no `.git` unless the address would be read as a page's without it.
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
    spellings: Vec<String>,
}

/// Why an address is not a repository's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotARepo {
    /// Neither http(s), nor git or ssh, nor `user@host:path`.
    Scheme,
    /// No host, or characters no host has.
    Host,
    /// A host, but no repository on it.
    Path,
    /// White space, control characters or others that no address has.
    Characters,
}

impl NotARepo {
    /// What is wrong, in words that follow "is".
    pub fn text(self) -> Text {
        match self {
            Self::Scheme => Text::RepoNoScheme,
            Self::Host => Text::RepoNoHost,
            Self::Path => Text::RepoNoPath,
            Self::Characters => Text::RepoCharacters,
        }
    }
}

impl fmt::Display for NotARepo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().english())
    }
}

impl std::error::Error for NotARepo {}

impl RepoUrl {
    /// Reads any address of a repository, or of a directory or file in one, that forges and git use.
    ///
    /// # Errors
    /// [`NotARepo`] says what is missing.
    pub fn parse(address: &str) -> Result<Self, NotARepo> {
        let given = address.trim();
        let (found, itself) = Found::of(&Address::parse(given)?)?.settled()?;
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
        let spellings = spellings(&url, &found.git, forge, &captures, given);
        Ok(Self { url, name, spellings })
    }

    /// The one form.
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// What to call the repository on screen: its path without the owner, project or group it starts with.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The addresses under which a workspace may carry this repository, the one form first, then the likeliest: those
    /// that the forge's clone button gives, other addresses it has, and the address as it was given. Those that Coder's
    /// search cannot express are left out.
    pub fn spellings(&self) -> &[String] {
        &self.spellings
    }
}

impl fmt::Display for RepoUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

/// The forge whose page an address is, and the address that git takes for it.
struct Found {
    forge: &'static Forge,
    captures: Captures,
    git: String,
}

impl Found {
    /// With what the address that git takes is read as, where that is itself; without where it is only with `.git`
    /// behind it. Where it is neither, it is a page in turn.
    fn settled(mut self) -> Result<(Self, Option<Self>), NotARepo> {
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
        Err(NotARepo::Path)
    }

    fn of(address: &Address) -> Result<Self, NotARepo> {
        let host = address.host.strip_prefix("www.").unwrap_or(&address.host);
        let labels: Vec<&str> = host.split('.').collect();
        let segments: Vec<&str> = address.segments.iter().map(String::as_str).collect();
        // Then the repository ends there, whatever its name looks like.
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
                let git = captures.fill(git).filter(|git| !git.is_empty()).ok_or(NotARepo::Path)?;
                return Ok(Self { forge, captures, git });
            }
            if is_known {
                return Err(NotARepo::Path);
            }
        }
        Err(NotARepo::Path)
    }
}

impl Captures {
    /// Adds what templates may say of the address itself.
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

/// What [`RepoUrl::spellings`] says: `git` is the address that git takes, without `.git`.
fn spellings(url: &str, git: &str, forge: &Forge, captures: &Captures, given: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut push = |spelling: String| {
        if crate::search::is_param_value(&spelling) && !all.iter().any(|a| a.eq_ignore_ascii_case(&spelling))
        {
            all.push(spelling);
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
    // What may be a secret is not repeated: a query, or a login other than ssh's user.
    let login = given.split(['/', '?']).nth(2).and_then(|authority| authority.rsplit_once('@'));
    let is_ssh = !given.contains("://") || given.starts_with("ssh://");
    if !given.contains(['?', '#']) && login.is_none_or(|(login, _)| is_ssh && !login.contains(':')) {
        push(given.to_owned());
        if is_ssh {
            push(given.strip_suffix(".git").map_or_else(|| format!("{given}.git"), str::to_owned));
        }
    }
    all
}

#[cfg(test)]
mod spelling_tests;
#[cfg(test)]
mod tests;
