//! Calls to Coder with the account's session.

use super::Account;
use crate::browser::{Failure, Transport};
use coder_core::endpoint::Call;
use coder_core::session::{Credential, Event};
use coder_core::{Error, SessionToken};
use serde_json::Value;
use web_sys::AbortSignal;

impl Account {
    /// Makes a call with the session, and revalidates the session if Coder refuses it.
    ///
    /// # Errors
    /// The classified error; [`Failure::Canceled`] once the caller aborts, and without a session.
    pub(crate) async fn call(&self, call: &Call, abort: &AbortSignal) -> Result<Value, Failure> {
        let (credential, token) = self.token().await?;
        let result = self.transport().json(call, Some(&token), abort).await;
        if let Err(Failure::Error(Error::Unauthorized(_))) = &result
            && self.credential().as_ref() == Some(&credential)
        {
            self.dispatch(Event::Rejected);
        }
        result
    }

    /// Fetches an image of the deployment's with the session; as a `data:` URL.
    ///
    /// # Errors
    /// As [`Account::call`].
    pub(crate) async fn image(&self, path: &str, abort: &AbortSignal) -> Result<String, Failure> {
        let (_, token) = self.token().await?;
        self.transport().image(&Call::icon(path), Some(&token), abort).await
    }

    /// What the session rests on, and the token for the next call: the host's is asked for each time, so that
    /// the host may refresh it.
    async fn token(&self) -> Result<(Credential, SessionToken), Failure> {
        let credential = self.credential().ok_or(Failure::Canceled)?;
        if let Credential::Token(token) = &credential {
            return Ok((credential.clone(), token.clone()));
        }
        let asked = self.0.host.borrow().oauth().map(|oauth| oauth.ask(false));
        let asked = asked.ok_or(Failure::Canceled)?;
        match asked.token().await {
            Ok(Some(token)) => Ok((credential, token)),
            Ok(None) => {
                self.dispatch(Event::HostSignedOut);
                Err(Failure::Canceled)
            }
            Err(_) => Err(Error::Unreachable.into()),
        }
    }

    pub(super) fn transport(&self) -> Transport {
        Transport {
            host: self.0.host.borrow().clone(),
            proxy_path: self.0.proxy_path.clone(),
            timeout_ms: self.0.tuning.borrow().request_timeout_ms,
        }
    }
}
