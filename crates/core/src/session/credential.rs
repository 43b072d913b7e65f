//! What a session rests on: a token a person entered, or the host's own sign-in with Coder.

use super::SessionToken;

/// What a session rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// A session token, kept here.
    Token(SessionToken),
    /// The host signs in with Coder (OAuth) and is asked for an access token before each call; it is never
    /// kept here.
    Host,
}

impl From<SessionToken> for Credential {
    fn from(token: SessionToken) -> Self {
        Self::Token(token)
    }
}

/// Why signing in through the host came to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInProblem {
    /// The person closed the window.
    Closed,
    /// The browser did not open a window.
    Blocked,
    /// Refused, or anything else; in the host's words.
    Refused(String),
}

impl SignInProblem {
    /// Tells them apart by the name and message of the host's error: Backstage rejects with
    /// `PopupRejectedError` where the window could not be opened, `PopupClosedError` where it was closed, and
    /// `RejectedError` where its own dialog was turned down.
    ///
    /// ```
    /// use coder_core::session::SignInProblem;
    /// assert_eq!(SignInProblem::of("PopupClosedError", "Login failed, popup was closed"), SignInProblem::Closed);
    /// ```
    pub fn of(name: &str, message: &str) -> Self {
        let said = message.to_ascii_lowercase();
        match name {
            "PopupClosedError" | "RejectedError" => Self::Closed,
            "PopupRejectedError" if said.contains("open") || said.contains("block") => Self::Blocked,
            _ if said.contains("popup") && said.contains("closed") => Self::Closed,
            _ if said.contains("popup") && (said.contains("block") || said.contains("open")) => Self::Blocked,
            _ => Self::Refused(message.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backstages_errors_are_told_apart() {
        let of = SignInProblem::of;
        assert_eq!(of("PopupClosedError", "Login failed, popup was closed"), SignInProblem::Closed);
        assert_eq!(of("RejectedError", "Login failed, rejected by user"), SignInProblem::Closed);
        assert_eq!(of("PopupRejectedError", "Failed to open auth popup."), SignInProblem::Blocked);
        assert_eq!(of("Error", "Popup blocked by the browser"), SignInProblem::Blocked);
        let denied = "The resource owner denied the request (access_denied)";
        assert_eq!(of("PopupRejectedError", denied), SignInProblem::Refused(denied.into()));
    }

    #[test]
    fn an_error_without_backstages_name_is_told_by_its_words() {
        let of = SignInProblem::of;
        assert_eq!(of("Error", "The Popup was closed"), SignInProblem::Closed);
        assert_eq!(of("Error", "Could not open popup"), SignInProblem::Blocked);
        assert_eq!(of("PopupRejectedError", "blocked"), SignInProblem::Blocked);
        assert_eq!(of("PopupRejectedError", "could not open"), SignInProblem::Blocked);
        for other in ["connection closed", "request blocked", "cannot open file", "popup", "denied"] {
            assert_eq!(of("Error", other), SignInProblem::Refused(other.into()), "{other}");
        }
    }
}
