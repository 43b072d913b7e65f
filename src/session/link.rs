//! The link of an account that a gateway keeps.

use super::Account;
use crate::browser::CallError;
use coder_core::error::json;
use coder_core::gateway::Link;
use coder_core::json::DecodeError;
use coder_core::session::{Credential, SessionEvent};
use coder_core::url::is_http_url;
use coder_core::{Error, SessionToken};
use leptos::prelude::*;
use serde_json::Value;
use web_sys::AbortSignal;

impl Account {
    /// Whether a gateway keeps the link.
    pub(crate) fn has_gateway(&self) -> bool {
        self.0.controller.has_gateway()
    }

    /// Whether the gateway has an OAuth application by which users link their accounts.
    pub(crate) fn has_gateway_oauth(&self) -> bool {
        self.context().host().has_gateway_oauth()
    }

    /// Has the gateway begin an authorization by OAuth, and returns the page of Coder to open.
    ///
    /// # Errors
    /// The reason why there is no page.
    pub(crate) async fn begin_oauth(&self, abort: &AbortSignal) -> Result<String, CallError> {
        let body = json(&self.context().transport().begin_oauth(abort).await?)?;
        let page = body.get("url").and_then(Value::as_str).filter(|page| is_http_url(page));
        let error = || Error::from(DecodeError::new("the page of an authorization", body.get("url")));
        Ok(page.ok_or_else(error)?.to_owned())
    }

    /// Returns the link that the gateway keeps, fetched on first use.
    pub(crate) fn gateway_link(&self) -> ArcReadSignal<Option<Link>> {
        let transport = self.context().transport();
        self.0
            .caches
            .link
            .get_or(|signal| Box::pin(async move { Ok(json(&transport.find_link(&signal).await?)?) }))
    }

    /// Whether the gateway has a link of the user; `false` if that is not known.
    pub(crate) async fn is_linked(&self, abort: &AbortSignal) -> bool {
        self.0.controller.is_linked(abort).await
    }

    /// Checks the link that the gateway has now.
    pub(crate) fn check_link(&self) {
        self.0.controller.dispatch(SessionEvent::Entered(Credential::Gateway));
    }

    /// Returns a token that was stored before there was a gateway, for the gateway to keep.
    pub(crate) fn former_token(&self) -> Option<SessionToken> {
        self.0.controller.former_token()
    }
}
