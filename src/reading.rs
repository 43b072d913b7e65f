//! A read that a view wants, which may go before it is answered.

use crate::account::Account;
use crate::browser::{Abort, Failure};
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::endpoint::Call;
use leptos::prelude::*;
use serde_json::Value;

/// One read at a time: it ends when it is asked for anew, and with the view.
#[derive(Clone, Copy)]
pub(crate) struct Reading(StoredValue<Option<Abort>, LocalStorage>);

impl Reading {
    /// For the view of the current owner.
    pub fn new() -> Self {
        let request = StoredValue::new_local(None::<Abort>);
        on_cleanup(move || drop(request.try_update_value(Option::take)));
        Self(request)
    }

    /// Asks; `told` is not called if the answer is of no use any more.
    pub fn ask(self, account: &Account, call: Call, told: Box<dyn FnOnce(Result<Value, Error>)>) {
        let Ok(abort) = Abort::new() else { return };
        let (signal, account) = (abort.signal(), account.clone());
        if self.0.try_set_value(Some(abort)).is_some() {
            return;
        }
        spawn_local(async move {
            match account.call(&call, &signal).await {
                Err(Failure::Canceled) => {}
                Err(Failure::Error(error)) => told(Err(error)),
                Ok(value) => told(Ok(value)),
            }
        });
    }
}
