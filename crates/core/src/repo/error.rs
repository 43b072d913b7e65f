//! The reasons why an address is not that of a repository.

use crate::i18n::Message;
use std::fmt;

/// The reason why an address is not that of a repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepoUrlError {
    /// The scheme is not http(s), git or SSH, and the form is not `user@host:path`.
    Scheme,
    /// The host is missing, or the host or port is invalid.
    Host,
    /// The path does not lead to a repository.
    Path,
    /// The address has white space, control characters or others that no address has.
    Characters,
}

impl RepoUrlError {
    /// Returns the message, which follows "is" in a sentence.
    pub fn text(self) -> Message {
        match self {
            Self::Scheme => Message::RepoNoScheme,
            Self::Host => Message::RepoNoHost,
            Self::Path => Message::RepoNoPath,
            Self::Characters => Message::RepoCharacters,
        }
    }
}

impl fmt::Display for RepoUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().en())
    }
}

impl std::error::Error for RepoUrlError {}
