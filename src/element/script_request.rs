//! Requests of a page's own scripts, in the `card` chunk.

use crate::browser::Host;
use crate::hooks::CoderApi;
use crate::lazy_chunk::lazy_chunk;
use crate::session::Account;
use coder_core::Error;
use coder_core::error::explain;
use coder_core::i18n::Translations;
use coder_core::json::{parse, to_string};
use coder_core::request::{Method, Request};
use js_sys::{JSON, Object, Reflect};
use std::pin::Pin;
use wasm_bindgen::JsValue;

/// The arguments of a script's request.
pub(super) struct ScriptRequest {
    pub method: String,
    pub path: String,
    pub body: JsValue,
}

type ScriptResponse = Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>;

/// The type of [`send`].
type SendFn = fn(Account, Host, ScriptRequest) -> ScriptResponse;

lazy_chunk! {
    /// Loads the function that sends a script's request.
    pub(super) fn load_send() -> SendFn = card { send }
}

/// Sends a request, and returns the JSON of its response, or an `Error` as described at
/// [`super::session::Session::request`].
fn send(account: Account, host: Host, request: ScriptRequest) -> ScriptResponse {
    Box::pin(async move {
        let call = call(request).map_err(|wrong| js_sys::TypeError::new(&wrong))?;
        match CoderApi::of(account).send(&call).await {
            Ok(answer) => JSON::parse(&to_string(&answer)),
            Err(error) => Err(js_error(&error, &host.texts())),
        }
    })
}

/// Builds a request.
///
/// # Errors
/// A message for the author of the script.
fn call(ScriptRequest { method, path, body }: ScriptRequest) -> Result<Request, String> {
    let all = [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete];
    let Some(method) = all.into_iter().find(|one| one.as_str() == method) else {
        return Err(format!("method must be GET, POST, PUT, PATCH or DELETE, not \"{method}\""));
    };
    let body = match body.is_undefined() || body.is_null() {
        true => None,
        false => {
            let text = JSON::stringify(&body).ok().and_then(|text| text.as_string());
            Some(text.and_then(|text| parse(&text)).ok_or("body must be JSON")?)
        }
    };
    let call = Request::new(method, path, body);
    match call.is_of_the_api() {
        true => Ok(call),
        false => Err(format!(
            "path must stay below /api/v2/, without \".\" or \"..\" as a segment, escaped or not: \"{}\"",
            call.path.split('?').next().unwrap_or_default()
        )),
    }
}

fn js_error(error: &Error, texts: &Translations) -> JsValue {
    let explanation = explain(error);
    let message = format!("{} {}", texts.get(explanation.title), explanation.detail);
    let js = js_sys::Error::new(message.trim());
    let _ = Reflect::set(&js, &"code".into(), &error.code().into());
    let fields = Object::new();
    for field in error.server_message().map(|message| message.fields.as_slice()).unwrap_or_default() {
        let _ = Reflect::set(&fields, &field.field.as_str().into(), &field.detail.as_str().into());
    }
    let _ = Reflect::set(&js, &"fields".into(), &fields);
    js.into()
}
