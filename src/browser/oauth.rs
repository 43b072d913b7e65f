//! The host's own sign-in with Coder. Its access tokens are never stored.

use super::call_error::CallError;
use super::deadline::{Deadline, to_promise};
use crate::foreign::{call_later, detached};
use coder_core::SessionToken;
use coder_core::error::SignInError;
use js_sys::{Function, Object, Promise, Reflect};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The functions of `host.oauth`.
pub(crate) struct Oauth {
    object: JsValue,
    get_access_token: Function,
    sign_out: Option<Function>,
    subscribe: Option<Function>,
}

/// An access token that was requested and has not arrived yet.
pub(crate) struct PendingToken(Promise);

impl Oauth {
    /// Reads the object; `None` unless it has `getAccessToken`.
    pub fn from_js(value: &JsValue) -> Option<Self> {
        let function = |key: &str| Reflect::get(value, &key.into()).ok()?.dyn_into::<Function>().ok();
        Some(Self {
            object: value.clone(),
            get_access_token: function("getAccessToken")?,
            sign_out: function("signOut"),
            subscribe: function("subscribe"),
        })
    }

    /// Requests an access token. The request is made at once, because a browser opens a window only while it handles
    /// a click.
    ///
    /// If `interactive`, the host may open its sign-in window; otherwise there is no token unless the host has a
    /// session.
    pub fn request_token(&self, interactive: bool) -> PendingToken {
        let options = Object::new();
        let _ = Reflect::set(&options, &"optional".into(), &(!interactive).into());
        let _ = Reflect::set(&options, &"instantPopup".into(), &interactive.into());
        PendingToken(to_promise(detached(|| self.get_access_token.call1(&self.object, &options))))
    }

    /// Ends the host's session with Coder; errors are ignored.
    pub fn sign_out(&self) {
        let Some(sign_out) = &self.sign_out else { return };
        let promise = to_promise(detached(|| sign_out.call0(&self.object)));
        // Awaited, so that the browser does not report an unhandled rejection.
        crate::spawn::spawn_local(async move { drop(JsFuture::from(promise).await) });
    }

    /// Calls back when the host's session begins (`true`) or ends (`false`), for the page's lifetime. The callback is
    /// deferred, because the host may notify its listeners in the middle of a call of ours.
    pub fn subscribe(&self, on_change: impl Fn(bool) + 'static) {
        let Some(subscribe) = &self.subscribe else { return };
        let on_change = Rc::new(on_change);
        let listener = Closure::<dyn Fn(JsValue)>::new(move |state: JsValue| {
            let (on_change, signed_in) =
                (on_change.clone(), state.as_string().is_none_or(|s| s != "SIGNED_OUT"));
            call_later(move || on_change(signed_in));
        });
        let _ = detached(|| subscribe.call1(&self.object, listener.as_ref()));
        // The listening account lives as long as the page.
        listener.forget();
    }
}

impl PendingToken {
    /// Waits for the token until the deadline; `None` if the host has no session.
    ///
    /// # Errors
    /// Outer: the host did not respond. Inner: the host's reason for not returning a token.
    pub async fn token(self, limit: &Deadline) -> Result<TokenResult, CallError> {
        Ok(token_result(limit.wait(&self.0).await.map_err(CallError::of_host)?))
    }
}

/// The host's result: a token, `None` if there is no session, or the error of the sign-in.
pub(crate) type TokenResult = Result<Option<SessionToken>, SignInError>;

fn token_result(result: Result<JsValue, JsValue>) -> TokenResult {
    match result {
        Ok(token) => Ok(SessionToken::from_host(&token.as_string().unwrap_or_default())),
        Err(error) => {
            let text = |key: &str| Reflect::get(&error, &key.into()).ok().and_then(|v| v.as_string());
            let name = text("name").unwrap_or_default();
            Err(SignInError::of(&name, &text("message").unwrap_or_default()))
        }
    }
}
