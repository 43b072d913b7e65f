//! The viewer's permissions on a workspace.
//!
//! Workspace owners and users with the role `owner` need no request; for other users the permissions are fetched from
//! `/authcheck` on first use.

use crate::browser::AbortOnDrop;
use crate::session::Account;
use crate::spawn::spawn_local;
use coder_core::actions::Permissions;
use coder_core::models::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// The viewer's permissions on one workspace.
#[derive(Clone)]
pub(crate) struct WorkspacePermissions {
    /// The known permissions; `None` before the account is linked.
    pub current: Memo<Option<Permissions>>,
    fetched: RwSignal<Option<Permissions>>,
    account: Account,
    workspace: ArcRwSignal<Arc<Workspace>>,
}

impl WorkspacePermissions {
    /// Derives the permissions that need no request.
    pub fn of(account: &Account, workspace: &ArcRwSignal<Arc<Workspace>>) -> Self {
        let fetched = RwSignal::new(None::<Permissions>);
        let (state, observed) = (account.state(), workspace.clone());
        let current = Memo::new(move |_| match fetched.get() {
            Some(fetched) => Some(fetched),
            None => state.read().user().map(|user| Permissions::from_role(&observed.read(), user)),
        });
        Self { current, fetched, account: account.clone(), workspace: workspace.clone() }
    }

    /// Fetches the permissions if the known ones are not final. A failed request leaves them unchanged.
    pub fn fetch(&self) {
        let Some(current) = self.current.get_untracked().filter(|current| !current.is_conclusive()) else {
            return;
        };
        let (account, workspace) = (self.account.clone(), self.workspace.get_untracked());
        let fetched = self.fetched;
        spawn_local(async move {
            let Ok(abort) = AbortOnDrop::new() else { return };
            let response = account.call(&Permissions::authcheck_request(&workspace), &abort.signal()).await;
            if let Ok(Ok(permissions)) = response.map(|value| current.with_authcheck(&value)) {
                // The component may be unmounted by then.
                let _ = fetched.try_set(Some(permissions));
            }
        });
    }
}
