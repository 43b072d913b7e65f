//! What the viewer may do with a workspace: known for one's own, asked for once somebody wants to know it of another's.

use crate::account::Account;
use crate::browser::Abort;
use crate::spawn::spawn_local;
use coder_core::actions::Permissions;
use coder_core::wire::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// Permissions on one workspace.
#[derive(Clone)]
pub(crate) struct May {
    /// What is known; nothing before the account is linked.
    pub known: Memo<Option<Permissions>>,
    answered: RwSignal<Option<Permissions>>,
    account: Account,
    workspace: ArcRwSignal<Arc<Workspace>>,
}

impl May {
    /// What is known without asking.
    pub fn of(account: &Account, workspace: &ArcRwSignal<Arc<Workspace>>) -> Self {
        let answered = RwSignal::new(None::<Permissions>);
        let (state, shown) = (account.state(), workspace.clone());
        let known = Memo::new(move |_| match answered.get() {
            Some(answered) => Some(answered),
            None => state.read().user().map(|user| Permissions::known(&shown.read(), user)),
        });
        Self { known, answered, account: account.clone(), workspace: workspace.clone() }
    }

    /// Asks Coder where that tells more. Without an answer nothing more is offered.
    pub fn ask(&self) {
        let Some(known) = self.known.get_untracked().filter(|known| !known.is_complete()) else { return };
        let (account, workspace) = (self.account.clone(), self.workspace.get_untracked());
        let answered = self.answered;
        spawn_local(async move {
            let Ok(abort) = Abort::new() else { return };
            let answer = account.call(&Permissions::ask(&workspace), &abort.signal()).await;
            if let Ok(Ok(may)) = answer.map(|value| known.answered(&value)) {
                // Who wanted to know may have gone.
                let _ = answered.try_set(Some(may));
            }
        });
    }
}
