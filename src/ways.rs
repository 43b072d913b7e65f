//! Opening a way into a workspace: web addresses as they are, programs with a key made on the click.

use crate::account::Account;
use crate::browser::{Abort, launch, open_window};
use crate::spawn::spawn_local;
use coder_core::endpoint::Call;
use coder_core::json::{Malformed, Object};
use coder_core::open::{Opens, Program};
use serde_json::Value;

/// Opens a way. Does nothing for one that cannot be opened.
pub(crate) fn open(account: &Account, opens: &Opens) {
    match opens {
        Opens::Web { href, small } => open_window(href, *small),
        Opens::Program(program) => start(account.clone(), program.clone()),
        Opens::Nothing(_) => {}
    }
}

/// Starts a program; without a key if none can be made: it asks for one then.
fn start(account: Account, program: Program) {
    if !program.wants_key() {
        return launch(&program.href(None));
    }
    spawn_local(async move {
        let Ok(abort) = Abort::new() else { return };
        let answer = account.call(&Call::mint_key(), &abort.signal()).await;
        let key = answer.ok().and_then(|value| key(&value).ok());
        launch(&program.href(key.as_deref()));
    });
}

fn key(answer: &Value) -> Result<String, Malformed> {
    Object::new(answer)?.required("key")
}
