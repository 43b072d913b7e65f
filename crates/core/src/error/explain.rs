//! From an error to what the screen says: what happened, what it means, and the one button that helps.

use super::{Error, Party, Said, Unavailable};
use crate::session::SignInProblem;
use crate::text::Text;

/// What to offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Help {
    /// Ask again.
    Retry,
    /// Enter another session token.
    SignIn,
    /// Load the page anew, so that Backstage signs its user in.
    Reload,
    /// Change what was typed.
    Edit,
}

/// An error for the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What happened.
    pub title: Text,
    /// What it means for the user and what to do.
    pub advice: Text,
    /// What the server said about it, as text; empty if nothing worth showing.
    pub detail: String,
    /// Lines to add to Backstage's `app-config.yaml`, where that is the cure.
    pub yaml: Option<&'static str>,
    /// What to offer.
    pub help: Help,
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
    /// For what is not asked again by itself: a write is sent once.
    #[must_use]
    pub fn by_hand(self) -> Self {
        let advice = match self.advice {
            Text::OfflineAdvice => Text::OfflineByHand,
            Text::UnreachableAdvice => Text::UnreachableByHand,
            Text::RateLimitedAdvice => Text::RateLimitedByHand,
            Text::UnavailableAdvice => Text::UnavailableByHand,
            Text::GatewayAdvice => Text::GatewayByHand,
            other => other,
        };
        Self { advice, ..self }
    }
}

/// Explains an error; what may pass is taken to be asked again by itself, as lists and sessions are.
pub fn explain(error: &Error) -> Explanation {
    use Text as T;
    let say = |title, advice, help| Explanation { title, advice, help, detail: String::new(), yaml: None };
    let base = match error {
        Error::Offline => say(T::OfflineTitle, T::OfflineAdvice, Help::Retry),
        Error::Timeout => say(T::TimeoutTitle, T::UnavailableAdvice, Help::Retry),
        Error::Unreachable => say(T::UnreachableTitle, T::UnreachableAdvice, Help::Retry),
        Error::HostSignedOut => say(T::HostSignedOutTitle, T::HostSignedOutAdvice, Help::Reload),
        Error::Unauthorized(_) => say(T::InvalidToken, T::InvalidTokenAdvice, Help::SignIn),
        Error::HostSignIn(SignInProblem::Closed) => {
            say(T::SignInClosedTitle, T::SignInClosedAdvice, Help::SignIn)
        }
        Error::HostSignIn(SignInProblem::Blocked) => {
            say(T::SignInBlockedTitle, T::SignInBlockedAdvice, Help::SignIn)
        }
        Error::HostSignIn(SignInProblem::Refused(_)) => {
            say(T::SignInRefusedTitle, T::SignInRefusedAdvice, Help::SignIn)
        }
        Error::HostHasNoToken => say(T::HostHasNoTokenTitle, T::HostHasNoTokenAdvice, Help::SignIn),
        Error::TokenNotForwarded => say(T::TokenNotForwardedTitle, T::AskAdminYaml, Help::Retry),
        Error::Forbidden(_) => say(T::ForbiddenTitle, T::ForbiddenAdvice, Help::Retry),
        Error::LinkLacks { .. } => say(T::LinkLacksTitle, T::LinkLacksAdvice, Help::SignIn),
        Error::NotFound(_) | Error::Gone(_) => say(T::NotFoundTitle, T::NotFoundAdvice, Help::Retry),
        Error::RouteMissing => say(T::RouteMissingTitle, T::RouteMissingAdvice, Help::Retry),
        Error::Conflict(_) | Error::NotYet(_) => say(T::ConflictTitle, T::ConflictAdvice, Help::Retry),
        Error::Validation(_) => say(T::ValidationTitle, T::ValidationAdvice, Help::Edit),
        Error::StrayPath(_) => say(T::StrayPathTitle, T::StrayPathAdvice, Help::Edit),
        Error::RateLimited(_) => say(T::RateLimitedTitle, T::RateLimitedAdvice, Help::Retry),
        Error::MethodBlocked(_) => say(T::MethodBlockedTitle, T::AskAdminYaml, Help::Retry),
        Error::ProxyMissing => say(T::ProxyMissingTitle, T::AskAdminYaml, Help::Retry),
        Error::DeploymentUnavailable(Unavailable::Gateway(_) | Unavailable::Busy(_)) => {
            say(T::UnavailableTitle, T::UnavailableAdvice, Help::Retry)
        }
        Error::DeploymentUnavailable(Unavailable::NotJson) => {
            say(T::NotJsonTitle, T::NotJsonAdvice, Help::Retry)
        }
        Error::NotCoder { by: Party::Gateway, .. } => say(T::GatewayTitle, T::GatewayAdvice, Help::Retry),
        Error::NotCoder { status: 500.., .. } => say(T::BackstageTitle, T::UnavailableAdvice, Help::Retry),
        Error::NotCoder { .. } => say(T::BackstageTitle, T::UnavailableByHand, Help::Retry),
        Error::Server(_) => say(T::ServerTitle, T::UnavailableAdvice, Help::Retry),
        Error::InvalidResponse(_) => say(T::InvalidResponseTitle, T::InvalidResponseAdvice, Help::Retry),
        Error::PartMissing => say(T::PartMissingTitle, T::PartMissingAdvice, Help::Retry),
        Error::Unexpected { .. } => say(T::UnexpectedTitle, T::UnavailableByHand, Help::Retry),
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
        Error::Unauthorized(reason) | Error::HostSignIn(SignInProblem::Refused(reason)) => reason.clone(),
        Error::MethodBlocked(method) => method.as_str().to_owned(),
        Error::StrayPath(path) => path.clone(),
        Error::InvalidResponse(malformed) => malformed.to_string(),
        Error::DeploymentUnavailable(Unavailable::Gateway(status)) => format!("HTTP {status}"),
        Error::LinkLacks { permission, .. } => (*permission).to_owned(),
        other => other.said().map(said).unwrap_or_default(),
    }
}

/// The fields first, each with what is wrong; else the message with its detail.
fn said(said: &Said) -> String {
    if !said.fields.is_empty() {
        let fields: Vec<String> = said.fields.iter().map(|f| format!("{}: {}", f.field, f.detail)).collect();
        return fields.join("; ");
    }
    match (said.message.as_str(), said.detail.as_str()) {
        ("", detail) => detail.to_owned(),
        (message, "") => message.to_owned(),
        (message, detail) => format!("{message} {detail}"),
    }
}
