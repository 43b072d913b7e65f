//! Failures of a sign-in through the host.

/// The reason why a sign-in through the host failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInError {
    /// The user closed the window, or declined the sign-in.
    Closed,
    /// The browser did not open a window.
    Blocked,
    /// The sign-in was refused or failed otherwise, with the host's message.
    Refused(String),
}

impl SignInError {
    /// Classifies an error of the host by its name and message.
    ///
    /// Backstage rejects with `PopupRejectedError` if the window could not be opened, `PopupClosedError` if it was
    /// closed, and `RejectedError` if the user declined Backstage's own dialog.
    ///
    /// ```
    /// use coder_core::error::SignInError;
    /// assert_eq!(SignInError::of("PopupClosedError", "Login failed, popup was closed"), SignInError::Closed);
    /// ```
    pub fn of(name: &str, message: &str) -> Self {
        let lowercase = message.to_ascii_lowercase();
        match name {
            "PopupClosedError" | "RejectedError" => Self::Closed,
            "PopupRejectedError" if lowercase.contains("open") || lowercase.contains("block") => {
                Self::Blocked
            }
            _ if lowercase.contains("popup") && lowercase.contains("closed") => Self::Closed,
            _ if lowercase.contains("popup")
                && (lowercase.contains("block") || lowercase.contains("open")) =>
            {
                Self::Blocked
            }
            _ => Self::Refused(message.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backstages_errors_are_told_apart() {
        let of = SignInError::of;
        assert_eq!(of("PopupClosedError", "Login failed, popup was closed"), SignInError::Closed);
        assert_eq!(of("RejectedError", "Login failed, rejected by user"), SignInError::Closed);
        assert_eq!(of("PopupRejectedError", "Failed to open auth popup."), SignInError::Blocked);
        assert_eq!(of("Error", "Popup blocked by the browser"), SignInError::Blocked);
        let denied = "The resource owner denied the request (access_denied)";
        assert_eq!(of("PopupRejectedError", denied), SignInError::Refused(denied.into()));
    }

    #[test]
    fn an_error_without_backstages_name_is_told_by_its_words() {
        let of = SignInError::of;
        assert_eq!(of("Error", "The Popup was closed"), SignInError::Closed);
        assert_eq!(of("Error", "Could not open popup"), SignInError::Blocked);
        assert_eq!(of("PopupRejectedError", "blocked"), SignInError::Blocked);
        assert_eq!(of("PopupRejectedError", "could not open"), SignInError::Blocked);
        for other in ["connection closed", "request blocked", "cannot open file", "popup", "denied"] {
            assert_eq!(of("Error", other), SignInError::Refused(other.into()), "{other}");
        }
    }
}
