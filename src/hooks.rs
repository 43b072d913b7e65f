//! Coder's API for an integrator's own components, through the same proxy, session and error classification as ours.
//!
//! | React plugin | here |
//! |---|---|
//! | `useCoderAuth` | [`use_coder_auth`] |
//! | `useCoderApi` | [`use_coder_api`] |
//! | `useCoderQuery` | [`use_coder_query`] |
//! | `useCoderMutation` (promised there) | [`use_coder_mutation`] |
//! | `useCoderWorkspacesConfig` | [`crate::use_coder_workspaces_config`] |
//! | `useCoderWorkspacesQuery` | [`crate::use_coder_workspaces_query`] |
//! | `useWorkspacesCardContext` | [`crate::use_card`] |

use crate::browser::{AbortOnDrop, CallError, jitter, pause};
use crate::effect::effect;
use crate::latest_request::LatestRequest;
use crate::provider::use_provider;
use crate::session::Account;
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::json::{DecodeError, FromJson};
use coder_core::models::{User, Workspace, WorkspacesPage};
use coder_core::polling::{RetryCount, retry_delay};
use coder_core::request::Request;
use leptos::prelude::*;
use serde_json::Value;

/// Returns the nearest provider's account: session state, linking and unlinking.
///
/// Does not count as offering a way to sign in, so a [`crate::FallbackAuth`] is still shown.
///
/// # Panics
/// Outside of a [`crate::CoderProvider`].
pub fn use_coder_auth() -> Account {
    use_provider().account
}

/// Returns a client for the nearest provider's deployment, with the account's session.
///
/// # Panics
/// Outside of a [`crate::CoderProvider`].
pub fn use_coder_api() -> CoderApi {
    CoderApi { account: use_provider().account }
}

/// A client for one deployment.
#[derive(Clone, PartialEq)]
pub struct CoderApi {
    account: Account,
}

impl CoderApi {
    /// Creates a client with an account's session.
    pub(crate) fn of(account: Account) -> Self {
        Self { account }
    }

    /// Sends any request to Coder's API and returns the JSON of the response, null if the body is empty.
    ///
    /// # Errors
    /// The classified error; without a linked account [`Error::Unauthorized`], with nothing sent.
    pub async fn send(&self, call: &Request) -> Result<Value, Error> {
        // Dropping the future aborts the request.
        let abort = AbortOnDrop::new().map_err(error_of)?;
        self.account.call(call, &abort.signal()).await.map_err(error_of)
    }

    /// Fetches the session's user.
    ///
    /// # Errors
    /// Same as [`CoderApi::send`].
    pub async fn authenticated_user(&self) -> Result<User, Error> {
        Ok(User::from_json(&self.send(&Request::users_me()).await?)?)
    }

    /// Fetches one page of a search; `limit` is in rows and at least 1.
    ///
    /// # Errors
    /// Same as [`CoderApi::send`].
    pub async fn workspaces(&self, search: &str, limit: u32, offset: u32) -> Result<WorkspacesPage, Error> {
        Ok(WorkspacesPage::from_json(&self.send(&Request::workspaces(search, limit, offset)).await?)?)
    }

    /// Fetches a workspace by its id.
    ///
    /// # Errors
    /// Same as [`CoderApi::send`].
    pub async fn workspace(&self, id: &str) -> Result<Workspace, Error> {
        Ok(Workspace::from_json(&self.send(&Request::workspace(id)).await?)?)
    }
}

fn error_of(failure: CallError) -> Error {
    match failure {
        CallError::Failed(error) => error,
        CallError::Aborted | CallError::SignedOut => Error::Unauthorized(String::new()),
    }
}

/// The state of a [`CoderQuery`].
#[derive(Clone, Debug, PartialEq)]
pub enum QueryState<T> {
    /// The account is not linked, or there is no request. Earlier data was dropped.
    Disabled,
    /// No response yet.
    Loading,
    /// The data, with the error of the latest request if it failed.
    Ready(T, Option<Error>),
    /// The request failed, and there is no data.
    Failed(Error),
}

/// Data that is fetched from Coder, as a signal.
pub struct CoderQuery<T: Send + Sync + 'static> {
    /// The state of the data.
    pub state: RwSignal<QueryState<T>>,
    refetches: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for CoderQuery<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for CoderQuery<T> {}

impl<T: Send + Sync + 'static> CoderQuery<T> {
    /// Fetches the data again.
    pub fn refetch(&self) {
        self.refetches.update(|n| *n = n.wrapping_add(1));
    }
}

/// Fetches data from Coder while the account is linked, and again whenever the request changes. The data is dropped
/// when the session ends. A read that fails with a transient error is retried up to three times, with exponential
/// backoff, unless the account is unlinked meanwhile.
///
/// ```no_run
/// use backstage_plugin_coder::use_coder_query;
/// use coder_core::request::{Method, Request};
/// use serde_json::Value;
/// # fn component() {
/// let templates = use_coder_query(
///     || Some(Request::new(Method::Get, "/api/v2/templates", None)),
///     |v: &Value| Ok(v.clone()),
/// );
/// # }
/// ```
///
/// # Panics
/// Outside of a [`crate::CoderProvider`].
pub fn use_coder_query<T: Clone + Send + Sync + 'static>(
    call: impl Fn() -> Option<Request> + 'static,
    read: fn(&Value) -> Result<T, DecodeError>,
) -> CoderQuery<T> {
    let account = use_provider().account;
    let is_authenticated = account.is_authenticated();
    let is_authenticated = Memo::new(move |_| is_authenticated.get());
    let query = CoderQuery { state: RwSignal::new(QueryState::Disabled), refetches: RwSignal::new(0) };
    let request = LatestRequest::new();
    effect(move || {
        query.refetches.track();
        request.abort();
        let Some(call) = call().filter(|_| is_authenticated.get()) else {
            query.state.set(QueryState::Disabled);
            return;
        };
        let Some(signal) = request.begin() else { return };
        if !matches!(*query.state.read_untracked(), QueryState::Ready(..)) {
            query.state.set(QueryState::Loading);
        }
        let account = account.clone();
        spawn_local(async move {
            let mut retry = RetryCount::default();
            let error = loop {
                let error = match account.call(&call, &signal).await {
                    Ok(value) => match read(&value) {
                        Ok(value) => return query.state.set(QueryState::Ready(value, None)),
                        Err(malformed) => malformed.into(),
                    },
                    Err(CallError::Aborted | CallError::SignedOut) => return,
                    Err(CallError::Failed(error)) => error,
                };
                let Some(pause_ms) = retry_delay(&mut retry, call.method, &error, jitter()) else {
                    break error;
                };
                pause(pause_ms, &signal).await;
                if signal.aborted() {
                    return;
                }
            };
            query.state.update(|state| match state {
                QueryState::Ready(_, stale) => *stale = Some(error),
                _ => *state = QueryState::Failed(error),
            });
        });
    });
    query
}

/// The state of a [`CoderMutation`].
#[derive(Clone, Debug, PartialEq)]
pub enum MutationState<T> {
    /// No write was started.
    Idle,
    /// The write is in flight.
    Pending,
    /// The write succeeded, with this response.
    Done(T),
    /// The write failed, or its outcome is unknown: writes are never retried automatically.
    Failed(Error),
}

/// A write to Coder: a function that starts it, and its state as a signal.
pub struct CoderMutation<I: 'static, T: Send + Sync + 'static> {
    /// The state of the latest write.
    pub state: RwSignal<MutationState<T>>,
    start: Callback<I>,
}

impl<I: 'static, T: Send + Sync + 'static> Clone for CoderMutation<I, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I: 'static, T: Send + Sync + 'static> Copy for CoderMutation<I, T> {}

impl<I: 'static, T: Send + Sync + 'static> CoderMutation<I, T> {
    /// Starts the write; does nothing while another one is in flight.
    pub fn mutate(&self, input: I) {
        self.start.run(input);
    }
}

/// Creates a write to Coder. Its request is sent once, never retried automatically, and completes even if the
/// component that started it is unmounted.
///
/// # Panics
/// Outside of a [`crate::CoderProvider`].
pub fn use_coder_mutation<I: 'static, T: Send + Sync + 'static>(
    call: impl Fn(I) -> Request + Send + Sync + 'static,
    read: fn(&Value) -> Result<T, DecodeError>,
) -> CoderMutation<I, T> {
    let api = use_coder_api();
    let state = RwSignal::new(MutationState::Idle);
    let start = Callback::new(move |input| {
        if matches!(state.try_read_untracked().as_deref(), None | Some(MutationState::Pending)) {
            return;
        }
        state.set(MutationState::Pending);
        let (api, call) = (api.clone(), call(input));
        spawn_local(async move {
            let result = match api.send(&call).await {
                Ok(value) => read(&value).map_err(Error::from),
                Err(error) => Err(error),
            };
            // The component may have been unmounted.
            let _ = state.try_set(match result {
                Ok(value) => MutationState::Done(value),
                Err(error) => MutationState::Failed(error),
            });
        });
    });
    CoderMutation { state, start }
}
