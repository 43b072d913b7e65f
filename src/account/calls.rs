//! Calls to Coder with the account's session.

use super::Account;
use crate::browser::{Failure, Host, Limit, Transport};
use coder_core::endpoint::Call;
use coder_core::error::{self, Answer};
use coder_core::session::{Credential, Event};
use coder_core::wire::{PageReader, WorkspacesPage};
use coder_core::{Error, SessionToken};
use serde_json::Value;
use std::cell::RefCell;
use web_sys::AbortSignal;

/// An answer, and what the session rested on when it was asked for.
pub(crate) struct Answered {
    pub answer: Answer,
    credential: Credential,
}

impl Account {
    /// Makes a call with the session, and revalidates the session if Coder refuses it.
    ///
    /// # Errors
    /// The classified error; [`Failure::Canceled`] once the caller aborts, and without a session.
    pub(crate) async fn call(&self, call: &Call, abort: &AbortSignal) -> Result<Value, Failure> {
        let answered = self.answer(call, abort).await?;
        self.minding(error::json(&answered.answer), &answered.credential)
    }

    /// Makes a call with the session and does not look at the answer.
    ///
    /// # Errors
    /// As the transport's, and [`Failure::Canceled`] without a session.
    pub(crate) async fn answer(&self, call: &Call, abort: &AbortSignal) -> Result<Answered, Failure> {
        let (credential, token) = self.token(abort).await?;
        let answer = self.transport().answer(call, Some(&token), abort).await?;
        Ok(Answered { answer, credential })
    }

    /// An answer's page of workspaces; revalidates the session as [`Account::call`] does.
    ///
    /// # Errors
    /// As [`Account::call`].
    pub(crate) fn page(
        &self,
        answered: &Answered,
        reader: &RefCell<PageReader>,
    ) -> Result<WorkspacesPage, Failure> {
        // Revalidating calls the host, which may come back here.
        let page = error::page(&answered.answer, &mut reader.borrow_mut());
        self.minding(page, &answered.credential)
    }

    fn minding<T>(&self, result: Result<T, Error>, credential: &Credential) -> Result<T, Failure> {
        if let Err(Error::Unauthorized(_)) = &result
            && self.credential().as_ref() == Some(credential)
        {
            self.dispatch(Event::Rejected);
        }
        result.map_err(Failure::Error)
    }

    /// Fetches an icon's file of the deployment's, without the session; as a `data:` URL.
    ///
    /// # Errors
    /// As the transport's.
    pub(crate) async fn icon(&self, path: &str, abort: &AbortSignal) -> Result<String, Failure> {
        self.transport().icon(path, abort).await
    }

    /// What the session rests on, and the token for the next call: the host's is asked for each time, so that
    /// the host may refresh it.
    async fn token(&self, abort: &AbortSignal) -> Result<(Credential, SessionToken), Failure> {
        let credential = self.credential().ok_or(Failure::Canceled)?;
        if let Credential::Token(token) = &credential {
            return Ok((credential.clone(), token.clone()));
        }
        let limit = Limit::start(abort, self.0.tuning.borrow().request_timeout_ms)?;
        let oauth = self.host().oauth().ok_or(Failure::Canceled)?;
        match oauth.ask(false).token(&limit).await? {
            Ok(Some(token)) => Ok((credential, token)),
            Ok(None) => {
                self.dispatch(Event::HostSignedOut);
                Err(Failure::Canceled)
            }
            Err(_) => Err(Error::Unreachable.into()),
        }
    }

    /// The host as it is now. A clone, because its functions may come back to the account and bring another one.
    pub(super) fn host(&self) -> Host {
        self.0.host.borrow().clone()
    }

    pub(super) fn transport(&self) -> Transport {
        Transport {
            host: self.host(),
            proxy_path: self.0.proxy_path.clone(),
            timeout_ms: self.0.tuning.borrow().request_timeout_ms,
        }
    }
}
