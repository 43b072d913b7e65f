//! Coder's session token, a secret that is never displayed.

use std::fmt;

/// A session token of Coder's shape, `<10 characters>-<22 characters>`.
///
/// There is no `Display`, and `Debug` hides the value. Only [`SessionToken::secret`] exposes it, for the header of a
/// request through the proxy and for the token storage.
///
/// ```
/// use coder_core::SessionToken;
/// let token = SessionToken::parse("  abcdefghij-0123456789abcdefghijkl\n").unwrap();
/// assert_eq!(format!("{token:?}"), "SessionToken(…)");
/// assert_eq!(token.key_id(), "abcdefghij");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(String);

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

/// The reason why a text is not a session token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenError {
    /// The text is empty.
    Empty,
    /// The text is not two groups of ASCII letters and digits, 10 and 22 long, joined by a hyphen.
    Shape,
}

const ID_LENGTH: usize = 10;
const SECRET_LENGTH: usize = 22;
/// The minimum length of a secret half that is redacted on its own.
const TELLING_LENGTH: usize = 8;

impl SessionToken {
    /// Parses a token that was entered or stored; surrounding white space is dropped.
    ///
    /// # Errors
    /// Returns [`TokenError`], which does not contain the text.
    pub fn parse(text: &str) -> Result<Self, TokenError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TokenError::Empty);
        }
        let part = |s: &str, length| s.len() == length && s.bytes().all(|b| b.is_ascii_alphanumeric());
        match text.split_once('-') {
            Some((id, secret)) if part(id, ID_LENGTH) && part(secret, SECRET_LENGTH) => {
                Ok(Self(text.to_owned()))
            }
            _ => Err(TokenError::Shape),
        }
    }

    /// Accepts an access token from the host's sign-in; `None` if the text is empty or not printable ASCII.
    ///
    /// The shape is not checked here: the host issues the token, which is used for one request.
    pub fn from_host(text: &str) -> Option<Self> {
        let text = text.trim();
        let sound = !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic());
        sound.then(|| Self(text.to_owned()))
    }

    /// Returns the token itself, only for the `Coder-Session-Token` header and the token storage.
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// Returns the ID of the API key: the part before the hyphen, which is not secret.
    pub fn key_id(&self) -> &str {
        self.parts().0
    }

    fn parts(&self) -> (&str, &str) {
        self.0.split_once('-').unwrap_or(("", &self.0))
    }

    /// Returns the text without this token, and without its secret half if that has at least 8 characters.
    ///
    /// A shorter half would also match where no secret was written.
    pub fn redact(&self, text: &str) -> String {
        let text = text.replace(&self.0, "…");
        let half = self.parts().1;
        if half.len() < TELLING_LENGTH { text } else { text.replace(half, "…") }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    const GOOD: &str = "abcdefghij-0123456789abcdefghijkl";

    #[test]
    fn white_space_around_a_pasted_token_is_dropped() {
        assert_eq!(SessionToken::parse(&format!(" \t{GOOD}\r\n")).unwrap().secret(), GOOD);
    }

    #[test]
    fn other_shapes_are_refused() {
        assert_eq!(SessionToken::parse("  "), Err(TokenError::Empty));
        for bad in [
            "x",
            "abcdefghij",
            "abcdefghij-short",
            "abcdefghij 0123456789abcdefghijkl",
            "abcdefghij-0123456789-bcdefghijkl",
            "abcdefghi-0123456789abcdefghijklm",
            "äbcdefghi-0123456789abcdefghijkl",
            "Bearer abcdefghij-0123456789abcdefghijkl",
        ] {
            assert_eq!(SessionToken::parse(bad), Err(TokenError::Shape), "{bad}");
        }
    }

    #[test]
    fn redacting_takes_out_the_token_and_its_secret_half() {
        let token = SessionToken::parse(GOOD).unwrap();
        assert_eq!(token.redact(&format!("key {GOOD} and 0123456789abcdefghijkl.")), "key … and ….");
        assert_eq!(token.key_id(), "abcdefghij");
    }

    #[test]
    fn a_hosts_access_token_is_taken_as_it_is() {
        assert_eq!(SessionToken::from_host(" coder_abc "), SessionToken::from_host("coder_abc"));
        assert_eq!(SessionToken::from_host(""), None, "the host has no session");
        assert_eq!(SessionToken::from_host("two words"), None);
        let token = SessionToken::from_host("nohyphen").unwrap();
        assert_eq!(token.key_id(), "");
        assert_eq!(token.redact("x nohyphen y"), "x … y");
    }

    #[test]
    fn redacting_takes_nothing_else_out() {
        for (token, text, left) in [
            ("coder_abc-", "got coder_abc- and no more", "got … and no more"),
            ("-", "a-b", "a…b"),
            ("abcdefghij-x", "next: abcdefghij-x", "next: …"),
            ("abcdefghij-1234567", "1234567 abcdefghij-1234567", "1234567 …"),
            ("abcdefghij-12345678", "12345678 abcdefghij", "… abcdefghij"),
        ] {
            assert_eq!(SessionToken::from_host(token).unwrap().redact(text), left, "{token}");
        }
    }

    #[test]
    fn debug_shows_nothing() {
        assert!(!format!("{:?}", SessionToken::parse(GOOD)).contains("abc"));
    }
}
