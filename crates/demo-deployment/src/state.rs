//! What the deployment holds: users, tokens, workspaces.

use crate::builds::{BuildClock, Job};
use crate::catalog::{self, Details, Organization, Unusable};
use crate::oauth::OAuth;
use crate::seed;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The session token of the demo's user, printed by `cargo xtask serve`.
pub const DEMO_TOKEN: &str = "demodemo01-coderbackstagedemo0001";
/// Another user's.
pub const OTHER_TOKEN: &str = "demodemo02-coderbackstagedemo0002";
/// One that has expired.
pub const EXPIRED_TOKEN: &str = "demodemo03-coderbackstagedemo0003";
/// What every program is given.
pub const MINTED_KEY: &str = "mintedkey1-fromthedemodeployment1";

/// A user.
#[derive(Clone, Debug)]
pub struct User {
    pub id: String,
    pub username: &'static str,
    pub name: &'static str,
}

/// A workspace as far as answers differ.
#[derive(Clone, Debug)]
pub struct Workspace {
    pub id: String,
    pub name: String,
    /// Index into the users.
    pub owner: usize,
    pub template: Template,
    pub status: String,
    /// The agents' connection, while it runs.
    pub agent: Option<String>,
    /// How far the agents' startup scripts are.
    pub lifecycle: String,
    /// The build made last through the API; the examples begin without one.
    pub job: Option<Job>,
    pub params: Vec<(String, String)>,
    pub outdated: bool,
    pub favorite: bool,
    pub dormant: bool,
    /// RFC 3339; the zero time for never.
    pub last_used_at: String,
    /// When it stops by itself, while it runs.
    pub deadline: String,
    pub build_number: u32,
    /// A cron line with its time zone; none for a workspace that is started by hand only.
    pub autostart: Option<String>,
    /// Milliseconds a start lasts; none for a workspace that is stopped by hand only.
    pub ttl_ms: Option<i64>,
    /// More was written than is kept of its logs.
    pub logs_overflowed: bool,
    /// Nobody but its owner may see it.
    pub private: bool,
}

/// Whether the deployment is an OAuth2 provider, and how it says that it is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OAuthSwitch {
    /// It is.
    #[default]
    On,
    /// As since 2.38: there is no such route.
    Off,
    /// As before: the experiment is off.
    #[serde(rename = "off-before-2.38")]
    OffBefore238,
}

/// A template.
#[derive(Clone, Debug)]
pub struct Template {
    pub id: &'static str,
    pub name: &'static str,
    pub display_name: &'static str,
    pub icon: &'static str,
}

impl Workspace {
    /// Whether all agents are well; a workspace without a running agent is.
    pub fn healthy(&self) -> bool {
        !matches!(self.agent.as_deref(), Some("connecting" | "disconnected" | "timeout"))
    }

    /// Whether a user may see it.
    pub fn is_visible_to(&self, user: usize) -> bool {
        !self.private || self.owner == user
    }
}

/// Everything.
#[derive(Debug)]
pub struct Data {
    pub users: Vec<User>,
    pub workspaces: Vec<Workspace>,
    /// Tokens that a test revoked.
    pub revoked: Vec<String>,
    /// Seconds from now until sessions end, where a test said so: they do not slide then.
    pub session_ends_in: Option<i64>,
    /// By which builds go on.
    pub clock: BuildClock,
    /// External authentications that the users have: username and provider.
    pub connected: Vec<(&'static str, String)>,
    /// Templates, by name, whose active version became unusable or usable again since the first day.
    pub usability: Vec<(String, Option<Unusable>)>,
    /// The deployment's license allows builds.
    pub licensed: bool,
    /// Deleted workspaces: Coder still answers for them.
    pub deleted: Vec<Workspace>,
    /// What was granted to OAuth2 apps.
    pub oauth: OAuth,
    /// Credits a user may spend at once; -1 for no limit.
    pub budget: i64,
    /// The deployment knows quotas: older editions do not.
    pub has_quota: bool,
    /// Workspaces may be renamed.
    pub allow_renames: bool,
    /// There is a second organization.
    pub two_organizations: bool,
    /// The demo's user may not do anything any more.
    pub suspended: bool,
    /// Every request is one too many; seconds after which to ask again.
    pub retry_after: Option<u32>,
    /// What session tokens are good for; everything where nothing is said.
    pub scopes: Option<Vec<String>>,
    /// Whether it is an OAuth2 provider.
    pub oauth_switch: OAuthSwitch,
    /// Workspaces made so far, for ids.
    pub made: usize,
    /// Keys made for programs: whose, and by which name.
    pub minted: Vec<(usize, String)>,
    /// The longest a key may be good for, in seconds.
    pub longest_key: u64,
}

/// The deployment, shared by all requests.
#[derive(Clone, Debug)]
pub struct Deployment {
    data: Arc<Mutex<Data>>,
    /// The size it was started with.
    size: Option<usize>,
}

impl Deployment {
    /// A fresh deployment with so many workspaces, or only the hand-made ones.
    pub fn new(size: Option<usize>) -> Self {
        Self { data: Arc::new(Mutex::new(Self::fresh(size))), size }
    }

    fn fresh(size: Option<usize>) -> Data {
        Data {
            users: seed::users(),
            workspaces: seed::workspaces(size),
            revoked: Vec::new(),
            session_ends_in: None,
            clock: BuildClock::default(),
            connected: Vec::new(),
            usability: Vec::new(),
            licensed: true,
            deleted: Vec::new(),
            oauth: OAuth::default(),
            budget: -1,
            has_quota: true,
            allow_renames: true,
            two_organizations: false,
            suspended: false,
            retry_after: None,
            scopes: None,
            oauth_switch: OAuthSwitch::On,
            made: 900_000,
            minted: Vec::new(),
            longest_key: 30 * 24 * 3600,
        }
    }

    /// The data; a request that panicked leaves it as it was.
    ///
    /// Builds have got as far as they have by now.
    pub fn lock(&self) -> MutexGuard<'_, Data> {
        let mut data = self.data.lock().unwrap_or_else(PoisonError::into_inner);
        data.go_on();
        data
    }

    /// As on the first day, with another size if given.
    pub fn reset(&self, size: Option<usize>) {
        let mut data = self.lock();
        let oauth = data.oauth.forget_grants();
        *data = Self::fresh(size.or(self.size));
        data.oauth = oauth;
    }
}

impl Data {
    /// Whether an organization is there.
    pub fn has_organization(&self, organization: Organization) -> bool {
        self.two_organizations || organization == catalog::DEFAULT
    }

    /// Whether a user has a key of this id.
    pub fn has_key(&self, user: usize, id: &str) -> bool {
        let known = [(0, DEMO_TOKEN), (1, OTHER_TOKEN), (0, EXPIRED_TOKEN)];
        let is_its = |token: &str| token.split_once('-').is_some_and(|(key, _)| key == id);
        known.iter().any(|(owner, token)| *owner == user && is_its(token))
            || self.minted.iter().any(|(owner, _)| *owner == user && is_its(MINTED_KEY))
            || (user == 0 && self.oauth.tokens().any(is_its))
    }

    /// Why a template's active version cannot be used, if it cannot.
    pub fn unusable(&self, details: &Details) -> Option<Unusable> {
        let changed = self.usability.iter().rev().find(|(name, _)| name == details.template.name);
        changed.map_or(details.unusable, |(_, why)| *why)
    }

    /// The index of the user whose token this is, or Coder's detail on why there is none.
    pub fn user_of(&self, token: Option<&str>) -> Result<usize, String> {
        let Some(token) = token.filter(|t| !t.is_empty()) else {
            return Err("Cookie \"coder_session_token\" or query parameter must be provided.".to_owned());
        };
        let shape = token.split('-').map(str::len).collect::<Vec<_>>();
        if shape != [10, 22] {
            return Err("Invalid API key format: incorrect number of API key parts, expected 2".to_owned());
        }
        match token {
            EXPIRED_TOKEN => Err("API key expired at \"2026-01-01 00:00:00 +0000 UTC\".".to_owned()),
            _ if self.revoked.iter().any(|t| t == token) => Err("API key is invalid.".to_owned()),
            DEMO_TOKEN => Ok(0),
            OTHER_TOKEN => Ok(1),
            granted if self.oauth.knows(granted) => Ok(0),
            _ => Err("API key is invalid.".to_owned()),
        }
    }
}
