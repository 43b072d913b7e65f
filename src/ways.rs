//! Opening a way into a workspace: web addresses as they are, programs with a key made on the click.

use crate::account::Account;
use crate::browser::{Abort, Failure, launch, now_ms, open_window};
use crate::spawn::spawn_local;
use coder_core::Error;
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

/// How long a key for a program is good, in seconds: a day's work. Where the deployment allows less, an hour.
const KEY_SECONDS: [u32; 2] = [24 * 3600, 3600];

/// Starts a program; without a key if none can be made: it asks for one then.
fn start(account: Account, program: Program) {
    if !program.wants_key() {
        return launch(&program.href(None));
    }
    spawn_local(async move {
        let key = mint(&account).await;
        launch(&program.href(key.as_deref()));
    });
}

/// Makes a key; `None` if the user may have none, or nobody knows whether there is one.
async fn mint(account: &Account) -> Option<String> {
    let abort = Abort::new().ok()?;
    for seconds in KEY_SECONDS {
        // Names are one of a kind.
        let name = format!("backstage-{:.0}", now_ms());
        match account.call(&Call::mint_key(&name, seconds), &abort.signal()).await {
            Ok(answer) => return key(&answer).ok(),
            Err(Failure::Error(Error::Validation(_))) => {}
            Err(_) => return None,
        }
    }
    None
}

fn key(answer: &Value) -> Result<String, Malformed> {
    Object::new(answer)?.required("key")
}
