//! Opening apps: URLs as they are, desktop programs with an API key that is created on the click.

use crate::browser::{AbortOnDrop, CallError, now_ms, open_protocol_url, open_window};
use crate::session::Account;
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::apps::{AppTarget, DesktopUrl};
use coder_core::json::{DecodeError, Object};
use coder_core::request::Request;
use serde_json::Value;

/// Opens an app; does nothing if the app is unavailable.
pub(crate) fn open(account: &Account, opens: &AppTarget) {
    match opens {
        AppTarget::Url { href, small } => open_window(href, *small),
        AppTarget::Desktop(program) => {
            let (account, program) = (account.clone(), program.clone());
            spawn_local(async move { open_program(&account, &program).await });
        }
        AppTarget::Unavailable(_) => {}
    }
}

/// Lifetimes of an API key for a desktop program, in seconds: a day; an hour where the deployment allows less.
const KEY_SECONDS: [u32; 2] = [24 * 3600, 3600];

/// Opens a desktop program; done when the browser was told to. If no API key can be created, the program is opened
/// without one and asks for it.
pub(crate) async fn open_program(account: &Account, program: &DesktopUrl) {
    let key = if program.needs_token() { create_api_key(account).await } else { None };
    open_protocol_url(&program.href(key.as_deref()));
}

/// Creates an API key; `None` if the user may not have one, or the outcome is unknown.
async fn create_api_key(account: &Account) -> Option<String> {
    let abort = AbortOnDrop::new().ok()?;
    for seconds in KEY_SECONDS {
        // Names of API keys are unique.
        let name = format!("backstage-{:.0}", now_ms());
        match account.call(&Request::create_api_key(&name, seconds), &abort.signal()).await {
            Ok(answer) => return read_api_key(&answer).ok(),
            Err(CallError::Failed(Error::Validation(_))) => {}
            Err(_) => return None,
        }
    }
    None
}

fn read_api_key(answer: &Value) -> Result<String, DecodeError> {
    Object::new(answer)?.required("key")
}
