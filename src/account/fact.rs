//! Something about a session that is asked for once, when someone first wants to know.

use super::{Account, Inner};
use crate::browser::{Abort, Failure};
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::endpoint::Call;
use coder_core::json::Read;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};

/// A fact that only decorates: where it cannot be had, nothing is said.
pub(super) struct Fact<T: Send + Sync + 'static> {
    known: ArcRwSignal<Option<T>>,
    is_known: Cell<bool>,
    asking: RefCell<Option<Abort>>,
}

impl<T: Send + Sync + 'static> Default for Fact<T> {
    fn default() -> Self {
        Self { known: ArcRwSignal::new(None), is_known: Cell::default(), asking: RefCell::default() }
    }
}

impl<T: Read + Send + Sync + 'static> Fact<T> {
    /// The fact as far as it is known.
    pub fn known(&self) -> ArcReadSignal<Option<T>> {
        self.known.read_only()
    }

    /// The fact; asks for it unless it is known or on its way. `place` finds this fact in the account.
    pub fn ask(
        &self,
        account: &Account,
        place: fn(&Inner) -> &Self,
        call: &Call,
    ) -> ArcReadSignal<Option<T>> {
        if !self.is_known.get()
            && self.asking.borrow().is_none()
            && let Ok(abort) = Abort::new()
        {
            let signal = abort.signal();
            self.asking.replace(Some(abort));
            let (account, call) = (account.clone(), call.clone());
            spawn_local(async move {
                let answer = account.call(&call, &signal).await;
                if answer == Err(Failure::Canceled) {
                    return;
                }
                let fact = place(&account.0);
                if let Ok(value) = answer.and_then(|value| T::read(&value).map_err(|e| Error::from(e).into()))
                {
                    fact.is_known.set(true);
                    fact.known.set(Some(value));
                }
                fact.asking.borrow_mut().take();
            });
        }
        self.known()
    }

    /// Asks anew the next time; until then what is known stays.
    pub fn stale(&self) {
        self.is_known.set(false);
    }

    /// Forgets the fact and ends the question in flight.
    pub fn clear(&self) {
        self.asking.borrow_mut().take();
        self.is_known.set(false);
        self.known.set(None);
    }
}
