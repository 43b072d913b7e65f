//! Calls to Coder with the account's session.

use super::Account;
use crate::browser::{Failure, Host, Limit, Transport};
use coder_core::endpoint::Call;
use coder_core::error::{self, Answer};
use coder_core::json::Read as _;
use coder_core::session::{Credential, Event};
use coder_core::wire::{ApiKey, PageReader, WorkspacesPage};
use coder_core::{Error, SessionToken};
use serde_json::Value;
use std::cell::RefCell;
use web_sys::AbortSignal;

/// An answer, and what the session rested on when it was asked for.
pub(crate) struct Answered {
    pub answer: Answer,
    credential: Credential,
    token: SessionToken,
}

impl Account {
    /// Makes a call with the session, and revalidates the session if Coder refuses it.
    ///
    /// # Errors
    /// The classified error; [`Failure::Canceled`] once the caller aborts, and without a session.
    pub(crate) async fn call(&self, call: &Call, abort: &AbortSignal) -> Result<Value, Failure> {
        let answered = self.answer(call, abort).await?;
        match self.minding(error::json(&answered.answer), &answered.credential) {
            Err(Failure::Error(Error::Forbidden(said))) if self.is_limited(&answered.token, abort).await => {
                Err(Error::LinkLacks { permission: call.permission(), said }.into())
            }
            result => result,
        }
    }

    /// Whether the session's token is good for some calls only, so that a refusal need not be meant for the user.
    async fn is_limited(&self, token: &SessionToken, abort: &AbortSignal) -> bool {
        if let Some(known) = self.0.is_limited.get() {
            return known;
        }
        // What a host gives need not have the id of a key in it.
        if SessionToken::parse(token.secret()).is_err() {
            return false;
        }
        let epoch = self.epoch();
        let answer = self.transport().answer(&Call::api_key(token.key_id()), Some(token), abort).await;
        let is_limited = match answer.map(|answer| error::json(&answer)) {
            Ok(Ok(key)) => ApiKey::read(&key).ok().map(|key| key.is_limited),
            // Everybody may read their own keys.
            Ok(Err(Error::Forbidden(_) | Error::NotFound(_))) => Some(true),
            _ => None,
        };
        if self.epoch() == epoch {
            self.0.is_limited.set(is_limited);
        }
        is_limited.unwrap_or(false)
    }

    /// Makes a call with the session and does not look at the answer.
    ///
    /// # Errors
    /// As the transport's, and [`Failure::Canceled`] without a session.
    pub(crate) async fn answer(&self, call: &Call, abort: &AbortSignal) -> Result<Answered, Failure> {
        let (credential, token) = self.token(abort).await?;
        let answer = self.transport().answer(call, Some(&token), abort).await?;
        Ok(Answered { answer, credential, token })
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
    pub(super) async fn token(&self, abort: &AbortSignal) -> Result<(Credential, SessionToken), Failure> {
        let credential = self.credential().ok_or(Failure::Canceled)?;
        if let Credential::Token(token) = &credential {
            return Ok((credential.clone(), token.clone()));
        }
        let limit = Limit::start(abort, self.0.tuning.borrow().request_timeout_ms)?;
        let oauth = self.host().oauth().ok_or(Failure::Canceled)?;
        match oauth.ask(false).token(&limit).await? {
            Ok(Some(token)) => Ok((credential, token)),
            Ok(None) => {
                // One silence ends no session: it is checked, and the host asked again with it.
                self.dispatch(Event::Rejected);
                Err(Error::HostHasNoToken.into())
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
