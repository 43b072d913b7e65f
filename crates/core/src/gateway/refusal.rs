//! The answers that a gateway gives itself, in place of Coder.

use crate::error::{LINK_ENDED, NOT_LINKED, TOKEN_REFUSED};
use serde_json::{Value, json};

/// The reason why a gateway answers a request itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The request is none that the card makes.
    NotPassedOn,
    /// The configuration has no deployment of this id.
    UnknownDeployment,
    /// The text is not a session token.
    NotAToken,
    /// Coder refused the session token, with this reason.
    TokenRefused(String),
    /// The configuration has no OAuth application for the deployment.
    NoOAuth,
    /// The user has linked no account.
    NotLinked,
    /// Coder does not accept the user's credential any more.
    LinkEnded,
    /// Coder cannot be reached.
    Unreachable,
    /// Coder did not answer in time.
    TimedOut,
    /// Coder answered with a redirect, which a gateway does not follow.
    Redirected,
    /// The user has too many streams of live updates, or asked for none.
    NotFollowed,
    /// Too many links are refreshed at the moment; with the seconds after which the request may succeed.
    Busy(u32),
}

/// The delay after a refusal whose code alone is known, in seconds.
const BUSY_S: u32 = 60;

impl Refusal {
    /// Returns the refusal of a code, without Coder's reason.
    pub fn of(code: &str) -> Option<Self> {
        let all = [
            Self::NotPassedOn,
            Self::UnknownDeployment,
            Self::NotAToken,
            Self::TokenRefused(String::new()),
            Self::NoOAuth,
            Self::NotLinked,
            Self::LinkEnded,
            Self::Unreachable,
            Self::TimedOut,
            Self::Redirected,
            Self::NotFollowed,
            Self::Busy(BUSY_S),
        ];
        all.into_iter().find(|refusal| refusal.code() == code)
    }

    /// Returns the name of the refusal in the answer.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotPassedOn => "not_passed_on",
            Self::UnknownDeployment => "unknown_deployment",
            Self::NotAToken => "not_a_token",
            Self::TokenRefused(_) => TOKEN_REFUSED,
            Self::NoOAuth => "no_oauth",
            Self::NotLinked => NOT_LINKED,
            Self::LinkEnded => LINK_ENDED,
            Self::Unreachable => "unreachable",
            Self::TimedOut => "timed_out",
            Self::Redirected => "redirected",
            Self::NotFollowed => "not_followed",
            Self::Busy(_) => "busy",
        }
    }

    /// Returns the HTTP status of the answer. An ended link is no 401: that is Backstage's own, and signs the user out
    /// of the portal.
    pub fn status(&self) -> u16 {
        match self {
            Self::NotAToken | Self::TokenRefused(_) | Self::NotFollowed => 400,
            Self::NotPassedOn | Self::UnknownDeployment | Self::NoOAuth => 404,
            Self::NotLinked | Self::LinkEnded => 409,
            Self::Unreachable | Self::Redirected => 502,
            Self::Busy(_) => 503,
            Self::TimedOut => 504,
        }
    }

    /// Returns the `Retry-After` of the answer, in seconds.
    pub fn retry_after_s(&self) -> Option<u32> {
        match self {
            Self::Busy(seconds) => Some(*seconds),
            _ => None,
        }
    }

    /// Returns the JSON of the answer: `code`, and `message` and `detail` as in Coder's own errors.
    pub fn body(&self) -> Value {
        let (message, detail) = match self {
            Self::NotPassedOn => (
                "The gateway does not pass this request on.",
                "It passes on the requests of the Coder card only.",
            ),
            Self::UnknownDeployment => (
                "There is no Coder deployment of this id. The annotation coder.com/deployment of an entity names one of \
                 coder.deployments in app-config.yaml.",
                "",
            ),
            Self::NotAToken => (
                "This is not a session token.",
                "A session token has ten characters, a hyphen, and 22 characters.",
            ),
            Self::TokenRefused(reason) => ("Coder refused the session token.", reason.as_str()),
            Self::NoOAuth => (
                "No OAuth application is configured.",
                "coder.deployment.oauth in app-config.yaml has the application.",
            ),
            Self::NotLinked => ("No Coder account is linked.", "Link an account first."),
            Self::LinkEnded => ("The link to the Coder account has ended.", "Link the account again."),
            Self::Unreachable => ("Coder cannot be reached.", ""),
            Self::TimedOut => ("Coder did not answer in time.", ""),
            Self::Redirected => (
                "Coder answered with a redirect.",
                "The deployment's URL in app-config.yaml must be the one that it redirects to.",
            ),
            Self::NotFollowed => (
                "The gateway does not follow this.",
                "A user has at most 20 streams, and a stream has a list of topics.",
            ),
            Self::Busy(_) => ("Too many links to Coder are being refreshed.", "Try again in a minute."),
        };
        json!({ "code": self.code(), "message": message, "detail": detail })
    }
}

#[cfg(test)]
mod tests {
    use super::Refusal;
    use crate::error::{Error, Response, Unavailable, json};
    use crate::request::Method;

    #[test]
    fn a_refusal_is_found_by_its_code() {
        for code in [
            "not_passed_on",
            "unknown_deployment",
            "not_a_token",
            "token_refused",
            "no_oauth",
            "not_linked",
            "link_ended",
            "unreachable",
            "timed_out",
            "redirected",
            "not_followed",
            "busy",
        ] {
            let refusal = Refusal::of(code);
            assert_eq!(refusal.as_ref().map(Refusal::code), Some(code));
            assert_eq!(refusal.map(|it| it.body()["code"].clone()), Some(code.into()));
        }
        assert_eq!(Refusal::of("other"), None);
    }

    #[test]
    fn the_card_reads_a_refusal_as_what_it_says_of_the_link() {
        let read = |refusal: &Refusal| {
            let answer = Response {
                method: Method::Get,
                status: refusal.status(),
                content_type: "application/json".to_owned(),
                body: refusal.body().to_string(),
                is_marked: false,
                retry_after_ms: refusal.retry_after_s().map(|seconds| seconds * 1_000),
            };
            json(&answer).err()
        };
        assert_eq!(read(&Refusal::NotLinked), Some(Error::NotLinked));
        assert!(matches!(read(&Refusal::LinkEnded), Some(Error::Unauthorized(_))));
        let refused = Refusal::TokenRefused("It has expired.".to_owned());
        assert_eq!(read(&refused), Some(Error::Unauthorized("It has expired.".to_owned())));
        for refusal in [Refusal::Unreachable, Refusal::TimedOut, Refusal::Redirected] {
            assert!(matches!(read(&refusal), Some(Error::DeploymentUnavailable(_))), "{refusal:?}");
        }
        let busy = read(&Refusal::Busy(7));
        assert_eq!(busy, Some(Error::DeploymentUnavailable(Unavailable::Busy(7_000))));
        assert!(busy.is_some_and(|error| error.is_transient()));
    }

    #[test]
    fn no_refusal_is_taken_for_the_portals_own_401() {
        for refusal in [Refusal::NotLinked, Refusal::LinkEnded, Refusal::TokenRefused("no".to_owned())] {
            assert_ne!(refusal.status(), 401);
        }
        assert_eq!(Refusal::TokenRefused("It has expired.".to_owned()).body()["detail"], "It has expired.");
    }
}
