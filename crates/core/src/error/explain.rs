//! Explains an error to the user: its title, advice and remedy.

use super::kinds::{Error, Party, ServerMessage, Unavailable};
use super::sign_in::SignInError;
use crate::i18n::Message;
use std::fmt;

/// The remedy that a notice offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Sends the request again.
    Retry,
    /// Asks for another session token.
    SignIn,
    /// Reloads the page, so that Backstage signs in its user.
    Reload,
    /// Lets the user change the input.
    Edit,
}

/// An error as it is shown on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The title of the error.
    pub title: Message,
    /// The explanation and the recommended fix.
    pub advice: Message,
    /// The server's error message, as text; empty if there is none worth showing.
    pub detail: String,
    /// The lines to add to Backstage's `app-config.yaml`, if they fix the error.
    pub yaml: Option<&'static str>,
    /// The remedy to offer.
    pub remedy: Remedy,
}

const PROXY_YAML: &str = "proxy:
  endpoints:
    '/coder':
      target: 'https://coder.example.com/'
      changeOrigin: true
      allowedMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
      allowedHeaders: ['Coder-Session-Token']";
const METHODS_YAML: &str = "allowedMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']";
const HEADERS_YAML: &str = "allowedHeaders: ['Coder-Session-Token']";

impl Explanation {
    /// Replaces advice that promises an automatic retry, for requests that are not retried, such as writes.
    #[must_use]
    pub fn without_auto_retry(self) -> Self {
        let advice = match self.advice {
            Message::OfflineAdvice => Message::OfflineByHand,
            Message::UnreachableAdvice => Message::UnreachableByHand,
            Message::RateLimitedAdvice => Message::RateLimitedByHand,
            Message::UnavailableAdvice => Message::UnavailableByHand,
            Message::GatewayAdvice => Message::GatewayByHand,
            other => other,
        };
        Self { advice, ..self }
    }
}

/// Explains an error. The advice assumes that transient errors are retried automatically, as for lists and sessions.
pub fn explain(error: &Error) -> Explanation {
    use Message as T;
    let say =
        |title, advice, help| Explanation { title, advice, remedy: help, detail: String::new(), yaml: None };
    let base = match error {
        Error::Offline => say(T::OfflineTitle, T::OfflineAdvice, Remedy::Retry),
        Error::Timeout => say(T::TimeoutTitle, T::UnavailableAdvice, Remedy::Retry),
        Error::Unreachable => say(T::UnreachableTitle, T::UnreachableAdvice, Remedy::Retry),
        Error::HostSignedOut => say(T::HostSignedOutTitle, T::HostSignedOutAdvice, Remedy::Reload),
        Error::Unauthorized(_) | Error::NotLinked => {
            say(T::InvalidToken, T::InvalidTokenAdvice, Remedy::SignIn)
        }
        Error::HostSignIn(SignInError::Closed) => {
            say(T::SignInClosedTitle, T::SignInClosedAdvice, Remedy::SignIn)
        }
        Error::HostSignIn(SignInError::Blocked) => {
            say(T::SignInBlockedTitle, T::SignInBlockedAdvice, Remedy::SignIn)
        }
        Error::HostSignIn(SignInError::Refused(_)) => {
            say(T::SignInRefusedTitle, T::SignInRefusedAdvice, Remedy::SignIn)
        }
        Error::HostHasNoToken => say(T::HostHasNoTokenTitle, T::HostHasNoTokenAdvice, Remedy::SignIn),
        Error::TokenNotForwarded => say(T::TokenNotForwardedTitle, T::AskAdminYaml, Remedy::Retry),
        Error::Forbidden(_) => say(T::ForbiddenTitle, T::ForbiddenAdvice, Remedy::Retry),
        Error::InsufficientScope { .. } => {
            say(T::InsufficientScopeTitle, T::InsufficientScopeAdvice, Remedy::SignIn)
        }
        Error::NotFound(_) | Error::Gone(_) => say(T::NotFoundTitle, T::NotFoundAdvice, Remedy::Retry),
        Error::EndpointUnsupported => say(T::RouteMissingTitle, T::RouteMissingAdvice, Remedy::Retry),
        Error::Conflict(_) | Error::PreconditionFailed(_) => {
            say(T::ConflictTitle, T::ConflictAdvice, Remedy::Retry)
        }
        Error::Validation(_) => say(T::ValidationTitle, T::ValidationAdvice, Remedy::Edit),
        Error::StrayPath(_) => say(T::StrayPathTitle, T::StrayPathAdvice, Remedy::Edit),
        Error::RateLimited(_) => say(T::RateLimitedTitle, T::RateLimitedAdvice, Remedy::Retry),
        Error::MethodBlocked(_) => say(T::MethodBlockedTitle, T::AskAdminYaml, Remedy::Retry),
        Error::ProxyMissing => say(T::ProxyMissingTitle, T::AskAdminYaml, Remedy::Retry),
        Error::DeploymentUnavailable(Unavailable::Gateway(_) | Unavailable::Busy(_)) => {
            say(T::UnavailableTitle, T::UnavailableAdvice, Remedy::Retry)
        }
        Error::DeploymentUnavailable(Unavailable::NotJson) => {
            say(T::NotJsonTitle, T::NotJsonAdvice, Remedy::Retry)
        }
        Error::NotCoder { by: Party::Gateway, .. } => say(T::GatewayTitle, T::GatewayAdvice, Remedy::Retry),
        Error::NotCoder { status: 500.., .. } => say(T::BackstageTitle, T::UnavailableAdvice, Remedy::Retry),
        Error::NotCoder { .. } => say(T::BackstageTitle, T::UnavailableByHand, Remedy::Retry),
        Error::Server(_) => say(T::ServerTitle, T::UnavailableAdvice, Remedy::Retry),
        Error::InvalidResponse(_) => say(T::InvalidResponseTitle, T::InvalidResponseAdvice, Remedy::Retry),
        Error::ChunkLoadFailed => say(T::PartMissingTitle, T::PartMissingAdvice, Remedy::Retry),
        Error::Unexpected { .. } => say(T::UnexpectedTitle, T::UnavailableByHand, Remedy::Retry),
    };
    Explanation { detail: detail(error), yaml: yaml(error), ..base }
}

fn yaml(error: &Error) -> Option<&'static str> {
    match error {
        Error::ProxyMissing => Some(PROXY_YAML),
        Error::MethodBlocked(_) => Some(METHODS_YAML),
        Error::TokenNotForwarded => Some(HEADERS_YAML),
        _ => None,
    }
}

fn detail(error: &Error) -> String {
    match error {
        Error::Unauthorized(reason) | Error::HostSignIn(SignInError::Refused(reason)) => reason.clone(),
        Error::MethodBlocked(method) => method.as_str().to_owned(),
        Error::StrayPath(path) => path.clone(),
        Error::InvalidResponse(malformed) => malformed.to_string(),
        Error::DeploymentUnavailable(Unavailable::Gateway(status)) => format!("HTTP {status}"),
        Error::InsufficientScope { permission, .. } => (*permission).to_owned(),
        other => other.server_message().map(ServerMessage::to_string).unwrap_or_default(),
    }
}

/// The fields with their errors, else the message with its detail.
impl fmt::Display for ServerMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.fields.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{}: {}", error.field, error.detail)?;
        }
        match (self.message.as_str(), self.detail.as_str()) {
            _ if !self.fields.is_empty() => Ok(()),
            ("", text) | (text, "") => f.write_str(text),
            (message, detail) => write!(f, "{message} {detail}"),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let explanation = explain(self);
        f.write_str(explanation.title.en())?;
        if !explanation.detail.is_empty() {
            write!(f, " {}", explanation.detail)?;
        }
        Ok(())
    }
}
