//! The deployment's data: users, tokens and workspaces.

use crate::clock::seconds_from_now;
use crate::model::build::BuildClock;
use crate::model::notification::{Notification, Subject};
use crate::model::oauth::{OAuth, OAuthSwitch};
use crate::model::template::{DEFAULT_ORGANIZATION, Organization, TemplateSpec, VersionState};
use crate::model::workspace::{User, Workspace};
use crate::sockets::Sockets;
use crate::{builds, seed, templates};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Session token of the demo user, printed at the start.
pub const DEMO_TOKEN: &str = "demodemo01-coderbackstagedemo0001";
/// Session token of another user.
pub const OTHER_TOKEN: &str = "demodemo02-coderbackstagedemo0002";
/// Session token that has expired.
pub const EXPIRED_TOKEN: &str = "demodemo03-coderbackstagedemo0003";
/// API key that every key request returns.
pub const CREATED_API_KEY: &str = "mintedkey1-fromthedemodeployment1";

/// All data of the deployment.
#[derive(Debug)]
pub struct Store {
    pub users: Vec<User>,
    pub workspaces: Vec<Workspace>,
    /// Tokens that a test revoked.
    pub revoked_tokens: Vec<String>,
    /// Seconds from now until sessions expire, if a test set a fixed end; sessions are not extended then.
    pub session_ends_in: Option<i64>,
    /// Clock of the builds.
    pub clock: BuildClock,
    /// Completed external authentications: username and provider id.
    pub external_auths: Vec<(&'static str, String)>,
    /// Changes since the start to the states of active versions, by template name; the last one counts.
    pub version_states: Vec<(String, VersionState)>,
    /// Whether the license allows builds.
    pub licensed: bool,
    /// Deleted workspaces, which the API reports as gone.
    pub deleted: Vec<Workspace>,
    /// Apps and grants of the OAuth2 provider.
    pub oauth: OAuth,
    /// Quota allowance of a user in credits; -1 for no limit.
    pub budget: i64,
    /// Whether the deployment supports quotas; older editions do not.
    pub has_quota: bool,
    /// Whether workspaces may be renamed.
    pub allow_renames: bool,
    /// Whether there is a second organization.
    pub two_organizations: bool,
    /// Whether the demo user is suspended.
    pub suspended: bool,
    /// `Retry-After` in seconds of a 429 for every request.
    pub retry_after: Option<u32>,
    /// Scopes of the session tokens; `None` for all.
    pub scopes: Option<Vec<String>>,
    /// State of the OAuth2 provider.
    pub oauth_switch: OAuthSwitch,
    /// Lifetime of new access tokens, in seconds.
    pub oauth_lifetime: i64,
    /// Index of the user who visits the consent page.
    pub visitor: usize,
    /// Number of the workspace that was created last, for its id.
    pub last_workspace_number: usize,
    /// API keys created so far: user and key name.
    pub api_keys: Vec<(usize, String)>,
    /// Longest lifetime of an API key, in seconds.
    pub max_api_key_lifetime: u64,
    /// Notifications of all users, the oldest first.
    pub notifications: Vec<Notification>,
}

/// The deployment, shared by all requests.
#[derive(Clone, Debug)]
pub struct Deployment {
    store: Arc<Mutex<Store>>,
    /// Number of workspaces at the start.
    size: Option<usize>,
    sockets: Sockets,
}

impl Deployment {
    /// Creates a deployment with this many workspaces, or with the hand-written ones only.
    pub fn new(size: Option<usize>) -> Self {
        Self { store: Arc::new(Mutex::new(Store::new(size))), size, sockets: Sockets::default() }
    }

    /// Returns the open sockets.
    pub fn sockets(&self) -> &Sockets {
        &self.sockets
    }

    /// Locks the data, after advancing all builds to the present time.
    ///
    /// A mutex that a panicking request poisoned is used as it is.
    pub fn lock(&self) -> MutexGuard<'_, Store> {
        let mut store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        store.advance();
        store
    }

    /// Restores the initial data, with another size if given. Registered OAuth2 apps stay.
    pub fn reset(&self, size: Option<usize>) {
        let mut store = self.lock();
        let oauth = store.oauth.without_grants();
        *store = Store::new(size.or(self.size));
        store.oauth = oauth;
    }
}

impl Store {
    /// Returns the initial data, with this many workspaces or with the hand-written ones only.
    fn new(size: Option<usize>) -> Self {
        Self {
            users: seed::users(),
            workspaces: seed::workspaces(size),
            revoked_tokens: Vec::new(),
            session_ends_in: None,
            clock: BuildClock::default(),
            external_auths: Vec::new(),
            version_states: Vec::new(),
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
            oauth_lifetime: 86_400,
            visitor: 0,
            last_workspace_number: 900_000,
            api_keys: Vec::new(),
            max_api_key_lifetime: 30 * 24 * 3600,
            notifications: Vec::new(),
        }
    }

    /// Advances all builds to the clock's present time.
    pub fn advance(&mut self) {
        let now = self.clock.now();
        let mut failed = Vec::new();
        for (index, workspace) in self.workspaces.iter_mut().enumerate() {
            let had_failed = workspace.status == "failed";
            builds::advance(workspace, now);
            // As in Coder, the owner's inbox lacks failures of builds with the reason `initiator`.
            let by_owner = workspace.latest_build.as_ref().is_some_and(|build| build.reason == "initiator");
            if workspace.status == "failed" && !had_failed && !by_owner {
                failed.push(index);
            }
        }
        for index in failed {
            self.notify(index, Subject::BuildFailed);
        }
        self.deleted.extend(self.workspaces.extract_if(.., |w| w.status == "deleted"));
    }

    /// Notifies the owner of a workspace.
    pub fn notify(&mut self, index: usize, subject: Subject) {
        self.notifications.push(Notification {
            number: self.notifications.len() + 1,
            subject,
            workspace: self.workspaces[index].clone(),
            created_at: seconds_from_now(0),
        });
    }

    /// Returns a user's notifications, the oldest first.
    pub fn notifications_of(&self, user: usize) -> impl Iterator<Item = &Notification> {
        self.notifications.iter().filter(move |notification| notification.workspace.owner == user)
    }

    /// Deletes the workspaces with this name, of any owner, as an administrator's build does.
    pub fn delete(&mut self, name: &str) {
        for index in 0..self.workspaces.len() {
            let workspace = &mut self.workspaces[index];
            if workspace.name == name {
                "deleted".clone_into(&mut workspace.status);
                workspace.build_number += 1;
                workspace.latest_build = None;
                workspace.agent = None;
                self.notify(index, Subject::Deleted);
            }
        }
        self.advance();
    }

    /// Returns the credits per day of a user's running and starting workspaces.
    pub fn credits(&self, owner: usize) -> i64 {
        self.workspaces
            .iter()
            .filter(|w| w.owner == owner && matches!(w.status.as_str(), "running" | "starting" | "pending"))
            .map(|w| templates::by_id(w.template.id).daily_cost)
            .sum()
    }

    /// Whether one more workspace of this template would exceed its owner's quota allowance.
    pub fn is_over_quota(&self, owner: usize, spec: &TemplateSpec) -> bool {
        self.budget >= 0 && self.credits(owner) + spec.daily_cost > self.budget
    }

    /// Whether the deployment has this organization.
    pub fn has_organization(&self, organization: Organization) -> bool {
        self.two_organizations || organization == DEFAULT_ORGANIZATION
    }

    /// Whether a user has an API key with this id.
    pub fn has_api_key(&self, user: usize, id: &str) -> bool {
        let tokens = [(0, DEMO_TOKEN), (1, OTHER_TOKEN), (0, EXPIRED_TOKEN)];
        let has_id = |token: &str| token.split_once('-').is_some_and(|(key, _)| key == id);
        tokens.iter().any(|(owner, token)| *owner == user && has_id(token))
            || self.api_keys.iter().any(|(owner, _)| *owner == user && has_id(CREATED_API_KEY))
            || self.oauth.access_tokens(user).any(has_id)
    }

    /// Returns the state of a template's active version.
    pub fn version_state(&self, spec: &TemplateSpec) -> VersionState {
        let changed = self.version_states.iter().rev().find(|(name, _)| name == spec.template.name);
        changed.map_or(spec.version_state, |(_, state)| *state)
    }

    /// Returns the index of the token's user, or the `detail` of Coder's 401.
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
            _ if self.revoked_tokens.iter().any(|t| t == token) => Err("API key is invalid.".to_owned()),
            DEMO_TOKEN => Ok(0),
            OTHER_TOKEN => Ok(1),
            granted => self.oauth.user_of(granted).ok_or_else(|| "API key is invalid.".to_owned()),
        }
    }
}
