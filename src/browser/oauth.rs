//! The host's own sign-in with Coder. Its access tokens pass through here and are kept nowhere.

use super::limit::{Limit, promised};
use super::transport::Failure;
use crate::foreign::{call_later, detached};
use coder_core::SessionToken;
use coder_core::session::SignInProblem;
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

/// An access token that was asked for and has not come yet.
pub(crate) struct Asked(Promise);

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

    /// Asks for an access token, at once: a browser opens a window only while it handles the click.
    ///
    /// `interactive` lets the host open its sign-in window; without it there is none where there is no
    /// session.
    pub fn ask(&self, interactive: bool) -> Asked {
        let options = Object::new();
        let _ = Reflect::set(&options, &"optional".into(), &(!interactive).into());
        let _ = Reflect::set(&options, &"instantPopup".into(), &interactive.into());
        Asked(promised(detached(|| self.get_access_token.call1(&self.object, &options))))
    }

    /// Ends the host's session with Coder; whether that works is the host's affair.
    pub fn sign_out(&self) {
        let Some(sign_out) = &self.sign_out else { return };
        let promise = promised(detached(|| sign_out.call0(&self.object)));
        // Waited for, or the browser would tell the page of a rejection that nobody minded.
        crate::spawn::spawn_local(async move { drop(JsFuture::from(promise).await) });
    }

    /// Calls back when the session comes (`true`) or goes, for the page's lifetime. Not while the host tells it: it may
    /// do so in the middle of a call of ours.
    pub fn subscribe(&self, changed: impl Fn(bool) + 'static) {
        let Some(subscribe) = &self.subscribe else { return };
        let changed = Rc::new(changed);
        let listener = Closure::<dyn Fn(JsValue)>::new(move |state: JsValue| {
            let (changed, signed_in) = (changed.clone(), state.as_string().is_none_or(|s| s != "SIGNED_OUT"));
            call_later(move || changed(signed_in));
        });
        let _ = detached(|| subscribe.call1(&self.object, listener.as_ref()));
        // The account that listens lives as long as the page.
        listener.forget();
    }
}

impl Asked {
    /// Waits for the token, at most until the limit; `None` where there is no session.
    ///
    /// # Errors
    /// The outer one: there was no answer. The inner one: why the host did not give a token.
    pub async fn token(self, limit: &Limit) -> Result<Given, Failure> {
        Ok(given(limit.wait(&self.0).await.map_err(Failure::of_host)?))
    }
}

/// What the host gave: a token, `None` where there is no session, or why there is neither.
pub(crate) type Given = Result<Option<SessionToken>, SignInProblem>;

fn given(answer: Result<JsValue, JsValue>) -> Given {
    match answer {
        Ok(token) => Ok(SessionToken::from_host(&token.as_string().unwrap_or_default())),
        Err(error) => {
            let text = |key: &str| Reflect::get(&error, &key.into()).ok().and_then(|v| v.as_string());
            let name = text("name").unwrap_or_default();
            Err(SignInProblem::of(&name, &text("message").unwrap_or_default()))
        }
    }
}
