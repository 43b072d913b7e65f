//! Coder's API for an integrator's own components, through the same proxy, session and error table as ours.
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

use crate::account::Account;
use crate::browser::{Abort, Failure, jitter, pause};
use crate::effect::effect;
use crate::provider::use_provider;
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::endpoint::Call;
use coder_core::json::{Malformed, Read};
use coder_core::refresh::{Retry, retry_delay};
use coder_core::wire::{User, Workspace, WorkspacesPage};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use serde_json::Value;
use std::cell::RefCell;
use std::rc::Rc;

/// The nearest provider's account: where its session stands, linking and unlinking it.
///
/// Does not count as offering a way to sign in, so a [`crate::FallbackAuth`] still shows.
///
/// # Panics
/// Outside of a [`crate::CoderProvider`].
pub fn use_coder_auth() -> Account {
    use_provider().account
}

/// The nearest provider's deployment, called with its session.
///
/// # Panics
/// Outside of a [`crate::CoderProvider`].
pub fn use_coder_api() -> CoderApi {
    CoderApi { account: use_provider().account }
}

/// Calls to one deployment.
#[derive(Clone, PartialEq)]
pub struct CoderApi {
    account: Account,
}

impl CoderApi {
    /// Calls with an account's session.
    pub(crate) fn of(account: Account) -> Self {
        Self { account }
    }

    /// Makes any call of Coder's API; its JSON, null where the answer is empty.
    ///
    /// # Errors
    /// The classified error; without a linked account [`Error::Unauthorized`], with nothing sent.
    pub async fn send(&self, call: &Call) -> Result<Value, Error> {
        // Dropped with the future: who no longer waits no longer asks.
        let abort = Abort::new().map_err(error_of)?;
        self.account.call(call, &abort.signal()).await.map_err(error_of)
    }

    /// Whose session it is.
    ///
    /// # Errors
    /// As [`CoderApi::send`].
    pub async fn authenticated_user(&self) -> Result<User, Error> {
        Ok(User::read(&self.send(&Call::users_me()).await?)?)
    }

    /// One page of a search; `limit` is in rows and at least 1.
    ///
    /// # Errors
    /// As [`CoderApi::send`].
    pub async fn workspaces(&self, search: &str, limit: u32, offset: u32) -> Result<WorkspacesPage, Error> {
        Ok(WorkspacesPage::read(&self.send(&Call::workspaces(search, limit, offset)).await?)?)
    }

    /// A workspace by its id.
    ///
    /// # Errors
    /// As [`CoderApi::send`].
    pub async fn workspace(&self, id: &str) -> Result<Workspace, Error> {
        Ok(Workspace::read(&self.send(&Call::workspace(id)).await?)?)
    }
}

fn error_of(failure: Failure) -> Error {
    match failure {
        Failure::Error(error) => error,
        Failure::Canceled => Error::Unauthorized(String::new()),
    }
}

/// How far a query is.
#[derive(Clone, Debug, PartialEq)]
pub enum QueryState<T> {
    /// The account is not linked, or there is nothing to ask for. What was known is gone.
    Disabled,
    /// Nothing is known yet.
    Loading,
    /// The answer; with why it could not be brought up to date, if it could not.
    Ready(T, Option<Error>),
    /// There is no answer, and this is why.
    Failed(Error),
}

/// Something asked of Coder, as a signal.
pub struct CoderQuery<T: Send + Sync + 'static> {
    /// How far it is.
    pub state: RwSignal<QueryState<T>>,
    again: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for CoderQuery<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for CoderQuery<T> {}

impl<T: Send + Sync + 'static> CoderQuery<T> {
    /// Asks again now.
    pub fn refetch(&self) {
        self.again.update(|n| *n = n.wrapping_add(1));
    }
}

/// Asks Coder while the account is linked, and again whenever the call changes. What is known goes with the
/// session. A read that failed for a reason that may pass is tried up to three times more, with growing pauses,
/// unless the account was unlinked meanwhile.
///
/// ```no_run
/// use backstage_plugin_coder::use_coder_query;
/// use coder_core::endpoint::{Call, Method};
/// use serde_json::Value;
/// # fn component() {
/// let templates = use_coder_query(|| Some(Call::new(Method::Get, "/api/v2/templates", None)), |v: &Value| Ok(v.clone()));
/// # }
/// ```
///
/// # Panics
/// Outside of a [`crate::CoderProvider`].
pub fn use_coder_query<T: Clone + Send + Sync + 'static>(
    call: impl Fn() -> Option<Call> + 'static,
    read: fn(&Value) -> Result<T, Malformed>,
) -> CoderQuery<T> {
    let account = use_provider().account;
    let is_authenticated = account.is_authenticated();
    let is_authenticated = Memo::new(move |_| is_authenticated.get());
    let query = CoderQuery { state: RwSignal::new(QueryState::Disabled), again: RwSignal::new(0) };
    // The request in flight; another one, or the owner's end, ends it.
    let request: SendWrapper<Rc<RefCell<Option<Abort>>>> = SendWrapper::new(Rc::default());
    let in_flight = request.clone();
    effect(move || {
        query.again.track();
        in_flight.borrow_mut().take();
        let Some(call) = call().filter(|_| is_authenticated.get()) else {
            query.state.set(QueryState::Disabled);
            return;
        };
        let Ok(abort) = Abort::new() else { return };
        let signal = abort.signal();
        in_flight.replace(Some(abort));
        if !matches!(*query.state.read_untracked(), QueryState::Ready(..)) {
            query.state.set(QueryState::Loading);
        }
        let account = account.clone();
        spawn_local(async move {
            let mut retry = Retry::default();
            let error = loop {
                let error = match account.call(&call, &signal).await {
                    Ok(value) => match read(&value) {
                        Ok(value) => return query.state.set(QueryState::Ready(value, None)),
                        Err(malformed) => malformed.into(),
                    },
                    Err(Failure::Canceled) => return,
                    Err(Failure::Error(error)) => error,
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
    on_cleanup(move || drop(request.borrow_mut().take()));
    query
}

/// How far a write is.
#[derive(Clone, Debug, PartialEq)]
pub enum MutationState<T> {
    /// Not begun.
    Idle,
    /// On its way.
    Pending,
    /// Done; Coder's answer.
    Done(T),
    /// It did not work, or nobody knows whether it did: a write is never repeated by itself.
    Failed(Error),
}

/// A write to Coder, as a signal and a function.
pub struct CoderMutation<I: 'static, T: Send + Sync + 'static> {
    /// How far the latest one is.
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
    /// Begins the write; does nothing while one is on its way.
    pub fn mutate(&self, input: I) {
        self.start.run(input);
    }
}

/// A write to Coder. It runs to its end even if the component that began it goes away, is sent once, and is
/// never repeated by itself.
///
/// # Panics
/// Outside of a [`crate::CoderProvider`].
pub fn use_coder_mutation<I: 'static, T: Send + Sync + 'static>(
    call: impl Fn(I) -> Call + Send + Sync + 'static,
    read: fn(&Value) -> Result<T, Malformed>,
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
            // The component may have gone.
            let _ = state.try_set(match result {
                Ok(value) => MutationState::Done(value),
                Err(error) => MutationState::Failed(error),
            });
        });
    });
    CoderMutation { state, start }
}
