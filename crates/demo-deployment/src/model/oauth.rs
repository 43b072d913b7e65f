//! Apps, authorization codes and grants of the OAuth2 provider.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The state of the OAuth2 provider, with the way in which Coder reports that it is off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OAuthSwitch {
    /// The provider is on.
    #[default]
    On,
    /// Off, as since Coder 2.38: the routes do not exist.
    Off,
    /// Off, as before Coder 2.38: the experiment is not enabled.
    #[serde(rename = "off-before-2.38")]
    OffBefore238,
}

/// The registered apps, the open authorization codes and the grants.
#[derive(Clone, Debug, Default)]
pub struct OAuth {
    pub apps: Vec<App>,
    pub codes: Vec<Code>,
    /// One grant per app and user, by client id and index into the users: a new grant replaces the previous one.
    pub grants: BTreeMap<(String, usize), Grant>,
    issued: usize,
}

/// A registered app.
#[derive(Clone, Debug)]
pub struct App {
    pub id: String,
    pub name: String,
    pub callback_url: String,
    pub secret: String,
}

/// An authorization code that has not been exchanged yet.
#[derive(Clone, Debug)]
pub struct Code {
    pub code: String,
    pub client_id: String,
    /// Index into the users.
    pub user: usize,
    /// PKCE challenge.
    pub challenge: String,
}

/// An access token with its refresh token.
#[derive(Clone, Debug)]
pub struct Grant {
    pub access_token: String,
    pub refresh_token: String,
}

impl OAuth {
    /// Returns a copy without codes and grants. Registered apps are settings and stay.
    pub fn without_grants(&self) -> Self {
        Self { apps: self.apps.clone(), issued: self.issued, ..Self::default() }
    }

    /// Returns all valid access tokens of a user.
    pub fn access_tokens(&self, user: usize) -> impl Iterator<Item = &str> {
        let grants = self.grants.iter().filter(move |((_, owner), _)| *owner == user);
        grants.map(|(_, grant)| grant.access_token.as_str())
    }

    /// Returns the user of a valid access token.
    pub fn user_of(&self, token: &str) -> Option<usize> {
        self.grants.iter().find(|(_, grant)| grant.access_token == token).map(|((_, user), _)| *user)
    }

    /// Returns the user whose grant to an app has this refresh token.
    pub fn refreshing_user(&self, client_id: &str, token: &str) -> Option<usize> {
        let mut grants = self.grants.iter();
        grants
            .find(|((app, _), grant)| app == client_id && grant.refresh_token == token)
            .map(|((_, user), _)| *user)
    }

    /// Returns the number of the next app, code or grant; all three share one counter.
    pub fn next_number(&mut self) -> usize {
        self.issued += 1;
        self.issued
    }

    /// Grants an app access to a user's account, and returns the new tokens.
    pub fn grant(&mut self, client_id: &str, user: usize) -> Grant {
        let n = self.next_number();
        let grant = Grant {
            access_token: format!("oauth{n:05}-{n:022}"),
            refresh_token: format!("coder_{n:010}_{n:040}"),
        };
        self.grants.insert((client_id.to_owned(), user), grant.clone());
        grant
    }
}
